package erlang_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// chainX evaluates M/M/n/K+M from its birth-death chain, state by state: slow
// and plain, for comparison.
func chainX(load, agents, aht, patience float64, lines int) (blocked, abandoned, queue, busy float64) {
	weights := make([]float64, lines+1)
	weights[0] = 1
	total := 1.0
	for k := 1; k <= lines; k++ {
		handled := min(float64(k), agents)
		weights[k] = weights[k-1] * load / (handled + (float64(k)-handled)*aht/patience)
		total += weights[k]
	}
	for k, w := range weights {
		share := w / total
		busy += share * min(float64(k), agents)
		queue += share * max(0, float64(k)-agents)
	}
	return weights[lines] / total, queue * aht / patience / load, queue, busy
}

func TestAFewLinesAreTheirChain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		agents := rapid.IntRange(1, 60).Draw(rt, "agents")
		lines := agents + rapid.IntRange(0, 80).Draw(rt, "places")
		load := float64(agents) * rapid.Float64Range(0.1, 3).Draw(rt, "load per agent")
		patience := math.Exp(rapid.Float64Range(0, 9).Draw(rt, "ln patience"))
		const aht = 240
		x := erlang.X(erlang.ExtendedQueue{
			Arrivals: load / aht, AHT: aht, Agents: float64(agents), Patience: erlang.ExponentialPatience(patience), Lines: float64(lines),
		}, 20)
		blocked, abandoned, queue, busy := chainX(load, float64(agents), aht, patience, lines)
		for name, pair := range map[string][2]float64{
			"blocked": {x.PBlock, blocked}, "abandoned": {x.PAbandon * (1 - x.PBlock), abandoned}, "queue": {x.QueueLength, queue},
			"busy": {x.Occupancy * float64(agents), busy},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-10*math.Abs(pair[1])+1e-14 {
				rt.Fatalf("%d agents, %d lines, %v erlangs, patience %v: %s %v, by states %v", agents, lines, load, patience, name, pair[0], pair[1])
			}
		}
		if sum := x.Offered(); math.Abs(sum-1) > 1e-10 {
			rt.Fatalf("%d agents, %d lines, %v erlangs: shares %+v make %v", agents, lines, load, x.Shares, sum)
		}
	})
}

func TestEndlessLinesAndExponentialPatienceAreErlangA(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := drawQueue(rt)
		if q.Load > 2000 {
			rt.Skip("the comparison needs no more")
		}
		threshold := q.Patience * rapid.Float64Range(0, 2).Draw(rt, "threshold in patience")
		a := erlang.A(q, threshold)
		// A mixture of one law with itself is that law, and takes the general way.
		same := erlang.ExponentialPatience(q.Patience)
		mixed, err := erlang.MixedPatience([]float64{1, 2}, []erlang.Patience{same, same})
		if err != nil {
			rt.Fatal(err)
		}
		x := erlang.X(erlang.ExtendedQueue{Arrivals: q.Load / q.AHT, AHT: q.AHT, Agents: q.Agents, Patience: mixed, Lines: math.Inf(1)}, threshold)
		for name, pair := range map[string][2]float64{
			"waiting": {x.PWait, a.PWait}, "abandoned": {x.PAbandon, a.PAbandon}, "mean wait": {x.MeanWait, a.MeanWait},
			"ASA": {x.ASA, a.ASA}, "occupancy": {x.Occupancy, a.Occupancy}, "in time": {x.AnsweredInTime, a.AnsweredInTime},
			"abandoned in time": {x.AbandonedInTime, a.AbandonedInTime}, "late": {x.PLate, a.PLate}, "virtual": {x.VirtualInTime, a.VirtualInTime},
		} {
			if !(math.Abs(pair[0]-pair[1]) <= 1e-10*math.Abs(pair[1])+1e-12) {
				rt.Fatalf("%+v at %v s: %s %v, Erlang A %v", q, threshold, name, pair[0], pair[1])
			}
		}
	})
}

