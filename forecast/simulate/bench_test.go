package simulate_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"

	"github.com/muster-wfm/muster/forecast/simulate"
)

// processorTime is what this process has used of processors, in seconds.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

func perSecond(b *testing.B, s simulate.Scenario, replications int) {
	events, start := int64(0), processorTime(b)
	for b.Loop() {
		r, err := simulate.Run(context.Background(), s, simulate.Options{Replications: replications, Seed: uint64(b.N)})
		if err != nil {
			b.Fatal(err)
		}
		events += r.Events
	}
	b.ReportMetric(float64(events)/(processorTime(b)-start), "events/cpu-s")
}

// M/M/50 at 45 erlangs, four million contacts.
func BenchmarkSimulateFifty(b *testing.B) { perSecond(b, single(45, 180, 0, 20, 50, 4444), 1) }

// A run of four replications, from reading the scenario to the report with every
// queue and interval in it.
func BenchmarkSimulateWeek(b *testing.B) { perSecond(b, week(200, 300, 3000), 4) }

// week is seven days by quarter hours, 1.2 million contacts for 200 queues, of
// which 3,000 agents are busy nine tenths of their time: queues of four to a few
// dozen contacts an interval by a daily curve, groups with five skills on three levels, two shifts
// a day with lunch.
func week(queues, groups, agents int) simulate.Scenario {
	r := rand.New(rand.NewPCG(1, 2))
	const day, quarters = 96, 96 * 7
	s := simulate.Scenario{Interval: 900, Intervals: quarters}
	for q := range queues {
		volume := 4 + 28*r.Float64()
		queue := simulate.Queue{
			Name: fmt.Sprint("queue ", q), Handle: exponential(300 + 250*r.Float64()), Patience: exponential(120), Threshold: 20,
			Contacts: make([]float64, quarters),
		}
		for i := range queue.Contacts {
			hour := i % day / 4
			if hour >= 8 && hour < 20 {
				queue.Contacts[i] = volume * (0.7 + 0.6*float64(min(hour-8, 20-hour))/6)
			}
		}
		s.Queues = append(s.Queues, queue)
	}
	for g := range groups {
		group := simulate.Group{Name: fmt.Sprint("group ", g)}
		for n := range 5 {
			skill := simulate.Skill{Queue: s.Queues[(g*queues/groups+n*37+g%7)%queues].Name, Level: 1 + n/2}
			group.Skills = append(group.Skills, skill)
		}
		people := agents / groups
		for d := range 7 {
			from := float64(d * 86400)
			for half, start := range []float64{8, 12} {
				count := (people + half) / 2
				lunch := from + (start+4)*3600 + 900*float64(g%4)
				group.Shifts = append(group.Shifts, simulate.Shift{
					Agents: count, From: from + start*3600, To: from + (start+8)*3600, Breaks: []simulate.Break{{From: lunch, To: lunch + 1800}},
				})
			}
		}
		s.Groups = append(s.Groups, group)
	}
	return s
}
