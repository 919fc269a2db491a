package roster

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
)

// hand is one person, two days of hours, one needed from 9 to 12 on both days.
func hand(t *testing.T) *Problem {
	t.Helper()
	g, err := gridOf("2026-05-09", 2) // a Saturday
	if err != nil {
		t.Fatal(err)
	}
	required := make([]float64, g.Len())
	for i := range required {
		if hour := i % 48 / 2; hour >= 9 && hour < 12 {
			required[i] = 1
		}
	}
	return &Problem{
		Grid: g, Groups: []Group{{Code: "voice", Required: required, Price: Price{Under: []Step{{0, 40}}, Over: []Step{{0, 10}}}}},
		Templates:  []shifts.Template{{Code: "D", EarliestStart: 540, LatestStart: 600, Step: 60, Lengths: []int{240}, Pauses: []shifts.Pause{{Code: "break", Minutes: 15, Earliest: 60, Latest: 90, Paid: true}}}},
		Agreements: []rules.Agreement{{Code: "any"}},
		People: []Person{{Code: "Ann", Templates: []int{0}, Groups: []int{0}, HourCost: 3, Burden: 2,
			Preferences: []Preference{{Day: 0, Wish: WishOff, Weight: 7}, {Day: 1, Wish: WishWork, Weight: 5}}}},
		Fairness: Fairness{PerPoint2: 2, Weekend: 1, Undesired: 0.5, Early: 1, EarlyBefore: 600, Late: 1, LateAfter: 780},
	}
}

// day is Ann's shift on a day from an hour, with its break 75 minutes in.
func day(d, hour int) Shift {
	start := d*1440 + hour*60
	return Shift{Start: start, Minutes: 240, Breaks: []Break{{Start: start + 75, Minutes: 15, Paid: true}}}
}

func TestEvaluateAddsUpEveryTermByHand(t *testing.T) {
	p := hand(t)
	cases := []struct {
		name string
		row  []Shift
		want Cost
	}{
		{"nobody works", []Shift{{}, {}}, Cost{Under: 240, Preference: 5}},
		// 9 to 13 on Saturday: 15 minutes of the break and Sunday are missing, one
		// hour is surplus; points 1 weekend, 1 early, 0.5 undesired.
		{"Saturday early", []Shift{day(0, 9), {}}, Cost{Under: 130, Over: 10, Preference: 12, Hours: 12, Fairness: 2 * 2.5 * (2.5 + 4)}},
		// 10 to 14 on Sunday: an hour and the break missing, two surplus; weekend and late.
		{"Sunday late", []Shift{{}, day(1, 10)}, Cost{Under: 170, Over: 20, Hours: 12, Fairness: 2 * 2 * (2 + 4)}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, Evaluate(p, Roster{Days: [][]Shift{c.row}}), nearly); diff != "" {
			t.Errorf("%s (-want +got) %s", c.name, diff)
		}
	}
}

func TestCoverageIsAveragedOverABreakAndAddsThosePresent(t *testing.T) {
	p := hand(t)
	p.Groups[0].Present = make([]float64, p.Grid.Len())
	p.Groups[0].Present[20] = 2
	got := Coverage(p, Roster{Days: [][]Shift{{day(0, 9), {}}}})[0]
	want := map[int]float64{17: 0, 18: 1, 20: 2.5, 21: 1, 25: 1, 26: 0}
	for i, v := range want {
		if got[i] != v {
			t.Errorf("interval %d: %v people, want %v", i, got[i], v)
		}
	}
}

func TestVerifyKnowsTheShapeOfShifts(t *testing.T) {
	p := hand(t)
	p.Groups = append(p.Groups, Group{Code: "chat", Required: make([]float64, p.Grid.Len())})
	p.Templates = append(p.Templates, shifts.Template{Code: "N", EarliestStart: 1320, LatestStart: 1320, Lengths: []int{480}})
	change := func(edit func(*Shift)) []Shift {
		s := day(0, 9)
		edit(&s)
		return []Shift{s, {}}
	}
	cases := []struct {
		name string
		row  []Shift
		want []rules.Violation
	}{
		{"as the template says", change(func(*Shift) {}), nil},
		{"made by hand", change(func(s *Shift) { s.Template, s.Start, s.Breaks = NoTemplate, 30, nil }), nil},
		{"another start", change(func(s *Shift) { s.Start += 30; s.Breaks[0].Start += 30 }), []rules.Violation{{Rule: rules.Template, Days: []int{0}, Subject: "D"}}},
		{"another length", change(func(s *Shift) { s.Minutes = 300 }), []rules.Violation{{Rule: rules.Template, Days: []int{0}, Subject: "D"}}},
		{"a template that is not theirs", change(func(s *Shift) { s.Template, s.Start, s.Minutes, s.Breaks = 1, 1320, 480, nil }),
			[]rules.Violation{{Rule: rules.Template, Days: []int{0}, Subject: "N"}}},
		{"a group that is not held", change(func(s *Shift) { s.Group = 1 }), []rules.Violation{{Rule: rules.Skill, Days: []int{0}, Subject: "chat"}}},
		{"a break too late", change(func(s *Shift) { s.Breaks[0].Start += 60 }),
			[]rules.Violation{{Rule: rules.Pause, Days: []int{0}, Subject: "break begins 135 min after the start; 60 to 90 are allowed"}}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, Verify(p, Roster{Days: [][]Shift{c.row}})); diff != "" {
			t.Errorf("%s (-want +got) %s", c.name, diff)
		}
	}
}

func TestTheTickFitsEverythingThatCanHappen(t *testing.T) {
	p := hand(t)
	if got := p.unit(); got != 15 {
		t.Errorf("half hours with breaks of a quarter: tick %d, want 15", got)
	}
	p.People[0].Fixed = []Fixed{{0, Shift{Template: NoTemplate, Start: 605, Minutes: 60}}}
	if got := p.unit(); got != 5 {
		t.Errorf("with a fixed shift from 10:05: tick %d, want 5", got)
	}
}

func TestSettingsOutOfRangeAreRefused(t *testing.T) {
	for _, s := range []Settings{{Threads: -1}, {Threads: 1000}, {Iterations: -5}, {TimeLimit: -1}} {
		if len(s.faults()) != 1 {
			t.Errorf("settings %+v: faults %v, want one", s, s.faults())
		}
	}
}

func TestRosterOfNobodyHoldsTheFixedShifts(t *testing.T) {
	p := hand(t)
	given := day(1, 10)
	p.People[0].Fixed = []Fixed{{1, given}}
	r := NewRoster(p)
	if !r.Days[0][0].Off() || !r.Days[0][1].Equal(given) {
		t.Errorf("got %+v", r.Days[0])
	}
	other := r.Clone()
	other.Days[0][1] = Shift{}
	if r.Days[0][1].Off() {
		t.Error("a clone shares its days")
	}
	moved := given
	moved.Breaks = []Break{{Start: given.Start + 90, Minutes: 15, Paid: true}}
	if given.Equal(moved) || !given.Equal(given) || given.Equal(Shift{}) || !(Shift{}).Equal(Shift{Group: 3}) {
		t.Error("equality of shifts")
	}
}
