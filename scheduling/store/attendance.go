package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/scheduling/attendance"
)

var _ attendance.Store = (*Store)(nil)

// spellRow is a row of attendance_spells.
type spellRow struct {
	TenantID int64
	PersonID int64
	StartAt  database.Second
	EndAt    database.Second
	Activity string
	State    string
}

func (spellRow) TableName() string { return "attendance_spells" }

func (row spellRow) toDomain() attendance.Spell {
	return attendance.Spell{
		PersonID: row.PersonID, State: row.State,
		Spell: adherence.Spell{From: row.StartAt.Time, To: row.EndAt.Time, Activity: adherence.Activity(row.Activity)},
	}
}

// wordRow is a row of attendance_words.
type wordRow struct {
	TenantID int64
	Word     string
	Activity string
}

func (wordRow) TableName() string { return "attendance_words" }

// attendanceTermsRow is a row of attendance_terms.
type attendanceTermsRow struct {
	TenantID   int64
	SiteID     int64
	Version    int64
	GraceS     int64
	Outside    bool
	AwayIsWork bool
}

func (attendanceTermsRow) TableName() string { return "attendance_terms" }

// AttendanceTerms returns a site's own terms.
func (s *Store) AttendanceTerms(ctx context.Context, scope auth.Scope, site int64) (attendance.Terms, error) {
	var row attendanceTermsRow
	if err := ofSites(s.db.ReadAs(ctx, scope), scope).Where("site_id = ?", site).Take(&row).Error; err != nil {
		return attendance.Terms{}, err
	}
	return attendance.Terms{SiteID: row.SiteID, Version: row.Version, Terms: adherence.Terms{
		Grace: time.Duration(row.GraceS) * time.Second, Outside: row.Outside, AwayIsWork: row.AwayIsWork,
	}}, nil
}

// SetAttendanceTerms writes terms if they still have the version of t; version 0 means
// that the site has none yet.
func (s *Store) SetAttendanceTerms(ctx context.Context, scope auth.Scope, t attendance.Terms) (attendance.Terms, error) {
	had := t.Version
	t.Version++
	return t, s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.seesSite(ctx, scope, t.SiteID); err != nil {
			return err
		}
		now, err := s.AttendanceTerms(ctx, scope, t.SiteID)
		if err == nil && now.Version != had || err != nil && had != 0 {
			return &database.StaleError{What: "adherence terms", ID: t.SiteID, Have: now.Version, Want: had}
		}
		row := attendanceTermsRow{
			TenantID: scope.Tenant(), SiteID: t.SiteID, Version: t.Version, GraceS: int64(t.Grace / time.Second), Outside: t.Outside, AwayIsWork: t.AwayIsWork,
		}
		return s.db.Tx(ctx).Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "tenant_id"}, {Name: "site_id"}},
			DoUpdates: clause.AssignmentColumns([]string{"version", "grace_s", "outside", "away_is_work"}),
		}).Create(&row).Error
	})
}

// AttendanceWords returns what the centre's own words mean.
func (s *Store) AttendanceWords(ctx context.Context, scope auth.Scope) (attendance.Words, error) {
	var rows []wordRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Find(&rows).Error
	words := attendance.Words{}
	for _, row := range rows {
		words[row.Word] = adherence.Activity(row.Activity)
	}
	return words, err
}

// KeepAttendanceWords adds words, and gives those that are known their new meaning.
func (s *Store) KeepAttendanceWords(ctx context.Context, scope auth.Scope, words attendance.Words) error {
	if len(words) == 0 {
		return nil
	}
	var rows []wordRow
	for word, activity := range words {
		rows = append(rows, wordRow{scope.Tenant(), word, string(activity)})
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		return s.db.Tx(ctx).Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "tenant_id"}, {Name: "word"}},
			DoUpdates: clause.AssignmentColumns([]string{"activity"}),
		}).Create(&rows).Error
	})
}

// Attendance returns the spells of people that touch a stretch of time.
func (s *Store) Attendance(ctx context.Context, scope auth.Scope, people []int64, from, to time.Time) ([]attendance.Spell, error) {
	var out []attendance.Spell
	for chosen := range slices.Chunk(slices.Sorted(slices.Values(people)), peopleAtOnce) {
		var rows []spellRow
		// No spell lasts more than a day, which lets the key find the first.
		err := ofPeople(s.db.ReadAs(ctx, scope), scope).
			Where("person_id IN ? AND start_at >= ? AND start_at < ? AND end_at > ?", chosen, database.AtSecond(from.Add(-24*time.Hour)), database.AtSecond(to), database.AtSecond(from)).
			Order("person_id, start_at").Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			out = append(out, row.toDomain())
		}
	}
	return out, nil
}

// AttendanceEnds returns the end of each person's last spell.
func (s *Store) AttendanceEnds(ctx context.Context, scope auth.Scope, people []int64) (map[int64]time.Time, error) {
	out := map[int64]time.Time{}
	for chosen := range slices.Chunk(slices.Sorted(slices.Values(people)), peopleAtOnce) {
		var rows []spellRow
		err := ofPeople(s.db.ReadAs(ctx, scope), scope).Model(&spellRow{}).
			Select("person_id, max(end_at) AS end_at").Where("person_id IN ?", chosen).Group("person_id").Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			out[row.PersonID] = row.EndAt.Time
		}
	}
	return out, nil
}

var spellColumns = []string{"tenant_id", "person_id", "start_at", "end_at", "activity", "state"}

// ReplaceAttendance writes spells in the place of what their stretch of time held. What
// reaches into it from before or beyond keeps the part outside.
func (s *Store) ReplaceAttendance(ctx context.Context, scope auth.Scope, spells []attendance.Spell) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		written := slices.Clone(spells)
		for len(spells) > 0 {
			n := 1
			for n < len(spells) && spells[n].PersonID == spells[0].PersonID {
				n++
			}
			rest, err := s.clearAttendance(ctx, scope, spells[0].PersonID, spells[0].From, spells[n-1].To)
			if err != nil {
				return err
			}
			written, spells = append(written, rest...), spells[n:]
		}
		rows := func(yield func([]any) bool) {
			for _, x := range written {
				if !yield([]any{scope.Tenant(), x.PersonID, database.AtSecond(x.From), database.AtSecond(x.To), string(x.Activity), x.State}) {
					return
				}
			}
		}
		_, err := s.db.Bulk(ctx, "attendance_spells", spellColumns, rows, database.Conflict{Key: spellColumns[:3], Update: spellColumns[3:]})
		return err
	})
}

// clearAttendance takes away somebody's spells that touch a stretch of time, and returns
// what of them lies outside.
func (s *Store) clearAttendance(ctx context.Context, scope auth.Scope, person int64, from, to time.Time) ([]attendance.Spell, error) {
	old, err := s.Attendance(ctx, scope, []int64{person}, from, to)
	if err != nil || len(old) == 0 {
		return nil, err
	}
	var rest []attendance.Spell
	for _, x := range old {
		if x.From.Before(from) {
			before := x
			before.To = from
			rest = append(rest, before)
		}
		if x.To.After(to) {
			x.From = to
			rest = append(rest, x)
		}
	}
	return rest, ofPeople(s.db.Tx(ctx), scope).
		Where("person_id = ? AND start_at >= ? AND start_at < ? AND end_at > ?", person, database.AtSecond(old[0].From), database.AtSecond(to), database.AtSecond(from)).
		Delete(&spellRow{}).Error
}
