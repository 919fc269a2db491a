package scheduling

import (
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// State is where a roster is in its life.
type State string

// The states. A published roster may be edited again; its draft then differs
// from what agents were told until it is published anew.
const (
	Draft     State = "draft"
	Building  State = "building"
	Published State = "published"
)

// Roster is a plan of shifts for the people of one site.
type Roster struct {
	ID, Version int64
	Name        string
	SiteID      int64
	Zone        string // the site's zone when the roster was made
	From        grid.Date
	Days        int
	SlotMin     int // length of a slot of coverage, in minutes
	State       State
	// Requirements are the demand that the roster covers, at most one a queue.
	Requirements []int64
	People       PeopleFilter
	Prices       Prices
	Seed         uint64
	// Cost, Bound and InputHash describe the last build; Bound is 0 before one.
	Cost      Cost
	Bound     float64
	InputHash string
	// PublishedVersion is the version that agents were told, 0 for none.
	PublishedVersion int64
	PublishedAt      time.Time
	CreatedAt        time.Time
	CreatedBy        int64
}

// PeopleFilter chooses among the people of the site; empty lists choose all.
type PeopleFilter struct {
	EmployerIDs, TeamIDs, SkillIDs, PersonIDs []int64
	// LeaveOut are people whom the roster does not plan, whatever else is chosen.
	LeaveOut []int64
}

// Prices weigh the parts of the objective, in the same unit as [Cost]: what an
// hour of one missing or one idle person is worth.
type Prices struct {
	Under, Over float64
}

// DefaultPrices make a missing person four times as dear as an idle one.
var DefaultPrices = Prices{Under: 40, Over: 10}

// Cost is the objective of a roster by its terms, in the unit of [Prices].
type Cost = roster.Cost

// Gap is how far the cost may lie above the best possible, relative to the
// cost: 0 is proven best. Without a bound it is 1.
func (r Roster) Gap() float64 {
	total := r.Cost.Total()
	if total <= 0 {
		return 0
	}
	return min(1, max(0, (total-r.Bound)/total))
}

// To returns the last day of the roster.
func (r Roster) To() grid.Date { return r.From.AddDays(r.Days - 1) }

// Grid returns the roster's days cut into its slots.
func (r Roster) Grid() (grid.Grid, error) {
	loc, err := time.LoadLocation(r.Zone)
	if err != nil {
		return grid.Grid{}, fmt.Errorf("roster %d: zone %q: %w", r.ID, r.Zone, err)
	}
	return grid.New(loc, r.SlotMin, r.From, r.Days)
}

// MaxDays is the longest roster: eight weeks.
const MaxDays = 56

// NewRoster checks a roster as a planner asks for it and fills what they left
// open. Every bad field is named at once.
func NewRoster(r Roster) (Roster, error) {
	var bad []FieldError
	r.Name = strings.TrimSpace(r.Name)
	if n := len([]rune(r.Name)); n == 0 || n > 120 {
		bad = append(bad, FieldError{Field: "name", Found: fmt.Sprintf("%d characters", n), Expected: "1 to 120 characters", Want: problem.Wanting(problem.Characters, 1, 120)})
	}
	if r.From.IsZero() {
		bad = append(bad, FieldError{Field: "from", Found: "no day", Expected: "the first day, as YYYY-MM-DD", Want: problem.Wanting(problem.Needed)})
	}
	if r.Days < 1 || r.Days > MaxDays {
		bad = append(bad, FieldError{Field: "days", Found: fmt.Sprint(r.Days), Expected: fmt.Sprintf("1 to %d days", MaxDays), Want: problem.Wanting(problem.WholeNumber, 1, MaxDays)})
	}
	if len(r.Requirements) == 0 {
		bad = append(bad, FieldError{Field: "requirementIds", Found: "none", Expected: "at least one requirement to cover", Want: problem.Wanting(problem.AtLeast, 1)})
	}
	if r.Prices == (Prices{}) {
		r.Prices = DefaultPrices
	}
	if r.Prices.Under < 0 || r.Prices.Over < 0 {
		bad = append(bad, FieldError{Field: "prices", Found: fmt.Sprintf("%g and %g", r.Prices.Under, r.Prices.Over), Expected: "prices of 0 or more", Want: problem.Wanting(problem.AtLeast, 0)})
	}
	if len(bad) > 0 {
		return Roster{}, &InvalidError{What: "roster", Fields: bad}
	}
	if r.State == "" {
		r.State = Draft
	}
	return r, nil
}
