package scheduling_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
)

// fittingShifts are those that the template of the centre allows.
func fittingShifts() scheduling.DesignOrder {
	o := dayShifts()
	o.Windows, o.CurveTo = []scheduling.DesignWindow{{EarliestStart: 540, LatestStart: 540, Shortest: 510, Longest: 510}}, 0
	o.Lines.MaxRun = 5
	return o
}

// kept searches for a design to the end.
func (c *centre) kept(t *testing.T, order scheduling.DesignOrder) scheduling.KeptDesign {
	t.Helper()
	var d scheduling.KeptDesign
	run := c.finished(t, func() (job int64, err error) {
		d, err = c.KeepDesign(t.Context(), c.scope, scheduling.KeptDesign{Name: " Day shifts ", Seconds: 1, Order: order})
		return d.JobID, err
	})
	if run.State != jobs.Done {
		t.Fatalf("the search ended %s: %s", run.State, run.Error)
	}
	d, err := c.KeptDesign(t.Context(), c.scope, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// beforehand is when bids are held: well before the roster.
func beforehand() time.Time { return monday.AddDays(-20).Start(time.UTC) }

// offered makes a bid for a week among the first people of the centre.
func (c *centre) offered(t *testing.T, rule bid.Rule, people int) scheduling.Bid {
	t.Helper()
	return c.offeredOf(t, c.kept(t, fittingShifts()), rule, people)
}

// offeredOf makes a bid from a design, for another draft of the week.
func (c *centre) offeredOf(t *testing.T, d scheduling.KeptDesign, rule bid.Rule, people int) scheduling.Bid {
	t.Helper()
	r := c.draft(t)
	c.Now = beforehand
	b := scheduling.Bid{Name: "Spring", Rule: rule, DesignID: d.ID, RosterID: r.ID, Opens: beforehand(), Closes: beforehand().Add(24 * time.Hour)}
	for _, p := range c.people[:people] {
		b.People = append(b.People, p.ID)
	}
	made, err := c.OfferBid(t.Context(), c.scope, b)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (c *centre) ranks(t *testing.T, i int, b scheduling.Bid, choices ...bid.Choice) {
	t.Helper()
	if _, err := c.Rank(t.Context(), c.agent(t, i), b.ID, choices); err != nil {
		t.Fatal(err)
	}
}

func (c *centre) afterwards() { c.Now = func() time.Time { return beforehand().Add(48 * time.Hour) } }

func TestAKeptDesignIsReadBackWhole(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		order := fittingShifts()
		d := c.kept(t, order)
		if d.Name != "Day shifts" || d.SiteID != c.site.ID || d.Answer == nil {
			t.Fatalf("kept: %+v", d)
		}
		if diff := cmp.Diff(order, d.Order); diff != "" {
			t.Errorf("the order (-sent +kept):\n%s", diff)
		}
		if len(d.Answer.Shifts) != 1 || d.Answer.Shifts[0].Length != 17 || len(d.Answer.Problem.Demand) != 336 || d.Answer.Cost.Total() <= 0 {
			t.Errorf("the answer came back as %+v", d.Answer.Design)
		}
		list, err := c.KeptDesigns(t.Context(), c.scope, 0, 10)
		if err != nil || len(list) != 1 {
			t.Fatalf("%d designs are listed (%v), want one", len(list), err)
		}
		if err := c.ForgetDesign(t.Context(), c.scope, d.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := c.KeptDesign(t.Context(), c.scope, d.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a forgotten design is answered with %v", err)
		}
	})
}

// 004-05: people choose their shifts themselves, and the choice stands.
func TestABidIsRankedAwardedOnceAndStandsInTheRoster(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		b := c.offered(t, bid.BySeniority, 3)
		c.ranks(t, 0, b, bid.Choice{Line: 2})
		c.ranks(t, 1, b, bid.Choice{Line: 2}, bid.Choice{Line: 0})
		own, err := c.OwnBid(ctx, c.agent(t, 1), b.ID)
		if err != nil || len(own.Choices) != 2 || len(own.Broken) != len(b.Weeks) || own.Award != nil {
			t.Fatalf("one's own bid: %+v (%v)", own, err)
		}
		preview, err := c.PreviewAward(ctx, c.scope, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		var state *scheduling.BidStateError
		if _, err := c.AwardBid(ctx, c.scope, b.ID, b.Version, preview.Fingerprint, false); !errors.As(err, &state) {
			t.Errorf("an open bid is awarded: %v", err)
		}
		c.ranks(t, 2, b, bid.Choice{Line: 0})
		c.afterwards()
		var stale *database.StaleError
		if _, err := c.AwardBid(ctx, c.scope, b.ID, b.Version, preview.Fingerprint, false); !errors.As(err, &stale) {
			t.Errorf("an award is made by an old preview: %v", err)
		}
		if preview, err = c.PreviewAward(ctx, c.scope, b.ID); err != nil {
			t.Fatal(err)
		}
		award, err := c.AwardBid(ctx, c.scope, b.ID, b.Version, preview.Fingerprint, false)
		if err != nil {
			t.Fatal(err)
		}
		lines := []int{award.People[0].Line, award.People[1].Line}
		if !slices.Equal(lines, []int{2, 0}) || award.People[1].Rank != 2 || award.People[2].Line == bid.None || award.People[2].Rank != 0 {
			t.Errorf("awards %+v", award.People)
		}
		wantMissed := []bid.Missed{{Line: 2, To: 0}}
		after, err := c.PreviewAward(ctx, c.scope, b.ID)
		if diff := cmp.Diff([][]bid.Missed{nil, wantMissed, {{Line: 0, To: 1}}}, [][]bid.Missed{after.People[0].Missed, after.People[1].Missed, after.People[2].Missed}); err != nil || diff != "" {
			t.Errorf("who missed what, after the award (%v) (-want +got):\n%s", err, diff)
		}
		c.standsInRoster(t, b, award)
		if _, err := c.AwardBid(ctx, c.scope, b.ID, award.Version, award.Fingerprint, true); !errors.As(err, &state) {
			t.Errorf("a bid is awarded twice: %v", err)
		}
		own, err = c.OwnBid(ctx, c.agent(t, 1), b.ID)
		if err != nil || own.Award == nil || own.Award.Line != 0 || own.Award.Rank != 2 {
			t.Errorf("what one got: %+v (%v)", own.Award, err)
		}
		if diff := cmp.Diff([]scheduling.MissedChoice{{Line: 2, Taken: true}}, own.Missed); diff != "" {
			t.Errorf("what one missed (-want +got):\n%s", diff)
		}
		if _, err := c.Rank(ctx, c.agent(t, 0), b.ID, nil); !errors.As(err, &state) {
			t.Errorf("an awarded bid is ranked: %v", err)
		}
	})
}

// standsInRoster compares the roster with the awarded lines, day by day.
func (c *centre) standsInRoster(t *testing.T, b scheduling.Bid, award scheduling.BidAward) {
	t.Helper()
	plan, err := c.Open(t.Context(), c.scope, b.RosterID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range award.People {
		for k := range b.Days {
			day := b.From.AddDays(k)
			wanted, works := b.ShiftOn(p.Line, day)
			shift, stands := plan.Sheet.At(p.ID, day)
			if works != stands {
				t.Errorf("%s on %s: line works %v, roster %v", p.Code, day, works, stands)
			}
			if !stands {
				continue
			}
			if start := shift.Start.Hour()*60 + shift.Start.Minute(); !shift.Locked || start != wanted.StartMin || len(shift.Pauses) != 2 || shift.Template != "D" {
				t.Errorf("%s on %s: %+v, want a locked D from minute %d with its pauses", p.Code, day, shift, wanted.StartMin)
			}
		}
	}
	for _, breach := range plan.Breaches() {
		if breach.Rule != rules.MinWeekMinutes && breach.Rule != rules.WeekDaysOff {
			t.Errorf("the award breaks %s: %s", breach.Rule, breach.Message)
		}
	}
}

func TestALineThatBreaksRulesIsNobodysChoice(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		b := c.offered(t, bid.ByPoints, 2)
		// The first person is bound to shifts that no line has.
		terms := plainTerms()
		terms.Templates[0].EarliestStartMin, terms.Templates[0].LatestStartMin = 480, 480
		early, err := c.workforce.Agreements.Create(ctx, c.scope, workforce.Agreement{Code: "EARLY", Name: "Early", Terms: []workforce.Terms{terms}})
		if err != nil {
			t.Fatal(err)
		}
		person, err := c.workforce.People.Get(ctx, c.scope, c.people[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		person.Agreements = []workforce.AgreementSpell{{AgreementID: early.ID}}
		if _, err := c.workforce.People.Edit(ctx, c.scope, person); err != nil {
			t.Fatal(err)
		}
		c.ranks(t, 0, b, bid.Choice{Line: 1, Points: 100})
		c.ranks(t, 1, b, bid.Choice{Line: 1, Points: 1})
		award, err := c.PreviewAward(ctx, c.scope, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		first := award.People[0]
		if first.Line != bid.None || len(first.Barred) != len(b.Weeks) || !slices.Equal(first.Barred[0].Rules, []rules.Rule{rules.Template}) {
			t.Errorf("somebody whose templates fit no line gets %+v", first)
		}
		if diff := cmp.Diff([]bid.Missed{{Line: 1, To: bid.None}}, first.Missed); diff != "" {
			t.Errorf("missed (-want +got):\n%s", diff)
		}
		if award.People[1].Line != 1 {
			t.Errorf("the one lawful offer for line 1 is not met: %+v", award.People[1])
		}
	})
}

func TestWhoFaredWorseLastTimeWinsTheNextTie(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		winner := func(b scheduling.Bid) int64 {
			c.ranks(t, 0, b, bid.Choice{Line: 0})
			c.ranks(t, 1, b, bid.Choice{Line: 0})
			c.afterwards()
			preview, err := c.PreviewAward(ctx, c.scope, b.ID)
			if err != nil {
				t.Fatal(err)
			}
			award, err := c.AwardBid(ctx, c.scope, b.ID, b.Version, preview.Fingerprint, false)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(award.People, func(p scheduling.BidderAward) bool { return p.Line == 0 })
			return award.People[at].ID
		}
		d := c.kept(t, fittingShifts())
		first, second := winner(c.offeredOf(t, d, bid.ByRotation, 2)), winner(c.offeredOf(t, d, bid.ByRotation, 2))
		if first != c.people[0].ID || second != c.people[1].ID {
			t.Errorf("line 0 goes to person %d, then %d; want %d, then %d", first, second, c.people[0].ID, c.people[1].ID)
		}
	})
}

func TestABidCanBeChangedUntilItIsAwarded(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		b := c.offered(t, bid.BySeniority, 2)
		c.ranks(t, 0, b, bid.Choice{Line: 0})
		longer := b
		longer.Name, longer.Closes = "Longer", b.Closes.Add(time.Hour)
		changed, err := c.ChangeBid(ctx, c.scope, longer)
		if err != nil || changed.Name != "Longer" || changed.Version != 2 || !changed.Closes.Equal(longer.Closes) {
			t.Fatalf("changed to %+v (%v)", changed, err)
		}
		var stale *database.StaleError
		if _, err := c.ChangeBid(ctx, c.scope, longer); !errors.As(err, &stale) {
			t.Errorf("a change on an old version is answered with %v", err)
		}
		var bad *scheduling.InvalidError
		other := changed.Bid
		other.Rule = bid.ByPoints
		if _, err := c.ChangeBid(ctx, c.scope, other); !errors.As(err, &bad) {
			t.Errorf("another rule after people have ranked is answered with %v", err)
		}
		c.ranks(t, 0, b) // takes the choice back
		if _, err := c.ChangeBid(ctx, c.scope, other); err != nil {
			t.Errorf("another rule while nobody has ranked: %v", err)
		}
		list, err := c.OwnBids(ctx, c.agent(t, 1))
		if err != nil || len(list) != 1 || list[0].State != scheduling.BidOpen {
			t.Errorf("one's own bids: %+v (%v)", list, err)
		}
		if _, err := c.OwnBid(ctx, c.agent(t, 5), b.ID); !errors.Is(err, database.ErrNotFound) {
			t.Errorf("a bid that is not offered to one is answered with %v", err)
		}
		if err := c.ForgetBid(ctx, c.scope, b.ID); err != nil {
			t.Fatal(err)
		}
		if list, err := c.Bids(ctx, c.scope, 0, 10); err != nil || len(list) != 0 {
			t.Errorf("%d bids are left (%v)", len(list), err)
		}
	})
}

func TestBidsThatCannotBeAreRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		b := c.offered(t, bid.BySeniority, 1)
		change := func(with func(*scheduling.Bid)) scheduling.Bid {
			other := b
			other.People = slices.Clone(b.People)
			with(&other)
			return other
		}
		for _, one := range []struct {
			name, field string
			bid         scheduling.Bid
		}{
			{"no name", "name", change(func(b *scheduling.Bid) { b.Name = " " })},
			{"closing before it opens", "closesAt", change(func(b *scheduling.Bid) { b.Closes = b.Opens })},
			{"open for half a year", "closesAt", change(func(b *scheduling.Bid) { b.Closes = b.Opens.AddDate(0, 6, 0) })},
			{"a rule that is none", "rule", change(func(b *scheduling.Bid) { b.Rule = "chance" })},
			{"offered to nobody", "personIds", change(func(b *scheduling.Bid) { b.People = nil })},
			{"offered to a stranger", "personIds[1]", change(func(b *scheduling.Bid) { b.People = append(b.People, 99999) })},
			{"a design that is not there", "designId", change(func(b *scheduling.Bid) { b.DesignID = 99999 })},
			{"a roster that is not there", "rosterId", change(func(b *scheduling.Bid) { b.RosterID = 99999 })},
		} {
			var bad *scheduling.InvalidError
			if _, err := c.OfferBid(t.Context(), c.scope, one.bid); !errors.As(err, &bad) || bad.Fields[0].Field != one.field {
				t.Errorf("%s: answered with %v, want field %s", one.name, err, one.field)
			}
		}
		for _, choices := range [][]bid.Choice{{{Line: len(b.Weeks)}}, {{Line: -1}}, {{Line: 0}, {Line: 0}}, {{Line: 0, Points: 5}}} {
			var bad *scheduling.InvalidError
			if _, err := c.Rank(t.Context(), c.agent(t, 0), b.ID, choices); !errors.As(err, &bad) {
				t.Errorf("choices %v are answered with %v", choices, err)
			}
		}
	})
}

func TestPausesOfAwardedLinesArePlacedForTheCoverage(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.inTeam(t, 1)
		b := c.offered(t, bid.BySeniority, 6)
		for i := range 6 {
			c.ranks(t, i, b, bid.Choice{Line: i % len(b.Weeks)})
		}
		c.afterwards()
		preview, err := c.PreviewAward(ctx, c.scope, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.AwardBid(ctx, c.scope, b.ID, b.Version, preview.Fingerprint, false); err != nil {
			t.Fatal(err)
		}
		excess, err := c.PauseExcess(ctx, c.scope, b.RosterID)
		if err != nil || len(excess) > 0 {
			t.Errorf("awarded lines rest together: %+v (%v), want one person at a time", excess, err)
		}
	})
}
