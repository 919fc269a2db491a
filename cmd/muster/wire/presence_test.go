package wire

import (
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestPeopleArePresentForTheirShiftsLessTheirPauses(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	g, err := grid.New(london, 30, grid.MustDate("2026-03-28"), 2) // the clocks go forward on the second day
	if err != nil {
		t.Fatal(err)
	}
	day := func(k, minutes int) time.Time { return g.At(k, minutes) }
	got := presence([]scheduling.Shift{
		{PersonID: 1, Start: day(0, 9*60+15), End: day(0, 12*60), Pauses: []scheduling.Pause{{Start: day(0, 10*60), End: day(0, 10*60+15)}}},
		{PersonID: 1, Start: day(0, 23*60), End: day(1, 3*60)},                                    // an hour shorter than the clock says
		{PersonID: 2, Start: day(0, -3*60), End: day(0, 60)},                                      // of the evening before
		{PersonID: 2, Start: day(1, 23*60), End: day(1, 23*60).Add(8 * time.Hour)},                // into the day after
		{PersonID: 3, Start: day(0, -48*60), End: day(0, -40*60)},                                 // before all days
		{PersonID: 3, Start: day(1, 24*60).Add(time.Hour), End: day(1, 24*60).Add(2 * time.Hour)}, // after them
	}, g)
	hours := func(person int64) float64 {
		total := 0.0
		for _, share := range got[person] {
			total += share / 2
		}
		return total
	}
	for person, want := range map[int64]float64{1: 2.5 + 3, 2: 1 + 1, 3: 0} {
		if math.Abs(hours(person)-want) > 1e-9 {
			t.Errorf("person %d is there for %.3f hours; want %.3f", person, hours(person), want)
		}
	}
	if at := got[1]; at[18] != 0.5 || at[19] != 1 || at[20] != 0.5 || at[24] != 0 {
		t.Errorf("from nine on person 1 is there for %v of each half hour; want 0.5 1 0.5 …", at[18:25])
	}
}
