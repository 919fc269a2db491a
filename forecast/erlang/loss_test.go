package erlang_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// near reports whether two figures agree to a relative tolerance.
func near(got, want, tolerance float64) bool {
	return got == want || math.Abs(got-want) <= tolerance*math.Abs(want)
}

func TestLossTablesOfTheHandbooks(t *testing.T) {
	// Offered load at which so many lines lose 1 % and 2 % (ITU, Teletraffic
	// Engineering Handbook, table of Erlang B), given there to four digits.
	cases := []struct{ loss, lines, load float64 }{
		{0.01, 1, 0.0101}, {0.01, 2, 0.1526}, {0.01, 5, 1.361}, {0.01, 10, 4.461},
		{0.01, 20, 12.03}, {0.01, 30, 20.34}, {0.01, 50, 37.90}, {0.01, 100, 84.06},
		{0.02, 10, 5.084}, {0.02, 20, 13.18}, {0.02, 30, 21.93}, {0.02, 50, 40.26}, {0.02, 100, 87.97},
	}
	for _, c := range cases {
		if got := erlang.B(c.load, c.lines).PBlock; !near(got, c.loss, 0.0025) {
			t.Errorf("B(%v erlangs, %v lines) = %v, want about %v", c.load, c.lines, got, c.loss)
		}
	}
}

func TestLossOfFewLinesIsTheTextbookFraction(t *testing.T) {
	for _, a := range []float64{0.01, 0.5, 1, 7.3, 400} {
		one, two := a/(1+a), a*a/2/(1+a+a*a/2)
		if got := erlang.B(a, 1).PBlock; !near(got, one, 1e-15) {
			t.Errorf("B(%v, 1) = %v, want %v", a, got, one)
		}
		if got := erlang.B(a, 2).PBlock; !near(got, two, 1e-15) {
			t.Errorf("B(%v, 2) = %v, want %v", a, got, two)
		}
	}
}

func TestLossAtTheEdges(t *testing.T) {
	cases := []struct {
		load, agents float64
		want         erlang.Loss
	}{
		{5, 0, erlang.Loss{PBlock: 1}},
		{0, 0, erlang.Loss{PBlock: 1}},
		{0, 3, erlang.Loss{LnPBlock: math.Inf(-1)}},
	}
	for _, c := range cases {
		if got := erlang.B(c.load, c.agents); got != c.want {
			t.Errorf("B(%v, %v) = %+v, want %+v", c.load, c.agents, got, c.want)
		}
	}
	for _, in := range [][2]float64{{-1, 2}, {2, -1}, {math.NaN(), 2}, {2, math.NaN()}, {math.Inf(1), 2}, {2, math.Inf(1)}} {
		if got := erlang.B(in[0], in[1]); !math.IsNaN(got.PBlock) || !math.IsNaN(got.LnPBlock) {
			t.Errorf("B(%v, %v) = %+v, want NaN", in[0], in[1], got)
		}
	}
}

func TestLogarithmGoesOnWhereTheLossUnderflows(t *testing.T) {
	b := erlang.B(10, 2000)
	if b.PBlock != 0 || !(b.LnPBlock < -700) {
		t.Errorf("B(10, 2000) = %+v, want 0 and its logarithm", b)
	}
	// ln B = n ln a - a - ln n! where the chance of more than n is nothing.
	factorial, _ := math.Lgamma(2001)
	if want := 2000*math.Log(10) - 10 - factorial; !near(b.LnPBlock, want, 1e-13) {
		t.Errorf("ln B(10, 2000) = %v, want %v", b.LnPBlock, want)
	}
	if got := erlang.Inverse(10, 2000); !math.IsInf(got, 1) {
		t.Errorf("1/B(10, 2000) = %v, want +Inf", got)
	}
}

// drawLoad draws a load over five orders of magnitude.
func drawLoad(t *rapid.T) float64 { return math.Exp(rapid.Float64Range(-3, 9).Draw(t, "ln load")) }

func TestInverseKeepsItsRecurrence(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := drawLoad(rt)
		n := a * rapid.Float64Range(0, 2).Draw(rt, "agents per erlang")
		if rapid.Bool().Draw(rt, "whole") {
			n = math.Floor(n)
		}
		next := erlang.NextInverse(erlang.Inverse(a, n), a, n+1)
		// Where 1/B has hundreds of digits, its logarithm's last one shows.
		if direct := erlang.Inverse(a, n+1); !near(next, direct, 1e-11) {
			rt.Fatalf("1/B(%v, %v) = %v from its predecessor, %v directly", a, n+1, next, direct)
		}
	})
}

func TestTheTwoWaysToTheLossMeet(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := drawLoad(rt)
		// Just below this number the sum is used, just above it Loader's form.
		n := a + 9*math.Sqrt(a) + 12
		below, above := erlang.B(a, n*(1-1e-15)), erlang.B(a, n*(1+1e-15))
		if !near(below.PBlock, above.PBlock, 1e-11) || !near(below.Occupancy, above.Occupancy, 1e-12) {
			rt.Fatalf("B(%v, %v) = %+v and %+v", a, n, below, above)
		}
	})
}

func TestMoreAgentsLoseLessAndMoreLoadLosesMore(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := drawLoad(rt)
		n := a*rapid.Float64Range(0.1, 2).Draw(rt, "agents per erlang") + 0.1
		b := erlang.B(a, n)
		if more := erlang.B(a, n+0.5); more.LnPBlock >= b.LnPBlock {
			rt.Fatalf("ln B(%v, %v) = %v, but %v with half an agent more", a, n, b.LnPBlock, more.LnPBlock)
		}
		if more := erlang.B(a*1.01, n); more.LnPBlock <= b.LnPBlock {
			rt.Fatalf("ln B(%v, %v) = %v, but %v with more load", a, n, b.LnPBlock, more.LnPBlock)
		}
		if carried := a * (1 - b.PBlock); math.Abs(b.Occupancy*n-carried) > 1e-12*a {
			rt.Fatalf("B(%v, %v): occupancy %v, want what is carried by each, %v", a, n, b.Occupancy, carried/n)
		}
	})
}
