package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// termsRow is a row of fairness_terms.
type termsRow struct {
	TenantID int64
	SiteID   int64
	Version  int64
	Terms    string
}

func (termsRow) TableName() string { return "fairness_terms" }

// correctionRow is a row of fairness_corrections.
type correctionRow struct {
	ID        int64
	TenantID  int64
	SiteID    int64
	PersonID  int64
	Day       string
	Account   string
	Amount    float64
	Reason    string
	CreatedAt database.Instant
	CreatedBy int64
}

func (correctionRow) TableName() string { return "fairness_corrections" }

func (row correctionRow) toDomain() (scheduling.Correction, error) {
	day, err := grid.ParseDate(row.Day)
	if err != nil {
		return scheduling.Correction{}, fmt.Errorf("correction %d: %w", row.ID, err)
	}
	account, known := scheduling.AccountOf(row.Account)
	if !known {
		return scheduling.Correction{}, fmt.Errorf("correction %d: account %q", row.ID, row.Account)
	}
	return scheduling.Correction{
		ID: row.ID, SiteID: row.SiteID, PersonID: row.PersonID, Day: day, Account: account, Amount: row.Amount,
		Reason: row.Reason, At: row.CreatedAt.Time, By: row.CreatedBy,
	}, nil
}

// wishRow is a row of wishes.
type wishRow struct {
	ID        int64
	TenantID  int64
	PersonID  int64
	Day       string
	Kind      string
	FromMin   int
	ToMin     int
	Template  string
	Points    int
	State     string
	Rule      string
	Delta     float64
	RosterID  int64
	CreatedAt database.Instant
}

func (wishRow) TableName() string { return "wishes" }

func (row wishRow) toDomain() (scheduling.Wish, error) {
	day, err := grid.ParseDate(row.Day)
	if err != nil {
		return scheduling.Wish{}, fmt.Errorf("wish %d: %w", row.ID, err)
	}
	kind := scheduling.WishKind(row.Kind)
	if kind == scheduling.WishNotStart && row.Template != "" {
		kind = scheduling.WishNotTemplate
	}
	return scheduling.Wish{
		ID: row.ID, PersonID: row.PersonID, Day: day, Kind: kind, FromMin: row.FromMin, ToMin: row.ToMin,
		Template: row.Template, Points: row.Points, State: scheduling.WishState(row.State), Rule: rules.Rule(row.Rule),
		Delta: row.Delta, RosterID: row.RosterID, At: row.CreatedAt.Time,
	}, nil
}

// FairnessTerms returns a site's own terms.
func (s *Store) FairnessTerms(ctx context.Context, scope auth.Scope, site int64) (scheduling.FairnessTerms, error) {
	var row termsRow
	if err := ofSites(s.db.ReadAs(ctx, scope), scope).Where("site_id = ?", site).Take(&row).Error; err != nil {
		return scheduling.FairnessTerms{}, err
	}
	var t scheduling.FairnessTerms
	if err := json.Unmarshal([]byte(row.Terms), &t); err != nil {
		return t, fmt.Errorf("fairness terms of site %d: %w", site, err)
	}
	t.SiteID, t.Version = row.SiteID, row.Version
	return t, nil
}

// SetFairnessTerms writes terms if they still have the version of t; version 0
// means that the site has none yet.
func (s *Store) SetFairnessTerms(ctx context.Context, scope auth.Scope, t scheduling.FairnessTerms) (scheduling.FairnessTerms, error) {
	had := t.Version
	t.Version++
	text, err := json.Marshal(t)
	if err != nil {
		return t, err
	}
	return t, s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.seesSite(ctx, scope, t.SiteID); err != nil {
			return err
		}
		now, err := s.FairnessTerms(ctx, scope, t.SiteID)
		if err == nil && now.Version != had || err != nil && had != 0 {
			return &database.StaleError{What: "fairness terms", ID: t.SiteID, Have: now.Version, Want: had}
		}
		row := termsRow{TenantID: scope.Tenant(), SiteID: t.SiteID, Version: t.Version, Terms: string(text)}
		return s.db.Tx(ctx).Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "tenant_id"}, {Name: "site_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"version", "terms"}),
		}).Create(&row).Error
	})
}

