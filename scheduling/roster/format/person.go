package format

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// person reads one person; codes become positions and wall times become minutes
// of the horizon.
func (r *reading) person(o *object) roster.Person {
	defer o.done()
	q := roster.Person{
		Code:      o.text("code", true),
		Templates: o.refs("templates", "templates", r.templates),
		Groups:    o.refs("groups", "groups", r.groups),
		PastDays:  o.whole("past_days", 0, 0, 366),
		Burden:    o.number("burden", 0), HourCost: o.number("hour_cost", 0),
	}
	if n := o.need("agreement", "the code of an agreement"); n != nil {
		q.Agreement = n.ref("agreements", r.agreements)
	}
	r.availability(o, &q)
	r.absences(o, &q)
	for _, n := range o.list("past") {
		q.Past = append(q.Past, r.past(n.object()))
	}
	for _, n := range o.list("fixed") {
		q.Fixed = append(q.Fixed, r.fixed(n.object(), q))
	}
	for _, n := range o.list("preferences") {
		q.Preferences = append(q.Preferences, r.preferences(n.object())...)
	}
	return q
}

// minute returns the elapsed minute of a wall time on a day of the horizon.
func (r *reading) minute(day, clock int) int {
	return int(r.p.Grid.At(day, clock).Sub(r.p.Grid.Start(0)).Minutes())
}

// day reads a date as a day of the horizon, within low and high days of it.
func (r *reading) day(o *object, name string) int {
	d, ok := o.date(name)
	if !ok {
		return 0
	}
	k := r.p.Grid.First().DaysUntil(d)
	if k < -366 || k > r.p.Grid.Days()+366 {
		o.fields[name].wrong(d.String(), "a day within a year of the horizon")
		return 0
	}
	return k
}

// availability reads windows, weekly or of single days, and lays them over the
// horizon.
func (r *reading) availability(o *object, q *roster.Person) {
	q.Limited = o.get("availability") != nil
	for _, n := range o.list("availability") {
		w := n.object()
		days, from, to := r.days(w), w.clock("from", 0), w.clock("to", 1440)
		w.done()
		if from >= to {
			w.wrong("a window without length", `"to" after "from"; beyond "24:00" for the day after`)
			continue
		}
		for _, day := range days {
			q.Windows = append(q.Windows, rules.Window{Day: day, Start: r.minute(day, from), End: r.minute(day, to)})
		}
	}
}

// days returns the days of the horizon that an entry means: one date, weekdays,
// or all.
func (r *reading) days(o *object) []int {
	if o.get("date") != nil {
		return []int{r.day(o, "date")}
	}
	weekdays := o.weekdays("days")
	var days []int
	for k := range r.p.Grid.Days() {
		if len(weekdays) == 0 || slices.Contains(weekdays, r.p.Grid.Date(k).Weekday()) {
			days = append(days, k)
		}
	}
	return days
}

// absences reads stretches of days away and keeps those that lie in the horizon
// or in the known past.
func (r *reading) absences(o *object, q *roster.Person) {
	for _, n := range o.list("absences") {
		a := n.object()
		from := r.day(a, "from")
		to := from
		if a.get("to") != nil {
			to = r.day(a, "to")
		}
		if to < from {
			a.wrong("an absence that ends before it begins", "to no earlier than from")
		}
		paid := a.whole("paid_minutes", 0, 0, 1440)
		for k := max(from, -q.PastDays); k <= min(to, r.p.Grid.Days()-1); k++ {
			q.Absences = append(q.Absences, rules.Absence{Day: k, Paid: paid})
		}
		a.done()
	}
	slices.SortStableFunc(q.Absences, func(a, b rules.Absence) int { return a.Day - b.Day })
}

// past reads a shift that was worked before the horizon.
func (r *reading) past(o *object) rules.Shift {
	defer o.done()
	day := r.day(o, "date")
	o.need("start", "a time as HH:MM")
	s := rules.Shift{Day: day, Start: r.minute(day, o.clock("start", 0)), Class: o.text("class", false)}
	minutes := o.whole("minutes", 480, 5, 2880)
	s.End, s.Paid = s.Start+minutes, o.whole("paid_minutes", minutes, 0, 2880)
	return s
}

// fixed reads a shift that has to stand.
func (r *reading) fixed(o *object, q roster.Person) roster.Fixed {
	defer o.done()
	day := r.day(o, "date")
	o.need("start", "a time as HH:MM")
	s := roster.Shift{Template: roster.NoTemplate, Start: r.minute(day, o.clock("start", 0)), Minutes: o.whole("minutes", 480, 5, 2880)}
	if n := o.get("template"); n != nil {
		s.Template = n.ref("templates", r.templates)
	}
	if n := o.get("group"); n != nil {
		s.Group = n.ref("groups", r.groups)
	} else if len(q.Groups) > 0 {
		s.Group = q.Groups[0]
	}
	for _, n := range o.list("breaks") {
		b := n.object()
		b.need("start", "a time as HH:MM, beyond 24:00 for the day after")
		s.Breaks = append(s.Breaks, roster.Break{Start: r.minute(day, b.clock("start", 0)), Minutes: b.whole("minutes", 15, 5, 720), Paid: b.flag("paid")})
		b.done()
	}
	return roster.Fixed{Day: day, Shift: s}
}

// wishes are the words for preferences.
var wishes = []string{"off", "work", "start", "not_start"}

// preferences reads one wish, for one day or for every day that it means.
func (r *reading) preferences(o *object) []roster.Preference {
	defer o.done()
	wish := 0
	if n := o.need("wish", "off, work, start or not_start"); n != nil {
		wish = n.ref("wishes", wishes)
	}
	var list []roster.Preference
	from, to, weight := o.clock("from", 0), o.clock("to", 1440), o.number("weight", 1)
	for _, day := range r.days(o) {
		list = append(list, roster.Preference{Day: day, Wish: roster.Wish(wish), From: r.minute(day, from), To: r.minute(day, to), Weight: weight})
	}
	return list
}

// clockOf writes an instant of the horizon in local time with its offset.
func clockOf(p *roster.Problem, minute int) string {
	return p.Grid.Start(0).Add(time.Duration(minute) * time.Minute).In(p.Grid.Location()).Format(time.RFC3339)
}
