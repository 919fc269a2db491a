package agree

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

// Two graders without gaps: alpha = 1 - (2n-1)/(2n) (1-agreement)/(1-sum p^2) x
// 2n/(2n-1)..., worked from its definition: observed over expected disagreement with
// expectation without replacement.
func TestAlphaOfTwoGradersIsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 20).Draw(t, "contacts")
		list := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 3), func(v int) float64 { return float64(v) }), n, n)
		a, b := list.Draw(t, "a"), list.Draw(t, "b")
		counts, apart := map[float64]float64{}, 0.0
		for i := range a {
			counts[a[i]]++
			counts[b[i]]++
			if a[i] != b[i] {
				apart++
			}
		}
		all, same := float64(2*n), 0.0
		for _, c := range counts {
			same += c * (c - 1)
		}
		expected := 1 - same/(all*(all-1))
		got, err := Krippendorff([][]float64{a, b}, Nominal)
		if expected < 1e-12 {
			if err == nil {
				t.Fatalf("all the same gives %v", got)
			}
			return
		}
		if want := 1 - apart/float64(n)/expected; err != nil || math.Abs(got-want) > 1e-9 {
			t.Fatalf("alpha is %v %v, want %v", got, err, want)
		}
	})
}

func TestTheOrderOfGradersAndContactsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		contacts, graders := rapid.IntRange(2, 8).Draw(t, "contacts"), rapid.IntRange(2, 5).Draw(t, "graders")
		scores := make([][]float64, graders)
		for g := range scores {
			for range contacts {
				v := float64(rapid.IntRange(0, 5).Draw(t, "value"))
				if v == 0 {
					v = math.NaN()
				}
				scores[g] = append(scores[g], v)
			}
		}
		turned := slices.Clone(scores)
		slices.Reverse(turned)
		for g := range turned {
			turned[g] = slices.Clone(turned[g])
			slices.Reverse(turned[g])
		}
		for _, scale := range []Scale{Nominal, Ordinal, Interval, Ratio} {
			a, err := Krippendorff(scores, scale)
			b, err2 := Krippendorff(turned, scale)
			if (err == nil) != (err2 == nil) || err == nil && math.Abs(a-b) > 1e-9 {
				t.Fatalf("%s: %v %v and %v %v", scale, a, err, b, err2)
			}
			if err == nil && a > 1+1e-12 {
				t.Fatalf("%s: alpha is %v", scale, a)
			}
		}
	})
}

func TestPerfectAgreementIsOne(t *testing.T) {
	list := []int{0, 1, 2, 2, 1}
	for _, w := range []Weighting{Unweighted, Linear, Quadratic} {
		oracletest.Near(t, string(w), oracletest.Must[Kappa](t)(Cohen(list, list, 3, w)).Value, 1, 1e-12)
	}
	overall, byClass, err := Fleiss([][]int{{3, 0, 0}, {0, 3, 0}})
	if err != nil || overall.Value != 1 || byClass[0].Value != 1 || !math.IsNaN(byClass[2].Value) {
		t.Errorf("Fleiss %v %v %v; a class that nobody gave has no kappa", overall, byClass, err)
	}
	scores := [][]float64{{1, 2, 3}, {1, 2, 3}}
	for _, s := range []Scale{Nominal, Ordinal, Interval, Ratio} {
		oracletest.Near(t, string(s), oracletest.Must[float64](t)(Krippendorff(scores, s)), 1, 1e-12)
	}
	c := oracletest.Must[*Correlations](t)(ICC([][]float64{{1, 1}, {2, 2}, {3, 3}}, .95))
	for what, r := range map[string]Correlation{"one way": c.OneWaySingle, "consistency": c.ConsistencyMean, "agreement": c.AgreementMean} {
		oracletest.Near(t, what, r.Value, 1, 1e-12)
	}
}

