package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Absence is somebody who cannot work what a roster plans for them.
type Absence struct {
	PersonID int64
	From, To grid.Date
}

// RepairOrder says who is absent and what a repair must leave alone.
type RepairOrder struct {
	Absent []Absence
	// FrozenHours from now on stay as they are, as does what is past.
	FrozenHours  int
	PinnedDays   []grid.Date
	PinnedPeople []int64
	PinnedShifts []Spot // days off included
	// Queues are those whose coverage is repaired, by default those of the shifts
	// that fall away; Days are those that may change, by default all within reach.
	Queues []int64
	Days   []grid.Date
	// People are those who may be asked, everybody when empty; Willing are those
	// who have agreed to be, and whose changes count less.
	People, Willing []int64
	OnlyWilling     bool
	Keep            roster.Keep
	MostPeople      int
}

// Spot is one person's day.
type Spot struct {
	PersonID int64
	Day      grid.Date
}

// RepairPlan is what can be done about absences.
type RepairPlan struct {
	Version         int64 // of the roster that the plan is for
	Published, Left RepairFigures
	Gone            []Shift // shifts that fall away
	Minimum         int     // people whom every repair that restores the coverage must ask
	Unreachable     bool    // nothing within reach restores it
	Asked           int     // people who were considered
	Unfit           []Person
	Alternatives    []RepairAlternative
	Standbys        []RepairChange // who could step in alone, the best first
}

// Person names somebody.
type Person struct {
	ID   int64
	Name string
}

// RepairFigures are what a roster costs and how many person-hours it is short.
type RepairFigures struct {
	Cost       Cost
	ShortHours float64
}

// RepairAlternative is one way to repair.
type RepairAlternative struct {
	RepairFigures
	Disruption float64
	Restores   bool // coverage costs no more than before the absence
	Changes    []RepairChange
	Moves      []Move // make the roster so, absent shifts removed
}

// RepairChange is what a repair asks of one person, or what an absent person's
// other days become.
type RepairChange struct {
	Person
	Absent       bool
	Willing      bool
	Gain, Burden float64 // see [roster.PersonChange]
	PaidMinutes  int     // more or less than planned
	Days         []RepairDay
}

// RepairDay is one day before and after; a zero shift is a day off.
type RepairDay struct {
	Day      grid.Date
	From, To Shift
}

// Repair finds ways to make up for absences with few changes to the roster as it
// stands. It changes nothing: the moves of an alternative are made with
// [Service.Apply], and people are told when the roster is published again.
func (s *Service) Repair(ctx context.Context, scope auth.Scope, id int64, order RepairOrder) (RepairPlan, error) {
	kept, err := s.desk(ctx, scope, id)
	if err != nil {
		return RepairPlan{}, err
	}
	p := kept.Problem
	asked, err := p.repairOrder(order, s.Now())
	if err != nil {
		return RepairPlan{}, err
	}
	if order.Keep.ByHand {
		changes, err := s.store.ChangesSince(ctx, scope, id, 0)
		if err != nil {
			return RepairPlan{}, err
		}
		asked.ByHand = p.byHand(changes)
	}
	standing := p.lay(kept.Shifts)
	plan, err := roster.Repair(ctx, p.Problem, standing, asked, roster.RepairSettings{
		Seed: kept.Roster.Seed, Weights: roster.DefaultRepairWeights(), MostPeople: order.MostPeople,
	})
	var invalid *roster.Invalid
	if errors.As(err, &invalid) {
		return RepairPlan{}, p.refusedRepair(invalid)
	}
	if err != nil {
		return RepairPlan{}, err
	}
	out := p.repairPlan(plan, standing, kept.Sheet)
	out.Version = kept.Roster.Version
	return out, nil
}

