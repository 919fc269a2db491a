package forecast_test

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

// rowsOfAYear is a canonical file of so many rows that costs no memory.
type rowsOfAYear struct {
	rows, queues, next int
	pending            string
}

func (y *rowsOfAYear) Read(p []byte) (int, error) {
	if y.pending == "" {
		if y.next > y.rows {
			return 0, io.EOF
		}
		var b strings.Builder
		for ; b.Len() < 32<<10 && y.next <= y.rows; y.next++ {
			if y.next == 0 {
				b.WriteString("interval_start_utc,interval_s,queue,offered,handled,abandoned,handle_s\n")
				continue
			}
			i := y.next - 1
			at := time.Unix(1735689600+int64(i/y.queues)*1800, 0).UTC()
			fmt.Fprintf(&b, "%s,1800,Queue %d,%d,%d,1,%d\n", at.Format(time.RFC3339), i%y.queues, 20+i%17, 19+i%17, 200*(19+i%17))
		}
		y.pending = b.String()
	}
	n := copy(p, y.pending)
	y.pending = y.pending[n:]
	return n, nil
}

// importYear brings a file of rows into a desk, making its queues.
func importYear(t testing.TB, d *desk, rows int) forecast.Import {
	t.Helper()
	ctx := context.Background()
	recognition, err := d.Upload(ctx, d.all, "year.csv", &rowsOfAYear{rows: rows, queues: 40})
	must(t, err)
	ordered, err := d.Record(ctx, d.all, recognition.Upload.ID, forecast.ImportOrder{Mapping: recognition.Recognised.Mapping, SiteID: d.london.ID, CreateQueues: true})
	must(t, err)
	done, err := d.Run(ctx, d.all, ordered.ID, nil)
	must(t, err)
	if done.State != forecast.ImportDone {
		t.Fatalf("%s: %q", done.State, problems(done))
	}
	return done
}

const benchmarkRows = 200_000

// The rates are of the whole way: upload, check, sort, compare, write, commit.

func BenchmarkImportIntoSQLite(b *testing.B) {
	benchmarkImport(b, func(b *testing.B) *desk { return newDesk(b, databasetest.OpenSQLite(b)) })
}

func BenchmarkImportIntoPostgreSQL(b *testing.B) {
	benchmarkImport(b, func(b *testing.B) *desk { return newDesk(b, databasetest.OpenPostgres(b)) })
}

func benchmarkImport(b *testing.B, open func(b *testing.B) *desk) {
	spent := 0.0
	for range b.N {
		b.StopTimer()
		d := open(b)
		b.StartTimer()
		before := processorSeconds()
		if done := importYear(b, d, benchmarkRows); done.Counts.Added != benchmarkRows {
			b.Fatalf("%+v", done.Counts)
		}
		spent += processorSeconds() - before
	}
	b.ReportMetric(benchmarkRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(benchmarkRows*float64(b.N)/spent, "rows/cpu-s")
}

// processorSeconds is the processor time of this process, which neighbours on a
// shared machine disturb less than the clock. PostgreSQL's own is not in it.
func processorSeconds() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return math.NaN()
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// BenchmarkImportUnchanged brings the same file in again.
func BenchmarkImportUnchanged(b *testing.B) {
	d := newDesk(b, databasetest.OpenSQLite(b))
	importYear(b, d, benchmarkRows)
	for b.Loop() {
		if done := importYear(b, d, benchmarkRows); done.Counts.Unchanged != benchmarkRows {
			b.Fatalf("%+v", done.Counts)
		}
	}
	b.ReportMetric(benchmarkRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
