package database

import (
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// ErrNotFound is returned where the one row asked for is absent, or hidden by
// the scope: callers must not be able to tell these apart.
var ErrNotFound error = notFound{}

type notFound struct{}

func (notFound) Error() string { return "not found" }

// Is keeps gorm's own checks working.
func (notFound) Is(target error) bool { return target == gorm.ErrRecordNotFound }

// StaleError says that a row was changed by someone else since it was read.
type StaleError struct {
	What string // the noun, such as "roster"
	ID   int64
	Have int64 // the version in the database
	Want int64 // the version that the change was based on
}

func (e *StaleError) Error() string {
	return fmt.Sprintf("%s %d was changed meanwhile: it is at version %d, the change is based on version %d",
		e.What, e.ID, e.Have, e.Want)
}

// DuplicateError says that a value which must be unique is already taken.
type DuplicateError struct {
	What  string // table
	Field string // the key's last column, tenant_id left out; several are joined by ", "
	Value string // the value refused, "" where the engine does not tell
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("%s: %s %q is already taken", e.What, e.Field, e.Value)
}

// ReferencedError says that a row points at one that does not exist, or that a
// row cannot go because others point at it.
type ReferencedError struct {
	What       string // table that refused, "" on SQLite, which does not tell
	Constraint string // foreign key, "" on SQLite
}

func (e *ReferencedError) Error() string {
	if e.What == "" {
		return "a reference between rows would break"
	}
	return fmt.Sprintf("%s: the reference %s would break", e.What, e.Constraint)
}

// ConstraintError says that a row breaks a CHECK or NOT NULL rule of the schema:
// a mistake of the program, since constructors refuse such values before.
type ConstraintError struct {
	What       string // table, "" on SQLite
	Constraint string // name of the rule or column
}

func (e *ConstraintError) Error() string {
	return fmt.Sprintf("%s: the row breaks the rule %s", e.What, e.Constraint)
}

// Affected turns the result of an UPDATE or DELETE of one row into ErrNotFound
// when it met none: gorm itself reports no error.
func Affected(result *gorm.DB) error {
	if result.Error != nil {
		return result.Error
	}
	if result.RowsAffected == 0 {
		return ErrNotFound
	}
	return nil
}

// IsDuplicate reports whether err says that a unique value is taken.
func IsDuplicate(err error) bool {
	var duplicate *DuplicateError
	return errors.As(err, &duplicate)
}
