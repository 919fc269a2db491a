package ladder

import (
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Requirement is something that an edge asks. The kinds are [Service], [Dwell],
// [Metric], [Certified], [Streak], [AwardCount], [Trained], [Nominated], [Board] and
// [NoSanction], and the groups [All], [Any] and [AtLeast].
type Requirement interface {
	evaluate(s *subject) Finding
	check(at place, known Catalogue) []*Fault
	write(c *canon)
}

// Service asks for months since somebody was hired.
type Service struct{ Months int }

// Dwell asks for months on the present rung.
type Dwell struct{ Months int }

// Sense is on which side of a threshold the good is.
type Sense string

// The senses.
const (
	NotBelow Sense = "at least"
	NotAbove Sense = "at most"
)

// Aggregate is how observations become one value.
type Aggregate string

// The aggregates.
const (
	Mean   Aggregate = "mean" // by weight
	Worst  Aggregate = "worst"
	Latest Aggregate = "latest"
)

// Metric asks for a level of a key figure, of quality or of adherence: over a window
// of days, from no fewer than so many observations.
type Metric struct {
	Name         string
	Aggregate    Aggregate
	Window       int // days up to the day of evaluation
	Sense        Sense
	Threshold    float64
	Observations int
}

// Certified asks for a certificate that is valid on the day.
type Certified struct{ Code string }

// Streak asks for an award in so many months of the calendar in a row. A month of
// which protected leave takes more than half is skipped, unless leave breaks streaks.
type Streak struct {
	Award       string
	Months      int
	LeaveBreaks bool
}

// AwardCount asks for an award so many times within months up to the present one; 0
// months: ever.
type AwardCount struct {
	Award  string
	Times  int
	Within int
}

// Trained asks for hours of training, in a course or, where it is empty, in any;
// within days, 0 for ever.
type Trained struct {
	Course string
	Hours  float64
	Within int
}

// Nominated asks for nominations by different people within days, 0 for ever.
type Nominated struct{ By, Within int }

// Board asks for a score of the last board within days, 0 for ever.
type Board struct {
	Score  float64
	Within int
}

// NoSanction asks that no sanction is in force.
type NoSanction struct{}

// All asks for every part.
type All []Requirement

// Any asks for one part.
type Any []Requirement

// AtLeast asks for so many of its parts.
type AtLeast struct {
	Count int
	Of    []Requirement
}

// subject is a person on a day.
type subject struct {
	record *Record
	on     grid.Date
	clock  clock
}

func (q Service) check(at place, _ Catalogue) []*Fault { return oddMonths(at, q.Months) }
func (q Dwell) check(at place, _ Catalogue) []*Fault   { return oddMonths(at, q.Months) }

func oddMonths(at place, months int) []*Fault {
	if months < 1 || months > 600 {
		return at.odd("months", fmt.Sprintf("%d months", months), "1 to 600")
	}
	return nil
}

// oddWithin refuses a time to look back that is below zero.
func oddWithin(at place, field string, within int) []*Fault {
	if within < 0 {
		return at.odd(field, fmt.Sprint(within), "at least 0, which is for ever")
	}
	return nil
}

func (q Metric) check(at place, known Catalogue) []*Fault {
	faults := unknown(at, NoSuchMetric, "metric", q.Name, known.Metrics)
	if !slices.Contains([]Aggregate{Mean, Worst, Latest}, q.Aggregate) {
		faults = append(faults, at.odd("aggregate", fmt.Sprintf("%s by %q", q.Name, q.Aggregate), "mean, worst or latest")...)
	}
	if q.Sense != NotBelow && q.Sense != NotAbove {
		faults = append(faults, at.odd("sense", fmt.Sprintf("%s %q a threshold", q.Name, q.Sense), "at least or at most")...)
	}
	if math.IsNaN(q.Threshold) || math.IsInf(q.Threshold, 0) {
		faults = append(faults, at.odd("threshold", fmt.Sprintf("%s with a threshold of %g", q.Name, q.Threshold), "a number")...)
	}
	if q.Window < 1 {
		faults = append(faults, at.odd("window_days", fmt.Sprintf("%s over %d days", q.Name, q.Window), "at least a day")...)
	}
	if q.Observations < 1 {
		faults = append(faults, at.odd("observations", fmt.Sprintf("%s from %d observations", q.Name, q.Observations), "at least one observation")...)
	}
	return faults
}

func (q Certified) check(at place, known Catalogue) []*Fault {
	return unknown(at, NoSuchCredit, "certificate", q.Code, known.Certificates)
}

func (q Streak) check(at place, known Catalogue) []*Fault {
	return append(unknown(at, NoSuchAward, "award", q.Award, known.Awards), oddMonths(at, q.Months)...)
}

func (q AwardCount) check(at place, known Catalogue) []*Fault {
	faults := append(unknown(at, NoSuchAward, "award", q.Award, known.Awards), oddWithin(at, "within_months", q.Within)...)
	if q.Times < 1 || q.Within > 0 && q.Times > q.Within {
		faults = append(faults, at.odd("times", fmt.Sprintf("%s %d times within %d months", q.Award, q.Times, q.Within), "at least once, and no more often than there are months")...)
	}
	return faults
}

func (q Trained) check(at place, known Catalogue) []*Fault {
	var faults []*Fault
	if q.Course != "" {
		faults = unknown(at, NoSuchCourse, "course", q.Course, known.Courses)
	}
	if !(q.Hours > 0) {
		faults = append(faults, at.odd("hours", fmt.Sprintf("%g hours", q.Hours), "hours above 0")...)
	}
	return append(faults, oddWithin(at, "within_days", q.Within)...)
}

func (q Nominated) check(at place, _ Catalogue) []*Fault {
	var faults []*Fault
	if q.By < 1 {
		faults = at.odd("by", fmt.Sprintf("nominations by %d people", q.By), "at least one person")
	}
	return append(faults, oddWithin(at, "within_days", q.Within)...)
}

func (q Board) check(at place, _ Catalogue) []*Fault {
	var faults []*Fault
	if !(q.Score >= 1 && q.Score <= 5) {
		faults = at.odd("score", fmt.Sprintf("a board's score of %g", q.Score), "1 to 5")
	}
	return append(faults, oddWithin(at, "within_days", q.Within)...)
}

func (NoSanction) check(place, Catalogue) []*Fault { return nil }

func (q All) check(at place, known Catalogue) []*Fault { return checkParts(at, q, known) }
func (q Any) check(at place, known Catalogue) []*Fault { return checkParts(at, q, known) }

func (q AtLeast) check(at place, known Catalogue) []*Fault {
	faults := checkParts(at, q.Of, known)
	if len(q.Of) > 0 && (q.Count < 1 || q.Count > len(q.Of)) {
		faults = append(faults, at.odd("count", fmt.Sprintf("%d of %d", q.Count, len(q.Of)), "from 1 to all of them")...)
	}
	return faults
}

func checkParts(at place, parts []Requirement, known Catalogue) (faults []*Fault) {
	if len(parts) == 0 {
		return at.fault(EmptyGroup, "of", "no requirement", "at least one, or no group")
	}
	for i, q := range parts {
		if q == nil {
			faults = append(faults, at.below(i).fault(EmptyGroup, "of", "no requirement", "one")...)
			continue
		}
		faults = append(faults, q.check(at.below(i), known)...)
	}
	return faults
}

func unknown(at place, kind FaultKind, field, name string, known []string) []*Fault {
	if slices.Contains(known, name) {
		return nil
	}
	return at.fault(kind, field, fmt.Sprintf("%q", name), fmt.Sprintf("one of %q", known))
}
