package vendors

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/workforce"
)

// BookingQuery says which bookings to list; zero fields do not narrow.
type BookingQuery struct {
	ReleaseID, SlotID, MemberID int64
	ProgrammeID, QueueID        int64
	From, To                    time.Time // intervals that begin from then until before
	Held                        bool      // only those that take a place
}

// ReleaseStore keeps releases and bookings.
type ReleaseStore interface {
	Transactor
	AddRelease(ctx context.Context, scope auth.Scope, r CrowdRelease) (CrowdRelease, error)
	Release(ctx context.Context, scope auth.Scope, id int64) (CrowdRelease, error)
	// ReleaseOf is the release of an interval, with this one alone.
	ReleaseOf(ctx context.Context, scope auth.Scope, slot int64) (CrowdRelease, error)
	// Releases lists the newest first, with their slots.
	Releases(ctx context.Context, scope auth.Scope, programme int64) ([]CrowdRelease, error)
	UpdateRelease(ctx context.Context, scope auth.Scope, r CrowdRelease) (CrowdRelease, error)
	SetSlot(ctx context.Context, scope auth.Scope, s CrowdSlot) error
	// HoldSlot keeps others from booking an interval until the transaction ends.
	HoldSlot(ctx context.Context, scope auth.Scope, slot int64) error
	AddBooking(ctx context.Context, scope auth.Scope, b CrowdBooking) (CrowdBooking, error)
	UpdateBooking(ctx context.Context, scope auth.Scope, b CrowdBooking) (CrowdBooking, error)
	Booking(ctx context.Context, scope auth.Scope, id int64) (CrowdBooking, error)
	// Bookings lists by interval, then by member.
	Bookings(ctx context.Context, scope auth.Scope, q BookingQuery) ([]CrowdBooking, error)
}