// repairOrder writes an order in the optimiser's numbers.
func (p *Problem) repairOrder(o RepairOrder, now time.Time) (roster.RepairOrder, error) {
	out := roster.RepairOrder{OnlyWilling: o.OnlyWilling, Keep: o.Keep}
	var bad []FieldError
	person := func(field string, id int64) int {
		at, known := p.position[id]
		if !known {
			bad = append(bad, FieldError{Field: field, Found: fmt.Sprint(id), Expected: "somebody whom the roster plans", Want: problem.Wanting(problem.PlannedPerson)})
		}
		return at
	}
	last := p.grid.First().AddDays(p.grid.Days() - 1)
	day := func(field string, d grid.Date) int {
		at, inside := p.grid.DayIndex(d)
		if !inside {
			bad = append(bad, FieldError{Field: field, Found: d.String(), Expected: fmt.Sprintf("a day from %s to %s", p.grid.First(), last), Want: problem.Wanting(problem.DayWithin, p.grid.First(), last)})
		}
		return at
	}
	for i, a := range o.Absent {
		at := fmt.Sprintf("absent[%d]", i)
		out.Absent = append(out.Absent, roster.Away{Person: person(at+".personId", a.PersonID), First: day(at+".from", a.From), Last: day(at+".to", a.To), Paid: -1})
	}
	for i, d := range o.PinnedDays {
		out.PinnedDays = append(out.PinnedDays, day(fmt.Sprintf("pinnedDays[%d]", i), d))
	}
	for i, d := range o.Days {
		out.Days = append(out.Days, day(fmt.Sprintf("days[%d]", i), d))
	}
	for i, s := range o.PinnedShifts {
		at := fmt.Sprintf("pinnedShifts[%d]", i)
		out.PinnedShifts = append(out.PinnedShifts, roster.PersonDay{Person: person(at+".personId", s.PersonID), Day: day(at+".day", s.Day)})
	}
	for i, id := range o.Queues {
		at, covered := p.group[id]
		if !covered {
			bad = append(bad, FieldError{Field: fmt.Sprintf("queueIds[%d]", i), Found: fmt.Sprint(id), Expected: "a queue that the roster covers", Want: problem.Wanting(problem.CoveredQueue)})
		}
		out.Groups = append(out.Groups, at)
	}
	for _, list := range []struct {
		field string
		ids   []int64
		to    *[]int
	}{{"pinnedPersonIds", o.PinnedPeople, &out.PinnedPeople}, {"personIds", o.People, &out.People}, {"willingPersonIds", o.Willing, &out.Willing}} {
		for i, id := range list.ids {
			*list.to = append(*list.to, person(fmt.Sprintf("%s[%d]", list.field, i), id))
		}
	}
	if o.FrozenHours < 0 || o.FrozenHours > 24*MaxDays {
		bad = append(bad, FieldError{Field: "frozenHours", Found: fmt.Sprint(o.FrozenHours), Expected: fmt.Sprintf("0 to %d hours", 24*MaxDays), Want: problem.Wanting(problem.WholeNumber, 0, 24*MaxDays)})
	}
	if len(bad) > 0 {
		return out, &InvalidError{What: "repair", Fields: bad}
	}
	out.Frozen = max(0, p.minute(now.Add(time.Duration(o.FrozenHours)*time.Hour)))
	return out, nil
}

// byHand are the days on which a planner put a shift.
func (p *Problem) byHand(changes []Change) []roster.PersonDay {
	var days []roster.PersonDay
	for _, c := range changes {
		person, known := p.position[c.PersonID]
		day, inside := p.grid.DayIndex(c.Day)
		if at := (roster.PersonDay{Person: person, Day: day}); c.Op == Put && known && inside && !slices.Contains(days, at) {
			days = append(days, at)
		}
	}
	return days
}