// seesSite is database.ErrNotFound where the scope does not see a site: a scope of
// all sites sees those of its tenant only.
func (s *Store) seesSite(ctx context.Context, scope auth.Scope, site int64) error {
	var visible int64
	err := s.db.ReadAs(ctx, scope).Table("sites").Where("tenant_id = ? AND id = ?", scope.Tenant(), site).Count(&visible).Error
	if err == nil && (visible == 0 || !scope.SeesSite(site)) {
		return database.ErrNotFound
	}
	return err
}

// AddCorrection keeps a correction of somebody whom the scope sees.
func (s *Store) AddCorrection(ctx context.Context, scope auth.Scope, c scheduling.Correction) (scheduling.Correction, error) {
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		var person struct{ SiteID int64 }
		if err := ofPeopleTable(s.db.Tx(ctx).Table("people"), scope).Where("id = ?", c.PersonID).Take(&person).Error; err != nil {
			return err
		}
		c.SiteID = person.SiteID
		row := correctionRow{
			TenantID: scope.Tenant(), SiteID: c.SiteID, PersonID: c.PersonID, Day: c.Day.String(), Account: scheduling.AccountName(c.Account),
			Amount: c.Amount, Reason: c.Reason, CreatedAt: database.At(c.At), CreatedBy: c.By,
		}
		err := s.db.Tx(ctx).Create(&row).Error
		c.ID = row.ID
		return err
	})
	return c, err
}

// Corrections returns a site's corrections of days, newest first.
func (s *Store) Corrections(ctx context.Context, scope auth.Scope, site int64, from, to grid.Date) ([]scheduling.Correction, error) {
	var rows []correctionRow
	err := ofPeople(s.db.ReadAs(ctx, scope), scope).Where("site_id = ? AND day BETWEEN ? AND ?", site, from.String(), to.String()).
		Order("id DESC").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, correctionRow.toDomain)
}

// Wishes returns people's wishes of days, in order of person and day.
func (s *Store) Wishes(ctx context.Context, scope auth.Scope, people []int64, from, to grid.Date) ([]scheduling.Wish, error) {
	var rows []wishRow
	for chosen := range slices.Chunk(slices.Sorted(slices.Values(people)), peopleAtOnce) {
		var some []wishRow
		err := ofPeople(s.db.ReadAs(ctx, scope), scope).Where("person_id IN ? AND day BETWEEN ? AND ?", chosen, from.String(), to.String()).
			Order("person_id, day").Find(&some).Error
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return toDomain(rows, wishRow.toDomain)
}

// PutWish keeps a person's wish of a day in the place of any open one. A wish against
// a template stands as one against starts, with the template.
func (s *Store) PutWish(ctx context.Context, scope auth.Scope, w scheduling.Wish) (scheduling.Wish, error) {
	row := wishRow{
		TenantID: scope.Tenant(), PersonID: w.PersonID, Day: w.Day.String(), Kind: string(w.Kind), FromMin: w.FromMin, ToMin: w.ToMin,
		Template: w.Template, Points: w.Points, State: string(w.State), CreatedAt: database.At(w.At),
	}
	if w.Kind == scheduling.WishNotTemplate {
		row.Kind = string(scheduling.WishNotStart)
	}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		old := ofPeople(s.db.Tx(ctx), scope).Where("person_id = ? AND day = ? AND state = ?", w.PersonID, row.Day, string(scheduling.WishOpen))
		if err := old.Delete(&wishRow{}).Error; err != nil {
			return err
		}
		return s.db.Tx(ctx).Create(&row).Error
	})
	w.ID = row.ID
	return w, err
}

// DeleteWish forgets an open wish.
func (s *Store) DeleteWish(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofPeople(s.db.Tx(ctx), scope).Where("id = ? AND state = ?", id, string(scheduling.WishOpen)).Delete(&wishRow{})
		if result.Error == nil && result.RowsAffected == 0 {
			return database.ErrNotFound
		}
		return result.Error
	})
}

// DecideWishes writes what became of wishes.
func (s *Store) DecideWishes(ctx context.Context, scope auth.Scope, wishes []scheduling.Wish) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		for _, w := range wishes {
			err := ofPeople(s.db.Tx(ctx).Model(&wishRow{}), scope).Where("id = ?", w.ID).Updates(map[string]any{
				"state": string(w.State), "rule": string(w.Rule), "delta": w.Delta, "roster_id": w.RosterID,
			}).Error
			if err != nil {
				return err
			}
		}
		return nil
	})
}
