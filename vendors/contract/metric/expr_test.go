package metric_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/contract/metric"
)

func TestFormulasReadAsTheyAreComputed(t *testing.T) {
	for _, c := range []struct {
		e    metric.Expr
		text string
		want int64
	}{
		{metric.Count("a"), "a", 7},
		{metric.Sum("a", "b"), "a + b", 12},
		{metric.Less("a", "b", "b"), "a − b − b", -3},
		{metric.Product(metric.Less("a", "b"), metric.Whole(365)), "(a − b) × 365", 730},
		{metric.Expr{Op: metric.OpLess, Of: []metric.Expr{metric.Sum("a", "b"), metric.Sum("a", "b")}}, "a + b − (a + b)", 0},
	} {
		got, err := c.e.Value(metric.Counts{"a": 7, "b": 5})
		if err != nil || got != c.want || c.e.String() != c.text {
			t.Errorf("%s: %d (%v), want %s = %d", c.e, got, err, c.text, c.want)
		}
	}
	if got := metric.Product(metric.Sum("a", "b"), metric.Less("b", "c")).Names(); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("names %v, want a b c", got)
	}
}

func TestAFormulaIsExactOrSaysThatItIsNot(t *testing.T) {
	edge := rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, 1 << 32, math.MaxInt64}))
	rapid.Check(t, func(rt *rapid.T) {
		a, b := edge.Draw(rt, "a"), edge.Draw(rt, "b")
		for op, exact := range map[metric.Op]*big.Int{
			metric.OpSum:     new(big.Int).Add(big.NewInt(a), big.NewInt(b)),
			metric.OpLess:    new(big.Int).Sub(big.NewInt(a), big.NewInt(b)),
			metric.OpProduct: new(big.Int).Mul(big.NewInt(a), big.NewInt(b)),
		} {
			got, err := metric.Expr{Op: op, Of: []metric.Expr{metric.Whole(a), metric.Whole(b)}}.Value(nil)
			var beyond *metric.OverflowError
			switch {
			case errors.As(err, &beyond):
				if exact.IsInt64() && exact.Int64() != math.MinInt64 {
					rt.Errorf("%s of %d and %d refused; it is %v", op, a, b, exact)
				}
			case err != nil || !exact.IsInt64() || exact.Int64() != got:
				rt.Errorf("%s of %d and %d: %d (%v), want %v", op, a, b, got, err, exact)
			}
		}
	})
}

func TestAFormulaThatCannotBeComputedIsRefused(t *testing.T) {
	deep := metric.Count("a")
	for range 8 {
		deep = metric.Product(deep)
	}
	wide := metric.Sum(slices.Repeat([]string{"a"}, 41)...)
	for name, e := range map[string]metric.Expr{
		"no operation":          {},
		"unknown operation":     {Op: "exec", Of: []metric.Expr{metric.Whole(1), metric.Whole(2)}},
		"a count without name":  metric.Count(""),
		"a count with terms":    {Op: metric.OpCount, Name: "a", Of: []metric.Expr{metric.Whole(1)}},
		"a constant with terms": {Op: metric.OpWhole, Of: []metric.Expr{metric.Whole(1)}},
		"a sum of nothing":      metric.Sum(),
		"too deep":              deep,
		"too wide":              wide,
		"a bad term":            metric.Product(metric.Whole(1), metric.Count("")),
	} {
		var bad *metric.FormulaError
		if err := e.Check(); !errors.As(err, &bad) {
			t.Errorf("%s: %v, want a FormulaError", name, err)
		}
	}
	for _, e := range []metric.Expr{{}, {Op: "exec", Of: []metric.Expr{metric.Whole(1), metric.Whole(2)}}} {
		var bad *metric.FormulaError
		if _, err := e.Value(nil); !errors.As(err, &bad) {
			t.Errorf("%v computed: %v, want a FormulaError", e, err)
		}
	}
}
