package rules_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// under is a person with one further rule.
func under(r ...labour.Rule) rules.Person { return rules.Person{Agreement: rules.Agreement{Rules: r}} }

// starting returns eight-hour shifts at an hour of each day.
func starting(hour int, days ...int) []rules.Shift {
	var shifts []rules.Shift
	for _, d := range days {
		shifts = append(shifts, at(d, hour))
	}
	return shifts
}

// with gives a person a known past of four weeks.
func with(p rules.Person, past ...rules.Shift) rules.Person {
	p.Past, p.PastDays = past, 28
	return p
}

func nights(days ...int) []rules.Shift { return classed("night", starting(22, days...)) }

func join(lists ...[]rules.Shift) []rules.Shift {
	var all []rules.Shift
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// weekend is a class by the days of the week (field.md 1.3: weekend minutes).
var weekend = labour.Rule{Kind: labour.HoursClass, Class: "weekend", To: 1440, Min: 1, Weekdays: []time.Weekday{time.Saturday, time.Sunday}}

var night = labour.Rule{Kind: labour.HoursClass, Class: "late", From: 23 * 60, To: 6 * 60, Min: 180}

func TestEachFurtherRuleNamesWhatItFound(t *testing.T) {
	type want = []rules.Violation
	found := func(rule rules.Rule, got, limit int, days ...int) rules.Violation {
		return rules.Violation{Rule: rule, Days: days, Found: got, Limit: limit, Of: 1}
	}
	of := func(v rules.Violation, class string) rules.Violation { v.Subject = class; return v }
	second := func(v rules.Violation) rules.Violation { v.Of = 2; return v }
	away := func(p rules.Person, days ...int) rules.Person {
		for _, d := range days {
			p.Absences = append(p.Absences, rules.Absence{Day: d, Paid: 450})
		}
		return p
	}
	cases := []struct {
		name   string
		person rules.Person
		shifts []rules.Shift
		want   want
	}{
		{"shift too long", under(labour.Rule{Kind: labour.ShiftMinutes, Max: 400}), on(1), want{found(rules.LongShift, 450, 400, 1)}},
		{"shift too short", under(labour.Rule{Kind: labour.ShiftMinutes, Min: 480}), on(1), want{found(rules.ShortShift, 450, 480, 1)}},
		{"only nights are bounded", under(labour.Rule{Kind: labour.ShiftMinutes, Class: "night", Max: 400}), on(1), nil},
		{"start too near the last", under(labour.Rule{Kind: labour.StartDistance, Min: 1440}), join(starting(12, 0), starting(9, 1)), want{found(rules.StartsApart, 21*60, 1440, 0, 1)}},
		{"start near the past's", with(under(labour.Rule{Kind: labour.StartDistance, Min: 1440}), at(-1, 12)), on(0), want{found(rules.StartsApart, 21*60, 1440, -1, 0)}},
		{"rest after nights", under(labour.Rule{Kind: labour.RestAfter, Class: "night", Min: 46 * 60, Then: "night"}), join(nights(0, 1), starting(14, 3)),
			want{of(found(rules.RestAfterClass, 32*60, 46*60, 1, 3), "night")}},
		{"night after night", under(labour.Rule{Kind: labour.RestAfter, Class: "night", Min: 46 * 60, Then: "night"}), nights(0, 1, 2), nil},
		{"rest after any shift that lies in the night", under(labour.Rule{Kind: labour.RestAfter, Class: "late", Min: 24 * 60}, night),
			join(starting(20, 0), starting(22, 1)), want{of(found(rules.RestAfterClass, 18*60, 24*60, 0, 1), "late")}},
		{"paid time of Saturdays and Sundays", under(labour.Rule{Kind: labour.PaidMinutes, Class: "weekend", Span: labour.Week, Max: 800}, weekend),
			on(4, 5, 6), want{of(found(rules.MaxSpanMinutes, 900, 800, 0, 1, 2, 3, 4, 5, 6), "weekend")}},
		{"forbidden succession", under(labour.Rule{Kind: labour.NoSuccession, Class: "night", Then: "day"}), join(nights(0), classed("day", starting(15, 1))),
			want{{Rule: rules.Succeeds, Days: []int{0, 1}, Subject: "day after night", Of: 1}}},
		{"barred hours", under(labour.Rule{Kind: labour.BarredHours, From: 22 * 60, To: 6 * 60}), join(starting(15, 0), starting(4, 2)),
			want{found(rules.Barred, 60, 0, 0), found(rules.Barred, 120, 0, 2)}},
		{"barred on Sundays only", under(labour.Rule{Kind: labour.BarredHours, From: 0, To: 1440, Weekdays: []time.Weekday{time.Sunday}}),
			join(on(5, 6), starting(20, 12)), want{found(rules.Barred, 480, 0, 6), found(rules.Barred, 240, 0, 12)}},
		{"no long rest in the week", under(labour.Rule{Kind: labour.LongRest, Span: labour.Week, Min: 35 * 60}), on(0, 1, 2, 3, 4, 5, 6, 8, 12),
			want{found(rules.NoLongRest, 16*60, 35*60, days(0, 7)...)}},
		{"long rest must lie in the week", under(labour.Rule{Kind: labour.LongRest, Span: labour.Week, Min: 35 * 60}), on(1, 2, 3, 4, 5, 7, 8, 9, 10, 11), want{found(rules.NoLongRest, 33*60, 35*60, days(0, 7)...)}},
		{"no long rest in seven days", under(labour.Rule{Kind: labour.LongRest, Span: labour.Rolling, Days: 7, Min: 30 * 60}), on(0, 2, 3, 4, 5, 6, 7, 8, 10),
			want{found(rules.NoLongRest, 16*60, 30*60, days(2, 9)...)}},
		{"day off too short", under(labour.Rule{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240}), join(starting(13, 0), starting(7, 2)), want{found(rules.ShortDayOff, 34*60, 36*60, 1)}},
		{"day off long enough", under(labour.Rule{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240}), join(starting(10, 0), starting(7, 2)), nil},
		{"day off that begins late", under(labour.Rule{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240}), starting(20, 0), want{found(rules.ShortDayOff, 36*60, 36*60, 1)}},
		{"day off that ends early", under(labour.Rule{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240}), join(starting(14, 0), starting(1, 2)),
			want{found(rules.ShortDayOff, 27*60, 36*60, 1)}},
		{"day off after the past", with(under(labour.Rule{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240}), at(-1, 22)), starting(10, 1),
			want{found(rules.ShortDayOff, 28*60, 36*60, 0)}},
		{"too many days off", under(labour.Rule{Kind: labour.DaysOffInRow, Max: 3}), on(0, 5, 6, 7, 11), want{found(rules.MaxDaysOff, 4, 3, 1, 2, 3, 4)}},
		{"leave lengthens days off", away(under(labour.Rule{Kind: labour.DaysOffInRow, Max: 3}), 2), on(0, 5, 9, 13), nil},
		{"nights in a row", under(labour.Rule{Kind: labour.ShiftsInRow, Class: "night", Max: 2}), nights(1, 2, 3, 5),
			want{of(found(rules.MaxShiftsInRow, 3, 2, 1, 2, 3), "night")}},
		{"nights in a row with the past", with(under(labour.Rule{Kind: labour.ShiftsInRow, Class: "night", Max: 2}), nights(-2, -1)...), nights(0),
			want{of(found(rules.MaxShiftsInRow, 3, 2, -2, -1, 0), "night")}},
		{"single night", under(labour.Rule{Kind: labour.ShiftsInRow, Class: "night", Min: 2}), nights(1, 5, 6, 13), want{of(found(rules.MinShiftsInRow, 1, 2, 1), "night")}},
		{"hours of any seven days", under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7, Max: 1800}), on(3, 4, 5, 6, 8, 13),
			want{found(rules.MaxSpanMinutes, 2250, 1800, days(2, 9)...)}},
		{"hours of any seven days with the past", with(under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7, Max: 1800}), on(-4, -3, -2, -1)...), on(0),
			want{found(rules.MaxSpanMinutes, 2250, 1800, days(-6, 1)...)}},
		{"too few hours of seven known days", under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7, Min: 450}), on(0, 12), want{found(rules.MinSpanMinutes, 0, 450, days(1, 8)...)}},
		{"hours of the month", under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Month, Max: 900}), on(0, 1, 2), want{found(rules.MaxSpanMinutes, 1350, 900, days(0, 14)...)}},
		{"hours of the month with its known past", with(under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Month, Max: 900}), on(-5, -2)...), on(0, 1),
			want{found(rules.MaxSpanMinutes, 1350, 900, days(-3, 14)...)}},
		{"hours of the quarter", with(under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Quarter, Max: 450}), at(-20, 9)), on(0), want{found(rules.MaxSpanMinutes, 900, 450, days(-28, 14)...)}},
		{"hours of the year", under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Year, Max: 450}), on(0, 1), want{found(rules.MaxSpanMinutes, 900, 450, days(0, 14)...)}},
		{"leave counts as hours", away(under(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Period, Min: 900, Max: 900}), 3), on(0), nil},
		{"nights of four weeks", with(under(labour.Rule{Kind: labour.Shifts, Class: "night", Span: labour.Blocks, Days: 28, Anchor: grid.MustDate("2026-04-27"), Max: 2}), nights(-5)...), nights(1, 2),
			want{of(found(rules.MaxSpanShifts, 3, 2, days(-7, 14)...), "night")}},
		{"at least one night a week", under(labour.Rule{Kind: labour.Shifts, Class: "night", Span: labour.Week, Min: 1}), nights(1), want{of(found(rules.MinSpanShifts, 0, 1, days(7, 14)...), "night")}},
		{"days off of fourteen days", under(labour.Rule{Kind: labour.DaysOff, Span: labour.Rolling, Days: 14, Min: 10}), on(1, 2, 3, 4, 5), want{found(rules.MinSpanDaysOff, 9, 10, days(0, 6)...)}},
		{"too many days off in the week", under(labour.Rule{Kind: labour.DaysOff, Span: labour.Week, Max: 6}), on(1), want{found(rules.MaxSpanDaysOff, 7, 6, days(7, 14)...)}},
		{"weekends of the month", under(labour.Rule{Kind: labour.Weekends, Span: labour.Month, Max: 1}), on(5, 6, 13), want{found(rules.MaxSpanWeekends, 2, 1, 5, 6, 13)}},
		{"weekends begin on Friday here", under(labour.Rule{Kind: labour.Weekends, Span: labour.Period, Max: labour.Nothing, Weekdays: []time.Weekday{time.Friday, time.Saturday}}),
			on(4, 6), want{found(rules.MaxSpanWeekends, 1, 0, 4)}},
		{"weekends in a row with the past", with(under(labour.Rule{Kind: labour.WeekendsInRow, Max: 2}), on(-8, -1)...), on(5), want{found(rules.WeekendsRow, 3, 2, -8, -1, 5)}},
		{"a weekend off between", with(under(labour.Rule{Kind: labour.WeekendsInRow, Max: 1}), on(-8)...), on(5), nil},
		{"half a weekend", under(labour.Rule{Kind: labour.WholeWeekends}), on(5, 12, 13), want{found(rules.SplitWeekend, 1, 2, 5)}},
		{"half a weekend beside leave", away(under(labour.Rule{Kind: labour.WholeWeekends}), 6), on(5), nil},
		{"starts vary", under(labour.Rule{Kind: labour.StartSpread, Span: labour.Week, Max: 60}), join(starting(9, 0), starting(11, 1), starting(14, 8)), want{found(rules.StartsVary, 120, 60, 0, 1)}},
		{"consistent starts", under(labour.Rule{Kind: labour.StartSpread, Span: labour.Week}), join(starting(9, 0, 1), starting(14, 8)), nil},
		{"required day", under(labour.Rule{Kind: labour.RequiredDays, Weekdays: []time.Weekday{time.Monday}}), on(0), want{{Rule: rules.RequiredDay, Days: []int{7}, Of: 1}}},
		{"required day of leave", away(under(labour.Rule{Kind: labour.RequiredDays, Weekdays: []time.Weekday{time.Monday}}), 7), on(0), nil},
		{"off the rotation", under(labour.Rule{Kind: labour.Pattern, Anchor: grid.MustDate("2026-05-03"), Cycle: [][]string{{}, {"night"}, {labour.Off}, {labour.Off, "night"}}}),
			join(nights(0), classed("day", on(2)), nights(3, 8, 12)), want{{Rule: rules.OffPattern, Days: []int{2}, Subject: "day", Of: 1}, {Rule: rules.OffPattern, Days: []int{4}, Of: 1}}},
		{"counted by the clock", under(night, labour.Rule{Kind: labour.Shifts, Class: "late", Span: labour.Period, Max: 1}), join(starting(20, 0), starting(17, 2), starting(22, 4)),
			want{second(of(found(rules.MaxSpanShifts, 2, 1, days(0, 14)...), "late"))}},
	}
	g := horizon(t, "2026-05-04", 14)
	for _, c := range cases {
		for i, r := range c.person.Agreement.Rules {
			if faults := r.Faults(); len(faults) > 0 {
				t.Errorf("%s: rule %d has faults %v", c.name, i, faults)
			}
		}
		got := rules.CheckPerson(g, c.person, c.shifts)
		if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: shifts %+v\n(-want +got) %s", c.name, c.shifts, diff)
		}
		for _, v := range got {
			if v.String() == "" {
				t.Errorf("%s: %+v has no words", c.name, v)
			}
		}
	}
}

