package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
)

// CrowdRelease is intervals that the owner offers to a crowd.
type CrowdRelease struct {
	Versioned
	CrowdReleaseFields
	State   string      `json:"state" enum:"open,given,withdrawn"`
	GivenAt *time.Time  `json:"givenAt,omitempty"`
	Zone    string      `json:"zone" doc:"Clock of the queue's site."`
	Slots   []CrowdSlot `json:"slots" nullable:"false"`
}

// CrowdReleaseFields is what the owner decides about a release.
type CrowdReleaseFields struct {
	ProgrammeID int64     `json:"programmeId" minimum:"1"`
	QueueID     int64     `json:"queueId" minimum:"1"`
	Name        string    `json:"name" maxLength:"200"`
	Rule        string    `json:"rule" enum:"rotation,lottery" doc:"How intervals are given within a tier."`
	Seed        int64     `json:"seed" doc:"Decides lots; the same seed gives the same release."`
	ClosesAt    time.Time `json:"closesAt" doc:"Until when members ask."`
	AnswerBy    time.Time `json:"answerBy" doc:"Until when an offer may be taken."`
}

// NewCrowdRelease opens a release.
type NewCrowdRelease struct {
	CrowdReleaseFields
	Slots []NewCrowdSlot `json:"slots" minItems:"1" maxItems:"2000" nullable:"false"`
}

// NewCrowdSlot is an interval to be offered.
type NewCrowdSlot struct {
	Begins  time.Time `json:"begins"`
	Minutes int       `json:"minutes" minimum:"15" maximum:"720"`
	Need    int       `json:"need" minimum:"1" maximum:"1000" doc:"People that it needs."`
}

// CrowdSlot is an interval and how it is filled.
type CrowdSlot struct {
	ID       int64     `json:"id"`
	Begins   time.Time `json:"begins"`
	Minutes  int       `json:"minutes"`
	Need     int       `json:"need"`
	Places   int       `json:"places" doc:"Given: more than needed where some are likely not to come."`
	Enough   float64   `json:"enough" doc:"Probability that as many come as are needed, once given."`
	Expected float64   `json:"expected" doc:"People expected, once given."`
	Asked    int       `json:"asked"`
	Held     int       `json:"held" doc:"Offered or booked."`
	Came     int       `json:"came"`
}

// CrowdBooking is a wish for an interval and what became of it.
type CrowdBooking struct {
	Versioned
	SlotID    int64     `json:"slotId"`
	ReleaseID int64     `json:"releaseId"`
	QueueID   int64     `json:"queueId"`
	MemberID  int64     `json:"memberId"`
	Code      string    `json:"code"`
	Name      string    `json:"name"`
	State     string    `json:"state" enum:"asked,offered,missed,booked,declined,lapsed,released,late,swapped,freed,kept,absent"`
	Swapping  bool      `json:"swapping"`
	Begins    time.Time `json:"begins"`
	Minutes   int       `json:"minutes"`
	WorkedMin int       `json:"workedMin"`
	Tier      int       `json:"tier"`
	Recent    int       `json:"recent" doc:"Intervals won of late, which decide the turn by rotation."`
	Place     int       `json:"place" doc:"In the order of those who asked; 0: not ordered."`
	Of        int       `json:"of" doc:"How many asked."`
	Places    int       `json:"places"`
	Zone      string    `json:"zone"`
}

// SlotChances is how an interval may turn out by who holds its places.
type SlotChances struct {
	SlotID   int64   `json:"slotId" doc:"0: of no interval in particular."`
	Held     int     `json:"held" doc:"Places taken by members."`
	Few      float64 `json:"few" doc:"Probability that fewer come than are needed (Poisson-binomial)."`
	Many     float64 `json:"many" doc:"Probability that more come."`
	Expected float64 `json:"expected" doc:"People."`
	Missing  float64 `json:"missing" doc:"People missing, expected."`
	Idle     float64 `json:"idle" doc:"People too many, expected."`
}

