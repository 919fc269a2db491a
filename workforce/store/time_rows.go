package store

import (
	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

type absenceRow struct {
	Keys
	PersonID          int64
	FirstDay, LastDay day
	Kind, Status      string
}

func absenceBook(db *database.DB) *book[workforce.Absence, absenceRow, *absenceRow] {
	return &book[workforce.Absence, absenceRow, *absenceRow]{
		db: db, kind: workforce.KindAbsence, order: "person_id, first_day, id",
		narrow: func(query *gorm.DB, f workforce.Filter) *gorm.DB {
			return touching(narrowTimes(query, f), "last_day", "first_day", f.From, f.To)
		},
		fromDomain: func(a workforce.Absence) absenceRow {
			return absenceRow{Keys{ID: a.ID, Version: a.Version}, a.PersonID, day{a.From}, day{a.To}, string(a.Kind), string(a.Status)}
		},
		toDomain: func(r absenceRow) workforce.Absence {
			return workforce.Absence{
				ID: r.ID, Version: r.Version, PersonID: r.PersonID, From: r.FirstDay.Date, To: r.LastDay.Date,
				Kind: workforce.AbsenceKind(r.Kind), Status: workforce.AbsenceStatus(r.Status),
			}
		},
	}
}

type assignmentRow struct {
	Keys
	PersonID         int64
	Day              day
	StartMin, EndMin int
	Note             string
}

func assignmentBook(db *database.DB) *book[workforce.Assignment, assignmentRow, *assignmentRow] {
	return &book[workforce.Assignment, assignmentRow, *assignmentRow]{
		db: db, kind: workforce.KindAssignment, order: "person_id, day, start_min, id",
		narrow: func(query *gorm.DB, f workforce.Filter) *gorm.DB {
			return touching(narrowTimes(query, f), "day", "day", f.From, f.To)
		},
		fromDomain: func(a workforce.Assignment) assignmentRow {
			return assignmentRow{Keys{ID: a.ID, Version: a.Version}, a.PersonID, day{a.Date}, a.Start, a.End, a.Note}
		},
		toDomain: func(r assignmentRow) workforce.Assignment {
			return workforce.Assignment{
				ID: r.ID, Version: r.Version, PersonID: r.PersonID, Date: r.Day.Date, Start: r.StartMin, End: r.EndMin, Note: r.Note,
			}
		},
	}
}

// narrowTimes narrows absences and assignments by their people.
func narrowTimes(query *gorm.DB, f workforce.Filter) *gorm.DB {
	query = among(query, "person_id", f.PersonIDs)
	if len(f.SiteIDs) == 0 {
		return query
	}
	residents := query.Session(&gorm.Session{NewDB: true}).Table("people").Select("id").Where("site_id IN ?", f.SiteIDs)
	return query.Where("person_id IN (?)", residents)
}

// touching narrows to what ends in column last and begins in column first
// within or across a range; a zero end of the range is open.
func touching(query *gorm.DB, last, first string, from, to grid.Date) *gorm.DB {
	if !from.IsZero() {
		query = query.Where(last+" >= ?", day{from})
	}
	if !to.IsZero() {
		query = query.Where(first+" <= ?", day{to})
	}
	return query
}
