package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Agreement is the set of rules under which people work.
type Agreement struct {
	Versioned
	AgreementFields
}

// AgreementFields is what a planner decides about an agreement.
type AgreementFields struct {
	Code      string          `json:"code" maxLength:"64" doc:"Short name, unique among agreements."`
	Name      string          `json:"name" maxLength:"200"`
	ValidFrom *Day            `json:"validFrom,omitempty" doc:"First day on which these rules and templates hold; absent: from the beginning. Earlier ones keep holding before."`
	Rules     LabourRules     `json:"rules"`
	Templates []ShiftTemplate `json:"templates" maxItems:"200"`
}

// LabourRules are the hard rules of an agreement.
type LabourRules struct {
	WeeklyMinMin          int           `json:"weeklyMinMin" doc:"Least paid minutes a week; 0: none."`
	WeeklyMaxMin          int           `json:"weeklyMaxMin" doc:"Most paid minutes a week."`
	MinRestMin            int           `json:"minRestMin" doc:"Least minutes between two shifts, as they elapse."`
	MaxConsecutiveDays    int           `json:"maxConsecutiveDays" doc:"Most working days in a row."`
	MinDaysOffPerWeek     int           `json:"minDaysOffPerWeek" doc:"Least days a week without a shift."`
	MinConsecutiveDaysOff int           `json:"minConsecutiveDaysOff" doc:"Days off come in runs of at least so many; 0 and 1 ask nothing."`
	MaxShiftsPerWeek      *int          `json:"maxShiftsPerWeek,omitempty" doc:"Absent: not limited."`
	MaxWeekendsInPeriod   *int          `json:"maxWeekendsInPeriod,omitempty" doc:"Most weekends with a shift in one planning period; absent: not limited."`
	Further               []FurtherRule `json:"further,omitempty" maxItems:"32" doc:"What else law and contract ask."`
}

// ShiftTemplate is a kind of shift with its freedom.
type ShiftTemplate struct {
	Code                    string  `json:"code" maxLength:"64" doc:"Short name, unique in the agreement."`
	Letter                  string  `json:"letter" maxLength:"2" doc:"One or two characters that stand for the shift on a roster."`
	Name                    string  `json:"name" maxLength:"200"`
	Weekdays                []int   `json:"weekdays" minimum:"1" maximum:"7" maxItems:"7" doc:"Days on which it may start, 1 Monday to 7 Sunday."`
	EarliestStart           Clock   `json:"earliestStart"`
	LatestStart             Clock   `json:"latestStart"`
	StepMin                 int     `json:"stepMin" doc:"Minutes between two possible starts."`
	LengthsMin              []int   `json:"lengthsMin" maxItems:"100" doc:"Possible minutes from start to end, lunch included."`
	Lunch                   *Pause  `json:"lunch,omitempty" doc:"Absent: none."`
	Breaks                  []Pause `json:"breaks" maxItems:"10" doc:"In their order in the shift."`
	MinMinutesBetweenBreaks int     `json:"minMinutesBetweenBreaks" doc:"Least minutes of work between two pauses, lunch counted."`
	MaxWorkMin              *int    `json:"maxWorkMin,omitempty" doc:"Most minutes of work without a pause; absent: not limited."`
}

// Pause is a lunch or a break with its freedom.
type Pause struct {
	Minutes          int  `json:"minutes"`
	Paid             bool `json:"paid"`
	EarliestAfterMin int  `json:"earliestAfterMin" doc:"Earliest begin, in minutes after the shift's start."`
	LatestAfterMin   int  `json:"latestAfterMin" doc:"Latest begin, likewise."`
}

func (r LabourRules) toDomain() workforce.Rules {
	return workforce.Rules{
		WeeklyMinMin: r.WeeklyMinMin, WeeklyMaxMin: r.WeeklyMaxMin, MinRestMin: r.MinRestMin,
		MaxConsecutiveDays: r.MaxConsecutiveDays, MinDaysOffPerWeek: r.MinDaysOffPerWeek,
		MinConsecutiveDaysOff: r.MinConsecutiveDaysOff, MaxShiftsPerWeek: orZero(r.MaxShiftsPerWeek),
		MaxWeekendsInPeriod: r.MaxWeekendsInPeriod, Further: furtherRules(r.Further),
	}
}

