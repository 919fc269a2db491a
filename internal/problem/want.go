package problem

import (
	"fmt"
	"slices"
)

// Code names a kind of expectation. It stays the same whatever words a sentence is
// made of, so that screens say it in their own language.
type Code string

// The expectations, with their figures.
const (
	WholeNumber    Code = "whole_number"     // from, to
	Between        Code = "between"          // a number: from, to
	AtLeast        Code = "at_least"         // a number: the least
	Above          Code = "above"            // a number: what it is above
	AtMost         Code = "at_most"          // how many: the most
	Exactly        Code = "exactly"          // how many
	OneOf          Code = "one_of"           // a reference into a list: its length
	OwnCode        Code = "own_code"         // a code that nothing else of the list has
	EachOnce       Code = "each_once"        // no entry twice
	LeastBelowMost Code = "least_below_most" // the least, the most
	Limit          Code = "limit"            // a least, a most or both
	LeastForEach   Code = "least_for_each"   // a least for every so many people
	EndAfterStart  Code = "end_after_start"  // a window of some length
	LaterDay       Code = "later_day"        // days in their order
	DayWithin      Code = "day_within"       // from, to
	DayBefore      Code = "day_before"       // the day
	StartsOn       Code = "starts_on"        // the day
	TimeOfDay      Code = "time_of_day"
	NotBefore      Code = "not_before_earliest" // a latest start
	Steps          Code = "steps"               // a length above 0 in steps of so many minutes
	PaidWithin     Code = "paid_within"         // a length above 0, no more paid than that
	PauseInside    Code = "pause_inside"        // pauses in a shift, one after another
	PausesFit      Code = "pauses_fit"          // a length in which every pause finds a place
	PauseLimits    Code = "pause_limits"        // people of 0 or more, a share from 0 to 1
	NoOverlap      Code = "no_overlap"          // the day
	Held           Code = "held"                // a group that the person holds: the group
	Template       Code = "template"            // a template that exists, or none
	Characters     Code = "characters"          // from, to
	CodeText       Code = "code"                // a code: its longest
	Share          Code = "share"               // 0 to 1
	WeekHolds      Code = "week_holds"          // the most minutes, the days of work
	TwoClasses     Code = "two_classes"
	Name           Code = "name"
	People         Code = "people"       // people whom a rule is about
	Enough         Code = "enough"       // the least asked for, how many there are
	Unused         Code = "unused"       // nothing: the rule does not use the field
	Needed         Code = "needed"       // something: the rule does not work without
	KnownRule      Code = "known_rule"   // a kind of rule
	KnownSpan      Code = "known_span"   // week, month and so on
	FixedSpan      Code = "fixed_span"   // a span with a fixed beginning
	SixDays        Code = "six_days"     // a weekend of at most six days
	Working        Code = "working"      // somebody with a shift in the roster
	Present        Code = "present"      // a shift of somebody who is there
	MayStay        Code = "may_stay"     // what breaks no rule
	OpenDays       Code = "open_days"    // days that may change
	PaidAbsence    Code = "paid_or_open" // an absence that is paid, or open days around it
	Covers         Code = "covers"       // demand that covers the days: from, to
	SameSite       Code = "same_site"    // a queue of the same site
	SkilledPeople  Code = "skilled"      // people who hold a skill of the queues
	RosterShape    Code = "shape"        // a roster of the problem's people and days

	// What a planner's orders and the centre's own records have to be.
	EndNotBefore   Code = "end_not_before_start"
	EndWithin      Code = "end_within" // hours
	Choice         Code = "choice"
	NotZero        Code = "not_zero" // from, to
	SiteThing      Code = "site_thing"
	EndedDesign    Code = "ended_design"
	PersonDay      Code = "person_day"
	PlannedPerson  Code = "planned_person"
	CoveredQueue   Code = "covered_queue"
	OwnTemplate    Code = "own_template"
	RosterSlot     Code = "roster_slot"
	Unpublished    Code = "unpublished"
	PointsLeft     Code = "points_left" // how many, until when
	BidWindow      Code = "bid_window"  // days
	BidPoints      Code = "bid_points"
	RankedBy       Code = "ranked_by"
	Published      Code = "published"
	SharedDays     Code = "shared_days" // from, to
	Looser         Code = "looser"
	Existing       Code = "existing"
	DayFrom        Code = "day_from" // the day
	OnceADay       Code = "once_a_day"
	NoneBeside     Code = "none_beside"
	TogetherAtMost Code = "together_at_most" // the most
	Email          Code = "email"
	Zone           Code = "zone"
	Country        Code = "country"
	Weekday        Code = "weekday"
	OpeningTimes   Code = "opening_times"
	AllScope       Code = "all_scope"
	PatienceBeside Code = "patience_beside" // how long callers wait, or nothing
	NoColon        Code = "no_colon"        // a code without a colon
	PageCursor     Code = "page_cursor"     // where an earlier page of the same list ended

	// What stands in a file's cells.
	PersonCode       Code = "person_code"
	QueueCode        Code = "queue_code"
	ProgrammeCode    Code = "programme_code"
	ReasonCode       Code = "reason_code"
	TimePast         Code = "time_past"
	Column           Code = "column"        // the names
	Words            Code = "words"         // the list
	CurrencyCode     Code = "currency_code" // an example
	Decimal          Code = "decimal"
	AmountIn         Code = "amount_in" // the currency
	DayText          Code = "day_text"
	TimeText         Code = "time_text" // an example
	OwnLine          Code = "own_line"  // the line that has it
	WholeSeconds     Code = "whole_seconds"
	AtLeastWhole     Code = "whole_or_more"
	CommaSeparated   Code = "comma_separated"
	Values           Code = "values" // how many, which
	UTF8             Code = "utf8"
	WebAddress       Code = "web_address"
	WithinDayAfter   Code = "within_day_after" // the time
	TimeAfterCreated Code = "time_after_created"
	ClockTime        Code = "clock_time" // the zone
	SkillSet         Code = "skill_set"
	OpeningHours     Code = "opening_hours"
	ForecastTimes    Code = "forecast_times"
	Megabytes        Code = "megabytes" // how many
	Workbook         Code = "workbook"
	Rows             Code = "rows"

	// What contracts, programmes, commitments and releases have to be.
	DayTo            Code = "day_to" // the day
	TimeToCome       Code = "time_to_come"
	SumWithin        Code = "sum_within"        // what it adds up to, the most
	FittingLimits    Code = "fitting_limits"    // limits of shares that can be kept together
	BandAbove        Code = "band_above"        // a band that begins above the one before
	HybridBonus      Code = "hybrid_bonus"      // a bonus for a hybrid rate and for no other
	OfProgramme      Code = "of_programme"      // what the programme has for good
	SameEmployer     Code = "same_employer"     // as the programme
	ServingProgramme Code = "serving_programme" // a programme and a queue that it serves
	AfterAsking      Code = "after_asking"      // a time after members have asked
	ComputableHours  Code = "computable_hours"  // a forecast with handle times or a requirement
)

