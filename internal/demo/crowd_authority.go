package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/money"
)

// second is who approves what the owner's first person asked for.
const second = "admin@demo.example"

func yuan(n int64) money.Amount { return money.Amount{Minor: 100 * n, Currency: "CNY"} }

// matrix is the default ladder over a median bill of 100.
func (b *gathering) matrix(ctx context.Context) error {
	list, err := b.Authority.Ladder(yuan(100))
	if err == nil {
		_, err = b.Authority.SetPolicies(ctx, b.as(owner), list)
	}
	return err
}

// crowdGrant is a grant of the demonstration: to whom, for what, from and until when
// in days from today.
type crowdGrant struct {
	member   int
	right    string
	limit    int64
	from, to int
	why      string
	waits    bool
}

var crowdGrants = []crowdGrant{
	{7, authority.Goodwill, 100, -55, 6, "level 3, no complaint in a year", false},
	{7, authority.Refund, 200, -55, 30, "level 3", false},
	{7, authority.CloseThree, 0, -55, 30, "level 3", false},
	{9, authority.Goodwill, 25, -50, 40, "level 2 since September", false},
	{9, authority.Reverse, 0, -50, 40, "level 2 since September", false},
	{8, authority.Goodwill, 60, -40, 45, "asked for by the partner", false}, // above the policy of the level
	{11, authority.Answer, 0, -70, 15, "takes tickets too", false},
	{12, authority.Goodwill, 25, 0, 90, "graded well for two months", true},
}

// grants gives rights by two people; one waits, and yesterday the glass was broken.
func (b *gathering) grants(ctx context.Context) error {
	for _, of := range crowdGrants {
		b.at(of.from, 0.5)
		if err := b.grant(ctx, of, b.now.AddDate(0, 0, of.to-of.from), false); err != nil {
			return err
		}
	}
	b.at(-2, 9)
	return b.grant(ctx, crowdGrant{member: 9, right: authority.Refund, limit: 800, why: "billing run failed, hundreds were charged twice"}, b.now.Add(12*time.Hour), true)
}

func (b *gathering) grant(ctx context.Context, of crowdGrant, until time.Time, glass bool) error {
	g := vendors.AuthorityGrant{
		PersonID: b.members[of.member].PersonID, Right: authority.Right{Code: of.right}, Level: 1, From: b.now, To: until, Reason: of.why, Glass: glass,
	}
	if of.limit > 0 {
		g.Limit = yuan(of.limit)
	}
	g, err := b.Authority.Ask(ctx, b.as(owner), g)
	if err == nil && !of.waits {
		_, err = b.Authority.Approve(ctx, b.as(second), g.ID, g.Version)
	}
	return err
}

// decisions are what was asked at desks in the last weeks; later ones are solved at
// once more often, as grants followed the record.
func (b *gathering) decisions(ctx context.Context) error {
	for n := range 36 {
		days := -42 + n*42/36
		b.at(min(days, -1), 10+float64(n%9))
		who, right, amount := 7, authority.Goodwill, int64(8+n*7%38)
		switch n % 6 {
		case 1:
			who, right, amount = 9, authority.Goodwill, int64(5+n%7)
		case 2:
			right, amount = authority.Refund, int64(20+n*13%75)
		case 3:
			who, right, amount = 9, authority.Reverse, 0
		case 4:
			who, amount = 9, int64(8+max(0, 30-n)) // more than the level has, less often of late
		}
		if err := b.decides(ctx, n, who, right, amount); err != nil {
			return err
		}
	}
	b.at(-2, 11)
	if err := b.decides(ctx, 90, 9, authority.Refund, 640); err != nil { // with broken glass
		return err
	}
	b.at(0, 0.6) // and one waits for a second person
	return b.decides(ctx, 91, 7, authority.Goodwill, 80)
}

func (b *gathering) decides(ctx context.Context, n, who int, right string, amount int64) error {
	q := vendors.Question{
		PersonID: b.members[who].PersonID, Right: right, SkillID: b.queue.SkillID, Contact: fmt.Sprintf("chat-%04d", 4100+n), Customer: fmt.Sprintf("customer-%03d", 300+n%40),
	}
	if amount > 0 {
		q.Amount = yuan(amount)
	}
	d, err := b.Authority.Decide(ctx, b.as("supervisor@demo.example"), q)
	if err != nil || d.Verdict == authority.Allow || n > 80 {
		return err
	}
	hours, outcome := 1.5+float64(n%5), float64(n%3/2)
	if err := b.Authority.Follow(ctx, b.scope, d.Number, &hours, &outcome); err != nil || d.Verdict == authority.Deny {
		return err
	}
	b.now = b.now.Add(40 * time.Minute)
	_, err = b.Authority.Second(ctx, b.as(owner), d.Number, vendors.SecondWord{Yes: n%4 != 0, Why: "not owed by the terms"})
	return err
}

// triangle seats the corners, and has them decide on two changes.
func (b *gathering) triangle(ctx context.Context) error {
	b.at(-30, 9)
	owners := []string{"planner@demo.example", "supervisor@demo.example", second}
	partners := []string{"crowd@demo.example", "crowd.quality@demo.example", "crowd.training@demo.example"}
	var seats []vendors.TriangleSeat
	for i, corner := range authority.Corners {
		seats = append(seats, vendors.TriangleSeat{Corner: corner, Owner: true, UserID: b.users[owners[i]]}, vendors.TriangleSeat{Corner: corner, UserID: b.users[partners[i]]})
	}
	id := b.programme.ID
	if _, err := b.Triangles.Seat(ctx, b.as(owner), id, seats); err != nil {
		return err
	}
	t, err := b.Triangles.Move(ctx, b.as(owners[0]), id, authority.Operations, "Evenings need three people instead of two from next month on")
	if err != nil {
		return err
	}
	for _, who := range owners[1:] {
		if _, err = b.Triangles.Speak(ctx, b.as(who), id, t.Motions[0].ID, true, ""); err != nil {
			return err
		}
	}
	b.at(-3, 9)
	if t, err = b.Triangles.Move(ctx, b.as(second), id, authority.Capability, "Level 2 may refund up to 80 a contact"); err != nil {
		return err
	}
	if _, err = b.Triangles.Speak(ctx, b.as(owners[0]), id, t.Motions[0].ID, true, ""); err != nil {
		return err
	}
	for _, a := range []vendors.TriangleAction{
		{Corner: authority.Quality, Text: "Grade ten contacts together", Person: "Qing Quality", Due: b.centre.Today.AddDays(-6), Calibration: true},
		{Corner: authority.Capability, Text: "New page on refunds in the knowledge base", Person: "Tao Training", Due: b.centre.Today.AddDays(3), Critical: true},
		{Corner: authority.Operations, Text: "Ask who can take the early evening", Person: "Cai Crowd", Due: b.centre.Today.AddDays(5)},
	} {
		a.ProgrammeID = id
		if t, err = b.Triangles.Act(ctx, b.as(owner), a); err != nil {
			return err
		}
	}
	b.at(-6, 17)
	for _, a := range t.Actions {
		if a.Calibration {
			_, err = b.Triangles.Finish(ctx, b.as(owner), id, a.ID)
		}
	}
	return err
}
