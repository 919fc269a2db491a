package rules

import (
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Team is a rule about who works at the same time. While anybody of While is at
// work, at least Min and at most Max of Count have to be. With both lists the same
// it keeps people from being alone; with different ones it asks for a supervisor, a
// skill or a mentor; with a Max of 1 it keeps people apart.
//
// Somebody is at work from the beginning of a shift to its end, pauses included:
// they are in the house. Work counts whatever group it is for.
type Team struct {
	Code string
	// While and Count are positions in the list of people that is checked.
	While, Count []int
	// Min is the least number of Count; with Each above 0 it is the least for every
	// Each people of While that have begun.
	Min, Each int
	// Max is the most of Count; 0 is no limit and [Nothing] forbids them.
	Max int
	// Windows are the hours in which the rule holds, by the day on which they begin
	// and not overlapping; nil for all hours of the horizon.
	Windows []Window
}

// Needs returns how many of Count have to be at work beside so many of While.
func (t Team) Needs(while int) int {
	switch {
	case while <= 0:
		return 0
	case t.Each > 0:
		return t.Min * ((while + t.Each - 1) / t.Each)
	default:
		return t.Min
	}
}

// Allows returns the most of Count who may be at work beside so many of While, and
// whether there is a limit.
func (t Team) Allows(while int) (most int, limited bool) {
	most, limited = Range{Max: t.Max}.Upper()
	return most, limited && while > 0
}

// Broken returns how many people are missing or too many when so many of While and
// of Count are at work.
func (t Team) Broken(while, count int) int {
	if most, limited := t.Allows(while); limited && count > most {
		return count - most
	}
	return max(0, t.Needs(while)-count)
}

// Faults returns what cannot be meant in the rule, among so many people.
func (t Team) Faults(people int) []Fault {
	var faults []Fault
	add := func(field, found, expected string, code problem.Code, figures ...any) {
		faults = append(faults, Fault{field, found, expected, problem.Wanting(code, figures...)})
	}
	if t.Code == "" {
		add("code", "nothing", "a name", problem.Name)
	}
	for _, list := range []struct {
		field string
		who   []int
	}{{"while", t.While}, {"count", t.Count}} {
		if len(list.who) == 0 && list.field == "while" {
			add(list.field, "nobody", "the people whose work the rule is about", problem.People)
		}
		seen := map[int]bool{}
		for i, who := range list.who {
			if who < 0 || who >= people {
				add(fmt.Sprintf("%s[%d]", list.field, i), fmt.Sprint(who), fmt.Sprintf("one of the %d people", people), problem.OneOf, people)
			}
			if seen[who] {
				add(fmt.Sprintf("%s[%d]", list.field, i), "the same person again", "each once", problem.EachOnce)
			}
			seen[who] = true
		}
	}
	if t.Min < 0 || t.Each < 0 || t.Max < Nothing {
		add("min", fmt.Sprintf("min %d, each %d, max %d", t.Min, t.Each, t.Max), "numbers of at least 0", problem.AtLeast, 0)
	}
	if t.Min == 0 && t.Max == 0 {
		add("min", "neither a least nor a most", "a least, a most or both", problem.Limit)
	}
	if t.Each > 0 && t.Min == 0 {
		add("each", fmt.Sprint(t.Each), "a least for every so many people", problem.LeastForEach)
	}
	if most, limited := (Range{Max: t.Max}).Upper(); limited && t.Min > most {
		add("max", fmt.Sprint(most), fmt.Sprintf("a most of at least the least, which is %d", t.Min), problem.LeastBelowMost, t.Min, most)
	}
	for i, w := range t.Windows {
		if w.End <= w.Start {
			add(fmt.Sprintf("windows[%d]", i), "hours without length", "an end after the begin", problem.EndAfterStart)
		}
	}
	return faults
}

// TeamViolation is a stretch of time in which a team rule is broken.
type TeamViolation struct {
	Rule Rule // [TeamLeast] or [TeamMost]
	Team int  // position of the rule in the list that was checked
	// Day is the day on which the hours of the rule begin; Start and End are minutes
	// since the first instant of the horizon.
	Day, Start, End int
	// Found and Limit are people, where the difference is largest; People are those of
	// While at work there for a least, those of Count for a most.
	Found, Limit int
	People       []int
	// PersonMinutes adds up the people missing or too many over the stretch.
	PersonMinutes int
}

// String explains the violation without names and times, which the caller knows
// better.
func (v TeamViolation) String() string {
	return Violation{Rule: v.Rule, Found: v.Found, Limit: v.Limit}.String()
}

// CheckTeam verifies one team rule minute by minute: people[i] is who shifts[i] are
// of, of whom only the past matters. A minute in which nobody of the rule works a
// shift of this roster is past and not held against it. The hours of the last day
// are checked to their end, as far as the shifts of this roster reach.
func CheckTeam(g grid.Grid, t Team, people []Person, shifts [][]Shift) []TeamViolation {
	c := &teamCheck{team: t, people: people, shifts: shifts, end: minutesOf(g)}
	windows := t.Windows
	if windows == nil {
		windows = wholeDays(g)
	}
	c.count(windows)
	for _, w := range windows {
		c.window(w)
	}
	return c.found
}

// teamCheck counts the people of a rule in every minute.
type teamCheck struct {
	team   Team
	people []Person
	shifts [][]Shift
	end    int     // minutes that are counted
	while  []int32 // by minute
	counts []int32
	fresh  []int32 // of them, those who work a shift of this roster
	found  []TeamViolation
}

func minutesOf(g grid.Grid) int { return int(g.End(g.Len() - 1).Sub(g.Start(0)).Minutes()) }

// wholeDays are the local days of the horizon.
func wholeDays(g grid.Grid) []Window {
	days := make([]Window, g.Days())
	start := func(k int) int { return int(g.Date(k).Start(g.Location()).Sub(g.Start(0)).Minutes()) }
	for k := range days {
		days[k] = Window{Day: k, Start: start(k), End: start(k + 1)}
	}
	return days
}

func (c *teamCheck) count(windows []Window) {
	for _, w := range windows {
		c.end = max(c.end, w.End)
	}
	c.while, c.counts, c.fresh = make([]int32, c.end+1), make([]int32, c.end+1), make([]int32, c.end+1)
	for _, list := range []struct {
		who []int
		to  []int32
	}{{c.team.While, c.while}, {c.team.Count, c.counts}} {
		for _, who := range list.who {
			for _, s := range c.people[who].Past {
				c.span(list.to, s)
			}
			for _, s := range c.shifts[who] {
				c.span(list.to, s)
				c.span(c.fresh, s)
			}
		}
	}
	for m := 1; m < c.end; m++ { // from changes to levels
		c.while[m] += c.while[m-1]
		c.counts[m] += c.counts[m-1]
		c.fresh[m] += c.fresh[m-1]
	}
}

// span notes where a shift begins and ends.
func (c *teamCheck) span(changes []int32, s Shift) {
	if from, to := max(0, s.Start), min(c.end, s.End); from < to {
		changes[from]++
		changes[to]--
	}
}

// window finds the broken stretches of one window.
func (c *teamCheck) window(w Window) {
	var at *TeamViolation
	worst := 0
	for m := max(0, w.Start); m < min(c.end, w.End); m++ {
		broken, rule := 0, TeamLeast
		if c.fresh[m] > 0 {
			broken = c.team.Broken(int(c.while[m]), int(c.counts[m]))
			if int(c.counts[m]) > c.team.Needs(int(c.while[m])) {
				rule = TeamMost
			}
		}
		if broken == 0 {
			at = nil
			continue
		}
		if at == nil || at.Rule != rule {
			c.found = append(c.found, TeamViolation{Rule: rule, Day: w.Day, Start: m})
			at, worst = &c.found[len(c.found)-1], 0
		}
		at.End, at.PersonMinutes = m+1, at.PersonMinutes+broken
		if broken > worst {
			worst = broken
			c.describe(at, m)
		}
	}
}

// describe says how a minute breaks the rule.
func (c *teamCheck) describe(v *TeamViolation, minute int) {
	who := c.team.While
	v.Found, v.Limit = int(c.counts[minute]), c.team.Needs(int(c.while[minute]))
	if v.Rule == TeamMost {
		who = c.team.Count
		v.Limit, _ = c.team.Allows(int(c.while[minute]))
	}
	v.People = nil
	for _, i := range who {
		if c.works(i, minute) {
			v.People = append(v.People, i)
		}
	}
}

func (c *teamCheck) works(i, minute int) bool {
	for _, list := range [][]Shift{c.people[i].Past, c.shifts[i]} {
		for _, s := range list {
			if s.Start <= minute && minute < s.End {
				return true
			}
		}
	}
	return false
}
