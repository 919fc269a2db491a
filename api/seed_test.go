package api_test

import (
	"context"
	"maps"
	"slices"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// seeded names what stands in the test centre: two sites, an own employer and a
// vendor, one person of each at each site, and the same again of another client
// organisation, whose ids nobody of the first may reach.
type seeded struct {
	London, Dalian       int64 // sites
	Own, Vendor          int64 // employers
	Calendar             int64
	Voice                int64 // channel
	English              int64 // skill
	Sales                int64 // queue, in London
	Team                 int64
	FullTime             int64 // agreement
	Ann, Bo, Cai, Dee    int64 // people: own London, vendor London, own Dalian, vendor Dalian
	AnnAway, AnnTraining int64 // an absence and an assignment of Ann
	Foreign              map[string]int64
}

// otherTenant is a second client organisation.
const otherTenant = 2

// seed fills a centre and signs users in: those named, or all.
func seed(ctx context.Context, s *wire.Services, only ...string) (seeded, map[string]string, error) {
	var made seeded
	scope := auth.SystemScope(wire.MainTenant)
	if err := made.fill(ctx, s.Workforce, scope); err != nil {
		return made, nil, err
	}
	err := s.DB.InTxAcrossTenants(ctx, func(ctx context.Context) error {
		return s.DB.Tx(ctx).Exec("INSERT INTO tenants (id, name, created_at) SELECT ?, 'Other', created_at FROM tenants WHERE id = 1", otherTenant).Error
	})
	if err != nil {
		return made, nil, err
	}
	var other seeded
	if err := other.fill(ctx, s.Workforce, auth.SystemScope(otherTenant)); err != nil {
		return made, nil, err
	}
	stranger, err := s.Auth.CreateUser(ctx, auth.SystemScope(otherTenant), auth.User{Name: "Stranger", Email: "stranger@example.com", Roles: []auth.Role{auth.Administrator}}, password)
	if err != nil {
		return made, nil, err
	}
	made.Foreign = map[string]int64{
		"sites": other.London, "employers": other.Own, "calendars": other.Calendar, "channels": other.Voice, "skills": other.English,
		"queues": other.Sales, "teams": other.Team, "agreements": other.FullTime, "people": other.Ann, "users": stranger.ID,
	}
	users := map[string]auth.User{
		"administrator":      {Roles: []auth.Role{auth.Administrator}},
		"planner":            {Roles: []auth.Role{auth.Planner}},
		"planner@london":     {Roles: []auth.Role{auth.Planner}, Sites: []int64{made.London}},
		"supervisor":         {Roles: []auth.Role{auth.Supervisor}},
		"hr":                 {Roles: []auth.Role{auth.HR}},
		"vendor_manager":     {Roles: []auth.Role{auth.VendorManager}},
		"vendor_coordinator": {Roles: []auth.Role{auth.VendorCoordinator}, Employer: made.Vendor},
		"agent":              {Roles: []auth.Role{auth.Agent}, Person: made.Ann},
	}
	maps.DeleteFunc(users, func(name string, _ auth.User) bool { return len(only) > 0 && !slices.Contains(only, name) })
	tokens, err := signIn(ctx, s, users)
	return made, tokens, err
}

// add keeps a thing and remembers its id.
func add[T any](ctx context.Context, scope auth.Scope, register *workforce.Register[T], thing T, id func(T) int64, into *int64, err *error) {
	if *err != nil {
		return
	}
	var kept T
	if kept, *err = register.Create(ctx, scope, thing); *err == nil {
		*into = id(kept)
	}
}

func (m *seeded) fill(ctx context.Context, w *workforce.Service, scope auth.Scope) (err error) {
	add(ctx, scope, w.Calendars, workforce.Calendar{Code: "UK", Name: "Britain", Region: "gb"}, func(v workforce.Calendar) int64 { return v.ID }, &m.Calendar, &err)
	site := func(v workforce.Site) int64 { return v.ID }
	add(ctx, scope, w.Sites, workforce.Site{Code: "LON", Name: "London", Zone: "Europe/London", Country: "GB", CalendarID: m.Calendar}, site, &m.London, &err)
	add(ctx, scope, w.Sites, workforce.Site{Code: "DLC", Name: "Dalian", Zone: "Asia/Shanghai", Country: "CN"}, site, &m.Dalian, &err)
	employer := func(v workforce.Employer) int64 { return v.ID }
	add(ctx, scope, w.Employers, workforce.Employer{Code: "OWN", Name: "Own staff", Kind: workforce.OwnStaff}, employer, &m.Own, &err)
	add(ctx, scope, w.Employers, workforce.Employer{Code: "ACME", Name: "Acme Calls", Kind: workforce.Vendor}, employer, &m.Vendor, &err)
	add(ctx, scope, w.Channels, workforce.Channel{Code: "V", Name: "Voice", Kind: workforce.Voice, Concurrency: 1}, func(v workforce.Channel) int64 { return v.ID }, &m.Voice, &err)
	add(ctx, scope, w.Skills, workforce.Skill{Code: "EN", Name: "English"}, func(v workforce.Skill) int64 { return v.ID }, &m.English, &err)
	add(ctx, scope, w.Teams, workforce.Team{Code: "A", Name: "Team A", SiteID: m.London, EmployerID: m.Own}, func(v workforce.Team) int64 { return v.ID }, &m.Team, &err)
	add(ctx, scope, w.Agreements, fullTime(), func(v workforce.Agreement) int64 { return v.ID }, &m.FullTime, &err)
	add(ctx, scope, w.Queues, workforce.Queue{
		Code: "SALES", Name: "Sales", SiteID: m.London, ChannelID: m.Voice, SkillID: m.English, IntervalMin: 30, Hours: workforce.AlwaysOpen(),
		Goals: []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, AHTS: 180}},
	}, func(v workforce.Queue) int64 { return v.ID }, &m.Sales, &err)
	m.people(ctx, w, scope, &err)
	add(ctx, scope, w.Absences, workforce.Absence{PersonID: m.Ann, From: grid.MustDate("2026-03-02"), To: grid.MustDate("2026-03-06"), Kind: workforce.Vacation, Status: workforce.Approved},
		func(v workforce.Absence) int64 { return v.ID }, &m.AnnAway, &err)
	add(ctx, scope, w.Assignments, workforce.Assignment{PersonID: m.Ann, Date: grid.MustDate("2026-03-09"), Start: 540, End: 660, Note: "coaching"},
		func(v workforce.Assignment) int64 { return v.ID }, &m.AnnTraining, &err)
	return err
}

