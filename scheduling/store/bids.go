package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/workforce/grid"
)

// bidRow is a row of bids.
type bidRow struct {
	ID, TenantID, Version, SiteID, RosterID, DesignID int64
	Name, Rule                                        string
	OpensAt, ClosesAt                                 database.Instant
	FirstDay                                          string
	Days                                              int
	Zone, Lines                                       string
	AwardedAt                                         database.Instant
	AwardedBy                                         int64
	CreatedAt                                         database.Instant
	CreatedBy                                         int64
}

func (bidRow) TableName() string { return "bids" }

// linesText is how the lines of a bid stand in their column.
type linesText struct {
	Shifts []scheduling.LineShift
	Weeks  [][]int
}

func bidFromDomain(tenant int64, b scheduling.Bid) (bidRow, error) {
	lines, err := json.Marshal(linesText{b.Shifts, b.Weeks})
	return bidRow{
		ID: b.ID, TenantID: tenant, Version: b.Version, SiteID: b.SiteID, RosterID: b.RosterID, DesignID: b.DesignID, Name: b.Name, Rule: string(b.Rule),
		OpensAt: database.At(b.Opens), ClosesAt: database.At(b.Closes), FirstDay: b.From.String(), Days: b.Days, Zone: b.Zone, Lines: string(lines),
		AwardedAt: database.At(b.AwardedAt), AwardedBy: b.AwardedBy, CreatedAt: database.At(b.CreatedAt), CreatedBy: b.CreatedBy,
	}, err
}

func (row bidRow) toDomain() (scheduling.Bid, error) {
	b := scheduling.Bid{
		ID: row.ID, Version: row.Version, SiteID: row.SiteID, RosterID: row.RosterID, DesignID: row.DesignID, Name: row.Name, Rule: bid.Rule(row.Rule),
		Opens: row.OpensAt.Time, Closes: row.ClosesAt.Time, Days: row.Days, Zone: row.Zone,
		AwardedAt: row.AwardedAt.Time, AwardedBy: row.AwardedBy, CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	var err error
	if b.From, err = grid.ParseDate(row.FirstDay); err != nil {
		return b, fmt.Errorf("bid %d: %w", row.ID, err)
	}
	var lines linesText
	if err := json.Unmarshal([]byte(row.Lines), &lines); err != nil {
		return b, fmt.Errorf("bid %d: %w", row.ID, err)
	}
	b.Shifts, b.Weeks = lines.Shifts, lines.Weeks
	return b, nil
}

// bidderRow is a row of bid_people: Line is NULL before the award.
type bidderRow struct {
	TenantID, BidID, PersonID int64
	Choices                   string
	RankedAt                  database.Instant
	Line                      *int
	Rank                      int
	Regret                    float64
}

func (bidderRow) TableName() string { return "bid_people" }

func (row bidderRow) ranking() (scheduling.Ranking, error) {
	r := scheduling.Ranking{PersonID: row.PersonID, At: row.RankedAt.Time}
	if err := json.Unmarshal([]byte(row.Choices), &r.Choices); err != nil {
		return r, fmt.Errorf("ranking of person %d: %w", row.PersonID, err)
	}
	return r, nil
}

func (row bidderRow) settled() (scheduling.Settled, error) {
	out := scheduling.Settled{PersonID: row.PersonID, Line: bid.None, Rank: row.Rank, Regret: row.Regret}
	if row.Line != nil {
		out.Line = *row.Line
	}
	return out, nil
}

// AddBid keeps a bid at version 1 and to whom it is offered.
func (s *Store) AddBid(ctx context.Context, scope auth.Scope, b scheduling.Bid) (scheduling.Bid, error) {
	if !scope.SeesSite(b.SiteID) {
		return b, database.ErrNotFound
	}
	b.ID, b.Version = 0, 1
	row, err := bidFromDomain(scope.Tenant(), b)
	if err != nil {
		return b, err
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		people := make([]bidderRow, len(b.People))
		for i, id := range b.People {
			people[i] = bidderRow{TenantID: scope.Tenant(), BidID: row.ID, PersonID: id, Choices: "[]"}
		}
		return s.db.Tx(ctx).Create(&people).Error
	})
	b.ID = row.ID
	return b, err
}

// Bid returns one bid.
func (s *Store) Bid(ctx context.Context, scope auth.Scope, id int64) (scheduling.Bid, error) {
	var row bidRow
	if err := ofSites(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return scheduling.Bid{}, err
	}
	b, err := row.toDomain()
	if err != nil {
		return b, err
	}
	people, err := s.bidders(ctx, scope, id)
	for _, row := range people {
		b.People = append(b.People, row.PersonID)
	}
	return b, err
}

// bidders are the rows of everybody to whom a bid is offered, in order of person.
func (s *Store) bidders(ctx context.Context, scope auth.Scope, id int64) ([]bidderRow, error) {
	var rows []bidderRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND bid_id = ?", scope.Tenant(), id).Order("person_id").Find(&rows).Error
	return rows, err
}

// Bids returns the newest first, without the people to whom they are offered.
func (s *Store) Bids(ctx context.Context, scope auth.Scope, before int64, limit int) ([]scheduling.Bid, error) {
	return bidsOf(s.newest(ctx, scope, before, limit))
}

