package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
)

// Releases implements vendors.ReleaseStore.
type Releases struct{ db *database.DB }

var _ vendors.ReleaseStore = (*Releases)(nil)

// NewReleases returns the store of released intervals and their bookings.
func NewReleases(db *database.DB) *Releases { return &Releases{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Releases) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// crowdReleaseRow is a row of crowd_releases.
type crowdReleaseRow struct {
	ID, TenantID, Version, ProgrammeID, QueueID int64
	Name, Rule                                  string
	Seed                                        int64
	State, FirstDay, LastDay                    string
	ClosesAt, AnswerBy, GivenAt, CreatedAt      database.Instant
	CreatedBy                                   int64
	Zone                                        string `gorm:"->"`
}

func (crowdReleaseRow) TableName() string { return "crowd_releases" }

// crowdSlotRow is a row of crowd_slots.
type crowdSlotRow struct {
	ID, TenantID, ReleaseID int64
	BeginsAt                database.Instant
	Minutes, Need, Places   int
	Enough, Expected        float64
}

func (crowdSlotRow) TableName() string { return "crowd_slots" }

func (r crowdReleaseRow) toDomain() (vendors.CrowdRelease, error) {
	out := vendors.CrowdRelease{
		ID: r.ID, Version: r.Version, ProgrammeID: r.ProgrammeID, QueueID: r.QueueID, Name: r.Name, Rule: member.Fairness(r.Rule), Seed: r.Seed, State: vendors.ReleaseState(r.State),
		ClosesAt: r.ClosesAt.Time, AnswerBy: r.AnswerBy.Time, GivenAt: r.GivenAt.Time, CreatedAt: r.CreatedAt.Time, CreatedBy: r.CreatedBy, Zone: r.Zone,
	}
	var err error
	if out.From, out.To, err = days(r.FirstDay, r.LastDay); err != nil {
		return out, fmt.Errorf("release %d: %w", r.ID, err)
	}
	return out, nil
}

// AddRelease keeps a release with its slots.
func (s *Releases) AddRelease(ctx context.Context, scope auth.Scope, r vendors.CrowdRelease) (vendors.CrowdRelease, error) {
	row := crowdReleaseRow{0, scope.Tenant(), 1, r.ProgrammeID, r.QueueID, r.Name, string(r.Rule), r.Seed, string(r.State), dayText(r.From), dayText(r.To), database.At(r.ClosesAt), database.At(r.AnswerBy), database.At(r.GivenAt), database.At(r.CreatedAt), r.CreatedBy, ""}
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Create(&row).Error; err != nil {
			return err
		}
		slots := make([]crowdSlotRow, len(r.Slots))
		for i, one := range r.Slots {
			slots[i] = crowdSlotRow{0, scope.Tenant(), row.ID, database.At(one.Begins), one.Minutes, one.Need, one.Places, one.Enough, one.Expected}
		}
		return s.db.Tx(ctx).Create(&slots).Error
	})
	if err != nil {
		return r, err
	}
	return s.Release(ctx, scope, row.ID)
}

// zoneOfQueue is the clock of a release: that of its queue's site.
const zoneOfQueue = "(SELECT sites.zone FROM queues JOIN sites ON sites.id = queues.site_id WHERE queues.id = crowd_releases.queue_id) AS zone"

func (s *Releases) releases(ctx context.Context, scope auth.Scope) *gorm.DB {
	return underProgrammes(s.db.ReadAs(ctx, scope).Model(&crowdReleaseRow{}), s.db.ReadAs(ctx, scope), scope).Select("crowd_releases.*, " + zoneOfQueue)
}

// Release returns one release with its slots.
func (s *Releases) Release(ctx context.Context, scope auth.Scope, id int64) (vendors.CrowdRelease, error) {
	var row crowdReleaseRow
	if err := s.releases(ctx, scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.CrowdRelease{}, err
	}
	list, err := s.whole(ctx, scope, []crowdReleaseRow{row}, 0)
	if err != nil {
		return vendors.CrowdRelease{}, err
	}
	return list[0], nil
}

// ReleaseOf is the release of an interval, with this one alone.
func (s *Releases) ReleaseOf(ctx context.Context, scope auth.Scope, slot int64) (vendors.CrowdRelease, error) {
	var row crowdReleaseRow
	of := s.db.ReadAs(ctx, scope).Model(&crowdSlotRow{}).Select("release_id").Where("tenant_id = ? AND id = ?", scope.Tenant(), slot)
	if err := s.releases(ctx, scope).Where("id IN (?)", of).Take(&row).Error; err != nil {
		return vendors.CrowdRelease{}, err
	}
	list, err := s.whole(ctx, scope, []crowdReleaseRow{row}, slot)
	if err != nil {
		return vendors.CrowdRelease{}, err
	}
	return list[0], nil
}

