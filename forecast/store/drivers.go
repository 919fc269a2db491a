package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Drivers implements forecast.DriverStore.
type Drivers struct{ db *database.DB }

var _ forecast.DriverStore = (*Drivers)(nil)

// NewDrivers returns the store of drivers.
func NewDrivers(db *database.DB) *Drivers { return &Drivers{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Drivers) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// driverRow is a row of drivers.
type driverRow struct {
	ID, TenantID, Version, SiteID   int64
	Code, Name, Kind, Unit, Measure string
}

func (driverRow) TableName() string { return "drivers" }

// driverQueueRow is a row of driver_queues.
type driverQueueRow struct{ TenantID, DriverID, QueueID int64 }

func (driverQueueRow) TableName() string { return "driver_queues" }

// driverValueRow is a row of driver_values.
type driverValueRow struct {
	TenantID, DriverID int64
	Day                localDay
	Value              float64
	Planned            bool
}

func (driverValueRow) TableName() string { return "driver_values" }

func driverFromDomain(tenant int64, d forecast.Driver) driverRow {
	return driverRow{
		ID: d.ID, TenantID: tenant, Version: d.Version, SiteID: d.SiteID,
		Code: d.Code, Name: d.Name, Kind: string(d.Kind), Unit: d.Unit, Measure: string(d.Measure),
	}
}

func (r driverRow) toDomain(queues []int64) forecast.Driver {
	return forecast.Driver{
		ID: r.ID, Version: r.Version, SiteID: r.SiteID, QueueIDs: queues, Code: r.Code, Name: r.Name,
		Kind: forecast.DriverKind(r.Kind), Unit: r.Unit, Measure: forecast.DriverMeasure(r.Measure),
	}
}

// Drivers returns drivers in the order of their codes.
func (s *Drivers) Drivers(ctx context.Context, scope auth.Scope, site int64) ([]forecast.Driver, error) {
	query := atSites(s.db.ReadAs(ctx, scope), scope).Order("code")
	if site != 0 {
		query = query.Where("site_id = ?", site)
	}
	return s.read(ctx, scope, query)
}

// Driver returns one driver.
func (s *Drivers) Driver(ctx context.Context, scope auth.Scope, id int64) (forecast.Driver, error) {
	found, err := s.read(ctx, scope, atSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id))
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("driver %d: %w", id, database.ErrNotFound)
	}
	if err != nil {
		return forecast.Driver{}, err
	}
	return found[0], nil
}

// read returns the drivers of a query with their queues.
func (s *Drivers) read(ctx context.Context, scope auth.Scope, query *gorm.DB) ([]forecast.Driver, error) {
	var rows []driverRow
	if err := query.Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	var links []driverQueueRow
	linked := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
	if len(rows) == 1 {
		linked = linked.Where("driver_id = ?", rows[0].ID)
	}
	if err := linked.Order("driver_id, queue_id").Find(&links).Error; err != nil {
		return nil, err
	}
	queues := map[int64][]int64{}
	for _, link := range links {
		queues[link.DriverID] = append(queues[link.DriverID], link.QueueID)
	}
	drivers := make([]forecast.Driver, len(rows))
	for i, row := range rows {
		drivers[i] = row.toDomain(queues[row.ID])
	}
	return drivers, nil
}

// AddDriver keeps a new driver at version 1.
func (s *Drivers) AddDriver(ctx context.Context, scope auth.Scope, d forecast.Driver) (forecast.Driver, error) {
	if !scope.SeesSite(d.SiteID) {
		return d, database.ErrNotFound
	}
	d.ID, d.Version = 0, 1
	row := driverFromDomain(scope.Tenant(), d)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.refuseTaken(ctx, scope, d); err != nil {
			return err
		}
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		d.ID = row.ID
		return s.link(ctx, scope, d)
	})
	return d, err
}

// refuseTaken names the code that is taken, which SQLite's own error does not.
func (s *Drivers) refuseTaken(ctx context.Context, scope auth.Scope, d forecast.Driver) error {
	var n int64
	err := s.db.Tx(ctx).Model(&driverRow{}).Where("tenant_id = ? AND code = ? AND id <> ?", scope.Tenant(), d.Code, d.ID).Count(&n).Error
	if err == nil && n > 0 {
		err = &database.DuplicateError{What: "drivers", Field: "code", Value: d.Code}
	}
	return err
}

