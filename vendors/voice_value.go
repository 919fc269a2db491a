package vendors

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/vendors/quality/rank"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// VoiceCase counts customers of a reason in a period by what became of what they came
// with. A customer who is not known is one for each contact; contacts of which no file
// told an outcome are in none of the counts.
type VoiceCase struct {
	ReasonID  int64
	Cases     int64
	Solved    int64
	Recovered int64 // of the solved: reopened, or only after they came again
	Unsolved  int64
}

func (c *VoiceCase) add(o VoiceCase) {
	c.Cases += o.Cases
	c.Solved += o.Solved
	c.Recovered += o.Recovered
	c.Unsolved += o.Unsolved
}

// VoiceValue is what contacts of a period cost, and what it is worth that they are solved
// (001-25, 004-10). What is measured and what is assumed are told apart.
type VoiceValue struct {
	From, To         grid.Date
	Currency         money.Currency
	CostMinor        int64 // of the work; −1: not known
	PreventableMinor int64 // of it, for reasons that are to be prevented; −1: not known
	Contacts         int64
	Outcomes         VoiceCase
	Good, Rated      int64 // shown beside every outcome (000-18)
	Worth            *voice.Worth
	Kept, AtRisk     voice.Amount // 0 where nothing is assumed
	Recovered        voice.Amount // of what is kept (001-21)
	Reasons          []VoiceReasonValue
	Solved           []SolvedValue
}

// VoiceReasonValue is the figures of a reason of the tree with everything under it.
type VoiceReasonValue struct {
	Reason    VoiceReason
	Depth     int
	Contacts  int64
	CostMinor int64 // −1: not known
	Outcomes  VoiceCase
	Low, High float64 // of the share that is solved, 95 %, Wilson; NaN without cases
	AtRisk    voice.Amount
}

// SolvedValue is what a problem that was solved saves in a year.
type SolvedValue struct {
	Problem  VoiceProblem
	Contacts voice.Amount // that no longer come
	Minor    voice.Amount // that their work would have cost; 0 where the price of an hour is not known
}

// Value looks at what contacts of a period cost and what solving them is worth. It is the
// owner's own business.
func (s *Voice) Value(ctx context.Context, scope auth.Scope, q VoiceQuery) (VoiceValue, error) {
	if scope.Employer() != 0 {
		return VoiceValue{}, &auth.DeniedError{Needs: auth.ManageVendors}
	}
	report, err := s.Report(ctx, scope, q)
	if err != nil {
		return VoiceValue{}, err
	}
	terms, err := s.Terms(ctx, scope)
	if err != nil {
		return VoiceValue{}, err
	}
	cases, err := s.store.VoiceCases(ctx, scope, q, s.Now())
	if err != nil {
		return VoiceValue{}, err
	}
	v := VoiceValue{From: q.From, To: q.To, Currency: terms.Currency, CostMinor: report.Total.CostMinor, PreventableMinor: -1, Contacts: report.Total.Contacts, Good: report.Total.Good, Rated: report.Total.Good + report.Total.Bad, Worth: terms.Worth}
	for _, g := range report.Goals {
		if g.Goal == voice.Prevent {
			v.PreventableMinor = g.CostMinor
		}
	}
	v.weigh(report, cases)
	return v, s.solved(ctx, scope, q, &v, terms)
}

func (v *VoiceValue) weigh(report VoiceReport, cases []VoiceCase) {
	for _, c := range cases {
		v.Outcomes.add(c)
	}
	v.Kept, v.AtRisk, v.Recovered = v.worth(v.Outcomes.Solved), v.worth(v.Outcomes.Unsolved), v.worth(v.Outcomes.Recovered)
	var tree []VoiceReason
	for _, r := range report.Reasons {
		tree = append(tree, r.Reason)
	}
	for _, r := range report.Reasons {
		line := VoiceReasonValue{Reason: r.Reason, Depth: r.Depth, Contacts: r.Contacts, CostMinor: r.CostMinor, Low: math.NaN(), High: math.NaN()}
		in := map[int64]bool{0: true}
		if r.Reason.ID != 0 {
			in = subtree(tree, r.Reason.ID)
		}
		for _, c := range cases {
			if in[c.ReasonID] {
				line.Outcomes.add(c)
			}
		}
		if i, err := rank.Wilson(rank.Count{Events: int(line.Outcomes.Solved), Trials: int(line.Outcomes.Cases)}, 0.95); err == nil {
			line.Low, line.High = i.Lo, i.Hi
		}
		line.AtRisk = v.worth(line.Outcomes.Unsolved)
		v.Reasons = append(v.Reasons, line)
	}
}

