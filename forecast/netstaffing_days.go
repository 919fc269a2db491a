package forecast

import (
	"fmt"

	"github.com/muster-wfm/muster/workforce/grid"
)

// MaxNetDays is the longest stretch that one answer of net staffing covers.
const MaxNetDays = 62

// settleDays fills in the days of an order that names none: those of its first
// requirement, from the first day asked for on.
func (o *NetOrder) settleDays(first Requirement) {
	if o.From.IsZero() {
		o.From = first.From
	}
	if o.Days == 0 {
		o.Days = max(1, first.Days-first.From.DaysUntil(o.From))
	}
}

// during cuts a requirement to the days of an order. Only what net staffing
// looks at is cut: the other curves are left out.
func (r Requirement) during(from grid.Date, days int, field string) (Requirement, error) {
	g, err := r.Grid()
	if err != nil {
		return r, err
	}
	begin, known := g.DayIndex(from)
	end, alsoKnown := g.DayIndex(from.AddDays(days - 1))
	if !known || !alsoKnown {
		return r, &OrderError{field, fmt.Sprintf("%s, required for %d days from %s", r.QueueCode, r.Days, r.From), fmt.Sprintf("a requirement that covers the %d days from %s", days, from)}
	}
	first, _ := g.Day(begin)
	_, last := g.Day(end)
	c := r.Curves
	r.From, r.Days = from, days
	r.Curves = RequirementCurves{
		Contacts: c.Contacts[first:last], AHTS: c.AHTS[first:last], Fractional: c.Fractional[first:last], Open: c.Open[first:last],
	}
	return r, nil
}
