package careers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/format"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Ladders is the verbs of ladders and of who stands on them.
type Ladders struct {
	store   LadderStore
	staff   Staff
	journal Journal
	// Known is what requirements may speak of anywhere.
	Known ladder.Catalogue
	// Certifier knows of more certificates; nil: there are none.
	Certifier Certifier
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewLadders connects ladders with what they need of others.
func NewLadders(store LadderStore, staff Staff, journal Journal) *Ladders {
	return &Ladders{store: store, staff: staff, journal: journal, Known: Catalogue(), Now: time.Now}
}

// ShiftHours is the metric of hours published to somebody in shifts.
const ShiftHours = "shift_hours"

// Catalogue is what requirements may speak of: what the ready ladders do, and what is
// collected besides.
func Catalogue() ladder.Catalogue {
	known := ladder.TemplateCatalogue()
	known.Metrics = append(known.Metrics, ShiftHours)
	return known
}

// Catalogue is what requirements of this centre may speak of.
func (s *Ladders) Catalogue(ctx context.Context, scope auth.Scope) (ladder.Catalogue, error) {
	known := s.Known
	if s.Certifier == nil {
		return known, nil
	}
	codes, err := s.Certifier.Certificates(ctx, scope)
	known.Certificates = slices.Concat(known.Certificates, codes)
	return known, err
}

func (s *Ladders) today() grid.Date { return grid.DateOf(s.Now().UTC()) }

// Ladder returns one version.
func (s *Ladders) Ladder(ctx context.Context, scope auth.Scope, id int64) (KeptLadder, error) {
	return s.store.Ladder(ctx, scope, id)
}

// Ladders returns every version, the newest first.
func (s *Ladders) Ladders(ctx context.Context, scope auth.Scope) ([]KeptLadder, error) {
	return s.store.Ladders(ctx, scope)
}

// InForce returns the published version of every ladder, by code.
func (s *Ladders) InForce(ctx context.Context, scope auth.Scope) (map[string]KeptLadder, error) {
	all, err := s.store.Ladders(ctx, scope)
	out := map[string]KeptLadder{}
	for _, k := range all {
		if k.State == Published {
			out[k.Ladder.Code] = k
		}
	}
	return out, err
}

// Begin makes a draft: of the ready ladder under a code of its own, or of the next
// version of one that is kept.
func (s *Ladders) Begin(ctx context.Context, scope auth.Scope, code string, of int64) (KeptLadder, error) {
	l := ladder.Templates()
	if of != 0 {
		from, err := s.store.Ladder(ctx, scope, of)
		if err != nil {
			return KeptLadder{}, err
		}
		l, code = from.Ladder, from.Ladder.Code
	}
	if code = strings.TrimSpace(code); code == "" || len(code) > 64 {
		return KeptLadder{}, invalid("ladder", "code", fmt.Sprintf("%q", code), "1 to 64 characters")
	}
	l.Code = code
	var made KeptLadder
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		all, err := s.store.Ladders(ctx, scope)
		if err != nil {
			return err
		}
		l.Version = 1
		for _, k := range all {
			if k.Ladder.Code == code {
				l.Version = max(l.Version, k.Ladder.Version+1)
			}
		}
		made, err = s.store.AddLadder(ctx, scope, KeptLadder{State: Draft, Ladder: l, CreatedAt: s.Now(), CreatedBy: scope.Actor()})
		if err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "ladder.begin", subject("ladder", made.ID), map[string]any{"code": code, "number": l.Version})
	})
	return made, err
}

// Change replaces a draft by a document. Faults in it do not keep it from being kept, so
// that work may be broken off; they keep it from being published.
func (s *Ladders) Change(ctx context.Context, scope auth.Scope, id, version int64, document []byte) (KeptLadder, error) {
	l, err := format.Read(bytes.NewReader(document))
	if err != nil {
		return KeptLadder{}, err
	}
	var changed KeptLadder
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		now, err := s.draft(ctx, scope, id)
		if err != nil {
			return err
		}
		l.Code, l.Version = now.Ladder.Code, now.Ladder.Version
		now.Ladder, now.Version = l, version
		changed, err = s.store.UpdateLadder(ctx, scope, now)
		return err
	})
	return changed, err
}

// draft is a version that may still be changed.
func (s *Ladders) draft(ctx context.Context, scope auth.Scope, id int64) (KeptLadder, error) {
	k, err := s.store.Ladder(ctx, scope, id)
	if err == nil && k.State != Draft {
		return k, refuse("published versions never change", fmt.Sprintf("version %d", k.Ladder.Version), "a draft, or a new version")
	}
	return k, err
}

// Forget deletes a draft.
func (s *Ladders) Forget(ctx context.Context, scope auth.Scope, id int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.draft(ctx, scope, id); err != nil {
			return err
		}
		return s.store.DeleteDraft(ctx, scope, id)
	})
}

// Faults are all that keeps a version from being published now.
func (s *Ladders) Faults(ctx context.Context, scope auth.Scope, k KeptLadder) ([]*ladder.Fault, error) {
	holders, err := s.store.Holders(ctx, scope, k.Ladder.Code, s.today())
	if err != nil {
		return nil, err
	}
	known, err := s.Catalogue(ctx, scope)
	if err != nil {
		return nil, err
	}
	faults := k.Ladder.Check(known, holders)
	for _, rung := range slices.Sorted(maps.Keys(holders)) {
		if _, found := k.Ladder.Rung(rung); !found {
			faults = append(faults, &ladder.Fault{Kind: ladder.NoSuchRung, Where: "rung " + rung, Found: fmt.Sprintf("%d people stand on it", holders[rung]), Expected: "a rung for everybody who stands on the ladder now"})
		}
	}
	return faults, nil
}

