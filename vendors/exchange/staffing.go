package exchange

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Staffing is a row of a vendor's file: so many agents with these skills.
type Staffing struct {
	Line       int
	Source     string // of the vendor: a site, a team
	Skills     string // the combination, as the owner spells it
	Start, End time.Time
	Agents     decimal.Decimal
}

var staffingColumns = []string{"source", "skillcombination", "startdatetime", "enddatetime", "resources"}

// Terms are what a vendor's staffing has to keep to; a nil function asks nothing.
type Terms struct {
	// Known says whether the owner has such a combination of skills.
	Known func(skills string) bool
	// Open says whether the skills are open all the time from start to end.
	Open func(skills string, start, end time.Time) bool
	// Forecast says whether there is a forecast to staff for.
	Forecast func(skills string, start, end time.Time) bool
}

// ReadStaffing reads source, skill combination, start, end, resources, in local
// time, with or without a header. Staffing lies within opening hours, has a forecast
// to work for, and no two rows of one source and combination overlap. The error is
// [Faults], or one of reading.
func ReadStaffing(text io.Reader, loc *time.Location, terms Terms) ([]Staffing, error) {
	var faults Faults
	var out []Staffing
	last := map[string]time.Time{}
	begun := false
	err := rows(text, staffingColumns, &faults, func(line int, cells []string) {
		if !begun && strings.EqualFold(cells[0], staffingColumns[0]) {
			begun = true
			return
		}
		begun = true
		s := Staffing{Line: line, Source: cells[0], Skills: cells[1]}
		known := s.Source != "" && s.Skills != "" && (terms.Known == nil || terms.Known(s.Skills))
		switch {
		case s.Source == "":
			faults.Add(line, staffingColumns[0], "", "who comes: a site or a team", problem.Wanting(problem.Needed))
		case !known:
			faults.Add(line, staffingColumns[1], s.Skills, "a combination of skills of the programme", problem.Wanting(problem.SkillSet))
		}
		key := s.Source + "\x00" + s.Skills
		start, end, timed := faults.span(line, cells[2], cells[3], loc, last[key])
		counted := faults.number(line, staffingColumns[4], cells[4], &s.Agents)
		if !known || !timed || !counted {
			return
		}
		s.Start, s.End, last[key] = start, end, start
		switch {
		case terms.Open != nil && !terms.Open(s.Skills, start, end):
			faults.Add(line, staffingColumns[2], cells[2]+" to "+cells[3], "times within the opening hours", problem.Wanting(problem.OpeningHours))
		case terms.Forecast != nil && !terms.Forecast(s.Skills, start, end):
			faults.Add(line, staffingColumns[2], cells[2]+" to "+cells[3], "times that have a forecast", problem.Wanting(problem.ForecastTimes))
		default:
			out = append(out, s)
		}
	})
	if err != nil {
		return nil, err
	}
	faults.overlaps(out)
	return out, faults.Err()
}

// overlaps finds rows of one source and combination that overlap.
func (f *Faults) overlaps(rows []Staffing) {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b Staffing) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Skills, b.Skills), a.Start.Compare(b.Start))
	})
	for i := 1; i < len(sorted); i++ {
		a, b := sorted[i-1], sorted[i]
		if a.Source == b.Source && a.Skills == b.Skills && b.Start.Before(a.End) {
			f.Add(b.Line, staffingColumns[2], "an overlap", fmt.Sprintf("times that line %d does not have", a.Line), problem.Wanting(problem.OwnLine, a.Line))
		}
	}
	slices.SortStableFunc(*f, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
}

// Hours are the agent hours of staffing in the intervals of a grid, by combination of
// skills, from all sources together. What lies outside the grid is left out.
func Hours(rows []Staffing, g grid.Grid) map[string]grid.Curve {
	out := map[string]grid.Curve{}
	for _, s := range rows {
		curve, known := out[s.Skills]
		if !known {
			curve = grid.NewCurve(g)
			out[s.Skills] = curve
		}
		agents, _ := s.Agents.Float64()
		for i := firstAfter(g, s.Start); i < g.Len() && g.Start(i).Before(s.End); i++ {
			from, to := g.Start(i), g.End(i)
			if s.Start.After(from) {
				from = s.Start
			}
			if s.End.Before(to) {
				to = s.End
			}
			curve.Values[i] += agents * to.Sub(from).Hours()
		}
	}
	return out
}

// firstAfter is the first interval that ends after a time.
func firstAfter(g grid.Grid, t time.Time) int {
	low, high := 0, g.Len()
	for low < high {
		if middle := (low + high) / 2; g.End(middle).After(t) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}
