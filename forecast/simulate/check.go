package simulate

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/internal/problem"
)

// Bounds of what can be played.
const (
	maxIntervals = 200_000
	maxCells     = 5_000_000     // queues, or skills, by intervals
	maxCrowd     = 5_000_000     // contacts that arrive in one interval
	maxContacts  = 1_000_000_000 // in one replication
	maxEverybody = 1_000_000     // agents
	maxWaiting   = 1_000_000
	longest      = 1e9 // seconds
	widest       = 100 // coefficient of variation
	maxAgents    = 1<<agentBits - 1
	maxGroups    = 1 << (31 - agentBits)
)

// checker collects problems.
type checker struct {
	problem.List
	queues    map[string]int
	everybody int
}

func (c *checker) number(v float64, field, expected string, ok bool) {
	c.Need(ok && !math.IsNaN(v) && !math.IsInf(v, 0), field, v, expected)
}

// Check says whether the scenario can be played; the error is [problem.List].
func (s *Scenario) Check() error {
	c := &checker{queues: map[string]int{}}
	c.number(s.Interval, "interval_s", "more than 0 seconds, at most a week", s.Interval > 0 && s.Interval <= 7*86400)
	c.Need(s.Intervals > 0 && s.Intervals <= maxIntervals, "intervals", s.Intervals, fmt.Sprintf("1 to %d", maxIntervals))
	c.Need(s.WarmUp >= 0 && s.WarmUp < max(1, s.Intervals), "warm_up", s.WarmUp, "0 or more, and fewer than intervals")
	c.number(s.Busyness, "busyness", "0, or the shape of a gamma variable", s.Busyness >= 0)
	c.Need(len(s.Queues) > 0, "queues", "none", "at least one")
	c.Need(len(s.Groups) > 0 && len(s.Groups) < maxGroups, "groups", len(s.Groups), fmt.Sprintf("1 to %d", maxGroups-1))
	for i := range s.Queues {
		c.name(s.Queues, i)
	}
	for i := range s.Queues {
		c.queue(s, &s.Queues[i], fmt.Sprintf("queues[%d]", i))
	}
	c.cycles(s)
	names := map[string]bool{}
	for i := range s.Groups {
		at := fmt.Sprintf("groups[%d]", i)
		c.Need(s.Groups[i].Name != "" && !names[s.Groups[i].Name], at+".name", fmt.Sprintf("%q", s.Groups[i].Name), "a name of its own")
		names[s.Groups[i].Name] = true
		c.group(s, &s.Groups[i], at)
	}
	c.served(s)
	c.size(s)
	return c.Err()
}

func (c *checker) name(queues []Queue, i int) {
	name := queues[i].Name
	_, twice := c.queues[name]
	c.Need(name != "" && !twice, fmt.Sprintf("queues[%d].name", i), fmt.Sprintf("%q", name), "a name of its own")
	c.queues[name] = i
}

func (c *checker) queue(s *Scenario, q *Queue, at string) {
	if q.Outbound {
		c.Need(len(q.Contacts) == 0, at+".contacts", "arrivals", "none for outbound work, which is always there")
		c.Need(q.Reserve >= 0, at+".reserve", q.Reserve, "0 or more idle agents")
	} else {
		c.Need(len(q.Contacts) == s.Intervals, at+".contacts", fmt.Sprintf("%d numbers", len(q.Contacts)), fmt.Sprintf("%d, one an interval", s.Intervals))
	}
	for i, n := range q.Contacts {
		if !(n >= 0) || math.IsInf(n, 0) { // thousands of names are not written for nothing
			c.number(n, fmt.Sprintf("%s.contacts[%d]", at, i), "0 or more", false)
		}
	}
	c.factors(q.HandleBy, s.Intervals, at+".handle_by")
	c.factors(q.PatienceBy, s.Intervals, at+".patience_by")
	c.number(q.Busyness, at+".busyness", "0, or the shape of a gamma variable", q.Busyness >= 0)
	c.Need(!q.Handle.None(), at+".handle", "no time", "a handle time of more than 0 seconds")
	c.distribution(q.Handle, at+".handle")
	c.distribution(q.Patience, at+".patience")
	c.number(q.Threshold, at+".threshold_s", "0 seconds or more", q.Threshold >= 0)
	c.Need(q.Waiting >= 0 && q.Waiting <= maxWaiting, at+".waiting", q.Waiting, fmt.Sprintf("0 to %d contacts", maxWaiting))
	c.rules(q, at)
}

