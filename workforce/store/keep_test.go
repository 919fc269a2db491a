package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// again reads a thing back and compares it with what was returned when it was
// written.
func again[T any](t *testing.T, c *centre, r *workforce.Register[T], id int64, want T) {
	t.Helper()
	got, err := r.Get(t.Context(), c.all, id)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%T %d as read differs from as written (-written +read):\n%s", want, id, diff)
	}
}

func TestEveryThingReadsBackAsWritten(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		again(t, c, c.Calendars, c.calendar.ID, c.calendar)
		again(t, c, c.Sites, c.leeds.ID, c.leeds)
		again(t, c, c.Sites, c.chengdu.ID, c.chengdu)
		again(t, c, c.Channels, c.voice.ID, c.voice)
		again(t, c, c.Skills, c.billing.ID, c.billing)
		again(t, c, c.Queues, c.queue.ID, c.queue)
		again(t, c, c.Employers, c.vendor.ID, c.vendor)
		again(t, c, c.Teams, c.team.ID, c.team)
		again(t, c, c.Agreements, c.agreement.ID, c.agreement)
		p := c.hire(t, c.person("1001"))
		again(t, c, c.People, p.ID, p)
		absence, err := c.Absences.Create(t.Context(), c.all, workforce.Absence{
			PersonID: p.ID, From: grid.MustDate("2026-03-09"), To: grid.MustDate("2026-03-13"), Kind: workforce.Vacation, Status: workforce.Approved,
		})
		if err != nil {
			t.Fatal(err)
		}
		again(t, c, c.Absences, absence.ID, absence)
		assignment, err := c.Assignments.Create(t.Context(), c.all, workforce.Assignment{
			PersonID: p.ID, Date: grid.MustDate("2026-03-03"), Start: 1320, End: 1800, Note: "promised night",
		})
		if err != nil {
			t.Fatal(err)
		}
		again(t, c, c.Assignments, assignment.ID, assignment)
	})
}

func TestEditedThingsReadBackAtTheNextVersion(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		q := c.queue.WithGoal(workforce.ServiceGoal{ValidFrom: grid.MustDate("2026-05-01"), SLTarget: 0.9, ThresholdS: 30, SLVariant: workforce.SLAnswered,
			PatienceS: 90, Costs: workforce.ServiceCosts{AgentHour: 25.5, WaitHour: 40, Abandonment: 6}})
		q.Group = "Front line"
		q.Divisions = []workforce.Division{
			{Shares: []workforce.EmployerShare{{EmployerID: c.vendor.ID, Share: .4}}},
			{ValidFrom: grid.MustDate("2026-07-01")}, // all in-house again
		}
		q.Name, q.SkillID, q.Hours, q.ClosedOnHolidays = "Billing & more", 0, workforce.AlwaysOpen(), false
		edited, err := c.Queues.Edit(t.Context(), c.all, q)
		if err != nil {
			t.Fatal(err)
		}
		if edited.Version != c.queue.Version+1 {
			t.Errorf("version %d after an edit of version %d; want one more", edited.Version, c.queue.Version)
		}
		again(t, c, c.Queues, q.ID, edited)

		a := c.agreement.WithTerms(workforce.Terms{ValidFrom: grid.MustDate("2026-06-01"), Rules: c.agreement.Terms[0].Rules, Templates: c.agreement.Terms[0].Templates[:1]})
		if a, err = c.Agreements.Edit(t.Context(), c.all, a); err != nil {
			t.Fatal(err)
		}
		again(t, c, c.Agreements, a.ID, a)

		p := c.hire(t, c.person("1001"))
		p = p.WithAgreement(0, grid.MustDate("2026-04-01")).WithSkills(map[int64]int{c.billing.ID: 4}, grid.MustDate("2026-04-01"))
		p.TeamID, p.LeftOn, p.Availability = 0, grid.MustDate("2026-12-31"), nil
		if p, err = c.People.Edit(t.Context(), c.all, p); err != nil {
			t.Fatal(err)
		}
		again(t, c, c.People, p.ID, p)
	})
}
