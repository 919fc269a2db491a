package history

import (
	"fmt"
	"slices"
)

// QueueReport is what a file holds for one queue, to be compared with the
// switch's own totals.
type QueueReport struct {
	Queue          string
	From, To       int64 // first start and last end, seconds since 1970 UTC
	Intervals      int64
	Offered        int64
	Answered       int64
	Handled        int64
	Abandoned      int64
	FlowOut        int64
	Difference     int64 // offered - handled - abandoned - flow-out, over intervals that give all needed
	Compared       int64 // intervals in that comparison
	Gaps           int64 // intervals that are missing between the first and the last, while the queue was open
	OutsideOpening int64 // intervals with contacts while the queue was closed
	Duplicates     int64 // intervals for which the file has more than one row
	PartsAdded     int64 // rows that were added to another one of the same interval
}

// Report is the reconciliation of a whole file.
type Report struct {
	ByQueue []QueueReport
	Totals  QueueReport // Queue is ""; Gaps and so on are sums
	Notes   []string    // what a planner should know, in words
}

// Reconciler adds rows up, queue by queue. Rows must come in the order of
// [Sorter].
type Reconciler struct {
	open    func(start int64, seconds int32) bool
	current QueueReport
	last    Row
	report  Report
	flags   Flags
}

// NextQueue begins a queue. open says whether it is open in an interval; nil
// means always, or not known.
func (r *Reconciler) NextQueue(name string, open func(start int64, seconds int32) bool) {
	r.endQueue()
	r.current = QueueReport{Queue: name}
	r.open, r.last = open, Row{}
}

// Add counts a row of the current queue.
func (r *Reconciler) Add(row *Row) {
	q, f := &r.current, &row.Figures
	if q.Intervals == 0 {
		q.From = row.Start
	} else {
		q.Gaps += r.gapsBefore(row)
	}
	q.To = max(q.To, row.End())
	q.Intervals++
	q.Offered += f.OrZero(Offered)
	q.Answered += f.OrZero(Answered)
	q.Handled += f.OrZero(Handled)
	q.Abandoned += f.OrZero(Abandoned)
	q.FlowOut += f.OrZero(FlowOut)
	served, known := f.Contacts()
	if known && f.Known(Abandoned) && row.Flags&OfferedDerived == 0 {
		q.Compared++
		q.Difference += f[Offered] - served - f[Abandoned] - f.OrZero(FlowOut)
	}
	if row.Flags&OutsideOpening != 0 {
		q.OutsideOpening++
	}
	if row.Flags&PartsAdded != 0 {
		q.PartsAdded++
	}
	r.flags |= row.Flags
	r.last = *row
}

// Duplicate counts a row that was refused because its interval has one already.
func (r *Reconciler) Duplicate() { r.current.Duplicates++ }

// maxGaps bounds the walk through a hole in the history.
const maxGaps = 20_000

// gapsBefore counts the open intervals between the last row and this one.
func (r *Reconciler) gapsBefore(row *Row) int64 {
	step := int64(r.last.IntervalS)
	missing := (row.Start - r.last.End()) / max(1, step)
	if r.open == nil || missing > maxGaps {
		return max(0, missing)
	}
	gaps := int64(0)
	for at := r.last.End(); at+step <= row.Start; at += step {
		if r.open(at, r.last.IntervalS) {
			gaps++
		}
	}
	return gaps
}

func (r *Reconciler) endQueue() {
	if r.current.Queue != "" && (r.current.Intervals > 0 || r.current.Duplicates > 0) {
		r.report.ByQueue = append(r.report.ByQueue, r.current)
	}
	r.current = QueueReport{}
}

// Report ends the last queue and returns everything.
func (r *Reconciler) Report() Report {
	r.endQueue()
	slices.SortFunc(r.report.ByQueue, func(a, b QueueReport) int {
		if a.Queue < b.Queue {
			return -1
		}
		return 1
	})
	t := QueueReport{}
	for i, q := range r.report.ByQueue {
		if i == 0 || q.From < t.From && q.Intervals > 0 {
			t.From = q.From
		}
		t.To = max(t.To, q.To)
		t.Intervals += q.Intervals
		t.Offered += q.Offered
		t.Answered += q.Answered
		t.Handled += q.Handled
		t.Abandoned += q.Abandoned
		t.FlowOut += q.FlowOut
		t.Difference += q.Difference
		t.Compared += q.Compared
		t.Gaps += q.Gaps
		t.OutsideOpening += q.OutsideOpening
		t.Duplicates += q.Duplicates
		t.PartsAdded += q.PartsAdded
	}
	r.report.Totals = t
	r.report.Notes = r.notes(t)
	return r.report
}

func (r *Reconciler) notes(t QueueReport) []string {
	var notes []string
	note := func(when bool, format string, args ...any) {
		if when {
			notes = append(notes, fmt.Sprintf(format, args...))
		}
	}
	note(t.Compared == 0 && t.Intervals > 0, "the file does not give both handled and abandoned contacts, so offered = handled + abandoned + flow-out could not be checked")
	note(t.Difference > 0, "%d offered contacts are neither handled, abandoned nor flowed out: transfers, or contacts that end in a later interval", t.Difference)
	note(t.Difference < 0, "%d more contacts are handled, abandoned or flowed out than were offered: contacts that began in an earlier interval, or counted twice", -t.Difference)
	note(t.Gaps > 0, "%d intervals between the first and the last are missing; they stay missing and are not taken for zero", t.Gaps)
	note(r.flags&FromAverage != 0, "totals of seconds were computed as average x count and are rounded to whole seconds")
	note(r.flags&OfferedDerived != 0, "the file does not give offered contacts; they were computed as handled + abandoned + flow-out")
	note(r.flags&HandledAboveOffer != 0, "some intervals have more contacts handled than offered, since this source counts contacts where they end")
	note(r.flags&RepeatedHour != 0, "the hour that the clocks repeat was resolved by the order of its rows")
	note(r.flags&HandledDerived != 0, "the file gives averages without contacts handled; these were taken to be offered - abandoned - flow-out")
	note(t.OutsideOpening > 0, "%d intervals outside the opening hours have contacts", t.OutsideOpening)
	return notes
}
