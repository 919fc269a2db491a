package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/history"
)

// importResult is one imported file with what is shown of it.
type importResult struct {
	forecast.Import
	path       string
	recognised history.Recognised
	zone       string
}

// wrote reports whether the file is now part of the history.
func (r importResult) wrote() bool { return r.State == forecast.ImportDone && !r.Order.DryRun }

// problems lists what was refused, one line each.
func (r importResult) problems(path string) []string {
	lines := make([]string, 0, len(r.Problems)+1)
	for _, p := range r.Problems {
		p.File = path
		lines = append(lines, p.Error())
	}
	if len(r.Problems) == forecast.MaxProblems {
		lines = append(lines, fmt.Sprintf("%s: %d rows were refused; the first %d problems are listed", path, r.Counts.Refused, forecast.MaxProblems))
	}
	return lines
}

var delimiterNames = map[string]string{",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

// print writes the report for people.
func (r importResult) print(w io.Writer) {
	is := r.recognised
	layout := is.Encoding
	if name, known := delimiterNames[is.Delimiter]; known {
		layout += ", " + name
	}
	if is.Compressed {
		layout += ", gzip"
	}
	fmt.Fprintf(w, "%s: %s, %.0f %% of the columns known; %s\n", r.path, is.Name, 100*is.Confidence, layout)
	fmt.Fprintf(w, "  mapping: %s\n", mappingText(r.Order.Mapping, is.Header))
	if r.zone != "" {
		fmt.Fprintf(w, "  times without offset are of %s\n", r.zone)
	}
	c := r.Counts
	taken := "intervals taken"
	if r.State == forecast.ImportRefused {
		taken = "intervals that are right" // but none of them was taken
	}
	fmt.Fprintf(w, "  %s: %d rows read; %s %d (added %d, changed %d, unchanged %d); rows refused %d, left out %d\n",
		r.verdict(), c.Read, taken, c.Taken(), c.Added, c.Changed, c.Unchanged, c.Refused, c.LeftOut)
	r.printQueues(w)
	for _, note := range r.Report.Notes {
		fmt.Fprintf(w, "  note: %s\n", note)
	}
}

func (r importResult) verdict() string {
	switch {
	case r.State == forecast.ImportRefused:
		return "refused, nothing was written"
	case r.Order.DryRun:
		return "dry run, nothing was written"
	case r.Counts.Added+r.Counts.Changed == 0:
		return fmt.Sprintf("import %d changed nothing", r.ID)
	}
	return fmt.Sprintf("import %d is done", r.ID)
}

func mappingText(m history.Mapping, header []string) string {
	var parts []string
	for _, column := range header {
		if field, mapped := m.Columns[column]; mapped {
			parts = append(parts, fmt.Sprintf("%s=%s", column, field))
		}
	}
	if m.Queue != "" {
		parts = append(parts, "queue "+m.Queue)
	}
	if m.IntervalMin != 0 {
		parts = append(parts, fmt.Sprintf("intervals of %d min", m.IntervalMin))
	}
	return strings.Join(parts, ", ")
}

// printQueues writes the totals by queue, for comparison with the source's own.
func (r importResult) printQueues(w io.Writer) {
	if len(r.Report.ByQueue) == 0 {
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "  queue\tfrom\tto\tintervals\toffered\thandled\tabandoned\tflow-out\tdifference\tgaps\tclosed\tduplicates\t")
	for _, q := range append(r.Report.ByQueue, total(r.Report.Totals)) {
		fmt.Fprintf(table, "  %s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", q.Queue, minute(q.From), minute(q.To), q.Intervals,
			q.Offered, q.Handled, q.Abandoned, q.FlowOut, q.Difference, q.Gaps, q.OutsideOpening, q.Duplicates)
	}
	_ = table.Flush()
}

func total(q history.QueueReport) history.QueueReport {
	q.Queue = "total"
	return q
}

func minute(seconds int64) string { return time.Unix(seconds, 0).UTC().Format("2006-01-02T15:04Z") }

// asDocuments is the report for programs.
func asDocuments(results []importResult) []map[string]any {
	documents := []map[string]any{}
	for _, r := range results {
		queues := []map[string]any{}
		for _, q := range r.Report.ByQueue {
			queues = append(queues, queueDocument(q))
		}
		c := r.Counts
		documents = append(documents, map[string]any{
			"file": r.path, "format": r.recognised.Format, "confidence": r.recognised.Confidence, "encoding": r.recognised.Encoding,
			"importId": r.ID, "state": r.State, "dryRun": r.Order.DryRun,
			"rowsRead": c.Read, "rowsTaken": c.Taken(), "rowsAdded": c.Added, "rowsChanged": c.Changed, "rowsUnchanged": c.Unchanged,
			"rowsRefused": c.Refused, "rowsLeftOut": c.LeftOut, "problems": r.problems(r.path),
			"reconciliation": map[string]any{"byQueue": queues, "totals": queueDocument(r.Report.Totals), "notes": r.Report.Notes},
		})
	}
	return documents
}

func queueDocument(q history.QueueReport) map[string]any {
	return map[string]any{
		"queue": q.Queue, "from": minute(q.From), "to": minute(q.To), "intervals": q.Intervals, "offered": q.Offered, "handled": q.Handled,
		"abandoned": q.Abandoned, "flowOut": q.FlowOut, "difference": q.Difference, "gaps": q.Gaps, "outsideOpening": q.OutsideOpening, "duplicates": q.Duplicates,
	}
}

// progressBar shows how far an import has come: a bar on a terminal, a line for
// every quarter elsewhere.
type progressBar struct {
	out      *os.File
	name     string
	terminal bool
	shown    int
}

func newProgressBar(out *os.File, name string) *progressBar {
	return &progressBar{out: out, name: name, terminal: term.IsTerminal(int(out.Fd())), shown: -1}
}

func (b *progressBar) show(p forecast.ImportProgress) error {
	percent := int(100 * p.Fraction)
	if b.terminal {
		if percent != b.shown {
			fmt.Fprintf(b.out, "\r%s [%-40s] %3d %% %s, %d rows ", b.name, strings.Repeat("#", percent*40/100), percent, p.Phase, p.Rows)
		}
		b.shown = percent
		return nil
	}
	if quarter := percent / 25; quarter > b.shown && percent > 0 {
		fmt.Fprintf(b.out, "%s: %d %%, %s, %d rows\n", b.name, percent, p.Phase, p.Rows)
		b.shown = quarter
	}
	return nil
}

func (b *progressBar) end() {
	if b.terminal && b.shown >= 0 {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
