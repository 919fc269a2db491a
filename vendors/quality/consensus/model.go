package consensus

// leastChance is what no chance of a label falls below in the iterations: at zero it
// could never rise again, and one odd vote would outweigh any number of others.
const leastChance = 1e-10

// model is the state of the iterations. What a worker says of items of class k is
// kept label by label, classes side by side, so that one vote touches one run of
// memory: counts and chances at (worker*classes + label)*classes + class.
type model struct {
	labels    *Labels
	settings  Settings
	sums      []float64  // expected items of each class
	counts    []float64  // expected votes, from the last expectation
	chances   []float64  // probability of the label given the class
	frequency []float64  // probability of the class
	evidence  logProduct // probability of all votes

	row    []float64 // of one item: joint probability by class
	total  []float64 // of one worker: votes on items of each class
	right  []float64 // one coin: expected right votes by worker
	voting []float64 // votes by worker
}

func newModel(l *Labels, s Settings) *model {
	size := l.workers * l.classes * l.classes
	m := &model{
		labels: l, settings: s,
		sums: make([]float64, l.classes), counts: make([]float64, size), chances: make([]float64, size),
		frequency: make([]float64, l.classes), row: make([]float64, l.classes), total: make([]float64, l.classes),
		right: make([]float64, l.workers), voting: make([]float64, l.workers),
	}
	for _, cell := range l.cell {
		m.voting[int(cell)/l.classes]++
	}
	return m
}

// count adds up what the posterior says of classes and workers.
func (m *model) count(posterior []float64) {
	k := m.labels.classes
	clear(m.sums)
	clear(m.counts)
	for i := range m.labels.items {
		m.add(posterior[i*k:(i+1)*k], m.labels.of(i))
	}
}

func (m *model) add(row []float64, votes []int32) {
	for c, p := range row {
		m.sums[c] += p
	}
	accumulate(m.counts, row, votes)
}

// maximise sets frequencies and chances to those that fit the counts best.
func (m *model) maximise() {
	for c, sum := range m.sums {
		m.frequency[c] = sum / float64(m.labels.items)
	}
	if m.settings.Method == OneCoin {
		m.maximiseCoins()
		return
	}
	k := m.labels.classes
	diagonal, off, least := 0.0, 0.0, leastChance
	switch m.settings.Method {
	case DawidSkeneMAP:
		diagonal, off = m.settings.Diagonal, m.settings.Off
	case Majority:
		least = 0
	}
	for w := range m.labels.workers {
		at := w * k * k
		m.maximiseWorker(m.counts[at:at+k*k], m.chances[at:at+k*k], diagonal, off, least)
	}
}

func (m *model) maximiseWorker(counts, chances []float64, diagonal, off, least float64) {
	k := len(m.total)
	for c := range m.total {
		m.total[c] = diagonal + float64(k-1)*off
	}
	for at := 0; at < len(counts); at += k {
		for c, n := range counts[at : at+k] {
			m.total[c] += n
		}
	}
	for label := range k {
		for c := range k {
			n := counts[label*k+c] + off
			if label == c {
				n += diagonal - off
			}
			chance := 1 / float64(k)
			if m.total[c] > 0 {
				chance = n / m.total[c]
			}
			chances[label*k+c] = max(chance, least)
		}
	}
}

// maximiseCoins gives every worker one chance to be right; the rest is spread
// evenly over the other classes.
func (m *model) maximiseCoins() {
	k := m.labels.classes
	for w := range m.labels.workers {
		at := w * k * k
		right := 0.0
		for c := range k {
			right += m.counts[at+c*k+c]
		}
		skill := 1.0
		if m.voting[w] > 0 {
			skill = min(1, right/m.voting[w])
		}
		wrong := max(leastChance, (1-skill)/float64(max(1, k-1)))
		for label := range k {
			for c := range k {
				m.chances[at+label*k+c] = wrong
			}
			m.chances[at+label*k+label] = max(skill, leastChance)
		}
	}
}

// expect sets the posterior from frequencies and chances, counts it for the next
// maximisation in the same pass, and returns the log-likelihood of the votes.
func (m *model) expect(posterior []float64) float64 {
	k := m.labels.classes
	clear(m.sums)
	clear(m.counts)
	m.evidence = logProduct{product: 1}
	for i := range m.labels.items {
		row := posterior[i*k : (i+1)*k]
		votes := m.labels.of(i)
		if m.settings.Gold != nil && m.settings.Gold[i] >= 0 {
			m.evidence.sum += m.logJoint(m.settings.Gold[i], votes)
		} else {
			m.weigh(row, votes)
		}
		m.add(row, votes)
	}
	return m.evidence.log()
}
