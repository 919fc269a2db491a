package store

import (
	"errors"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

type agreementRow struct {
	Keys
	Code, Name string
}

func agreementBook(db *database.DB) *book[workforce.Agreement, agreementRow, *agreementRow] {
	return &book[workforce.Agreement, agreementRow, *agreementRow]{
		code: func(r agreementRow) string { return r.Code },
		db:   db, kind: workforce.KindAgreement, order: "code", narrow: byCode, children: agreementChildren{},
		fromDomain: func(a workforce.Agreement) agreementRow {
			return agreementRow{Keys{ID: a.ID, Version: a.Version}, a.Code, a.Name}
		},
		toDomain: func(r agreementRow) workforce.Agreement {
			return workforce.Agreement{ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name}
		},
	}
}

type termsRow struct {
	TenantID, AgreementID                                      int64
	ValidFrom                                                  day
	WeeklyMinMin, WeeklyMaxMin, MinRestMin, MaxConsecutiveDays int
	MinDaysOffPerWeek, MinConsecutiveDaysOff, MaxShiftsPerWeek int
	MaxWeekendsInPeriod                                        *int
	FurtherRules                                               string
}

func (termsRow) TableName() string { return "agreement_terms" }

func newTermsRow(tenant, agreement int64, t workforce.Terms) (termsRow, error) {
	r := t.Rules
	further, err := furtherText(r.Further)
	return termsRow{
		tenant, agreement, day{t.ValidFrom}, r.WeeklyMinMin, r.WeeklyMaxMin, r.MinRestMin, r.MaxConsecutiveDays,
		r.MinDaysOffPerWeek, r.MinConsecutiveDaysOff, r.MaxShiftsPerWeek, r.MaxWeekendsInPeriod, further,
	}, err
}

func (r termsRow) toDomain() (workforce.Terms, error) {
	further, err := furtherOf(r.FurtherRules)
	return workforce.Terms{ValidFrom: r.ValidFrom.Date, Rules: workforce.Rules{
		WeeklyMinMin: r.WeeklyMinMin, WeeklyMaxMin: r.WeeklyMaxMin, MinRestMin: r.MinRestMin,
		MaxConsecutiveDays: r.MaxConsecutiveDays, MinDaysOffPerWeek: r.MinDaysOffPerWeek,
		MinConsecutiveDaysOff: r.MinConsecutiveDaysOff, MaxShiftsPerWeek: r.MaxShiftsPerWeek,
		MaxWeekendsInPeriod: r.MaxWeekendsInPeriod, Further: further,
	}}, err
}

// agreementChildren are an agreement's terms, their shift templates and the
// templates' pauses.
type agreementChildren struct{}

func (agreementChildren) carry(a *workforce.Agreement, from workforce.Agreement) {
	a.Terms = from.Terms
}

func (agreementChildren) load(tx *gorm.DB, tenant int64, agreements []workforce.Agreement) error {
	at, ids := places(agreements, func(a workforce.Agreement) int64 { return a.ID })
	templates := templateShelf{}
	if err := templates.load(tx, tenant, ids); err != nil {
		return err
	}
	var broken error
	err := eachRow(tx, "agreement_id", tenant, ids, "agreement_id, valid_from", func(r termsRow) {
		terms, err := r.toDomain()
		broken = errors.Join(broken, err)
		terms.Templates = templates[termsKey{r.AgreementID, r.ValidFrom.Date}]
		a := &agreements[at[r.AgreementID]]
		a.Terms = append(a.Terms, terms)
	})
	return errors.Join(err, broken)
}

func (agreementChildren) add(tx *gorm.DB, tenant int64, agreements []workforce.Agreement) error {
	var terms []termsRow
	var templates []templateRow
	var pauses []pauseRow
	for _, a := range agreements {
		for _, t := range a.Terms {
			row, err := newTermsRow(tenant, a.ID, t)
			if err != nil {
				return err
			}
			terms = append(terms, row)
			for i, template := range t.Templates {
				key := TemplateKey{tenant, a.ID, day{t.ValidFrom}, i}
				templates = append(templates, newTemplateRow(key, template))
				pauses = append(pauses, pauseRows(key, template)...)
			}
		}
	}
	if err := insert(tx, terms); err != nil {
		return err
	}
	if err := insert(tx, templates); err != nil {
		return err
	}
	return insert(tx, pauses)
}

// clear removes the terms; templates and pauses go with them.
func (agreementChildren) clear(tx *gorm.DB, tenant, id int64) error {
	return tx.Where("tenant_id = ? AND agreement_id = ?", tenant, id).Delete(&termsRow{}).Error
}

// termsKey tells one set of terms from another.
type termsKey struct {
	agreement int64
	from      grid.Date
}
