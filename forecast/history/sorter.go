package history

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
)

// Sorter brings rows into the order of queue, start and line. It keeps at most
// a fixed number of rows in memory and the rest in files of a directory, as an
// external merge sort (Knuth, TAOCP 3, 5.4). Close removes the files.
type Sorter struct {
	dir    string
	limit  int
	rows   []Row
	runs   []*os.File
	sorted bool // rows is sorted
	count  int
}

// rowsInMemory is about 15 MB of rows.
const rowsInMemory = 1 << 16

// NewSorter returns an empty sorter that keeps its files in dir.
func NewSorter(dir string) *Sorter { return &Sorter{dir: dir, limit: rowsInMemory} }

// Add takes a copy of the row.
func (s *Sorter) Add(row *Row) error {
	s.rows = append(s.rows, *row)
	s.sorted = false
	s.count++
	if len(s.rows) < s.limit {
		return nil
	}
	return s.spill()
}

// Len returns how many rows were added.
func (s *Sorter) Len() int { return s.count }

func byQueueAndStart(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Queue, b.Queue), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Line, b.Line))
}

func (s *Sorter) sort() {
	if !s.sorted && !slices.IsSortedFunc(s.rows, byQueueAndStart) {
		slices.SortFunc(s.rows, byQueueAndStart)
	}
	s.sorted = true
}

// spill writes the rows in memory to a file of their own.
func (s *Sorter) spill() error {
	s.sort()
	file, err := os.CreateTemp(s.dir, "run-*.rows")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, file)
	out := bufio.NewWriterSize(file, 1<<16)
	w := NewRowWriter(out)
	for i := range s.rows {
		if err := w.Write(&s.rows[i]); err != nil {
			return err
		}
	}
	s.rows = s.rows[:0]
	return out.Flush()
}

// Sorted gives all rows in order. A row is valid until the next step. It can be
// ranged over several times, but not while rows are added.
func (s *Sorter) Sorted() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		s.sort()
		if len(s.runs) == 0 {
			for i := range s.rows {
				if !yield(&s.rows[i], nil) {
					return
				}
			}
			return
		}
		s.merge(yield)
	}
}

func (s *Sorter) merge(yield func(*Row, error) bool) {
	var heads mergeHeap
	for _, run := range s.runs {
		if _, err := run.Seek(0, io.SeekStart); err != nil {
			yield(nil, err)
			return
		}
		heads = append(heads, &head{run: NewRowReader(bufio.NewReaderSize(run, 1<<16))})
	}
	heads = append(heads, &head{memory: s.rows})
	for i := len(heads) - 1; i >= 0; i-- {
		if err := heads[i].advance(); errors.Is(err, io.EOF) {
			heads = slices.Delete(heads, i, i+1)
		} else if err != nil {
			yield(nil, err)
			return
		}
	}
	heap.Init(&heads)
	for len(heads) > 0 {
		if !yield(&heads[0].row, nil) {
			return
		}
		if err := heads[0].advance(); errors.Is(err, io.EOF) {
			heap.Pop(&heads)
			continue
		} else if err != nil {
			yield(nil, err)
			return
		}
		heap.Fix(&heads, 0)
	}
}

// Close removes the sorter's files.
func (s *Sorter) Close() error {
	var errs []error
	for _, run := range s.runs {
		errs = append(errs, run.Close(), os.Remove(run.Name()))
	}
	s.runs = nil
	return errors.Join(errs...)
}

// head is the next row of one run, in a file or in memory.
type head struct {
	run    *RowReader
	memory []Row
	row    Row
}

func (h *head) advance() error {
	if h.run != nil {
		return h.run.Read(&h.row)
	}
	if len(h.memory) == 0 {
		return io.EOF
	}
	h.row, h.memory = h.memory[0], h.memory[1:]
	return nil
}

type mergeHeap []*head

func (h mergeHeap) Len() int           { return len(h) }
func (h mergeHeap) Less(i, j int) bool { return byQueueAndStart(h[i].row, h[j].row) < 0 }
func (h mergeHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *mergeHeap) Push(x any)        { *h = append(*h, x.(*head)) }
func (h *mergeHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// RowWriter writes rows in a compact binary form: fixed fields, a mask of the
// known figures, and these as variable-length integers.
type RowWriter struct {
	w   io.Writer
	buf []byte
}

// NewRowWriter returns a writer of rows; w should be buffered.
func NewRowWriter(w io.Writer) *RowWriter { return &RowWriter{w: w} }

// Write writes one row.
func (w *RowWriter) Write(row *Row) error {
	b := w.buf[:0]
	b = binary.AppendUvarint(b, uint64(row.Line))
	b = binary.AppendUvarint(b, uint64(row.Queue))
	b = binary.AppendUvarint(b, uint64(row.Part))
	b = binary.AppendVarint(b, row.Start)
	b = binary.AppendUvarint(b, uint64(row.IntervalS))
	b = append(b, byte(row.Attribution))
	b = binary.AppendUvarint(b, uint64(row.Flags))
	mask := uint64(0)
	for i, v := range row.Figures {
		if v != Unknown {
			mask |= 1 << i
		}
	}
	b = binary.AppendUvarint(b, mask)
	for _, v := range row.Figures {
		if v != Unknown {
			b = binary.AppendUvarint(b, uint64(v))
		}
	}
	w.buf = b
	_, err := w.w.Write(b)
	return err
}

// RowReader reads what a [RowWriter] wrote.
type RowReader struct{ r io.ByteReader }

// NewRowReader returns a reader of rows; r should be buffered.
func NewRowReader(r io.ByteReader) *RowReader { return &RowReader{r: r} }

// Read reads the next row; io.EOF follows the last.
func (r *RowReader) Read(row *Row) error {
	line, err := binary.ReadUvarint(r.r)
	if err != nil {
		return err
	}
	failed := error(nil)
	next := func() uint64 {
		v, err := binary.ReadUvarint(r.r)
		failed = cmp.Or(failed, err)
		return v
	}
	row.Line, row.Queue, row.Part = int(line), int32(next()), int32(next())
	if row.Start, err = binary.ReadVarint(r.r); err != nil {
		return io.ErrUnexpectedEOF
	}
	row.IntervalS = int32(next())
	row.Attribution = Attribution(next())
	row.Flags = Flags(next())
	mask := next()
	row.Figures = NoFigures()
	for i := range row.Figures {
		if mask&(1<<i) != 0 {
			row.Figures[i] = int64(next())
		}
	}
	if failed != nil {
		return io.ErrUnexpectedEOF
	}
	return nil
}
