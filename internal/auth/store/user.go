// Package store keeps users, sessions and failed sign-ins in the database.
package store

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Store implements auth.Store.
type Store struct{ db *database.DB }

var _ auth.Store = (*Store)(nil)

// New makes a Store on db.
func New(db *database.DB) *Store { return &Store{db} }

// userRow is a row of the table users.
type userRow struct {
	ID           int64
	TenantID     int64
	Version      int64
	Email        string
	Name         string
	PasswordHash string
	Roles        string
	Sites        *string
	EmployerID   *int64
	PersonID     *int64
	Locale       string
	Theme        string
	Disabled     bool
	CreatedAt    database.Instant `gorm:"autoCreateTime:false"`
}

// TableName names the table to gorm.
func (userRow) TableName() string { return "users" }

func fromUser(u auth.User, hash string) userRow {
	roles := make([]string, len(u.Roles))
	for i, role := range u.Roles {
		roles[i] = string(role)
	}
	return userRow{
		ID: u.ID, TenantID: u.Tenant, Version: u.Version, Email: u.Email, Name: u.Name, PasswordHash: hash,
		Roles: strings.Join(roles, " "), Sites: fromSites(u.Sites), EmployerID: orNull(u.Employer), PersonID: orNull(u.Person),
		Locale: u.Locale, Theme: u.Theme, Disabled: u.Disabled, CreatedAt: database.At(u.Created),
	}
}

func (r userRow) toUser() auth.User {
	var roles []auth.Role
	for role := range strings.FieldsSeq(r.Roles) {
		roles = append(roles, auth.Role(role))
	}
	return auth.User{
		ID: r.ID, Tenant: r.TenantID, Version: r.Version, Email: r.Email, Name: r.Name, Roles: roles,
		Sites: toSites(r.Sites), Employer: orZero(r.EmployerID), Person: orZero(r.PersonID),
		Locale: r.Locale, Theme: r.Theme, Disabled: r.Disabled, Created: r.CreatedAt.Time,
	}
}

// fromSites keeps "every site" (nil) and "no site" apart.
func fromSites(ids []int64) *string {
	if ids == nil {
		return nil
	}
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	text := strings.Join(words, " ")
	return &text
}

func toSites(text *string) []int64 {
	if text == nil {
		return nil
	}
	ids := []int64{}
	for word := range strings.FieldsSeq(*text) {
		if id, err := strconv.ParseInt(word, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

func orNull(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

func orZero(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}

func noUser(err error) error {
	if errors.Is(err, database.ErrNotFound) {
		return auth.ErrNoUser
	}
	return err
}

// AddUser adds a user; see auth.Store.
func (s *Store) AddUser(ctx context.Context, user auth.User, hash string) (int64, error) {
	row := fromUser(user, hash)
	err := s.db.Tx(ctx).Create(&row).Error
	if database.IsDuplicate(err) {
		return 0, &auth.EmailTakenError{Email: user.Email}
	}
	return row.ID, err
}

// User returns a user; see auth.Store.
func (s *Store) User(ctx context.Context, scope auth.Scope, id int64) (auth.User, error) {
	row, err := s.take(ctx, scope, "id = ?", id)
	return row.toUser(), err
}

// UserByEmail returns a user; see auth.Store.
func (s *Store) UserByEmail(ctx context.Context, scope auth.Scope, email string) (auth.User, string, error) {
	row, err := s.take(ctx, scope, "email = ?", email)
	return row.toUser(), row.PasswordHash, err
}

// PasswordHash returns a user's hash; see auth.Store.
func (s *Store) PasswordHash(ctx context.Context, scope auth.Scope, id int64) (string, error) {
	row, err := s.take(ctx, scope, "id = ?", id)
	return row.PasswordHash, err
}

func (s *Store) take(ctx context.Context, scope auth.Scope, where string, value any) (userRow, error) {
	var row userRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Where(where, value).Take(&row).Error
	if err != nil {
		return userRow{}, noUser(err)
	}
	return row, nil
}

// Users returns users; see auth.Store.
func (s *Store) Users(ctx context.Context, scope auth.Scope, after int64, limit int) ([]auth.User, error) {
	var rows []userRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND id > ?", scope.Tenant(), after).
		Order("id").Limit(limit).Find(&rows).Error
	users := make([]auth.User, len(rows))
	for i, row := range rows {
		users[i] = row.toUser()
	}
	return users, err
}

// SetUser changes a user; see auth.Store.
func (s *Store) SetUser(ctx context.Context, user auth.User) (int64, error) {
	row := fromUser(user, "")
	result := s.user(ctx, user.Tenant, user.ID).Where("version = ?", user.Version).Updates(map[string]any{
		"version": gorm.Expr("version + 1"), "name": row.Name, "roles": row.Roles, "sites": row.Sites,
		"employer_id": row.EmployerID, "person_id": row.PersonID, "locale": row.Locale, "theme": row.Theme,
		"disabled": row.Disabled,
	})
	if result.Error != nil || result.RowsAffected > 0 {
		return user.Version + 1, result.Error
	}
	current, err := s.take(ctx, auth.SystemScope(user.Tenant), "id = ?", user.ID)
	if err != nil {
		return 0, err
	}
	return 0, &database.StaleError{What: "user", ID: user.ID, Have: current.Version, Want: user.Version}
}

// user is an update of one user's row.
func (s *Store) user(ctx context.Context, tenant, id int64) *gorm.DB {
	return s.db.Tx(ctx).Model(&userRow{}).Where("tenant_id = ? AND id = ?", tenant, id)
}

// SetPassword stores a hash; see auth.Store.
func (s *Store) SetPassword(ctx context.Context, scope auth.Scope, id int64, hash string) error {
	return noUser(database.Affected(s.user(ctx, scope.Tenant(), id).Update("password_hash", hash)))
}
