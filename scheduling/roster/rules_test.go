package roster

import (
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// ruleDraw draws the parameters of one further rule.
type ruleDraw struct {
	rt *rapid.T
	r  labour.Rule
}

// drawRule draws one further rule of any kind, with limits that small problems
// can keep and break.
func drawRule(rt *rapid.T) labour.Rule {
	d := &ruleDraw{rt, labour.Rule{Kind: rapid.SampledFrom(labour.Kinds).Draw(rt, "kind")}}
	d.fill()
	if faults := d.r.Faults(); len(faults) > 0 {
		rt.Skipf("drawn rule %+v: %v", d.r, faults)
	}
	return d.r
}

func (d *ruleDraw) fill() {
	r := &d.r
	switch r.Kind {
	case labour.HoursClass:
		r.Class, r.From, r.To, r.Min = "late", 60*d.number("from", 16, 23), 60*d.number("to", 0, 8), 60*d.number("least", 1, 4)
		d.days()
	case labour.ShiftMinutes:
		r.Class = d.maybeClass()
		d.limits(120, 5)
	case labour.StartDistance:
		r.Min = 60 * d.number("distance", 12, 50)
	case labour.RestAfter:
		r.Class, r.Then, r.Min = d.class(), d.maybeClass(), 60*d.number("rest", 8, 60)
	case labour.NoSuccession:
		r.Class, r.Then = d.class(), d.class()
	case labour.BarredHours:
		r.From, r.To = 60*d.number("from", 0, 23), 60*d.number("to", 0, 24)
		if r.To == r.From {
			r.To++
		}
		d.days()
	case labour.LongRest:
		d.span(labour.Rolling, labour.Rolling)
		r.Min = 60 * d.number("rest", 12, 60)
	case labour.DayOffLength:
		r.Min, r.From, r.Flex = 30*d.number("length", 48, 90), 60*d.number("anchor", 0, 23), 60*d.number("flex", 0, 8)
	case labour.DaysOffInRow:
		r.Max = d.number("most", 1, 4)
	case labour.ShiftsInRow:
		r.Class = d.maybeClass()
		d.limits(1, 3)
	case labour.PaidMinutes:
		d.span(labour.Rolling, labour.Rolling, labour.Rolling)
		r.Class = d.maybeClass()
		d.limits(240, 10)
	case labour.Shifts:
		d.span(labour.Rolling, labour.Rolling)
		r.Class = d.maybeClass()
		d.limits(1, 4)
	case labour.DaysOff:
		d.span(labour.Rolling, labour.Rolling)
		d.limits(1, 5)
	case labour.Weekends:
		d.span()
		d.limits(1, 2)
	case labour.WeekendsInRow:
		r.Max = d.number("most", 1, 2)
	case labour.WholeWeekends:
		d.days()
		r.Weekdays = r.Weekdays[:min(6, len(r.Weekdays))] // one has an end
	case labour.StartSpread:
		d.span()
		r.Class, r.Max = d.maybeClass(), 60*d.number("apart", 0, 4)
		d.days()
	case labour.RequiredDays:
		if d.days(); len(r.Weekdays) == 0 {
			r.Weekdays = []time.Weekday{time.Tuesday}
		}
	case labour.Pattern:
		r.Anchor = grid.MustDate("2026-05-02")
		for range d.number("cycle", 1, 5) {
			r.Cycle = append(r.Cycle, rapid.SampledFrom([][]string{{}, {"D"}, {"N", labour.Off}, {labour.Off}, {"D", "N"}, {"late", labour.Off}}).Draw(d.rt, "day"))
		}
	}
}

func (d *ruleDraw) number(label string, low, high int) int {
	return rapid.IntRange(low, high).Draw(d.rt, label)
}

func (d *ruleDraw) class() string {
	return rapid.SampledFrom([]string{"D", "N", "late"}).Draw(d.rt, "class")
}

func (d *ruleDraw) maybeClass() string {
	return rapid.SampledFrom([]string{"", "D", "N", "late"}).Draw(d.rt, "class or none")
}

// span draws a span, among them some that not every kind has.
func (d *ruleDraw) span(more ...labour.Span) {
	all := append(more, labour.Week, labour.Month, labour.Quarter, labour.Year, labour.Period, labour.Blocks)
	d.r.Span = rapid.SampledFrom(all).Draw(d.rt, "span")
	if d.r.Span == labour.Rolling || d.r.Span == labour.Blocks {
		d.r.Days = d.number("length", 1, 12)
	}
	if d.r.Span == labour.Blocks {
		d.r.Anchor = grid.MustDate("2026-04-02").AddDays(d.number("anchor", 0, 9))
	}
}

// limits draws a least, a most or both, in so many of a unit.
func (d *ruleDraw) limits(unit, highest int) {
	if d.r.Max = unit * d.number("max", 0, highest); d.r.Max == 0 {
		d.r.Max = labour.Nothing
	}
	switch d.number("ends", 0, 3) {
	case 0:
		d.r.Min = min(unit*d.number("min", 0, 2), max(0, d.r.Max))
	case 1:
		d.r.Min, d.r.Max = unit*d.number("min", 1, 2), 0
	}
}

func (d *ruleDraw) days() {
	for k := range 7 {
		if rapid.Bool().Draw(d.rt, "weekday") {
			d.r.Weekdays = append(d.r.Weekdays, time.Weekday(k))
		}
	}
}
