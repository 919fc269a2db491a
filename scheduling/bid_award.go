package scheduling

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// BidAward is who gets which line, or would get it now.
type BidAward struct {
	BidAt
	// Fingerprint identifies what the award rests on: it changes with every ranking
	// and every edit of the roster.
	Fingerprint string
	People      []BidderAward // in order of code
	moves       []Move
}

// BidderAward is one person's part of an award.
type BidderAward struct {
	Person
	Code    string
	HiredOn grid.Date // zero for somebody whom the roster no longer plans
	Ranked  bool
	Choices []bid.Choice
	Regret  float64 // of the earlier bids on average
	Barred  []BarredLine
	bid.Award
}

// BarredLine is a line that somebody may not work, and the rules it would break.
type BarredLine struct {
	Line  int
	Rules []rules.Rule
}

// PreviewAward deals the lines of a bid as things stand, and changes nothing. Of an
// awarded bid it shows what was awarded.
func (s *Service) PreviewAward(ctx context.Context, scope auth.Scope, id int64) (BidAward, error) {
	b, err := s.store.Bid(ctx, scope, id)
	if err != nil {
		return BidAward{}, err
	}
	return s.award(ctx, scope, b)
}

func (s *Service) award(ctx context.Context, scope auth.Scope, b Bid) (BidAward, error) {
	rankings, err := s.store.Rankings(ctx, scope, b.ID)
	if err != nil {
		return BidAward{}, err
	}
	plan, err := s.Open(ctx, scope, b.RosterID)
	if err != nil {
		return BidAward{}, err
	}
	earlier, err := s.store.PastAwards(ctx, scope, b.SiteID, b.People)
	if err != nil {
		return BidAward{}, err
	}
	out, err := plan.deal(b, rankings, earlier)
	if err != nil {
		return BidAward{}, err
	}
	out.State = b.State(s.Now())
	if out.State == BidAwarded {
		err = s.asSettled(ctx, scope, &out)
	}
	return out, err
}

// asSettled puts what was awarded in the place of what would be, and leaves out what
// lines would break now that they are worked.
func (s *Service) asSettled(ctx context.Context, scope auth.Scope, out *BidAward) error {
	awards, err := s.store.Awards(ctx, scope, out.ID)
	if err != nil {
		return err
	}
	holder := map[int]int{}
	for i := range out.People {
		p := &out.People[i]
		at := slices.IndexFunc(awards, func(a Settled) bool { return a.PersonID == p.ID })
		p.Barred, p.Award = nil, bid.Award{Line: awards[at].Line, Rank: awards[at].Rank}
		holder[p.Line] = i
	}
	for i := range out.People {
		p := &out.People[i]
		p.Missed = missed(p.Choices, out.Rule, p.Line, holder)
	}
	return nil
}

// missed lists the choices that ranked above the line that somebody got, and who
// has them; nobody has a line that the rules forbade.
func missed(choices []bid.Choice, rule bid.Rule, got int, holder map[int]int) []bid.Missed {
	var out []bid.Missed
	for _, c := range bid.Preferred(choices, rule) {
		if c.Line == got {
			break
		}
		to, taken := holder[c.Line]
		if !taken {
			to = bid.None
		}
		out = append(out, bid.Missed{Line: c.Line, To: to})
	}
	return out
}

// deal awards the lines by the bid's rule.
func (o *Opened) deal(b Bid, rankings []Ranking, earlier []Settled) (BidAward, error) {
	last, mean := past(earlier)
	bidders := make([]bid.Bidder, len(rankings))
	laid := make([][]laidLine, len(rankings))
	for i, r := range rankings {
		bidders[i], laid[i] = o.bidder(b, r, last, mean)
	}
	out := BidAward{BidAt: BidAt{Bid: b}}
	for i, a := range bid.Deal(bidders, len(b.Weeks), b.Rule) {
		r := rankings[i]
		one := BidderAward{Person: Person{ID: r.PersonID}, Code: bidders[i].Code, Ranked: !r.At.IsZero(), Choices: r.Choices, Regret: bidders[i].Mean, Award: a}
		if at, planned := o.Problem.position[r.PersonID]; planned {
			one.Name, one.HiredOn = o.Problem.people[at].Name, o.Problem.people[at].HiredOn
		}
		for line, l := range laid[i] {
			if len(l.broken) > 0 {
				one.Barred = append(one.Barred, BarredLine{line, rulesOf(l.broken)})
			}
		}
		if a.Line != bid.None {
			out.moves = append(out.moves, laid[i][a.Line].moves...)
		}
		out.People = append(out.People, one)
	}
	var err error
	out.moves, err = o.rested(out.moves)
	out.Fingerprint = fingerprint(o.Roster.Version, b, rankings, out)
	return out, err
}

func rulesOf(broken []Breach) []rules.Rule {
	var names []rules.Rule
	for _, b := range broken {
		if !slices.Contains(names, b.Rule) {
			names = append(names, b.Rule)
		}
	}
	return names
}

func fingerprint(version int64, b Bid, rankings []Ranking, out BidAward) string {
	h := sha256.New()
	encoder := json.NewEncoder(h)
	for _, part := range []any{version, b.ID, b.Rule, rankings, out.People, out.moves} {
		_ = encoder.Encode(part) // writing to a hash cannot fail
	}
	return hex.EncodeToString(h.Sum(nil))
}

// AwardBid deals the lines of a closed bid and writes them into its roster as locked
// shifts, as a planner's edit, in one transaction. The fingerprint is that of the
// preview; what has changed since is a [*database.StaleError], and so is a second
// award. Rules that the shifts newly break in the roster as it stands are a
// [*RuleError], unless force says that the planner knows.
func (s *Service) AwardBid(ctx context.Context, scope auth.Scope, id, version int64, seen string, force bool) (BidAward, error) {
	var out BidAward
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		b, err := s.store.Bid(ctx, scope, id)
		if err != nil {
			return err
		}
		if state := b.State(s.Now()); state != BidClosed {
			return &BidStateError{id, state, "awarding it"}
		}
		if b.Version != version {
			return &database.StaleError{What: "bid", ID: id, Have: b.Version, Want: version}
		}
		if out, err = s.award(ctx, scope, b); err != nil {
			return err
		}
		if out.Fingerprint != seen {
			return &database.StaleError{What: "preview of bid", ID: id, Have: b.Version, Want: version}
		}
		return s.settle(ctx, scope, &out, force)
	})
	return out, err
}

// settle writes an award and its shifts.
func (s *Service) settle(ctx context.Context, scope auth.Scope, out *BidAward, force bool) error {
	out.AwardedAt, out.AwardedBy = s.Now(), scope.Actor()
	settled, placed := make([]Settled, len(out.People)), 0
	for i, p := range out.People {
		settled[i] = Settled{PersonID: p.ID, Line: p.Line, Rank: p.Rank, Regret: p.Award.Regret(len(p.Choices))}
		if p.Line != bid.None {
			placed++
		}
	}
	var err error
	if out.Bid, err = s.store.SettleBid(ctx, scope, out.Bid, settled); err != nil {
		return err
	}
	out.State = BidAwarded
	if len(out.moves) > 0 {
		r, err := s.store.Roster(ctx, scope, out.RosterID)
		if err != nil {
			return err
		}
		if _, err := s.Apply(ctx, scope, r.ID, r.Version, out.moves, force); err != nil {
			return err
		}
	}
	return s.journal.Record(ctx, scope, "bid.award", bidSubject(out.ID), map[string]any{
		"rosterId": out.RosterID, "people": placed, "without": len(out.People) - placed, "rule": string(out.Rule),
	})
}
