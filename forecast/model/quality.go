package model

import (
	"math"
	"slices"
	"strconv"
)

// Quality says how far a forecast can be relied on, so that a poor one is never
// drawn as if it were a good one.
type Quality struct {
	Grade   Grade
	Reasons []Note // why it is no better; none for a good one
}

// Grade is how good a forecast is. The zero value is unknown: of forecasts from
// before there were grades.
type Grade string

// The grades.
const (
	GoodForecast Grade = "good"
	FairForecast Grade = "fair" // usable with its bands in sight
	PoorForecast Grade = "poor" // not to be planned on as it is
)

// Reasons for a grade that is not good.
const (
	QualityNoContacts   NoteCode = "quality_no_contacts"     // in the last eight weeks
	QualityShort        NoteCode = "quality_short_history"   // weeks
	QualityUntested     NoteCode = "quality_untested"        //
	QualityLongLead     NoteCode = "quality_long_lead"       // tested, asked: days
	QualityDayErrors    NoteCode = "quality_day_errors"      // percent: of the day's contacts
	QualityNoBetter     NoteCode = "quality_no_better_naive" // than last week's values
	QualityStale        NoteCode = "quality_stale"           // days since the history ended
	QualityManyMissing  NoteCode = "quality_missing_days"    // percent of the open days of the last eight weeks
	QualityManyFlagged  NoteCode = "quality_flagged_days"    // percent of the open days of the last eight weeks
	QualityBandsMissing NoteCode = "quality_bands_miss"      // level, share: per cent that an 80 % band held
)

// Limits of the grades. Whole days are judged, because the errors of single
// intervals are mostly chance where contacts are few.
const (
	fairDayError, poorDayError = .15, .40
	fairStale, poorStale       = 3, 28 // days
	fairMissing, poorMissing   = .10, .50
	bandsOff                   = .12
)

// grading gathers reasons.
type grading struct {
	grade   Grade
	reasons []Note
}

// mark takes a reason in where the value is beyond the first limit, and the
// grade down to poor where it is beyond the second.
func (g *grading) mark(value, fair, poor float64, n Note) {
	if !(value > fair) {
		return
	}
	g.reasons = append(g.reasons, n)
	if value > poor {
		g.grade = PoorForecast
	} else if g.grade == GoodForecast {
		g.grade = FairForecast
	}
}

// quality grades a forecast by the history behind it and by its back-test.
func (r *run) quality(out *Result) Quality {
	g := &grading{grade: GoodForecast}
	t := r.training
	never := math.Inf(1)
	g.mark(indicator(r.recentContacts() == 0), 0, 0, note(QualityNoContacts))
	g.mark(daysForMonth-float64(t.Days()), 0, daysForMonth-daysForLevel, note(QualityShort, "weeks", strconv.Itoa(t.Days()/7)))
	g.mark(float64(r.gap), fairStale, poorStale, note(QualityStale, "days", strconv.Itoa(r.gap)))
	missing, flagged := r.recentTrouble()
	g.mark(missing, fairMissing, poorMissing, note(QualityManyMissing, "percent", percent(missing)))
	g.mark(flagged, fairMissing, never, note(QualityManyFlagged, "percent", percent(flagged)))
	if len(r.backtest.windows) == 0 {
		g.mark(1, 0, 0, note(QualityUntested))
		return Quality{g.grade, g.reasons}
	}
	asked := r.gap + r.Days
	g.mark(float64(asked), float64(r.backtest.horizon), never, note(QualityLongLead, "tested", strconv.Itoa(r.backtest.horizon), "asked", strconv.Itoa(asked)))
	score := out.Combination.Score
	g.mark(score.DayWAPE, fairDayError, poorDayError, note(QualityDayErrors, "percent", percent(score.DayWAPE)))
	g.mark(score.MASE, 1, never, note(QualityNoBetter))
	if share, ok := out.held(.80); ok {
		g.mark(math.Abs(share-.80), bandsOff, never, note(QualityBandsMissing, "level", "80", "share", percent(share)))
	}
	return Quality{g.grade, g.reasons}
}

// recentDaysGraded are the days by which the state of the record is judged.
const recentDaysGraded = 8 * 7

func (r *run) recentContacts() float64 {
	t := r.training
	total := 0.0
	for k := max(0, t.Days()-recentDaysGraded); k < t.Days(); k++ {
		total += sumSeen(t.history.contacts[k])
	}
	return total
}

// recentTrouble returns the shares of the last eight weeks' open days without a
// usable record, and with something left out of fitting.
func (r *run) recentTrouble() (missing, flagged float64) {
	t := r.training
	open := 0.0
	for k := max(0, t.Days()-recentDaysGraded); k < t.Days(); k++ {
		if t.Closed(k) {
			continue
		}
		open++
		missing += indicator(!seen(t.total[k]))
		flagged += indicator(slices.ContainsFunc(t.flags, func(f Flag) bool { return f.Date == t.history.Date(k) }))
	}
	return missing / max(1, open), flagged / max(1, open)
}

// held is the share of the back-test's intervals that a band held, over all
// leads.
func (r *Result) held(level float64) (share float64, known bool) {
	n := 0
	for _, c := range r.Coverage {
		if c.Level == level {
			share += c.Share * float64(c.N)
			n += c.N
		}
	}
	return share / float64(max(1, n)), n > 0
}
