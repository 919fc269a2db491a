package netstaffing_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/netstaffing"
)

func require(t rapid.TB, c *netstaffing.Centre, rounds int) *netstaffing.Plan {
	t.Helper()
	p, err := netstaffing.Require(context.Background(), c, netstaffing.PlanOptions{
		Options: netstaffing.Options{Replications: 10, Seed: 3, Workers: 2}, Rounds: rounds,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func peopleOf(p *netstaffing.Plan, interval int) float64 {
	total := 0.0
	for _, g := range p.Groups {
		total += g.Agents[interval]
	}
	return total
}

func TestAPlanLiesBetweenThePoolAndTheDedicated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(1).Draw(t, "centre")
		p := require(t, c, -1)
		if got := peopleOf(p, 0); got < p.Bounds.Pooled[0]-1e-6 || got > p.Bounds.Dedicated[0]+1e-6 {
			t.Errorf("%.4f people are not between %.4f pooled and %.4f dedicated: %+v", got, p.Bounds.Pooled[0], p.Bounds.Dedicated[0], p.Groups)
		}
	})
}

func TestAPlanOfOnePoolAndOfSingleSkillsIsTheFormulas(t *testing.T) {
	queues := []netstaffing.Queue{queue("a", 10, 180, 1), queue("b", 10, 180, 1)}
	both := &netstaffing.Centre{Interval: 900, Queues: queues, Groups: []netstaffing.Group{group("both", 0, 1, 0, 1)}}
	near(t, "people who can do both", peopleOf(require(t, both, -1), 0), requirement(t, 20, 180, 300, eighty()), 0.05)
	single := &netstaffing.Centre{Interval: 900, Queues: queues, Groups: []netstaffing.Group{group("a", 0, 1, 0), group("b", 0, 1, 1)}}
	near(t, "people who can do one", peopleOf(require(t, single, -1), 0), 2*requirement(t, 10, 180, 300, eighty()), 0.05)
}

func TestPeopleWhoCostMoreAreTakenOnlyWhereTheySaveOthers(t *testing.T) {
	queues := []netstaffing.Queue{queue("a", 10, 180, 1), queue("b", 10, 180, 1)}
	c := &netstaffing.Centre{Interval: 900, Queues: queues, Groups: []netstaffing.Group{
		group("a", 10, 1, 0), group("b", 10, 1, 1), group("both", 4, 1, 0, 1),
	}}
	c.Groups[2].Cost = 1.5
	mixed := require(t, c, -1)
	if both := mixed.Groups[2].Agents[0]; both <= 0 {
		t.Errorf("nobody with both skills at 1.5 times the cost: %+v; they save two", mixed.Groups)
	}
	c.Groups[2].Cost = 5
	dear := require(t, c, -1)
	if dear.Groups[2].Agents[0] >= mixed.Groups[2].Agents[0] {
		t.Errorf("at 5 times the cost %.2f with both skills, at 1.5 times %.2f", dear.Groups[2].Agents[0], mixed.Groups[2].Agents[0])
	}
}

func TestWhoCannotBeHadIsShort(t *testing.T) {
	c := &netstaffing.Centre{Interval: 900, Queues: []netstaffing.Queue{queue("a", 10, 180, 1)}, Groups: []netstaffing.Group{group("a", 8, 1, 0)}}
	c.Groups[0].Most = 8
	p := require(t, c, -1)
	near(t, "people", p.Groups[0].Agents[0], 8, 1e-9)
	near(t, "short", p.Short[0][0], requirement(t, 10, 180, 300, eighty())-8, 1e-4)
}

func TestSimulationCorrectsAPlanUntilEveryGoalIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a day many times")
	}
	c := week(8, 12, 60, 1)
	first := require(t, c, -1)
	if first.Converged || len(first.Rounds) != 0 {
		t.Errorf("a plan that was not played says converged %v, rounds %v", first.Converged, first.Rounds)
	}
	p := require(t, c, 6)
	t.Logf("rounds %+v", p.Rounds)
	if !p.Converged {
		t.Fatalf("not converged: %+v", p.Rounds)
	}
	for q, queue := range p.Picture.Queues {
		s := queue.Simulated.ServiceLevel
		if want := c.Queues[q].Goals.ServiceLevel; s.Value < want-2*s.SE {
			t.Errorf("%s was answered in time with %.3f ± %.3f; want %.2f", queue.Name, s.Value, s.SE, want)
		}
	}
	pooled, dedicated, people := 0.0, 0.0, 0.0
	for i := range c.Intervals() {
		pooled, dedicated, people = pooled+p.Bounds.Pooled[i], dedicated+p.Bounds.Dedicated[i], people+peopleOf(p, i)
	}
	if people < pooled || people > 1.02*dedicated {
		t.Errorf("%.0f agent intervals, pooled %.0f, dedicated %.0f", people, pooled, dedicated)
	}
}

// Queue a brings 10 erlangs to a group of which no more than 8 can be there.
func TestQueuesForWhomNobodyMoreCanBeHadAreNamed(t *testing.T) {
	c := &netstaffing.Centre{
		Interval: 900,
		Queues:   []netstaffing.Queue{queue("a", 10, 180, 32), queue("b", 10, 180, 32)},
		Groups:   []netstaffing.Group{group("a", 8, 32, 0), group("b", 8, 32, 1)},
	}
	c.Groups[0].Most = 8
	p := require(t, c, 6)
	if diff := cmp.Diff([]int{0}, p.Limited); diff != "" || p.Converged {
		t.Errorf("queues limited by people (-want +got):\n%s\nconverged %v, rounds %+v", diff, p.Converged, p.Rounds)
	}
	last := p.Rounds[len(p.Rounds)-1]
	if last.Missed != 1 || last.Limited != 1 || len(p.Rounds) == 6 {
		t.Errorf("rounds %+v; want an end once the only goal missed is one that nobody can keep", p.Rounds)
	}
	if s := p.Picture.Queues[1].Simulated.ServiceLevel; s.Value < 0.8-3*s.SE {
		t.Errorf("b, for which there are people, was answered in time with %.3f ± %.3f; want 0.8", s.Value, s.SE)
	}
}

func TestInTheSecondHalfOfTheRoundsNobodyIsTakenAway(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a day many times")
	}
	c := week(24, 36, 360, 1)
	for _, rounds := range []int{2, 3, 6} {
		p := require(t, c, rounds)
		t.Logf("of %d rounds: converged %v, %+v", rounds, p.Converged, p.Rounds)
		best := p.Rounds[0]
		for n, round := range p.Rounds[1:] {
			if 2*(n+1) >= rounds && round.AgentHours < best.AgentHours {
				t.Errorf("of %d rounds, the one after %d has %.1f agent hours, the best before it %.1f: %+v", rounds, n+1, round.AgentHours, best.AgentHours, p.Rounds)
			}
			if round.Missed < best.Missed || round.Missed == best.Missed && round.AgentHours < best.AgentHours {
				best = round
			}
		}
		if rounds == 6 && !p.Converged {
			t.Errorf("not converged in 6 rounds: %+v", p.Rounds)
		}
	}
}
