package flow

import (
	"fmt"
	"math"
	"slices"
)

// Demand is a need for people of full output, month by month, and what may be hired
// towards it.
type Demand struct {
	People  []float64 // needed, by month
	Decide  int       // months, from the first, in which a class may start
	Sizes   []int     // people that a class may have, 0 for none
	Staff   []Holders // who is there before the first month; only tenure counts
	Hazard  []Band
	Trained int // months of training, without output
	Learning
	HireCost    float64 // of each hire
	ClassCost   float64 // of each class
	ShortCost   float64 // of a person that lacks, a month
	SurplusCost float64 // of a person too many, a month
}

// Hires is a plan of classes, with its proof.
type Hires struct {
	Survival []float64 // share that is still there after 0, 1, … months
	Output   []float64 // of somebody after 0, 1, … months beside full output
	Without  []float64 // capacity by month if nobody is hired
	People   []int     // hires by month
	Capacity []float64 // with them
	Short    []float64 // people that lack by month
	Cost     float64
	Bound    float64 // no plan costs less
	Nodes    int     // of the search
}

// Proven reports whether the plan is known to cost least.
func (h *Hires) Proven() bool { return h.Cost-h.Bound <= tolerance(h.Cost) }

// output is ℓ(a) of a hiring plan: nothing in training, then as learning goes.
func (d *Demand) output(tenure int) float64 {
	if tenure < d.Trained {
		return 0
	}
	return d.At(tenure - d.Trained)
}

// survival is S(a)=exp(−Σh) for months 0 to last.
func survival(bands []Band, last int) []float64 {
	hazard := byTenure(bands, last)
	s := make([]float64, last+1)
	sum := 0.0
	for a := range s {
		s[a] = math.Exp(-sum)
		sum += hazard[a]
	}
	return s
}

// board is a demand made ready for search: a hire of month s gives gain[t-s] people
// of full output in month t.
type board struct {
	*Demand
	hires Hires
	gain  []float64 // by months since the hire
}

func (d *Demand) board() *board {
	months := len(d.People)
	eldest := 0
	for _, h := range d.Staff {
		eldest = max(eldest, h.Tenure)
	}
	s := survival(d.Hazard, eldest+months)
	b := &board{Demand: d}
	b.hires.Survival = s[:months+1]
	b.hires.Without = make([]float64, months)
	for a := range months + 1 {
		b.hires.Output = append(b.hires.Output, d.output(a))
		b.gain = append(b.gain, s[a]*d.output(a))
	}
	for t := range months {
		for _, h := range d.Staff {
			later := h.Tenure + t + 1
			b.hires.Without[t] += h.Count * s[later] / s[h.Tenure] * d.output(later)
		}
	}
	return b
}

// classCost is what a class of n costs to hire.
func (d *Demand) classCost(n int) float64 {
	if n == 0 {
		return 0
	}
	return d.ClassCost + float64(n)*d.HireCost
}

// missCost is what a capacity beside the need of a month costs.
func (d *Demand) missCost(surplus float64) float64 {
	return math.Max(-surplus*d.ShortCost, surplus*d.SurplusCost)
}

// capacity is what classes bring it to.
func (b *board) capacity(classes []int) []float64 {
	c := slices.Clone(b.hires.Without)
	for s, n := range classes {
		b.add(c, s, float64(n))
	}
	return c
}

func (b *board) add(capacity []float64, month int, people float64) {
	if people == 0 {
		return
	}
	for t := month; t < len(capacity); t++ {
		capacity[t] += people * b.gain[t-month]
	}
}

func (b *board) cost(classes []int) float64 {
	sum := 0.0
	for _, n := range classes {
		sum += b.classCost(n)
	}
	for t, c := range b.capacity(classes) {
		sum += b.missCost(c - b.People[t])
	}
	return sum
}

// work is about how many products a search by itself may take: a few seconds.
const work = 2e9

// patience is how many nodes that is for a demand.
func (d *Demand) patience() int {
	each := float64((1 + d.Decide) * len(d.People) * len(d.Sizes) * nodeSteps)
	return int(math.Min(2e6, math.Max(500, work/each)))
}

// HiringPlan finds the classes of least cost. It looks at no more than nodes of the
// search, 0 for as many as take a few seconds; where that does not do, what it returns
// is the best found, and [Hires.Bound] says how much better another could be.
func HiringPlan(d *Demand, nodes int) (*Hires, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	if nodes <= 0 {
		nodes = d.patience()
	}
	b := d.board()
	search := newHunt(b, nodes)
	search.run()
	h := b.hires
	h.People = append(slices.Clone(search.best), make([]int, len(d.People)-d.Decide)...)
	h.Capacity = b.capacity(search.best)
	for t, c := range h.Capacity {
		h.Short = append(h.Short, math.Max(0, d.People[t]-c))
	}
	h.Cost, h.Bound, h.Nodes = search.cost, search.bound(), search.nodes
	return &h, nil
}

// longestPlan bounds a plan's months.
const longestPlan = 120

func (d *Demand) check() error {
	if len(d.People) == 0 || len(d.People) > longestPlan {
		return wrong("demand", fmt.Sprintf("%d months", len(d.People)), fmt.Sprintf("1 to %d", longestPlan))
	}
	for t, n := range d.People {
		if err := within(fmt.Sprintf("demand, month %d", t+1), n, 0, 1e9); err != nil {
			return err
		}
	}
	if d.Decide < 0 || d.Decide > len(d.People) {
		return wrong("months to decide", d.Decide, fmt.Sprintf("0 to %d", len(d.People)))
	}
	if len(d.Sizes) == 0 {
		return wrong("sizes of classes", "none", "at least one; 0 is no class")
	}
	for _, n := range d.Sizes {
		if n < 0 {
			return wrong("sizes of classes", n, "at least 0 people")
		}
	}
	for _, h := range d.Staff {
		if h.Tenure < 0 || h.Tenure > longest || !(h.Count >= 0) || math.IsInf(h.Count, 1) {
			return wrong("staff", fmt.Sprintf("%g people of %d months", h.Count, h.Tenure), fmt.Sprintf("at least 0 people of 0 to %d months", longest))
		}
	}
	return d.checkRates()
}

func (d *Demand) checkRates() error {
	if err := checkBands(d.Hazard); err != nil {
		return err
	}
	if d.Trained < 0 {
		return wrong("months of training", d.Trained, "at least 0")
	}
	if err := within("learning, start", d.Start, 0, 1); err != nil {
		return err
	}
	if !(d.Tau > 0) {
		return wrong("learning, tau", d.Tau, "months above 0")
	}
	for where, cost := range map[string]float64{"cost of a hire": d.HireCost, "cost of a class": d.ClassCost, "cost of a person that lacks": d.ShortCost, "cost of a person too many": d.SurplusCost} {
		if err := within(where, cost, 0, 1e12); err != nil {
			return err
		}
	}
	return nil
}