// One grader is a point more severe than the other throughout: they are consistent,
// but do not agree.
func TestSeverityCountsAgainstAgreementAlone(t *testing.T) {
	c := oracletest.Must[*Correlations](t)(ICC([][]float64{{1, 2}, {2, 3}, {4, 5}, {7, 8}}, .95))
	oracletest.Near(t, "consistency", c.ConsistencySingle.Value, 1, 1e-9)
	if !(c.AgreementSingle.Value < .95) {
		t.Errorf("agreement is %v", c.AgreementSingle.Value)
	}
}

func TestAlphaIsReadByKrippendorffsLimits(t *testing.T) {
	for alpha, want := range map[float64]Use{.8: Usable, .7999: Tentative, .667: Tentative, .6669: Unusable, -1: Unusable} {
		if got := Read(alpha); got != want {
			t.Errorf("%v is %s, want %s", alpha, got, want)
		}
	}
}

// 004-15 a vendor's own quality checks beside the owner's.
func TestVendorsOwnGradesAreCompared(t *testing.T) {
	d := oracletest.Must[Difference](t)(Compare([]float64{90, 92, 95, 88}, []float64{88, 91, 90, 88}, .95))
	oracletest.Near(t, "mean", d.Mean, 2, 1e-12)
	sd := math.Sqrt((0 + 1 + 9 + 4) / 3.0)
	oracletest.Near(t, "high", d.Hi, 2+3.182446305*sd/2, 1e-8)
	oracletest.Near(t, "limit of agreement", d.Below, 2-1.96*sd, 1e-12)
	if d.Tolerable(1.9) || !d.Tolerable(2) {
		t.Error("a mean difference of 2 is tolerable from 2 on")
	}
}

func TestGradesThatCannotBeComparedAreRefused(t *testing.T) {
	second := func(_ any, err error) error { return err }
	fleiss := func(grades ...[]int) error { _, _, err := Fleiss(grades); return err }
	nan := math.NaN()
	for want, err := range map[string]error{
		"the number of the second grader's grades is 0; expected as many as of the first, at least one": second(Cohen(nil, nil, 2, Linear)),
		"a[1] is 2; expected a class":                                                           second(Cohen([]int{0, 2}, []int{0, 0}, 2, Linear)),
		"b[0] is -1; expected a class":                                                          second(Cohen([]int{0}, []int{-1}, 2, Linear)),
		"weighting is square; expected unweighted, linear or quadratic":                         second(Cohen([]int{0}, []int{0}, 2, "square")),
		"every grade is the same throughout; expected at least two classes":                     second(Cohen([]int{0}, []int{0}, 2, Linear)),
		"grades is empty; expected at least one contact and class":                              fleiss(),
		"the number of grades of contact 0 is 1; expected at least two":                         fleiss([]int{1, 0}),
		"the number of grades of contact 1 is 3; expected as many as of the first":              fleiss([]int{1, 1}, []int{1, 2}),
		"the length of grades[1] is 1; expected one count for each class":                       fleiss([]int{1, 1}, []int{2}),
		"grades[1][0] is -1; expected at least 0":                                               fleiss([]int{1, 1}, []int{-1, 3}),
		"the length of grades[1] is 1; expected one value for each contact, or NaN":             second(Krippendorff([][]float64{{1, 2}, {1}}, Nominal)),
		"grades[0][1] is -2; expected a finite number, not negative on a ratio scale":           second(Krippendorff([][]float64{{1, -2}, {1, 2}}, Ratio)),
		"the number of contacts with two grades is 0; expected at least one":                    second(Krippendorff([][]float64{{1, nan}, {nan, 2}}, Ordinal)),
		"scale is cardinal; expected nominal, ordinal, interval or ratio":                       second(Krippendorff([][]float64{{1, 2}, {1, 2}}, "cardinal")),
		"every grade of contacts with two is the same throughout; expected at least two values": second(Krippendorff([][]float64{{1, 1}, {1, 1}}, Interval)),
		"the number of contacts is 1; expected at least two":                                    second(ICC([][]float64{{1, 2}}, .95)),
		"the number of graders is 1; expected at least two":                                     second(ICC([][]float64{{1}, {2}}, .95)),
		"the length of scores[1] is 1; expected one score for each grader":                      second(ICC([][]float64{{1, 2}, {2}}, .95)),
		"scores[0][1] is NaN; expected a finite number":                                         second(ICC([][]float64{{1, nan}, {2, 3}}, .95)),
		"every score is the same throughout; expected scores that vary":                         second(ICC([][]float64{{1, 1}, {1, 1}}, .95)),
		"level is 95; expected a share above 0 and below 1, such as 0.95":                       second(ICC([][]float64{{1, 1}, {1, 2}}, 95)),
		"the number of the owner's grades is 1; expected as many as the vendor's, at least two": second(Compare([]float64{1, 2}, []float64{1}, .95)),
		"the difference of contact 1 is NaN; expected finite grades":                            second(Compare([]float64{1, nan}, []float64{1, 2}, .95)),
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// Worked by hand: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
func TestCohenByHand(t *testing.T) {
	var a, b []int
	for _, cell := range [][3]int{{1, 1, 20}, {1, 0, 5}, {0, 1, 10}, {0, 0, 15}} {
		for range cell[2] {
			a, b = append(a, cell[0]), append(b, cell[1])
		}
	}
	// p_o = .7, p_e = .5 x .6 + .5 x .4 = .5
	for _, w := range []Weighting{Unweighted, Linear, Quadratic} { // all one in two classes
		oracletest.Near(t, string(w), oracletest.Must[Kappa](t)(Cohen(a, b, 2, w)).Value, .4, 1e-12)
	}
}

// Fleiss' kappa of two graders is Scott's pi.
func TestFleissOfTwoIsScotts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 30).Draw(t, "contacts")
		counts, same, share := make([][]int, n), 0.0, [3]float64{}
		for i := range counts {
			counts[i] = make([]int, 3)
			x, y := rapid.IntRange(0, 2).Draw(t, "x"), rapid.IntRange(0, 2).Draw(t, "y")
			counts[i][x]++
			counts[i][y]++
			share[x] += 1 / float64(2*n)
			share[y] += 1 / float64(2*n)
			if x == y {
				same += 1 / float64(n)
			}
		}
		chance := share[0]*share[0] + share[1]*share[1] + share[2]*share[2]
		got, _, err := Fleiss(counts)
		if 1-chance < 1e-9 {
			return
		}
		if want := (same - chance) / (1 - chance); err != nil || math.Abs(got.Value-want) > 1e-9 {
			t.Fatalf("%v %v, want %v", got, err, want)
		}
	})
}

