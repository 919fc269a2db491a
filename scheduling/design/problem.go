package design

import (
	"fmt"
	"math"
)

// MinutesInDay is the length of a design's days. Designs repeat, so they know no
// changes of clocks.
const MinutesInDay = 1440

// Problem says what a design has to cover and what counts against it.
type Problem struct {
	SlotMinutes int       // divides a day
	Days        int       // after the last comes the first
	Demand      []float64 // people by slot from midnight of the first day
	Windows     []Window  // kinds of shifts; a shift in two of them counts once

	Under, Over float64 // price of a person-minute missing and surplus
	MustCover   bool    // nothing may be missing; Under then says nothing
	Charge      float64 // price of each distinct shift
	Duties      Duties
}

// Window is a kind of shift: every start and length in it may be offered. All are
// in slots, starts after midnight.
type Window struct {
	MinStart, MaxStart   int
	MinLength, MaxLength int
	StartStep            int // 0 means 1
	LengthStep           int // 0 means 1
}

// Duties bounds how many shifts a week somebody works on average who works
// WeekMinutes: WeekMinutes over the average length of the shifts. The zero value
// bounds nothing.
type Duties struct {
	Min, Max    float64
	WeekMinutes float64
	Price       float64 // of each duty above or below
	Must        bool    // the average has to lie between; Price then says nothing
}

func (d Duties) active() bool { return d.WeekMinutes > 0 && (d.Must || d.Price > 0) }

// average returns duties a week per person.
func (d Duties) average(duties int, minutes float64) float64 {
	if minutes == 0 {
		return d.Min
	}
	return d.WeekMinutes * float64(duties) / minutes
}

// beyond returns how far duties a week lie outside the bounds.
func (d Duties) beyond(duties int, minutes float64) float64 {
	if !d.active() {
		return 0
	}
	a := d.average(duties, minutes)
	return max(0, d.Min-a-1e-9, a-d.Max-1e-9)
}

// Shift is a start after midnight and a length, in slots.
type Shift struct{ Start, Length int }

// PerDay returns the slots of a day.
func (p *Problem) PerDay() int { return MinutesInDay / p.SlotMinutes }

// Shifts lists every shift that the windows hold, without repeats, in the order of
// the windows.
func (p *Problem) Shifts() []Shift {
	var list []Shift
	seen := map[Shift]bool{}
	for _, w := range p.Windows {
		for start := w.MinStart; start <= w.MaxStart; start += max(1, w.StartStep) {
			for length := w.MinLength; length <= w.MaxLength; length += max(1, w.LengthStep) {
				if s := (Shift{start, length}); !seen[s] {
					seen[s] = true
					list = append(list, s)
				}
			}
		}
	}
	return list
}

// Fault says what is wrong with a problem, and where.
type Fault struct{ Field, Found, Expected string }

func (f Fault) String() string {
	return fmt.Sprintf("%s: found %s; expected %s", f.Field, f.Found, f.Expected)
}

// Invalid lists all that is wrong with a problem.
type Invalid struct{ Faults []Fault }

func (e *Invalid) Error() string {
	if len(e.Faults) == 1 {
		return "shift design: " + e.Faults[0].String()
	}
	return fmt.Sprintf("shift design: %s, and %d more faults", e.Faults[0], len(e.Faults)-1)
}

// maxShifts bounds how many starts and lengths one problem may hold.
const maxShifts = 20000

