package risk_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/careers/risk/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

var now = time.Date(2026, time.March, 10, 9, 0, 0, 0, time.UTC)

// past is employments and months in which refused wishes and nights make people leave, or
// nothing does.
type past struct {
	spells []attrition.Spell
	months []risk.Month
}

func (p *past) Spells(context.Context, auth.Scope) ([]attrition.Spell, []attrition.Fault, error) {
	return p.spells, nil, nil
}

func pastOf(people int, effect float64) *past {
	rnd := rand.New(rand.NewPCG(1, 2))
	p := &past{}
	end := grid.MustDate("2026-02-28")
	for i := range people {
		code := fmt.Sprintf("%04d", i)
		hired := grid.MustDate("2023-01-02").AddDays(rnd.IntN(1000))
		s := attrition.Spell{ID: int64(i + 1), Code: code, Hired: hired, Source: []string{"Referral", "Campus"}[i%2], Language: "English"}
		last := risk.Facts{}
		for m := 0; ; m++ {
			first := grid.DateOf(time.Date(hired.Year, hired.Month+time.Month(m), 1, 12, 0, 0, 0, time.UTC))
			if first.After(end) {
				break
			}
			h := 0.025 * math.Exp(effect*(2.5*(last.Nights-0.5)+0.6*(last.Refused-1)))
			if m > 0 && rnd.Float64() < 1-math.Exp(-h) {
				s.Left, s.ExitKind = first.AddDays(rnd.IntN(27)), attrition.Voluntary
				break
			}
			last = risk.Facts{Nights: rnd.Float64(), Refused: float64(rnd.IntN(4)), Weekends: rnd.Float64(), Overtime: 10 * rnd.Float64()}
			p.months = append(p.months, risk.Month{Code: code, Month: fmt.Sprintf("%04d-%02d", first.Year, first.Month), Facts: last})
		}
		p.spells = append(p.spells, s)
	}
	return p
}

type register struct{ *workforce.Service }

func (r register) People(ctx context.Context, scope auth.Scope) ([]workforce.Person, error) {
	return r.Service.People.Find(ctx, scope, workforce.Filter{})
}

type journal struct{ actions []string }

func (j *journal) Record(_ context.Context, _ auth.Scope, action, _ string, _ any) error {
	j.actions = append(j.actions, action)
	return nil
}

type centre struct {
	warnings *risk.Warnings
	journal  *journal
	hr       auth.Scope
	people   []workforce.Person
	clock    time.Time
}

func newCentre(t *testing.T, db *database.DB, p *past) *centre {
	t.Helper()
	all := auth.SystemScope(1)
	register := register{workforce.NewService(workforcestore.New(db), holidays.Seed)}
	site, err := register.Sites.Create(t.Context(), all, workforce.Site{Code: "N", Name: "North", Zone: "Europe/London", Country: "GB"})
	if err != nil {
		t.Fatal(err)
	}
	employer, err := register.Employers.Create(t.Context(), all, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff})
	if err != nil {
		t.Fatal(err)
	}
	c := &centre{journal: &journal{}, clock: now}
	for _, s := range p.spells {
		if s.Left.IsZero() && len(c.people) < 150 {
			c.people = append(c.people, workforce.Person{Code: s.Code, Name: "P" + s.Code, SiteID: site.ID, EmployerID: employer.ID, HiredOn: s.Hired})
		}
	}
	if c.people, err = register.CreatePeople(t.Context(), all, c.people); err != nil {
		t.Fatal(err)
	}
	c.warnings = risk.New(store.New(db), p, register, c.journal)
	c.warnings.Now = func() time.Time { return c.clock }
	if c.hr, err = auth.NewScope(auth.Grant{Tenant: 1, Actor: 9, AllSites: true, Permissions: auth.Permissions(auth.HR)}); err != nil {
		t.Fatal(err)
	}
	if err := c.warnings.KeepMonths(t.Context(), c.hr, p.months); err != nil {
		t.Fatal(err)
	}
	return c
}

