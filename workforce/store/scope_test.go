package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// crew is one person at each of the centre's places: own staff and vendor in
// Leeds, vendor in Chengdu.
func (c *centre) crew(t *testing.T) (own, leedsVendor, chengduVendor workforce.Person) {
	t.Helper()
	a, b, d := c.person("A"), c.person("B"), c.person("C")
	b.EmployerID, b.TeamID = c.vendor.ID, 0
	d.EmployerID, d.TeamID, d.SiteID = c.vendor.ID, 0, c.chengdu.ID
	return c.hire(t, a), c.hire(t, b), c.hire(t, d)
}

// scopeOf is the scope of a user with one role.
func scopeOf(t *testing.T, role auth.Role, g auth.Grant) auth.Scope {
	t.Helper()
	g.Tenant, g.Actor, g.Permissions = 1, 1, auth.Permissions(role)
	scope, err := auth.NewScope(g)
	if err != nil {
		t.Fatal(err)
	}
	return scope
}

func codes(people []workforce.Person) string {
	all := make([]string, len(people))
	for i, p := range people {
		all[i] = p.Code
	}
	return strings.Join(all, " ")
}

func TestAScopeSeesNoMoreThanItsSitesEmployerAndPerson(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		own, leedsVendor, chengduVendor := c.crew(t)
		for _, p := range []workforce.Person{own, leedsVendor, chengduVendor} {
			if _, err := c.Absences.Create(t.Context(), c.all, workforce.Absence{
				PersonID: p.ID, From: grid.MustDate("2026-03-02"), To: grid.MustDate("2026-03-02"), Kind: workforce.Sickness, Status: workforce.Approved,
			}); err != nil {
				t.Fatal(err)
			}
		}
		cases := []struct {
			name   string
			scope  auth.Scope
			people string
		}{
			{"the system", c.all, "A B C"},
			{"nobody", auth.Scope{}, ""},
			{"another tenant", auth.SystemScope(2), ""},
			{"a planner of Leeds", scopeOf(t, auth.Planner, auth.Grant{Sites: []int64{c.leeds.ID}}), "A B"},
			{"a coordinator of the vendor", scopeOf(t, auth.VendorCoordinator, auth.Grant{AllSites: true, Employer: c.vendor.ID}), "B C"},
			{"a coordinator of the vendor in Leeds", scopeOf(t, auth.VendorCoordinator, auth.Grant{Sites: []int64{c.leeds.ID}, Employer: c.vendor.ID}), "B"},
			{"an agent", scopeOf(t, auth.Agent, auth.Grant{AllSites: true, Person: own.ID}), "A"},
		}
		for _, k := range cases {
			t.Run(k.name, func(t *testing.T) {
				people, err := c.People.Find(t.Context(), k.scope, workforce.Filter{})
				if err != nil {
					t.Fatal(err)
				}
				if got := codes(people); got != k.people {
					t.Errorf("sees people %q; want %q", got, k.people)
				}
				absences, err := c.Absences.Find(t.Context(), k.scope, workforce.Filter{})
				if err != nil {
					t.Fatal(err)
				}
				var away []int64
				for _, p := range people {
					away = append(away, p.ID)
				}
				var got []int64
				for _, a := range absences {
					got = append(got, a.PersonID)
				}
				if !slices.Equal(got, away) {
					t.Errorf("sees absences of people %v; want those of %v", got, away)
				}
			})
		}
	})
}

func TestWhatAScopeDoesNotSeeItCanNeitherChangeNorRemove(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		own, _, chengduVendor := c.crew(t)
		leeds := scopeOf(t, auth.Planner, auth.Grant{Sites: []int64{c.leeds.ID}})
		hidden := chengduVendor
		hidden.SiteID = c.leeds.ID // as if to draw them over
		if _, err := c.People.Edit(t.Context(), leeds, hidden); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("edit of a hidden person: %v; want not found", err)
		}
		if err := c.People.Delete(t.Context(), leeds, hidden.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("delete of a hidden person: %v; want not found", err)
		}
		away := own
		away.SiteID = c.chengdu.ID
		var invalid *workforce.InvalidError
		if _, err := c.People.Edit(t.Context(), leeds, away); !errors.As(err, &invalid) || invalid.Fields[0].Field != "siteId" {
			t.Errorf("sending a person to a hidden site: %v; want siteId refused", err)
		}
		if _, err := c.Sites.Create(t.Context(), leeds, workforce.Site{Code: "X", Name: "X", Zone: "UTC", Country: "GB"}); !errors.As(err, &invalid) {
			t.Errorf("a new site by a planner of Leeds only: %v; want it refused", err)
		}
		if got := codes(c.everybody(t)); got != "A B C" {
			t.Errorf("people afterwards: %q; want all three", got)
		}
	})
}

