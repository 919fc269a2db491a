package member

import "github.com/muster-wfm/muster/vendors/quality/rank"

// Accuracy is what is known of a member's share of work without error: a prior of
// the crowd, Beta(PriorGood, PriorBad), and the member's own graded work, weighted
// by how far it is to be trusted (a blind regrade 1, a partner's own grade less).
type Accuracy struct {
	PriorGood, PriorBad float64
	Good, Bad           float64
}

// N is how much graded work there is.
func (a Accuracy) N() float64 { return a.Good + a.Bad }

func (a Accuracy) beta() (good, bad float64) { return a.PriorGood + a.Good, a.PriorBad + a.Bad }

// Mean is the posterior mean; 0 where nothing is known.
func (a Accuracy) Mean() float64 {
	good, bad := a.beta()
	if good+bad == 0 {
		return 0
	}
	return good / (good + bad)
}

// Below is the probability that the accuracy is below a line; 0 without a prior and
// without work, since nothing speaks for it.
func (a Accuracy) Below(line float64) float64 {
	good, bad := a.beta()
	switch {
	case good+bad == 0:
		return 0
	case line <= 0 || bad == 0:
		return 0
	case line >= 1 || good == 0:
		return 1
	}
	return rank.Beta{A: good, B: bad}.Below(line)
}

// LevelRule is what a level asks for: P(p ≥ accuracy) ≥ sure on at least n.
type LevelRule struct {
	Accuracy float64
	Sure     float64
	N        float64
}

// Level is the highest level that the evidence supports, from 1. A level asks for
// all those below it.
func (r Rules) Level(a Accuracy) int {
	level := 1
	for _, rule := range r.Levels {
		if a.N() < rule.N || 1-a.Below(rule.Accuracy) < rule.Sure {
			break
		}
		level++
	}
	return level
}
