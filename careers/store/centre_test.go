package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
	"github.com/muster-wfm/muster/careers/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// today is the day on which everything in these tests happens, unless they say otherwise.
var today = grid.MustDate("2026-06-15")

// silent takes journal entries and jobs, and does nothing with them.
type silent struct{}

func (silent) Record(context.Context, auth.Scope, string, string, any) error { return nil }

func (silent) Enqueue(context.Context, auth.Scope, jobs.Kind, any, ...jobs.EnqueueOption) (int64, error) {
	return 1, nil
}

// accounts are three members of boards: two who are nobody of the workforce, and the
// supervisor, who is the first person.
type accounts struct{ first int64 }

func (a accounts) BoardAccounts(context.Context, auth.Scope) ([]careers.Account, error) {
	return []careers.Account{{UserID: 101, Name: "Hana"}, {UserID: 102, Name: "Pat"}, {UserID: 103, Name: "Sun", PersonID: a.first}}, nil
}

// centre is a small contact centre with services over one database.
type centre struct {
	db        *database.DB
	scope     auth.Scope
	workforce *workforce.Service
	ladders   *careers.Ladders
	evidence  *careers.Evidence
	readiness *careers.Readiness
	elections *careers.Elections
	rounds    *careers.Rounds
	kept      careers.KeptLadder
	site      int64
	other     int64
	people    []int64
	day       grid.Date
}

// newCentre is a centre of so many people at one site, and one at another, all on the
// rung of qualified agents for a year, with a ladder in force.
func newCentre(t *testing.T, db *database.DB, size int) *centre {
	t.Helper()
	ctx := t.Context()
	c := &centre{db: db, scope: auth.SystemScope(1).WithActor(7), day: today}
	w := workforce.NewService(workforcestore.New(db), holidays.Seed)
	c.workforce = w
	c.site = must(w.Sites.Create(ctx, c.scope, workforce.Site{Code: "A", Name: "A", Zone: "UTC", Country: "GB"}))(t).ID
	c.other = must(w.Sites.Create(ctx, c.scope, workforce.Site{Code: "B", Name: "B", Zone: "UTC", Country: "GB"}))(t).ID
	employer := must(w.Employers.Create(ctx, c.scope, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff}))(t).ID
	var people []workforce.Person
	for i := range size + 1 {
		site := c.site
		if i == size {
			site = c.other
		}
		people = append(people, workforce.Person{Code: fmt.Sprintf("P%03d", i), Name: fmt.Sprintf("Person %d", i), SiteID: site, EmployerID: employer, HiredOn: grid.MustDate("2025-01-06").AddDays(i)})
	}
	for _, p := range must(w.CreatePeople(ctx, c.scope, people))(t) {
		c.people = append(c.people, p.ID)
	}
	c.connect()
	k := must(c.ladders.Begin(ctx, c.scope, "CC", 0))(t)
	c.kept = must(c.ladders.Publish(ctx, c.scope, k.ID, k.Version))(t)
	var spells []careers.Spell
	for _, id := range c.people {
		spells = append(spells, careers.Spell{PersonID: id, Ladder: "CC", Rung: "qualified", From: grid.MustDate("2025-06-02"), Reason: "start", RecordedAt: c.now()})
	}
	if err := store.NewLadders(db).AddSpells(ctx, c.scope, spells); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *centre) now() time.Time { return c.day.Start(time.UTC).Add(12 * time.Hour) }

// connect makes services over the centre's database.
func (c *centre) connect() {
	staff := careers.Staff{People: c.workforce.People, Absences: c.workforce.Absences}
	evidence, rounds := store.NewEvidence(c.db), store.NewRounds(c.db)
	c.ladders = careers.NewLadders(store.NewLadders(c.db), staff, silent{})
	c.evidence = careers.NewEvidence(evidence, staff, silent{})
	c.readiness = careers.NewReadiness(store.NewReadiness(c.db), c.ladders, evidence, rounds, silent{})
	c.elections = careers.NewElections(store.NewElections(c.db), evidence, staff, silent{})
	first := int64(0)
	if len(c.people) > 0 {
		first = c.people[0]
	}
	c.rounds = careers.NewRounds(rounds, c.ladders, c.readiness, evidence, accounts{first}, silent{})
	c.ladders.Now, c.evidence.Now, c.readiness.Now, c.elections.Now, c.rounds.Now = c.now, c.now, c.now, c.now, c.now
}

