package model

import (
	"math"
	"slices"
	"time"
)

// profile is how a day's contacts spread over its slots: shares of each
// weekday, shrunk towards the shape that it has in common with the weekdays that
// are like it, and of each special day type seen often enough.
type profile struct {
	training *Training
	weekdays [7][]float64
	special  map[string][]float64
}

// profileSettings say how a profile is learned.
type profileSettings struct {
	halfLife float64 // days
	kappa    float64 // days' worth of the common shape
	pool     bool    // add up counts in place of shares, and smooth over slots
}

// seenOften is how many days of a special type earn it a shape of its own.
const seenOften = 3

// callsPerKappa turns κ from days into contacts where counts are pooled: with
// κ = 2 a weekday's shape weighs as much as the common one at 200 contacts.
const callsPerKappa = 100

func fitProfile(t *Training, s profileSettings) *profile {
	p := &profile{training: t, special: map[string][]float64{}}
	days := t.shapesOf(shapeKey{s.halfLife, s.pool})
	kappa := s.kappa
	if s.pool {
		kappa *= callsPerKappa
	}
	for w := range time.Saturday + 1 {
		p.weekdays[w] = days.own[w].shrunk(days.common[w], kappa, t.open[w], s.pool)
	}
	p.addSpecial(days.types, kappa, s.pool)
	return p
}

// shapeKey are the settings that decide what days show of their shape.
type shapeKey struct {
	halfLife float64
	pool     bool
}

// shapesOfDays are the shares of days before any shrinking.
type shapesOfDays struct {
	own    [7]*shares         // of ordinary days by weekday
	common [7][]float64       // see findCommon
	types  map[string]*shares // of special days by their type
}

func (t *Training) shapesOf(key shapeKey) *shapesOfDays {
	return remembered(&t.memo.shapes, key, func() *shapesOfDays {
		d := &shapesOfDays{types: map[string]*shares{}}
		for w := range d.own {
			d.own[w] = newShares(t.Slots())
		}
		from, weights := t.remembering(key.halfLife)
		for i, k := range t.learned() {
			weight := 0.0
			if i >= from {
				weight = weights[i-from]
			}
			if t.total[k] > 0 {
				d.add(t, k, weight, key.pool)
			}
		}
		d.findCommon(t)
		return d
	})
}

func (d *shapesOfDays) add(t *Training, k int, discount float64, pool bool) {
	if t.normal[k] && discount > 0 {
		d.own[t.weekday(k)].add(t, k, discount, pool)
	}
	if name := t.dayType(k); name != "" {
		if d.types[name] == nil {
			d.types[name] = newShares(t.Slots())
		}
		d.types[name].add(t, k, 1, pool)
	}
}

// Two weekdays are alike when their shapes differ by no more than this share of
// a day's contacts, beside what chance alone makes of one shape.
const alike = .10

// findCommon sets for each weekday the mean share over those that are like it, it
// included. Which are is learned: the days of rest differ between countries.
func (d *shapesOfDays) findCommon(t *Training) {
	var means [7][]float64
	for w, own := range d.own {
		means[w] = normalise(own.mean(), t.open[w])
	}
	all := newShares(t.Slots())
	for w := range d.own {
		clear(all.sum)
		clear(all.weight)
		for v, other := range d.own {
			if v == w || d.own[w].contacts == 0 || other.contacts > 0 && likeShapes(means[w], means[v], 1/d.own[w].contacts+1/other.contacts) {
				for j := range all.sum {
					all.sum[j] += other.sum[j]
					all.weight[j] += other.weight[j]
				}
			}
		}
		d.common[w] = all.mean()
	}
}

// likeShapes compares the total variation distance of two shapes with what two
// samples of one shape would have, ½·√(2/π)·Σ√(p/n₁ + p/n₂) at most; spread is
// 1/n₁ + 1/n₂.
func likeShapes(p, q []float64, spread float64) bool {
	distance, chance := 0.0, 0.0
	for j := range p {
		distance += math.Abs(p[j]-q[j]) / 2
		chance += math.Sqrt((p[j] + q[j]) / 2 * spread)
	}
	return distance <= alike+chance/math.Sqrt(2*math.Pi)
}

