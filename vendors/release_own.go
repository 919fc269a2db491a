package vendors

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors/member"
)

// OwnSlot is an interval as a member sees it.
type OwnSlot struct {
	CrowdSlot
	Release CrowdRelease // without its slots
	Booking *CrowdBooking
	Refused error // why the member cannot ask for it or book it now; nil: they can
}

// OwnSlots is what a member may book, has booked, and may take over.
type OwnSlots struct {
	Member   CrowdMember
	Slots    []OwnSlot
	Swaps    []CrowdBooking // of others, to be taken over
	Past     []CrowdBooking // the newest first
	Standing Standing
}

// own is the membership behind a release for the person who asks.
func (s *Releases) own(ctx context.Context, scope auth.Scope, programme int64) (MemberFile, error) {
	if scope.Person() == 0 {
		return MemberFile{}, database.ErrNotFound
	}
	list, err := s.members.store.Members(ctx, scope, MemberQuery{PersonID: scope.Person()})
	if err != nil {
		return MemberFile{}, err
	}
	at := slices.IndexFunc(list, func(m CrowdMember) bool { return m.ProgrammeID == programme })
	if at < 0 {
		return MemberFile{}, database.ErrNotFound
	}
	return s.members.file(ctx, scope, list[at].ID)
}

// Own lists what the person who asks may book, by membership.
func (s *Releases) Own(ctx context.Context, scope auth.Scope) ([]OwnSlots, error) {
	if scope.Person() == 0 {
		return nil, nil
	}
	list, err := s.members.store.Members(ctx, scope, MemberQuery{PersonID: scope.Person()})
	if err != nil {
		return nil, err
	}
	var out []OwnSlots
	for _, m := range list {
		f, err := s.members.file(ctx, scope, m.ID)
		if err != nil {
			return nil, err
		}
		one, err := s.ownOf(ctx, scope, f)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func (s *Releases) ownOf(ctx context.Context, scope auth.Scope, f MemberFile) (OwnSlots, error) {
	out, now := OwnSlots{Member: f.Member}, s.Now()
	whole := everything(scope)
	mine, err := s.store.Bookings(ctx, whole, BookingQuery{MemberID: f.Member.ID})
	if err != nil {
		return out, err
	}
	of := map[int64]CrowdBooking{}
	for _, b := range mine {
		of[b.SlotID] = b
		if b.Begins.Before(now) {
			out.Past = append(out.Past, b)
		}
	}
	slices.Reverse(out.Past)
	out.Standing = standing(mine, now)
	releases, err := s.store.Releases(ctx, whole, f.Member.ProgrammeID)
	if err != nil {
		return out, err
	}
	for _, r := range releases {
		if r.State == ReleaseWithdrawn {
			continue
		}
		slots := r.Slots
		r.Slots = nil
		for _, slot := range slots {
			if !slot.Begins.After(now) {
				continue
			}
			one := OwnSlot{CrowdSlot: slot, Release: r}
			if b, known := of[slot.ID]; known {
				one.Booking = &b
			}
			one.Refused = s.mayTake(ctx, scope, f, r, slot, mine, now)
			out.Slots = append(out.Slots, one)
		}
	}
	slices.SortStableFunc(out.Slots, func(a, b OwnSlot) int { return a.Begins.Compare(b.Begins) })
	held, err := s.store.Bookings(ctx, whole, BookingQuery{ProgrammeID: f.Member.ProgrammeID, From: now, Held: true})
	if err != nil {
		return out, err
	}
	for _, b := range held {
		if b.Swapping && b.MemberID != f.Member.ID {
			b.Name, b.Code = "", "" // it does not matter from whom
			out.Swaps = append(out.Swaps, b)
		}
	}
	return out, nil
}

// mayTake says why a member cannot ask for an interval, or book it; nil where they
// can.
func (s *Releases) mayTake(ctx context.Context, scope auth.Scope, f MemberFile, r CrowdRelease, slot CrowdSlot, mine []CrowdBooking, now time.Time) error {
	queue, err := s.queues.Get(ctx, everything(scope), r.QueueID)
	if err != nil {
		return err
	}
	tier := f.Terms.Tier(f.Member.Level)
	window := f.Terms.window(tier)
	booked := 0
	for _, b := range mine {
		if b.State.Holds() && b.ReleaseID == r.ID {
			booked++
		}
		if b.SlotID != slot.ID && (b.State.Holds() || b.State == BookingAsked) && overlaps(b.Begins, b.Minutes, slot.Begins, slot.Minutes) {
			return member.Refuse("booking", "slot", member.Against(member.SameTime, "one at the same time", "an interval that overlaps no other of the member"))
		}
	}
	ask := member.Request{State: f.Member.State, Held: f.Held(queue.SkillID, f.Member.day(slot.Begins)), Begins: slot.Begins, Booked: booked}
	if err := window.Book(ask, now); err != nil {
		return err
	}
	if r.State == ReleaseGiven && slot.Held >= max(slot.Places, slot.Need) {
		places := max(slot.Places, slot.Need)
		return member.Refuse("booking", "places", member.Against(member.Full, fmt.Sprintf("%d of %d taken", slot.Held, places), "a place that is free, or a swap", slot.Held, places))
	}
	if r.State == ReleaseOpen && now.After(r.ClosesAt) {
		return member.Refuse("booking", "time", member.Against(member.AskingOver, "the time to ask is over", "the release, which comes any moment"))
	}
	return nil
}

func overlaps(a time.Time, aMinutes int, b time.Time, bMinutes int) bool {
	return a.Before(b.Add(time.Duration(bMinutes)*time.Minute)) && b.Before(a.Add(time.Duration(aMinutes)*time.Minute))
}

// find is a slot with its release and membership, for the person who asks.
func (s *Releases) find(ctx context.Context, scope auth.Scope, slot int64) (MemberFile, CrowdRelease, CrowdSlot, error) {
	r, err := s.store.ReleaseOf(ctx, everything(scope), slot)
	if err != nil {
		return MemberFile{}, r, CrowdSlot{}, err
	}
	f, err := s.own(ctx, scope, r.ProgrammeID)
	return f, r, r.Slots[0], err
}

// Take asks for an interval of an open release; where it has been given already,
// books a place that is left.
func (s *Releases) Take(ctx context.Context, scope auth.Scope, slot int64) (CrowdBooking, error) {
	var out CrowdBooking
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.HoldSlot(ctx, everything(scope), slot); err != nil {
			return err
		}
		f, r, one, err := s.find(ctx, scope, slot)
		if err != nil {
			return err
		}
		whole, now := everything(scope), s.Now()
		mine, err := s.store.Bookings(ctx, whole, BookingQuery{MemberID: f.Member.ID})
		if err != nil {
			return err
		}
		if err := s.mayTake(ctx, scope, f, r, one, mine, now); err != nil {
			return err
		}
		state := BookingAsked
		if r.State == ReleaseGiven {
			state = BookingBooked
		}
		at := slices.IndexFunc(mine, func(b CrowdBooking) bool { return b.SlotID == slot })
		if at >= 0 {
			out = mine[at]
			if out.State.Holds() || out.State == BookingAsked {
				return nil // a second tap
			}
			out.State, out.ChangedAt = state, now
			out, err = s.changed(ctx, whole, "booking.take", out)
			return err
		}
		b := CrowdBooking{SlotID: slot, MemberID: f.Member.ID, State: state, Tier: f.Terms.Tier(f.Member.Level), AskedAt: now, ChangedAt: now}
		if out, err = s.store.AddBooking(ctx, whole, b); err != nil {
			return err
		}
		return s.journal.Record(ctx, whole, "booking.take", fmt.Sprintf("booking/%d", out.ID), map[string]any{"state": string(state), "member": b.MemberID})
	})
	return out, err
}