func TestNoWaitingPlaceIsErlangB(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load := math.Exp(rapid.Float64Range(-2, 6).Draw(rt, "ln load"))
		agents := load*rapid.Float64Range(0.3, 1.5).Draw(rt, "agents per erlang") + 0.5
		patience := rapid.SampledFrom([]erlang.Patience{{}, erlang.ExponentialPatience(60), erlang.FixedPatience(30)}).Draw(rt, "patience")
		x := erlang.X(erlang.ExtendedQueue{Arrivals: load / 300, AHT: 300, Agents: agents, Patience: patience, Lines: agents}, 20)
		b := erlang.B(load, agents)
		if !near(x.PBlock, b.PBlock, 1e-11) || !near(x.Occupancy, b.Occupancy, 1e-11) || x.PWait != 0 || x.AnsweredInTime != 1 {
			rt.Fatalf("%v erlangs, %v agents, as many lines: %+v, Erlang B %+v", load, agents, x, b)
		}
	})
}

// drawPatience draws patience of any kind with a mean around a handle time.
func drawPatience(t *rapid.T) (string, erlang.Patience) {
	mean := math.Exp(rapid.Float64Range(1, 8).Draw(t, "ln mean patience"))
	kind := rapid.SampledFrom([]string{"exponential", "fixed", "rising", "falling", "lognormal", "mixed", "some at once"}).Draw(t, "kind")
	mix := func(shares []float64, kinds ...erlang.Patience) erlang.Patience {
		p, err := erlang.MixedPatience(shares, kinds)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	switch kind {
	case "fixed":
		return kind, erlang.FixedPatience(mean)
	case "rising":
		return kind, erlang.WeibullPatience(mean, 2.5)
	case "falling":
		return kind, erlang.WeibullPatience(mean, 0.6)
	case "lognormal":
		return kind, erlang.LogNormalPatience(mean, 1.2)
	case "mixed":
		return kind, mix([]float64{0.3, 0.7}, erlang.ExponentialPatience(mean/5), erlang.ExponentialPatience(2*mean))
	case "some at once":
		return kind, mix([]float64{0.2, 0.8}, erlang.ExponentialPatience(0), erlang.LogNormalPatience(mean, 0.8))
	}
	return kind, erlang.ExponentialPatience(mean)
}

// What agents are busy with is what was neither blocked nor given up. Their busy
// time follows from the chain of the states below, into which no wait enters, so
// that the two agree only when the integrals over waits are right.
func TestAgentsAreBusyWithWhatIsAnswered(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		kind, patience := drawPatience(rt)
		agents := float64(rapid.IntRange(1, 200).Draw(rt, "agents"))
		load := agents * rapid.Float64Range(0.3, 1.8).Draw(rt, "load per agent")
		lines := math.Inf(1)
		if rapid.Bool().Draw(rt, "limited") {
			lines = agents + rapid.Float64Range(0, 60).Draw(rt, "places")
		}
		const aht = 200
		x := erlang.X(erlang.ExtendedQueue{Arrivals: load / aht, AHT: aht, Agents: agents, Patience: patience, Lines: lines}, 30)
		allBusy := 1 - (1-x.PBlock)*(1-x.PWait)
		lastIdle := (1 - allBusy) / erlang.Inverse(load, agents-1)
		if want := allBusy + load/agents*(1-allBusy-lastIdle); math.Abs(x.Occupancy-want) > 1e-9 {
			rt.Fatalf("%s, %v agents, %v lines, %v erlangs: busy %v by what is answered, %v by states (%+v)", kind, agents, lines, load, x.Occupancy, want, x)
		}
		if sum := x.Offered(); math.Abs(sum-1) > 1e-9 || math.Abs(x.AbandonedInTime+x.AbandonedLate-x.PAbandon) > 1e-9 {
			rt.Fatalf("%s, %v agents, %v lines, %v erlangs: shares %+v of %v, abandoned %v", kind, agents, lines, load, x.Shares, sum, x.PAbandon)
		}
	})
}

