package design

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// coverOfLines counts the people of each shift and day.
func coverOfLines(l Lines, shifts, days int) [][]int {
	people := make([][]int, shifts)
	for i := range people {
		people[i] = make([]int, days)
	}
	for _, week := range l.Weeks {
		for day, s := range week {
			if s != Off {
				people[s][day]++
			}
		}
	}
	return people
}

func TestLinesWorkExactlyTheDesign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Problem{SlotMinutes: 60, Days: 7}
		d := Design{}
		for _, s := range []Shift{{6, 8}, {14, 8}, {22, 8}}[:rapid.IntRange(1, 3).Draw(t, "shifts")] {
			c := Chosen{s, make([]int, 7)}
			for day := range c.People {
				c.People[day] = rapid.IntRange(0, 3).Draw(t, "people")
			}
			d.Shifts = append(d.Shifts, c)
		}
		rules := LineRules{RestMinutes: 660, MaxRun: 6, MinOff: 2, MaxDays: 5}
		l := Rotation(context.Background(), p, d, rules, 3, 1)
		for i, people := range coverOfLines(l, len(d.Shifts), 7) {
			for day, n := range people {
				if n != d.Shifts[i].People[day] {
					t.Fatalf("shift %d, day %d: %d people in the lines, %d in the design", i, day, n, d.Shifts[i].People[day])
				}
			}
		}
		if l.Broken == 0 {
			keepsRules(t, d, l, rules)
		}
	})
}

// keepsRules walks along the whole rotation.
func keepsRules(t *rapid.T, d Design, l Lines, rules LineRules) {
	var days []int
	for _, week := range l.Weeks {
		worked := 0
		for _, s := range week {
			if days = append(days, s); s != Off {
				worked++
			}
		}
		if worked > rules.MaxDays {
			t.Fatalf("a week of %d days in %v", worked, l.Weeks)
		}
	}
	run, off := 0, rules.MinOff
	for i, s := range append(days, days...) {
		next := days[(i+1)%len(days)]
		if s == Off {
			run, off = 0, off+1
			continue
		}
		if run++; run > rules.MaxRun {
			t.Fatalf("%d days in a row in %v", run, l.Weeks)
		}
		if run == 1 && off < rules.MinOff && i > off {
			t.Fatalf("%d days off in a row in %v", off, l.Weeks)
		}
		off = 0
		if next != Off && 24+d.Shifts[next].Start-d.Shifts[s].Start-d.Shifts[s].Length < 11 {
			t.Fatalf("too little rest in %v", l.Weeks)
		}
	}
}

func TestThreeShiftRotationBreaksNoRule(t *testing.T) {
	p := &Problem{SlotMinutes: 60, Days: 7}
	d := Design{}
	for _, s := range []Shift{{6, 8}, {14, 8}, {22, 8}} {
		d.Shifts = append(d.Shifts, Chosen{s, []int{2, 2, 2, 2, 2, 1, 1}})
	}
	l := Rotation(context.Background(), p, d, LineRules{RestMinutes: 660, MaxRun: 6, MinOff: 2, MaxDays: 5}, 3, 1)
	if l.Broken != 0 {
		t.Errorf("%d rules are broken in %v", l.Broken, l.Weeks)
	}
}

// Nine hours of which one is not paid fill a week of 40 paid hours in five days; paid whole
// they do so in four, and the rotation has more rows.
func TestLinesKeepThePaidHoursOfAWeek(t *testing.T) {
	p := &Problem{SlotMinutes: 60, Days: 7}
	d := Design{Shifts: []Chosen{{Shift{9, 9}, []int{4, 4, 4, 4, 4, 0, 0}}}}
	for _, tc := range []struct {
		name  string
		rules LineRules
		rows  int
	}{
		{"a pause of an hour", LineRules{MaxDays: 5, MaxWeekMinutes: 2400, Pause: 60, PauseFrom: 360}, 4},
		{"paid whole", LineRules{MaxDays: 5, MaxWeekMinutes: 2400}, 5},
		{"a pause only of longer shifts", LineRules{MaxDays: 5, MaxWeekMinutes: 2400, Pause: 60, PauseFrom: 600}, 5},
		{"any hours", LineRules{MaxDays: 5}, 4},
	} {
		l := Rotation(context.Background(), p, d, tc.rules, 3, 1)
		if l.Broken != 0 || len(l.Weeks) != tc.rows {
			t.Errorf("%s: %d rows, %d rules broken; want %d rows and none", tc.name, len(l.Weeks), l.Broken, tc.rows)
		}
		for row, week := range l.Weeks {
			paid := 0
			for _, s := range week {
				if s != Off {
					paid += tc.rules.paid(9 * 60)
				}
			}
			if most := tc.rules.MaxWeekMinutes; most > 0 && paid > most {
				t.Errorf("%s: week %d has %d paid minutes", tc.name, row, paid)
			}
		}
	}
}