func (v *VoiceValue) worth(cases int64) voice.Amount {
	if v.Worth == nil {
		return voice.Amount{}
	}
	return v.Worth.Of(cases)
}

// solved adds the problems whose measure surely helped, the most saving first. What a
// contact of them costs is the mean of their reason in the period.
func (s *Voice) solved(ctx context.Context, scope auth.Scope, q VoiceQuery, v *VoiceValue, terms VoiceTerms) error {
	list, err := s.store.Problems(ctx, scope, true)
	if err != nil {
		return err
	}
	each := map[int64]float64{}
	for _, r := range v.Reasons {
		if r.CostMinor > 0 && r.Contacts > 0 {
			each[r.Reason.ID] = float64(r.CostMinor) / float64(r.Contacts)
		}
	}
	for _, p := range list {
		if p.State != ProblemClosed || p.Effect == nil || !p.Effect.Helped || (q.ProgrammeID != 0 && p.ProgrammeID != q.ProgrammeID) {
			continue
		}
		e := p.Effect
		line := SolvedValue{Problem: p, Contacts: voice.Saved(e.After, e.Days, e.Ratio, e.Low, e.High)}
		cost := func(contacts int64) int64 { return int64(math.Round(float64(contacts) * each[p.ReasonID])) }
		line.Minor = voice.Amount{Low: cost(line.Contacts.Low), Likely: cost(line.Contacts.Likely), High: cost(line.Contacts.High)}
		v.Solved = append(v.Solved, line)
	}
	slices.SortStableFunc(v.Solved, func(a, b SolvedValue) int {
		return cmp.Or(cmp.Compare(b.Contacts.Likely, a.Contacts.Likely), cmp.Compare(a.Problem.ID, b.Problem.ID))
	})
	return nil
}

// worthFaults adds what is wrong with an assumption.
func worthFaults(l *problem.List, w *voice.Worth, currency money.Currency) {
	if w == nil {
		return
	}
	l.Need(currency != "", "currency", "nothing", "a currency, in which a customer's worth is meant", problem.Wanting(problem.CurrencyCode, "CNY"))
	l.Need(w.ValueMinor >= 1 && w.ValueMinor <= 1_000_000_000_000, "worth.valueMinor", w.ValueMinor, "1 to 1000000000000 minor units", problem.Wanting(problem.WholeNumber, 1, int64(1_000_000_000_000)))
	for _, span := range []struct {
		name string
		voice.Span
	}{{"solved", w.Solved}, {"unsolved", w.Unsolved}} {
		field := "worth." + span.name
		l.Need(span.Low >= 0 && span.Low <= span.Likely, field+".low", span.Low, "a share from 0 up to the likely one", problem.Wanting(problem.Between, 0, span.Likely))
		l.Need(span.Likely >= 0 && span.Likely <= 1, field+".likely", span.Likely, "a share from 0 to 1", problem.Wanting(problem.Share))
		l.Need(span.High >= span.Likely && span.High <= 1, field+".high", span.High, "a share from the likely one up to 1", problem.Wanting(problem.Between, span.Likely, 1))
	}
	l.Need(w.Solved.Likely < w.Unsolved.Likely, "worth.unsolved.likely", w.Unsolved.Likely, "more than leave after something was solved", problem.Wanting(problem.Above, w.Solved.Likely))
	l.Need(isText(w.Source, 1, 500), "worth.source", quoted(w.Source), "where it is from, in 1 to 500 characters", problem.Wanting(problem.Characters, 1, 500))
	l.Need(slices.Contains(voice.Grades(), w.Grade), "worth.grade", w.Grade, "A, B, C or D", problem.Wanting(problem.Choice))
}
