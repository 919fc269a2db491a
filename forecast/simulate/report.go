package simulate

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// Estimate is a figure with the standard error of its mean over replications,
// NaN where there is one replication only or nothing to divide by.
type Estimate struct{ Mean, SE float64 }

// Report is what came out. Counts are means a replication, of contacts that
// arrived after the warm-up.
type Report struct {
	Replications int
	Events       int64 // arrivals, ends, and what else happened, over all replications
	All          QueueReport
	Queues       []QueueReport
	Groups       []GroupReport
	Course       *Course // nil where [Options.Step] asked for none
}

// QueueReport is what the contacts of one queue met.
type QueueReport struct {
	Name         string
	Offered      Estimate
	Answered     Estimate
	Abandoned    Estimate
	CalledBack   Estimate   // accepted a callback
	LeftWaiting  Estimate   // still there at the end
	ServiceLevel []Estimate // in the order of erlang.Variants
	PWait        Estimate   // share that did not get an agent at once
	PAbandon     Estimate
	ASA          Estimate // mean wait of those answered, seconds
	MeanWait     Estimate // mean wait of all, seconds
	Percentiles  []Percentile
	Intervals    []IntervalReport
}

// Percentile is the wait in seconds that a share of the answered contacts did
// not exceed, to about 4 per cent.
type Percentile struct{ Share, Wait float64 }

// IntervalReport is what the contacts met that arrived in one interval.
type IntervalReport struct {
	Offered, Answered, Abandoned float64
	// ServiceLevel is in the order of erlang.Variants. Its standard error is at
	// least that of a share of so few contacts: of an interval with nine contacts
	// ten replications say little, and the error says so.
	ServiceLevel []Estimate
	ASA          float64 // NaN where nobody was answered
	QueueAtEnd   float64
}

// GroupReport is what a group did.
type GroupReport struct {
	Name         string
	StaffedHours Estimate // time of agents present, what they stayed longer included
	BusyHours    Estimate
	Occupancy    Estimate
	Skills       []SkillReport
}

// SkillReport is what a group did for one queue.
type SkillReport struct {
	Queue    string
	Contacts Estimate
	// Agents is how many agents, in mean, were handling the queue's contacts
	// that they began in each interval: the group's share in its staffing.
	Agents []float64
}

// merger adds up replications.
type merger struct {
	*plan
	replications int
	variants     []erlang.Variant
	cells        []sums      // pooled, interval by queue
	moments      []moments   // of the service levels of a cell and variant; nil with one replication
	length       []float64   // pooled
	totals       [][]sums    // replication by queue; the last is all queues
	left         [][]float64 // the same
	handled      []float64   // pooled
	served       [][]float64 // replication by pair
	busy         [][]float64 // replication by group
	staffed      [][]float64 // replication by group
	waits        [][]int64   // queue by bin; the last is all queues
	course       []int64     // sums of samples
	first        []int32     // samples of the first replication
	events       int64
}

// moments are the second moments of a quotient's two counts.
type moments struct{ xx, xy, yy float64 }

// ratio keeps what the error of a quotient of sums needs.
type ratio struct{ x, y, xx, xy, yy float64 }

func (r *ratio) add(x, y float64) {
	r.x += x
	r.y += y
	r.xx += x * x
	r.xy += x * y
	r.yy += y * y
}

// estimate is Σx/Σy with its standard error over n replications (Law 2015,
// section 9.3: the ratio estimator).
func (r *ratio) estimate(n int) Estimate {
	if r.y == 0 {
		return Estimate{math.NaN(), math.NaN()}
	}
	q := r.x / r.y
	if n < 2 {
		return Estimate{q, math.NaN()}
	}
	square := max(0, r.xx-2*q*r.xy+q*q*r.yy)
	return Estimate{q, math.Sqrt(square*float64(n)/float64(n-1)) / r.y}
}

// doubt is the least standard error of a share x of y contacts: three contacts
// that were all answered in time do not make 100 per cent certain, though no
// replication differs from another (Agresti and Coull, "Approximate is better
// than exact for interval estimation of binomial proportions", The American
// Statistician 52, 1998). NaN where there are none.
func doubt(x, y float64) float64 {
	if y == 0 {
		return math.NaN()
	}
	share := (x + 2) / (y + 4)
	return math.Sqrt(share * (1 - share) / (y + 4))
}

