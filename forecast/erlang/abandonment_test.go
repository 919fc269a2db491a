package erlang_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

func TestPublishedAbandonment(t *testing.T) {
	// 2,880 calls of a minute an hour, 50 agents, two minutes of patience (Gans,
	// Koole and Mandelbaum 2003, section 4.2.2), and pyworkforce's test of
	// 100 calls of 3 minutes in half an hour with 5 minutes of patience.
	garnett := erlang.Queue{Load: 48, Agents: 50, AHT: 60, Patience: 120}
	pyworkforce := erlang.Queue{Load: 10, Agents: 14, AHT: 180, Patience: 300}
	cases := []struct {
		name         string
		got          float64
		want, digits float64
	}{
		{"abandoned", erlang.A(garnett, 0).PAbandon, .031, 5e-3},
		{"mean wait", erlang.A(garnett, 0).MeanWait, 3.7, 5e-3},
		{"queue", erlang.A(garnett, 0).QueueLength, 2.96758, 1e-5},
		{"occupancy", erlang.A(garnett, 0).Occupancy, .9303242, 1e-7},
		{"waits longer than 12.5 s", erlang.A(garnett, 12.5).PLate, .09915, 1e-4},
		{"pyworkforce waits", erlang.A(pyworkforce, 20).PWait, .145260114, 1e-8},
		{"pyworkforce abandons", erlang.A(pyworkforce, 20).PAbandon, .0139837441, 1e-8},
		{"pyworkforce occupancy", erlang.A(pyworkforce, 20).Occupancy, .7042973256, 1e-9},
		{"pyworkforce mean wait", erlang.A(pyworkforce, 20).MeanWait, 4.19512324, 1e-8},
		{"pyworkforce service level", erlang.A(pyworkforce, 20).ServiceLevel(erlang.OfOffered), .9167920919, 1e-9},
	}
	for _, c := range cases {
		if !near(c.got, c.want, c.digits) {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestTheVariantsDifferByThreePoints(t *testing.T) {
	a := erlang.A(erlang.Queue{Load: 48, Agents: 50, AHT: 60, Patience: 120}, 20)
	wants := map[erlang.Variant]float64{
		erlang.OfOffered: .9430, erlang.AbandonsAsAnswered: .9729, erlang.ExcludeShort: .9720,
		erlang.OfAnswered: .9731, erlang.Virtual: .9679,
	}
	for variant, want := range wants {
		if got := a.ServiceLevel(variant); math.Abs(got-want) > 5e-5 {
			t.Errorf("%v = %v, want %v", variant, got, want)
		}
	}
}

func TestWithoutAgentsEverybodyLeaves(t *testing.T) {
	a := erlang.A(erlang.Queue{Load: 3, AHT: 60, Patience: 120}, 30)
	if a.PWait != 1 || a.PAbandon != 1 || a.MeanWait != 120 || a.QueueLength != 6 || !math.IsNaN(a.ASA) || a.AnsweredInTime != 0 {
		t.Errorf("no agents: %+v", a)
	}
	if want := math.Exp(-0.25); !near(a.PLate, want, 1e-15) || math.Abs(a.Offered()-1) > 1e-15 {
		t.Errorf("no agents: %v still waiting after 30 s, want %v; shares make %v", a.PLate, want, a.Offered())
	}
	few := erlang.A(erlang.Queue{Load: 3, Agents: 1e-5, AHT: 60, Patience: 120}, 30)
	if math.Abs(few.PAbandon-1) > 1e-4 || math.Abs(few.MeanWait-120) > 0.01 {
		t.Errorf("next to no agents: %+v, want nearly none served", few)
	}
}

func TestWithoutContactsNobodyWaits(t *testing.T) {
	a := erlang.A(erlang.Queue{Agents: 3, AHT: 60, Patience: 120}, 30)
	if a.PWait != 0 || a.PAbandon != 0 || a.Occupancy != 0 || a.ServiceLevel(erlang.ExcludeShort) != 1 || a.ServiceLevel(erlang.Virtual) != 1 {
		t.Errorf("no load: %+v", a)
	}
}

func TestAbandonmentOutsideItsDomainIsNaN(t *testing.T) {
	good := erlang.Queue{Load: 10, Agents: 9, AHT: 180, Patience: 60}
	bad := []func(*erlang.Queue){
		func(q *erlang.Queue) { q.Load = -1 }, func(q *erlang.Queue) { q.Load = math.NaN() },
		func(q *erlang.Queue) { q.Agents = -1 }, func(q *erlang.Queue) { q.Agents = math.Inf(1) },
		func(q *erlang.Queue) { q.AHT = 0 }, func(q *erlang.Queue) { q.Patience = 0 },
		func(q *erlang.Queue) { q.Patience = math.Inf(1) },
	}
	for i, spoil := range bad {
		q := good
		spoil(&q)
		if a := erlang.A(q, 20); !math.IsNaN(a.PWait) || !math.IsNaN(a.ServiceLevel(erlang.OfOffered)) {
			t.Errorf("case %d, %+v: %+v, want NaN", i, q, a)
		}
	}
	if a := erlang.A(good, -1); !math.IsNaN(a.PAbandon) {
		t.Errorf("a threshold of -1 s: %+v, want NaN", a)
	}
}

// drawQueue draws a queue from next to none to three times the load's agents.
func drawQueue(t *rapid.T) erlang.Queue {
	load := drawLoad(t)
	return erlang.Queue{
		Load:     load,
		Agents:   max(0.01, load*math.Exp(rapid.Float64Range(-3, 1).Draw(t, "ln agents per erlang"))),
		AHT:      math.Exp(rapid.Float64Range(1, 8).Draw(t, "ln AHT")),
		Patience: math.Exp(rapid.Float64Range(0, 11).Draw(t, "ln patience")),
	}
}

func TestWhatIsOfferedIsAnsweredOrAbandoned(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := drawQueue(rt)
		a := erlang.A(q, q.Patience*rapid.Float64Range(0, 4).Draw(rt, "threshold in patience"))
		if sum := a.Offered(); math.Abs(sum-1) > 1e-12 {
			rt.Fatalf("%+v: shares %+v make %v", q, a.Shares, sum)
		}
		if left := a.AbandonedInTime + a.AbandonedLate; math.Abs(left-a.PAbandon) > 1e-12 {
			rt.Fatalf("%+v: abandoned %v in time and %v late, %v in all", q, a.AbandonedInTime, a.AbandonedLate, a.PAbandon)
		}
		if busy := a.Occupancy * q.Agents; math.Abs(busy-q.Load*(1-a.PAbandon)) > 1e-11*q.Load || a.Occupancy > 1+1e-12 {
			rt.Fatalf("%+v: %v agents busy, %v erlangs not abandoned", q, busy, q.Load*(1-a.PAbandon))
		}
	})
}

func TestAbandonmentKeepsItsBalance(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := drawQueue(rt)
		a := erlang.A(q, 0)
		// Those who leave are those who wait, at the rate of their patience.
		if want := q.Load * q.Patience / q.AHT * a.PAbandon; !near(a.QueueLength, want, 1e-12) {
			rt.Fatalf("%+v: queue %v, want %v", q, a.QueueLength, want)
		}
		if a.MeanWait > q.Patience || a.ASA < 0 || a.PAbandon > a.PWait {
			rt.Fatalf("%+v: %+v", q, a)
		}
	})
}