// 004-01: off until somebody says why; nobody but HR; each look is written down.
func TestNothingIsSaidWhileItIsOffNorToAnybodyElse(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db, pastOf(60, 1))
		var off *risk.OffError
		if _, err := c.warnings.ToTalkWith(t.Context(), c.hr); !errors.As(err, &off) {
			t.Errorf("a list while it is off: %v", err)
		}
		if _, err := c.warnings.Learn(t.Context(), c.hr); !errors.As(err, &off) {
			t.Errorf("learnt while it is off: %v", err)
		}
		var invalid *workforce.InvalidError
		if _, err := c.warnings.Turn(t.Context(), c.hr, true, "yes"); !errors.As(err, &invalid) {
			t.Errorf("switched on without a reason: %v", err)
		}
		for _, role := range auth.Roles() {
			scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 3, AllSites: true, Permissions: auth.Permissions(role)})
			if err != nil {
				t.Fatal(err)
			}
			var denied *auth.DeniedError
			_, err = c.warnings.State(t.Context(), scope)
			if errors.As(err, &denied) != (role != auth.HR) {
				t.Errorf("%s asks: %v; want HR alone answered", role, err)
			}
		}
	})
}

func TestAModelThatPassesItsGatesWarnsOfThoseWhoLeave(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		p := pastOf(1200, 1)
		c := newCentre(t, db, p)
		if _, err := c.warnings.Turn(t.Context(), c.hr, true, "Agreed with the works council"); err != nil {
			t.Fatal(err)
		}
		m, err := c.warnings.Learn(t.Context(), c.hr)
		if err != nil {
			t.Fatal(err)
		}
		if !m.Shown {
			t.Fatalf("not shown: %+v, %s", m.Findings, m.Why)
		}
		if m.Brier >= 0.98*m.AveragesBrier {
			t.Errorf("Brier %v against %v of averages", m.Brier, m.AveragesBrier)
		}
		people, err := c.warnings.ToTalkWith(t.Context(), c.hr)
		if err != nil || len(people) == 0 {
			t.Fatalf("%d people to talk with, %v", len(people), err)
		}
		last := map[string]risk.Facts{}
		for _, month := range p.months {
			last[month.Code] = month.Facts
		}
		if !slices.IsSortedFunc(people, func(a, b risk.Listed) int { return cmp.Compare(a.Person.Name, b.Person.Name) }) {
			t.Error("people are ranked; want them by name")
		}
		for _, l := range people {
			f := last[l.Person.Code]
			if 2.5*(f.Nights-0.5)+0.6*(f.Refused-1) < 0 {
				t.Errorf("%s is listed with %+v", l.Person.Code, f)
			}
			if !(l.Lower < l.Chance && l.Chance < l.Upper) || len(l.Parts) == 0 || l.Parts[0].Points <= 0 {
				t.Errorf("%+v; want an interval and what raises the chance", l.Score)
			}
			if l.ExpiresAt.Sub(now) != 45*24*time.Hour {
				t.Errorf("expires %s", l.ExpiresAt)
			}
		}
		views, err := c.warnings.Views(t.Context(), c.hr)
		if err != nil || len(views) != len(people) {
			t.Errorf("%d looks written down for %d people, %v", len(views), len(people), err)
		}
		who := people[0].PersonID
		if _, err := c.warnings.Record(t.Context(), c.hr, risk.Talk{PersonID: who, Outcome: risk.Agreed, Note: "fewer nights"}); err != nil {
			t.Fatal(err)
		}
		self, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 5, AllSites: true, Person: who, Permissions: auth.Permissions(auth.Agent)})
		if err != nil {
			t.Fatal(err)
		}
		own, err := c.warnings.Own(t.Context(), self, people[0].Person.Code)
		if err != nil || len(own.Scores) != 1 || len(own.Talks) != 1 || len(own.Views) != 1 || len(own.Months) == 0 {
			t.Errorf("own data %+v, %v; want score, conversation, look and months", own, err)
		}
		c.clock = now.Add(46 * 24 * time.Hour)
		if people, err = c.warnings.ToTalkWith(t.Context(), c.hr); err != nil || len(people) != 0 {
			t.Errorf("%d people after 46 days, %v; want none", len(people), err)
		}
		c.clock = now
		if _, err := c.warnings.Turn(t.Context(), c.hr, false, "The trial has come to its end"); err != nil {
			t.Fatal(err)
		}
		if own, _ = c.warnings.Own(t.Context(), self, c.people[0].Code); len(own.Scores) != 0 {
			t.Error("scores are kept after it was switched off")
		}
	})
}