// Publish puts a draft in force in the place of the version before.
func (s *Ladders) Publish(ctx context.Context, scope auth.Scope, id, version int64) (KeptLadder, error) {
	var out KeptLadder
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		k, err := s.draft(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := s.store.HoldPlaces(ctx, scope, k.Ladder.Code); err != nil {
			return err
		}
		faults, err := s.Faults(ctx, scope, k)
		if err != nil {
			return err
		}
		if len(faults) > 0 {
			return &FaultsError{faults}
		}
		standing, err := s.InForce(ctx, scope)
		if err != nil {
			return err
		}
		if before, found := standing[k.Ladder.Code]; found {
			before.State = Replaced
			if _, err := s.store.UpdateLadder(ctx, scope, before); err != nil {
				return err
			}
		}
		k.State, k.Version, k.PublishedAt, k.PublishedBy = Published, version, s.Now(), scope.Actor()
		if out, err = s.store.UpdateLadder(ctx, scope, k); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "ladder.publish", subject("ladder", id), map[string]any{"code": k.Ladder.Code, "number": k.Ladder.Version, "hash": out.Hash})
	})
	return out, err
}

// Holders counts who stands on each rung today.
func (s *Ladders) Holders(ctx context.Context, scope auth.Scope, code string) (map[string]int, error) {
	return s.store.Holders(ctx, scope, code, s.today())
}

// taken counts the places of each rung that nobody else can have: those of its people and
// those that rounds have promised.
func (s *Ladders) taken(ctx context.Context, scope auth.Scope, code string, on grid.Date) (map[string]int, error) {
	holders, err := s.store.Holders(ctx, scope, code, on)
	if err != nil {
		return nil, err
	}
	promised, err := s.store.Promised(ctx, scope, code)
	for rung, n := range promised {
		holders[rung] += n
	}
	return holders, err
}

// Spells are a person's times on rungs, in order.
func (s *Ladders) Spells(ctx context.Context, scope auth.Scope, person int64) ([]Spell, error) {
	if _, err := s.staff.People.Get(ctx, scope, person); err != nil {
		return nil, err
	}
	return s.store.Spells(ctx, scope, []int64{person})
}

// Place puts a person on a rung from a day on, by hand: at entry, or as a correction. The
// rung must have room.
func (s *Ladders) Place(ctx context.Context, scope auth.Scope, spell Spell) error {
	c := checks{what: "place on a rung"}
	c.text("reason", spell.Reason, 3, 500)
	c.need(!spell.From.IsZero(), "from", "", "the first day on the rung")
	if err := c.err(); err != nil {
		return err
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := s.staff.People.Get(ctx, scope, spell.PersonID); err != nil {
			return err
		}
		if err := s.store.HoldPlaces(ctx, scope, spell.Ladder); err != nil {
			return err
		}
		standing, err := s.InForce(ctx, scope)
		if err != nil {
			return err
		}
		k, found := standing[spell.Ladder]
		if !found {
			return invalid("place on a rung", "ladder", fmt.Sprintf("%q", spell.Ladder), "a ladder in force")
		}
		if _, known := k.Ladder.Rung(spell.Rung); !known {
			return invalid("place on a rung", "rung", fmt.Sprintf("%q", spell.Rung), "a rung of the ladder")
		}
		holders, err := s.taken(ctx, scope, spell.Ladder, spell.From)
		if err != nil {
			return err
		}
		if room, limited := k.Ladder.Room(spell.Rung, holders); limited && room < 1 {
			return refuse("more than there are seats", spell.Rung, "a rung with a free place")
		}
		if err := s.move(ctx, scope, spell); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "rung.place", subject("person", spell.PersonID), map[string]any{"rung": spell.Rung, "from": spell.From.String(), "reason": spell.Reason})
	})
}

// move ends the spell that a person is in and begins another, in the caller's
// transaction. Two rungs at once are refused.
func (s *Ladders) move(ctx context.Context, scope auth.Scope, spell Spell) error {
	spells, err := s.store.Spells(ctx, scope, []int64{spell.PersonID})
	if err != nil {
		return err
	}
	var after []ladder.Spell
	for _, old := range spells {
		if old.To.IsZero() && old.From.Before(spell.From) {
			if err := s.store.EndSpell(ctx, scope, old.ID, spell.From); err != nil {
				return err
			}
			old.To = spell.From
		}
		after = append(after, ladder.Spell{Rung: old.Rung, From: old.From, To: old.To})
	}
	after = append(after, ladder.Spell{Rung: spell.Rung, From: spell.From, To: spell.To})
	if faults := ladder.CheckSpells(fmt.Sprintf("person %d", spell.PersonID), after); len(faults) > 0 {
		return &FaultsError{faults}
	}
	spell.RecordedAt, spell.RecordedBy = s.Now(), scope.Actor()
	err = s.store.AddSpells(ctx, scope, []Spell{spell})
	var taken *database.DuplicateError
	if errors.As(err, &taken) { // by somebody at the same moment
		return &FaultsError{[]*ladder.Fault{{Kind: ladder.TwoRungsAtOnce, Where: fmt.Sprintf("person %d", spell.PersonID), Found: spell.Rung, Expected: "one rung at a time"}}}
	}
	return err
}

// Climbs are the times on rungs of everybody in sight, in order of person and day.
func (s *Ladders) Climbs(ctx context.Context, scope auth.Scope) ([]Spell, error) {
	return s.store.Spells(ctx, scope, nil)
}