// M/M/1 with a fixed patience d has a closed form: virtual waits rise as
// e^((λ-µ)t) up to d and die away at µ after it (D. Y. Barrer, "Queuing with
// impatient customers and ordered service", Operations Research 5, 1957).
func TestFixedPatienceIsBarrersFormula(t *testing.T) {
	const lambda, mu, d = 0.012, 0.01, 150.0
	up := math.Expm1((lambda-mu)*d) / (lambda - mu) // ∫ up to d
	down := math.Exp((lambda-mu)*d) / mu            // ∫ from d on
	total := 1 + lambda*(up+down)
	x := erlang.X(erlang.ExtendedQueue{Arrivals: lambda, AHT: 1 / mu, Agents: 1, Patience: erlang.FixedPatience(d), Lines: math.Inf(1)}, 60)
	if want := lambda * down / total; !near(x.PAbandon, want, 1e-11) {
		t.Errorf("abandoned = %v, want %v", x.PAbandon, want)
	}
	if want := 1 - 1/total; !near(x.PWait, want, 1e-11) {
		t.Errorf("waiting = %v, want %v", x.PWait, want)
	}
	if want := (1 + lambda*math.Expm1((lambda-mu)*60)/(lambda-mu)) / total; !near(x.AnsweredInTime, want, 1e-11) || x.AbandonedInTime != 0 {
		t.Errorf("answered within 60 s = %v, want %v; abandoned by then %v, want 0", x.AnsweredInTime, want, x.AbandonedInTime)
	}
}

func TestPatienceAtItsEnds(t *testing.T) {
	queue := func(p erlang.Patience) erlang.ExtendedQueue {
		return erlang.ExtendedQueue{Arrivals: 0.1, AHT: 200, Agents: 22, Patience: p, Lines: math.Inf(1)}
	}
	none, b := erlang.X(queue(erlang.ExponentialPatience(0)), 20), erlang.B(20, 22)
	if !near(none.PAbandon, b.PBlock, 1e-11) || none.ASA != 0 {
		t.Errorf("without patience %v leave, ASA %v; Erlang B loses %v", none.PAbandon, none.ASA, b.PBlock)
	}
	endless, c := erlang.X(queue(erlang.ExponentialPatience(math.Inf(1))), 20), erlang.C(20, 22, 200)
	if !near(endless.PWait, c.PWait, 1e-12) || !near(endless.ASA, c.ASA(), 1e-12) || !near(endless.AnsweredInTime, c.ServiceLevel(20), 1e-12) {
		t.Errorf("with endless patience %+v, Erlang C waits %v, %v s", endless, c.PWait, c.ASA())
	}
	overloaded := queue(erlang.Patience{})
	overloaded.Agents = 19
	if x := erlang.X(overloaded, 20); !x.Unstable || !math.IsInf(x.ASA, 1) || x.ServiceLevel(erlang.OfOffered) != 0 {
		t.Errorf("20 erlangs for 19 agents without end of patience: %+v", x)
	}
	overloaded.Lines = 40
	if x := erlang.X(overloaded, 20); x.Unstable || x.PBlock < 0.04 || x.PBlock > 0.08 {
		t.Errorf("the same with 40 lines: %+v, want about a twentieth blocked", x)
	}
}

func TestAPartOfALineLiesBetween(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := rapid.Float64Range(20, 60).Draw(rt, "lines")
		blocked := func(lines float64) float64 {
			return erlang.X(erlang.ExtendedQueue{Arrivals: 0.1, AHT: 180, Agents: 20, Patience: erlang.ExponentialPatience(90), Lines: lines}, 20).PBlock
		}
		if at, down, up := blocked(lines), blocked(math.Floor(lines)), blocked(math.Ceil(lines)); at > down*(1+1e-10) || at < up*(1-1e-10) {
			rt.Fatalf("%v lines block %v, the whole numbers beside it %v and %v", lines, at, down, up)
		}
	})
}

