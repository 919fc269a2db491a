package activity

import "math"

// tasker finds the best tasks for every length of a shift from one start: on the way
// through the slots it keeps the least cost of having worked so far with the last spell
// on each task long enough.
type tasker struct {
	p    *Problem
	sums [][]float64 // by task: prices of the slots before, summed
	best []float64   // by length: least cost of whole spells
	on   [][]float64 // by length and task: the same, the last spell on that task
	keep [][]bool    // by length and task: whether the slot before had it too, long enough
	task []int       // by length: the task of the least cost
}

func newTasker(p *Problem) *tasker {
	t := &tasker{p: p, best: make([]float64, p.Rules.MaxShift+1), task: make([]int, p.Rules.MaxShift+1)}
	for range p.Tasks {
		t.sums = append(t.sums, make([]float64, p.Slots+1))
	}
	for range p.Rules.MaxShift + 1 {
		t.on = append(t.on, make([]float64, len(p.Tasks)))
		t.keep = append(t.keep, make([]bool, len(p.Tasks)))
	}
	return t
}

// price takes the price of one more person by task and slot.
func (t *tasker) price(prices [][]float64) {
	for task, list := range prices {
		sums := t.sums[task]
		for slot, price := range list {
			sums[slot+1] = sums[slot] + price
		}
	}
}

// from computes best for all shifts that start at a slot.
func (t *tasker) from(start int) {
	spell := t.p.Rules.MinSpell
	t.best[0] = 0
	for length := 1; length <= t.p.Rules.MaxShift && start+length <= t.p.Slots; length++ {
		end := start + length
		t.best[length] = math.Inf(1)
		for task, sums := range t.sums {
			cost, keep := math.Inf(1), false
			if length >= spell {
				cost = t.best[length-spell] + sums[end] - sums[end-spell]
			}
			if length > spell {
				if on := t.on[length-1][task] + sums[end] - sums[end-1]; on < cost {
					cost, keep = on, true
				}
			}
			t.on[length][task], t.keep[length][task] = cost, keep
			if cost < t.best[length] {
				t.best[length], t.task[length] = cost, task
			}
		}
	}
}

// tasks returns the best tasks of a shift from the start given to from last.
func (t *tasker) tasks(length int) []int {
	list := make([]int, length)
	spell := t.p.Rules.MinSpell
	for left := length; left > 0; {
		task := t.task[left]
		for ; t.keep[left][task]; left-- {
			list[left-1] = task
		}
		for range spell {
			left--
			list[left] = task
		}
	}
	return list
}
