package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/bid"
)

// BidStore keeps bids, what people ranked, and what they got.
type BidStore interface {
	// AddBid keeps a bid and to whom it is offered.
	AddBid(ctx context.Context, scope auth.Scope, b Bid) (Bid, error)
	Bid(ctx context.Context, scope auth.Scope, id int64) (Bid, error)
	// Bids returns the newest first, older than the bid before.
	Bids(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Bid, error)
	// BidsOf returns the bids that are offered to a person, the newest first.
	BidsOf(ctx context.Context, scope auth.Scope, person int64, limit int) ([]Bid, error)
	// UpdateBid writes name, rule and window of a bid that nobody has awarded and
	// that still has the version of b.
	UpdateBid(ctx context.Context, scope auth.Scope, b Bid) (Bid, error)
	// DeleteBid forgets a bid that nobody has awarded.
	DeleteBid(ctx context.Context, scope auth.Scope, id int64) error
	// Rankings returns one for everybody to whom a bid is offered, in order of person.
	Rankings(ctx context.Context, scope auth.Scope, bid int64) ([]Ranking, error)
	PutRanking(ctx context.Context, scope auth.Scope, bid int64, r Ranking) error
	// SettleBid writes the awards and that the bid is awarded, once: a bid that is
	// awarded already, or of another version, is a [database.StaleError].
	SettleBid(ctx context.Context, scope auth.Scope, b Bid, awards []Settled) (Bid, error)
	// PastAwards returns what people got by earlier bids of a site, the oldest first.
	PastAwards(ctx context.Context, scope auth.Scope, site int64, people []int64) ([]Settled, error)
	// Awards returns what everybody got to whom a bid was offered, in order of person.
	Awards(ctx context.Context, scope auth.Scope, bid int64) ([]Settled, error)
}

// Settled is what somebody got by a bid.
type Settled struct {
	PersonID int64
	Line     int // or [bid.None]
	Rank     int // 0: the line was not among their choices
	Regret   float64
}

// OfferBid offers the rotation of a kept design to people of a roster.
func (s *Service) OfferBid(ctx context.Context, scope auth.Scope, b Bid) (Bid, error) {
	b, err := NewBid(b)
	if err != nil {
		return Bid{}, err
	}
	d, err := s.answered(ctx, scope, b.DesignID)
	if err != nil {
		return Bid{}, err
	}
	if b, err = b.offer(d); err != nil {
		return Bid{}, err
	}
	plan, err := s.Open(ctx, scope, b.RosterID)
	if errors.Is(err, database.ErrNotFound) {
		return Bid{}, &InvalidError{What: "bid", Fields: []FieldError{{Field: "rosterId", Found: fmt.Sprint(b.RosterID), Expected: "a roster of the site", Want: problem.Wanting(problem.SiteThing)}}}
	}
	if err != nil {
		return Bid{}, err
	}
	if err := plan.offers(b, d); err != nil {
		return Bid{}, err
	}
	r := plan.Roster
	b.SiteID, b.From, b.Days, b.Zone, b.CreatedAt, b.CreatedBy = r.SiteID, r.From, r.Days, r.Zone, s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if b, err = s.store.AddBid(ctx, scope, b); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "bid.create", bidSubject(b.ID), map[string]any{"name": b.Name, "rosterId": b.RosterID, "lines": len(b.Weeks), "people": len(b.People)})
	})
	return b, err
}

func bidSubject(id int64) string { return fmt.Sprintf("bid:%d", id) }

// offers refuses a design of another site and people whom the roster does not plan.
func (o *Opened) offers(b Bid, d KeptDesign) error {
	var bad []FieldError
	if d.SiteID != o.Roster.SiteID {
		bad = append(bad, FieldError{Field: "designId", Found: d.Name + " of another site", Expected: "a design of the roster's site", Want: problem.Wanting(problem.SiteThing)})
	}
	for i, id := range b.People {
		if _, planned := o.Problem.position[id]; !planned {
			bad = append(bad, FieldError{Field: fmt.Sprintf("personIds[%d]", i), Found: fmt.Sprint(id), Expected: "somebody whom the roster plans", Want: problem.Wanting(problem.PlannedPerson)})
		}
	}
	if len(bad) > 0 {
		return &InvalidError{What: "bid", Fields: bad}
	}
	return nil
}

// BidAt is a bid with how far it has come.
type BidAt struct {
	Bid
	State BidState
}

