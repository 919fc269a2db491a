package sample

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

// 001-09 quality inspection: how many contacts a rate needs.
func TestSizesAsWorkedByHand(t *testing.T) {
	for _, c := range []struct {
		rate, half float64
		population int
		want       int
	}{{.9, .03, 0, 385}, {.9, .05, 0, 139}, {.5, .05, 0, 385}, {.9, .03, 1000, 278}, {.9, .03, 100, 80}, {0, .05, 0, 1}, {.5, .01, 3, 3}} {
		got, err := Size(c.rate, c.half, .95, c.population)
		if err != nil || got != c.want {
			t.Errorf("%+v: %d %v, want %d", c, got, err, c.want)
		}
	}
}

func TestNeymanDrawsMoreWhereMoreVaries(t *testing.T) {
	plan, err := Allocate([]Stratum{{1000, .5}, {1000, .1}, {2000, .1}}, 220, 20, .95)
	if err != nil {
		t.Fatal(err)
	}
	// 1000 x .5, 1000 x .3, 2000 x .3
	if diff := cmp.Diff([]int{79, 47, 94}, plan.Draw); diff != "" {
		t.Error(diff)
	}
}

func TestSmallStrataAreTakenWholeAndTheRestShared(t *testing.T) {
	plan, err := Allocate([]Stratum{{5, .5}, {60, .5}, {10_000, .1}, {40, .01}}, 400, 20, .95)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{5, 20, 355, 20}, plan.Draw); diff != "" {
		t.Error(diff)
	}
	if plan.ByStratum[0] != 0 {
		t.Errorf("a stratum taken whole is known to within %v", plan.ByStratum[0])
	}
}

func TestPlansKeepTheirTotalFloorsAndSizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		strata := make([]Stratum, rapid.IntRange(1, 8).Draw(t, "strata"))
		floor, least, all := rapid.IntRange(1, 30).Draw(t, "floor"), 0, 0
		for i := range strata {
			strata[i] = Stratum{rapid.IntRange(1, 3000).Draw(t, "size"), rapid.Float64Range(0, 1).Draw(t, "rate")}
			least, all = least+min(floor, strata[i].Size), all+strata[i].Size
		}
		total := least + rapid.IntRange(0, 4000).Draw(t, "more")
		plan, err := Allocate(strata, total, floor, .95)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for i, n := range plan.Draw {
			sum += n
			if n < min(floor, strata[i].Size) || n > strata[i].Size {
				t.Fatalf("%d of %+v with a floor of %d", n, strata[i], floor)
			}
		}
		if sum != min(total, all) {
			t.Fatalf("%v adds up to %d, want %d", plan.Draw, sum, min(total, all))
		}
		if math.IsNaN(plan.HalfWidth) || total >= all && plan.HalfWidth != 0 {
			t.Fatalf("half width %v", plan.HalfWidth)
		}
	})
}

// No other allocation of as many contacts is more precise, floors aside.
func TestNeymanIsBest(t *testing.T) {
	strata := []Stratum{{9000, .3}, {5000, .05}, {2000, .5}}
	best, err := Allocate(strata, 600, 1, .95)
	if err != nil {
		t.Fatal(err)
	}
	for from := range strata {
		for to := range strata {
			other := &Plan{Draw: append([]int(nil), best.Draw...)}
			other.Draw[from] -= 10
			other.Draw[to] += 10
			other.precision(strata, 16_000, 1, quality.Normal(.95))
			if from != to && other.HalfWidth < best.HalfWidth-1e-6 {
				t.Errorf("%v is better than %v", other.Draw, best.Draw)
			}
		}
	}
}

