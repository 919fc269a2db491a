package history

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func counted3(start, offered, handled, abandoned int64) *Row {
	row := &Row{Start: start, IntervalS: 1800, Figures: NoFigures()}
	row.Figures[Offered], row.Figures[Handled], row.Figures[Abandoned] = offered, handled, abandoned
	return row
}

func TestOfferedIsComparedWithHandledAbandonedAndFlowOut(t *testing.T) {
	var r Reconciler
	r.NextQueue("B", nil)
	r.Add(counted3(0, 10, 8, 2))
	r.Add(counted3(1800, 10, 8, 1)) // one contact is unaccounted for
	last := counted3(5400, 10, 7, 1)
	last.Figures[FlowOut] = 2
	r.Add(last)
	r.Duplicate()
	r.NextQueue("empty", nil)
	r.NextQueue("A", nil)
	r.Add(counted3(-1800, 4, 4, 0))
	got := r.Report()
	want := []QueueReport{
		{Queue: "A", From: -1800, To: 0, Intervals: 1, Offered: 4, Handled: 4, Compared: 1},
		{Queue: "B", From: 0, To: 7200, Intervals: 3, Offered: 30, Handled: 23, Abandoned: 4, FlowOut: 2, Difference: 1, Compared: 3, Gaps: 1, Duplicates: 1},
	}
	if diff := cmp.Diff(want, got.ByQueue); diff != "" {
		t.Errorf("by queue (-want +got):\n%s", diff)
	}
	total := QueueReport{From: -1800, To: 7200, Intervals: 4, Offered: 34, Handled: 27, Abandoned: 4, FlowOut: 2, Difference: 1, Compared: 4, Gaps: 1, Duplicates: 1}
	if diff := cmp.Diff(total, got.Totals); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	if len(got.Notes) != 2 || !strings.HasPrefix(got.Notes[0], "1 offered contacts are neither") || !strings.HasPrefix(got.Notes[1], "1 intervals between") {
		t.Errorf("notes %q", got.Notes)
	}
}

func TestGapsAreCountedOnlyWhileTheQueueIsOpen(t *testing.T) {
	open := func(start int64, _ int32) bool { return start%86400 < 4*1800 } // the first two hours of each day
	var r Reconciler
	r.NextQueue("Q", open)
	r.Add(counted3(0, 1, 1, 0))
	r.Add(counted3(86400+1800, 1, 1, 0)) // 3 missing on the first day, 1 on the second
	if got := r.Report().Totals.Gaps; got != 4 {
		t.Errorf("%d gaps, want 4", got)
	}
}

func TestTheReportSaysWhatWasComputed(t *testing.T) {
	for flag, want := range map[Flags]string{
		FromAverage: "average x count", OfferedDerived: "does not give offered", HandledAboveOffer: "more contacts handled than offered",
		RepeatedHour: "clocks repeat", HandledDerived: "averages without contacts handled", OutsideOpening: "outside the opening hours",
	} {
		var r Reconciler
		r.NextQueue("Q", nil)
		row := counted3(0, 2, 1, 1)
		row.Flags = flag
		r.Add(row)
		if got := strings.Join(r.Report().Notes, "\n"); !strings.Contains(got, want) {
			t.Errorf("flag %q: notes %q do not mention %q", flag.Names(), got, want)
		}
	}
}

func TestAnEmptyReportIsEmpty(t *testing.T) {
	var r Reconciler
	if diff := cmp.Diff(Report{}, r.Report()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHandledMoreThanOfferedShowsAsANegativeDifference(t *testing.T) {
	var r Reconciler
	r.NextQueue("Q", nil)
	r.Add(counted3(0, 5, 7, 1))
	got := r.Report()
	if got.Totals.Difference != -3 || len(got.Notes) != 1 || !strings.HasPrefix(got.Notes[0], "3 more contacts") {
		t.Errorf("difference %d, notes %q; want -3 and a note of it", got.Totals.Difference, got.Notes)
	}
}
