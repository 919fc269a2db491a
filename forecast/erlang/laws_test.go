package erlang_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// rounding is what figures that must not differ may differ by.
const rounding = 1e-11

// The five definitions count the same contacts. Who abandons in time is left out,
// counted as lost or as answered, and so are those who abandon late:
//
//	of offered ≤ excluding short ≤ abandons as answered
//	of offered ≤ virtual         ≤ abandons as answered
//	             excluding short ≤ of answered
func inOrder(t *rapid.T, what any, s erlang.Shares) {
	level := s.ServiceLevel
	for _, pair := range [][2]erlang.Variant{
		{erlang.OfOffered, erlang.ExcludeShort}, {erlang.ExcludeShort, erlang.AbandonsAsAnswered},
		{erlang.OfOffered, erlang.Virtual}, {erlang.Virtual, erlang.AbandonsAsAnswered}, {erlang.ExcludeShort, erlang.OfAnswered},
	} {
		if less, more := level(pair[0]), level(pair[1]); !(less <= more+rounding) {
			t.Fatalf("%+v: %s is %v, above %s of %v (%+v)", what, pair[0], less, pair[1], more, s)
		}
	}
	for _, v := range erlang.Variants() {
		if l := level(v); !(l >= -rounding && l <= 1+rounding) {
			t.Fatalf("%+v: %s is %v, want a share", what, v, l)
		}
	}
}

func TestTheFiveServiceLevelsAreInTheirOrder(t *testing.T) {
	t.Run("Erlang A", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			agents := rapid.Float64Range(0.5, 400).Draw(t, "agents")
			q := erlang.Queue{
				Load: agents * rapid.Float64Range(0.2, 3).Draw(t, "load per agent"), Agents: agents,
				AHT: rapid.Float64Range(20, 900).Draw(t, "aht"), Patience: rapid.Float64Range(1, 3000).Draw(t, "patience"),
			}
			inOrder(t, q, erlang.A(q, rapid.Float64Range(0, 600).Draw(t, "threshold")).Shares)
		})
	})
	t.Run("Erlang X", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			kind, patience := drawPatience(t)
			agents := rapid.Float64Range(1, 120).Draw(t, "agents")
			q := erlang.ExtendedQueue{
				Arrivals: agents / 200 * rapid.Float64Range(0.3, 1.8).Draw(t, "load per agent"), AHT: 200, Agents: agents,
				Patience: patience, Lines: agents + rapid.Float64Range(0, 60).Draw(t, "places"), Redial: rapid.Float64Range(0, 0.9).Draw(t, "redial"),
			}
			inOrder(t, []any{kind, q.Arrivals, agents, q.Lines, q.Redial}, erlang.X(q, rapid.Float64Range(0, 300).Draw(t, "threshold")).Shares)
		})
	})
	t.Run("chat", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			q := erlang.ChatQueue{
				Arrivals: rapid.Float64Range(0.001, 0.3).Draw(t, "arrivals"), Agents: rapid.Float64Range(1, 60).Draw(t, "agents"),
				AHT: []float64{400, 480, 560}, Patience: rapid.Float64Range(10, 900).Draw(t, "patience"),
			}
			inOrder(t, q, erlang.ConcurrentChats(q, rapid.Float64Range(0, 300).Draw(t, "threshold")).Shares)
		})
	})
}

// A part of an agent is worth something, and less than the whole one.
func TestAPartOfAnAgentLiesBetweenItsNeighbours(t *testing.T) {
	between := func(t *rapid.T, what string, n, fewer, at, more float64) {
		low, high := math.Min(fewer, more), math.Max(fewer, more)
		if slack := rounding * (1 + math.Abs(high)); !(at >= low-slack && at <= high+slack) && !math.IsInf(high, 1) {
			t.Fatalf("%s with %v agents is %v, with one whole number %v and with the other %v", what, n, at, fewer, more)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		whole := float64(rapid.IntRange(1, 400).Draw(t, "agents"))
		n := whole + rapid.Float64Range(0, 1).Draw(t, "part")
		load := whole * rapid.Float64Range(0.05, 1.6).Draw(t, "load per agent")
		aht, patience := rapid.Float64Range(20, 900).Draw(t, "aht"), rapid.Float64Range(5, 3000).Draw(t, "patience")
		threshold := rapid.Float64Range(0, 300).Draw(t, "threshold")

		between(t, "blocking", n, erlang.B(load, whole).PBlock, erlang.B(load, n).PBlock, erlang.B(load, whole+1).PBlock)
		c := func(n float64) erlang.Delay { return erlang.C(load, n, aht) }
		between(t, "waiting by C", n, c(whole).PWait, c(n).PWait, c(whole+1).PWait)
		between(t, "service level by C", n, c(whole).ServiceLevel(threshold), c(n).ServiceLevel(threshold), c(whole+1).ServiceLevel(threshold))
		between(t, "ASA by C", n, c(whole).ASA(), c(n).ASA(), c(whole+1).ASA())
		a := func(n float64) erlang.Abandonment {
			return erlang.A(erlang.Queue{Load: load, Agents: n, AHT: aht, Patience: patience}, threshold)
		}
		few, at, many := a(whole), a(n), a(whole+1)
		between(t, "waiting by A", n, few.PWait, at.PWait, many.PWait)
		between(t, "abandonment", n, few.PAbandon, at.PAbandon, many.PAbandon)
		between(t, "mean wait", n, few.MeanWait, at.MeanWait, many.MeanWait)
		for _, v := range erlang.Variants() {
			between(t, v.String(), n, few.ServiceLevel(v), at.ServiceLevel(v), many.ServiceLevel(v))
		}
	})
}

