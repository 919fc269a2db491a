package contract

import (
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
)

// Model is by what work is paid.
type Model string

// The pricing models.
const (
	PerSeat       Model = "seat"            // people present of those approved, a month
	PerHour       Model = "productive_hour" // time in the states that the contract lists
	PerMinute     Model = "minute"          // talk, hold and capped wrap-up, rounded by contact
	PerContact    Model = "contact"         // effective contacts
	PerResolution Model = "resolution"      // contacts with no repeat in the window and no reopening
	PerOutcome    Model = "outcome"         // a share of what was saved against the agreed baseline
	Hybrid        Model = "hybrid"          // a base price with a bonus by score
)

// Models are all of them, in the order of screens.
var Models = []Model{PerSeat, PerHour, PerMinute, PerContact, PerResolution, PerOutcome, Hybrid}

// Need is what a pricing model needs for proof, who carries its risk, and the
// abuses that reconciliation looks for.
type Need struct {
	Model  Model
	Risk   string // who loses when volume or handle time moves: buyer, vendor, shared
	Proofs []Proof
	Abuses []string
}

// Evidence returns the need of every model, in the order of [Models].
func Evidence() []Need {
	return []Need{
		{PerSeat, "buyer", []Proof{Rosters, SwitchEvents}, []string{"ghost seats", "uncertified people", "people shared between clients"}},
		{PerHour, "shared", []Proof{SwitchEvents}, []string{"states misused", "overlapping log-ins", "training billed as productive"}},
		{PerMinute, "buyer", []Proof{SwitchEvents}, []string{"stretched contacts", "rounding"}},
		{PerContact, "vendor", []Proof{SwitchEvents}, []string{"short contacts", "split contacts", "repeats"}},
		{PerResolution, "vendor", []Proof{SwitchEvents}, []string{"wrong closures", "repeats discouraged"}},
		{PerOutcome, "vendor", []Proof{SwitchEvents}, []string{"a flattering baseline", "easier cases"}},
		{Hybrid, "shared", []Proof{SwitchEvents, Inspections}, []string{"short contacts", "repeats", "samples chosen by the vendor"}},
	}
}

// Band is a price from a quantity on.
type Band struct {
	From  decimal.Decimal
	Price decimal.Decimal // a unit, major units of the version's currency
}

// Rate is one line of a rate card.
type Rate struct {
	Code  string
	Model Model
	Unit  string // what one is: "seat-month", "hour", "call"
	Bands []Band // the first from 0; one band is a single price
	// Marginal says that each unit costs the price of its own band; else all cost
	// the price of the band that the period's quantity reaches.
	Marginal bool
	Baseline decimal.Decimal // PerOutcome: what was agreed to be saved from
	Bonus    *Bonus          // Hybrid
}

// Bonus adds to a charge by score, in proportion between two scores.
type Bonus struct {
	Base, Target decimal.Decimal // scores: nothing at the base, all at the target
	Share        decimal.Decimal // of the charge, at the target
}

// check adds what is wrong with a rate.
func (r Rate) check(l *problem.List, field string) {
	known := false
	for _, m := range Models {
		known = known || m == r.Model
	}
	l.Need(known, field+".model", r.Model, "one of the pricing models", problem.Wanting(problem.Choice))
	l.Need(r.Code != "", field+".code", "nothing", "a code", problem.Wanting(problem.Needed))
	l.Need(len(r.Bands) > 0, field+".bands", "none", "at least one price", problem.Wanting(problem.Needed))
	for i, b := range r.Bands {
		at := fmt.Sprintf("%s.bands[%d]", field, i)
		l.Need(i > 0 || b.From.IsZero(), at+".from", b.From, "0 for the first band", problem.Wanting(problem.Exactly, 0))
		l.Need(i == 0 || b.From.Cmp(r.Bands[i-1].From) > 0, at+".from", b.From, "more than the band before", problem.Wanting(problem.BandAbove))
		l.Need(!b.Price.IsNeg(), at+".price", b.Price, "0 or more", problem.Wanting(problem.AtLeast, 0))
	}
	l.Need((r.Model == Hybrid) == (r.Bonus != nil), field+".bonus", r.Bonus != nil, "a bonus for a hybrid rate and for no other", problem.Wanting(problem.HybridBonus))
	if r.Bonus != nil {
		l.Need(r.Bonus.Target.Cmp(r.Bonus.Base) > 0, field+".bonus.target", r.Bonus.Target, "a score above the base", problem.Wanting(problem.Above, r.Bonus.Base))
		l.Need(isShare(r.Bonus.Share), field+".bonus.share", r.Bonus.Share, "a share from 0 to 1", problem.Wanting(problem.Share))
	}
}