// refusedRepair gives the optimiser's faults the names that callers know.
func (p *Problem) refusedRepair(invalid *roster.Invalid) error {
	names := strings.NewReplacer("pins.shifts", "pinnedShifts", "groups", "queueIds", "pins.people", "pinnedPersonIds", "pins.days", "pinnedDays", "frozen", "frozenHours", "most_people", "mostPeople")
	out := &InvalidError{What: "repair"}
	for _, f := range invalid.Faults {
		out.Fields = append(out.Fields, FieldError{Field: names.Replace(f.Field), Found: f.Found, Expected: f.Expected, Want: f.Want})
	}
	return out
}

func (p *Problem) repairPlan(plan roster.RepairPlan, standing roster.Roster, sheet *Sheet) RepairPlan {
	out := RepairPlan{Minimum: plan.Minimum, Unreachable: plan.Unreachable, Asked: plan.Asked}
	left := standing.Clone()
	for _, g := range plan.Gone {
		left.Days[g.Person][g.Day] = roster.Shift{}
		shift, _ := sheet.At(p.people[g.Person].ID, p.grid.Date(g.Day))
		out.Gone = append(out.Gone, shift)
	}
	out.Published = RepairFigures{plan.Published, p.shortHours(standing)}
	out.Left = RepairFigures{plan.Left, p.shortHours(left)}
	for _, i := range plan.Unfit {
		out.Unfit = append(out.Unfit, Person{p.people[i].ID, p.people[i].Name})
	}
	for _, alt := range plan.Alternatives {
		out.Alternatives = append(out.Alternatives, p.alternative(alt, plan.Gone, sheet))
	}
	for _, s := range plan.Standbys {
		change := roster.PersonChange{Person: s.Person, Days: s.Days, Gain: -s.Coverage, Burden: s.Burden, Willing: s.Willing}
		out.Standbys = append(out.Standbys, p.repairChange(change, sheet))
	}
	return out
}

func (p *Problem) alternative(alt roster.Alternative, gone []roster.PersonDay, sheet *Sheet) RepairAlternative {
	out := RepairAlternative{RepairFigures: RepairFigures{alt.Cost, p.shortHours(alt.Roster)}, Disruption: alt.Disruption, Restores: alt.Restores}
	for _, g := range gone {
		if alt.Roster.Days[g.Person][g.Day].Off() {
			out.Moves = append(out.Moves, Move{Op: Remove, PersonID: p.people[g.Person].ID, Day: p.grid.Date(g.Day)})
		}
	}
	for k, c := range slices.Concat(alt.Own, alt.Changes) {
		change := p.repairChange(c, sheet)
		change.Absent = k < len(alt.Own)
		out.Changes = append(out.Changes, change)
		out.Moves = append(out.Moves, p.movesOf(c.Person, change.Days)...)
	}
	return out
}

func (p *Problem) repairChange(c roster.PersonChange, sheet *Sheet) RepairChange {
	person := p.people[c.Person]
	out := RepairChange{Person: Person{person.ID, person.Name}, Willing: c.Willing, Gain: c.Gain, Burden: c.Burden, PaidMinutes: c.Minutes}
	out.Days = p.changedDays(c.Person, c.Days, sheet)
	return out
}

// changedDays names what changes; what stood is what the sheet says.
func (p *Problem) changedDays(person int, days []roster.DayChange, sheet *Sheet) []RepairDay {
	var out []RepairDay
	for _, c := range days {
		day := RepairDay{Day: p.grid.Date(c.Day)}
		if !c.From.Off() {
			day.From, _ = sheet.At(p.people[person].ID, day.Day)
		}
		if !c.To.Off() {
			day.To = p.fromSolver(person, c.Day, c.To)
		}
		out = append(out, day)
	}
	return out
}

// shortHours adds up the person-hours missing in all groups.
func (p *Problem) shortHours(r roster.Roster) float64 {
	short := 0.0
	for g, covered := range roster.Coverage(p.Problem, r) {
		for i, people := range covered {
			short += max(0, p.Groups[g].Required[i]-people) * float64(p.grid.Minutes()) / 60
		}
	}
	return short
}
