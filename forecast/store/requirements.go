package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// requirementRow is a row of requirements.
type requirementRow struct {
	ID          int64
	TenantID    int64
	ForecastID  int64
	QueueID     int64
	SiteID      int64
	SkillID     int64
	QueueCode   string
	QueueName   string
	Zone        string
	Minutes     int
	FirstDay    string
	Days        int
	Goal        string
	Concurrency float64
	Deferred    bool
	Adjustments string
	InputHash   string
	CreatedAt   database.Instant
	CreatedBy   int64
	Curves      []byte

	DeferredMethod  int
	Backlog, Beside string
}

func (requirementRow) TableName() string { return "requirements" }

var requirementWithoutCurves = []string{
	"id", "tenant_id", "forecast_id", "queue_id", "site_id", "skill_id", "queue_code", "queue_name", "zone", "minutes",
	"first_day", "days", "goal", "concurrency", "deferred", "adjustments", "input_hash", "created_at", "created_by",
	"deferred_method", "backlog", "beside",
}

// staffedText is how a requirement's curves stand in their document.
type staffedText struct {
	Contacts, AHTS, Fractional, Agents, Scheduled, ServiceLevel, Occupancy, ASAS, Abandon floats
	Binding                                                                               []string
	Open                                                                                  []bool
	Queued                                                                                bool
	CertainContacts, PointFractional, PointAgents, PointScheduled                         floats      `json:",omitempty"`
	Live                                                                                  floats      `json:",omitempty"`
	Paid                                                                                  floats      `json:",omitempty"`
	Course                                                                                *courseText `json:",omitempty"`
}

// courseText is how the curves of a followed queue stand in it.
type courseText struct{ Stationary, Added, PWait, QueueAfter floats }

func courseTextOf(c *forecast.CourseCurves) *courseText {
	if c == nil {
		return nil
	}
	return &courseText{c.Stationary, c.Added, c.PWait, c.QueueAfter}
}

func (c *courseText) toDomain() *forecast.CourseCurves {
	if c == nil {
		return nil
	}
	return &forecast.CourseCurves{Stationary: c.Stationary, Added: c.Added, PWait: c.PWait, QueueAfter: c.QueueAfter}
}

func requirementFromDomain(tenant int64, r forecast.Requirement) (requirementRow, error) {
	row := requirementRow{
		ID: r.ID, TenantID: tenant, ForecastID: r.ForecastID, QueueID: r.QueueID, SiteID: r.SiteID, SkillID: r.SkillID,
		QueueCode: r.QueueCode, QueueName: r.QueueName, Zone: r.Zone, Minutes: r.Minutes, FirstDay: r.From.String(), Days: r.Days,
		Concurrency: r.Concurrency, Deferred: r.Deferred, InputHash: r.InputHash,
		CreatedAt: database.At(r.CreatedAt), CreatedBy: r.CreatedBy, DeferredMethod: r.DeferredMethod,
	}
	goal, err := json.Marshal(r.Goal)
	if err != nil {
		return row, err
	}
	row.Goal = string(goal)
	if row.Adjustments, err = appliedText(r.Adjustments); err != nil {
		return row, err
	}
	if row.Backlog, err = listText(r.Backlog); err != nil {
		return row, err
	}
	if row.Beside, err = listText(r.Beside); err != nil {
		return row, err
	}
	c := r.Curves
	row.Curves, err = pack("curves", staffedText{
		c.Contacts, c.AHTS, c.Fractional, c.Agents, c.Scheduled, c.ServiceLevel, c.Occupancy, c.ASAS, c.Abandon,
		c.Binding, c.Open, c.ServiceLevelIsDefined, c.CertainContacts, c.PointFractional, c.PointAgents, c.PointScheduled, c.Live, c.Paid, courseTextOf(c.Course),
	})
	return row, err
}

