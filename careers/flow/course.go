package flow

import (
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Course is how many people are on each rung at the end of each month, with what that
// may come to. The last column of a month is all rungs together.
type Course struct {
	Value     [][]float64    // by month and rung
	Parameter [][][2]float64 // 95 % of what not knowing the hazards and ratios allows
	Both      [][][2]float64 // with the chance of who leaves and rises as well
}

// Courses are those of a model as it is and with a scenario, and what it changes.
type Courses struct {
	Base, Scenario *Course
	Change         *Spreads
}

// DrawCourses is [DrawChange] with the headcounts of both sides.
func DrawCourses(m *Model, s Scenario, months int, u Uncertainty) (*Courses, error) {
	changed, err := s.Apply(m)
	if err != nil {
		return nil, err
	}
	point, err := Compare(m, s, months)
	if err != nil {
		return nil, err
	}
	root, err := u.root(m)
	if err != nil {
		return nil, err
	}
	before, after := newWatch(len(m.Rungs), months), newWatch(len(changed.Rungs), months)
	average, lived := make([]Figures, u.draws()), make([]Figures, u.draws())
	for i := range average {
		random := rand.New(rand.NewPCG(u.Seed, uint64(i)))
		if average[i], lived[i], err = u.sides(m, s, root, months, random, before, after); err != nil {
			return nil, err
		}
	}
	return &Courses{before.course(point.Base), after.course(point.Scenario), spreads(point.Total, average, lived)}, nil
}

// sides lets both sides live once.
func (u Uncertainty) sides(m *Model, s Scenario, root *mat.Cholesky, months int, random *rand.Rand, before, after *watch) (average, lived Figures, err error) {
	base, scenario, err := u.pair(m, s, root, random)
	if err != nil {
		return average, lived, err
	}
	from, err := Project(base, months)
	if err != nil {
		return average, lived, err
	}
	to, err := Project(scenario, months)
	if err != nil {
		return average, lived, err
	}
	// the scenario's crowd draws first, as it always has: the same seed, the same figures
	people := gather(scenario, random)
	people.watched = true
	then := people.live(months)
	others := gather(base, random)
	others.watched = true
	now := others.live(months)
	before.note(from, others.seen)
	after.note(to, people.seen)
	return to.Figures().minus(from.Figures()), then.minus(now), nil
}

// watch collects the headcounts of draws, by month and rung; the last is their sum.
type watch struct{ average, lived [][][]float64 }

func newWatch(rungs, months int) *watch {
	w := &watch{make([][][]float64, months), make([][][]float64, months)}
	for t := range months {
		w.average[t], w.lived[t] = make([][]float64, rungs+1), make([][]float64, rungs+1)
	}
	return w
}

func (w *watch) note(p *Projection, seen [][]int) {
	for t, month := range p.Months {
		all := 0
		for r, n := range month.ByRung {
			w.average[t][r] = append(w.average[t][r], n)
			w.lived[t][r] = append(w.lived[t][r], float64(seen[t][r]))
			all += seen[t][r]
		}
		last := len(month.ByRung)
		w.average[t][last] = append(w.average[t][last], month.Headcount)
		w.lived[t][last] = append(w.lived[t][last], float64(all))
	}
}

func (w *watch) course(p *Projection) *Course {
	c := &Course{}
	for t, month := range p.Months {
		c.Value = append(c.Value, append(slices.Clone(month.ByRung), month.Headcount))
		c.Parameter = append(c.Parameter, ends(w.average[t]))
		c.Both = append(c.Both, ends(w.lived[t]))
	}
	return c
}

func ends(lists [][]float64) [][2]float64 {
	out := make([][2]float64, len(lists))
	for i, list := range lists {
		out[i] = middle(list)
	}
	return out
}
