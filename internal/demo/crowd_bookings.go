package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
)

// bookers are the members who book, by their places in the list.
var bookers = []int{7, 8, 9, 10, 11, 12, 22, 23}

// released offers intervals twice: a fortnight ago, given and worked, and of next
// week, open to be asked for.
func (b *gathering) released(ctx context.Context) error {
	b.at(-21, 9)
	past, err := b.opens(ctx, "Evenings, two weeks ago", member.Rotation, 2, -14, 6)
	if err != nil {
		return err
	}
	if err := b.given(ctx, past); err != nil {
		return err
	}
	b.at(0, 0.3)
	next, err := b.opens(ctx, "Evenings of the week after next", member.Lottery, 3, 8, 7)
	if err != nil {
		return err
	}
	for k, slot := range next.Slots {
		for j, i := range bookers {
			if (j+2*k)%7 < 5 {
				if err := b.asks(ctx, i, slot.ID); err != nil {
					return err
				}
			}
		}
		if k == 3 {
			break // the later evenings wait for wishes
		}
	}
	return nil
}

// opens releases an evening of each of some days.
func (b *gathering) opens(ctx context.Context, name string, rule member.Fairness, need, first, days int) (vendors.CrowdRelease, error) {
	start := b.centre.Today.AddDays(first)
	r := vendors.CrowdRelease{
		ProgrammeID: b.programme.ID, QueueID: b.queue.ID, Name: name, Rule: rule, Seed: 20 + int64(first),
		ClosesAt: start.AddDays(-4).Start(b.loc).Add(18 * time.Hour), AnswerBy: start.AddDays(-2).Start(b.loc).Add(18 * time.Hour),
	}
	for k := range days {
		r.Slots = append(r.Slots, vendors.CrowdSlot{Begins: start.AddDays(k).Start(b.loc).Add(19 * time.Hour), Minutes: 180, Need: need})
	}
	return b.Releases.Open(ctx, b.as(owner), r)
}

// phone is the scope of a member who asks with their phone.
func (b *gathering) phone(i int) (auth.Scope, error) {
	return auth.NewScope(auth.Grant{Tenant: 1, Actor: b.users["member@demo.example"], AllSites: true, Person: b.members[i].PersonID, Permissions: auth.Permissions(auth.Agent)})
}

func (b *gathering) asks(ctx context.Context, i int, slot int64) error {
	scope, err := b.phone(i)
	if err == nil {
		_, err = b.Releases.Take(ctx, scope, slot)
	}
	return err
}

// given has members ask, gives the intervals, and records who came.
func (b *gathering) given(ctx context.Context, r vendors.CrowdRelease) error {
	for k, slot := range r.Slots {
		for j, i := range bookers {
			if (3*j+k)%8 < 4 {
				if err := b.asks(ctx, i, slot.ID); err != nil {
					return err
				}
			}
		}
	}
	b.at(-18, 18.5)
	if _, err := b.Releases.Give(ctx, b.as(owner), r.ID); err != nil {
		return err
	}
	of := map[int64]int{}
	for _, i := range bookers {
		of[b.members[i].ID] = i
	}
	list, err := b.Releases.Bookings(ctx, b.scope, vendors.BookingQuery{ReleaseID: r.ID, Held: true})
	if err != nil {
		return err
	}
	for _, one := range list {
		scope, err := b.phone(of[one.MemberID])
		if err != nil {
			return err
		}
		if _, err := b.Releases.Answer(ctx, scope, one.ID, vendors.AcceptOffer); err != nil {
			return err
		}
	}
	return b.came(ctx, list, of)
}

// came records who came to what they booked: most for all of it, some late, two not.
func (b *gathering) came(ctx context.Context, list []vendors.CrowdBooking, of map[int64]int) error {
	for n, one := range list {
		b.now = one.Begins.Add(4 * time.Hour)
		worked := one.Minutes
		switch {
		case n == 4:
			worked = 0
		case n%5 == 2:
			worked -= 15 * (1 + of[one.MemberID]%3)
		}
		if _, err := b.Releases.Attend(ctx, b.as(owner), one.ID, worked); err != nil {
			return err
		}
	}
	return nil
}

// paid checks a pay statement in which something is wrong with most.
func (b *gathering) paid(ctx context.Context) error {
	from, to := b.centre.Today.AddDays(-14), b.centre.Today.AddDays(-9)
	b.at(0, 0.4)
	list, err := b.Releases.Standings(ctx, b.scope, b.programme.ID, from.Start(b.loc), to.AddDays(1).Start(b.loc))
	if err != nil {
		return err
	}
	rows := [][]string{{"code", "name", "hours", "amount", "date", "proof"}}
	day, n := to.AddDays(4).String(), 0
	for _, s := range list {
		if s.Worked == 0 {
			continue
		}
		hours, owed, proof := float64(s.Worked)/60, float64(s.Worked)/60*32, fmt.Sprintf("B-%04d", 700+n)
		switch n {
		case 1: // the partner counts half an hour less
			hours, owed = hours-0.5, owed-16
		case 2: // an amount without its last days
			owed *= 0.6
		case 3:
			n++
			continue // not paid at all
		case 4:
			proof = ""
		case 5: // twice, with one proof
			rows = append(rows, []string{s.Code, s.Name, "", fmt.Sprintf("%.2f", owed), day, proof})
		}
		rows = append(rows, []string{s.Code, s.Name, fmt.Sprintf("%.2f", hours), fmt.Sprintf("%.2f", owed), day, proof})
		n++
	}
	rows = append(rows, []string{"CROWD-00000", "Nobody known", "3", "96.00", day, "B-0799"})
	p, err := b.Payrolls.Check(ctx, b.as("crowd@demo.example"), vendors.Payroll{ProgrammeID: b.programme.ID, Name: "Evenings of " + from.String()[:7], From: from, To: to}, rows, false)
	if err != nil {
		return err
	}
	for _, line := range p.Lines {
		if line.MemberID == 0 {
			_, err = b.Payrolls.Settle(ctx, b.as(owner), p.ID, line.Line, vendors.LetStand, "a number of last year; the partner pays it out of its own")
			return err
		}
	}
	return nil
}
