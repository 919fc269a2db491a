package vendors

import (
	"context"
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
)

// asList finds the problems in an error of a pure core.
func asList(err error, into *problem.List) bool { return errors.As(err, into) }

// ContractVersion returns one version of a programme's contract.
func (s *Programmes) ContractVersion(ctx context.Context, scope auth.Scope, programme, id int64) (ContractVersion, error) {
	v, err := s.store.ContractVersion(ctx, scope, programme, id)
	if err == nil && v.State == Draft && scope.Employer() != 0 {
		return ContractVersion{}, database.ErrNotFound
	}
	return v, err
}

// Draft writes down terms that do not hold yet.
func (s *Programmes) Draft(ctx context.Context, scope auth.Scope, programme int64, terms contract.Version, note string) (ContractVersion, error) {
	p, err := s.store.Programme(ctx, scope, programme)
	if err != nil {
		return ContractVersion{}, err
	}
	var kept ContractVersion
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.HoldProgramme(ctx, scope, programme); err != nil {
			return err
		}
		list, err := s.store.ContractVersions(ctx, scope, programme)
		if err != nil {
			return err
		}
		terms.Number = 1
		if n := len(list); n > 0 {
			terms.Number = list[n-1].Terms.Number + 1
		}
		v, err := ContractVersion{ProgrammeID: programme, State: Draft, Terms: terms, Note: note, RecordedAt: s.Now(), RecordedBy: scope.Actor()}.check(p)
		if err != nil {
			return err
		}
		if kept, err = s.store.AddVersion(ctx, scope, v); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "contract.draft", versionSubject(kept), map[string]any{"number": terms.Number, "hash": kept.Hash})
	})
	return kept, err
}

func versionSubject(v ContractVersion) string {
	return fmt.Sprintf("programme/%d/version/%d", v.ProgrammeID, v.Terms.Number)
}

// draft returns a version that may still change.
func (s *Programmes) draft(ctx context.Context, scope auth.Scope, programme, id int64) (ContractVersion, error) {
	v, err := s.ContractVersion(ctx, scope, programme, id)
	if err == nil && v.State != Draft {
		err = &NotDraftError{v.Terms.Contract, v.Terms.Number}
	}
	return v, err
}

// Redraft replaces the terms of a draft that still has the version of v.
func (s *Programmes) Redraft(ctx context.Context, scope auth.Scope, v ContractVersion) (ContractVersion, error) {
	p, err := s.store.Programme(ctx, scope, v.ProgrammeID)
	if err != nil {
		return ContractVersion{}, err
	}
	var kept ContractVersion
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		was, err := s.draft(ctx, scope, v.ProgrammeID, v.ID)
		if err != nil {
			return err
		}
		was.Version, was.Note, v.Terms.Number = v.Version, v.Note, was.Terms.Number
		was.Terms, was.RecordedAt, was.RecordedBy = v.Terms, s.Now(), scope.Actor()
		if was, err = was.check(p); err != nil {
			return err
		}
		if kept, err = s.store.UpdateVersion(ctx, scope, was); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "contract.redraft", versionSubject(kept), map[string]any{"hash": kept.Hash})
	})
	return kept, err
}

// ForgetDraft deletes a draft.
func (s *Programmes) ForgetDraft(ctx context.Context, scope auth.Scope, programme, id int64) error {
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		v, err := s.draft(ctx, scope, programme, id)
		if err != nil {
			return err
		}
		if err := s.store.DeleteVersion(ctx, scope, v); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "contract.forget", versionSubject(v), nil)
	})
}

// PutInForce makes a draft hold from its first day on, for ever unchanged. Where a
// version in force is open and began before, endEarlier lets it end the day before;
// else two that would hold on one day are refused with a [*contract.OverlapError].
func (s *Programmes) PutInForce(ctx context.Context, scope auth.Scope, programme, id, version int64, endEarlier bool) (ContractVersion, error) {
	var kept ContractVersion
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.store.HoldProgramme(ctx, scope, programme); err != nil {
			return err
		}
		v, err := s.draft(ctx, scope, programme, id)
		if err != nil {
			return err
		}
		if endEarlier {
			if err := s.endBefore(ctx, scope, v); err != nil {
				return err
			}
		}
		held, err := s.inForce(ctx, scope, programme)
		if err != nil {
			return err
		}
		if _, err := contract.Arrange(append(held, v.Holds())); err != nil {
			return err
		}
		v.Version, v.State, v.InForceAt, v.InForceBy = version, InForce, s.Now(), scope.Actor()
		if kept, err = s.store.UpdateVersion(ctx, scope, v); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "contract.in_force", versionSubject(kept), map[string]any{"from": kept.Terms.From.String(), "hash": kept.Hash})
	})
	return kept, err
}

// endBefore ends the open version in force the day before a successor begins. Its
// terms stay as they are; only until when they hold is written.
func (s *Programmes) endBefore(ctx context.Context, scope auth.Scope, successor ContractVersion) error {
	list, err := s.store.ContractVersions(ctx, scope, successor.ProgrammeID)
	if err != nil {
		return err
	}
	for _, v := range list {
		if v.State != InForce || !v.Until.IsZero() || !v.Terms.From.Before(successor.Terms.From) {
			continue
		}
		v.Until = successor.Terms.From.AddDays(-1)
		if v, err = s.store.UpdateVersion(ctx, scope, v); err != nil {
			return err
		}
		if err := s.journal.Record(ctx, scope, "contract.end", versionSubject(v), map[string]any{"until": v.Until.String()}); err != nil {
			return err
		}
	}
	return nil
}
