package roster

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// Away says that a person cannot work on days First..Last, whatever was published.
// Paid is the paid minutes of each day that would have been worked, which count
// towards the agreement's limits; below 0 it is those of the shift that falls away.
type Away struct{ Person, First, Last, Paid int }

// RepairOrder says what has happened to a published roster and what its repair
// must leave alone. Lists that are empty restrict nothing.
type RepairOrder struct {
	Absent []Away
	// Frozen is a minute of the horizon: whatever begins before it stays, and
	// nothing new begins before it. Nearness counts from it.
	Frozen int
	// PinnedShifts, PinnedDays and PinnedPeople stay as they are, days off included.
	PinnedShifts []PersonDay
	PinnedDays   []int
	PinnedPeople []int
	// People are those who may be asked; Groups are those whose coverage is
	// repaired, otherwise the groups of the shifts that fall away; Days are those
	// that may change, otherwise a week before the first absence to a week after
	// the last.
	People, Groups, Days []int
	// Willing are people who have agreed to be asked, or whose contract foresees
	// it; a change of theirs costs RepairWeights.Willing of another's. OnlyWilling
	// asks nobody else.
	Willing     []int
	OnlyWilling bool
	Keep        Keep
	// ByHand are the shifts that a planner set, for Keep.ByHand; shifts without a
	// template count among them always.
	ByHand []PersonDay
}

// Keep are the four switches of what a repair must not change of anybody.
type Keep struct {
	WeekPaid bool // the paid minutes of each week (Monday to Sunday)
	DayPaid  bool // the paid minutes of each day: days off stay days off
	Starts   bool // shifts stay and begin when they do; days off may be worked
	ByHand   bool // shifts that a planner set by hand
}

// RepairWeights price the changes of published days, in person-hours missing at
// the dearest first step of [Group.Price]. All zero weighs nothing: the cheapest
// roster is then the best repair.
type RepairWeights struct {
	Person float64 // asking one person at all
	Day    float64 // another shift, or work instead of a day off and the reverse
	Start  float64 // share of Day where only the start moves, by at most an hour
	Pauses float64 // share of Day where only pauses move
	// Near is by how much a change at once weighs more than one NearDays later;
	// between them it falls in a straight line.
	Near     float64
	NearDays int
	Willing  float64 // share of all of it for people who are willing
}

// DefaultRepairWeights make a changed day as dear as an hour and a half of a
// missing person, thrice that on the day itself.
func DefaultRepairWeights() RepairWeights {
	return RepairWeights{Person: 1, Day: 1.5, Start: 0.4, Pauses: 0.1, Near: 3, NearDays: 7, Willing: 0.25}
}

// RepairSettings steer a repair. The same settings give the same plan.
type RepairSettings struct {
	Seed       uint64
	Weights    RepairWeights
	Moves      int // tried by the search after the exact steps; 0 for 300
	MostPeople int // asked by any alternative; 0 for 4
}

// Bounds of what a repair may ask for.
const (
	usualMoves, mostMoves        = 300, 1_000_000
	usualPeopleAsked, mostPeople = 4, 40
	daysAround                   = 7
	nearStart                    = 60 // minutes by which a start may move and still be near
)

// filled returns the settings with defaults in place.
func (s RepairSettings) filled() RepairSettings {
	if s.Moves == 0 {
		s.Moves = usualMoves
	}
	if s.MostPeople == 0 {
		s.MostPeople = usualPeopleAsked
	}
	return s
}