func newMerger(p *plan, replications int) *merger {
	queues := len(p.Queues)
	m := &merger{
		plan: p, replications: replications, variants: erlang.Variants(), cells: make([]sums, queues*p.Intervals), length: make([]float64, queues*p.Intervals),
		handled: make([]float64, len(p.pairs)*p.Intervals), waits: make([][]int64, queues+1),
	}
	if replications > 1 {
		m.moments = make([]moments, queues*p.Intervals*len(m.variants))
	}
	for q := range m.waits {
		m.waits[q] = make([]int64, manyBins)
	}
	return m
}

func (m *merger) add(t *tally) {
	m.events += t.events
	m.addCourse(t.course)
	m.addCells(t)
	for i, n := range t.length {
		m.length[i] += n
	}
	pairs := len(m.pairs)
	for i, active := range t.active {
		if !active {
			continue
		}
		for at, seconds := range t.handled[i*pairs : (i+1)*pairs] {
			m.handled[i*pairs+at] += seconds
		}
	}
	for q := range m.Queues {
		for bin, n := range t.waits[q*manyBins : (q+1)*manyBins] {
			m.waits[q][bin] += int64(n)
			m.waits[len(m.Queues)][bin] += int64(n)
		}
	}
	m.served = append(m.served, slices.Clone(t.served))
	m.busy = append(m.busy, slices.Clone(t.busy))
	m.staffed = append(m.staffed, slices.Clone(t.staffed))
}

// addCells adds up intervals and the replication's totals.
func (m *merger) addCells(t *tally) {
	queues := len(m.Queues)
	totals, left := make([]sums, queues+1), make([]float64, queues+1)
	for i, active := range t.active {
		for q := 0; active && q < queues; q++ {
			c := &t.cells[i*queues+q]
			if c.offered == 0 {
				continue
			}
			m.cells[i*queues+q].add(c)
			if m.moments != nil {
				m.addMoments(i*queues+q, c)
			}
			if i >= m.WarmUp {
				totals[q].add(c)
			}
		}
	}
	for q := range queues {
		totals[queues].join(&totals[q])
		left[q] = t.left[q]
		left[queues] += left[q]
	}
	m.totals, m.left = append(m.totals, totals), append(m.left, left)
}

func (m *merger) addMoments(i int, c *cell) {
	var one sums
	one.add(c)
	for v, variant := range m.variants {
		x, y := quotient(&one, variant)
		into := &m.moments[i*len(m.variants)+v]
		into.xx += x * x
		into.xy += x * y
		into.yy += y * y
	}
}

// quotient is a service level as the two counts that it divides.
func quotient(c *sums, v erlang.Variant) (part, whole float64) {
	s := c.shares()
	switch v {
	case erlang.OfOffered:
		return s.AnsweredInTime, s.Offered()
	case erlang.AbandonsAsAnswered:
		return s.AnsweredInTime + s.AbandonedInTime, s.Offered()
	case erlang.OfAnswered:
		return s.AnsweredInTime, s.AnsweredInTime + s.AnsweredLate
	case erlang.Virtual:
		return s.VirtualInTime, s.Offered()
	default:
		return s.AnsweredInTime, s.AnsweredInTime + s.AnsweredLate + s.AbandonedLate
	}
}

func (m *merger) report() *Report {
	r := &Report{Replications: m.replications, Events: m.events, Course: m.courseReport()}
	for q := range m.Queues {
		report := m.queue(q, m.Queues[q].Name)
		report.Intervals = m.intervals(q)
		r.Queues = append(r.Queues, report)
	}
	r.All = m.queue(len(m.Queues), "all")
	for g := range m.Groups {
		r.Groups = append(r.Groups, m.group(g))
	}
	return r
}

// over estimates a quotient of two figures of each replication.
func (m *merger) over(figure func(n int) (x, y float64)) Estimate {
	var r ratio
	for n := range m.replications {
		r.add(figure(n))
	}
	return r.estimate(m.replications)
}

// mean estimates a figure of each replication.
func (m *merger) mean(figure func(n int) float64) Estimate {
	return m.over(func(n int) (float64, float64) { return figure(n), 1 })
}

