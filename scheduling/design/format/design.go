package format

import (
	"encoding/json"
	"fmt"
	"io"
	"math"

	"github.com/muster-wfm/muster/scheduling/design"
)

// DesignVersion is the value of the field "format" of a design.
const DesignVersion = "muster-shift-design/1"

type document struct {
	Format  string    `json:"format"`
	Seed    uint64    `json:"seed"`
	Optimal bool      `json:"optimal"`
	Cost    costs     `json:"cost"`
	Bound   float64   `json:"bound"`
	Hours   hours     `json:"hours"`
	Duties  float64   `json:"duties_per_week,omitempty"`
	Broken  bool      `json:"broken,omitempty"`
	Shifts  []shift   `json:"shifts"`
	Demand  []float64 `json:"demand"`
	Cover   []int     `json:"cover"`
	Curve   []point   `json:"curve,omitempty"`
	Lines   *lines    `json:"lines,omitempty"`
}

type costs struct {
	Total  float64 `json:"total"`
	Under  float64 `json:"under"`
	Over   float64 `json:"over"`
	Shifts float64 `json:"shifts"`
	Duties float64 `json:"duties"`
}

type hours struct {
	Worked float64 `json:"worked"`
	Under  float64 `json:"under"`
	Over   float64 `json:"over"`
}

type shift struct {
	Start   string `json:"start"`
	End     string `json:"end"`
	Minutes int    `json:"minutes"`
	People  []int  `json:"people"`
}

type point struct {
	Shifts int      `json:"shifts"`
	Under  float64  `json:"under_hours"`
	Over   float64  `json:"over_hours"`
	Offers []string `json:"offers"`
}

type lines struct {
	Broken int     `json:"broken"`
	Weeks  [][]any `json:"weeks"`
}

// Written is what a design document holds beside the design.
type Written struct {
	Seed  uint64
	Curve []design.Point
	Lines *design.Lines // nil for none
}

// WriteDesign writes a design.
func WriteDesign(out io.Writer, p *design.Problem, r design.Result, w Written) error {
	c := r.Cost
	d := document{
		Format: DesignVersion, Seed: w.Seed, Optimal: r.Optimal, Bound: round(r.Bound), Duties: round(c.DutiesPerWeek), Broken: c.Broken,
		Cost:   costs{round(c.Total()), round(c.Under), round(c.Over), round(c.Shifts), round(c.Duties)},
		Hours:  hours{round(c.Minutes / 60), round(c.UnderMinutes / 60), round(c.OverMinutes / 60)},
		Shifts: []shift{}, Demand: p.Demand, Cover: p.Cover(r.Shifts),
	}
	for _, s := range r.Shifts {
		d.Shifts = append(d.Shifts, shift{clock(p, s.Start), clock(p, s.Start+s.Length), s.Length * p.SlotMinutes, s.People})
	}
	for _, at := range w.Curve {
		one := point{at.Most, round(at.Cost.UnderMinutes / 60), round(at.Cost.OverMinutes / 60), []string{}}
		for _, s := range at.Shifts {
			one.Offers = append(one.Offers, span(p, s.Shift))
		}
		d.Curve = append(d.Curve, one)
	}
	if w.Lines != nil {
		d.Lines = linesOf(p, r.Design, *w.Lines)
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", " ")
	return encoder.Encode(d)
}

// linesOf writes each week of the lines as one list, a day off as null.
func linesOf(p *design.Problem, d design.Design, l design.Lines) *lines {
	out := &lines{Broken: l.Broken, Weeks: [][]any{}}
	for _, week := range l.Weeks {
		row := make([]any, len(week))
		for day, s := range week {
			if s >= 0 {
				row[day] = span(p, d.Shifts[s].Shift)
			}
		}
		out.Weeks = append(out.Weeks, row)
	}
	return out
}

func span(p *design.Problem, s design.Shift) string {
	return clock(p, s.Start) + "-" + clock(p, s.Start+s.Length)
}

// clock writes a slot after midnight as the clock shows it.
func clock(p *design.Problem, slot int) string {
	minute := slot * p.SlotMinutes % design.MinutesInDay
	return fmt.Sprintf("%02d:%02d", minute/60, minute%60)
}

// round keeps what a reader can use of a number.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
