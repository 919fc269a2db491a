package scheduling_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// dayShift is a shift of a person from an hour of a day, of so many hours.
func dayShift(person int64, on string, hour, hours int) scheduling.Shift {
	day := grid.MustDate(on)
	at := day.Start(time.UTC).Add(time.Duration(hour) * time.Hour)
	return scheduling.Shift{PersonID: person, Day: day, Start: at, End: at.Add(time.Duration(hours) * time.Hour)}
}

// 004-21: what a month asked, by person: nights, weekends, short rests, refused
// wishes and overtime; what lies in other months is theirs.
func TestAMonthCountsWhatItAsked(t *testing.T) {
	first := grid.MustDate("2026-02-01") // a Sunday
	h := year(
		dayShift(1, "2026-01-30", 22, 8), dayShift(1, "2026-01-31", 15, 8), // of January
		dayShift(1, "2026-02-01", 6, 8), // seven hours after
		dayShift(1, "2026-02-02", 22, 8), dayShift(1, "2026-02-07", 9, 8),
		// A week of 48 hours where 40 are the most.
		dayShift(2, "2026-02-09", 9, 10), dayShift(2, "2026-02-10", 9, 10), dayShift(2, "2026-02-11", 9, 10), dayShift(2, "2026-02-12", 9, 10), dayShift(2, "2026-02-13", 9, 8),
		// A week that ends in March.
		dayShift(4, "2026-02-23", 9, 10), dayShift(4, "2026-02-24", 9, 10), dayShift(4, "2026-02-25", 9, 10),
	)
	h.Snapshot.From, h.Snapshot.To = grid.MustDate("2026-01-26"), grid.MustDate("2026-02-28")
	h.Refused = []scheduling.Wish{{PersonID: 3, Day: grid.MustDate("2026-02-14")}}
	got, err := scheduling.NewMonthBurdens(h, first)
	if err != nil {
		t.Fatal(err)
	}
	want := []scheduling.MonthBurden{
		{PersonID: 1, Shifts: 3, Nights: 1, Weekends: 2, ShortRests: 1},
		{PersonID: 2, Shifts: 5, OvertimeHours: 8},
		{PersonID: 3, RefusedWishes: 1},
		{PersonID: 4, Shifts: 3},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
