package scheduling

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/design"
	"github.com/muster-wfm/muster/workforce/grid"
)

// DesignOrder asks which shifts would serve the requirements of a site's queues in
// an average week of theirs.
type DesignOrder struct {
	Requirements []int64
	Windows      []DesignWindow
	Prices       Prices  // of an hour missing and surplus
	Charge       float64 // of each distinct shift
	MaxShifts    int     // 0: as many as pay
	CurveTo      int     // shifts at the end of the trade-off; 0: no curve
	Lines        design.LineRules
	Seed         uint64
}

// DesignWindow is a kind of shift that may be offered, in minutes; starts are after
// midnight.
type DesignWindow struct {
	EarliestStart, LatestStart int
	Shortest, Longest          int
}

// ShiftDesign is the answer: the week that was covered, the shifts, what other
// numbers of shifts would do, and a rotation.
type ShiftDesign struct {
	Problem *design.Problem
	design.Result
	Curve []design.Point
	Lines design.Lines
}

// designSlot is the step of starts and lengths in minutes: people remember half hours.
const designSlot = 30

// How long an answer may take and how much is tried, so that a planner can wait
// for it.
const (
	designTime   = 25 * time.Second
	designMoves  = 150
	lineRows     = 5 // rows beyond the fewest that a rotation may have
	rotationTime = 8 * time.Second
)

// DesignShifts answers an order while somebody waits. Nothing is kept.
func (s *Service) DesignShifts(ctx context.Context, scope auth.Scope, o DesignOrder) (ShiftDesign, error) {
	p, _, err := s.designProblem(ctx, scope, o)
	if err != nil {
		return ShiftDesign{}, err
	}
	return o.answer(ctx, p, designTime, design.Settings{Seed: o.Seed, MaxShifts: o.MaxShifts, Iterations: designMoves, Restarts: 1})
}

// designProblem states an order, which has to be about one site, as a problem.
func (s *Service) designProblem(ctx context.Context, scope auth.Scope, o DesignOrder) (p *design.Problem, site int64, err error) {
	if len(o.Requirements) == 0 {
		return nil, 0, &InvalidError{"shift design", []FieldError{{Field: "requirementIds", Found: "none", Expected: "one requirement a queue", Want: problem.Wanting(problem.AtLeast, 1)}}}
	}
	demands, err := s.demandsOf(ctx, scope, Roster{Requirements: o.Requirements})
	if err != nil {
		return nil, 0, err
	}
	if err := checkSameSite(demands); err != nil {
		return nil, 0, err
	}
	if err := checkWindows(o.Windows); err != nil {
		return nil, 0, err
	}
	p, err = o.problem(demands)
	return p, demands[0].SiteID, err
}

// answer searches for the time given at most, three fifths of it for the design
// itself and the rest for other numbers of shifts. What ends early is the best so
// far, with its rotation.
func (o DesignOrder) answer(ctx context.Context, p *design.Problem, limit time.Duration, settings design.Settings) (answer ShiftDesign, err error) {
	answer.Problem = p
	first, cancelFirst := context.WithTimeout(ctx, limit*3/5)
	defer cancelFirst()
	if answer.Result, err = design.Search(first, p, settings); err != nil {
		return ShiftDesign{}, err
	}
	if o.CurveTo > 0 && ctx.Err() == nil {
		rest, cancelRest := context.WithTimeout(ctx, limit*2/5)
		defer cancelRest()
		answer.Curve, err = design.Curve(rest, p, 2, o.CurveTo, settings)
		if err != nil && rest.Err() == nil {
			return ShiftDesign{}, err
		}
	}
	turning, cancel := context.WithTimeout(context.WithoutCancel(ctx), rotationTime)
	defer cancel()
	answer.Lines = design.Rotation(turning, p, answer.Design, o.Lines, lineRows, o.Seed)
	return answer, nil
}

func checkSameSite(demands []Demand) error {
	var bad []FieldError
	for i, d := range demands {
		at := fmt.Sprintf("requirementIds[%d]", i)
		if d.SiteID != demands[0].SiteID {
			bad = append(bad, FieldError{Field: at, Found: "queue " + d.QueueCode + " of another site", Expected: "queues of one site", Want: problem.Wanting(problem.SameSite)})
		}
		if slices.ContainsFunc(demands[:i], func(o Demand) bool { return o.QueueID == d.QueueID }) {
			bad = append(bad, FieldError{Field: at, Found: "queue " + d.QueueCode + " again", Expected: "one requirement a queue", Want: problem.Wanting(problem.EachOnce)})
		}
	}
	if len(bad) > 0 {
		return &InvalidError{"shift design", bad}
	}
	return nil
}

