package staffing_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// courseOf lays out intervals of a quarter of an hour.
func courseOf(aht, patience float64, erlangs ...float64) (loads []staffing.Load, seconds []float64) {
	for _, e := range erlangs {
		loads, seconds = append(loads, staffing.Load{Erlangs: e, AHT: aht, Patience: patience}), append(seconds, 900)
	}
	return loads, seconds
}

func TestTheOfferedLoadLagsByAHandleTime(t *testing.T) {
	loads, seconds := courseOf(300, 0, 10, 10, 10, 30, 30, 30)
	got := staffing.OfferedLoad(loads, seconds)
	// From nothing, a level load fills as 1 - e^(-t/AHT): its mean over three
	// handle times is 1 - (1 - e^-3)/3.
	if want := 10 * (1 - (1-math.Exp(-3))/3); math.Abs(got[0]-want) > 1e-12 {
		t.Errorf("the first interval holds %v, want %v", got[0], want)
	}
	if !(got[1] > 9.7 && got[2] > 9.98 && got[2] < 10 && got[3] > 20 && got[3] < 25 && got[5] > 29.9) {
		t.Errorf("offered loads %v of 10, then 30 erlangs", got)
	}
	if !slices.IsSorted(got) {
		t.Errorf("offered loads %v of a rising load fall", got)
	}
}

func TestShortContactsAreOfferedAtOnce(t *testing.T) {
	loads, seconds := courseOf(1, 0, 10, 50, 5)
	if diff := cmp.Diff([]float64{10, 50, 5}, staffing.OfferedLoad(loads, seconds), cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 0.06 })); diff != "" {
		t.Errorf("offered loads of contacts of a second (-want +got):\n%s", diff)
	}
}

func TestDoubtsNameWhatMisleads(t *testing.T) {
	loads, seconds := courseOf(180, 0, 10, 10, 13, 13, 0, 5)
	seconds[3] = 300
	got := staffing.Doubts(loads, seconds, []float64{14, 10.2, 18, 18, 0, 9})
	want := [][]staffing.Doubt{nil, {staffing.Busy}, {staffing.Jump}, {staffing.Short}, nil, {staffing.Jump}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}

func staffCourse(t testing.TB, loads []staffing.Load, seconds []float64, g staffing.Goals) []staffing.CourseResult {
	t.Helper()
	got, err := staffing.Course(t.Context(), loads, seconds, g)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestACourseMeetsItsGoalsInEveryInterval(t *testing.T) {
	loads, seconds := courseOf(420, 120, 8, 14, 25, 40, 44, 38, 30, 20, 12, 6)
	g := staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MaxAbandonment: 0.05}
	got := staffCourse(t, loads, seconds, g)
	spans := make([]erlang.Span, len(got))
	for i, r := range got {
		spans[i] = erlang.Span{Seconds: seconds[i], Arrivals: loads[i].Erlangs / 420, Agents: r.Agents}
	}
	passed, err := erlang.Transient(erlang.Course{AHT: 420, Patience: 120}, spans, 20)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range got {
		if !r.Met || r.Agents < 1 || r.Added < 0 {
			t.Errorf("interval %d: %+v", i, r)
		}
		// Followed once more from the beginning, as one course.
		if level := passed[i].ServiceLevel(erlang.ExcludeShort); level < 0.8-2e-3 || math.Abs(level-r.Performance.ServiceLevel) > 1e-6 {
			t.Errorf("interval %d: service level %v, said to be %v", i, level, r.Performance.ServiceLevel)
		}
		if left := passed[i].Abandoned / passed[i].Offered; left > 0.05+2e-3 {
			t.Errorf("interval %d: %v abandoned", i, left)
		}
	}
	// While the load rises, fewer are needed than it would take for ever; while it
	// falls, more.
	if up, down := got[2], got[7]; up.Agents >= up.Stationary.Agents || down.Agents <= down.Stationary.Agents {
		t.Errorf("rising: %d agents, stationary %d; falling: %d, stationary %d", up.Agents, up.Stationary.Agents, down.Agents, down.Stationary.Agents)
	}
}

func TestALevelCourseIsTheStationaryRequirement(t *testing.T) {
	loads, seconds := courseOf(180, 90, slices.Repeat([]float64{20}, 24)...)
	got := staffCourse(t, loads, seconds, eightyTwenty)
	last := got[len(got)-1]
	if last.Agents != last.Stationary.Agents || last.Added != 0 || math.Abs(last.Performance.ServiceLevel-last.Stationary.Performance.ServiceLevel) > 1e-3 {
		t.Errorf("after hours of the same load %+v", last)
	}
	if math.Abs(last.Performance.ASA-last.Stationary.Performance.ASA) > 1 || math.Abs(last.Performance.Occupancy-last.Stationary.Performance.Occupancy) > 1e-3 {
		t.Errorf("performance %+v, stationary %+v", last.Performance, last.Stationary.Performance)
	}
}

func TestAnIntervalWithoutContactsNeedsItsMinimumOnly(t *testing.T) {
	loads, seconds := courseOf(300, 60, 0, 0)
	got := staffCourse(t, loads, seconds, staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MinAgents: 2})
	for i, r := range got {
		if r.Agents != 2 || !r.Met || r.Performance.ServiceLevel != 1 {
			t.Errorf("interval %d: %+v", i, r)
		}
	}
	if got := staffCourse(t, nil, nil, eightyTwenty); got != nil {
		t.Errorf("no intervals: %v", got)
	}
}

