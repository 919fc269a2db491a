package roster

import (
	"cmp"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Supposition is what a planner wonders about one person's day: a day off, or
// work with whatever else is asked of it.
type Supposition struct {
	Person, Day int
	Off         bool
	// Template, Group and Minutes ask for that shift template, that group and
	// that length; AnyTemplate, AnyGroup and 0 leave them open.
	Template, Group, Minutes int
	// From and To are the minutes since the horizon's start between which the
	// shift must start, both included; equal to 0 both they leave it open.
	From, To int
	// Gentle is what a change of one day of the person must be worth, in
	// person-hours of missing people, so that an answer does not rearrange a
	// month for nothing. 0 gives the cheapest row of all.
	Gentle float64
}

// What a supposition leaves open.
const (
	AnyTemplate = -2 // NoTemplate is none, which a search never gives
	AnyGroup    = -1
)

// Answer is what would follow from a supposition.
type Answer struct {
	// Days are the days of the person that change, none when it is so already.
	Days []DayChange
	// Cost is the change of the objective by term, negative being better.
	Cost Cost
	// Paid is the change of the person's paid minutes.
	Paid int
	// Freed are people who could then have the day off at a gain that they
	// could not have before, the largest first.
	Freed []Freed
	// Blocked says that no legal row has it; Conflict then names a minimal set
	// of rules against it and what would help.
	Blocked  bool
	Conflict Conflict
}

// Freed is somebody whom a change elsewhere makes free.
type Freed struct {
	Person int
	Day    int // the day off
	Days   []DayChange
	Cost   Cost // the further change of the objective
}

// Moves returns what makes an answer so.
func (a Answer) Moves(person int) []Move { return movesOf(person, a.Days) }

func movesOf(person int, days []DayChange) []Move {
	var moves []Move
	for _, c := range days {
		moves = append(moves, Move{person, c.Day, c.To})
	}
	return moves
}

// Suppose finds the person's best legal row under a condition on one day, all
// others staying as they are: what it costs by term, which days change and who
// else becomes free; or, when there is none, the rules that forbid it. It is
// exact for one person but for fairness, which is priced by its slope while the
// row is searched. The roster stays as it is.
func (d *Desk) Suppose(s Supposition) Answer {
	w := d.m.people[s.Person].restricted(d.meets(s))
	days, ok := d.rearranged(d.m, w, s.Person, s.Day, s.Gentle)
	if !ok {
		t := d.m.trial(s.Person)
		t.restrict = d.meets(s)
		return Answer{Blocked: true, Conflict: d.m.against(t, s.Person)}
	}
	a := Answer{Days: days, Paid: d.paidMore(days)}
	before := d.idlers(s.Person, days)
	effect, back := d.move(a.Moves(s.Person))
	a.Cost = effect.Cost
	for _, was := range before {
		if now, freed := d.freed(was.Person, was.Day); freed && now.Cost.Total() < min(0, was.Cost.Total())-1e-6 {
			a.Freed = append(a.Freed, now)
		}
	}
	d.move(back)
	slices.SortStableFunc(a.Freed, func(x, y Freed) int { return cmp.Compare(x.Cost.Total(), y.Cost.Total()) })
	return a
}

// meets returns the restriction that a supposition is. A fixed shift stays what
// it is, so what it is not is impossible because of it.
func (d *Desk) meets(s Supposition) func(*menu, []dayPlan) {
	return func(u *menu, plan []dayPlan) {
		plan[s.Day].must = !s.Off
		if s.Group >= 0 && !s.Off {
			plan[s.Day].only = s.Group + 1
		}
		d.m.narrow(u, plan, s.Day, func(a *arc) bool {
			start, minutes := a.start*d.m.tick, a.ticks*d.m.tick
			return !s.Off && (s.Template == AnyTemplate || a.template == s.Template) &&
				(s.Minutes == 0 || minutes == s.Minutes) && (s.From == 0 && s.To == 0 || start >= s.From && start <= s.To)
		})
	}
}

// rearranged returns the changes that lead to a worker's cheapest row.
func (d *Desk) rearranged(m *model, w *worker, person, day int, gentle float64) (changes []DayChange, ok bool) {
	var row []placed
	d.lift(person, func(float64) {
		row, _ = d.respond(m, w, person, day, gentle*d.m.unit())
	})
	if row == nil {
		return nil, false
	}
	now := d.roster.Days[person]
	after := slices.Clone(now)
	standing, _ := d.standing(person, 0, 0)
	for k, p := range row {
		if p != standing[k] {
			after[k] = d.m.shiftOf(w, k, p)
		}
	}
	return dayChanges(now, after), true
}

// paidMore returns the paid minutes that changes add.
func (d *Desk) paidMore(days []DayChange) int {
	more := 0
	for _, c := range days {
		if !c.To.Off() {
			more += d.m.problem.Paid(c.To)
		}
		if !c.From.Off() {
			more -= d.m.problem.Paid(c.From)
		}
	}
	return more
}

// mostFreed is for how many people a supposition looks whether they become free.
const mostFreed = 4

// idlers returns the people who are most dispensable in the hours that changes
// add, with what a day off of theirs would bring as the roster stands.
func (d *Desk) idlers(person int, days []DayChange) []Freed {
	type idler struct {
		person, day int
		worth       float64
	}
	var list []idler
	_, back := d.move(movesOf(person, days))
	for _, c := range days {
		if c.To.Off() {
			continue
		}
		for i, row := range d.roster.Days {
			s := row[c.Day]
			if i == person || s.Off() || s.Group != c.To.Group || s.Start >= c.To.End() || c.To.Start >= s.End() || d.m.people[i].days[c.Day].fixed != nil {
				continue
			}
			worth := d.put(i, s, -1).Total()
			d.put(i, s, +1)
			list = append(list, idler{i, c.Day, worth})
		}
		break // one day says enough; the first is as good as any
	}
	d.move(back)
	slices.SortStableFunc(list, func(a, b idler) int { return cmp.Compare(a.worth, b.worth) })
	var out []Freed
	for _, x := range list[:min(len(list), mostFreed)] {
		if was, ok := d.freed(x.person, x.day); ok {
			out = append(out, was)
		}
	}
	return out
}

// freed returns what a day off of somebody would change, their other days
// rearranged where that is worth it.
func (d *Desk) freed(person, day int) (Freed, bool) {
	w := d.m.people[person].restricted(d.meets(Supposition{Person: person, Day: day, Off: true}))
	days, ok := d.rearranged(d.m, w, person, day, freedGentle)
	if !ok || len(days) == 0 {
		return Freed{}, false
	}
	effect, back := d.move(movesOf(person, days))
	d.move(back)
	return Freed{person, day, days, effect.Cost}, true
}

// freedGentle is [Supposition.Gentle] of those who become free.
const freedGentle = 0.5

// against explains why a trial of person i has no legal row. Where no rule is to
// blame the templates have no such shift.
func (m *model) against(t trial, i int) Conflict {
	if !t.unruled().feasible() {
		return Conflict{Person: i, Rules: []rules.Rule{rules.Template}}
	}
	return t.conflict(i)
}