// ReleaseOutlook is what it means to give a number of places, for every number.
type ReleaseOutlook struct {
	Candidates int           `json:"candidates" doc:"Who may work and hold the certificate."`
	Chance     float64       `json:"chance" doc:"Mean chance to come."`
	Best       int           `json:"best" doc:"Places by the stakes of the programme."`
	StakeFew   float64       `json:"stakeFew" doc:"Cost of a person missing."`
	StakeMany  float64       `json:"stakeMany" doc:"Cost of a person too many."`
	Places     []SlotChances `json:"places" nullable:"false"`
}

// CrowdStanding is how a member keeps what they book.
type CrowdStanding struct {
	MemberID   int64    `json:"memberId"`
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	State      string   `json:"state"`
	Tier       int      `json:"tier"`
	Chance     float64  `json:"chance" doc:"To come to the next interval."`
	BookedMin  int64    `json:"bookedMin"`
	SwappedMin int64    `json:"swappedMin"`
	WorkedMin  int64    `json:"workedMin"`
	Kept       int      `json:"kept"`
	Absent     int      `json:"absent" doc:"Late ones included."`
	Late       int      `json:"late" doc:"Given back late."`
	Ahead      int      `json:"ahead" doc:"Bookings to come."`
	Adherence  *float64 `json:"adherence,omitempty" doc:"Worked of booked and not swapped; absent: nothing to keep yet."`
}

func slotChancesOf(c vendors.SlotChances) SlotChances { return SlotChances(c) }

func crowdStandingOf(m vendors.MemberStanding) CrowdStanding {
	out := CrowdStanding{m.ID, m.Code, m.Name, string(m.State), m.Tier, m.Chance, m.Booked, m.Swapped, m.Worked, m.Kept, m.Absent, m.Late, m.Ahead, nil}
	if share, known := m.Adherence(); known {
		out.Adherence = &share
	}
	return out
}

func crowdSlotOf(c vendors.CrowdSlot) CrowdSlot {
	return CrowdSlot{c.ID, c.Begins, c.Minutes, c.Need, c.Places, c.Enough, c.Expected, c.Asked, c.Held, c.Came}
}

func crowdReleaseOf(r vendors.CrowdRelease) CrowdRelease {
	return CrowdRelease{
		Versioned:          Versioned{r.ID, r.Version},
		CrowdReleaseFields: CrowdReleaseFields{r.ProgrammeID, r.QueueID, r.Name, string(r.Rule), r.Seed, r.ClosesAt, r.AnswerBy},
		State:              string(r.State), GivenAt: orNone(r.GivenAt), Zone: r.Zone, Slots: each(r.Slots, crowdSlotOf),
	}
}

func crowdBookingOf(b vendors.CrowdBooking) CrowdBooking {
	return CrowdBooking{Versioned{b.ID, b.Version}, b.SlotID, b.ReleaseID, b.QueueID, b.MemberID, b.Code, b.Name, string(b.State), b.Swapping, b.Begins, b.Minutes, b.Worked, b.Tier, b.Recent, b.Place, b.Of, b.Places, b.Zone}
}

// CrowdAttendance is how long somebody worked of what was booked.
type CrowdAttendance struct {
	WorkedMin int `json:"workedMin" minimum:"0" maximum:"720"`
}

type (
	releaseListInput struct {
		Programme int64 `query:"programme"`
	}
	releaseInput struct {
		OnceInput
		Body NewCrowdRelease
	}
	attendInput struct {
		IDInput
		Body CrowdAttendance
	}
	crowdOutlookInput struct {
		Programme int64 `query:"programme" minimum:"1" required:"true"`
		Queue     int64 `query:"queue" minimum:"1" required:"true"`
		Need      int   `query:"need" minimum:"1" maximum:"1000" required:"true"`
	}
	standingInput struct {
		Programme int64     `query:"programme" minimum:"1" required:"true"`
		From      time.Time `query:"from" required:"true"`
		To        time.Time `query:"to" required:"true"`
	}
	withdrawInput struct {
		IDInput
		IfMatch
	}
)

