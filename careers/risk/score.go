package risk

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Score is how likely somebody leaves within three months, for a conversation and nothing
// else.
type Score struct {
	PersonID     int64
	ModelID      int64
	Average      bool // an average by tenure, not the model
	Chance       float64
	Lower, Upper float64
	Parts        []Part // what raises it most
	MadeAt       time.Time
	ExpiresAt    time.Time
}

// Part is what a fact adds to the chance, beside somebody with the mean of it.
type Part struct {
	Name       string
	Value      float64 // the fact
	Mean       float64
	Points     float64 // added to the chance, a share: 0.04 are four percentage points
	Actionable bool
}

// life of a score, and how many parts are told.
const (
	scoreLife = 45 * 24 * time.Hour
	topParts  = 3
)

// spread is the 95 % interval of a normal variable, in standard deviations.
const spread = 1.959964

// score looks ahead for somebody of a tenure, with what is known of the last month.
func (m *Model) score(hired, from grid.Date, facts Facts, source string) Score {
	if !m.Shown {
		return m.average(hired, from)
	}
	d := design{Sources: m.Sources, Dropped: m.Dropped}
	base := make([][]float64, ahead)
	for k := range base {
		month := addMonths(from, k)
		base[k] = d.values(monthsBetween(hired, month), month.Month, facts, source)
	}
	s := Score{Chance: m.chance(base)}
	se := m.logitError(base, s.Chance)
	logit := math.Log(s.Chance / (1 - s.Chance))
	s.Lower, s.Upper = expit(logit-spread*se), expit(logit+spread*se)
	for j := range m.Terms {
		if strings.HasPrefix(m.Terms[j].Name, "tenure_") {
			continue // nobody can change how long they have been here
		}
		without := make([][]float64, ahead)
		for k := range without {
			without[k] = slices.Clone(base[k])
			without[k][j] = m.Terms[j].Mean
		}
		s.Parts = append(s.Parts, Part{
			Name: m.Terms[j].Name, Value: base[0][j], Mean: m.Terms[j].Mean, Points: s.Chance - m.chance(without), Actionable: m.Terms[j].Actionable,
		})
	}
	slices.SortStableFunc(s.Parts, func(a, b Part) int { return cmp.Compare(b.Points, a.Points) })
	s.Parts = slices.DeleteFunc(s.Parts[:min(topParts, len(s.Parts))], func(p Part) bool { return p.Points < 0.001 })
	return s
}

// chance is 1-∏(1-h) over the months.
func (m *Model) chance(months [][]float64) float64 {
	stays := 1.0
	for _, x := range months {
		stays *= 1 - m.hazard(x)
	}
	return 1 - stays
}

func (m *Model) hazard(x []float64) float64 {
	sum := m.Intercept
	for j, t := range m.Terms {
		sum += t.Value * x[j]
	}
	return expit(sum)
}

// logitError is the standard error of the chance's logit by the delta method: the chance
// grows by ∏(1-h)·Σ h·x with the coefficients.
func (m *Model) logitError(months [][]float64, chance float64) float64 {
	slope := make([]float64, len(m.Terms)+1)
	for _, x := range months {
		h := m.hazard(x)
		slope[0] += h
		for j := range m.Terms {
			slope[j+1] += h * x[j]
		}
	}
	sum := 0.0
	for i := range slope {
		for j := range slope {
			sum += slope[i] * m.Variance[i][j] * slope[j]
		}
	}
	return math.Sqrt(max(0, sum)) / chance // d logit = dP/(P(1-P)), dP = (1-P)·slope
}

// average is what people of a tenure do.
func (m *Model) average(hired, from grid.Date) Score {
	s := Score{Average: true}
	stays, low, high := 1.0, 1.0, 1.0
	for k := range ahead {
		tenure := monthsBetween(hired, addMonths(from, k))
		var cell Cell
		for _, c := range m.Cells {
			if tenure >= c.From {
				cell = c
			}
		}
		stays, low, high = stays*(1-min(1, cell.Rate)), low*(1-min(1, cell.Lower)), high*(1-min(1, cell.Upper))
	}
	s.Chance, s.Lower, s.Upper = 1-stays, 1-low, 1-high
	return s
}

func expit(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
