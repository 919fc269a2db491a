package simulate_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
)

// anyCentre draws a centre in which everything may happen at once.
func anyCentre(t *rapid.T) simulate.Scenario {
	const intervals = 4
	s := simulate.Scenario{
		Interval: 900, Intervals: intervals, Busyness: rapid.SampledFrom([]float64{0, 20}).Draw(t, "busyness"),
		Taking:   simulate.Taking(rapid.IntRange(0, 1).Draw(t, "taking")),
		Choosing: simulate.Choosing(rapid.IntRange(0, 1).Draw(t, "choosing")),
		Leaving:  simulate.Leaving(rapid.IntRange(0, 1).Draw(t, "leaving")),
	}
	queues := rapid.IntRange(1, 4).Draw(t, "queues")
	for q := range queues {
		queue := simulate.Queue{
			Name: fmt.Sprint("q", q), Contacts: rapid.SliceOfN(rapid.Float64Range(0, 60), intervals, intervals).Draw(t, "contacts"), Threshold: 20,
			Handle: exponential(rapid.Float64Range(30, 600).Draw(t, "handle")), Waiting: rapid.IntRange(0, 15).Draw(t, "waiting"),
			Priority: rapid.IntRange(0, 2).Draw(t, "priority"),
		}
		if rapid.Bool().Draw(t, "impatient") {
			queue.Patience = exponential(rapid.Float64Range(20, 400).Draw(t, "patience"))
			if rapid.Bool().Draw(t, "redial") {
				queue.Redial = &simulate.Redial{Share: 0.5, After: 120}
			}
		}
		if rapid.Bool().Draw(t, "callback") {
			queue.Callback = &simulate.Callback{From: rapid.IntRange(0, 5).Draw(t, "from"), Accept: 0.4}
		}
		if q+1 < queues && rapid.Bool().Draw(t, "overflow") {
			queue.Overflow = &simulate.Overflow{After: rapid.Float64Range(0, 90).Draw(t, "after"), To: fmt.Sprint("q", q+1)}
		}
		s.Queues = append(s.Queues, queue)
	}
	for g := range rapid.IntRange(1, 4).Draw(t, "groups") {
		group := simulate.Group{Name: fmt.Sprint("g", g), Agents: rapid.SliceOfN(rapid.IntRange(0, 12), intervals, intervals).Draw(t, "agents")}
		if rapid.IntRange(0, 3).Draw(t, "chats") == 0 {
			group.Chats = []float64{1, 1.3, 1.7}
		}
		for q := range s.Queues {
			group.Skills = append(group.Skills, simulate.Skill{
				Queue: s.Queues[q].Name, Level: rapid.IntRange(1, 3).Draw(t, "level"), Rank: rapid.IntRange(1, 3).Draw(t, "rank"),
				After: rapid.SampledFrom([]float64{0, 0, 30}).Draw(t, "opens"), Chat: len(group.Chats) > 0 && q%2 == 0,
			})
		}
		s.Groups = append(s.Groups, group)
	}
	return s
}

func TestNoContactAndNoTimeIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := anyCentre(rt)
		r := run(t, s, simulate.Options{Replications: 2, Seed: 4, Step: 300})
		for _, q := range append(slices.Clone(r.Queues), r.All) {
			if lost := q.Offered.Mean - q.Answered.Mean - q.Abandoned.Mean - q.CalledBack.Mean - q.LeftWaiting.Mean; math.Abs(lost) > 1e-9 {
				rt.Fatalf("%s: %g contacts are lost: %+v\n%+v", q.Name, lost, q, s)
			}
			for v, level := range q.ServiceLevel {
				if level.Mean < 0 || level.Mean > 1 {
					rt.Fatalf("%s: %s is %g", q.Name, erlang.Variants()[v], level.Mean)
				}
			}
		}
		for g, group := range r.Groups {
			if group.BusyHours.Mean > group.StaffedHours.Mean+1e-9 || group.BusyHours.Mean < -1e-9 {
				rt.Fatalf("%s: busy %g of %g hours\n%+v", group.Name, group.BusyHours.Mean, group.StaffedHours.Mean, s)
			}
			for i, busy := range r.Course.Groups[g].Busy.First {
				agents := s.Groups[g].Agents[min(3, (i*300+299)/900)]
				if idle := r.Course.Groups[g].Idle.First[i]; busy < 0 || idle < 0 || idle > 0 && int(busy+idle) > agents && s.Groups[g].Chats == nil {
					rt.Fatalf("%s, sample %d: %d busy and %d idle of %d", group.Name, i, busy, idle, agents)
				}
			}
		}
	})
}

