package contract

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/money"
)

// AtRisk is how much of a charge depends on service levels.
type AtRisk struct {
	Share decimal.Decimal // of the monthly charge; also the cap on all credits of a month
	Pool  decimal.Decimal // what the allocations may add up to, 1 to 3
	// ByShare says that a credit is of the vendor's share of a miss only, by
	// attribution; else attribution informs and changes nothing.
	ByShare bool
	// Year is the cap on all credits of a calendar year; nil: none but the months'.
	// It is left out of the text of a version that has none, whose hash it would change.
	Year *money.Amount `json:",omitempty"`
}

func (a AtRisk) check(l *problem.List, field string, c money.Currency) {
	l.Need(isShare(a.Share), field+".share", a.Share, "a share from 0 to 1", problem.Wanting(problem.Share))
	l.Need(!a.Pool.IsNeg() && a.Pool.Cmp(decimal.MustNew(3, 0)) <= 0, field+".pool", a.Pool, "0 to 3", problem.Wanting(problem.WholeNumber, 0, 3))
	if a.Year != nil {
		l.Need(a.Year.Currency == c, field+".year", *a.Year, "an amount in "+string(c), problem.Wanting(problem.AmountIn, c))
		l.Need(a.Year.Minor >= 0, field+".year", *a.Year, "0 or more", problem.Wanting(problem.AtLeast, 0))
	}
}

// Miss is a judged level with what else decides on its credit.
type Miss struct {
	Judgement
	Incident string          // misses of one incident cost once, the largest; "" its own
	Vendor   decimal.Decimal // share of the miss that is the vendor's, 0 to 1 (attribution)
}

// Credit is what one level gives back.
type Credit struct {
	Metric string
	Amount money.Amount
	Why    string // where it is nothing
	Step   derive.Step
}

// Proposal is the credits of a month.
type Proposal struct {
	Credits  []Credit
	Uncapped money.Amount
	Cap      money.Amount
	Total    money.Amount
	Step     derive.Step
}

// Propose computes the credits of a month's charge A:
//
//	c = A · R · a · d    for each level missed,    Σ c ≤ A · R
//
// with R the share at risk, a the level's allocation and d the depth of the miss
// (and, if the contract says so, the vendor's share of it). Each credit is rounded
// once. The error is a [*money.MixedError], [*money.BeyondError] or [*ShareError].
func (v Version) Propose(charge money.Amount, misses []Miss) (Proposal, error) {
	if charge.Currency != v.Currency {
		return Proposal{}, &money.MixedError{One: charge, Other: money.Amount{Currency: v.Currency}}
	}
	p := Proposal{Uncapped: money.Amount{Currency: v.Currency}}
	atRisk, err := charge.Times(v.AtRisk.Share, v.Rounding)
	if err != nil {
		return p, err
	}
	p.Cap = atRisk
	for _, m := range misses {
		credit, err := v.credit(charge, m)
		if err != nil {
			return p, err
		}
		p.Credits = append(p.Credits, credit)
	}
	onceAnIncident(p.Credits, misses)
	var steps []derive.Step
	for _, c := range p.Credits {
		if p.Uncapped, err = p.Uncapped.Plus(c.Amount); err != nil {
			return p, err
		}
		steps = append(steps, c.Step)
	}
	if p.Total = p.Uncapped; p.Total.Minor > p.Cap.Minor {
		p.Total = p.Cap
	}
	p.Step = derive.Amount("credits", "", p.Total, "min(sum of credits, cap)",
		derive.Amount("cap", "", p.Cap, "charge × share at risk", derive.Amount("charge", "", charge, ""), derive.Number("at_risk", "", v.AtRisk.Share, "")),
		derive.Amount("uncapped", "", p.Uncapped, "sum of credits", steps...))
	return p, nil
}

// InYear lowers a proposal to what the cap of the calendar year leaves: no more than
// Year − given, and never less than 0. given is what the year's other months came to;
// without a cap of the year a proposal stays as it is. The error is a
// [*money.MixedError] or [*money.BeyondError].
func (v Version) InYear(p Proposal, given money.Amount) (Proposal, error) {
	if v.AtRisk.Year == nil {
		return p, nil
	}
	left, err := v.AtRisk.Year.Minus(given)
	if err != nil {
		return p, err
	}
	left.Minor = max(left.Minor, 0)
	month := p.Step
	p.Cap.Minor, p.Total.Minor = min(p.Cap.Minor, left.Minor), min(p.Total.Minor, left.Minor)
	p.Step = derive.Amount("credits", "", p.Total, "min(credits of the month, rest of the year's cap)", month,
		derive.Amount("year_left", "", left, "max(0, cap of the year − given in the year)", derive.Amount("year_cap", "", *v.AtRisk.Year, ""), derive.Amount("year_given", "", given, "")))
	return p, nil
}

