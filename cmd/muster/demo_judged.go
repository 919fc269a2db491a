package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/quality/form"
	"github.com/muster-wfm/muster/workforce"
)

// What was judged in the demonstration centre: so many weeks of so many contacts an
// employer, and the week that graders have before them now.
const (
	judgedWeeks   = 17
	judgedAWeek   = 9
	judgedWaiting = 40
	judgedChance  = .04
)

// truth is how an employer really works: the share of contacts with a critical error,
// by which factor it rose of late, and how a grader of the centre sees it.
type truth struct {
	failing float64
	lately  float64
}

var truths = map[string]truth{
	"OWN": {.055, 1}, "KESTREL": {.10, 1}, "LOTUS": {.065, 1}, "PENNINE": {.08, 4.5}, "CROWD": {.12, 1},
}

// kindsOfContact are what makes a contact hard: the factor on the share of errors.
var kindsOfContact = []struct {
	name   string
	share  float64
	factor float64
}{{"billing", .5, .8}, {"faults", .3, 1}, {"complaint", .2, 1.7}}

// demoGrader is a grader of the centre: how many points he is harsher, and how often he
// errs.
type demoGrader struct {
	vendors.Grader
	harsh, noise float64
}

// judgeDemo gives the centre a past of judged contacts, a week that waits to be judged,
// an objection and an alarm.
func judgeDemo(ctx context.Context, m *wire.Services, centre demo.Centre, order demo.Order) error {
	d := &judgedDemo{m: m, centre: centre, scope: auth.SystemScope(wire.MainTenant), rnd: rand.New(rand.NewPCG(order.Seed, 62)), now: order.Now.UTC()}
	d.today = centre.Today.Start(time.UTC)
	if order.Now.IsZero() {
		d.now = d.today.Add(12 * time.Hour)
	}
	defer d.asThen()()
	for _, step := range []func(context.Context) error{d.form, d.graders, d.contacts, d.evaluations, d.linking, d.ownChecks, d.tests, d.outcome} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("judged contacts of the demonstration centre: %w", err)
		}
	}
	return nil
}

// asThen lets the services work at the centre's own time, which may be any, and returns
// what sets them back; nobody else uses them yet.
func (d *judgedDemo) asThen() (back func()) {
	clocks := []*func() time.Time{&d.m.Forms.Now, &d.m.Evaluations.Now, &d.m.Calibrations.Now, &d.m.Standings.Now}
	before := make([]func() time.Time, len(clocks))
	for i, clock := range clocks {
		before[i] = *clock
		*clock = func() time.Time { return d.now }
	}
	return func() {
		for i, clock := range clocks {
			*clock = before[i]
		}
	}
}

type judgedDemo struct {
	m          *wire.Services
	centre     demo.Centre
	scope      auth.Scope
	rnd        *rand.Rand
	today, now time.Time
	sheet      vendors.QualityForm
	judges     []demoGrader
	past       []vendors.ContactRef
}

