package format

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// person reads one person; codes become positions and wall times become minutes
// of the horizon.
func (r *reading) person(o *strictjson.Object) roster.Person {
	defer o.Done()
	q := roster.Person{
		Code:      o.Text("code", true),
		Templates: o.Refs("templates", "templates", r.templates),
		Groups:    o.Refs("groups", "groups", r.groups),
		PastDays:  o.Whole("past_days", 0, 0, 366),
		Burden:    o.Number("burden", 0), HourCost: o.Number("hour_cost", 0),
		Load: readLoad(o, "burdens"), Share: o.Number("share", 0),
	}
	if n := o.Need("agreement", "the code of an agreement"); n != nil {
		q.Agreement = r.rotated(n.Ref("agreements", r.agreements), o.Whole("rotation_weeks", 0, 0, 52))
	}
	if o.Get("teams") != nil {
		q.PauseTeams = o.Refs("teams", "teams", r.teams)
	}
	r.availability(o, &q)
	r.absences(o, &q)
	for _, n := range o.List("past") {
		q.Past = append(q.Past, r.past(n.Object()))
	}
	for _, n := range o.List("fixed") {
		q.Fixed = append(q.Fixed, r.fixed(n.Object(), q))
	}
	for _, n := range o.List("preferences") {
		q.Preferences = append(q.Preferences, r.preferences(n.Object())...)
	}
	return q
}

// minute returns the elapsed minute of a wall time on a day of the horizon.
func (r *reading) minute(day, clock int) int {
	return int(r.p.Grid.At(day, clock).Sub(r.p.Grid.Start(0)).Minutes())
}

// day reads a date as a day of the horizon, within low and high days of it.
func (r *reading) day(o *strictjson.Object, name string) int {
	d, ok := date(o, name)
	if !ok {
		return 0
	}
	k := r.p.Grid.First().DaysUntil(d)
	if k < -366 || k > r.p.Grid.Days()+366 {
		o.Field(name).Wrong(d.String(), "a day within a year of the horizon")
		return 0
	}
	return k
}

// date reads a day, YYYY-MM-DD.
func date(o *strictjson.Object, name string) (grid.Date, bool) {
	field := o.Need(name, "a day as YYYY-MM-DD")
	if field == nil {
		return grid.Date{}, false
	}
	d, err := grid.ParseDate(field.Raw())
	if err != nil {
		field.Wrong(field.Show(), "a day as YYYY-MM-DD")
	}
	return d, err == nil
}

// availability reads windows, weekly or of single days, and lays them over the
// horizon.
func (r *reading) availability(o *strictjson.Object, q *roster.Person) {
	q.Limited = o.Get("availability") != nil
	for _, n := range o.List("availability") {
		w := n.Object()
		days, from, to := r.days(w), w.Clock("from", 0), w.Clock("to", 1440)
		w.Done()
		if from >= to {
			w.Wrong("a window without length", `"to" after "from"; beyond "24:00" for the day after`)
			continue
		}
		for _, day := range days {
			q.Windows = append(q.Windows, rules.Window{Day: day, Start: r.minute(day, from), End: r.minute(day, to)})
		}
	}
}

// days returns the days of the horizon that an entry means: one date, weekdays,
// or all.
func (r *reading) days(o *strictjson.Object) []int {
	if o.Get("date") != nil {
		return []int{r.day(o, "date")}
	}
	wanted := weekdays(o, "days")
	var days []int
	for k := range r.p.Grid.Days() {
		if len(wanted) == 0 || slices.Contains(wanted, r.p.Grid.Date(k).Weekday()) {
			days = append(days, k)
		}
	}
	return days
}

