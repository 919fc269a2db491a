package vendors

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// PortalParts are the services that a coordinator's page reads.
type PortalParts struct {
	Programmes  *Programmes
	Commitments *Commitments
	Hours       *Hours
	Members     *Members
	Releases    *Releases
	Payrolls    *Payrolls
	Evaluations *Evaluations
	Statements  *Statements
	Sites       SiteBook
}

// Portal answers what is waiting for a vendor's coordinator. It sees what the scope
// sees of each service, and nothing else.
type Portal struct {
	PortalParts
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewPortal connects the page with what it reads.
func NewPortal(parts PortalParts) *Portal { return &Portal{parts, time.Now} }

// PortalPage is what waits for a coordinator.
type PortalPage struct {
	Commitments  []Commitment  // to be answered
	Hours        []HoursDue    // to be sent
	Certificates []CrowdMember // of whom a certificate ends within a month
	Evaluations  []Disputable  // that went badly and can still be disputed, the nearest end first
	Appeals      int           // of the vendor's that wait for a decision
	Months       []PortalMonth
	Payrolls     []Payroll      // with differences that wait
	Releases     []CrowdRelease // open to be asked for
}

// HoursDue is hours of a commitment of which nothing was sent: the roster of days to
// come, or what was delivered on days that are over.
type HoursDue struct {
	ProgrammeID, QueueID int64
	Kind                 HoursKind
	From, To             grid.Date
	Days                 int // without hours
}

// Disputable is an evaluation that can still be disputed.
type Disputable struct {
	Judged
	Until    time.Time
	DaysLeft int
}

// PortalMonth is how far the account of a programme's month is.
type PortalMonth struct {
	ProgrammeID int64
	Month       Month
	Closed      bool
	Invoices    []KeptInvoice // without lines
}

// How far a portal looks.
const (
	portalAhead, portalBack = 14, 28 // days of hours
	portalMonths            = 3
	portalEvaluations       = 500 // newest that are looked at
)

// Page is what waits for whoever asks.
func (s *Portal) Page(ctx context.Context, scope auth.Scope) (PortalPage, error) {
	var out PortalPage
	if scope.Employer() == 0 {
		return out, database.ErrNotFound
	}
	programmes, err := s.Programmes.List(ctx, scope, ProgrammeQuery{})
	if err != nil {
		return out, err
	}
	for _, part := range []func(context.Context, auth.Scope, []Programme, *PortalPage) error{s.promised, s.crowd, s.judged, s.owed} {
		if err := part(ctx, scope, programmes, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

// promised is commitments to answer, and hours to send on those that are agreed.
func (s *Portal) promised(ctx context.Context, scope auth.Scope, programmes []Programme, out *PortalPage) error {
	list, err := s.Commitments.List(ctx, scope, CommitmentQuery{States: []CommitmentState{Asked}})
	if err != nil {
		return err
	}
	out.Commitments = list
	for _, p := range programmes {
		site, err := s.Sites.Get(ctx, everything(scope), p.SiteID)
		if err != nil {
			return err
		}
		today := site.Today(s.Now())
		for _, due := range []HoursDue{
			{ProgrammeID: p.ID, Kind: Planned, From: today, To: today.AddDays(portalAhead)}, {ProgrammeID: p.ID, Kind: Delivered, From: today.AddDays(-portalBack), To: today.AddDays(-1)},
		} {
			if err := s.due(ctx, scope, due, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// due adds the stretches of agreed days, queue by queue, of which nothing was sent.
func (s *Portal) due(ctx context.Context, scope auth.Scope, window HoursDue, out *PortalPage) error {
	agreed, err := s.Commitments.List(ctx, scope, CommitmentQuery{ProgrammeID: window.ProgrammeID, From: window.From, To: window.To, States: []CommitmentState{Agreed}})
	if err != nil || len(agreed) == 0 {
		return err
	}
	sent, err := s.Hours.store.Hours(ctx, scope, HoursQuery{ProgrammeIDs: []int64{window.ProgrammeID}, Kind: window.Kind, From: window.From, To: window.To})
	if err != nil {
		return err
	}
	type cell struct {
		queue int64
		day   grid.Date
	}
	there := map[cell]bool{}
	for _, d := range sent {
		there[cell{d.QueueID, d.Day}] = true
	}
	for _, c := range agreed {
		one := window
		one.QueueID = c.QueueID
		g, err := c.Grid()
		if err != nil {
			return err
		}
		for k := range g.Days() {
			from, to := g.Day(k)
			day := g.Date(k)
			if day.Before(window.From) || day.After(window.To) || there[cell{c.QueueID, day}] || total(c.Curves.Committed[from:to]) == 0 {
				continue
			}
			if one.Days++; one.Days == 1 {
				one.From = day
			}
			one.To = day
		}
		if one.Days > 0 {
			out.Hours = append(out.Hours, one)
		}
	}
	return nil
}

// crowd is members whose certificates end, open releases and differences of pay.
func (s *Portal) crowd(ctx context.Context, scope auth.Scope, _ []Programme, out *PortalPage) error {
	members, err := s.Members.List(ctx, scope, MemberQuery{})
	if err != nil {
		return err
	}
	out.Certificates = slices.DeleteFunc(members, func(m CrowdMember) bool { return m.Lapsing == 0 || !m.State.Works() })
	releases, err := s.Releases.List(ctx, scope, 0)
	if err != nil {
		return err
	}
	out.Releases = slices.DeleteFunc(releases, func(r CrowdRelease) bool { return r.State != ReleaseOpen })
	payrolls, err := s.Payrolls.List(ctx, scope, 0)
	out.Payrolls = slices.DeleteFunc(payrolls, func(p Payroll) bool { return !slices.ContainsFunc(p.Lines, PayrollLine.Open) })
	return err
}

// judged is evaluations with critical errors or below the pass line that can still be
// disputed.
func (s *Portal) judged(ctx context.Context, scope auth.Scope, _ []Programme, out *PortalPage) error {
	now := s.Now()
	list, err := s.Evaluations.List(ctx, scope, JudgedQuery{EmployerID: scope.Employer(), Kinds: []GradeKind{FirstGrade}, From: now.AddDate(0, 0, -3*AppealWithin), To: now, Limit: portalEvaluations})
	if err != nil {
		return err
	}
	for _, j := range list {
		until := j.At.AddDate(0, 0, AppealWithin)
		if (j.Passed && !j.Failed()) || j.State == ContestedGrade || now.After(until) {
			continue
		}
		out.Evaluations = append(out.Evaluations, Disputable{j, until, int(until.Sub(now).Hours() / 24)})
	}
	slices.SortStableFunc(out.Evaluations, func(a, b Disputable) int { return a.Until.Compare(b.Until) })
	appeals, err := s.Evaluations.Appeals(ctx, scope)
	for _, a := range appeals {
		if a.State == AppealOpen && a.EmployerID == scope.Employer() {
			out.Appeals++
		}
	}
	return err
}

// owed is the accounts of the last months, the newest first.
func (s *Portal) owed(ctx context.Context, scope auth.Scope, programmes []Programme, out *PortalPage) error {
	this := MonthOf(workforce.Site{}.Today(s.Now()))
	for _, p := range programmes {
		closed, err := s.Statements.Periods(ctx, scope, p.ID)
		if err != nil {
			return err
		}
		invoices, err := s.Statements.Invoices(ctx, scope, p.ID, 0)
		if err != nil {
			return err
		}
		for m := this - 1; m >= this-portalMonths; m-- {
			if m < MonthOf(p.From) {
				break
			}
			one := PortalMonth{ProgrammeID: p.ID, Month: m, Closed: slices.ContainsFunc(closed, func(c ClosedPeriod) bool { return c.Month == m })}
			for _, v := range invoices {
				if v.Month == m {
					one.Invoices = append(one.Invoices, v)
				}
			}
			out.Months = append(out.Months, one)
		}
	}
	return nil
}
