package coherent_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/model/coherent"
)

var close9 = cmpopts.EquateApprox(1e-9, 1e-9)

func TestAGapIsSharedOutByVariance(t *testing.T) {
	// A total of 100 (variance 4) over 60 and 50 (variance 1 each) is 10 too low.
	// Of the gap the total gives 4/6, each part 1/6.
	s, err := coherent.New(2, []int{0, 1})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Reconcile([]float64{60, 50, 100}, []float64{1, 1, 4})
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{60 - 10./6, 50 - 10./6, 110 - 20./6}
	if diff := cmp.Diff(want, got, close9); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestALeafThatWouldBeNegativeIsNoneAndTheOthersGiveWay(t *testing.T) {
	// 1 and 9 should make 2. Sharing the gap of 8 equally would leave −3 and 5 with
	// a certain total; held at 0 the first leaves all of it to the second.
	s, _ := coherent.New(2, []int{0, 1})
	got, err := s.Reconcile([]float64{1, 9, 2}, []float64{1, 1, 0})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{0, 2, 2}, got, close9); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// drawn is a random structure of up to three levels and values for it.
func drawn(t *rapid.T) (s coherent.Structure, sums [][]int, values, variances []float64) {
	leaves := rapid.IntRange(1, 8).Draw(t, "leaves")
	for range rapid.IntRange(0, 4).Draw(t, "sums") {
		sum := rapid.SliceOfNDistinct(rapid.IntRange(0, leaves-1), 1, leaves, rapid.ID).Draw(t, "sum")
		sums = append(sums, sum)
	}
	s, err := coherent.New(leaves, sums...)
	if err != nil {
		t.Fatal(err)
	}
	values = rapid.SliceOfN(rapid.Float64Range(0, 500), s.Len(), s.Len()).Draw(t, "values")
	variances = rapid.SliceOfN(rapid.Float64Range(.5, 100), s.Len(), s.Len()).Draw(t, "variances")
	return s, sums, values, variances
}

func addUp(leaves int, sums [][]int, values []float64) []float64 {
	out := append([]float64(nil), values...)
	for n, sum := range sums {
		out[leaves+n] = 0
		for _, leaf := range sum {
			out[leaves+n] += values[leaf]
		}
	}
	return out
}

func TestReconciledValuesAddUpAndNoneIsNegative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sums, values, variances := drawn(t)
		got, err := s.Reconcile(values, variances)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(addUp(s.Leaves(), sums, got), got, close9); diff != "" {
			t.Errorf("%v with variances %v: (-sums of the leaves +got):\n%s", values, variances, diff)
		}
		for i, v := range got {
			if v < 0 {
				t.Errorf("value %d of %v is %g", i, got, v)
			}
		}
	})
}

func TestWhatAddsUpAlreadyStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sums, values, variances := drawn(t)
		values = addUp(s.Leaves(), sums, values)
		got, err := s.Reconcile(values, variances)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(values, got, close9); diff != "" {
			t.Errorf("(-given +got):\n%s", diff)
		}
	})
}

// dense is S(SᵀW⁻¹S)⁻¹SᵀW⁻¹ŷ as it stands in the paper.
func dense(leaves int, sums [][]int, values, variances []float64) []float64 {
	n := leaves + len(sums)
	summing := mat.NewDense(n, leaves, nil)
	for i := range leaves {
		summing.Set(i, i, 1)
	}
	for k, sum := range sums {
		for _, leaf := range sum {
			summing.Set(leaves+k, leaf, 1)
		}
	}
	weighted := mat.NewDense(leaves, n, nil)
	for i := range leaves {
		for k := range n {
			weighted.Set(i, k, summing.At(k, i)/variances[k])
		}
	}
	var normal, inverse mat.Dense
	var right, best, out mat.VecDense
	normal.Mul(weighted, summing)
	if err := inverse.Inverse(&normal); err != nil {
		return nil
	}
	right.MulVec(weighted, mat.NewVecDense(n, values))
	best.MulVec(&inverse, &right)
	out.MulVec(summing, &best)
	return out.RawVector().Data
}

func TestReconciliationIsTheWeightedLeastSquaresOfTheTextbook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sums, values, variances := drawn(t)
		want := dense(s.Leaves(), sums, values, variances)
		for _, v := range want[:s.Leaves()] {
			if v < 0 {
				t.Skip("clipping is not in the formula")
			}
		}
		got, err := s.Reconcile(values, variances)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-7, 1e-7)); diff != "" {
			t.Errorf("%v with variances %v over %v (-dense +got):\n%s", values, variances, sums, diff)
		}
	})
}

