package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

var errNotFound = database.ErrNotFound

// snapshot is what a close freezes: the statement and the invoices against it. Its
// bytes depend on nothing else, so the same month closed again would give them again.
type snapshot struct {
	Statement Statement
	Invoices  []snapshotInvoice
}

type snapshotInvoice struct {
	Number, Mark     string
	Billed, Expected money.Amount
	Cases            []FindingCase
}

// Period is a month of a programme: its statement, frozen where it is closed.
type Period struct {
	Statement
	Closed *ClosedPeriod // nil while it is open
}

// Period returns a month's statement: as computed now while it is open, as frozen
// after its close, with the corrections since.
func (s *Statements) Period(ctx context.Context, scope auth.Scope, programme int64, m Month) (Period, error) {
	if _, err := s.contracts.Get(ctx, scope, programme); err != nil {
		return Period{}, err
	}
	closed, err := s.money.Period(ctx, scope, programme, m)
	if errors.Is(err, errNotFound) {
		open, err := s.Statement(ctx, scope, programme, m)
		return Period{Statement: open}, err
	}
	if err != nil {
		return Period{}, err
	}
	var frozen snapshot
	if err := json.Unmarshal(closed.Snapshot, &frozen); err != nil {
		return Period{}, fmt.Errorf("snapshot of %v: %w", m, err)
	}
	return Period{frozen.Statement, &closed}, nil
}

// Periods lists a programme's closed months, the newest first.
func (s *Statements) Periods(ctx context.Context, scope auth.Scope, programme int64) ([]ClosedPeriod, error) {
	if _, err := s.contracts.Get(ctx, scope, programme); err != nil {
		return nil, err
	}
	return s.money.Periods(ctx, scope, programme)
}

// OpenCreditError says that a month cannot be closed while a credit is open.
type OpenCreditError struct {
	Metric string
	State  CreditState
}

func (e *OpenCreditError) Error() string {
	return fmt.Sprintf("the credit for %s is %s; expected every credit agreed, or its dispute past the deadline", e.Metric, e.State)
}

// Rule is the same for screens of every language.
func (e *OpenCreditError) Rule() problem.Rule {
	return problem.Ruling("credit_open", e.Metric, "credit_"+string(e.State))
}

// Close freezes a month once its days are over, its credits settled and its invoices
// without open lines. A month that is closed already comes back as it was closed. Of
// two months that are closed at one instant the second is computed after the first, so
// that together they stay within the cap of their year.
func (s *Statements) Close(ctx context.Context, scope auth.Scope, programme int64, m Month) (Period, error) {
	if _, err := s.contracts.Get(ctx, scope, programme); err != nil {
		return Period{}, err
	}
	err := s.money.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.money.Hold(ctx, scope, programme); err != nil {
			return err
		}
		if _, err := s.money.Period(ctx, scope, programme, m); !errors.Is(err, errNotFound) {
			return err // nil: closed already
		}
		return s.close(ctx, scope, programme, m)
	})
	if err != nil {
		return Period{}, err
	}
	return s.Period(ctx, scope, programme, m)
}

// close computes and keeps a month of a programme that is held.
func (s *Statements) close(ctx context.Context, scope auth.Scope, programme int64, m Month) error {
	today := grid.DateOf(s.Now())
	frozen, cases, err := s.freeze(ctx, scope, programme, m, today)
	if err != nil {
		return err
	}
	if _, err := (invoice.Period{From: m.First(), To: m.Last()}).Close(today, cases); err != nil {
		return err
	}
	raw, err := json.Marshal(frozen)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	kept := ClosedPeriod{ProgrammeID: programme, Month: m, On: today, At: s.Now(), By: scope.Actor(), Hash: hex.EncodeToString(sum[:]), Snapshot: raw}
	if err := s.money.AddPeriod(ctx, scope, kept); err != nil {
		return err
	}
	return s.journal.Record(ctx, scope, "period.close", periodSubject(programme, m), map[string]any{"hash": kept.Hash, "due": frozen.Statement.Due.Minor})
}

func periodSubject(programme int64, m Month) string {
	return fmt.Sprintf("programme/%d/%v", programme, m)
}

// freeze is the snapshot of a month that may be closed, and the cases of its lines.
func (s *Statements) freeze(ctx context.Context, scope auth.Scope, programme int64, m Month, today grid.Date) (snapshot, []invoice.Case, error) {
	statement, err := s.Statement(ctx, scope, programme, m)
	if err != nil {
		return snapshot{}, nil, err
	}
	for i, c := range statement.Credits {
		lapsed := c.State == CreditDisputed && today.After(c.Deadline)
		if c.State != CreditAgreed && !lapsed && c.Amount().Minor != 0 {
			return snapshot{}, nil, &OpenCreditError{c.Metric, c.State}
		}
		statement.Credits[i].State = CreditApplied
	}
	out := snapshot{Statement: statement}
	invoices, err := s.money.Invoices(ctx, scope, programme, m)
	if err != nil {
		return snapshot{}, nil, err
	}
	slices.Reverse(invoices)
	var cases []invoice.Case
	for _, v := range invoices {
		if v, err = s.money.Invoice(ctx, scope, v.ID); err != nil {
			return snapshot{}, nil, err
		}
		for _, c := range v.Cases {
			if c.Lapsed(today) { // what was expected holds
				continue
			}
			cases = append(cases, c.Case)
		}
		out.Invoices = append(out.Invoices, snapshotInvoice{v.Number, v.Mark, v.Billed, v.Expected, v.Cases})
	}
	return out, cases, nil
}

// Correct changes a closed month by an amount with a date, a reason and a name.
func (s *Statements) Correct(ctx context.Context, scope auth.Scope, programme int64, m Month, c invoice.Correction) (Period, error) {
	now, err := s.Period(ctx, scope, programme, m)
	if err != nil {
		return Period{}, err
	}
	if now.Closed == nil {
		return Period{}, invoice.NotClosed()
	}
	if c.By, err = s.names.UserName(ctx, scope, scope.Actor()); err != nil {
		return Period{}, err
	}
	c.Amount.Currency = now.Currency
	if _, err := now.Closed.period().Correct(c); err != nil {
		return Period{}, err
	}
	err = s.money.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.money.AddCorrection(ctx, scope, *now.Closed, c, s.Now()); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "period.correct", periodSubject(programme, m), map[string]any{"minor": c.Amount.Minor, "why": c.Why})
	})
	if err != nil {
		return Period{}, err
	}
	return s.Period(ctx, scope, programme, m)
}
