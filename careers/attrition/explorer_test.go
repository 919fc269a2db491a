package attrition_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/attrition/store"
	"github.com/muster-wfm/muster/careers/survival"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// centre is a small centre with a store of its own.
type centre struct {
	*workforce.Service
	employments *attrition.Employments
	explorer    *attrition.Explorer
	all         auth.Scope
	north       workforce.Site
	south       workforce.Site
	own         workforce.Employer
	vendor      workforce.Employer
}

type places struct{ *workforce.Service }

func (p places) Sites(ctx context.Context, scope auth.Scope) ([]workforce.Site, error) {
	return p.Service.Sites.Find(ctx, scope, workforce.Filter{})
}

func (p places) Employers(ctx context.Context, scope auth.Scope) ([]workforce.Employer, error) {
	return p.Service.Employers.Find(ctx, scope, workforce.Filter{})
}

func (p places) Person(ctx context.Context, scope auth.Scope, id int64) (workforce.Person, error) {
	return p.Service.People.Get(ctx, scope, id)
}

func (p places) People(ctx context.Context, scope auth.Scope) ([]workforce.Person, error) {
	return p.Service.People.Find(ctx, scope, workforce.Filter{})
}

type noJournal struct{}

func (noJournal) Record(context.Context, auth.Scope, string, string, any) error { return nil }

var now = time.Date(2026, time.March, 10, 9, 0, 0, 0, time.UTC)

func newCentre(t *testing.T, db *database.DB) *centre {
	t.Helper()
	c := &centre{Service: workforce.NewService(workforcestore.New(db), holidays.Seed), all: auth.SystemScope(1)}
	keep := store.New(db)
	c.employments = attrition.NewEmployments(keep, places{c.Service}, noJournal{})
	c.employments.Now = func() time.Time { return now }
	c.explorer = attrition.NewExplorer(c.employments, keep)
	var err error
	made := func(e error) {
		if t.Helper(); e != nil {
			t.Fatal(e)
		}
	}
	c.north, err = c.Service.Sites.Create(t.Context(), c.all, workforce.Site{Code: "N", Name: "North", Zone: "Europe/London", Country: "GB"})
	made(err)
	c.south, err = c.Service.Sites.Create(t.Context(), c.all, workforce.Site{Code: "S", Name: "South", Zone: "Europe/London", Country: "GB"})
	made(err)
	c.own, err = c.Service.Employers.Create(t.Context(), c.all, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff})
	made(err)
	c.vendor, err = c.Service.Employers.Create(t.Context(), c.all, workforce.Employer{Code: "V", Name: "Vendor", Kind: workforce.Vendor})
	made(err)
	return c
}

// hire keeps n employments at a site, every third of which ended after some months.
func (c *centre) hire(t *testing.T, prefix string, n int, site int64, source string) {
	t.Helper()
	var events []attrition.Event
	for i := range n {
		code := prefix + strings.Repeat("i", i+1)
		hired := grid.MustDate("2024-01-08").AddDays(11 * i)
		events = append(events, attrition.Event{Code: code, Kind: attrition.Hired, Day: hired, SiteID: site, EmployerID: c.own.ID, Team: "T" + prefix, Source: source, CostMinor: 1000_00})
		if i%3 == 0 {
			events = append(events, attrition.Event{Code: code, Kind: attrition.Left, Day: hired.AddDays(40 + 13*i), SiteID: site, EmployerID: c.own.ID, ExitKind: attrition.Voluntary, Reason: "pay"})
		}
	}
	if _, err := c.employments.Keep(t.Context(), c.all, events); err != nil {
		t.Fatal(err)
	}
}

// 004-01: what the screen shows is what the statistics package says of the same spells.
func TestTheExplorerShowsTheFiguresOfSurvivalAnalysis(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		c.hire(t, "a", 36, c.north.ID, "Referral")
		c.hire(t, "b", 30, c.south.ID, "Job board")
		q := attrition.Question{By: attrition.BySite, From: grid.MustDate("2024-06-01"), Months: 12}
		r, err := c.explorer.Explore(t.Context(), c.all, q)
		if err != nil {
			t.Fatal(err)
		}
		cohort, group, called, _, err := c.explorer.Cohort(t.Context(), c.all, q)
		if err != nil || len(called) != 2 {
			t.Fatalf("groups %v, %v; want two", called, err)
		}
		o := cohort.Observations()
		for g, name := range called {
			km, err := survival.KaplanMeier(o.Subset(func(i int) bool { return group[i] == g }))
			if err != nil {
				t.Fatal(err)
			}
			for m, got := range r.Groups[g].Survival {
				want := km.At(km.Survival, float64(m)*365.25/12, 1)
				if !math.IsNaN(got) && math.Abs(got-want) > 1e-12 {
					t.Errorf("%s, month %d: %v; want %v", name, m, got, want)
				}
			}
		}
		test, err := survival.LogRank(o, group, 2, 0)
		if err != nil || math.Abs(test.ChiSquare-r.Test.ChiSquare) > 1e-12 {
			t.Errorf("log-rank %v; want %v (%v)", r.Test, test, err)
		}
		if r.To != grid.MustDate("2026-02-28") {
			t.Errorf("figures up to %s; want the end of last month", r.To)
		}
	})
}

