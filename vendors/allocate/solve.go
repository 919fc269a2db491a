package allocate

import (
	"math"

	"github.com/muster-wfm/muster/internal/lp"
)

// Solve divides every skill's volume at least cost. The error is a [problem.List]
// or an [*InfeasibleError].
//
// Where a concentration is limited, the largest common cap on shares that keeps it
// is found by halving; capping the largest is not always the cheapest way to an
// even division, but one that everybody can follow.
func Solve(p *Problem) (Result, error) {
	if err := p.Check(); err != nil {
		return Result{}, err
	}
	r, err := p.solve(1)
	if err != nil || p.MostHHI == 0 || r.concentration() <= p.MostHHI {
		return r, err
	}
	low, high := 0.0, 1.0
	var capped *Result
	for range halvings {
		middle := (low + high) / 2
		tried, err := p.solve(middle)
		if err == nil && tried.concentration() <= p.MostHHI {
			low, capped = middle, &tried
		} else if err != nil {
			low = middle // too tight to divide at all: the cap has to be looser
		} else {
			high = middle
		}
	}
	if capped == nil {
		return Result{}, &InfeasibleError{[]Culprit{{Evenness, "", r.mostConcentrated(), p.MostHHI}}, r.concentration() - p.MostHHI}
	}
	return *capped, nil
}

// halvings find the cap to a millionth of a share.
const halvings = 20

// programme is a problem as a linear programme, in shares of each skill's volume.
type programme struct {
	*Problem
	bounds  [][]bound
	parts   [][]part
	column  [][]int // by skill and part
	total   float64 // contacts of all skills
	columns []lp.Column
	rhs     []float64
	names   []Culprit // by row
	start   int       // first artificial column
}

// solve divides with a common cap on shares.
func (p *Problem) solve(most float64) (Result, error) {
	g := &programme{Problem: p}
	for i := range p.Skills {
		s := &p.Skills[i]
		bounds := p.bounds(s, most)
		if err := p.possible(s, bounds); err != nil {
			return Result{}, err
		}
		g.bounds, g.parts = append(g.bounds, bounds), append(g.parts, s.parts(bounds))
		g.total += s.Volume
	}
	g.build()
	return g.run()
}

// build writes rows and columns. A part's column is what it gets above its least,
// as a share of the skill's volume, so that all numbers are near one.
func (g *programme) build() {
	skills := len(g.Skills)
	floor, hours := make([]int, skills), make([]int, len(g.Vendors))
	for _, s := range g.Skills {
		g.rhs, g.names = append(g.rhs, 1), append(g.names, Culprit{Volume, "", s.Name, s.Volume})
	}
	for i, s := range g.Skills {
		if floor[i] = -1; s.Floor > 0 {
			floor[i] = g.row(s.Floor, Culprit{Floor, "", s.Name, s.Floor})
		}
	}
	for v, vendor := range g.Vendors {
		if hours[v] = -1; vendor.Hours > 0 {
			hours[v] = g.row(vendor.Hours/g.total, Culprit{Hours, vendor.Name, "", vendor.Hours})
		}
	}
	for i, s := range g.Skills {
		weight := s.Volume / g.total
		var columns []int
		for _, t := range g.parts[i] {
			rows, values := []int32{int32(i)}, []float64{1}
			if floor[i] >= 0 {
				rows, values = append(rows, int32(floor[i])), append(values, t.quality)
			}
			if h := hours[s.Offers[t.offer].Vendor]; h >= 0 {
				rows, values = append(rows, int32(h)), append(values, s.Offers[t.offer].Hours*weight)
			}
			for k, r := range rows {
				g.rhs[r] -= values[k] * t.low / s.Volume
			}
			columns = append(columns, len(g.columns))
			g.columns = append(g.columns, lp.Column{Rows: rows, Values: values, Upper: max(0, t.high-t.low) / s.Volume})
		}
		g.column = append(g.column, columns)
	}
	for i := range g.Skills {
		if floor[i] >= 0 {
			g.slack(floor[i], -1)
		}
	}
	for v := range g.Vendors {
		if hours[v] >= 0 {
			g.slack(hours[v], 1)
		}
	}
}

func (g *programme) row(rhs float64, name Culprit) int {
	g.rhs, g.names = append(g.rhs, rhs), append(g.names, name)
	return len(g.rhs) - 1
}

func (g *programme) slack(row int, sign float64) {
	g.columns = append(g.columns, lp.Column{Rows: []int32{int32(row)}, Values: []float64{sign}, Upper: math.Inf(1)})
}

// Numbers of the two phases. Costs are divided by the largest, so that forbidding
// an artificial column is a thousand times dearer than anything real.
const (
	forbidden  = 1e3
	mostPivots = 10_000
	left       = 1e-8 // of an artificial column, that counts as none
)

// run finds a division that keeps everything (phase one, over artificial columns
// that stand for what is missed), then the cheapest.
func (g *programme) run() (Result, error) {
	g.start = len(g.columns)
	basis := make([]int, len(g.rhs))
	for r, b := range g.rhs {
		sign := 1.0
		if b < 0 {
			sign = -1
		}
		basis[r] = len(g.columns)
		g.columns = append(g.columns, lp.Column{Cost: 1, Rows: []int32{int32(r)}, Values: []float64{sign}, Upper: math.Inf(1)})
	}
	program, err := lp.New(g.rhs, g.columns, basis, nil)
	if err != nil {
		return Result{}, err
	}
	program.Solve(mostPivots)
	if err := g.missed(program); err != nil {
		return Result{}, err
	}
	dearest := 1e-300
	for i := range g.Skills {
		for _, t := range g.parts[i] {
			dearest = max(dearest, g.price(i, t))
		}
	}
	for i := range g.Skills {
		for k, t := range g.parts[i] {
			program.SetCost(g.column[i][k], g.price(i, t)/dearest)
		}
	}
	for j := g.start; j < program.Len(); j++ {
		program.SetCost(j, forbidden)
	}
	program.Solve(mostPivots)
	return g.result(program, dearest), nil
}

// price is what a share of a skill's volume costs in a part, over all contacts.
func (g *programme) price(skill int, t part) float64 {
	return (t.cost + g.Failure*(1-t.quality)) * g.Skills[skill].Volume / g.total
}

// missed names the rows that cannot be kept together.
func (g *programme) missed(program *lp.Program) error {
	var culprits []Culprit
	short := 0.0
	for r := range g.rhs {
		v := program.Value(g.start + r)
		if v > left {
			short = max(short, v)
		}
		// A row that has a price in the first phase is one whose easing would help.
		if v > left || math.Abs(program.Duals()[r]) > left {
			culprits = append(culprits, g.names[r])
		}
	}
	if short == 0 {
		return nil
	}
	return &InfeasibleError{culprits, short}
}