// form publishes the form for calls and leaves the one for complaints as a draft.
func (d *judgedDemo) form(ctx context.Context) error {
	for i, t := range form.Templates() {
		name, channel := map[string]string{"voice": "Call · 电话", "chat": "Chat · 在线", "complaint": "Complaint · 投诉"}[t.Code], t.Code
		if t.Code == "complaint" {
			channel = "ticket"
		}
		f, err := d.m.Forms.Draft(ctx, d.scope, vendors.QualityForm{Code: t.Code, Name: name, Channel: channel, Sheet: t.Form})
		if err != nil {
			return err
		}
		if i == 0 {
			if d.sheet, err = d.m.Forms.Publish(ctx, d.scope, f.ID, f.Version); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *judgedDemo) graders(ctx context.Context) error {
	account := func(email string) int64 {
		for _, a := range d.centre.Accounts {
			if a.Email == email {
				return a.ID
			}
		}
		return 0
	}
	for _, g := range []demoGrader{
		{vendors.Grader{UserID: account("vendors@demo.example"), Party: vendors.BenchParty}, 0, 0},
		{vendors.Grader{UserID: account("supervisor@demo.example"), Party: vendors.OwnerParty}, .1, .012},
		{vendors.Grader{Name: "Quan Qualität", Party: vendors.OwnerParty}, -.1, .012},
		{vendors.Grader{Name: "Rosa Rigid", Party: vendors.OwnerParty}, 1.7, .14}, // red
		{vendors.Grader{UserID: account("kestrel@demo.example")}, -.3, .02},
	} {
		g.Active = true
		made, err := d.m.Evaluations.PutGrader(ctx, d.scope, g.Grader)
		if err != nil {
			return err
		}
		g.Grader = made
		d.judges = append(d.judges, g)
	}
	return nil
}

// contacts brings references in from a file, as an export of a switch would.
func (d *judgedDemo) contacts(ctx context.Context) error {
	people, err := d.m.Workforce.People.Find(ctx, d.scope, workforce.Filter{})
	if err != nil {
		return err
	}
	of := map[int64][]workforce.Person{}
	for _, p := range people {
		of[p.EmployerID] = append(of[p.EmployerID], p)
	}
	var file strings.Builder
	file.WriteString("id,time,agent,stratum,link\n")
	n := 0
	for _, code := range []string{"OWN", "KESTREL", "LOTUS", "PENNINE", "CROWD"} {
		staff := of[d.centre.Employers[code]]
		for week := 0; len(staff) > 0 && week <= judgedWeeks; week++ {
			for range judgedAWeek + d.rnd.IntN(5) {
				n++
				who := staff[d.rnd.IntN(len(staff))]
				if code == "OWN" && d.rnd.IntN(20) == 0 {
					who = people[0] // whose account signs in
				}
				at := d.today.AddDate(0, 0, -7*(judgedWeeks-week)-7).Add(time.Duration(d.rnd.IntN(7*24*3600)) * time.Second)
				fmt.Fprintf(&file, "C%06d,%s,%s,%s,https://recordings.demo.example/C%06d\n", n, at.Format(time.RFC3339), who.Code, d.kind(), n)
			}
		}
	}
	if _, err := d.m.Evaluations.Import(ctx, d.scope, strings.NewReader(file.String()), time.UTC, false); err != nil {
		return err
	}
	d.past, err = d.m.Evaluations.Contacts(ctx, d.scope, vendors.ContactQuery{From: d.today.AddDate(-1, 0, 0), To: d.today.AddDate(0, 0, -7)})
	return err
}

func (d *judgedDemo) kind() string {
	x := d.rnd.Float64()
	for _, k := range kindsOfContact {
		if x -= k.share; x < 0 {
			return k.name
		}
	}
	return kindsOfContact[0].name
}

// failing is the true chance of a critical error in a contact.
func (d *judgedDemo) failing(c vendors.ContactRef) float64 {
	chance := 0.0
	for code, id := range d.centre.Employers {
		if id != c.EmployerID {
			continue
		}
		chance = truths[code].failing
		if c.At.After(d.today.AddDate(0, 0, -35)) {
			chance *= truths[code].lately
		}
	}
	for _, k := range kindsOfContact {
		if k.name == c.Stratum {
			chance *= k.factor
		}
	}
	return chance
}

// work is what really happened in a contact, the same for whoever judges it.
type work struct {
	critical string // item that failed, "" for none
	minor    map[string]bool
}

func (d *judgedDemo) workOf(c vendors.ContactRef) work {
	w := work{minor: map[string]bool{}}
	if d.rnd.Float64() < d.failing(c) {
		w.critical = []string{"answer", "solved", "solved", "record", "identity"}[d.rnd.IntN(5)]
	}
	for _, i := range d.sheet.Sheet.Items {
		w.minor[i.Key] = d.rnd.Float64() < .3
	}
	return w
}

// sees are the answers that a grader gives to what happened.
func (d *judgedDemo) sees(g demoGrader, w work) []form.Answer {
	var out []form.Answer
	for _, i := range d.sheet.Sheet.Items {
		a := form.Answer{Item: i.Key, Grade: i.Best}
		switch {
		case i.Key == "fault":
			a.Grade = 0
		case i.When != nil:
			continue
		case i.Key == w.critical:
			a.Grade = 0
		case i.Critical():
			if d.rnd.Float64() < .15*g.noise {
				a.Grade = 0
			}
		default:
			points := float64(i.Best)
			if w.minor[i.Key] {
				points--
			}
			points -= .35*g.harsh + g.noise*4*d.rnd.NormFloat64()
			a.Grade = min(i.Best, max(0, int(points+.5)))
		}
		out = append(out, a)
	}
	return out
}

func (d *judgedDemo) brought(c vendors.ContactRef, g demoGrader, w work, kind vendors.GradeKind, purpose vendors.Purpose) vendors.Brought {
	return vendors.Brought{
		Contact: c, GraderID: g.ID, FormID: d.sheet.ID, Purpose: purpose, Kind: kind, Chance: judgedChance, Answers: d.sees(g, w), At: c.At.Add(36 * time.Hour),
	}
}

// evaluations judges the past by the owner's graders, each contact once.
func (d *judgedDemo) evaluations(ctx context.Context) error {
	var list []vendors.Brought
	for i, c := range d.past {
		list = append(list, d.brought(c, d.judges[i%4], d.workOf(c), vendors.FirstGrade, vendors.ForEstimate))
	}
	_, err := d.m.Evaluations.Bring(ctx, d.scope, list)
	return err
}

// linking has every grader judge the same contacts of the last weeks.
func (d *judgedDemo) linking(ctx context.Context) error {
	var list []vendors.Brought
	for _, c := range d.past {
		if c.At.Before(d.today.AddDate(0, 0, -26)) || c.ID%7 != 0 {
			continue
		}
		w := d.workOf(c)
		for _, g := range d.judges {
			if g.Judges(c, vendors.LinkingGrade) {
				list = append(list, d.brought(c, g, w, vendors.LinkingGrade, vendors.ForLinking))
			}
		}
	}
	_, err := d.m.Evaluations.Bring(ctx, d.scope, list)
	return err
}

// ownChecks has Kestrel judge some of its own work, milder than the owner.
func (d *judgedDemo) ownChecks(ctx context.Context) error {
	own := d.judges[4]
	own.harsh = -1.6
	var list []vendors.Brought
	for _, c := range d.past {
		if c.EmployerID == own.EmployerID && c.At.After(d.today.AddDate(0, -2, 0)) && c.ID%2 == 0 {
			w := d.workOf(c)
			w.critical = ""
			list = append(list, d.brought(c, own, w, vendors.OwnGrade, vendors.ForOwnCheck))
		}
	}
	_, err := d.m.Evaluations.Bring(ctx, d.scope, list)
	return err
}

// outcome calibrates, looks for alarms, has the agent object, and draws what waits.
func (d *judgedDemo) outcome(ctx context.Context) error {
	if _, err := d.m.Calibrations.Calibrate(ctx, d.scope, 5); err != nil {
		return err
	}
	window := vendors.StandingsQuery{From: d.today.AddDate(0, 0, -7*18), To: d.today.AddDate(0, 0, 1), Metric: vendors.AnyCritical, Floor: .15, Seed: 1}
	if _, err := d.m.Standings.Watch(ctx, d.scope, window); err != nil {
		return err
	}
	if err := d.object(ctx); err != nil {
		return err
	}
	day := d.centre.Today
	_, err := d.m.Evaluations.Draw(ctx, d.scope, vendors.SampleOrder{
		Name: "This week · 本周", Purpose: vendors.ForEstimate, FormID: d.sheet.ID, From: day.AddDays(-7), To: day, Zone: "UTC", Total: judgedWaiting, Seed: 1,
		Graders: []int64{d.judges[0].ID, d.judges[1].ID},
	})
	return err
}

// object has the agent of the centre contest the worst of what was lately found of his
// work, if anything was.
func (d *judgedDemo) object(ctx context.Context) error {
	for _, a := range d.centre.Accounts {
		if a.Email != "agent@demo.example" {
			continue
		}
		user, err := d.m.Auth.User(ctx, d.scope, a.ID)
		if err != nil {
			return err
		}
		scope, err := auth.NewScope(auth.Grant{Tenant: wire.MainTenant, Actor: a.ID, AllSites: true, Person: user.Person, Permissions: auth.Permissions(auth.Agent)})
		if err != nil {
			return err
		}
		list, err := d.m.Evaluations.List(ctx, scope, vendors.JudgedQuery{PersonID: user.Person, Limit: 50})
		if err != nil {
			return err
		}
		worst := -1
		for i, j := range list {
			if j.At.After(d.now.AddDate(0, 0, -25)) && (worst < 0 || j.Points < list[worst].Points) {
				worst = i
			}
		}
		if worst >= 0 {
			_, err = d.m.Evaluations.Contest(ctx, scope, list[worst].ID, nil, "The customer was called back the same evening; the ticket shows it. 当晚已回访客户，工单有记录。")
		}
		return err
	}
	return nil
}
