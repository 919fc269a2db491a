package store

import (
	"errors"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// refuseTaken names the first code that is taken, by a row that stands or by
// an earlier one of those to be added. The unique key would refuse it too, but
// could not tell which it was: PostgreSQL keeps keys secret behind row-level
// security, SQLite always. Codes are unique in the whole tenant, also where the
// scope does not see who has them.
func (b *book[T, R, P]) refuseTaken(tx *gorm.DB, scope auth.Scope, rows []R) error {
	if b.code == nil {
		return nil
	}
	codes := make([]string, len(rows))
	seen := make(map[string]bool, len(rows))
	for i, r := range rows {
		codes[i] = b.code(r)
		if seen[codes[i]] {
			return b.duplicate(codes[i])
		}
		seen[codes[i]] = true
	}
	taken, err := inParts(codes, func(part []string) ([]string, error) {
		var found []string
		err := tx.Table(tables[b.kind].name).Where("tenant_id = ? AND code IN ?", scope.Tenant(), part).
			Order("code").Limit(1).Pluck("code", &found).Error
		return found, err
	})
	if err != nil || len(taken) == 0 {
		return err
	}
	return b.duplicate(taken[0])
}

func (b *book[T, R, P]) duplicate(code string) error {
	return &database.DuplicateError{What: string(b.kind), Field: "code", Value: code}
}

// named puts the code of a single row into the error of a unique key.
func (b *book[T, R, P]) named(err error, r R) error {
	var duplicate *database.DuplicateError
	if b.code == nil || !errors.As(err, &duplicate) {
		return err
	}
	return b.duplicate(b.code(r))
}
