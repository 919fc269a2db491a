package scheduling_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

var monday = grid.MustDate("2026-03-02")

func week(t testing.TB) grid.Grid {
	t.Helper()
	g, err := grid.New(time.UTC, 15, monday, 7)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// shiftAt is a shift of eight hours with a lunch, from an hour of a day on.
func shiftAt(person int64, day, hour int) scheduling.Shift {
	date := monday.AddDays(day)
	start := date.Start(time.UTC).Add(time.Duration(hour) * time.Hour)
	return scheduling.Shift{
		PersonID: person, Day: date, Start: start, End: start.Add(8 * time.Hour), Template: "D", Letter: "D", QueueID: 1,
		Pauses: []scheduling.Pause{{Start: start.Add(4 * time.Hour), End: start.Add(4*time.Hour + 30*time.Minute), Kind: scheduling.Lunch}},
	}
}

func put(s scheduling.Shift) scheduling.Move {
	return scheduling.Move{Op: scheduling.Put, PersonID: s.PersonID, Day: s.Day, Shift: s}
}

func TestMovesOfADragAreUndoneByTheirInverse(t *testing.T) {
	g := week(t)
	first, second := shiftAt(1, 0, 9), shiftAt(2, 1, 10)
	sheet := scheduling.NewSheet([]scheduling.Shift{first, second})
	moved := first
	moved.PersonID, moved.Day = 2, first.Day
	inverse, err := sheet.Apply(g, []scheduling.Move{
		{Op: scheduling.Remove, PersonID: 1, Day: first.Day}, put(moved), {Op: scheduling.Lock, PersonID: 2, Day: second.Day},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, still := sheet.At(1, first.Day); still {
		t.Error("the shift is still where it was dragged from")
	}
	if got, _ := sheet.At(2, second.Day); !got.Locked {
		t.Error("the lock was not set")
	}
	if _, err := sheet.Apply(g, inverse); err != nil {
		t.Fatal(err)
	}
	for _, want := range []scheduling.Shift{first, second} {
		got, stands := sheet.At(want.PersonID, want.Day)
		if diff := cmp.Diff(want, got); !stands || diff != "" {
			t.Errorf("after the undo (-want +got):\n%s", diff)
		}
	}
	if _, stands := sheet.At(2, first.Day); stands {
		t.Error("the dragged shift is still there after the undo")
	}
}

func TestAnInverseRestoresAnySheet(t *testing.T) {
	g := week(t)
	rapid.Check(t, func(rt *rapid.T) {
		var before []scheduling.Shift
		for person := range int64(3) {
			for day := range 7 {
				if rapid.Bool().Draw(rt, "works") {
					s := shiftAt(person+1, day, rapid.IntRange(6, 14).Draw(rt, "hour"))
					s.Locked = rapid.Bool().Draw(rt, "locked")
					before = append(before, s)
				}
			}
		}
		sheet := scheduling.NewSheet(before)
		var moves []scheduling.Move
		for range rapid.IntRange(1, 12).Draw(rt, "moves") {
			s := shiftAt(rapid.Int64Range(1, 3).Draw(rt, "person"), rapid.IntRange(0, 6).Draw(rt, "day"), rapid.IntRange(6, 14).Draw(rt, "at"))
			op := rapid.SampledFrom([]scheduling.Op{scheduling.Put, scheduling.Remove, scheduling.Lock, scheduling.Unlock}).Draw(rt, "op")
			moves = append(moves, scheduling.Move{Op: op, PersonID: s.PersonID, Day: s.Day, Shift: s})
		}
		inverse, err := sheet.Apply(g, moves)
		if err != nil {
			rt.Fatal(err)
		}
		if _, err := sheet.Apply(g, inverse); err != nil {
			rt.Fatal(err)
		}
		want := scheduling.NewSheet(before)
		for person := range int64(3) {
			for day := range 7 {
				a, hadA := want.At(person+1, monday.AddDays(day))
				b, hadB := sheet.At(person+1, monday.AddDays(day))
				if diff := cmp.Diff(a, b); hadA != hadB || diff != "" {
					rt.Fatalf("person %d, day %d after moves %+v and their inverse (-want +got):\n%s", person+1, day, moves, diff)
				}
			}
		}
	})
}

func TestAMoveThatCannotBeNamesEveryFieldAndChangesNothing(t *testing.T) {
	g := week(t)
	stands := shiftAt(1, 0, 9)
	outside, backwards, other := shiftAt(1, 9, 9), shiftAt(1, 1, 9), shiftAt(1, 2, 9)
	backwards.End = backwards.Start.Add(-time.Hour)
	backwards.Pauses = nil
	other.Day = monday.AddDays(3)
	loose := shiftAt(1, 4, 9)
	loose.Pauses[0].End = loose.End.Add(time.Hour)
	cases := []struct {
		name  string
		move  scheduling.Move
		field string
	}{
		{"a day outside the roster", put(outside), "moves[1].day"},
		{"an end before the start", put(backwards), "moves[1].endMin"},
		{"a start on another day", put(other), "moves[1].startMin"},
		{"a pause that outlasts the shift", put(loose), "moves[1].breaks[0]"},
		{"an operation that there is not", scheduling.Move{Op: "swap", PersonID: 1, Day: monday}, "moves[1].op"},
	}
	for _, c := range cases {
		sheet := scheduling.NewSheet([]scheduling.Shift{stands})
		_, err := sheet.Apply(g, []scheduling.Move{{Op: scheduling.Remove, PersonID: 1, Day: monday}, c.move})
		var invalid *scheduling.InvalidError
		if !errors.As(err, &invalid) {
			t.Fatalf("%s: got %v, want an InvalidError", c.name, err)
		}
		if got := invalid.Fields[0].Field; got != c.field {
			t.Errorf("%s: the error is at %s, want %s", c.name, got, c.field)
		}
		if _, still := sheet.At(1, monday); !still {
			t.Errorf("%s: the first move was made although the second was refused", c.name)
		}
	}
}

func TestANightShiftBelongsToTheDayItStartsAndIsPaidTheHourThatTheClocksGiveBack(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	day := grid.MustDate("2026-10-24")
	night := scheduling.Shift{
		PersonID: 1, Day: day, Start: grid.WallTime(london, day, 22*60), End: grid.WallTime(london, day, 30*60),
	}
	if got, want := night.Paid(), 9*time.Hour; got != want {
		t.Errorf("22:00 to 06:00 over the end of summer time is paid %s, want %s", got, want)
	}
	g, err := grid.New(london, 15, day, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := scheduling.NewSheet(nil).Apply(g, []scheduling.Move{put(night)}); err != nil {
		t.Errorf("a night shift over the last midnight of a roster was refused: %v", err)
	}
}
