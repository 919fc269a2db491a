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

func followed(t testing.TB, d staffing.Deferred, people []float64, ages ...int) staffing.Backlog {
	t.Helper()
	b, err := staffing.FollowDeferred(d, people, ages)
	if err != nil {
		t.Fatalf("%+v with %v: %v", d, people, err)
	}
	return b
}

func total(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum
}

func TestABacklogGrowsOlderUntilItIsDone(t *testing.T) {
	open := []bool{true, true, false, true, true, true}
	d := staffing.Deferred{Work: []float64{4, 2, 0, 1, 0, 0}, Within: 2, Open: open, Aged: []staffing.Aged{{Work: 3, Due: -1}}}
	b := followed(t, d, []float64{2, 2, 9, 2, 2, 2}, 2, 5)
	want := staffing.Backlog{
		Done:   []float64{2, 2, 0, 2, 2, 2}, // nobody works while closed
		Due:    []float64{0, 0, 4, 2, 0, 1},
		InTime: []float64{0, 0, 1, 0, 0, 1},
		Waiting: [][]float64{
			{4, 5, 2, 1, 1, 0}, // younger than the promise
			{1, 0, 3, 3, 1, 0},
			{0, 0, 0, 0, 0, 0},
		},
	}
	if diff := cmp.Diff(want, b, close9); diff != "" {
		t.Errorf("three overdue, four, two and one arriving (-want +got):\n%s", diff)
	}
	if got, want := b.Kept(), 2.0/7; math.Abs(got-want) > 1e-12 {
		t.Errorf("share kept = %v, want %v", got, want)
	}
}

func TestBusinessHoursDoNotAgeABacklog(t *testing.T) {
	d := staffing.Deferred{Work: []float64{0, 4, 0, 0, 0, 0}, Within: 2, Open: []bool{true, true, false, false, true, true}, OpenClock: true}
	b := followed(t, d, []float64{0, 0, 0, 0, 1, 3}, 1, 2)
	if diff := cmp.Diff([][]float64{{0, 4, 4, 4, 0, 0}, {0, 0, 0, 0, 3, 0}, {0, 0, 0, 0, 0, 0}}, b.Waiting, close9); diff != "" {
		t.Errorf("by age (-want +got):\n%s", diff)
	}
	if b.Kept() != 1 || b.Due[5] != 4 {
		t.Errorf("due %v, in time %v; all four are due and done in the last interval", b.Due, b.InTime)
	}
}

func TestWorkIsConserved(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		d.OpenClock, d.Renew = rapid.Bool().Draw(rt, "open clock"), rapid.Bool().Draw(rt, "renew")
		d.Aged = []staffing.Aged{{Work: float64(rapid.IntRange(0, 20).Draw(rt, "aged")), Due: rapid.IntRange(-9, 9).Draw(rt, "left")}}
		d.Share = rapid.SampledFrom([]float64{0, 0.5, 0.95}).Draw(rt, "share")
		people := make([]float64, len(d.Open))
		for j := range people {
			people[j] = float64(rapid.IntRange(0, 15).Draw(rt, "people"))
		}
		b := followed(t, d, people, 1, 3, 8)
		came, done := d.Backlog+d.Aged[0].Work, 0.0
		for j := range d.Open {
			if j < len(d.Work) {
				came += d.Work[j]
			}
			done += b.Done[j]
			if math.Abs(came-done-b.Open(j)) > 1e-9*(1+came) {
				rt.Fatalf("%+v with %v: %v came and %v is done by the end of interval %d, yet %v waits", d, people, came, done, j, b.Open(j))
			}
			if b.InTime[j] < 0 || b.InTime[j] > b.Due[j]+1e-9 || b.Done[j] > people[j]+1e-9 {
				rt.Fatalf("%+v with %v: interval %d: %v of %v in time, %v done", d, people, j, b.InTime[j], b.Due[j], b.Done[j])
			}
		}
	})
}

func TestThePeopleOfTheSpreadKeepEveryPromise(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		d.OpenClock = rapid.Bool().Draw(rt, "open clock")
		d.Share = rapid.SampledFrom([]float64{0, 0.8, 0.95}).Draw(rt, "share")
		want := d.Share
		if want == 0 {
			want = 1
		}
		people, err := staffing.SpreadDeferred(d)
		if err != nil {
			rt.Skip("closed when it is due")
		}
		b := followed(t, d, people, d.Within)
		for j, due := range b.Due {
			if b.InTime[j] < want*due-1e-6*(1+due) {
				rt.Fatalf("%+v with %v: %v due by the end of interval %d, %v done; want a share of %v", d, people, due, j, b.InTime[j], want)
			}
		}
	})
}