// For whole numbers; between them, with few lines, the continuation ripples by a
// few ten-thousandths of what is lost.
func TestMoreAgentsServeEveryKindOfPatienceBetter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		kind, patience := drawPatience(rt)
		agents := float64(rapid.IntRange(1, 80).Draw(rt, "agents"))
		q := erlang.ExtendedQueue{
			Arrivals: agents * rapid.Float64Range(0.4, 1.6).Draw(rt, "load per agent") / 200, AHT: 200, Agents: agents, Patience: patience,
			Lines: agents + float64(rapid.IntRange(2, 60).Draw(rt, "places")), Redial: rapid.SampledFrom([]float64{0, 0, 0, 0.5}).Draw(rt, "redial"),
		}
		x := erlang.X(q, 20)
		q.Agents += float64(rapid.IntRange(1, 2).Draw(rt, "more"))
		more := erlang.X(q, 20)
		const rounding = 1e-9
		if more.PLost > x.PLost+rounding || more.Attempts > x.Attempts*(1+rounding) || more.Occupancy > x.Occupancy+rounding {
			rt.Fatalf("%s, %+v: %+v, with fewer agents %+v", kind, q, more, x)
		}
		if more.VirtualInTime < x.VirtualInTime-rounding {
			rt.Fatalf("%s, %+v: %v find an agent in time, with fewer %v", kind, q, more.VirtualInTime, x.VirtualInTime)
		}
	})
}

func TestRedialsRepeatThemselves(t *testing.T) {
	q := erlang.ExtendedQueue{Arrivals: 0.1, AHT: 180, Agents: 17, Patience: erlang.ExponentialPatience(60), Lines: 25, Redial: 0.6}
	x := erlang.X(q, 20)
	again := q
	again.Arrivals, again.Redial = q.Arrivals*x.Attempts, 0
	once := erlang.X(again, 20)
	lost := once.PBlock + (1-once.PBlock)*once.PAbandon
	if want := q.Arrivals + q.Redial*lost*again.Arrivals; !near(again.Arrivals, want, 1e-12) {
		t.Errorf("attempts %v a second, first ones and redials make %v", again.Arrivals, want)
	}
	if x.Attempts <= 1 || x.PAbandon <= 0 || !near(x.PAbandon, once.PAbandon, 1e-10) {
		t.Errorf("with redials %+v, the queue they make %+v", x, once)
	}
	// A contact is answered in the end or lost for good.
	if answered := x.Occupancy * q.Agents / (q.Arrivals * q.AHT); math.Abs(answered+x.PLost-1) > 1e-10 {
		t.Errorf("answered %v, lost %v, want 1 in all", answered, x.PLost)
	}
}

func TestTheLeastPartOfAnAgentIsNobody(t *testing.T) {
	for _, agents := range []float64{math.SmallestNonzeroFloat64, 8.9e-16, 1e-10} {
		for _, lines := range []float64{agents, 5} {
			x := erlang.X(erlang.ExtendedQueue{Arrivals: 1, AHT: 1.5, Agents: agents, Lines: lines}, 0)
			if x.PBlock != 1 || x.PLost != 1 || x.Occupancy != 0 {
				t.Errorf("%g agents, %g lines: blocked %g, lost %g, occupied %g; everybody is turned away", agents, lines, x.PBlock, x.PLost, x.Occupancy)
			}
		}
	}
}

func TestFiguresThatAreLostInRoundingAreRefused(t *testing.T) {
	var refused *erlang.InputError
	for _, s := range []erlang.Setting{
		{Volume: 1, Interval: 1, AHT: 1e-300, Agents: 1e9},
	} {
		if f, err := erlang.Evaluate(s); !errors.As(err, &refused) || refused.Field != "agents" {
			t.Errorf("%+v: %+v, %v; want a refusal of agents", s, f, err)
		}
	}
}