func TestWritingNeedsThePermission(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		supervisor := scopeOf(t, auth.Supervisor, auth.Grant{AllSites: true})
		var errs []error
		_, err := c.Skills.Create(t.Context(), supervisor, workforce.Skill{Code: "x", Name: "X"})
		errs = append(errs, err)
		_, err = c.Skills.Edit(t.Context(), supervisor, c.billing)
		errs = append(errs, err, c.Skills.Delete(t.Context(), supervisor, c.billing.ID))
		_, err = c.ImportPeople(t.Context(), supervisor, strings.NewReader("code,name\n"), workforce.ImportOptions{})
		errs = append(errs, err)
		_, err = c.SetCalendarDays(t.Context(), supervisor, c.calendar.ID, 1, grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31"), nil)
		errs = append(errs, err)
		_, _, err = c.SeedCalendar(t.Context(), supervisor, c.calendar.ID, "gb", grid.MustDate("2026-01-01"), grid.MustDate("2026-12-31"))
		errs = append(errs, err)
		for i, err := range errs {
			var denied *auth.DeniedError
			if !errors.As(err, &denied) || denied.Needs != auth.ManageWorkforce {
				t.Errorf("write %d by a supervisor: %v; want *auth.DeniedError for %s", i, err, auth.ManageWorkforce)
			}
		}
		again(t, c, c.Skills, c.billing.ID, c.billing)
	})
}

func TestSitesQueuesTeamsAndEmployersFollowTheScope(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		chengdu := scopeOf(t, auth.VendorCoordinator, auth.Grant{Sites: []int64{c.chengdu.ID}, Employer: c.vendor.ID})
		sites, err1 := c.Sites.Find(t.Context(), chengdu, workforce.Filter{})
		queues, err2 := c.Queues.Find(t.Context(), chengdu, workforce.Filter{})
		teams, err3 := c.Teams.Find(t.Context(), chengdu, workforce.Filter{})
		employers, err4 := c.Employers.Find(t.Context(), chengdu, workforce.Filter{})
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]workforce.Site{c.chengdu}, sites); diff != "" {
			t.Errorf("sites (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]workforce.Employer{c.vendor}, employers); diff != "" {
			t.Errorf("employers (-want +got):\n%s", diff)
		}
		if len(queues)+len(teams) != 0 {
			t.Errorf("queues %v and teams %v of Leeds are seen; want none", queues, teams)
		}
	})
}

// 004-24: one installation serves several client organisations.
func TestTenantsKeepTheSameCodesApart(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		err := db.InTxAcrossTenants(t.Context(), func(ctx context.Context) error {
			return db.Tx(ctx).Exec("INSERT INTO tenants (id, name, created_at) SELECT 7, 'Second', created_at FROM tenants WHERE id = 1").Error
		})
		if err != nil {
			t.Fatal(err)
		}
		first := newCentre(t, db, auth.SystemScope(1))
		second := newCentre(t, db, auth.SystemScope(7)) // the very same codes
		if _, err := second.Sites.Get(t.Context(), second.all, first.leeds.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a site of another tenant: %v; want not found", err)
		}
		p := second.person("1")
		p.SiteID = first.leeds.ID
		var invalid *workforce.InvalidError
		if _, err := second.People.Create(t.Context(), second.all, p); !errors.As(err, &invalid) {
			t.Errorf("a person at another tenant's site: %v; want siteId refused", err)
		}
		tenant, err := second.Tenant(t.Context(), second.all)
		if err != nil || tenant.Name != "Second" {
			t.Errorf("tenant of scope 7: %v, %v; want Second", tenant, err)
		}
	})
}
