package activity

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
)

// Settings says how long to search. The zero value of a field takes the value in
// brackets.
type Settings struct {
	Seed       uint64
	Iterations int // removals [400 for each person]
	// TimeShare, if set, says what share of its time a search has used; it ends at 1,
	// cools by it, and Iterations says nothing.
	TimeShare func() float64
	// Progress, if set, is told after every pass over the people how much is done and
	// the best so far. It may return false to end the search.
	Progress func(done float64, best Cost) bool
}

// Result is the best roster that was found.
type Result struct {
	Roster
	Cost       Cost
	Bound      int  // no roster has less surplus
	Optimal    bool // nobody is missing and the surplus is the bound
	Iterations int
}

// Infeasible names people who cannot work their time under the rules.
type Infeasible struct{ People []string }

func (e *Infeasible) Error() string {
	return fmt.Sprintf("no shifts let %v work between their least and most time; change their times or the rules", e.People)
}

// Solve looks for the roster of least cost. The same problem and settings give the
// same roster. The error is an [*Invalid], an [*Infeasible], or the context's when it
// ended before everybody had shifts; ended later, the best so far is returned.
func Solve(ctx context.Context, p *Problem, s Settings) (Result, error) {
	if err := p.Valid(); err != nil {
		return Result{}, err
	}
	if s.Iterations == 0 {
		s.Iterations = 400 * max(1, len(p.People))
	}
	w := newWalk(p, s)
	if err := w.construct(ctx); err != nil {
		return Result{}, err
	}
	w.anneal(ctx)
	r := Result{Roster: w.best, Cost: p.Evaluate(w.best), Bound: p.Bound(), Iterations: w.iterations}
	r.Optimal = r.Cost.Missing == 0 && r.Cost.Surplus == r.Bound
	return r, nil
}

// missing is what one person below the least of a slot counts in the search. It
// has to outweigh moving a surplus, yet let the walk pass through rosters that miss
// somebody.
const missing = 12

// Heat of the annealing, in units of the cost of one surplus person.
const (
	hot  = 3.0
	cold = 0.25
)

type walk struct {
	p          *Problem
	s          Settings
	chance     *rand.Rand
	planner    *planner
	roster     Roster
	cover      [][]int
	prices     [][]float64
	cost       int
	best       Roster
	least      int
	iterations int
}

func newWalk(p *Problem, s Settings) *walk {
	w := &walk{p: p, s: s, chance: rand.New(rand.NewPCG(s.Seed, 0xac71)), planner: newPlanner(p), roster: make(Roster, len(p.People)),
		least: math.MaxInt}
	w.cover = p.cover(w.roster)
	for t := range p.Tasks {
		w.prices = append(w.prices, make([]float64, p.Slots))
		for slot := range p.Slots {
			w.cost += w.slotCost(t, slot)
			w.reprice(t, slot)
		}
	}
	return w
}

func (w *walk) slotCost(task, slot int) int {
	t, people := &w.p.Tasks[task], w.cover[task][slot]
	over := max(0, people-t.Max[slot])
	return over*over + missing*max(0, t.Min[slot]-people)
}

// reprice computes what one more person costs.
func (w *walk) reprice(task, slot int) {
	t, people := &w.p.Tasks[task], w.cover[task][slot]
	switch {
	case people < t.Min[slot]:
		w.prices[task][slot] = -missing
	case people < t.Max[slot]:
		w.prices[task][slot] = 0
	default:
		w.prices[task][slot] = float64(2*(people-t.Max[slot]) + 1)
	}
}

// place adds people's work to the cover, or takes it away.
func (w *walk) place(s Shift, by int) {
	for i, task := range s.Tasks {
		slot := s.Start + i
		w.cost -= w.slotCost(task, slot)
		w.cover[task][slot] += by
		w.cost += w.slotCost(task, slot)
		w.reprice(task, slot)
	}
}

// construct gives everybody the best week for what is still missing.
func (w *walk) construct(ctx context.Context) error {
	var stuck []string
	for _, person := range w.chance.Perm(len(w.p.People)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !w.insert(person, nil) {
			stuck = append(stuck, w.p.People[person].Code)
		}
	}
	if len(stuck) > 0 {
		return &Infeasible{stuck}
	}
	w.keepBest()
	return nil
}

// insert plans the days of a person that are not kept.
func (w *walk) insert(person int, keep map[int]kept) bool {
	w.planner.tasks.price(w.prices)
	shifts, _, ok := w.planner.plan(person, keep)
	if !ok {
		return false
	}
	for i, s := range shifts {
		if stay := keep[w.p.Day(s.Start)]; stay.shift != nil {
			shifts[i] = *stay.shift
			continue
		}
		w.planner.tasks.from(s.Start)
		copy(shifts[i].Tasks, w.planner.tasks.tasks(len(s.Tasks)))
		w.place(shifts[i], 1)
	}
	w.roster[person] = shifts
	return true
}

func (w *walk) keepBest() {
	if w.cost >= w.least {
		return
	}
	w.least = w.cost
	w.best = make(Roster, len(w.roster))
	copy(w.best, w.roster)
}

// anneal removes and puts back until time is up or nothing can be gained.
func (w *walk) anneal(ctx context.Context) {
	bound := w.p.Bound()
	for ; w.least > bound; w.iterations++ {
		done := float64(w.iterations) / float64(w.s.Iterations)
		if w.s.TimeShare != nil {
			done = w.s.TimeShare()
		}
		if ctx.Err() != nil || done >= 1 {
			return
		}
		if w.s.Progress != nil && w.iterations%max(1, len(w.p.People)) == 0 && !w.s.Progress(done, w.p.Evaluate(w.best)) {
			return
		}
		w.step(hot * math.Pow(cold/hot, done))
	}
}

// step takes some days of one to three people out, puts them back and keeps the
// change or not.
func (w *walk) step(heat float64) {
	before := w.cost
	first, days := w.window()
	people := w.chance.Perm(len(w.p.People))[:min(len(w.p.People), 1+w.chance.IntN(3))]
	old := make([][]Shift, len(people))
	keeps := make([]map[int]kept, len(people))
	for i, person := range people {
		old[i] = w.roster[person]
		keeps[i] = w.takeOut(person, first, days)
	}
	for i, person := range people {
		w.insert(person, keeps[i]) // what was there is possible
	}
	if gain := before - w.cost; gain < 0 && w.chance.Float64() >= math.Exp(float64(gain)/heat) {
		for i, person := range people {
			w.swap(person, old[i])
		}
		return
	}
	w.keepBest()
}

// window draws the days that are planned anew: all of a short horizon or some in a row.
func (w *walk) window() (first, days int) {
	all := w.p.Days()
	if days = 2 + w.chance.IntN(7); days >= all {
		return 0, all
	}
	return w.chance.IntN(all - days + 1), days
}

// takeOut removes a person's shifts in a window and returns what stays.
func (w *walk) takeOut(person, first, days int) map[int]kept {
	keep := map[int]kept{}
	for day := range w.p.Days() {
		if day < first || day >= first+days {
			keep[day] = kept{}
		}
	}
	for _, s := range w.roster[person] {
		if _, stays := keep[w.p.Day(s.Start)]; stays {
			keep[w.p.Day(s.Start)] = kept{&s}
		} else {
			w.place(s, -1)
		}
	}
	return keep
}

// swap puts other shifts in place of a person's.
func (w *walk) swap(person int, shifts []Shift) {
	for _, s := range w.roster[person] {
		w.place(s, -1)
	}
	for _, s := range shifts {
		w.place(s, 1)
	}
	w.roster[person] = shifts
}
