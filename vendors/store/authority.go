package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/chain"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
)

// Authority implements vendors.AuthorityStore.
type Authority struct{ db *database.DB }

var _ vendors.AuthorityStore = (*Authority)(nil)

// NewAuthority returns the store of policies, grants and their uses.
func NewAuthority(db *database.DB) *Authority { return &Authority{db: db} }

// InTx runs fn in one transaction; see database.DB.InTx.
func (s *Authority) InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error {
	return s.db.InTx(ctx, scope, fn)
}

// policyRow is a row of authority_policies.
type policyRow struct {
	TenantID                      int64
	Mode                          string
	Level                         int
	RightCode                     string
	SkillID                       int64
	Currency                      string
	Contact, Customer, Day, Month int64
	Second                        *int64
	Always                        bool
}

func (policyRow) TableName() string { return "authority_policies" }

// amount keeps nothing of no currency apart from nothing of one.
func amount(minor int64, currency string) money.Amount {
	return money.Amount{Minor: minor, Currency: money.Currency(currency)}
}

// Policies lists by mode, level, right and skill.
func (s *Authority) Policies(ctx context.Context, scope auth.Scope) ([]vendors.SkillPolicy, error) {
	var rows []policyRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Order("mode, level, right_code, skill_id").Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.SkillPolicy, len(rows))
	for i, r := range rows {
		p := authority.Policy{Mode: contract.Mode(r.Mode), Level: r.Level, Right: r.RightCode, Contact: amount(r.Contact, r.Currency), Customer: amount(r.Customer, r.Currency), Day: amount(r.Day, r.Currency), Month: amount(r.Month, r.Currency), SecondAlways: r.Always}
		if r.Second != nil {
			from := amount(*r.Second, r.Currency)
			p.Second = &from
		}
		out[i] = vendors.SkillPolicy{Policy: p, SkillID: r.SkillID}
	}
	return out, nil
}

// SetPolicies replaces them.
func (s *Authority) SetPolicies(ctx context.Context, scope auth.Scope, list []vendors.SkillPolicy) error {
	rows := make([]policyRow, len(list))
	for i, p := range list {
		rows[i] = policyRow{scope.Tenant(), string(p.Mode), p.Level, p.Right, p.SkillID, string(p.Contact.Currency), p.Contact.Minor, p.Customer.Minor, p.Day.Minor, p.Month.Minor, nil, p.SecondAlways}
		if p.Second != nil {
			from := p.Second.Minor
			rows[i].Second = &from
		}
	}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.db.Tx(ctx).Where("tenant_id = ?", scope.Tenant()).Delete(&policyRow{}).Error; err != nil || len(rows) == 0 {
			return err
		}
		return s.db.Tx(ctx).Create(&rows).Error
	})
}

// grantRow is a row of authority_grants.
type grantRow struct {
	ID, TenantID, Version, PersonID, EmployerID, SiteID int64
	Holder                                              string
	Level                                               int
	RightCode, Class                                    string
	SkillID                                             int64
	Currency                                            string
	Most                                                int64
	FromAt, ToAt                                        database.Instant
	AskedBy, ApprovedBy                                 int64
	ApprovedAt                                          database.Instant
	Reason                                              string
	Glass                                               bool
	RevokedAt                                           database.Instant
	RevokedWhy                                          string
	UsedAt                                              database.Instant
	Outside                                             bool
	Replaces                                            int64
	ReviewedAt                                          database.Instant
	ReviewedBy                                          int64
	Finding                                             string
	PersonCode                                          string `gorm:"->"`
	PersonName                                          string `gorm:"->"`
}

func (grantRow) TableName() string { return "authority_grants" }

func grantFromDomain(tenant int64, g vendors.AuthorityGrant) grantRow {
	return grantRow{
		ID: g.ID, TenantID: tenant, Version: g.Version, PersonID: g.PersonID, EmployerID: g.EmployerID, SiteID: g.SiteID, Holder: string(g.Holder), Level: g.Level,
		RightCode: g.Right.Code, Class: string(g.Right.Class), SkillID: g.SkillID, Currency: string(g.Limit.Currency), Most: g.Limit.Minor,
		FromAt: database.At(g.From), ToAt: database.At(g.To), AskedBy: g.AskedBy, ApprovedBy: g.ApprovedBy, ApprovedAt: database.At(g.ApprovedAt), Reason: g.Reason, Glass: g.Glass,
		RevokedAt: database.At(g.Revoked), RevokedWhy: string(g.RevokedWhy), UsedAt: database.At(g.Used), Outside: g.Outside,
		Replaces: g.Replaces, ReviewedAt: database.At(g.Reviewed), ReviewedBy: g.ReviewedBy, Finding: g.Finding,
	}
}