func (row requirementRow) toDomain() (forecast.Requirement, error) {
	r := forecast.Requirement{
		ID: row.ID, ForecastID: row.ForecastID, QueueID: row.QueueID, SiteID: row.SiteID, SkillID: row.SkillID,
		QueueCode: row.QueueCode, QueueName: row.QueueName, Zone: row.Zone, Minutes: row.Minutes, Days: row.Days,
		Concurrency: row.Concurrency, Deferred: row.Deferred, InputHash: row.InputHash,
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy, DeferredMethod: row.DeferredMethod,
	}
	var err error
	if r.From, err = grid.ParseDate(row.FirstDay); err != nil {
		return r, fmt.Errorf("requirement %d: %w", row.ID, err)
	}
	if err := json.Unmarshal([]byte(row.Goal), &r.Goal); err != nil {
		return r, fmt.Errorf("requirement %d: %w", row.ID, err)
	}
	if r.Adjustments, err = appliedOf(row.Adjustments); err != nil {
		return r, fmt.Errorf("requirement %d: %w", row.ID, err)
	}
	if r.Backlog, err = listOf[forecast.OpenContacts](row.Backlog); err != nil {
		return r, fmt.Errorf("requirement %d: %w", row.ID, err)
	}
	if r.Beside, err = listOf[int64](row.Beside); err != nil {
		return r, fmt.Errorf("requirement %d: %w", row.ID, err)
	}
	var c staffedText
	if err := unpack("curves", row.Curves, &c); err != nil {
		return r, fmt.Errorf("requirement %d: %w", row.ID, err)
	}
	r.Curves = forecast.RequirementCurves{
		Contacts: c.Contacts, AHTS: c.AHTS, Fractional: c.Fractional, Agents: c.Agents, Scheduled: c.Scheduled,
		ServiceLevel: c.ServiceLevel, Occupancy: c.Occupancy, ASAS: c.ASAS, Abandon: c.Abandon,
		Binding: c.Binding, Open: c.Open, ServiceLevelIsDefined: c.Queued, Live: c.Live,
		Paid: c.Paid, Course: c.Course.toDomain(),
		CertainContacts: c.CertainContacts, PointFractional: c.PointFractional, PointAgents: c.PointAgents, PointScheduled: c.PointScheduled,
	}
	return r, nil
}

// listText is a list as JSON, an empty one too.
func listText[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

// listOf reads what listText writes; an empty list is none.
func listOf[T any](text string) ([]T, error) {
	if text == "[]" {
		return nil, nil
	}
	var list []T
	err := json.Unmarshal([]byte(text), &list)
	return list, err
}

// AddRequirement keeps a new requirement.
func (p *Plans) AddRequirement(ctx context.Context, scope auth.Scope, r forecast.Requirement) (forecast.Requirement, error) {
	if !scope.SeesSite(r.SiteID) {
		return r, database.ErrNotFound
	}
	r.ID = 0
	row, err := requirementFromDomain(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = p.db.InTx(ctx, scope, func(ctx context.Context) error { return p.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// Requirement returns one requirement with its curves.
func (p *Plans) Requirement(ctx context.Context, scope auth.Scope, id int64) (forecast.Requirement, error) {
	var row requirementRow
	if err := atSites(p.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.Requirement{}, err
	}
	return row.toDomain()
}

// Requirements lists requirements without their curves.
func (p *Plans) Requirements(ctx context.Context, scope auth.Scope, queue, run, before int64, limit int) ([]forecast.Requirement, error) {
	query := atSites(p.db.ReadAs(ctx, scope), scope).Select(requirementWithoutCurves).Order("id DESC").Limit(limit)
	for column, id := range map[string]int64{"queue_id": queue, "forecast_id": run} {
		if id != 0 {
			query = query.Where(column+" = ?", id)
		}
	}
	if before != 0 {
		query = query.Where("id < ?", before)
	}
	var rows []requirementRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	list := make([]forecast.Requirement, len(rows))
	for i, row := range rows {
		var err error
		if list[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return list, nil
}
