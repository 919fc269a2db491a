package store

import (
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// day is the column type of a local day: date on PostgreSQL, TEXT YYYY-MM-DD
// on SQLite. The zero day, which means "from the beginning", is kept as the
// first day of the calendar, so that it sorts first and can be part of a key.
type day struct{ grid.Date }

// someDay is a day that may be absent: the zero day is NULL.
type someDay struct{ grid.Date }

var theBeginning = grid.Date{Year: 1, Month: time.January, Day: 1}

// Value is the day as text, which both engines take.
func (d day) Value() (driver.Value, error) {
	if d.IsZero() {
		return theBeginning.String(), nil
	}
	return d.String(), nil
}

// Scan reads the column on either engine.
func (d *day) Scan(column any) error {
	read, err := scanDay(column)
	if read == theBeginning {
		read = grid.Date{}
	}
	d.Date = read
	return err
}

// GormDataType tells gorm that the field is a day.
func (day) GormDataType() string { return "date" }

// Value is the day as text, or NULL.
func (d someDay) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads the column on either engine.
func (d *someDay) Scan(column any) (err error) {
	if column == nil {
		d.Date = grid.Date{}
		return nil
	}
	d.Date, err = scanDay(column)
	return err
}

// GormDataType tells gorm that the field is a day.
func (someDay) GormDataType() string { return "date" }

func scanDay(column any) (grid.Date, error) {
	switch v := column.(type) {
	case time.Time:
		return grid.DateOf(v), nil
	case string:
		return grid.ParseDate(v)
	case []byte:
		return grid.ParseDate(string(v))
	}
	return grid.Date{}, fmt.Errorf("column holds %T; expected a day", column)
}

// optional is a reference that may be absent: 0 is NULL.
func optional(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

// referred is the reverse of optional.
func referred(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}