// 004-01: facts that say nothing make no model, but averages that are called so.
func TestAModelThatLearntNothingIsNotShown(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t), pastOf(600, 0))
	if _, err := c.warnings.Turn(t.Context(), c.hr, true, "Agreed with the works council"); err != nil {
		t.Fatal(err)
	}
	m, err := c.warnings.Learn(t.Context(), c.hr)
	if err != nil || m.Shown || len(m.Cells) == 0 {
		t.Fatalf("shown %v, %d averages, %v; want averages alone", m.Shown, len(m.Cells), err)
	}
	people, err := c.warnings.ToTalkWith(t.Context(), c.hr)
	if err != nil || len(people) != 0 {
		t.Errorf("%d people by averages, %v; want nobody named", len(people), err)
	}
}

func TestNobodyKnownMakesNoModel(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t), &past{})
	if _, err := c.warnings.Turn(t.Context(), c.hr, true, "Agreed with the works council"); err != nil {
		t.Fatal(err)
	}
	m, err := c.warnings.Learn(t.Context(), c.hr)
	if err != nil || m.Shown || m.Why == "" {
		t.Errorf("%+v, %v; want no model, and why", m, err)
	}
}

// 004-01, recipe section 9: what was found about people is kept for 24 months, whether or
// not early warning is still on; the newest model stays.
func TestWhatWasFoundAboutPeopleIsForgottenAfterTwoYears(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, c := t.Context(), newCentre(t, db, pastOf(60, 1))
		kept := store.New(db)
		long := now.AddDate(0, -24, -1)
		who := c.people[0].ID
		for _, at := range []time.Time{long, now.AddDate(0, -23, 0)} {
			if _, err := kept.AddTalk(ctx, c.hr, risk.Talk{PersonID: who, Outcome: risk.Talked, At: at}); err != nil {
				t.Fatal(err)
			}
			if err := kept.AddViews(ctx, c.hr, []risk.View{{PersonID: who, What: "list", At: at}}); err != nil {
				t.Fatal(err)
			}
		}
		m := &risk.Model{MadeAt: long}
		for range 2 {
			if err := kept.AddModel(ctx, c.hr, m); err != nil {
				t.Fatal(err)
			}
		}
		if err := kept.PutScores(ctx, c.hr, []risk.Score{{PersonID: who, ModelID: m.ID, MadeAt: long, ExpiresAt: now.AddDate(1, 0, 0)}}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{4, 0} { // a conversation, a look, a model, a score; then nothing
			if n, err := c.warnings.Forget(ctx, c.hr); err != nil || n != want {
				t.Errorf("%d rows forgotten, %v; want %d", n, err, want)
			}
		}
		talks, err := kept.Talks(ctx, c.hr)
		if err != nil || len(talks) != 1 || talks[0].At.Before(long.AddDate(0, 1, 0)) {
			t.Errorf("talks %v, %v; want the one of 23 months ago", talks, err)
		}
		if _, err := kept.Model(ctx, c.hr); err != nil {
			t.Errorf("the newest model: %v", err)
		}
	})
}
