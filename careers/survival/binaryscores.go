package survival

import (
	"cmp"
	"math"
	"slices"
)

// BinaryScores judge predicted probabilities of yes and no.
type BinaryScores struct {
	AUC, AUCVariance float64 // DeLong's variance
	AveragePrecision float64 // Σ precision × growth of recall, from the highest probability down
	Brier, LogLoss   float64
	// Intercept and Slope of a logistic regression of the outcome on logit p: 0 and
	// 1 where the probabilities are right; a slope below 1 means they are too extreme.
	Intercept, Slope float64
	// InTheLarge is what every logit is to be shifted by for the mean to be right.
	InTheLarge float64
	Bins       []CalibrationBin
	ECE        float64 // mean distance of the bins, weighted by size
	// Isotonic are the outcome's means by the best rising step function of p, in
	// ascending order of p, with their Brier score.
	Isotonic      []float64
	IsotonicBrier float64
}

// CalibrationBin compares what was predicted and what happened in one class of p.
type CalibrationBin struct {
	Size                int
	Predicted, Observed float64 // means
}

// Interval is the 95 % interval of the AUC.
func (s *BinaryScores) Interval() (lower, upper float64) {
	half := z95 * math.Sqrt(s.AUCVariance)
	return s.AUC - half, s.AUC + half
}

// ScoreBinary judges probabilities p of outcomes y. clip keeps log loss and logits
// finite; bins is how many classes of p, equal in rank, calibration is shown in.
func ScoreBinary(y []bool, p []float64, clip float64, bins int) (*BinaryScores, error) {
	rows := &Observations{Stop: p, Event: y}
	if err := rows.check(); err != nil {
		return nil, err
	}
	for i, v := range p {
		if v < 0 || v > 1 {
			return nil, refuse("p", i, "a probability from 0 to 1", "the probability is %v", v)
		}
	}
	if yes := rows.Events(); yes == 0 || yes == len(y) {
		return nil, refuse("y", -1, "some of each outcome", "%d of %d outcomes are yes", yes, len(y))
	}
	s := &BinaryScores{}
	s.AUC, s.AUCVariance = delong(y, p)
	s.AveragePrecision = averagePrecision(y, p)
	logits := &Covariates{Names: []string{"logit p"}, Values: make([]float64, len(p))}
	for i, v := range p {
		d, c := indicator(y[i]), min(max(v, clip), 1-clip)
		s.Brier += (d - v) * (d - v) / float64(len(p))
		s.LogLoss -= (d*math.Log(c) + (1-d)*math.Log(1-c)) / float64(len(p))
		logits.Values[i] = math.Log(c / (1 - c))
	}
	s.bin(y, p, bins)
	s.isotonic(y, p)
	s.InTheLarge = shift(y, logits.Values)
	s.Intercept, s.Slope = math.NaN(), math.NaN()
	if fit, err := FitBinary(y, logits, BinarySettings{}); err == nil {
		s.Intercept, s.Slope = fit.Coef[0], fit.Coef[1]
	}
	return s, nil
}

// shift finds the constant that, added to every logit, makes the mean probability
// that of the outcome.
func shift(y []bool, logits []float64) float64 {
	a := 0.0
	for range 100 {
		slope, curve := 0.0, 0.0
		for i, v := range logits {
			p := 1 / (1 + math.Exp(-v-a))
			slope += indicator(y[i]) - p
			curve += p * (1 - p)
		}
		step := min(max(slope/curve, -2), 2)
		if a += step; math.Abs(step) < 1e-13 {
			break
		}
	}
	return a
}

// delong computes the AUC and its variance from mid-ranks among all and among each
// outcome (Sun and Xu, IEEE Signal Processing Letters 21, 2014).
func delong(y []bool, p []float64) (auc, variance float64) {
	var groups [2][]float64
	for i, v := range p {
		groups[int(indicator(y[i]))] = append(groups[int(indicator(y[i]))], v)
	}
	all := midRanks(p)
	own := [2][]float64{midRanks(groups[0]), midRanks(groups[1])}
	var parts [2][]float64
	var at [2]int
	for i := range p {
		k := int(indicator(y[i]))
		share := (all[i] - own[k][at[k]]) / float64(len(groups[1-k]))
		if k == 0 {
			share = 1 - share
		}
		parts[k] = append(parts[k], share)
		at[k]++
	}
	for _, v := range parts[1] {
		auc += v / float64(len(parts[1]))
	}
	for _, part := range parts {
		sum := 0.0
		for _, v := range part {
			sum += (v - auc) * (v - auc)
		}
		if len(part) > 1 {
			variance += sum / float64(len(part)-1) / float64(len(part))
		}
	}
	return auc, variance
}

// averagePrecision takes tied probabilities together.
func averagePrecision(y []bool, p []float64) float64 {
	order := ascending(p)
	sum, yes, seen := 0.0, 0.0, 0.0
	for to := len(order); to > 0; {
		from, hits := to, 0.0
		for from > 0 && p[order[from-1]] == p[order[to-1]] {
			from--
			hits += indicator(y[order[from]])
		}
		yes += hits
		seen += float64(to - from)
		sum += hits * yes / seen
		to = from
	}
	return sum / yes
}

// bin cuts the ranks 1 … n into intervals of equal width.
func (s *BinaryScores) bin(y []bool, p []float64, bins int) {
	s.Bins = make([]CalibrationBin, bins)
	n := len(p)
	at := 0
	for rank, i := range ascending(p) {
		for at < bins-1 && float64(rank) > float64(at+1)*float64(n-1)/float64(bins) {
			at++
		}
		b := &s.Bins[at]
		b.Size++
		b.Predicted += p[i]
		b.Observed += indicator(y[i])
	}
	for k := range s.Bins {
		b := &s.Bins[k]
		if b.Size == 0 {
			continue
		}
		b.Predicted /= float64(b.Size)
		b.Observed /= float64(b.Size)
		s.ECE += math.Abs(b.Observed-b.Predicted) * float64(b.Size) / float64(n)
	}
}

// isotonic pools adjacent violators; among equal probabilities outcomes stand in
// falling order, so that they pool.
func (s *BinaryScores) isotonic(y []bool, p []float64) {
	order := ascending(p)
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(p[a], p[b]), cmp.Compare(indicator(y[b]), indicator(y[a])))
	})
	type pool struct{ sum, size float64 }
	var pools []pool
	for _, i := range order {
		pools = append(pools, pool{indicator(y[i]), 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum*pools[k].size >= pools[k].sum*pools[k-1].size; k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].size += pools[k].size
			pools = pools[:k]
		}
	}
	for _, q := range pools {
		for range int(q.size) {
			s.Isotonic = append(s.Isotonic, q.sum/q.size)
		}
	}
	for rank, i := range order {
		d := indicator(y[i]) - s.Isotonic[rank]
		s.IsotonicBrier += d * d / float64(len(p))
	}
}
