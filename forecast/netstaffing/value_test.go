package netstaffing_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/netstaffing"
)

func TestTrainingMovesPeopleAndMakesNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(2).Draw(t, "centre")
		g := rapid.IntRange(0, len(c.Groups)-1).Draw(t, "group")
		q := missing(c, g)
		most := slices.Max(c.Groups[g].Agents)
		if q < 0 || most < 1 {
			t.Skip("nobody to train, or nothing to learn")
		}
		people := rapid.Float64Range(0.1, most).Draw(t, "people")
		after, err := c.Trained([]netstaffing.Training{{Group: g, Queue: q, People: people}})
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Intervals() {
			before, now := 0.0, 0.0
			for _, group := range c.Groups {
				before += group.Agents[i]
			}
			for _, group := range after.Groups {
				if group.Agents[i] < 0 {
					t.Errorf("%g people of %s", group.Agents[i], group.Name)
				}
				now += group.Agents[i]
			}
			near(t, "people after the training", now, before, 1e-9*(1+before))
		}
		if err := after.Check(); err != nil {
			t.Errorf("the trained centre cannot be staffed: %v", err)
		}
	})
}

func TestEverySkillThatIsLackingIsValuedOnceMostWorthFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(2).Draw(t, "centre")
		values, err := netstaffing.SkillValues(context.Background(), c, 2)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for g := range c.Groups {
			if slices.Max(c.Groups[g].Agents) > 0 {
				want += len(c.Queues) - len(c.Groups[g].Skills)
			}
		}
		seen := map[[2]int]bool{}
		for i, v := range values {
			seen[[2]int{v.Group, v.Queue}] = true
			if v.InTime < 0 || math.IsNaN(v.InTime) || v.Agents < -1e-9 || v.Agents > 1+1e-9 || i > 0 && v.InTime > values[i-1].InTime {
				t.Errorf("value %d is %+v after %+v", i, v, values[max(0, i-1)])
			}
			if slices.ContainsFunc(c.Groups[v.Group].Skills, func(s netstaffing.Skill) bool { return s.Queue == v.Queue }) {
				t.Errorf("%s is to learn %s, which it can", c.Groups[v.Group].Name, c.Queues[v.Queue].Name)
			}
		}
		if len(seen) != want || len(values) != want {
			t.Errorf("%d skills valued, %d of them different; %d are lacking", len(values), len(seen), want)
		}
	})
}

// What can be promised is at most every contact that comes.
func TestASkillIsWorthNoMoreThanTheContactsThatCome(t *testing.T) {
	c := lopsided()
	values, err := netstaffing.SkillValues(context.Background(), c, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		contacts := 0.0
		for _, n := range c.Queues[v.Queue].Contacts {
			contacts += n
		}
		if v.InTime > contacts {
			t.Errorf("%+v promises more than the %.0f contacts of %s", v, contacts, c.Queues[v.Queue].Name)
		}
	}
}

func TestAPlanGivesEveryPoolWhatItNeedsOrSaysWhatIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(1).Draw(t, "centre")
		most := float64(rapid.IntRange(1, 40).Draw(t, "most of a group"))
		for g := range c.Groups {
			c.Groups[g].Most = most
		}
		p := require(t, c, -1)
		for g, group := range p.Groups {
			if n := group.Agents[0]; n < -1e-9 || n > most+1e-9 {
				t.Errorf("%g people of %s; at most %g can be had", n, c.Groups[g].Name, most)
			}
		}
		for q := range c.Queues {
			if s := p.Short[q][0]; s < 0 || s > p.Bounds.Dedicated[0]+1e-6 {
				t.Errorf("%s is short of %g", c.Queues[q].Name, s)
			}
		}
	})
}

func TestAPlanForMoreContactsTakesNoFewerPeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := centres(1).Draw(t, "centre")
		before := peopleOf(require(t, c, -1), 0)
		for q := range c.Queues {
			c.Queues[q].Contacts = []float64{c.Queues[q].Contacts[0] * 1.2}
		}
		after := peopleOf(require(t, c, -1), 0)
		if after < before-0.02*(1+before) {
			t.Errorf("%.3f people for 1.2 times the contacts of %.3f", after, before)
		}
	})
}
