package history

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// workbook makes an XLSX of cells, on the second sheet after an empty one.
func workbook(t testing.TB, cells [][]any) string {
	t.Helper()
	book := excelize.NewFile()
	if _, err := book.NewSheet("Data"); err != nil {
		t.Fatal(err)
	}
	for i, row := range cells {
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Data", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAWorkbookIsReadLikeText(t *testing.T) {
	content := workbook(t, [][]any{
		{"Date", "Time", "Queue", "Calls offered", "Calls handled", "AHT"},
		{time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), 0.375, "Billing", 5, 4, 181.5},
		{},
		{"2026-03-02", "09:30", "Billing", 6, 6, "3:00"},
		{"2026-03-02", "10:00", "Billing", -1, 6, "3:00"},
		{"Total", "", "", 11, 10, ""},
	})
	rows, s := readFile(t, content, london)
	if s == nil {
		t.Fatal(rows[0])
	}
	want := []string{
		"2026-03-02T09:00Z 30m q0 offered=5 handled=4 handle_s=726 from_average",
		"2026-03-02T09:30Z 30m q0 offered=6 handled=6 handle_s=1080 from_average",
		`f.csv:5:Calls offered: "-1"; expected 0 or more`,
		"note 6 total_row",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.Recognised.Encoding != "XLSX" || len(s.Recognised.Sample) != 4 {
		t.Errorf("recognised %+v", s.Recognised)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAZipBombInAWorkbookIsRefused(t *testing.T) {
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	part, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range maxWorkbookUnzip>>20 + 1 {
		if _, err := part.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	rows, _ := readFile(t, bomb.String(), nil)
	want := []string{"f.csv: the workbook unpacks to more than 256 MiB; expected an ordinary workbook, or CSV"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("a bomb of %d bytes (-want +got):\n%s", bomb.Len(), diff)
	}
}

func TestAZipThatIsNoWorkbookIsRefused(t *testing.T) {
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	if part, err := z.Create("notes.txt"); err != nil {
		t.Fatal(err)
	} else if _, err := part.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	_ = z.Close()
	for name, content := range map[string]string{"zip": archive.String(), "broken": archive.String()[:40], "empty workbook": workbook(t, nil)} {
		rows, s := readFile(t, content, nil)
		if s != nil || !strings.HasPrefix(rows[0], "f.csv: the ") || !strings.Contains(rows[0], "expected") {
			t.Errorf("%s: %q, want a refusal that names what is expected", name, rows)
		}
	}
}
