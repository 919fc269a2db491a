package roster

// automaton accepts exactly the sequences of days off and kinds of shift that an
// agreement allows, rest between shifts apart (see duty). Layer d holds the
// states before day d. States from which no legal end can be reached are gone,
// so every path that begins is a path that ends.
type automaton struct {
	from  int       // its first day; layers count from there
	of    []int32   // by kind of shift: the automaton's own kind
	kinds int       // how many it has
	size  []int     // states of layer d; size[days] is the last
	off   [][]int32 // off[d][q] is the state after a day off, or dead
	work  [][]int32 // work[d][q*kinds+k] is the state after a shift of its kind k, or dead
}

// states returns how many there are before day d.
func (a *automaton) states(d int) int { return a.size[d-a.from] }

// empty reports whether nothing at all is legal.
func (a *automaton) empty() bool { return a.size[0] == 0 }

// next returns the state after a day d on which a shift of some kind is worked, or
// none (dayOff).
func (a *automaton) next(d int, q int32, kind int) int32 {
	if kind == dayOff {
		return a.off[d-a.from][q]
	}
	return a.work[d-a.from][int(q)*a.kinds+int(a.of[kind])]
}

// transitions returns how many there are, those that lead nowhere included.
func (a *automaton) transitions() int {
	n := 0
	for _, states := range a.size {
		n += states * (1 + a.kinds)
	}
	return n
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
	caps     [countedCaps]uint16
	shifts   uint16
	weekMin  int32
	minutes  int32
	more     string // what the further rules remember; see memo
}

// build explores the states layer by layer and prunes what leads nowhere. The
// result is empty when nothing at all is legal, and nil when it would have more
// transitions than most.
func (s *statute) build(most int) *automaton {
	days := s.to - s.from
	s.left = s.ahead()
	a := &automaton{from: s.from, of: s.of, kinds: len(s.kinds), size: make([]int, days+1), off: make([][]int32, days), work: make([][]int32, days)}
	transitions := 0
	layer, next := []legal{s.start}, []legal(nil)
	a.size[0] = 1
	known := registers.Get().(*register)
	defer registers.Put(known)
	for d := range days {
		next = next[:0]
		known.empty(len(layer))
		further := map[legal]int32{} // of further rules, which remember more than a key holds
		visit := func(to legal, ok bool) int32 {
			if !ok {
				return dead
			}
			q, seen := int32(len(next)), false
			if to.more == "" {
				q, seen = known.number(to.key(), q)
			} else if at, met := further[to]; met {
				q, seen = at, true
			} else {
				further[to] = q
			}
			if !seen {
				next = append(next, to)
			}
			return q
		}
		a.off[d] = make([]int32, 0, len(layer))
		a.work[d] = make([]int32, 0, len(layer)*a.kinds)
		if transitions += len(layer) * (1 + len(s.kinds)); max(transitions, a.foreseen(d, transitions)) > most {
			return nil
		}
		for _, from := range layer {
			a.off[d] = append(a.off[d], visit(s.rest(s.from+d, from)))
			for k := range s.kinds {
				a.work[d] = append(a.work[d], visit(s.serve(s.from+d, from, k)))
			}
		}
		layer, next = next, layer
		a.size[d+1] = len(layer)
	}
	a.prune(layer, s)
	return a
}

// foreseen returns how many transitions a long horizon will have, at least, after so many
// before day d: where layers grow at all they grow as days do, or faster, to the middle,
// and narrow again towards the end.
func (a *automaton) foreseen(d, transitions int) int {
	half := len(a.off) / 2
	if half <= sweepDays || d < sweepDays/2 || d >= half || 5*a.size[d] < 9*a.size[d/2] {
		return 0
	}
	return transitions * half / d * half / d
}

// prune removes, from the last day backwards, every state without a legal end
// and renumbers the others.
func (a *automaton) prune(last []legal, s *statute) {
	days := len(a.off)
	alive := make([]bool, len(last))
	for q, state := range last {
		alive[q] = s.ends(state)
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
