package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Programmes implements vendors.ProgrammeStore.
type Programmes struct{ db *database.DB }

var _ vendors.ProgrammeStore = (*Programmes)(nil)

// NewProgrammes returns the store of programmes and their contracts.
func NewProgrammes(db *database.DB) *Programmes { return &Programmes{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Programmes) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// programmeRow is a row of programmes.
type programmeRow struct {
	ID, TenantID, Version, EmployerID int64
	TeamID                            *int64
	SiteID                            int64
	Code, Name, Mode                  string
	Motive, BusinessCase              string
	StartDay, EndDay                  string
	CreatedAt                         database.Instant
	CreatedBy                         int64
}

func (programmeRow) TableName() string { return "programmes" }

func programmeFromDomain(tenant int64, p vendors.Programme) programmeRow {
	row := programmeRow{
		ID: p.ID, TenantID: tenant, Version: p.Version, EmployerID: p.EmployerID, SiteID: p.SiteID, Code: p.Code, Name: p.Name, Mode: string(p.Mode),
		Motive: p.Motive, BusinessCase: p.BusinessCase, StartDay: dayText(p.From), EndDay: dayText(p.To), CreatedAt: database.At(p.CreatedAt), CreatedBy: p.CreatedBy,
	}
	if p.TeamID != 0 {
		row.TeamID = &p.TeamID
	}
	return row
}

func (r programmeRow) toDomain() (vendors.Programme, error) {
	p := vendors.Programme{
		ID: r.ID, Version: r.Version, EmployerID: r.EmployerID, SiteID: r.SiteID, Code: r.Code, Name: r.Name, Mode: contract.Mode(r.Mode),
		Motive: r.Motive, BusinessCase: r.BusinessCase, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
	if r.TeamID != nil {
		p.TeamID = *r.TeamID
	}
	var err error
	if p.From, p.To, err = days(r.StartDay, r.EndDay); err != nil {
		return p, fmt.Errorf("programme %d: %w", r.ID, err)
	}
	return p, nil
}

// dayText writes a day, and "" for none.
func dayText(d grid.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// days reads two days; the second may be "".
func days(first, last string) (from, to grid.Date, err error) {
	if from, err = grid.ParseDate(first); err != nil || last == "" {
		return from, to, err
	}
	to, err = grid.ParseDate(last)
	return from, to, err
}

// programmeQueueRow is a row of programme_queues.
type programmeQueueRow struct {
	TenantID, ProgrammeID, QueueID  int64
	MinShare, MaxShare, SurgeAgents float64
}

func (programmeQueueRow) TableName() string { return "programme_queues" }

// shareRow is a row of programme_shares.
type shareRow struct {
	TenantID, ProgrammeID, QueueID, AllocationID int64
	FirstDay, LastDay                            string
	Share                                        float64
}

func (shareRow) TableName() string { return "programme_shares" }

// AddProgramme keeps a programme at version 1.
func (s *Programmes) AddProgramme(ctx context.Context, scope auth.Scope, p vendors.Programme) (vendors.Programme, error) {
	if employer := scope.Employer(); !scope.SeesSite(p.SiteID) || employer != 0 && employer != p.EmployerID {
		return p, database.ErrNotFound
	}
	p.ID, p.Version = 0, 1
	row := programmeFromDomain(scope.Tenant(), p)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		return s.writeQueues(ctx, scope, row.ID, p.Queues)
	})
	p.ID = row.ID
	return p, err
}

// writeQueues replaces the queues of a programme.
func (s *Programmes) writeQueues(ctx context.Context, scope auth.Scope, id int64, queues []vendors.QueueShare) error {
	err := s.db.Tx(ctx).Where("tenant_id = ? AND programme_id = ?", scope.Tenant(), id).Delete(&programmeQueueRow{}).Error
	if err != nil || len(queues) == 0 {
		return err
	}
	rows := make([]programmeQueueRow, len(queues))
	for i, q := range queues {
		rows[i] = programmeQueueRow{scope.Tenant(), id, q.QueueID, q.MinShare, q.MaxShare, q.SurgeAgents}
	}
	return s.db.Tx(ctx).Create(&rows).Error
}

// Programme returns one programme.
func (s *Programmes) Programme(ctx context.Context, scope auth.Scope, id int64) (vendors.Programme, error) {
	var row programmeRow
	if err := ofProgrammes(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.Programme{}, err
	}
	list, err := s.whole(ctx, scope, []programmeRow{row})
	if err != nil {
		return vendors.Programme{}, err
	}
	return list[0], nil
}

// Programmes lists in the order of codes.
func (s *Programmes) Programmes(ctx context.Context, scope auth.Scope, q vendors.ProgrammeQuery) ([]vendors.Programme, error) {
	query := ofProgrammes(s.db.ReadAs(ctx, scope), scope).Order("code")
	if q.EmployerID != 0 {
		query = query.Where("employer_id = ?", q.EmployerID)
	}
	if q.QueueID != 0 {
		serving := s.db.ReadAs(ctx, scope).Model(&programmeQueueRow{}).Select("programme_id").Where("tenant_id = ? AND queue_id = ?", scope.Tenant(), q.QueueID)
		query = query.Where("id IN (?)", serving)
	}
	if !q.On.IsZero() {
		query = query.Where("start_day <= ? AND (end_day = '' OR end_day >= ?)", q.On.String(), q.On.String())
	}
	var rows []programmeRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.whole(ctx, scope, rows)
}

// whole adds queues and shares to programmes.
func (s *Programmes) whole(ctx context.Context, scope auth.Scope, rows []programmeRow) ([]vendors.Programme, error) {
	out, at, ids := make([]vendors.Programme, len(rows)), map[int64]int{}, make([]int64, len(rows))
	for i, row := range rows {
		var err error
		if out[i], err = row.toDomain(); err != nil {
			return nil, err
		}
		at[row.ID], ids[i] = i, row.ID
	}
	of := func() *gorm.DB {
		return s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND programme_id IN ?", scope.Tenant(), nonEmpty(ids))
	}
	var queues []programmeQueueRow
	if err := of().Order("queue_id").Find(&queues).Error; err != nil {
		return nil, err
	}
	for _, q := range queues {
		p := &out[at[q.ProgrammeID]]
		p.Queues = append(p.Queues, vendors.QueueShare{QueueID: q.QueueID, MinShare: q.MinShare, MaxShare: q.MaxShare, SurgeAgents: q.SurgeAgents})
	}
	var shares []shareRow
	if err := of().Order("first_day DESC, allocation_id DESC, queue_id").Find(&shares).Error; err != nil {
		return nil, err
	}
	for _, r := range shares {
		from, to, err := days(r.FirstDay, r.LastDay)
		if err != nil {
			return nil, err
		}
		p := &out[at[r.ProgrammeID]]
		p.Shares = append(p.Shares, vendors.AgreedShare{QueueID: r.QueueID, AllocationID: r.AllocationID, From: from, To: to, Share: r.Share})
	}
	return out, nil
}

// UpdateProgramme writes a programme that still has the version of p.
func (s *Programmes) UpdateProgramme(ctx context.Context, scope auth.Scope, p vendors.Programme) (vendors.Programme, error) {
	row := programmeFromDomain(scope.Tenant(), p)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofProgrammes(s.db.Tx(ctx).Model(&programmeRow{}), scope).Where("id = ? AND version = ?", p.ID, p.Version).Updates(map[string]any{
			"version": p.Version + 1, "team_id": row.TeamID, "site_id": row.SiteID, "code": row.Code, "name": row.Name,
			"motive": row.Motive, "business_case": row.BusinessCase, "start_day": row.StartDay, "end_day": row.EndDay,
		})
		if result.Error != nil {
			return result.Error
		}
		if result.RowsAffected == 0 {
			now, err := s.Programme(ctx, scope, p.ID)
			if err != nil {
				return err
			}
			return &database.StaleError{What: "programme", ID: p.ID, Have: now.Version, Want: p.Version}
		}
		return s.writeQueues(ctx, scope, p.ID, p.Queues)
	})
	p.Version++
	return p, err
}

// HoldProgramme locks the row of a programme until the transaction ends.
func (s *Programmes) HoldProgramme(ctx context.Context, scope auth.Scope, id int64) error {
	return database.Affected(ofProgrammes(s.db.Tx(ctx).Model(&programmeRow{}), scope).Where("id = ?", id).Update("version", gorm.Expr("version")))
}