// must returns a value, or ends the test.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// deserves gives people all that the move from qualified to excellent asks.
func (c *centre) deserves(t *testing.T, people ...int64) {
	t.Helper()
	var facts []careers.Fact
	for _, id := range people {
		for d := range 60 {
			facts = append(facts, careers.Fact{PersonID: id, Register: string(ladder.MetricRegister), Name: ladder.AdherenceRatio, Day: c.day.AddDays(-d), Value: 0.95, Weight: 1, Reference: fmt.Sprint(d)})
		}
		for d := range 10 {
			facts = append(facts, careers.Fact{PersonID: id, Register: string(ladder.MetricRegister), Name: ladder.QualityScore, Day: c.day.AddDays(-5 * d), Value: 0.93, Weight: 1, Reference: fmt.Sprint(d)})
		}
		facts = append(facts, careers.Fact{PersonID: id, Register: string(ladder.CertificateRegister), Name: ladder.ProductKnowledge, Day: c.day.AddDays(-100), Value: 1, Weight: 1, Reference: "course"})
	}
	if _, err := c.evidence.Keep(t.Context(), c.scope, "quality", facts); err != nil {
		t.Fatal(err)
	}
}

// as is the scope of a user who may see careers; person 0 is nobody of the workforce.
func as(t *testing.T, user, person int64, sites ...int64) auth.Scope {
	t.Helper()
	role := auth.HR
	if person != 0 {
		role = auth.Agent
	}
	scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: user, Sites: sites, AllSites: len(sites) == 0, Person: person, Permissions: auth.Permissions(role)})
	if err != nil {
		t.Fatal(err)
	}
	return scope
}

// open drafts and opens a round for excellent agents with a board of two.
func (c *centre) open(t *testing.T, seats int) careers.KeptRound {
	t.Helper()
	return c.openFor(t, "excellent", seats, careers.Changes{})
}

// openFor is a round for a rung and with changes of its own.
func (c *centre) openFor(t *testing.T, rung string, seats int, changes careers.Changes) careers.KeptRound {
	t.Helper()
	ctx := t.Context()
	r := must(c.rounds.Draft(ctx, c.scope, careers.KeptRound{
		Name: "Summer", LadderID: c.kept.ID, Rung: rung, Seats: seats, Quorum: 2, Criteria: []round.Criterion{{Code: "craft", Weight: 2}, {Code: "helping", Weight: 1}},
		Opens: c.day, Closes: c.day.AddDays(7), Effective: c.day.AddDays(30), Changes: changes,
	}))(t)
	if err := c.rounds.Seat(ctx, c.scope, r.ID, []careers.Member{{Account: careers.Account{UserID: 101}}, {Account: careers.Account{UserID: 102}}}); err != nil {
		t.Fatal(err)
	}
	return must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
}

// scored applies for people, and has both members score them alike.
func (c *centre) scored(t *testing.T, r careers.KeptRound, people ...int64) careers.KeptRound {
	t.Helper()
	ctx := t.Context()
	for _, id := range people {
		must(c.rounds.Apply(ctx, as(t, 900+id, id), r.ID, "please"))(t)
	}
	r = must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
	for _, user := range []int64{101, 102} {
		for _, id := range people {
			for _, criterion := range []string{"craft", "helping"} {
				if err := c.rounds.Score(ctx, as(t, user, 0), r.ID, careers.Marked{PersonID: id, Criterion: criterion, Points: 4}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return must(c.rounds.Advance(ctx, c.scope, r.ID, r.Version))(t)
}