func (s *Server) registerReleases(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return crowdOperation("Crowd", aboutBookings, method, path, id, summary)
	}
	secured(s, api, op(http.MethodGet, "/crowd-releases", "list-crowd-releases", "List releases of intervals"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *releaseListInput) (*listOutput[CrowdRelease], error) {
			list, err := s.Crowd.Releases.List(ctx, scope, in.Programme)
			return pageOf(each(list, crowdReleaseOf), ""), err
		})
	secured(s, api, op(http.MethodPost, "/crowd-releases", "open-crowd-release", "Offer intervals"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *releaseInput) (*whole[CrowdRelease], error) {
			f := in.Body
			r, err := s.Crowd.Releases.Open(ctx, scope, vendors.CrowdRelease{
				ProgrammeID: f.ProgrammeID, QueueID: f.QueueID, Name: f.Name, Rule: member.Fairness(f.Rule), Seed: f.Seed, ClosesAt: f.ClosesAt, AnswerBy: f.AnswerBy,
				Slots: each(f.Slots, func(n NewCrowdSlot) vendors.CrowdSlot {
					return vendors.CrowdSlot{Begins: n.Begins.UTC(), Minutes: n.Minutes, Need: n.Need}
				}),
			})
			return &whole[CrowdRelease]{crowdReleaseOf(r)}, err
		})
	secured(s, api, op(http.MethodGet, "/crowd-releases/{id}", "get-crowd-release", "See a release"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*whole[CrowdRelease], error) {
			r, err := s.Crowd.Releases.Get(ctx, scope, in.ID)
			return &whole[CrowdRelease]{crowdReleaseOf(r)}, err
		})
	secured(s, api, op(http.MethodPost, "/crowd-releases/{id}/gift", "give-crowd-release", "Give the intervals to those who asked"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*whole[CrowdRelease], error) {
			r, err := s.Crowd.Releases.Give(ctx, scope, in.ID)
			return &whole[CrowdRelease]{crowdReleaseOf(r)}, err
		})
	secured(s, api, op(http.MethodPost, "/crowd-releases/{id}/withdrawal", "withdraw-crowd-release", "Take back a release that was not given yet"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *withdrawInput) (*whole[CrowdRelease], error) {
			r, err := s.Crowd.Releases.Withdraw(ctx, scope, in.ID, in.version())
			return &whole[CrowdRelease]{crowdReleaseOf(r)}, err
		})
	secured(s, api, op(http.MethodGet, "/crowd-outlook", "get-crowd-outlook", "See how an interval may turn out with a number of places"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *crowdOutlookInput) (*whole[ReleaseOutlook], error) {
			o, err := s.Crowd.Releases.Outlook(ctx, scope, in.Programme, in.Queue, in.Need)
			return &whole[ReleaseOutlook]{ReleaseOutlook{o.Candidates, o.Chance, o.Best, o.Stakes.Missing, o.Stakes.Idle, each(o.Places, slotChancesOf)}}, err
		})
	secured(s, api, op(http.MethodGet, "/crowd-releases/{id}/chances", "get-crowd-chances", "See how the intervals of a release may turn out"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[SlotChances], error) {
			list, err := s.Crowd.Releases.Chances(ctx, scope, in.ID)
			return pageOf(each(list, slotChancesOf), ""), err
		})
	secured(s, api, op(http.MethodGet, "/crowd-standings", "list-crowd-standings", "See how members keep what they book"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *standingInput) (*listOutput[CrowdStanding], error) {
			list, err := s.Crowd.Releases.Standings(ctx, scope, in.Programme, in.From, in.To)
			return pageOf(each(list, crowdStandingOf), ""), err
		})
	secured(s, api, op(http.MethodGet, "/crowd-releases/{id}/bookings", "list-crowd-bookings", "List who asked for the intervals of a release"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[CrowdBooking], error) {
			if _, err := s.Crowd.Releases.Get(ctx, scope, in.ID); err != nil {
				return nil, err
			}
			list, err := s.Crowd.Releases.Bookings(ctx, scope, vendors.BookingQuery{ReleaseID: in.ID})
			return pageOf(each(list, crowdBookingOf), ""), err
		})
	secured(s, api, op(http.MethodPost, "/crowd-bookings/{id}/attendance", "attend-crowd-booking", "Record who came"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *attendInput) (*whole[CrowdBooking], error) {
			b, err := s.Crowd.Releases.Attend(ctx, scope, in.ID, in.Body.WorkedMin)
			return &whole[CrowdBooking]{crowdBookingOf(b)}, err
		})
}
