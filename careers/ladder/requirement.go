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
	check(where string, known Catalogue) []*Fault
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

func odd(where string, found any, expected string) []*Fault {
	return []*Fault{fault(OddRequirement, where, found, expected)}
}

func (q Service) check(where string, _ Catalogue) []*Fault { return oddMonths(where, q.Months) }
func (q Dwell) check(where string, _ Catalogue) []*Fault   { return oddMonths(where, q.Months) }

func oddMonths(where string, months int) []*Fault {
	if months < 1 || months > 600 {
		return odd(where, fmt.Sprintf("%d months", months), "1 to 600")
	}
	return nil
}

func (q Metric) check(where string, known Catalogue) []*Fault {
	faults := unknown(NoSuchMetric, where, q.Name, known.Metrics)
	if !slices.Contains([]Aggregate{Mean, Worst, Latest}, q.Aggregate) {
		faults = append(faults, odd(where, fmt.Sprintf("%s by %q", q.Name, q.Aggregate), "mean, worst or latest")...)
	}
	if q.Sense != NotBelow && q.Sense != NotAbove {
		faults = append(faults, odd(where, fmt.Sprintf("%s %q a threshold", q.Name, q.Sense), "at least or at most")...)
	}
	if math.IsNaN(q.Threshold) || math.IsInf(q.Threshold, 0) {
		faults = append(faults, odd(where, fmt.Sprintf("%s with a threshold of %g", q.Name, q.Threshold), "a number")...)
	}
	if q.Window < 1 || q.Observations < 1 {
		faults = append(faults, odd(where, fmt.Sprintf("%s over %d days from %d observations", q.Name, q.Window, q.Observations), "at least a day, and one observation")...)
	}
	return faults
}

func (q Certified) check(where string, known Catalogue) []*Fault {
	return unknown(NoSuchCredit, where, q.Code, known.Certificates)
}

func (q Streak) check(where string, known Catalogue) []*Fault {
	return append(unknown(NoSuchAward, where, q.Award, known.Awards), oddMonths(where, q.Months)...)
}

func (q AwardCount) check(where string, known Catalogue) []*Fault {
	faults := unknown(NoSuchAward, where, q.Award, known.Awards)
	if q.Times < 1 || q.Within < 0 || q.Within > 0 && q.Times > q.Within {
		faults = append(faults, odd(where, fmt.Sprintf("%s %d times within %d months", q.Award, q.Times, q.Within), "at least once, and no more often than there are months")...)
	}
	return faults
}

func (q Trained) check(where string, known Catalogue) []*Fault {
	var faults []*Fault
	if q.Course != "" {
		faults = unknown(NoSuchCourse, where, q.Course, known.Courses)
	}
	if !(q.Hours > 0) || q.Within < 0 {
		faults = append(faults, odd(where, fmt.Sprintf("%g hours within %d days", q.Hours, q.Within), "hours above 0")...)
	}
	return faults
}

func (q Nominated) check(where string, _ Catalogue) []*Fault {
	if q.By < 1 || q.Within < 0 {
		return odd(where, fmt.Sprintf("nominations by %d people within %d days", q.By, q.Within), "at least one person")
	}
	return nil
}

func (q Board) check(where string, _ Catalogue) []*Fault {
	if !(q.Score >= 1 && q.Score <= 5) || q.Within < 0 {
		return odd(where, fmt.Sprintf("a board's score of %g within %d days", q.Score, q.Within), "1 to 5")
	}
	return nil
}

func (NoSanction) check(string, Catalogue) []*Fault { return nil }

func (q All) check(where string, known Catalogue) []*Fault { return checkParts(where, q, known) }
func (q Any) check(where string, known Catalogue) []*Fault { return checkParts(where, q, known) }

func (q AtLeast) check(where string, known Catalogue) []*Fault {
	faults := checkParts(where, q.Of, known)
	if len(q.Of) > 0 && (q.Count < 1 || q.Count > len(q.Of)) {
		faults = append(faults, odd(where, fmt.Sprintf("%d of %d", q.Count, len(q.Of)), "from 1 to all of them")...)
	}
	return faults
}

func checkParts(where string, parts []Requirement, known Catalogue) (faults []*Fault) {
	if len(parts) == 0 {
		return []*Fault{fault(EmptyGroup, where, "no requirement", "at least one, or no group")}
	}
	for i, q := range parts {
		if q == nil {
			faults = append(faults, fault(EmptyGroup, fmt.Sprintf("%s, part %d", where, i+1), "no requirement", "one"))
			continue
		}
		faults = append(faults, q.check(where, known)...)
	}
	return faults
}

func unknown(kind FaultKind, where, name string, known []string) []*Fault {
	if slices.Contains(known, name) {
		return nil
	}
	return []*Fault{fault(kind, where, fmt.Sprintf("%q", name), fmt.Sprintf("one of %q", known))}
}