// Scores in other units have the same correlation; a grader's severity does not change
// consistency.
func TestUnitsOfScoresDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(3, 8).Draw(t, "contacts"), rapid.IntRange(2, 4).Draw(t, "graders")
		score := rapid.Map(rapid.IntRange(0, 20), func(v int) float64 { return float64(v) })
		scores, other, severe := make([][]float64, n), make([][]float64, n), make([][]float64, n)
		for i := range scores {
			scores[i] = rapid.SliceOfN(score, k, k).Draw(t, "scores")
			for g, x := range scores[i] {
				other[i] = append(other[i], 7+2.5*x)
				severe[i] = append(severe[i], x-float64(3*g))
			}
		}
		a, err := ICC(scores, .95)
		b, err2 := ICC(other, .95)
		c, err3 := ICC(severe, .95)
		if err != nil || err2 != nil || err3 != nil {
			return
		}
		for what, pair := range map[string][2]float64{
			"agreement":   {a.AgreementSingle.Value, b.AgreementSingle.Value},
			"one way":     {a.OneWayMean.Lo, b.OneWayMean.Lo},
			"consistency": {a.ConsistencySingle.Value, c.ConsistencySingle.Value},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6*max(1, math.Abs(pair[0])) {
				t.Fatalf("%s is %v and %v", what, pair[0], pair[1])
			}
		}
		// Below zero the interval's approximated degrees of freedom mean nothing.
		if r := a.AgreementSingle; r.Value >= 0 && !(r.Lo <= r.Value+1e-9 && r.Value <= r.Hi+1e-9) && !math.IsNaN(r.Lo) {
			t.Fatalf("agreement is %+v", r)
		}
	})
}
