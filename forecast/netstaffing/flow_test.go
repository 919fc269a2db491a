package netstaffing

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// meshes draws who can do what, who is there and what there is to do in one
// interval.
func meshes(handles bool) *rapid.Generator[*Centre] {
	return rapid.Custom(func(t *rapid.T) *Centre {
		c := &Centre{Interval: 900}
		for range rapid.IntRange(1, 6).Draw(t, "queues") {
			c.Queues = append(c.Queues, Queue{Contacts: []float64{float64(rapid.IntRange(0, 400).Draw(t, "contacts")) / 10}, AHT: []float64{float64(rapid.IntRange(30, 600).Draw(t, "handle time"))}})
		}
		for range rapid.IntRange(1, 6).Draw(t, "groups") {
			g := Group{Agents: []float64{float64(rapid.IntRange(0, 120).Draw(t, "tenths of agents")) / 10}}
			for q := range c.Queues {
				if !rapid.Bool().Draw(t, "can") {
					continue
				}
				s := Skill{Queue: q, Level: rapid.IntRange(0, 3).Draw(t, "level")}
				if handles {
					s.Handle = float64(rapid.IntRange(5, 20).Draw(t, "handle")) / 10
				}
				g.Skills = append(g.Skills, s)
			}
			c.Groups = append(c.Groups, g)
		}
		return c
	})
}

// settled spreads the work of the first interval.
func settledFlow(c *Centre, preferences bool) *flow {
	m := meshOf(c)
	if !preferences {
		for i := range m.pairs {
			m.pairs[i].preference = 0
		}
	}
	f := newFlow(m)
	f.load(c, 0)
	f.settle()
	return f
}

// over is how much work the groups have beyond what they can do, undone work
// included.
func (f *flow) over() float64 {
	total := 0.0
	for q := range f.undone {
		total += f.undone[q]
	}
	for g := range f.busy {
		total += max(0, f.busy[g]-f.agents[g])
	}
	return total
}

func (f *flow) allWork() float64 { return sum(f.work) }

func TestEveryQueuesWorkIsSpreadOnceAndOnlyOverWhoCanDoItAndIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(true).Draw(t, "centre")
		f := settledFlow(c, true)
		for q, pairs := range f.byQueue {
			spread := f.undone[q]
			for _, p := range pairs {
				if f.taken[p] < 0 || f.taken[p] > 0 && f.agents[f.pairs[p].group] == 0 {
					t.Errorf("queue %d: group %d of %g agents takes %g", q, f.pairs[p].group, f.agents[f.pairs[p].group], f.taken[p])
				}
				spread += f.taken[p]
			}
			if math.Abs(spread-f.work[q]) > 1e-6*(1+f.work[q]) {
				t.Errorf("queue %d brings %g erlangs, of which %g were spread", q, f.work[q], spread)
			}
		}
		for g, pairs := range f.byGroup {
			busy := 0.0
			for _, p := range pairs {
				busy += f.taken[p] * f.pairs[p].handle
			}
			if math.Abs(busy-f.busy[g]) > 1e-6*(1+busy) {
				t.Errorf("group %d does %g erlangs and is kept busy by %g", g, busy, f.busy[g])
			}
		}
	})
}

func TestWorkIsLeftUndoneOnlyWhereNobodyIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(true).Draw(t, "centre")
		f := settledFlow(c, true)
		for q, pairs := range f.byQueue {
			there := false
			for _, p := range pairs {
				there = there || f.agents[f.pairs[p].group] > 0
			}
			if (f.undone[q] > 0) == there && f.work[q] > 0 {
				t.Errorf("queue %d with %g erlangs leaves %g undone; somebody is there: %v", q, f.work[q], f.undone[q], there)
			}
		}
	})
}

// The most work that can be done is a maximum flow; without preferences the
// evenest spreading does as much (max-flow min-cut: some set of queues has more
// work than all who can do any of it, and no other way helps that).
func TestNoOtherWayLeavesLessWorkUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(false).Draw(t, "centre")
		f := settledFlow(c, false)
		most := 0.0 // overload that no way avoids: the worst set of queues
		for set := range 1 << len(c.Queues) {
			work, able := 0.0, 0.0
			for q := range c.Queues {
				if set>>q&1 == 1 {
					work += f.work[q]
				}
			}
			for g, pairs := range f.byGroup {
				for _, p := range pairs {
					if set>>f.pairs[p].queue&1 == 1 {
						able += f.agents[g]
						break
					}
				}
			}
			most = max(most, work-able)
		}
		if got := f.over(); math.Abs(got-most) > 2e-3*(1+f.allWork()) {
			t.Errorf("%g erlangs are beyond what people can do; the least possible is %g", got, most)
		}
	})
}