func (r grantRow) toDomain() vendors.AuthorityGrant {
	return vendors.AuthorityGrant{
		ID: r.ID, Version: r.Version, PersonID: r.PersonID, EmployerID: r.EmployerID, SiteID: r.SiteID, Code: r.PersonCode, Name: r.PersonName, Holder: authority.Holder(r.Holder), Level: r.Level,
		Right: authority.Right{Code: r.RightCode, Class: authority.Class(r.Class)}, SkillID: r.SkillID, Limit: amount(r.Most, r.Currency), From: r.FromAt.Time, To: r.ToAt.Time,
		AskedBy: r.AskedBy, ApprovedBy: r.ApprovedBy, ApprovedAt: r.ApprovedAt.Time, Reason: r.Reason, Glass: r.Glass, Revoked: r.RevokedAt.Time, RevokedWhy: authority.End(r.RevokedWhy),
		Used: r.UsedAt.Time, Outside: r.Outside, Replaces: r.Replaces, Reviewed: r.ReviewedAt.Time, ReviewedBy: r.ReviewedBy, Finding: r.Finding,
	}
}

func (s *Authority) grants(ctx context.Context, scope auth.Scope) *gorm.DB {
	return ofPeople(s.db.ReadAs(ctx, scope).Model(&grantRow{}), scope, "authority_grants").
		Joins("JOIN people ON people.id = authority_grants.person_id").Select("authority_grants.*, people.code AS person_code, people.name AS person_name")
}

// AddGrant keeps a grant at version 1.
func (s *Authority) AddGrant(ctx context.Context, scope auth.Scope, g vendors.AuthorityGrant) (vendors.AuthorityGrant, error) {
	if employer := scope.Employer(); !scope.SeesSite(g.SiteID) || employer != 0 && employer != g.EmployerID {
		return g, database.ErrNotFound
	}
	g.ID, g.Version = 0, 1
	row := grantFromDomain(scope.Tenant(), g)
	if err := s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error }); err != nil {
		return g, err
	}
	return s.Grant(ctx, scope, row.ID)
}

// Grant returns one grant.
func (s *Authority) Grant(ctx context.Context, scope auth.Scope, id int64) (vendors.AuthorityGrant, error) {
	var row grantRow
	err := s.grants(ctx, scope).Where("authority_grants.id = ?", id).Take(&row).Error
	return row.toDomain(), err
}

// Grants lists the newest first.
func (s *Authority) Grants(ctx context.Context, scope auth.Scope, q vendors.GrantQuery) ([]vendors.AuthorityGrant, error) {
	query := s.grants(ctx, scope).Order("authority_grants.id DESC")
	if q.PersonID != 0 {
		query = query.Where("authority_grants.person_id = ?", q.PersonID)
	}
	if q.Pending {
		query = query.Where("authority_grants.approved_by = 0 AND authority_grants.revoked_at IS NULL")
	}
	var rows []grantRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.AuthorityGrant, len(rows))
	for i, r := range rows {
		out[i] = r.toDomain()
	}
	return out, nil
}

// UpdateGrant writes a grant that still has the version of g.
func (s *Authority) UpdateGrant(ctx context.Context, scope auth.Scope, g vendors.AuthorityGrant) (vendors.AuthorityGrant, error) {
	row := grantFromDomain(scope.Tenant(), g)
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		result := ofPeople(s.db.Tx(ctx).Model(&grantRow{}), scope, "authority_grants").Where("id = ? AND version = ?", g.ID, g.Version).Updates(map[string]any{
			"version": g.Version + 1, "approved_by": row.ApprovedBy, "approved_at": row.ApprovedAt, "revoked_at": row.RevokedAt, "revoked_why": row.RevokedWhy,
			"reviewed_at": row.ReviewedAt, "reviewed_by": row.ReviewedBy, "finding": row.Finding,
		})
		if result.Error != nil || result.RowsAffected == 1 {
			return result.Error
		}
		now, err := s.Grant(ctx, scope, g.ID)
		if err != nil {
			return err
		}
		return &database.StaleError{What: "grant", ID: g.ID, Have: now.Version, Want: g.Version}
	})
	g.Version++
	return g, err
}

