package capacity

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Problem is one thing that keeps a plan from being computed.
type Problem struct {
	Field    string // such as groups[2].hires[0].week
	Found    string
	Expected string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s: found %s; expected %s", p.Field, p.Found, p.Expected)
}

// Problems is everything that keeps a plan from being computed.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

type checker struct {
	problems Problems
	weeks    int
}

func (c *checker) need(ok bool, field string, found any, expected string) {
	if !ok {
		c.problems = append(c.problems, Problem{field, fmt.Sprint(found), expected})
	}
}

const (
	mostPeople = 1e6
	mostMoney  = 1e12 // minor units, a person and week
)

func (c *checker) people(v float64, field string) {
	c.need(v >= 0 && v <= mostPeople, field, v, "0 to 1000000 people")
}

func (c *checker) week(w int, field string) {
	c.need(w >= 0 && w < c.weeks, field, w, fmt.Sprintf("a week of the plan, 0 to %d", c.weeks-1))
}

func (c *checker) money(v int64, field string) {
	c.need(v >= 0 && v <= mostMoney, field, v, "0 or more minor units")
}

func isShare(v float64) bool { return v >= 0 && v < 1 }

// Check says whether the plan can be computed; the error is [Problems].
func (p *Plan) Check() error {
	c := &checker{weeks: p.Weeks}
	c.need(!p.From.IsZero() && p.From.Weekday() == time.Monday, "from", p.From, "a Monday")
	c.need(p.Weeks > 0 && p.Weeks <= MaxWeeks, "weeks", p.Weeks, fmt.Sprintf("1 to %d weeks", MaxWeeks))
	c.need(len(p.Groups) > 0, "groups", "none", "at least one")
	names := map[string]bool{}
	for i := range p.Groups {
		field := fmt.Sprintf("groups[%d]", i)
		c.need(p.Groups[i].Name != "" && !names[p.Groups[i].Name], field+".name", fmt.Sprintf("%q", p.Groups[i].Name), "a name of its own")
		names[p.Groups[i].Name] = true
		c.group(&p.Groups[i], field)
	}
	for i, t := range p.Transfers {
		field := fmt.Sprintf("transfers[%d]", i)
		known := func(g int) bool { return g >= 0 && g < len(p.Groups) }
		c.need(known(t.From), field+".from", t.From, "one of the groups")
		c.need(known(t.To) && t.To != t.From, field+".to", t.To, "another of the groups")
		c.week(t.Week, field+".week")
		c.people(t.People, field+".people")
		c.need(t.Training >= 0 && t.Training <= 52, field+".training", t.Training, "0 to 52 weeks")
	}
	if len(c.problems) > 0 {
		return c.problems
	}
	return nil
}

func (c *checker) group(g *Group, field string) {
	c.need(len(g.Required) == c.weeks, field+".required", fmt.Sprintf("%d numbers", len(g.Required)), fmt.Sprintf("%d, one a week", c.weeks))
	for i, v := range g.Required {
		c.need(v >= 0 && !math.IsInf(v, 1), fmt.Sprintf("%s.required[%d]", field, i), v, "0 hours or more")
	}
	c.need(g.Hours > 0 && g.Hours <= 168, field+".hours", g.Hours, "more than 0 and at most 168 hours a week")
	for i, s := range g.Starting {
		c.people(s.People, fmt.Sprintf("%s.starting[%d].people", field, i))
		c.need(s.Weeks >= 0, fmt.Sprintf("%s.starting[%d].weeks", field, i), s.Weeks, "0 weeks or more")
	}
	c.shrinkage(g, field)
	for i, b := range g.Attrition {
		at := fmt.Sprintf("%s.attrition[%d]", field, i)
		c.need(b.FromWeek >= 0 && (i == 0 || b.FromWeek > g.Attrition[i-1].FromWeek), at+".from_week", b.FromWeek, "0 weeks or more, and later than the band before")
		c.need(isShare(b.Yearly), at+".yearly", b.Yearly, "a share from 0 to below 1")
	}
	c.training(g.Training, field+".training")
	c.need(g.Lead >= 0, field+".lead", g.Lead, "0 weeks or more")
	for i, h := range g.Hires {
		c.week(h.Week, fmt.Sprintf("%s.hires[%d].week", field, i))
		c.people(h.People, fmt.Sprintf("%s.hires[%d].people", field, i))
	}
	c.need(g.Overtime.Cap >= 0 && g.Overtime.Cap <= 1, field+".overtime.cap", g.Overtime.Cap, "a share from 0 to 1")
	c.need(g.Overtime.Cap == 0 || g.Overtime.Premium >= 1 && g.Overtime.Premium <= 10, field+".overtime.premium", g.Overtime.Premium, "1 to 10 times the pay of a contract hour")
	c.vendors(g, field)
	c.money(g.Pay, field+".pay")
	c.money(g.HireCost, field+".hire_cost")
}

