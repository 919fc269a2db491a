package erlang_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
)

func TestPublishedWaitPercentiles(t *testing.T) {
	// Gans, Koole and Mandelbaum 2003: nine in ten wait no longer than 58.1 s
	// without patience and 12.5 s with two minutes of it.
	s := erlang.Setting{Volume: 48, Interval: 60, AHT: 60, Agents: 50, Variant: erlang.AbandonsAsAnswered}
	if got := erlang.WaitPercentile(s, 0.9); math.Abs(got-58.1) > 0.2 {
		t.Errorf("Erlang C: %v s, want 58.1", got)
	}
	s.Patience = erlang.ExponentialPatience(120)
	if got := erlang.WaitPercentile(s, 0.9); math.Abs(got-12.5) > 0.2 {
		t.Errorf("Erlang A: %v s, want 12.5", got)
	}
}

func TestAPercentileIsWhereItsServiceLevelIsReached(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawSetting(rt)
		share := rapid.Float64Range(0.01, 0.999).Draw(rt, "share")
		s.Threshold = erlang.WaitPercentile(s, share)
		if math.IsInf(s.Threshold, 1) {
			s.Threshold = 1e7
			if f, err := erlang.Evaluate(s); err != nil || f.ServiceLevel > share+1e-9 {
				rt.Fatalf("%+v: %v of contacts are answered in the end, %v; want fewer than %v", s, f.ServiceLevel, err, share)
			}
			return
		}
		f, err := erlang.Evaluate(s)
		if err != nil {
			rt.Fatal(err)
		}
		// A law of patience that jumps makes the level jump there too.
		s.Threshold *= 1 - 1e-9
		before, _ := erlang.Evaluate(s)
		if s.Threshold == 0 && f.ServiceLevel < share-1e-12 || s.Threshold > 0 && (f.ServiceLevel < share-1e-7 || before.ServiceLevel > share+1e-7) {
			rt.Fatalf("%+v: level %v within %v s, %v just before, want %v", s, f.ServiceLevel, s.Threshold, before.ServiceLevel, share)
		}
	})
}

func TestPercentilesAtTheEdges(t *testing.T) {
	s := erlang.Setting{Volume: 10, Interval: 180, AHT: 180, Agents: 12}
	for name, c := range map[string]struct {
		share float64
		spoil func(*erlang.Setting)
		want  float64
	}{
		"nobody waits":     {0.99, func(s *erlang.Setting) { s.Agents = 100 }, 0},
		"no share":         {0, func(*erlang.Setting) {}, 0},
		"no contacts":      {0.9, func(s *erlang.Setting) { s.Volume = 0 }, 0},
		"unstable":         {0.5, func(s *erlang.Setting) { s.Agents = 9 }, math.Inf(1)},
		"no agents":        {0.5, func(s *erlang.Setting) { s.Agents, s.Patience = 0, erlang.ExponentialPatience(60) }, math.Inf(1)},
		"refused":          {0.5, func(s *erlang.Setting) { s.AHT = 0 }, math.NaN()},
		"not a percentile": {1, func(*erlang.Setting) {}, math.NaN()},
	} {
		one := s
		c.spoil(&one)
		if got := erlang.WaitPercentile(one, c.share); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestQueueLengthsAreTheirChain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		agents := float64(rapid.IntRange(1, 50).Draw(rt, "agents"))
		load := agents * rapid.Float64Range(0.2, 1.6).Draw(rt, "load per agent")
		patience := math.Exp(rapid.Float64Range(2, 7).Draw(rt, "ln patience"))
		s := erlang.Setting{Volume: load, Interval: 200, AHT: 200, Agents: agents, Patience: erlang.ExponentialPatience(patience)}
		last := 400
		if rapid.Bool().Draw(rt, "limited") {
			s.Lines = agents + float64(rapid.IntRange(1, 30).Draw(rt, "places"))
			last = int(s.Lines)
		}
		weights, total := []float64{1}, 1.0
		for k := 1; k <= last; k++ {
			handled := min(float64(k), agents)
			weights = append(weights, weights[k-1]*load/(handled+(float64(k)-handled)*200/patience))
			total += weights[k]
		}
		got := erlang.QueueLengths(s, 20)
		for j, share := range got {
			want := 0.0
			for k, w := range weights {
				if max(0, k-int(agents)) == j {
					want += w / total
				}
			}
			if math.Abs(share-want) > 1e-9 {
				rt.Fatalf("%+v: %d waiting for %v of the time, by states %v", s, j, share, want)
			}
		}
	})
}

func TestQueueLengthsOfKnownQueues(t *testing.T) {
	s := erlang.Setting{Volume: 10, Interval: 180, AHT: 180, Agents: 14}
	c := erlang.C(10, 14, 180)
	for j, got := range erlang.QueueLengths(s, 5) {
		want := c.PWait * (1 - 10./14) * math.Pow(10./14, float64(j))
		if j == 0 {
			want += 1 - c.PWait
		}
		if math.Abs(got-want) > 1e-11 {
			t.Errorf("Erlang C: %d waiting for %v, want %v", j, got, want)
		}
	}
	s.Patience = erlang.FixedPatience(90)
	f, _ := erlang.Evaluate(s)
	mean, all := 0.0, 0.0
	for j, share := range erlang.QueueLengths(s, 60) {
		mean += float64(j) * share
		all += share
	}
	if math.Abs(mean-f.QueueLength) > 1e-9 || math.Abs(all-1) > 1e-9 {
		t.Errorf("fixed patience: mean %v of shares that make %v, want %v of 1", mean, all, f.QueueLength)
	}
	s.Agents, s.Patience, s.Lines = 0, erlang.ExponentialPatience(90), 4
	if got := erlang.QueueLengths(s, 6); math.Abs(got[4]-erlang.B(5, 4).PBlock) > 1e-12 || got[5] != 0 {
		t.Errorf("no agents, four lines: %v, want Erlang B of 5 erlangs at 4", got)
	}
	if got := erlang.QueueLengths(erlang.Setting{Volume: 10, Interval: 1, AHT: 1, Agents: 9}, 3); got[0] != 0 {
		t.Errorf("a queue that only grows: %v", got)
	}
	if got := erlang.QueueLengths(erlang.Setting{}, 3); got != nil {
		t.Errorf("no setting: %v", got)
	}
}
