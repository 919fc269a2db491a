package roster

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// laid returns a solved small centre on a desk.
func laid(t testing.TB) (*Problem, *Desk) {
	t.Helper()
	p := centreProblem(t, small)
	r, err := Solve(context.Background(), p, Settings{Seed: 1, Iterations: 200}, nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := NewDesk(p, r.Roster)
	if err != nil {
		t.Fatal(err)
	}
	return p, d
}

var nearly = cmpopts.EquateApprox(1e-9, 1e-6)

func TestTryingChangesNothingAndTellsTheTruth(t *testing.T) {
	p, d := laid(t)
	rapid.Check(t, func(rt *rapid.T) {
		before := d.Roster().Clone()
		var moves []Move
		for range rapid.IntRange(1, 3).Draw(rt, "moves") {
			mv := Move{Person: rapid.IntRange(0, len(p.People)-1).Draw(rt, "person"), Day: rapid.IntRange(0, 13).Draw(rt, "day")}
			if s := before.Days[mv.Person][mv.Day]; !s.Off() && rapid.Bool().Draw(rt, "drag") {
				by := 5 * rapid.IntRange(-30, 30).Draw(rt, "by")
				s.Start += by
				s.Breaks = append([]Break(nil), s.Breaks...)
				for i := range s.Breaks {
					s.Breaks[i].Start += by
				}
				mv.Shift = s
			}
			moves = append(moves, mv)
		}
		effect := d.Try(moves...)
		if diff := cmp.Diff(before, d.Roster()); diff != "" {
			rt.Fatalf("trying changed the roster: %s", diff)
		}
		after := before.Clone()
		for _, mv := range moves {
			after.Days[mv.Person][mv.Day] = mv.Shift
		}
		want := Evaluate(p, after).plus(Evaluate(p, before), -1)
		if diff := cmp.Diff(want, effect.Cost, nearly); diff != "" {
			rt.Fatalf("moves %+v (-want +got) %s", moves, diff)
		}
		var broken []rules.Violation
		for _, v := range Verify(p, after) {
			if v.Person == moves[0].Person {
				broken = append(broken, v)
			}
		}
		var told []rules.Violation
		for _, v := range effect.Violations {
			if v.Person == moves[0].Person {
				told = append(told, v)
			}
		}
		if diff := cmp.Diff(broken, told); diff != "" {
			rt.Fatalf("violations (-want +got) %s", diff)
		}
	})
}

func TestApplyingMovesAndTakingThemBackReturnsTheCost(t *testing.T) {
	p, d := laid(t)
	cost, was := d.Cost(), d.Roster().Days[2][3]
	first := d.Apply(Move{2, 3, d.Roster().Days[1][2]})
	if diff := cmp.Diff(Evaluate(p, d.Roster()), d.Cost(), nearly); diff != "" {
		t.Errorf("cost after a move (-want +got) %s", diff)
	}
	second := d.Apply(Move{2, 3, was})
	if diff := cmp.Diff(cost, d.Cost(), nearly); diff != "" {
		t.Errorf("cost after taking it back (-want +got) %s", diff)
	}
	if math.Abs(first.Cost.Total()+second.Cost.Total()) > 1e-6 {
		t.Errorf("there %v and back %v", first.Cost.Total(), second.Cost.Total())
	}
}

func TestDeskRefusesRostersOfAnotherShape(t *testing.T) {
	p, d := laid(t)
	cases := map[string]func(Roster) Roster{
		"people":   func(r Roster) Roster { r.Days = r.Days[1:]; return r },
		"days":     func(r Roster) Roster { r.Days[3] = r.Days[3][1:]; return r },
		"group":    func(r Roster) Roster { r.Days[3][1] = Shift{Group: 7, Minutes: 60}; return r },
		"template": func(r Roster) Roster { r.Days[3][1] = Shift{Template: 7, Minutes: 60}; return r },
	}
	for name, change := range cases {
		if _, err := NewDesk(p, change(d.Roster().Clone())); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	p.Groups = nil
	if _, err := NewDesk(p, d.Roster()); err == nil {
		t.Error("a problem without groups: no error")
	}
}

func TestChoicesOfADayAreWhatASearchWouldPay(t *testing.T) {
	p, d := laid(t)
	before := d.Roster().Clone()
	for _, person := range []int{0, 4, 7} {
		for _, day := range []int{1, 6} {
			reason := d.ExplainShift(person, day)
			if len(reason.Choices) != 1+len(p.People[person].Templates) {
				t.Fatalf("person %d day %d: %d choices, want the day off and one a template", person, day, len(reason.Choices))
			}
			for i, c := range reason.Choices {
				if i > 0 && !c.Blocked && c.Delta < reason.Choices[i-1].Delta {
					t.Errorf("person %d day %d: choices are not in order of cost", person, day)
				}
				if c.Blocked && c.Forbidden == "" {
					t.Errorf("person %d day %d: choice %+v is blocked by nothing", person, day, c)
				}
				if off := c.Template == NoTemplate; !c.Blocked && off != c.Shift.Off() {
					t.Errorf("person %d day %d: choice %+v", person, day, c)
				}
			}
		}
	}
	if diff := cmp.Diff(before, d.Roster()); diff != "" {
		t.Errorf("explaining changed the roster: %s", diff)
	}
	if diff := cmp.Diff(Evaluate(p, before), d.Cost(), nearly); diff != "" {
		t.Errorf("explaining changed the cost: %s", diff)
	}
}

func TestAnAlternativeCostsWhatTheBestOfAllRowsCosts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 4, starts: 2})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		legal := everyLegalRow(p, 0)
		if len(legal) == 0 {
			return
		}
		now := Roster{Days: [][]Shift{legal[rapid.IntRange(0, len(legal)-1).Draw(rt, "row")]}}
		d, err := NewDesk(p, now)
		if err != nil {
			rt.Fatal(err)
		}
		day := rapid.IntRange(0, p.Grid.Days()-1).Draw(rt, "day")
		for _, c := range d.ExplainShift(0, day).Choices {
			least := math.Inf(1)
			for _, row := range legal {
				if s := row[day]; s.Off() == (c.Template == NoTemplate) && (s.Off() || s.Template == c.Template) {
					least = min(least, Evaluate(p, Roster{Days: [][]Shift{row}}).Total()-d.Cost().Total())
				}
			}
			switch {
			case c.Blocked != math.IsInf(least, 1):
				rt.Fatalf("choice %+v, but the least change of any legal row is %v\nperson %+v", c, least, p.People[0])
			case !c.Blocked && math.Abs(c.Delta-least) > 1e-6*(1+math.Abs(least)):
				rt.Fatalf("choice %+v, want a change of %v", c, least)
			}
		}
	})
}

