package scheduling

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// TeamRules are a site's rules about who works together; they are read and written
// whole.
type TeamRules struct {
	SiteID, Version int64
	Rules           []TeamRule
}

// TeamRule is one of them: while anybody of While is at work in its hours, at least
// Min and at most Max of Count are. See [rules.Team].
type TeamRule struct {
	Name         string
	While, Count Who
	// Min is the least, 0 for none; for every Each people of While begun, where Each
	// is above 0. Max is the most, nil for no limit.
	Min, Each int
	Max       *int
	// From and To are minutes of the local day, To on the next day where it is not
	// later; 0 and 1440 are the whole day. No weekdays mean all.
	From, To int
	Weekdays []time.Weekday
	// Soft rules are only dear to break; PerHour prices a person-hour beside
	// [Prices], 0 for the default.
	Soft    bool
	PerHour float64
}

// Who chooses people: those who are of every list that is not empty. Empty lists
// choose everybody.
type Who struct {
	TeamIDs, SkillIDs, PersonIDs []int64
	// MinLevel is the least level at which one of SkillIDs has to be held.
	MinLevel int
}

// has reports whether a person is chosen on a day.
func (w Who) has(p workforce.PlanningPerson, day grid.Date) bool {
	if len(w.TeamIDs) > 0 && !slices.Contains(w.TeamIDs, p.TeamID) || len(w.PersonIDs) > 0 && !slices.Contains(w.PersonIDs, p.ID) {
		return false
	}
	return len(w.SkillIDs) == 0 || slices.ContainsFunc(p.SkillsOn(later(day, p.HiredOn)), func(s workforce.SkillSpell) bool {
		return slices.Contains(w.SkillIDs, s.SkillID) && s.Level >= w.MinLevel
	})
}

// Limits of a site's team rules.
const (
	MaxTeamRules   = 50
	maxTeamMembers = 2000
	maxTeamPrice   = 1e6
)

// NewTeamRules checks team rules and names every bad field at once.
func NewTeamRules(t TeamRules) (TeamRules, error) {
	var bad []FieldError
	if len(t.Rules) > MaxTeamRules {
		bad = append(bad, FieldError{Field: "rules", Found: fmt.Sprint(len(t.Rules)), Expected: fmt.Sprintf("at most %d rules", MaxTeamRules), Want: problem.Wanting(problem.AtMost, MaxTeamRules)})
	}
	t.Rules = slices.Clone(t.Rules)
	first := map[string]int{}
	for i := range t.Rules {
		t.Rules[i].Name = strings.TrimSpace(t.Rules[i].Name)
		at := fmt.Sprintf("rules[%d]", i)
		bad = append(bad, t.Rules[i].faults(at)...)
		if k, taken := first[t.Rules[i].Name]; taken {
			bad = append(bad, FieldError{Field: at + ".name", Found: fmt.Sprintf("%q, which rules[%d] has already", t.Rules[i].Name, k), Expected: "a name of its own", Want: problem.Wanting(problem.OwnCode)})
			continue
		}
		first[t.Rules[i].Name] = i
	}
	if len(bad) > 0 {
		return TeamRules{}, &InvalidError{What: "team rules", Fields: bad}
	}
	return t, nil
}

