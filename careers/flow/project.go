package flow

import "math"

// Month is what happens in a month of a projection, and what stands at its end.
type Month struct {
	Before      float64   // people at its beginning
	Exits       float64   // of whom leave
	ExitsByRung []float64 //
	Promoted    []float64 // out of each rung but the last
	Wanted      []float64 // who would have been promoted, had there been room
	HiresWanted float64   // as the policy has it
	Hires       float64   // as far as the first rung has room
	Headcount   float64   // people at its end
	ByRung      []float64 //
	Effective   float64   // the same in people of full output
	Cost        float64   // pay of those at the end, exits and hires
}

// Projection is a course of months.
type Projection struct{ Months []Month }

// Project lets months pass. In each, people leave; then promotions are made, the top
// rung first, so that room freed above is used below in the same month; then all grow
// older; then hires enter.
func Project(m *Model, months int) (*Projection, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	if months < 1 || months > longest {
		return nil, wrong("months", months, "1 to 480")
	}
	w := start(m)
	p := &Projection{Months: make([]Month, months)}
	for t := range p.Months {
		p.Months[t] = w.pass(t)
	}
	return p, nil
}

// workforce is the state of a projection.
type workforce struct {
	model   *Model
	sources []Source // of hires; cells of source 0 are the people of the beginning
	leaving leaving
	cells   [][]*cells // by source and rung
	size    []float64  // by rung
	output  []float64  // by tenure
}

func start(m *Model) *workforce {
	sources := m.sources()
	w := &workforce{
		model: m, sources: sources, leaving: m.leaving(sources),
		cells: make([][]*cells, len(sources)+1), size: make([]float64, len(m.Rungs)), output: m.Learning.upTo(m.Longest),
	}
	for s := range w.cells {
		w.cells[s] = make([]*cells, len(m.Rungs))
		for r := range m.Rungs {
			w.cells[s][r] = &cells{}
		}
	}
	for r, rung := range m.Rungs {
		for _, h := range rung.Holders {
			w.cells[0][r].put(min(h.Dwell, m.Longest), min(h.Tenure, m.Longest), h.Count)
			w.size[r] += h.Count
		}
	}
	return w
}

func (w *workforce) pass(t int) Month {
	rungs := len(w.model.Rungs)
	month := Month{ExitsByRung: make([]float64, rungs), Promoted: make([]float64, rungs-1), Wanted: make([]float64, rungs-1)}
	for _, n := range w.size {
		month.Before += n
	}
	w.leave(&month, t)
	for r := rungs - 2; r >= 0; r-- {
		w.promote(&month, r, t)
	}
	month.Cost = month.Exits*w.model.ExitCost + w.hire(&month, t)
	for _, rungs := range w.cells {
		for _, c := range rungs {
			c.pass(t)
		}
	}
	w.measure(&month)
	return month
}

func (w *workforce) leave(month *Month, t int) {
	clear(w.size)
	for s, rungs := range w.cells {
		for r, c := range rungs {
			sum := c.leave(t, func(dwell int) []float64 { return w.leaving.of(s, r, dwell) }, w.output)
			month.ExitsByRung[r] += sum.gone
			month.Exits += sum.gone
			month.Effective += sum.worth
			w.size[r] += sum.stay
		}
	}
}

// promote fills what room there is above a rung; where there is too little, all who
// would rise have the same chance.
func (w *workforce) promote(month *Month, r, t int) {
	rung := w.model.Rungs[r]
	wanted := 0.0
	for _, rungs := range w.cells {
		wanted += rung.Promote * rungs[r].ripe(t, rung.Dwell)
	}
	month.Wanted[r] = wanted
	moved := min(wanted, room(w.model.Rungs[r+1].Cap, w.size[r+1]))
	if moved <= 0 {
		return
	}
	for _, rungs := range w.cells {
		rungs[r].promote(t, rung.Dwell, rung.Promote*moved/wanted, rungs[r+1])
	}
	month.Promoted[r] = moved
	w.size[r] -= moved
	w.size[r+1] += moved
}

func room(limit, size float64) float64 { return math.Max(0, limit-size) }

// hire lets the hires of a month in and returns what they cost.
func (w *workforce) hire(month *Month, t int) (cost float64) {
	month.HiresWanted = w.model.Hiring.wanted(t, month.Exits)
	month.Hires = min(month.HiresWanted, room(w.model.Rungs[0].Cap, w.size[0]))
	w.size[0] += month.Hires
	for s, source := range w.sources {
		n := month.Hires * source.Share
		w.cells[s+1][0].hire(t, n)
		cost += n * source.Cost
	}
	return cost
}

func (h Hiring) wanted(t int, exits float64) float64 {
	if h.Policy == Replace {
		return exits
	}
	if len(h.PerMonth) == 0 {
		return 0
	}
	return h.PerMonth[min(t, len(h.PerMonth)-1)]
}

// measure notes what stands at the end of a month.
func (w *workforce) measure(month *Month) {
	month.Effective += month.Hires * w.output[0]
	month.ByRung = append([]float64(nil), w.size...)
	for r, n := range w.size {
		month.Headcount += n
		month.Cost += n * w.model.Rungs[r].Pay * (1 + w.model.Rungs[r].Raise)
	}
}
