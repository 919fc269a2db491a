package flow

import (
	"math"
	"math/rand/v2"
	"slices"
)

// crowd lets the same months pass as a [workforce], but for whole people who leave
// and rise by chance.
type crowd struct {
	model   *Model
	sources []Source
	leaving leaving
	people  []somebody
	size    []int
	random  *rand.Rand
	output  []float64 // by tenure
	ripe    [][]int   // by rung: the places of those who would rise
	seen    [][]int   // people by month and rung, where somebody wants them
	watched bool
}

// somebody is one person.
type somebody struct {
	rung, source  int16
	dwell, tenure int16
}

// gather rounds fractions of people by chance, so that they are right on average.
func gather(m *Model, random *rand.Rand) *crowd {
	sources := m.sources()
	c := &crowd{model: m, sources: sources, leaving: m.leaving(sources), size: make([]int, len(m.Rungs)), random: random, output: m.Learning.upTo(m.Longest), ripe: make([][]int, len(m.Rungs))}
	for r, rung := range m.Rungs {
		for _, h := range rung.Holders {
			for range c.whole(h.Count) {
				c.people = append(c.people, somebody{rung: int16(r), dwell: int16(min(h.Dwell, m.Longest)), tenure: int16(min(h.Tenure, m.Longest))})
				c.size[r]++
			}
		}
	}
	return c
}

func (c *crowd) whole(n float64) int {
	down := math.Floor(n)
	if c.random.Float64() < n-down {
		down++
	}
	return int(down)
}

// live lets months pass and sums them up.
func (c *crowd) live(months int) Figures {
	f := Figures{}
	exits, before := 0, 0
	for t := range months {
		before += len(c.people)
		gone := c.leave()
		exits += gone
		c.ripen()
		for r := len(c.size) - 2; r >= 0; r-- {
			f.Promotions += float64(c.promote(r))
		}
		c.age()
		hired, cost := c.hire(t, gone)
		f.Hires += float64(hired)
		f.Cost += cost + float64(gone)*c.model.ExitCost
		f.Effective += c.measure(&f.Cost) / float64(months)
		if c.watched {
			c.seen = append(c.seen, slices.Clone(c.size))
		}
		if t%12 == 11 || t == months-1 {
			f.Attrition = append(f.Attrition, 12*float64(exits)/math.Max(1, float64(before)))
			f.Exits += float64(exits)
			exits, before = 0, 0
		}
	}
	f.Headcount = float64(len(c.people))
	return f
}

func (c *crowd) leave() (gone int) {
	stay := c.people[:0]
	for _, p := range c.people {
		if c.random.Float64() < c.leaving.of(int(p.source), int(p.rung), int(p.dwell))[p.tenure] {
			c.size[p.rung]--
			gone++
			continue
		}
		stay = append(stay, p)
	}
	c.people = stay
	return gone
}

// rising marks somebody who has been promoted this month.
const rising = -1

// ripen finds who would rise this month, by rung. Who rises is at the foot of the
// next rung and would not rise again, so that it may be known beforehand.
func (c *crowd) ripen() {
	for r := range c.ripe {
		c.ripe[r] = c.ripe[r][:0]
	}
	for i, p := range c.people {
		rung := &c.model.Rungs[p.rung]
		if rung.Promote > 0 && int(p.dwell) >= rung.Dwell && c.random.Float64() < rung.Promote {
			c.ripe[p.rung] = append(c.ripe[p.rung], i)
		}
	}
}

// promote lets those who would rise out of a rung do so as far as there is room: who
// of them is drawn.
func (c *crowd) promote(r int) int {
	ripe := c.ripe[r]
	moved := int(math.Min(float64(len(ripe)), room(c.model.Rungs[r+1].Cap, float64(c.size[r+1]))))
	for k := range moved {
		other := k + c.random.IntN(len(ripe)-k)
		ripe[k], ripe[other] = ripe[other], ripe[k]
		p := &c.people[ripe[k]]
		p.rung, p.dwell = int16(r+1), rising
	}
	c.size[r] -= moved
	c.size[r+1] += moved
	return moved
}

// age lets a month pass: who rose in it begins the next at 0 months in the rung.
func (c *crowd) age() {
	last := int16(c.model.Longest)
	for i := range c.people {
		p := &c.people[i]
		p.dwell, p.tenure = min(p.dwell+1, last), min(p.tenure+1, last)
	}
}

func (c *crowd) hire(t, exits int) (hired int, cost float64) {
	wanted := c.whole(c.model.Hiring.wanted(t, float64(exits)))
	hired = int(math.Min(float64(wanted), room(c.model.Rungs[0].Cap, float64(c.size[0]))))
	for range hired {
		s := c.source()
		cost += c.sources[s].Cost
		c.people = append(c.people, somebody{source: int16(s + 1)})
	}
	c.size[0] += hired
	return hired, cost
}

func (c *crowd) source() int {
	u := c.random.Float64()
	for s := range c.sources[:len(c.sources)-1] {
		if u -= c.sources[s].Share; u < 0 {
			return s
		}
	}
	return len(c.sources) - 1
}

// measure adds the pay of a month to the cost and returns the people of full output.
func (c *crowd) measure(cost *float64) (effective float64) {
	for r, n := range c.size {
		*cost += float64(n) * c.model.Rungs[r].Pay * (1 + c.model.Rungs[r].Raise)
	}
	for _, p := range c.people {
		effective += c.output[p.tenure]
	}
	return effective
}