// With a limit of lines and redials, an attempt is blocked, given up or answered;
// attempts are first ones and redials of those that failed; and a contact is
// answered in the end or lost for good.
func TestEveryAttemptIsBlockedGivenUpOrAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind, patience := drawPatience(t)
		agents := float64(rapid.IntRange(1, 120).Draw(t, "agents"))
		q := erlang.ExtendedQueue{
			Arrivals: agents / 200 * rapid.Float64Range(0.2, 1.8).Draw(t, "load per agent"), AHT: 200, Agents: agents, Patience: patience,
			Lines: agents + float64(rapid.IntRange(0, 60).Draw(t, "places")), Redial: rapid.Float64Range(0, 0.95).Draw(t, "redial"),
		}
		x := erlang.X(q, 20)
		rate := q.Arrivals * x.Attempts
		answered := x.Occupancy * q.Agents / (rate * q.AHT) // share of attempts, by what agents are busy with
		if total := x.PBlock + (1-x.PBlock)*x.PAbandon + answered; math.Abs(total-1) > 1e-9 {
			t.Fatalf("%s, %+v: blocked %v, given up %v, answered %v: %v in all", kind, q, x.PBlock, x.PAbandon, answered, total)
		}
		failed := x.PBlock + (1-x.PBlock)*x.PAbandon
		if want := q.Arrivals + q.Redial*failed*rate; math.Abs(rate-want) > 1e-9*want {
			t.Fatalf("%s, %+v: %v attempts a second, first ones and redials make %v", kind, q, rate, want)
		}
		if total := answered*x.Attempts + x.PLost; math.Abs(total-1) > 1e-9 {
			t.Fatalf("%s, %+v: %v of contacts answered and %v lost", kind, q, answered*x.Attempts, x.PLost)
		}
	})
}

// What is found for an unknown, put into the setting, gives the goal back, and
// what was the setting's own value is found again where the goal depends on it.
func TestEveryUnknownIsFoundAgain(t *testing.T) {
	goalOf := map[erlang.Unknown]erlang.Measure{
		erlang.FindAgents: erlang.ServiceLevelMeasure, erlang.FindVolume: erlang.ServiceLevelMeasure, erlang.FindAHT: erlang.ServiceLevelMeasure,
		erlang.FindThreshold: erlang.ServiceLevelMeasure, erlang.FindPatience: erlang.AbandonmentMeasure, erlang.FindLines: erlang.BlockingMeasure,
	}
	for _, unknown := range erlang.Unknowns() {
		t.Run(string(unknown), func(t *testing.T) {
			measure, set := goalOf[unknown]
			if !set {
				t.Fatalf("no goal is known that decides %s", unknown)
			}
			rapid.Check(t, func(t *rapid.T) {
				agents := float64(rapid.IntRange(2, 80).Draw(t, "agents"))
				s := erlang.Setting{
					Volume: agents * 8 * rapid.Float64Range(0.7, 1.1).Draw(t, "load per agent"), Interval: 1800, AHT: 225, Agents: agents,
					Patience: erlang.ExponentialPatience(rapid.Float64Range(30, 400).Draw(t, "patience")), Threshold: rapid.Float64Range(5, 60).Draw(t, "threshold"),
				}
				if unknown == erlang.FindLines {
					s.Lines = agents + float64(rapid.IntRange(1, 20).Draw(t, "places"))
				}
				f, err := erlang.Evaluate(s)
				if err != nil {
					t.Fatal(err)
				}
				goal := erlang.Goal{Measure: measure, Target: measure.Of(f)}
				if goal.Target < 1e-5 || goal.Target > 1-1e-5 {
					t.Skip("nothing to promise")
				}
				got, err := erlang.Solve(erlang.Problem{Setting: s, Unknown: unknown, Goals: []erlang.Goal{goal}})
				if err != nil {
					t.Fatalf("%+v for %+v: %v", s, goal, err)
				}
				was := map[erlang.Unknown]float64{
					erlang.FindAgents: s.Agents, erlang.FindVolume: s.Volume, erlang.FindAHT: s.AHT, erlang.FindThreshold: s.Threshold,
					erlang.FindPatience: s.Patience.Mean(), erlang.FindLines: s.Lines,
				}[unknown]
				if math.Abs(got.Value-was) > 1e-4*was {
					t.Fatalf("%+v for %+v: %s is %v, was %v", s, goal, unknown, got.Value, was)
				}
				if at := measure.Of(got.Figures); math.Abs(at-goal.Target) > 1e-8 {
					t.Fatalf("%+v for %+v: %v gives %v", s, goal, got.Value, at)
				}
			})
		})
	}
}
