package erlang_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

func TestPublishedDelays(t *testing.T) {
	cases := []struct {
		source            string
		load, agents, aht float64
		figure            string
		got               func(erlang.Delay) float64
		want, digits      float64
	}{
		{"pyworkforce README", 10, 14, 180, "wait probability", func(d erlang.Delay) float64 { return d.PWait }, .1741319335950498, 1e-14},
		{"pyworkforce README", 10, 14, 180, "service level", func(d erlang.Delay) float64 { return d.ServiceLevel(20) }, .8883500191794669, 1e-14},
		{"pyworkforce README", 10, 14, 180, "occupancy", erlang.Delay.Occupancy, .7142857, 1e-7},
		{"Angus, 360 calls of 4 min in half an hour", 48, 55, 240, "wait probability", func(d erlang.Delay) float64 { return d.PWait }, .239, 2e-3},
		{"Angus", 48, 55, 240, "ASA", erlang.Delay.ASA, 8.2, 3e-3},
		{"Angus", 48, 55, 240, "share within 15 s", func(d erlang.Delay) float64 { return d.ServiceLevel(15) }, .845, 2e-3},
		{"Gans, Koole and Mandelbaum 2003", 48, 50, 60, "ASA", erlang.Delay.ASA, 20.8, 2e-3},
		{"Gans, Koole and Mandelbaum 2003", 48, 50, 60, "90th percentile", func(d erlang.Delay) float64 { return d.WaitPercentile(0.9) }, 58.1, 1e-3},
		{"Gans, Koole and Mandelbaum 2003", 48, 50, 60, "queue", erlang.Delay.QueueLength, 16.667, 1e-4},
	}
	for _, c := range cases {
		if got := c.got(erlang.C(c.load, c.agents, c.aht)); !near(got, c.want, c.digits) {
			t.Errorf("%s: %s = %v, want %v", c.source, c.figure, got, c.want)
		}
	}
}

func TestOneServerIsTheTextbookQueue(t *testing.T) {
	// M/M/1: the wait probability is the load, the queue ρ²/(1-ρ).
	for _, rho := range []float64{0.1, 0.5, 0.9, 0.999} {
		d := erlang.C(rho, 1, 60)
		if !near(d.PWait, rho, 1e-14) || !near(d.QueueLength(), rho*rho/(1-rho), 1e-12) {
			t.Errorf("load %v on one agent: waits %v, queue %v, want %v and %v", rho, d.PWait, d.QueueLength(), rho, rho*rho/(1-rho))
		}
	}
}

func TestTooFewAgentsAreMarkedNotComputed(t *testing.T) {
	for _, agents := range []float64{0, 5, 9.999, 10} {
		d := erlang.C(10, agents, 180)
		if !d.Unstable || d.PWait != 1 || d.ServiceLevel(1e9) != 0 || d.Late(1e9) != 1 || d.Occupancy() != 1 {
			t.Errorf("10 erlangs on %v agents: %+v, want an unstable queue that serves nobody in time", agents, d)
		}
		for name, v := range map[string]float64{"ASA": d.ASA(), "queue": d.QueueLength(), "percentile": d.WaitPercentile(0.5)} {
			if !math.IsInf(v, 1) {
				t.Errorf("10 erlangs on %v agents: %s = %v, want +Inf", agents, name, v)
			}
		}
	}
}

func TestDelayOutsideItsDomainIsNaN(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, in := range [][3]float64{{-1, 2, 60}, {1, -2, 60}, {1, 2, 0}, {1, 2, -60}, {nan, 2, 60}, {1, nan, 60}, {1, 2, nan}, {inf, 2, 60}, {1, inf, 60}, {1, 2, inf}} {
		if d := erlang.C(in[0], in[1], in[2]); !math.IsNaN(d.PWait) || !math.IsNaN(d.LnPWait) {
			t.Errorf("C%v = %+v, want NaN", in, d)
		}
	}
	d := erlang.C(10, 14, 180)
	for _, p := range []float64{-0.1, 1, nan} {
		if got := d.WaitPercentile(p); !math.IsNaN(got) {
			t.Errorf("percentile %v = %v, want NaN", p, got)
		}
	}
}

func TestAnEmptyQueueDoesNotWait(t *testing.T) {
	d := erlang.C(0, 3, 180)
	if d.PWait != 0 || d.ASA() != 0 || d.ServiceLevel(0) != 1 || d.Occupancy() != 0 || d.QueueLength() != 0 || d.WaitPercentile(0.99) != 0 {
		t.Errorf("no load: %+v", d)
	}
}

// drawStable draws a load and more agents than that.
func drawStable(t *rapid.T) (load, agents float64) {
	load = drawLoad(t)
	spare := math.Exp(rapid.Float64Range(-6, 2).Draw(t, "ln spare agents per root of load"))
	return load, load + spare*math.Sqrt(load)
}

func TestLateAndInTimeMakeOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load, agents := drawStable(rt)
		d := erlang.C(load, agents, 300)
		wait := rapid.Float64Range(0, 3600).Draw(rt, "threshold")
		if sum := d.ServiceLevel(wait) + d.Late(wait); math.Abs(sum-1) > 1e-15 {
			rt.Fatalf("C(%v, %v) at %v s: in time and late make %v", load, agents, wait, sum)
		}
		if d.ServiceLevel(wait) < 0 || d.PWait > 1 || d.PWait < 0 {
			rt.Fatalf("C(%v, %v) = %+v, service level %v", load, agents, d, d.ServiceLevel(wait))
		}
	})
}

func TestDelayFallsWithAgents(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load, agents := drawStable(rt)
		d, more := erlang.C(load, agents, 300), erlang.C(load, agents+0.25, 300)
		if more.LnPWait >= d.LnPWait || more.ASA() > d.ASA() || more.Late(20) > d.Late(20) || more.Occupancy() >= d.Occupancy() {
			rt.Fatalf("C(%v, %v) = %+v, but with a quarter agent more %+v", load, agents, d, more)
		}
	})
}

func TestDelayKeepsLittlesLaw(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load, agents := drawStable(rt)
		aht := rapid.Float64Range(1, 5000).Draw(rt, "AHT")
		d := erlang.C(load, agents, aht)
		if want := load / aht * d.ASA(); !near(d.QueueLength(), want, 1e-12) {
			rt.Fatalf("C(%v, %v): queue %v, want arrivals times wait %v", load, agents, d.QueueLength(), want)
		}
	})
}

func TestPercentileIsTheInverseOfTheServiceLevel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load, agents := drawStable(rt)
		d := erlang.C(load, agents, 300)
		p := rapid.Float64Range(0, 0.9999).Draw(rt, "p")
		wait := d.WaitPercentile(p)
		switch got := d.ServiceLevel(wait); {
		case wait == 0 && got < p-1e-12:
			rt.Fatalf("C(%v, %v): %v answered at once, want at least %v", load, agents, got, p)
		case wait > 0 && math.Abs(got-p) > 1e-12:
			rt.Fatalf("C(%v, %v): %v answered in %v s, want %v", load, agents, got, wait, p)
		}
	})
}

func TestDelayFromTheInverseIsTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		load, agents := drawStable(rt)
		got, want := erlang.PWaitOfInverse(erlang.Inverse(load, agents), load, agents), erlang.C(load, agents, 1).PWait
		if !near(got, want, 1e-12) {
			rt.Fatalf("C(%v, %v) = %v from the inverse, want %v", load, agents, got, want)
		}
	})
}
