package ladder

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Verdict is what an evaluation comes to. Verdicts are in order: of parts that must
// all pass the least decides, of parts of which one must pass the greatest.
type Verdict int

// The verdicts.
const (
	Fails Verdict = iota
	Unknown
	Passes
)

func (v Verdict) String() string { return [...]string{"fails", "unknown", "passes"}[v] }

// Why says what stands behind a verdict that is no plain pass or fail, or behind a
// day that cannot be said.
type Why string

// The reasons.
const (
	Plain           Why = ""
	TooFew          Why = "too few observations"
	ContestDecides  Why = "contested evidence decides"
	NotRead         Why = "register could not be read"
	LeaveWithoutEnd Why = "leave without an end"
	NeedsAction     Why = "needs somebody to act"
	NoTrend         Why = "does not get better"
	OnNoRung        Why = "on no rung that day"
)

// Finding is what a requirement comes to for a person on a day.
type Finding struct {
	Kind     Kind
	Name     string // of the metric, award, certificate or course
	Verdict  Verdict
	Known    bool    // whether there is a value
	Value    float64 // what is
	Needed   float64 // what is asked
	Gap      float64 // what lacks, at least 0
	Unit     Unit    // of these
	Evidence []string
	Why      Why
	// Earliest is the day on which it would pass if the present trend holds and leaves
	// end as planned; the day itself where it passes, zero where none can be said.
	Earliest grid.Date
	Parts    []Finding
}

// passed makes a finding pass on the day.
func (f *Finding) passed(on grid.Date) {
	f.Verdict, f.Gap, f.Earliest = Passes, 0, on
}

// unread is the finding of a requirement whose register could not be read.
func (s *subject) unread(f *Finding, r Register) bool {
	if !slices.Contains(s.record.Unread, r) {
		return false
	}
	*f = Finding{Kind: f.Kind, Name: f.Name, Verdict: Unknown, Needed: f.Needed, Unit: f.Unit, Why: NotRead}
	return true
}

// within reports whether something of a day is no older than days; 0 is any age.
func (s *subject) within(day grid.Date, days int) bool {
	return !day.After(s.on) && (days == 0 || day.DaysUntil(s.on) < days)
}