// Check returns an [*Invalid] that lists everything no design could satisfy, or nil.
func (p *Problem) Check() error {
	var list []Fault
	fault := func(field, expected, found string, values ...any) {
		list = append(list, Fault{field, fmt.Sprintf(found, values...), expected})
	}
	if p.SlotMinutes < 1 || MinutesInDay%p.SlotMinutes != 0 {
		fault("slot_minutes", "a length that divides a day", "%d", p.SlotMinutes)
		return &Invalid{list}
	}
	if p.Days < 1 || p.Days > 366 {
		fault("days", "1 to 366", "%d", p.Days)
		return &Invalid{list}
	}
	if want := p.Days * p.PerDay(); len(p.Demand) != want {
		fault("demand", fmt.Sprintf("%d, one for each slot", want), "%d numbers", len(p.Demand))
	}
	for i, d := range p.Demand {
		if d < 0 || math.IsNaN(d) || d > 1e6 {
			fault(fmt.Sprintf("demand[%d]", i), "0 to 1,000,000 people", "%g", d)
			break
		}
	}
	for i, w := range p.Windows {
		w.check(p, func(field, expected, found string, values ...any) {
			fault(fmt.Sprintf("windows[%d].%s", i, field), expected, found, values...)
		})
	}
	for _, price := range []struct {
		name  string
		value float64
	}{{"under", p.Under}, {"over", p.Over}, {"charge", p.Charge}, {"duties.price", p.Duties.Price}} {
		if price.value < 0 || math.IsNaN(price.value) || price.value > 1e9 {
			fault(price.name, "a price of 0 or more", "%g", price.value)
		}
	}
	if p.Duties.active() && !(p.Duties.Min >= 0 && p.Duties.Max >= p.Duties.Min) {
		fault("duties", "a lower and an upper bound", "%g to %g", p.Duties.Min, p.Duties.Max)
	}
	if len(list) == 0 {
		p.checkReach(fault)
	}
	if len(list) > 0 {
		return &Invalid{list}
	}
	return nil
}

func (w Window) check(p *Problem, fault func(field, expected, found string, values ...any)) {
	day := p.PerDay()
	if w.MinStart < 0 || w.MinStart >= day {
		fault("min_start", fmt.Sprintf("0 to %d slots after midnight", day-1), "%d", w.MinStart)
	}
	if w.MaxStart < w.MinStart || w.MaxStart >= day {
		fault("max_start", fmt.Sprintf("min_start to %d slots after midnight", day-1), "%d", w.MaxStart)
	}
	if w.MinLength < 1 {
		fault("min_length", "at least one slot", "%d", w.MinLength)
	}
	if longest := min(2*day, p.Days*day); w.MaxLength < w.MinLength || w.MaxLength > longest {
		fault("max_length", fmt.Sprintf("min_length to %d slots", longest), "%d", w.MaxLength)
	}
}

// checkReach refuses windows without shifts, and demand that has to be covered but
// that no shift reaches.
func (p *Problem) checkReach(fault func(field, expected, found string, values ...any)) {
	if n := p.candidates(); n == 0 || n > maxShifts {
		fault("windows", fmt.Sprintf("1 to %d shifts", maxShifts), "%d shifts", n)
		return
	}
	shifts := p.Shifts()
	if p.Duties.active() && p.Duties.Must && !p.dutiesCanHold(shifts) {
		fault("duties", "bounds that some mixture of lengths meets", "%g to %g duties a week of %g minutes", p.Duties.Min, p.Duties.Max, p.Duties.WeekMinutes)
	}
	if !p.MustCover {
		return
	}
	reached := make([]bool, p.PerDay())
	for _, s := range shifts {
		for t := range s.Length {
			reached[(s.Start+t)%len(reached)] = true
		}
	}
	for t, d := range p.Demand {
		if d > 0 && !reached[t%len(reached)] {
			fault(fmt.Sprintf("demand[%d]", t), "no demand there, or a window that reaches it, or under-cover allowed", "%g people, but no shift covers that time", d)
			return
		}
	}
}

func (p *Problem) candidates() int {
	n := 0
	for _, w := range p.Windows {
		n += ((w.MaxStart-w.MinStart)/max(1, w.StartStep) + 1) * ((w.MaxLength-w.MinLength)/max(1, w.LengthStep) + 1)
	}
	return n
}

// dutiesCanHold says whether some average length lies within the bounds.
func (p *Problem) dutiesCanHold(shifts []Shift) bool {
	shortest, longest := shifts[0].Length, shifts[0].Length
	for _, s := range shifts {
		shortest, longest = min(shortest, s.Length), max(longest, s.Length)
	}
	most := p.Duties.average(1, float64(shortest*p.SlotMinutes))
	least := p.Duties.average(1, float64(longest*p.SlotMinutes))
	return least <= p.Duties.Max+1e-9 && most >= p.Duties.Min-1e-9
}
