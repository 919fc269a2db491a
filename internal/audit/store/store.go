// Package store keeps the audit log in the database.
package store

import (
	"context"
	"encoding/json"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Store implements audit.Store.
type Store struct{ db *database.DB }

var _ audit.Store = (*Store)(nil)

// New makes a Store on db.
func New(db *database.DB) *Store { return &Store{db} }

// entryRow is a row of the table audit_entries.
type entryRow struct {
	TenantID int64 `gorm:"primaryKey;autoIncrement:false"`
	Seq      int64 `gorm:"primaryKey;autoIncrement:false"`
	At       database.Instant
	Actor    int64
	Action   string
	Subject  string
	Detail   string
	Hash     []byte
}

// TableName names the table to gorm.
func (entryRow) TableName() string { return "audit_entries" }

// headRow is a row of the table audit_heads.
type headRow struct {
	TenantID int64 `gorm:"primaryKey;autoIncrement:false"`
	Seq      int64
	Hash     []byte
}

// TableName names the table to gorm.
func (headRow) TableName() string { return "audit_heads" }

func (r headRow) toHead() audit.Head { return audit.Head{Seq: r.Seq, Hash: toHash(r.Hash)} }

func fromEntry(e audit.Entry) entryRow {
	return entryRow{e.Tenant, e.Seq, database.At(e.At), e.Actor, e.Action, e.Subject, string(e.Detail), e.Hash[:]}
}

func (r entryRow) toEntry() audit.Entry {
	return audit.Entry{
		Tenant: r.TenantID, Seq: r.Seq, At: r.At.Time, Actor: r.Actor, Action: r.Action,
		Subject: r.Subject, Detail: json.RawMessage(r.Detail), Hash: toHash(r.Hash),
	}
}

// toHash copies what is there; a hash of another length matches no entry.
func toHash(stored []byte) (h audit.Hash) {
	copy(h[:], stored)
	return h
}

// Head locks the end of a log; see audit.Store.
func (s *Store) Head(ctx context.Context, tenant int64) (audit.Head, error) {
	begin := headRow{TenantID: tenant, Hash: make([]byte, len(audit.Hash{}))}
	if err := s.db.Tx(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&begin).Error; err != nil {
		return audit.Head{}, err
	}
	var row headRow
	err := s.db.Tx(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("tenant_id = ?", tenant).Take(&row).Error
	return row.toHead(), err
}

// Append adds an entry; see audit.Store.
func (s *Store) Append(ctx context.Context, entry audit.Entry) error {
	row := fromEntry(entry)
	if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
		return err
	}
	return database.Affected(s.db.Tx(ctx).Model(&headRow{}).Where("tenant_id = ? AND seq = ?", entry.Tenant, entry.Seq-1).
		Updates(map[string]any{"seq": entry.Seq, "hash": entry.Hash[:]}))
}

// List returns entries; see audit.Store.
func (s *Store) List(ctx context.Context, scope auth.Scope, q audit.Query) ([]audit.Entry, error) {
	query := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant())
	if q.Subject != "" {
		query = query.Where("subject = ?", q.Subject)
	}
	if q.Action != "" {
		query = query.Where("action = ?", q.Action)
	}
	if q.Actor != 0 {
		query = query.Where("actor = ?", q.Actor)
	}
	if !q.From.IsZero() {
		query = query.Where("at >= ?", database.At(q.From))
	}
	if !q.Until.IsZero() {
		query = query.Where("at < ?", database.At(q.Until))
	}
	if q.Before > 0 {
		query = query.Where("seq < ?", q.Before)
	}
	var rows []entryRow
	err := query.Order("seq DESC").Limit(q.Limit).Find(&rows).Error
	return toEntries(rows), err
}

// After returns entries to verify; see audit.Store.
func (s *Store) After(ctx context.Context, scope auth.Scope, seq int64, limit int) ([]audit.Entry, audit.Head, error) {
	var head headRow
	read := s.db.ReadAs(ctx, scope)
	if err := read.Where("tenant_id = ?", scope.Tenant()).Limit(1).Find(&head).Error; err != nil {
		return nil, audit.Head{}, err
	}
	var rows []entryRow
	err := read.Where("tenant_id = ? AND seq > ?", scope.Tenant(), seq).Order("seq").Limit(limit).Find(&rows).Error
	return toEntries(rows), head.toHead(), err
}

func toEntries(rows []entryRow) []audit.Entry {
	entries := make([]audit.Entry, len(rows))
	for i, row := range rows {
		entries[i] = row.toEntry()
	}
	return entries
}
