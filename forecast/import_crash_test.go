package forecast_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/store"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
)

// manyRows is a file of so many half hours of the queue that is always open.
func manyRows(rows int, offered int) string {
	var b strings.Builder
	b.WriteString("interval_start_utc,interval_min,queue,offered\n")
	for i := range rows {
		fmt.Fprintf(&b, "%s,30,Night,%d\n", time.Unix(1735689600+int64(i)*1800, 0).UTC().Format(time.RFC3339), offered+i%10)
	}
	return b.String()
}

// brokenOff runs an import and breaks it off with the given cause once some of
// its rows are written.
func (d *desk) brokenOff(t *testing.T, id int64, cause error) (forecast.Import, error) {
	t.Helper()
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	return d.Run(ctx, d.all, id, func(p forecast.ImportProgress) error {
		if p.Phase == "writing" {
			cancel(cause)
			return context.Cause(ctx)
		}
		return nil
	})
}

const crashRows = 5000 // two and a half batches of SQLite

func TestAnImportThatWasStoppedGoesOnWhereItStood(t *testing.T) {
	d := sqliteDesk(t)
	ordered := d.ordered(t, manyRows(crashRows, 10), nil)
	_, err := d.brokenOff(t, ordered.ID, jobs.ErrStopping)
	if !errors.Is(err, jobs.ErrStopping) {
		t.Fatalf("stopped import: %v", err)
	}
	half, err := d.Get(t.Context(), d.all, ordered.ID)
	must(t, err)
	if half.State != forecast.ImportWriting || half.Written == 0 || half.Written == crashRows {
		t.Fatalf("stopped import: %s, %d rows written", half.State, half.Written)
	}
	d.reopen()
	first := int64(-1)
	done, err := d.Run(t.Context(), d.all, ordered.ID, func(p forecast.ImportProgress) error {
		if first < 0 && p.Phase == "writing" {
			first = p.Rows
		}
		if p.Phase == "reading" {
			t.Error("the file was read again")
		}
		return nil
	})
	must(t, err)
	if done.State != forecast.ImportDone || first <= half.Written || len(d.stored(t, d.night)) != crashRows {
		t.Errorf("%s, went on at %d after %d, %d intervals stored", done.State, first, half.Written, len(d.stored(t, d.night)))
	}
}

func TestAnImportWhoseCheckedRowsAreLostStartsAgain(t *testing.T) {
	d := sqliteDesk(t)
	ordered := d.ordered(t, manyRows(crashRows, 10), nil)
	_, _ = d.brokenOff(t, ordered.ID, jobs.ErrStopping)
	must(t, os.RemoveAll(filepath.Join(d.dir, "checked"))) // another machine goes on
	done, err := d.Run(t.Context(), d.all, ordered.ID, nil)
	must(t, err)
	if done.State != forecast.ImportDone || done.Counts.Added != crashRows || len(d.stored(t, d.night)) != crashRows {
		t.Errorf("%s %+v, %d intervals stored", done.State, done.Counts, len(d.stored(t, d.night)))
	}
}

func TestACancelledImportLeavesTheHistoryAsItWas(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.bring(t, manyRows(200, 500), nil)
		before := d.stored(t, d.night)
		ordered := d.ordered(t, manyRows(crashRows, 10), nil)
		done, err := d.brokenOff(t, ordered.ID, jobs.ErrCancelled)
		if !errors.Is(err, jobs.ErrCancelled) || done.State != forecast.ImportCancelled {
			t.Errorf("%s, %v; want cancelled", done.State, err)
		}
		if diff := cmp.Diff(before, d.stored(t, d.night)); diff != "" {
			t.Errorf("the history changed (-before +after):\n%s", diff)
		}
		after := d.bring(t, manyRows(crashRows, 10), nil)
		if after.State != forecast.ImportDone || after.Counts.Changed != 200 {
			t.Errorf("the next import: %s %+v", after.State, after.Counts)
		}
	})
}

