package scheduling

import (
	"cmp"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Edition is which of a roster's plans is meant.
type Edition string

// The editions: what stands now, what its people were told, and a plan that was
// kept.
const (
	AsPlanned Edition = "draft"
	AsTold    Edition = "published"
	AsKept    Edition = "kept"
)

// Side is one of the two plans that are compared.
type Side struct {
	RosterID int64
	Edition  Edition
	Kept     int64 // of AsKept: which of the kept plans
}

// Comparison holds two plans of one site against each other on the days that
// both have. Both are measured by one yardstick: the demand, the prices, the
// wishes and the burdens of the first, with the demand of the second for queues
// that the first does not cover. Index 0 is the first, 1 the second.
type Comparison struct {
	From       grid.Date
	Days       int
	SameDays   bool // both rosters have exactly these days
	SameDemand bool // both cover the same requirements
	Sides      [2]Measured
	Queues     []ComparedQueue
	People     []ComparedPerson // those whose plans differ, in order of code
	Wishes     int              // that there are for these days
}

// Measured is what one plan comes to.
type Measured struct {
	Side
	Roster        Roster
	Cost          Cost
	ShortHours    float64 // person-hours missing, over all queues
	OverHours     float64 // person-hours too many
	PaidHours     float64
	OvertimeHours float64 // paid hours of a week beyond the most of its agreement
	Money         float64 // of the paid hours, where goals say what an hour costs
	Shifts        int
	People        int         // who work at all
	Loads         roster.Load // of all people together
	Highest       roster.Load // of the one who has most
	WishesMet     int
	Breaches      []Breach // on these days
}

// ComparedQueue is the coverage of one queue in both plans.
type ComparedQueue struct {
	RequirementID, QueueID int64
	Code, Name             string
	RequiredHours          float64
	Sides                  [2]QueueMeasure
	Days                   []ComparedDay
}

// QueueMeasure is one queue in one plan.
type QueueMeasure struct {
	ShortHours, OverHours float64
	Served                *Served // to expect; nil where nobody can say
}

// ComparedDay is the coverage of one queue on one day in both plans.
type ComparedDay struct{ ShortHours, OverHours [2]float64 }

// ComparedPerson is somebody whose plan differs, with both.
type ComparedPerson struct {
	PersonID   int64
	Code, Name string
	TeamID     int64
	PaidHours  [2]float64
	Loads      [2]roster.Load
	Wishes     int
	WishesMet  [2]int
	Changes    []ShiftChange // in order of day
}

// yardstick measures plans by the demand and the people of one problem.
type yardstick struct {
	*Problem
	counting *roster.Problem // the problem with every burden counted, whatever its weight
	wishes   map[int64][]Wish
}

func newYardstick(p *Problem, terms FairnessTerms, wishes []Wish) *yardstick {
	counted := *p.Problem
	counted.Fairness = terms.counting(p.Fairness.Holidays)
	return &yardstick{p, &counted, wishesByPerson(wishes)}
}

// plan is shifts as the yardstick reads them.
type plan struct {
	shifts []Shift
	sheet  *Sheet
	laid   roster.Roster
	loads  []roster.Load // by the problem's people
}

func (y *yardstick) plan(shifts []Shift) *plan {
	inside := slices.DeleteFunc(slices.Clone(shifts), func(s Shift) bool {
		_, known := y.grid.DayIndex(s.Day)
		return !known
	})
	laid := y.lay(inside)
	return &plan{inside, NewSheet(inside), laid, roster.Loads(y.counting, laid)}
}

// compare measures two plans; their breaches, services and rosters are for the
// caller to fill in.
func (y *yardstick) compare(first, second []Shift) *Comparison {
	plans := [2]*plan{y.plan(first), y.plan(second)}
	c := &Comparison{From: y.grid.First(), Days: y.grid.Days()}
	c.Queues = y.queues(plans)
	for side, p := range plans {
		m := &c.Sides[side]
		m.Cost = roster.Evaluate(y.Problem.Problem, p.laid)
		for _, q := range c.Queues {
			m.ShortHours += q.Sides[side].ShortHours
			m.OverHours += q.Sides[side].OverHours
		}
		y.measure(m, p)
	}
	for _, list := range y.wishes {
		c.Wishes += len(list)
	}
	c.People = y.people(plans)
	return c
}

// measure fills in what is counted by shifts and people.
func (y *yardstick) measure(m *Measured, p *plan) {
	working := map[int64]bool{}
	m.Shifts = len(p.shifts)
	for _, s := range p.shifts {
		working[s.PersonID] = true
		paid := s.Paid().Hours()
		m.PaidHours += paid
		if at, known := y.group[s.QueueID]; known {
			m.Money += paid * y.demands[at].HourCost
		}
	}
	m.People = len(working)
	m.OvertimeHours = y.overtime(p)
	for _, load := range p.loads {
		m.Loads = m.Loads.Plus(load, 1)
		for a, n := range load {
			m.Highest[a] = max(m.Highest[a], n)
		}
	}
	for person, list := range y.wishes {
		m.WishesMet += p.met(list, person, y.grid.Location())
	}
}

// met counts a person's wishes that a plan meets.
func (p *plan) met(wishes []Wish, person int64, loc *time.Location) int {
	n := 0
	for _, w := range wishes {
		if shift, works := p.sheet.At(person, w.Day); w.met(shift, works, loc) {
			n++
		}
	}
	return n
}

// overtime is the paid time of calendar weeks beyond the most that people's
// agreements allow: what planners put in by hand although a rule forbids it.
func (y *yardstick) overtime(p *plan) float64 {
	type week struct {
		person int
		monday grid.Date
	}
	paid := map[week]time.Duration{}
	for _, s := range p.shifts {
		if at, known := y.position[s.PersonID]; known {
			paid[week{at, s.Day.Monday()}] += s.Paid()
		}
	}
	beyond := time.Duration(0)
	for w, time := range paid {
		beyond += max(0, time-y.weekLimit(w.person, time))
	}
	return beyond.Hours()
}

// weekLimit is the most paid time of a week, or what there is where none is agreed.
func (y *yardstick) weekLimit(person int, otherwise time.Duration) time.Duration {
	most, limited := y.Agreements[y.People[person].Agreement].WeekMinutes.Upper()
	if !limited {
		return otherwise
	}
	return time.Duration(most) * time.Minute
}

// queues compares coverage slot by slot and adds it up by day.
func (y *yardstick) queues(plans [2]*plan) []ComparedQueue {
	out := make([]ComparedQueue, len(y.demands))
	for g, d := range y.demands {
		out[g] = ComparedQueue{RequirementID: d.RequirementID, QueueID: d.QueueID, Code: d.QueueCode, Name: d.Name, Days: make([]ComparedDay, y.grid.Days())}
		for i, required := range y.Groups[g].Required {
			out[g].RequiredHours += required * y.hours(i)
		}
	}
	for side, p := range plans {
		for g, have := range roster.Coverage(y.Problem.Problem, p.laid) {
			for i, people := range have {
				required, hours := y.Groups[g].Required[i], y.hours(i)
				short, over := max(0, required-people)*hours, max(0, people-required)*hours
				out[g].Sides[side].ShortHours += short
				out[g].Sides[side].OverHours += over
				day := &out[g].Days[y.grid.DayOf(i)]
				day.ShortHours[side] += short
				day.OverHours[side] += over
			}
		}
	}
	return out
}

// hours is how long a slot is.
func (y *yardstick) hours(slot int) float64 { return y.grid.End(slot).Sub(y.grid.Start(slot)).Hours() }

// people lists those whose shifts differ.
func (y *yardstick) people(plans [2]*plan) []ComparedPerson {
	diff := Diff(plans[0].shifts, plans[1].shifts)
	changes := map[int64][]ShiftChange{}
	for _, list := range [][]ShiftChange{diff.Added, diff.Removed, diff.Changed} {
		for _, change := range list {
			changes[change.side().PersonID] = append(changes[change.side().PersonID], change)
		}
	}
	paid := [2]map[int64]float64{{}, {}}
	for side, p := range plans {
		for _, s := range p.shifts {
			paid[side][s.PersonID] += s.Paid().Hours()
		}
	}
	out := make([]ComparedPerson, 0, len(changes))
	for id, list := range changes {
		slices.SortFunc(list, ShiftChange.compare)
		one := ComparedPerson{PersonID: id, Changes: list, Wishes: len(y.wishes[id])}
		at, known := y.position[id]
		if known {
			person := y.Problem.people[at]
			one.Code, one.Name, one.TeamID = person.Code, person.Name, person.TeamID
		}
		for side, p := range plans {
			one.PaidHours[side] = paid[side][id]
			one.WishesMet[side] = p.met(y.wishes[id], id, y.grid.Location())
			if known {
				one.Loads[side] = p.loads[at]
			}
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b ComparedPerson) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.PersonID, b.PersonID))
	})
	return out
}
