package model

import (
	"cmp"
	"slices"
)

// Combination is what the plan rests on: the best member of each family that
// is nearly as good as the best of all. Picking one winner by back-test is
// worse than averaging few good ones, because the choice itself is noisy
// (Bates and Granger, Operational Research Quarterly 20, 1969).
type Combination struct {
	Members []string // names of the models
	Rule    string   // "mean", "median", "single" or "fallback"
	Score   Score    // in the back-test
}

// How near to the best a family must come, and from how many members on the
// median replaces the mean.
const (
	nearBest    = 1.10
	medianFrom  = 5
	ruleMean    = "mean"
	ruleMedian  = "median"
	ruleSingle  = "single"
	ruleInstead = "fallback" // the reference: nothing beat it
)

// choice is a combination while it is being made.
type choice struct {
	members []*trial
	rule    string
	blend   [][][]float64 // its forecasts in every window
	total   tally
}

// choose combines the best of each family within 1.10 of the best. Neither a
// member nor the combination may lose to the reference in the same back-test;
// without any window to compare in, every family's first takes part.
func (b *backtest) choose(trials []*trial, reference *trial) *choice {
	limit := b.loss(reference)
	var best []*trial
	for _, family := range families(trials) {
		c := b.representative(family)
		if b.loss(c) <= limit {
			best = append(best, c)
		}
	}
	if len(best) == 0 {
		return b.combine([]*trial{reference}, ruleInstead)
	}
	top := b.loss(b.best(best))
	best = slices.DeleteFunc(best, func(c *trial) bool { return b.loss(c) > nearBest*top })
	together := b.combine(best, ruleFor(len(best)))
	if b.lossOf(&together.total) > limit {
		return b.combine([]*trial{reference}, ruleInstead)
	}
	return together
}

// representative is the member that the search settled on, or else the best.
func (b *backtest) representative(family []*trial) *trial {
	if i := slices.IndexFunc(family, func(c *trial) bool { return c.settled }); i >= 0 {
		return family[i]
	}
	return b.best(family)
}

// best is the trial with the least loss, the first of equals.
func (b *backtest) best(trials []*trial) *trial {
	return slices.MinFunc(trials, func(x, y *trial) int { return cmp.Compare(b.loss(x), b.loss(y)) })
}

func ruleFor(members int) string {
	switch {
	case members == 1:
		return ruleSingle
	case members < medianFrom:
		return ruleMean
	}
	return ruleMedian
}

// families groups trials by family in order of first appearance.
func families(trials []*trial) [][]*trial {
	var names []string
	var groups [][]*trial
	for _, c := range trials {
		i := slices.Index(names, c.model.Family())
		if i < 0 {
			i = len(names)
			names, groups = append(names, c.model.Family()), append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

func (b *backtest) combine(members []*trial, rule string) *choice {
	c := &choice{members: members, rule: rule, blend: make([][][]float64, len(b.windows))}
	for n, w := range b.windows {
		c.blend[n] = make([][]float64, b.horizon)
		for lead := range b.horizon {
			voices := c.voices(w.training, w.origin+lead)
			days := make([][]float64, len(voices))
			for i, m := range voices {
				days[i] = members[m].forecasts[n][lead]
			}
			c.blend[n][lead] = blendDays(days, rule)
		}
	}
	c.total = b.tally(c.blend)
	return c
}

// voices lists the members that speak for day k: all, but on a special day only
// those that know of such days, if there are any.
func (c *choice) voices(t *Training, k int) []int {
	var all, informed []int
	for i, m := range c.members {
		all = append(all, i)
		if _, simple := m.model.(Averages); !simple {
			informed = append(informed, i)
		}
	}
	if t.almanac.day(k).special && len(informed) > 0 {
		return informed
	}
	return all
}

// blendDays joins the members' forecasts of one day slot by slot.
func blendDays(days [][]float64, rule string) []float64 {
	out := make([]float64, len(days[0]))
	values := make([]float64, len(days))
	for j := range out {
		for i, day := range days {
			values[i] = day[j]
		}
		if rule == ruleMedian {
			out[j] = median(values)
		} else {
			out[j] = mean(values)
		}
	}
	return out
}

// fit fits the members to everything known.
func (c *choice) fit(t *Training) Forecast {
	f := blended{choice: c, training: t}
	for _, m := range c.members {
		f.members = append(f.members, m.model.Fit(t))
	}
	return f
}

// blended is the forecast of a combination.
type blended struct {
	choice   *choice
	training *Training
	members  []Forecast
}

// Day implements [Forecast].
func (f blended) Day(k int) []float64 {
	voices := f.choice.voices(f.training, k)
	days := make([][]float64, len(voices))
	for i, m := range voices {
		days[i] = f.members[m].Day(k)
	}
	return blendDays(days, f.choice.rule)
}

func (c *choice) describe(scale float64) Combination {
	out := Combination{Rule: c.rule, Score: c.total.score(scale)}
	for _, m := range c.members {
		out.Members = append(out.Members, m.model.Name())
	}
	return out
}
