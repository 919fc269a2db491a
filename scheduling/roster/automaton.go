package roster

import "github.com/muster-wfm/muster/scheduling/rules"

// automaton accepts exactly the sequences of days off and kinds of shift that an
// agreement allows, rest between shifts apart (see duty). Layer d holds the
// states before day d. States from which no legal end can be reached are gone,
// so every path that begins is a path that ends.
type automaton struct {
	kinds int
	size  []int     // states of layer d; size[days] is the last
	off   [][]int32 // off[d][q] is the state after a day off, or dead
	work  [][]int32 // work[d][q*kinds+k] is the state after a shift of kind k, or dead
}

// dead marks a transition that the rules forbid.
const dead = -1

// legal is what the rules remember of the days so far.
type legal struct {
	run      int16 // working days in a row, negative for days off; 0 when nothing is known
	free     bool  // the run began before the known past: it is never too short
	saturday bool  // the weekend that is running has been counted
	weekDays uint8
	weekends uint8
	caps     [rules.MaxClassCaps]uint16
	shifts   uint16
	weekMin  int32
	minutes  int32
}

// statute is an agreement laid over the days of a horizon for somebody with
// given past and absences.
type statute struct {
	a       rules.Agreement
	kinds   []kind
	start   legal
	away    []bool // away[d+1]: day d is an absence that keeps runs from being too short
	week    []int  // number of the week of each day
	weekEnd []bool // the day is the last of its week
	weekend []bool // the day is a Saturday or Sunday
	sunday  []bool
	weeks   []weekLimits
	period  struct{ shifts, minutes rules.Range }
}

// weekLimits are the limits of one week after absences; a minimum of 0 binds
// nothing.
type weekLimits struct{ days, minutes rules.Range }

// build explores the states layer by layer and prunes what leads nowhere. The
// result's layer 0 is empty when nothing at all is legal.
func (s *statute) build() *automaton {
	days := len(s.week)
	a := &automaton{kinds: len(s.kinds), size: make([]int, days+1), off: make([][]int32, days), work: make([][]int32, days)}
	layer := []legal{s.start}
	a.size[0] = 1
	for d := range days {
		index := make(map[legal]int32, 2*len(layer))
		var next []legal
		visit := func(to legal, ok bool) int32 {
			if !ok {
				return dead
			}
			q, seen := index[to]
			if !seen {
				q = int32(len(next))
				index[to] = q
				next = append(next, to)
			}
			return q
		}
		a.off[d] = make([]int32, 0, len(layer))
		a.work[d] = make([]int32, 0, len(layer)*a.kinds)
		for _, from := range layer {
			a.off[d] = append(a.off[d], visit(s.rest(d, from)))
			for k := range s.kinds {
				a.work[d] = append(a.work[d], visit(s.serve(d, from, k)))
			}
		}
		layer = next
		a.size[d+1] = len(layer)
	}
	a.prune(layer, s)
	return a
}

// prune removes, from the last day backwards, every state without a legal end
// and renumbers the others.
func (a *automaton) prune(last []legal, s *statute) {
	days := len(a.off)
	alive := make([]bool, len(last))
	for q, state := range last {
		alive[q] = s.period.shifts.Min <= int(state.shifts) && s.period.minutes.Min <= int(state.minutes)
	}
	for d := days - 1; ; d-- {
		number, count := make([]int32, len(alive)), int32(0)
		for q := range alive {
			number[q] = dead
			if alive[q] {
				number[q] = count
				count++
			}
		}
		a.keep(d+1, alive, int(count))
		if d < 0 {
			return
		}
		alive = make([]bool, a.size[d])
		for q := range alive {
			alive[q] = renumber(a.off[d][q:q+1], number) || alive[q]
			alive[q] = renumber(a.work[d][q*a.kinds:(q+1)*a.kinds], number) || alive[q]
		}
	}
}

// renumber maps targets to their new numbers and reports whether any lives.
func renumber(targets, number []int32) bool {
	lives := false
	for i, q := range targets {
		if q != dead {
			targets[i] = number[q]
			lives = lives || targets[i] != dead
		}
	}
	return lives
}

// keep drops the rows of the states of a layer that are not alive.
func (a *automaton) keep(layer int, alive []bool, count int) {
	if layer < len(a.off) {
		off, work := a.off[layer][:0], a.work[layer][:0]
		for q, lives := range alive {
			if lives {
				off = append(off, a.off[layer][q])
				work = append(work, a.work[layer][q*a.kinds:(q+1)*a.kinds]...)
			}
		}
		a.off[layer], a.work[layer] = off, work
	}
	a.size[layer] = count
}
