package activity

import "fmt"

// Problem is what a roster with tasks has to do.
type Problem struct {
	SlotMinutes int
	FirstMinute int // after midnight, at which the first slot begins
	Slots       int
	Tasks       []Task
	People      []Person
	Rules       Rules
}

// Task is work that people are counted for.
type Task struct {
	Code string
	Min  []int // people by slot that must be there
	Max  []int // people by slot beyond whom each is one too many
}

// Person has to work so many slots in all.
type Person struct {
	Code               string
	MinSlots, MaxSlots int
}

// Rules bind everybody. Lengths are in slots.
type Rules struct {
	MinShift, MaxShift int
	MinSpell           int // of one task
	Rest               int // between two shifts
	MaxRun             int // days in a row on which a shift starts
	// Starts are the slots of a day, from midnight, at which a shift may start; one
	// shift a day.
	Starts []bool
}

// PerDay returns the slots of a day.
func (p *Problem) PerDay() int { return 1440 / p.SlotMinutes }

// offset is the first slot's place in its day.
func (p *Problem) offset() int { return p.FirstMinute / p.SlotMinutes }

// Day returns the day on which a slot lies, from midnight to midnight; the first
// slot lies on day 0.
func (p *Problem) Day(slot int) int { return (slot + p.offset()) / p.PerDay() }

// Days returns how many days the slots touch.
func (p *Problem) Days() int { return p.Day(p.Slots-1) + 1 }

// mayStart says whether a shift may start at a slot.
func (p *Problem) mayStart(slot int) bool {
	return p.Rules.Starts[(slot+p.offset())%p.PerDay()]
}

// Invalid says what no roster could make good.
type Invalid struct{ Field, Found, Expected string }

func (e *Invalid) Error() string {
	return fmt.Sprintf("multi-activity problem: %s: found %s; expected %s", e.Field, e.Found, e.Expected)
}

// Valid returns an [*Invalid] for the first thing that is wrong, or nil.
func (p *Problem) Valid() error {
	invalid := func(field, expected, found string, values ...any) error {
		return &Invalid{field, fmt.Sprintf(found, values...), expected}
	}
	if p.SlotMinutes < 1 || 1440%p.SlotMinutes != 0 {
		return invalid("slot minutes", "a length that divides a day", "%d", p.SlotMinutes)
	}
	r, day := p.Rules, p.PerDay()
	switch {
	case p.FirstMinute < 0 || p.FirstMinute >= 1440 || p.FirstMinute%p.SlotMinutes != 0:
		return invalid("first minute", "the beginning of a slot of the day", "%d", p.FirstMinute)
	case p.Slots < 1 || p.Slots > 400*day:
		return invalid("slots", "1 to 400 days", "%d", p.Slots)
	case len(p.Tasks) < 1 || len(p.Tasks) > 100:
		return invalid("tasks", "1 to 100", "%d", len(p.Tasks))
	case r.MinSpell < 1 || r.MinShift < r.MinSpell || r.MaxShift < r.MinShift:
		return invalid("shift lengths", "spell at most shift, shortest at most longest", "spell %d, shifts %d to %d", r.MinSpell, r.MinShift, r.MaxShift)
	case r.Rest < 0 || r.MaxShift+r.Rest > day:
		return invalid("rest", "longest shift and rest within 24 hours", "%d slots after %d", r.Rest, r.MaxShift)
	case r.MaxRun < 1:
		return invalid("days in a row", "1 or more", "%d", r.MaxRun)
	case len(r.Starts) != day:
		return invalid("starts", fmt.Sprintf("%d", day), "%d", len(r.Starts))
	}
	for _, t := range p.Tasks {
		if len(t.Min) != p.Slots || len(t.Max) != p.Slots {
			return invalid("cover of task "+t.Code, fmt.Sprintf("%d slots", p.Slots), "%d and %d", len(t.Min), len(t.Max))
		}
	}
	for _, person := range p.People {
		if person.MinSlots < 0 || person.MaxSlots < person.MinSlots {
			return invalid("time of "+person.Code, "least at most most", "%d to %d slots", person.MinSlots, person.MaxSlots)
		}
	}
	return nil
}
