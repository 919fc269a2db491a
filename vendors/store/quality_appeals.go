package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// appealRow is a row of quality_appeals.
type appealRow struct {
	ID, TenantID, Version            int64
	EvaluationID, SiteID, EmployerID int64
	PersonID                         int64
	Party, Items, Reason             string
	OpenedAt                         database.Instant
	OpenedBy                         int64
	DueAt                            database.Instant
	State                            string
	DecidedAt                        database.Instant
	DecidedBy                        int64
	Decision, AnswersBefore          string
	PointsBefore, PointsAfter        float64
}

func (appealRow) TableName() string { return "quality_appeals" }

func appealFromDomain(tenant int64, a vendors.EvaluationAppeal) (appealRow, error) {
	items, err := text(a.Items)
	if err != nil {
		return appealRow{}, err
	}
	before, err := text(a.Before)
	return appealRow{
		ID: a.ID, TenantID: tenant, Version: a.Version, EvaluationID: a.EvaluationID, SiteID: a.SiteID, EmployerID: a.EmployerID, PersonID: a.PersonID,
		Party: a.Party, Items: items, Reason: a.Reason, OpenedAt: database.At(a.OpenedAt), OpenedBy: a.OpenedBy, DueAt: database.At(a.DueAt), State: string(a.State),
		DecidedAt: database.At(a.DecidedAt), DecidedBy: a.DecidedBy, Decision: a.Decision, AnswersBefore: before, PointsBefore: a.PointsBefore, PointsAfter: a.PointsAfter,
	}, err
}

func (r appealRow) toDomain() (vendors.EvaluationAppeal, error) {
	a := vendors.EvaluationAppeal{
		ID: r.ID, Version: r.Version, EvaluationID: r.EvaluationID, SiteID: r.SiteID, EmployerID: r.EmployerID, PersonID: r.PersonID, Party: r.Party,
		Reason: r.Reason, OpenedAt: r.OpenedAt.Time, OpenedBy: r.OpenedBy, DueAt: r.DueAt.Time, State: vendors.AppealState(r.State),
		DecidedAt: r.DecidedAt.Time, DecidedBy: r.DecidedBy, Decision: r.Decision, PointsBefore: r.PointsBefore, PointsAfter: r.PointsAfter,
	}
	if err := read(r.Items, &a.Items); err != nil {
		return a, err
	}
	return a, read(r.AnswersBefore, &a.Before)
}

// AddAppeal keeps a new appeal; a second open one of an evaluation is a duplicate.
func (s *Quality) AddAppeal(ctx context.Context, scope auth.Scope, a vendors.EvaluationAppeal) (vendors.EvaluationAppeal, error) {
	row, err := appealFromDomain(scope.Tenant(), a)
	if err != nil {
		return a, err
	}
	row.ID = 0
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	a.ID = row.ID
	return a, err
}

// Appeal returns one appeal.
func (s *Quality) Appeal(ctx context.Context, scope auth.Scope, id int64) (vendors.EvaluationAppeal, error) {
	var rows []appealRow
	if err := ofWork(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Find(&rows).Error; err != nil {
		return vendors.EvaluationAppeal{}, err
	}
	list, err := s.appeals(ctx, scope, rows)
	if err == nil && len(list) == 0 {
		err = database.ErrNotFound
	}
	if err != nil {
		return vendors.EvaluationAppeal{}, err
	}
	return list[0], nil
}

// Appeals returns appeals of an evaluation, or of all: open ones first, the most urgent
// of them at the top.
func (s *Quality) Appeals(ctx context.Context, scope auth.Scope, evaluation int64) ([]vendors.EvaluationAppeal, error) {
	query := ofWork(s.db.ReadAs(ctx, scope), scope).Order("CASE WHEN state = 'open' THEN 0 ELSE 1 END, due_at, id").Limit(500)
	if evaluation != 0 {
		query = query.Where("evaluation_id = ?", evaluation)
	}
	var rows []appealRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.appeals(ctx, scope, rows)
}

// appeals adds who, and which contact.
func (s *Quality) appeals(ctx context.Context, scope auth.Scope, rows []appealRow) ([]vendors.EvaluationAppeal, error) {
	var users, evaluations []int64
	for _, r := range rows {
		users, evaluations = append(users, r.OpenedBy, r.DecidedBy), append(evaluations, r.EvaluationID)
	}
	names, err := s.names(ctx, scope, users)
	if err != nil {
		return nil, err
	}
	of, err := byID[evaluationRow](ctx, s, scope, evaluations, func(r evaluationRow) int64 { return r.ID })
	if err != nil {
		return nil, err
	}
	var contactIDs, graderIDs []int64
	for _, e := range of {
		contactIDs, graderIDs = append(contactIDs, e.ContactID), append(graderIDs, e.GraderID)
	}
	contacts, err := s.columns(ctx, scope, "quality_contacts", "code", "agent", contactIDs)
	if err != nil {
		return nil, err
	}
	graders, err := byID[graderRow](ctx, s, scope, graderIDs, func(r graderRow) int64 { return r.ID })
	if err != nil {
		return nil, err
	}
	list, err := toDomain(rows, appealRow.toDomain)
	for i := range list {
		a, e := &list[i], of[list[i].EvaluationID]
		a.OpenedByName, a.DecidedByName = names[a.OpenedBy], names[a.DecidedBy]
		a.ContactCode, a.Agent, a.GraderUser = contacts[e.ContactID][0], contacts[e.ContactID][1], graders[e.GraderID].UserID
	}
	return list, err
}

// UpdateAppeal writes how an appeal was decided.
func (s *Quality) UpdateAppeal(ctx context.Context, scope auth.Scope, a vendors.EvaluationAppeal) (vendors.EvaluationAppeal, error) {
	of := func(query *gorm.DB) *gorm.DB { return ofWork(query, scope) }
	err := s.update(ctx, scope, "appeal", a.ID, a.Version, of, &appealRow{}, map[string]any{
		"state": string(a.State), "decided_at": database.At(a.DecidedAt), "decided_by": a.DecidedBy, "decision": a.Decision, "points_after": a.PointsAfter,
	})
	if err != nil {
		return a, err
	}
	return s.Appeal(ctx, scope, a.ID)
}