// faults returns what is wrong with an order for a roster, and nothing when a
// repair can begin.
func (o RepairOrder) faults(p *Problem, r Roster, s RepairSettings) []rules.Fault {
	f := &faults{p: p}
	people, days := len(p.People), p.Grid.Days()
	inside := func(field string, n, size int, what string) {
		if n < 0 || n >= size {
			f.add(field, fmt.Sprint(n), fmt.Sprintf("%s of the problem, which has %d", what, size), problem.OneOf, size)
		}
	}
	if len(o.Absent) == 0 {
		f.add("absent", "nobody", "at least one person and the days they are away", problem.AtLeast, 1)
	}
	for k, a := range o.Absent {
		at := fmt.Sprintf("absent[%d]", k)
		inside(at+".person", a.Person, people, "a person")
		inside(at+".from", a.First, days, "a day")
		inside(at+".to", a.Last, days, "a day")
		if a.Last < a.First {
			f.add(at+".to", fmt.Sprintf("day %d, before day %d", a.Last, a.First), "a last day that is not before the first", problem.EndAfterStart)
		}
	}
	for field, cells := range map[string][]PersonDay{"pins.shifts": o.PinnedShifts, "by_hand": o.ByHand} {
		for k, c := range cells {
			inside(fmt.Sprintf("%s[%d].person", field, k), c.Person, people, "a person")
			inside(fmt.Sprintf("%s[%d].day", field, k), c.Day, days, "a day")
		}
	}
	for _, list := range []struct {
		field string
		n     []int
		size  int
		what  string
	}{{"pins.days", o.PinnedDays, days, "a day"}, {"pins.people", o.PinnedPeople, people, "a person"}, {"people", o.People, people, "a person"},
		{"groups", o.Groups, len(p.Groups), "a group"}, {"days", o.Days, days, "a day"}, {"willing", o.Willing, people, "a person"}} {
		for k, n := range list.n {
			inside(fmt.Sprintf("%s[%d]", list.field, k), n, list.size, list.what)
		}
	}
	s.check(f)
	if len(f.found) == 0 {
		o.sense(f, r)
	}
	return f.found
}

func (s RepairSettings) check(f *faults) {
	w := s.Weights
	for _, n := range []struct {
		field string
		value float64
	}{{"person", w.Person}, {"day", w.Day}, {"start", w.Start}, {"pauses", w.Pauses}, {"near", w.Near}, {"willing", w.Willing}} {
		if !(n.value >= 0) || n.value > 1e6 {
			f.add("weights."+n.field, fmt.Sprint(n.value), "a number from 0 to a million", problem.Between, 0, 1_000_000)
		}
	}
	for _, n := range []struct {
		field      string
		value, top int
	}{{"weights.near_days", w.NearDays, 3700}, {"moves", s.Moves, mostMoves}, {"most_people", s.MostPeople, mostPeople}} {
		if n.value < 0 || n.value > n.top {
			f.add(n.field, fmt.Sprint(n.value), fmt.Sprintf("0 to %d", n.top), problem.WholeNumber, 0, n.top)
		}
	}
}

// sense refuses what no repair could be meant by: an absence without work, pins
// of what falls away, and pins of what the rules forbid.
func (o RepairOrder) sense(f *faults, r Roster) {
	gone := o.gone(f.p, r)
	if len(gone) == 0 {
		f.add("absent", "nobody who works on these days", "a person with a shift in the roster", problem.Working)
	}
	for k, c := range o.PinnedShifts {
		at := fmt.Sprintf("pins.shifts[%d]", k)
		if slices.Contains(gone, c) {
			f.add(at, fmt.Sprintf("the shift of %s that falls away", f.p.People[c.Person].Code), "a shift of somebody who is there", problem.Present)
		} else if broken := VerifyPerson(f.p, c.Person, r.Days[c.Person]); len(broken) > 0 && slices.ContainsFunc(broken, func(v rules.Violation) bool { return slices.Contains(v.Days, c.Day) }) {
			f.add(at, fmt.Sprintf("a day of %s that breaks a rule: %s", f.p.People[c.Person].Code, broken[0]), "a day that may stay", problem.MayStay)
		}
	}
	for k, i := range o.PinnedPeople {
		if broken := VerifyPerson(f.p, i, r.Days[i]); len(broken) > 0 {
			f.add(fmt.Sprintf("pins.people[%d]", k), fmt.Sprintf("%s, whose row breaks a rule: %s", f.p.People[i].Code, broken[0]), "a row that may stay", problem.MayStay)
		}
	}
	if a, b := o.window(f.p); a >= b {
		f.add("frozen", "every day that may change", "a frozen time that ends before them", problem.OpenDays)
	}
}

