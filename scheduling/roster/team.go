package roster

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// TeamRule is a rule about who works at the same time. No single person's row can
// break or keep it, so it is priced like coverage and verified apart: see
// [VerifyTeams]. Faults that no price can mend (too few people, shifts that are
// fixed) leave it broken, and the verifier says so.
type TeamRule struct {
	rules.Team
	// Soft says that a break is only dear. A roster that breaks a rule that is not
	// soft is not fit to be published.
	Soft bool
	// PerHour prices every person-hour missing or too many; 0 is the default: see
	// [Problem.TeamPrice].
	PerHour float64
}

// leastTeamPrice is the default price of a person-hour by which a hard team rule is
// broken; that of a soft one is softTeamPrice. Beside them a missing person-hour
// costs 40 to 100 by [DefaultPrice]: people come in or stay at home to keep a hard
// rule, and a soft one decides between rosters that cover about alike.
const (
	leastTeamPrice = 1000
	softTeamPrice  = 40
)

// TeamPrice returns the price of a person-hour by which a team rule is broken: its
// own, or a default that for a hard rule is at least ten times the dearest missing
// person-hour of any group.
func (p *Problem) TeamPrice(t TeamRule) float64 {
	switch {
	case t.PerHour > 0:
		return t.PerHour
	case t.Soft:
		return softTeamPrice
	}
	price := float64(leastTeamPrice)
	for _, g := range p.Groups {
		dearest := 0.0
		for _, s := range g.Price.Under {
			dearest += s.PerHour
		}
		price = max(price, 10*dearest)
	}
	return price
}

// TeamHours returns the hours of a rule on every day of the horizon and on the one
// before it: from and to are minutes of the local day, to on the next day where it
// is not later; no weekdays mean all. Whole days of all weekdays are nil.
func (p *Problem) TeamHours(from, to int, weekdays []time.Weekday) []rules.Window {
	if from == 0 && to == 1440 && len(weekdays) == 0 {
		return nil
	}
	if to <= from {
		to += 1440
	}
	windows := []rules.Window{}
	for k := -1; k < p.Grid.Days(); k++ {
		if len(weekdays) == 0 || slices.Contains(weekdays, p.Grid.Date(k).Weekday()) {
			windows = append(windows, rules.Window{Day: k, Start: p.minuteAt(k, from), End: p.minuteAt(k, to)})
		}
	}
	return windows
}

// VerifyTeams checks a roster by the team rules of its problem, sharing no code
// with the search.
func VerifyTeams(p *Problem, r Roster) []rules.TeamViolation {
	if len(p.TeamRules) == 0 {
		return nil
	}
	people := make([]rules.Person, len(p.People))
	worked := make([][]rules.Shift, len(p.People))
	for i, row := range r.Days {
		people[i].Past = p.People[i].Past
		for d, s := range row {
			if !s.Off() {
				worked[i] = append(worked[i], p.worked(d, s))
			}
		}
	}
	var found []rules.TeamViolation
	for k, t := range p.TeamRules {
		for _, v := range rules.CheckTeam(p.Grid, t.Team, people, worked) {
			v.Team = k
			found = append(found, v)
		}
	}
	return found
}

// HardBreaks returns those of the violations that are of rules that are not soft.
func (p *Problem) HardBreaks(found []rules.TeamViolation) []rules.TeamViolation {
	var hard []rules.TeamViolation
	for _, v := range found {
		if !p.TeamRules[v.Team].Soft {
			hard = append(hard, v)
		}
	}
	return hard
}

// teamCost prices what the verifier finds.
func (p *Problem) teamCost(r Roster) float64 {
	cost := 0.0
	for _, v := range VerifyTeams(p, r) {
		cost += p.TeamPrice(p.TeamRules[v.Team]) * float64(v.PersonMinutes) / 60
	}
	return cost
}

// teams checks the team rules.
func (f *faults) teams() {
	f.unique("team_rules", len(f.p.TeamRules), func(i int) string { return f.p.TeamRules[i].Code })
	for i, t := range f.p.TeamRules {
		at := fmt.Sprintf("team_rules[%d]", i)
		f.nested(at, t.Faults(len(f.p.People)))
		if !(t.PerHour >= 0) || t.PerHour > 1e9 {
			f.add(at+".per_hour", fmt.Sprint(t.PerHour), "a number from 0 to a billion", problem.Between, 0, 1_000_000_000)
		}
	}
}

// Unkeepable returns the hard team rules that ask for more people than they count:
// nothing but nobody's work could keep them. [Solve] refuses them before it searches.
func (p *Problem) Unkeepable() []rules.Fault {
	f := &faults{p: p}
	for i, t := range p.TeamRules {
		if !t.Soft && len(t.Count) < t.Min {
			f.add(fmt.Sprintf("team_rules[%d].count", i), fmt.Sprintf("%d people for %q", len(t.Count), t.Code),
				fmt.Sprintf("at least %d of whom to ask for, a lower min, or a soft rule", t.Min), problem.Enough, t.Min, len(t.Count))
		}
	}
	return f.found
}
