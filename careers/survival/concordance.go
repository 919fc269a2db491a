package survival

import "math"

// Concordance counts the pairs of rows of which one left while the other was still
// there, by whether the model gave the leaver the higher risk.
type Concordance struct {
	Concordant, Discordant float64
	TiedRisk               float64 // same risk, left at different times
	TiedTime               float64 // left at the same time, different risk
	TiedBoth               float64
	C                      float64 // (concordant + tied risk / 2) / comparable
	StdErr                 float64 // infinitesimal jackknife over rows or clusters
}

// HarrellC compares risks (higher leaves sooner) with what happened, in
// O(n log n). cluster numbers the person of each row; nil takes rows as persons.
func HarrellC(o *Observations, risk []float64, cluster []int) (*Concordance, error) {
	if err := checkRisk(o, risk); err != nil {
		return nil, err
	}
	return concordance(o.merged(), risk, cluster, nil), nil
}

// UnoC weighs each pair by the inverse square of the chance not to be censored
// before the leaver left, so that the figure does not depend on how long people
// happened to be watched (Uno et al. 2011).
func UnoC(o *Observations, risk []float64, cluster []int) (*Concordance, error) {
	if err := checkRisk(o, risk); err != nil {
		return nil, err
	}
	o = o.merged()
	g := censoringCurve(o, true)
	return concordance(o, risk, cluster, func(t float64) float64 {
		v := g.At(g.Survival, math.Nextafter(t, math.Inf(-1)), 1)
		return 1 / (v * v)
	}), nil
}

func checkRisk(o *Observations, risk []float64) error {
	if err := o.check(); err != nil {
		return err
	}
	if len(risk) != len(o.Stop) {
		return refuse("risk", -1, "one for each spell", "%d risks for %d spells", len(risk), len(o.Stop))
	}
	for i, r := range risk {
		if math.IsNaN(r) {
			return refuse("risk", i, "a number", "the risk is %v", r)
		}
	}
	return nil
}

// censoringCurve is the Kaplan-Meier curve of being cut short. Those who leave at a
// time leave before others are cut short then, and are out of their risk set where
// eventsFirst holds.
func censoringCurve(o *Observations, eventsFirst bool) *Curve {
	c := *o
	c.Event = make([]bool, len(o.Event))
	for i, event := range o.Event {
		c.Event[i] = !event
	}
	if !eventsFirst {
		return kaplanMeier(&c)
	}
	curve := kaplanMeier(&c)
	g := 1.0
	for k := range curve.Time {
		// Censored counts the events proper here
		if n := curve.AtRisk[k] - curve.Censored[k]; n > 0 {
			g *= 1 - curve.Events[k]/n
		}
		curve.Survival[k] = g
	}
	return curve
}

// ranking is a Fenwick tree of weights over ranked risks.
type ranking struct {
	tree  []float64 // prefix sums, from 1
	at    []float64 // weight of each rank
	total float64
}

func newRanking(ranks int) *ranking {
	return &ranking{tree: make([]float64, ranks+1), at: make([]float64, ranks+1)}
}

func (r *ranking) add(rank int32, w float64) {
	r.at[rank] += w
	r.total += w
	for k := int(rank); k < len(r.tree); k += k & -k {
		r.tree[k] += w
	}
}

// split returns the weight below, at and above a rank.
func (r *ranking) split(rank int32) (below, equal, above float64) {
	for k := int(rank) - 1; k > 0; k -= k & -k {
		below += r.tree[k]
	}
	equal = r.at[rank]
	return below, equal, r.total - below - equal
}

// denseRanks numbers the distinct values from 1.
func denseRanks(values []float64) (ranks []int32, count int) {
	ranks = make([]int32, len(values))
	last := math.NaN()
	for _, i := range ascending(values) {
		if values[i] != last {
			count, last = count+1, values[i]
		}
		ranks[i] = int32(count)
	}
	return ranks, count
}

// pairs holds, for one row, the weight of those it is compared with.
type pairs struct{ concordant, discordant, tied float64 }

func concordance(o *Observations, risk []float64, cluster []int, timeWeight func(t float64) float64) *Concordance {
	if timeWeight == nil {
		timeWeight = func(float64) float64 { return 1 }
	}
	ranks, count := denseRanks(risk)
	c := &Concordance{}
	of := make([]pairs, len(o.Stop))
	byStop, byStart := byStratum(o, ascending(o.Stop)), byStratum(o, ascending(o.Start))
	for stratum, rows := range byStop {
		var starts []int32
		if o.Start != nil {
			starts = byStart[stratum]
		}
		c.asLeavers(o, rows, starts, ranks, count, of, timeWeight)
		asStayers(o, rows, starts, ranks, count, of, timeWeight)
	}
	c.conclude(o, cluster, of)
	return c
}