// A sample drawn where trouble is suspected: the plain mean is far off, the weighted
// one is not, and its interval covers.
func TestWeightsUndoTheSuspicion(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	const contacts, worlds = 4000, 300
	covered, bias, plainBias, contactsSeen := 0, 0.0, 0.0, 0.0
	for range worlds {
		failures, plain, n := 0.0, 0.0, 0.0
		var drawn []Drawn
		for range contacts {
			risk := .02 + .3*random.Float64()*random.Float64()
			value := 0.0
			if random.Float64() < risk {
				value = 1
				failures++
			}
			if chance := min(1, .02+.5*risk); random.Float64() < chance {
				drawn = append(drawn, Drawn{value, chance})
				plain, n = plain+value, n+1
			}
		}
		e, err := Hajek(drawn, .95)
		if err != nil {
			t.Fatal(err)
		}
		truth := failures / contacts
		if e.Lo <= truth && truth <= e.Hi {
			covered++
		}
		bias += (e.Mean - truth) / worlds
		plainBias += (plain/n - truth) / worlds
		contactsSeen += e.Contacts / worlds
		if e.Effective > n {
			t.Fatalf("%v contacts say as much as %v", n, e.Effective)
		}
	}
	oracletest.Near(t, "bias", bias, 0, .003)
	oracletest.Near(t, "contacts", contactsSeen, contacts, 60)
	if plainBias < .02 {
		t.Errorf("the plain mean is off by %v only", plainBias)
	}
	if covered < worlds*90/100 {
		t.Errorf("the interval covers %d of %d", covered, worlds)
	}
}

func TestEqualChancesGiveThePlainMean(t *testing.T) {
	e, err := Hajek([]Drawn{{1, .1}, {0, .1}, {0, .1}, {1, .1}}, .95)
	if err != nil {
		t.Fatal(err)
	}
	oracletest.Near(t, "mean", e.Mean, .5, 1e-12)
	oracletest.Near(t, "standard error", e.SE, math.Sqrt(.9*.25/3), 1e-12)
	oracletest.Near(t, "contacts", e.Contacts, 40, 1e-9)
	oracletest.Near(t, "effective", e.Effective, 4, 1e-9)
	whole, err := Hajek([]Drawn{{1, 1}, {0, 1}}, .95)
	if err != nil || whole.SE != 0 {
		t.Errorf("a sample of everything has a standard error of %v, %v", whole.SE, err)
	}
}

func TestSamplesThatCannotBeAreRefused(t *testing.T) {
	size := func(rate, half, level float64, n int) error { _, err := Size(rate, half, level, n); return err }
	allocate := func(total, floor int, strata ...Stratum) error {
		_, err := Allocate(strata, total, floor, .95)
		return err
	}
	hajek := func(level float64, drawn ...Drawn) error { _, err := Hajek(drawn, level); return err }
	for want, err := range map[string]error{
		"rate is 2; expected a rate from 0 to 1":                                               size(2, .1, .95, 0),
		"halfWidth is 0; expected above 0 and below 1":                                         size(.5, 0, .95, 0),
		"level is 1; expected a share above 0 and below 1, such as 0.95":                       size(.5, .1, 1, 0),
		"population is -1; expected at least 0":                                                size(.5, .1, .9, -1),
		"halfWidth is 1e-06; expected a precision that two thousand million contacts can give": size(.5, 1e-6, .95, 0),
		"the number of strata is 0; expected at least one":                                     allocate(9, 1),
		"floor is 0; expected at least 1":                                                      allocate(9, 0, Stratum{9, .5}),
		"strata[0].size is 0; expected at least one contact":                                   allocate(9, 1, Stratum{0, .5}),
		"strata[1].rate is -1; expected a rate from 0 to 1":                                    allocate(9, 1, Stratum{1, .5}, Stratum{1, -1}),
		"total is 9; expected at least the floors of all strata together":                      allocate(9, 10, Stratum{50, .5}),
		"the number of contacts is 1; expected at least two":                                   hajek(.95, Drawn{1, 1}),
		"drawn[1].chance is 0; expected a chance above 0, at most 1":                           hajek(.95, Drawn{1, 1}, Drawn{1, 0}),
		"drawn[0].value is NaN; expected a finite number":                                      hajek(.95, Drawn{math.NaN(), 1}, Drawn{1, 1}),
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