func TestBarredHoursFollowTheClockWhenItChanges(t *testing.T) {
	// On 29 March 2026 the clock in London shows two an hour after midnight's one.
	g := horizon(t, "2026-03-28", 3)
	person := under(labour.Rule{Kind: labour.BarredHours, From: 0, To: 4 * 60})
	start := int(g.At(1, 4*60).Sub(g.Start(0)).Minutes())
	shifts := []rules.Shift{{Day: 1, Start: start, End: start + 240, Paid: 240}}
	if got := rules.CheckPerson(g, person, shifts); len(got) > 0 {
		t.Errorf("a shift from four by the clock: %v, want none", got)
	}
	shifts[0].Start -= 30
	if got := rules.CheckPerson(g, person, shifts); len(got) != 1 || got[0].Found != 30 {
		t.Errorf("a shift from half past three: %v, want one violation of 30 minutes", got)
	}
}

func TestOfAClockTimeThatComesTwiceTheFirstIsMeant(t *testing.T) {
	// On 25 October 2026 the clock in London shows one an hour after midnight and two.
	g := horizon(t, "2026-10-24", 3)
	person := under(labour.Rule{Kind: labour.BarredHours, From: 23 * 60, To: 60})
	shifts := []rules.Shift{{Day: 0, Start: 22 * 60, End: 26 * 60, Paid: 240}}
	if got := rules.CheckPerson(g, person, shifts); len(got) != 1 || got[0].Found != 120 {
		t.Errorf("four hours from ten at night, barred from eleven to one: %v, want one violation of 120 minutes", got)
	}
}

