package format

import (
	"slices"

	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// teamRules reads the rules about who works together; people, groups and teams are
// known by then.
func (r *reading) teamRules(o *strictjson.Object) {
	for _, n := range o.List("team_rules") {
		r.p.TeamRules = append(r.p.TeamRules, r.teamRule(n.Object()))
	}
}

func (r *reading) teamRule(o *strictjson.Object) roster.TeamRule {
	defer o.Done()
	t := roster.TeamRule{
		Team: rules.Team{Code: o.Text("code", true), While: r.who(o, "while"), Min: o.Whole("min", 0, 0, 1_000_000),
			Each: o.Whole("each", 0, 0, 1_000_000), Max: o.Whole("max", 0, 0, 1_000_000)},
		Soft: o.Flag("soft"), PerHour: o.Number("per_hour", 0),
	}
	if t.Count = t.While; o.Get("count") != nil {
		t.Count = r.who(o, "count")
	}
	if t.Max == 0 && o.Get("max") != nil {
		t.Max = rules.Nothing
	}
	from, to := o.Clock("from", 0), o.Clock("to", 1440)
	if from == to {
		o.Wrong("hours without length", `"to" at another time than "from"; on the next day where it is earlier`)
	}
	days := weekdays(o, "days")
	if r.p.Grid.Days() > 0 {
		t.Windows = r.p.TeamHours(from, to, days)
	}
	return t
}

// who reads a choice of people: those who are of every list that is given.
func (r *reading) who(o *strictjson.Object, name string) []int {
	n := o.Get(name)
	chosen := func(int) bool { return true }
	if n != nil {
		list := n.Object()
		people, groups, teams := r.chosen(list, "people", r.codes()), r.chosen(list, "groups", r.groups), r.chosen(list, "teams", r.teams)
		list.Done()
		chosen = func(i int) bool {
			return (people == nil || slices.Contains(people, i)) && (groups == nil || meet(groups, r.p.People[i].Groups)) &&
				(teams == nil || meet(teams, r.p.People[i].PauseTeams))
		}
	}
	var who []int
	for i := range r.p.People {
		if chosen(i) {
			who = append(who, i)
		}
	}
	return who
}

// chosen reads the codes of one list; nil is no list.
func (r *reading) chosen(o *strictjson.Object, name string, known []string) []int {
	if o.Get(name) == nil {
		return nil
	}
	return append([]int{}, o.Refs(name, name, known)...)
}

// codes are those of the people, in order.
func (r *reading) codes() []string {
	codes := make([]string, len(r.p.People))
	for i, q := range r.p.People {
		codes[i] = q.Code
	}
	return codes
}

func meet(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

// teamBreak is a stretch of time in which a team rule is broken.
type teamBreak struct {
	Rule          string     `json:"rule"`
	Kind          rules.Rule `json:"kind"`
	Soft          bool       `json:"soft,omitempty"`
	From          string     `json:"from"`
	To            string     `json:"to"`
	Found         int        `json:"found"`
	Limit         int        `json:"limit"`
	People        []string   `json:"people"`
	PersonMinutes int        `json:"person_minutes"`
}

func teamBreaksOf(p *roster.Problem, list []rules.TeamViolation) []teamBreak {
	out := make([]teamBreak, len(list))
	for i, v := range list {
		t := p.TeamRules[v.Team]
		out[i] = teamBreak{t.Code, v.Rule, t.Soft, clockOf(p, v.Start), clockOf(p, v.End), v.Found, v.Limit, []string{}, v.PersonMinutes}
		for _, who := range v.People {
			out[i].People = append(out[i].People, p.People[who].Code)
		}
	}
	return out
}
