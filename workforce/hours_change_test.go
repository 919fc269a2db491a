package workforce_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func changing() workforce.Queue {
	period := func(opens, closes int) workforce.OpeningHours {
		return workforce.OpeningHours{{Weekday: time.Monday, Opens: opens * 60, Closes: closes * 60}}
	}
	return workforce.Queue{
		Code: "q", Name: "Q", SiteID: 1, ChannelID: 1, IntervalMin: 60, Hours: period(9, 17),
		HoursChanges: []workforce.HoursChange{{ValidFrom: grid.MustDate("2026-03-23")}, {ValidFrom: grid.MustDate("2026-03-09"), Hours: period(8, 12)}},
		Goals:        []workforce.ServiceGoal{{SLTarget: .8, ThresholdS: 20, SLVariant: workforce.SLOffered}},
	}
}

func TestOpeningHoursHoldFromTheirDayOn(t *testing.T) {
	q, err := workforce.NewQueue(changing())
	if err != nil {
		t.Fatal(err)
	}
	g, err := grid.New(time.UTC, 60, grid.MustDate("2026-03-02"), 28) // four Mondays
	if err != nil {
		t.Fatal(err)
	}
	for _, closed := range []bool{false, true} {
		q.ClosedOnHolidays = closed
		days := []workforce.CalendarDay{{Date: grid.MustDate("2026-03-14"), Kind: workforce.Workday, Name: "x"}} // a Saturday worked
		var open []int
		for i, on := range q.Open(g, days) {
			if on {
				open = append(open, g.DayOf(i)*100+g.WallMinute(i)/60)
			}
		}
		want := []int{9, 10, 11, 12, 13, 14, 15, 16, 708, 709, 710, 711}
		if closed {
			want = append(want, 1208, 1209, 1210, 1211)
		}
		want = append(want, 1408, 1409, 1410, 1411)
		if diff := cmp.Diff(want, open); diff != "" {
			t.Errorf("closed on holidays %v: open in day and hour (-want +got):\n%s", closed, diff)
		}
	}
}

func TestChangesOfHoursThatCannotBeAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		changes []workforce.HoursChange
		want    []string
	}{
		"no day":      {[]workforce.HoursChange{{}}, []string{"hoursChanges[0].validFrom"}},
		"twice a day": {[]workforce.HoursChange{{ValidFrom: grid.MustDate("2026-03-09")}, {ValidFrom: grid.MustDate("2026-03-09")}}, []string{"hoursChanges[1].validFrom"}},
		"wrong hours": {[]workforce.HoursChange{{ValidFrom: grid.MustDate("2026-03-09"), Hours: workforce.OpeningHours{{Opens: 600, Closes: 300}}}}, []string{"hoursChanges[0].openingHours[0].closes"}},
	} {
		q := changing()
		q.HoursChanges = c.changes
		_, err := workforce.NewQueue(q)
		var invalid *workforce.InvalidError
		var got []string
		if errors.As(err, &invalid) {
			for _, f := range invalid.Fields {
				got = append(got, f.Field)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: refused fields (-want +got):\n%s", name, diff)
		}
	}
}
