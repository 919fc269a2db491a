package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Careers are the verbs by which the centre gets its ladders, and the past of its people
// on them.
type Careers struct {
	Ladders   *careers.Ladders
	Evidence  *careers.Evidence
	Readiness *careers.Readiness
	Elections *careers.Elections
	Rounds    *careers.Rounds
	Hiring    *hiring.Service
	Workforce *workforce.Service
	// Protect keeps what only audits read.
	Protect func(ctx context.Context, scope auth.Scope, attribute string, values map[int64]string) error
}

const careerLadder = "contact-centre"

// climbing builds the careers of a centre.
type climbing struct {
	Careers
	scope  auth.Scope
	centre Centre
	today  grid.Date
	rnd    *rand.Rand
	people []workforce.Person // of the centre's own, in order of code
	rung   map[int64]string
	agent  int64 // who signs in as the agent
	kept   careers.KeptLadder
}

// BuildCareers gives a centre its ladder, everybody a rung and a past, and the elections
// and rounds of the last months.
func BuildCareers(ctx context.Context, c Careers, centre Centre, seed uint64) error {
	defer func(clock func() time.Time) {
		c.Ladders.Now, c.Evidence.Now, c.Readiness.Now, c.Elections.Now, c.Rounds.Now, c.Hiring.Now = clock, clock, clock, clock, clock, clock
	}(c.Ladders.Now)
	b := &climbing{Careers: c, scope: auth.SystemScope(1), centre: centre, today: centre.Today, rnd: stream(seed, "careers"), rung: map[int64]string{}}
	for _, step := range []func(context.Context) error{b.ladder, b.stand, b.evidence, b.protect, b.elections, b.rounds, b.requisitions} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("careers of the demonstration centre: %w", err)
		}
	}
	b.clock(b.today)
	_, err := c.Readiness.JudgeAll(ctx, b.scope)
	return err
}

// clock sets the day on which things happen.
func (b *climbing) clock(day grid.Date) {
	now := func() time.Time { return day.Start(time.UTC).Add(9 * time.Hour) }
	b.Ladders.Now, b.Evidence.Now, b.Readiness.Now, b.Elections.Now, b.Rounds.Now, b.Hiring.Now = now, now, now, now, now, now
}

// account is who signs in with a role.
func (b *climbing) account(role auth.Role) int64 {
	at := slices.IndexFunc(b.centre.Accounts, func(a Account) bool { return a.Role == role })
	return b.centre.Accounts[at].ID
}

func (b *climbing) ladder(ctx context.Context) error {
	b.clock(b.today.AddDays(-400))
	draft, err := b.Ladders.Begin(ctx, b.scope, careerLadder, 0)
	if err != nil {
		return err
	}
	b.kept, err = b.Ladders.Publish(ctx, b.scope, draft.ID, draft.Version)
	return err
}

// shares of people by rung, from the top: a few lead, most serve.
var careerShares = []struct {
	rung  string
	share float64
	least int // months of service
}{
	{"operations-manager", 0.004, 40}, {"service-manager", 0.012, 36}, {"trainer", 0.012, 30}, {"supervisor", 0.03, 24},
	{"expert", 0.015, 30}, {"specialist", 0.05, 20}, {"advanced", 0.03, 18}, {"excellent", 0.2, 12}, {"qualified", 0.5, 4},
}

// stand puts the centre's own people on rungs, the longest service highest, each with the
// rungs below before.
func (b *climbing) stand(ctx context.Context) error {
	all, err := b.Workforce.People.Find(ctx, b.scope, workforce.Filter{})
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.EmployerID == b.centre.Employers["OWN"] && p.EmployedOn(b.today) {
			b.people = append(b.people, p)
		}
	}
	for _, a := range b.centre.Accounts {
		if a.Role == auth.Agent {
			b.agent = a.Person
		}
	}
	order := slices.Clone(b.people)
	slices.SortStableFunc(order, func(x, y workforce.Person) int { return x.HiredOn.Compare(y.HiredOn) })
	next := 0
	for _, s := range careerShares {
		for range int(s.share * float64(len(order))) {
			if next < len(order) && order[next].HiredOn.DaysUntil(b.today) >= 30*s.least {
				b.rung[order[next].ID] = s.rung
				next++
			}
		}
	}
	b.rung[b.agent] = "excellent"
	var spells []careers.Spell
	for _, p := range b.people {
		spells = append(spells, b.climb(p)...)
	}
	return b.Ladders.Stand(ctx, b.scope, spells)
}

