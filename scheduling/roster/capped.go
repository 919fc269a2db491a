package roster

import (
	"github.com/muster-wfm/muster/scheduling/rules"
)

// left returns the caps that a worker's states do not count and that days a..b-1 of
// a row could break, with what the other days leave of them.
func (w *worker) left(row []placed, a, b int) []rules.ClassCap {
	if len(w.uncounted) == 0 {
		return nil
	}
	used := make([]int, len(w.uncounted))
	for d, p := range row {
		if d >= a && d < b || p.arc == dayOff {
			continue
		}
		class := w.kindOf(d, p).class
		for i := range w.uncounted {
			if w.uncounted[i].Class == class {
				used[i]++
			}
		}
	}
	var left []rules.ClassCap
	for i, c := range w.uncounted {
		if c.Max -= used[i]; c.Max < b-a {
			left = append(left, c)
		}
	}
	return left
}

// capped is find for a worker with caps that the states do not count: what breaks one
// is forbidden, and the days are searched again.
func (f *finder) capped(w *worker, left []rules.ClassCap, before state, row []placed, a, b int, slope Load) (cost float64, ok bool) {
	clear(f.barred)
	defer clear(f.barred)
	for _, c := range left {
		if c.Max <= 0 {
			f.bar(c.Class, a, b)
		}
	}
	for range retries {
		f.search(w, before, a, b, slope)
		if cost, ok = f.finish(w, row, a, b); !ok {
			return 0, false
		}
		if !f.overCaps(w, left, a, b) {
			return cost, true
		}
	}
	return 0, false
}