// useRow is a row of authority_uses.
type useRow struct {
	TenantID, Number, PersonID, EmployerID, SiteID int64
	Subject, RightCode, Contact, Customer          string
	Amount                                         int64
	Currency                                       string
	At                                             database.Instant
	Second, Verdict, Cause, Reason                 string
	GrantID                                        int64
	Edge                                           *int64
	Hours, Outcome                                 *float64
	Hash                                           []byte
	AskedBy                                        int64
	Mode                                           string
	Level                                          int
	SkillID                                        int64
	Outside                                        bool
	Answers                                        int64
	Answered                                       *int64 `gorm:"->"`
}

func (useRow) TableName() string { return "authority_uses" }

func (r useRow) toDomain() vendors.AuthorityUse {
	answered := int64(0)
	if r.Answered != nil {
		answered = *r.Answered
	}
	return vendors.AuthorityUse{
		AskedBy: r.AskedBy, Mode: contract.Mode(r.Mode), Level: r.Level, SkillID: r.SkillID, Outside: r.Outside, Answers: r.Answers, Answered: answered,
		Number: r.Number, PersonID: r.PersonID, EmployerID: r.EmployerID, SiteID: r.SiteID, Customer: r.Customer, Edge: r.Edge, Hours: r.Hours, Outcome: r.Outcome,
		Use: authority.Use{
			Subject: r.Subject, Right: r.RightCode, Contact: r.Contact, Amount: amount(r.Amount, r.Currency), At: r.At.UTC(), Second: r.Second,
			Decision: authority.Decision{Verdict: authority.Verdict(r.Verdict), By: authority.Check(r.Cause), Reason: r.Reason, Grant: r.GrantID}, Hash: chain.Hash(padded(r.Hash)),
		},
	}
}

// Spent sums what was allowed before a time. What another vendor's people paid to a
// customer counts too: the customer's limit is the owner's.
func (s *Authority) Spent(ctx context.Context, scope auth.Scope, person int64, contact, customer string, at time.Time, currency money.Currency) (authority.Spent, error) {
	utc := at.UTC()
	today := time.Date(utc.Year(), utc.Month(), utc.Day(), 0, 0, 0, 0, time.UTC)
	var out authority.Spent
	for _, part := range []struct {
		to    *money.Amount
		skip  bool
		where string
		args  []any
	}{
		{&out.Contact, contact == "", "contact = ?", []any{contact}},
		{&out.Customer, customer == "", "customer = ? AND at > ?", []any{customer, database.At(at.Add(-30 * 24 * time.Hour))}},
		{&out.Day, false, "person_id = ? AND at >= ?", []any{person, database.At(today)}},
		{&out.Month, false, "person_id = ? AND at >= ?", []any{person, database.At(today.AddDate(0, 0, 1-today.Day()))}},
	} {
		if part.skip {
			continue
		}
		var sum *int64
		err := s.db.ReadAs(ctx, scope).Model(&useRow{}).Select("SUM(amount)").Where("tenant_id = ? AND verdict = ? AND currency = ? AND at <= ?", scope.Tenant(), string(authority.Allow), string(currency), database.At(at)).
			Where(part.where, part.args...).Scan(&sum).Error
		if err != nil {
			return out, err
		}
		if sum != nil {
			*part.to = amount(*sum, string(currency))
		}
	}
	return out, nil
}

// LastUse holds the tenant's log until the transaction ends.
func (s *Authority) LastUse(ctx context.Context, scope auth.Scope) (vendors.AuthorityUse, error) {
	// Whoever decides next waits here: the tenant's row is the lock of its chain.
	if err := s.db.Tx(ctx).Exec("UPDATE tenants SET name = name WHERE id = ?", scope.Tenant()).Error; err != nil {
		return vendors.AuthorityUse{}, err
	}
	var rows []useRow
	err := s.db.Tx(ctx).Where("tenant_id = ?", scope.Tenant()).Order("number DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return vendors.AuthorityUse{}, err
	}
	return rows[0].toDomain(), nil
}

// AddUse adds a decision to the log, and marks its grant as used.
func (s *Authority) AddUse(ctx context.Context, scope auth.Scope, u vendors.AuthorityUse) error {
	d := u.Decision
	row := useRow{
		scope.Tenant(), u.Number, u.PersonID, u.EmployerID, u.SiteID, u.Subject, u.Right, u.Contact, u.Customer, u.Amount.Minor, string(u.Amount.Currency), database.At(u.At),
		u.Second, string(d.Verdict), string(d.By), d.Reason, d.Grant, u.Edge, u.Hours, u.Outcome, u.Hash[:],
		u.AskedBy, string(u.Mode), u.Level, u.SkillID, u.Outside, u.Answers, nil,
	}
	if err := s.db.Tx(ctx).Create(&row).Error; err != nil || d.Grant == 0 || d.Verdict != authority.Allow {
		return err
	}
	marks := map[string]any{"used_at": database.At(u.At)}
	if u.Outside {
		marks["outside"] = true
	}
	return s.db.Tx(ctx).Model(&grantRow{}).Where("tenant_id = ? AND id = ?", scope.Tenant(), d.Grant).Updates(marks).Error
}

