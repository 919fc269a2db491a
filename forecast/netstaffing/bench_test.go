package netstaffing_test

import (
	"context"
	"math/rand/v2"
	"syscall"
	"testing"

	"github.com/muster-wfm/muster/forecast/netstaffing"
)

// fullWeek is a centre of 200 queues and 300 groups, with as many contacts as the
// week that the simulator is measured by: 1.2 million, for up to 2,600 people at
// once.
func fullWeek() *netstaffing.Centre {
	c := week(200, 300, 3000, 7)
	r := rand.New(rand.NewPCG(1, 2))
	for q := range c.Queues {
		for i := range c.Queues[q].Contacts {
			c.Queues[q].Contacts[i] *= 2
		}
		c.Queues[q].AHT = []float64{300 + 250*r.Float64()}
	}
	return c
}

// processorTime is what this process has used of processors, in seconds.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// perAnswer measures the processor time of one answer, on two cores.
func perAnswer(b *testing.B, answer func() error) {
	start := processorTime(b)
	for b.Loop() {
		if err := answer(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/answer")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/answer")
}

func BenchmarkInstantWeek(b *testing.B) {
	c := fullWeek()
	perAnswer(b, func() error {
		_, err := netstaffing.Instant(context.Background(), c, 2)
		return err
	})
}

func BenchmarkSimulatedWeek(b *testing.B) {
	c := fullWeek()
	perAnswer(b, func() error {
		_, err := netstaffing.Simulated(context.Background(), c, netstaffing.Options{Replications: 10, Seed: 1, Workers: 2})
		return err
	})
}

// The people of every group, from nothing but a mix to a plan that keeps every
// queue's goals as played.
func BenchmarkRequireWeek(b *testing.B) {
	c := fullWeek()
	perAnswer(b, func() error {
		p, err := netstaffing.Require(context.Background(), c, netstaffing.PlanOptions{Options: netstaffing.Options{Replications: 10, Seed: 1, Workers: 2}})
		if err != nil {
			return err
		}
		last := p.Rounds[len(p.Rounds)-1]
		b.ReportMetric(float64(len(p.Rounds)), "rounds")
		b.ReportMetric(float64(last.Missed), "missed-goals")
		for _, round := range p.Rounds {
			b.Logf("%+v", round)
		}
		return nil
	})
}
