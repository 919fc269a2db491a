package rules_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
)

// week is the horizon of most tests: two weeks from Monday 4 May 2026.
func horizon(t testing.TB, first string, days int) grid.Grid {
	t.Helper()
	loc, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	g, err := grid.New(loc, 30, grid.MustDate(first), days)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// at returns an eight-hour shift, seven and a half of it paid, that starts on a
// day at an hour of a 24-hour day.
func at(day, hour int) rules.Shift {
	start := day*1440 + hour*60
	return rules.Shift{Day: day, Start: start, End: start + 480, Paid: 450}
}

// on returns day shifts from nine on each of the days.
func on(days ...int) []rules.Shift {
	var shifts []rules.Shift
	for _, d := range days {
		shifts = append(shifts, at(d, 9))
	}
	return shifts
}

func classed(class string, shifts []rules.Shift) []rules.Shift {
	for i := range shifts {
		shifts[i].Class = class
	}
	return shifts
}

func TestEachRuleNamesWhatItFound(t *testing.T) {
	cases := []struct {
		name   string
		person rules.Person
		shifts []rules.Shift
		want   []rules.Violation
	}{
		{"rest too short", rules.Person{Agreement: rules.Agreement{RestMinutes: 660}},
			[]rules.Shift{at(0, 14), at(1, 6)}, []rules.Violation{{Rule: rules.Rest, Days: []int{0, 1}, Found: 480, Limit: 660}}},
		{"rest exactly enough", rules.Person{Agreement: rules.Agreement{RestMinutes: 480}}, []rules.Shift{at(0, 14), at(1, 6)}, nil},
		{"rest after the past", rules.Person{Agreement: rules.Agreement{RestMinutes: 660}, Past: []rules.Shift{at(-1, 22)}, PastDays: 1},
			[]rules.Shift{at(0, 9)}, []rules.Violation{{Rule: rules.Rest, Days: []int{-1, 0}, Found: 180, Limit: 660}}},
		{"rest across a day off", rules.Person{Agreement: rules.Agreement{RestMinutes: 36 * 60}},
			[]rules.Shift{at(0, 20), at(2, 8)}, []rules.Violation{{Rule: rules.Rest, Days: []int{0, 2}, Found: 28 * 60, Limit: 36 * 60}}},
		{"overlap", rules.Person{}, []rules.Shift{at(0, 20), at(1, 2)}, []rules.Violation{{Rule: rules.Overlap, Days: []int{0, 1}}}},
		{"too many days in a row", rules.Person{Agreement: rules.Agreement{MaxConsecutiveDays: 3}},
			on(0, 1, 2, 3, 5), []rules.Violation{{Rule: rules.MaxConsecutiveDays, Days: []int{0, 1, 2, 3}, Found: 4, Limit: 3}}},
		{"days in a row with the past", rules.Person{Agreement: rules.Agreement{MaxConsecutiveDays: 3}, Past: on(-3, -2, -1), PastDays: 7},
			on(0), []rules.Violation{{Rule: rules.MaxConsecutiveDays, Days: []int{-3, -2, -1, 0}, Found: 4, Limit: 3}}},
		{"a long run of the past alone is past", rules.Person{Agreement: rules.Agreement{MaxConsecutiveDays: 2}, Past: on(-3, -2, -1), PastDays: 7}, on(1), nil},
		{"run too short", rules.Person{Agreement: rules.Agreement{MinConsecutiveDays: 2}}, on(3, 6, 7),
			[]rules.Violation{{Rule: rules.MinConsecutiveDays, Days: []int{3}, Found: 1, Limit: 2}}},
		{"run cut by the horizon's ends", rules.Person{Agreement: rules.Agreement{MinConsecutiveDays: 2}}, on(0, 13), nil},
		{"known run cut short", rules.Person{Agreement: rules.Agreement{MinConsecutiveDays: 3}, Past: on(-2, -1), PastDays: 5}, nil,
			[]rules.Violation{{Rule: rules.MinConsecutiveDays, Days: []int{-2, -1}, Found: 2, Limit: 3}}},
		{"run cut by an absence", rules.Person{Agreement: rules.Agreement{MinConsecutiveDays: 2}, Absences: []rules.Absence{{Day: 4}}}, on(3), nil},
		{"single day off", rules.Person{Agreement: rules.Agreement{MinConsecutiveDaysOff: 2}}, on(2, 4),
			[]rules.Violation{{Rule: rules.ConsecutiveDaysOff, Days: []int{3}, Found: 1, Limit: 2}}},
		{"single day of leave", rules.Person{Agreement: rules.Agreement{MinConsecutiveDaysOff: 2}, Absences: []rules.Absence{{Day: 3, Paid: 450}}}, on(2, 4), nil},
		{"single known day off before", rules.Person{Agreement: rules.Agreement{MinConsecutiveDaysOff: 2}, Past: on(-2), PastDays: 7}, on(0),
			[]rules.Violation{{Rule: rules.ConsecutiveDaysOff, Days: []int{-1}, Found: 1, Limit: 2}}},
		{"week's hours", rules.Person{Agreement: rules.Agreement{WeekMinutes: rules.Range{Min: 900, Max: 1350}}}, on(0, 1, 2, 4, 7),
			[]rules.Violation{{Rule: rules.MaxWeekMinutes, Days: days(0, 7), Found: 1800, Limit: 1350}, {Rule: rules.MinWeekMinutes, Days: days(7, 14), Found: 450, Limit: 900}}},
		{"paid leave counts as hours", rules.Person{Agreement: rules.Agreement{WeekMinutes: rules.Range{Min: 900, Max: 900}},
			Absences: []rules.Absence{{Day: 2, Paid: 450}, {Day: 9, Paid: 450}, {Day: 10, Paid: 450}}}, on(0), nil},
		{"no work beside leave that fills the week", rules.Person{Agreement: rules.Agreement{WeekMinutes: rules.Range{Max: 450}},
			Absences: []rules.Absence{{Day: 2, Paid: 450}}}, on(0), []rules.Violation{{Rule: rules.MaxWeekMinutes, Days: days(0, 7), Found: 450, Limit: 0}}},
		{"week's days", rules.Person{Agreement: rules.Agreement{WeekDays: rules.Range{Min: 1, Max: 2}}}, on(0, 2, 4),
			[]rules.Violation{{Rule: rules.MaxWeekDays, Days: days(0, 7), Found: 3, Limit: 2}, {Rule: rules.MinWeekDays, Days: days(7, 14), Found: 0, Limit: 1}}},
		{"days off of the week", rules.Person{Agreement: rules.Agreement{MinWeekDaysOff: 5}}, on(0, 2, 4),
			[]rules.Violation{{Rule: rules.WeekDaysOff, Days: days(0, 7), Found: 4, Limit: 5}}},
		{"period", rules.Person{Agreement: rules.Agreement{PeriodMinutes: rules.Range{Min: 1000}, PeriodShifts: rules.Range{Max: 1}}}, on(0, 8),
			[]rules.Violation{{Rule: rules.MinPeriodMinutes, Days: days(0, 14), Found: 900, Limit: 1000}, {Rule: rules.MaxPeriodShifts, Days: days(0, 14), Found: 2, Limit: 1}}},
		{"period's other ends", rules.Person{Agreement: rules.Agreement{PeriodMinutes: rules.Range{Max: 800}, PeriodShifts: rules.Range{Min: 3}}}, on(0, 8),
			[]rules.Violation{{Rule: rules.MaxPeriodMinutes, Days: days(0, 14), Found: 900, Limit: 800}, {Rule: rules.MinPeriodShifts, Days: days(0, 14), Found: 2, Limit: 3}}},
		{"a weekend counts once", rules.Person{Agreement: rules.Agreement{MaxWeekends: 1}}, on(5, 6), nil},
		{"too many weekends", rules.Person{Agreement: rules.Agreement{MaxWeekends: 1}}, on(5, 6, 13),
			[]rules.Violation{{Rule: rules.MaxWeekends, Days: []int{5, 6, 13}, Found: 2, Limit: 1}}},
		{"no weekend at all", rules.Person{Agreement: rules.Agreement{MaxWeekends: rules.Nothing}}, on(6),
			[]rules.Violation{{Rule: rules.MaxWeekends, Days: []int{6}, Found: 1, Limit: 0}}},
		// 004-21: no more nights than agreed.
		{"class cap", rules.Person{Agreement: rules.Agreement{Caps: []rules.ClassCap{{Class: "night", Max: 1}}}}, classed("night", on(1, 3)),
			[]rules.Violation{{Rule: rules.ClassLimit, Days: []int{1, 3}, Found: 2, Limit: 1, Subject: "night"}}},
		{"outside availability", rules.Person{Windows: []rules.Window{{Day: 0, Start: 540, End: 1000}}}, on(0), []rules.Violation{{Rule: rules.Availability, Days: []int{0}}}},
		{"inside availability", rules.Person{Windows: []rules.Window{{Day: 0, Start: 540, End: 1020}}}, on(0), nil},
		{"never available", rules.Person{Limited: true}, on(0), []rules.Violation{{Rule: rules.Availability, Days: []int{0}}}},
		{"on leave", rules.Person{Absences: []rules.Absence{{Day: 1}}}, on(1), []rules.Violation{{Rule: rules.Leave, Days: []int{1}}}},
		{"a night that runs into leave", rules.Person{Absences: []rules.Absence{{Day: 1}}}, []rules.Shift{at(0, 20)}, []rules.Violation{{Rule: rules.Leave, Days: []int{0}}}},
		{"fixed shift moved", rules.Person{Fixed: on(1)}, []rules.Shift{at(1, 10)}, []rules.Violation{{Rule: rules.FixedShift, Days: []int{1}}}},
		{"fixed shift kept", rules.Person{Fixed: on(1)}, on(1), nil},
	}
	g := horizon(t, "2026-05-04", 14)
	for _, c := range cases {
		got := rules.CheckPerson(g, c.person, c.shifts)
		if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: shifts %+v\n(-want +got) %s", c.name, c.shifts, diff)
		}
		for _, v := range got {
			if v.String() == "" || v.Key() == "violation." {
				t.Errorf("%s: %+v has no words", c.name, v)
			}
		}
	}
}

