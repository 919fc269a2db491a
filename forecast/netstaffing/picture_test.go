package netstaffing_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/forecast/staffing"
)

func instant(t rapid.TB, c *netstaffing.Centre) *netstaffing.Picture {
	t.Helper()
	p, err := netstaffing.Instant(context.Background(), c, 2)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// requirement is what one queue needs alone.
func requirement(t rapid.TB, erlangs, aht, patience float64, g staffing.Goals) float64 {
	t.Helper()
	r, err := staffing.Requirement(staffing.Load{Erlangs: erlangs, AHT: aht, Patience: patience}, g)
	if err != nil {
		t.Fatal(err)
	}
	return r.Fractional
}

func near(t rapid.TB, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %.6g; want %.6g ± %g", what, got, want, within)
	}
}

// Two queues of 10 erlangs and 14 people who can do both: counted fully for each
// queue they would look enough; they are 14 people for 20 erlangs.
func TestOnePersonIsNeverCountedFullyForTwoQueues(t *testing.T) {
	c := &netstaffing.Centre{
		Interval: 900, Queues: []netstaffing.Queue{queue("a", 10, 180, 1), queue("b", 10, 180, 1)},
		Groups: []netstaffing.Group{{Name: "both", Agents: []float64{14}, Skills: []netstaffing.Skill{{Queue: 0}, {Queue: 1}}}},
	}
	p := instant(t, c)
	for _, q := range p.Queues {
		near(t, "people counted for "+q.Name, q.Staffed[0], 7, 1e-3)
		if q.ServiceLevel[0] > 0.10 || q.Abandon[0] < 0.25 {
			t.Errorf("%s is promised a service level of %.3f and %.3f abandoned; want at most 0.10 and at least 0.25", q.Name, q.ServiceLevel[0], q.Abandon[0])
		}
		if q.Net[0] > -4 {
			t.Errorf("%s has net staffing %.2f; want about -4.3", q.Name, q.Net[0])
		}
	}
	c.Groups[0].Agents[0] = 23
	p = instant(t, c)
	pooled := staffing.Perform(staffing.Load{Erlangs: 20, AHT: 180, Patience: 300}, eighty(), 23)
	near(t, "service of 23 pooled", p.Queues[0].ServiceLevel[0], pooled.ServiceLevel, 1e-6)
	if p.Queues[0].Net[0] < 0 || p.Queues[1].Net[0] < 0 {
		t.Errorf("23 for two pooled queues of 10 erlangs leave net staffing %.2f and %.2f; want enough", p.Queues[0].Net[0], p.Queues[1].Net[0])
	}
}

func TestPeopleWithOneSkillGiveTheQueuesOwnFormula(t *testing.T) {
	c := &netstaffing.Centre{
		Interval: 900, Queues: []netstaffing.Queue{queue("a", 12.5, 180, 1), queue("b", 3, 400, 1)},
		Groups: []netstaffing.Group{group("a", 14, 1, 0), group("b", 5, 1, 1)},
	}
	p := instant(t, c)
	for i, want := range []float64{requirement(t, 12.5, 180, 300, eighty()), requirement(t, 3, 400, 300, eighty())} {
		near(t, "requirement of "+p.Queues[i].Name, p.Queues[i].Required[0], want, 1e-9)
		near(t, "requirement alone of "+p.Queues[i].Name, p.Queues[i].Dedicated[0], want, 1e-9)
		near(t, "people of "+p.Queues[i].Name, p.Queues[i].Staffed[0], c.Groups[i].Agents[0], 1e-9)
	}
	with := staffing.Perform(staffing.Load{Erlangs: 12.5, AHT: 180, Patience: 300}, eighty(), 14)
	near(t, "service level", p.Queues[0].ServiceLevel[0], with.ServiceLevel, 1e-9)
	near(t, "abandonment", p.Queues[0].Abandon[0], with.PAbandon, 1e-9)
	near(t, "pooled", p.Bounds.Pooled[0], p.Bounds.Dedicated[0], 1e-9) // nobody connects them
}

