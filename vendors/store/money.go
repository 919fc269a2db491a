package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Money implements vendors.MoneyStore.
type Money struct{ db *database.DB }

var _ vendors.MoneyStore = (*Money)(nil)

// NewMoney returns the store of what is owed.
func NewMoney(db *database.DB) *Money { return &Money{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Money) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// Hold locks the row of a programme until the transaction ends. On SQLite every
// transaction that writes waits for the one before as it is.
func (s *Money) Hold(ctx context.Context, scope auth.Scope, programme int64) error {
	return database.Affected(s.db.Tx(ctx).Model(&programmeRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), programme).Update("version", gorm.Expr("version")))
}

// under narrows a query to programmes that a scope sees.
func (s *Money) under(ctx context.Context, scope auth.Scope) *gorm.DB {
	return underProgrammes(s.db.ReadAs(ctx, scope), s.db.ReadAs(ctx, scope), scope)
}

// creditRow is a row of programme_credits.
type creditRow struct {
	TenantID, ProgrammeID, Month int64
	Metric                       string
	Version                      int64
	State                        string
	Settled                      *int64
	Deadline, Course             string
}

func (creditRow) TableName() string { return "programme_credits" }

func (r creditRow) toDomain() (vendors.CreditCase, error) {
	c := vendors.CreditCase{Version: r.Version, Metric: r.Metric, State: vendors.CreditState(r.State)}
	if r.Settled != nil {
		c.Settled = &money.Amount{Minor: *r.Settled}
	}
	var err error
	if c.Deadline, err = dayOrNone(r.Deadline); err != nil {
		return c, err
	}
	return c, json.Unmarshal([]byte(r.Course), &c.Course)
}

// Credits are what became of the credits of a month.
func (s *Money) Credits(ctx context.Context, scope auth.Scope, programme int64, m vendors.Month) ([]vendors.CreditCase, error) {
	var rows []creditRow
	if err := s.under(ctx, scope).Where("programme_id = ? AND month = ?", programme, int(m)).Order("metric").Find(&rows).Error; err != nil {
		return nil, err
	}
	return converted(rows, creditRow.toDomain)
}

// PutCredit writes a credit that still has the version of c, or a new one.
func (s *Money) PutCredit(ctx context.Context, scope auth.Scope, programme int64, m vendors.Month, c vendors.CreditCase) error {
	course, err := json.Marshal(c.Course)
	if err != nil {
		return err
	}
	row := creditRow{
		TenantID: scope.Tenant(), ProgrammeID: programme, Month: int64(m), Metric: c.Metric, Version: c.Version + 1, State: string(c.State), Deadline: dayText(c.Deadline), Course: string(course),
	}
	if c.Settled != nil {
		row.Settled = &c.Settled.Minor
	}
	if c.Version == 0 {
		err := s.db.Tx(ctx).Create(&row).Error
		if database.IsDuplicate(err) {
			return &database.StaleError{Have: 1, Want: 0}
		}
		return err
	}
	written := s.db.Tx(ctx).Model(&creditRow{}).Where("tenant_id = ? AND programme_id = ? AND month = ? AND metric = ? AND version = ?", row.TenantID, programme, int(m), c.Metric, c.Version).
		Updates(map[string]any{"version": row.Version, "state": row.State, "settled": row.Settled, "deadline": row.Deadline, "course": row.Course})
	return stale(written, c.Version)
}

// stale is the error of a write whose version was another.
func stale(written *gorm.DB, version int64) error {
	if err := database.Affected(written); errors.Is(err, database.ErrNotFound) {
		return &database.StaleError{Have: version + 1, Want: version}
	} else if err != nil {
		return err
	}
	return nil
}

// periodRow is a row of closed_periods.
type periodRow struct {
	ID, TenantID, ProgrammeID, Month int64
	ClosedOn                         string
	ClosedAt                         database.Instant
	ClosedBy                         int64
	Hash                             string
	Snapshot                         []byte
}

func (periodRow) TableName() string { return "closed_periods" }

func (r periodRow) toDomain() (vendors.ClosedPeriod, error) {
	p := vendors.ClosedPeriod{ID: r.ID, ProgrammeID: r.ProgrammeID, Month: vendors.Month(r.Month), At: r.ClosedAt.Time, By: r.ClosedBy, Hash: r.Hash, Snapshot: r.Snapshot}
	var err error
	p.On, err = dayOrNone(r.ClosedOn)
	return p, err
}

// correctionRow is a row of period_corrections.
type correctionRow struct {
	ID, TenantID, ProgrammeID, PeriodID int64
	OnDay                               string
	Minor                               int64
	Currency, Why, Refs, ByName         string
	CreatedAt                           database.Instant
	CreatedBy                           int64
}

func (correctionRow) TableName() string { return "period_corrections" }

