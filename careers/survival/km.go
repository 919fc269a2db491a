package survival

import "math"

// Curve is what a set of spells says about one step function of time. All slices
// run along Time, which holds every distinct stop, with an event or without.
type Curve struct {
	Time     []float64
	AtRisk   []float64 // weight with start < t <= stop
	Events   []float64
	Censored []float64
	Count    []int // rows with an event, whatever they weigh

	// Survival is Kaplan and Meier's product of 1-d/n; SELog the standard error of
	// its logarithm, the root of Greenwood's sum of d/(n(n-d)), infinite from where
	// nobody is left.
	Survival, SELog []float64
	// Hazard is Nelson and Aalen's sum of d/n with the root of the sum of d/n².
	Hazard, SEHazard []float64
	// FHHazard is Fleming and Harrington's, which takes tied events one after the
	// other: d/n becomes 1/n + 1/(n-1) + …
	FHHazard, SEFHHazard []float64
}

// KaplanMeier estimates the survival curve and the cumulative hazard of spells
// that may enter late. Strata play no part; take a Subset for each group.
func KaplanMeier(o *Observations) (*Curve, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	return kaplanMeier(o.merged()), nil
}

func kaplanMeier(o *Observations) *Curve {
	c := &Curve{}
	steps := tabulate(o)
	survival, greenwood, hazard, hazard2, fh, fh2 := 1.0, 0.0, 0.0, 0.0, 0.0, 0.0
	for _, s := range steps {
		d, n := s.events, s.atRisk
		if d > 0 {
			survival *= 1 - d/n
			greenwood += d / (n * (n - d))
			hazard += d / n
			hazard2 += d / (n * n)
			each := d / float64(s.count)
			for k := range s.count {
				left := n - float64(k)*each
				fh += each / left
				fh2 += each / (left * left)
			}
			if n == d {
				survival, greenwood = 0, math.Inf(1)
			}
		}
		c.Time = append(c.Time, s.time)
		c.AtRisk, c.Events, c.Censored = append(c.AtRisk, n), append(c.Events, d), append(c.Censored, s.censored)
		c.Count = append(c.Count, s.count)
		c.Survival, c.SELog = append(c.Survival, survival), append(c.SELog, math.Sqrt(greenwood))
		c.Hazard, c.SEHazard = append(c.Hazard, hazard), append(c.SEHazard, math.Sqrt(hazard2))
		c.FHHazard, c.SEFHHazard = append(c.FHHazard, fh), append(c.SEFHHazard, math.Sqrt(fh2))
	}
	return c
}

// step is what happens at one time.
type step struct {
	time, atRisk, events, censored float64
	count                          int // rows with an event
}

// tabulate counts, at each distinct stop, who is at risk and what happens.
func tabulate(o *Observations) []step {
	byStop := ascending(o.Stop)
	byStart := ascending(o.Start)
	var steps []step
	for _, row := range byStop {
		i := int(row)
		if len(steps) == 0 || steps[len(steps)-1].time != o.Stop[i] {
			steps = append(steps, step{time: o.Stop[i]})
		}
		s := &steps[len(steps)-1]
		if o.Event[i] {
			s.events += o.weight(i)
			s.count++
		} else {
			s.censored += o.weight(i)
		}
	}
	// From the last time back: those who stop here or later, less those who have
	// not yet started.
	stopped, started, next := 0.0, 0.0, len(byStart)-1
	for k := len(steps) - 1; k >= 0; k-- {
		s := &steps[k]
		stopped += s.events + s.censored
		for ; next >= 0 && o.Start[byStart[next]] >= s.time; next-- {
			started += o.weight(int(byStart[next]))
		}
		s.atRisk = stopped - started
	}
	return steps
}

// SESurvival is the standard error of the survival curve itself. It is NaN where
// nobody is left.
func (c *Curve) SESurvival() []float64 {
	se := make([]float64, len(c.Time))
	for i, s := range c.Survival {
		se[i] = s * c.SELog[i]
	}
	return se
}

// At returns the value of a step function of this curve at a time: before the
// first step it is initial.
func (c *Curve) At(values []float64, t, initial float64) float64 {
	if k := countUpTo(c.Time, t); k > 0 {
		return values[k-1]
	}
	return initial
}

// FromHazard turns a cumulative hazard into the survival curve exp(-hazard).
func FromHazard(hazard []float64) []float64 {
	survival := make([]float64, len(hazard))
	for i, h := range hazard {
		survival[i] = math.Exp(-h)
	}
	return survival
}