// ShareError refuses a vendor's share of a miss that is no share.
type ShareError struct {
	Metric string
	Found  decimal.Decimal
}

func (e *ShareError) Error() string {
	return fmt.Sprintf("%s: the vendor's share of the miss is %v; expected 0 to 1", e.Metric, e.Found)
}

// credit is what one miss costs before cap and incident.
func (v Version) credit(charge money.Amount, m Miss) (Credit, error) {
	out := Credit{Metric: m.Metric, Amount: money.Amount{Currency: v.Currency}}
	level, found := v.level(m.Metric)
	switch {
	case !found:
		out.Why = "the contract has no level for it"
	case m.Verdict != Missed:
		out.Why = string(m.Verdict)
	case level.Allocation.IsZero():
		out.Why = "reported only: nothing is allocated to it"
	}
	if out.Why != "" {
		out.Step = derive.Amount("credit", m.Metric, out.Amount, "", derive.Text("why", m.Metric, out.Why))
		return out, nil
	}
	depth, err := level.depth(m.Value)
	factors := []decimal.Decimal{v.AtRisk.Share, level.Allocation, depth}
	formula := "charge × at risk × allocation × depth"
	from := []derive.Step{
		derive.Amount("charge", "", charge, ""), derive.Number("at_risk", "", v.AtRisk.Share, ""),
		derive.Number("allocation", m.Metric, level.Allocation, ""), derive.Number("depth", m.Metric, depth, "min(1, (base − value) ÷ (base − depth))"),
		derive.Number("value", m.Metric, m.Value, ""), derive.Number("base", m.Metric, level.Base, ""), derive.Number("n", m.Metric, decimal.MustNew(m.N, 0), ""),
	}
	if v.AtRisk.ByShare {
		if !isShare(m.Vendor) {
			return out, &ShareError{m.Metric, m.Vendor}
		}
		factors, formula = append(factors, m.Vendor), formula+" × vendor's share"
		from = append(from, derive.Number("vendor_share", m.Metric, m.Vendor, ""))
	}
	c := reckoning{err: err}
	factor := c.product(factors...)
	if c.err != nil {
		return out, &money.BeyondError{What: "credit for " + m.Metric}
	}
	if out.Amount, err = charge.Times(factor, v.Rounding); err != nil {
		return out, err
	}
	out.Step = derive.Amount("credit", m.Metric, out.Amount, formula, from...)
	return out, nil
}

func (v Version) level(code string) (Level, bool) {
	for _, l := range v.Levels {
		if l.Metric == code {
			return l, true
		}
	}
	return Level{}, false
}

// onceAnIncident leaves of all credits that one incident caused the largest, the
// first of equals.
func onceAnIncident(credits []Credit, misses []Miss) {
	largest := map[string]int{}
	for i, m := range misses {
		if at, seen := largest[m.Incident]; m.Incident != "" && (!seen || credits[i].Amount.Minor > credits[at].Amount.Minor) {
			largest[m.Incident] = i
		}
	}
	for i, m := range misses {
		if m.Incident == "" || largest[m.Incident] == i || credits[i].Amount.Minor == 0 {
			continue
		}
		kept := credits[largest[m.Incident]].Metric
		credits[i].Why = fmt.Sprintf("incident %s costs once, by %s", m.Incident, kept)
		credits[i].Amount.Minor = 0
		credits[i].Step = derive.Amount("credit", m.Metric, credits[i].Amount, "", derive.Text("why", m.Metric, credits[i].Why), credits[i].Step)
	}
}

// CapError refuses a credit beyond what is at risk.
type CapError struct{ Asked, Cap money.Amount }

func (e *CapError) Error() string {
	return fmt.Sprintf("a credit of %v is beyond the cap; expected at most %v, which the share at risk of the month's charge and the cap of the year leave", e.Asked, e.Cap)
}

// Rule is the same for screens of every language.
func (e *CapError) Rule() problem.Rule {
	return problem.Ruling("beyond_cap", e.Asked, e.Cap)
}

// Agree checks a credit that people settled on instead of the proposed one; the
// error is a [*CapError], [*UseError] or [*money.MixedError].
func (p Proposal) Agree(settled money.Amount) error {
	order, err := settled.Compare(p.Cap)
	switch {
	case err != nil:
		return err
	case order > 0:
		return &CapError{settled, p.Cap}
	case settled.Minor < 0:
		return &UseError{"credit", settled.String(), "an amount of 0 or more"}
	}
	return nil
}