func days(from, to int) []int {
	var list []int
	for d := from; d < to; d++ {
		list = append(list, d)
	}
	return list
}

func TestAWeekThatIsPartlyKnownHasMaximaOnly(t *testing.T) {
	agreement := rules.Agreement{WeekDays: rules.Range{Min: 3, Max: 3}}
	thursday := horizon(t, "2026-05-07", 4) // to Sunday
	cases := []struct {
		name   string
		person rules.Person
		shifts []rules.Shift
		want   int
	}{
		{"past unknown", rules.Person{Agreement: agreement}, nil, 0},
		{"past known back to Monday", rules.Person{Agreement: agreement, PastDays: 3}, nil, 1},
		{"past work counts", rules.Person{Agreement: agreement, PastDays: 3, Past: on(-3, -2, -1)}, nil, 0},
		{"past work counts towards the maximum", rules.Person{Agreement: agreement, PastDays: 3, Past: on(-3, -2, -1)}, on(0), 1},
		{"past known too little, maximum met", rules.Person{Agreement: agreement, PastDays: 2, Past: on(-2, -1)}, on(0, 1), 1},
	}
	for _, c := range cases {
		if got := rules.CheckPerson(thursday, c.person, c.shifts); len(got) != c.want {
			t.Errorf("%s: %d violations %+v, want %d", c.name, len(got), got, c.want)
		}
	}
	cut := horizon(t, "2026-05-04", 6) // ends on Saturday
	if got := rules.CheckPerson(cut, rules.Person{Agreement: agreement}, nil); len(got) != 0 {
		t.Errorf("week cut by the horizon's end: %+v, want none", got)
	}
}

