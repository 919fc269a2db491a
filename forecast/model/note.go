package model

import (
	"maps"
	"slices"
	"strings"
)

// Note is something that the reader of a forecast should know, as a code with
// arguments, so that every screen can say it in its own language. String says it
// in English, and is the one place that does.
type Note struct {
	Code NoteCode
	Args map[string]string // by the name in the code's comment; nil for none
}

// NoteCode says what a note is about.
type NoteCode string

// Notes on a forecast as a whole.
const (
	NoteUnderOneWeek    NoteCode = "history_under_one_week"
	NoteUnderThreeWeeks NoteCode = "history_under_three_weeks"
	NoteUnderEightWeeks NoteCode = "history_under_eight_weeks"
	NoteNoBacktest      NoteCode = "no_backtest"
	NoteUntestedLeads   NoteCode = "horizon_longer_than_tested" // tested, asked: days
	NoteHistoryEnds     NoteCode = "history_ends_before"        // days
	NoteColdStart       NoteCode = "cold_start"                 // contacts: of an ordinary day, as estimated
	NoteColdStartUnused NoteCode = "cold_start_not_needed"      // days: of history
	NoteReconciled      NoteCode = "reconciled"                 // queues: that agree; percent: of contacts moved
	NoteShareOfGroup    NoteCode = "share_of_group"             // queues: forecast as one
	NoteTooLittleShared NoteCode = "not_reconciled"             // queues: asked for
	NoteInWords         NoteCode = "words"                      // text: from before notes had codes
)

// Notes on why there is no forecast at all.
const (
	FailedNoHistory NoteCode = "failed_no_history"
	FailedNoDay     NoteCode = "failed_no_usable_day"
	FailedHorizon   NoteCode = "failed_horizon"
	FailedDriver    NoteCode = "failed_driver" // driver; day: may be empty; found, expected: in English
)

// Notes on why a candidate was taken or not.
const (
	WhyTaken           NoteCode = "taken"
	WhyFamily          NoteCode = "behind_its_family"    // model: that stands for the family
	WhySettled         NoteCode = "not_decisively_ahead" // model: that stands for the family
	WhyBest            NoteCode = "behind_the_best"      // model: the best; percent: behind it
	WhyReference       NoteCode = "behind_the_reference" // model: the reference
	WhyCombinationLost NoteCode = "combination_behind_the_reference"
	WhyBaseline        NoteCode = "baseline_not_best" // model: the best
)