func TestMoreAgentsServeImpatientContactsBetter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := drawQueue(rt)
		threshold := q.Patience * rapid.Float64Range(0, 2).Draw(rt, "threshold in patience")
		a := erlang.A(q, threshold)
		q.Agents *= 1.05
		more := erlang.A(q, threshold)
		const rounding = 1e-12
		if more.PAbandon > a.PAbandon+rounding || more.MeanWait > a.MeanWait*(1+rounding) || more.Occupancy > a.Occupancy+rounding {
			rt.Fatalf("%v agents: %+v, 5 %% fewer: %+v", q.Agents, more, a)
		}
		for _, variant := range erlang.Variants() {
			if was, is := a.ServiceLevel(variant), more.ServiceLevel(variant); is < was-rounding {
				rt.Fatalf("%+v at %v s: %v is %v, with 5 %% fewer agents %v", q, threshold, variant, is, was)
			}
		}
	})
}

func TestEndlessPatienceIsDelayAndNoneIsLoss(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load, agents := drawStable(rt)
		agents++
		q := erlang.Queue{Load: load, Agents: agents, AHT: 300, Patience: 1e13}
		a, c := erlang.A(q, 20), erlang.C(load, agents, 300)
		if math.Abs(a.PWait-c.PWait) > 1e-6 || !near(a.ASA, c.ASA(), 1e-4) || math.Abs(a.ServiceLevel(erlang.OfOffered)-c.ServiceLevel(20)) > 1e-6 {
			rt.Fatalf("%v erlangs, %v agents: Erlang A without end of patience %+v, Erlang C waits %v, ASA %v", load, agents, a, c.PWait, c.ASA())
		}
		q.Patience = 1e-9
		if a, b := erlang.A(q, 20), erlang.B(load, agents); math.Abs(a.PAbandon-b.PBlock) > 1e-6 {
			rt.Fatalf("%v erlangs, %v agents: %v abandon without patience, %v are lost without a queue", load, agents, a.PAbandon, b.PBlock)
		}
	})
}

