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

// NetStaffings implements forecast.NetStaffingStore.
type NetStaffings struct{ db *database.DB }

var _ forecast.NetStaffingStore = (*NetStaffings)(nil)

// NewNetStaffings returns the store of net staffing.
func NewNetStaffings(db *database.DB) *NetStaffings { return &NetStaffings{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *NetStaffings) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// netRow is a row of net_staffings. The result, whose figures may be undefined,
// stands in Go's own encoding.
type netRow struct {
	ID, TenantID, SiteID, JobID int64
	State, Orders, Zone         string
	Minutes                     int
	FirstDay                    string
	Days                        int
	InputHash, Code             string
	CreatedAt                   database.Instant
	CreatedBy                   int64
	Result                      []byte
}

func (netRow) TableName() string { return "net_staffings" }

var netWithoutResult = []string{
	"id", "tenant_id", "site_id", "job_id", "state", "orders", "zone", "minutes", "first_day", "days", "input_hash", "code", "created_at", "created_by",
}

func netFromDomain(tenant int64, n forecast.NetStaffing) (netRow, error) {
	row := netRow{
		ID: n.ID, TenantID: tenant, SiteID: n.SiteID, JobID: n.JobID, State: string(n.State), Zone: n.Zone, Minutes: n.Minutes,
		FirstDay: n.From.String(), Days: n.Days, InputHash: n.InputHash, Code: n.Code, CreatedAt: database.At(n.CreatedAt), CreatedBy: n.CreatedBy,
	}
	orders, err := json.Marshal(n.Order)
	if err != nil {
		return row, err
	}
	row.Orders = string(orders)
	if n.Result != nil {
		row.Result, err = packFigures("result", n.Result)
	}
	return row, err
}

func (row netRow) toDomain() (forecast.NetStaffing, error) {
	n := forecast.NetStaffing{
		ID: row.ID, SiteID: row.SiteID, JobID: row.JobID, State: forecast.RunState(row.State), Zone: row.Zone, Minutes: row.Minutes,
		Days: row.Days, InputHash: row.InputHash, Code: row.Code, CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	var err error
	if n.From, err = grid.ParseDate(row.FirstDay); err != nil {
		return n, fmt.Errorf("net staffing %d: %w", row.ID, err)
	}
	if err := json.Unmarshal([]byte(row.Orders), &n.Order); err != nil {
		return n, fmt.Errorf("net staffing %d: %w", row.ID, err)
	}
	if len(row.Result) == 0 {
		return n, nil
	}
	n.Result = &forecast.NetResult{}
	if err := unpackFigures("result", row.Result, n.Result); err != nil {
		return n, fmt.Errorf("net staffing %d: %w", row.ID, err)
	}
	return n, nil
}

// AddNetStaffing keeps a new order.
func (s *NetStaffings) AddNetStaffing(ctx context.Context, scope auth.Scope, n forecast.NetStaffing) (forecast.NetStaffing, error) {
	if !scope.SeesSite(n.SiteID) {
		return n, database.ErrNotFound
	}
	n.ID = 0
	row, err := netFromDomain(scope.Tenant(), n)
	if err != nil {
		return n, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	n.ID = row.ID
	return n, err
}

// SetNetStaffingJob says which job answers an order.
func (s *NetStaffings) SetNetStaffingJob(ctx context.Context, scope auth.Scope, id, job int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(s.db.Tx(ctx).Model(&netRow{}), scope).Where("id = ?", id).Updates(map[string]any{"job_id": job}))
	})
}

// NetStaffing returns one order with its result.
func (s *NetStaffings) NetStaffing(ctx context.Context, scope auth.Scope, id int64) (forecast.NetStaffing, error) {
	var row netRow
	if err := atSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.NetStaffing{}, err
	}
	return row.toDomain()
}

// NetStaffings lists orders without results.
func (s *NetStaffings) NetStaffings(ctx context.Context, scope auth.Scope, before int64, limit int) ([]forecast.NetStaffing, error) {
	query := atSites(s.db.ReadAs(ctx, scope), scope).Select(netWithoutResult).Order("id DESC").Limit(limit)
	if before != 0 {
		query = query.Where("id < ?", before)
	}
	var rows []netRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	list := make([]forecast.NetStaffing, len(rows))
	for i, row := range rows {
		var err error
		if list[i], err = row.toDomain(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// FinishNetStaffing writes the result of an order that is still queued.
func (s *NetStaffings) FinishNetStaffing(ctx context.Context, scope auth.Scope, n forecast.NetStaffing) error {
	var result []byte
	if n.Result != nil {
		var err error
		if result, err = packFigures("result", n.Result); err != nil {
			return err
		}
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(s.db.Tx(ctx).Model(&netRow{}), scope).
			Where("id = ? AND state = ?", n.ID, string(forecast.RunQueued)).
			Updates(map[string]any{"state": string(n.State), "input_hash": n.InputHash, "result": result}))
	})
}

// DeleteNetStaffing forgets an order.
func (s *NetStaffings) DeleteNetStaffing(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(s.db.Tx(ctx), scope).Where("id = ?", id).Delete(&netRow{}))
	})
}
