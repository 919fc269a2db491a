package vendors

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// earn books what is earned back in the month of a statement: the contract's share of
// the credit as it was applied when its month was closed. It is booked in one month
// only, that of the last good month, so that it is paid once.
func (s *Statements) earn(ctx context.Context, scope auth.Scope, out *Statement, terms contract.Version) error {
	out.Earned = money.Amount{Currency: out.Currency}
	for i := range out.Earnings {
		e := &out.Earnings[i]
		e.Amount = money.Amount{Currency: out.Currency}
		if e.Share.IsZero() || e.Due != out.Month {
			continue
		}
		applied, err := s.applied(ctx, scope, out.Programme.ID, e.Month, e.Metric)
		if err != nil {
			return err
		}
		if applied.Minor == 0 || applied.Currency != out.Currency {
			continue
		}
		if e.Amount, err = applied.Times(e.Share, terms.Rounding); err != nil {
			return err
		}
		if out.Earned, err = out.Earned.Plus(e.Amount); err != nil {
			return err
		}
	}
	return nil
}

// applied is the credit for a metric as the close of its month froze it; nothing while
// the month is open.
func (s *Statements) applied(ctx context.Context, scope auth.Scope, programme int64, m Month, metric string) (money.Amount, error) {
	frozen, err := s.frozen(ctx, scope, programme, m)
	if err != nil {
		return money.Amount{}, err
	}
	for _, c := range frozen.Statement.Credits {
		if c.Metric == metric {
			return c.Amount(), nil
		}
	}
	return money.Amount{}, nil
}

// frozen is what the close of a month froze; nothing while it is open.
func (s *Statements) frozen(ctx context.Context, scope auth.Scope, programme int64, m Month) (snapshot, error) {
	closed, err := s.money.Period(ctx, scope, programme, m)
	if errors.Is(err, errNotFound) {
		return snapshot{}, nil
	}
	var frozen snapshot
	if err == nil {
		err = json.Unmarshal(closed.Snapshot, &frozen)
	}
	if err != nil {
		return snapshot{}, fmt.Errorf("snapshot of %v: %w", m, err)
	}
	return frozen, nil
}

// given is the credits that the other months of a statement's calendar year were closed
// with, whichever came first: so the months of a year together stay within its cap in
// any order of closing. Months that are open have given nothing yet, and what is earned
// back opens no room again.
func (s *Statements) given(ctx context.Context, scope auth.Scope, out Statement) (money.Amount, error) {
	sum := money.Amount{Currency: out.Currency}
	january := out.Month - out.Month%12
	for m := january; m < january+12; m++ {
		if m == out.Month {
			continue
		}
		frozen, err := s.frozen(ctx, scope, out.Programme.ID, m)
		if err != nil {
			return sum, err
		}
		if frozen.Statement.Currency != out.Currency {
			continue
		}
		if sum, err = sum.Plus(frozen.Statement.Credited); err != nil {
			return sum, err
		}
	}
	return sum, nil
}