func TestRestIsElapsedTimeWhenClocksChange(t *testing.T) {
	// On 29 March 2026 London loses the hour from one to two: a shift that ends at
	// 22:00 and one that starts at 09:00 have ten hours between them.
	g := horizon(t, "2026-03-28", 3)
	person := rules.Person{Agreement: rules.Agreement{RestMinutes: 11 * 60}}
	minute := func(day, hour int) int { return int(g.At(day, hour*60).Sub(g.Start(0)).Minutes()) }
	spring := []rules.Shift{
		{Day: 0, Start: minute(0, 14), End: minute(0, 22), Paid: 480},
		{Day: 1, Start: minute(1, 9), End: minute(1, 17), Paid: 480},
	}
	want := []rules.Violation{{Rule: rules.Rest, Days: []int{0, 1}, Found: 600, Limit: 660}}
	if diff := cmp.Diff(want, rules.CheckPerson(g, person, spring)); diff != "" {
		t.Errorf("spring (-want +got) %s", diff)
	}
	g = horizon(t, "2026-10-24", 3)
	autumn := []rules.Shift{
		{Day: 0, Start: minute(0, 14), End: minute(0, 22), Paid: 480},
		{Day: 1, Start: minute(1, 8), End: minute(1, 16), Paid: 480},
	}
	if got := rules.CheckPerson(g, person, autumn); len(got) != 0 {
		t.Errorf("autumn: %+v; ten hours by the clock are eleven in truth", got)
	}
}

