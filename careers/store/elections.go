package store

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder/election"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Elections implements careers.ElectionStore.
type Elections struct{ base }

var _ careers.ElectionStore = (*Elections)(nil)

// NewElections returns a store over a migrated database.
func NewElections(db *database.DB) *Elections { return &Elections{base{db}} }

type electionRow struct {
	ID, TenantID, Version, SiteID int64
	TeamID                        *int64
	Award, Month, Method          string
	Seats                         int
	Quorum                        float64
	Seed, ClosesOn, State, Result string
	CreatedAt                     database.Instant
	CreatedBy                     int64
}

func (electionRow) TableName() string { return "elections" }

func electionFromDomain(tenant int64, e careers.KeptElection) (electionRow, error) {
	row := electionRow{
		ID: e.ID, TenantID: tenant, Version: e.Version, SiteID: e.SiteID, Award: e.Award, Month: e.Month, Method: string(e.Method), Seats: e.Seats, Quorum: e.Quorum,
		Seed: e.Seed, ClosesOn: e.Closes.String(), State: string(e.State), CreatedAt: database.At(e.CreatedAt), CreatedBy: e.CreatedBy,
	}
	if e.TeamID != 0 {
		row.TeamID = &e.TeamID
	}
	var err error
	if e.Result != nil {
		row.Result, err = text(e.Result)
	}
	return row, err
}

func (row electionRow) toDomain() (careers.KeptElection, error) {
	e := careers.KeptElection{
		ID: row.ID, Version: row.Version, SiteID: row.SiteID, Award: row.Award, Month: row.Month, Method: election.Method(row.Method), Seats: row.Seats, Quorum: row.Quorum,
		Seed: row.Seed, Closes: day(row.ClosesOn), State: careers.ElectionState(row.State), CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	if row.TeamID != nil {
		e.TeamID = *row.TeamID
	}
	if row.Result == "" {
		return e, nil
	}
	e.Result = &election.Result{}
	return e, parsed("election", row.ID, row.Result, e.Result)
}

// ofSites narrows a query to elections of the scope's sites.
func ofSites(query *gorm.DB, scope auth.Scope) *gorm.DB {
	if sites, all := scope.Sites(); !all {
		return query.Where("site_id IN ?", nonEmpty(sites))
	}
	return query
}

// AddElection keeps an election, with an empty box.
func (s *Elections) AddElection(ctx context.Context, scope auth.Scope, e careers.KeptElection) (careers.KeptElection, error) {
	if !scope.SeesSite(e.SiteID) {
		return e, database.ErrNotFound
	}
	e.ID, e.Version = 0, 1
	row, err := electionFromDomain(scope.Tenant(), e)
	if err != nil {
		return e, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
	e.ID = row.ID
	return e, err
}

// Election returns one.
func (s *Elections) Election(ctx context.Context, scope auth.Scope, id int64) (careers.KeptElection, error) {
	return one(ofSites(s.own(ctx, scope), scope).Where("id = ?", id), electionRow.toDomain)
}

// HoldElection is Election, locking its row.
func (s *Elections) HoldElection(ctx context.Context, scope auth.Scope, id int64) (careers.KeptElection, error) {
	return one(locked(ofSites(s.own(ctx, scope), scope).Where("id = ?", id)), electionRow.toDomain)
}

// Elections lists them, the newest first.
func (s *Elections) Elections(ctx context.Context, scope auth.Scope, before int64, limit int) ([]careers.KeptElection, error) {
	query := ofSites(s.own(ctx, scope), scope).Order("id DESC").Limit(limit)
	if before > 0 {
		query = query.Where("id < ?", before)
	}
	return listed(query, electionRow.toDomain)
}

// UpdateElection writes state and result of an election at e's version.
func (s *Elections) UpdateElection(ctx context.Context, scope auth.Scope, e careers.KeptElection) (careers.KeptElection, error) {
	row, err := electionFromDomain(scope.Tenant(), e)
	if err != nil {
		return e, err
	}
	err = s.InTx(ctx, scope, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Model(&electionRow{}).Where("tenant_id = ? AND id = ? AND version = ?", scope.Tenant(), e.ID, e.Version).
			Updates(map[string]any{"version": e.Version + 1, "state": row.State, "result": row.Result})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Election(ctx, scope, e.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "election", ID: e.ID, Have: now.Version, Want: e.Version}
	})
	e.Version++
	return e, err
}

// DeleteElection forgets an election.
func (s *Elections) DeleteElection(ctx context.Context, scope auth.Scope, id int64) error {
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(ofSites(s.db.Tx(ctx).Where("tenant_id = ? AND id = ?", scope.Tenant(), id), scope).Delete(&electionRow{}))
	})
}