func TestPeopleWhoCanDoEverythingGiveThePooledFormula(t *testing.T) {
	c := &netstaffing.Centre{
		Interval: 900, Queues: []netstaffing.Queue{queue("a", 12, 240, 1), queue("b", 6, 240, 1), queue("c", 2, 240, 1)},
		Groups: []netstaffing.Group{group("x", 12, 1, 0, 1, 2), group("y", 11, 1, 2, 1, 0)},
	}
	p := instant(t, c)
	want, total := requirement(t, 20, 240, 300, eighty()), 0.0
	for _, q := range p.Queues {
		total += q.Required[0]
	}
	near(t, "requirement of all", total, want, 1e-6)
	near(t, "lower bound", p.Bounds.Pooled[0], want, 1e-9)
}

// centres draws queues alike in handle time and goals, so that the bounds are
// exact, and groups with any skills; every queue has somebody.
func centres(intervals int) *rapid.Generator[*netstaffing.Centre] {
	return rapid.Custom(func(t *rapid.T) *netstaffing.Centre {
		c := &netstaffing.Centre{Interval: 900}
		queues := rapid.IntRange(1, 5).Draw(t, "queues")
		for q := range queues {
			one := queue(string(rune('a'+q)), 0, 240, intervals)
			for i := range one.Contacts {
				one.Contacts[i] = float64(rapid.IntRange(0, 800).Draw(t, "tenths of contacts")) / 10
			}
			c.Queues = append(c.Queues, one)
		}
		for g := range rapid.IntRange(1, 6).Draw(t, "groups") {
			var can []int
			for q := range queues {
				if g == 0 || rapid.Bool().Draw(t, "can") {
					can = append(can, q)
				}
			}
			if len(can) == 0 {
				can = []int{g % queues}
			}
			one := group(string(rune('A'+g)), 0, intervals, can...)
			for i := range one.Agents {
				one.Agents[i] = float64(rapid.IntRange(0, 30).Draw(t, "agents"))
			}
			c.Groups = append(c.Groups, one)
		}
		return c
	})
}

func TestEverybodyIsCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(2).Draw(t, "centre")
		p := instant(t, c)
		for i := range c.Intervals() {
			present, counted, spare := 0.0, 0.0, 0.0
			for g, group := range p.Groups {
				present += c.Groups[g].Agents[i]
				parts := group.Spare[i]
				spare += group.Spare[i]
				for s := range group.Parts {
					if group.Parts[s][i] < 0 {
						t.Errorf("group %s has %g people for skill %d", group.Name, group.Parts[s][i], s)
					}
					parts += group.Parts[s][i]
				}
				near(t, "the parts of "+group.Name, parts, c.Groups[g].Agents[i], 1e-6)
			}
			for _, q := range p.Queues {
				counted += q.Staffed[i]
				near(t, "net staffing of "+q.Name, q.Net[i], q.Staffed[i]-q.Required[i], 1e-9)
			}
			near(t, "people counted for queues and spare", counted+spare, present, 1e-6)
		}
	})
}

func TestWhatQueuesRequireLiesBetweenThePoolAndTheDedicated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(1).Draw(t, "centre")
		p := instant(t, c)
		total := 0.0
		for _, q := range p.Queues {
			if q.Required[0] > q.Dedicated[0]*1.001+1e-6 {
				t.Errorf("%s requires %.4f shared, and %.4f alone", q.Name, q.Required[0], q.Dedicated[0])
			}
			total += q.Required[0]
		}
		if total < p.Bounds.Pooled[0]*0.999-1e-6 || total > p.Bounds.Dedicated[0]*1.001+1e-6 {
			t.Errorf("required %.4f is not between %.4f pooled and %.4f dedicated", total, p.Bounds.Pooled[0], p.Bounds.Dedicated[0])
		}
	})
}

func TestMorePeopleNeverMakeServiceWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(1).Draw(t, "centre")
		before := instant(t, c)
		g := rapid.IntRange(0, len(c.Groups)-1).Draw(t, "group")
		c.Groups[g].Agents[0] += 5
		after := instant(t, c)
		good := func(p *netstaffing.Picture) (in, contacts float64) {
			for q := range p.Queues {
				n := c.Queues[q].Contacts[0]
				in += n * p.Queues[q].ServiceLevel[0]
				contacts += n
			}
			return in, contacts
		}
		was, contacts := good(before)
		is, _ := good(after)
		if is < was-0.01*contacts {
			t.Errorf("with 5 more in %s %.3f of %.1f contacts are in time, before %.3f", c.Groups[g].Name, is, contacts, was)
		}
	})
}