// factors are none, or one an interval.
func (c *checker) factors(list []float64, intervals int, at string) {
	c.Need(len(list) == 0 || len(list) == intervals, at, fmt.Sprintf("%d numbers", len(list)), fmt.Sprintf("none or %d, one an interval", intervals))
	for i, v := range list {
		if !(v > 0 && v <= 1000) {
			c.number(v, fmt.Sprintf("%s[%d]", at, i), "more than 0, at most 1000", false)
		}
	}
}

func (c *checker) rules(q *Queue, at string) {
	if o := q.Overflow; o != nil {
		_, known := c.queues[o.To]
		c.Need(known && o.To != q.Name, at+".overflow.to", fmt.Sprintf("%q", o.To), "the name of another queue")
		c.number(o.After, at+".overflow.after_s", "0 seconds or more", o.After >= 0)
	}
	if b := q.Callback; b != nil {
		c.Need(b.From >= 0, at+".callback.from", b.From, "0 or more waiting contacts")
		c.number(b.Accept, at+".callback.accept", "a share from 0 to 1", b.Accept >= 0 && b.Accept <= 1)
	}
	if r := q.Redial; r != nil {
		c.number(r.Share, at+".redial.share", "a share from 0 to 1", r.Share >= 0 && r.Share <= 1)
		c.number(r.After, at+".redial.after_s", "0 seconds or more", r.After >= 0)
		c.Need(!q.Patience.None(), at+".redial", "given", "none where nobody gives up; give the queue a patience")
	}
}

func (c *checker) distribution(d Distribution, at string) {
	switch d.Shape {
	case Empirical:
		c.Need(len(d.Quantiles) > 1 && slices.IsSorted(d.Quantiles), at+".quantiles_s", d.Quantiles, "two values or more, rising")
		for i, v := range d.Quantiles {
			c.number(v, fmt.Sprintf("%s.quantiles_s[%d]", at, i), "0 seconds or more, at most 1e9", v >= 0 && v <= longest)
		}
		if n := len(d.Quantiles); n > 0 {
			c.Need(d.Quantiles[n-1] > 0, at+".quantiles_s", d.Quantiles, "a largest value of more than 0 seconds")
		}
		return
	case Lognormal, Gamma:
		c.number(d.CV, at+".cv", "more than 0, at most 100", d.CV > 0 && d.CV <= widest)
	case Hyperexponential:
		c.number(d.CV, at+".cv", "1 or more, at most 100", d.CV >= 1 && d.CV <= widest)
	case Exponential, Constant:
	default:
		c.Need(false, at+".shape", d.Shape, "a known shape")
	}
	c.number(d.Mean, at+".mean_s", "more than 0 seconds, at most 1e9", d.None() || d.Mean > 0 && d.Mean <= longest)
}

// cycles refuses contacts that would overflow for ever.
func (c *checker) cycles(s *Scenario) {
	for i := range s.Queues {
		path := []string{s.Queues[i].Name}
		for q := &s.Queues[i]; q.Overflow != nil && len(path) <= len(s.Queues); {
			next, known := c.queues[q.Overflow.To]
			if !known {
				break
			}
			q = &s.Queues[next]
			path = append(path, q.Name)
		}
		// Each queue overflows to one other: a cycle comes back to where it began.
		if len(path) > 1 && slices.Contains(path[1:], path[0]) {
			back := slices.Index(path[1:], path[0]) + 2
			c.Need(false, fmt.Sprintf("queues[%d].overflow.to", i), strings.Join(path[:back], " → "), "an overflow that ends")
			return
		}
	}
}