// asLeavers compares each event with those still there, from the last time back.
func (c *Concordance) asLeavers(o *Observations, rows, starts, ranks []int32, count int, of []pairs, timeWeight func(float64) float64) {
	there := newRanking(count)
	next := len(starts) - 1
	for to := len(rows); to > 0; {
		t, from := o.Stop[rows[to-1]], to-1
		for from > 0 && o.Stop[rows[from-1]] == t {
			from--
		}
		tied := rows[from:to]
		to = from
		var left []int32
		for _, i := range tied {
			if o.Event[i] {
				left = append(left, i)
			} else {
				there.add(ranks[i], o.weight(int(i)))
			}
		}
		for ; next >= 0 && o.Start[starts[next]] >= t; next-- {
			there.add(ranks[starts[next]], -o.weight(int(starts[next])))
		}
		if len(left) == 0 {
			continue
		}
		at := timeWeight(t)
		for _, i := range left {
			below, equal, above := there.split(ranks[i])
			w := at * o.weight(int(i))
			of[i].concordant += at * below
			of[i].discordant += at * above
			of[i].tied += at * equal
			c.Concordant += w * below
			c.Discordant += w * above
			c.TiedRisk += w * equal
		}
		c.ties(o, left, ranks)
		for _, i := range left {
			there.add(ranks[i], o.weight(int(i)))
		}
	}
}

// ties counts the pairs that left at the same time.
func (c *Concordance) ties(o *Observations, left, ranks []int32) {
	if len(left) < 2 {
		return
	}
	byRank := map[int32]float64{}
	total := 0.0
	for _, i := range left {
		w := o.weight(int(i))
		c.TiedBoth += byRank[ranks[i]] * w
		c.TiedTime += (total - byRank[ranks[i]]) * w
		byRank[ranks[i]] += w
		total += w
	}
}

// asStayers compares each row with those who left while it was there: the leavers
// up to its stop less those up to its start.
func asStayers(o *Observations, rows, starts, ranks []int32, count int, of []pairs, timeWeight func(float64) float64) {
	left := newRanking(count)
	next := 0
	for from := 0; from < len(rows); {
		t, to := o.Stop[rows[from]], from
		for to < len(rows) && o.Stop[rows[to]] == t {
			to++
		}
		// those who start before t have not met the leavers so far
		for ; next < len(starts) && o.Start[starts[next]] < t; next++ {
			i := starts[next]
			higher(left, ranks[i], &of[i], -1)
		}
		for _, i := range rows[from:to] {
			if o.Event[i] {
				higher(left, ranks[i], &of[i], 1)
			}
		}
		at := timeWeight(t)
		for _, i := range rows[from:to] {
			if o.Event[i] {
				left.add(ranks[i], at*o.weight(int(i)))
			}
		}
		for _, i := range rows[from:to] {
			if !o.Event[i] {
				higher(left, ranks[i], &of[i], 1)
			}
		}
		from = to
	}
}

// higher counts the leavers against a row that stayed: a leaver with the higher
// risk is concordant.
func higher(left *ranking, rank int32, p *pairs, sign float64) {
	below, equal, above := left.split(rank)
	p.concordant += sign * above
	p.discordant += sign * below
	p.tied += sign * equal
}

// conclude computes C and the sum of squares of each person's influence on it.
func (c *Concordance) conclude(o *Observations, cluster []int, of []pairs) {
	comparable := c.Concordant + c.Discordant + c.TiedRisk
	somers := (c.Concordant - c.Discordant) / comparable
	c.C = (somers + 1) / 2
	persons := len(of)
	for _, k := range cluster {
		persons = max(persons, k+1)
	}
	sums := make([]float64, persons)
	for i, p := range of {
		k := i
		if cluster != nil {
			k = cluster[i]
		}
		sums[k] += o.weight(i) * (p.concordant - p.discordant - somers*(p.concordant+p.discordant+p.tied)) / comparable
	}
	variance := 0.0
	for _, v := range sums {
		variance += v * v
	}
	c.StdErr = math.Sqrt(variance) / 2
}
