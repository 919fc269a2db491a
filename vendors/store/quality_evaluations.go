package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// evaluationRow is a row of quality_evaluations.
type evaluationRow struct {
	ID, TenantID, Version                         int64
	ContactID, FormID, SampleID, GraderID         int64
	SiteID, EmployerID, QueueID, PersonID         int64
	Purpose, Kind, Stratum                        string
	Chance                                        float64
	ContactAt, At                                 database.Instant
	Points                                        float64
	Passed                                        bool
	CustomerError, BusinessError, ComplianceError bool
	State, Answers, Note                          string
}

func (evaluationRow) TableName() string { return "quality_evaluations" }

func evaluationFromDomain(tenant int64, e vendors.Evaluation) (evaluationRow, error) {
	answers, err := text(e.Answers)
	return evaluationRow{
		ID: e.ID, TenantID: tenant, Version: e.Version, ContactID: e.ContactID, FormID: e.FormID, SampleID: e.SampleID, GraderID: e.GraderID,
		SiteID: e.SiteID, EmployerID: e.EmployerID, QueueID: e.QueueID, PersonID: e.PersonID, Purpose: string(e.Purpose), Kind: string(e.Kind),
		Stratum: e.Stratum, Chance: e.Chance, ContactAt: database.At(e.ContactAt), At: database.At(e.At), Points: e.Points, Passed: e.Passed,
		CustomerError: e.CustomerError, BusinessError: e.BusinessError, ComplianceError: e.ComplianceError, State: string(e.State), Answers: answers, Note: e.Note,
	}, err
}

func (r evaluationRow) judged() (vendors.Judged, error) {
	return vendors.Judged{
		ID: r.ID, Version: r.Version, ContactID: r.ContactID, FormID: r.FormID, SampleID: r.SampleID, GraderID: r.GraderID, SiteID: r.SiteID,
		EmployerID: r.EmployerID, QueueID: r.QueueID, PersonID: r.PersonID, Purpose: vendors.Purpose(r.Purpose), Kind: vendors.GradeKind(r.Kind),
		Stratum: r.Stratum, Chance: r.Chance, ContactAt: r.ContactAt.Time, At: r.At.Time, Points: r.Points, Passed: r.Passed,
		CustomerError: r.CustomerError, BusinessError: r.BusinessError, ComplianceError: r.ComplianceError, State: vendors.EvaluationState(r.State),
	}, nil
}

func (r evaluationRow) toDomain() (vendors.Evaluation, error) {
	j, err := r.judged()
	if err != nil {
		return vendors.Evaluation{}, err
	}
	e := vendors.Evaluation{Judged: j, Note: r.Note}
	return e, read(r.Answers, &e.Answers)
}

// withoutSheet are the columns of what a comparison needs.
var withoutSheet = []string{
	"id", "tenant_id", "version", "contact_id", "form_id", "sample_id", "grader_id", "site_id", "employer_id", "queue_id", "person_id", "purpose", "kind",
	"stratum", "chance", "contact_at", "at", "points", "passed", "customer_error", "business_error", "compliance_error", "state",
}

// AddEvaluations keeps evaluations and returns their ids in order.
func (s *Quality) AddEvaluations(ctx context.Context, scope auth.Scope, list []vendors.Evaluation) ([]int64, error) {
	rows := make([]evaluationRow, len(list))
	for i, e := range list {
		var err error
		if rows[i], err = evaluationFromDomain(scope.Tenant(), e); err != nil {
			return nil, err
		}
		rows[i].ID = 0
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).CreateInBatches(&rows, batch).Error })
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids, err
}

// asked is a query for evaluations.
func (s *Quality) asked(ctx context.Context, scope auth.Scope, q vendors.JudgedQuery) *gorm.DB {
	query := ofWork(s.db.ReadAs(ctx, scope).Model(&evaluationRow{}), scope).Order("id DESC")
	for column, id := range map[string]int64{"employer_id": q.EmployerID, "person_id": q.PersonID, "grader_id": q.GraderID, "contact_id": q.ContactID, "sample_id": q.SampleID} {
		if id != 0 {
			query = query.Where(column+" = ?", id)
		}
	}
	if !q.From.IsZero() {
		query = query.Where("contact_at >= ?", database.At(q.From))
	}
	if !q.To.IsZero() {
		query = query.Where("contact_at < ?", database.At(q.To))
	}
	if q.Purpose != "" {
		query = query.Where("purpose = ?", string(q.Purpose))
	}
	if len(q.Kinds) > 0 {
		query = query.Where("kind IN ?", q.Kinds)
	}
	if q.State != "" {
		query = query.Where("state = ?", string(q.State))
	}
	if q.Before != 0 {
		query = query.Where("id < ?", q.Before)
	}
	if q.HiddenFrom != 0 {
		query = query.Where("contact_id NOT IN (?)", s.db.ReadAs(ctx, scope).Table("quality_assignments").Select("contact_id").
			Where("tenant_id = ? AND grader_id = ? AND state = 'waiting' AND kind IN ('blind', 'linking')", scope.Tenant(), q.HiddenFrom))
	}
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	return query
}