// link writes which queues a driver moves.
func (s *Drivers) link(ctx context.Context, scope auth.Scope, d forecast.Driver) error {
	if len(d.QueueIDs) == 0 {
		return nil
	}
	rows := make([]driverQueueRow, len(d.QueueIDs))
	for i, id := range d.QueueIDs {
		rows[i] = driverQueueRow{scope.Tenant(), d.ID, id}
	}
	return s.db.Tx(ctx).CreateInBatches(rows, 200).Error
}

// ChangeDriver replaces a driver that stands at d's version.
func (s *Drivers) ChangeDriver(ctx context.Context, scope auth.Scope, d forecast.Driver) (forecast.Driver, error) {
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.refuseTaken(ctx, scope, d); err != nil {
			return err
		}
		row := driverFromDomain(scope.Tenant(), d)
		err := s.advance(ctx, scope, d, map[string]any{
			"site_id": row.SiteID, "code": row.Code, "name": row.Name, "kind": row.Kind, "unit": row.Unit, "measure": row.Measure,
		})
		if err != nil {
			return err
		}
		err = s.db.Tx(ctx).Where("tenant_id = ? AND driver_id = ?", scope.Tenant(), d.ID).Delete(&driverQueueRow{}).Error
		if err != nil {
			return err
		}
		return s.link(ctx, scope, d)
	})
	d.Version++
	return d, err
}

// advance writes columns of a driver that stands at d's version, and the next
// version; else it says where the driver stands.
func (s *Drivers) advance(ctx context.Context, scope auth.Scope, d forecast.Driver, columns map[string]any) error {
	columns["version"] = d.Version + 1
	changed := atSites(s.db.Tx(ctx).Model(&driverRow{}), scope).Where("id = ? AND version = ?", d.ID, d.Version).Updates(columns)
	if changed.Error != nil || changed.RowsAffected > 0 {
		return changed.Error
	}
	var have []int64
	if err := atSites(s.db.Tx(ctx).Model(&driverRow{}), scope).Where("id = ?", d.ID).Pluck("version", &have).Error; err != nil {
		return err
	}
	if len(have) == 0 {
		return fmt.Errorf("driver %d: %w", d.ID, database.ErrNotFound)
	}
	return &database.StaleError{What: "driver", ID: d.ID, Have: have[0], Want: d.Version}
}

// RemoveDriver forgets a driver; its values go with it.
func (s *Drivers) RemoveDriver(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(atSites(s.db.Tx(ctx), scope).Where("id = ?", id).Delete(&driverRow{}))
	})
}

// DriverValues returns values from one day to another, both included, in order.
// Who does not see the driver sees none of them.
func (s *Drivers) DriverValues(ctx context.Context, scope auth.Scope, id int64, from, to grid.Date) ([]forecast.DriverValue, error) {
	seen := atSites(s.db.ReadAs(ctx, scope).Model(&driverRow{}), scope).Select("id")
	var rows []driverValueRow
	err := s.db.ReadAs(ctx, scope).
		Where("tenant_id = ? AND driver_id = ? AND driver_id IN (?)", scope.Tenant(), id, seen).
		Where("day >= ? AND day <= ?", localDay{from}, localDay{to}).Order("day").Find(&rows).Error
	values := make([]forecast.DriverValue, len(rows))
	for i, r := range rows {
		values[i] = forecast.DriverValue{Date: r.Day.Date, Value: r.Value, Planned: r.Planned}
	}
	return values, err
}

// SetDriverValues makes the values of a range exactly those given.
func (s *Drivers) SetDriverValues(ctx context.Context, scope auth.Scope, d forecast.Driver, from, to grid.Date, values []forecast.DriverValue) (forecast.Driver, error) {
	rows := make([]driverValueRow, len(values))
	for i, v := range values {
		rows[i] = driverValueRow{scope.Tenant(), d.ID, localDay{v.Date}, v.Value, v.Planned}
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.advance(ctx, scope, d, map[string]any{}); err != nil {
			return err
		}
		err := s.db.Tx(ctx).Where("tenant_id = ? AND driver_id = ? AND day >= ? AND day <= ?", scope.Tenant(), d.ID, localDay{from}, localDay{to}).
			Delete(&driverValueRow{}).Error
		if err != nil || len(rows) == 0 {
			return err
		}
		return s.db.Tx(ctx).CreateInBatches(slices.Clip(rows), 500).Error
	})
	d.Version++
	return d, err
}
