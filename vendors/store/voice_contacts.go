package store

import (
	"context"
	"slices"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/workforce/grid"
)

// voiceContactRow is a row of voice_contacts.
type voiceContactRow struct {
	ID, TenantID                              int64
	Code                                      string
	EmployerID, ProgrammeID, SiteID, ReasonID int64
	Filed                                     string
	At                                        database.Instant
	Day                                       int
	Customer, Channel, Text, Status           string
	SolvedS                                   *int64
	Reopens, HandleS                          int64
	Satisfaction                              string
}

func (voiceContactRow) TableName() string { return "voice_contacts" }

func (r voiceContactRow) toDomain() (vendors.VoiceContact, error) {
	return vendors.VoiceContact{
		ID: r.ID, Code: r.Code, EmployerID: r.EmployerID, ProgrammeID: r.ProgrammeID, SiteID: r.SiteID, ReasonID: r.ReasonID, Filed: vendors.Filed(r.Filed),
		At: r.At.Time, Day: epoch.AddDays(r.Day), Customer: r.Customer, Channel: r.Channel, Text: r.Text, Status: r.Status,
		SolvedS: r.SolvedS, Reopens: r.Reopens, HandleS: r.HandleS, Satisfaction: r.Satisfaction,
	}, nil
}

// KnownVoices finds contacts by their codes, whosever they are: a code is one contact.
func (s *Voice) KnownVoices(ctx context.Context, scope auth.Scope, codes []string) (map[string]vendors.VoiceContact, error) {
	out := map[string]vendors.VoiceContact{}
	for part := range slices.Chunk(distinct(codes), batch) {
		var rows []voiceContactRow
		err := s.db.ReadAs(ctx, scope).Select("id", "code", "reason_id", "filed").Where("tenant_id = ? AND code IN ?", scope.Tenant(), part).Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.Code] = vendors.VoiceContact{ID: r.ID, Code: r.Code, ReasonID: r.ReasonID, Filed: vendors.Filed(r.Filed)}
		}
	}
	return out, nil
}

// voiceColumns are written by a file; all but the key take the later state.
var voiceColumns = []string{
	"tenant_id", "code", "employer_id", "programme_id", "site_id", "reason_id", "filed", "at", "day", "customer", "channel", "text", "status", "solved_s", "reopens", "handle_s",
	"satisfaction",
}

// PutVoices keeps contacts and returns how many were added or changed.
func (s *Voice) PutVoices(ctx context.Context, scope auth.Scope, list []vendors.VoiceContact) (changed int64, err error) {
	rows := func(yield func([]any) bool) {
		for _, c := range list {
			var solved any
			if c.SolvedS != nil {
				solved = *c.SolvedS
			}
			row := []any{
				scope.Tenant(), c.Code, c.EmployerID, c.ProgrammeID, c.SiteID, c.ReasonID, string(c.Filed), database.At(c.At), dayNumber(c.Day), c.Customer, c.Channel, c.Text, c.Status,
				solved, c.Reopens, c.HandleS, c.Satisfaction,
			}
			if !yield(row) {
				return
			}
		}
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		changed, err = s.db.Bulk(ctx, "voice_contacts", voiceColumns, rows, database.Conflict{Key: voiceColumns[:2], Update: voiceColumns[2:]})
		return err
	})
	return changed, err
}

// ForgetVoices takes contacts out.
func (s *Voice) ForgetVoices(ctx context.Context, scope auth.Scope, codes []string) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		for part := range slices.Chunk(codes, batch) {
			if err := s.db.Tx(ctx).Where("tenant_id = ? AND code IN ?", scope.Tenant(), part).Delete(&voiceContactRow{}).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// heard narrows a query on contacts to those asked for.
func (s *Voice) heard(ctx context.Context, scope auth.Scope, query *gorm.DB, q vendors.VoiceQuery) *gorm.DB {
	query = ofVoice(query, scope)
	if !q.From.IsZero() {
		query = query.Where("day >= ?", dayNumber(q.From))
	}
	if !q.To.IsZero() {
		query = query.Where("day <= ?", dayNumber(q.To))
	}
	if q.ProgrammeID != 0 {
		query = query.Where("programme_id = ?", q.ProgrammeID)
	}
	if q.Reasons != nil {
		query = query.Where("reason_id IN ?", q.Reasons)
	}
	if q.TopicID != 0 {
		query = query.Where("id IN (?)", s.db.ReadAs(ctx, scope).Table("voice_topic_contacts").Select("contact_id").Where("tenant_id = ? AND topic_id = ?", scope.Tenant(), q.TopicID))
	}
	return query
}

// Voices lists the newest first, or texts alone in the order of time.
func (s *Voice) Voices(ctx context.Context, scope auth.Scope, q vendors.VoiceQuery) ([]vendors.VoiceContact, error) {
	query := s.heard(ctx, scope, s.db.ReadAs(ctx, scope), q)
	if q.Texts {
		query = query.Select("id", "day", "at", "code", "text").Where("text <> ''").Order("at, code")
	} else {
		query = query.Order("id DESC")
	}
	if q.Before > 0 {
		query = query.Where("id < ?", q.Before)
	}
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	var rows []voiceContactRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, voiceContactRow.toDomain)
}

// VoiceContact returns one contact.
func (s *Voice) VoiceContact(ctx context.Context, scope auth.Scope, id int64) (vendors.VoiceContact, error) {
	var row voiceContactRow
	if err := ofVoice(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.VoiceContact{}, err
	}
	return row.toDomain()
}

