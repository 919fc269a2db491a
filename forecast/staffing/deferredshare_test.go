package staffing_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/staffing"
)

func spread(t testing.TB, d staffing.Deferred) []float64 {
	t.Helper()
	people, err := staffing.SpreadDeferred(d)
	if err != nil {
		t.Fatalf("%+v: %v", d, err)
	}
	return people
}

var close9 = cmpopts.EquateApprox(1e-9, 1e-9)

func TestDeferredWorkFillsWhatLiveWorkLeaves(t *testing.T) {
	open := []bool{true, true, true, true, true}
	cases := []struct {
		name string
		d    staffing.Deferred
		want []float64
	}{
		{"up to one level", staffing.Deferred{Work: []float64{6, 0, 0, 0, 0}, Within: 3, Open: open, Live: []float64{9, 5, 1, 3, 0}}, []float64{0, 0, 4, 2, 0}},
		{"over the peak where it must", staffing.Deferred{Work: []float64{6, 0, 0, 0, 0}, Within: 1, Open: open, Live: []float64{0, 4, 0, 0, 0}}, []float64{0, 6, 0, 0, 0}},
		{"not at all where nothing is due", staffing.Deferred{Work: []float64{0, 0, 0, 0, 6}, Within: 3, Open: open, Live: []float64{1, 1, 1, 1, 1}}, []float64{0, 0, 0, 0, 0}},
		{"no live work is level ground", staffing.Deferred{Work: []float64{6, 0, 0, 0, 0}, Within: 3, Open: open, Live: make([]float64, 5)}, []float64{0, 2, 2, 2, 0}},
	}
	for _, c := range cases {
		if diff := cmp.Diff(c.want, spread(t, c.d), close9); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestTheSpreadBesideLiveWorkHasTheLeastPeak(t *testing.T) {
	for _, row := range readOracle(t, "oracle_deferred_public.csv") {
		d, live := deferredOf(t, row)
		d.Live = live
		peak := slices.Max(live)
		for j, people := range spread(t, d) {
			if people > 0 {
				peak = max(peak, people+live[j])
			}
		}
		if want := row.number(t, "min_peak_live_plus_deferred"); math.Abs(peak-want) > 1e-9*want {
			t.Errorf("%s: peak of the spread with live work = %v, want %v", row["id"], peak, want)
		}
	}
}

// doneInTime reports whether people do the work first come first served without
// any of it being late or done before it came.
func doneInTime(d staffing.Deferred, people []float64) bool {
	released, done := d.Backlog, 0.0
	for j, open := range d.Open {
		if j > 0 && j-1 < len(d.Work) {
			released += d.Work[j-1]
		}
		done += people[j]
		due := 0.0
		if j >= d.Within-1 {
			due = d.Backlog
		}
		for i := 0; i <= j-d.Within && i < len(d.Work); i++ {
			due += d.Work[i]
		}
		if !open && people[j] != 0 || done > released+1e-9 || done < due-1e-9 {
			return false
		}
	}
	return true
}

func TestNoOtherSpreadIsMoreEvenBesideLiveWork(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		for range d.Open {
			d.Live = append(d.Live, float64(rapid.IntRange(0, 30).Draw(rt, "live")))
		}
		people := spread(t, d)
		if !doneInTime(d, people) {
			rt.Fatalf("%+v: %v is early or late", d, people)
		}
		// Work that could move to an open interval with fewer people stays only
		// because it would be early or late there.
		from, to := rapid.IntRange(0, len(people)-1).Draw(rt, "from"), rapid.IntRange(0, len(people)-1).Draw(rt, "to")
		if !d.Open[to] || people[from] < 1e-6 || people[from]+d.Live[from] <= people[to]+d.Live[to]+1e-6 {
			return
		}
		const bit = 1e-7
		people[from] -= bit
		people[to] += bit
		slack := d
		if moved := slices.Clone(people); doneWithin(slack, moved, bit/2) {
			rt.Fatalf("%+v: work moved from interval %d to the emptier %d would be in time", d, from, to)
		}
	})
}

// doneWithin is doneInTime with a smaller tolerance.
func doneWithin(d staffing.Deferred, people []float64, tolerance float64) bool {
	released, done := d.Backlog, 0.0
	for j := range d.Open {
		if j > 0 && j-1 < len(d.Work) {
			released += d.Work[j-1]
		}
		done += people[j]
		due := 0.0
		if j >= d.Within-1 {
			due = d.Backlog
		}
		for i := 0; i <= j-d.Within && i < len(d.Work); i++ {
			due += d.Work[i]
		}
		if done > released+tolerance || done < due-tolerance {
			return false
		}
	}
	return true
}

