package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/careers/hiring/store"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

type silent struct{}

func (silent) Record(context.Context, auth.Scope, string, string, any) error { return nil }

// newcomers and events are what a hire does elsewhere; events may break.
type newcomers struct{ w *workforce.Service }

func (n newcomers) Engage(ctx context.Context, scope auth.Scope, p workforce.Person) (workforce.Person, error) {
	made, err := n.w.CreatePeople(ctx, scope, []workforce.Person{p})
	if err != nil {
		return p, err
	}
	return made[0], nil
}

// InForce: agreements hold from the second of March on.
func (newcomers) InForce(_ context.Context, _ auth.Scope, _ int64, on grid.Date) (bool, error) {
	return !on.Before(grid.MustDate("2026-03-02")), nil
}

type events struct{ broken error }

func (e *events) Record(_ context.Context, _ auth.Scope, _ int64, x attrition.Event) (attrition.Event, error) {
	return x, e.broken
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// hr is a user of HR at some sites, all where none is named.
func hr(t *testing.T, user int64, sites ...int64) auth.Scope {
	t.Helper()
	return must(auth.NewScope(auth.Grant{Tenant: 1, Actor: user, Sites: sites, AllSites: len(sites) == 0, Permissions: auth.Permissions(auth.HR)}))(t)
}

// 004-02, 004-03: a requisition comes back as it was written, is seen at its site alone,
// and a hire that breaks half-way leaves nothing.
func TestRequisitionsAreKept(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, all := t.Context(), auth.SystemScope(1).WithActor(7)
		w := workforce.NewService(workforcestore.New(db), holidays.Seed)
		a := must(w.Sites.Create(ctx, all, workforce.Site{Code: "A", Name: "A", Zone: "UTC", Country: "GB"}))(t).ID
		b := must(w.Sites.Create(ctx, all, workforce.Site{Code: "B", Name: "B", Zone: "UTC", Country: "GB"}))(t).ID
		own := must(w.Employers.Create(ctx, all, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff}))(t).ID
		kept, broken := store.New(db), &events{}
		s := hiring.New(kept, hiring.Books{Staff: newcomers{w}, Employments: broken, Journal: silent{}})
		r := must(s.Write(ctx, hr(t, 101), hiring.Requisition{
			Name: "Spring", Role: "Agent", Seats: 1, SiteID: a, EmployerID: own, StartsOn: grid.MustDate("2026-03-02"), Wishes: []hiring.ShiftWish{hiring.Early},
			Needs: []hiring.Need{{Code: "calls", Task: "talks"}}, Conditions: []hiring.Condition{{Code: "en", Kind: "language", What: "English", Need: "calls"}},
		}))(t)
		back := must(kept.Requisition(ctx, all, r.ID))(t)
		back.WrittenAt = r.WrittenAt // of the resolution of the database
		if diff := cmp.Diff(r, back); diff != "" {
			t.Errorf("what was written and read differ: %s", diff)
		}
		if _, err := s.Report(ctx, hr(t, 102, b), r.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("HR of another site: got %v, want not found", err)
		}
		var denied *auth.DeniedError
		if _, err := s.List(ctx, must(auth.NewScope(auth.Grant{Tenant: 1, Actor: 9, AllSites: true, Permissions: auth.Permissions(auth.Planner)}))(t), 0, 10); !errors.As(err, &denied) {
			t.Errorf("a planner lists: %v", err)
		}
		if _, err := s.Write(ctx, hr(t, 102, b), r); err == nil {
			t.Error("HR of another site wrote one for the first")
		}
		var refused *careers.RefusedError
		if err := s.Approve(ctx, hr(t, 101), r.ID, r.Version); !errors.As(err, &refused) || refused.Rules[0].Kind != hiring.OwnWords {
			t.Errorf("approving one's own: %v", err)
		}
		if err := s.Approve(ctx, hr(t, 102), r.ID, r.Version); err != nil {
			t.Fatal(err)
		}
		c := must(s.Enter(ctx, hr(t, 101), hiring.Candidate{RequisitionID: r.ID, Channel: "campus", AppliedOn: grid.MustDate("2026-02-02")}))(t)
		c.Stage, c.Answers = hiring.Offered, map[string]hiring.Answer{"en": hiring.Met}
		c = must(s.Move(ctx, hr(t, 101), c, grid.MustDate("2026-02-09")))(t)
		if diff := cmp.Diff(c, must(kept.Candidate(ctx, all, r.ID, c.ID))(t)); diff != "" {
			t.Errorf("candidate: %s", diff)
		}
		stale := c
		stale.Version--
		var old *database.StaleError
		if _, err := s.Move(ctx, hr(t, 101), stale, grid.Date{}); !errors.As(err, &old) {
			t.Errorf("a candidate changed meanwhile: %v", err)
		}
		hire := hiring.Engagement{Code: "N1", Name: "New", HiredOn: grid.MustDate("2026-03-02")}
		broken.broken = errors.New("no")
		if _, err := s.Hire(ctx, hr(t, 101), r.ID, c.ID, c.Version, hire); err == nil {
			t.Fatal("hired though the employment was not kept")
		}
		if people := must(w.People.Find(ctx, all, workforce.Filter{}))(t); len(people) != 0 {
			t.Errorf("half a hire is kept: %v", people)
		}
		broken.broken = nil
		early := hire
		early.HiredOn = grid.MustDate("2026-02-01")
		var invalid *workforce.InvalidError
		if _, err := s.Hire(ctx, hr(t, 101), r.ID, c.ID, c.Version, early); !errors.As(err, &invalid) {
			t.Errorf("hired before they applied: %v", err)
		}
		if _, err := s.Hire(ctx, hr(t, 101), r.ID, c.ID, c.Version, hire); err != nil {
			t.Fatal(err)
		}
		if err := s.Spend(ctx, hr(t, 101), r.ID, r.Version+1, " campus ", 500); err != nil {
			t.Fatal(err)
		}
		nowhere := r
		nowhere.SiteID = 99
		var gone *database.ReferencedError
		if _, err := s.Write(ctx, hr(t, 101), nowhere); !errors.As(err, &gone) {
			t.Errorf("a site that is not there: %v", err)
		}
		report := must(s.Report(ctx, hr(t, 101), r.ID))(t)
		if report.Hired != 1 || report.Candidates[0].PersonID == 0 || report.Funnel[4].Reached != 1 || len(report.Channels) != 1 {
			t.Errorf("after the hire: %+v", report)
		}
	})
}

