package roster

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// drawSupposition draws a question about a one-person problem.
func drawSupposition(rt *rapid.T, p *Problem) Supposition {
	s := Supposition{Day: rapid.IntRange(0, p.Grid.Days()-1).Draw(rt, "day"), Template: AnyTemplate, Group: AnyGroup}
	switch rapid.SampledFrom([]string{"off", "work", "template", "late", "group"}).Draw(rt, "question") {
	case "off":
		s.Off = true
	case "template":
		s.Template = rapid.IntRange(0, 1).Draw(rt, "template")
	case "late":
		s.From, s.To = p.minuteAt(s.Day, 720), p.minuteAt(s.Day, 1439)
	case "group":
		s.Group = rapid.IntRange(0, len(p.Groups)-1).Draw(rt, "group")
	}
	return s
}

// meetsIt is what a supposition asks, said of a finished shift.
func (s Supposition) meetsIt(is Shift) bool {
	if s.Off || is.Off() {
		return s.Off == is.Off()
	}
	return (s.Template == AnyTemplate || s.Template == is.Template) && (s.Group == AnyGroup || s.Group == is.Group) &&
		(s.To == 0 || is.Start >= s.From && is.Start <= s.To)
}

func TestAnAnswerIsTheBestOfAllLegalRowsThatMeetTheSupposition(t *testing.T) {
	blocked, possible := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 4, starts: 2, pauses: true})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		legal := everyLegalRow(p, 0)
		if len(legal) == 0 {
			rt.Skip("no legal row")
		}
		now := Roster{Days: [][]Shift{legal[rapid.IntRange(0, len(legal)-1).Draw(rt, "row")]}}
		d, err := NewDesk(p, now)
		if err != nil {
			rt.Fatal(err)
		}
		s := drawSupposition(rt, p)
		if _, fixed := p.People[0].fixedOn(s.Day); fixed {
			rt.Skip("a fixed shift stays what it is")
		}
		least := math.Inf(1)
		for _, row := range legal {
			if s.meetsIt(row[s.Day]) {
				least = min(least, Evaluate(p, Roster{Days: [][]Shift{row}}).Total()-d.Cost().Total())
			}
		}
		a := d.Suppose(s)
		if a.Blocked != math.IsInf(least, 1) {
			rt.Fatalf("%+v: blocked %v, the least change of any legal row is %v\nperson %+v", s, a.Blocked, least, p.People[0])
		}
		if a.Blocked {
			blocked++
			if len(a.Conflict.Rules) == 0 {
				rt.Fatalf("%+v is blocked by nothing", s)
			}
			return
		}
		possible++
		if math.Abs(a.Cost.Total()-least) > 1e-6*(1+math.Abs(least)) {
			rt.Fatalf("%+v: costs %v, the best legal row %v\nperson %+v", s, a.Cost.Total(), least, p.People[0])
		}
		effect := d.Apply(a.Moves(0)...)
		if len(effect.Violations) > 0 || !s.meetsIt(d.Roster().Days[0][s.Day]) {
			rt.Fatalf("%+v: after the moves %+v, violations %v", s, d.Roster().Days[0], effect.Violations)
		}
		if diff := cmp.Diff(effect.Cost, a.Cost, nearly); diff != "" {
			rt.Fatalf("the moves cost (-made +told) %s", diff)
		}
	})
	if blocked == 0 || possible == 0 {
		t.Errorf("%d blocked and %d possible: the test proves little", blocked, possible)
	}
}

func TestSupposingChangesNothing(t *testing.T) {
	p, d := laid(t)
	before, cost := d.Roster().Clone(), d.Cost()
	for person := range p.People {
		for _, off := range []bool{true, false} {
			d.Suppose(Supposition{Person: person, Day: person % 14, Off: off, Template: AnyTemplate, Group: AnyGroup, Gentle: 0.5})
		}
	}
	if diff := cmp.Diff(before, d.Roster()); diff != "" {
		t.Errorf("the roster changed: %s", diff)
	}
	back := d.Apply()
	if diff := cmp.Diff(cost, d.Cost().plus(back.Cost, +1), nearly); diff != "" {
		t.Errorf("the cost changed: %s", diff)
	}
	if diff := cmp.Diff(Evaluate(p, before), d.Cost(), nearly); diff != "" {
		t.Errorf("coverage is not what it was: %s", diff)
	}
}

