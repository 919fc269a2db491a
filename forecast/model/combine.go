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

// choice is a combination that the back-test made.
type choice struct {
	blend
	members   []*trial
	forecasts [][][]float64 // window, lead - 1, slot
	total     tally
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
	c := &choice{blend: blend{rule: rule}, members: members, forecasts: make([][][]float64, len(b.windows))}
	for _, m := range members {
		c.models = append(c.models, m.model)
	}
	for n, w := range b.windows {
		c.forecasts[n] = make([][]float64, b.horizon)
		for lead := range b.horizon {
			voices := c.voices(w.training, w.origin+lead)
			days := make([][]float64, len(voices))
			for i, m := range voices {
				days[i] = members[m].forecasts[n][lead]
			}
			c.forecasts[n][lead] = blendDays(days, rule)
		}
	}
	c.total = b.tally(c.forecasts)
	return c
}

func (c *choice) describe(scale float64) Combination {
	out := Combination{Rule: c.rule, Score: c.total.score(scale)}
	for _, m := range c.members {
		out.Members = append(out.Members, m.model.Name())
	}
	return out
}

// plan describes the choice, to be followed again.
func (c *choice) plan(handleLife float64) Plan {
	p := Plan{Rule: c.rule, HandleLife: handleLife}
	for _, m := range c.models {
		p.Members = append(p.Members, memberOf(m))
	}
	return p
}
