package demo

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/careers/hiring"
	"github.com/muster-wfm/muster/internal/auth"
)

// postChannels are by how many the posts of the centre were applied for, and what the
// channel asked for it, in minor units. The names are those by which its people came.
var postChannels = []struct {
	name       string
	applied    int
	spentMinor int64
}{{"Job board", 31, 900_000}, {"Referral", 14, 240_000}, {"Campus", 12, 520_000}}

// requisitions are three: one that people apply for, one that waits for a second person,
// one that was given up.
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
	given, err := b.Hiring.Write(ctx, hr, b.requisition("Agents for the night desk", 2))
	if err != nil {
		return err
	}
	if err := b.Hiring.Close(ctx, hr, given.ID, given.Version); err != nil {
		return err
	}
	b.clock(b.today.AddDays(-2))
	_, err = b.Hiring.Write(ctx, hr, b.requisition("Agents for the written channels", 4))
	return err
}

func (b *climbing) requisition(name string, seats int) hiring.Requisition {
	return hiring.Requisition{
		Name: name, Role: "Agent", Seats: seats, SiteID: b.centre.Sites[0].ID, EmployerID: b.centre.Employers["OWN"], StartsOn: b.today.AddDays(40),
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
	if c, err = b.Hiring.Move(ctx, hr, c); err != nil {
		return fmt.Errorf("candidate %s: %w", c.Code(), err)
	}
	return nil
}
