package vendors

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/member"
)

// SlotChances is how an interval may turn out, by who holds its places now.
type SlotChances struct {
	SlotID        int64
	Held          int     // places taken by members
	Few, Many     float64 // P(fewer come than are needed), P(more)
	Expected      float64 // people
	Missing, Idle float64 // people, expected
}

// Outlook is what it means to give a number of places, for every number.
type Outlook struct {
	Candidates int // who may work and hold the certificate
	Chance     float64
	Best       int // places by the stakes of the programme
	Stakes     member.Stakes
	Places     []SlotChances // of 0, 1, … places
}

// Outlook says how an interval of a queue may turn out when some number of the
// programme's members is booked: those who may work it today, tier by tier.
func (s *Releases) Outlook(ctx context.Context, scope auth.Scope, programme, queue int64, need int) (Outlook, error) {
	if _, err := s.members.books.Programmes.Get(ctx, scope, programme); err != nil {
		return Outlook{}, err
	}
	at, err := s.queues.Get(ctx, scope, queue)
	if err != nil {
		return Outlook{}, err
	}
	var l problem.List
	l.Need(need >= 1 && need <= 1000, "need", need, "1 to 1000 people", problem.Wanting(problem.WholeNumber, 1, 1000))
	if err := refused("outlook", l); err != nil {
		return Outlook{}, err
	}
	terms, err := termsOf(ctx, s.members.store, scope, programme)
	if err != nil {
		return Outlook{}, err
	}
	people, _, err := s.candidates(ctx, scope, CrowdRelease{ProgrammeID: programme}, terms)
	if err != nil {
		return Outlook{}, err
	}
	able, err := s.able(ctx, scope, programme, at.SkillID, terms)
	if err != nil {
		return Outlook{}, err
	}
	people = slices.DeleteFunc(people, func(c candidate) bool { return !able[c.ID] })
	slices.SortStableFunc(people, func(a, b candidate) int { return cmp.Compare(a.applicant.Tier, b.applicant.Tier) })
	return outlookOf(need, people, terms.Stakes)
}

// shownBeyond is how many places above the need an outlook goes.
const shownBeyond = 12

func outlookOf(need int, people []candidate, stakes member.Stakes) (Outlook, error) {
	out := Outlook{Candidates: len(people), Stakes: stakes}
	chances := make([]float64, len(people))
	for i, p := range people {
		chances[i] = p.chance
		out.Chance += p.chance / float64(len(people))
	}
	best, err := member.Overbook(need, chances, stakes)
	if err != nil {
		return out, err
	}
	out.Best = best.Booked
	for n := 0; n <= min(len(chances), need+shownBeyond); n++ {
		one := chancesOf(need, member.ShowsOf(chances[:n]))
		one.Held = n
		out.Places = append(out.Places, one)
	}
	return out, nil
}

func chancesOf(need int, shows member.Shows) SlotChances {
	out := SlotChances{Few: 1 - shows.AtLeast(need), Many: shows.AtLeast(need + 1), Expected: shows.Mean(), Missing: shows.Missing(need)}
	out.Idle = out.Expected - float64(need) + out.Missing
	return out
}

// able are the members of a programme who may work and hold the certificate for a
// skill today.
func (s *Releases) able(ctx context.Context, scope auth.Scope, programme, skill int64, terms CrowdTerms) (map[int64]bool, error) {
	list, err := s.members.store.Members(ctx, scope, MemberQuery{ProgrammeID: programme})
	if err != nil {
		return nil, err
	}
	held, err := s.members.store.Certificates(ctx, scope, 0)
	if err != nil {
		return nil, err
	}
	now, works, out := s.Now(), map[int64]CrowdMember{}, map[int64]bool{}
	for _, m := range list {
		if m.State.Works() {
			works[m.ID] = m
		}
	}
	for _, c := range held {
		if m, known := works[c.MemberID]; known && c.SkillID == skill && terms.Rules.Holds(c.core(m), m.day(now)) == nil {
			out[m.ID] = true
		}
	}
	return out, nil
}

// Chances says of every interval of a release that is still to come how it may turn
// out, by who was offered a place or booked it.
func (s *Releases) Chances(ctx context.Context, scope auth.Scope, id int64) ([]SlotChances, error) {
	r, err := s.store.Release(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	terms, err := termsOf(ctx, s.members.store, scope, r.ProgrammeID)
	if err != nil {
		return nil, err
	}
	people, order, err := s.candidates(ctx, scope, r, terms)
	if err != nil {
		return nil, err
	}
	held, err := s.store.Bookings(ctx, scope, BookingQuery{ReleaseID: id, Held: true})
	if err != nil {
		return nil, err
	}
	chances := map[int64][]float64{}
	for _, b := range held {
		if at, known := order[b.MemberID]; known {
			chances[b.SlotID] = append(chances[b.SlotID], people[at].chance)
		}
	}
	var out []SlotChances
	for _, slot := range r.Slots {
		if !slot.Begins.After(s.Now()) {
			continue
		}
		one := chancesOf(slot.Need, member.ShowsOf(chances[slot.ID]))
		one.SlotID, one.Held = slot.ID, len(chances[slot.ID])
		out = append(out, one)
	}
	return out, nil
}

// MemberStanding is how a member keeps what they book.
type MemberStanding struct {
	CrowdMember
	Standing
	Tier   int
	Chance float64 // to come to the next
	Late   int     // given back late
	Ahead  int     // bookings to come
}

// Standings says of everybody in a programme how they kept what they booked for
// intervals of some time.
func (s *Releases) Standings(ctx context.Context, scope auth.Scope, programme int64, from, to time.Time) ([]MemberStanding, error) {
	if _, err := s.members.books.Programmes.Get(ctx, scope, programme); err != nil {
		return nil, err
	}
	terms, err := termsOf(ctx, s.members.store, scope, programme)
	if err != nil {
		return nil, err
	}
	people, _, err := s.candidates(ctx, scope, CrowdRelease{ProgrammeID: programme}, terms)
	if err != nil {
		return nil, err
	}
	list, err := s.store.Bookings(ctx, scope, BookingQuery{ProgrammeID: programme, From: from})
	if err != nil {
		return nil, err
	}
	now, of, ahead := s.Now(), map[int64][]CrowdBooking{}, map[int64]int{}
	for _, b := range list {
		if b.Begins.After(now) && (b.State == BookingBooked || b.State == BookingOffered) {
			ahead[b.MemberID]++
		}
		if b.Begins.Before(to) {
			of[b.MemberID] = append(of[b.MemberID], b)
		}
	}
	out := make([]MemberStanding, 0, len(people))
	for _, p := range people {
		one := MemberStanding{CrowdMember: p.CrowdMember, Standing: standing(of[p.ID], now), Tier: p.applicant.Tier, Chance: p.chance, Ahead: ahead[p.ID]}
		for _, b := range of[p.ID] {
			if b.State == BookingLate {
				one.Late++
			}
		}
		if one.Booked > 0 || one.Ahead > 0 || one.State.Works() {
			out = append(out, one)
		}
	}
	return out, nil
}
