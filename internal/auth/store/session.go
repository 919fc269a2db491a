package store

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// sessionRow is a row of the table sessions.
type sessionRow struct {
	ID        int64
	TokenHash string
	TenantID  int64
	UserID    int64
	Data      []byte
	Address   string
	Agent     string
	CreatedAt database.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt database.Instant
}

// TableName names the table to gorm.
func (sessionRow) TableName() string { return "sessions" }

// Sessions returns a user's sessions; see auth.Store.
func (s *Store) Sessions(ctx context.Context, scope auth.Scope, user int64, now time.Time) ([]auth.Session, error) {
	var rows []sessionRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND user_id = ? AND expires_at > ?", scope.Tenant(), user, database.At(now)).
		Order("id DESC").Find(&rows).Error
	sessions := make([]auth.Session, len(rows))
	for i, row := range rows {
		sessions[i] = auth.Session{ID: row.ID, Address: row.Address, Agent: row.Agent, Created: row.CreatedAt.Time, Expires: row.ExpiresAt.Time}
	}
	return sessions, err
}

// EndSessions ends sessions; see auth.Store.
func (s *Store) EndSessions(ctx context.Context, scope auth.Scope, user, spare int64) error {
	return s.db.Tx(ctx).Where("tenant_id = ? AND user_id = ? AND id <> ?", scope.Tenant(), user, spare).
		Delete(&sessionRow{}).Error
}

// EndSession ends one session; see auth.Store.
func (s *Store) EndSession(ctx context.Context, scope auth.Scope, user, id int64) error {
	err := database.Affected(s.db.Tx(ctx).Where("tenant_id = ? AND user_id = ? AND id = ?", scope.Tenant(), user, id).
		Delete(&sessionRow{}))
	return noSession(err)
}

func noSession(err error) error {
	if errors.Is(err, database.ErrNotFound) {
		return auth.ErrNoSession
	}
	return err
}

// SessionID finds a session; see auth.Store.
func (s *Store) SessionID(ctx context.Context, scope auth.Scope, tokenHash string) (int64, error) {
	var row sessionRow
	err := s.db.ReadAs(ctx, scope).Select("id").Where("tenant_id = ? AND token_hash = ?", scope.Tenant(), tokenHash).Take(&row).Error
	return row.ID, noSession(err)
}

// DropEndedSessions cleans up; see auth.Store.
func (s *Store) DropEndedSessions(ctx context.Context, now time.Time) (dropped int64, err error) {
	err = s.db.InTxAcrossTenants(ctx, func(ctx context.Context) error {
		result := s.db.Tx(ctx).Where("expires_at <= ?", database.At(now)).Delete(&sessionRow{})
		dropped = result.RowsAffected
		return result.Error
	})
	return dropped, err
}

// SessionData is the session library's view; see auth.Store.
func (s *Store) SessionData(now func() time.Time) scs.CtxStore { return &sessionData{s.db, now} }

// sessionData implements scs.CtxStore. The library hands it tokens that it has
// hashed already.
type sessionData struct {
	db  *database.DB
	now func() time.Time
}

// renewAfter is how much an expiry must move before it is written: else every
// request would write.
const renewAfter = time.Minute

// FindCtx returns the data of a session that has not ended.
func (d *sessionData) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	row, err := d.find(ctx, token)
	if errors.Is(err, database.ErrNotFound) || err == nil && !row.ExpiresAt.After(d.now()) {
		return nil, false, nil
	}
	return row.Data, err == nil, err
}

func (d *sessionData) find(ctx context.Context, token string) (row sessionRow, err error) {
	return row, d.db.Read(database.AcrossTenants(ctx)).Where("token_hash = ?", token).Take(&row).Error
}

// CommitCtx stores a new session, whose owner the context names, or moves the end
// of an old one. A session that was ended meanwhile stays ended.
func (d *sessionData) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	if owner, fresh := auth.OwnerOf(ctx); fresh {
		return d.db.Tx(ctx).Create(&sessionRow{
			TokenHash: token, TenantID: owner.Tenant, UserID: owner.User, Data: data, Address: owner.Address,
			Agent: owner.Agent, CreatedAt: database.At(d.now()), ExpiresAt: database.At(expiry),
		}).Error
	}
	row, err := d.find(ctx, token)
	if errors.Is(err, database.ErrNotFound) {
		return nil
	}
	if err != nil || bytes.Equal(row.Data, data) && expiry.Sub(row.ExpiresAt.Time) < renewAfter {
		return err
	}
	return d.db.InTx(ctx, auth.SystemScope(row.TenantID), func(ctx context.Context) error {
		return d.db.Tx(ctx).Model(&sessionRow{}).Where("token_hash = ?", token).
			Updates(map[string]any{"data": data, "expires_at": database.At(expiry)}).Error
	})
}

// DeleteCtx ends a session, within the context's transaction.
func (d *sessionData) DeleteCtx(ctx context.Context, token string) error {
	return d.db.Tx(ctx).Where("token_hash = ?", token).Delete(&sessionRow{}).Error
}

// errNoContext refuses the library's calls from before it knew contexts; it makes
// none when the others are there.
var errNoContext = errors.New("a session is reached by context only")

// Find is not used.
func (d *sessionData) Find(string) ([]byte, bool, error) { return nil, false, errNoContext }

// Commit is not used.
func (d *sessionData) Commit(string, []byte, time.Time) error { return errNoContext }

// Delete is not used.
func (d *sessionData) Delete(string) error { return errNoContext }
