package breaks

import "github.com/muster-wfm/muster/scheduling/shifts"

// board is the roster as the search sees it: how many people work in every slot
// of every group and how many of every team pause, with the price of one more.
type board struct {
	p      *Problem
	span   int // slots, the hours after the horizon included
	groups []layer
	teams  []crew
	cost   float64 // of coverage
	excess int     // person-slots over the limits
	clock  int     // counts changes
}

// layer is the coverage of one group.
type layer struct {
	people   []int
	value    []float64 // cost of the slot
	fewer    []float64 // change of that cost if one person went
	more     []float64 // and if one came
	modified []int     // board.clock of the last change, by block
}

// crew is the pauses of one team.
type crew struct {
	pausing  []int
	allowed  []int
	weight   []float64 // price of one person too many
	modified []int
}

// block is the slots that share a mark of change.
const block = 8

func newBoard(p *Problem) *board {
	b := &board{p: p}
	for g := range p.Groups {
		b.span = max(b.span, p.Groups[g].Slots)
	}
	for i := range p.Shifts {
		b.span = max(b.span, p.Shifts[i].end()/p.Tick)
	}
	for range p.Groups {
		b.groups = append(b.groups, layer{
			people: make([]int, b.span), value: make([]float64, b.span), fewer: make([]float64, b.span), more: make([]float64, b.span),
			modified: make([]int, b.span/block+1),
		})
	}
	for range p.Teams {
		b.teams = append(b.teams, crew{
			pausing: make([]int, b.span), allowed: make([]int, b.span), weight: make([]float64, b.span), modified: make([]int, b.span/block+1),
		})
	}
	b.lay()
	return b
}

// lay counts everybody as they come in.
func (b *board) lay() {
	working := make([][]int, len(b.teams))
	for k := range working {
		working[k] = make([]int, b.span)
	}
	for i := range b.p.Shifts {
		s := &b.p.Shifts[i]
		for t := s.Start / b.p.Tick; t < s.end()/b.p.Tick; t++ {
			b.groups[s.Group].people[t]++
			for _, team := range s.Teams {
				working[team][t]++
			}
		}
		for _, pause := range s.Pauses {
			b.count(s, pause, +1)
		}
	}
	for g := range b.groups {
		for t := range b.span {
			b.price(g, t)
			b.cost += b.groups[g].value[t]
		}
	}
	for k := range b.teams {
		for t := range b.span {
			b.teams[k].allowed[t] = b.p.Teams[k].allowed(working[k][t])
			b.excess += max(0, b.teams[k].pausing[t]-b.teams[k].allowed[t])
		}
	}
}

// count counts a pause without pricing it.
func (b *board) count(s *Shift, pause shifts.Placed, by int) {
	from := (s.Start + pause.Offset) / b.p.Tick
	for t := from; t < from+pause.Minutes/b.p.Tick; t++ {
		b.groups[s.Group].people[t] -= by
		for _, team := range s.Teams {
			b.teams[team].pausing[t] += by
		}
	}
}

// price renews the prices of a slot.
func (b *board) price(g, t int) {
	cells, l := &b.p.Groups[g], &b.groups[g]
	if t >= cells.Slots {
		return
	}
	n := l.people[t]
	l.value[t] = cells.Cost(t, n)
	l.more[t] = cells.Cost(t, n+1) - l.value[t]
	l.fewer[t] = cells.Cost(t, n-1) - l.value[t]
}

// put adds (+1) or takes away (-1) a pause.
func (b *board) put(s *Shift, pause shifts.Placed, by int) {
	from := (s.Start + pause.Offset) / b.p.Tick
	l := &b.groups[s.Group]
	b.clock++
	for t := from; t < from+pause.Minutes/b.p.Tick; t++ {
		l.people[t] -= by
		b.cost -= l.value[t]
		b.price(s.Group, t)
		b.cost += l.value[t]
		l.modified[t/block] = b.clock
		for _, team := range s.Teams {
			c := &b.teams[team]
			b.excess -= max(0, c.pausing[t]-c.allowed[t])
			c.pausing[t] += by
			b.excess += max(0, c.pausing[t]-c.allowed[t])
			c.modified[t/block] = b.clock
		}
	}
}

// prices fills list with what a pause in each slot of a shift would cost, given
// that the shift's own pauses (one mark a slot) were not there.
func (b *board) prices(s *Shift, paused []bool, list []float64) {
	from := s.Start / b.p.Tick
	l := &b.groups[s.Group]
	for k := range list {
		t := from + k
		if paused[k] {
			list[k] = -l.more[t]
		} else {
			list[k] = l.fewer[t]
		}
		for _, team := range s.Teams {
			c := &b.teams[team]
			others := c.pausing[t]
			if paused[k] {
				others--
			}
			if others >= c.allowed[t] {
				list[k] += c.weight[t]
			}
		}
	}
}

// touched reports whether anything in a shift's hours changed after a moment.
func (b *board) touched(s *Shift, since int) bool {
	for k := s.Start / b.p.Tick / block; k <= (s.end()/b.p.Tick-1)/block; k++ {
		if b.groups[s.Group].modified[k] > since {
			return true
		}
		for _, team := range s.Teams {
			if b.teams[team].modified[k] > since {
				return true
			}
		}
	}
	return false
}
