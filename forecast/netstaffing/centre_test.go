package netstaffing_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// eighty is 80 % within 20 seconds.
func eighty() staffing.Goals { return staffing.Goals{ServiceLevel: 0.8, Threshold: 20} }

func flat(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// queue brings so many erlangs of calls of so many seconds in every quarter hour.
func queue(name string, erlangs, aht float64, intervals int) netstaffing.Queue {
	return netstaffing.Queue{Name: name, Contacts: flat(erlangs*900/aht, intervals), AHT: []float64{aht}, Patience: 300, Goals: eighty()}
}

// group has so many agents all the time, who do queues in the order given.
func group(name string, agents float64, intervals int, queues ...int) netstaffing.Group {
	g := netstaffing.Group{Name: name, Agents: flat(agents, intervals)}
	for i, q := range queues {
		g.Skills = append(g.Skills, netstaffing.Skill{Queue: q, Level: i + 1})
	}
	return g
}

// week is seven days by quarter hours: queues of one to a few dozen contacts an
// interval by a daily curve, groups with five skills on three levels.
func week(queues, groups int, agents float64, days int) *netstaffing.Centre {
	r := rand.New(rand.NewPCG(1, 2))
	n := 96 * days
	c := &netstaffing.Centre{Interval: 900}
	shape := make([]float64, n)
	for i := range shape {
		if hour := i % 96 / 4; hour >= 8 && hour < 20 {
			shape[i] = 0.7 + 0.6*float64(min(hour-8, 20-hour))/6
		}
	}
	for q := range queues {
		volume := 2 + 14*r.Float64()
		one := netstaffing.Queue{Name: fmt.Sprint("queue ", q), AHT: []float64{200 + 200*r.Float64()}, Patience: 120, Goals: eighty()}
		for _, s := range shape {
			one.Contacts = append(one.Contacts, volume*s)
		}
		c.Queues = append(c.Queues, one)
	}
	for g := range groups {
		one := netstaffing.Group{Name: fmt.Sprint("group ", g)}
		for i := range 5 {
			skill := (g*queues/groups + i*37 + g%7) % queues
			one.Skills = append(one.Skills, netstaffing.Skill{Queue: skill, Level: 1 + i/2})
		}
		for _, s := range shape {
			one.Agents = append(one.Agents, math.Round(agents/float64(groups)*s/1.3))
		}
		c.Groups = append(c.Groups, one)
	}
	return c
}

func TestACentreThatCannotBeStaffedNamesEveryField(t *testing.T) {
	c := &netstaffing.Centre{
		Interval: 0,
		Queues: []netstaffing.Queue{
			{Name: "sales", Contacts: []float64{-1, 2}, AHT: []float64{0}, Patience: -3, Goals: eighty()},
			{Name: "sales", Contacts: []float64{1}, AHT: []float64{200}, Goals: staffing.Goals{ServiceLevel: 1}},
		},
		Groups: []netstaffing.Group{
			{Name: "", Agents: []float64{1}, Skills: []netstaffing.Skill{{Queue: 0}, {Queue: 0, Level: -1}, {Queue: 7, Handle: math.Inf(1)}}},
			{Name: "b", Agents: []float64{1, math.NaN()}, Cost: -1, People: -1},
		},
	}
	got := fmt.Sprint(c.Check())
	for _, want := range []string{
		"interval: found 0; expected more than 0 seconds",
		"queues[0].contacts[0]: found -1", "queues[0].aht[0]: found 0", "queues[0].patience: found -3",
		"queues[1].name: found sales; expected a name of its own", "queues[1].contacts: found 1 numbers; expected 2", "queues[1].goals: found ",
		`queues[1]: found "sales", which nobody can handle; expected a group with that skill`,
		`groups[0].name: found ""`, "groups[0].agents: found 1 numbers", "groups[0].skills[1].queue: found 0", "groups[0].skills[1].level: found -1",
		"groups[0].skills[2].queue: found 7", "groups[0].skills[2].handle: found +Inf",
		"groups[1].agents[1]: found NaN", "groups[1].cost: found -1", "groups[1].people: found -1", "groups[1].skills: found none",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
	if got := fmt.Sprint((&netstaffing.Centre{}).Check()); !strings.Contains(got, "queues: found none") || !strings.Contains(got, "groups: found none") {
		t.Errorf("an empty centre is told %q", got)
	}
}