// rungs is a ladder of one rung, on which there may be no place.
type rungs struct {
	full  bool
	stood []careers.Spell
}

func (r *rungs) InForce(context.Context, auth.Scope) (map[string]careers.KeptLadder, error) {
	return map[string]careers.KeptLadder{"cc": {Ladder: &ladder.Ladder{Code: "cc", Rungs: []ladder.Rung{{Code: "new"}}}}}, nil
}

func (r *rungs) Place(_ context.Context, _ auth.Scope, x careers.Spell) error {
	if r.full {
		return &careers.RefusedError{Rules: []*careers.Refused{{Kind: "more than there are seats", Who: x.Rung, Expected: "a rung with a free place"}}}
	}
	r.stood = append(r.stood, x)
	return nil
}

// 004-04, 004-06: whoever is hired begins on the rung of the requisition and under an
// agreement that holds on the day; what one of them refuses leaves nothing of the hire.
func TestAHireBeginsOnARungAndUnderAnAgreement(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		ctx, all := t.Context(), auth.SystemScope(1).WithActor(7)
		w := workforce.NewService(workforcestore.New(db), holidays.Seed)
		site := must(w.Sites.Create(ctx, all, workforce.Site{Code: "A", Name: "A", Zone: "UTC", Country: "GB"}))(t).ID
		own := must(w.Employers.Create(ctx, all, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff}))(t).ID
		agreement := must(w.Agreements.Create(ctx, all, workforce.Agreement{Code: "A", Name: "A", Terms: []workforce.Terms{{
			Rules: workforce.Rules{WeeklyMaxMin: 40 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 5, MinDaysOffPerWeek: 2},
			Templates: []workforce.ShiftTemplate{{
				Code: "D", Letter: "D", Name: "Day", Weekdays: []time.Weekday{time.Monday}, EarliestStartMin: 8 * 60, LatestStartMin: 8 * 60, StepMin: 30, LengthsMin: []int{480},
			}},
		}}}))(t).ID
		ladders := &rungs{full: true}
		s := hiring.New(store.New(db), hiring.Books{Staff: newcomers{w}, Rungs: ladders, Employments: &events{}, Journal: silent{}})
		ask := hiring.Requisition{Name: "Spring", Role: "Agent", Seats: 1, SiteID: site, EmployerID: own, StartsOn: grid.MustDate("2026-03-02"), Ladder: "cc", Rung: "queen"}
		var invalid *workforce.InvalidError
		if _, err := s.Write(ctx, hr(t, 101), ask); !errors.As(err, &invalid) {
			t.Errorf("a rung that is not there: %v", err)
		}
		ask.Rung = "new"
		r := must(s.Write(ctx, hr(t, 101), ask))(t)
		if err := s.Approve(ctx, hr(t, 102), r.ID, r.Version); err != nil {
			t.Fatal(err)
		}
		c := must(s.Enter(ctx, hr(t, 101), hiring.Candidate{RequisitionID: r.ID, Channel: "campus", AppliedOn: grid.MustDate("2026-02-02")}))(t)
		c.Stage = hiring.Offered
		if _, err := s.Move(ctx, hr(t, 101), c, grid.MustDate("2026-02-01")); !errors.As(err, &invalid) {
			t.Errorf("an offer before they applied: %v", err)
		}
		c = must(s.Move(ctx, hr(t, 101), c, grid.MustDate("2026-02-20")))(t)
		hire := hiring.Engagement{Code: "N1", Name: "New", HiredOn: grid.MustDate("2026-03-02"), Agreement: agreement}
		early := hire
		early.HiredOn = grid.MustDate("2026-03-01")
		if _, err := s.Hire(ctx, hr(t, 101), r.ID, c.ID, c.Version, early); !errors.As(err, &invalid) {
			t.Errorf("under an agreement that does not hold yet: %v", err)
		}
		var refused *careers.RefusedError
		if _, err := s.Hire(ctx, hr(t, 101), r.ID, c.ID, c.Version, hire); !errors.As(err, &refused) {
			t.Errorf("on a rung without a place: %v", err)
		}
		if left := must(w.People.Find(ctx, all, workforce.Filter{}))(t); len(left) != 0 {
			t.Fatalf("refused hires left %+v", left)
		}
		ladders.full = false
		out := must(s.Hire(ctx, hr(t, 101), r.ID, c.ID, c.Version, hire))(t)
		if p := must(w.People.Get(ctx, all, out.PersonID))(t); p.AgreementOn(hire.HiredOn) != agreement {
			t.Errorf("under agreement %d, want %d", p.AgreementOn(hire.HiredOn), agreement)
		}
		want := []careers.Spell{{PersonID: out.PersonID, Ladder: "cc", Rung: "new", From: hire.HiredOn, Reason: "Spring, C-001"}}
		if diff := cmp.Diff(want, ladders.stood); diff != "" {
			t.Error(diff)
		}
		report := must(s.Report(ctx, hr(t, 101), r.ID))(t)
		days := report.Candidates[0].Days
		if days[hiring.Applied] != grid.MustDate("2026-02-02") || days[hiring.Offered] != grid.MustDate("2026-02-20") || days[hiring.Hired].IsZero() || report.Rung != "new" {
			t.Errorf("days %v on rung %q", days, report.Rung)
		}
	})
}
