package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/chain"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/member"
)

// Members implements vendors.MemberStore.
type Members struct{ db *database.DB }

var _ vendors.MemberStore = (*Members)(nil)

// NewMembers returns the store of crowds' members.
func NewMembers(db *database.DB) *Members { return &Members{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Members) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// ofPeople restricts rows that carry employer, site and person to those of a scope.
func ofPeople(query *gorm.DB, scope auth.Scope, table string) *gorm.DB {
	query = query.Where(table+".tenant_id = ?", scope.Tenant())
	if employer := scope.Employer(); employer != 0 {
		query = query.Where(table+".employer_id = ?", employer)
	}
	if sites, all := scope.Sites(); !all {
		query = query.Where(table+".site_id IN ?", nonEmpty(sites))
	}
	if person := scope.Person(); person != 0 {
		query = query.Where(table+".person_id = ?", person)
	}
	return query
}

// underMembers restricts what hangs on members likewise.
func underMembers(query, db *gorm.DB, scope auth.Scope) *gorm.DB {
	query = query.Where("tenant_id = ?", scope.Tenant())
	if _, all := scope.Sites(); all && scope.Employer() == 0 && scope.Person() == 0 {
		return query
	}
	return query.Where("member_id IN (?)", ofPeople(db.Model(&crowdMemberRow{}).Select("crowd_members.id"), scope, "crowd_members"))
}

// crowdTermsRow is a row of crowd_terms.
type crowdTermsRow struct {
	TenantID, ProgrammeID, Version int64
	Document                       string
}

func (crowdTermsRow) TableName() string { return "crowd_terms" }

// CrowdTerms returns what the owner set for a programme's crowd.
func (s *Members) CrowdTerms(ctx context.Context, scope auth.Scope, programme int64) (vendors.CrowdTerms, error) {
	var row crowdTermsRow
	var t vendors.CrowdTerms
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ? AND programme_id = ?", scope.Tenant(), programme).Take(&row).Error; err != nil {
		return t, err
	}
	if err := json.Unmarshal([]byte(row.Document), &t); err != nil {
		return t, fmt.Errorf("terms of the crowd of programme %d: %w", programme, err)
	}
	t.ProgrammeID, t.Version = programme, row.Version
	return t, nil
}

// SetCrowdTerms replaces them.
func (s *Members) SetCrowdTerms(ctx context.Context, scope auth.Scope, t vendors.CrowdTerms) (vendors.CrowdTerms, error) {
	document, err := json.Marshal(t)
	if err != nil {
		return t, err
	}
	row := crowdTermsRow{scope.Tenant(), t.ProgrammeID, t.Version + 1, string(document)}
	err = s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if t.Version == 0 {
			return s.db.Tx(ctx).Create(&row).Error
		}
		result := s.db.Tx(ctx).Model(&crowdTermsRow{}).Where("tenant_id = ? AND programme_id = ? AND version = ?", scope.Tenant(), t.ProgrammeID, t.Version).
			Updates(map[string]any{"version": row.Version, "document": row.Document})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.CrowdTerms(ctx, scope, t.ProgrammeID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "terms of the crowd", ID: t.ProgrammeID, Have: now.Version, Want: t.Version}
	})
	t.Version = row.Version
	return t, err
}

// crowdMemberRow is a row of crowd_members.
type crowdMemberRow struct {
	ID, TenantID, Version, ProgrammeID, EmployerID, SiteID, PersonID int64
	State, BeforeState, Ground                                       string
	Since, ConfirmedAt                                               database.Instant
	Consent, Identity, Trained, Coached, Alarm                       bool
	Contacts                                                         int64
	Good, Bad                                                        float64
	JoinedAt                                                         database.Instant
	PersonCode                                                       string `gorm:"->"`
	PersonName                                                       string `gorm:"->"`
	Zone                                                             string `gorm:"->"`
}

func (crowdMemberRow) TableName() string { return "crowd_members" }

func memberFromDomain(tenant int64, m vendors.CrowdMember) crowdMemberRow {
	return crowdMemberRow{
		ID: m.ID, TenantID: tenant, Version: m.Version, ProgrammeID: m.ProgrammeID, EmployerID: m.EmployerID, SiteID: m.SiteID, PersonID: m.PersonID,
		State: string(m.State), BeforeState: string(m.Before), Ground: string(m.Ground), Since: database.At(m.Since), ConfirmedAt: database.At(m.Confirmed),
		Consent: m.Consent, Identity: m.Identity, Trained: m.Trained, Coached: m.Coached, Alarm: m.Alarm, Contacts: m.Contacts, Good: m.Good, Bad: m.Bad,
		JoinedAt: database.At(m.JoinedAt),
	}
}