// Releases is the verbs of intervals that are offered and booked.
type Releases struct {
	store   ReleaseStore
	members *Members
	queues  QueueBook
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewReleases connects releases with what they need of others.
func NewReleases(store ReleaseStore, members *Members, queues QueueBook, journal Journal) *Releases {
	return &Releases{store: store, members: members, queues: queues, journal: journal, Now: time.Now}
}

// List lists the releases of a programme (0: of all), the newest first.
func (s *Releases) List(ctx context.Context, scope auth.Scope, programme int64) ([]CrowdRelease, error) {
	return s.store.Releases(ctx, scope, programme)
}

// Bookings lists bookings.
func (s *Releases) Bookings(ctx context.Context, scope auth.Scope, q BookingQuery) ([]CrowdBooking, error) {
	return s.store.Bookings(ctx, scope, q)
}

// Get returns one release.
func (s *Releases) Get(ctx context.Context, scope auth.Scope, id int64) (CrowdRelease, error) {
	return s.store.Release(ctx, scope, id)
}

// Open offers intervals: a queue of the programme, days, times and places.
func (s *Releases) Open(ctx context.Context, scope auth.Scope, r CrowdRelease) (CrowdRelease, error) {
	p, err := s.members.books.Programmes.Get(ctx, scope, r.ProgrammeID)
	if err != nil {
		return r, err
	}
	var l problem.List
	queue, err := s.queues.Get(ctx, scope, r.QueueID)
	if err := missing(&l, err, "queueId", r.QueueID, "a queue"); err != nil {
		return r, err
	}
	now := s.Now()
	l.Need(p.Serves(r.QueueID), "queueId", r.QueueID, "a queue that the programme serves", problem.Wanting(problem.ServingProgramme))
	l.Need(isText(r.Name, 1, 200), "name", quoted(r.Name), "1 to 200 characters", problem.Wanting(problem.Characters, 1, 200))
	l.Need(r.Rule == member.Rotation || r.Rule == member.Lottery, "rule", r.Rule, "rotation or lottery", problem.Wanting(problem.Choice))
	l.Need(len(r.Slots) > 0 && len(r.Slots) <= 2000, "slots", len(r.Slots), "1 to 2000 intervals", problem.Wanting(problem.WholeNumber, 1, 2000))
	l.Need(r.ClosesAt.After(now), "closesAt", r.ClosesAt.Format(time.RFC3339), "a time to come", problem.Wanting(problem.TimeToCome))
	l.Need(r.AnswerBy.After(r.ClosesAt), "answerBy", r.AnswerBy.Format(time.RFC3339), "a time after members have asked", problem.Wanting(problem.AfterAsking))
	slices.SortFunc(r.Slots, func(a, b CrowdSlot) int { return a.Begins.Compare(b.Begins) })
	for i, slot := range r.Slots {
		at := fmt.Sprintf("slots[%d]", i)
		l.Need(slot.Minutes >= 15 && slot.Minutes <= 720 && slot.Minutes%15 == 0, at+".minutes", slot.Minutes, "15 to 720 in quarter hours", problem.Wanting(problem.Steps, 15))
		l.Need(slot.Begins.Truncate(15*time.Minute).Equal(slot.Begins), at+".begins", slot.Begins.Format(time.RFC3339), "a quarter hour", problem.Wanting(problem.Steps, 15))
		l.Need(slot.Need >= 1 && slot.Need <= 1000, at+".need", slot.Need, "1 to 1000 people", problem.Wanting(problem.WholeNumber, 1, 1000))
		l.Need(slot.Begins.After(r.ClosesAt), at+".begins", slot.Begins.Format(time.RFC3339), "a time after members have asked", problem.Wanting(problem.AfterAsking))
		l.Need(i == 0 || r.Slots[i-1].Begins != slot.Begins, at+".begins", slot.Begins.Format(time.RFC3339), "each interval once", problem.Wanting(problem.EachOnce))
	}
	if err := refused("release", l); err != nil {
		return r, err
	}
	r.State, r.CreatedAt, r.CreatedBy = ReleaseOpen, now, scope.Actor()
	site, err := s.members.books.Programmes.books.Sites.Get(ctx, everything(scope), queue.SiteID)
	if err != nil {
		return r, err
	}
	r.From, r.To = site.Today(r.Slots[0].Begins), site.Today(r.Slots[len(r.Slots)-1].Begins)
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if r, err = s.store.AddRelease(ctx, scope, r); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "release.open", releaseKey(r.ID), map[string]any{"slots": len(r.Slots), "rule": string(r.Rule), "seed": r.Seed})
	})
	return r, err
}

func releaseKey(id int64) string { return fmt.Sprintf("release/%d", id) }

// Withdraw takes back a release that was not given yet.
func (s *Releases) Withdraw(ctx context.Context, scope auth.Scope, id, version int64) (CrowdRelease, error) {
	r, err := s.store.Release(ctx, scope, id)
	if err != nil {
		return r, err
	}
	if r.State != ReleaseOpen {
		return r, member.Refuse("release", "state", member.Against(member.ReleaseOver, string(r.State), "open", r.State))
	}
	r.State, r.Version = ReleaseWithdrawn, version
	err = s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if r, err = s.store.UpdateRelease(ctx, scope, r); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "release.withdraw", releaseKey(id), nil)
	})
	return r, err
}

// candidate is a member who asked, with what gives the turn.
type candidate struct {
	CrowdMember
	applicant member.Applicant
	chance    float64
}

// Give offers the intervals to those who asked: tier by tier, within a tier by the
// rule, ties by lot from the seed; and so many more than are needed as the chances
// to come make worth while. Who gets nothing is told their place in the order.
func (s *Releases) Give(ctx context.Context, scope auth.Scope, id int64) (CrowdRelease, error) {
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		r, err := s.store.Release(ctx, scope, id)
		if err != nil {
			return err
		}
		if r.State != ReleaseOpen {
			return member.Refuse("release", "state", member.Against(member.ReleaseOver, string(r.State), "open", r.State))
		}
		if r, err = s.give(ctx, scope, r); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "release.give", releaseKey(id), map[string]any{"seed": r.Seed})
	})
	if err != nil {
		return CrowdRelease{}, err
	}
	return s.store.Release(ctx, scope, id)
}

