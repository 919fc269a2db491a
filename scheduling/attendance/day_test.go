package attendance

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/workforce/grid"
)

func never(grid.Date) bool { return false }

// shiftAt is eight hours from an hour of a day of November 2026 on, with half an hour's
// lunch after four.
func shiftAt(day, hour int) scheduling.Shift {
	start := time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC)
	lunch := start.Add(4 * time.Hour)
	return scheduling.Shift{
		PersonID: 1, Day: grid.DateOf(start), Start: start, End: start.Add(8 * time.Hour),
		Pauses: []scheduling.Pause{{Start: lunch, End: lunch.Add(30 * time.Minute), Kind: scheduling.Lunch}},
	}
}

func did(from time.Time, minutes int, a adherence.Activity) Spell {
	return Spell{1, adherence.Spell{From: from, To: from.Add(time.Duration(minutes) * time.Minute), Activity: a}, "x"}
}

// field.md 1.5: adherence is 1 − exceptions ÷ scheduled, of all shifts together.
func TestAShiftIsWorkButForItsPauses(t *testing.T) {
	shift := shiftAt(2, 9)
	days := daysOf([]scheduling.Shift{shift}, []Spell{
		did(shift.Start.Add(24*time.Minute), 216, adherence.Work), did(shift.Start.Add(240*time.Minute), 54, adherence.Pause), did(shift.Start.Add(294*time.Minute), 186, adherence.Work),
	}, shift.End, never, adherence.Terms{})
	if len(days) != 1 {
		t.Fatalf("%d days, want 1", len(days))
	}
	a := days[0].Account
	if a.Scheduled != 8*time.Hour || a.Work != 450*time.Minute || a.Out != 48*time.Minute || len(a.Exceptions) != 2 {
		t.Errorf("scheduled %s, work %s, out %s in %v; want 8 h, 7.5 h and 48 minutes in two", a.Scheduled, a.Work, a.Out, a.Exceptions)
	}
	var sum Sum
	sum.add(days[0])
	if share, known := sum.Adherence(); !known || share != 0.9 {
		t.Errorf("adherence %v, %t; want 0.9", share, known)
	}
}

func TestNobodyIsMissingWhereNothingWasRecorded(t *testing.T) {
	shifts := []scheduling.Shift{shiftAt(2, 9), shiftAt(3, 9), shiftAt(4, 9)}
	whole := did(shifts[0].Start, 480, adherence.Off)
	early := did(shifts[1].Start.Add(-time.Hour), 60, adherence.Work)
	days := daysOf(shifts, []Spell{whole, early}, shifts[2].End, func(d grid.Date) bool { return d == shifts[2].Day }, adherence.Terms{Outside: true})
	if len(days) != 2 {
		t.Fatalf("%d days, want 2: on the third somebody is away with leave", len(days))
	}
	if share, known := days[0].Account.Adherence(); !known || share != 0 {
		t.Errorf("signed out for the whole shift: adherence %v, %t; want 0", share, known)
	}
	if days[1].Account.Known || len(days[1].Account.Exceptions) > 0 {
		t.Errorf("nothing was recorded during the shift, but it is known: %+v", days[1].Account)
	}
	var sum Sum
	for _, d := range days {
		sum.add(d)
	}
	if sum.Known != 1 || sum.Unknown != 1 || sum.Scheduled != 8*time.Hour {
		t.Errorf("%+v; want one known, one unknown, eight hours", sum)
	}
}

// A shift over midnight is of the day on which it starts, and what was recorded between
// two shifts belongs to the nearer one.
func TestWhatWasRecordedBelongsToTheNearerShift(t *testing.T) {
	night, next := shiftAt(2, 22), shiftAt(3, 14)
	stays, comes := did(night.End, 60, adherence.Work), did(next.Start.Add(-30*time.Minute), 30, adherence.Work)
	through := []Spell{did(night.Start, 480, adherence.Work), stays, comes, did(next.Start, 480, adherence.Work)}
	days := daysOf([]scheduling.Shift{night, next}, through, next.End, never, adherence.Terms{Outside: true, AwayIsWork: true})
	if days[0].Day.String() != "2026-11-02" || days[0].Account.Worked != 9*time.Hour || days[1].Account.Worked != 8*time.Hour+30*time.Minute {
		t.Errorf("worked %s on %s and %s; want 9 h on 2026-11-02 and 8.5 h", days[0].Account.Worked, days[0].Day, days[1].Account.Worked)
	}
}

// No time is counted twice, however shifts and records lie.
func TestNoTimeBelongsToTwoShifts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var shifts []scheduling.Shift
		at := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
		for range rapid.IntRange(1, 5).Draw(rt, "shifts") {
			at = at.Add(time.Duration(rapid.IntRange(8*60, 40*60).Draw(rt, "rest")) * time.Minute)
			end := at.Add(time.Duration(rapid.IntRange(60, 720).Draw(rt, "length")) * time.Minute)
			shifts = append(shifts, scheduling.Shift{PersonID: 1, Day: grid.DateOf(at), Start: at, End: end})
			at = end
		}
		var spells []Spell
		var total time.Duration
		at = shifts[0].Start.Add(-10 * time.Hour)
		for range rapid.IntRange(0, 40).Draw(rt, "spells") {
			at = at.Add(time.Duration(rapid.IntRange(0, 300).Draw(rt, "gap")) * time.Minute)
			s := did(at, rapid.IntRange(1, 600).Draw(rt, "minutes"), rapid.SampledFrom(adherence.Activities()).Draw(rt, "activity"))
			spells, at, total = append(spells, s), s.To, total+s.Length()
		}
		var end time.Time
		var counted time.Duration
		for _, d := range daysOf(shifts, spells, at, never, adherence.Terms{}) {
			for _, s := range d.Actual {
				if s.From.Before(end) || !s.To.After(s.From) {
					rt.Fatalf("%v begins before %s, or is empty", s, end)
				}
				end, counted = s.To, counted+s.Length()
			}
		}
		if counted > total {
			rt.Fatalf("%s of %s", counted, total)
		}
	})
}

// A file that ends within a shift says nothing of the rest of it; one that goes on says
// that who is not in it was not there.
func TestWhatLiesAfterTheLastRecordIsNotKnown(t *testing.T) {
	shift := shiftAt(2, 9)
	morning := []Spell{did(shift.Start.Add(12*time.Minute), 108, adherence.Work)}
	two := shift.Start.Add(2 * time.Hour)
	for _, c := range []struct {
		name  string
		last  time.Time
		until time.Time
		sched time.Duration
		out   time.Duration
	}{
		{"the records end after two hours", two, two, 2 * time.Hour, 12 * time.Minute},
		{"the records go on to the end", shift.End, time.Time{}, 8 * time.Hour, 372 * time.Minute},
		{"the records go on the day after", shift.End.Add(24 * time.Hour), time.Time{}, 8 * time.Hour, 372 * time.Minute},
	} {
		d := daysOf([]scheduling.Shift{shift}, morning, c.last, never, adherence.Terms{})[0]
		if !d.Account.Known || !d.Until.Equal(c.until) || d.Account.Scheduled != c.sched || d.Account.Out != c.out {
			t.Errorf("%s: known until %s, %s scheduled, %s out; want %s, %s and %s", c.name, d.Until, d.Account.Scheduled, d.Account.Out, c.until, c.sched, c.out)
		}
		if d.Scheduled[len(d.Scheduled)-1].To != shift.End {
			t.Errorf("%s: the shift itself was cut to %v", c.name, d.Scheduled)
		}
	}
}