// Judged lists evaluations without their sheets, with names where a page is asked for.
func (s *Quality) Judged(ctx context.Context, scope auth.Scope, q vendors.JudgedQuery) ([]vendors.Judged, error) {
	var rows []evaluationRow
	if err := s.asked(ctx, scope, q).Select(withoutSheet).Find(&rows).Error; err != nil {
		return nil, err
	}
	list, err := toDomain(rows, evaluationRow.judged)
	if err != nil {
		return nil, err
	}
	if q.Limit == 0 {
		return list, nil // a comparison of many thousands needs no names
	}
	out := make([]*vendors.Judged, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return list, s.name(ctx, scope, out)
}

// Sheets lists evaluations whole.
func (s *Quality) Sheets(ctx context.Context, scope auth.Scope, q vendors.JudgedQuery) ([]vendors.Evaluation, error) {
	var rows []evaluationRow
	if err := s.asked(ctx, scope, q).Find(&rows).Error; err != nil {
		return nil, err
	}
	list, err := toDomain(rows, evaluationRow.toDomain)
	if err != nil {
		return nil, err
	}
	out := make([]*vendors.Judged, len(list))
	for i := range list {
		out[i] = &list[i].Judged
	}
	return list, s.name(ctx, scope, out)
}

// Evaluation returns one evaluation whole.
func (s *Quality) Evaluation(ctx context.Context, scope auth.Scope, id int64) (vendors.Evaluation, error) {
	var row evaluationRow
	if err := ofWork(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.Evaluation{}, err
	}
	e, err := row.toDomain()
	if err != nil {
		return e, err
	}
	return e, s.name(ctx, scope, []*vendors.Judged{&e.Judged})
}

// name fills in what contacts, agents, graders and forms are called.
func (s *Quality) name(ctx context.Context, scope auth.Scope, list []*vendors.Judged) error {
	var contactIDs, personIDs, graderIDs, formIDs []int64
	for _, j := range list {
		contactIDs, personIDs = append(contactIDs, j.ContactID), append(personIDs, j.PersonID)
		graderIDs, formIDs = append(graderIDs, j.GraderID), append(formIDs, j.FormID)
	}
	contacts, err := s.columns(ctx, scope, "quality_contacts", "code", "agent", contactIDs)
	if err != nil {
		return err
	}
	people, err := s.columns(ctx, scope, "people", "name", "code", personIDs)
	if err != nil {
		return err
	}
	graders, err := s.columns(ctx, scope, "quality_graders", "name", "party", graderIDs)
	if err != nil {
		return err
	}
	forms := map[int64]formRow{}
	for part := range slices.Chunk(distinctIDs(formIDs), batch) {
		some, err := byID[formRow](ctx, s, scope, part, func(r formRow) int64 { return r.ID })
		if err != nil {
			return err
		}
		for id, row := range some {
			forms[id] = row
		}
	}
	for _, j := range list {
		j.ContactCode, j.Agent = contacts[j.ContactID][0], contacts[j.ContactID][1]
		j.PersonName, j.GraderName = people[j.PersonID][0], graders[j.GraderID][0]
		j.FormName, j.FormNumber = forms[j.FormID].Name, forms[j.FormID].Number
	}
	return nil
}

func distinctIDs(ids []int64) []int64 {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// columns reads two texts of rows by their ids.
func (s *Quality) columns(ctx context.Context, scope auth.Scope, table, one, other string, ids []int64) (map[int64][2]string, error) {
	out := map[int64][2]string{}
	for part := range slices.Chunk(distinctIDs(ids), batch) {
		var rows []struct {
			ID   int64
			A, B string
		}
		err := ofTenant(scope)(s.db.ReadAs(ctx, scope).Table(table)).Select("id, "+one+" AS a, "+other+" AS b").Where("id IN ?", part).Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			out[row.ID] = [2]string{row.A, row.B}
		}
	}
	return out, nil
}

// UpdateEvaluation writes score, answers and state.
func (s *Quality) UpdateEvaluation(ctx context.Context, scope auth.Scope, e vendors.Evaluation) (vendors.Evaluation, error) {
	row, err := evaluationFromDomain(scope.Tenant(), e)
	if err != nil {
		return e, err
	}
	of := func(query *gorm.DB) *gorm.DB { return ofWork(query, scope) }
	err = s.update(ctx, scope, "evaluation", e.ID, e.Version, of, &evaluationRow{}, map[string]any{
		"points": row.Points, "passed": row.Passed, "customer_error": row.CustomerError, "business_error": row.BusinessError,
		"compliance_error": row.ComplianceError, "state": row.State, "answers": row.Answers,
	})
	e.Version++
	return e, err
}