func (s *Releases) give(ctx context.Context, scope auth.Scope, r CrowdRelease) (CrowdRelease, error) {
	terms, err := termsOf(ctx, s.members.store, scope, r.ProgrammeID)
	if err != nil {
		return r, err
	}
	asked, err := s.store.Bookings(ctx, scope, BookingQuery{ReleaseID: r.ID})
	if err != nil {
		return r, err
	}
	people, order, err := s.candidates(ctx, scope, r, terms)
	if err != nil {
		return r, err
	}
	chance := rand.New(rand.NewPCG(uint64(r.Seed), 0x6d7573746572))
	wanted := map[int64]map[int]CrowdBooking{}
	for _, b := range asked {
		if at, known := order[b.MemberID]; known && b.State == BookingAsked {
			if wanted[b.SlotID] == nil {
				wanted[b.SlotID] = map[int]CrowdBooking{}
			}
			wanted[b.SlotID][at] = b
		}
	}
	for _, slot := range r.Slots {
		if err := s.giveSlot(ctx, scope, r, slot, people, wanted[slot.ID], terms, chance); err != nil {
			return r, err
		}
	}
	r.State, r.GivenAt = ReleaseGiven, s.Now()
	return s.store.UpdateRelease(ctx, scope, r)
}

// giveSlot gives one interval and notes what follows for the next.
func (s *Releases) giveSlot(ctx context.Context, scope auth.Scope, r CrowdRelease, slot CrowdSlot, people []candidate, wanted map[int]CrowdBooking, terms CrowdTerms, chance *rand.Rand) error {
	applicants := make([]member.Applicant, len(people))
	for i, p := range people {
		applicants[i] = p.applicant
	}
	var asking []int
	for at, b := range wanted {
		if people[at].State.Works() {
			asking = append(asking, at)
			continue
		}
		b.State, b.ChangedAt = BookingFreed, s.Now() // suspended since
		if _, err := s.store.UpdateBooking(ctx, scope, b); err != nil {
			return err
		}
	}
	given, err := member.Release([]member.Slot{{Places: len(asking), Wanted: asking}}, applicants, r.Rule, chance)
	if err != nil {
		return err
	}
	queue := given[0] // all who may still win, in their order
	chances := make([]float64, len(queue))
	for i, at := range queue {
		chances[i] = people[at].chance
	}
	plan, err := member.Overbook(slot.Need, chances, terms.Stakes)
	if err != nil {
		return err
	}
	slot.Places, slot.Enough, slot.Expected = max(slot.Need, plan.Booked), plan.Enough, plan.Expects
	if err := s.store.SetSlot(ctx, scope, slot); err != nil {
		return err
	}
	for at, b := range wanted {
		if !people[at].State.Works() {
			continue
		}
		place := slices.Index(queue, at)
		b.State, b.Tier, b.Recent, b.Place, b.Of, b.Places, b.ChangedAt = BookingMissed, applicants[at].Tier, applicants[at].Recent, place+1, len(asking), slot.Places, s.Now()
		if place >= 0 && place < plan.Booked {
			b.State = BookingOffered
			people[at].applicant.Recent++
			if people[at].applicant.Cap > 0 {
				people[at].applicant.Cap--
			}
		}
		if _, err := s.store.UpdateBooking(ctx, scope, b); err != nil {
			return err
		}
	}
	return nil
}