func (r crowdMemberRow) toDomain() vendors.CrowdMember {
	return vendors.CrowdMember{
		ID: r.ID, Version: r.Version, ProgrammeID: r.ProgrammeID, EmployerID: r.EmployerID, SiteID: r.SiteID, PersonID: r.PersonID, Code: r.PersonCode, Name: r.PersonName,
		State: member.State(r.State), Before: member.State(r.BeforeState), Ground: member.Ground(r.Ground), Zone: r.Zone, Since: r.Since.Time, Confirmed: r.ConfirmedAt.Time,
		Consent: r.Consent, Identity: r.Identity, Trained: r.Trained, Coached: r.Coached, Alarm: r.Alarm, Contacts: r.Contacts, Good: r.Good, Bad: r.Bad, JoinedAt: r.JoinedAt.Time,
	}
}

// members asks for members with the names of their people.
func (s *Members) members(ctx context.Context, scope auth.Scope) *gorm.DB {
	return ofPeople(s.db.ReadAs(ctx, scope).Model(&crowdMemberRow{}), scope, "crowd_members").
		Joins("JOIN people ON people.id = crowd_members.person_id").Joins("JOIN sites ON sites.id = crowd_members.site_id").
		Select("crowd_members.*, people.code AS person_code, people.name AS person_name, sites.zone AS zone")
}

// AddMember keeps a member at version 1.
func (s *Members) AddMember(ctx context.Context, scope auth.Scope, m vendors.CrowdMember) (vendors.CrowdMember, error) {
	if employer := scope.Employer(); !scope.SeesSite(m.SiteID) || employer != 0 && employer != m.EmployerID {
		return m, database.ErrNotFound
	}
	m.ID, m.Version = 0, 1
	row := memberFromDomain(scope.Tenant(), m)
	if err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error }); err != nil {
		return m, err
	}
	return s.Member(ctx, scope, row.ID)
}

// Member returns one member.
func (s *Members) Member(ctx context.Context, scope auth.Scope, id int64) (vendors.CrowdMember, error) {
	var row crowdMemberRow
	err := s.members(ctx, scope).Where("crowd_members.id = ?", id).Take(&row).Error
	return row.toDomain(), err
}

// Members lists in the order of codes.
func (s *Members) Members(ctx context.Context, scope auth.Scope, q vendors.MemberQuery) ([]vendors.CrowdMember, error) {
	query := s.members(ctx, scope).Order("people.code")
	if q.ProgrammeID != 0 {
		query = query.Where("crowd_members.programme_id = ?", q.ProgrammeID)
	}
	if q.PersonID != 0 {
		query = query.Where("crowd_members.person_id = ?", q.PersonID)
	}
	if q.State != "" {
		query = query.Where("crowd_members.state = ?", string(q.State))
	}
	if q.Text != "" {
		query = query.Where("LOWER(people.name) LIKE LOWER(?) OR LOWER(people.code) LIKE LOWER(?)", "%"+q.Text+"%", "%"+q.Text+"%")
	}
	var rows []crowdMemberRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.CrowdMember, len(rows))
	for i, r := range rows {
		out[i] = r.toDomain()
	}
	return out, nil
}

// UpdateMember writes a member that still has the version of m.
func (s *Members) UpdateMember(ctx context.Context, scope auth.Scope, m vendors.CrowdMember) (vendors.CrowdMember, error) {
	row := memberFromDomain(scope.Tenant(), m)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofPeople(s.db.Tx(ctx).Model(&crowdMemberRow{}), scope, "crowd_members").Where("id = ? AND version = ?", m.ID, m.Version).Updates(map[string]any{
			"version": m.Version + 1, "state": row.State, "before_state": row.BeforeState, "ground": row.Ground, "since": row.Since, "confirmed_at": row.ConfirmedAt,
			"consent": row.Consent, "identity": row.Identity, "trained": row.Trained, "coached": row.Coached, "alarm": row.Alarm,
			"contacts": row.Contacts, "good": row.Good, "bad": row.Bad,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Member(ctx, scope, m.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "member", ID: m.ID, Have: now.Version, Want: m.Version}
	})
	m.Version++
	return m, err
}

