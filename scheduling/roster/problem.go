package roster

import (
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Problem is everything a roster depends on. Check it with [Problem.Faults]
// before use; people, groups, templates and agreements refer to each other by
// position.
type Problem struct {
	// Grid is the horizon: its local days and the intervals of the curves.
	Grid       grid.Grid
	Groups     []Group
	Templates  []shifts.Template
	Agreements []rules.Agreement
	People     []Person
	Fairness   Fairness
	PauseTeams []PauseTeam
	TeamRules  []TeamRule
}

// Group is a set of work that people are counted for: a queue, or queues that
// the same people serve at one site.
type Group struct {
	Code string
	// Required is how many people are needed, one number an interval of the
	// grid; fractions are welcome.
	Required []float64
	// Present is how many people are there whatever this roster says; nil means
	// none. Like Required, one number an interval.
	Present []float64
	Price   Price
}

// Price is what missing and surplus people cost. Each list of steps is convex:
// a step's price is added to those before it.
type Price struct{ Under, Over []Step }

// Step adds PerHour to the price of every person-hour beyond the first Beyond
// people missing (or surplus).
type Step struct{ Beyond, PerHour float64 }

// DefaultPrice makes a missing person-hour cost four times a surplus one, and a
// second and a fifth person missing at the same time ever more, so that
// shortages are spread and not heaped.
func DefaultPrice() Price {
	return Price{
		Under: []Step{{0, 40}, {1, 20}, {4, 40}},
		Over:  []Step{{0, 10}, {2, 5}},
	}
}

// Person is somebody to be rostered.
type Person struct {
	Code      string
	Agreement int   // position in Problem.Agreements
	Templates []int // positions in Problem.Templates
	Groups    []int // positions in Problem.Groups: the groups the person can work in

	// PauseTeams are positions in Problem.PauseTeams: whose limits on people on
	// pause count the person.
	PauseTeams []int

	// Past are the shifts before the horizon; PastDays is how many days before
	// it are known.
	Past     []rules.Shift
	PastDays int
	// Limited and Windows say when the person can work; see rules.Person.
	Limited bool
	Windows []rules.Window
	// Absences are the approved days away.
	Absences []rules.Absence
	// Fixed are shifts that the search must keep exactly so. They need not come
	// from a template (Shift.Template is then [NoTemplate]).
	Fixed []Fixed
	// Preferences are the person's wishes.
	Preferences []Preference
	// Burden is the fairness points of the past that count in [Fairness]; Load
	// is the past of all accounts, and both are added.
	Burden float64
	Load   Load
	// Share is the person's contract as a part of a full one; 0 means 1.
	Share float64
	// HourCost is the price of a paid hour; often 0, as pay is agreed anyway.
	HourCost float64
}

// Fixed is a shift that is given.
type Fixed struct {
	Day   int
	Shift Shift
}

// Wish is what a preference asks for.
type Wish int

// The wishes.
const (
	WishOff      Wish = iota // a day off
	WishWork                 // a working day
	WishStart                // if working, a start from Preference.From to Preference.To
	WishNotStart             // if working, a start outside Preference.From to Preference.To
)

// Preference is one wish for one day; Weight is its cost when it is not met.
type Preference struct {
	Day      int
	Wish     Wish
	From, To int // minutes since the first instant of the horizon, both included
	Weight   float64
}