func TestAGentleAnswerMovesNoDayInVain(t *testing.T) {
	p, d := laid(t)
	for person := range p.People {
		day := slices.IndexFunc(d.Roster().Days[person], func(s Shift) bool { return !s.Off() })
		ask := Supposition{Person: person, Day: day, Template: AnyTemplate, Group: AnyGroup}
		ask.Gentle = 1000
		if a := d.Suppose(ask); len(a.Days) > 0 || a.Cost.Total() != 0 {
			t.Errorf("person %d works on day %d anyway, yet %+v changes", person, day, a.Days)
		}
		ask.Off, ask.Gentle = true, 0
		free := d.Suppose(ask)
		ask.Gentle = 1000
		gentle := d.Suppose(ask)
		if len(gentle.Days) > len(free.Days) || gentle.Cost.Total() < free.Cost.Total()-1e-3 {
			t.Errorf("person %d: gently %d days at %v, freely %d days at %v", person, len(gentle.Days), gentle.Cost.Total(), len(free.Days), free.Cost.Total())
		}
	}
}

// pair is two people for one seat on the first day, the second of whom has it.
func pair(t *testing.T) *Desk {
	t.Helper()
	p := alone(t, func(a *rules.Agreement, _ *Person, p *Problem) {
		*a = rules.Agreement{Code: "free"}
		p.Fairness = Fairness{}
		for i := range p.Groups[0].Required {
			if p.Groups[0].Required[i] = 0; p.Grid.DayOf(i) == 0 && p.Grid.WallMinute(i) >= 9*60 && p.Grid.WallMinute(i) < 17*60+30 {
				p.Groups[0].Required[i] = 1
			}
		}
	})
	other := p.People[0]
	other.Code = "B"
	p.People = append(p.People, other)
	r := NewRoster(p)
	r.Days[1][0] = Shift{Template: 0, Start: 9 * 60, Minutes: 510,
		Breaks: []Break{{Start: 11 * 60, Minutes: 15, Paid: true}, {Start: 13 * 60, Minutes: 30}, {Start: 15 * 60, Minutes: 15, Paid: true}}}
	d, err := NewDesk(p, r)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSomebodyWhoseSeatIsTakenBecomesFree(t *testing.T) {
	d := pair(t)
	a := d.Suppose(Supposition{Person: 0, Day: 0, Template: AnyTemplate, Group: AnyGroup, Gentle: 0.5})
	if len(a.Days) != 1 || a.Cost.Over <= 0 || a.Paid != 480 {
		t.Errorf("got %+v, want one spare shift of eight paid hours", a)
	}
	if len(a.Freed) != 1 || a.Freed[0].Person != 1 || a.Freed[0].Day != 0 || a.Freed[0].Cost.Total() >= 0 {
		t.Errorf("freed %+v, want the other one at a gain", a.Freed)
	}
}

func TestWhatIsImpossibleNamesAMinimalSetOfRules(t *testing.T) {
	d := pair(t)
	d.m.problem.Agreements[0].MaxConsecutiveDays = 2
	d.m.problem.People[0].Absences = []rules.Absence{{Day: 0, Paid: 480}}
	d, err := NewDesk(d.m.problem, d.Roster())
	if err != nil {
		t.Fatal(err)
	}
	a := d.Suppose(Supposition{Person: 0, Day: 0, Template: AnyTemplate, Group: AnyGroup})
	if diff := cmp.Diff([]rules.Rule{rules.Leave}, a.Conflict.Rules); !a.Blocked || diff != "" {
		t.Errorf("blocked %v (-want +got) %s", a.Blocked, diff)
	}
	late := d.Suppose(Supposition{Person: 1, Day: 0, Template: AnyTemplate, Group: AnyGroup, From: 20 * 60, To: 23 * 60})
	if diff := cmp.Diff([]rules.Rule{rules.Template}, late.Conflict.Rules); !late.Blocked || diff != "" {
		t.Errorf("no template starts so late: blocked %v (-want +got) %s", late.Blocked, diff)
	}
}
