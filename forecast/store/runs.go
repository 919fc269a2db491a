package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Plans implements forecast.RunStore and forecast.RequirementStore.
type Plans struct{ db *database.DB }

var (
	_ forecast.RunStore         = (*Plans)(nil)
	_ forecast.RequirementStore = (*Plans)(nil)
)

// NewPlans returns the store of forecast runs and requirements.
func NewPlans(db *database.DB) *Plans { return &Plans{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (p *Plans) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return p.db.InTx(ctx, scope, fn)
}

// runRow is a row of forecast_runs.
type runRow struct {
	ID        int64
	TenantID  int64
	QueueID   int64
	SiteID    int64
	State     string
	Failure   string
	Orders    string
	Zone      string
	Minutes   int
	InputHash string
	Code      string
	CreatedAt database.Instant
	CreatedBy int64
	Report    []byte
	Curves    []byte
	FirstDay  *string // of the days it speaks of; nil in runs made before it was kept
	LastDay   *string
}

func (runRow) TableName() string { return "forecast_runs" }

// everythingButCurves is what lists read.
var everythingButCurves = []string{
	"id", "tenant_id", "queue_id", "site_id", "state", "failure", "orders", "zone", "minutes", "input_hash", "code",
	"created_at", "created_by", "report",
}

// curvesText is how a run's curves stand in their document.
type curvesText struct {
	Contacts floats
	AHTS     floats
	TalkS    floats
	HoldS    floats
	WrapS    floats
	Open     []bool
	Bands    []model.Band

	Calibration *calibrationText // nil in runs made before it was kept
}

func runFromDomain(tenant int64, r forecast.Run) (runRow, error) {
	row := runRow{
		ID: r.ID, TenantID: tenant, QueueID: r.QueueID, SiteID: r.SiteID, State: string(r.State), Failure: r.Failure,
		Zone: r.Zone, Minutes: r.Minutes, InputHash: r.InputHash, Code: r.Code,
		CreatedAt: database.At(r.CreatedAt), CreatedBy: r.CreatedBy,
	}
	orders, err := json.Marshal(r.Order)
	if err != nil {
		return row, err
	}
	row.Orders = string(orders)
	first, last := r.Order.From.String(), r.Order.From.AddDays(r.Order.Days-1).String()
	row.FirstDay, row.LastDay = &first, &last
	if row.Report, err = pack("report", reportTextOf(r.Report)); err != nil {
		return row, err
	}
	row.Curves, err = pack("curves", curvesText{
		Contacts: r.Curves.Contacts, AHTS: r.Curves.AHTS, Open: r.Curves.Open, Bands: r.Curves.Bands,
		TalkS: r.Curves.TalkS, HoldS: r.Curves.HoldS, WrapS: r.Curves.WrapS,
		Calibration: calibrationTextOf(r.Curves.Calibration),
	})
	return row, err
}

func (row runRow) toDomain() (forecast.Run, error) {
	r := forecast.Run{
		ID: row.ID, QueueID: row.QueueID, SiteID: row.SiteID, State: forecast.RunState(row.State), Failure: row.Failure,
		Zone: row.Zone, Minutes: row.Minutes, InputHash: row.InputHash, Code: row.Code,
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	if err := json.Unmarshal([]byte(row.Orders), &r.Order); err != nil {
		return r, fmt.Errorf("forecast %d: %w", row.ID, err)
	}
	var report reportText
	if err := unpack("report", row.Report, &report); err != nil {
		return r, fmt.Errorf("forecast %d: %w", row.ID, err)
	}
	r.Report = report.toDomain()
	var curves curvesText
	if err := unpack("curves", row.Curves, &curves); err != nil {
		return r, fmt.Errorf("forecast %d: %w", row.ID, err)
	}
	r.Curves = forecast.RunCurves{
		Contacts: curves.Contacts, AHTS: curves.AHTS, TalkS: curves.TalkS, HoldS: curves.HoldS, WrapS: curves.WrapS,
		Open: curves.Open, Bands: curves.Bands, Calibration: curves.Calibration.toDomain(),
	}
	return r, nil
}

// atSites restricts a query on runs or requirements to the scope's sites.
func atSites(query *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if sites, all := scope.Sites(); !all {
		query = query.Where("site_id IN ?", slices.Concat(sites, []int64{0}))
	}
	return query
}

// AddRun keeps a new run.
func (p *Plans) AddRun(ctx context.Context, scope auth.Scope, r forecast.Run) (forecast.Run, error) {
	if !scope.SeesSite(r.SiteID) {
		return r, database.ErrNotFound
	}
	r.ID = 0
	row, err := runFromDomain(scope.Tenant(), r)
	if err != nil {
		return r, err
	}
	err = p.db.InTx(ctx, scope, func(ctx context.Context) error { return p.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// Run returns one run with its curves.
func (p *Plans) Run(ctx context.Context, scope auth.Scope, id int64) (forecast.Run, error) {
	var row runRow
	if err := atSites(p.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.Run{}, err
	}
	return row.toDomain()
}

// Runs lists runs without their curves.
func (p *Plans) Runs(ctx context.Context, scope auth.Scope, queue, before int64, limit int) ([]forecast.Run, error) {
	query := atSites(p.db.ReadAs(ctx, scope), scope).Select(everythingButCurves).Order("id DESC").Limit(limit)
	if queue != 0 {
		query = query.Where("queue_id = ?", queue)
	}
	if before != 0 {
		query = query.Where("id < ?", before)
	}
	var rows []runRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	runs := make([]forecast.Run, len(rows))
	for i, row := range rows {
		var err error
		if runs[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// FinishRun writes the outcome of a run that is still queued.
func (p *Plans) FinishRun(ctx context.Context, scope auth.Scope, r forecast.Run) error {
	row, err := runFromDomain(scope.Tenant(), r)
	if err != nil {
		return err
	}
	return p.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(p.db.Tx(ctx).Model(&runRow{}), scope).
			Where("id = ? AND state = ?", r.ID, string(forecast.RunQueued)).
			Updates(map[string]any{
				"orders": row.Orders, "state": row.State, "failure": row.Failure, "input_hash": row.InputHash, "report": row.Report, "curves": row.Curves,
			}))
	})
}

// DeleteRun forgets a run; one that locks or requirements rest on stays.
func (p *Plans) DeleteRun(ctx context.Context, scope auth.Scope, id int64) error {
	return p.db.InTx(ctx, scope, func(ctx context.Context) error {
		inUse := &forecast.RunInUseError{ForecastID: id}
		resting := func(table string) *gorm.DB {
			return atSites(p.db.Tx(ctx).Table(table), scope).Where("forecast_id = ?", id)
		}
		if err := resting("forecast_locks").Order("id").Pluck("name", &inUse.Locks).Error; err != nil {
			return err
		}
		var requirements int64
		if err := resting("requirements").Count(&requirements).Error; err != nil {
			return err
		}
		if inUse.Requirements = int(requirements); len(inUse.Locks) > 0 || requirements > 0 {
			return inUse
		}
		return database.Affected(atSites(p.db.Tx(ctx), scope).Where("id = ?", id).Delete(&runRow{}))
	})
}
