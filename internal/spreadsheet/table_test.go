package spreadsheet_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/muster-wfm/muster/internal/spreadsheet"
)

var table = spreadsheet.Table{
	Name: "计划", Header: []string{"group", "people", "cost"},
	Rows: [][]any{{"语音, 大", 1.5, int64(12345678901234)}, {"=HYPERLINK(1)", -2.25, nil}, {"-3", 0.1, int64(-7)}},
}

func TestCSVIsReadBackAsItWasWritten(t *testing.T) {
	var out bytes.Buffer
	if err := spreadsheet.CSV(&out, table); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	if !marked {
		t.Error("no byte order mark")
	}
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"group", "people", "cost"}, {"语音, 大", "1.5", "12345678901234"},
		{"'=HYPERLINK(1)", "-2.25", ""}, {"'-3", "0.1", "-7"}, // text is made harmless, numbers are none
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
}

func TestAWorkbookHoldsNumbersAsNumbers(t *testing.T) {
	var out bytes.Buffer
	if err := spreadsheet.XLSX(&out, table); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for cell, want := range map[string]string{"A1": "group", "A2": "语音, 大", "B2": "1.5", "A3": "=HYPERLINK(1)", "C4": "-7"} {
		if got, err := book.GetCellValue("计划", cell); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", cell, got, err, want)
		}
	}
	if formula, _ := book.GetCellFormula("计划", "A3"); formula != "" {
		t.Errorf("a name became the formula %q", formula)
	}
	if kind, _ := book.GetCellType("计划", "B2"); kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("a number is kept as text, %v", kind)
	}
}
