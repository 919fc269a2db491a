package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// feedRow is a row of calendar_feeds.
type feedRow struct {
	TenantID  int64
	PersonID  int64
	TokenHash string
	CreatedAt database.Instant
}

func (feedRow) TableName() string { return "calendar_feeds" }

// SetFeed gives a person's calendar a new address; the old one stops working.
func (s *Store) SetFeed(ctx context.Context, scope auth.Scope, person int64, tokenHash string) error {
	row := feedRow{TenantID: scope.Tenant(), PersonID: person, TokenHash: tokenHash, CreatedAt: database.At(time.Now())}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		var visible int64
		err := ofPeopleTable(s.db.Tx(ctx).Table("people"), scope).Where("id = ?", person).Count(&visible).Error
		if err != nil {
			return err
		}
		if visible == 0 {
			return database.ErrNotFound
		}
		return s.db.Tx(ctx).Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "tenant_id"}, {Name: "person_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"token_hash", "created_at"}),
		}).Create(&row).Error
	})
}

// FeedPerson finds whose calendar an address is. The address itself is the
// permission, so no scope narrows the search.
func (s *Store) FeedPerson(ctx context.Context, tokenHash string) (tenant, person int64, err error) {
	var row feedRow
	err = s.db.Read(database.AcrossTenants(ctx)).Where("token_hash = ?", tokenHash).Take(&row).Error
	return row.TenantID, row.PersonID, err
}
