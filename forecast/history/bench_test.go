package history

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// year writes rows of a queue-hour file: every queue in every interval, sorted
// by time. It costs no memory, whatever the number of rows.
type year struct {
	rows, queues, next int
	pending            string
}

func (y *year) Read(p []byte) (int, error) {
	if y.pending == "" {
		if y.next > y.rows {
			return 0, io.EOF
		}
		var b strings.Builder
		for ; b.Len() < 32<<10 && y.next <= y.rows; y.next++ {
			if y.next == 0 {
				b.WriteString("interval_start,interval_min,queue,offered,handled,abandoned,handle_s\n")
				continue
			}
			i := y.next - 1
			at := time.Unix(1735689600+int64(i/y.queues)*1800, 0).UTC()
			fmt.Fprintf(&b, "%s,30,Queue %d,%d,%d,%d,%d\n", at.Format("2006-01-02 15:04"), i%y.queues, 20+i%17, 19+i%17, 1, 200*(19+i%17))
		}
		y.pending = b.String()
	}
	n := copy(p, y.pending)
	y.pending = y.pending[n:]
	return n, nil
}

// BenchmarkReadRows measures parsing alone.
func BenchmarkReadRows(b *testing.B) {
	const rows = 200_000
	text, err := io.ReadAll(&year{rows: rows, queues: 40})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s, err := Open(strings.NewReader(string(text)), -1, "bench.csv")
		if err != nil {
			b.Fatal(err)
		}
		m := s.Recognised.Mapping
		m.Zone = "Asia/Shanghai"
		n := 0
		for _, err := range s.Rows(m) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != rows {
			b.Fatalf("%d rows, want %d", n, rows)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkReadAndSort adds the external sort.
func BenchmarkReadAndSort(b *testing.B) {
	const rows = 300_000
	for b.Loop() {
		sorter, n := sortYear(b, rows), 0
		for _, err := range sorter.Sorted() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		_ = sorter.Close()
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func sortYear(t testing.TB, rows int) *Sorter {
	s, err := Open(&year{rows: rows, queues: 40}, -1, "bench.csv")
	if err != nil {
		t.Fatal(err)
	}
	m := s.Recognised.Mapping
	m.Zone = "Asia/Shanghai"
	sorter := NewSorter(t.TempDir())
	for row, err := range s.Rows(m) {
		if err != nil {
			t.Fatal(err)
		}
		if err := sorter.Add(row); err != nil {
			t.Fatal(err)
		}
	}
	return sorter
}

// Twenty times the rows must not need more memory: the live heap after a
// collection is compared, not the garbage in between.
func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	live := func(rows int) uint64 {
		sorter := sortYear(t, rows)
		defer func() { _ = sorter.Close() }()
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		runtime.KeepAlive(sorter)
		return stats.HeapAlloc
	}
	few, many := live(20_000), live(400_000)
	if limit := few + 40<<20; many > limit {
		t.Errorf("400,000 rows keep %d MiB, 20,000 keep %d MiB; want at most 40 MiB more", many>>20, few>>20)
	}
}