// noteTexts are the notes in English; {name} stands for an argument.
var noteTexts = map[NoteCode]string{
	NoteUnderOneWeek:    "less than a week of history: weekdays that never occurred are assumed to be like the others",
	NoteUnderThreeWeeks: "less than 3 weeks of history: averages shrunk to the shape all weekdays share",
	NoteUnderEightWeeks: "less than 8 weeks of history: no effects of the place in the month",
	NoteNoBacktest:      "too little history for a back-test: bands rest on assumed errors",
	NoteUntestedLeads:   "back-test windows are {tested} days long, the forecast reaches {asked} days: later days have the bands of the last that could be tested",
	NoteHistoryEnds:     "the history ends {days} days before the first day forecast",
	NoteColdStart:       "no history of its own: the shape of a template with {contacts} contacts on an ordinary day, an estimate that the bands allow for; candidates and scores are the template's",
	NoteColdStartUnused: "{days} days of history are enough to forecast from: the template was not used",
	NoteReconciled:      "made to agree with the total of {queues} queues, which moved {percent} % of the contacts",
	NoteShareOfGroup:    "too few contacts to be forecast alone: its share of the forecast of {queues} such queues",
	NoteTooLittleShared: "not reconciled with the other queues ordered: fewer than 2 of the {queues} have at least 3 weeks of history in common",
	NoteInWords:         "{text}",

	FailedNoHistory: "the queue has no history before the first day to forecast; import some",
	FailedNoDay:     "the history has no usable day; at least one day with contacts is needed",
	FailedHorizon:   "the history cannot carry the forecast: it must begin before the first day and end at most 400 days before it, and the forecast may reach 800 days",
	FailedDriver:    "driver {driver}: found {found}; expected {expected} {day}",

	WhyTaken:           "in the combination",
	WhyFamily:          "{model} of the same family did better",
	WhySettled:         "not far enough ahead of {model} of the same family to displace it",
	WhyBest:            "{percent} % behind the best, {model}; up to 10 % is near enough",
	WhyReference:       "behind the reference, {model}",
	WhyCombinationLost: "the combination with it lost to the reference",
	WhyBaseline:        "a baseline, taken only where nothing does better; {model} does",

	NoteRowsIgnored:  "{intervals} intervals of the history from {day} on were ignored: the forecast begins there",
	NoteHole:         "nothing was recorded from {from} to {until}, {days} days: they teach nothing and close nothing",
	NoteHoursChanged: "{percent} % of the contacts lie outside the opening hours of the last eight weeks and are left out",

	QualityNoContacts:   "no contact was seen in the last eight weeks",
	QualityShort:        "only {weeks} weeks of history",
	QualityUntested:     "too little history for any back-test",
	QualityLongLead:     "the horizon of {asked} days is longer than the {tested} that could be tested",
	QualityDayErrors:    "days were off by {percent} % in the back-test",
	QualityNoBetter:     "no better than repeating last week",
	QualityStale:        "the history ends {days} days before the first day forecast",
	QualityManyMissing:  "{percent} % of the open days of the last eight weeks have no usable record",
	QualityManyFlagged:  "something was left out of fitting on {percent} % of the open days of the last eight weeks",
	QualityBandsMissing: "bands of {level} % held {share} % in the back-test",

	OutlookGrowthGiven:    "a growth of {percent} % a year is assumed, and lasts",
	OutlookGrowthDamped:   "a growth of {percent} % a year was learnt; half of its speed is left after {days} days",
	OutlookGrowthLasting:  "a growth of {percent} % a year was learnt, and lasts",
	OutlookGrowthNone:     "no growth: carrying the past's on did no better in the back-test",
	OutlookGrowthUnknown:  "no growth: {weeks} weeks of history cannot tell it from the season",
	OutlookSeasonLearnt:   "the season was learnt from {weeks} weeks of history",
	OutlookSeasonShrunk:   "the season was learnt from {weeks} weeks of history and held down, because it was seen less than twice",
	OutlookSeasonUnknown:  "no season: {weeks} weeks of history do not show a year",
	OutlookCalendarUntil:  "the calendar ends on {day}: later holidays and events are not allowed for",
	OutlookCalendarEmpty:  "the calendar is empty: no holiday is allowed for",
	OutlookBandsTested:    "bands rest on errors made up to {weeks} weeks ahead; later ones widen with the root of the lead",
	OutlookBandsAssumed:   "too little history for a back-test: bands rest on an assumed deviation of {percent} % a quarter ahead",
	OutlookHandleTime:     "handle time stays at {seconds} seconds a contact",
	OutlookHandleUnknown:  "no handle time is known, and so no workload",
	OutlookHoursAsTheyAre: "opening hours stay as they are",
}

func (n Note) String() string {
	text, ok := noteTexts[n.Code]
	if !ok {
		text = strings.ReplaceAll(string(n.Code), "_", " ")
		for _, name := range slices.Sorted(maps.Keys(n.Args)) {
			text += ", " + name + " {" + name + "}"
		}
	}
	for name, value := range n.Args {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// note makes a note from a code and pairs of an argument's name and value.
func note(code NoteCode, pairs ...string) Note {
	n := Note{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if n.Args == nil {
			n.Args = map[string]string{}
		}
		n.Args[pairs[i]] = pairs[i+1]
	}
	return n
}
