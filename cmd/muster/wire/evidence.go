package wire

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/attendance"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// evidenceLimit ends the collecting of evidence, which takes seconds.
const evidenceLimit = time.Hour

// gatherEvidence connects careers with everything that sees what people do.
func (m *Services) gatherEvidence() {
	e := m.Careers.Evidence
	certified := certificateFacts{m.Crowd.Members, m.Workforce.Skills}
	e.Sources = []careers.Source{shiftFacts{m.Scheduling}, evaluationFacts{m.Standings, m.Workforce.Sites}, bookingFacts{m.Crowd.Releases}, attendanceFacts{m.Attendance}, certified}
	e.Queue = m.Jobs
	m.Careers.Ladders.Certifier = certified
	m.Jobs.Register(careers.EvidenceKind, e.RunJob, jobs.ReadableWith(auth.ReadCareers), jobs.TimeLimit(evidenceLimit))
	m.Attendance.Imported = func(ctx context.Context, scope auth.Scope) error {
		// Who imports need not see careers: the evidence is everybody's.
		_, err := e.Order(ctx, auth.SystemScope(scope.Tenant()))
		return err
	}
	m.Jobs.Recur(jobs.Chore{Name: "careers.evidence", Every: 24 * time.Hour, Do: func(ctx context.Context, scope auth.Scope) error {
		_, err := e.CollectNow(ctx, scope)
		return err
	}})
}

// span are the instants from one day's first to another's last, a day wider on both sides
// so that no zone is cut.
func span(from, to grid.Date) (begin, end time.Time) {
	return from.AddDays(-1).Start(time.UTC), to.AddDays(2).Start(time.UTC)
}

// shiftFacts tells careers how long people's published shifts were.
type shiftFacts struct{ scheduling *scheduling.Service }

// Name is what evidence calls it.
func (shiftFacts) Name() string { return "scheduling" }

// Facts returns one a published shift: its paid hours.
func (s shiftFacts) Facts(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]careers.Fact, error) {
	shifts, err := s.scheduling.Told(ctx, scope, from, to)
	if err != nil {
		return nil, err
	}
	facts := make([]careers.Fact, len(shifts))
	for i, shift := range shifts {
		facts[i] = careers.Fact{
			PersonID: shift.PersonID, Register: string(ladder.MetricRegister), Name: careers.ShiftHours, Day: shift.Day,
			Value: shift.Paid().Hours(), Weight: 1, Reference: "shift " + shift.Start.UTC().Format(time.RFC3339),
		}
	}
	return facts, nil
}

// evaluationFacts tells careers how people's contacts were judged.
type evaluationFacts struct {
	standings *vendors.Standings
	sites     *workforce.Register[workforce.Site]
}

// Name is what evidence calls it.
func (evaluationFacts) Name() string { return "quality" }

// Facts returns one an evaluation, on the day of the contact: its points as a share,
// weighing as much as it is to be trusted.
func (s evaluationFacts) Facts(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]careers.Fact, error) {
	begin, end := span(from, to)
	list, err := s.standings.Evidence(ctx, scope, begin, end)
	if err != nil {
		return nil, err
	}
	sites, err := s.sites.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	zones := map[int64]*time.Location{}
	for _, site := range sites {
		if zones[site.ID], err = time.LoadLocation(site.Zone); err != nil {
			return nil, err
		}
	}
	var facts []careers.Fact
	for _, e := range list {
		loc := zones[e.SiteID]
		if loc == nil {
			loc = time.UTC
		}
		day := grid.DateOf(e.ContactAt.In(loc))
		if day.Before(from) || day.After(to) {
			continue
		}
		facts = append(facts, careers.Fact{
			PersonID: e.PersonID, Register: string(ladder.MetricRegister), Name: ladder.QualityScore, Day: day,
			Value: e.Points / 100, Weight: e.Trust, Reference: fmt.Sprintf("evaluation %d", e.ID),
		})
	}
	return facts, nil
}

// bookingFacts tells careers how people kept what they booked.
type bookingFacts struct{ releases *vendors.Releases }

// Name is what evidence calls it.
func (bookingFacts) Name() string { return "bookings" }

// Facts returns one a booked interval: the part that was worked, weighing its hours.
func (s bookingFacts) Facts(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]careers.Fact, error) {
	begin, end := span(from, to)
	list, err := s.releases.KeptBookings(ctx, scope, begin, end)
	var facts []careers.Fact
	for _, b := range list {
		if b.Day.Before(from) || b.Day.After(to) || b.Minutes <= 0 {
			continue
		}
		facts = append(facts, careers.Fact{
			PersonID: b.PersonID, Register: string(ladder.MetricRegister), Name: ladder.AdherenceRatio, Day: b.Day,
			Value: float64(b.Worked) / float64(b.Minutes), Weight: float64(b.Minutes) / 60, Reference: fmt.Sprintf("booking %d", b.BookingID),
		})
	}
	return facts, err
}

// attendanceFacts tells careers how people kept their published shifts.
type attendanceFacts struct{ attendance *attendance.Service }

// Name is what evidence calls it.
func (attendanceFacts) Name() string { return "attendance" }

// Facts returns one a shift of which something was recorded: its adherence, weighing the
// hours that were scheduled.
func (s attendanceFacts) Facts(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]careers.Fact, error) {
	days, err := s.attendance.Days(ctx, scope, from, to)
	var facts []careers.Fact
	for _, d := range days {
		share, known := d.Account.Adherence()
		if !known {
			continue
		}
		facts = append(facts, careers.Fact{
			PersonID: d.PersonID, Register: string(ladder.MetricRegister), Name: ladder.AdherenceRatio, Day: d.Day,
			Value: share, Weight: d.Account.Scheduled.Hours(), Reference: "shift " + d.Start.UTC().Format(time.RFC3339),
		})
	}
	return facts, err
}

// certificateFacts tells careers which skills people are certified for. A certificate is
// called as its skill.
type certificateFacts struct {
	members *vendors.Members
	skills  *workforce.Register[workforce.Skill]
}

// Name is what evidence calls it.
func (certificateFacts) Name() string { return "certificates" }

// Facts returns one a certificate that held on some of the days.
func (s certificateFacts) Facts(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]careers.Fact, error) {
	list, err := s.members.Certified(ctx, scope)
	if err != nil {
		return nil, err
	}
	skills, err := s.skills.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	code := map[int64]string{}
	for _, skill := range skills {
		code[skill.ID] = skill.Code
	}
	var facts []careers.Fact
	for _, c := range list {
		if c.From.After(to) || c.Until.Before(from) || !c.Until.After(c.From) {
			continue
		}
		facts = append(facts, careers.Fact{
			PersonID: c.PersonID, Register: string(ladder.CertificateRegister), Name: code[c.SkillID], Day: c.From, Until: c.Until,
			Value: 1, Weight: 1, Reference: fmt.Sprintf("certificate %d", c.CertificateID),
		})
	}
	return facts, nil
}

// Certificates are the codes of the skills that people can be certified for.
func (s certificateFacts) Certificates(ctx context.Context, scope auth.Scope) ([]string, error) {
	skills, err := s.skills.Find(ctx, scope, workforce.Filter{})
	var codes []string
	for _, skill := range skills {
		codes = append(codes, skill.Code)
	}
	slices.Sort(codes)
	return codes, err
}