type electorRow struct {
	TenantID, ElectionID, PersonID int64
	Elector, Stands                bool
	NamedBy                        int64
	Quality                        float64
	Hired                          string
}

func (electorRow) TableName() string { return "election_people" }

// Electors are the electorate and who stands, in order of person.
func (s *Elections) Electors(ctx context.Context, scope auth.Scope, id int64) ([]careers.Elector, error) {
	return listed(s.own(ctx, scope).Where("election_id = ?", id).Order("person_id"), func(row electorRow) (careers.Elector, error) {
		return careers.Elector{PersonID: row.PersonID, Votes: row.Elector, Stands: row.Stands, NamedBy: row.NamedBy, Quality: row.Quality, Hired: day(row.Hired)}, nil
	})
}

// PutElectors replaces the electorate and who stands.
func (s *Elections) PutElectors(ctx context.Context, scope auth.Scope, id int64, list []careers.Elector) error {
	rows := make([]electorRow, len(list))
	for i, e := range list {
		rows[i] = electorRow{scope.Tenant(), id, e.PersonID, e.Votes, e.Stands, e.NamedBy, e.Quality, e.Hired.String()}
	}
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Where("tenant_id = ? AND election_id = ?", scope.Tenant(), id).Delete(&electorRow{}).Error; err != nil || len(rows) == 0 {
			return err
		}
		return s.db.Tx(ctx).CreateInBatches(&rows, 500).Error
	})
}

type turnoutRow struct {
	TenantID, ElectionID int64
	Voted                string
}

func (turnoutRow) TableName() string { return "election_turnouts" }

type ballotRow struct {
	TenantID, ElectionID int64
	Ballot               string
	Times                int
}

func (ballotRow) TableName() string { return "election_ballots" }

// Box is who has voted, as one list in the order of the electorate, and what was cast,
// as counts of ballots that say the same.
func (s *Elections) Box(ctx context.Context, scope auth.Scope, id int64) (voted []string, ballots []election.Ballot, err error) {
	var turnout []turnoutRow
	if err := s.own(ctx, scope).Where("election_id = ?", id).Find(&turnout).Error; err != nil {
		return nil, nil, err
	}
	for _, t := range turnout {
		if err := parsed("turnout of election", id, t.Voted, &voted); err != nil {
			return nil, nil, err
		}
	}
	var rows []ballotRow
	if err := s.own(ctx, scope).Where("election_id = ?", id).Order("ballot").Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		for range row.Times {
			var b election.Ballot
			if err := parsed("ballot of election", id, row.Ballot, &b); err != nil {
				return nil, nil, err
			}
			ballots = append(ballots, b)
		}
	}
	return voted, ballots, nil
}

// PutBox writes both lists whole, so that no row, no order of rows and no moment ties one
// of the one to one of the other.
func (s *Elections) PutBox(ctx context.Context, scope auth.Scope, id int64, voted []string, ballots []election.Ballot) error {
	list, err := text(voted)
	if err != nil {
		return err
	}
	times := map[string]int{}
	for _, b := range ballots {
		said, err := json.Marshal(b) // keys of maps come sorted
		if err != nil {
			return fmt.Errorf("ballot of election %d: %w", id, err)
		}
		times[string(said)]++
	}
	return s.InTx(ctx, scope, func(ctx context.Context) error {
		for _, table := range []any{&turnoutRow{}, &ballotRow{}} {
			if err := s.db.Tx(ctx).Where("tenant_id = ? AND election_id = ?", scope.Tenant(), id).Delete(table).Error; err != nil {
				return err
			}
		}
		if err := s.db.Tx(ctx).Create(&turnoutRow{scope.Tenant(), id, list}).Error; err != nil {
			return err
		}
		rows := make([]ballotRow, 0, len(times))
		for _, said := range sorted(times) {
			rows = append(rows, ballotRow{scope.Tenant(), id, said, times[said]})
		}
		if len(rows) == 0 {
			return nil
		}
		return s.db.Tx(ctx).CreateInBatches(&rows, 500).Error
	})
}
