package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// OwnCrowd is what a member of a crowd sees of themselves.
type OwnCrowd struct {
	Memberships []OwnMembership `json:"memberships" nullable:"false"`
	Pay         []PayrollLine   `json:"pay" nullable:"false"`
}

// OwnMembership is a membership with the intervals that it opens.
type OwnMembership struct {
	File      MemberFile     `json:"file"`
	Slots     []OwnCrowdSlot `json:"slots" nullable:"false"`
	Swaps     []CrowdBooking `json:"swaps" nullable:"false" doc:"Bookings of others that may be taken over."`
	Past      []CrowdBooking `json:"past" nullable:"false"`
	Adherence *float64       `json:"adherence,omitempty" doc:"Worked of booked and not swapped; absent: nothing to keep yet."`
	WorkedMin int64          `json:"workedMin"`
	BookedMin int64          `json:"bookedMin"`
}

// OwnCrowdSlot is an interval as a member sees it.
type OwnCrowdSlot struct {
	CrowdSlot
	Release  string        `json:"release" doc:"Its name."`
	QueueID  int64         `json:"queueId"`
	State    string        `json:"state" enum:"open,given,withdrawn" doc:"Of the release."`
	Rule     string        `json:"rule"`
	Seed     int64         `json:"seed"`
	ClosesAt time.Time     `json:"closesAt"`
	AnswerBy time.Time     `json:"answerBy"`
	Zone     string        `json:"zone" doc:"Clock of the queue's site."`
	Booking  *CrowdBooking `json:"booking,omitempty"`
	Refused  *Refusal      `json:"refused,omitempty" doc:"Why it cannot be asked for or booked now."`
}

// OwnAnswer is what a member says about a booking.
type OwnAnswer struct {
	Answer string `json:"answer" enum:"accept,decline,give_back,offer_swap,keep,take_over"`
}

type ownAnswerInput struct {
	IDInput
	Body OwnAnswer
}

func (s *Server) registerOwnCrowd(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return crowdOperation("Me", aboutBookings, method, path, id, summary)
	}
	secured(s, api, op(http.MethodGet, "/me/crowd", "get-own-crowd", "See one's memberships, open intervals, certificates and pay"), auth.ReadOwnSchedule,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*whole[OwnCrowd], error) {
			return s.ownCrowd(ctx, scope)
		})
	secured(s, api, op(http.MethodPost, "/me/crowd-slots/{id}/booking", "take-crowd-slot", "Ask for an interval, or book a place that is left"), auth.ReadOwnSchedule,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*whole[CrowdBooking], error) {
			b, err := s.Crowd.Releases.Take(ctx, scope, in.ID)
			return &whole[CrowdBooking]{crowdBookingOf(b)}, err
		})
	secured(s, api, op(http.MethodPost, "/me/crowd-bookings/{id}/answer", "answer-crowd-booking", "Accept, decline, give back or swap"), auth.ReadOwnSchedule,
		func(ctx context.Context, scope auth.Scope, in *ownAnswerInput) (*whole[CrowdBooking], error) {
			b, err := s.Crowd.Releases.Answer(ctx, scope, in.ID, vendors.Answer(in.Body.Answer))
			return &whole[CrowdBooking]{crowdBookingOf(b)}, err
		})
	secured(s, api, op(http.MethodPost, "/me/crowd/{id}/appeals", "appeal-crowd-member", "Appeal against a watch, a suspension or a dismissal"), auth.ReadOwnSchedule,
		func(ctx context.Context, scope auth.Scope, in *memberAppealInput) (*whole[MemberFile], error) {
			if scope.Person() == 0 {
				return nil, database.ErrNotFound
			}
			_, err := s.Crowd.Members.Appeal(ctx, scope, in.ID, in.Body.Event, in.Body.Words)
			return s.memberAnswer(ctx, scope, in.ID, err)
		})
}

func (s *Server) ownCrowd(ctx context.Context, scope auth.Scope) (*whole[OwnCrowd], error) {
	files, err := s.Crowd.Members.Own(ctx, scope)
	if err != nil {
		return nil, err
	}
	slots, err := s.Crowd.Releases.Own(ctx, scope)
	if err != nil {
		return nil, err
	}
	pay, err := s.Crowd.Payrolls.Own(ctx, scope)
	if err != nil {
		return nil, err
	}
	out := OwnCrowd{Memberships: []OwnMembership{}, Pay: each(pay, payrollLineOf)}
	for i, f := range files {
		one := OwnMembership{File: memberFileOf(f)}
		if i < len(slots) {
			own := slots[i]
			one.Slots, one.Swaps, one.Past = each(own.Slots, ownSlotOf), each(own.Swaps, crowdBookingOf), each(own.Past, crowdBookingOf)
			one.WorkedMin, one.BookedMin = own.Standing.Worked, own.Standing.Booked-own.Standing.Swapped
			if share, known := own.Standing.Adherence(); known {
				one.Adherence = &share
			}
		}
		out.Memberships = append(out.Memberships, one)
	}
	return &whole[OwnCrowd]{out}, nil
}

func ownSlotOf(o vendors.OwnSlot) OwnCrowdSlot {
	out := OwnCrowdSlot{
		CrowdSlot: crowdSlotOf(o.CrowdSlot), Release: o.Release.Name, QueueID: o.Release.QueueID, State: string(o.Release.State), Rule: string(o.Release.Rule), Seed: o.Release.Seed,
		ClosesAt: o.Release.ClosesAt, AnswerBy: o.Release.AnswerBy, Zone: o.Release.Zone, Refused: refusalOf(o.Refused),
	}
	if o.Booking != nil {
		b := crowdBookingOf(*o.Booking)
		out.Booking = &b
	}
	return out
}
