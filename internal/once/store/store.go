// Package store keeps the answers of package once in the database.
package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/once"
)

// Store implements once.Store.
type Store struct{ db *database.DB }

var _ once.Store = (*Store)(nil)

// New makes a Store on db.
func New(db *database.DB) *Store { return &Store{db} }

type answerRow struct {
	TenantID int64
	ActorID  int64
	KeyHash  string
	Request  string
	Answer   []byte
	KeptAt   database.Instant
}

// TableName names the table.
func (answerRow) TableName() string { return "kept_answers" }

// InTx runs fn in a transaction.
func (s *Store) InTx(ctx context.Context, scope auth.Scope, fn func(context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// Find returns a kept answer; see once.Store.
func (s *Store) Find(ctx context.Context, scope auth.Scope, keyHash string, after time.Time) (once.Kept, error) {
	var row answerRow
	err := own(s.db.ReadAs(ctx, scope), scope, keyHash).Where("kept_at > ?", database.At(after)).Take(&row).Error
	return once.Kept{Request: row.Request, Answer: row.Answer}, err
}

// Reserve takes a key; see once.Store.
func (s *Store) Reserve(ctx context.Context, scope auth.Scope, keyHash, request string, at time.Time) error {
	return s.db.Tx(ctx).Create(&answerRow{
		TenantID: scope.Tenant(), ActorID: scope.Actor(), KeyHash: keyHash,
		Request: request, Answer: []byte{}, KeptAt: database.At(at),
	}).Error
}

// Fill adds the answer; see once.Store.
func (s *Store) Fill(ctx context.Context, scope auth.Scope, keyHash string, answer []byte) error {
	return database.Affected(own(s.db.Tx(ctx).Model(&answerRow{}), scope, keyHash).Update("answer", answer))
}

// Forget drops old answers; see once.Store.
func (s *Store) Forget(ctx context.Context, scope auth.Scope, before time.Time) error {
	return s.db.Tx(ctx).Where("tenant_id = ? AND kept_at <= ?", scope.Tenant(), database.At(before)).Delete(&answerRow{}).Error
}

// own restricts a statement to a key of the caller.
func own(query *gorm.DB, scope auth.Scope, keyHash string) *gorm.DB {
	return query.Where("tenant_id = ? AND actor_id = ? AND key_hash = ?", scope.Tenant(), scope.Actor(), keyHash)
}
