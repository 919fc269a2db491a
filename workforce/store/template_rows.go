package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/workforce"
)

// TemplateKey places a template within an agreement's terms.
type TemplateKey struct {
	TenantID, AgreementID int64
	ValidFrom             day
	Position              int
}

type templateRow struct {
	TemplateKey
	Code, Letter, Name                        string
	Weekdays                                  string // ISO numbers joined by commas
	EarliestStartMin, LatestStartMin, StepMin int
	LengthsMin                                string // minutes joined by commas
	MinMinutesBetweenBreaks, MaxWorkMin       int
}

func (templateRow) TableName() string { return "shift_templates" }

func newTemplateRow(key TemplateKey, t workforce.ShiftTemplate) templateRow {
	numbers := make([]int, len(t.Weekdays))
	for i, d := range t.Weekdays {
		numbers[i] = workforce.ISOWeekday(d)
	}
	return templateRow{
		key, t.Code, t.Letter, t.Name, joined(numbers), t.EarliestStartMin, t.LatestStartMin, t.StepMin,
		joined(t.LengthsMin), t.MinMinutesBetweenBreaks, t.MaxWorkMin,
	}
}

func (r templateRow) toDomain() (workforce.ShiftTemplate, error) {
	numbers, err := split(r.Weekdays)
	if err != nil {
		return workforce.ShiftTemplate{}, err
	}
	lengths, err := split(r.LengthsMin)
	if err != nil {
		return workforce.ShiftTemplate{}, err
	}
	weekdays := make([]time.Weekday, len(numbers))
	for i, n := range numbers {
		weekdays[i] = weekday(n)
	}
	return workforce.ShiftTemplate{
		Code: r.Code, Letter: r.Letter, Name: r.Name, Weekdays: weekdays, LengthsMin: lengths,
		EarliestStartMin: r.EarliestStartMin, LatestStartMin: r.LatestStartMin, StepMin: r.StepMin,
		MinMinutesBetweenBreaks: r.MinMinutesBetweenBreaks, MaxWorkMin: r.MaxWorkMin,
	}, nil
}

func joined(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ",")
}

func split(text string) ([]int, error) {
	var numbers []int
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("column holds %q; expected numbers joined by commas", text)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// pauseRow is a pause of a template. Position 0 is the lunch.
type pauseRow struct {
	TenantID, AgreementID            int64
	ValidFrom                        day
	TemplatePosition, Position       int
	Minutes                          int
	Paid                             bool
	EarliestAfterMin, LatestAfterMin int
}

func (pauseRow) TableName() string { return "shift_template_pauses" }

func pauseRows(key TemplateKey, t workforce.ShiftTemplate) []pauseRow {
	var rows []pauseRow
	add := func(position int, p workforce.Pause) {
		rows = append(rows, pauseRow{
			key.TenantID, key.AgreementID, key.ValidFrom, key.Position, position,
			p.Minutes, p.Paid, p.EarliestAfterMin, p.LatestAfterMin,
		})
	}
	if t.Lunch != nil {
		add(0, *t.Lunch)
	}
	for i, p := range t.Breaks {
		add(i+1, p)
	}
	return rows
}

func (r pauseRow) toDomain() workforce.Pause {
	return workforce.Pause{
		Minutes: r.Minutes, Paid: r.Paid, EarliestAfterMin: r.EarliestAfterMin, LatestAfterMin: r.LatestAfterMin,
	}
}

// templateShelf holds the templates of every set of terms, in their order.
type templateShelf map[termsKey][]workforce.ShiftTemplate

func (s templateShelf) load(tx *gorm.DB, tenant int64, agreements []int64) error {
	var broken error
	err := eachRow(tx, "agreement_id", tenant, agreements, "agreement_id, valid_from, position", func(r templateRow) {
		template, err := r.toDomain()
		if err != nil {
			broken = fmt.Errorf("shift template %s of agreement %d: %w", r.Code, r.AgreementID, err)
		}
		key := termsKey{r.AgreementID, r.ValidFrom.Date}
		s[key] = append(s[key], template)
	})
	if err = errors.Join(err, broken); err != nil {
		return err
	}
	return eachRow(tx, "agreement_id", tenant, agreements, "agreement_id, valid_from, template_position, position", func(r pauseRow) {
		template := &s[termsKey{r.AgreementID, r.ValidFrom.Date}][r.TemplatePosition]
		pause := r.toDomain()
		if r.Position == 0 {
			template.Lunch = &pause
			return
		}
		template.Breaks = append(template.Breaks, pause)
	})
}
