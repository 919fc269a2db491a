package breaks

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// newSearch gathers the shifts whose pauses can move.
func newSearch(b *board, settings Settings) *search {
	s := &search{b: b, p: b.p, settings: settings, rng: rand.New(rand.NewPCG(settings.Seed, 0)), prefix: []float64{0}}
	known := map[[2]int]*shifts.Placement{}
	slots := 0
	for i := range b.p.Shifts {
		if !b.p.movable(&b.p.Shifts[i]) {
			continue
		}
		r := s.newRun(i, known)
		if !r.placement.Possible() {
			s.stuck = append(s.stuck, i)
			continue
		}
		s.runs = append(s.runs, r)
		slots = max(slots, len(r.paused))
	}
	slices.SortStableFunc(s.runs, compareRuns)
	s.prices, s.prefix = make([]float64, slots), append(make([]float64, 0, slots+1), 0)
	s.limit = s.limitPrice()
	for k := range b.teams {
		for t := range b.teams[k].weight {
			b.teams[k].weight[t] = s.limit
		}
	}
	return s
}

func (s *search) newRun(i int, known map[[2]int]*shifts.Placement) *run {
	shift := &s.p.Shifts[i]
	r := &run{index: i, shift: shift, due: s.p.due(shift), at: shift.Pauses, paused: make([]bool, shift.Minutes/s.p.Tick), seen: -1}
	r.placement = s.placementOf(r, known)
	r.mark(s.p.Tick)
	r.best = shift.Pauses
	r.unlawful = s.p.pausesFault(shift, shift.Pauses) != ""
	return r
}

// placementOf returns the arrangements that a shift still has, shared with all
// shifts of the same template and length that lie in the future.
func (s *search) placementOf(r *run, known map[[2]int]*shifts.Placement) *shifts.Placement {
	template, tick := s.p.Templates[r.shift.Template], s.p.Tick
	if r.shift.Start >= s.p.Now {
		key := [2]int{r.shift.Template, r.shift.Minutes}
		if known[key] == nil {
			all := shifts.NewPlacement(template, r.shift.Minutes, tick)
			known[key] = &all
		}
		return known[key]
	}
	held := make([]int, len(r.due))
	for k := range held {
		if held[k] = shifts.Free; s.p.held(r.shift, k) {
			held[k] = r.at[k].Offset / tick
		}
	}
	left := template.Narrowed(r.shift.Minutes, tick, (s.p.Now-r.shift.Start+tick-1)/tick, held)
	return &left
}

// compareRuns orders shifts by what they are, so that the names and the order of
// people change nothing but which of two equals is which.
func compareRuns(a, b *run) int {
	x, y := a.shift, b.shift
	return cmp.Or(
		cmp.Compare(x.Start, y.Start), cmp.Compare(x.Minutes, y.Minutes), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Template, y.Template),
		slices.Compare(x.Teams, y.Teams),
		slices.CompareFunc(x.Pauses, y.Pauses, func(p, q shifts.Placed) int { return cmp.Compare(p.Offset, q.Offset) }),
	)
}

// limitPrice is more than all coverage that the pauses of one shift can lose:
// the steepest price of a slot, times the slots that they take.
func (s *search) limitPrice() float64 {
	steepest, most := 0.0, 0
	n := len(s.p.Shifts)
	for _, cells := range s.p.Groups {
		for t := range cells.Slots {
			steepest = max(steepest, math.Abs(cells.Cost(t, 0)-cells.Cost(t, 1)), math.Abs(cells.Cost(t, n)-cells.Cost(t, n+1)))
		}
	}
	for _, r := range s.runs {
		slots := 0
		for _, pause := range r.due {
			slots += pause.Minutes / s.p.Tick
		}
		most = max(most, slots)
	}
	return 1 + 4*steepest*float64(most)
}

// keep remembers the placement if it is the best so far.
func (s *search) keep() {
	better := s.b.excess < s.excess || s.b.excess == s.excess && s.b.cost < s.cost-1e-9*(1+math.Abs(s.cost))
	if s.kept && !better {
		return
	}
	s.kept, s.cost, s.excess = true, s.b.cost, s.b.excess
	for _, r := range s.runs {
		r.best = r.at
	}
}

// back returns to the best placement.
func (s *search) back() {
	for _, r := range s.runs {
		s.starts = s.starts[:0]
		for _, pause := range r.best {
			s.starts = append(s.starts, pause.Offset/s.p.Tick)
		}
		if !slices.Equal(r.at, r.best) {
			s.move(r)
		}
		r.seen = -1
	}
}

// mostYields bounds how often prices of exceeded limits grow.
const mostYields = 60

// yield raises the price of limits where they are exceeded until the pauses
// move elsewhere or nothing helps any more.
func (s *search) yield() {
	if s.b.excess == 0 {
		return
	}
	for round := 0; s.b.excess > 0 && round < mostYields && !s.stopped(); round++ {
		s.keep()
		for k := range s.b.teams {
			c := &s.b.teams[k]
			for t, n := range c.pausing {
				if n > c.allowed[t] {
					c.weight[t] += s.limit * (0.5 + s.rng.Float64())
					s.b.clock++
					c.modified[t/block] = s.b.clock
				}
			}
		}
		s.descend()
	}
	s.keep()
	for k := range s.b.teams {
		c := &s.b.teams[k]
		for t := range c.weight {
			c.weight[t] = s.limit
		}
	}
	s.back()
	s.descend()
}

// anneal sweeps at falling temperatures, each sweep ending in the best of what
// it saw, and descends from the best of all.
func (s *search) anneal() {
	hottest := s.temperature()
	if len(s.runs) == 0 || hottest <= 0 {
		return
	}
	for sweep := range s.settings.Sweeps {
		if s.stopped() {
			break
		}
		temperature := hottest * math.Pow(0.02, float64(sweep)/float64(s.settings.Sweeps))
		for _, i := range s.rng.Perm(len(s.runs)) {
			s.replace(s.runs[i], temperature)
		}
		s.keep()
	}
	if s.settings.Sweeps > 0 {
		s.descend()
		s.keep()
		s.back()
		s.descend()
		s.keep()
	}
}

// temperature is the middle price of a slot at which somebody could pause.
func (s *search) temperature() float64 {
	var seen []float64
	for g, l := range s.b.groups {
		for t := range s.p.Groups[g].Slots {
			if l.people[t] > 0 && l.fewer[t] != 0 {
				seen = append(seen, math.Abs(l.fewer[t]))
			}
		}
	}
	if len(seen) == 0 {
		return 0
	}
	slices.Sort(seen)
	return seen[len(seen)/2] / 2
}

// result writes the best placement down.
func (s *search) result(before float64) Result {
	s.back()
	out := Result{Before: before, After: s.b.cost, Stuck: s.stuck, Pauses: make([][]shifts.Placed, len(s.p.Shifts))}
	for i := range s.p.Shifts {
		out.Pauses[i] = s.p.Shifts[i].Pauses
	}
	for _, r := range s.runs {
		if !slices.Equal(r.best, r.shift.Pauses) {
			out.Pauses[r.index] = r.best
			out.Moved = append(out.Moved, r.index)
		}
	}
	slices.Sort(out.Moved)
	out.Excess, out.Full = s.b.stretches()
	out.ExcessMinutes, out.LeastExcess = s.b.excess*s.p.Tick, s.leastExcess()
	return out
}
