package forecast_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/workforce/grid"
)

func (j *judge) quality(t *testing.T, days int) forecast.Quality {
	t.Helper()
	checks := forecast.NewDataQuality(j.intervals, j.centre, store.NewImports(j.db))
	got, err := checks.Quality(t.Context(), j.all, j.billing.ID, monday, monday.AddDays(days-1))
	must(t, err)
	return got
}

// send records figures of billing on a day from a source: contacts by half hour
// from 8:00, -1 for no row.
func (j *judge) send(t *testing.T, source string, day grid.Date, contacts func(slot int) int64) {
	t.Helper()
	g, err := grid.New(j.london.Location(), 30, day, 1)
	must(t, err)
	var rows []forecast.Interval
	for slot := range 20 {
		figures := history.NoFigures()
		if figures[history.Offered] = contacts(slot); figures[history.Offered] >= 0 {
			rows = append(rows, forecast.Interval{Start: g.At(0, 8*60+30*slot).Unix(), IntervalS: 1800, Figures: figures})
		}
	}
	must(t, j.past.Append(t.Context(), j.all, j.billing.ID, source, rows))
}

func TestEachDayOfAHistoryIsToldByWhatIsWrongWithIt(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		j.remember(t, j.billing)
		usual := func(slot int) int64 {
			if slot < 8 {
				return 52
			}
			return 42
		}
		j.send(t, "test", monday, usual)
		j.send(t, "test", monday.AddDays(1), func(slot int) int64 { // no rows at noon
			if slot == 8 || slot == 9 {
				return -1
			}
			return usual(slot)
		})
		j.send(t, "test", monday.AddDays(2), func(slot int) int64 { // nobody gets through in the morning
			if slot < 5 {
				return 0
			}
			return usual(slot)
		})
		j.send(t, "test", monday.AddDays(4), func(slot int) int64 { return 2 * usual(slot) })
		j.send(t, "test", monday.AddDays(7), usual)
		j.send(t, "spare", monday.AddDays(7), usual)
		got := j.quality(t, 9)
		var states []string
		for _, d := range got.Days {
			states = append(states, string(d.State))
		}
		want := "complete gaps outage missing outlier closed closed doubled ahead"
		if diff := cmp.Diff(want, strings.Join(states, " ")); diff != "" {
			t.Errorf("states (-want +got):\n%s", diff)
		}
		if d := got.Days[1]; d.Expected != 20 || d.Seen != 18 || d.Gaps() != 2 {
			t.Errorf("the day with gaps: %+v, want 18 of 20 seen", d)
		}
		if d := got.Days[2]; d.Zeros != 5 || len(d.Repairs) == 0 || d.Repairs[0].Observed != 0 || d.Repairs[0].Used < 200 {
			t.Errorf("the outage: %+v, want five zeros and a repair of about 260", d)
		}
		if d := got.Days[4]; len(d.Repairs) != 1 || !math.IsNaN(d.Repairs[0].Used) || d.Repairs[0].Observed < 1.5*d.Repairs[0].Expected {
			t.Errorf("the wild day: %+v, want one repair that nothing is learnt from", d)
		}
		if d := got.Days[7]; d.Sources != 2 || d.Overlaps != 20 || d.Doubled != 20 || d.Contacts != 2*(8*52+12*42) {
			t.Errorf("the day that came twice: %+v", d)
		}
		if diff := cmp.Diff([]string{"spare", "test"}, got.Sources); diff != "" {
			t.Errorf("sources (-want +got):\n%s", diff)
		}
	})
}

func TestAnImportIsShownWithWhatItsFileHeld(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		var text strings.Builder
		text.WriteString("interval_start,queue,offered,handled,abandoned\n")
		for slot := range 4 {
			fmt.Fprintf(&text, "2026-03-09T%02d:00:00Z,Billing,%d,%d,1\n", 9+slot, 10+slot, 9+slot)
		}
		done := j.bring(t, text.String(), nil)
		if done.State != forecast.ImportDone {
			t.Fatalf("the import is %s: %v", done.State, done.Problems)
		}
		got := j.quality(t, 1)
		if len(got.Imports) != 1 {
			t.Fatalf("%d imports, want one", len(got.Imports))
		}
		trace := got.Imports[0]
		if !trace.Known || trace.Import.ID != done.ID || trace.Intervals != 4 || trace.Offered != 46 || trace.Reported.Offered != 46 || trace.Reported.Abandoned != 4 {
			t.Errorf("trace of import %d: %+v; want 4 intervals with 46 offered, of which 4 abandoned", done.ID, trace)
		}
	})
}

func TestQualityOfTooManyDaysIsRefused(t *testing.T) {
	j := sqliteDesk(t)
	checks := forecast.NewDataQuality(j.intervals, j.centre, store.NewImports(j.db))
	for _, days := range []int{0, -3, forecast.LongestHindsight + 1} {
		var query *forecast.QueryError
		if _, err := checks.Quality(t.Context(), j.all, j.billing.ID, monday, monday.AddDays(days-1)); !errors.As(err, &query) || query.Field != "to" {
			t.Errorf("%d days: error %v, want a *QueryError about to", days, err)
		}
	}
}

func TestOfAQueueWithoutHistoryEveryDayIsStillToCome(t *testing.T) {
	eachJudge(t, func(t *testing.T, j *judge) {
		got := j.quality(t, 3)
		for _, d := range got.Days {
			if d.State != forecast.DayAhead || d.Expected != 0 {
				t.Errorf("%s is %s with %d expected, want ahead", d.Date, d.State, d.Expected)
			}
		}
		if _, err := time.LoadLocation(got.Site.Zone); err != nil || len(got.Days) != 3 {
			t.Errorf("%d days at %+v", len(got.Days), got.Site)
		}
	})
}
