package activity

import "math"

// planner finds the cheapest shifts of one person for given prices.
//
// Its states after a day are: days worked in a row, the earliest start of the next day
// that rest allows, and the slots worked so far. A shift and its rest fit into 24
// hours, so that rest never reaches beyond the next day.
type planner struct {
	p      *Problem
	tasks  *tasker
	starts [][]int // by day: slots at which a shift may start
	runs   int
	width  int // most slots that anybody works, plus one
	layers []layer
	prefix []float64
	priced [][]float64 // by start of the day and length
	origin []int32
}

// layer holds the states after some days, by run, earliest start and slots worked.
type layer struct {
	cost []float64
	from []int32 // state before
	with []int32 // shift that led here: start's index and length, -1 for none
	gaps int     // number of earliest starts
}

func newPlanner(p *Problem) *planner {
	w := &planner{p: p, tasks: newTasker(p), starts: make([][]int, p.Days()+1), runs: p.Rules.MaxRun + 1}
	for slot := range p.Slots {
		if p.mayStart(slot) && slot+p.Rules.MinShift <= p.Slots {
			w.starts[p.Day(slot)] = append(w.starts[p.Day(slot)], slot)
		}
	}
	for _, person := range p.People {
		w.width = max(w.width, person.MaxSlots+1)
	}
	for day := range p.Days() + 1 {
		gaps := len(w.starts[day]) + 1
		n := w.runs * gaps * w.width
		w.layers = append(w.layers, layer{make([]float64, n), make([]int32, n), make([]int32, n), gaps})
	}
	w.prefix, w.origin = make([]float64, w.width), make([]int32, w.width)
	return w
}

// kept is a day that must stay as it is: with the shift or, if that is nil, free.
type kept struct{ shift *Shift }

// plan returns the cheapest shifts of a person; days in keep stay as they are, at
// no cost. ok is false when nothing satisfies the rules.
func (w *planner) plan(person int, keep map[int]kept) (shifts []Shift, cost float64, ok bool) {
	for day := range w.layers {
		fill(w.layers[day].cost, math.Inf(1))
	}
	w.layers[0].cost[0] = 0
	for day := range w.p.Days() {
		stay, stays := keep[day]
		if !stays || stay.shift == nil {
			w.rest(day)
		}
		if !stays || stay.shift != nil {
			w.work(day, person, stay.shift)
		}
	}
	return w.trace(person)
}

// rest leaves a day free: the run ends and any start is allowed next.
func (w *planner) rest(day int) {
	now, next := &w.layers[day], &w.layers[day+1]
	for at := 0; at < len(now.cost); at += w.width {
		for slots, cost := range now.cost[at : at+w.width] {
			if cost < next.cost[slots] {
				next.cost[slots], next.from[slots], next.with[slots] = cost, int32(at+slots), -1
			}
		}
	}
}

// work tries every shift of a day, or the only one. Starts are taken in order, so that
// prefix grows by the states that one more start allows.
func (w *planner) work(day, person int, only *Shift) {
	w.priceDay(day, only)
	now := &w.layers[day]
	low, high := w.within(day, person)
	for run := range w.runs - 1 {
		fill(w.prefix, math.Inf(1))
		any := false
		for i, start := range w.starts[day] {
			at := (run*now.gaps + i) * w.width
			for slots := low; slots <= high; slots++ {
				if cost := now.cost[at+slots]; cost < w.prefix[slots] {
					w.prefix[slots], w.origin[slots], any = cost, int32(at+slots), true
				}
			}
			if !any || only != nil && only.Start != start {
				continue
			}
			for length := w.p.Rules.MinShift; length <= w.p.Rules.MaxShift && start+length <= w.p.Slots; length++ {
				if only == nil || length == len(only.Tasks) {
					w.put(day, run, i, start, length, low, min(high, w.p.People[person].MaxSlots-length))
				}
			}
		}
	}
}

// within returns the slots worked before a day that can still lead to the person's
// time.
func (w *planner) within(day, person int) (low, high int) {
	left := w.p.Days() - day
	return max(0, w.p.People[person].MinSlots-left*w.p.Rules.MaxShift), min(w.p.People[person].MaxSlots, day*w.p.Rules.MaxShift)
}

// priceDay finds the best tasks of every shift of a day; the only one costs nothing.
func (w *planner) priceDay(day int, only *Shift) {
	for i, start := range w.starts[day] {
		if len(w.priced) == i {
			w.priced = append(w.priced, make([]float64, w.p.Rules.MaxShift+1))
		}
		if only != nil {
			fill(w.priced[i], 0)
			continue
		}
		w.tasks.from(start)
		copy(w.priced[i], w.tasks.best)
	}
}

// put adds a shift to the states that prefix holds.
func (w *planner) put(day, run, i, start, length, low, high int) {
	next := &w.layers[day+1]
	gap := w.gap(day+1, start+length+w.p.Rules.Rest)
	at := ((run+1)*next.gaps+gap)*w.width + length
	with := int32(i*(w.p.Rules.MaxShift+1) + length)
	cost := w.priced[i][length]
	for slots := low; slots <= high; slots++ {
		if c := w.prefix[slots] + cost; c < next.cost[at+slots] {
			next.cost[at+slots], next.from[at+slots], next.with[at+slots] = c, w.origin[slots], with
		}
	}
}

// gap returns the index of the first start of a day at or after a slot.
func (w *planner) gap(day, slot int) int {
	list := w.starts[day]
	low, high := 0, len(list)
	for low < high {
		if mid := (low + high) / 2; list[mid] < slot {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// trace reads the cheapest way back.
func (w *planner) trace(person int) (shifts []Shift, cost float64, ok bool) {
	last := &w.layers[len(w.layers)-1]
	least, most := w.p.People[person].MinSlots, w.p.People[person].MaxSlots
	state := -1
	cost = math.Inf(1)
	for s, c := range last.cost {
		if slots := s % w.width; slots >= least && slots <= most && c < cost {
			state, cost = s, c
		}
	}
	if state < 0 {
		return nil, 0, false
	}
	for day := w.p.Days(); day > 0; day-- {
		l := &w.layers[day]
		if with := int(l.with[state]); with >= 0 {
			start, length := w.starts[day-1][with/(w.p.Rules.MaxShift+1)], with%(w.p.Rules.MaxShift+1)
			shifts = append(shifts, Shift{Start: start, Tasks: make([]int, length)})
		}
		state = int(l.from[state])
	}
	for i, j := 0, len(shifts)-1; i < j; i, j = i+1, j-1 {
		shifts[i], shifts[j] = shifts[j], shifts[i]
	}
	return shifts, cost, true
}

func fill(list []float64, value float64) {
	for i := range list {
		list[i] = value
	}
}