func TestAnHourIsAnHourInALongRestAcrossAChangeOfClocks(t *testing.T) {
	g := horizon(t, "2026-03-23", 7) // Sunday loses an hour
	minute := func(day, hour int) int { return int(g.At(day, hour*60).Sub(g.Start(0)).Minutes()) }
	var shifts []rules.Shift
	for d := range 6 {
		shifts = append(shifts, rules.Shift{Day: d, Start: minute(d, 13), End: minute(d, 21), Paid: 480})
	}
	person := under(labour.Rule{Kind: labour.LongRest, Span: labour.Week, Min: 27 * 60})
	want := []rules.Violation{{Rule: rules.NoLongRest, Days: days(0, 7), Found: 26 * 60, Limit: 27 * 60, Of: 1}}
	if diff := cmp.Diff(want, rules.CheckPerson(g, person, shifts)); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
}

func TestALooserRuleNeverFindsMore(t *testing.T) {
	g := horizon(t, "2026-05-04", 14)
	kinds := []labour.Rule{
		{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7}, {Kind: labour.Shifts, Span: labour.Week}, {Kind: labour.Shifts, Class: "night", Span: labour.Month},
		{Kind: labour.ShiftsInRow}, {Kind: labour.Weekends, Span: labour.Period}, {Kind: labour.WeekendsInRow}, {Kind: labour.DaysOffInRow},
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := rapid.SampledFrom(kinds).Draw(rt, "rule")
		r.Max = rapid.IntRange(1, 10).Draw(rt, "max")
		scale := 1
		if r.Kind == labour.PaidMinutes {
			scale = 450
		}
		r.Max *= scale
		var shifts []rules.Shift
		for d := range 14 {
			if rapid.Bool().Draw(rt, "works") {
				shifts = append(shifts, classed(rapid.SampledFrom([]string{"day", "night"}).Draw(rt, "class"), on(d))...)
			}
		}
		looser := r
		looser.Max += scale * rapid.IntRange(0, 3).Draw(rt, "more")
		strict, loose := rules.CheckPerson(g, under(r), shifts), rules.CheckPerson(g, under(looser), shifts)
		if len(strict) == 0 && len(loose) > 0 {
			rt.Fatalf("shifts %+v keep %+v, yet %+v finds %v", shifts, r, looser, loose)
		}
	})
}
