package store

import (
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// localDay is the column type of a local day: date on PostgreSQL, TEXT
// YYYY-MM-DD on SQLite.
type localDay struct{ grid.Date }

// Value is the day as text, which both engines take.
func (d localDay) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads the column on either engine.
func (d *localDay) Scan(column any) (err error) {
	switch v := column.(type) {
	case time.Time:
		d.Date = grid.DateOf(v)
	case string:
		d.Date, err = grid.ParseDate(v)
	case []byte:
		d.Date, err = grid.ParseDate(string(v))
	default:
		err = fmt.Errorf("column holds %T; expected a day", column)
	}
	return err
}

// GormDataType tells gorm that the field is a day.
func (localDay) GormDataType() string { return "date" }
