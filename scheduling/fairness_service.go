package scheduling

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// FairnessTerms returns a site's terms: the default at version 0 where it has
// none of its own.
func (s *Service) FairnessTerms(ctx context.Context, scope auth.Scope, site int64) (FairnessTerms, error) {
	terms, err := s.store.FairnessTerms(ctx, scope, site)
	if errors.Is(err, database.ErrNotFound) && scope.SeesSite(site) {
		return DefaultFairness(site), nil
	}
	return terms, err
}

// SetFairnessTerms writes a site's terms if they still have the version of t.
func (s *Service) SetFairnessTerms(ctx context.Context, scope auth.Scope, t FairnessTerms) (FairnessTerms, error) {
	t, err := NewFairnessTerms(t)
	if err != nil {
		return FairnessTerms{}, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if t, err = s.store.SetFairnessTerms(ctx, scope, t); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "fairness.terms", fmt.Sprintf("site:%d", t.SiteID), map[string]any{"version": t.Version, "windowDays": t.WindowDays})
	})
	s.ledgers.forget()
	return t, err
}

// Correct adds a correction to the ledger of its person's site.
func (s *Service) Correct(ctx context.Context, scope auth.Scope, c Correction) (Correction, error) {
	c, err := NewCorrection(c)
	if err != nil {
		return Correction{}, err
	}
	c.At, c.By = s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if c, err = s.store.AddCorrection(ctx, scope, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "fairness.correct", fmt.Sprintf("person:%d", c.PersonID), map[string]any{
			"account": AccountName(c.Account), "amount": c.Amount, "day": c.Day.String(), "reason": c.Reason,
		})
	})
	s.ledgers.forget()
	return c, err
}

// Corrections returns those of the days from one to another, newest first.
func (s *Service) Corrections(ctx context.Context, scope auth.Scope, site int64, from, to grid.Date) ([]Correction, error) {
	return s.store.Corrections(ctx, scope, site, from, to)
}

// Ledger counts what everybody of a site carried in the window that ends on a
// day; the zero day is today at the site.
func (s *Service) Ledger(ctx context.Context, scope auth.Scope, site int64, to grid.Date) (Ledger, error) {
	terms, err := s.FairnessTerms(ctx, scope, site)
	if err != nil {
		return Ledger{}, err
	}
	if to.IsZero() {
		if to, err = s.today(ctx, scope, site); err != nil {
			return Ledger{}, err
		}
	}
	from := to.AddDays(1 - terms.WindowDays)
	h := History{Terms: terms}
	if h.Snapshot, err = s.people.Planning(ctx, scope, site, from, to, workforce.Filter{}); err != nil {
		return Ledger{}, err
	}
	ids := make([]int64, len(h.Snapshot.People))
	for i, p := range h.Snapshot.People {
		ids[i] = p.ID
	}
	if h.Told, err = s.store.Told(ctx, scope, ids, from, to); err != nil {
		return Ledger{}, err
	}
	if h.Corrections, err = s.store.Corrections(ctx, scope, site, from, to); err != nil {
		return Ledger{}, err
	}
	wishes, err := s.store.Wishes(ctx, scope, ids, from, to)
	if err != nil {
		return Ledger{}, err
	}
	for _, w := range wishes {
		if w.State == WishRefused {
			h.Refused = append(h.Refused, w)
		}
	}
	return NewLedger(h)
}

// today is the day at a site, which may be another one than in Greenwich.
func (s *Service) today(ctx context.Context, scope auth.Scope, site int64) (grid.Date, error) {
	now := grid.DateOf(s.Now().UTC())
	snapshot, err := s.people.Planning(ctx, scope, site, now, now, workforce.Filter{PersonIDs: []int64{0}})
	if err != nil {
		return now, err
	}
	loc, err := time.LoadLocation(snapshot.Site.Zone)
	if err != nil {
		return now, fmt.Errorf("site %d: zone %q: %w", site, snapshot.Site.Zone, err)
	}
	return grid.DateOf(s.Now().In(loc)), nil
}

// ledgers keeps what was counted, since a year of a large site takes a moment
// to read and a planner's hand asks again and again.
type ledgers struct {
	mu   sync.Mutex
	kept map[ledgerKey]keptLedger
}

type ledgerKey struct {
	tenant, site int64
	to           grid.Date
}

type keptLedger struct {
	ledger Ledger
	until  time.Time
}

// ledgerLife is how long a roster may miss what others change about the past.
const ledgerLife = 10 * time.Minute

func (l *ledgers) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.kept)
}

// burdensBefore returns the ledger of a site up to the day before a roster, of
// everybody, whoever asks: the optimiser must see the same past for all.
func (s *Service) burdensBefore(ctx context.Context, scope auth.Scope, r Roster) (Ledger, error) {
	key := ledgerKey{scope.Tenant(), r.SiteID, r.From.AddDays(-1)}
	s.ledgers.mu.Lock()
	kept, found := s.ledgers.kept[key]
	s.ledgers.mu.Unlock()
	if found && s.Now().Before(kept.until) {
		return kept.ledger, nil
	}
	ledger, err := s.Ledger(ctx, auth.SystemScope(scope.Tenant()), r.SiteID, key.to)
	if err != nil {
		return Ledger{}, err
	}
	s.ledgers.mu.Lock()
	defer s.ledgers.mu.Unlock()
	if s.ledgers.kept == nil || len(s.ledgers.kept) >= maxDesks {
		s.ledgers.kept = map[ledgerKey]keptLedger{}
	}
	s.ledgers.kept[key] = keptLedger{ledger, s.Now().Add(ledgerLife)}
	return ledger, nil
}
