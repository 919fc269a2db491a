package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// postChannels are by how many the posts of the centre were applied for, and what the
// channel asked for it, in minor units. The names are those by which its people came.
var postChannels = []struct {
	name       string
	applied    int
	spentMinor int64
}{{"Job board", 31, 900_000}, {"Referral", 14, 240_000}, {"Campus", 12, 520_000}}

// requisitions are four: one that people apply for, one that
// waits for a second person, one that was given up, one that is filled.
func (b *climbing) requisitions(ctx context.Context) error {
	b.clock(b.today.AddDays(-45))
	hr, second := b.scope.WithActor(b.account(auth.HR)), b.scope.WithActor(b.account(auth.Administrator))
	open, err := b.Hiring.Write(ctx, hr, b.requisition("Agents for the spring season", 6))
	if err != nil {
		return err
	}
	if err := b.Hiring.Approve(ctx, second, open.ID, open.Version); err != nil {
		return err
	}
	for i, c := range postChannels {
		if err := b.Hiring.Spend(ctx, hr, open.ID, open.Version+1+int64(i), c.name, c.spentMinor); err != nil {
			return err
		}
		for n := range c.applied {
			if err := b.candidate(ctx, hr, open.ID, c.name, n); err != nil {
				return err
			}
		}
	}
	b.clock(b.today.AddDays(-30))
	given, err := b.Hiring.Write(ctx, hr, b.requisition("Agents for the night desk", 2))
	if err != nil {
		return err
	}
	if err := b.Hiring.Close(ctx, hr, given.ID, given.Version); err != nil {
		return err
	}
	if err := b.filled(ctx, hr, second); err != nil {
		return err
	}
	b.clock(b.today.AddDays(-2))
	_, err = b.Hiring.Write(ctx, hr, b.requisition("Agents for the written channels", 4))
	return err
}

func (b *climbing) requisition(name string, seats int) hiring.Requisition {
	return hiring.Requisition{
		Name: name, Role: "Agent", Seats: seats, SiteID: b.centre.Sites[0].ID, EmployerID: b.centre.Employers["OWN"], StartsOn: b.today.AddDays(40),
		Ladder: careerLadder, Rung: b.kept.Ladder.Rungs[0].Code,
		Wishes: []hiring.ShiftWish{hiring.Early, hiring.NoNights, hiring.WeekendsOff},
		Needs: []hiring.Need{
			{Code: "calls", Task: "Talks with customers in Mandarin all day"}, {Code: "records", Task: "Writes down what was agreed while talking"}, {Code: "peaks", Task: "Serves the evening peak twice a week"},
		},
		Conditions: []hiring.Condition{
			{Code: "mandarin", Kind: "language", What: "Mandarin, spoken fluently", Need: "calls"}, {Code: "typing", Kind: "skill", What: "Types 40 characters a minute", Need: "records"},
			{Code: "evenings", Kind: "hours", What: "Can work two evenings a week", Need: "peaks"},
		},
	}
}

// candidate lets somebody apply and get as far as chance has it.
func (b *climbing) candidate(ctx context.Context, hr auth.Scope, id int64, channel string, n int) error {
	wishes := [][]hiring.ShiftWish{{}, {hiring.Early}, {hiring.NoNights, hiring.WeekendsOff}, {hiring.Late}, {hiring.WeekendsOff}}[b.rnd.IntN(5)]
	c, err := b.Hiring.Enter(ctx, hr, hiring.Candidate{RequisitionID: id, Channel: channel, AppliedOn: b.today.AddDays(-40 + b.rnd.IntN(20)), Wishes: wishes})
	if err != nil {
		return err
	}
	stages := hiring.Stages()[:4]
	far := 0
	for far < len(stages)-1 && b.rnd.Float64() < 0.55 {
		far++
	}
	c.Stage, c.Answers = stages[far], map[string]hiring.Answer{}
	for i, code := range []string{"mandarin", "typing", "evenings"} {
		switch found := b.rnd.Float64(); {
		case i >= far+1: // not asked yet
		case found < 0.8:
			c.Answers[code] = hiring.Met
		case found < 0.95:
			c.Answers[code] = hiring.NotMet
		}
	}
	switch out := b.rnd.Float64(); {
	case far == len(stages)-1 && n%2 == 0: // still has the offer
	case out < 0.5:
		c.Ending, c.Reason = hiring.TurnedDown, "Could not yet write while talking in the trial call"
	case out < 0.7:
		c.Ending = hiring.Withdrew
	}
	_, err = b.come(ctx, hr, c, far)
	return err
}

// come takes a candidate stage by stage as far as they get, some days each.
func (b *climbing) come(ctx context.Context, hr auth.Scope, c hiring.Candidate, far int) (hiring.Candidate, error) {
	ending, reason, on := c.Ending, c.Reason, c.AppliedOn
	var err error
	for i, stage := range hiring.Stages()[:far+1] {
		if i == 0 && far > 0 {
			continue // they are at the first stage already
		}
		c.Stage, c.Ending, c.Reason = stage, "", ""
		if i == far {
			c.Ending, c.Reason = ending, reason
		}
		on = on.AddDays(1 + b.rnd.IntN(5))
		b.clock(on) // what is written is written on its day
		if c, err = b.Hiring.Move(ctx, hr, c, on); err != nil {
			return c, fmt.Errorf("candidate %s: %w", c.Code(), err)
		}
	}
	return c, nil
}

// filled is a search that is over: the seat went to somebody who works here now, with
// their rung, agreement and wishes.
func (b *climbing) filled(ctx context.Context, hr, second auth.Scope) error {
	b.clock(b.today.AddDays(-44))
	r := b.requisition("Agent for the returns desk", 1)
	r.StartsOn = b.today.AddDays(-5)
	r, err := b.Hiring.Write(ctx, hr, r)
	if err != nil {
		return err
	}
	if err := b.Hiring.Approve(ctx, second, r.ID, r.Version); err != nil {
		return err
	}
	var hired hiring.Candidate
	for i, channel := range []string{"Referral", "Job board"} {
		c, err := b.Hiring.Enter(ctx, hr, hiring.Candidate{RequisitionID: r.ID, Channel: channel, AppliedOn: b.today.AddDays(-40 + i), Wishes: []hiring.ShiftWish{hiring.Early}})
		if err != nil {
			return err
		}
		c.Answers = map[string]hiring.Answer{"mandarin": hiring.Met, "typing": hiring.Met, "evenings": hiring.Met}
		far := 3
		if i == 1 {
			far, c.Ending = 1, hiring.Withdrew
		}
		if c, err = b.come(ctx, hr, c, far); err != nil {
			return err
		}
		if i == 0 {
			hired = c
		}
	}
	colleague := b.people[slices.IndexFunc(b.people, func(p workforce.Person) bool { return p.SiteID == r.SiteID && p.AgreementOn(b.today) != 0 })]
	b.clock(b.today.AddDays(-15))
	_, err = b.Hiring.Hire(ctx, hr, r.ID, hired.ID, hired.Version, hiring.Engagement{
		Code: "OWN-90001", Name: nameAt(b.centre.Sites[0].Country, b.rnd), HiredOn: r.StartsOn, CostMinor: 240_000, Agreement: colleague.AgreementOn(b.today),
	})
	if err != nil {
		return err
	}
	return b.Hiring.Close(ctx, hr, r.ID, r.Version+1)
}
