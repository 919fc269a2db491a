package roster

import (
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Cost is what a roster costs, by term. Only sums of terms are compared.
type Cost struct {
	Under      float64 // missing people, by Group.Price
	Over       float64 // surplus people
	Preference float64 // wishes not met
	Fairness   float64 // uneven burdens; may be negative only by rounding
	Hours      float64 // paid hours
	Team       float64 // team rules broken, by [Problem.TeamPrice]
}

// Total is the objective.
func (c Cost) Total() float64 { return c.Under + c.Over + c.Preference + c.Fairness + c.Hours + c.Team }

// Settings steer a search. The zero value searches for one round only; give
// Iterations, TimeLimit or both.
type Settings struct {
	// Seed decides every random choice.
	Seed uint64
	// Threads is how many chains search at once; 0 means 1. The same seed,
	// iterations and threads give the same roster.
	Threads int
	// Iterations is how many moves each thread tries; 0 leaves the end to the
	// time limit.
	Iterations int64
	// TimeLimit ends the search when Elapsed has reached it; 0 means none.
	TimeLimit time.Duration
	// Elapsed is the clock: the time since the caller's start. Without it there
	// is no time limit, and incumbents carry no times.
	Elapsed func() time.Duration
	// Start is a roster to begin from, for example the published one. An empty
	// one means from nothing. People whose rows break a hard rule are rostered
	// anew.
	Start Roster
	// TargetGap stops the search once the gap is proven to be no larger; 0
	// stops only at a proven optimum.
	TargetGap float64
}

// Phase is what a search is doing.
type Phase string

// The phases, in order.
const (
	Preparing Phase = "prepare" // reading the rules, looking for people without any legal roster
	Building  Phase = "build"   // a first roster, person by person
	Improving Phase = "improve" // the neighbourhood search, with the bound beside it
	Polishing Phase = "polish"  // breaks and days re-placed until nothing improves
	Finished  Phase = "done"
)

// Incumbent is the state of a search when it reports.
type Incumbent struct {
	Phase     Phase
	Fraction  float64       // of the whole search that is over, 0 to 1
	Elapsed   time.Duration // by Settings.Elapsed
	Iteration int64         // moves tried by all threads
	Cost      Cost          // of the best roster so far
	Bound     float64       // proven: no roster costs less; -Inf while unknown
	// Best is the best roster so far. It is shared: read it, never change it.
	Best Roster
}

// Gap returns how far the best roster may be above the optimum; see [Result.Gap].
func (n Incumbent) Gap() float64 { return gap(n.Cost.Total(), n.Bound) }

// Status says why a search ended.
type Status string

// The ends of a search.
const (
	Optimal   Status = "optimal"   // the bound proves that nothing is cheaper, or no gap beyond TargetGap
	Limited   Status = "limit"     // iterations or time were used up
	Cancelled Status = "cancelled" // the context was cancelled; the best so far is returned
)

// Result is the end of a search.
type Result struct {
	Roster     Roster
	Cost       Cost
	Bound      float64 // proven lower bound of Cost.Total of any legal roster; -Inf if none was found
	Status     Status
	Iterations int64
	History    []Incumbent // the improvements, without rosters
}

// Gap returns how far the cost may be above the optimum, as a share of the cost;
// 1 while there is no bound.
func (r Result) Gap() float64 { return gap(r.Cost.Total(), r.Bound) }

// gap is (cost - bound) / |cost|, within 0 and 1.
func gap(cost, bound float64) float64 {
	switch {
	case cost <= bound:
		return 0
	case cost <= 0:
		return 1
	default:
		return min(1, (cost-bound)/cost)
	}
}

// Conflict says that no roster at all satisfies one person's rules.
type Conflict struct {
	Person int
	// Rules is a minimal set: without any one of them there would be a roster.
	Rules []rules.Rule
	// Reliefs are the smallest changes of single rules that would allow a
	// roster, the cheapest first. A rule whose change alone frees nothing is not
	// among them.
	Reliefs []Relief
}

// Relief is a change of one rule's limit. To is [rules.Nothing] where the rule
// has no number and would have to go altogether.
type Relief struct {
	Rule     rules.Rule
	From, To int
}

// Names lists the rules in conflict.
func (c Conflict) Names() string {
	names := make([]string, len(c.Rules))
	for i, r := range c.Rules {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// String says what to change.
func (r Relief) String() string {
	if r.To == rules.Nothing {
		return fmt.Sprintf("doing without %s", r.Rule)
	}
	return fmt.Sprintf("%s %d instead of %d", r.Rule, r.To, r.From)
}

// Infeasible lists the people for whom no legal roster exists. It is returned
// before any search begins.
type Infeasible struct{ Conflicts []Conflict }
