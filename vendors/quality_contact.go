package vendors

import (
	"slices"
	"time"
)

// ContactRef is a contact that can be judged: who handled what kind of contact when,
// and where its recording or thread is. The recording stays where it is.
type ContactRef struct {
	ID         int64
	Code       string // as the switch or the ticket system names it
	At         time.Time
	SiteID     int64
	EmployerID int64
	QueueID    int64 // 0: not told
	TeamID     int64 // 0: none
	PersonID   int64
	Agent      string // code of the person
	// Stratum is the kind of contact that makes it easy or hard (complaint, billing,
	// night): what a vendor controls is none.
	Stratum string
	Link    string
}

// GraderParty is for whom a grader judges.
type GraderParty string

// The parties. The bench is who settles what a contact was worth.
const (
	OwnerParty  GraderParty = "owner"
	VendorParty GraderParty = "vendor"
	BenchParty  GraderParty = "bench"
)

// Grader is somebody who judges contacts.
type Grader struct {
	ID           int64
	UserID       int64 // 0: does not sign in
	Name         string
	EmployerID   int64 // 0: the owner's
	TeamID       int64 // 0: none; the work of this team is not his to judge
	Party        GraderParty
	Active       bool
	State        string // "", green, amber, red: as the last calibration found
	Severity     float64
	CalibratedAt time.Time
	Waiting      int // assignments; read only
	// ProgrammeIDs are the programmes whose contacts are his to judge; none: those of
	// every programme, and of none.
	ProgrammeIDs []int64
	programmes   []Programme // the same, as they are
}

// GraderCandidate is an account that may judge contacts and is no grader yet.
type GraderCandidate struct {
	UserID     int64
	Name       string
	EmployerID int64 // whose work will not be his to judge; 0: the owner's
}

// Judges reports whether a grader may judge a contact: nobody judges the work of his
// own vendor or team, but for a vendor's own checks, which count for nothing else; and
// who was named for some programmes judges their contacts only.
func (g Grader) Judges(c ContactRef, kind GradeKind) bool {
	if len(g.ProgrammeIDs) > 0 && !slices.ContainsFunc(g.programmes, func(p Programme) bool { return p.covers(c) }) {
		return false
	}
	if kind == OwnGrade {
		return g.EmployerID == c.EmployerID
	}
	return (g.EmployerID == 0 || g.EmployerID != c.EmployerID) && (g.TeamID == 0 || g.TeamID != c.TeamID)
}
