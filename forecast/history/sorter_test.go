package history

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func anyRow(rt *rapid.T) Row {
	row := Row{
		Line: rapid.IntRange(1, 1<<30).Draw(rt, "line"), Queue: rapid.Int32Range(0, 5).Draw(rt, "queue"),
		Part: rapid.Int32Range(0, 3).Draw(rt, "part"), Start: rapid.Int64Range(-1, 40).Draw(rt, "slot") * 1800,
		IntervalS: rapid.SampledFrom([]int32{300, 900, 1800, 3600}).Draw(rt, "length"), Attribution: Attribution(rapid.IntRange(0, 4).Draw(rt, "attribution")),
		Flags: Flags(rapid.Uint32Range(0, uint32(flagEnd)-1).Draw(rt, "flags")), Figures: NoFigures(),
	}
	for i := range row.Figures {
		row.Figures[i] = rapid.Int64Range(Unknown, 1e12).Draw(rt, "figure")
	}
	return row
}

func TestRowsComeBackInOrderHoweverManyRunsTheyFill(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		s := NewSorter(dir)
		s.limit = rapid.IntRange(1, 12).Draw(rt, "limit")
		defer func() { _ = s.Close() }()
		var want []Row
		for range rapid.IntRange(0, 60).Draw(rt, "rows") {
			row := anyRow(rt)
			want = append(want, row)
			if err := s.Add(&row); err != nil {
				rt.Fatal(err)
			}
		}
		slices.SortStableFunc(want, byQueueAndStart)
		for pass := range 2 {
			var got []Row
			for row, err := range s.Sorted() {
				if err != nil {
					rt.Fatal(err)
				}
				got = append(got, *row)
			}
			// Rows of one line compare equal and may change places.
			same := func(a, b Row) bool { return byQueueAndStart(a, b) == 0 }
			if !slices.EqualFunc(got, want, same) || s.Len() != len(want) {
				rt.Fatalf("pass %d: got %v, want %v", pass, got, want)
			}
		}
	})
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%d files left behind, %v", len(left), err)
	}
}

func TestRowsSurviveWritingAndReading(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var file bytes.Buffer
		w := NewRowWriter(&file)
		want := rapid.SliceOfN(rapid.Custom(anyRow), 0, 5).Draw(rt, "rows")
		for i := range want {
			if err := w.Write(&want[i]); err != nil {
				rt.Fatal(err)
			}
		}
		r := NewRowReader(&file)
		var got []Row
		for {
			var row Row
			if err := r.Read(&row); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				rt.Fatal(err)
			}
			got = append(got, row)
		}
		if len(want)+len(got) > 0 && !slices.Equal(want, got) {
			rt.Fatal(cmp.Diff(want, got))
		}
	})
}

func TestARowCutShortIsAnError(t *testing.T) {
	var file bytes.Buffer
	row := Row{Line: 7, Start: 1800, IntervalS: 1800, Figures: NoFigures()}
	row.Figures[Offered] = 300
	if err := NewRowWriter(&file).Write(&row); err != nil {
		t.Fatal(err)
	}
	for cut := 1; cut < file.Len(); cut++ {
		var got Row
		if err := NewRowReader(bytes.NewReader(file.Bytes()[:cut])).Read(&got); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%d of %d bytes: %v, want unexpected EOF", cut, file.Len(), err)
		}
	}
}

func TestASorterWithoutAFolderFails(t *testing.T) {
	s := NewSorter("/nowhere/at/all")
	s.limit = 1
	if err := s.Add(&Row{}); err == nil {
		t.Error("a row was spilled into a folder that does not exist")
	}
}