func TestWorkGoesToFirstChoicesUntilTheyAreBusier(t *testing.T) {
	c := &netstaffing.Centre{Interval: 900, Queues: []netstaffing.Queue{queue("a", 6, 240, 1), queue("b", 1, 240, 1)}}
	c.Groups = []netstaffing.Group{group("first", 12, 1, 0), group("second", 12, 1, 1, 0)}
	p := instant(t, c)
	near(t, "occupancy of the first choice", p.Groups[0].Occupancy[0], (7+0.1*12)/24, 1e-3)
	near(t, "occupancy of the second", p.Groups[1].Occupancy[0], (7-0.1*12)/24, 1e-3)
}

func TestNoMoreWorkIsLeftUndoneThanMustBe(t *testing.T) {
	// a can only be done by A, who must therefore leave all of b to B.
	c := &netstaffing.Centre{Interval: 900, Queues: []netstaffing.Queue{queue("a", 9.9, 240, 1), queue("b", 9.9, 240, 1)}}
	c.Groups = []netstaffing.Group{group("A", 10, 1, 1, 0), group("B", 10, 1, 1)}
	p := instant(t, c)
	for _, g := range p.Groups {
		near(t, "occupancy of "+g.Name, g.Occupancy[0], 0.99, 0.005)
	}
}

func TestAQueueWithoutPeopleNeedsWhatItWouldAlone(t *testing.T) {
	c := &netstaffing.Centre{Interval: 900, Queues: []netstaffing.Queue{queue("a", 5, 240, 2)}, Groups: []netstaffing.Group{group("A", 8, 2, 0)}}
	c.Groups[0].Agents[1] = 0
	p := instant(t, c).Queues[0]
	near(t, "required", p.Required[1], p.Dedicated[1], 1e-6)
	near(t, "net", p.Net[1], -p.Dedicated[1], 1e-6)
	if p.ServiceLevel[1] > 1e-3 || p.Abandon[1] < 0.999 {
		t.Errorf("nobody is there: service level %g, abandoned %g", p.ServiceLevel[1], p.Abandon[1])
	}
}

func TestTheMinimumHoldsWhileOpenWhateverComes(t *testing.T) {
	q := queue("a", 0, 240, 2)
	q.Goals.MinAgents, q.Open = 3, []bool{true, false}
	p := instant(t, &netstaffing.Centre{Interval: 900, Queues: []netstaffing.Queue{q}, Groups: []netstaffing.Group{group("A", 4, 2, 0)}})
	if diff := cmp.Diff([]float64{3, 0}, p.Queues[0].Required, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("required (-want +got):\n%s", diff)
	}
	near(t, "spare when closed", p.Groups[0].Spare[1], 4, 1e-9)
}

func TestThePictureDoesNotDependOnTheNumberOfWorkers(t *testing.T) {
	c := week(12, 15, 80, 1)
	var pictures []*netstaffing.Picture
	for _, workers := range []int{0, 1, 5} {
		p, err := netstaffing.Simulated(context.Background(), c, netstaffing.Options{Replications: 3, Seed: 9, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, p)
	}
	for _, p := range pictures[1:] {
		if diff := cmp.Diff(pictures[0], p, cmpopts.EquateNaNs()); diff != "" {
			t.Fatalf("pictures differ (-one worker +more):\n%s", diff)
		}
	}
}

func TestACancelledPictureStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := week(12, 15, 80, 1)
	if _, err := netstaffing.Instant(ctx, c, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("Instant: %v", err)
	}
	if _, err := netstaffing.Simulated(ctx, c, netstaffing.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Simulated: %v", err)
	}
	if _, err := netstaffing.Require(ctx, c, netstaffing.PlanOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Require: %v", err)
	}
}