// Codes lists every code.
var Codes = []Code{
	WholeNumber, Between, AtLeast, Above, AtMost, Exactly, OneOf, OwnCode, EachOnce, LeastBelowMost, Limit, LeastForEach, EndAfterStart,
	LaterDay, DayWithin, DayBefore, StartsOn, TimeOfDay, NotBefore, Steps, PaidWithin, PauseInside, PausesFit, PauseLimits, NoOverlap,
	Held, Template, Characters, CodeText, Share, WeekHolds, TwoClasses, Name, People, Enough, Unused, Needed, KnownRule, KnownSpan, FixedSpan, SixDays, Working, Present,
	MayStay, OpenDays, PaidAbsence, Covers, SameSite, SkilledPeople, RosterShape,
	EndNotBefore, EndWithin, Choice, NotZero, SiteThing, EndedDesign, PersonDay, PlannedPerson, CoveredQueue, OwnTemplate,
	RosterSlot, Unpublished, PointsLeft, BidWindow, BidPoints, RankedBy, Published, SharedDays, Looser, Existing,
	DayFrom, OnceADay, NoneBeside, TogetherAtMost, Email, Zone, Country, Weekday, OpeningTimes, AllScope,
	PatienceBeside, NoColon, PageCursor,
	PersonCode, QueueCode, ProgrammeCode, ReasonCode, TimePast, Column, Words, CurrencyCode, Decimal, AmountIn, DayText, TimeText, OwnLine,
	WholeSeconds, AtLeastWhole, CommaSeparated, Values, UTF8, WebAddress, WithinDayAfter, TimeAfterCreated, ClockTime, SkillSet, OpeningHours, ForecastTimes, Rows, Megabytes, Workbook,
	DayTo, TimeToCome, SumWithin, FittingLimits, BandAbove, HybridBonus, OfProgramme, SameEmployer, ServingProgramme, AfterAsking, ComputableHours,
}

// Want is what would be accepted in the place of what was found. The zero value says
// nothing: only an English sentence is known.
type Want struct {
	Code    Code
	Figures []string
}

// Wanting returns an expectation with its figures.
func Wanting(code Code, figures ...any) Want {
	w := Want{Code: code}
	for _, f := range figures {
		w.Figures = append(w.Figures, fmt.Sprint(f))
	}
	return w
}

// Known reports whether the expectation has a code of ours.
func (w Want) Known() bool { return slices.Contains(Codes, w.Code) }
