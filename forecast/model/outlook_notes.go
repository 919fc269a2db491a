package model

import "strconv"

// Notes on an outlook: what it assumes.
const (
	OutlookGrowthGiven    NoteCode = "outlook_growth_given"    // percent: a year
	OutlookGrowthDamped   NoteCode = "outlook_growth_damped"   // percent: a year now; days: until half of it is left
	OutlookGrowthLasting  NoteCode = "outlook_growth_lasting"  // percent: a year
	OutlookGrowthNone     NoteCode = "outlook_growth_none"     // it did not help in the back-test
	OutlookGrowthUnknown  NoteCode = "outlook_growth_unknown"  // weeks: of history
	OutlookSeasonLearnt   NoteCode = "outlook_season_learnt"   // weeks: of history
	OutlookSeasonShrunk   NoteCode = "outlook_season_shrunk"   // weeks: of history, under two years
	OutlookSeasonUnknown  NoteCode = "outlook_season_unknown"  // weeks: of history
	OutlookCalendarUntil  NoteCode = "outlook_calendar_until"  // day
	OutlookCalendarEmpty  NoteCode = "outlook_calendar_empty"  //
	OutlookBandsTested    NoteCode = "outlook_bands_tested"    // weeks: the longest lead tested
	OutlookBandsAssumed   NoteCode = "outlook_bands_assumed"   // percent: one deviation at a quarter of a year
	OutlookHandleTime     NoteCode = "outlook_handle_time"     // seconds
	OutlookHandleUnknown  NoteCode = "outlook_handle_unknown"  //
	OutlookHoursAsTheyAre NoteCode = "outlook_hours_unchanged" //
)

// assumptions lists what the outlook rests on.
func (o *outlook) assumptions() []Note {
	weeks := strconv.Itoa(o.training.Days() / 7)
	list := []Note{o.growthNote(weeks)}
	switch days := o.training.Days(); {
	case days >= 2*365:
		list = append(list, note(OutlookSeasonLearnt, "weeks", weeks))
	case days >= daysForYearly:
		list = append(list, note(OutlookSeasonShrunk, "weeks", weeks))
	default:
		list = append(list, note(OutlookSeasonUnknown, "weeks", weeks))
	}
	if last := o.Calendar.lastKnown(); last.IsZero() {
		list = append(list, note(OutlookCalendarEmpty))
	} else if o.From.AddDays(o.days - 1).After(last) {
		list = append(list, note(OutlookCalendarUntil, "day", last.String()))
	}
	if o.bands.tested > 0 {
		list = append(list, note(OutlookBandsTested, "weeks", strconv.Itoa(o.bands.tested)))
	} else {
		list = append(list, note(OutlookBandsAssumed, "percent", percent(fallbackDeviation)))
	}
	if h := fitHandleTime(o.training, o.training.handleLife()); h.level > 0 {
		list = append(list, note(OutlookHandleTime, "seconds", strconv.FormatFloat(h.level, 'f', 0, 64)))
	} else {
		list = append(list, note(OutlookHandleUnknown))
	}
	return append(list, note(OutlookHoursAsTheyAre))
}

func (o *outlook) growthNote(weeks string) Note {
	g := o.course.growth()
	switch {
	case g.Given:
		return note(OutlookGrowthGiven, "percent", percent(g.PerYear))
	case o.training.Days() < daysForYearly:
		return note(OutlookGrowthUnknown, "weeks", weeks)
	case !o.course.design.trend:
		return note(OutlookGrowthNone)
	case g.HalfLife > 0:
		return note(OutlookGrowthDamped, "percent", percent(g.PerYear), "days", strconv.FormatFloat(g.HalfLife, 'f', 0, 64))
	}
	return note(OutlookGrowthLasting, "percent", percent(g.PerYear))
}

// percent writes a ratio as a percentage with one decimal.
func percent(ratio float64) string { return strconv.FormatFloat(100*ratio, 'f', 1, 64) }