func TestTheLeastPeakKeepsAllPromisesAndNoLess(t *testing.T) {
	for _, row := range readOracle(t, "oracle_deferred_public.csv") {
		d, _ := deferredOf(t, row)
		peak := row.number(t, "min_peak_capacity")
		if peak == 0 {
			continue
		}
		kept := func(people float64) float64 {
			b := followed(t, d, slices.Repeat([]float64{people}, len(d.Open)))
			late := 0.0
			for j := range b.Due {
				late += b.Due[j] - b.InTime[j]
			}
			return late
		}
		if late := kept(peak * (1 + 1e-9)); late > 1e-6*peak {
			t.Errorf("%s: %v is late with the least peak of %v", row["id"], late, peak)
		}
		if late := kept(peak * 0.999); late < 1e-6*peak {
			t.Errorf("%s: nothing is late with fewer people than %v", row["id"], peak)
		}
	}
}

func TestWhatNobodyCanDoInTimeIsRenewed(t *testing.T) {
	d := staffing.Deferred{Work: []float64{0, 0, 4, 0, 0, 0, 0}, Within: 2, Open: []bool{true, true, false, false, false, true, true}}
	var deadline *staffing.DeadlineError
	if _, err := staffing.SpreadDeferred(d); !errors.As(err, &deadline) {
		t.Fatalf("work due at night: %v, want a refusal", err)
	}
	d.Renew = true
	people := spread(t, d)
	if diff := cmp.Diff([]float64{0, 0, 0, 0, 0, 2, 2}, people, close9); diff != "" {
		t.Errorf("one response time from the opening on (-want +got):\n%s", diff)
	}
	b := followed(t, d, people)
	if b.Due[4] != 4 || b.InTime[4] != 0 {
		t.Errorf("due %v, in time %v; the promise is broken all the same", b.Due, b.InTime)
	}
	overdue := staffing.Deferred{Within: 2, Open: []bool{false, true, true, true}, Renew: true, Aged: []staffing.Aged{{Work: 6, Due: -3}, {Work: 2, Due: 1}}}
	if diff := cmp.Diff([]float64{0, 4, 4, 0}, spread(t, overdue), close9); diff != "" {
		t.Errorf("overdue at the start and due before it opens (-want +got):\n%s", diff)
	}
}

func TestAPlanMayFinishWhatIsNotDue(t *testing.T) {
	d := staffing.Deferred{Work: []float64{2, 2, 2, 2, 2, 3}, Within: 4, Open: []bool{true, true, true, true, true, false}, Finish: true}
	people := spread(t, d)
	if diff := cmp.Diff([]float64{0, 2, 2, 2, 2, 0}, people, close9); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	b := followed(t, d, people)
	if left := b.Open(5); math.Abs(left-5) > 1e-9 {
		t.Errorf("%v is left; want the five that came too late", left)
	}
	rapid.Check(t, func(rt *rapid.T) {
		d := deferredWork(rt)
		d.Finish = true
		last := -1
		for j, open := range d.Open {
			if open {
				last = j
			}
		}
		could := d.Backlog + total(d.Work[:max(0, min(last, len(d.Work)))])
		if people := spread(t, d); last >= 0 && math.Abs(total(people)-could) > 1e-6*(1+could) {
			rt.Fatalf("%+v: %v is done of the %v that could be", d, total(people), could)
		}
	})
}

func TestABacklogThatCannotBeFollowedIsRefused(t *testing.T) {
	d := staffing.Deferred{Work: []float64{1}, Within: 1, Open: []bool{true, true}}
	for name, follow := range map[string]func() error{
		"ages that fall": func() error { _, err := staffing.FollowDeferred(d, []float64{1, 1}, []int{3, 2}); return err },
		"no age at all":  func() error { _, err := staffing.FollowDeferred(d, []float64{1, 1}, []int{0}); return err },
		"one interval":   func() error { _, err := staffing.FollowDeferred(d, []float64{1}, nil); return err },
		"people below 0": func() error { _, err := staffing.FollowDeferred(d, []float64{1, -1}, nil); return err },
		"no promise":     func() error { _, err := staffing.FollowDeferred(staffing.Deferred{}, nil, nil); return err },
	} {
		if follow() == nil {
			t.Errorf("%s was followed", name)
		}
	}
}
