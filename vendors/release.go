package vendors

import (
	"time"

	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ReleaseState is how far a release has come.
type ReleaseState string

// The states of a release.
const (
	ReleaseOpen      ReleaseState = "open"  // members ask
	ReleaseGiven     ReleaseState = "given" // offered, and what is left may be booked
	ReleaseWithdrawn ReleaseState = "withdrawn"
)

// CrowdRelease is intervals of a queue that the owner offers to a programme's crowd.
type CrowdRelease struct {
	ID, Version          int64
	ProgrammeID, QueueID int64
	Name                 string
	Rule                 member.Fairness
	Seed                 int64
	State                ReleaseState
	From, To             grid.Date
	ClosesAt             time.Time // until when members ask
	AnswerBy             time.Time // until when what was offered may be taken
	GivenAt              time.Time
	CreatedAt            time.Time
	CreatedBy            int64
	Zone                 string // of the queue's site; set by the store
	Slots                []CrowdSlot
}

// CrowdSlot is an interval, and how many people it needs.
type CrowdSlot struct {
	ID, ReleaseID    int64
	Begins           time.Time
	Minutes          int
	Need             int
	Places           int     // that were given: more than needed where some are likely not to come
	Enough, Expected float64 // P(as many come as are needed), and people expected, once given
	Asked, Held      int     // bookings: waiting for the release, and offered or booked
	Came             int
}

// BookingState is what became of a wish for an interval.
type BookingState string

// The states of a booking.
const (
	BookingAsked    BookingState = "asked"
	BookingOffered  BookingState = "offered"
	BookingMissed   BookingState = "missed" // asked for, and not given
	BookingBooked   BookingState = "booked"
	BookingDeclined BookingState = "declined"
	BookingLapsed   BookingState = "lapsed"   // offered, and not answered in time
	BookingReleased BookingState = "released" // given back in time
	BookingLate     BookingState = "late"     // given back late: it counts as booked
	BookingSwapped  BookingState = "swapped"  // taken over by somebody else
	BookingFreed    BookingState = "freed"    // by a suspension or an exit
	BookingKept     BookingState = "kept"     // who booked came
	BookingAbsent   BookingState = "absent"
)

// Holds reports whether a booking takes a place.
func (b BookingState) Holds() bool {
	return b == BookingOffered || b == BookingBooked || b == BookingKept || b == BookingAbsent
}

// CrowdBooking is a member's wish for an interval and what became of it, with what
// decided: the turn among those who asked.
type CrowdBooking struct {
	ID, Version        int64
	SlotID, MemberID   int64
	State              BookingState
	Swapping           bool // offered to whoever takes it over
	Tier, Recent       int  // turn: tier, and intervals won of late
	Place, Of, Places  int  // place in the order, of how many, for how many places
	Worked             int  // minutes
	AskedAt, ChangedAt time.Time

	// Of the slot and the release, for reading.
	ReleaseID, QueueID, ProgrammeID int64
	Begins                          time.Time
	Minutes                         int
	Name, Code                      string // the member's
	Zone                            string // of the queue's site
}

// Standing is what a member's bookings come to: minutes, and how often they came.
type Standing struct {
	Booked, Swapped, Worked int64
	Kept, Absent            int
}

// Adherence is worked ÷ (booked − swapped); false where nothing was left to keep.
func (s Standing) Adherence() (float64, bool) {
	share, known, err := member.Commitment{Booked: s.Booked, Swapped: s.Swapped, Worked: min(s.Worked, s.Booked-s.Swapped)}.Adherence()
	return share, known && err == nil
}

// standing sums bookings of the past.
func standing(list []CrowdBooking, now time.Time) Standing {
	var s Standing
	for _, b := range list {
		switch {
		case b.Begins.After(now):
		case b.State == BookingKept || b.State == BookingAbsent || b.State == BookingLate:
			s.Booked += int64(b.Minutes)
			s.Worked += int64(b.Worked)
		case b.State == BookingSwapped:
			s.Booked += int64(b.Minutes)
			s.Swapped += int64(b.Minutes)
		}
		if b.State == BookingKept {
			s.Kept++
		}
		if b.State == BookingAbsent || b.State == BookingLate {
			s.Absent++
		}
	}
	return s
}
