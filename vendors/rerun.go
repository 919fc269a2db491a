package vendors

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
)

// Rerun is an invoice set once more against contract, events and counts as they are
// now, beside what was found when it came.
type Rerun struct {
	Invoice  KeptInvoice
	Expected money.Amount // now
	Result   invoice.Result
	Changes  []RerunChange
}

// Same reports whether everything came out as before.
func (r Rerun) Same() bool { return len(r.Changes) == 0 }

// RerunChange is a finding that came out otherwise; nil on the side where it is none.
type RerunChange struct{ Was, Now *invoice.Finding }

// Rerun reconciles a kept invoice again, and says what changed. It changes nothing;
// [Statements.Renew] keeps what was found. What was billed by invoices that came
// later does not count against this one.
func (s *Statements) Rerun(ctx context.Context, scope auth.Scope, id int64) (Rerun, error) {
	kept, err := s.money.Invoice(ctx, scope, id)
	if err != nil {
		return Rerun{}, err
	}
	of, err := s.Statement(ctx, scope, kept.ProgrammeID, kept.Month)
	if err != nil {
		return Rerun{}, err
	}
	p, err := s.contracts.Get(ctx, scope, kept.ProgrammeID)
	if err != nil {
		return Rerun{}, err
	}
	v := invoice.Invoice{Vendor: p.Code, Number: kept.Number, Currency: kept.Currency, Lines: kept.Lines}
	result, err := s.reconcile(ctx, scope, v, of, kept.ID)
	if err != nil {
		return Rerun{}, err
	}
	out := Rerun{Invoice: kept, Expected: result.Expected, Result: result}
	was, now := kept.Result.Findings, result.Findings
	for i := range max(len(was), len(now)) {
		change := RerunChange{findingAt(was, i), findingAt(now, i)}
		same, err := change.same()
		if err != nil {
			return Rerun{}, err
		}
		if !same {
			out.Changes = append(out.Changes, change)
		}
	}
	return out, nil
}

func findingAt(list []invoice.Finding, i int) *invoice.Finding {
	if i >= len(list) {
		return nil
	}
	return &list[i]
}

// same compares as the findings are kept: what the store does not tell apart is none
// the less the same.
func (c RerunChange) same() (bool, error) {
	was, err := json.Marshal(c.Was)
	if err != nil {
		return false, err
	}
	now, err := json.Marshal(c.Now)
	return bytes.Equal(was, now), err
}
