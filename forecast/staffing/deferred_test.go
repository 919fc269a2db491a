package staffing_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/staffing"
)

func deferredOf(t *testing.T, row oracleRow) (staffing.Deferred, []float64) {
	t.Helper()
	d := staffing.Deferred{Work: row.numbers(t, "work_agent_intervals"), Within: int(row.number(t, "deadline_intervals"))}
	for _, mark := range row["open_mask"] {
		d.Open = append(d.Open, mark == '1')
	}
	return d, row.numbers(t, "live_agents")
}

func TestDeferredPeaksAreThoseOfLinearProgramming(t *testing.T) {
	for _, row := range readOracle(t, "oracle_deferred_public.csv") {
		d, live := deferredOf(t, row)
		checks := []struct {
			column string
			live   []float64
		}{{"min_peak_capacity", nil}, {"min_peak_live_plus_deferred", live}}
		for _, c := range checks {
			got, err := staffing.DeferredPeak(d, c.live)
			if err != nil {
				t.Fatalf("%s: %v", row["id"], err)
			}
			if want := row.number(t, c.column); math.Abs(got-want) > 1e-9*want {
				t.Errorf("%s: %s = %v, want %v", row["id"], c.column, got, want)
			}
		}
		people, err := staffing.SpreadDeferred(d)
		if err != nil {
			t.Fatalf("%s: %v", row["id"], err)
		}
		if got, want := slices.Max(people), row.number(t, "min_peak_capacity"); math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: the spread's peak = %v, want %v", row["id"], got, want)
		}
	}
}

