package store

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/simulate/format"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Simulations implements forecast.SimulationStore.
type Simulations struct{ db *database.DB }

var _ forecast.SimulationStore = (*Simulations)(nil)

// NewSimulations returns the store of simulations.
func NewSimulations(db *database.DB) *Simulations { return &Simulations{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (p *Simulations) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return p.db.InTx(ctx, scope, fn)
}

// simulationRow is a row of simulations. The scenario stands in its documented
// form; the report, whose figures may be undefined, as Go's own encoding.
type simulationRow struct {
	ID           int64
	TenantID     int64
	SiteID       int64
	JobID        int64
	State        string
	Name         string
	Requirements string // ,1,2,
	Orders       string
	InputHash    string
	Code         string
	CreatedAt    database.Instant
	CreatedBy    int64
	Scenario     []byte
	Report       []byte
}

func (simulationRow) TableName() string { return "simulations" }

var simulationWithoutReport = []string{
	"id", "tenant_id", "site_id", "job_id", "state", "name", "requirements", "orders", "input_hash", "code", "created_at", "created_by",
}

func simulationFromDomain(tenant int64, s forecast.Simulation) (simulationRow, error) {
	row := simulationRow{
		ID: s.ID, TenantID: tenant, SiteID: s.SiteID, JobID: s.JobID, State: string(s.State), Name: s.Order.Name,
		Requirements: listed(s.Order.Requirements), InputHash: s.InputHash, Code: s.Code, CreatedAt: database.At(s.CreatedAt), CreatedBy: s.CreatedBy,
	}
	orders, err := json.Marshal(s.Order)
	if err != nil {
		return row, err
	}
	row.Orders = string(orders)
	row.Scenario, err = compressed("scenario", func(out io.Writer) error { return format.WriteScenario(out, &s.Scenario) })
	if err == nil && s.Report != nil {
		row.Report, err = packFigures("report", s.Report)
	}
	return row, err
}

// listed writes ids so that each is found between commas.
func listed(ids []int64) string {
	if len(ids) == 0 {
		return ""
	}
	var out strings.Builder
	for _, id := range ids {
		out.WriteString("," + strconv.FormatInt(id, 10))
	}
	return out.String() + ","
}

func (row simulationRow) toDomain() (forecast.Simulation, error) {
	s := forecast.Simulation{
		ID: row.ID, SiteID: row.SiteID, JobID: row.JobID, State: forecast.SimulationState(row.State), InputHash: row.InputHash, Code: row.Code,
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	if err := json.Unmarshal([]byte(row.Orders), &s.Order); err != nil {
		return s, fmt.Errorf("simulation %d: %w", row.ID, err)
	}
	err := decompressed("scenario", row.Scenario, func(in io.Reader) error {
		scenario, err := format.ReadScenario(in)
		if err == nil {
			s.Scenario = *scenario
		}
		return err
	})
	if err == nil && len(row.Report) > 0 {
		s.Report = &simulate.Report{}
		err = unpackFigures("report", row.Report, s.Report)
	}
	if err != nil {
		return s, fmt.Errorf("simulation %d: %w", row.ID, err)
	}
	return s, nil
}

// AddSimulation keeps a new simulation.
func (p *Simulations) AddSimulation(ctx context.Context, scope auth.Scope, s forecast.Simulation) (forecast.Simulation, error) {
	if s.SiteID != 0 && !scope.SeesSite(s.SiteID) {
		return s, database.ErrNotFound
	}
	s.ID = 0
	row, err := simulationFromDomain(scope.Tenant(), s)
	if err != nil {
		return s, err
	}
	err = p.db.InTx(ctx, scope, func(ctx context.Context) error { return p.db.Tx(ctx).Create(&row).Error })
	s.ID = row.ID
	return s, err
}

// SetSimulationJob says which job plays a simulation.
func (p *Simulations) SetSimulationJob(ctx context.Context, scope auth.Scope, id, job int64) error {
	return p.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(p.db.Tx(ctx).Model(&simulationRow{}), scope).Where("id = ?", id).Updates(map[string]any{"job_id": job}))
	})
}

// Simulation returns one simulation whole.
func (p *Simulations) Simulation(ctx context.Context, scope auth.Scope, id int64) (forecast.Simulation, error) {
	var row simulationRow
	if err := atSites(p.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.Simulation{}, err
	}
	return row.toDomain()
}

// Simulations lists simulations without scenarios and reports.
func (p *Simulations) Simulations(ctx context.Context, scope auth.Scope, q forecast.SimulationQuery) ([]forecast.Simulation, error) {
	query := atSites(p.db.ReadAs(ctx, scope), scope).Select(simulationWithoutReport).Order("id DESC").Limit(q.Limit)
	if q.Requirement != 0 {
		query = query.Where("requirements LIKE ?", "%,"+strconv.FormatInt(q.Requirement, 10)+",%")
	}
	if q.Before != 0 {
		query = query.Where("id < ?", q.Before)
	}
	var rows []simulationRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	list := make([]forecast.Simulation, len(rows))
	for i, row := range rows {
		var err error
		if list[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// FinishSimulation writes the report of a simulation that is still queued.
func (p *Simulations) FinishSimulation(ctx context.Context, scope auth.Scope, s forecast.Simulation) error {
	var report []byte
	if s.Report != nil {
		var err error
		if report, err = packFigures("report", s.Report); err != nil {
			return err
		}
	}
	return p.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(p.db.Tx(ctx).Model(&simulationRow{}), scope).
			Where("id = ? AND state = ?", s.ID, string(forecast.SimulationQueued)).
			Updates(map[string]any{"state": string(s.State), "report": report}))
	})
}

// DeleteSimulation forgets a simulation.
func (p *Simulations) DeleteSimulation(ctx context.Context, scope auth.Scope, id int64) error {
	return p.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(p.db.Tx(ctx), scope).Where("id = ?", id).Delete(&simulationRow{}))
	})
}
