package severity

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// At the maximum every agent, grader and item has as many points as the model expects
// of it: totals are all that the model asks of the grades.
func TestExpectedTotalsAreTheObserved(t *testing.T) {
	d, _ := simulatedRatings(15, 40)
	r := oracletest.Must[*Rasch](t)(FitRasch(d))
	top := len(r.Threshold)
	observed, expected := map[[2]int]float64{}, map[[2]int]float64{}
	for _, x := range d.Ratings {
		sum := r.Agent[x.Agent] + r.Leniency[x.Grader] + r.Easiness[x.Item]
		if math.IsNaN(sum) {
			continue
		}
		exponent, total, mean := 0.0, 1.0, 0.0
		for k := 1; k <= top; k++ {
			exponent += sum + r.Threshold[k-1]
			weight := math.Exp(exponent)
			total += weight
			mean += float64(k) * weight
		}
		for facet, level := range []int{x.Agent, x.Grader, x.Item} {
			observed[[2]int{facet, level}] += x.Score
			expected[[2]int{facet, level}] += mean / total
		}
	}
	for key, want := range observed {
		oracletest.Near(t, []string{"agent", "grader", "item"}[key[0]]+"'s points", expected[key], want, 1e-6)
	}
}

func TestMoreRatingsGiveSmallerErrors(t *testing.T) {
	few, _ := simulatedRatings(3, 30)
	many, _ := simulatedRatings(3, 120)
	a, b := oracletest.Must[*Rasch](t)(FitRasch(few)), oracletest.Must[*Rasch](t)(FitRasch(many))
	for g := range a.LeniencyError {
		if ratio := a.LeniencyError[g] / b.LeniencyError[g]; ratio < 1.5 || ratio > 2.7 {
			t.Errorf("errors of grader %d are %v and %v, want about twice", g, a.LeniencyError[g], b.LeniencyError[g])
		}
	}
}

// Errors are those of repetitions: the spread of a grader's leniency over worlds.
func TestErrorsAreThoseOfRepetitions(t *testing.T) {
	const worlds = 25
	sum, squares, errors := 0.0, 0.0, 0.0
	for seed := range worlds {
		d, _ := simulatedRatings(uint64(100+seed), 50)
		r := oracletest.Must[*Rasch](t)(FitRasch(d))
		sum, squares, errors = sum+r.Leniency[1], squares+r.Leniency[1]*r.Leniency[1], errors+r.LeniencyError[1]
	}
	spread := math.Sqrt(squares/worlds - sum/worlds*sum/worlds)
	if ratio := spread / (errors / worlds); ratio < .6 || ratio > 1.6 {
		t.Errorf("the spread is %v, errors %v on average", spread, errors/worlds)
	}
}

// Two grades are the ordinary Rasch model: with agents' totals given, items that all
// answered compare by their totals.
func TestTwoGradesOrderItemsByTheirTotals(t *testing.T) {
	d, _ := simulatedRatings(4, 60)
	total := make([]float64, len(d.Items))
	for i := range d.Ratings {
		d.Ratings[i].Score = math.Min(1, math.Floor(d.Ratings[i].Score/2))
		total[d.Ratings[i].Item] += d.Ratings[i].Score
	}
	r := oracletest.Must[*Rasch](t)(FitRasch(d))
	if len(r.Threshold) != 1 {
		t.Fatalf("thresholds %v", r.Threshold)
	}
	for a := range total {
		for b := range total {
			if total[a] > total[b] && r.Easiness[a] <= r.Easiness[b] {
				t.Errorf("totals %v, easiness %v", total, r.Easiness)
			}
		}
	}
}