func (r correctionRow) toDomain() (invoice.Correction, error) {
	c := invoice.Correction{Amount: money.Amount{Minor: r.Minor, Currency: money.Currency(r.Currency)}, Why: r.Why, By: r.ByName}
	var err error
	if c.On, err = dayOrNone(r.OnDay); err != nil {
		return c, err
	}
	return c, json.Unmarshal([]byte(r.Refs), &c.Refs)
}

// Period returns a closed month with its corrections.
func (s *Money) Period(ctx context.Context, scope auth.Scope, programme int64, m vendors.Month) (vendors.ClosedPeriod, error) {
	var row periodRow
	if err := s.under(ctx, scope).Where("programme_id = ? AND month = ?", programme, int(m)).Take(&row).Error; err != nil {
		return vendors.ClosedPeriod{}, err
	}
	p, err := row.toDomain()
	if err != nil {
		return p, err
	}
	var rows []correctionRow
	if err := s.under(ctx, scope).Where("period_id = ?", row.ID).Order("id").Find(&rows).Error; err != nil {
		return p, err
	}
	p.Corrections, err = converted(rows, correctionRow.toDomain)
	return p, err
}

// Periods lists closed months without their snapshots, the newest first.
func (s *Money) Periods(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.ClosedPeriod, error) {
	var rows []periodRow
	if err := s.under(ctx, scope).Omit("snapshot").Where("programme_id = ?", programme).Order("month DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	return converted(rows, periodRow.toDomain)
}

// AddPeriod keeps a month that was closed.
func (s *Money) AddPeriod(ctx context.Context, scope auth.Scope, p vendors.ClosedPeriod) error {
	row := periodRow{
		TenantID: scope.Tenant(), ProgrammeID: p.ProgrammeID, Month: int64(p.Month), ClosedOn: dayText(p.On), ClosedAt: database.At(p.At), ClosedBy: p.By, Hash: p.Hash, Snapshot: p.Snapshot,
	}
	return s.db.Tx(ctx).Create(&row).Error
}

// AddCorrection keeps a correction of a closed month.
func (s *Money) AddCorrection(ctx context.Context, scope auth.Scope, p vendors.ClosedPeriod, c invoice.Correction, at time.Time) error {
	refs, err := json.Marshal(c.Refs)
	if err != nil {
		return err
	}
	row := correctionRow{
		TenantID: scope.Tenant(), ProgrammeID: p.ProgrammeID, PeriodID: p.ID, OnDay: dayText(c.On), Minor: c.Amount.Minor, Currency: string(c.Amount.Currency),
		Why: c.Why, Refs: string(refs), ByName: c.By, CreatedAt: database.At(at), CreatedBy: scope.Actor(),
	}
	return s.db.Tx(ctx).Create(&row).Error
}

// AddEvents keeps evidence, each reference once.
func (s *Money) AddEvents(ctx context.Context, scope auth.Scope, programme int64, events []invoice.Event) (int64, error) {
	columns := []string{"tenant_id", "programme_id", "ref", "rate", "day", "begins", "ends", "agent", "customer", "talk_s", "wrap_s", "faults"}
	rows := func(yield func([]any) bool) {
		for _, e := range events {
			row := []any{
				scope.Tenant(), programme, e.Ref, e.Rate, int64(dayNumber(e.Day)), database.AtSecond(e.Begins), database.AtSecond(e.Ends),
				e.Agent, e.Customer, e.Talk, e.Wrap, vendors.EventMarks(e),
			}
			if !yield(row) {
				return
			}
		}
	}
	return s.db.Bulk(ctx, "work_events", columns, rows, database.DoNothing("tenant_id", "programme_id", "ref"))
}

// eventRow is a row of work_events.
type eventRow struct {
	Ref, Rate       string
	Day             int
	Begins, Ends    database.Second
	Agent, Customer string
	TalkS, WrapS    int64
	Faults          string
}

// Events is the evidence of days, in the order of references.
func (s *Money) Events(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) ([]invoice.Event, error) {
	var rows []eventRow
	query := s.under(ctx, scope).Table("work_events").Select("ref, rate, day, begins, ends, agent, customer, talk_s, wrap_s, faults")
	if err := query.Where("programme_id = ? AND day BETWEEN ? AND ?", programme, dayNumber(from), dayNumber(to)).Order("ref").Find(&rows).Error; err != nil {
		return nil, err
	}
	return converted(rows, func(r eventRow) (invoice.Event, error) {
		e := invoice.Event{
			Ref: r.Ref, Rate: r.Rate, Agent: r.Agent, Customer: r.Customer, Day: epoch.AddDays(r.Day), Begins: r.Begins.Time, Ends: r.Ends.Time, Talk: r.TalkS, Wrap: r.WrapS,
		}
		if unknown := vendors.MarkEvent(&e, r.Faults); unknown != "" {
			return e, fmt.Errorf("event %s: fault %q is unknown", r.Ref, unknown)
		}
		return e, nil
	})
}
