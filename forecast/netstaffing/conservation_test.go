package netstaffing_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/netstaffing"
)

// played is a picture of a centre after it was simulated a few times.
func played(t rapid.TB, c *netstaffing.Centre, seed uint64, workers int) *netstaffing.Picture {
	t.Helper()
	p, err := netstaffing.Simulated(context.Background(), c, netstaffing.Options{Replications: 2, Seed: seed, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// seconds of people's time in each interval: what queues have and what is spare.
func countedSeconds(p *netstaffing.Picture, interval float64, at int) float64 {
	people := 0.0
	for _, q := range p.Queues {
		people += q.Staffed[at]
	}
	for _, g := range p.Groups {
		people += g.Spare[at]
	}
	return people * interval
}

func TestNoMorePersonSecondsAreCountedThanAreThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(2).Draw(t, "centre")
		for name, p := range map[string]*netstaffing.Picture{"formulas": instant(t, c), "simulation": played(t, c, 4, 1)} {
			for i := range c.Intervals() {
				there := 0.0
				for g := range c.Groups {
					there += c.Groups[g].Agents[i] * c.Interval
				}
				near(t, "person seconds counted by "+name, countedSeconds(p, c.Interval, i), there, 1e-6*(1+there))
			}
		}
	})
}

func TestFiguresAreWhatTheyCanBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(2).Draw(t, "centre")
		for _, p := range []*netstaffing.Picture{instant(t, c), played(t, c, 4, 1)} {
			for _, q := range p.Queues {
				for i := range c.Intervals() {
					if q.Required[i] < 0 || q.Staffed[i] < 0 || !(q.ServiceLevel[i] >= 0 && q.ServiceLevel[i] <= 1+1e-12) || !(q.Abandon[i] >= 0 && q.Abandon[i] <= 1+1e-12) {
						t.Errorf("%s at %d: required %g, staffed %g, service level %g, abandoned %g", q.Name, i, q.Required[i], q.Staffed[i], q.ServiceLevel[i], q.Abandon[i])
					}
				}
			}
			for _, g := range p.Groups {
				for i, share := range g.Occupancy {
					if !math.IsNaN(share) && !(share >= 0 && share <= 1) {
						t.Errorf("%s is busy for %g of its time at %d", g.Name, share, i)
					}
				}
			}
		}
	})
}

// The bounds hold one by one and not in sum alone: in every interval.
func TestPooledRequiredAndDedicatedStandInThisOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(3).Draw(t, "centre")
		p := instant(t, c)
		for i := range c.Intervals() {
			required := 0.0
			for _, q := range p.Queues {
				required += q.Required[i]
			}
			if low, high := p.Bounds.Pooled[i], p.Bounds.Dedicated[i]; required < 0.999*low-1e-6 || required > 1.001*high+1e-6 || low > high*(1+1e-9)+1e-9 {
				t.Errorf("interval %d: pooled %.4f, required %.4f, dedicated %.4f", i, low, required, high)
			}
		}
	})
}

func TestAnIntervalStandsForItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(3).Draw(t, "centre")
		whole := instant(t, c)
		at := rapid.IntRange(0, 2).Draw(t, "interval")
		alone := *c
		alone.Queues, alone.Groups = nil, nil
		for _, q := range c.Queues {
			q.Contacts = q.Contacts[at : at+1]
			alone.Queues = append(alone.Queues, q)
		}
		for _, g := range c.Groups {
			g.Agents = g.Agents[at : at+1]
			alone.Groups = append(alone.Groups, g)
		}
		single := instant(t, &alone)
		near(t, "pooled", single.Bounds.Pooled[0], whole.Bounds.Pooled[at], 1e-9)
		near(t, "dedicated", single.Bounds.Dedicated[0], whole.Bounds.Dedicated[at], 1e-9)
		scale := 1 + whole.Bounds.Dedicated[at]
		for q := range single.Queues {
			near(t, "required of "+single.Queues[q].Name, single.Queues[q].Required[0], whole.Queues[q].Required[at], 1e-2*scale)
		}
	})
}

func TestQueuesThatAreAlikeAreTreatedAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		erlangs := float64(rapid.IntRange(1, 150).Draw(t, "tenths of erlangs")) / 10
		each := float64(rapid.IntRange(1, 12).Draw(t, "agents of each"))
		both := float64(rapid.IntRange(0, 12).Draw(t, "agents of both"))
		c := &netstaffing.Centre{Interval: 900, Queues: []netstaffing.Queue{queue("a", erlangs, 240, 1), queue("b", erlangs, 240, 1)}}
		c.Groups = []netstaffing.Group{group("A", each, 1, 0), group("B", each, 1, 1), {
			Name: "AB", Agents: []float64{both}, Skills: []netstaffing.Skill{{Queue: 0, Level: 1}, {Queue: 1, Level: 1}},
		}}
		a, b := instant(t, c).Queues[0], instant(t, c).Queues[1]
		scale := 5e-3 * (1 + erlangs + 2*each + both)
		near(t, "required of b", b.Required[0], a.Required[0], scale)
		near(t, "people of b", b.Staffed[0], a.Staffed[0], scale)
		near(t, "service level of b", b.ServiceLevel[0], a.ServiceLevel[0], 5e-3)
		near(t, "people of both", a.Staffed[0]+b.Staffed[0], 2*each+both, 1e-6)
	})
}

