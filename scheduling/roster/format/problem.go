package format

import (
	"io"
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ProblemVersion is the value of the field "format" of a problem.
const ProblemVersion = "muster-roster-problem/1"

// ReadProblem reads a problem. It returns [*Faults] when anything in the
// document is wrong, in which case there is no problem.
func ReadProblem(in io.Reader) (*roster.Problem, error) {
	root, faults, err := parse(in)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, faults
	}
	p := readProblem(root)
	if p.Grid.Days() > 0 {
		faults.join(root, p.Faults())
	}
	if len(faults.List) > 0 {
		slices.SortStableFunc(faults.List, func(a, b Fault) int { return a.Line - b.Line })
		return nil, faults
	}
	return p, nil
}

// join adds what the problem's own check found, but for places that the reader
// has found wrong already.
func (f *Faults) join(root *node, more []rules.Fault) {
	read := len(f.List)
	for _, fault := range more {
		known := slices.ContainsFunc(f.List[:read], func(old Fault) bool {
			return holds(old.Field, fault.Field) || holds(fault.Field, old.Field)
		})
		if !known && len(f.List) < maxFaults {
			f.List = append(f.List, Fault{root.find(fault.Field).line, fault})
		}
	}
}

// reading is a problem in the making, with the codes that references use.
type reading struct {
	p                             *roster.Problem
	groups, templates, agreements []string
}

func readProblem(root *node) *roster.Problem {
	r := &reading{p: &roster.Problem{}}
	o := root.object()
	if version := o.text("format", true); version != ProblemVersion && version != "" {
		o.fields["format"].wrong(o.fields["format"].show(), ProblemVersion)
	}
	if horizon := o.need("horizon", "zone, first_day, days and interval_minutes"); horizon != nil {
		r.horizon(horizon.object())
	}
	for _, n := range o.list("groups") {
		r.p.Groups = append(r.p.Groups, readGroup(n.object()))
	}
	for _, n := range o.list("templates") {
		r.p.Templates = append(r.p.Templates, readTemplate(n.object()))
	}
	for _, n := range o.list("agreements") {
		r.p.Agreements = append(r.p.Agreements, readAgreement(n.object()))
	}
	for _, g := range r.p.Groups {
		r.groups = append(r.groups, g.Code)
	}
	for _, t := range r.p.Templates {
		r.templates = append(r.templates, t.Code)
	}
	for _, a := range r.p.Agreements {
		r.agreements = append(r.agreements, a.Code)
	}
	people := o.list("people")
	if r.p.Grid.Days() > 0 {
		for _, n := range people {
			r.p.People = append(r.p.People, r.person(n.object()))
		}
	}
	if n := o.get("fairness"); n != nil {
		r.p.Fairness = readFairness(n.object())
	}
	o.done()
	return r.p
}

// horizon reads the grid.
func (r *reading) horizon(o *object) {
	defer o.done()
	zone := o.text("zone", true)
	first, ok := o.date("first_day")
	days := o.whole("days", 14, 1, 366)
	minutes := o.whole("interval_minutes", 30, 5, 60)
	loc, err := time.LoadLocation(zone)
	if err != nil && zone != "" {
		o.fields["zone"].wrong(o.fields["zone"].show(), "a time zone such as Europe/London")
	}
	if err != nil || zone == "" || !ok {
		return
	}
	if r.p.Grid, err = grid.New(loc, minutes, first, days); err != nil {
		o.wrong(err.Error(), "intervals of 5, 15, 30 or 60 minutes")
	}
}

func readGroup(o *object) roster.Group {
	defer o.done()
	g := roster.Group{Code: o.text("code", true), Price: roster.DefaultPrice()}
	o.need("required", "a list with one number for each interval")
	g.Required = o.numbers("required")
	g.Present = o.numbers("present")
	if n := o.get("price"); n != nil {
		price := n.object()
		g.Price = roster.Price{Under: readSteps(price, "under"), Over: readSteps(price, "over")}
		price.done()
	}
	return g
}

func readSteps(o *object, name string) []roster.Step {
	var steps []roster.Step
	for _, n := range o.list(name) {
		step := n.object()
		steps = append(steps, roster.Step{Beyond: step.number("beyond", 0), PerHour: step.number("per_hour", 0)})
		step.done()
	}
	return steps
}