// FileVoices puts contacts under a reason, as a person did.
func (s *Voice) FileVoices(ctx context.Context, scope auth.Scope, ids []int64, reason int64, over bool) (filed int64, err error) {
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		for part := range slices.Chunk(ids, batch) {
			query := ofVoice(s.db.Tx(ctx).Model(&voiceContactRow{}), scope).Where("id IN ?", part)
			if !over {
				query = query.Where("reason_id = 0")
			}
			result := query.Updates(map[string]any{"reason_id": reason, "filed": string(vendors.ByPerson)})
			if result.Error != nil {
				return result.Error
			}
			filed += result.RowsAffected
		}
		return nil
	})
	return filed, err
}

// repeatDays is within how many days a customer who comes again repeats.
const repeatDays = 7

// cellRow is a row of what is counted.
type cellRow struct {
	ReasonID, ProgrammeID                                                                             int64
	Day                                                                                               int
	Contacts, Handled, HandleS, Known, Repeats, Solved, Reopened, Aged, ClosedInDay, Good, Bad, Asked int64
}

// VoiceCells counts by reason, programme and day. Whoever came within a week before is
// looked for among the contacts that the scope sees.
func (s *Voice) VoiceCells(ctx context.Context, scope auth.Scope, q vendors.VoiceQuery, now time.Time) ([]vendors.VoiceCell, error) {
	earlier := ofVoice(s.db.ReadAs(ctx, scope).Table("voice_contacts AS earlier").Select("1"), scope).
		Where("earlier.customer = voice_contacts.customer AND earlier.day >= voice_contacts.day - ? AND earlier.day <= voice_contacts.day AND earlier.at < voice_contacts.at", repeatDays)
	query := s.heard(ctx, scope, s.db.ReadAs(ctx, scope).Table("voice_contacts"), q).Group("reason_id, programme_id, day").Order("day, reason_id, programme_id").Select(
		"reason_id, programme_id, day, COUNT(*) AS contacts, "+
			"SUM(CASE WHEN handle_s > 0 THEN 1 ELSE 0 END) AS handled, SUM(handle_s) AS handle_s, "+
			"SUM(CASE WHEN customer <> '' THEN 1 ELSE 0 END) AS known, SUM(CASE WHEN customer <> '' AND EXISTS (?) THEN 1 ELSE 0 END) AS repeats, "+
			"SUM(CASE WHEN solved_s IS NULL THEN 0 ELSE 1 END) AS solved, SUM(CASE WHEN solved_s IS NOT NULL AND reopens > 0 THEN 1 ELSE 0 END) AS reopened, "+
			"SUM(CASE WHEN at <= ? THEN 1 ELSE 0 END) AS aged, SUM(CASE WHEN at <= ? AND solved_s <= 86400 THEN 1 ELSE 0 END) AS closed_in_day, "+
			"SUM(CASE WHEN satisfaction = 'good' THEN 1 ELSE 0 END) AS good, SUM(CASE WHEN satisfaction = 'bad' THEN 1 ELSE 0 END) AS bad, "+
			"SUM(CASE WHEN satisfaction <> '' THEN 1 ELSE 0 END) AS asked",
		earlier, database.At(now.Add(-24*time.Hour)), database.At(now.Add(-24*time.Hour)))
	return cells(query)
}

// VoiceDays counts contacts alone.
func (s *Voice) VoiceDays(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]vendors.VoiceCell, error) {
	return cells(s.heard(ctx, scope, s.db.ReadAs(ctx, scope).Table("voice_contacts"), vendors.VoiceQuery{From: from, To: to}).
		Group("reason_id, programme_id, day").Order("day, reason_id, programme_id").Select("reason_id, programme_id, day, COUNT(*) AS contacts"))
}

func cells(query *gorm.DB) ([]vendors.VoiceCell, error) {
	var rows []cellRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, func(r cellRow) (vendors.VoiceCell, error) {
		return vendors.VoiceCell{
			ReasonID: r.ReasonID, ProgrammeID: r.ProgrammeID, Day: epoch.AddDays(r.Day), Contacts: r.Contacts, Handled: r.Handled, HandleS: r.HandleS, Known: r.Known,
			Repeats: r.Repeats, Solved: r.Solved, Reopened: r.Reopened, Aged: r.Aged, ClosedInDay: r.ClosedInDay, Good: r.Good, Bad: r.Bad, Asked: r.Asked,
		}, nil
	})
}

// orderRow is a row of voice_orders.
type orderRow struct {
	TenantID int64
	Day      int
	Orders   int64
}

func (orderRow) TableName() string { return "voice_orders" }

// PutOrders keeps the orders of days and returns how many days changed.
func (s *Voice) PutOrders(ctx context.Context, scope auth.Scope, days []vendors.OrderDay) (changed int64, err error) {
	rows := func(yield func([]any) bool) {
		for _, d := range days {
			if !yield([]any{scope.Tenant(), dayNumber(d.Day), d.Orders}) {
				return
			}
		}
	}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		changed, err = s.db.Bulk(ctx, "voice_orders", []string{"tenant_id", "day", "orders"}, rows, database.Conflict{Key: []string{"tenant_id", "day"}, Update: []string{"orders"}})
		return err
	})
	return changed, err
}

// Orders of days from one to another, in their order. A scope with an employer has none.
func (s *Voice) Orders(ctx context.Context, scope auth.Scope, from, to grid.Date) ([]vendors.OrderDay, error) {
	if scope.Employer() != 0 {
		return nil, nil
	}
	var rows []orderRow
	err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND day >= ? AND day <= ?", scope.Tenant(), dayNumber(from), dayNumber(to)).Order("day").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return toDomain(rows, func(r orderRow) (vendors.OrderDay, error) {
		return vendors.OrderDay{Day: epoch.AddDays(r.Day), Orders: r.Orders}, nil
	})
}
