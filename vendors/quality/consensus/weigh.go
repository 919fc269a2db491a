package consensus

import "math"

// underflow is a probability below which the direct product is not trusted.
const underflow = 1e-280

// weigh sets the posterior of one item and takes the probability of its votes into
// the evidence. Products of many chances leave the range of floating point, so they
// are scaled by powers of two on the way; where that is not enough, logarithms do.
func (m *model) weigh(row []float64, votes []int32) {
	const run = 16 // votes between two looks at the scale
	k := len(row)
	joint := m.row[:k]
	copy(joint, m.frequency)
	exponent := 0
	for from := 0; from < len(votes); from += run {
		if from > 0 {
			exponent += rescale(joint)
		}
		multiply(joint, m.chances, votes[from:min(from+run, len(votes))])
	}
	total := 0.0
	for _, p := range joint {
		total += p
	}
	if !(total > underflow) {
		m.weighInLogs(row, votes)
		return
	}
	inverse := 1 / total
	for c, p := range joint {
		row[c] = p * inverse
	}
	m.evidence.times(total)
	m.evidence.sum += float64(exponent) * math.Ln2
}

// rescale brings the largest of some probabilities near 1 and returns the power of
// two that was taken out.
func rescale(joint []float64) int {
	largest := 0.0
	for _, p := range joint {
		largest = max(largest, p)
	}
	_, exponent := math.Frexp(largest)
	if exponent > -300 || largest == 0 {
		return 0
	}
	for c := range joint {
		joint[c] = math.Ldexp(joint[c], -exponent)
	}
	return exponent
}

// weighInLogs is weigh without the range of floating point.
func (m *model) weighInLogs(row []float64, votes []int32) {
	largest := math.Inf(-1)
	for c := range row {
		row[c] = m.logJoint(c, votes)
		largest = max(largest, row[c])
	}
	total := 0.0
	for c := range row {
		row[c] = math.Exp(row[c] - largest)
		total += row[c]
	}
	for c := range row {
		row[c] /= total
	}
	m.evidence.sum += largest + math.Log(total)
}

// logJoint is the logarithm of the probability of a class and its votes.
func (m *model) logJoint(class int, votes []int32) float64 {
	sum := logOf(m.frequency[class])
	for _, cell := range votes {
		sum += logOf(m.chances[int(cell)*m.labels.classes+class])
	}
	return sum
}

// logOf is the logarithm of a probability that underflow may have made zero.
func logOf(p float64) float64 { return math.Log(max(p, math.SmallestNonzeroFloat64)) }

// logPrior is the log density of the confusion matrices under their Dirichlet
// priors without its constant: every pseudo-count is a vote that was seen.
func (m *model) logPrior() float64 {
	if m.settings.Method != DawidSkeneMAP {
		return 0
	}
	k, sum := m.labels.classes, 0.0
	for at, p := range m.chances {
		pseudo := m.settings.Off
		if at/k%k == at%k {
			pseudo = m.settings.Diagonal
		}
		sum += pseudo * logOf(p)
	}
	return sum
}

// describe writes what the model knows into the result.
func (m *model) describe(r *Result) {
	k := m.labels.classes
	r.Frequency = append([]float64(nil), m.frequency...)
	r.Confusion = make([]float64, len(m.chances))
	r.Met = make([]float64, m.labels.workers*k)
	for w := range m.labels.workers {
		for label := range k {
			for c := range k {
				from := (w*k+label)*k + c
				r.Confusion[(w*k+c)*k+label] = m.chances[from]
				r.Met[w*k+c] += m.counts[from]
			}
		}
	}
}