func (c *checker) shrinkage(g *Group, field string) {
	names := map[string]bool{}
	for i, s := range g.Shrinkage {
		at := fmt.Sprintf("%s.shrinkage[%d]", field, i)
		c.need(s.Name != "" && !names[s.Name], at+".name", fmt.Sprintf("%q", s.Name), "a name of its own")
		names[s.Name] = true
		c.need(len(s.Share) == 1 || len(s.Share) == c.weeks, at+".share", fmt.Sprintf("%d numbers", len(s.Share)), "one, or one a week")
		for w, v := range s.Share {
			c.need(isShare(v), fmt.Sprintf("%s.share[%d]", at, w), v, "a share from 0 to below 1")
		}
	}
	if len(c.problems) > 0 {
		return
	}
	for w := range c.weeks {
		in, out := g.lost(w)
		c.need(in < 1 && out < 1, field+".shrinkage", fmt.Sprintf("%g in and %g out of the office in week %d", in, out, w), "less than all of the time")
	}
}

func (c *checker) training(t Training, field string) {
	c.need(t.Weeks >= 0 && t.Weeks <= 52, field+".weeks", t.Weeks, "0 to 52 weeks")
	c.money(t.Cost, field+".cost")
	for i, v := range t.Productivity {
		c.need(v >= 0 && v <= 2, fmt.Sprintf("%s.productivity[%d]", field, i), v, "a share from 0 to 2 of full productivity")
	}
	for i, v := range t.Handle {
		c.need(v > 0 && v <= 10, fmt.Sprintf("%s.handle[%d]", field, i), v, "a factor above 0 and at most 10")
	}
}

func (c *checker) vendors(g *Group, field string) {
	for i, v := range g.Vendors {
		at := fmt.Sprintf("%s.vendors[%d]", field, i)
		c.need(v.Name != "", at+".name", `""`, "a name")
		c.people(v.Min, at+".min")
		c.people(v.Max, at+".max")
		c.need(v.Max >= v.Min, at+".max", v.Max, "no less than the minimum")
		c.need(v.Lead >= 0, at+".lead", v.Lead, "0 weeks or more")
		c.need(v.Weeks >= 1, at+".weeks", v.Weeks, "1 week or more")
		c.need(v.Hours > 0 && v.Hours <= 168, at+".hours", v.Hours, "more than 0 and at most 168 hours a week")
		c.money(v.Price, at+".price")
	}
	for i, t := range g.Tranches {
		at := fmt.Sprintf("%s.tranches[%d]", field, i)
		c.week(t.Week, at+".week")
		if c.need(t.Vendor >= 0 && t.Vendor < len(g.Vendors), at+".vendor", t.Vendor, "one of the vendors"); t.Vendor < 0 || t.Vendor >= len(g.Vendors) {
			continue
		}
		v := g.Vendors[t.Vendor]
		c.need(t.Week >= v.Lead, at+".week", t.Week, fmt.Sprintf("week %d or later, by the lead time of %s", v.Lead, v.Name))
		c.need(t.People == 0 || t.People >= v.Min && t.People <= v.Max, at+".people", t.People, fmt.Sprintf("%g to %g people", v.Min, v.Max))
	}
}