func (m *merger) queue(q int, name string) QueueReport {
	total := func(n int) *sums { return &m.totals[n][q] }
	r := QueueReport{
		Name:        name,
		Offered:     m.mean(func(n int) float64 { return total(n).offered }),
		Answered:    m.mean(func(n int) float64 { return total(n).answered }),
		Abandoned:   m.mean(func(n int) float64 { return total(n).abandoned }),
		CalledBack:  m.mean(func(n int) float64 { return total(n).called }),
		LeftWaiting: m.mean(func(n int) float64 { return m.left[n][q] }),
		PWait:       m.over(func(n int) (float64, float64) { return total(n).waited, total(n).offered }),
		PAbandon:    m.over(func(n int) (float64, float64) { return total(n).abandoned, total(n).answered + total(n).abandoned }),
		ASA:         m.over(func(n int) (float64, float64) { return total(n).waitAnswered, total(n).answered }),
		MeanWait:    m.over(func(n int) (float64, float64) { return total(n).waitAll, total(n).answered + total(n).abandoned }),
	}
	for _, v := range erlang.Variants() {
		r.ServiceLevel = append(r.ServiceLevel, m.over(func(n int) (float64, float64) { return quotient(total(n), v) }))
	}
	for _, share := range []float64{.5, .8, .9, .95} {
		r.Percentiles = append(r.Percentiles, Percentile{share, percentile(m.waits[q], share)})
	}
	return r
}

// percentile reads a histogram of waits; NaN where it is empty.
func percentile(bins []int64, share float64) float64 {
	total := int64(0)
	for _, n := range bins {
		total += n
	}
	if total == 0 {
		return math.NaN()
	}
	wanted, below := share*float64(total), int64(0)
	for bin, n := range bins {
		below += n
		if float64(below) >= wanted {
			if bin == 0 {
				return 0
			}
			return binEnd(bin)
		}
	}
	return binEnd(len(bins) - 1)
}

func (m *merger) intervals(q int) []IntervalReport {
	variants := m.variants
	n := float64(m.replications)
	out := make([]IntervalReport, m.Intervals)
	levels := make([]Estimate, m.Intervals*len(variants))
	for i := range out {
		at := i*len(m.Queues) + q
		c := &m.cells[at]
		level := levels[i*len(variants) : (i+1)*len(variants) : (i+1)*len(variants)]
		for v, variant := range variants {
			level[v] = m.level(at, v, variant)
		}
		out[i] = IntervalReport{
			Offered: c.offered / n, Answered: c.answered / n, Abandoned: c.abandoned / n, ASA: c.waitAnswered / c.answered,
			QueueAtEnd: m.length[at] / n, ServiceLevel: level,
		}
	}
	return out
}

// level is the service level of one cell.
func (m *merger) level(at, v int, variant erlang.Variant) Estimate {
	if m.cells[at].offered == 0 {
		return Estimate{math.NaN(), math.NaN()}
	}
	x, y := quotient(&m.cells[at], variant)
	r := ratio{x: x, y: y}
	if m.moments != nil {
		second := &m.moments[at*len(m.variants)+v]
		r.xx, r.xy, r.yy = second.xx, second.xy, second.yy
	}
	e := r.estimate(m.replications)
	e.SE = max(e.SE, doubt(x, y))
	return e
}

func (m *merger) group(g int) GroupReport {
	r := GroupReport{
		Name:         m.Groups[g].Name,
		StaffedHours: m.mean(func(n int) float64 { return m.staffed[n][g] / 3600 }),
		BusyHours:    m.mean(func(n int) float64 { return m.busy[n][g] / 3600 }),
		Occupancy:    m.over(func(n int) (float64, float64) { return m.busy[n][g], m.staffed[n][g] }),
	}
	for _, at := range m.byGroup[g] {
		s := SkillReport{Queue: m.Queues[m.pairs[at].queue].Name, Agents: make([]float64, m.Intervals)}
		s.Contacts = m.mean(func(n int) float64 { return m.served[n][at] })
		for i := range s.Agents {
			s.Agents[i] = m.handled[i*len(m.pairs)+int(at)] / m.Interval / float64(m.replications)
		}
		r.Skills = append(r.Skills, s)
	}
	return r
}