// Answer takes an offer or declines it, gives a booking back, offers it for a swap,
// or takes over one that somebody else offers.
type Answer string

// The answers.
const (
	AcceptOffer  Answer = "accept"
	DeclineOffer Answer = "decline"
	GiveBack     Answer = "give_back"
	OfferSwap    Answer = "offer_swap"
	KeepAfterAll Answer = "keep"
	TakeOver     Answer = "take_over"
)

// Answer does what a member says about a booking: their own, or one to take over.
func (s *Releases) Answer(ctx context.Context, scope auth.Scope, booking int64, answer Answer) (CrowdBooking, error) {
	var out CrowdBooking
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		whole := everything(scope)
		b, err := s.store.Booking(ctx, whole, booking)
		if err != nil {
			return err
		}
		if err := s.store.HoldSlot(ctx, whole, b.SlotID); err != nil {
			return err
		}
		f, r, slot, err := s.find(ctx, scope, b.SlotID)
		if err != nil {
			return err
		}
		if answer == TakeOver {
			out, err = s.takeOver(ctx, scope, f, slot, b)
			return err
		}
		if b.MemberID != f.Member.ID {
			return database.ErrNotFound
		}
		if b, err = answered(b, answer, f, r, s.Now()); err != nil {
			return err
		}
		b.ChangedAt = s.Now()
		out, err = s.changed(ctx, whole, "booking."+string(answer), b)
		return err
	})
	return out, err
}

