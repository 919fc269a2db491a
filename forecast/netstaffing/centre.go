package netstaffing

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/internal/problem"
)

// Centre is queues and the people who share them.
type Centre struct {
	Interval float64 // length of an interval, seconds
	Queues   []Queue
	Groups   []Group
}

// Queue is contacts of one kind.
type Queue struct {
	Name     string
	Contacts []float64 // expected in each interval
	Open     []bool    // by interval; nil: always
	AHT      []float64 // seconds of an agent's time, by interval; one number holds for all
	Patience float64   // mean seconds until a waiting contact gives up; 0: nobody does
	Goals    staffing.Goals
}

// aht is the handle time of an interval.
func (q *Queue) aht(interval int) float64 {
	if len(q.AHT) == 1 {
		return q.AHT[0]
	}
	return q.AHT[interval]
}

func (q *Queue) open(interval int) bool { return len(q.Open) == 0 || q.Open[interval] }

// minimum is who must be there whatever comes.
func (q *Queue) minimum(interval int) float64 {
	if !q.open(interval) {
		return 0
	}
	return float64(q.Goals.MinAgents)
}

// meanAHT weighs handle times by contacts.
func (q *Queue) meanAHT() float64 {
	work, contacts := 0.0, 0.0
	for i, n := range q.Contacts {
		work += n * q.aht(i)
		contacts += n
	}
	if contacts == 0 {
		return q.aht(0)
	}
	return work / contacts
}

// Group is people who are alike.
type Group struct {
	Name   string
	Agents []float64 // present in each interval, need not be whole
	People float64   // how many there are in all; 0: the most that are present at once
	Most   float64   // who can be present at once in a plan; 0: as many as it takes
	Cost   float64   // of one of them against one of another group; 0: 1
	Skills []Skill
}

func (g *Group) cost() float64 {
	if g.Cost == 0 {
		return 1
	}
	return g.Cost
}

// people is how many there are in all.
func (g *Group) people() float64 {
	if g.People > 0 {
		return g.People
	}
	most := 0.0
	for _, n := range g.Agents {
		most = max(most, n)
	}
	return most
}

// Skill lets a group handle a queue.
type Skill struct {
	Queue  int     // which of the centre's
	Level  int     // first choice is 1; higher levels later
	Handle float64 // the group's handle time over the queue's own; 0: 1
}

func (s Skill) handle() float64 {
	if s.Handle == 0 {
		return 1
	}
	return s.Handle
}

// Intervals is how many intervals the centre's queues have.
func (c *Centre) Intervals() int {
	if len(c.Queues) == 0 {
		return 0
	}
	return len(c.Queues[0].Contacts)
}

// checker collects what keeps a centre from being staffed.
type checker struct{ problem.List }

func isTime(v float64) bool { return v > 0 && !math.IsInf(v, 1) }
func isSize(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }

// Check says whether the centre can be staffed; the error is [problem.List].
func (c *Centre) Check() error {
	v := &checker{}
	v.Need(isTime(c.Interval), "interval", c.Interval, "more than 0 seconds")
	v.Need(len(c.Queues) > 0, "queues", "none", "at least one")
	v.Need(len(c.Groups) > 0, "groups", "none", "at least one")
	v.Need(len(c.Queues) == 0 || c.Intervals() > 0, "queues[0].contacts", "none", "a number for each interval")
	handled := make([]bool, len(c.Queues))
	for i := range c.Groups {
		v.group(c, i, handled)
	}
	for i := range c.Queues {
		v.queue(c, i)
		v.Need(handled[i], fmt.Sprintf("queues[%d]", i), fmt.Sprintf("%q, which nobody can handle", c.Queues[i].Name), "a group with that skill")
	}
	return v.Err()
}

func (v *checker) queue(c *Centre, at int) {
	q, field := &c.Queues[at], fmt.Sprintf("queues[%d]", at)
	v.Need(q.Name != "", field+".name", `""`, "a name")
	for i := range at {
		v.Need(c.Queues[i].Name != q.Name, field+".name", q.Name, "a name of its own")
	}
	v.Need(len(q.Contacts) == c.Intervals(), field+".contacts", fmt.Sprintf("%d numbers", len(q.Contacts)), fmt.Sprintf("%d, one an interval", c.Intervals()))
	v.Need(len(q.Open) == 0 || len(q.Open) == c.Intervals(), field+".open", fmt.Sprintf("%d values", len(q.Open)), "none, or one an interval")
	v.Need(len(q.AHT) == 1 || len(q.AHT) == len(q.Contacts) && len(q.AHT) > 0, field+".aht", fmt.Sprintf("%d numbers", len(q.AHT)), "one, or one an interval")
	for i, n := range q.Contacts {
		v.Need(isSize(n), fmt.Sprintf("%s.contacts[%d]", field, i), n, "0 or more")
	}
	for i, s := range q.AHT {
		idle := len(q.AHT) == len(q.Contacts) && q.Contacts[i] == 0
		v.Need(isTime(s) || idle && s == 0, fmt.Sprintf("%s.aht[%d]", field, i), s, "more than 0 seconds")
	}
	v.Need(isSize(q.Patience), field+".patience", q.Patience, "0, or seconds")
	if _, err := staffing.Agents(staffing.Load{Erlangs: 1, AHT: 180, Patience: q.Patience}, q.Goals); err != nil {
		v.Need(false, field+".goals", err, "goals that can be kept")
	}
}

func (v *checker) group(c *Centre, at int, handled []bool) {
	g, field := &c.Groups[at], fmt.Sprintf("groups[%d]", at)
	v.Need(g.Name != "", field+".name", `""`, "a name")
	for i := range at {
		v.Need(c.Groups[i].Name != g.Name, field+".name", g.Name, "a name of its own")
	}
	v.Need(len(g.Agents) == c.Intervals(), field+".agents", fmt.Sprintf("%d numbers", len(g.Agents)), fmt.Sprintf("%d, one an interval", c.Intervals()))
	for i, n := range g.Agents {
		v.Need(isSize(n) && n <= 1e6, fmt.Sprintf("%s.agents[%d]", field, i), n, "0 to 1000000")
	}
	v.Need(isSize(g.People), field+".people", g.People, "0, or how many there are")
	v.Need(isSize(g.Most), field+".most", g.Most, "0, or how many can be there")
	v.Need(isSize(g.Cost), field+".cost", g.Cost, "0, or a number above it")
	v.Need(len(g.Skills) > 0, field+".skills", "none", "at least one queue")
	mine := map[int]bool{}
	for i, s := range g.Skills {
		skill := fmt.Sprintf("%s.skills[%d]", field, i)
		known := s.Queue >= 0 && s.Queue < len(c.Queues)
		v.Need(known && !mine[s.Queue], skill+".queue", s.Queue, "one of the queues, once")
		v.Need(s.Level >= 0, skill+".level", s.Level, "1 for the first choice, or later")
		v.Need(isSize(s.Handle), skill+".handle", s.Handle, "0, or a factor above it")
		if mine[s.Queue] = true; known {
			handled[s.Queue] = true
		}
	}
}