func (t TeamRule) faults(at string) []FieldError {
	var bad []FieldError
	need := func(good bool, field string, found any, expected string, code problem.Code, figures ...any) {
		if !good {
			bad = append(bad, FieldError{Field: at + "." + field, Found: fmt.Sprint(found), Expected: expected, Want: problem.Wanting(code, figures...)})
		}
	}
	n := len([]rune(t.Name))
	need(n >= 1 && n <= 120, "name", fmt.Sprintf("%d characters", n), "1 to 120 characters", problem.Characters, 1, 120)
	need(t.Min >= 0 && t.Min <= maxTeamMembers, "min", t.Min, fmt.Sprintf("0 to %d people", maxTeamMembers), problem.WholeNumber, 0, maxTeamMembers)
	need(t.Min > 0 || t.Max != nil, "min", "neither a least nor a most", "a least, a most or both", problem.Limit)
	need(t.Each >= 0 && t.Each <= maxTeamMembers, "each", t.Each, fmt.Sprintf("0 to %d people", maxTeamMembers), problem.WholeNumber, 0, maxTeamMembers)
	need(t.Each == 0 || t.Min > 0, "each", t.Each, "a least for every so many people", problem.LeastForEach)
	if t.Max != nil {
		need(*t.Max >= t.Min && *t.Max <= maxTeamMembers, "max", *t.Max, fmt.Sprintf("at least the least, which is %d, and at most %d people", t.Min, maxTeamMembers), problem.LeastBelowMost, t.Min, *t.Max)
	}
	need(t.From >= 0 && t.From < 1440 && t.To >= 0 && t.To <= 1440 && t.From != t.To, "to",
		fmt.Sprintf("%s to %s", workforce.FormatClock(t.From), workforce.FormatClock(t.To)), "hours of some length", problem.EndAfterStart)
	need(t.From%5 == 0 && t.To%5 == 0, "from", workforce.FormatClock(t.From), "times in steps of five minutes", problem.Steps, 5)
	need(t.PerHour >= 0 && t.PerHour <= maxTeamPrice, "perHour", t.PerHour, fmt.Sprintf("0 to %g", float64(maxTeamPrice)), problem.Between, 0, int(maxTeamPrice))
	for _, list := range []struct {
		field string
		who   Who
	}{{"while", t.While}, {"count", t.Count}} {
		for _, ids := range [][]int64{list.who.TeamIDs, list.who.SkillIDs, list.who.PersonIDs} {
			need(len(ids) <= maxTeamMembers, list.field, len(ids), fmt.Sprintf("at most %d", maxTeamMembers), problem.AtMost, maxTeamMembers)
		}
		need(list.who.MinLevel >= 0 && list.who.MinLevel <= 10, list.field+".minLevel", list.who.MinLevel, "0 to 10", problem.WholeNumber, 0, 10)
		need(list.who.MinLevel == 0 || len(list.who.SkillIDs) > 0, list.field+".minLevel", list.who.MinLevel, "the skill whose level it is", problem.Needed)
	}
	return bad
}

// addTeamRules writes the rules in the optimiser's numbers. Rules about nobody whom
// the roster plans ask nothing of it.
func (p *Problem) addTeamRules(list []TeamRule) {
	for _, t := range list {
		rule := roster.TeamRule{
			Team: rules.Team{Code: t.Name, Min: t.Min, Each: t.Each, Windows: p.TeamHours(t.From, t.To, t.Weekdays)},
			Soft: t.Soft, PerHour: t.PerHour,
		}
		if t.Max != nil {
			if rule.Max = *t.Max; rule.Max == 0 {
				rule.Max = rules.Nothing
			}
		}
		for i, person := range p.people {
			if t.While.has(person, p.grid.First()) {
				rule.While = append(rule.While, i)
			}
			if t.Count.has(person, p.grid.First()) {
				rule.Count = append(rule.Count, i)
			}
		}
		if len(rule.While) > 0 {
			p.TeamRules = append(p.TeamRules, rule)
		}
	}
}

// teamBreaches names rules, people and times in what the verifier found.
func (p *Problem) teamBreaches(found []rules.TeamViolation) []Breach {
	out := make([]Breach, len(found))
	for i, v := range found {
		rule := p.TeamRules[v.Team]
		out[i] = Breach{
			Rule: v.Rule, Days: []grid.Date{p.grid.First().AddDays(v.Day)}, Found: v.Found, Limit: v.Limit, Subject: rule.Code,
			Soft: rule.Soft, From: p.instant(v.Start), To: p.instant(v.End), Minutes: v.PersonMinutes,
		}
		names := make([]string, len(v.People))
		for k, who := range v.People {
			out[i].Team = append(out[i].Team, Person{p.people[who].ID, p.people[who].Name})
			names[k] = p.people[who].Name
		}
		out[i].Message = fmt.Sprintf("%s to %s: %s", out[i].From.In(p.grid.Location()).Format("15:04"), out[i].To.In(p.grid.Location()).Format("15:04"), v)
		if len(names) > 0 && len(names) <= 5 {
			out[i].Message += " (" + strings.Join(names, ", ") + ")"
		}
	}
	return out
}

// hardBreaches leaves out what is only dear.
func hardBreaches(list []Breach) []Breach {
	return slices.DeleteFunc(slices.Clone(list), func(b Breach) bool { return b.Soft })
}