func TestNamesAndOrderOfQueuesChangeNothing(t *testing.T) {
	c := week(6, 8, 40, 1)
	turned := &netstaffing.Centre{Interval: c.Interval, Groups: append([]netstaffing.Group(nil), c.Groups...)}
	last := len(c.Queues) - 1
	for q := range c.Queues {
		turned.Queues = append(turned.Queues, c.Queues[last-q])
	}
	for g := range turned.Groups {
		turned.Groups[g].Skills = append([]netstaffing.Skill(nil), c.Groups[g].Skills...)
		for s := range turned.Groups[g].Skills {
			turned.Groups[g].Skills[s].Queue = last - turned.Groups[g].Skills[s].Queue
		}
	}
	a, b := instant(t, c), instant(t, turned)
	for q := range a.Queues {
		near(t, "service level of "+a.Queues[q].Name, b.Queues[last-q].Expected.ServiceLevel.Value, a.Queues[q].Expected.ServiceLevel.Value, 0.01)
	}
	for i := range a.Bounds.Pooled {
		near(t, "pooled", b.Bounds.Pooled[i], a.Bounds.Pooled[i], 1e-6)
	}
}

func TestPlansAndComparisonsDoNotDependOnTheNumberOfWorkers(t *testing.T) {
	c := week(6, 8, 40, 1)
	options := func(workers int) netstaffing.Options {
		return netstaffing.Options{Replications: 3, Seed: 5, Workers: workers}
	}
	answers := func(workers int) (*netstaffing.Plan, *netstaffing.Difference, []netstaffing.SkillValue) {
		plan, err := netstaffing.Require(context.Background(), c, netstaffing.PlanOptions{Options: options(workers), Rounds: 2})
		if err != nil {
			t.Fatal(err)
		}
		after, err := c.Trained([]netstaffing.Training{{Group: 1, Queue: missing(c, 1), People: 1}})
		if err != nil {
			t.Fatal(err)
		}
		difference, err := netstaffing.Compare(context.Background(), c, after, options(workers))
		if err != nil {
			t.Fatal(err)
		}
		values, err := netstaffing.SkillValues(context.Background(), c, workers)
		if err != nil {
			t.Fatal(err)
		}
		return plan, difference, values
	}
	plan, difference, values := answers(1)
	otherPlan, otherDifference, otherValues := answers(7)
	for what, pair := range map[string][2]any{"plan": {plan, otherPlan}, "difference": {difference, otherDifference}, "values": {values, otherValues}} {
		if diff := cmp.Diff(pair[0], pair[1], cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("the %s differs (-one worker +seven):\n%s", what, diff)
		}
	}
}

// missing is a queue that a group cannot handle.
func missing(c *netstaffing.Centre, group int) int {
	for q := range c.Queues {
		known := false
		for _, s := range c.Groups[group].Skills {
			known = known || s.Queue == q
		}
		if !known {
			return q
		}
	}
	return -1
}

func TestWhatIsDoneIsToldInAscendingOrderUpToAll(t *testing.T) {
	c := lopsided()
	for name, ask := range map[string]func(netstaffing.Options) error{
		"simulated": func(o netstaffing.Options) error { _, err := netstaffing.Simulated(t.Context(), c, o); return err },
		"compared":  func(o netstaffing.Options) error { _, err := netstaffing.Compare(t.Context(), c, c, o); return err },
		"planned": func(o netstaffing.Options) error {
			_, err := netstaffing.Require(t.Context(), c, netstaffing.PlanOptions{Options: o, Rounds: 3})
			return err
		},
	} {
		for _, workers := range []int{1, 4} {
			var told []float64
			o := netstaffing.Options{Replications: 4, Seed: 1, Workers: workers, Done: func(share float64) { told = append(told, share) }}
			if err := ask(o); err != nil {
				t.Fatal(err)
			}
			// A plan may need fewer rounds than it may take.
			if len(told) < 4 || !slices.IsSorted(told) || told[0] <= 0 || told[len(told)-1] > 1 || name != "planned" && told[len(told)-1] != 1 {
				t.Errorf("%s by %d workers: told %v; want to rise from above 0 to 1", name, workers, told)
			}
		}
	}
}
