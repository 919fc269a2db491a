package format

import (
	"io"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// pauseTeams reads the teams and their limits on people on pause.
func (r *reading) pauseTeams(o *strictjson.Object) {
	for _, n := range o.List("teams") {
		t := n.Object()
		r.p.PauseTeams = append(r.p.PauseTeams, roster.PauseTeam{
			Code: t.Text("code", true), People: t.Whole("max_on_pause", 0, 0, 1_000_000), Share: t.Number("max_pause_share", 0),
		})
		r.teams = append(r.teams, r.p.PauseTeams[len(r.p.PauseTeams)-1].Code)
		t.Done()
	}
}

// stretch is a time in which a team has more people on pause than agreed.
type stretch struct {
	Team    string `json:"team"`
	From    string `json:"from"`
	To      string `json:"to"`
	People  int    `json:"people"`
	Allowed int    `json:"allowed"`
}

func stretchesOf(p *roster.Problem, list []breaks.Stretch) []stretch {
	out := make([]stretch, len(list))
	for i, s := range list {
		out[i] = stretch{p.PauseTeams[s.Team].Code, clockOf(p, s.From), clockOf(p, s.To), s.People, s.Allowed}
	}
	return out
}

// placement is what placing pauses anew changed.
type placement struct {
	Now                string    `json:"now,omitempty"`
	CostBefore         costs     `json:"cost_before"`
	ShortHoursBefore   float64   `json:"short_hours_before"`
	ShortHoursAfter    float64   `json:"short_hours_after"`
	Moved              []onDay   `json:"moved"`
	WithoutPlace       []onDay   `json:"without_a_place"`
	ExcessMinutes      int       `json:"excess_minutes"`
	LeastExcessMinutes int       `json:"least_excess_minutes"`
	AtLimit            []stretch `json:"at_the_limit"`
}

// onDay is somebody's day.
type onDay struct {
	Person string `json:"person"`
	Date   string `json:"date"`
}

// WritePauses writes a roster whose pauses were placed anew, with what that
// changed.
func WritePauses(out io.Writer, p *roster.Problem, s roster.PauseSettings, plan roster.PausePlan) error {
	result := roster.Result{Roster: plan.Roster, Cost: plan.After, Status: roster.Limited}
	d := documentOf(p, roster.Settings{Seed: s.Seed}, result, roster.Verify(p, plan.Roster), false)
	d.Bound, d.Gap = nil, nil
	d.Placed = &placement{
		CostBefore: costsOf(plan.Before), ShortHoursBefore: plan.ShortBefore, ShortHoursAfter: plan.ShortAfter,
		Moved: daysOf(p, plan.Moved), WithoutPlace: daysOf(p, plan.Stuck),
		ExcessMinutes: plan.ExcessMinutes, LeastExcessMinutes: plan.LeastExcess, AtLimit: stretchesOf(p, plan.Full),
	}
	if s.Now > 0 {
		d.Placed.Now = clockOf(p, s.Now)
	}
	return write(out, d)
}

func daysOf(p *roster.Problem, list []roster.PersonDay) []onDay {
	out := make([]onDay, len(list))
	for i, at := range list {
		out[i] = onDay{p.People[at.Person].Code, p.Grid.Date(at.Day).String()}
	}
	return out
}

// ReadRoster reads the shifts of a roster of a problem, as [WriteRoster] writes
// it; whatever else the document says is passed over. It returns [*Faults] when
// anything in a shift is wrong.
func ReadRoster(in io.Reader, p *roster.Problem) (roster.Roster, error) {
	root, faults, err := strictjson.Parse(in)
	if err != nil {
		return roster.Roster{}, err
	}
	if root == nil {
		return roster.Roster{}, faults
	}
	r := &rosterReading{p: p, out: roster.NewRoster(p)}
	for i := range p.People {
		r.people = append(r.people, p.People[i].Code)
	}
	for _, g := range p.Groups {
		r.groups = append(r.groups, g.Code)
	}
	for _, t := range p.Templates {
		r.templates = append(r.templates, t.Code)
	}
	o := root.Object()
	if version := o.Text("format", true); version != RosterVersion && version != "" {
		o.Field("format").Wrong(o.Field("format").Show(), RosterVersion)
	}
	for _, n := range o.List("people") {
		r.person(n.Object())
	}
	return r.out, faults.OrNil()
}

// rosterReading is a roster in the making.
type rosterReading struct {
	p                         *roster.Problem
	out                       roster.Roster
	people, groups, templates []string
}

func (r *rosterReading) person(o *strictjson.Object) {
	n := o.Need("code", "the code of a person of the problem")
	if n == nil {
		return
	}
	i := n.Ref("people", r.people)
	for _, n := range o.List("shifts") {
		r.shift(n.Object(), i)
	}
}

func (r *rosterReading) shift(o *strictjson.Object, person int) {
	day, ok := date(o, "date")
	k, inside := r.p.Grid.DayIndex(day)
	if !ok {
		return
	}
	if !inside {
		o.Field("date").Wrong(day.String(), "a day of the problem's horizon")
		return
	}
	from, to := r.instant(o, "start"), r.instant(o, "end")
	if to <= from {
		o.Wrong("a shift without length", "an end after the start")
		return
	}
	s := roster.Shift{Template: roster.NoTemplate, Start: from, Minutes: to - from}
	if n := o.Get("template"); n != nil {
		s.Template = n.Ref("templates", r.templates)
	}
	if n := o.Need("group", "the code of a group"); n != nil {
		s.Group = n.Ref("groups", r.groups)
	}
	for _, n := range o.List("breaks") {
		b := n.Object()
		s.Breaks = append(s.Breaks, roster.Break{Start: r.instant(b, "start"), Minutes: b.Whole("minutes", 15, 5, 720), Paid: b.Flag("paid")})
	}
	slices.SortFunc(s.Breaks, func(a, b roster.Break) int { return a.Start - b.Start })
	r.out.Days[person][k] = s
}

// instant reads a time with its offset as a minute of the horizon.
func (r *rosterReading) instant(o *strictjson.Object, name string) int {
	n := o.Need(name, "a time such as 2026-05-04T08:00:00+08:00")
	if n == nil {
		return 0
	}
	at, err := time.Parse(time.RFC3339, n.Raw())
	if err != nil {
		n.Wrong(n.Show(), "a time such as 2026-05-04T08:00:00+08:00")
		return 0
	}
	return int(at.Sub(r.p.Grid.Start(0)) / time.Minute)
}
