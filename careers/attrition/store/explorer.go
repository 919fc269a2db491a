package store

import (
	"context"
	"encoding/json"
	"time"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

var _ attrition.ExplorerStore = (*Store)(nil)

// channelRow is a row of hire_channels.
type channelRow struct {
	TenantID      int64
	Name          string
	Version       int64
	Applied       int
	TrainingMinor int64
	Quality       float64
}

func (channelRow) TableName() string { return "hire_channels" }

func (row channelRow) toDomain() (attrition.Channel, error) {
	return attrition.Channel{Name: row.Name, Version: row.Version, Applied: row.Applied, TrainingMinor: row.TrainingMinor, Quality: row.Quality}, nil
}

// Channels are in order of name.
func (s *Store) Channels(ctx context.Context, scope auth.Scope) ([]attrition.Channel, error) {
	return listed(s.own(ctx, scope).Order("name"), channelRow.toDomain)
}

// PutChannel adds a channel at version 0, or writes one that still has its version.
func (s *Store) PutChannel(ctx context.Context, scope auth.Scope, c attrition.Channel) (attrition.Channel, error) {
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if c.Version == 0 {
			row := channelRow{TenantID: scope.Tenant(), Name: c.Name, Version: 1, Applied: c.Applied, TrainingMinor: c.TrainingMinor, Quality: c.Quality}
			return s.db.Tx(ctx).Create(&row).Error
		}
		result := s.db.Tx(ctx).Model(&channelRow{}).Where("tenant_id = ? AND name = ? AND version = ?", scope.Tenant(), c.Name, c.Version).
			Updates(map[string]any{"version": c.Version + 1, "applied": c.Applied, "training_minor": c.TrainingMinor, "quality": c.Quality})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := one(s.own(ctx, scope).Where("name = ?", c.Name), channelRow.toDomain)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "channel", Have: now.Version, Want: c.Version}
	})
	c.Version++
	return c, err
}

// disclosureRow is a row of attrition_disclosures.
type disclosureRow struct {
	ID, TenantID, ViewerID int64
	AskedAt                database.Instant
	Hash                   string
	Answer                 []byte
}

func (disclosureRow) TableName() string { return "attrition_disclosures" }

func (row disclosureRow) toDomain() (attrition.Disclosure, error) {
	var d attrition.Disclosure
	err := json.Unmarshal(row.Answer, &d)
	return d, err
}

// Disclosures are those to the scope's user since an instant, the oldest first.
func (s *Store) Disclosures(ctx context.Context, scope auth.Scope, since time.Time) ([]attrition.Disclosure, error) {
	return listed(s.own(ctx, scope).Where("viewer_id = ? AND asked_at >= ?", scope.Actor(), database.At(since)).Order("id"), disclosureRow.toDomain)
}

// AddDisclosure keeps what was shown.
func (s *Store) AddDisclosure(ctx context.Context, scope auth.Scope, hash string, at time.Time, d attrition.Disclosure) error {
	answer, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		row := disclosureRow{TenantID: scope.Tenant(), ViewerID: scope.Actor(), AskedAt: database.At(at), Hash: hash, Answer: answer}
		return s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
	})
}
