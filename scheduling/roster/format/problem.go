package format

import (
	"io"
	"time"

	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ProblemVersion is the value of the field "format" of a problem.
const ProblemVersion = "muster-roster-problem/1"

// Fault and Faults are what is wrong with a document.
type (
	Fault  = strictjson.Fault
	Faults = strictjson.Faults
)

// ReadProblem reads a problem. It returns [*Faults] when anything in the
// document is wrong, in which case there is no problem.
func ReadProblem(in io.Reader) (*roster.Problem, error) {
	root, faults, err := strictjson.Parse(in)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, faults
	}
	p := readProblem(root)
	if p.Grid.Days() > 0 {
		faults.Join(root, faultsOf(p.Faults()))
	}
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	return p, nil
}

// faultsOf are what the problem's own check found, without lines.
func faultsOf(list []rules.Fault) []strictjson.Fault {
	out := make([]strictjson.Fault, len(list))
	for i, f := range list {
		out[i] = strictjson.Fault{Field: f.Field, Found: f.Found, Expected: f.Expected}
	}
	return out
}

// reading is a problem in the making, with the codes that references use.
type reading struct {
	p                             *roster.Problem
	groups, templates, agreements []string
	teams                         []string
}

func readProblem(root *strictjson.Node) *roster.Problem {
	r := &reading{p: &roster.Problem{}}
	o := root.Object()
	if version := o.Text("format", true); version != ProblemVersion && version != "" {
		o.Field("format").Wrong(o.Field("format").Show(), ProblemVersion)
	}
	if horizon := o.Need("horizon", "zone, first_day, days and interval_minutes"); horizon != nil {
		r.horizon(horizon.Object())
	}
	for _, n := range o.List("groups") {
		r.p.Groups = append(r.p.Groups, readGroup(n.Object()))
	}
	for _, n := range o.List("templates") {
		r.p.Templates = append(r.p.Templates, readTemplate(n.Object()))
	}
	for _, n := range o.List("agreements") {
		r.p.Agreements = append(r.p.Agreements, readAgreement(n.Object()))
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
	r.pauseTeams(o)
	people := o.List("people")
	if r.p.Grid.Days() > 0 {
		for _, n := range people {
			r.p.People = append(r.p.People, r.person(n.Object()))
		}
	}
	r.teamRules(o)
	if n := o.Get("fairness"); n != nil {
		r.p.Fairness = r.fairness(n.Object())
	}
	o.Done()
	return r.p
}

// horizon reads the grid.
func (r *reading) horizon(o *strictjson.Object) {
	defer o.Done()
	zone := o.Text("zone", true)
	first, ok := date(o, "first_day")
	days := o.Whole("days", 14, 1, 366)
	minutes := o.Whole("interval_minutes", 30, 5, 60)
	loc, err := time.LoadLocation(zone)
	if err != nil && zone != "" {
		o.Field("zone").Wrong(o.Field("zone").Show(), "a time zone such as Europe/London")
	}
	if err != nil || zone == "" || !ok {
		return
	}
	if r.p.Grid, err = grid.New(loc, minutes, first, days); err != nil {
		o.Wrong(err.Error(), "intervals of 5, 15, 30 or 60 minutes")
	}
}

func readGroup(o *strictjson.Object) roster.Group {
	defer o.Done()
	g := roster.Group{Code: o.Text("code", true), Price: roster.DefaultPrice()}
	o.Need("required", "a list with one number for each interval")
	g.Required = o.Numbers("required")
	g.Present = o.Numbers("present")
	if n := o.Get("price"); n != nil {
		price := n.Object()
		g.Price = roster.Price{Under: readSteps(price, "under"), Over: readSteps(price, "over")}
		price.Done()
	}
	return g
}

func readSteps(o *strictjson.Object, name string) []roster.Step {
	var steps []roster.Step
	for _, n := range o.List(name) {
		step := n.Object()
		steps = append(steps, roster.Step{Beyond: step.Number("beyond", 0), PerHour: step.Number("per_hour", 0)})
		step.Done()
	}
	return steps
}

func readTemplate(o *strictjson.Object) shifts.Template {
	defer o.Done()
	t := shifts.Template{Code: o.Text("code", true), Class: o.Text("class", false)}
	t.Days = append(t.Days, weekdays(o, "days")...)
	o.Need("earliest_start", "a time as HH:MM")
	t.EarliestStart = o.Clock("earliest_start", 0)
	t.LatestStart = o.Clock("latest_start", t.EarliestStart)
	if t.Step = o.Whole("step_minutes", 0, 0, 1440); t.Step == 0 && t.LatestStart != t.EarliestStart {
		t.Step = 30
	}
	for _, n := range o.List("lengths") {
		t.Lengths = append(t.Lengths, n.Whole(5, 1440))
	}
	for _, n := range o.List("pauses") {
		t.Pauses = append(t.Pauses, readPause(n.Object()))
	}
	t.MinGap = o.Whole("min_gap_minutes", 0, 0, 1440)
	t.MaxWork = o.Whole("max_work_minutes", 0, 0, 1440)
	t.PaidMinutes = o.Whole("paid_minutes", 0, 0, 1440)
	return t
}

func readPause(o *strictjson.Object) shifts.Pause {
	defer o.Done()
	return shifts.Pause{
		Code: o.Text("code", true), Minutes: o.Whole("minutes", 15, 5, 720), Paid: o.Flag("paid"),
		Earliest: o.Whole("earliest_minutes", 0, 0, 1440), Latest: o.Whole("latest_minutes", 0, 0, 1440),
		BeforeEnd: o.Whole("before_end_minutes", 0, 0, 1440), Step: o.Whole("step_minutes", 0, 0, 720),
		FromLength: o.Whole("from_length", 0, 0, 1440),
	}
}

// weekdays reads ISO weekdays, 1 for Monday to 7 for Sunday.
func weekdays(o *strictjson.Object, name string) []time.Weekday {
	var days []time.Weekday
	for _, n := range o.List(name) {
		days = append(days, time.Weekday(n.Whole(1, 7)%7))
	}
	return days
}

func readAgreement(o *strictjson.Object) rules.Agreement {
	defer o.Done()
	a := rules.Agreement{
		Code:               o.Text("code", true),
		RestMinutes:        o.Whole("rest_minutes", 0, 0, 7*1440),
		MaxConsecutiveDays: o.Whole("max_consecutive_days", 0, 0, 366), MinConsecutiveDays: o.Whole("min_consecutive_days", 0, 0, 366),
		MinConsecutiveDaysOff: o.Whole("min_consecutive_days_off", 0, 0, 366), MinWeekDaysOff: o.Whole("min_week_days_off", 0, 0, 7),
		WeekMinutes: limits(o, "week_minutes", 7*1440), WeekDays: limits(o, "week_days", 7),
		PeriodMinutes: limits(o, "period_minutes", 366*1440), PeriodShifts: limits(o, "period_shifts", 366),
	}
	if n := o.Get("max_weekends"); n != nil {
		if a.MaxWeekends = n.Whole(0, 60); a.MaxWeekends == 0 {
			a.MaxWeekends = rules.Nothing
		}
	}
	for _, n := range o.List("caps") {
		limit := n.Object()
		limit.Need("max", "how many shifts of the class")
		a.Caps = append(a.Caps, rules.ClassCap{Class: limit.Text("class", true), Max: limit.Whole("max", 0, 0, 366)})
		limit.Done()
	}
	for _, n := range o.List("forbidden_successions") {
		pair := n.Object()
		a.Successions = append(a.Successions, rules.Succession{Before: pair.Text("before", true), After: pair.Text("after", true)})
		pair.Done()
	}
	for _, n := range o.List("rules") {
		a.Rules = append(a.Rules, readRule(n.Object()))
	}
	return a
}

// limits reads a range; an absent end is no limit, a maximum of 0 allows nothing.
func limits(o *strictjson.Object, name string, highest int) rules.Range {
	n := o.Get(name)
	if n == nil {
		return rules.Range{}
	}
	ends := n.Object()
	defer ends.Done()
	r := rules.Range{Min: ends.Whole("min", 0, 0, highest), Max: ends.Whole("max", 0, 0, highest)}
	if r.Max == 0 && ends.Get("max") != nil {
		r.Max = rules.Nothing
	}
	return r
}

func (r *reading) fairness(o *strictjson.Object) roster.Fairness {
	defer o.Done()
	f := roster.Fairness{
		PerPoint2: o.Number("per_point2", 0), Weekend: o.Number("weekend", 0), Early: o.Number("early", 0),
		Late: o.Number("late", 0), Undesired: o.Number("undesired", 0),
		EarlyBefore: o.Clock("early_before", 0), LateAfter: o.Clock("late_after", 1440),
		NightFrom: o.Clock("night_from", 23*60), NightTo: o.Clock("night_to", 30*60), NightMinutes: o.Whole("night_minutes", 180, 0, 1440),
		ShortRest: o.Whole("short_rest_minutes", 12*60, 0, 1440), DesiredFrom: o.Clock("desired_from", 0), DesiredTo: o.Clock("desired_to", 0),
		Weights: readLoad(o, "weights"),
	}
	for _, n := range o.List("holidays") {
		if day, err := grid.ParseDate(n.Raw()); err != nil {
			n.Wrong(n.Show(), "a day as YYYY-MM-DD")
		} else if k, inside := r.p.Grid.DayIndex(day); inside {
			f.Holidays = append(f.Holidays, k)
		}
	}
	return f
}

// accounts are the words for the accounts of fairness, by position.
var accounts = [roster.AccountCount]string{"points", "nights", "weekends", "holidays", "short_rests", "undesired"}

// readLoad reads one number for each account; an absent one is 0.
func readLoad(o *strictjson.Object, name string) (load roster.Load) {
	n := o.Get(name)
	if n == nil {
		return load
	}
	numbers := n.Object()
	defer numbers.Done()
	for a, word := range accounts {
		load[a] = numbers.Number(word, 0)
	}
	return load
}