func (s *Service) at(b Bid, err error) (BidAt, error) { return BidAt{b, b.State(s.Now())}, err }

// Bid returns one bid.
func (s *Service) Bid(ctx context.Context, scope auth.Scope, id int64) (BidAt, error) {
	return s.at(s.store.Bid(ctx, scope, id))
}

// Bids lists bids, the newest first; before is as in [Service.Rosters].
func (s *Service) Bids(ctx context.Context, scope auth.Scope, before int64, limit int) ([]BidAt, error) {
	return s.allAt(s.store.Bids(ctx, scope, before, limit))
}

func (s *Service) allAt(list []Bid, err error) ([]BidAt, error) {
	out := make([]BidAt, len(list))
	for i, b := range list {
		out[i] = BidAt{b, b.State(s.Now())}
	}
	return out, err
}

// ChangeBid changes the name, the rule and the window of a bid until it is awarded:
// to close it now, or to give people more time. Where people have ranked already, the
// rule stays, since points and ranks say different things.
func (s *Service) ChangeBid(ctx context.Context, scope auth.Scope, b Bid) (BidAt, error) {
	now, err := s.store.Bid(ctx, scope, b.ID)
	if err != nil {
		return BidAt{}, err
	}
	if state := now.State(s.Now()); state == BidAwarded {
		return BidAt{}, &BidStateError{b.ID, state, "changing it"}
	}
	changed := now
	changed.Version, changed.Name, changed.Rule, changed.Opens, changed.Closes = b.Version, b.Name, b.Rule, b.Opens, b.Closes
	if changed, err = NewBid(changed); err != nil {
		return BidAt{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if changed.Rule != now.Rule {
			if err := s.unranked(ctx, scope, b.ID); err != nil {
				return err
			}
		}
		if changed, err = s.store.UpdateBid(ctx, scope, changed); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "bid.update", bidSubject(b.ID), map[string]any{
			"name": changed.Name, "rule": string(changed.Rule), "opens": changed.Opens.UTC().Format(time.RFC3339), "closes": changed.Closes.UTC().Format(time.RFC3339),
		})
	})
	return s.at(changed, err)
}

func (s *Service) unranked(ctx context.Context, scope auth.Scope, id int64) error {
	rankings, err := s.store.Rankings(ctx, scope, id)
	if err == nil && slices.ContainsFunc(rankings, func(r Ranking) bool { return !r.At.IsZero() }) {
		return &InvalidError{What: "bid", Fields: []FieldError{{Field: "rule", Found: "another rule", Expected: "the rule by which people have ranked already", Want: problem.Wanting(problem.RankedBy)}}}
	}
	return err
}

// ForgetBid deletes a bid that nobody has awarded.
func (s *Service) ForgetBid(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		b, err := s.store.Bid(ctx, scope, id)
		if err != nil {
			return err
		}
		if state := b.State(s.Now()); state == BidAwarded {
			return &BidStateError{id, state, "deleting it"}
		}
		if err := s.store.DeleteBid(ctx, scope, id); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "bid.delete", bidSubject(id), nil)
	})
}

// past says how earlier bids served people.
func past(awards []Settled) (last, mean map[int64]float64) {
	last, mean = map[int64]float64{}, map[int64]float64{}
	count := map[int64]float64{}
	for _, a := range awards {
		last[a.PersonID] = a.Regret
		mean[a.PersonID] += a.Regret
		count[a.PersonID]++
	}
	for id, n := range count {
		mean[id] /= n
	}
	return last, mean
}

// bidder is somebody as the deal sees them.
func (o *Opened) bidder(b Bid, r Ranking, last, mean map[int64]float64) (bid.Bidder, []laidLine) {
	out := bid.Bidder{Code: fmt.Sprintf("person %d", r.PersonID), Last: last[r.PersonID], Mean: mean[r.PersonID], Choices: r.Choices, Lawful: make([]bool, len(b.Weeks))}
	at, planned := o.Problem.position[r.PersonID]
	if !planned {
		return out, make([]laidLine, len(b.Weeks))
	}
	person := o.Problem.people[at]
	out.Code, out.Hired = person.Code, b.From.DaysUntil(person.HiredOn)
	lines := make([]laidLine, len(b.Weeks))
	for line := range lines {
		lines[line] = o.layLine(b, at, line)
		out.Lawful[line] = len(lines[line].broken) == 0
	}
	return out, lines
}
