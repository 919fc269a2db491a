package workforce

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Calendar is a list of special days that sites share: those of a country, a
// province, a client.
type Calendar struct {
	ID, Version int64
	Code, Name  string
	Region      string // where its days come from: cn, gb, gb-sct, or anything the owner likes; may be empty
}

// NewCalendar returns c if it can be.
func NewCalendar(c Calendar) (Calendar, error) {
	c.Code, c.Name = strings.TrimSpace(c.Code), strings.TrimSpace(c.Name)
	c.Region = strings.ToLower(strings.TrimSpace(c.Region))
	check := checking("calendar")
	check.codeAndName(c.Code, c.Name)
	check.need(len(c.Region) <= 32 && printable(c.Region), "region", c.Region, "at most 32 printable characters", problem.Wanting(problem.Characters, 0, 32))
	return c, check.err()
}

// DayKind says in which way a day is special.
type DayKind string

// The kinds of special day.
const (
	Holiday     DayKind = "holiday"      // most people are off
	Workday     DayKind = "workday"      // a weekend day that is worked to make up for a holiday
	SchoolBreak DayKind = "school_break" // schools are closed
	Event       DayKind = "event"        // a campaign, a product start, an outage, a game
)

// DayKinds lists every kind of special day.
func DayKinds() []DayKind { return []DayKind{Holiday, Workday, SchoolBreak, Event} }

// CalendarDay is one special day.
type CalendarDay struct {
	Date grid.Date
	Kind DayKind
	Name string
	// EventType groups events that act alike on demand ("campaign",
	// "outage"); empty for other kinds.
	EventType string
	// UpliftPct is by how many per cent the planner expects contacts to
	// differ from a plain day; nil where forecasting is to find out.
	UpliftPct *float64
}

// NewCalendarDays returns the days in calendar order if they can stand in one
// calendar: no day twice with the same kind and name, and none both a holiday
// and a workday.
func NewCalendarDays(days []CalendarDay) ([]CalendarDay, error) {
	days = slices.Clone(days)
	c := checking("calendar days")
	seen := make(map[string]int, len(days))
	for i := range days {
		days[i].Name, days[i].EventType = strings.TrimSpace(days[i].Name), strings.TrimSpace(days[i].EventType)
		days[i].check(c, fmt.Sprintf("days[%d]", i))
		key := days[i].key()
		first, twice := seen[key]
		c.need(!twice, fmt.Sprintf("days[%d]", i), key, fmt.Sprintf("each day once; it stands at days[%d] too", first), problem.Wanting(problem.EachOnce))
		seen[key] = i
	}
	for i, day := range days {
		_, clash := seen[CalendarDay{Date: day.Date, Kind: opposite(day.Kind)}.key()]
		c.need(!clash || day.Kind != Workday, fmt.Sprintf("days[%d].kind", i), string(day.Kind),
			"a day that is not also a holiday on "+day.Date.String(), problem.Wanting(problem.OnceADay))
	}
	slices.SortStableFunc(days, compareDays)
	return days, c.err()
}

func (d CalendarDay) check(c *checks, at string) {
	c.need(!d.Date.IsZero(), at+".date", "", "a day YYYY-MM-DD", problem.Wanting(problem.Needed))
	c.need(slices.Contains(DayKinds(), d.Kind), at+".kind", string(d.Kind), "holiday, workday, school_break or event", problem.Wanting(problem.Choice))
	c.text(at+".name", d.Name, maxName)
	c.need(len(d.EventType) <= maxCode && printable(d.EventType), at+".eventType", d.EventType, "a short word", problem.Wanting(problem.Characters, 0, maxCode))
	if d.UpliftPct != nil {
		c.need(*d.UpliftPct >= -100 && *d.UpliftPct <= 1000, at+".upliftPct", *d.UpliftPct, "-100 to 1000 per cent", problem.Wanting(problem.Between, -100, 1000))
	}
}

// key is what must differ between two days of a calendar. Of holidays and
// workdays there is one a day; events and school breaks also differ by name.
func (d CalendarDay) key() string {
	if d.isOffOrWorked() {
		return d.Date.String() + " " + string(d.Kind)
	}
	return d.Date.String() + " " + string(d.Kind) + " " + d.Name
}

// isOffOrWorked reports whether the day decides if its date is worked.
func (d CalendarDay) isOffOrWorked() bool { return d.Kind == Holiday || d.Kind == Workday }

func opposite(k DayKind) DayKind {
	if k == Workday {
		return Holiday
	}
	return Workday
}

func compareDays(a, b CalendarDay) int {
	if byDate := a.Date.Compare(b.Date); byDate != 0 {
		return byDate
	}
	if byKind := strings.Compare(string(a.Kind), string(b.Kind)); byKind != 0 {
		return byKind
	}
	return strings.Compare(a.Name, b.Name)
}
