package roster

import (
	"cmp"
	"container/heap"
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// retries is how often a window is searched again with shifts forbidden that
// broke a cap which the states do not count.
const retries = 12

// within is find for a worker whose automaton over the whole horizon would be
// too large: the agreement is laid over the window alone, with its limits lowered
// by what the days outside use up.
func (f *finder) within(w *worker, row []placed, a, b int, slope Load) (cost float64, ok bool) {
	frame := w.frame
	if frame == nil {
		frame = w.framed(row, a, b)
	}
	return f.under(w, frame, row, a, b, slope)
}

// frame is a worker's agreement laid over one window of a row.
type frame struct {
	auto *automaton
	rest []rules.ClassCap // the caps that its states do not count, with what is left
}

// framed lays the worker's agreement over days a..b-1 of a row.
func (w *worker) framed(row []placed, a, b int) *frame {
	s, rest := w.window(row, a, b)
	s.start = w.before(row, a)
	s.after = func(at legal) bool { return w.survives(at, row, b) }
	return &frame{s.build(s.most(w.mostFramed())), rest}
}

// mostFramed is how many transitions the automaton of a window may have: over a long
// horizon there are other windows to try, and memory for none without end.
func (w *worker) mostFramed() int {
	if len(w.days) > 2*sweepDays {
		return mostExact
	}
	return math.MaxInt
}

// under is within a given frame.
func (f *finder) under(w *worker, in *frame, row []placed, a, b int, slope Load) (cost float64, ok bool) {
	if f.auto = in.auto; f.auto == nil || f.auto.empty() {
		return 0, false
	}
	clear(f.barred)
	for _, c := range in.rest {
		if c.Max == 0 {
			f.bar(c.Class, a, b)
		}
	}
	before := state{class: w.classBefore(row, a)}
	for range retries {
		f.search(w, before, a, b, slope)
		if cost, ok = f.end(w, row, a, b); !ok {
			break
		}
		if !f.overCaps(w, in.rest, a, b) {
			clear(f.barred)
			return cost, true
		}
	}
	return f.withoutScarce(w, in, row, a, b, slope)
}

// withoutScarce is under without any shift of the classes of which there are not enough
// left for the window: where many caps are nearly used up, days that break one are barred
// until nothing is left.
func (f *finder) withoutScarce(w *worker, in *frame, row []placed, a, b int, slope Load) (cost float64, ok bool) {
	clear(f.barred)
	for _, c := range in.rest {
		f.bar(c.Class, a, b)
	}
	f.search(w, state{class: w.classBefore(row, a)}, a, b, slope)
	cost, ok = f.end(w, row, a, b)
	ok = ok && !f.overCaps(w, in.rest, a, b)
	clear(f.barred)
	return cost, ok
}

// bar forbids a class on days a..b-1.
func (f *finder) bar(class string, a, b int) {
	for d := a; d < b; d++ {
		f.barred[bar{d, class}] = true
	}
}

// end takes the cheapest state before day b after which the days that follow may
// be worked so soon.
func (f *finder) end(w *worker, row []placed, a, b int) (cost float64, ok bool) {
	classes := int32(len(w.duty.left[b]))
	ends := f.endings(b)
	for ends.Len() > 0 {
		end := ends.at[0]
		if w.canFollow(row, b, end%classes) {
			f.trace(a, b, end)
			return ends.cost[end], true
		}
		heap.Pop(ends)
	}
	return 0, false
}

// overCaps forbids some days of each class that was chosen too often, and
// reports whether there was any.
func (f *finder) overCaps(w *worker, caps []rules.ClassCap, a, b int) bool {
	over := false
	for _, c := range caps {
		var chosen []int
		most := c.Max
		for d := a; d < b; d++ {
			o := f.choice[d]
			if o.arc == dayFixed && w.kinds[w.days[d].fixed.kind].class == c.Class {
				most--
			}
			if o.arc >= 0 && w.duty.menu.kinds[w.duty.menu.days[d][o.arc].kind].class == c.Class {
				chosen = append(chosen, d)
			}
		}
		for len(chosen) > max(0, most) {
			k := f.chance(len(chosen))
			f.barred[bar{chosen[k], c.Class}] = true
			chosen = slices.Delete(chosen, k, k+1)
			over = true
		}
	}
	return over
}

// window lays the worker's agreement over days a..b-1 of a row. Caps that the
// states do not count are returned with what is left of them.
func (w *worker) window(row []placed, a, b int) (*statute, []rules.ClassCap) {
	whole := w.law
	s := *whole
	s.from, s.to = a, b
	s.counted = make([]bool, len(whole.counted))
	used := map[string]int{}
	shifts, minutes, weekends := 0, 0, 0
	for d, p := range row {
		if d >= a && d < b || p.arc == dayOff {
			continue
		}
		k := w.kindOf(d, p)
		shifts++
		minutes += k.paid
		used[k.class]++
		if whole.weekend[d] && whole.a.MaxWeekends != 0 && !s.counted[d] {
			weekends++
			s.countWeekend(d)
		}
	}
	s.period.shifts, s.period.minutes = whole.period.shifts.Lowered(shifts), whole.period.minutes.Lowered(minutes)
	if whole.a.MaxWeekends != 0 {
		if s.a.MaxWeekends = max(0, whole.a.MaxWeekends) - weekends; s.a.MaxWeekends <= 0 {
			s.a.MaxWeekends = rules.Nothing
		}
	}
	var rest []rules.ClassCap
	for _, c := range whole.a.Caps {
		if left := max(0, c.Max-used[c.Class]); left < b-a && c.Max > 0 {
			rest = append(rest, rules.ClassCap{Class: c.Class, Max: left})
		}
	}
	slices.SortFunc(rest, func(x, y rules.ClassCap) int { return cmp.Compare(x.Max, y.Max) })
	s.count(w.kinds, w.countable(rest))
	return &s, rest
}

// mostCounted is how many times over the states of a window may be multiplied by
// counting caps.
const (
	mostCounted     = 24
	mostCountedLong = 6 // where there are many windows
)

// countable returns the tightest caps as far as the states can count them.
func (w *worker) countable(caps []rules.ClassCap) []rules.ClassCap {
	var counted []rules.ClassCap
	states, most := 1, mostCounted
	if len(w.days) > 2*sweepDays {
		most = mostCountedLong
	}
	for _, c := range caps {
		if c.Max == 0 {
			continue
		}
		if states *= c.Max + 1; len(counted) == countedCaps || states > most {
			break
		}
		counted = append(counted, c)
	}
	return counted
}

// countWeekend marks both days of the weekend of a day.
func (s *statute) countWeekend(d int) {
	s.counted[d] = true
	other := d + 1
	if s.sunday[d] {
		other = d - 1
	}
	if other >= 0 && other < len(s.counted) {
		s.counted[other] = true
	}
}

// kindAt returns which of the worker's kinds a day that is worked has.
func (w *worker) kindAt(d int, p placed) int {
	if p.arc == dayFixed {
		return w.days[d].fixed.kind
	}
	return w.duty.menu.days[d][p.arc].kind
}

// kindOf returns the kind of a day that is worked.
func (w *worker) kindOf(d int, p placed) kind { return w.kinds[w.kindAt(d, p)] }

// eased is the worker's agreement without what is counted over the horizon: runs
// and weeks remain.
func (w *worker) eased() *statute {
	s := w.law.keeping(0)
	s.a.MaxWeekends = 0
	s.period.shifts, s.period.minutes = rules.Range{}, rules.Range{}
	return s
}

// before returns what runs and weeks remember before day a of a row.
func (w *worker) before(row []placed, a int) legal {
	at := w.law.start
	for d := 0; d < a; d++ {
		at = w.step(at, d, row[d])
	}
	return at
}

// step moves what runs and weeks remember over a day that stands.
func (w *worker) step(at legal, d int, p placed) legal {
	to, _ := w.move(at, d, p)
	return to
}

func (w *worker) move(at legal, d int, p placed) (legal, bool) {
	if p.arc == dayOff {
		return w.runs.rest(d, at)
	}
	return w.runs.serve(d, at, int(w.runs.of[w.kindAt(d, p)]))
}

// survives reports whether the days from b on stay legal after a state, as far as
// runs and weeks go. What happened before b matters until its week is over and a
// run has begun and ended after b; the further rules may ask for longer.
func (w *worker) survives(at legal, row []placed, b int) bool {
	if row == nil {
		return true
	}
	at = legal{run: at.run, free: at.free, weekDays: at.weekDays, weekMin: at.weekMin, more: at.more}
	turns, weekOver := 0, b == len(row)
	for d := b; d < len(row) && (turns < 2 || !weekOver || w.law.memo != nil); d++ {
		if d > b && (row[d].arc == dayOff) != (row[d-1].arc == dayOff) {
			turns++
		}
		to, ok := w.move(at, d, row[d])
		if !ok {
			return false
		}
		at = to
		weekOver = weekOver || w.runs.weekEnd[d]
	}
	return true
}

// classBefore returns what the last shift before day a leaves behind.
func (w *worker) classBefore(row []placed, a int) int32 {
	d := a - 1
	for d >= 0 && row[d].arc == dayOff {
		d--
	}
	if d < 0 || row[d].arc == dayFixed {
		return 0
	}
	class := w.duty.out[d][row[d].arc]
	for d++; d < a; d++ {
		class = w.duty.carry[d][class]
	}
	return class
}

// canFollow reports whether the next shift of a row from day b on is possible
// after a class.
func (w *worker) canFollow(row []placed, b int, class int32) bool {
	if row == nil {
		return true
	}
	for d := b; d < len(row) && class > 0; d++ {
		switch row[d].arc {
		case dayOff:
			class = w.duty.carry[d][class]
		case dayFixed:
			return true
		default:
			return w.duty.admits(d, int(row[d].arc), class)
		}
	}
	return true
}
