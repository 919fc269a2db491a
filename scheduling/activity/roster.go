package activity

import "fmt"

// Shift is one person's work on one day.
type Shift struct {
	Start int   // slot
	Tasks []int // task of each slot from Start on
}

// End returns the slot after the last.
func (s Shift) End() int { return s.Start + len(s.Tasks) }

// Spell is work on one task without a break.
type Spell struct{ Task, Slots int }

// Spells cuts a shift where its task changes.
func (s Shift) Spells() []Spell {
	var list []Spell
	for i, task := range s.Tasks {
		if i > 0 && task == s.Tasks[i-1] {
			list[len(list)-1].Slots++
			continue
		}
		list = append(list, Spell{task, 1})
	}
	return list
}

// Roster holds the shifts of each person in the order of time.
type Roster [][]Shift

// Cost is what counts against a roster.
type Cost struct {
	Surplus int // sum of squares of people beyond the most
	Missing int // people below the least, summed over slots
}

// Violation is a rule that a roster breaks.
type Violation struct {
	Person int
	Slot   int
	Rule   string
	Found  int
	Limit  int
}

func (v Violation) String() string {
	return fmt.Sprintf("person %d at slot %d: %s is %d, limit %d", v.Person, v.Slot, v.Rule, v.Found, v.Limit)
}

// cover counts people by task and slot.
func (p *Problem) cover(r Roster) [][]int {
	cover := make([][]int, len(p.Tasks))
	for t := range cover {
		cover[t] = make([]int, p.Slots)
	}
	for _, shifts := range r {
		for _, s := range shifts {
			for i, task := range s.Tasks {
				cover[task][s.Start+i]++
			}
		}
	}
	return cover
}

// Evaluate computes the cost of a roster whose shifts lie within the slots.
func (p *Problem) Evaluate(r Roster) Cost {
	var c Cost
	for t, slots := range p.cover(r) {
		for slot, people := range slots {
			over := max(0, people-p.Tasks[t].Max[slot])
			c.Surplus += over * over
			c.Missing += max(0, p.Tasks[t].Min[slot]-people)
		}
	}
	return c
}

// Check lists every rule that a roster breaks.
func (p *Problem) Check(r Roster) []Violation {
	var list []Violation
	for i, shifts := range r {
		list = append(list, p.checkPerson(i, shifts)...)
	}
	return list
}

func (p *Problem) checkPerson(person int, shifts []Shift) []Violation {
	var list []Violation
	breaks := func(broken bool, slot int, rule string, found, limit int) {
		if broken {
			list = append(list, Violation{person, slot, rule, found, limit})
		}
	}
	worked, run := 0, 0
	for i, s := range shifts {
		if s.Start < 0 || s.End() > p.Slots {
			return append(list, Violation{person, s.Start, "end of the horizon", s.End(), p.Slots})
		}
		length := len(s.Tasks)
		worked += length
		breaks(!p.mayStart(s.Start), s.Start, "start", (s.Start+p.offset())%p.PerDay(), 0)
		breaks(length < p.Rules.MinShift, s.Start, "shortest shift", length, p.Rules.MinShift)
		breaks(length > p.Rules.MaxShift, s.Start, "longest shift", length, p.Rules.MaxShift)
		for _, spell := range s.Spells() {
			breaks(spell.Slots < p.Rules.MinSpell, s.Start, "shortest spell", spell.Slots, p.Rules.MinSpell)
		}
		if i == 0 {
			run = 1
			continue
		}
		before := shifts[i-1]
		breaks(s.Start < before.End()+p.Rules.Rest, s.Start, "rest", s.Start-before.End(), p.Rules.Rest)
		switch p.Day(s.Start) - p.Day(before.Start) {
		case 0:
			breaks(true, s.Start, "shifts a day", 2, 1)
		case 1:
			run++
		default:
			run = 1
		}
		breaks(run > p.Rules.MaxRun, s.Start, "days in a row", run, p.Rules.MaxRun)
	}
	breaks(worked < p.People[person].MinSlots, 0, "least time", worked, p.People[person].MinSlots)
	breaks(worked > p.People[person].MaxSlots, 0, "most time", worked, p.People[person].MaxSlots)
	return list
}

// Bound returns a surplus that no roster can be below: people have to work their
// least time, and what of it is beyond the most of all slots is cheapest spread evenly,
// since squares are convex.
func (p *Problem) Bound() int {
	excess, cells := 0, len(p.Tasks)*p.Slots
	for _, person := range p.People {
		excess += person.MinSlots
	}
	for _, t := range p.Tasks {
		for _, most := range t.Max {
			excess -= most
		}
	}
	if excess <= 0 {
		return 0
	}
	each, rest := excess/cells, excess%cells
	return (cells-rest)*each*each + rest*(each+1)*(each+1)
}
