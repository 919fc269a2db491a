package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

// Keys begin every row of a thing. Only an exported name lets gorm see its
// columns in the rows that embed it.
type Keys struct {
	ID       int64 `gorm:"primaryKey"`
	TenantID int64
	Version  int64
}

func (k *Keys) keyed() *Keys { return k }

// row is a pointer to a row struct R that embeds keys.
type row[R any] interface {
	*R
	keyed() *Keys
}

// book keeps things T of one kind as rows R.
type book[T, R any, P row[R]] struct {
	db     *database.DB
	kind   workforce.Kind
	order  string
	code   func(R) string // nil: things of this kind have no code
	narrow func(query *gorm.DB, filter workforce.Filter) *gorm.DB
	// fromDomain fills everything but the tenant; toDomain is its reverse.
	fromDomain func(T) R
	toDomain   func(R) T
	children   children[T] // nil: the row is all there is
}

// children keep what lies in rows beneath a thing's own.
type children[T any] interface {
	// load completes things that their own rows began.
	load(tx *gorm.DB, tenant int64, things []T) error
	// carry copies what the children hold from one thing to another.
	carry(to *T, from T)
	// add writes the rows beneath things that have their ids.
	add(tx *gorm.DB, tenant int64, things []T) error
	// clear removes the rows beneath one thing.
	clear(tx *gorm.DB, tenant, id int64) error
}

func (b *book[T, R, P]) visible(query *gorm.DB, scope auth.Scope) *gorm.DB {
	table := tables[b.kind]
	return table.see(query.Table(table.name).Where("tenant_id = ?", scope.Tenant()), scope)
}

// Get returns one thing.
func (b *book[T, R, P]) Get(ctx context.Context, scope auth.Scope, id int64) (T, error) {
	var none T
	found, err := b.Find(ctx, scope, workforce.Filter{IDs: []int64{id}})
	if err != nil {
		return none, err
	}
	if len(found) == 0 {
		return none, fmt.Errorf("%s %d: %w", b.kind, id, database.ErrNotFound)
	}
	return found[0], nil
}

// Find returns the things that the filter asks for, in order. Lists of ids or
// codes longer than a query can carry are asked for in parts.
func (b *book[T, R, P]) Find(ctx context.Context, scope auth.Scope, filter workforce.Filter) ([]T, error) {
	if len(filter.IDs) > chunk {
		return inParts(filter.IDs, func(part []int64) ([]T, error) {
			filter.IDs = part
			return b.Find(ctx, scope, filter)
		})
	}
	if len(filter.Codes) > chunk {
		return inParts(filter.Codes, func(part []string) ([]T, error) {
			filter.Codes = part
			return b.Find(ctx, scope, filter)
		})
	}
	tx := b.db.ReadAs(ctx, scope)
	query := b.visible(tx, scope)
	if len(filter.IDs) > 0 {
		query = query.Where("id IN ?", filter.IDs)
	}
	if filter.Limit > 0 {
		query = query.Limit(filter.Limit)
	}
	var rows []R
	if err := b.narrow(query, filter).Order(b.order).Find(&rows).Error; err != nil {
		return nil, err
	}
	things := make([]T, len(rows))
	for i, r := range rows {
		things[i] = b.toDomain(r)
	}
	if b.children == nil || len(things) == 0 {
		return things, nil
	}
	return things, b.children.load(tx, scope.Tenant(), things)
}

// inParts puts the answers to parts of a long list together.
func inParts[K, T any](list []K, find func([]K) ([]T, error)) ([]T, error) {
	var all []T
	for len(list) > 0 {
		part := list[:min(chunk, len(list))]
		list = list[len(part):]
		found, err := find(part)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// Add keeps new things and returns them with their ids, at version 1.
func (b *book[T, R, P]) Add(ctx context.Context, scope auth.Scope, things []T) ([]T, error) {
	if len(things) == 0 {
		return nil, nil
	}
	rows := make([]R, len(things))
	for i, thing := range things {
		rows[i] = b.fromDomain(thing)
		*P(&rows[i]).keyed() = Keys{TenantID: scope.Tenant(), Version: 1}
	}
	tx := b.db.Tx(ctx)
	if err := b.refuseTaken(tx, scope, rows); err != nil {
		return nil, err
	}
	if err := tx.Table(tables[b.kind].name).Create(&rows).Error; err != nil {
		return nil, fmt.Errorf("add %s: %w", b.kind, b.named(err, rows[0]))
	}
	made := make([]T, len(rows))
	for i := range rows {
		made[i] = b.toDomain(rows[i])
	}
	if b.children == nil {
		return made, nil
	}
	for i := range made {
		b.children.carry(&made[i], things[i])
	}
	return made, b.children.add(tx, scope.Tenant(), made)
}

// Change replaces a thing that stands at the version given in it.
func (b *book[T, R, P]) Change(ctx context.Context, scope auth.Scope, thing T) (T, error) {
	var none T
	changed := b.fromDomain(thing)
	key := P(&changed).keyed()
	want := key.Version
	key.TenantID, key.Version = scope.Tenant(), want+1
	tx := b.db.Tx(ctx)
	result := b.visible(tx, scope).Where("id = ? AND version = ?", key.ID, want).
		Select("*").Omit("id", "tenant_id").Updates(&changed)
	if result.Error != nil {
		return none, fmt.Errorf("change %s %d: %w", b.kind, key.ID, b.named(result.Error, changed))
	}
	if result.RowsAffected == 0 {
		return none, b.stale(tx, scope, key.ID, want)
	}
	out := b.toDomain(changed)
	if b.children == nil {
		return out, nil
	}
	b.children.carry(&out, thing)
	if err := b.children.clear(tx, scope.Tenant(), key.ID); err != nil {
		return none, err
	}
	return out, b.children.add(tx, scope.Tenant(), []T{out})
}

// stale says why an update met no row: there is none to see, or it stands at
// another version.
func (b *book[T, R, P]) stale(tx *gorm.DB, scope auth.Scope, id, want int64) error {
	var have []int64
	if err := b.visible(tx, scope).Where("id = ?", id).Pluck("version", &have).Error; err != nil {
		return err
	}
	if len(have) == 0 {
		return fmt.Errorf("%s %d: %w", b.kind, id, database.ErrNotFound)
	}
	return &database.StaleError{What: string(b.kind), ID: id, Have: have[0], Want: want}
}

// Remove forgets a thing; the rows beneath it go with it.
func (b *book[T, R, P]) Remove(ctx context.Context, scope auth.Scope, id int64) error {
	err := database.Affected(b.visible(b.db.Tx(ctx), scope).Where("id = ?", id).Delete(new(R)))
	if err != nil {
		return fmt.Errorf("remove %s %d: %w", b.kind, id, err)
	}
	return nil
}
