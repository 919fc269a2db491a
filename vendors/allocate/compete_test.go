package allocate_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors/allocate"
)

func TestSharesMoveOnlyWhereSomebodyIsSurelyBetter(t *testing.T) {
	got := allocate.Earned([][]float64{
		{0.5, 0.95, 0.60},
		{0.05, 0.5, 0.20},
		{0.40, 0.80, 0.5},
	}, 0.05, 0.90)
	want := []allocate.Steps{{Up: 0.05}, {Down: 0.05}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// bandit is four vendors of equal cost with at least a tenth each.
func bandit(quality []float64) *allocate.Problem {
	p := &allocate.Problem{Failure: 1, Skills: []allocate.Skill{{Name: "x", Volume: 1000}}}
	for v, q := range quality {
		p.Vendors = append(p.Vendors, allocate.Vendor{Name: string(rune('A' + v))})
		p.Skills[0].Offers = append(p.Skills[0].Offers, allocate.Offer{Vendor: v, Quality: q, Cautious: q, MinShare: 0.1, MaxShare: 0.7, Capacity: 1000})
	}
	return p
}

func TestThompsonSharesFollowWhatIsKnown(t *testing.T) {
	p := bandit([]float64{0.9, 0.8, 0.8, 0.8})
	sure := []allocate.Posterior{{900, 100}, {800, 200}, {800, 200}, {800, 200}}
	got, err := allocate.Thompson(p, 0, sure, 64, rand.New(rand.NewPCG(1, 2)))
	if err != nil || !cmp.Equal(got, []float64{700, 100, 100, 100}, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-6 })) {
		t.Errorf("one surely better: %v (%v), want it at its limit", got, err)
	}
	unsure := []allocate.Posterior{{9, 1}, {8, 2}, {8, 2}, {8, 2}}
	got, err = allocate.Thompson(p, 0, unsure, 64, rand.New(rand.NewPCG(1, 2)))
	if err != nil || !(got[0] > got[1] && got[1] > 110 && got[0] < 600) {
		t.Errorf("nothing sure: %v (%v), want the others tried too", got, err)
	}
	again, err := allocate.Thompson(p, 0, unsure, 64, rand.New(rand.NewPCG(1, 2)))
	if err != nil || !slices.Equal(got, again) {
		t.Errorf("the same seed again: %v, then %v (%v)", got, again, err)
	}
}

func TestWhatCannotBeDrawnFromIsRefused(t *testing.T) {
	p := bandit([]float64{0.9, 0.8})
	for name, known := range map[string][]allocate.Posterior{"one missing": {{1, 1}}, "no mass": {{1, 1}, {0, 1}}} {
		var refused *allocate.PosteriorError
		if _, err := allocate.Thompson(p, 0, known, 64, rand.New(rand.NewPCG(1, 2))); !errors.As(err, &refused) {
			t.Errorf("%s: %v, want a PosteriorError", name, err)
		}
	}
}

// Quality drifts for a year; everybody keeps a tenth and so stays observed. Filling
// by the discounted mean is then as good as Thompson, both close to knowing.
func TestWithAMinimumShareFillingByTheMeanIsAsGoodAsThompson(t *testing.T) {
	const years, weeks = 6, 52
	mean := map[string]float64{}
	for year := range years {
		chance := rand.New(rand.NewPCG(7, uint64(year)))
		truth := []float64{0.80, 0.83, 0.86, 0.86}
		known := map[string][]allocate.Posterior{}
		for _, rule := range []string{"fill", "thompson"} {
			known[rule] = slices.Repeat([]allocate.Posterior{{8, 2}}, 4)
		}
		for range weeks {
			for v := range truth {
				truth[v] = min(0.95, max(0.7, truth[v]+0.008*chance.NormFloat64()))
			}
			for _, rule := range []string{"equal", "fill", "thompson", "oracle"} {
				shares := divide(t, rule, truth, known[rule], chance)
				for v, x := range shares {
					mean[rule] += x / 1000 * truth[v] / (years * weeks)
					if k := known[rule]; k != nil {
						seen := x * 0.1 // a tenth is inspected
						k[v] = allocate.Posterior{Good: 0.9*k[v].Good + seen*truth[v], Bad: 0.9*k[v].Bad + seen*(1-truth[v])}
					}
				}
			}
		}
	}
	if !(mean["equal"] < mean["thompson"] && mean["thompson"] < mean["oracle"] && mean["equal"] < mean["fill"] && mean["fill"] <= mean["oracle"]) {
		t.Errorf("%v, want equal below both rules, and knowing above", mean)
	}
	if math.Abs(mean["fill"]-mean["thompson"]) > 0.004 {
		t.Errorf("filling reaches %v, Thompson %v; want no more than 0.004 between", mean["fill"], mean["thompson"])
	}
}

func divide(t *testing.T, rule string, truth []float64, known []allocate.Posterior, chance *rand.Rand) []float64 {
	t.Helper()
	quality := slices.Clone(truth)
	var out []float64
	var err error
	switch rule {
	case "equal":
		return []float64{250, 250, 250, 250}
	case "thompson":
		out, err = allocate.Thompson(bandit(quality), 0, known, 64, chance)
	default:
		if rule == "fill" {
			for v, k := range known {
				quality[v] = k.Good / (k.Good + k.Bad)
			}
		}
		out, err = allocate.Fill(bandit(quality), 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}