func rulesOf(r workforce.Rules) LabourRules {
	return LabourRules{
		WeeklyMinMin: r.WeeklyMinMin, WeeklyMaxMin: r.WeeklyMaxMin, MinRestMin: r.MinRestMin,
		MaxConsecutiveDays: r.MaxConsecutiveDays, MinDaysOffPerWeek: r.MinDaysOffPerWeek,
		MinConsecutiveDaysOff: r.MinConsecutiveDaysOff, MaxShiftsPerWeek: orNone(r.MaxShiftsPerWeek),
		MaxWeekendsInPeriod: r.MaxWeekendsInPeriod, Further: each(r.Further, furtherRuleOf),
	}
}

func (t ShiftTemplate) toDomain() workforce.ShiftTemplate {
	return workforce.ShiftTemplate{
		Code: t.Code, Letter: t.Letter, Name: t.Name, Weekdays: each(t.Weekdays, weekday),
		EarliestStartMin: int(t.EarliestStart), LatestStartMin: int(t.LatestStart), StepMin: t.StepMin, LengthsMin: t.LengthsMin,
		Lunch: (*workforce.Pause)(t.Lunch), Breaks: each(t.Breaks, Pause.toDomain), MinMinutesBetweenBreaks: t.MinMinutesBetweenBreaks,
		MaxWorkMin: orZero(t.MaxWorkMin),
	}
}

func templateOf(t workforce.ShiftTemplate) ShiftTemplate {
	return ShiftTemplate{
		Code: t.Code, Letter: t.Letter, Name: t.Name, Weekdays: each(t.Weekdays, workforce.ISOWeekday),
		EarliestStart: Clock(t.EarliestStartMin), LatestStart: Clock(t.LatestStartMin), StepMin: t.StepMin, LengthsMin: orEmpty(t.LengthsMin),
		Lunch: (*Pause)(t.Lunch), Breaks: each(t.Breaks, func(p workforce.Pause) Pause { return Pause(p) }), MinMinutesBetweenBreaks: t.MinMinutesBetweenBreaks,
		MaxWorkMin: orNone(t.MaxWorkMin),
	}
}

func (p Pause) toDomain() workforce.Pause { return workforce.Pause(p) }

func (f AgreementFields) toDomain(id, version int64) workforce.Agreement {
	return workforce.Agreement{
		ID: id, Version: version, Code: f.Code, Name: f.Name,
		Terms: []workforce.Terms{{ValidFrom: dateOrNone(f.ValidFrom), Rules: f.Rules.toDomain(), Templates: each(f.Templates, ShiftTemplate.toDomain)}},
	}
}

func (f AgreementFields) check() error {
	_, err := workforce.NewAgreement(f.toDomain(0, 0))
	return err
}

// agreementOf shows the terms that were set last; earlier ones hold for the
// days before and are kept for them.
func agreementOf(a workforce.Agreement) Agreement {
	out := Agreement{Versioned: Versioned{ID: a.ID, Version: a.Version}}
	out.Code, out.Name, out.Templates = a.Code, a.Name, []ShiftTemplate{}
	if last := len(a.Terms) - 1; last >= 0 {
		terms := a.Terms[last]
		out.ValidFrom, out.Rules, out.Templates = dayOrNone(terms.ValidFrom), rulesOf(terms.Rules), each(terms.Templates, templateOf)
	}
	return out
}

func reviseAgreement(now workforce.Agreement, f AgreementFields, version int64) workforce.Agreement {
	next := f.toDomain(now.ID, version)
	next.Terms = now.WithTerms(next.Terms[0]).Terms
	return next
}

func (s *Server) registerAgreements(api huma.API) {
	r := workforceResource[AgreementFields, Agreement]("agreement", "agreements",
		"An agreement holds the rules and the shift templates under which people work.")
	crud(s, api, fill(s, r, kept[AgreementFields, Agreement, workforce.Agreement]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Agreement] { return w.Agreements },
		toDomain: AgreementFields.toDomain, toAPI: agreementOf, revise: reviseAgreement,
	}))
}