func (m *seeded) people(ctx context.Context, w *workforce.Service, scope auth.Scope, err *error) {
	for _, p := range []struct {
		code, name string
		site, work int64
		into       *int64
	}{
		{"P1", "Ann Ash", m.London, m.Own, &m.Ann}, {"P2", "Bo Birch", m.London, m.Vendor, &m.Bo},
		{"P3", "Cai Wei", m.Dalian, m.Own, &m.Cai}, {"P4", "Dee Dow", m.Dalian, m.Vendor, &m.Dee},
	} {
		add(ctx, scope, w.People, workforce.Person{
			Code: p.code, Name: p.name, SiteID: p.site, EmployerID: p.work, HiredOn: grid.MustDate("2024-01-08"),
			Agreements: []workforce.AgreementSpell{{AgreementID: m.FullTime}}, Skills: []workforce.SkillSpell{{SkillID: m.English, Level: 3}},
		}, func(v workforce.Person) int64 { return v.ID }, p.into, err)
	}
}

func fullTime() workforce.Agreement {
	return workforce.Agreement{Code: "FT", Name: "Full time", Terms: []workforce.Terms{{
		Rules: workforce.Rules{WeeklyMaxMin: 2400, MinRestMin: 660, MaxConsecutiveDays: 6, MinDaysOffPerWeek: 1},
		Templates: []workforce.ShiftTemplate{{
			Code: "D", Letter: "D", Name: "Day", Weekdays: workdays(), EarliestStartMin: 420, LatestStartMin: 600, StepMin: 30, LengthsMin: []int{480},
			Lunch: &workforce.Pause{Minutes: 30, EarliestAfterMin: 180, LatestAfterMin: 300},
		}},
	}}}
}
