package vendors

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Purpose is what a sample is for. What was drawn for one purpose says nothing for
// another: contacts that were drawn because trouble was suspected are no picture of
// the average.
type Purpose string

// The purposes.
const (
	ForEstimate  Purpose = "estimate"  // how good a vendor is: at random by stratum
	ForScreening Purpose = "screening" // whether a person may go on: the same number of each
	ForLot       Purpose = "lot"       // whether a batch of work is taken
	ForRisk      Purpose = "risk"      // where trouble is suspected: by chances given
	ForGold      Purpose = "gold"      // judged again by somebody who does not see the first grade
	ForLinking   Purpose = "linking"   // the common set that every grader judges
	ForOwnCheck  Purpose = "own_check" // a vendor's judgement of his own work, beside the owner's
)

// Purposes lists every purpose.
func Purposes() []Purpose {
	return []Purpose{ForEstimate, ForScreening, ForLot, ForRisk, ForGold, ForLinking, ForOwnCheck}
}

// GradeKind is how a grade came about.
type GradeKind string

// The kinds.
const (
	FirstGrade   GradeKind = "first"
	BlindGrade   GradeKind = "blind"
	LinkingGrade GradeKind = "linking"
	OwnGrade     GradeKind = "own"
)

// kind of the grades that a sample for a purpose asks for.
func (p Purpose) kind() GradeKind {
	switch p {
	case ForGold:
		return BlindGrade
	case ForLinking:
		return LinkingGrade
	case ForOwnCheck:
		return OwnGrade
	}
	return FirstGrade
}

// again reports whether the sample is of contacts that were judged before.
func (p Purpose) again() bool { return p == ForGold || p == ForOwnCheck }

// SampleOrder asks for a sample.
type SampleOrder struct {
	Name       string
	Purpose    Purpose
	FormID     int64
	EmployerID int64 // 0: of every employer
	From, To   grid.Date
	Zone       string  // whose days they are
	Total      int     // contacts to draw: for estimate, gold, linking, own_check
	Floor      int     // the least of each stratum, for estimate; 0 means 20
	Level      float64 // of confidence; 0 means 0.95
	PerPerson  int     // for screening
	// Goal is which rates of failure are good and bad, and with which risks one is
	// taken for the other: for lot and screening.
	Goal accept.Goal
	// Chances are those of a contact to be drawn by its stratum, for risk; "" is that
	// of every other stratum.
	Chances map[string]float64
	Graders []int64
	// GradedBy is whose first grades are given again, for gold; 0: anybody's.
	GradedBy int64
	DueDays  int // to judge them; 0 means 7
	Seed     uint64
}

// DefaultGoal is that of exams and screening: 5 % of failures are good, 15 % bad.
var DefaultGoal = accept.Goal{Good: .05, Bad: .15, Producer: .05, Consumer: .10}

const mostDrawn = 20_000

// check returns o with its defaults, or a *workforce.InvalidError.
func (o SampleOrder) check() (SampleOrder, error) {
	o.Name = strings.TrimSpace(o.Name)
	var bad problem.List
	bad.Need(o.Name != "" && len(o.Name) <= 200, "name", o.Name, "1 to 200 letters")
	bad.Need(slices.Contains(Purposes(), o.Purpose), "purpose", o.Purpose, fmt.Sprint(Purposes()))
	bad.Need(!o.To.Before(o.From) && o.From.DaysUntil(o.To) < 400, "to", o.To, "the first day or up to 400 days after it")
	_, err := time.LoadLocation(o.Zone)
	bad.Need(err == nil && o.Zone != "", "zone", o.Zone, "the name of a time zone")
	switch o.Purpose {
	case ForScreening:
		bad.Need(o.PerPerson >= 1 && o.PerPerson <= 100, "perPerson", o.PerPerson, "1 to 100 contacts of each person")
	case ForRisk:
		bad.Need(len(o.Chances) > 0, "chances", "none", "a chance for at least one stratum")
		for _, stratum := range slices.Sorted(maps.Keys(o.Chances)) {
			bad.Need(o.Chances[stratum] >= 0 && o.Chances[stratum] <= 1, "chances."+stratum, o.Chances[stratum], "0 to 1")
		}
	case ForLot:
	default:
		bad.Need(o.Total >= 1 && o.Total <= mostDrawn, "total", o.Total, fmt.Sprintf("1 to %d contacts", mostDrawn))
	}
	bad.Need(o.GradedBy == 0 || o.Purpose == ForGold, "gradedBy", o.GradedBy, "nobody, but in a blind regrade")
	bad.Need(o.Purpose != ForOwnCheck || o.EmployerID != 0, "employerId", o.EmployerID, "the vendor who checks his own work")
	if o.Goal == (accept.Goal{}) {
		o.Goal = DefaultGoal
	}
	if o.Floor == 0 {
		o.Floor = 20
	}
	if o.Level == 0 {
		o.Level = .95
	}
	if o.DueDays == 0 {
		o.DueDays = 7
	}
	bad.Need(o.Level > 0 && o.Level < 1, "level", o.Level, "between 0 and 1")
	bad.Need(o.Floor >= 0, "floor", o.Floor, "0 or more")
	bad.Need(o.DueDays > 0 && o.DueDays <= 90, "dueDays", o.DueDays, "1 to 90 days")
	return o, invalidQuality("sample", bad.Err())
}

// window are the instants between which the contacts lie.
func (o SampleOrder) window() (from, to time.Time, err error) {
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return from, to, err
	}
	return o.From.Start(zone), o.To.AddDays(1).Start(zone), nil
}

// Sample is contacts drawn for one purpose.
type Sample struct {
	ID        int64
	Order     SampleOrder
	Plan      SamplePlan
	CreatedAt time.Time
	CreatedBy int64
	// Done and Waiting count its assignments; read only.
	Done, Waiting int
}

// SamplePlan is how many contacts of which stratum, and what they will tell.
type SamplePlan struct {
	Strata []PlannedStratum
	Draw   int
	// HalfWidth is the precision of the overall rate, NaN-free: 0 where the purpose is
	// no estimate.
	HalfWidth float64
	More      []Precision // what other sizes would buy
	// Allowed is how many failures a lot may have; Least and Most how many contacts a
	// sequential test of a person looks at when work is good, and at most.
	Allowed int
	Least   float64
	Most    int
}

// PlannedStratum is a part of the contacts of one employer.
type PlannedStratum struct {
	EmployerID int64
	Stratum    string
	Contacts   int
	Rate       float64 // of critical errors expected
	Known      int     // evaluations behind the rate
	Draw       int
	HalfWidth  float64 // of the stratum's own rate
}

// Precision is what a size of sample says.
type Precision struct {
	Draw      int
	HalfWidth float64
}

// Assignment is one contact for one grader.
type Assignment struct {
	ID, SampleID, ContactID, GraderID int64
	Kind                              GradeKind
	Stratum                           string
	Chance                            float64 // that the contact had to be drawn
	State                             AssignmentState
	EvaluationID                      int64
	DueAt                             time.Time
}

// AssignmentState is whether a contact is still to be judged.
type AssignmentState string

// The states.
const (
	ToGrade AssignmentState = "waiting"
	Graded  AssignmentState = "done"
	Skipped AssignmentState = "skipped"
)
