package vendors

import (
	"maps"
	"math"
	"slices"

	"github.com/muster-wfm/muster/vendors/quality/rank"
)

// tallied is counts by employer and stratum. Strata too thin to say anything are one.
type tallied struct {
	employers []int64
	strata    []string
	cells     map[[2]int]rank.Count
	total     rank.Count
}

// thinStratum is how many contacts and failures a stratum needs to be one of its own.
const thinStratum, thinEvents = 20, 2

const otherStratum = "\x00other"

func tallyOf(all []Judged, metric QualityMetric) tallied {
	n, failed := map[string]int{}, map[string]int{}
	employers := map[int64]bool{}
	for _, j := range all {
		n[j.Stratum]++
		employers[j.EmployerID] = true
		if metric.of(j) {
			failed[j.Stratum]++
		}
	}
	name := func(stratum string) string {
		if n[stratum] < thinStratum || failed[stratum] < thinEvents || n[stratum]-failed[stratum] < thinEvents {
			return otherStratum
		}
		return stratum
	}
	t := tallied{employers: slices.Sorted(maps.Keys(employers)), cells: map[[2]int]rank.Count{}}
	names := map[string]bool{}
	for stratum := range n {
		names[name(stratum)] = true
	}
	t.strata = slices.Sorted(maps.Keys(names))
	for _, j := range all {
		e, _ := slices.BinarySearch(t.employers, j.EmployerID)
		k, _ := slices.BinarySearch(t.strata, name(j.Stratum))
		c := t.cells[[2]int{e, k}]
		c.Trials++
		t.total.Trials++
		if metric.of(j) {
			c.Events++
			t.total.Events++
		}
		t.cells[[2]int{e, k}] = c
	}
	return t
}

// each calls fn for the cells in order.
func (t tallied) each(fn func(employer, stratum int, c rank.Count)) {
	for e := range t.employers {
		for k := range t.strata {
			if c, there := t.cells[[2]int{e, k}]; there {
				fn(e, k, c)
			}
		}
	}
}

// of is an employer's count over all strata.
func (t tallied) of(employer int) (sum rank.Count) {
	t.each(func(e, _ int, c rank.Count) {
		if e == employer {
			sum.Events += c.Events
			sum.Trials += c.Trials
		}
	})
	return sum
}

func (t tallied) rows(all []Judged, severe map[int64]float64) []StandingRow {
	points, n := map[int64]float64{}, map[int64]float64{}
	for _, j := range all {
		points[j.EmployerID] += min(100, j.Points+severe[j.GraderID])
		n[j.EmployerID]++
	}
	rows := make([]StandingRow, len(t.employers))
	var cells []rank.Cell
	t.each(func(e, k int, c rank.Count) { cells = append(cells, rank.Cell{Unit: e, Stratum: k, Count: c}) })
	standard, err := rank.Standardise(len(t.employers), len(t.strata), cells)
	for e, id := range t.employers {
		c := t.of(e)
		rows[e] = StandingRow{EmployerID: id, Judged: c.Trials, Failed: c.Events, Crude: c.Rate(), Points: points[id] / n[id]}
		if err == nil {
			rows[e].Direct, rows[e].Indirect, rows[e].Fewest = told(standard[e].Direct), told(standard[e].Indirect), standard[e].Fewest
		}
	}
	return rows
}

// mixed is the logistic model with a kind of contact each and an effect an employer;
// nil where it says nothing: one employer, or nobody or everybody failed.
func (t tallied) mixed() *rank.Mixed {
	if len(t.employers) < 2 || t.total.Events == 0 || t.total.Events == t.total.Trials {
		return nil
	}
	var rows []rank.Row
	t.each(func(e, k int, n rank.Count) {
		cases := make([]float64, len(t.strata))
		cases[0] = 1
		if k > 0 {
			cases[k] = 1
		}
		rows = append(rows, rank.Row{Unit: e, Count: n, Cases: cases})
	})
	settings := rank.MixedSettings{}
	if len(t.employers) < 5 {
		settings.PriorSD = .5
	}
	m, err := rank.FitMixed(len(t.employers), rows, settings)
	if err != nil || math.IsNaN(m.LogLikelihood) {
		return nil
	}
	if m.SD < leastSD {
		return nil // its intervals take the variation between rows as known, and so would be of no width
	}
	for v := range m.Mean {
		if math.IsNaN(m.Mean[v]) || math.IsNaN(m.Spread[v]) || m.Spread[v] <= 0 {
			return nil
		}
	}
	return m
}

// betas are rates by counts alone, drawn to one another where that can be known.
func (t tallied) betas() ([]rank.Beta, string) {
	counts := make([]rank.Count, len(t.employers))
	for e := range t.employers {
		counts[e] = t.of(e)
	}
	prior, model := rank.Beta{A: .5, B: .5}, "prior"
	if fit, err := rank.FitBeta(counts); err == nil {
		prior, model = fit.Beta, "shrunken"
		// Where rows differ by no more than chance, nothing says that they are the same:
		// they may still differ by leastSD.
		p := t.total.Rate()
		if most := 1 / (leastSD * leastSD * p * (1 - p)); prior.A+prior.B > most {
			prior = rank.Beta{A: p * most, B: (1 - p) * most}
		}
	}
	out := make([]rank.Beta, len(counts))
	for e, c := range counts {
		events := float64(c.Events)
		if model == "shrunken" { // as many as with everybody's mix
			events = min(float64(c.Trials), events/t.expected(e)*t.total.Rate()*float64(c.Trials))
		}
		out[e] = rank.Beta{A: prior.A + events, B: prior.B + float64(c.Trials) - events}
	}
	return out, model
}

// expected is how many failures an employer's contacts would have at everybody's rates.
func (t tallied) expected(employer int) float64 {
	of := make([]rank.Count, len(t.strata))
	t.each(func(_, k int, c rank.Count) {
		of[k].Events += c.Events
		of[k].Trials += c.Trials
	})
	sum := 0.0
	t.each(func(e, k int, c rank.Count) {
		if e == employer {
			sum += float64(c.Trials) * of[k].Rate()
		}
	})
	return sum
}
