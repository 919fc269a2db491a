package roster

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// alone is one full-time person over two weeks, with the agreement and the person
// changed.
func alone(t testing.TB, change func(*rules.Agreement, *Person, *Problem)) *Problem {
	p := centreProblem(t, centre{people: 1, days: 14, minutes: 30, groups: 1, load: 1, seed: 1})
	p.People[0].Absences, p.People[0].Preferences = nil, nil
	change(&p.Agreements[0], &p.People[0], p)
	return p
}

func TestConflictsNameAMinimalSetAndTheSmallestRelief(t *testing.T) {
	cases := []struct {
		name   string
		change func(*rules.Agreement, *Person, *Problem)
		rules  []rules.Rule
		relief Relief
	}{
		{"hours that no number of days reaches", func(a *rules.Agreement, _ *Person, _ *Problem) { a.WeekDays.Max = 4 },
			[]rules.Rule{rules.MaxWeekDays, rules.MinWeekMinutes}, Relief{rules.MinWeekMinutes, 2400, 1920}},
		{"hours that no sum of shifts is", func(a *rules.Agreement, _ *Person, _ *Problem) { a.WeekMinutes = rules.Range{Min: 2000, Max: 2200} },
			[]rules.Rule{rules.MaxWeekMinutes, rules.MinWeekMinutes}, Relief{rules.MinWeekMinutes, 2000, 1920}},
		{"no hours in which to work", func(_ *rules.Agreement, q *Person, _ *Problem) { q.Limited = true },
			[]rules.Rule{rules.MinWeekMinutes, rules.Availability}, Relief{rules.MinWeekMinutes, 2400, 0}},
		{"fixed shift during leave", func(_ *rules.Agreement, q *Person, p *Problem) {
			q.Absences = []rules.Absence{{Day: 2, Paid: 480}}
			q.Fixed = []Fixed{{2, Shift{Template: NoTemplate, Start: p.minuteAt(2, 540), Minutes: 480}}}
		}, []rules.Rule{rules.Leave, rules.FixedShift}, Relief{rules.Leave, 0, rules.Nothing}},
		{"fixed shifts without the rest between", func(a *rules.Agreement, q *Person, p *Problem) {
			a.WeekMinutes = rules.Range{}
			q.Fixed = []Fixed{
				{2, Shift{Template: NoTemplate, Start: p.minuteAt(2, 840), Minutes: 480}},
				{3, Shift{Template: NoTemplate, Start: p.minuteAt(3, 420), Minutes: 480}},
			}
		}, []rules.Rule{rules.Rest, rules.FixedShift}, Relief{rules.Rest, 660, 540}},
	}
	for _, c := range cases {
		p := alone(t, c.change)
		got := Conflicts(p)
		if len(got) != 1 || got[0].Person != 0 {
			t.Fatalf("%s: conflicts %+v, want one of person 0", c.name, got)
		}
		if diff := cmp.Diff(c.rules, got[0].Rules); diff != "" {
			t.Errorf("%s: rules (-want +got) %s", c.name, diff)
		}
		if len(got[0].Reliefs) == 0 || got[0].Reliefs[0] != c.relief {
			t.Errorf("%s: reliefs %+v, want first %+v", c.name, got[0].Reliefs, c.relief)
		}
		_, err := Solve(context.Background(), p, few, nil)
		var infeasible *Infeasible
		if !errors.As(err, &infeasible) || !strings.Contains(err.Error(), string(c.rules[0])) {
			t.Errorf("%s: error %v, want one that names %s", c.name, err, c.rules[0])
		}
	}
}

func TestPeopleWithARosterHaveNoConflict(t *testing.T) {
	if got := Conflicts(centreProblem(t, small)); len(got) > 0 {
		t.Errorf("got %+v, want none", got)
	}
}

func TestEveryConflictIsMinimalAndEveryReliefHelps(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 8, starts: 2})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		for _, c := range Conflicts(p) {
			m := newModel(p)
			left := m.trial(0)
			for _, r := range orderOf(p.Agreements[0]) {
				if !contains(c.Rules, r) {
					left = left.without(r)
				}
			}
			if left.feasible() {
				rt.Fatalf("the rules %v alone are not in conflict\nagreement %+v", c.Rules, p.Agreements[0])
			}
			for _, r := range c.Rules {
				if !left.without(r).feasible() {
					rt.Fatalf("the set %v is not minimal: it stays in conflict without %s", c.Rules, r)
				}
			}
			for _, r := range c.Reliefs {
				if !m.trial(0).relieved(r) {
					rt.Fatalf("relief %+v does not help\nagreement %+v", r, p.Agreements[0])
				}
			}
		}
	})
}