// climb are the rungs of somebody, spread over their service.
func (b *climbing) climb(p workforce.Person) []careers.Spell {
	rung := b.rung[p.ID]
	if rung == "" {
		rung = "new"
		if p.HiredOn.DaysUntil(b.today) > 150 {
			rung = "qualified"
		}
		b.rung[p.ID] = rung
	}
	var way []string
	for _, t := range b.kept.Ladder.Tracks {
		if i := slices.Index(t.Rungs, rung); i >= 0 {
			way = t.Rungs[:i+1]
			break
		}
	}
	served := max(len(way), p.HiredOn.DaysUntil(b.today)-20)
	var out []careers.Spell
	from := p.HiredOn
	for i, r := range way {
		s := careers.Spell{PersonID: p.ID, Ladder: careerLadder, Rung: r, From: from, Reason: "import", RecordedAt: b.Ladders.Now()}
		if i < len(way)-1 {
			from = p.HiredOn.AddDays(served * (i + 1) / (len(way) + 1))
			if !from.After(s.From) {
				from = s.From.AddDays(1)
			}
			s.To = from
		}
		out = append(out, s)
	}
	return out
}

// evidenceDays is how far back the centre's evidence goes.
const evidenceDays = 170

// worth is how good somebody is, around 0; the agent lacks nothing but a little.
func (b *climbing) worth(id int64) float64 {
	if id == b.agent {
		return 0.4
	}
	return b.rnd.NormFloat64()
}

// evidence is half a year of adherence and evaluations, certificates and courses.
func (b *climbing) evidence(ctx context.Context) error {
	b.clock(b.today)
	var quality, adherence, training []careers.Fact
	fact := func(p int64, register ladder.Register, name string, day grid.Date, value float64, ref string) careers.Fact {
		return careers.Fact{PersonID: p, Register: string(register), Name: name, Day: day, Value: value, Weight: 1, Reference: ref}
	}
	clip := func(v float64) float64 { return float64(int(1000*min(1, max(0.3, v)))) / 1000 }
	for _, p := range b.people {
		worth := b.worth(p.ID)
		serves := p.HiredOn.DaysUntil(b.today)
		for d := 1; d <= min(evidenceDays, serves); d++ {
			day := b.today.AddDays(-d)
			if (d+int(p.ID))%7 < 5 {
				share := clip(0.925 + 0.02*worth + 0.03*b.rnd.NormFloat64())
				if p.SiteID != b.centre.Sites[0].ID || day.Before(b.today.Monday().AddDays(-7*attendedWeeks)) { // later, attendance tells
					adherence = append(adherence, fact(p.ID, ladder.MetricRegister, ladder.AdherenceRatio, day, share, "day"))
				}
			}
			if d%6 == int(p.ID)%6 {
				quality = append(quality, fact(p.ID, ladder.MetricRegister, ladder.QualityScore, day, clip(0.885+0.04*worth+0.04*b.rnd.NormFloat64()), fmt.Sprintf("evaluation %d-%d", p.ID, d)))
			}
		}
		if serves > 60 {
			training = append(training, fact(p.ID, ladder.CertificateRegister, ladder.Induction, p.HiredOn.AddDays(45), 1, "induction"))
		}
		if serves > 300 && (b.rnd.IntN(5) > 1 || p.ID == b.agent) {
			training = append(training, fact(p.ID, ladder.CertificateRegister, ladder.ProductKnowledge, p.HiredOn.AddDays(280), 1, "examination"))
		}
		if b.rung[p.ID] == "excellent" && b.rnd.IntN(2) == 0 && p.ID != b.agent {
			training = append(training, fact(p.ID, ladder.TrainingRegister, ladder.LeadershipCourse, b.today.AddDays(-120), 16, "course"))
		}
	}
	for source, facts := range map[string][]careers.Fact{"quality": quality, "clock": adherence, "training": training} {
		if _, err := b.Evidence.Keep(ctx, b.scope, source, facts); err != nil {
			return err
		}
	}
	hr := b.scope.WithActor(b.account(auth.HR))
	_, err := b.Evidence.Enter(ctx, hr, careers.Piece{
		Fact: careers.Fact{PersonID: b.agent, Register: string(ladder.TrainingRegister), Name: ladder.LeadershipCourse, Day: b.today.AddDays(-40), Value: 8},
		Note: "First of two days of the course; the second is in spring", FileName: "attendance-list.pdf",
	})
	return err
}

// protect keeps made-up groups, for the audit of rounds.
func (b *climbing) protect(ctx context.Context) error {
	sex, age := map[int64]string{}, map[int64]string{}
	for _, p := range b.people {
		sex[p.ID] = []string{"women", "men"}[b.rnd.IntN(2)]
		age[p.ID] = []string{"under 40", "40 and over"}[min(1, b.rnd.IntN(3)/2)]
	}
	if err := b.Protect(ctx, b.scope, "sex", sex); err != nil {
		return err
	}
	return b.Protect(ctx, b.scope, "age", age)
}