// answered is a booking after its member's answer.
func answered(b CrowdBooking, answer Answer, f MemberFile, r CrowdRelease, now time.Time) (CrowdBooking, error) {
	refuse := func(kind member.Kind, expected string) (CrowdBooking, error) {
		return b, member.Refuse("booking", "state", member.Against(kind, string(b.State), expected, b.State))
	}
	switch answer {
	case AcceptOffer:
		if b.State != BookingOffered {
			return refuse(member.NoOffer, "an offer")
		}
		if now.After(r.AnswerBy) {
			return b, member.Refuse("booking", "time", member.Against(member.AnswerOver, now.Format(time.RFC3339), r.AnswerBy.Format(time.RFC3339)+" or earlier", r.AnswerBy))
		}
		if !f.Member.State.Works() {
			return b, member.Refuse("booking", "member", member.Against(member.NotWorking, string(f.Member.State), "a member on probation or active", f.Member.State))
		}
		b.State = BookingBooked
	case DeclineOffer:
		if b.State != BookingOffered && b.State != BookingAsked {
			return refuse(member.NoWish, "a wish or an offer")
		}
		b.State = BookingDeclined
	case GiveBack:
		if b.State != BookingBooked {
			return refuse(member.NotBooked, "a booking")
		}
		late, err := f.Terms.window(f.Terms.Tier(f.Member.Level)).Release(b.Begins, now)
		if err != nil {
			return b, err
		}
		if b.State, b.Swapping = BookingReleased, false; late {
			b.State = BookingLate
		}
	case OfferSwap, KeepAfterAll:
		if b.State != BookingBooked {
			return refuse(member.NotBooked, "a booking")
		}
		b.Swapping = answer == OfferSwap
	default:
		return b, member.Refuse("booking", "answer", member.Against(member.NoSuchAnswer, string(answer), "accept, decline, give_back, offer_swap, keep or take_over", answer))
	}
	return b, nil
}

// takeOver moves a booking that is offered for a swap to the person who asks.
func (s *Releases) takeOver(ctx context.Context, scope auth.Scope, f MemberFile, slot CrowdSlot, b CrowdBooking) (CrowdBooking, error) {
	whole, now := everything(scope), s.Now()
	if !b.Swapping || b.State != BookingBooked || b.MemberID == f.Member.ID {
		return b, member.Refuse("booking", "swap", member.Against(member.NoSwap, string(b.State), "a booking that somebody else offers"))
	}
	mine, err := s.store.Bookings(ctx, whole, BookingQuery{MemberID: f.Member.ID})
	if err != nil {
		return b, err
	}
	queue, err := s.queues.Get(ctx, whole, b.QueueID)
	if err != nil {
		return b, err
	}
	taker := member.Request{State: f.Member.State, Held: f.Held(queue.SkillID, f.Member.day(b.Begins)), Begins: b.Begins}
	if err := f.Terms.window(f.Terms.Tier(f.Member.Level)).Swap(taker, now); err != nil {
		return b, err
	}
	for _, own := range mine {
		if own.State.Holds() && overlaps(own.Begins, own.Minutes, b.Begins, b.Minutes) {
			return b, member.Refuse("booking", "slot", member.Against(member.SameTime, "one at the same time", "an interval that overlaps no other of the member"))
		}
	}
	b.State, b.Swapping, b.ChangedAt = BookingSwapped, false, now
	if _, err := s.changed(ctx, whole, "booking.swapped", b); err != nil {
		return b, err
	}
	for _, own := range mine {
		if own.SlotID == slot.ID {
			own.State, own.ChangedAt = BookingBooked, now
			return s.changed(ctx, whole, "booking.take_over", own)
		}
	}
	return s.store.AddBooking(ctx, whole, CrowdBooking{SlotID: slot.ID, MemberID: f.Member.ID, State: BookingBooked, Tier: f.Terms.Tier(f.Member.Level), AskedAt: now, ChangedAt: now})
}
