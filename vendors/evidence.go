package vendors

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Certified is a member's certificate as others may rest on it.
type Certified struct {
	CertificateID, PersonID, SkillID int64
	From, Until                      grid.Date // Until is the first day on which it no longer holds
}

// Certified are the certificates of all members, with the day on which each ends: by its
// term, by lying idle, or because somebody ended it.
func (s *Members) Certified(ctx context.Context, scope auth.Scope) ([]Certified, error) {
	members, err := s.store.Members(ctx, scope, MemberQuery{})
	if err != nil {
		return nil, err
	}
	held, err := s.store.Certificates(ctx, scope, 0)
	if err != nil {
		return nil, err
	}
	of, terms := map[int64]CrowdMember{}, map[int64]CrowdTerms{}
	for _, m := range members {
		of[m.ID] = m
	}
	var out []Certified
	for _, c := range held {
		m, seen := of[c.MemberID]
		if !seen {
			continue
		}
		t, known := terms[m.ProgrammeID]
		if !known {
			if t, err = termsOf(ctx, s.store, scope, m.ProgrammeID); err != nil {
				return nil, err
			}
			terms[m.ProgrammeID] = t
		}
		core := c.core(m)
		until := earlier(t.Rules.Ends(core), t.Rules.Idles(core))
		if !c.Revoked.IsZero() {
			until = earlier(until, c.Revoked)
		}
		out = append(out, Certified{CertificateID: c.ID, PersonID: m.PersonID, SkillID: c.SkillID, From: c.Granted, Until: until})
	}
	return out, nil
}

func earlier(a, b grid.Date) grid.Date {
	if b.Before(a) {
		return b
	}
	return a
}

// KeptBooking is how much of a booked interval a person worked.
type KeptBooking struct {
	BookingID, PersonID int64
	Day                 grid.Date // by the clock of the queue's site
	Minutes, Worked     int       // Worked at most Minutes
}

// KeptBookings are the intervals from one instant to another that somebody had booked and
// of which it is settled whether they came.
func (s *Releases) KeptBookings(ctx context.Context, scope auth.Scope, from, to time.Time) ([]KeptBooking, error) {
	members, err := s.members.store.Members(ctx, scope, MemberQuery{})
	if err != nil {
		return nil, err
	}
	person := map[int64]int64{}
	for _, m := range members {
		person[m.ID] = m.PersonID
	}
	list, err := s.store.Bookings(ctx, scope, BookingQuery{From: from, To: to, Held: true})
	if err != nil {
		return nil, err
	}
	var out []KeptBooking
	for _, b := range list {
		if b.State != BookingKept && b.State != BookingAbsent || person[b.MemberID] == 0 {
			continue
		}
		loc, err := time.LoadLocation(b.Zone)
		if err != nil {
			return nil, err
		}
		out = append(out, KeptBooking{b.ID, person[b.MemberID], grid.DateOf(b.Begins.In(loc)), b.Minutes, min(b.Worked, b.Minutes)})
	}
	return out, nil
}

// Evidence is an evaluation that says how well a person works, and how far it is to be
// trusted: a first grade of a contact drawn at random, by a grader who counts, that nobody
// contests. Of a grader whom calibration found wavering (amber) an evaluation weighs half.
type Evidence struct {
	Judged
	Trust float64
}

// Evidence returns the evaluations of contacts from one instant to another.
func (s *Standings) Evidence(ctx context.Context, scope auth.Scope, from, to time.Time) ([]Evidence, error) {
	graders, err := s.graded.Graders(ctx, scope)
	if err != nil {
		return nil, err
	}
	trust := map[int64]float64{}
	for _, g := range graders {
		switch g.State {
		case "red":
		case "amber":
			trust[g.ID] = 0.5
		default:
			trust[g.ID] = 1
		}
	}
	all, err := s.graded.Judged(ctx, scope, JudgedQuery{From: from, To: to, Purpose: ForEstimate, Kinds: []GradeKind{FirstGrade}})
	var out []Evidence
	for _, j := range all {
		if w := trust[j.GraderID]; w > 0 && j.PersonID != 0 && j.State != ContestedGrade {
			out = append(out, Evidence{j, w})
		}
	}
	return out, err
}
