package accuracy

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce/grid"
)

// nightly is a run made in the night before its origin's first hour, for 14 days.
func nightly(id int64, origin grid.Date) Made {
	return Made{Run: id, Origin: origin, First: origin, Days: 14, On: origin}
}

func TestTheNewestRunIsTakenThatWasMadeLongEnoughBefore(t *testing.T) {
	var runs []Made
	for k := range 10 {
		runs = append(runs, nightly(int64(100+k), monday.AddDays(k)))
	}
	day := monday.AddDays(9)
	for span, want := range map[Span]int64{
		{From: 1}: 109, {1, 2}: 109, {2, 2}: 108, {3, 7}: 107, {8, 14}: 102, {From: 10}: 100,
	} {
		if got, found := Newest(runs, day, span); !found || got.Run != want {
			t.Errorf("%s days ahead: run %d (%v), want %d", span, got.Run, found, want)
		}
	}
	for _, span := range []Span{{From: 11}, {15, 42}} {
		if got, found := Newest(runs, day, span); found {
			t.Errorf("%s days ahead: run %d, want none", span, got.Run)
		}
	}
}

func TestARunSpeaksOnlyOfItsOwnDays(t *testing.T) {
	run := Made{Run: 1, Origin: monday, First: monday.AddDays(7), Days: 3, On: monday}
	for offset, want := range map[int]bool{6: false, 7: true, 9: true, 10: false} {
		if _, found := Newest([]Made{run}, monday.AddDays(offset), Span{From: 1}); found != want {
			t.Errorf("day %d: found %v, want %v", offset, found, want)
		}
	}
}

func TestWhatWasMadeInTimeGoesBeforeWhatWasComputedAfterwards(t *testing.T) {
	old := nightly(1, monday)
	afterwards := nightly(2, monday.AddDays(3))
	afterwards.On = monday.AddDays(30)
	day := monday.AddDays(4)
	if got, _ := Newest([]Made{afterwards, old}, day, Span{From: 1}); got.Run != 1 {
		t.Errorf("run %d is taken, want the one made in time", got.Run)
	}
	if got, found := Newest([]Made{afterwards}, day, Span{From: 1}); !found || !got.Rehearsed(day) {
		t.Errorf("run %d (%v), want the rehearsal where there is no other", got.Run, found)
	}
	again := old
	again.Run = 7
	if got, _ := Newest([]Made{again, old}, day, Span{From: 1}); got.Run != 7 {
		t.Errorf("run %d of two alike, want the one made last", got.Run)
	}
}

func TestNoRunLearntAnythingWithinTheLeadTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anyRun := rapid.Custom(func(t *rapid.T) Made {
			origin := monday.AddDays(rapid.IntRange(0, 30).Draw(t, "origin"))
			return Made{
				Run: int64(rapid.IntRange(1, 1000).Draw(t, "id")), Origin: origin, First: origin.AddDays(rapid.IntRange(0, 5).Draw(t, "gap")),
				Days: rapid.IntRange(1, 40).Draw(t, "days"), On: origin.AddDays(rapid.IntRange(0, 40).Draw(t, "late")),
			}
		})
		runs := rapid.SliceOfN(anyRun, 0, 10).Draw(t, "runs")
		day := monday.AddDays(rapid.IntRange(0, 60).Draw(t, "day"))
		span := Span{From: rapid.IntRange(1, 20).Draw(t, "lead")}
		got, found := Newest(runs, day, span)
		if found && got.Origin.DaysUntil(day)+1 < span.From {
			t.Errorf("run of %s for %s, asked for %d days ahead", got.Origin, day, span.From)
		}
		for _, r := range runs {
			if !r.speaksOf(day, span) {
				continue
			}
			if !found {
				t.Fatalf("none found, though run %d would do", r.Run)
			}
			if !r.Rehearsed(day) && (got.Rehearsed(day) || r.Origin.After(got.Origin)) {
				t.Errorf("run %d of %s is taken before run %d of %s", got.Run, got.Origin, r.Run, r.Origin)
			}
		}
	})
}

func TestSpansAreNamedByTheirEnds(t *testing.T) {
	for span, want := range map[Span]string{{1, 2}: "1-2", {43, 0}: "43+"} {
		if got := span.String(); got != want {
			t.Errorf("%#v is called %q, want %q", span, got, want)
		}
	}
}
