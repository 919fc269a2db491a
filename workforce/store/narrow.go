package store

import (
	"strings"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/workforce"
)

// byCode narrows what has a code and a name, the way lists and look-ups do.
func byCode(query *gorm.DB, filter workforce.Filter) *gorm.DB {
	if len(filter.Codes) > 0 {
		query = query.Where("code IN ?", filter.Codes)
	}
	if filter.AfterCode != "" {
		query = query.Where("code > ?", filter.AfterCode)
	}
	if filter.Text != "" {
		query = query.Where(`(lower(code) LIKE ? ESCAPE '\' OR lower(name) LIKE ? ESCAPE '\')`, containing(filter.Text), containing(filter.Text))
	}
	return query
}

// containing is the LIKE pattern of a text within another; what the text has
// of LIKE's own signs loses its meaning.
func containing(text string) string {
	escaped := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(text))
	return "%" + escaped + "%"
}

// among narrows a column to some ids; none at all does not narrow.
func among(query *gorm.DB, column string, ids []int64) *gorm.DB {
	if len(ids) == 0 {
		return query
	}
	return query.Where(column+" IN ?", ids)
}
