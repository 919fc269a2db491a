package funnel

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

// Deaths after bypass operations in 37 hospitals of New York, R 4.2.2.
func TestBypassOperationsAsInTheReference(t *testing.T) {
	file := oracletest.CSV(t, "oracle", "vendors", "spc", "cabg_funnel_reference.csv")
	var units []Ratio
	for i := range file.Rows {
		units = append(units, Ratio{file.Number(i, "Deaths"), file.Number(i, "E")})
	}
	plot, err := Ratios(units)
	if err != nil {
		t.Fatal(err)
	}
	oracletest.Near(t, "dispersion", plot.Dispersion, 1.876540502, 1e-9)
	oracletest.Near(t, "between", plot.Between, .008940368387, 1e-11)
	outside := func(limit float64, z func(Point) float64) (n int) {
		for _, u := range plot.Points {
			if math.Abs(z(u)) > limit {
				n++
			}
		}
		return n
	}
	for i, u := range plot.Points {
		oracletest.Near(t, file.Text(i, "Hospital")+" z", u.Z, file.Number(i, "z"), 1e-9)
		oracletest.Near(t, file.Text(i, "Hospital")+" adjusted z", u.Adjusted, file.Number(i, "zD"), 1e-9)
		oracletest.Near(t, file.Text(i, "Hospital")+" ratio", u.Value, file.Number(i, "SMR"), 1e-9)
	}
	raw, adjusted := func(u Point) float64 { return u.Z }, func(u Point) float64 { return u.Adjusted }
	if a, b, c, d := outside(1.96, raw), outside(3.09, raw), outside(1.96, adjusted), outside(3.09, adjusted); a != 7 || b != 2 || c != 3 || d != 0 {
		t.Errorf("outside are %d and %d, adjusted %d and %d; want 7, 2, 3, 0", a, b, c, d)
	}
}

func TestUnitsThatDifferByChanceHaveNoVarianceBetween(t *testing.T) {
	plot, err := Ratios([]Ratio{{10, 10}, {21, 20}, {29, 30}, {40, 41}})
	if err != nil {
		t.Fatal(err)
	}
	if plot.Between != 0 || plot.Dispersion >= 1 {
		t.Errorf("dispersion %v, between %v", plot.Dispersion, plot.Between)
	}
	for _, u := range plot.Points {
		if u.Z != u.Adjusted {
			t.Errorf("%+v is adjusted for nothing", u)
		}
	}
}

// A unit lies outside its limits exactly when its z lies outside the quantile.
func TestLimitsAndZAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares := make([]Share, rapid.IntRange(2, 8).Draw(t, "units"))
		ratios := make([]Ratio, len(shares))
		for i := range shares {
			n := rapid.IntRange(5, 500).Draw(t, "trials")
			shares[i] = Share{rapid.IntRange(0, n).Draw(t, "events"), n}
			ratios[i] = Ratio{float64(shares[i].Events), rapid.Float64Range(1, 200).Draw(t, "expected")}
		}
		byShare, err := Shares(shares, rapid.Float64Range(.05, .95).Draw(t, "target"))
		if err != nil {
			t.Fatal(err)
		}
		byRatio, err := Ratios(ratios)
		if err != nil {
			t.Fatal(err)
		}
		for _, plot := range []*Plot{byShare, byRatio} {
			for _, u := range plot.Points {
				for _, adjusted := range []bool{false, true} {
					lo, hi, err := plot.Limits(u.Size, .95, adjusted)
					if err != nil {
						t.Fatal(err)
					}
					z := u.Z
					if adjusted {
						z = u.Adjusted
					}
					// At the border of what is possible the limit ends; the z goes on.
					inside := lo-1e-9 <= u.Value && u.Value <= hi+1e-9
					if far := math.Abs(z) > 1.9601; far && inside && lo > 0 && hi < 1 {
						t.Fatalf("%+v lies between %v and %v", u, lo, hi)
					}
					if math.Abs(z) < 1.9599 && !inside {
						t.Fatalf("%+v does not lie between %v and %v", u, lo, hi)
					}
				}
			}
		}
	})
}

// On target, 5 % of units lie outside the 95 % limits.
func TestUnitsOnTargetSeldomLieOutside(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	outside, all := 0, 0
	for range 400 {
		units := make([]Share, 40)
		for i := range units {
			units[i].Trials = 100 + random.IntN(900)
			for range units[i].Trials {
				if random.Float64() < .3 {
					units[i].Events++
				}
			}
		}
		plot, err := Shares(units, .3)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range plot.Points {
			all++
			if math.Abs(u.Z) > 1.96 {
				outside++
			}
		}
	}
	oracletest.Near(t, "share outside", float64(outside)/float64(all), .05, .007)
}

func TestUnitsThatCannotBeComparedAreRefused(t *testing.T) {
	ratios := func(units ...Ratio) error { _, err := Ratios(units); return err }
	shares := func(target float64, units ...Share) error { _, err := Shares(units, target); return err }
	plot, err := Ratios([]Ratio{{1, 1}, {2, 2}})
	if err != nil {
		t.Fatal(err)
	}
	limits := func(size, level float64) error { _, _, err := plot.Limits(size, level, true); return err }
	for want, err := range map[string]error{
		"the number of units is 1; expected at least two":                       ratios(Ratio{1, 1}),
		"units[1].expected is 0; expected a finite number above 0":              ratios(Ratio{1, 1}, Ratio{1, 0}),
		"units[0].observed is -1; expected a finite number of at least 0":       ratios(Ratio{-1, 1}, Ratio{1, 1}),
		"target is 1; expected a rate above 0 and below 1":                      shares(1, Share{1, 1}, Share{1, 1}),
		"units[1].trials is 0; expected at least one":                           shares(.5, Share{1, 1}, Share{0, 0}),
		"units[0].events is 2; expected at least 0 and no more than the trials": shares(.5, Share{2, 1}, Share{1, 1}),
		"size is 0; expected a finite number above 0":                           limits(0, .95),
		"level is 95; expected a share above 0 and below 1, such as 0.95":       limits(1, 95),
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
