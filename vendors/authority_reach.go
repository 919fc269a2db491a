package vendors

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/quality/rank"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Reached is whether authority lies where contacts need it, right by right.
type Reached struct {
	Right  string
	Reach  authority.Reach
	Known  bool
	Effect *authority.Effect // at the limit; nil with Few
	Few    *authority.FewError
}

// Empowered is how many contacts were solved by the first authority that they met:
// among those of a right, in a mode and at a level, or in a week (001-20).
type Empowered struct {
	Mode      contract.Mode
	Level     int
	Right     string
	Week      grid.Date // Monday; zero: all weeks
	Needing   int       // contacts that needed authority
	First     int       // of them, solved at the first
	Low, High float64   // 95 % interval of the share (Wilson)
	Second    int       // that a second person took part in
	Denied    int       // whose last word was a denial
	Hours     float64   // that escalations added, where it is known
}

// Empowerment is where authority lies, and whether that is where it is needed.
type Empowerment struct {
	Policies []Empowered // by right, mode and level
	Weeks    []Empowered
	Rights   []Reached
}

// mostAnalysed bounds the time that is looked at.
const mostAnalysed = 400

// Empowerment analyses the decisions of some days, both included, in UTC. A contact
// that needed a right counts once, however often it was asked for: it was solved at
// the first authority if nobody denied, and no second person was asked.
func (s *Authority) Empowerment(ctx context.Context, scope auth.Scope, from, to grid.Date, costHour float64) (Empowerment, error) {
	var l problem.List
	l.Need(!from.IsZero(), "from", "nothing", "the first day", problem.Wanting(problem.Needed))
	l.Need(!to.Before(from), "to", to, "the first day or later", problem.Wanting(problem.EndNotBefore))
	l.Need(from.DaysUntil(to) < mostAnalysed, "to", to, "at most 400 days", problem.Wanting(problem.AtMost, 400))
	if err := refused("empowerment", l); err != nil {
		return Empowerment{}, err
	}
	uses, err := s.store.UsesBetween(ctx, scope, from.Start(time.UTC), to.AddDays(1).Start(time.UTC))
	if err != nil {
		return Empowerment{}, err
	}
	cases := casesOf(uses)
	byPolicy := summed(cases, func(e Empowered) Empowered { return Empowered{Mode: e.Mode, Level: e.Level, Right: e.Right} })
	byWeek := summed(cases, func(e Empowered) Empowered { return Empowered{Week: e.Week} })
	return Empowerment{Policies: byPolicy, Weeks: byWeek, Rights: reached(uses, cases, costHour)}, nil
}

// casesOf joins the decisions on a contact and a right: each case is counts of one,
// in the order of their first decisions.
func casesOf(uses []AuthorityUse) []Empowered {
	type key struct{ contact, right string }
	at := map[key]int{}
	var out []Empowered
	for _, u := range uses {
		k := key{u.Contact, u.Right}
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, Empowered{Mode: u.Mode, Level: u.Level, Right: u.Right, Week: grid.DateOf(u.At.UTC()).Monday(), Needing: 1, First: 1})
		}
		c := &out[i]
		if u.Decision.Verdict != authority.Allow || u.Second != "" {
			c.First = 0
		}
		if u.Decision.Verdict == authority.AllowSecond || u.Second != "" {
			c.Second = 1
		}
		if c.Denied = 0; u.Decision.Verdict == authority.Deny {
			c.Denied = 1
		}
		if u.Hours != nil {
			c.Hours += *u.Hours
		}
	}
	return out
}

// summed adds cases by what of returns of them, in the order of weeks, rights, modes
// and levels.
func summed(cases []Empowered, of func(Empowered) Empowered) []Empowered {
	sums := map[Empowered]*Empowered{}
	for _, c := range cases {
		k := of(c)
		if sums[k] == nil {
			first := k
			sums[k] = &first
		}
		sum := sums[k]
		sum.Needing += c.Needing
		sum.First += c.First
		sum.Second += c.Second
		sum.Denied += c.Denied
		sum.Hours += c.Hours
	}
	out := make([]Empowered, 0, len(sums))
	for _, sum := range sums {
		if i, err := rank.Wilson(rank.Count{Events: sum.First, Trials: sum.Needing}, certainty); err == nil {
			sum.Low, sum.High = i.Lo, i.Hi
		}
		out = append(out, *sum)
	}
	order := func(right string) int {
		return slices.IndexFunc(Rights, func(r authority.Right) bool { return r.Code == right })
	}
	slices.SortFunc(out, func(a, b Empowered) int {
		return cmp.Or(a.Week.Compare(b.Week), cmp.Compare(order(a.Right), order(b.Right)), cmp.Compare(a.Mode, b.Mode), cmp.Compare(a.Level, b.Level))
	})
	return out
}

// reached says by right how often the first authority sufficed, what escalation
// cost, and what the limit does to contacts that lie at it.
func reached(uses []AuthorityUse, cases []Empowered, costHour float64) []Reached {
	hours, needing := map[string][]float64{}, map[string]int{}
	for _, c := range cases {
		needing[c.Right]++
		if c.First == 0 {
			hours[c.Right] = append(hours[c.Right], c.Hours)
		}
	}
	edges := map[string][]authority.Case{}
	for _, u := range uses {
		if u.Edge != nil && u.Outcome != nil {
			edges[u.Right] = append(edges[u.Right], authority.Case{Distance: float64(*u.Edge), Outcome: *u.Outcome})
		}
	}
	var out []Reached
	for _, right := range slices.Sorted(maps.Keys(needing)) {
		r := Reached{Right: right}
		r.Reach, r.Known = authority.ReachOf(needing[right], hours[right], costHour)
		if effect, err := authority.EffectOf(edges[right], bandwidth(edges[right])); err == nil {
			r.Effect = &effect
		} else {
			errors.As(err, &r.Few)
		}
		out = append(out, r)
	}
	return out
}

// bandwidth takes in the half of the cases that lies nearest to the limit.
func bandwidth(cases []authority.Case) float64 {
	var distances []float64
	for _, c := range cases {
		distances = append(distances, math.Abs(c.Distance))
	}
	if len(distances) == 0 {
		return 1
	}
	slices.Sort(distances)
	return max(1, distances[len(distances)/2]*1.5)
}