// absences reads stretches of days away and keeps those that lie in the horizon
// or in the known past.
func (r *reading) absences(o *strictjson.Object, q *roster.Person) {
	for _, n := range o.List("absences") {
		a := n.Object()
		from := r.day(a, "from")
		to := from
		if a.Get("to") != nil {
			to = r.day(a, "to")
		}
		if to < from {
			a.Wrong("an absence that ends before it begins", "to no earlier than from")
		}
		paid := a.Whole("paid_minutes", 0, 0, 1440)
		for k := max(from, -q.PastDays); k <= min(to, r.p.Grid.Days()-1); k++ {
			q.Absences = append(q.Absences, rules.Absence{Day: k, Paid: paid})
		}
		a.Done()
	}
	slices.SortStableFunc(q.Absences, func(a, b rules.Absence) int { return a.Day - b.Day })
}

// past reads a shift that was worked before the horizon.
func (r *reading) past(o *strictjson.Object) rules.Shift {
	defer o.Done()
	day := r.day(o, "date")
	o.Need("start", "a time as HH:MM")
	s := rules.Shift{Day: day, Start: r.minute(day, o.Clock("start", 0)), Class: o.Text("class", false)}
	minutes := o.Whole("minutes", 480, 5, 2880)
	s.End, s.Paid = s.Start+minutes, o.Whole("paid_minutes", minutes, 0, 2880)
	return s
}

// fixed reads a shift that has to stand.
func (r *reading) fixed(o *strictjson.Object, q roster.Person) roster.Fixed {
	defer o.Done()
	day := r.day(o, "date")
	o.Need("start", "a time as HH:MM")
	s := roster.Shift{Template: roster.NoTemplate, Start: r.minute(day, o.Clock("start", 0)), Minutes: o.Whole("minutes", 480, 5, 2880)}
	if n := o.Get("template"); n != nil {
		s.Template = n.Ref("templates", r.templates)
	}
	if n := o.Get("group"); n != nil {
		s.Group = n.Ref("groups", r.groups)
	} else if len(q.Groups) > 0 {
		s.Group = q.Groups[0]
	}
	for _, n := range o.List("breaks") {
		b := n.Object()
		b.Need("start", "a time as HH:MM, beyond 24:00 for the day after")
		s.Breaks = append(s.Breaks, roster.Break{Start: r.minute(day, b.Clock("start", 0)), Minutes: b.Whole("minutes", 15, 5, 720), Paid: b.Flag("paid")})
		b.Done()
	}
	return roster.Fixed{Day: day, Shift: s}
}

// wishes are the words for preferences.
var wishes = []string{"off", "work", "start", "not_start"}

// preferences reads one wish, for one day or for every day that it means.
func (r *reading) preferences(o *strictjson.Object) []roster.Preference {
	defer o.Done()
	wish := 0
	if n := o.Need("wish", "off, work, start or not_start"); n != nil {
		wish = n.Ref("wishes", wishes)
	}
	var list []roster.Preference
	from, to, weight := o.Clock("from", 0), o.Clock("to", 1440), o.Number("weight", 1)
	for _, day := range r.days(o) {
		list = append(list, roster.Preference{Day: day, Wish: roster.Wish(wish), From: r.minute(day, from), To: r.minute(day, to), Weight: weight})
	}
	return list
}

// clockOf writes an instant of the horizon in local time with its offset.
func clockOf(p *roster.Problem, minute int) string {
	return p.Grid.Start(0).Add(time.Duration(minute) * time.Minute).In(p.Grid.Location()).Format(time.RFC3339)
}

// rotated returns the position of an agreement whose rotations begin so many weeks
// later, adding it where nobody before has that place.
func (r *reading) rotated(agreement, weeks int) int {
	if weeks == 0 || agreement < 0 || agreement >= len(r.agreements) {
		return agreement
	}
	later := r.p.Agreements[agreement]
	later.Code = fmt.Sprintf("%s, rotation %d weeks later", later.Code, weeks)
	if at := slices.IndexFunc(r.p.Agreements, func(a rules.Agreement) bool { return a.Code == later.Code }); at >= 0 {
		return at
	}
	later.Rules = labour.Later(later.Rules, weeks)
	r.p.Agreements = append(r.p.Agreements, later)
	return len(r.p.Agreements) - 1
}