func TestABacklogIsDoneByItsAge(t *testing.T) {
	open := []bool{true, true, true, true, true, true}
	d := staffing.Deferred{Work: make([]float64, 6), Within: 4, Open: open, Aged: []staffing.Aged{{Work: 3, Due: 0}, {Work: 2, Due: 2}, {Work: 1, Due: 9}}}
	// Three overdue at once; two within two intervals, and the youngest by the end
	// of the promise.
	if diff := cmp.Diff([]float64{3, 2, .5, .5, 0, 0}, spread(t, d), close9); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	peak, err := staffing.DeferredPeak(d, nil)
	if err != nil || math.Abs(peak-3) > 1e-9 {
		t.Errorf("peak = %v, %v, want 3", peak, err)
	}
}

func TestAPromiseInBusinessHoursStopsAtNight(t *testing.T) {
	d := staffing.Deferred{Work: []float64{4, 0, 0, 0, 0, 0}, Within: 2, Open: []bool{true, true, false, false, true, true}}
	if diff := cmp.Diff([]float64{0, 4, 0, 0, 0, 0}, spread(t, d), close9); diff != "" {
		t.Errorf("by the clock on the wall (-want +got):\n%s", diff)
	}
	d.OpenClock = true
	if diff := cmp.Diff([]float64{0, 2, 0, 0, 2, 0}, spread(t, d), close9); diff != "" {
		t.Errorf("in business hours (-want +got):\n%s", diff)
	}
	d.Within = 5 // beyond the end: nothing is due
	if diff := cmp.Diff(make([]float64, 6), spread(t, d), close9); diff != "" {
		t.Errorf("due after the end (-want +got):\n%s", diff)
	}
}

func TestOnlyAShareHasToBeInTime(t *testing.T) {
	d := staffing.Deferred{Work: []float64{10, 0, 0, 0, 0}, Within: 1, Open: []bool{true, true, true, true, true}, Share: 0.9, Rest: 3}
	people := spread(t, d)
	if diff := cmp.Diff([]float64{0, 9, .5, .5, 0}, people, close9); diff != "" {
		t.Errorf("nine tenths within one interval, the rest within three (-want +got):\n%s", diff)
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		all := spread(t, d)
		d.Share = rapid.Float64Range(0.5, 0.99).Draw(rt, "share")
		some := spread(t, d)
		if slices.Max(some) > slices.Max(all)+1e-9 {
			rt.Fatalf("%+v: a peak of %v, with all in time %v", d, slices.Max(some), slices.Max(all))
		}
	})
}

func TestDeferredInputsAreRefusedByField(t *testing.T) {
	good := staffing.Deferred{Work: []float64{1, 1}, Within: 1, Open: []bool{true, true}}
	for field, spoil := range map[string]func(*staffing.Deferred){
		"backlog":                     func(d *staffing.Deferred) { d.Aged = []staffing.Aged{{Work: -1}} },
		"number of live requirements": func(d *staffing.Deferred) { d.Live = []float64{1} },
		"live requirement":            func(d *staffing.Deferred) { d.Live = []float64{1, math.NaN()} },
		"share in time":               func(d *staffing.Deferred) { d.Share = 95 },
		"response time of the rest":   func(d *staffing.Deferred) { d.Within, d.Share, d.Rest = 4, 0.9, 2 },
	} {
		d := good
		spoil(&d)
		var input *staffing.InputError
		if _, err := staffing.SpreadDeferred(d); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v, want a refusal of that field", field, err)
		}
	}
}

func TestAPromiseOfAFewHandleTimesIsAQueue(t *testing.T) {
	contacts, aht := curve(t, 30, 0, 20, 20, 0, 20), level(t, 30, 600)
	open := make([]bool, len(contacts.Values))
	for i := range open {
		open[i] = i != 1 && i < 6
	}
	promise := staffing.ResponseTime{Seconds: 1800, Share: 0.9}
	got, err := staffing.DeferredCurve(contacts, aht, open, promise, staffing.Goals{})
	if err != nil {
		t.Fatal(err)
	}
	load, _ := staffing.LoadOf(40, 600, 1800) // with those that came while closed
	want := requirement(t, load, staffing.Goals{ServiceLevel: 0.9, Threshold: 1800})
	if got.Whole.Values[2] != float64(want.Agents) || got.Whole.Values[1] != 0 || got.Binding[4] != staffing.ServiceLevelGoal {
		t.Errorf("agents %v, want %d in the third interval", got.Whole.Values[:6], want.Agents)
	}
	if promise.IsQueue(300) || !promise.IsQueue(600) {
		t.Error("half an hour is a queue for contacts of ten minutes, and not for those of five")
	}
	day := staffing.ResponseTime{Seconds: 4 * 3600, Share: 0.95, ByAge: []staffing.OpenContact{{Work: 3600, Age: 3 * 3600}}}
	later, err := staffing.DeferredCurve(contacts, aht, nil, day, staffing.Goals{})
	if err != nil {
		t.Fatal(err)
	}
	if later.Binding[0] != staffing.ResponseTimeGoal || math.Abs(later.Fractional.Values[0]-1) > 1e-9 {
		t.Errorf("an hour of work due in an hour takes %v people in the first half hour, want 1", later.Fractional.Values[:3])
	}
}