func TestRoundedValuesAddUpAndMoveByLessThanOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfN(rapid.IntRange(1, 5), 1, 6).Draw(t, "slots of days")
		var sums [][]int
		at := 0
		week := []int{}
		for _, slots := range days {
			day := []int{}
			for range slots {
				day, week = append(day, at), append(week, at)
				at++
			}
			sums = append(sums, day)
		}
		sums = append(sums, week)
		s, err := coherent.New(len(week), sums...)
		if err != nil {
			t.Fatal(err)
		}
		values := rapid.SliceOfN(rapid.Float64Range(0, 20), s.Len(), s.Len()).Draw(t, "values")
		values = addUp(s.Leaves(), sums, values)
		got, err := s.Round(values)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(addUp(s.Leaves(), sums, got), got, close9); diff != "" {
			t.Errorf("%v: (-sums of the leaves +got):\n%s", values, diff)
		}
		for i, v := range got {
			if v != math.Trunc(v) || math.Abs(v-values[i]) >= 1+1e-9 || v < 0 {
				t.Errorf("value %d: %g became %g", i, values[i], v)
			}
		}
	})
}

func TestUnitsGoToTheLargestRemainders(t *testing.T) {
	s, _ := coherent.New(4, []int{0, 1}, []int{2, 3}, []int{0, 1, 2, 3})
	got, err := s.Round([]float64{1.6, 1.3, 2.4, 2.5, 2.9, 4.9, 7.8})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{2, 1, 2, 3, 3, 5, 8}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSlotsDaysAndWeeksAreAStructureLikeAnyOther(t *testing.T) {
	// Two days of two slots in a week. The week is certain to be 20.
	s, err := coherent.New(4, []int{0, 1}, []int{2, 3}, []int{0, 1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Reconcile([]float64{1, 3, 2, 4, 4, 6, 20}, []float64{1, 1, 1, 1, 2, 2, 0})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{3.5, 5.5, 4.5, 6.5, 9, 11, 20}, got, close9); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatCannotBeAStructureIsRefused(t *testing.T) {
	for name, make := range map[string]func() error{
		"no leaves":       func() error { _, err := coherent.New(0); return err },
		"an empty sum":    func() error { _, err := coherent.New(2, []int{}); return err },
		"a leaf twice":    func() error { _, err := coherent.New(2, []int{0, 0}); return err },
		"a leaf too many": func() error { _, err := coherent.New(2, []int{0, 2}); return err },
		"sums that cross": func() error {
			s, _ := coherent.New(3, []int{0, 1}, []int{1, 2})
			_, err := s.Round([]float64{1, 1, 1, 2, 2})
			return err
		},
		"too few values": func() error {
			s, _ := coherent.New(2, []int{0, 1})
			_, err := s.Reconcile([]float64{1, 2}, []float64{1, 1})
			return err
		},
		"a value that is none": func() error {
			s, _ := coherent.New(1)
			_, err := s.Reconcile([]float64{math.NaN()}, []float64{1})
			return err
		},
		"a negative variance": func() error {
			s, _ := coherent.New(1)
			_, err := s.Reconcile([]float64{1}, []float64{-1})
			return err
		},
		"certain values that differ": func() error {
			s, _ := coherent.New(2, []int{0, 1})
			_, err := s.Reconcile([]float64{1, 1, 3}, []float64{0, 0, 0})
			return err
		},
	} {
		var refused *coherent.StructureError
		if err := make(); !errors.As(err, &refused) || refused.Error() == "" {
			t.Errorf("%s: %v, want a refusal", name, err)
		}
	}
}

func TestSharesOfASlotAddUpAndLeanOnTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		members, slots := rapid.IntRange(1, 5).Draw(t, "members"), rapid.IntRange(1, 6).Draw(t, "slots")
		counts := make([][]float64, members)
		for q := range counts {
			counts[q] = rapid.SliceOfN(rapid.Float64Range(0, 50), slots, slots).Draw(t, "counts")
		}
		kappa := rapid.Float64Range(0, 200).Draw(t, "kappa")
		shares := coherent.Shares(counts, kappa)
		for j := range slots {
			total := 0.0
			for q := range shares {
				if shares[q][j] < 0 {
					t.Errorf("share of member %d in slot %d is %g", q, j, shares[q][j])
				}
				total += shares[q][j]
			}
			if math.Abs(total-1) > 1e-9 {
				t.Errorf("slot %d: shares add up to %g", j, total)
			}
		}
	})
}

func TestAFewContactsOfASlotDoNotOutweighTheWhole(t *testing.T) {
	// The first has 3 of 4 contacts of the first slot, but 8 of 16 in all. With
	// 12 contacts' weight on the whole: (3 + 12·½)/(4 + 12) = 9/16.
	got := coherent.Shares([][]float64{{3, 5}, {1, 7}}, 12)
	want := [][]float64{{9. / 16, 11. / 24}, {7. / 16, 13. / 24}}
	if diff := cmp.Diff(want, got, close9); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]float64{{.5}, {.5}}, coherent.Shares([][]float64{{0}, {0}}, 0)); diff != "" {
		t.Errorf("of nothing (-want +got):\n%s", diff)
	}
}
