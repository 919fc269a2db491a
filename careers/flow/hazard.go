package flow

import (
	"iter"
	"math"
	"slices"
)

// ratios are all hazard ratios of a model, by where they stand, in a fixed order.
// They may be changed in place through the pointers.
func (m *Model) ratios() iter.Seq2[string, *Ratio] {
	return func(yield func(string, *Ratio) bool) {
		for i := range m.Rungs {
			if !yield("rung "+m.Rungs[i].Name, &m.Rungs[i].HR) {
				return
			}
		}
		if !yield("stalled in a rung", &m.Stall.HR) || !yield("after a promotion", &m.Recent.HR) {
			return
		}
		for i := range m.Effects {
			if !yield(m.Effects[i].Name, &m.Effects[i].HR) {
				return
			}
		}
		for i := range m.Sources {
			if !yield("hired through "+m.Sources[i].Name, &m.Sources[i].HR) {
				return
			}
		}
	}
}

// clone is a model of its own, to be changed.
func (m *Model) clone() *Model {
	c := *m
	c.Rungs = slices.Clone(m.Rungs)
	c.Hazard = slices.Clone(m.Hazard)
	c.Effects = slices.Clone(m.Effects)
	c.Sources = slices.Clone(m.Sources)
	return &c
}

// Indifferent is the model in which nobody's leaving depends on anything but tenure:
// all ratios 1, no answer to pay. What a scenario changes in it is arithmetic.
func (m *Model) Indifferent() *Model {
	c := m.clone()
	for _, r := range c.ratios() {
		*r = Known(1)
	}
	c.Pay = Elasticity{}
	return c
}

// byTenure spreads bands over the months of tenure from 0 to longest.
func byTenure(bands []Band, longest int) []float64 {
	h := make([]float64, longest+1)
	band := 0
	for a := range h {
		for band+1 < len(bands) && bands[band+1].From <= a {
			band++
		}
		h[a] = bands[band].Hazard
	}
	return h
}

// mood is what time in rung does to a hazard: one of four, by whether somebody has
// just been promoted and whether they have stalled.
type mood int

const moods = 4

func (m *Model) mood(rung, dwell int) mood {
	is := mood(0)
	if rung > 0 && dwell < m.Recent.Months {
		is++
	}
	if dwell >= m.Stall.From {
		is += 2
	}
	return is
}

// leaving is the chance to leave within a month.
type leaving struct {
	model *Model
	table [][moods][]float64 // by source and rung, mood, tenure
}

// leaving works out h = haz(a)·HR_rung·HR_stall·HR_recent·∏HR^exposure·HR_source·
// (1+raise)^elasticity for all, once for a projection: chances are 1−exp(−h). The
// source at place 0 is that of the people there already, which has no effect.
func (m *Model) leaving(sources []Source) leaving {
	base := byTenure(m.Hazard, m.Longest)
	common := 1.0
	for _, e := range m.Effects {
		common *= math.Pow(e.HR.Value, e.Exposure)
	}
	l := leaving{model: m, table: make([][moods][]float64, (len(sources)+1)*len(m.Rungs))}
	for i := range l.table {
		rung := m.Rungs[i%len(m.Rungs)]
		ratio := common * rung.HR.Value * math.Pow(1+rung.Raise, m.Pay.Value)
		if source := i / len(m.Rungs); source > 0 {
			ratio *= sources[source-1].HR.Value
		}
		for is := range mood(moods) {
			l.table[i][is] = chances(base, ratio*m.moodRatio(is))
		}
	}
	return l
}

func (m *Model) moodRatio(is mood) float64 {
	ratio := 1.0
	if is&1 != 0 {
		ratio *= m.Recent.HR.Value
	}
	if is&2 != 0 {
		ratio *= m.Stall.HR.Value
	}
	return ratio
}

func chances(hazard []float64, ratio float64) []float64 {
	list := make([]float64, len(hazard))
	for a, h := range hazard {
		list[a] = -math.Expm1(-h * ratio)
	}
	return list
}

// of are the chances by tenure of those of a source who are in a rung for dwell
// months.
func (l leaving) of(source, rung, dwell int) []float64 {
	return l.table[source*len(l.model.Rungs)+rung][l.model.mood(rung, dwell)]
}

// sources are those of the hires, with shares that sum to one.
func (m *Model) sources() []Source {
	if len(m.Sources) == 0 {
		return []Source{{Share: 1, HR: Known(1)}}
	}
	list := slices.Clone(m.Sources)
	total := 0.0
	for _, s := range list {
		total += s.Share
	}
	for i := range list {
		list[i].Share /= total
	}
	return list
}
