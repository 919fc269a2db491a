package vendors

import (
	"errors"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CrowdMember is a person of a crowd in a programme, and where they stand.
type CrowdMember struct {
	ID, Version           int64
	ProgrammeID           int64
	EmployerID, SiteID    int64
	PersonID              int64
	Code, Name            string // the person's
	Zone                  string // of the site; set by the store
	State                 member.State
	Before                member.State // of a suspension: where it came from
	Ground                member.Ground
	Since                 time.Time // begin of the state
	Confirmed             time.Time // of a suspension, by a person; zero: not
	Consent, Identity     bool
	Trained               bool
	Coached, Alarm        bool
	Contacts              int64   // handled in the present state
	Good, Bad             float64 // graded work, weighted by how far it is to be trusted
	JoinedAt              time.Time
	Level                 int     // that the evidence supports
	Mean, Low, High       float64 // of the accuracy: posterior mean and 95 % interval
	Certificates, Lapsing int     // that hold; of them, ending within a month
}

// key names a member in the sealed log.
func (m CrowdMember) key() string { return fmt.Sprintf("member/%d", m.ID) }

// day is the day of a time by the clock of the member's site.
func (m CrowdMember) day(at time.Time) grid.Date { return workforce.Site{Zone: m.Zone}.Today(at) }

// accuracy is what is known of a member's work.
func (m CrowdMember) accuracy(t CrowdTerms) member.Accuracy {
	return member.Accuracy{PriorGood: t.PriorGood, PriorBad: t.PriorBad, Good: m.Good, Bad: m.Bad}
}

// judged fills what follows from the evidence.
func (m CrowdMember) judged(t CrowdTerms) CrowdMember {
	a := m.accuracy(t)
	m.Level, m.Mean = t.Rules.Level(a), a.Mean()
	m.Low, m.High = quantile(a, 0.025), quantile(a, 0.975)
	return m
}

// quantile is the accuracy below which the posterior has a share of its mass.
func quantile(a member.Accuracy, share float64) float64 {
	low, high := 0.0, 1.0
	for range 40 { // 2^-40: beyond what is shown
		middle := (low + high) / 2
		if a.Below(middle) < share {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// ConfirmBy is when a suspension at once lapses unless a person stands by it.
func (m CrowdMember) ConfirmBy(r member.Rules) time.Time {
	atOnce := m.Ground == member.CriticalError || m.Ground == member.Breach
	if m.State != member.Suspended || !atOnce || !m.Confirmed.IsZero() {
		return time.Time{}
	}
	return m.Since.Add(r.Confirm)
}

// MemberExam is a sequential test that a member sits for a skill, item by item.
type MemberExam struct {
	ID, Version, MemberID, SkillID int64
	Answers                        []member.Answer
	Result                         member.Result
	StartedAt, EndedAt             time.Time // EndedAt zero: under way
	StartedBy                      int64
}

// MemberCertificate is a certificate as it is kept.
type MemberCertificate struct {
	ID, MemberID, SkillID, ExamID int64 // ExamID 0: from elsewhere
	Method                        string
	Granted, Used, Revoked        grid.Date
	Ends                          grid.Date
	Idle                          grid.Date // lapses on this day unless it is used before
	Holds                         error     // why it does not hold today; nil: it does
}

func (c MemberCertificate) core(m CrowdMember) member.Certificate {
	return member.Certificate{Member: m.Name, Skill: fmt.Sprintf("skill/%d", c.SkillID), Granted: c.Granted, LastUsed: c.Used, Revoked: c.Revoked}
}

// MemberAppeal is an appeal as it is kept.
type MemberAppeal struct {
	ID, MemberID int64
	member.Appeal
	Words     string // the member's own
	DecidedAt time.Time
	Overdue   bool
}

// NextStep is a step that leads on from where a member stands, and what it still
// needs; nothing in Needs says that it can be taken.
type NextStep struct {
	To    member.State
	Needs *member.GuardError
}

// MemberFile is all that is known of a member.
type MemberFile struct {
	Member       CrowdMember
	Terms        CrowdTerms
	Events       member.Log
	Names        map[string]string // of those whom the log and the appeals name, by their keys
	Broken       int               // first event that is not as it was written; −1: none
	Next         []NextStep
	Exams        []MemberExam
	Certificates []MemberCertificate
	Appeals      []MemberAppeal
}

// facts are what guards look at.
func (f MemberFile) facts() member.Facts {
	m := f.Member
	facts := member.Facts{
		Consent: m.Consent, Identity: m.Identity, Trained: m.Trained, Since: m.Since, Contacts: int(m.Contacts), Accuracy: m.accuracy(f.Terms),
		Alarm: m.Alarm, Coached: m.Coached, Ground: m.Ground, Confirmed: m.Confirmed, Before: m.Before,
	}
	if m.Ground == member.Sequential {
		facts.Verdict = accept.Reject
	}
	for _, e := range f.Exams {
		if e.Result.Failed() {
			facts.Attempts++
			facts.LastFailed = e.EndedAt
		}
		if facts.Exam = e.Result; !e.EndedAt.IsZero() && e.EndedAt.Before(m.Since) {
			facts.Exam = member.Result{} // of an earlier round
		}
	}
	if n := len(f.Appeals); n > 0 && f.Appeals[n-1].Event < len(f.Events) && f.Appeals[n-1].Event == f.suspendedAt() {
		facts.Appeal = &f.Appeals[n-1].Appeal
	}
	return facts
}

// suspendedAt is the position of the last suspension in the log, −1 without one.
func (f MemberFile) suspendedAt() int {
	for i := len(f.Events) - 1; i >= 0; i-- {
		if f.Events[i].To == member.Suspended {
			return i
		}
	}
	return -1
}

// next asks the guards of every step that leads on.
func (f MemberFile) next(now time.Time) []NextStep {
	var out []NextStep
	for _, to := range member.States {
		if to == member.Exited || to == member.Suspended || to == f.Member.State {
			continue // always open to whoever has the right, with a reason
		}
		_, _, err := f.Events.Advance(member.Move{To: to, At: now, Actor: "anybody", Evidence: []string{"any"}}, f.facts(), f.Terms.Rules)
		var guard *member.GuardError
		if errors.As(err, &guard) && guard.Guard == "step" {
			continue
		}
		out = append(out, NextStep{to, guard})
	}
	return out
}
