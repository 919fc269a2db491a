package staffing_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/forecast/staffing"
)

func TestContactsKeepTheHandleTimeTheyCameWith(t *testing.T) {
	// Long contacts stop coming and short ones begin: those in hand still end at
	// their own pace, e^(-t/AHT), beside 1-e^(-t/AHT) of the new ones.
	loads := []staffing.Load{{Erlangs: 20, AHT: 1200}, {Erlangs: 0, AHT: 120}, {Erlangs: 6, AHT: 120}}
	seconds := []float64{40_000, 900, 900}
	got := staffing.OfferedLoad(loads, seconds)
	left := math.Exp(-900. / 1200)
	mean := (1 - left) / (900. / 1200)
	if want := 20 * mean; math.Abs(got[1]-want) > 1e-6 {
		t.Errorf("%g erlangs are left of 20, want %g", got[1], want)
	}
	if want := 20*left*mean + 6*(1-(1-math.Exp(-7.5))/7.5); math.Abs(got[2]-want) > 1e-6 {
		t.Errorf("%g erlangs of both, want %g", got[2], want)
	}
}

func TestACourseFollowsHandleTimesThatMove(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		patience := rapid.SampledFrom([]float64{0, 120}).Draw(rt, "patience")
		var loads []staffing.Load
		var seconds []float64
		for range rapid.IntRange(2, 6).Draw(rt, "intervals") {
			aht := rapid.Float64Range(120, 900).Draw(rt, "aht")
			loads, seconds = append(loads, staffing.Load{Erlangs: rapid.Float64Range(2, 30).Draw(rt, "erlangs"), AHT: aht, Patience: patience}), append(seconds, 1800)
		}
		got, err := staffing.Course(context.Background(), loads, seconds, eightyTwenty)
		if err != nil {
			rt.Fatal(err)
		}
		offered, done := 0.0, 0.0
		for i, r := range got {
			if !r.Met || r.Performance.ServiceLevel < 0.8-2e-3 || r.Fractional > float64(r.Agents) || r.Fractional < float64(r.Agents)-1-1e-9 {
				rt.Fatalf("interval %d of %+v: %+v", i, loads, r)
			}
			offered += loads[i].Erlangs / loads[i].AHT * seconds[i]
			done += r.Passage.Answered + r.Passage.Abandoned
		}
		last := got[len(got)-1].Passage
		if off := offered - done - last.QueueAtEnd - last.BusyAtEnd; math.Abs(off) > 1e-6*(1+offered) {
			rt.Fatalf("%g contacts came, %g are accounted for", offered, offered-off)
		}
	})
}

func TestALevelCourseOfChatsIsTheStationaryRequirement(t *testing.T) {
	for name, l := range map[string]staffing.Load{
		"by concurrency": {Erlangs: 30, AHT: 480, AHTs: []float64{480, 560, 660}, Patience: 180},
		"all alike":      {Erlangs: 30, AHT: 480, Concurrency: 2, Patience: 180},
	} {
		loads, seconds := slices.Repeat([]staffing.Load{l}, 16), slices.Repeat([]float64{1800}, 16)
		got := staffCourse(t, loads, seconds, eightyTwenty)
		last := got[len(got)-1]
		if last.Agents != last.Stationary.Agents || last.Added != 0 || math.Abs(last.Performance.ServiceLevel-last.Stationary.Performance.ServiceLevel) > 1e-3 ||
			math.Abs(last.Performance.Occupancy-last.Stationary.Performance.Occupancy) > 1e-3 {
			t.Errorf("%s: after hours of the same load %+v", name, last)
		}
	}
	loads := []staffing.Load{{Erlangs: 3, AHT: 480, Concurrency: 1.5, Patience: 60}}
	var input *staffing.InputError
	if _, err := staffing.Course(t.Context(), loads, []float64{900}, eightyTwenty); !errors.As(err, &input) || input.Field != "concurrency" {
		t.Errorf("one and a half chats at once: %v, want concurrency refused", err)
	}
}

func TestFollowingACourseFindsItsOwnFigures(t *testing.T) {
	loads, seconds := courseOf(420, 120, 8, 14, 25, 40, 20, 6)
	for i := range loads {
		loads[i].AHT += 30 * float64(i%2)
	}
	want := staffCourse(t, loads, seconds, eightyTwenty)
	agents := make([]float64, len(want))
	for i, r := range want {
		agents[i] = float64(r.Agents)
	}
	got, err := staffing.Follow(t.Context(), loads, seconds, agents, eightyTwenty)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range got {
		if math.Abs(s.Performance.ServiceLevel-want[i].Performance.ServiceLevel) > 1e-9 || math.Abs(s.Passage.QueueAtEnd-want[i].Passage.QueueAtEnd) > 1e-9 {
			t.Errorf("interval %d is followed to %+v, was staffed for %+v", i, s.Performance, want[i].Performance)
		}
	}
	var input *staffing.InputError
	if _, err := staffing.Follow(t.Context(), loads, seconds, agents[:2], eightyTwenty); !errors.As(err, &input) {
		t.Errorf("two numbers of agents for six loads: %v", err)
	}
}

func TestAddedAgentsHaveAFractionAndAReason(t *testing.T) {
	// A rush that leaves a queue to the quiet interval after it.
	loads, seconds := courseOf(300, 0, 20, 45, 20, 20)
	seconds[1] = 300
	got := staffCourse(t, loads, seconds, staffing.Goals{ServiceLevel: 0.8, Threshold: 20})
	added := 0
	for i, r := range got {
		if r.Added == 0 {
			continue
		}
		added++
		if r.Binding != staffing.ServiceLevelGoal || !(r.Fractional > float64(r.Agents-1) && r.Fractional <= float64(r.Agents)) {
			t.Errorf("interval %d: %d agents, %d added, %g before rounding, because of %v", i, r.Agents, r.Added, r.Fractional, r.Binding)
		}
	}
	if added == 0 {
		t.Errorf("nobody was added: %+v", got)
	}
}

func TestACourseEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	loads, seconds := courseOf(300, 60, 5, 5)
	if _, err := staffing.Course(ctx, loads, seconds, eightyTwenty); !errors.Is(err, context.Canceled) {
		t.Errorf("a course that was given up: %v", err)
	}
	if _, err := staffing.Follow(ctx, loads, seconds, []float64{7, 7}, eightyTwenty); !errors.Is(err, context.Canceled) {
		t.Errorf("following that was given up: %v", err)
	}
}