func TestOneMoreSkillNeverLeavesMoreWorkUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(false).Draw(t, "centre")
		before := settledFlow(c, false).over()
		g := rapid.IntRange(0, len(c.Groups)-1).Draw(t, "who learns")
		q := rapid.IntRange(0, len(c.Queues)-1).Draw(t, "what")
		for _, s := range c.Groups[g].Skills {
			if s.Queue == q {
				t.Skip("they can already")
			}
		}
		c.Groups[g].Skills = append(c.Groups[g].Skills, Skill{Queue: q})
		after := settledFlow(c, false)
		if got := after.over(); got > before+2e-3*(1+after.allWork()) {
			t.Errorf("with one more skill %g erlangs are left undone, before %g", got, before)
		}
	})
}

func TestMorePeopleNeverLeaveMoreWorkUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(false).Draw(t, "centre")
		before := settledFlow(c, true).over()
		g := rapid.IntRange(0, len(c.Groups)-1).Draw(t, "group")
		c.Groups[g].Agents[0] += float64(rapid.IntRange(1, 50).Draw(t, "tenths of agents")) / 10
		after := settledFlow(c, true)
		if got := after.over(); got > before+2e-3*(1+after.allWork()) {
			t.Errorf("with more people %g erlangs are left undone, before %g", got, before)
		}
	})
}

// Without preferences two groups that share a queue's work are equally busy,
// unless one of them has none of it because it is the busier one anyway.
func TestGroupsThatShareAQueueAreEquallyBusy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(false).Draw(t, "centre")
		f := settledFlow(c, false)
		within := 5e-3 * (1 + f.allWork())
		for q, pairs := range f.byQueue {
			for _, a := range pairs {
				for _, b := range pairs {
					ga, gb := f.pairs[a].group, f.pairs[b].group
					if f.agents[ga] == 0 || f.agents[gb] == 0 || f.taken[a] <= within {
						continue
					}
					// moving some of a's work to b must not help
					least := min(f.agents[ga], f.agents[gb])
					if excess := (f.busy[ga]/f.agents[ga] - f.busy[gb]/f.agents[gb]) * least; excess > within {
						t.Errorf("queue %d: group %d is busy by %.4f of its agents and takes %.4f, group %d only by %.4f", q, ga, f.busy[ga]/f.agents[ga], f.taken[a], gb, f.busy[gb]/f.agents[gb])
					}
				}
			}
		}
	})
}

func TestAlikeGroupsAreSpreadAlikeWhateverTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := meshes(false).Draw(t, "centre")
		turned := &Centre{Interval: c.Interval}
		for q := range c.Queues {
			turned.Queues = append(turned.Queues, c.Queues[len(c.Queues)-1-q])
		}
		for g := range c.Groups {
			one := c.Groups[len(c.Groups)-1-g]
			one.Skills = nil
			for _, s := range c.Groups[len(c.Groups)-1-g].Skills {
				s.Queue = len(c.Queues) - 1 - s.Queue
				one.Skills = append(one.Skills, s)
			}
			turned.Groups = append(turned.Groups, one)
		}
		a, b := settledFlow(c, false), settledFlow(turned, false)
		for g := range a.busy {
			if got, want := b.busy[len(b.busy)-1-g], a.busy[g]; math.Abs(got-want) > 5e-3*(1+a.allWork()) {
				t.Errorf("group %d does %.4f erlangs, and %.4f where queues and groups stand in reverse", g, want, got)
			}
		}
	})
}

// People are given as whole agents now and then; what is staffed is what is
// played, to within one agent at any time.
func TestWholeAgentsAddUpToTheFractionsTheyStandFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		agents := rapid.SliceOfN(rapid.Float64Range(0, 20), 1, 200).Draw(t, "agents")
		for i := range agents {
			if agents[i] < 1 {
				agents[i] = 0
			}
		}
		owed := 0.0
		for i, n := range whole(agents) {
			if agents[i] == 0 {
				if owed = 0; n != 0 {
					t.Fatalf("%d agents play where nobody is", n)
				}
				continue
			}
			if owed += agents[i] - float64(n); n < 0 || math.Abs(owed) > 0.5+1e-9 {
				t.Errorf("interval %d: %g agents are played as %d, %g are owed", i, agents[i], n, owed)
			}
		}
	})
}
