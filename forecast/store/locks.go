package store

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Locks implements forecast.LockStore.
type Locks struct{ db *database.DB }

var _ forecast.LockStore = (*Locks)(nil)

// NewLocks returns the store of locked forecasts.
func NewLocks(db *database.DB) *Locks { return &Locks{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Locks) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// lockRow is a row of forecast_locks.
type lockRow struct {
	ID          int64
	TenantID    int64
	ForecastID  int64
	QueueID     int64
	SiteID      int64
	EmployerID  *int64
	Name        string
	Note        string
	Zone        string
	Minutes     int
	FirstDay    string
	Days        int
	Adjustments string
	Hash        string
	CreatedAt   database.Instant
	CreatedBy   int64
	Curves      []byte
}

func (lockRow) TableName() string { return "forecast_locks" }

var lockWithoutCurves = []string{
	"id", "tenant_id", "forecast_id", "queue_id", "site_id", "employer_id", "name", "note", "zone", "minutes",
	"first_day", "days", "adjustments", "hash", "created_at", "created_by",
}

// lockedText is how a lock's curves stand in their document.
type lockedText struct {
	Contacts, AHTS floats
	Open           []bool
	Bands          []model.Band
}

func lockFromDomain(tenant int64, l forecast.Lock) (lockRow, error) {
	row := lockRow{
		TenantID: tenant, ForecastID: l.ForecastID, QueueID: l.QueueID, SiteID: l.SiteID, Name: l.Name, Note: l.Note,
		Zone: l.Zone, Minutes: l.Minutes, FirstDay: l.From.String(), Days: l.Days, Hash: l.Hash,
		CreatedAt: database.At(l.CreatedAt), CreatedBy: l.CreatedBy,
	}
	if l.EmployerID != 0 {
		row.EmployerID = &l.EmployerID
	}
	var err error
	if row.Adjustments, err = appliedText(l.Adjustments); err != nil {
		return row, err
	}
	row.Curves, err = pack("curves", lockedText{l.Curves.Contacts, l.Curves.AHTS, l.Curves.Open, l.Curves.Bands})
	return row, err
}

func (r lockRow) toDomain() (forecast.Lock, error) {
	l := forecast.Lock{
		ID: r.ID, ForecastID: r.ForecastID, QueueID: r.QueueID, SiteID: r.SiteID, Name: r.Name, Note: r.Note,
		Zone: r.Zone, Minutes: r.Minutes, Days: r.Days, Hash: r.Hash, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy,
	}
	if r.EmployerID != nil {
		l.EmployerID = *r.EmployerID
	}
	var err error
	if l.From, err = grid.ParseDate(r.FirstDay); err != nil {
		return l, fmt.Errorf("lock %d: %w", r.ID, err)
	}
	if l.Adjustments, err = appliedOf(r.Adjustments); err != nil {
		return l, fmt.Errorf("lock %d: %w", r.ID, err)
	}
	var c lockedText
	if err := unpack("curves", r.Curves, &c); err != nil {
		return l, fmt.Errorf("lock %d: %w", r.ID, err)
	}
	l.Curves = forecast.RunCurves{Contacts: c.Contacts, AHTS: c.AHTS, Open: c.Open, Bands: c.Bands}
	return l, nil
}

// AddLock keeps a new lock.
func (s *Locks) AddLock(ctx context.Context, scope auth.Scope, l forecast.Lock) (forecast.Lock, error) {
	if !scope.SeesSite(l.SiteID) {
		return l, database.ErrNotFound
	}
	row, err := lockFromDomain(scope.Tenant(), l)
	if err != nil {
		return l, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		row.ID = 0
		return s.db.Tx(ctx).Create(&row).Error
	})
	if database.IsDuplicate(err) {
		return l, &forecast.LockNameError{Name: l.Name}
	}
	if err != nil {
		return l, err
	}
	return s.Lock(ctx, scope, row.ID)
}

// Lock returns one lock with its curves.
func (s *Locks) Lock(ctx context.Context, scope auth.Scope, id int64) (forecast.Lock, error) {
	var row lockRow
	if err := atSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return forecast.Lock{}, err
	}
	locks, err := s.named(ctx, scope, []lockRow{row})
	if err != nil {
		return forecast.Lock{}, err
	}
	return locks[0], nil
}

// Locks lists locks without their curves.
func (s *Locks) Locks(ctx context.Context, scope auth.Scope, q forecast.LockQuery) ([]forecast.Lock, error) {
	query := atSites(s.db.ReadAs(ctx, scope), scope).Select(lockWithoutCurves).Order("id DESC").Limit(q.Limit)
	for column, id := range map[string]int64{"queue_id": q.QueueID, "forecast_id": q.ForecastID, "employer_id": q.EmployerID} {
		if id != 0 {
			query = query.Where(column+" = ?", id)
		}
	}
	if q.Before != 0 {
		query = query.Where("id < ?", q.Before)
	}
	var rows []lockRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.named(ctx, scope, rows)
}

func (s *Locks) named(ctx context.Context, scope auth.Scope, rows []lockRow) ([]forecast.Lock, error) {
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.CreatedBy
	}
	names, err := userNames(s.db.ReadAs(ctx, scope), scope, ids)
	if err != nil {
		return nil, err
	}
	locks := make([]forecast.Lock, len(rows))
	for i, row := range rows {
		if locks[i], err = row.toDomain(); err != nil {
			return nil, err
		}
		locks[i].CreatedByName = names[row.CreatedBy]
	}
	return locks, nil
}
