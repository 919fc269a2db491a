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
	closed, err := s.money.Period(ctx, scope, programme, m)
	if errors.Is(err, errNotFound) {
		return money.Amount{}, nil
	}
	if err != nil {
		return money.Amount{}, err
	}
	var frozen snapshot
	if err := json.Unmarshal(closed.Snapshot, &frozen); err != nil {
		return money.Amount{}, fmt.Errorf("snapshot of %v: %w", m, err)
	}
	for _, c := range frozen.Statement.Credits {
		if c.Metric == metric {
			return c.Amount(), nil
		}
	}
	return money.Amount{}, nil
}