func TestAnImportWhoseProcessDiedIsTakenBackByTheNext(t *testing.T) {
	d := sqliteDesk(t)
	dead := d.ordered(t, manyRows(crashRows, 10), nil)
	_, _ = d.brokenOff(t, dead.ID, jobs.ErrLost)
	next := d.ordered(t, twoRows, nil)
	// While the dead one still counts as alive the next one waits.
	waited := errors.New("waited long enough")
	_, err := d.Run(t.Context(), d.all, next.ID, func(p forecast.ImportProgress) error {
		if p.Phase == "waiting" {
			return waited
		}
		return nil
	})
	if !errors.Is(err, waited) {
		t.Fatalf("the next import did not wait: %v", err)
	}
	d.now = d.now.Add(10 * time.Minute)
	done, err := d.Run(t.Context(), d.all, next.ID, nil)
	must(t, err)
	buried, err := d.Get(t.Context(), d.all, dead.ID)
	must(t, err)
	if done.State != forecast.ImportDone || buried.State != forecast.ImportFailed || buried.Failure == "" {
		t.Errorf("next %s, dead %s %q", done.State, buried.State, buried.Failure)
	}
	if rows := d.stored(t, d.night); rows != nil {
		t.Errorf("%d intervals of the dead import are left", len(rows))
	}
}

// failing is a store whose disk fills up after some batches.
type failing struct {
	*store.Intervals
	batches int
}

var errDiskFull = errors.New("no space left on device")

func (f *failing) Append(ctx context.Context, scope auth.Scope, rows []forecast.Interval) error {
	if f.batches--; f.batches < 0 {
		return errDiskFull
	}
	return f.Intervals.Append(ctx, scope, rows)
}

func TestAnImportThatFailsIsTakenBack(t *testing.T) {
	d := sqliteDesk(t)
	ordered := d.ordered(t, manyRows(crashRows, 10), nil)
	im := forecast.NewImports(store.NewImports(d.db), &failing{d.intervals, 1}, d.centre, nil, d.dir)
	done, err := im.Run(t.Context(), d.all, ordered.ID, nil)
	if !errors.Is(err, errDiskFull) || done.State != forecast.ImportFailed || !strings.Contains(done.Failure, "no space left") {
		t.Errorf("%s %q, %v", done.State, done.Failure, err)
	}
	if rows := d.stored(t, d.night); rows != nil {
		t.Errorf("%d intervals are left", len(rows))
	}
}

func TestAnUndoThatWasInterruptedGoesOn(t *testing.T) {
	d := sqliteDesk(t)
	done := d.bring(t, manyRows(crashRows, 10), nil)
	enough := errors.New("interrupted")
	if _, err := d.Undo(t.Context(), d.all, done.ID, func(forecast.ImportProgress) error { return enough }); !errors.Is(err, enough) {
		t.Fatalf("interrupted undo: %v", err)
	}
	undone, err := d.Undo(t.Context(), d.all, done.ID, nil)
	must(t, err)
	if rows := d.stored(t, d.night); undone.State != forecast.ImportUndone || rows != nil {
		t.Errorf("%s, %d intervals left", undone.State, len(rows))
	}
}

// A long file must not need more memory than a short one; what is compared is
// the live heap while rows are being written.
func TestALongFileNeedsNoMoreMemory(t *testing.T) {
	if os.Getenv("MUSTER_SOAK") != "1" {
		t.Skip("imports a million rows; set MUSTER_SOAK=1 (the sorter's own test always runs)")
	}
	const rows = 1_000_000
	live := func(rows int) (most uint64) {
		d := sqliteDesk(t)
		recognition, err := d.Upload(t.Context(), d.all, "year.csv", &rowsOfAYear{rows: rows, queues: 40})
		must(t, err)
		ordered, err := d.Record(t.Context(), d.all, recognition.Upload.ID, forecast.ImportOrder{SiteID: d.london.ID, CreateQueues: true})
		must(t, err)
		calls := 0
		_, err = d.Run(t.Context(), d.all, ordered.ID, func(p forecast.ImportProgress) error {
			if calls++; p.Phase == "writing" && calls%10 == 0 {
				runtime.GC()
				var stats runtime.MemStats
				runtime.ReadMemStats(&stats)
				most = max(most, stats.HeapAlloc)
			}
			return nil
		})
		must(t, err)
		return most
	}
	few, many := live(20_000), live(rows)
	if many > few+40<<20 {
		t.Errorf("%d rows keep %d MiB, 20000 keep %d MiB", rows, many>>20, few>>20)
	}
}