// gone lists the published shifts that an order takes away: those that touch a
// day of absence.
func (o RepairOrder) gone(p *Problem, r Roster) []PersonDay {
	var cells []PersonDay
	for _, away := range o.Absent {
		from, to := p.minuteOfDay(away.First), p.minuteOfDay(away.Last+1)
		for d := max(0, away.First-1); d <= away.Last; d++ {
			s, c := r.Days[away.Person][d], PersonDay{away.Person, d}
			if !s.Off() && (d >= away.First || s.End() > from) && s.Start < to && !slices.Contains(cells, c) {
				cells = append(cells, c)
			}
		}
	}
	return cells
}

// window returns the days a..b-1 that may change.
func (o RepairOrder) window(p *Problem) (a, b int) {
	days := p.Grid.Days()
	a, b = days, 0
	for _, away := range o.Absent {
		a, b = min(a, away.First-daysAround), max(b, away.Last+1+daysAround)
	}
	if len(o.Days) > 0 {
		a, b = slices.Min(o.Days), slices.Max(o.Days)+1
	}
	a, b = max(0, a), min(days, b)
	for a < b && p.minuteOfDay(a+1) <= o.Frozen {
		a++
	}
	return a, b
}

// Applied returns the problem with the order's absences, by which a repaired
// roster is verified and priced.
func (o RepairOrder) Applied(p *Problem, published Roster) *Problem {
	return o.without(p, published, o.gone(p, published))
}

// without returns the problem with the order's absences: locked shifts of these
// days are given up.
func (o RepairOrder) without(p *Problem, r Roster, gone []PersonDay) *Problem {
	q := *p
	q.People = slices.Clone(p.People)
	for _, away := range o.Absent {
		person := &q.People[away.Person]
		person.Absences = slices.Clone(person.Absences)
		for d := away.First; d <= away.Last; d++ {
			if slices.ContainsFunc(person.Absences, func(a rules.Absence) bool { return a.Day == d }) {
				continue
			}
			a := rules.Absence{Day: d}
			if s := r.Days[away.Person][d]; !s.Off() {
				if a.Paid = away.Paid; a.Paid < 0 {
					a.Paid = p.Paid(s)
				}
			}
			person.Absences = append(person.Absences, a)
		}
		slices.SortFunc(person.Absences, func(a, b rules.Absence) int { return cmp.Compare(a.Day, b.Day) })
	}
	for _, c := range gone {
		person := &q.People[c.Person]
		person.Fixed = slices.DeleteFunc(slices.Clone(person.Fixed), func(f Fixed) bool { return f.Day == c.Day })
	}
	return &q
}

// pinned reports whether a day of a person must stay.
func (o RepairOrder) pinned(i, d int, s Shift) bool {
	return slices.Contains(o.PinnedDays, d) || slices.Contains(o.PinnedShifts, PersonDay{i, d}) || slices.Contains(o.PinnedPeople, i) ||
		len(o.Days) > 0 && !slices.Contains(o.Days, d) ||
		!s.Off() && s.Start < o.Frozen ||
		o.Keep.ByHand && !s.Off() && (s.Template == NoTemplate || slices.Contains(o.ByHand, PersonDay{i, d}))
}

// asks reports whether a person may be asked at all.
func (o RepairOrder) asks(i int) bool {
	return !slices.Contains(o.PinnedPeople, i) && (len(o.People) == 0 || slices.Contains(o.People, i)) &&
		(!o.OnlyWilling || slices.Contains(o.Willing, i)) &&
		!slices.ContainsFunc(o.Absent, func(a Away) bool { return a.Person == i })
}
