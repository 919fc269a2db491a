package store

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
)

// CreateRoster keeps a new roster at version 1.
func (s *Store) CreateRoster(ctx context.Context, scope auth.Scope, r scheduling.Roster) (scheduling.Roster, error) {
	if !scope.SeesSite(r.SiteID) {
		return scheduling.Roster{}, database.ErrNotFound
	}
	r.ID, r.Version = 0, 1
	row, err := rosterFromDomain(scope.Tenant(), r)
	if err != nil {
		return scheduling.Roster{}, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	r.ID = row.ID
	return r, err
}

// Roster returns one roster.
func (s *Store) Roster(ctx context.Context, scope auth.Scope, id int64) (scheduling.Roster, error) {
	var row rosterRow
	if err := ofSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return scheduling.Roster{}, err
	}
	return row.toDomain()
}

// Rosters returns the newest first.
func (s *Store) Rosters(ctx context.Context, scope auth.Scope, before int64, limit int) ([]scheduling.Roster, error) {
	var rows []rosterRow
	if err := s.newest(ctx, scope, before, limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, rosterRow.toDomain)
}

// UpdateRoster writes the roster if nobody has since it was read.
func (s *Store) UpdateRoster(ctx context.Context, scope auth.Scope, r scheduling.Roster) (scheduling.Roster, error) {
	row, err := rosterFromDomain(scope.Tenant(), r)
	if err != nil {
		return scheduling.Roster{}, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofSites(s.db.Tx(ctx).Model(&rosterRow{}), scope).
			Where("id = ? AND version = ?", r.ID, r.Version).
			Updates(map[string]any{
				"version": r.Version + 1, "name": row.Name, "state": row.State, "requirements": row.Requirements,
				"people": row.People, "price_under": row.PriceUnder, "price_over": row.PriceOver, "seed": row.Seed,
				"cost": row.Cost, "bound": row.Bound, "input_hash": row.InputHash,
				"published_version": row.PublishedVersion, "published_at": row.PublishedAt,
			})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		return s.stale(ctx, scope, r.ID, r.Version)
	})
	r.Version++
	return r, err
}

// stale says why an update met no row: the roster is gone, or somebody was faster.
func (s *Store) stale(ctx context.Context, scope auth.Scope, id, want int64) error {
	now, err := s.Roster(ctx, scope, id)
	if err != nil {
		return err
	}
	changes, err := s.ChangesSince(ctx, scope, id, want)
	if err != nil {
		return err
	}
	return &scheduling.StaleError{RosterID: id, Have: now.Version, Want: want, Changes: changes}
}

// DeleteRoster forgets a draft that was never published.
func (s *Store) DeleteRoster(ctx context.Context, scope auth.Scope, id, version int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofSites(s.db.Tx(ctx), scope).
			Where("id = ? AND version = ? AND published_version = 0", id, version).Delete(&rosterRow{})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Roster(ctx, scope, id)
		if err == nil && now.PublishedVersion != 0 {
			return &scheduling.StateError{RosterID: id, State: now.State, Wanted: "deleting a roster that agents were told"}
		}
		return s.stale(ctx, scope, id, version)
	})
}
