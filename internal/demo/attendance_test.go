package demo

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// fourWeeks are shifts of some people on twenty days, each with a lunch.
func fourWeeks(people int) ([]scheduling.Shift, map[int64]workforce.Person) {
	who := map[int64]workforce.Person{}
	var shifts []scheduling.Shift
	for d := range 20 {
		for id := range people {
			start := time.Date(2026, 10, 19+d, 1, 0, 0, 0, time.UTC)
			lunch := start.Add(4 * time.Hour)
			who[int64(id+1)] = workforce.Person{ID: int64(id + 1), Code: fmt.Sprintf("E%03d", id)}
			shifts = append(shifts, scheduling.Shift{
				PersonID: int64(id + 1), Day: grid.DateOf(start), Start: start, End: start.Add(9 * time.Hour),
				Pauses: []scheduling.Pause{{Start: lunch, End: lunch.Add(time.Hour), Kind: scheduling.Lunch}},
			})
		}
	}
	return shifts, who
}

func TestAttendanceIsTheSameForTheSameSeedAndEndsYesterday(t *testing.T) {
	shifts, who := fourWeeks(10)
	today := grid.MustDate("2026-11-05")
	file := attendanceFile(shifts, who, today, time.UTC, 1)
	if again := attendanceFile(shifts, who, today, time.UTC, 1); again != file {
		t.Error("the same seed made two files")
	}
	if attendanceFile(shifts, who, today, time.UTC, 2) == file {
		t.Error("two seeds made one file")
	}
	if strings.Contains(file, "2026-11-05") || !strings.Contains(file, "2026-11-04") {
		t.Error("the file does not end the day before today")
	}
}

// Most people keep most of their shifts, some are late or sick, and no two spells of a
// shift overlap.
func TestAttendanceIsPlausible(t *testing.T) {
	shifts, _ := fourWeeks(50)
	rnd := stream(7, "attendance")
	var scheduled, out time.Duration
	words, missing := map[string]int{}, 0
	for _, shift := range shifts {
		spells := statesOf(shift, 1, rnd)
		if len(spells) == 0 {
			missing++
			continue
		}
		var actual []adherence.Spell
		meaning := map[string]adherence.Activity{"Ready": adherence.Work, "Break": adherence.Pause, "Lunch": adherence.Pause, "Team meeting": adherence.Away, "Logged out": adherence.Off}
		for i, s := range spells {
			if !s.to.After(s.from) || i > 0 && s.from.Before(spells[i-1].to) {
				t.Fatalf("spell %d of %v overlaps the one before, or is empty", i, spells)
			}
			words[s.state]++
			actual = append(actual, adherence.Spell{From: s.from, To: s.to, Activity: meaning[s.state]})
		}
		lunch := shift.Pauses[0]
		a := adherence.Compare([]adherence.Spell{
			{From: shift.Start, To: lunch.Start, Activity: adherence.Work}, {From: lunch.Start, To: lunch.End, Activity: adherence.Pause}, {From: lunch.End, To: shift.End, Activity: adherence.Work},
		}, actual, adherence.Terms{Grace: time.Minute})
		scheduled, out = scheduled+a.Scheduled, out+a.Out
	}
	if share := 1 - out.Seconds()/scheduled.Seconds(); share < 0.9 || share > 0.985 {
		t.Errorf("adherence of all is %v, want 0.90 to 0.985", share)
	}
	if words["Team meeting"] == 0 || words["Logged out"] == 0 || missing == 0 || missing > 30 {
		t.Errorf("%v, %d shifts without a record; want meetings, people signed out, and a few without", words, missing)
	}
}