// Releases lists the newest first.
func (s *Releases) Releases(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.CrowdRelease, error) {
	query := s.releases(ctx, scope).Order("id DESC")
	if programme != 0 {
		query = query.Where("programme_id = ?", programme)
	}
	var rows []crowdReleaseRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return s.whole(ctx, scope, rows, 0)
}

// slotCount is how many bookings of a slot are in a state.
type slotCount struct {
	SlotID int64
	State  string
	N      int
}

// whole adds slots (one of them where it is named), with how they are booked.
func (s *Releases) whole(ctx context.Context, scope auth.Scope, rows []crowdReleaseRow, only int64) ([]vendors.CrowdRelease, error) {
	out, err := toDomain(rows, crowdReleaseRow.toDomain)
	if err != nil {
		return nil, err
	}
	at, ids := map[int64]int{}, make([]int64, len(rows))
	for i, r := range rows {
		at[r.ID], ids[i] = i, r.ID
	}
	chosen := func() *gorm.DB {
		query := s.db.ReadAs(ctx, scope).Model(&crowdSlotRow{}).Where("tenant_id = ? AND release_id IN ?", scope.Tenant(), nonEmpty(ids))
		if only != 0 {
			query = query.Where("id = ?", only)
		}
		return query
	}
	var slots []crowdSlotRow
	if err := chosen().Order("begins_at").Find(&slots).Error; err != nil {
		return nil, err
	}
	of := chosen().Select("id")
	var counts []slotCount
	err = s.db.ReadAs(ctx, scope).Model(&crowdBookingRow{}).Select("slot_id, state, COUNT(*) AS n").Where("tenant_id = ? AND slot_id IN (?)", scope.Tenant(), of).Group("slot_id, state").Scan(&counts).Error
	if err != nil {
		return nil, err
	}
	asked, held, came := map[int64]int{}, map[int64]int{}, map[int64]int{}
	for _, c := range counts {
		state := vendors.BookingState(c.State)
		if state == vendors.BookingAsked {
			asked[c.SlotID] += c.N
		}
		if state.Holds() {
			held[c.SlotID] += c.N
		}
		if state == vendors.BookingKept {
			came[c.SlotID] += c.N
		}
	}
	for _, r := range slots {
		to := &out[at[r.ReleaseID]]
		to.Slots = append(to.Slots, vendors.CrowdSlot{
			ID: r.ID, ReleaseID: r.ReleaseID, Begins: r.BeginsAt.Time, Minutes: r.Minutes, Need: r.Need, Places: r.Places, Enough: r.Enough, Expected: r.Expected,
			Asked: asked[r.ID], Held: held[r.ID], Came: came[r.ID],
		})
	}
	return out, nil
}

// UpdateRelease writes a release that still has the version of r.
func (s *Releases) UpdateRelease(ctx context.Context, scope auth.Scope, r vendors.CrowdRelease) (vendors.CrowdRelease, error) {
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := underProgrammes(s.db.Tx(ctx).Model(&crowdReleaseRow{}), s.db.Tx(ctx), scope).Where("id = ? AND version = ?", r.ID, r.Version).
			Updates(map[string]any{"version": r.Version + 1, "state": string(r.State), "given_at": database.At(r.GivenAt)})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Release(ctx, scope, r.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "release", ID: r.ID, Have: now.Version, Want: r.Version}
	})
	r.Version++
	return r, err
}

// SetSlot writes what was given of an interval.
func (s *Releases) SetSlot(ctx context.Context, scope auth.Scope, one vendors.CrowdSlot) error {
	return database.Affected(s.db.Tx(ctx).Model(&crowdSlotRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), one.ID).
		Updates(map[string]any{"places": one.Places, "enough": one.Enough, "expected": one.Expected}))
}

// HoldSlot locks the row of an interval until the transaction ends.
func (s *Releases) HoldSlot(ctx context.Context, scope auth.Scope, slot int64) error {
	return database.Affected(s.db.Tx(ctx).Model(&crowdSlotRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), slot).Update("minutes", gorm.Expr("minutes")))
}

// crowdBookingRow is a row of crowd_bookings.
type crowdBookingRow struct {
	ID, TenantID, Version, SlotID, MemberID int64
	State                                   string
	Swapping                                bool
	Tier, Recent, Place, Of, Places, Worked int
	AskedAt, ChangedAt                      database.Instant
	ReleaseID, QueueID, ProgrammeID         int64            `gorm:"->"`
	BeginsAt                                database.Instant `gorm:"->"`
	Minutes                                 int              `gorm:"->"`
	PersonCode, PersonName, Zone            string           `gorm:"->"`
}

func (crowdBookingRow) TableName() string { return "crowd_bookings" }