func TestNoFewerAgentsWouldDoInAnyInterval(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		erlangs := rapid.SliceOfN(rapid.Float64Range(1, 30), 2, 6).Draw(rt, "erlangs")
		loads, seconds := courseOf(rapid.Float64Range(60, 900).Draw(rt, "AHT"), rapid.SampledFrom([]float64{0, 60, 300}).Draw(rt, "patience"), erlangs...)
		got, err := staffing.Course(t.Context(), loads, seconds, eightyTwenty)
		if err != nil {
			rt.Fatal(err)
		}
		for i, r := range got {
			if !r.Met || r.Performance.ServiceLevel < 0.8-2e-3 {
				rt.Fatalf("%v erlangs, interval %d: %+v", erlangs, i, r)
			}
			if r.Added == 0 {
				continue
			}
			spans := make([]erlang.Span, i+1)
			for k := range spans {
				spans[k] = erlang.Span{Seconds: 900, Arrivals: erlangs[k] / loads[k].AHT, Agents: got[k].Agents}
			}
			spans[i].Agents--
			patience := loads[0].Patience
			if patience == 0 {
				patience = math.Inf(1)
			}
			passed, err := erlang.Transient(erlang.Course{AHT: loads[0].AHT, Patience: patience}, spans, 20)
			if err != nil {
				rt.Fatal(err)
			}
			if level := passed[i].ServiceLevel(erlang.ExcludeShort); level > 0.8+1e-3 {
				rt.Fatalf("%v erlangs, interval %d: %d agents said to be needed, one fewer give %v", erlangs, i, r.Agents, level)
			}
		}
	})
}

func TestACourseThatCannotBeFollowedIsRefused(t *testing.T) {
	loads, seconds := courseOf(300, 60, 5, 5)
	spoil := func(f func(*staffing.Load)) []staffing.Load {
		list := slices.Clone(loads)
		f(&list[1])
		return list
	}
	for field, list := range map[string][]staffing.Load{
		"AHT":         spoil(func(l *staffing.Load) { l.AHT = 0 }),
		"patience":    spoil(func(l *staffing.Load) { l.Patience = 90 }),
		"concurrency": spoil(func(l *staffing.Load) { l.Concurrency = 2 }),
	} {
		var at *staffing.IntervalError
		var input *staffing.InputError
		if _, err := staffing.Course(t.Context(), list, seconds, eightyTwenty); !errors.As(err, &at) || at.Interval != 1 || !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v, want a refusal in interval 1", field, err)
		}
	}
	var input *staffing.InputError
	if _, err := staffing.Course(t.Context(), loads, seconds[:1], eightyTwenty); !errors.As(err, &input) {
		t.Errorf("one length for two loads: %v", err)
	}
	if _, err := staffing.Course(t.Context(), loads, []float64{900, 0}, eightyTwenty); !errors.As(err, &input) || input.Field != "interval" {
		t.Errorf("an interval of no length: %v", err)
	}
	var course *erlang.CourseError
	huge, _ := courseOf(300, 60, 50_000)
	if _, err := staffing.Course(t.Context(), huge, seconds[:1], eightyTwenty); !errors.As(err, &course) {
		t.Errorf("50,000 erlangs: %v, want a course error", err)
	}
}

func BenchmarkCourse(b *testing.B) {
	day := make([]float64, 48)
	for i := range day {
		day[i] = 60 + 40*math.Sin(float64(i)/8)
	}
	loads, seconds := courseOf(300, 120, day...)
	for b.Loop() {
		staffCourse(b, loads, seconds, eightyTwenty)
	}
}