func uses(rows []useRow) []vendors.AuthorityUse {
	out := make([]vendors.AuthorityUse, len(rows))
	for i, r := range rows {
		out[i] = r.toDomain()
	}
	return out
}

// answered is the number of the decision that answered one as the second person.
const answered = "(SELECT MIN(a.number) FROM authority_uses a WHERE a.tenant_id = authority_uses.tenant_id AND a.answers = authority_uses.number) AS answered"

// UsesBetween lists those from a time until before another, the oldest first.
func (s *Authority) UsesBetween(ctx context.Context, scope auth.Scope, from, to time.Time) ([]vendors.AuthorityUse, error) {
	var rows []useRow
	err := ofPeople(s.db.ReadAs(ctx, scope).Model(&useRow{}), scope, "authority_uses").Select("authority_uses.*, "+answered).
		Where("at >= ? AND at < ?", database.At(from), database.At(to)).Order("number").Find(&rows).Error
	return uses(rows), err
}

// Use is one decision of the log.
func (s *Authority) Use(ctx context.Context, scope auth.Scope, number int64) (vendors.AuthorityUse, error) {
	var row useRow
	err := ofPeople(s.db.ReadAs(ctx, scope).Model(&useRow{}), scope, "authority_uses").Select("authority_uses.*, "+answered).Where("number = ?", number).Take(&row).Error
	return row.toDomain(), err
}

// Uses lists from one number on, the oldest first.
func (s *Authority) Uses(ctx context.Context, scope auth.Scope, after int64, limit int) ([]vendors.AuthorityUse, error) {
	var rows []useRow
	err := ofPeople(s.db.ReadAs(ctx, scope), scope, "authority_uses").Where("number > ?", after).Order("number").Limit(limit).Find(&rows).Error
	return uses(rows), err
}

// NewestUses lists the newest first.
func (s *Authority) NewestUses(ctx context.Context, scope auth.Scope, limit int) ([]vendors.AuthorityUse, error) {
	var rows []useRow
	err := ofPeople(s.db.ReadAs(ctx, scope).Model(&useRow{}), scope, "authority_uses").Select("authority_uses.*, " + answered).Order("number DESC").Limit(limit).Find(&rows).Error
	return uses(rows), err
}

// SetUseOutcome records how a contact went on; it is not part of what is sealed.
func (s *Authority) SetUseOutcome(ctx context.Context, scope auth.Scope, number int64, hours, outcome *float64) error {
	return database.Affected(ofPeople(s.db.Tx(ctx).Model(&useRow{}), scope, "authority_uses").Where("number = ?", number).Updates(map[string]any{"hours": hours, "outcome": outcome}))
}

// rootRow is a row of authority_roots.
type rootRow struct {
	TenantID   int64
	Day        string
	Number     int64
	Hash       []byte
	VerifiedAt database.Instant
	Broken     int64
}

func (rootRow) TableName() string { return "authority_roots" }

// AddRoot keeps the last hash of a day; a later walk of the day takes its place.
func (s *Authority) AddRoot(ctx context.Context, scope auth.Scope, r vendors.AuthorityRoot, hash []byte) error {
	if hash == nil {
		hash = []byte{}
	}
	if err := s.db.Tx(ctx).Where("tenant_id = ? AND day = ?", scope.Tenant(), r.Day).Delete(&rootRow{}).Error; err != nil {
		return err
	}
	return s.db.Tx(ctx).Create(&rootRow{scope.Tenant(), r.Day, r.Number, hash, database.At(r.VerifiedAt), r.Broken}).Error
}

// Roots lists the newest first.
func (s *Authority) Roots(ctx context.Context, scope auth.Scope, limit int) ([]vendors.AuthorityRoot, error) {
	var rows []rootRow
	if err := s.db.ReadAs(ctx, scope).Where("tenant_id = ?", scope.Tenant()).Order("day DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make([]vendors.AuthorityRoot, len(rows))
	for i, r := range rows {
		out[i] = vendors.AuthorityRoot{Day: r.Day, Number: r.Number, VerifiedAt: r.VerifiedAt.Time, Broken: r.Broken}
	}
	return out, nil
}