func (c *checker) group(s *Scenario, g *Group, at string) {
	c.Need(len(g.Agents) > 0 || len(g.Shifts) > 0, at+".agents", "no shift", "agents by interval, or shifts")
	c.Need(len(g.Agents) == 0 || len(g.Agents) == s.Intervals, at+".agents", fmt.Sprintf("%d numbers", len(g.Agents)), fmt.Sprintf("%d, one an interval", s.Intervals))
	total := 0
	for i, n := range g.Agents {
		if n < 0 || n > maxAgents {
			c.Need(false, fmt.Sprintf("%s.agents[%d]", at, i), n, fmt.Sprintf("0 to %d", maxAgents))
		}
		total = max(total, n)
	}
	for i, shift := range g.Shifts {
		c.shift(shift, fmt.Sprintf("%s.shifts[%d]", at, i))
		total += shift.Agents
	}
	c.everybody += total
	c.Need(total <= maxAgents, at, fmt.Sprintf("%d agents", total), fmt.Sprintf("at most %d", maxAgents))
	c.Need(len(g.Skills) > 0, at+".skills", "none", "at least one queue")
	seen := map[string]bool{}
	for i, skill := range g.Skills {
		field := fmt.Sprintf("%s.skills[%d]", at, i)
		_, known := c.queues[skill.Queue]
		c.Need(known && !seen[skill.Queue], field+".queue", fmt.Sprintf("%q", skill.Queue), "the name of a queue, once")
		seen[skill.Queue] = true
		c.number(skill.After, field+".after_s", "0 seconds or more", skill.After >= 0 && skill.After <= longest)
		c.number(skill.HandleMean, field+".handle_mean_s", "0 for the queue's own, or more", skill.HandleMean >= 0 && skill.HandleMean <= longest)
		c.chats(skill, g, field)
		c.Need(!skill.Chat || len(g.Chats) > 0, field+".chat", true, "chats of the group, which say how many an agent holds")
	}
	for i, factor := range g.Chats {
		c.number(factor, fmt.Sprintf("%s.chats[%d]", at, i), "more than 0, at most 1000", factor > 0 && factor <= 1000)
	}
}

// chats is what a skill says of its own contacts.
func (c *checker) chats(s Skill, g *Group, at string) {
	c.Need(len(s.Chats) == 0 || s.Chat && len(s.Chats) == len(g.Chats), at+".chats", fmt.Sprintf("%d factors", len(s.Chats)),
		fmt.Sprintf("none, or for chats as many as the group's %d", len(g.Chats)))
	for i, factor := range s.Chats {
		c.number(factor, fmt.Sprintf("%s.chats[%d]", at, i), "more than 0, at most 1000", factor > 0 && factor <= 1000)
	}
}

func (c *checker) shift(s Shift, at string) {
	c.Need(s.Agents >= 0 && s.Agents <= maxAgents, at+".agents", s.Agents, fmt.Sprintf("0 to %d", maxAgents))
	c.number(s.From, at+".from_s", "0 seconds or more", s.From >= 0)
	c.number(s.To, at+".to_s", "after from_s", s.To > s.From)
	end := s.From
	for i, b := range s.Breaks {
		ok := b.From >= end && b.To > b.From && b.To <= s.To
		c.Need(ok, fmt.Sprintf("%s.breaks[%d]", at, i), fmt.Sprintf("%g to %g", b.From, b.To), "a stretch within the shift, after the break before")
		end = b.To
	}
}

// served refuses queues that nobody can handle.
func (c *checker) served(s *Scenario) {
	handled := map[string]bool{}
	for _, g := range s.Groups {
		for _, skill := range g.Skills {
			handled[skill.Queue] = true
		}
	}
	for i, q := range s.Queues {
		onward := q.Overflow != nil
		c.Need(handled[q.Name] || onward, fmt.Sprintf("queues[%d]", i), fmt.Sprintf("%q, which no group can handle", q.Name), "a group with that skill, or an overflow")
	}
}

// size refuses what would not fit into memory or never end.
func (c *checker) size(s *Scenario) {
	skills := 0
	for _, g := range s.Groups {
		skills += len(g.Skills)
	}
	if s.Intervals > 0 {
		c.Need(max(skills, len(s.Queues)) <= maxCells/s.Intervals, "intervals", fmt.Sprintf("%d, with %d queues and %d skills", s.Intervals, len(s.Queues), skills),
			fmt.Sprintf("at most %d intervals × queues, and intervals × skills", maxCells))
	}
	c.Need(c.everybody <= maxEverybody, "groups", fmt.Sprintf("%d agents", c.everybody), fmt.Sprintf("at most %d", maxEverybody))
	total, crowd := 0.0, make([]float64, max(0, min(s.Intervals, maxIntervals)))
	for _, q := range s.Queues {
		for i, n := range q.Contacts {
			total += n
			if i < len(crowd) {
				crowd[i] += n
			}
		}
	}
	c.Need(!(total > maxContacts), "queues", fmt.Sprintf("%.3g contacts", total), fmt.Sprintf("at most %d in all", maxContacts))
	if len(crowd) > 0 {
		most := slices.Max(crowd)
		c.Need(!(most > maxCrowd), "queues", fmt.Sprintf("%.3g contacts in one interval", most), fmt.Sprintf("at most %d", maxCrowd))
	}
}
