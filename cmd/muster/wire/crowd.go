package wire

import (
	"context"
	"log/slog"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// crowd connects the members of crowds, what they book, and who may what.
func (m *Services) crowd() {
	members := vendors.NewMembers(vendorstore.NewMembers(m.DB), vendors.MemberBooks{
		Programmes: m.Programmes, People: m.Workforce.People, Skills: m.Workforce.Skills, SignIns: m.Auth, Workdays: workdays{m.Workforce}, Users: userNames{m.Auth},
	}, m.Audit)
	releases := vendors.NewReleases(vendorstore.NewReleases(m.DB), members, m.Workforce.Queues, m.Audit)
	m.Hours.Crowd = releases
	m.Crowd = api.Crowd{
		Members: members, Releases: releases,
		Payrolls:  vendors.NewPayrolls(vendorstore.NewPayrolls(m.DB), members, releases, m.Audit),
		Authority: vendors.NewAuthority(vendorstore.NewAuthority(m.DB), members, m.Workforce.People, m.Workforce.Employers, m.Workforce.Skills, m.Audit),
		Triangles: vendors.NewTriangles(vendorstore.NewTriangles(m.DB), members, colleagues{m.Auth}, m.Audit),
	}
	m.Crowd.Authority.Duty = duty{m}
	m.Crowd.Portal = vendors.NewPortal(vendors.PortalParts{
		Programmes: m.Programmes, Commitments: m.Commitments, Hours: m.Hours, Members: members, Releases: releases, Payrolls: m.Crowd.Payrolls,
		Evaluations: m.Evaluations, Statements: m.Statements, Sites: m.Workforce.Sites,
	})
	m.Auth.Narrow = members.IsNarrowed
}

// verifyUses walks the log of decisions once a day.
func (m *Services) verifyUses(ctx context.Context, scope auth.Scope) error {
	found, err := m.Crowd.Authority.Verify(ctx, scope)
	if found.Broken > 0 {
		m.Log.ErrorContext(ctx, "the log of decisions on authority is not as it was written", slog.Int64("number", found.Broken))
	}
	return err
}

// lapseGrants ends what rested on certificates that have run out.
func (m *Services) lapseGrants(ctx context.Context, scope auth.Scope) error {
	ended, err := m.Crowd.Members.Lapse(ctx, scope)
	if ended > 0 {
		m.Log.InfoContext(ctx, "ended grants whose certificates have run out", slog.Int64("grants", ended))
	}
	return err
}

// duty tells whether people are at work: members of crowds by what they booked,
// others by published rosters.
type duty struct{ *Services }

// How near bookings and shifts have to be to say anything, and how long before and
// after one somebody still may finish a contact.
const (
	dutyDays  = 14
	dutySlack = 15 * time.Minute
)

// OnDuty reports whether a time lies in somebody's hours; see vendors.Duty.
func (d duty) OnDuty(ctx context.Context, scope auth.Scope, person int64, at time.Time) (on, known bool, err error) {
	within := func(from, to time.Time) bool { return !at.Before(from.Add(-dutySlack)) && at.Before(to.Add(dutySlack)) }
	list, err := d.Crowd.Members.List(ctx, scope, vendors.MemberQuery{PersonID: person})
	if err != nil {
		return false, false, err
	}
	for _, m := range list {
		booked, err := d.Crowd.Releases.Bookings(ctx, scope, vendors.BookingQuery{MemberID: m.ID, From: at.AddDate(0, 0, -dutyDays), To: at.AddDate(0, 0, dutyDays), Held: true})
		if err != nil {
			return false, false, err
		}
		for _, b := range booked {
			known = true
			on = on || within(b.Begins, b.Begins.Add(time.Duration(b.Minutes)*time.Minute))
		}
	}
	day := grid.DateOf(at)
	shifts, err := d.Scheduling.ToldTo(ctx, scope, person, day.AddDays(-dutyDays), day.AddDays(dutyDays))
	for _, shift := range shifts {
		known = true
		on = on || within(shift.Start, shift.End)
	}
	return on, known, err
}

// colleagues finds users for the corners of triangles.
type colleagues struct{ users *auth.Service }

func (c colleagues) Colleagues(ctx context.Context, scope auth.Scope) ([]vendors.Colleague, error) {
	var out []vendors.Colleague
	for after := int64(0); ; {
		list, err := c.users.ListUsers(ctx, scope, after, 200)
		if err != nil || len(list) == 0 {
			return out, err
		}
		for _, u := range list {
			after = u.ID
			if !u.Disabled && u.Person == 0 {
				out = append(out, vendors.Colleague{ID: u.ID, Name: u.Name, Employer: u.Employer})
			}
		}
	}
}

// workdays counts working days by the calendar of a site: Monday to Friday, less
// days off, with the days that make up for them.
type workdays struct{ workforce *workforce.Service }

func (w workdays) WorkdaysAfter(ctx context.Context, scope auth.Scope, site int64, day grid.Date, days int) (grid.Date, error) {
	system := auth.SystemScope(scope.Tenant())
	at, err := w.workforce.Sites.Get(ctx, system, site)
	if err != nil {
		return day, err
	}
	marked := map[grid.Date]workforce.DayKind{}
	if at.CalendarID != 0 {
		_, list, err := w.workforce.CalendarDays(ctx, system, at.CalendarID, day, day.AddDays(3*days+30))
		if err != nil {
			return day, err
		}
		for _, d := range list {
			if d.Kind == workforce.Workday || d.Kind == workforce.Holiday {
				marked[d.Date] = d.Kind
			}
		}
	}
	for left := days; left > 0; {
		day = day.AddDays(1)
		weekend := day.Weekday() == 0 || day.Weekday() == 6
		if kind, known := marked[day]; known && kind == workforce.Workday || !known && !weekend {
			left--
		}
	}
	return day, nil
}
