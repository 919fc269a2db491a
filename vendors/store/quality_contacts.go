package store

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// contactRow is a row of quality_contacts.
type contactRow struct {
	ID, TenantID                                  int64
	Code                                          string
	At                                            database.Instant
	SiteID, EmployerID, QueueID, TeamID, PersonID int64
	Agent, Stratum, Link                          string
}

func (contactRow) TableName() string { return "quality_contacts" }

func (r contactRow) toDomain() (vendors.ContactRef, error) {
	return vendors.ContactRef{
		ID: r.ID, Code: r.Code, At: r.At.Time, SiteID: r.SiteID, EmployerID: r.EmployerID, QueueID: r.QueueID, TeamID: r.TeamID, PersonID: r.PersonID,
		Agent: r.Agent, Stratum: r.Stratum, Link: r.Link,
	}, nil
}

// batch is how many rows or codes one statement takes.
const batch = 500

// Agents finds people of the scope by their codes, with the team of their latest spell.
func (s *Quality) Agents(ctx context.Context, scope auth.Scope, codes []string) (map[string]vendors.AgentRef, error) {
	out := map[string]vendors.AgentRef{}
	for part := range slices.Chunk(distinct(codes), batch) {
		var rows []struct {
			Code                   string
			ID, EmployerID, SiteID int64
			TeamID                 *int64
		}
		query := ofEmployer(s.db.ReadAs(ctx, scope).Table("people"), scope)
		if sites, every := scope.Sites(); !every {
			query = query.Where("site_id IN ?", append(slices.Clone(sites), 0))
		}
		if err := query.Select("code", "id", "employer_id", "site_id", "team_id").Where("code IN ?", part).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			ref := vendors.AgentRef{PersonID: row.ID, EmployerID: row.EmployerID, SiteID: row.SiteID}
			if row.TeamID != nil {
				ref.TeamID = *row.TeamID
			}
			out[row.Code] = ref
		}
	}
	return out, nil
}

func distinct(codes []string) []string {
	codes = slices.Clone(codes)
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Queues finds queues by their codes.
func (s *Quality) Queues(ctx context.Context, scope auth.Scope, codes []string) (map[string]int64, error) {
	out := map[string]int64{}
	for part := range slices.Chunk(distinct(codes), batch) {
		var rows []struct {
			Code string
			ID   int64
		}
		if err := ofTenant(scope)(s.db.ReadAs(ctx, scope).Table("queues")).Select("code", "id").Where("code IN ?", part).Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			out[row.Code] = row.ID
		}
	}
	return out, nil
}

// KnownContacts returns which codes are kept, whosever they are: a code is one contact.
func (s *Quality) KnownContacts(ctx context.Context, scope auth.Scope, codes []string) (map[string]bool, error) {
	out := map[string]bool{}
	for part := range slices.Chunk(distinct(codes), batch) {
		var known []string
		if err := ofTenant(scope)(s.db.ReadAs(ctx, scope).Model(&contactRow{})).Where("code IN ?", part).Pluck("code", &known).Error; err != nil {
			return nil, err
		}
		for _, code := range known {
			out[code] = true
		}
	}
	return out, nil
}

// AddContacts keeps contacts whose code is new.
func (s *Quality) AddContacts(ctx context.Context, scope auth.Scope, contacts []vendors.ContactRef) (int, error) {
	added := 0
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		for part := range slices.Chunk(contacts, batch) {
			rows := make([]contactRow, len(part))
			for i, c := range part {
				rows[i] = contactRow{
					TenantID: scope.Tenant(), Code: c.Code, At: database.At(c.At), SiteID: c.SiteID, EmployerID: c.EmployerID, QueueID: c.QueueID,
					TeamID: c.TeamID, PersonID: c.PersonID, Agent: c.Agent, Stratum: c.Stratum, Link: c.Link,
				}
			}
			result := s.db.Tx(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "tenant_id"}, {Name: "code"}}, DoNothing: true}).Create(&rows)
			if result.Error != nil {
				return result.Error
			}
			added += int(result.RowsAffected)
		}
		return nil
	})
	return added, err
}

// Contacts returns contacts of a window in order of id. Judged ones are those with a
// first grade; the others neither have one nor wait for one.
func (s *Quality) Contacts(ctx context.Context, scope auth.Scope, q vendors.ContactQuery) ([]vendors.ContactRef, error) {
	query := ofWork(s.db.ReadAs(ctx, scope), scope).Where("at >= ? AND at < ?", database.At(q.From), database.At(q.To)).Order("id")
	if q.EmployerID != 0 {
		query = query.Where("employer_id = ?", q.EmployerID)
	}
	first := s.db.ReadAs(ctx, scope).Table("quality_evaluations").Select("contact_id").Where("tenant_id = ? AND kind = 'first'", scope.Tenant())
	waits := s.db.ReadAs(ctx, scope).Table("quality_assignments").Select("contact_id").Where("tenant_id = ? AND state = 'waiting'", scope.Tenant())
	query = narrowed(query, q.Judged, first, waits)
	if q.Limit > 0 {
		query = query.Limit(q.Limit)
	}
	var rows []contactRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, contactRow.toDomain)
}

func narrowed(query *gorm.DB, judged bool, first, waits *gorm.DB) *gorm.DB {
	if judged {
		return query.Where("id IN (?)", first)
	}
	return query.Where("id NOT IN (?) AND id NOT IN (?)", first, waits)
}