// stateSums evaluates Erlang A from the birth-death chain itself, state by
// state: slow and plain, for comparison.
func stateSums(q erlang.Queue) (wait, left float64) {
	weight, all, waiting, queue := 1.0, 0.0, 0.0, 0.0
	for k := 0; ; k++ {
		all += weight
		servers, excess := float64(k), 0.0
		if over := float64(k) - q.Agents; over >= 0 {
			waiting += weight
			queue += over * weight
		}
		if over := float64(k+1) - q.Agents; over > 0 {
			servers, excess = q.Agents, over
		} else {
			servers++
		}
		weight *= q.Load / (servers + excess*q.AHT/q.Patience)
		if float64(k) > q.Agents+q.Load && weight < 1e-18*all {
			break
		}
		if all > 1e250 {
			weight, all, waiting, queue = weight/all, 1, waiting/all, queue/all
		}
	}
	return waiting / all, queue / all * q.AHT / q.Patience / q.Load
}

func TestTheIntegralIsTheSumOverStates(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load := math.Exp(rapid.Float64Range(-2, 5).Draw(rt, "ln load"))
		q := erlang.Queue{
			Load: load, Agents: math.Ceil(load * rapid.Float64Range(0.2, 1.5).Draw(rt, "agents per erlang")),
			AHT: 300, Patience: math.Exp(rapid.Float64Range(1, 8).Draw(rt, "ln patience")),
		}
		a := erlang.A(q, 20)
		wait, left := stateSums(q)
		if !near(a.PWait, wait, 1e-11) || !near(a.PAbandon, left, 1e-10) {
			rt.Fatalf("%+v: waits %v, leaves %v, by states %v and %v", q, a.PWait, a.PAbandon, wait, left)
		}
	})
}

func TestNothingIsAllocated(t *testing.T) {
	q := erlang.Queue{Load: 48, Agents: 50, AHT: 60, Patience: 120}
	total := 0.0
	if n := testing.AllocsPerRun(100, func() { total += erlang.A(q, 20).PAbandon + erlang.C(48, 50, 60).PWait }); n != 0 {
		t.Errorf("an evaluation allocates %v times, want 0 (total %v)", n, total)
	}
}
