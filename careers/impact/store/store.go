// Package store counts what careers keeps for an impact assessment, and keeps the words
// that people write to it.
package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers/impact"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Store implements impact.Store.
type Store struct{ db *database.DB }

var _ impact.Store = (*Store)(nil)

// New returns a store over a migrated database.
func New(db *database.DB) *Store { return &Store{db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// registers say where an activity keeps what it knows of people, who they are there, and
// from what day it is.
var registers = []struct {
	activity          impact.Activity
	from, people, day string
}{
	{impact.Ladders, "rung_spells k", "k.person_id", "k.from_day"},
	{impact.Evidence, "career_evidence k", "k.person_id", "k.day"},
	{impact.Elections, "election_people k JOIN elections e ON e.id = k.election_id", "k.person_id", "e.month || '-01'"},
	{impact.Rounds, "round_applications k JOIN promotion_rounds r ON r.id = k.round_id", "k.person_id", "r.effective_on"},
	{impact.Hiring, "requisition_candidates k", "k.id", "k.applied_on"},
}

// Held counts what is kept.
func (s *Store) Held(ctx context.Context, scope auth.Scope) (map[impact.Activity]impact.Holding, error) {
	out := map[impact.Activity]impact.Holding{}
	for _, r := range registers {
		var found struct {
			People int
			Oldest *string
		}
		err := s.db.ReadAs(ctx, scope).Table(r.from).Where("k.tenant_id = ?", scope.Tenant()).
			Select(fmt.Sprintf("COUNT(DISTINCT %s) AS people, MIN(%s) AS oldest", r.people, r.day)).Take(&found).Error
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.activity, err)
		}
		held := impact.Holding{People: found.People}
		if found.Oldest != nil {
			if held.Oldest, err = grid.ParseDate(*found.Oldest); err != nil {
				return nil, fmt.Errorf("%s: %w", r.activity, err)
			}
		}
		out[r.activity] = held
	}
	return out, nil
}

// Waiting counts what nobody has answered. An appeal is late when the time to appeal is
// over: nothing more will be heard then.
func (s *Store) Waiting(ctx context.Context, scope auth.Scope, day grid.Date) (contests, appeals impact.Clock, err error) {
	count := func(c *impact.Clock, from, open, due string) {
		if err == nil {
			err = s.db.ReadAs(ctx, scope).Table(from).Where("k.tenant_id = ?", scope.Tenant()).Where(open).
				Select(fmt.Sprintf("COUNT(*) AS open, COALESCE(SUM(CASE WHEN %s < ? THEN 1 ELSE 0 END), 0) AS late", due), day.String()).Take(c).Error
		}
	}
	count(&contests, "career_evidence k", "k.contest = 'open'", "k.contest_due")
	count(&appeals, "round_appeals k JOIN promotion_rounds r ON r.id = k.round_id", "k.outcome = ''", "r.appeals_due")
	return contests, appeals, err
}

type wordsRow struct {
	TenantID, Version              int64
	Basis, Advice, Views, LeftOver string
	ChangedAt                      database.Instant
	ChangedBy                      int64
}

func (wordsRow) TableName() string { return "career_impact_words" }

// Words are the newest.
func (s *Store) Words(ctx context.Context, scope auth.Scope) (impact.Words, error) {
	var row wordsRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Order("version DESC").Take(&row).Error
	if errors.Is(err, database.ErrNotFound) || errors.Is(err, gorm.ErrRecordNotFound) {
		return impact.Words{}, nil
	}
	return impact.Words{Version: row.Version, Basis: row.Basis, Advice: row.Advice, Views: row.Views, Left: row.LeftOver, ChangedAt: row.ChangedAt.Time, ChangedBy: row.ChangedBy}, err
}

// SetWords adds a version after the one that its writer saw; older ones stay.
func (s *Store) SetWords(ctx context.Context, scope auth.Scope, w impact.Words) (impact.Words, error) {
	err := s.InTx(ctx, scope, func(ctx context.Context) error {
		now, err := s.Words(ctx, scope)
		if err != nil {
			return err
		}
		if now.Version != w.Version {
			return stale(scope, now.Version, w.Version)
		}
		w.Version++
		err = s.db.Tx(ctx).Create(&wordsRow{scope.Tenant(), w.Version, w.Basis, w.Advice, w.Views, w.Left, database.At(w.ChangedAt), w.ChangedBy}).Error
		if duplicate := (*database.DuplicateError)(nil); errors.As(err, &duplicate) {
			return stale(scope, w.Version, now.Version)
		}
		return err
	})
	return w, err
}

func stale(scope auth.Scope, have, want int64) error {
	return &database.StaleError{What: "words of the impact assessment", ID: scope.Tenant(), Have: have, Want: want}
}