func TestDeferredWorkIsSpreadOverOpenTimeBeforeItIsDue(t *testing.T) {
	cases := []struct {
		name string
		d    staffing.Deferred
		want []float64
	}{
		{"one piece over its whole window", staffing.Deferred{
			Work: []float64{6, 0, 0, 0}, Within: 3, Open: []bool{true, true, true, true}}, []float64{0, 2, 2, 2}},
		{"closed time is left out", staffing.Deferred{
			Work: []float64{6, 0, 0, 0}, Within: 3, Open: []bool{true, true, false, true}}, []float64{0, 3, 0, 3}},
		{"what is due after the end may be left", staffing.Deferred{
			Work: []float64{0, 0, 6, 0}, Within: 3, Open: []bool{true, true, true, true}}, []float64{0, 0, 0, 0}},
		{"a backlog starts at once", staffing.Deferred{
			Work: []float64{0, 0, 0, 0}, Within: 2, Open: []bool{true, true, true, true}, Backlog: 4}, []float64{2, 2, 0, 0}},
		{"due while closed means done before", staffing.Deferred{
			Work: []float64{4, 0, 0, 0, 0}, Within: 3, Open: []bool{true, true, false, false, true}}, []float64{0, 4, 0, 0, 0}},
		{"a steep stretch between level ones", staffing.Deferred{
			Work: []float64{1, 9, 1, 1, 1, 0}, Within: 1, Open: []bool{true, true, true, true, true, true}}, []float64{0, 1, 9, 1, 1, 1}},
		{"nothing to do", staffing.Deferred{Work: []float64{0, 0}, Within: 1, Open: []bool{true, true}}, []float64{0, 0}},
	}
	for _, c := range cases {
		got, err := staffing.SpreadDeferred(c.d)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestDeferredWorkThatNobodyCanDoIsRefused(t *testing.T) {
	closed := staffing.Deferred{Work: []float64{0, 1, 0, 0}, Within: 2, Open: []bool{true, true, false, false}}
	var late *staffing.DeadlineError
	if _, err := staffing.SpreadDeferred(closed); !errors.As(err, &late) || late.Due != 3 {
		t.Errorf("spread of %+v: %v, want a deadline error for interval 3", closed, err)
	}
	if _, err := staffing.DeferredPeak(closed, nil); !errors.As(err, &late) {
		t.Errorf("peak of %+v: %v, want a deadline error", closed, err)
	}
	wrong := []staffing.Deferred{
		{Work: []float64{1}, Within: 0, Open: []bool{true}},
		{Work: []float64{1, 1}, Within: 1, Open: []bool{true}},
		{Work: []float64{-1}, Within: 1, Open: []bool{true}},
		{Work: []float64{math.NaN()}, Within: 1, Open: []bool{true}},
		{Within: 1, Backlog: math.Inf(1)},
	}
	for _, d := range wrong {
		var input *staffing.InputError
		if _, err := staffing.SpreadDeferred(d); !errors.As(err, &input) {
			t.Errorf("spread of %+v: %v, want an input error", d, err)
		}
		if _, err := staffing.DeferredPeak(d, nil); !errors.As(err, &input) {
			t.Errorf("peak of %+v: %v, want an input error", d, err)
		}
	}
	if _, err := staffing.DeferredPeak(staffing.Deferred{Work: []float64{1}, Within: 1, Open: []bool{true, true}}, []float64{1}); err == nil {
		t.Error("a live requirement shorter than the opening marks was accepted")
	}
}

// deferredWork draws a problem in which every piece of work can be done.
func deferredWork(t *rapid.T) staffing.Deferred {
	n := rapid.IntRange(1, 40).Draw(t, "intervals")
	d := staffing.Deferred{Within: rapid.IntRange(2, 12).Draw(t, "within")}
	for range n {
		d.Work = append(d.Work, float64(rapid.IntRange(0, 40).Draw(t, "work")))
	}
	for j := range n + d.Within {
		d.Open = append(d.Open, j%2 == 0 || rapid.Bool().Draw(t, "open"))
	}
	if rapid.Bool().Draw(t, "has backlog") {
		d.Backlog = float64(rapid.IntRange(1, 60).Draw(t, "backlog"))
	}
	return d
}

func TestSpreadDoesEverythingInTimeAndNothingTooEarly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		people, err := staffing.SpreadDeferred(d)
		if err != nil {
			rt.Fatal(err)
		}
		done, may, must := 0.0, d.Backlog, 0.0
		for j, p := range people {
			if j >= 1 && j-1 < len(d.Work) {
				may += d.Work[j-1]
			}
			if j == d.Within-1 {
				must += d.Backlog
			}
			if j >= d.Within && j-d.Within < len(d.Work) {
				must += d.Work[j-d.Within]
			}
			if done += p; p != 0 && !d.Open[j] || p < 0 {
				rt.Fatalf("%+v: %v people in interval %d", d, p, j)
			}
			if done > may+1e-9 || done < must-1e-9 {
				rt.Fatalf("%+v: %v done by the end of interval %d, want %v to %v", d, done, j, must, may)
			}
		}
	})
}

func TestNoSpreadHasALowerPeak(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		people, err := staffing.SpreadDeferred(d)
		if err != nil {
			rt.Fatal(err)
		}
		peak, err := staffing.DeferredPeak(d, nil)
		if err != nil {
			rt.Fatal(err)
		}
		if got := slices.Max(people); math.Abs(got-peak) > 1e-9*(1+peak) {
			rt.Fatalf("%+v: the spread's peak is %v, the smallest possible %v", d, got, peak)
		}
	})
}

func TestLiveWorkNeverLowersThePeak(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		live := make([]float64, len(d.Open))
		for j := range live {
			live[j] = float64(rapid.IntRange(0, 30).Draw(rt, "live"))
		}
		alone, err := staffing.DeferredPeak(d, nil)
		if err != nil {
			rt.Fatal(err)
		}
		together, err := staffing.DeferredPeak(d, live)
		if err != nil {
			rt.Fatal(err)
		}
		if together < alone-1e-9 || together < slices.Max(live) || together > alone+slices.Max(live)+1e-6 {
			rt.Fatalf("%+v with live %v: peak %v, alone %v", d, live, together, alone)
		}
	})
}
