package scheduling_test

import (
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
)

func TestPublishingAgainTellsOnlyWhatDiffers(t *testing.T) {
	same, moved, gone := shiftAt(1, 0, 9), shiftAt(2, 0, 9), shiftAt(3, 1, 9)
	now := moved
	now.Start, now.End = moved.Start.Add(time.Hour), moved.End.Add(time.Hour)
	locked := same
	locked.Locked = true
	fresh := shiftAt(2, 4, 9)
	diff := scheduling.Diff([]scheduling.Shift{same, moved, gone}, []scheduling.Shift{locked, now, fresh})
	if len(diff.Added) != 1 || len(diff.Removed) != 1 || len(diff.Changed) != 1 {
		t.Fatalf("added %d, removed %d, changed %d; want one of each", len(diff.Added), len(diff.Removed), len(diff.Changed))
	}
	if got := diff.Changed[0]; !got.Before.Same(moved) || !got.After.Same(now) {
		t.Errorf("changed %+v, want %+v to %+v", got, moved, now)
	}
	if got := diff.People(); got != 2 {
		t.Errorf("%d people are told, want 2: a lock is nobody's news", got)
	}
}

func TestPublishingTheSameAgainTellsNobody(t *testing.T) {
	shifts := []scheduling.Shift{shiftAt(1, 0, 9), shiftAt(2, 3, 12)}
	if diff := scheduling.Diff(shifts, shifts); !diff.Empty() || diff.People() != 0 {
		t.Errorf("difference of a roster to itself: %+v", diff)
	}
}

func TestAMovedBreakIsAChange(t *testing.T) {
	told := shiftAt(1, 0, 9)
	now := shiftAt(1, 0, 9)
	now.Pauses[0].Start, now.Pauses[0].End = now.Pauses[0].Start.Add(15*time.Minute), now.Pauses[0].End.Add(15*time.Minute)
	if diff := scheduling.Diff([]scheduling.Shift{told}, []scheduling.Shift{now}); len(diff.Changed) != 1 {
		t.Errorf("a break that moved a quarter of an hour: %d changes, want 1", len(diff.Changed))
	}
}
