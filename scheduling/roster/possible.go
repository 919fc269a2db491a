package roster

// possible lists what somebody can do on some legal row: by day, whether each arc
// of their menu is on one.
type possible [][]bool

// entry is a set of arcs of one day that the rules cannot tell apart.
type entry struct {
	kind, in, out int32
	odd           []int32
	arcs          []int
}

// possibilities finds every arc of a worker that lies on a legal row, by a pass
// over the states from the first day forwards and one from the last day back. A
// worker whose rules fit no automaton is judged by one that allows more; nothing
// is known of a worker without any.
func (f *finder) possibilities(w *worker) (possible, bool) {
	eased := w.relaxed()
	if eased == nil {
		return nil, false
	}
	auto, days := eased.auto, f.model.days
	entries := make([][]entry, days)
	for d := range days {
		entries[d] = eased.entries(d)
	}
	ahead := eased.ahead(entries)
	found := make(possible, days)
	for d := range found {
		found[d] = make([]bool, len(w.duty.menu.days[d]))
	}
	if w.impossible || auto.empty() {
		return found, true
	}
	reach := [][]bool{{true}} // before day d: by state and class
	for d := range days {
		classes := len(w.duty.left[d])
		width := len(w.duty.left[d+1])
		next := [][]bool{}
		for range auto.states(d + 1) {
			next = append(next, make([]bool, width))
		}
		for q, at := range reach {
			if !contained(at) {
				continue
			}
			if to := auto.off[d][q]; to != dead && eased.mayRest(d) {
				for c := range classes {
					if c < len(at) && at[c] && ahead[d+1][to][w.duty.carry[d][c]] {
						next[to][w.duty.carry[d][c]] = true
					}
				}
			}
			for _, e := range entries[d] {
				to := auto.work[d][q*auto.kinds+int(e.kind)]
				if to == dead || !ahead[d+1][to][e.out] || !e.admitted(at) {
					continue
				}
				next[to][e.out] = true
				for _, i := range e.arcs {
					found[d][i] = true
				}
			}
		}
		reach = next
	}
	return found, true
}

// ahead says for every state and class before each day whether a legal end can
// be reached.
func (w *worker) ahead(entries [][]entry) [][][]bool {
	days := len(entries)
	ahead := make([][][]bool, days+1)
	for d := days; d >= 0; d-- {
		classes := len(w.duty.left[d])
		ahead[d] = make([][]bool, w.auto.states(d))
		for q := range ahead[d] {
			at := make([]bool, classes)
			ahead[d][q] = at
			if d == days {
				for c := range at {
					at[c] = true
				}
				continue
			}
			if to := w.auto.off[d][q]; to != dead && w.mayRest(d) {
				for c := range at {
					at[c] = ahead[d+1][to][w.duty.carry[d][c]]
				}
			}
			for _, e := range entries[d] {
				if to := w.auto.work[d][q*w.auto.kinds+int(e.kind)]; to != dead && ahead[d+1][to][e.out] {
					e.admit(at)
				}
			}
		}
	}
	return ahead
}

// mayRest reports whether a day may be off.
func (w *worker) mayRest(d int) bool { return w.days[d].fixed == nil && !w.days[d].must }

// entries sorts what a worker may do on a day by what the rules see of it.
func (w *worker) entries(d int) []entry {
	plan, y := &w.days[d], w.duty
	if plan.fixed != nil {
		return []entry{{kind: w.auto.of[plan.fixed.kind], in: int32(len(y.left[d]) - 1)}}
	}
	type key struct{ kind, in, out int32 }
	at := map[key]int{}
	var list []entry
	for _, own := range plan.arcs {
		i := own.index
		e := entry{kind: w.auto.of[y.menu.days[d][i].kind], in: y.in[d][i], out: y.out[d][i], odd: y.odd[d][i], arcs: []int{i}}
		k := key{e.kind, e.in, e.out}
		if known, ok := at[k]; ok && len(e.odd) == 0 && len(list[known].odd) == 0 {
			list[known].arcs = append(list[known].arcs, i)
			continue
		}
		at[k] = len(list)
		list = append(list, e)
	}
	return list
}

// admitted reports whether the arcs are possible after any of the classes that
// are marked.
func (e *entry) admitted(at []bool) bool {
	for c, there := range at {
		if there && e.follows(int32(c)) {
			return true
		}
	}
	return false
}

// admit marks the classes after which the arcs are possible.
func (e *entry) admit(at []bool) {
	for c := range at {
		at[c] = at[c] || e.follows(int32(c))
	}
}

func (e *entry) follows(class int32) bool {
	if class <= e.in {
		return true
	}
	for _, c := range e.odd {
		if c == class {
			return true
		}
	}
	return false
}

func contained(at []bool) bool {
	for _, there := range at {
		if there {
			return true
		}
	}
	return false
}