// memberEventRow is a row of member_events.
type memberEventRow struct {
	TenantID, MemberID                          int64
	Step                                        int
	Member                                      string
	At                                          database.Instant
	Actor, FromState, ToState, Reason, Evidence string
	Hash                                        []byte
}

func (memberEventRow) TableName() string { return "member_events" }

// AddMemberEvent adds an entry to a member's log; its place must be free.
func (s *Members) AddMemberEvent(ctx context.Context, scope auth.Scope, id int64, step int, e member.Event) error {
	evidence, err := json.Marshal(e.Evidence)
	if err != nil {
		return err
	}
	row := memberEventRow{scope.Tenant(), id, step, e.Member, database.At(e.At), e.Actor, string(e.From), string(e.To), e.Reason, string(evidence), e.Hash[:]}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
}

// MemberEvents is a member's log, the oldest first.
func (s *Members) MemberEvents(ctx context.Context, scope auth.Scope, id int64) (member.Log, error) {
	var rows []memberEventRow
	db := s.db.ReadAs(ctx, scope)
	if err := underMembers(s.db.ReadAs(ctx, scope), db, scope).Where("member_id = ?", id).Order("step").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make(member.Log, len(rows))
	for i, r := range rows {
		out[i] = member.Event{Member: r.Member, At: r.At.UTC(), Actor: r.Actor, From: member.State(r.FromState), To: member.State(r.ToState), Reason: r.Reason}
		if err := json.Unmarshal([]byte(r.Evidence), &out[i].Evidence); err != nil {
			return nil, fmt.Errorf("event %d of member %d: %w", r.Step, id, err)
		}
		out[i].Hash = chain.Hash(padded(r.Hash))
	}
	return out, nil
}

// padded is a hash as it was kept, whatever its length: one that was cut is broken
// and no panic.
func padded(kept []byte) []byte {
	return append(kept[:min(len(kept), 32):min(len(kept), 32)], make([]byte, 32-min(len(kept), 32))...)
}

// RevokeGrants ends the grants of a person that hold or wait: of some skills where
// any are named (0: grants of no skill in particular), else all.
func (s *Members) RevokeGrants(ctx context.Context, scope auth.Scope, person int64, why authority.End, at time.Time, skills ...int64) (int64, error) {
	query := ofPeople(s.db.Tx(ctx).Model(&grantRow{}), scope, "authority_grants").Where("person_id = ? AND revoked_at IS NULL AND to_at > ?", person, database.At(at))
	if len(skills) > 0 {
		query = query.Where("skill_id IN ?", skills)
	}
	result := query.Updates(map[string]any{"revoked_at": database.At(at), "revoked_why": string(why), "version": gorm.Expr("version + 1")})
	return result.RowsAffected, result.Error
}

// RestoreGrants takes back what a suspension ended.
func (s *Members) RestoreGrants(ctx context.Context, scope auth.Scope, person int64, at time.Time) (int64, error) {
	result := ofPeople(s.db.Tx(ctx).Model(&grantRow{}), scope, "authority_grants").Where("person_id = ? AND revoked_why = ? AND to_at > ?", person, string(authority.Suspension), database.At(at)).
		Updates(map[string]any{"revoked_at": nil, "revoked_why": "", "version": gorm.Expr("version + 1")})
	return result.RowsAffected, result.Error
}

// FreeBookings gives back what a member holds of intervals after a time.
func (s *Members) FreeBookings(ctx context.Context, scope auth.Scope, id int64, after time.Time) (int64, error) {
	begins := s.db.Tx(ctx).Model(&crowdSlotRow{}).Select("id").Where("tenant_id = ? AND begins_at > ?", scope.Tenant(), database.At(after))
	result := underMembers(s.db.Tx(ctx).Model(&crowdBookingRow{}), s.db.Tx(ctx), scope).
		Where("member_id = ? AND state IN ? AND slot_id IN (?)", id, []string{"asked", "offered", "booked"}, begins).
		Updates(map[string]any{"state": string(vendors.BookingFreed), "swapping": false, "changed_at": database.At(after), "version": gorm.Expr("version + 1")})
	return result.RowsAffected, result.Error
}

// TriangleSeats are the corners of a programme.
func (s *Members) TriangleSeats(ctx context.Context, scope auth.Scope, programme int64) ([]vendors.TriangleSeat, error) {
	return triangleSeats(s.db.ReadAs(ctx, scope), scope, programme)
}
