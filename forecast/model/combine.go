package model

import (
	"cmp"
	"slices"
	"strconv"
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
	verdicts  map[*trial]Note // why the others are not members
}

// choose combines the best of each family within 1.10 of the best. Neither a
// member nor the combination may lose to the reference in the same back-test,
// and a baseline takes part only where it is the best of all; without any window
// to compare in, every family's first takes part.
func (b *backtest) choose(trials []*trial, reference *trial) *choice {
	limit := b.loss(reference)
	verdicts := map[*trial]Note{}
	var near []*trial
	for _, family := range families(trials) {
		c := b.representative(family)
		b.explainFamily(verdicts, family, c)
		if b.loss(c) <= limit {
			near = append(near, c)
		} else {
			verdicts[c] = note(WhyReference, "model", reference.model.Name())
		}
	}
	near = b.nearest(verdicts, near)
	if len(near) == 0 {
		return b.instead(verdicts, reference)
	}
	together := b.combine(near, ruleFor(len(near)))
	if b.lossOf(&together.total) > limit {
		for _, c := range near {
			verdicts[c] = note(WhyCombinationLost)
		}
		return b.instead(verdicts, reference)
	}
	together.verdicts = verdicts
	return together
}

// instead is the reference alone, where nothing beat it.
func (b *backtest) instead(verdicts map[*trial]Note, reference *trial) *choice {
	c := b.combine([]*trial{reference}, ruleInstead)
	c.verdicts = verdicts
	return c
}

// nearest keeps what comes near enough to the best.
func (b *backtest) nearest(verdicts map[*trial]Note, list []*trial) []*trial {
	if len(list) == 0 {
		return nil
	}
	best := b.best(list)
	top := b.loss(best)
	return slices.DeleteFunc(list, func(c *trial) bool {
		switch {
		case b.loss(c) > nearBest*top:
			verdicts[c] = note(WhyBest, "model", best.model.Name(), "percent", strconv.FormatFloat(min(100*(b.loss(c)/top-1), 999), 'f', 0, 64))
		case c != best && c.model.Family() == familyNaive:
			verdicts[c] = note(WhyBaseline, "model", best.model.Name())
		default:
			return false
		}
		return true
	})
}

// explainFamily says why the others of a family do not stand for it.
func (b *backtest) explainFamily(verdicts map[*trial]Note, family []*trial, taken *trial) {
	for _, c := range family {
		code := WhyFamily
		if b.loss(c) < b.loss(taken) {
			code = WhySettled
		}
		verdicts[c] = note(code, "model", taken.model.Name())
	}
}

// why says why a candidate was taken or not.
func (c *choice) why(t *trial) Note {
	if slices.Contains(c.members, t) {
		return note(WhyTaken)
	}
	return c.verdicts[t]
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
