package careers

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
)

// Stand puts many people on their rungs at once, with their past, as when a centre moves
// in: all or none. Rungs that are not there and people on two at once are refused, with
// all that is wrong. People who stand somewhere already are refused too.
func (s *Ladders) Stand(ctx context.Context, scope auth.Scope, spells []Spell) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		standing, err := s.InForce(ctx, scope)
		if err != nil {
			return err
		}
		before, err := s.store.Spells(ctx, scope, nil)
		if err != nil {
			return err
		}
		var faults []*ladder.Fault
		of := map[int64][]ladder.Spell{}
		for _, x := range append(before, spells...) {
			of[x.PersonID] = append(of[x.PersonID], ladder.Spell{Rung: x.Rung, From: x.From, To: x.To})
		}
		for _, x := range spells {
			kept, found := standing[x.Ladder]
			if found {
				_, found = kept.Ladder.Rung(x.Rung)
			}
			if !found {
				faults = append(faults, &ladder.Fault{Kind: ladder.NoSuchRung, Where: fmt.Sprintf("person %d", x.PersonID), Found: x.Ladder + " " + x.Rung, Expected: "a rung of a ladder in force"})
			}
			faults = append(faults, ladder.CheckSpells(fmt.Sprintf("person %d", x.PersonID), of[x.PersonID])...)
			delete(of, x.PersonID) // once is enough
		}
		if len(faults) > 0 {
			return &FaultsError{faults}
		}
		return s.store.AddSpells(ctx, scope, spells)
	})
}