func contains(list []rules.Rule, r rules.Rule) bool {
	for _, have := range list {
		if have == r {
			return true
		}
	}
	return false
}

// relieved reports whether a relief, made by hand, leaves a legal roster.
func (t trial) relieved(r Relief) bool {
	all := knobsOf(&t.agreement, r.Rule)
	if len(all) == 0 {
		return t.without(r.Rule).feasible()
	}
	for n := range all {
		if *all[n].value == r.From && t.with(r.Rule, n, r.To).feasible() {
			return true
		}
	}
	return false
}

func TestFaultsNameEveryPlace(t *testing.T) {
	cases := []struct {
		name   string
		change func(*Problem)
		want   []string
	}{
		{"good", func(*Problem) {}, nil},
		{"no such agreement", func(p *Problem) { p.People[3].Agreement = 9 }, []string{"people[3].agreement"}},
		{"no templates and no groups", func(p *Problem) { p.People[0].Templates, p.People[0].Groups = nil, nil },
			[]string{"people[0].templates", "people[0].groups"}},
		{"a group twice", func(p *Problem) { p.People[0].Groups = []int{0, 0} }, []string{"people[0].groups[1]"}},
		{"the same code", func(p *Problem) { p.People[2].Code = p.People[1].Code }, []string{"people[2].code"}},
		{"curve too short", func(p *Problem) { p.Groups[1].Required = p.Groups[1].Required[1:] }, []string{"groups[1].required"}},
		{"negative demand", func(p *Problem) { p.Groups[0].Required[7] = -1 }, []string{"groups[0].required[7]"}},
		{"price below zero", func(p *Problem) { p.Groups[0].Price.Over = []Step{{0, -1}} }, []string{"groups[0].price.over[0]"}},
		{"overlapping fixed shifts", func(p *Problem) {
			p.People[1].Fixed = []Fixed{{1, Shift{Group: 1, Start: 1440 + 1200, Minutes: 480}}, {2, Shift{Group: 1, Start: 2880 + 60, Minutes: 480}}}
		}, []string{"people[1].fixed[1]"}},
		{"fixed shift on another day", func(p *Problem) {
			p.People[1].Fixed = []Fixed{{1, Shift{Group: 1, Start: 60, Minutes: 480}}}
		}, []string{"people[1].fixed[0].start"}},
		{"fixed shift in a group that is not held", func(p *Problem) {
			p.People[1].Fixed = []Fixed{{0, Shift{Group: 0, Start: 60, Minutes: 480}}}
		}, []string{"people[1].fixed[0].group"}},
		{"pause outside its shift", func(p *Problem) {
			p.People[1].Fixed = []Fixed{{0, Shift{Group: 1, Start: 60, Minutes: 480, Breaks: []Break{{Start: 530, Minutes: 30}}}}}
		}, []string{"people[1].fixed[0].breaks[0]"}},
		{"absence outside the horizon", func(p *Problem) { p.People[1].Absences = []rules.Absence{{Day: 40}} }, []string{"people[1].absences[0].day"}},
		{"past in the future", func(p *Problem) { p.People[1].Past = []rules.Shift{{Day: 1, End: 60}} }, []string{"people[1].past[0]"}},
		{"wish of no weight", func(p *Problem) { p.People[1].Preferences = []Preference{{Day: 99, Weight: -1}} },
			[]string{"people[1].preferences[0].day", "people[1].preferences[0].weight"}},
		{"window without length", func(p *Problem) { p.People[1].Windows = []rules.Window{{Start: 60, End: 60}} }, []string{"people[1].availability[0]"}},
		{"agreement reversed", func(p *Problem) { p.Agreements[0].WeekDays = rules.Range{Min: 5, Max: 4} }, []string{"agreements[0].week_days"}},
		{"template without length", func(p *Problem) { p.Templates[0].Lengths = nil }, []string{"templates[0].lengths"}},
		{"nobody", func(p *Problem) { p.People = nil }, []string{"people"}},
	}
	for _, c := range cases {
		p := centreProblem(t, small)
		c.change(p)
		var got []string
		for _, f := range p.Faults() {
			got = append(got, f.Field)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got) %s", c.name, diff)
		}
		if len(c.want) > 0 {
			_, err := Solve(context.Background(), p, few, nil)
			var invalid *Invalid
			if !errors.As(err, &invalid) || !strings.Contains(err.Error(), c.want[0]) {
				t.Errorf("%s: Solve says %v, want *Invalid naming %s", c.name, err, c.want[0])
			}
		}
	}
	if found := (&Problem{}).Faults(); len(found) != 1 {
		t.Errorf("the empty problem has faults %v, want the horizon alone", found)
	}
}