// candidates are the members of a programme with their turns, and where each is.
func (s *Releases) candidates(ctx context.Context, scope auth.Scope, r CrowdRelease, terms CrowdTerms) ([]candidate, map[int64]int, error) {
	list, err := s.members.List(ctx, scope, MemberQuery{ProgrammeID: r.ProgrammeID})
	if err != nil {
		return nil, nil, err
	}
	now := s.Now()
	past, err := s.store.Bookings(ctx, scope, BookingQuery{ProgrammeID: r.ProgrammeID})
	if err != nil {
		return nil, nil, err
	}
	of := map[int64][]CrowdBooking{}
	for _, b := range past {
		of[b.MemberID] = append(of[b.MemberID], b)
	}
	out, order := make([]candidate, len(list)), map[int64]int{}
	for i, m := range list {
		tier := terms.Tier(m.Level)
		st := standing(of[m.ID], now)
		recent := 0
		for _, b := range of[m.ID] {
			if b.State.Holds() && b.Begins.After(now.AddDate(0, 0, -terms.RecentDays)) {
				recent++
			}
		}
		came := member.Reliability{Booked: float64(st.Kept + st.Absent), Came: float64(st.Kept), PriorBooked: terms.PriorBooked, PriorCame: terms.PriorCame}
		out[i] = candidate{m, member.Applicant{Tier: tier, Recent: recent, Cap: terms.window(tier).Cap}, came.Chance()}
		order[m.ID] = i
	}
	return out, order, nil
}

// Attend records who came to an interval, in minutes worked of what was booked.
func (s *Releases) Attend(ctx context.Context, scope auth.Scope, booking int64, worked int) (CrowdBooking, error) {
	b, err := s.store.Booking(ctx, scope, booking)
	if err != nil {
		return b, err
	}
	if b.State != BookingBooked && b.State != BookingKept && b.State != BookingAbsent {
		return b, member.Refuse("booking", "state", member.Against(member.NotToKeep, string(b.State), "a booking that was to be kept", b.State))
	}
	if worked < 0 || worked > b.Minutes {
		return b, member.Refuse("booking", "workedMin", member.Against(member.WorkedMinutes, fmt.Sprint(worked), fmt.Sprintf("0 to %d minutes", b.Minutes), worked, b.Minutes))
	}
	if s.Now().Before(b.Begins) {
		return b, member.Refuse("booking", "time", member.Against(member.NotBegun, "an interval to come", "one that has begun"))
	}
	if b.State, b.Worked, b.ChangedAt = BookingKept, worked, s.Now(); worked == 0 {
		b.State = BookingAbsent
	}
	queue, err := s.queues.Get(ctx, everything(scope), b.QueueID)
	if err != nil {
		return b, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if worked > 0 {
			on := workforce.Site{Zone: b.Zone}.Today(b.Begins)
			if err := s.members.used(ctx, scope, b.MemberID, queue.SkillID, on); err != nil {
				return err
			}
		}
		b, err = s.changed(ctx, scope, "booking.attend", b)
		return err
	})
	return b, err
}

func (s *Releases) changed(ctx context.Context, scope auth.Scope, action string, b CrowdBooking) (CrowdBooking, error) {
	var out CrowdBooking
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if out, err = s.store.UpdateBooking(ctx, scope, b); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, action, fmt.Sprintf("booking/%d", b.ID), map[string]any{"state": string(b.State), "member": b.MemberID})
	})
	return out, err
}

// Sweep lets offers lapse that nobody answered in time, and gives releases whose
// time to ask is over; for a chore.
func (s *Releases) Sweep(ctx context.Context, scope auth.Scope) error {
	list, err := s.store.Releases(ctx, scope, 0)
	if err != nil {
		return err
	}
	now := s.Now()
	for _, r := range list {
		if r.State == ReleaseOpen && now.After(r.ClosesAt) {
			if _, err := s.Give(ctx, scope, r.ID); err != nil {
				return err
			}
		}
		if r.State != ReleaseGiven || now.Before(r.AnswerBy) {
			continue
		}
		if err := s.lapse(ctx, scope, r.ID, now); err != nil {
			return err
		}
	}
	return nil
}

func (s *Releases) lapse(ctx context.Context, scope auth.Scope, release int64, now time.Time) error {
	held, err := s.store.Bookings(ctx, scope, BookingQuery{ReleaseID: release, Held: true})
	if err != nil {
		return err
	}
	for _, b := range held {
		if b.State != BookingOffered {
			continue
		}
		b.State, b.ChangedAt = BookingLapsed, now
		if _, err := s.changed(ctx, scope, "booking.lapse", b); err != nil {
			return err
		}
	}
	return nil
}