func readTemplate(o *object) shifts.Template {
	defer o.done()
	t := shifts.Template{Code: o.text("code", true), Class: o.text("class", false)}
	t.Days = append(t.Days, o.weekdays("days")...)
	o.need("earliest_start", "a time as HH:MM")
	t.EarliestStart = o.clock("earliest_start", 0)
	t.LatestStart = o.clock("latest_start", t.EarliestStart)
	if t.Step = o.whole("step_minutes", 0, 0, 1440); t.Step == 0 && t.LatestStart != t.EarliestStart {
		t.Step = 30
	}
	for _, n := range o.list("lengths") {
		t.Lengths = append(t.Lengths, n.whole(5, 1440))
	}
	for _, n := range o.list("pauses") {
		t.Pauses = append(t.Pauses, readPause(n.object()))
	}
	t.MinGap = o.whole("min_gap_minutes", 0, 0, 1440)
	return t
}

func readPause(o *object) shifts.Pause {
	defer o.done()
	return shifts.Pause{
		Code: o.text("code", true), Minutes: o.whole("minutes", 15, 5, 720), Paid: o.flag("paid"),
		Earliest: o.whole("earliest_minutes", 0, 0, 1440), Latest: o.whole("latest_minutes", 0, 0, 1440),
		BeforeEnd: o.whole("before_end_minutes", 0, 0, 1440), Step: o.whole("step_minutes", 0, 0, 720),
		FromLength: o.whole("from_length", 0, 0, 1440),
	}
}

// weekdays reads ISO weekdays, 1 for Monday to 7 for Sunday.
func (o *object) weekdays(name string) []time.Weekday {
	var days []time.Weekday
	for _, n := range o.list(name) {
		days = append(days, time.Weekday(n.whole(1, 7)%7))
	}
	return days
}

func readAgreement(o *object) rules.Agreement {
	defer o.done()
	a := rules.Agreement{
		Code:               o.text("code", true),
		RestMinutes:        o.whole("rest_minutes", 0, 0, 7*1440),
		MaxConsecutiveDays: o.whole("max_consecutive_days", 0, 0, 366), MinConsecutiveDays: o.whole("min_consecutive_days", 0, 0, 366),
		MinConsecutiveDaysOff: o.whole("min_consecutive_days_off", 0, 0, 366), MinWeekDaysOff: o.whole("min_week_days_off", 0, 0, 7),
		WeekMinutes: o.limits("week_minutes", 7*1440), WeekDays: o.limits("week_days", 7),
		PeriodMinutes: o.limits("period_minutes", 366*1440), PeriodShifts: o.limits("period_shifts", 366),
	}
	if n := o.get("max_weekends"); n != nil {
		if a.MaxWeekends = n.whole(0, 60); a.MaxWeekends == 0 {
			a.MaxWeekends = rules.Nothing
		}
	}
	for _, n := range o.list("caps") {
		limit := n.object()
		limit.need("max", "how many shifts of the class")
		a.Caps = append(a.Caps, rules.ClassCap{Class: limit.text("class", true), Max: limit.whole("max", 0, 0, 366)})
		limit.done()
	}
	return a
}

// limits reads a range; an absent end is no limit, a maximum of 0 allows nothing.
func (o *object) limits(name string, highest int) rules.Range {
	n := o.get(name)
	if n == nil {
		return rules.Range{}
	}
	ends := n.object()
	defer ends.done()
	r := rules.Range{Min: ends.whole("min", 0, 0, highest), Max: ends.whole("max", 0, 0, highest)}
	if r.Max == 0 && ends.get("max") != nil {
		r.Max = rules.Nothing
	}
	return r
}

func readFairness(o *object) roster.Fairness {
	defer o.done()
	return roster.Fairness{
		PerPoint2: o.number("per_point2", 0), Weekend: o.number("weekend", 0), Early: o.number("early", 0),
		Late: o.number("late", 0), Undesired: o.number("undesired", 0),
		EarlyBefore: o.clock("early_before", 0), LateAfter: o.clock("late_after", 1440),
	}
}
