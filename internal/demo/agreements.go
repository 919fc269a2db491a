package demo

import (
	"time"

	"github.com/muster-wfm/muster/workforce"
)

var everyDay = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// agreements are the kinds of contract in the centre: full time in China and
// Britain, part time, and the crowd's few hours.
func agreements() []workforce.Agreement {
	twoWeekends := 3
	full := workforce.Rules{
		WeeklyMinMin: 38 * 60, WeeklyMaxMin: 40 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 6, MinDaysOffPerWeek: 2,
		MaxShiftsPerWeek: 5,
	}
	british := workforce.Rules{
		WeeklyMinMin: 36 * 60, WeeklyMaxMin: 38 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 6, MinDaysOffPerWeek: 2,
		MinConsecutiveDaysOff: 1, MaxShiftsPerWeek: 5, MaxWeekendsInPeriod: &twoWeekends,
	}
	part := workforce.Rules{
		WeeklyMinMin: 18 * 60, WeeklyMaxMin: 25 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 5, MinDaysOffPerWeek: 2, MaxShiftsPerWeek: 5,
	}
	crowd := workforce.Rules{
		WeeklyMinMin: 0, WeeklyMaxMin: 20 * 60, MinRestMin: 8 * 60, MaxConsecutiveDays: 6, MinDaysOffPerWeek: 1, MaxShiftsPerWeek: 6,
	}
	return []workforce.Agreement{
		agreement("CN-FULL", "Full time, 40 hours", full,
			fullDay("E", "Early", "07:00", "09:00"), fullDay("D", "Day", "09:15", "11:30"), fullDay("L", "Late", "12:00", "14:30")),
		agreement("UK-FULL", "Full time, 37.5 hours", british,
			britishDay("E", "Early", "08:00", "09:00"), britishDay("D", "Day", "09:15", "11:00"), britishDay("L", "Late", "11:15", "13:30")),
		agreement("PART", "Part time, 18 to 25 hours", part,
			partDay("E", "Morning", "08:00", "11:00"), partDay("D", "Afternoon", "12:00", "15:00"), partDay("L", "Evening", "15:30", "17:30")),
		agreement("CROWD", "Crowd, up to 20 hours", crowd, crowdBlock()),
	}
}

func agreement(code, name string, rules workforce.Rules, templates ...workforce.ShiftTemplate) workforce.Agreement {
	return workforce.Agreement{Code: code, Name: name, Terms: []workforce.Terms{{Rules: rules, Templates: templates}}}
}

func fullDay(letter, name, first, last string) workforce.ShiftTemplate {
	return dayShift(letter, name, first, last, 510, 30)
}

func britishDay(letter, name, first, last string) workforce.ShiftTemplate {
	return dayShift(letter, name, first, last, 480, 30)
}

// dayShift is a full day: a lunch in the middle, a break before and one after.
func dayShift(letter, name, first, last string, length, lunch int) workforce.ShiftTemplate {
	return workforce.ShiftTemplate{
		Code: letter, Letter: letter, Name: name, Weekdays: everyDay,
		EarliestStartMin: wallMinutes(first), LatestStartMin: wallMinutes(last), StepMin: 15, LengthsMin: []int{length},
		Lunch: &workforce.Pause{Minutes: lunch, EarliestAfterMin: 180, LatestAfterMin: 300},
		Breaks: []workforce.Pause{
			{Minutes: 15, Paid: true, EarliestAfterMin: 75, LatestAfterMin: 150},
			{Minutes: 15, Paid: true, EarliestAfterMin: 345, LatestAfterMin: 435},
		},
		MinMinutesBetweenBreaks: 45,
	}
}

func partDay(letter, name, first, last string) workforce.ShiftTemplate {
	return workforce.ShiftTemplate{
		Code: letter, Letter: letter, Name: name, Weekdays: everyDay,
		EarliestStartMin: wallMinutes(first), LatestStartMin: wallMinutes(last), StepMin: 15, LengthsMin: []int{240, 270, 300},
		Breaks: []workforce.Pause{{Minutes: 15, Paid: true, EarliestAfterMin: 90, LatestAfterMin: 180}},
	}
}

func crowdBlock() workforce.ShiftTemplate {
	return workforce.ShiftTemplate{
		Code: "T", Letter: "T", Name: "Block", Weekdays: everyDay,
		EarliestStartMin: wallMinutes("08:00"), LatestStartMin: wallMinutes("20:00"), StepMin: 30, LengthsMin: []int{120, 180, 240},
	}
}

// agreementFor chooses the kind of contract of one person.
func agreementFor(employer employerSpec, country string, chance float64) string {
	switch {
	case employer.kind == string(workforce.Crowd):
		return "CROWD"
	case chance < 0.15:
		return "PART"
	case country == "GB":
		return "UK-FULL"
	default:
		return "CN-FULL"
	}
}