// BidsOf returns the bids that are offered to a person, likewise.
func (s *Store) BidsOf(ctx context.Context, scope auth.Scope, person int64, limit int) ([]scheduling.Bid, error) {
	offered := s.db.ReadAs(ctx, scope).Model(&bidderRow{}).Select("bid_id").Where("tenant_id = ? AND person_id = ?", scope.Tenant(), person)
	return bidsOf(s.newest(ctx, scope, 0, limit).Where("id IN (?)", offered))
}

func bidsOf(query *gorm.DB) ([]scheduling.Bid, error) {
	var rows []bidRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, bidRow.toDomain)
}

// newest asks for things of the scope's sites, the newest first.
func (s *Store) newest(ctx context.Context, scope auth.Scope, before int64, limit int) *gorm.DB {
	query := ofSites(s.db.ReadAs(ctx, scope), scope).Order("id DESC").Limit(limit)
	if before > 0 {
		query = query.Where("id < ?", before)
	}
	return query
}

// UpdateBid writes name, rule and window.
func (s *Store) UpdateBid(ctx context.Context, scope auth.Scope, b scheduling.Bid) (scheduling.Bid, error) {
	return s.changeBid(ctx, scope, b, map[string]any{
		"name": b.Name, "rule": string(b.Rule), "opens_at": database.At(b.Opens), "closes_at": database.At(b.Closes),
	})
}

// changeBid writes to a bid that nobody has awarded or changed since it was read.
func (s *Store) changeBid(ctx context.Context, scope auth.Scope, b scheduling.Bid, values map[string]any) (scheduling.Bid, error) {
	values["version"] = b.Version + 1
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofSites(s.db.Tx(ctx).Model(&bidRow{}), scope).Where("id = ? AND version = ? AND awarded_at IS NULL", b.ID, b.Version).Updates(values)
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Bid(ctx, scope, b.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "bid", ID: b.ID, Have: now.Version, Want: b.Version}
	})
	b.Version++
	return b, err
}

// DeleteBid forgets a bid that nobody has awarded.
func (s *Store) DeleteBid(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(ofSites(s.db.Tx(ctx), scope).Where("id = ? AND awarded_at IS NULL", id).Delete(&bidRow{}))
	})
}

// Rankings returns one for everybody to whom a bid is offered.
func (s *Store) Rankings(ctx context.Context, scope auth.Scope, id int64) ([]scheduling.Ranking, error) {
	rows, err := s.bidders(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	return toDomain(rows, bidderRow.ranking)
}

// PutRanking replaces somebody's choices; none takes the choice back.
func (s *Store) PutRanking(ctx context.Context, scope auth.Scope, id int64, r scheduling.Ranking) error {
	if len(r.Choices) == 0 {
		r.Choices, r.At = []bid.Choice{}, time.Time{}
	}
	choices, err := json.Marshal(r.Choices)
	if err != nil {
		return err
	}
	return s.writeBidder(ctx, scope, id, r.PersonID, map[string]any{"choices": string(choices), "ranked_at": database.At(r.At)})
}

// writeBidder writes to the row of one person.
func (s *Store) writeBidder(ctx context.Context, scope auth.Scope, id, person int64, values map[string]any) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return database.Affected(s.db.Tx(ctx).Model(&bidderRow{}).Where("tenant_id = ? AND bid_id = ? AND person_id = ?", scope.Tenant(), id, person).Updates(values))
	})
}

// SettleBid writes who got what, once.
func (s *Store) SettleBid(ctx context.Context, scope auth.Scope, b scheduling.Bid, awards []scheduling.Settled) (scheduling.Bid, error) {
	err := s.db.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if b, err = s.changeBid(ctx, scope, b, map[string]any{"awarded_at": database.At(b.AwardedAt), "awarded_by": b.AwardedBy}); err != nil {
			return err
		}
		for _, a := range awards {
			if err := s.writeBidder(ctx, scope, b.ID, a.PersonID, map[string]any{"line": a.Line, "rank": a.Rank, "regret": a.Regret}); err != nil {
				return err
			}
		}
		return nil
	})
	return b, err
}

// PastAwards returns what people got by awarded bids of a site, the oldest first.
func (s *Store) PastAwards(ctx context.Context, scope auth.Scope, site int64, people []int64) ([]scheduling.Settled, error) {
	var rows []bidderRow
	err := s.db.ReadAs(ctx, scope).Table("bid_people AS p").Select("p.*").
		Joins("JOIN bids AS b ON b.tenant_id = p.tenant_id AND b.id = p.bid_id").
		Where("p.tenant_id = ? AND b.site_id = ? AND b.awarded_at IS NOT NULL AND p.person_id IN ?", scope.Tenant(), site, nonEmpty(people)).
		Order("b.awarded_at, b.id, p.person_id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, bidderRow.settled)
}

// Awards returns what everybody got to whom a bid was offered, in order of person.
func (s *Store) Awards(ctx context.Context, scope auth.Scope, id int64) ([]scheduling.Settled, error) {
	rows, err := s.bidders(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	return toDomain(rows, bidderRow.settled)
}