// 004-08: a small group is hidden, and another with it, or the total gives it away.
func TestSmallGroupsAreHiddenAndCannotBeWorkedOut(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		c.hire(t, "a", 30, c.north.ID, "Referral")
		c.hire(t, "b", 14, c.north.ID, "Job board")
		c.hire(t, "c", 4, c.north.ID, "Agency")
		r, err := c.explorer.Explore(t.Context(), c.all, attrition.Question{By: attrition.BySource})
		if err != nil {
			t.Fatal(err)
		}
		hidden := map[string]bool{}
		for _, g := range r.Groups {
			if hidden[g.Name] = g.Hidden; g.Hidden && (g.People != 0 || g.Survival != nil) {
				t.Errorf("group %s is hidden with %d people and a curve", g.Name, g.People)
			}
		}
		if !hidden["Agency"] || !hidden["Job board"] || hidden["Referral"] {
			t.Errorf("hidden %v; want Agency, and Job board with it", hidden)
		}
		// the same people but for four: the difference would be the four
		r, err = c.explorer.Explore(t.Context(), c.all, attrition.Question{From: grid.MustDate("2024-02-20")})
		if err != nil {
			t.Fatal(err)
		}
		if !r.Refused && 48-r.All.People > 0 && 48-r.All.People < r.Smallest {
			t.Errorf("%d of 48 people shown beside all; the difference is %d", r.All.People, 48-r.All.People)
		}
	})
}

func TestACoordinatorSeesNobodyOfOtherEmployers(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		c.hire(t, "a", 12, c.north.ID, "Referral")
		scope, err := auth.NewScope(auth.Grant{Tenant: 1, Actor: 7, AllSites: true, Employer: c.vendor.ID, Permissions: []auth.Permission{auth.ReadCareers}})
		if err != nil {
			t.Fatal(err)
		}
		spells, _, err := c.employments.Spells(t.Context(), scope)
		if err != nil || len(spells) != 0 {
			t.Errorf("%d spells of another employer, %v; want none", len(spells), err)
		}
		r, err := c.explorer.Explore(t.Context(), scope, attrition.Question{})
		if err != nil || !r.Refused {
			t.Errorf("%+v, %v; want nothing shown", r, err)
		}
	})
}

func TestAFileIsTakenInWholeTriedFirstAndUndone(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		file := "工号,入职日期,离职日期,离职类型,离职原因,招聘渠道,招聘成本,职场,公司,Shoe size\n" +
			"1,2024/1/8,2024-09-30,辞职,pay,Referral,900,North,OWN,43\n" +
			"2,2024-01-08,,,,Campus,1300,S,OWN,\n"
		tried, err := c.employments.Import(t.Context(), c.all, strings.NewReader(file), "hr.csv", true)
		if err != nil || len(tried.Problems) > 0 || tried.Added != 3 || tried.Written || len(tried.Ignored) != 1 {
			t.Fatalf("dry run %+v, %v; want three events, nothing written, one column left aside", tried, err)
		}
		done, err := c.employments.Import(t.Context(), c.all, strings.NewReader(file), "hr.csv", false)
		if err != nil || !done.Written {
			t.Fatalf("%+v, %v", done, err)
		}
		again, err := c.employments.Import(t.Context(), c.all, strings.NewReader(file), "hr.csv", false)
		if err != nil || again.Added != 0 || again.Written {
			t.Errorf("the same file again: %+v, %v; want nothing new", again, err)
		}
		spells, _, _ := c.employments.Spells(t.Context(), c.all)
		if len(spells) != 2 || spells[0].CostMinor != 900_00 || spells[0].ExitKind != attrition.Voluntary {
			t.Errorf("spells %+v", spells)
		}
		if _, err := c.employments.Undo(t.Context(), c.all, done.ImportID); err != nil {
			t.Fatal(err)
		}
		if spells, _, _ = c.employments.Spells(t.Context(), c.all); len(spells) != 0 {
			t.Errorf("%d spells after undo", len(spells))
		}
		if _, err := c.employments.Undo(t.Context(), c.all, done.ImportID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("undone twice: %v", err)
		}
	})
}