// addSpecial keeps the day types seen often enough, each shrunk towards the
// mean of the weekday shapes.
func (p *profile) addSpecial(types map[string]*shares, kappa float64, pool bool) {
	everywhere := make([]bool, p.training.Slots())
	for w := range p.weekdays {
		for j, open := range p.training.open[w] {
			everywhere[j] = everywhere[j] || open
		}
	}
	base := make([]float64, len(everywhere))
	for w := range p.weekdays {
		for j, v := range p.weekdays[w] {
			base[j] += v / 7
		}
	}
	for name, s := range types {
		if s.days >= seenOften {
			p.special[name] = s.shrunk(base, kappa, everywhere, pool)
		}
	}
}

// holidayType is the day type of all holidays together. Until it was seen often
// enough a holiday is shaped half like its weekday and half like a Sunday.
const holidayType = "holiday"

// between is the mean of two shapes.
func between(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for j := range out {
		out[j] = (a[j] + b[j]) / 2
	}
	return out
}

// dayType names the kind of special day that k is, "" for an ordinary one. A
// make-up workday has the shape of the weekday it stands for.
func (t *Training) dayType(k int) string {
	info := t.almanac.day(k)
	switch {
	case len(info.holidays) > 0:
		return holidayType
	case len(info.events) > 0:
		return "event " + info.events[0]
	}
	return ""
}

// at returns the shares of day k; they add up to 1 over its open slots.
func (p *profile) at(k int) []float64 {
	w := p.training.weekday(k)
	kind := p.training.dayType(k)
	shares, ok := p.special[kind]
	switch {
	case !ok && kind == holidayType && p.training.isOpen(time.Sunday):
		return normalise(between(p.weekdays[w], p.weekdays[time.Sunday]), p.training.open[w])
	case !ok:
		return p.weekdays[w]
	}
	return normalise(slices.Clone(shares), p.training.open[w])
}

// shares gathers the discounted shares of days, slot by slot, because a slot
// may be missing on a day.
type shares struct {
	sum, weight []float64
	days        int
	contacts    float64 // discounted as the days are
}

func newShares(slots int) *shares {
	return &shares{sum: make([]float64, slots), weight: make([]float64, slots)}
}

// add takes in day k. Pooled, a day weighs by its contacts, else all alike.
func (s *shares) add(t *Training, k int, weight float64, pool bool) {
	discounted := weight * t.total[k]
	if pool {
		weight = discounted
	}
	share := weight / t.total[k]
	sums, weights := s.sum, s.weight[:len(s.sum)]
	for j, v := range t.counts[k][:len(sums)] {
		if seen(v) {
			sums[j] += share * v
			weights[j] += weight
		}
	}
	s.days++
	s.contacts += discounted
}

// mean returns the mean share of each slot.
func (s *shares) mean() []float64 {
	out := make([]float64, len(s.sum))
	for j, w := range s.weight {
		if w > 0 {
			out[j] = s.sum[j] / w
		}
	}
	return out
}

// shrunk returns (Σωs + κ·base)/(Σω + κ) on the open slots, adding up to 1.
func (s *shares) shrunk(base []float64, kappa float64, open []bool, smooth bool) []float64 {
	base = normalise(slices.Clone(base), open)
	out := make([]float64, len(base))
	for j := range out {
		if open[j] && s.weight[j]+kappa > 0 {
			out[j] = (s.sum[j] + kappa*base[j]) / (s.weight[j] + kappa)
		}
	}
	if smooth {
		out = smoothOver(out, open, 1)
	}
	return normalise(out, open)
}

// normalise clears closed slots and makes the rest add up to 1; where nothing
// is known the open slots share alike.
func normalise(values []float64, open []bool) []float64 {
	total, n := 0.0, 0.0
	for j, on := range open {
		if !on {
			values[j] = 0
			continue
		}
		total += values[j]
		n++
	}
	for j, on := range open {
		switch {
		case on && total > 0:
			values[j] /= total
		case on:
			values[j] = 1 / n
		}
	}
	return values
}

// smoothOver averages each open slot with its open neighbours under a Gaussian
// of the given deviation in slots.
func smoothOver(values []float64, open []bool, deviation float64) []float64 {
	reach := int(math.Ceil(3 * deviation))
	kernel := make([]float64, reach+1)
	for d := range kernel {
		kernel[d] = math.Exp(-float64(d*d) / (2 * deviation * deviation))
	}
	out := make([]float64, len(values))
	for j := range values {
		if !open[j] {
			continue
		}
		total, weight := 0.0, 0.0
		for i := max(0, j-reach); i <= min(len(values)-1, j+reach); i++ {
			if open[i] {
				k := kernel[max(i-j, j-i)]
				total += k * values[i]
				weight += k
			}
		}
		out[j] = total / weight
	}
	return out
}