// A shift that was changed by hand is on no menu; the choices are explained beside it
// all the same, and cost what a legal row really costs, no less than the best (004-12).
func TestAlternativesToAShiftOfNoTemplateAreExplained(t *testing.T) {
	explained := 0
	rapid.Check(t, func(rt *rapid.T) {
		p := drawProblem(rt, size{people: 1, days: 4, starts: 2, fairness: true})
		if len(p.Faults()) > 0 {
			rt.Skip("the drawn fixed shifts overlap")
		}
		legal := everyLegalRow(p, 0)
		if len(legal) == 0 {
			return
		}
		row := slices.Clone(legal[rapid.IntRange(0, len(legal)-1).Draw(rt, "row")])
		for day, s := range row {
			if !s.Off() && !slices.ContainsFunc(p.People[0].Fixed, func(f Fixed) bool { return f.Day == day }) {
				row[day].Minutes += 60 * rapid.IntRange(0, 2).Draw(rt, "hours more")
			}
		}
		d, err := NewDesk(p, Roster{Days: [][]Shift{row}})
		if err != nil {
			rt.Fatal(err)
		}
		day := rapid.IntRange(0, p.Grid.Days()-1).Draw(rt, "day")
		for _, c := range d.ExplainShift(0, day).Choices {
			least := math.Inf(1)
			for _, row := range legal {
				if s := row[day]; s.Off() == (c.Template == NoTemplate) && (s.Off() || s.Template == c.Template) {
					least = min(least, Evaluate(p, Roster{Days: [][]Shift{row}}).Total()-d.Cost().Total())
				}
			}
			explained++
			if c.Blocked != math.IsInf(least, 1) || !c.Blocked && c.Delta < least-1e-6*(1+math.Abs(least)) {
				rt.Fatalf("choice %+v; the least change of any legal row is %v", c, least)
			}
		}
		d.Suppose(Supposition{Person: 0, Day: day, Off: true, Gentle: 1})
	})
	if explained == 0 {
		t.Error("nothing was explained")
	}
}

func TestAShortageNamesWhoCouldComeAndWhatKeepsTheOthers(t *testing.T) {
	p := centreProblem(t, centre{people: 5, days: 7, minutes: 60, groups: 1, load: 1, seed: 1})
	for i := range p.People {
		p.People[i].Absences, p.People[i].Preferences = nil, nil
	}
	day, noon := 2, 2*24+12
	p.People[0].Absences = []rules.Absence{{Day: day, Paid: 480}}
	p.People[1].Limited = true
	for d := range 7 {
		if d != day {
			p.People[1].Windows = append(p.People[1].Windows, rules.Window{Day: d, Start: d * 1440, End: d*1440 + 1440})
		}
	}
	p.People[2].Fixed = []Fixed{{day, Shift{Template: NoTemplate, Start: day*1440 + 15*60, Minutes: 480}}}
	p.Agreements[0] = rules.Agreement{Code: "full", RestMinutes: 660}
	p.Agreements[1] = rules.Agreement{Code: "part", RestMinutes: 660}
	d, err := NewDesk(p, NewRoster(p))
	if err != nil {
		t.Fatal(err)
	}
	reason := d.ExplainSlot(0, noon)
	if reason.Covered != 0 || reason.Required <= 0 {
		t.Errorf("covered %v of %v, want none of something", reason.Covered, reason.Required)
	}
	got := map[int]rules.Rule{}
	for i, c := range reason.Candidates {
		got[c.Person] = c.Forbidden
		if !c.Blocked && (c.Shift.Start > noon*60 || c.Shift.End() <= noon*60) {
			t.Errorf("candidate %+v does not cover minute %d", c, noon*60)
		}
		if i > 0 && reason.Candidates[i-1].Blocked && !c.Blocked {
			t.Error("a blocked candidate stands before a free one")
		}
	}
	want := map[int]rules.Rule{0: rules.Leave, 1: rules.Availability, 2: rules.FixedShift, 3: "", 4: ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules that block (-want +got) %s", diff)
	}
}
