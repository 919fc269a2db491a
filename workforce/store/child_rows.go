package store

import (
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/workforce"
)

// places tells where in a list the thing with an id stands, and lists the ids.
func places[T any](things []T, id func(T) int64) (at map[int64]int, ids []int64) {
	at, ids = make(map[int64]int, len(things)), make([]int64, len(things))
	for i, thing := range things {
		ids[i] = id(thing)
		at[ids[i]] = i
	}
	return at, ids
}

// eachRow reads the rows beneath the things with the given ids, in order.
func eachRow[R any](tx *gorm.DB, column string, tenant int64, ids []int64, order string, visit func(R)) error {
	rows, err := inParts(ids, func(part []int64) ([]R, error) {
		var rows []R
		err := tx.Where("tenant_id = ? AND "+column+" IN ?", tenant, part).Order(order).Find(&rows).Error
		return rows, err
	})
	if err != nil {
		return err
	}
	for _, r := range rows {
		visit(r)
	}
	return nil
}

// insert writes rows, if there are any.
func insert[R any](tx *gorm.DB, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.Create(&rows).Error
}

// weekday reads the ISO number that the schema's CHECK has let in.
func weekday(n int) time.Weekday {
	d, err := workforce.WeekdayOfISO(n)
	if err != nil {
		return time.Monday
	}
	return d
}
