package vendors_test

import (
	"testing"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// centre is a site with two queues, an employer of every kind and a second vendor.
type centre struct {
	*vendors.Programmes
	db        *database.DB
	workforce *workforce.Service
	journal   *audit.Log
	scope     auth.Scope // of the centre itself
	site      workforce.Site
	calls     workforce.Queue
	chats     workforce.Queue
	employers map[string]int64
	now       time.Time
}

func eachEngine(t *testing.T, test func(t *testing.T, c *centre)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, db *database.DB) { test(t, newCentre(t, db)) })
}

func newCentre(t testing.TB, db *database.DB) *centre {
	t.Helper()
	c := &centre{db: db, scope: auth.SystemScope(1), workforce: workforce.NewService(workforcestore.New(db), holidays.Seed), employers: map[string]int64{}}
	c.now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	c.journal = audit.New(db, auditstore.New(db), func() time.Time { return c.now })
	w := c.workforce
	c.site = must(w.Sites.Create(t.Context(), c.scope, workforce.Site{Code: "GZ", Name: "Guangzhou", Zone: "Asia/Shanghai", Country: "CN"}))(t)
	voice := must(w.Channels.Create(t.Context(), c.scope, workforce.Channel{Code: "V", Name: "Voice", Kind: workforce.Voice, Concurrency: 1}))(t)
	skill := must(w.Skills.Create(t.Context(), c.scope, workforce.Skill{Code: "S", Name: "Skill"}))(t)
	queue := func(code string) workforce.Queue {
		return must(w.Queues.Create(t.Context(), c.scope, workforce.Queue{
			Code: code, Name: code, SiteID: c.site.ID, ChannelID: voice.ID, SkillID: skill.ID, IntervalMin: 30, Hours: workforce.AlwaysOpen(),
			Goals: []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, AHTS: 180}},
		}))(t)
	}
	c.calls, c.chats = queue("CALLS"), queue("CHATS")
	for code, kind := range map[string]workforce.EmployerKind{"OWN": workforce.OwnStaff, "KESTREL": workforce.Vendor, "LOTUS": workforce.Vendor, "CROWD": workforce.Crowd, "BOT": workforce.Bot} {
		c.employers[code] = must(w.Employers.Create(t.Context(), c.scope, workforce.Employer{Code: code, Name: code, Kind: kind}))(t).ID
	}
	c.Programmes = vendors.NewProgrammes(store.NewProgrammes(db), vendors.Books{Employers: w.Employers, Teams: w.Teams, Sites: w.Sites, Queues: w.Queues}, c.journal)
	c.Now = func() time.Time { return c.now }
	return c
}

// must ends the test where there is an error.
func must[T any](v T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// coordinator is the scope of somebody who speaks for an employer.
func (c *centre) coordinator(t *testing.T, employer string) auth.Scope {
	t.Helper()
	scope, err := auth.NewScope(auth.Grant{
		Tenant: 1, Actor: 9, AllSites: true, Employer: c.employers[employer], Permissions: auth.Permissions(auth.VendorCoordinator),
	})
	if err != nil {
		t.Fatal(err)
	}
	return scope
}

// programme is one of an employer that serves calls, not kept yet.
func (c *centre) programme(employer string, mode contract.Mode) vendors.Programme {
	return vendors.Programme{
		EmployerID: c.employers[employer], SiteID: c.site.ID, Code: employer + "-1", Name: employer, Mode: mode, Motive: "peaks", BusinessCase: "30 seats for six weeks", From: day("2026-01-01"),
		Queues: []vendors.QueueShare{{QueueID: c.calls.ID, MinShare: 0.1, MaxShare: 0.6, SurgeAgents: 5}},
	}
}

func (c *centre) created(t testing.TB, employer string, mode contract.Mode) vendors.Programme {
	t.Helper()
	return must(c.Create(t.Context(), c.scope, c.programme(employer, mode)))(t)
}

func day(text string) grid.Date { return grid.MustDate(text) }

func dec(text string) decimal.Decimal { return decimal.MustParse(text) }

// terms are those of a template, with a price.
func terms(from, to string) contract.Version {
	v := vendors.Template(contract.SimpleCall, "CNY", day(from))
	v.Rates[0].Bands[0].Price = dec("0.85")
	if to != "" {
		v.To = day(to)
	}
	return v
}
