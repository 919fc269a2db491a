package api

import (
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/labour"
)

// FurtherRule is one rule beside the main ones. Its kind decides which of the
// other fields it uses, and in which unit; the others are absent.
type FurtherRule struct {
	Kind     string     `json:"kind" enum:"hours_class,shift_minutes,start_distance,rest_after,no_succession,barred_hours,long_rest,day_off_length,days_off_in_row,shifts_in_row,paid_minutes,shifts,days_off,weekends,weekends_in_row,whole_weekends,start_spread,required_days,pattern" doc:"What the rule is about."`
	Class    *string    `json:"class,omitempty" maxLength:"64" doc:"Class of the shifts that it is about: a template's letter, or a class that hours_class names; absent: all."`
	Then     *string    `json:"next,omitempty" maxLength:"64" doc:"Class of the shift that follows."`
	Span     *string    `json:"span,omitempty" enum:"week,month,quarter,year,period,rolling,blocks" doc:"Stretch of days over which it counts; period is the whole roster."`
	Days     *int       `json:"days,omitempty" doc:"Length in days of the spans rolling and blocks."`
	Min      *int       `json:"min,omitempty" doc:"Least, in minutes, days, shifts or weekends as the kind has it."`
	Max      *int       `json:"max,omitempty" doc:"Most, likewise; absent: not limited, 0: none at all."`
	From     *Clock     `json:"from,omitempty" doc:"Time at which its hours begin, or the middle of a day off."`
	To       *Clock     `json:"to,omitempty" doc:"Time at which they end, on the next day where that is earlier."`
	Flex     *int       `json:"flex,omitempty" doc:"Minutes by which the middle of a day off may differ."`
	Weekdays []int      `json:"weekdays,omitempty" minimum:"1" maximum:"7" maxItems:"7" doc:"Days that it is about, 1 Monday to 7 Sunday."`
	Anchor   *Day       `json:"anchor,omitempty" doc:"First day of a rotation, or of blocks."`
	Cycle    [][]string `json:"cycle,omitempty" maxItems:"366" doc:"Rotation: for each of its days the classes that may be worked, and off for a day off; an empty day allows everything."`
	Source   *string    `json:"source,omitempty" maxLength:"300" doc:"Where the rule comes from."`
}

func (r FurtherRule) toDomain() labour.Rule {
	out := labour.Rule{
		Kind: labour.Kind(r.Kind), Class: orZero(r.Class), Then: orZero(r.Then), Span: labour.Span(orZero(r.Span)), Days: orZero(r.Days),
		Min: orZero(r.Min), Max: orZero(r.Max), From: int(orZero(r.From)), To: int(orZero(r.To)), Flex: orZero(r.Flex),
		Anchor: dateOrNone(r.Anchor), Cycle: r.Cycle, Source: orZero(r.Source),
	}
	if r.Max != nil && *r.Max == 0 && out.Kind != labour.StartSpread {
		out.Max = labour.Nothing
	}
	for _, iso := range r.Weekdays {
		out.Weekdays = append(out.Weekdays, weekday(iso))
	}
	return out
}

func furtherRuleOf(r labour.Rule) FurtherRule {
	out := FurtherRule{
		Kind: string(r.Kind), Class: orNone(r.Class), Then: orNone(r.Then), Span: orNone(string(r.Span)), Days: orNone(r.Days),
		Min: orNone(r.Min), Max: orNone(r.Max), Flex: orNone(r.Flex), From: orNone(Clock(r.From)), To: orNone(Clock(r.To)),
		Weekdays: each(r.Weekdays, workforce.ISOWeekday), Anchor: dayOrNone(r.Anchor), Cycle: r.Cycle, Source: orNone(r.Source),
	}
	if r.Max == labour.Nothing || r.Kind == labour.StartSpread {
		most := max(0, r.Max)
		out.Max = &most
	}
	return out
}

func furtherRules(list []FurtherRule) []labour.Rule {
	if len(list) == 0 {
		return nil
	}
	return each(list, FurtherRule.toDomain)
}
