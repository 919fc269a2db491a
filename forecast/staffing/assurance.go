package staffing

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// Assurance is how sure a plan is, over all its intervals or those of one day.
type Assurance struct {
	Held  float64 // share of the paths whose service level meets its target; NaN without a target, or where nobody comes
	Level float64 // mean service level over all paths, weighted by contacts; NaN where nobody comes
}

// Assure returns how sure the goals are with these agents, by interval: of the
// whole, and of each day. The service level of a whole path weighs intervals by
// their contacts. days holds the day of each interval, counted from 0 in order.
//
// Service levels are computed on some of the paths of each interval and read from
// straight lines between them, to about a thousandth of the mean.
func Assure(u Uncertain, agents []float64, g Goals, days []int) (whole Assurance, byDay []Assurance, err error) {
	if err := u.validate(leastShare); err != nil {
		return whole, nil, err
	}
	if len(agents) != len(u.AHT) {
		return whole, nil, refused("number of agents", float64(len(agents)), "one for each handle time")
	}
	if len(days) != len(u.AHT) {
		return whole, nil, refused("number of days", float64(len(days)), "one for each handle time")
	}
	sums := make([]serviceSum, 0)
	for i, day := range days {
		if u.closed(i) {
			continue
		}
		levels, err := u.levels(i, agents[i], g)
		if err != nil {
			return whole, nil, &IntervalError{i, err}
		}
		for len(sums) <= day {
			sums = append(sums, newServiceSum(len(u.Paths)))
		}
		sums[day].add(levels, u.at(i))
	}
	all := newServiceSum(len(u.Paths))
	for _, s := range sums {
		byDay = append(byDay, s.assurance(g))
		for k := range all.good {
			all.good[k] += s.good[k]
			all.came[k] += s.came[k]
		}
	}
	return all.assurance(g), byDay, nil
}

// serviceSum is the contacts of some intervals, and those of good service, by path.
type serviceSum struct{ good, came []float64 }

func newServiceSum(paths int) serviceSum {
	return serviceSum{make([]float64, paths), make([]float64, paths)}
}

func (s serviceSum) add(levels, contacts []float64) {
	for k, n := range contacts {
		s.good[k] += n * levels[k]
		s.came[k] += n
	}
}

func (s serviceSum) assurance(g Goals) Assurance {
	good, came, held := 0.0, 0.0, 0
	for k, n := range s.came {
		good, came = good+s.good[k], came+n
		if n == 0 || s.good[k]/n >= g.ServiceLevel {
			held++
		}
	}
	if came == 0 {
		return Assurance{math.NaN(), math.NaN()}
	}
	a := Assurance{float64(held) / float64(len(s.came)), good / came}
	if g.ServiceLevel == 0 {
		a.Held = math.NaN()
	}
	return a
}

// levelStep is how far apart the service levels of two paths may lie for those
// between them to be read from the straight line. Service levels only fall with
// contacts, so that this bounds the error of a path; that of their mean is far less.
const levelStep = 0.004

// levels returns the service level of one interval on every path.
func (u Uncertain) levels(i int, agents float64, g Goals) ([]float64, error) {
	contacts := u.felt(i)
	order := make([]int, len(contacts))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(contacts[a], contacts[b]) })
	l := leveller{contacts: contacts, order: order, levels: make([]float64, len(contacts)), level: func(n float64) (float64, error) {
		load, err := u.load(i, n)
		if err != nil || load.Erlangs == 0 {
			return 1, err
		}
		return Perform(load, g, agents).ServiceLevel, nil
	}}
	last := len(order) - 1
	if err := errors.Join(l.set(0), l.set(last)); err != nil {
		return nil, err
	}
	return l.levels, l.between(0, last)
}

// leveller computes service levels at paths in order of their contacts.
type leveller struct {
	contacts, levels []float64 // by path
	order            []int     // paths by contacts
	level            func(contacts float64) (float64, error)
}

func (l *leveller) set(at int) (err error) {
	k := l.order[at]
	l.levels[k], err = l.level(l.contacts[k])
	return err
}

// between fills the levels between two that are known, halving until they are near.
func (l *leveller) between(from, to int) error {
	if to-from < 2 {
		return nil
	}
	low, high := l.order[from], l.order[to]
	if math.Abs(l.levels[high]-l.levels[low]) <= levelStep {
		slope := 0.0
		if width := l.contacts[high] - l.contacts[low]; width > 0 {
			slope = (l.levels[high] - l.levels[low]) / width
		}
		for _, k := range l.order[from+1 : to] {
			l.levels[k] = l.levels[low] + slope*(l.contacts[k]-l.contacts[low])
		}
		return nil
	}
	middle := (from + to) / 2
	if err := l.set(middle); err != nil {
		return err
	}
	return errors.Join(l.between(from, middle), l.between(middle, to))
}

// Holds returns the share of the paths in which every goal is met in one interval
// with these agents: those of no more contacts than the agents are enough for.
func Holds(u Uncertain, i int, agents float64, g Goals) (float64, error) {
	if err := u.validate(leastShare); err != nil {
		return 0, err
	}
	contacts := u.felt(i)
	slices.Sort(contacts)
	low, high := 0, len(contacts) // agents are enough for those below low, and not from high on
	for low < high {
		middle := (low + high) / 2
		load, err := u.load(i, contacts[middle])
		if err != nil {
			return 0, &IntervalError{i, err}
		}
		need, err := Agents(load, g)
		if err != nil {
			return 0, &IntervalError{i, err}
		}
		if float64(need) <= agents {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return float64(low) / float64(len(contacts)), nil
}
