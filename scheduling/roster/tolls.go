package roster

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Caps that the states of a person do not count are priced where a programme seeks
// rows: every shift of the class costs a toll more, and as many tolls as the cap allows
// are given back. At any tolls the cheapest days then cost no more than the cheapest
// that keep the caps, by Lagrangian duality once more; at good tolls they mostly are
// those.

// How tolls are sought: so many searches, by steps of that part of Polyak's length
// towards the cheapest days known that keep the caps, until the two are as close as
// that, in missing shifts.
const (
	tollSteps = 4
	tollStep  = 0.7
	tollGap   = 1e-4
)

// stretch is days a..b-1 of a worker's row, which may be nil for the whole horizon, with
// where those before have led and what of the caps is left to them.
type stretch struct {
	before state
	row    []placed
	a, b   int
	caps   []rules.ClassCap
}

// tolled is what came of searching a stretch.
type tolled struct {
	bound float64  // on the cost of any days that keep the caps
	days  []placed // those that gave it, which may break some
	legal []placed // the cheapest found that keep them; nil for none
	cost  float64  // of legal
}

// tolled searches a stretch, and improves its tolls on the way. There is no result where
// nothing is possible.
func (f *finder) tolled(w *worker, s stretch, tolls []float64, slope Load) (tolled, bool) {
	if f.enough == 0 {
		f.enough = tollGap * f.model.shiftPrice()
	}
	eased, limits := w.uncapped(), w.limits(s)
	best := tolled{bound: math.Inf(-1), cost: math.Inf(1)}
	now := slices.Clone(tolls)
	defer func() { f.toll = nil }()
	for range tollSteps {
		f.toll = w.tollOf(s.caps, now)
		found, excess, ok := f.atTolls(eased, s, limits, now, slope)
		if !ok {
			return best, false
		}
		if found.bound > best.bound {
			best.bound, best.days = found.bound, found.days
			copy(tolls, now)
		}
		if best.legal == nil && found.legal == nil {
			found.legal, found.cost = f.forced(w, s, now, slope)
		}
		if found.legal != nil && found.cost < best.cost {
			best.cost, best.legal = found.cost, found.legal
		}
		norm := 0.0
		for i, e := range excess {
			if now[i] > 0 || e > 0 {
				norm += e * e
			}
		}
		if norm == 0 || best.legal == nil || best.cost-best.bound <= f.enough {
			break
		}
		for i, e := range excess {
			now[i] = math.Max(0, now[i]+tollStep*(best.cost-found.bound)/norm*e)
		}
	}
	return best, true
}

// atTolls finds the cheapest days at tolls that are charged, and by how many shifts they
// exceed each cap.
func (f *finder) atTolls(eased *worker, s stretch, limits []int, tolls []float64, slope Load) (tolled, []float64, bool) {
	clear(f.barred)
	defer clear(f.barred)
	for i, c := range s.caps {
		if limits[i] == 0 {
			f.bar(c.Class, s.a, s.b)
		}
	}
	value, ok := f.find(eased, s.before, s.row, s.a, s.b, slope)
	if !ok {
		return tolled{}, nil, false
	}
	found := tolled{bound: value, days: f.taken(eased, s.a, s.b), cost: value}
	excess, keeps := make([]float64, len(s.caps)), true
	for i, n := range eased.chosen(s, found.days) {
		excess[i] = float64(n - limits[i])
		found.bound -= tolls[i] * float64(limits[i])
		found.cost -= tolls[i] * float64(n)
		keeps = keeps && n <= limits[i]
	}
	if keeps {
		found.legal = found.days
	}
	return found, excess, true
}

// forced makes cheap days that keep all caps by forbidding what breaks them; nil for
// none.
func (f *finder) forced(w *worker, s stretch, tolls []float64, slope Load) ([]placed, float64) {
	cost, ok := f.find(w, s.before, s.row, s.a, s.b, slope)
	if !ok {
		return nil, math.Inf(1)
	}
	days := f.taken(w, s.a, s.b)
	for i, n := range w.chosen(s, days) {
		cost -= tolls[i] * float64(n)
	}
	return days, cost
}

// taken returns what was chosen for days a..b-1.
func (f *finder) taken(w *worker, a, b int) []placed {
	days := make([]placed, b-a)
	for d := range days {
		days[d] = f.place(w, a+d, f.choice[a+d])
	}
	return days
}

// uncapped returns the worker without the caps that states do not count.
func (w *worker) uncapped() *worker {
	other := *w
	other.uncounted = nil
	if w.frame != nil {
		other.frame = &frame{auto: w.frame.auto}
	}
	return &other
}

// capsLeft returns the caps that states do not count, with what the days of a row outside
// a..b-1 leave of them.
func (w *worker) capsLeft(row []placed, a, b int) []rules.ClassCap {
	if w.auto != nil {
		return w.left(row, a, b)
	}
	if w.frame != nil {
		return w.frame.rest
	}
	return nil
}

// limits returns how many shifts beside fixed ones each cap leaves to a stretch.
func (w *worker) limits(s stretch) []int {
	limits := make([]int, len(s.caps))
	for i, c := range s.caps {
		limits[i] = c.Max
		for d := s.a; d < s.b; d++ {
			if fixed := w.days[d].fixed; fixed != nil && w.kinds[fixed.kind].class == c.Class {
				limits[i]--
			}
		}
		limits[i] = max(0, limits[i])
	}
	return limits
}

// chosen counts the shifts that each cap of a stretch is about in its days, beside fixed
// ones.
func (w *worker) chosen(s stretch, days []placed) []int {
	count := make([]int, len(s.caps))
	for d, p := range days {
		if p.arc < 0 {
			continue
		}
		class := w.kindOf(s.a+d, p).class
		for i, c := range s.caps {
			if c.Class == class {
				count[i]++
			}
		}
	}
	return count
}

// tollOf returns what a shift of each kind costs at the tolls of caps.
func (w *worker) tollOf(caps []rules.ClassCap, tolls []float64) []float64 {
	of := make([]float64, len(w.kinds))
	for k := range w.kinds {
		for i, c := range caps {
			if c.Class == w.kinds[k].class {
				of[k] += tolls[i]
			}
		}
	}
	return of
}
