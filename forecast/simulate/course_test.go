package simulate_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/problem"
)

func TestSamplesChangeNothing(t *testing.T) {
	s := two()
	plain := run(t, s, simulate.Options{Replications: 3, Seed: 5})
	sampled := run(t, s, simulate.Options{Replications: 3, Seed: 5, Step: 47, Workers: 3})
	if len(sampled.Course.Queues[0].Mean) != 24*3600/47 {
		t.Errorf("%d samples of 47 s in a day, want %d", len(sampled.Course.Queues[0].Mean), 24*3600/47)
	}
	sampled.Course = nil
	if diff := cmp.Diff(plain, sampled); diff != "" {
		t.Errorf("with samples (-without +with) %s", diff)
	}
}

// Lines and agents are, in mean over time, what the formula says.
func TestTheCourseIsAsErlangASaysInMean(t *testing.T) {
	s := single(30, 180, 90, 20, 28, 200)
	r := run(t, s, simulate.Options{Replications: 4, Seed: 3, Step: 60})
	want := erlang.A(erlang.Queue{Load: 30, Agents: 28, AHT: 180, Patience: 90}, 20)
	mean := func(track simulate.Track) float64 {
		total := 0.0
		for _, v := range track.Mean[120:] {
			total += v
		}
		return total / float64(len(track.Mean)-120)
	}
	if got := mean(r.Course.Queues[0]); math.Abs(got-want.QueueLength) > 0.05*want.QueueLength {
		t.Errorf("%.3f wait in mean, the formula says %.3f", got, want.QueueLength)
	}
	if got := mean(r.Course.Groups[0].Busy) / 28; math.Abs(got-want.Occupancy) > 0.01 {
		t.Errorf("%.4f of the agents are busy in mean, the formula says %.4f", got, want.Occupancy)
	}
	for i, busy := range r.Course.Groups[0].Busy.First {
		if idle := r.Course.Groups[0].Idle.First[i]; busy+idle != 28 || idle > 0 && r.Course.Queues[0].First[i] > 0 {
			t.Fatalf("sample %d: %d busy, %d idle, %d waiting; want 28 agents, and nobody waiting while one is idle", i, busy, idle, r.Course.Queues[0].First[i])
		}
	}
}

func TestChatsAreSampledByAgent(t *testing.T) {
	s := single(20, 300, 0, 20, 12, 10)
	s.Groups[0].Chats, s.Groups[0].Skills[0].Chat = []float64{1, 1.2, 1.4}, true
	r := run(t, s, simulate.Options{Replications: 1, Seed: 3, Step: 300})
	for i, busy := range r.Course.Groups[0].Busy.First {
		if idle := r.Course.Groups[0].Idle.First[i]; busy+idle != 12 {
			t.Fatalf("sample %d: %d busy and %d idle of 12", i, busy, idle)
		}
	}
}

func TestAStepThatCannotBeIsRefused(t *testing.T) {
	for _, step := range []float64{-1, 1e-4, 1e9, math.NaN()} {
		_, err := simulate.Run(context.Background(), single(5, 180, 0, 20, 8, 100), simulate.Options{Replications: 1, Step: step})
		var problems problem.List
		if !errors.As(err, &problems) || problems[0].Field != "step_s" {
			t.Errorf("step %g: got %v, want a problem with step_s", step, err)
		}
	}
}

// Three contacts an interval, all answered in time, replication after
// replication: that is not certainty.
func TestFewContactsAreDoubted(t *testing.T) {
	s := single(0.1, 120, 0, 20, 10, 3)
	r := run(t, s, simulate.Options{Replications: 5, Seed: 1})
	level := r.Queues[0].Intervals[2].ServiceLevel[0]
	contacts := 5 * r.Queues[0].Intervals[2].Offered
	if level.Mean != 1 {
		t.Fatalf("service level %g with %g contacts, want 1", level.Mean, contacts)
	}
	n := contacts + 4
	if want := math.Sqrt((contacts + 2) * 2 / (n * n * n)); math.Abs(level.SE-want) > 1e-12 {
		t.Errorf("standard error %g of %g contacts, want %g", level.SE, contacts, want)
	}
	if weekly := r.Queues[0].ServiceLevel[0]; weekly.SE != 0 {
		t.Errorf("of the whole time %+v, want what the replications say", weekly)
	}
}

func TestProgressIsToldInOrder(t *testing.T) {
	var told []int
	run(t, single(5, 180, 0, 20, 8, 10), simulate.Options{Replications: 5, Seed: 1, Workers: 3, Done: func(n int) { told = append(told, n) }})
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5}, told); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
}
