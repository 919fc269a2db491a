package capacity

import "math"

// squad is people of a group who began together and know the same.
type squad struct {
	people float64
	tenure int // weeks of employment, for attrition
	after  int // weeks since their training ended; below 0 they are in training
}

// lost returns the shares lost in and out of the office in a week.
func (g *Group) lost(week int) (in, out float64) {
	for _, s := range g.Shrinkage {
		if s.InOffice {
			in += s.on(week)
		} else {
			out += s.on(week)
		}
	}
	return in, out
}

// available is the share of paid time that is for contacts.
func (g *Group) available(week int) float64 {
	in, out := g.lost(week)
	return (1 - in) * (1 - out)
}

// weeksAYear turns a yearly share of leavers into a weekly one.
const weeksAYear = 365.25 / 7

// leaving is the chance that a person of a tenure leaves in a week. A share y of
// those who begin a year leaves within it: 1-(1-y)^(1/52.18) a week.
func (g *Group) leaving(week, tenure int) float64 {
	if g.Hazard != nil {
		return min(1, max(0, g.Hazard.Leaving(week, tenure)))
	}
	yearly := 0.0
	for _, b := range g.Attrition {
		if tenure >= b.FromWeek {
			yearly = b.Yearly
		}
	}
	return -math.Expm1(math.Log1p(-yearly) / weeksAYear)
}

// starting turns the people of the first day into squads.
func (g *Group) starting() []squad {
	var out []squad
	for _, c := range g.Starting {
		out = append(out, squad{people: c.People, tenure: c.Weeks, after: c.Weeks - g.Training.Weeks})
	}
	return out
}

// crew is a group's people as the weeks go by.
type crew struct {
	*Group
	squads []squad
}

func (c *crew) people() float64 {
	total := 0.0
	for _, s := range c.squads {
		total += s.people
	}
	return total
}

// hire lets the new people of a week begin.
func (c *crew) hire(week int) float64 {
	total := 0.0
	for _, h := range c.Hires {
		if h.Week == week {
			total += h.People
		}
	}
	if total > 0 {
		c.squads = append(c.squads, squad{people: total, after: -c.Training.Weeks})
	}
	return total
}

// trained is how many have finished their training, whom a transfer can take.
func (c *crew) trained() float64 {
	total := 0.0
	for _, s := range c.squads {
		if s.after >= 0 {
			total += s.people
		}
	}
	return total
}

// give takes people out of all trained squads alike and returns them as squads
// that still have to learn; no more than there are.
func (c *crew) give(people float64, training int) []squad {
	have := c.trained()
	if have == 0 || people == 0 {
		return nil
	}
	share := min(1, people/have)
	var out []squad
	for i := range c.squads {
		s := &c.squads[i]
		if s.after < 0 || s.people == 0 {
			continue
		}
		out = append(out, squad{people: share * s.people, tenure: s.tenure, after: -training})
		s.people -= share * s.people
	}
	return out
}

// strength is what the people of a week can do: those in training, those who
// work, and how many experienced people they are worth.
func (c *crew) strength() (training, working, worth float64) {
	for _, s := range c.squads {
		if s.after < 0 {
			training += s.people
			continue
		}
		working += s.people
		worth += s.people * c.Training.productivity(s.after)
	}
	return training, working, worth
}

// pass ends a week: people leave, the others are a week older. Squads that will
// not differ any more become one.
func (c *crew) pass(week int) (leavers float64) {
	kept := c.squads[:0]
	for _, s := range c.squads {
		gone := s.people * c.leaving(week, s.tenure)
		leavers += gone
		s.people -= gone
		s.tenure++
		s.after++
		if s.people == 0 {
			continue
		}
		if n := len(kept); n > 0 && c.alike(kept[n-1], s) {
			kept[n-1].people += s.people
			continue
		}
		kept = append(kept, s)
	}
	c.squads = kept
	return leavers
}

func (c *crew) alike(a, b squad) bool {
	settled := c.Training.settled()
	knowing := a.after == b.after || a.after >= settled && b.after >= settled
	last := 0
	if n := len(c.Attrition); n > 0 {
		last = c.Attrition[n-1].FromWeek
	}
	staying := a.tenure == b.tenure || c.Hazard == nil && a.tenure >= last && b.tenure >= last
	return knowing && staying
}