func TestAFileThatCannotBeIsNamedByLineAndColumn(t *testing.T) {
	c := newCentre(t, databasetest.OpenSQLite(t))
	for name, tried := range map[string]struct{ file, line, want string }{
		"stop before start":  {"code,hired_on,left_on,site,employer\n1,2024-03-01,2024-02-01,N,OWN\n", "", "no day before 2024-03-01"},
		"unknown site":       {"code,hired_on,site,employer\n1,2024-03-01,Nowhere,OWN\n", "", "code or name of a site"},
		"no day":             {"code,hired_on,site,employer\n1,soon,N,OWN\n", "", "a day such as"},
		"left without hire":  {"code,event,date,site,employer\n1,left,2024-03-01,N,OWN\n", "", "a hire no later than"},
		"hired twice":        {"code,event,date,site,employer\n1,hired,2024-03-01,N,OWN\n1,hired,2024-05-01,N,OWN\n", "", "an exit before somebody is hired again"},
		"leave without end":  {"code,event,date,site,employer\n1,hired,2020-03-01,N,OWN\n1,leave,2020-05-01,N,OWN\n", "", "or an exit"},
		"unknown exit":       {"code,hired_on,left_on,exit type,site,employer\n1,2024-03-01,2024-05-01,abducted,N,OWN\n", "", "voluntary, dismissal"},
		"a negative cost":    {"code,hired_on,cost,site,employer\n1,2024-03-01,-5,N,OWN\n", "", "an amount of 0 or more"},
		"event unknown":      {"code,event,date,site,employer\n1,married,2024-03-01,N,OWN\n", "", "hired, left, moved or leave"},
		"exit after another": {"code,event,date,site,employer\n1,hired,2024-03-01,N,OWN\n1,left,2024-04-01,N,OWN\n1,left,2024-05-01,N,OWN\n", "", "one exit for each hire"},
	} {
		report, err := c.employments.Import(t.Context(), c.all, strings.NewReader(tried.file), "x.csv", false)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if report.Written || len(report.Problems) == 0 || !strings.Contains(report.Problems[0].Expected, tried.want) || report.Problems[0].Line < 2 {
			t.Errorf("%s: %+v; want a problem that expects %q, and nothing written", name, report, tried.want)
		}
	}
}

func TestAnEventThatContradictsOthersIsRefused(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		c := newCentre(t, db)
		p, err := c.Service.People.Create(t.Context(), c.all, workforce.Person{Code: "1", Name: "One", SiteID: c.north.ID, EmployerID: c.own.ID, HiredOn: grid.MustDate("2024-01-08")})
		if err != nil {
			t.Fatal(err)
		}
		record := func(e attrition.Event) error {
			_, err := c.employments.Record(t.Context(), c.all, p.ID, e)
			return err
		}
		if err := record(attrition.Event{Kind: attrition.Hired, Day: grid.MustDate("2024-01-08"), Source: "Referral"}); err != nil {
			t.Fatal(err)
		}
		var invalid *workforce.InvalidError
		for name, e := range map[string]attrition.Event{
			"left before hired":                {Kind: attrition.Left, Day: grid.MustDate("2023-05-01"), ExitKind: attrition.Voluntary},
			"left without how":                 {Kind: attrition.Left, Day: grid.MustDate("2025-05-01")},
			"leave that ends before it begins": {Kind: attrition.Leave, Day: grid.MustDate("2025-05-01"), LastDay: grid.MustDate("2025-04-01")},
			"leave of four years":              {Kind: attrition.Leave, Day: grid.MustDate("2024-05-01"), LastDay: grid.MustDate("2028-05-01")},
			"the same again":                   {Kind: attrition.Hired, Day: grid.MustDate("2024-01-08")},
		} {
			if err := record(e); !errors.As(err, &invalid) {
				t.Errorf("%s: %v; want it refused by field", name, err)
			}
		}
		events, err := c.employments.OfPerson(t.Context(), c.all, p.ID)
		if err != nil || len(events) != 1 {
			t.Errorf("%d events kept, %v; want the hire alone", len(events), err)
		}
		e := events[0]
		e.Source = "Campus"
		if e, err = c.employments.Change(t.Context(), c.all, e); err != nil || e.Version != 2 {
			t.Fatalf("changed to version %d: %v", e.Version, err)
		}
		var stale *database.StaleError
		e.Version = 1
		if _, err = c.employments.Change(t.Context(), c.all, e); !errors.As(err, &stale) {
			t.Errorf("a stale change: %v", err)
		}
	})
}