func TestExtendedOutsideItsDomainIsNaN(t *testing.T) {
	good := erlang.ExtendedQueue{Arrivals: 0.1, AHT: 180, Agents: 17, Lines: 25}
	for name, spoil := range map[string]func(*erlang.ExtendedQueue){
		"arrivals": func(q *erlang.ExtendedQueue) { q.Arrivals = -1 }, "handle time": func(q *erlang.ExtendedQueue) { q.AHT = 0 },
		"agents": func(q *erlang.ExtendedQueue) { q.Agents = math.NaN() }, "fewer lines than agents": func(q *erlang.ExtendedQueue) { q.Lines = 16 },
		"everybody redials": func(q *erlang.ExtendedQueue) { q.Redial = 1 },
		"patience":          func(q *erlang.ExtendedQueue) { q.Patience = erlang.ExponentialPatience(-1) },
		"shape of patience": func(q *erlang.ExtendedQueue) { q.Patience = erlang.WeibullPatience(100, 0) },
		"spread of patience": func(q *erlang.ExtendedQueue) {
			q.Patience = erlang.LogNormalPatience(100, 0)
		},
	} {
		q := good
		spoil(&q)
		if x := erlang.X(q, 20); !math.IsNaN(x.PBlock) || !math.IsNaN(x.PWait) {
			t.Errorf("%s: %+v, want NaN", name, x)
		}
	}
}

func BenchmarkExtendedEvaluation(b *testing.B) {
	q := erlang.ExtendedQueue{Arrivals: 0.25, AHT: 200, Agents: 48, Patience: erlang.LogNormalPatience(120, 1), Lines: 80}
	for b.Loop() {
		erlang.X(q, 20)
	}
}

func TestPatienceByNameHasTheUsualShapeWhereNoneIsGiven(t *testing.T) {
	for kind, shape := range map[string]float64{"": 0, "exponential": 0, "fixed": 0, "weibull": 2, "lognormal": 1} {
		usual, known := erlang.PatienceOf(kind, 120, 0)
		given, _ := erlang.PatienceOf(kind, 120, shape)
		if !known || math.Abs(usual.Mean()-120) > 1e-9 {
			t.Errorf("%q: known %v, with a mean of %v s; want 120 s", kind, known, usual.Mean())
		}
		q := erlang.ExtendedQueue{Arrivals: 0.1, AHT: 180, Agents: 17, Lines: 25}
		q.Patience = usual
		want := erlang.X(q, 20)
		if q.Patience = given; erlang.X(q, 20) != want {
			t.Errorf("%q: shape %v is not the usual one", kind, shape)
		}
	}
	if _, known := erlang.PatienceOf("moody", 120, 0); known {
		t.Error("a kind that does not exist is known")
	}
}

// Erlang A by way of the extended queue, the setting, and by itself.
func TestErlangAGivesTheSameDigitsByEveryWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := erlang.Setting{
			Volume: rapid.Float64Range(1, 500).Draw(t, "volume"), Interval: 1800, AHT: rapid.Float64Range(30, 600).Draw(t, "aht"),
			Agents: rapid.Float64Range(0.5, 200).Draw(t, "agents"), Threshold: 20,
		}
		mean := rapid.Float64Range(5, 900).Draw(t, "patience")
		s.Patience = erlang.ExponentialPatience(mean)
		f, err := erlang.Evaluate(s)
		if err != nil {
			t.Fatal(err)
		}
		a := erlang.A(erlang.Queue{Load: s.Load(), Agents: s.Agents, AHT: s.AHT, Patience: mean}, s.Threshold)
		if f.PWait != a.PWait || f.PAbandon != a.PAbandon || f.MeanWait != a.MeanWait || f.Levels != a.Shares || f.Occupancy != a.Occupancy {
			t.Fatalf("%+v\ngot  %+v\nwant %+v", s, f, a)
		}
	})
}
