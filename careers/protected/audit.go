package protected

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// Store keeps attributes. It has no verb that returns those of a person to anybody but
// an audit.
type Store interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Put replaces an attribute of people; "" takes it away.
	Put(ctx context.Context, scope auth.Scope, attribute string, values map[int64]string) error
	// Groups tells which group each person is in, of the whole centre.
	Groups(ctx context.Context, scope auth.Scope, attribute string) (map[int64]string, error)
	// Attributes are the names of those kept.
	Attributes(ctx context.Context, scope auth.Scope) ([]string, error)
}

// Reports tells what became of those who applied in a round; careers.Rounds does.
type Reports interface {
	Report(ctx context.Context, scope auth.Scope, id int64) (careers.RoundReport, error)
}

// Snapshots tells what a decision rested on; careers.Readiness does.
type Snapshots interface {
	Replay(ctx context.Context, scope auth.Scope, inputs string) (careers.Snapshot, error)
}

// Audit compares how groups fare.
type Audit struct {
	store     Store
	rounds    Reports
	snapshots Snapshots
	journal   careers.Journal
}

// New connects an audit with what it reads.
func New(store Store, rounds Reports, snapshots Snapshots, journal careers.Journal) *Audit {
	return &Audit{store: store, rounds: rounds, snapshots: snapshots, journal: journal}
}

// Most people whose attribute is written at once.
const most = 5000

// Put keeps an attribute of people. Who looks it up later finds groups, and nobody.
func (a *Audit) Put(ctx context.Context, scope auth.Scope, attribute string, values map[int64]string) error {
	attribute = strings.TrimSpace(attribute)
	var bad []workforce.FieldError
	if attribute == "" || len(attribute) > 60 {
		bad = append(bad, workforce.FieldError{Field: "attribute", Found: fmt.Sprintf("%q", attribute), Expected: "1 to 60 characters"})
	}
	if len(values) == 0 || len(values) > most {
		bad = append(bad, workforce.FieldError{Field: "values", Found: fmt.Sprintf("%d people", len(values)), Expected: fmt.Sprintf("1 to %d people", most)})
	}
	if len(bad) > 0 {
		return &workforce.InvalidError{What: "protected attribute", Fields: bad}
	}
	return a.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := a.store.Put(ctx, scope, attribute, values); err != nil {
			return err
		}
		return a.journal.Record(ctx, scope, "protected.put", "protected:0", map[string]any{"attribute": attribute, "people": len(values)})
	})
}

// Ledger is how groups fare in a round, by one attribute.
type Ledger struct {
	Attribute string
	Groups    []fairness.Comparison
	Rules     []fairness.Rule // of those who came by the commonest move
	Unknown   int             // applicants whose group is not known
}

// Round audits a round that is decided, attribute by attribute. Groups below ten are not
// compared. That somebody looked is recorded.
func (a *Audit) Round(ctx context.Context, scope auth.Scope, id int64) ([]Ledger, error) {
	all := auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
	report, err := a.rounds.Report(ctx, all, id)
	if err != nil {
		return nil, err
	}
	attributes, err := a.store.Attributes(ctx, all)
	if err != nil {
		return nil, err
	}
	var out []Ledger
	for _, attribute := range attributes {
		ledger, err := a.ledger(ctx, all, report, attribute)
		if err != nil {
			return nil, err
		}
		out = append(out, ledger)
	}
	return out, a.journal.Record(ctx, scope, "protected.audit", fmt.Sprintf("round:%d", id), map[string]any{"attributes": attributes})
}

func (a *Audit) ledger(ctx context.Context, all auth.Scope, report careers.RoundReport, attribute string) (Ledger, error) {
	out := Ledger{Attribute: attribute}
	group, err := a.store.Groups(ctx, all, attribute)
	if err != nil {
		return out, err
	}
	outcomes := map[string]fairness.Outcome{}
	moves := map[string][]fairness.Checked{}
	for _, x := range report.Applications {
		g := group[x.PersonID]
		if g == "" {
			out.Unknown++
			continue
		}
		o := outcomes[g]
		o.Group = g
		o.Size++
		if x.Outcome == round.Promoted {
			o.Selected++
		}
		outcomes[g] = o
		snapshot, err := a.snapshots.Replay(ctx, all, x.Inputs)
		if err != nil {
			return out, err
		}
		moves[x.From] = append(moves[x.From], fairness.Checked{Group: g, Finding: snapshot.Finding})
	}
	var list []fairness.Outcome
	for _, o := range outcomes {
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b fairness.Outcome) int { return strings.Compare(a.Group, b.Group) })
	if out.Groups, err = fairness.Impact(list, fairness.Smallest); err != nil {
		return out, err
	}
	var common []fairness.Checked
	for _, from := range report.Ladder.Ladder.Rungs {
		if len(moves[from.Code]) > len(common) {
			common = moves[from.Code]
		}
	}
	out.Rules, err = fairness.Rules(common, fairness.Smallest)
	return out, err
}
