package store

import (
	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

type personRow struct {
	Keys
	Code, Name, Email  string
	SiteID, EmployerID int64
	TeamID             *int64
	HiredOn            day
	LeftOn             someDay
}

func peopleBook(db *database.DB) *book[workforce.Person, personRow, *personRow] {
	return &book[workforce.Person, personRow, *personRow]{
		code: func(r personRow) string { return r.Code },
		db:   db, kind: workforce.KindPerson, order: "code", narrow: narrowPeople, children: personChildren{},
		fromDomain: func(p workforce.Person) personRow {
			return personRow{
				Keys{ID: p.ID, Version: p.Version}, p.Code, p.Name, p.Email, p.SiteID, p.EmployerID,
				optional(p.TeamID), day{p.HiredOn}, someDay{p.LeftOn},
			}
		},
		toDomain: func(r personRow) workforce.Person {
			return workforce.Person{
				ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name, Email: r.Email, SiteID: r.SiteID,
				EmployerID: r.EmployerID, TeamID: referred(r.TeamID), HiredOn: r.HiredOn.Date, LeftOn: r.LeftOn.Date,
			}
		},
	}
}

func narrowPeople(query *gorm.DB, f workforce.Filter) *gorm.DB {
	text := f.Text
	f.Text = ""
	query = among(among(byCode(query, f), "site_id", f.SiteIDs), "employer_id", f.EmployerIDs)
	query = among(among(query, "team_id", f.TeamIDs), "id", f.PersonIDs)
	if text != "" {
		like := containing(text)
		query = query.Where(`(lower(code) LIKE ? ESCAPE '\' OR lower(name) LIKE ? ESCAPE '\' OR lower(email) LIKE ? ESCAPE '\')`, like, like, like)
	}
	if !f.To.IsZero() {
		query = query.Where("hired_on <= ?", day{f.To})
	}
	if !f.From.IsZero() {
		query = query.Where("(left_on IS NULL OR left_on >= ?)", day{f.From})
	}
	if len(f.SkillIDs) > 0 {
		query = query.Where("EXISTS (?)", holdersOf(query, f))
	}
	return query
}

// holdersOf is the sub-query of a person's spells of one of the skills.
func holdersOf(query *gorm.DB, f workforce.Filter) *gorm.DB {
	spells := query.Session(&gorm.Session{NewDB: true}).Table("person_skills AS held").Select("1").
		Where("held.tenant_id = people.tenant_id AND held.person_id = people.id AND held.skill_id IN ?", f.SkillIDs)
	if !f.To.IsZero() {
		spells = spells.Where("held.valid_from <= ?", day{f.To})
	}
	if !f.From.IsZero() {
		spells = spells.Where("(held.valid_to IS NULL OR held.valid_to >= ?)", day{f.From})
	}
	return spells
}

type personAgreementRow struct {
	TenantID, PersonID int64
	ValidFrom          day
	AgreementID        *int64
	RotationWeeks      int
}

func (personAgreementRow) TableName() string { return "person_agreements" }

type personSkillRow struct {
	TenantID, PersonID, SkillID int64
	ValidFrom                   day
	ValidTo                     someDay
	Level                       int
}

func (personSkillRow) TableName() string { return "person_skills" }

type availabilityRow struct {
	TenantID, PersonID      int64
	Weekday, FromMin, ToMin int
}

func (availabilityRow) TableName() string { return "person_availability" }

// personChildren are a person's agreements, skills and availability.
type personChildren struct{}

func (personChildren) carry(p *workforce.Person, from workforce.Person) {
	p.Agreements, p.Skills, p.Availability = from.Agreements, from.Skills, from.Availability
}

func (personChildren) load(tx *gorm.DB, tenant int64, people []workforce.Person) error {
	at, ids := places(people, func(p workforce.Person) int64 { return p.ID })
	err := eachRow(tx, "person_id", tenant, ids, "person_id, valid_from", func(r personAgreementRow) {
		p := &people[at[r.PersonID]]
		p.Agreements = append(p.Agreements, workforce.AgreementSpell{AgreementID: referred(r.AgreementID), ValidFrom: r.ValidFrom.Date, RotationWeeks: r.RotationWeeks})
	})
	if err != nil {
		return err
	}
	err = eachRow(tx, "person_id", tenant, ids, "person_id, skill_id, valid_from", func(r personSkillRow) {
		p := &people[at[r.PersonID]]
		p.Skills = append(p.Skills, workforce.SkillSpell{SkillID: r.SkillID, Level: r.Level, ValidFrom: r.ValidFrom.Date, ValidTo: r.ValidTo.Date})
	})
	if err != nil {
		return err
	}
	return eachRow(tx, "person_id", tenant, ids, "person_id, weekday, from_min", func(r availabilityRow) {
		p := &people[at[r.PersonID]]
		p.Availability = append(p.Availability, workforce.Availability{Weekday: weekday(r.Weekday), From: r.FromMin, To: r.ToMin})
	})
}

func (personChildren) add(tx *gorm.DB, tenant int64, people []workforce.Person) error {
	var agreements []personAgreementRow
	var skills []personSkillRow
	var windows []availabilityRow
	for _, p := range people {
		for _, s := range p.Agreements {
			agreements = append(agreements, personAgreementRow{tenant, p.ID, day{s.ValidFrom}, optional(s.AgreementID), s.RotationWeeks})
		}
		for _, s := range p.Skills {
			skills = append(skills, personSkillRow{tenant, p.ID, s.SkillID, day{s.ValidFrom}, someDay{s.ValidTo}, s.Level})
		}
		for _, w := range p.Availability {
			windows = append(windows, availabilityRow{tenant, p.ID, workforce.ISOWeekday(w.Weekday), w.From, w.To})
		}
	}
	if err := insert(tx, agreements); err != nil {
		return err
	}
	if err := insert(tx, skills); err != nil {
		return err
	}
	return insert(tx, windows)
}

func (personChildren) clear(tx *gorm.DB, tenant, id int64) error {
	for _, table := range []any{&personAgreementRow{}, &personSkillRow{}, &availabilityRow{}} {
		if err := tx.Where("tenant_id = ? AND person_id = ?", tenant, id).Delete(table).Error; err != nil {
			return err
		}
	}
	return nil
}