// Names and the order of queues are words: they change nothing that happens.
func TestTheOrderOfQueuesAndTheNamesOfGroupsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := anyCentre(rt)
		for i := range s.Queues {
			s.Queues[i].Waiting = 0 // who is first of those who come at one moment is settled by order
		}
		other := s
		other.Queues, other.Groups = slices.Clone(s.Queues), slices.Clone(s.Groups)
		slices.Reverse(other.Queues)
		for g := range other.Groups {
			other.Groups[g].Name = "the same " + other.Groups[g].Name
		}
		a, b := run(t, s, simulate.Options{Replications: 2, Seed: 4}), run(t, other, simulate.Options{Replications: 2, Seed: 4})
		slices.Reverse(b.Queues)
		near := cmp.Comparer(func(x, y float64) bool {
			return x == y || math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) <= 1e-9*(1+math.Abs(x))
		})
		if diff := cmp.Diff(a.Queues, b.Queues, near); diff != "" {
			rt.Fatalf("with the queues in another order: %s\n%+v", diff, s)
		}
		for g := range a.Groups {
			if x, y := a.Groups[g].Occupancy.Mean, b.Groups[g].Occupancy.Mean; !(math.Abs(x-y) < 1e-9) && !math.IsNaN(x) {
				rt.Fatalf("group %d is busy for %g and %g", g, x, y)
			}
		}
	})
}

// Forty wait when the first interval begins.
func TestAWarmStartFollowsTheTransientSolution(t *testing.T) {
	const minutes = 30
	s := single(12, 240, 180, 20, 16, 1)
	s.WarmUp, s.Interval, s.Intervals = 0, 60, minutes
	s.Queues[0].Contacts, s.Groups[0].Agents = flat(12.*60/240, minutes), flat(16, minutes)
	s.Queues[0].Waiting = 40
	r := run(t, s, simulate.Options{Replications: 4000, Seed: 8, Workers: 2, Step: 60})
	var spans []erlang.Span
	for range minutes {
		spans = append(spans, erlang.Span{Seconds: 60, Arrivals: 12. / 240, Agents: 16})
	}
	want, err := erlang.Transient(erlang.Course{AHT: 240, Patience: 180, Waiting: 40}, spans, 5)
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range want {
		queue, busy := r.Course.Queues[0].Mean[i], r.Course.Groups[0].Busy.Mean[i]
		// Four thousand replications know a mean near 20 to about 0.06.
		if math.Abs(queue-w.QueueAtEnd) > 0.3 || math.Abs(busy-w.BusyAtEnd) > 0.25 {
			t.Errorf("minute %d: %.3f wait and %.3f are busy; the transient solution says %.3f and %.3f", i+1, queue, busy, w.QueueAtEnd, w.BusyAtEnd)
		}
	}
}

// A busy day is busy for all queues: their volumes go together.
func TestABusyDayIsSharedByAllQueues(t *testing.T) {
	const hours, days = 4, 400
	s := two()
	s.Intervals, s.WarmUp = hours, 0
	for i := range s.Queues {
		s.Queues[i].Contacts, s.Groups[i].Agents = flat(100., hours), flat(6, hours)
	}
	deviation := func(s simulate.Scenario) float64 {
		offered := run(t, s, simulate.Options{Replications: days, Seed: 2}).All.Offered
		return offered.SE * math.Sqrt(days) / offered.Mean
	}
	s.Busyness = 10
	// The volume deviates as the gamma variable, by 1/√10, and a little by chance.
	together := deviation(s)
	if want := math.Sqrt(1./10 + 1./(2*100*hours)); math.Abs(together-want) > 0.15*want {
		t.Errorf("the volume deviates by %.3f of its mean, want %.3f", together, want)
	}
	s.Busyness, s.Queues[0].Busyness, s.Queues[1].Busyness = 0, 10, 10
	if apart := deviation(s); apart > 0.85*together {
		t.Errorf("queues that are busy apart deviate by %.3f, those that are busy at once by %.3f; want a good deal less", apart, together)
	}
}

// What is drawn keeps its law, whatever the ziggurat does at its edges.
func TestExponentialTimesHaveTheirTail(t *testing.T) {
	s := single(50, 100, 0, 20, 400, 300)
	s.Queues[0].Patience = exponential(100)
	s.Groups[0].Agents = flat(0, 300)
	s.Groups[0].Agents[299] = 1
	s.Queues[0].Threshold = 100
	q := run(t, s, simulate.Options{Replications: 4, Seed: 13}).Queues[0]
	// Nobody answers: waits are the patience itself.
	if got, want := q.MeanWait.Mean, 100.; math.Abs(got-want) > 0.5 {
		t.Errorf("they bear %.2f s in mean, want %.2f", got, want)
	}
	// A share of 1 - 1/e gives up within the mean.
	if got, want := q.ServiceLevel[2].Mean, 1-1/math.E; math.Abs(got-want) > 0.003 {
		t.Errorf("%.4f give up within the mean, want %.4f", got, want)
	}
}
