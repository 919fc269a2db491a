package scheduling

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/scheduling/design"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Bid offers the lines of a rotation to a group of people for the days of a roster.
type Bid struct {
	ID, Version   int64
	Name          string
	SiteID        int64
	RosterID      int64 // which takes the awarded shifts
	DesignID      int64 // whose rotation is offered
	Rule          bid.Rule
	Opens, Closes time.Time
	People        []int64
	// From, Days and Zone are those of the roster.
	From grid.Date
	Days int
	Zone string
	// Shifts and Weeks are the rotation: by row and weekday from Monday the place
	// of a shift, or [design.Off]. There is one line a row.
	Shifts    []LineShift
	Weeks     [][]int
	AwardedAt time.Time // zero until then
	AwardedBy int64
	CreatedAt time.Time
	CreatedBy int64
}

// LineShift is a shift of a line: its start after midnight and its length, in minutes.
type LineShift struct{ StartMin, Minutes int }

// BidState is how far a bid has come.
type BidState string

// The states.
const (
	BidUpcoming BidState = "upcoming"
	BidOpen     BidState = "open" // people may rank
	BidClosed   BidState = "closed"
	BidAwarded  BidState = "awarded"
)

// State returns how far a bid has come at a moment.
func (b Bid) State(now time.Time) BidState {
	switch {
	case !b.AwardedAt.IsZero():
		return BidAwarded
	case now.Before(b.Opens):
		return BidUpcoming
	case now.Before(b.Closes):
		return BidOpen
	default:
		return BidClosed
	}
}

// Limits of a bid.
const (
	MaxBidders   = 300
	MaxBidLines  = 400
	BidPoints    = 100 // that everybody may spread over lines
	maxBidWindow = 92 * 24 * time.Hour
)

// NewBid checks what a planner decides about a bid.
func NewBid(b Bid) (Bid, error) {
	b.Name = strings.TrimSpace(b.Name)
	bad := append(nameFaults(b.Name), b.windowFaults()...)
	if !slices.Contains(bid.Rules, b.Rule) {
		bad = append(bad, FieldError{Field: "rule", Found: fmt.Sprintf("%q", b.Rule), Expected: "seniority, points or rotation", Want: problem.Wanting(problem.Choice)})
	}
	slices.Sort(b.People)
	b.People = slices.Compact(b.People)
	if n := len(b.People); n == 0 || n > MaxBidders {
		bad = append(bad, FieldError{Field: "personIds", Found: fmt.Sprintf("%d people", n), Expected: fmt.Sprintf("1 to %d people", MaxBidders), Want: problem.Wanting(problem.WholeNumber, 1, MaxBidders)})
	}
	if len(bad) > 0 {
		return Bid{}, &InvalidError{What: "bid", Fields: bad}
	}
	return b, nil
}

func (b Bid) windowFaults() []FieldError {
	if b.Opens.IsZero() || !b.Closes.After(b.Opens) || b.Closes.Sub(b.Opens) > maxBidWindow {
		return []FieldError{{Field: "closesAt", Found: b.Closes.UTC().Format(time.RFC3339), Expected: "an instant after the bid opens, within 92 days", Want: problem.Wanting(problem.BidWindow, int(maxBidWindow.Hours()/24))}}
	}
	return nil
}

// offer takes the rotation of a design as the lines of a bid.
func (b Bid) offer(d KeptDesign) (Bid, error) {
	answer := d.Answer
	if n := len(answer.Lines.Weeks); n > MaxBidLines {
		return b, &InvalidError{What: "bid", Fields: []FieldError{{Field: "designId", Found: fmt.Sprintf("%d lines", n), Expected: fmt.Sprintf("at most %d lines", MaxBidLines), Want: problem.Wanting(problem.AtMost, MaxBidLines)}}}
	}
	b.Weeks = answer.Lines.Weeks
	for _, s := range answer.Shifts {
		b.Shifts = append(b.Shifts, LineShift{s.Start * answer.Problem.SlotMinutes, s.Length * answer.Problem.SlotMinutes})
	}
	return b, nil
}

// ShiftOn returns what a line works on a day. Everybody moves on by one row each
// week, so that in each week the lines together work all rows.
func (b Bid) ShiftOn(line int, day grid.Date) (s LineShift, works bool) {
	week := b.From.Monday().DaysUntil(day.Monday()) / 7
	row := b.Weeks[(line+week)%len(b.Weeks)]
	at := row[(int(day.Weekday())+6)%7]
	if at == design.Off {
		return LineShift{}, false
	}
	return b.Shifts[at], true
}

// Ranking is what somebody chose among the lines of a bid.
type Ranking struct {
	PersonID int64
	Choices  []bid.Choice // the best first
	At       time.Time    // zero where nothing was chosen yet
}

// check refuses choices that cannot be.
func (b Bid) check(choices []bid.Choice) error {
	var bad []FieldError
	points := 0
	for i, c := range choices {
		at := fmt.Sprintf("choices[%d]", i)
		if c.Line < 0 || c.Line >= len(b.Weeks) {
			bad = append(bad, FieldError{Field: at + ".line", Found: fmt.Sprint(c.Line + 1), Expected: fmt.Sprintf("a line from 1 to %d", len(b.Weeks)), Want: problem.Wanting(problem.WholeNumber, 1, len(b.Weeks))})
		}
		if slices.ContainsFunc(choices[:i], func(o bid.Choice) bool { return o.Line == c.Line }) {
			bad = append(bad, FieldError{Field: at + ".line", Found: fmt.Sprintf("line %d again", c.Line+1), Expected: "each line once", Want: problem.Wanting(problem.EachOnce)})
		}
		if b.Rule == bid.ByPoints && c.Points < 1 || b.Rule != bid.ByPoints && c.Points != 0 {
			bad = append(bad, FieldError{Field: at + ".points", Found: fmt.Sprint(c.Points), Expected: "at least one point where points decide, none elsewhere", Want: problem.Wanting(problem.BidPoints)})
		}
		points += max(0, c.Points)
	}
	if points > BidPoints {
		bad = append(bad, FieldError{Field: "choices", Found: fmt.Sprintf("%d points", points), Expected: fmt.Sprintf("at most %d points together", BidPoints), Want: problem.Wanting(problem.AtMost, BidPoints)})
	}
	if len(bad) > 0 {
		return &InvalidError{What: "ranking", Fields: bad}
	}
	return nil
}

// BidStateError refuses what cannot be done at a bid's present state.
type BidStateError struct {
	BidID  int64
	State  BidState
	Wanted string
}

func (e *BidStateError) Error() string {
	return fmt.Sprintf("bid %d is %s; %s is not possible now", e.BidID, e.State, e.Wanted)
}