// checkWindows refuses windows that hold no shift on half hours.
func checkWindows(list []DesignWindow) error {
	var bad []FieldError
	refuse := func(broken bool, i int, field, found, expected string, code problem.Code, figures ...any) {
		if broken {
			bad = append(bad, FieldError{Field: fmt.Sprintf("windows[%d].%s", i, field), Found: found, Expected: expected, Want: problem.Wanting(code, figures...)})
		}
	}
	for i, w := range list {
		for _, at := range []struct {
			name    string
			minutes int
		}{{"earliestStart", w.EarliestStart}, {"latestStart", w.LatestStart}, {"shortestMin", w.Shortest}, {"longestMin", w.Longest}} {
			refuse(at.minutes%designSlot != 0, i, at.name, fmt.Sprintf("%d minutes", at.minutes), fmt.Sprintf("a multiple of %d minutes", designSlot), problem.Steps, designSlot)
		}
		refuse(w.LatestStart < w.EarliestStart, i, "latestStart", fmt.Sprintf("%02d:%02d", w.LatestStart/60, w.LatestStart%60), "no time before the earliest start; give two windows for starts around midnight", problem.NotBefore)
		refuse(w.Longest < w.Shortest, i, "longestMin", fmt.Sprintf("%d minutes", w.Longest), "no less than the shortest", problem.LeastBelowMost, w.Shortest, w.Longest)
	}
	if len(bad) > 0 {
		return &InvalidError{"shift design", bad}
	}
	return nil
}

// problem states an order as a design of one week, which begins on Monday.
func (o DesignOrder) problem(demands []Demand) (*design.Problem, error) {
	p := &design.Problem{
		SlotMinutes: designSlot, Days: 7, Demand: make([]float64, 7*design.MinutesInDay/designSlot),
		Under: o.Prices.Under / 60, Over: o.Prices.Over / 60, Charge: o.Charge,
	}
	for _, d := range demands {
		for slot, people := range averageWeek(d.People) {
			p.Demand[slot] += people
		}
	}
	for _, w := range o.Windows {
		p.Windows = append(p.Windows, design.Window{MinStart: w.EarliestStart / designSlot, MaxStart: w.LatestStart / designSlot,
			MinLength: w.Shortest / designSlot, MaxLength: w.Longest / designSlot})
	}
	var invalid *design.Invalid
	if err := p.Check(); errors.As(err, &invalid) {
		refused := &InvalidError{What: "shift design"}
		for _, f := range invalid.Faults {
			refused.Fields = append(refused.Fields, FieldError{Field: f.Field, Found: f.Found, Expected: f.Expected, Want: designWant(f.Field)})
		}
		return nil, refused
	}
	return p, nil
}

// designWant says in a code what the search for a design expects of one of its fields.
func designWant(field string) problem.Want {
	switch {
	case strings.HasPrefix(field, "demand"):
		return problem.Wanting(problem.Between, 0, 1_000_000)
	case field == "under" || field == "over" || field == "charge":
		return problem.Wanting(problem.AtLeast, 0)
	default: // a window that the order's own check let pass
		return problem.Wanting(problem.EndNotBefore)
	}
}

// averageWeek folds a curve into one week of half hours by the clock on the wall,
// from Monday: the mean over all days of a weekday. Hours that a change of clocks
// skips or repeats count as often as they are.
func averageWeek(c grid.Curve) []float64 {
	perDay := design.MinutesInDay / designSlot
	week, days := make([]float64, 7*perDay), make([]float64, 7*perDay)
	for day := range c.Grid.Days() {
		weekday := (int(c.Grid.Date(day).Weekday()) + 6) % 7
		from, to := c.Grid.Day(day)
		for i := from; i < to; i++ {
			// An interval may be longer than a slot, or several may share one.
			first := c.Grid.WallMinute(i) / designSlot
			for slot := first; slot < min(perDay, first+max(1, c.Grid.Minutes()/designSlot)); slot++ {
				week[weekday*perDay+slot] += c.Values[i]
				days[weekday*perDay+slot]++
			}
		}
	}
	for slot, n := range days {
		if n > 0 {
			week[slot] = math.Round(week[slot]/n*100) / 100
		}
	}
	return week
}