func TestCheckNamesThePerson(t *testing.T) {
	g := horizon(t, "2026-05-04", 7)
	strict := rules.Person{Agreement: rules.Agreement{MaxConsecutiveDays: 1}}
	got := rules.Check(g, []rules.Person{{}, strict}, [][]rules.Shift{on(0, 1), on(0, 1)})
	if len(got) != 1 || got[0].Person != 1 {
		t.Errorf("got %+v, want one violation of person 1", got)
	}
}

func TestTakingAShiftAwayNeverBreaksAMaximum(t *testing.T) {
	g := horizon(t, "2026-05-04", 14)
	maxima := map[rules.Rule]bool{rules.Rest: true, rules.MaxConsecutiveDays: true, rules.MaxWeekMinutes: true, rules.MaxWeekDays: true,
		rules.WeekDaysOff: true, rules.MaxPeriodMinutes: true, rules.MaxPeriodShifts: true, rules.MaxWeekends: true, rules.ClassLimit: true}
	rapid.Check(t, func(rt *rapid.T) {
		person := rules.Person{Agreement: rules.Agreement{RestMinutes: 660, MaxConsecutiveDays: 3, WeekMinutes: rules.Range{Max: 1800},
			WeekDays: rules.Range{Max: 4}, MinWeekDaysOff: 3, PeriodShifts: rules.Range{Max: 7}, PeriodMinutes: rules.Range{Max: 3000}, MaxWeekends: 1}}
		var shifts []rules.Shift
		for d := range 14 {
			if rapid.Bool().Draw(rt, "works") {
				shifts = append(shifts, at(d, rapid.IntRange(0, 15).Draw(rt, "hour")))
			}
		}
		if len(shifts) == 0 {
			return
		}
		count := func(list []rules.Shift) (n int) {
			for _, v := range rules.CheckPerson(g, person, list) {
				if maxima[v.Rule] {
					n += max(1, v.Found-v.Limit, v.Limit-v.Found)
				}
			}
			return n
		}
		k := rapid.IntRange(0, len(shifts)-1).Draw(rt, "taken")
		fewer := append(append([]rules.Shift(nil), shifts[:k]...), shifts[k+1:]...)
		if before, after := count(shifts), count(fewer); after > before {
			rt.Fatalf("shifts %+v: excess %d, without number %d it is %d", shifts, before, k, after)
		}
	})
}