func (r crowdBookingRow) toDomain() vendors.CrowdBooking {
	return vendors.CrowdBooking{
		ID: r.ID, Version: r.Version, SlotID: r.SlotID, MemberID: r.MemberID, State: vendors.BookingState(r.State), Swapping: r.Swapping,
		Tier: r.Tier, Recent: r.Recent, Place: r.Place, Of: r.Of, Places: r.Places, Worked: r.Worked, AskedAt: r.AskedAt.Time, ChangedAt: r.ChangedAt.Time,
		ReleaseID: r.ReleaseID, QueueID: r.QueueID, ProgrammeID: r.ProgrammeID, Begins: r.BeginsAt.Time, Minutes: r.Minutes, Code: r.PersonCode, Name: r.PersonName, Zone: r.Zone,
	}
}

// bookings asks for bookings with their interval, release and member.
func (s *Releases) bookings(ctx context.Context, scope auth.Scope) *gorm.DB {
	return ofPeople(s.db.ReadAs(ctx, scope).Model(&crowdBookingRow{}), scope, "crowd_members").
		Joins("JOIN crowd_slots ON crowd_slots.id = crowd_bookings.slot_id").Joins("JOIN crowd_releases ON crowd_releases.id = crowd_slots.release_id").
		Joins("JOIN crowd_members ON crowd_members.id = crowd_bookings.member_id").Joins("JOIN people ON people.id = crowd_members.person_id").
		Select("crowd_bookings.*, crowd_slots.begins_at, crowd_slots.minutes, crowd_slots.release_id, crowd_releases.queue_id, crowd_releases.programme_id, people.code AS person_code, people.name AS person_name, " + zoneOfQueue)
}

// AddBooking keeps a booking at version 1; a member has one for an interval.
func (s *Releases) AddBooking(ctx context.Context, scope auth.Scope, b vendors.CrowdBooking) (vendors.CrowdBooking, error) {
	row := crowdBookingRow{TenantID: scope.Tenant(), Version: 1, SlotID: b.SlotID, MemberID: b.MemberID, State: string(b.State), Swapping: b.Swapping, Tier: b.Tier, Recent: b.Recent, Place: b.Place, Of: b.Of, Places: b.Places, Worked: b.Worked, AskedAt: database.At(b.AskedAt), ChangedAt: database.At(b.ChangedAt)}
	if err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error }); err != nil {
		return b, err
	}
	return s.Booking(ctx, scope, row.ID)
}

// UpdateBooking writes a booking that still has the version of b.
func (s *Releases) UpdateBooking(ctx context.Context, scope auth.Scope, b vendors.CrowdBooking) (vendors.CrowdBooking, error) {
	result := underMembers(s.db.Tx(ctx).Model(&crowdBookingRow{}), s.db.Tx(ctx), scope).Where("id = ? AND version = ?", b.ID, b.Version).Updates(map[string]any{
		"version": b.Version + 1, "state": string(b.State), "swapping": b.Swapping, "tier": b.Tier, "recent": b.Recent, "place": b.Place, "of": b.Of, "places": b.Places,
		"worked": b.Worked, "changed_at": database.At(b.ChangedAt),
	})
	if result.Error == nil && result.RowsAffected == 0 {
		now, err := s.Booking(ctx, scope, b.ID)
		if err != nil {
			return b, err
		}
		return b, &database.StaleError{What: "booking", ID: b.ID, Have: now.Version, Want: b.Version}
	}
	b.Version++
	return b, result.Error
}

// Booking returns one booking.
func (s *Releases) Booking(ctx context.Context, scope auth.Scope, id int64) (vendors.CrowdBooking, error) {
	var row crowdBookingRow
	err := s.bookings(ctx, scope).Where("crowd_bookings.id = ?", id).Take(&row).Error
	return row.toDomain(), err
}

// Bookings lists by interval, then by member.
func (s *Releases) Bookings(ctx context.Context, scope auth.Scope, q vendors.BookingQuery) ([]vendors.CrowdBooking, error) {
	query := s.bookings(ctx, scope).Order("crowd_slots.begins_at, people.code, crowd_bookings.id")
	for _, narrow := range []struct {
		by    bool
		where string
		value any
	}{
		{q.ReleaseID != 0, "crowd_slots.release_id = ?", q.ReleaseID},
		{q.SlotID != 0, "crowd_bookings.slot_id = ?", q.SlotID},
		{q.MemberID != 0, "crowd_bookings.member_id = ?", q.MemberID},
		{q.ProgrammeID != 0, "crowd_releases.programme_id = ?", q.ProgrammeID},
		{q.QueueID != 0, "crowd_releases.queue_id = ?", q.QueueID},
		{!q.From.IsZero(), "crowd_slots.begins_at >= ?", database.At(q.From)},
		{!q.To.IsZero(), "crowd_slots.begins_at < ?", database.At(q.To)},
		{q.Held, "crowd_bookings.state IN ?", []string{"offered", "booked", "kept", "absent"}},
	} {
		if narrow.by {
			query = query.Where(narrow.where, narrow.value)
		}
	}
	var rows []crowdBookingRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.CrowdBooking, len(rows))
	for i, r := range rows {
		out[i] = r.toDomain()
	}
	return out, nil
}
