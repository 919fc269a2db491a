package history

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// readAll collects the records of a text with the lines on which they begin.
func readAll(text string, delimiter byte) (cells [][]string, lines []int, problems []string) {
	r := newTextRecords(strings.NewReader(text), delimiter)
	for {
		record, line, err := r.next()
		var bad *RowError
		if errors.As(err, &bad) {
			problems = append(problems, bad.Error())
			continue
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				problems = append(problems, err.Error())
			}
			return cells, lines, problems
		}
		row := make([]string, len(record))
		for i, cell := range record {
			row[i] = string(cell)
		}
		cells, lines = append(cells, row), append(lines, line)
	}
}

func TestRecordsAreCutAsTheStandardSays(t *testing.T) {
	text := "a;b;c\r\n\n1; 2 ;3\n\"x;y\";\"he said \"\"hi\"\"\";\"two\nlines\"\n4;;\nlast;5\" disk;6"
	cells, lines, problems := readAll(text, ';')
	want := [][]string{{"a", "b", "c"}, {"1", "2", "3"}, {"x;y", `he said "hi"`, "two\nlines"}, {"4", "", ""}, {"last", `5" disk`, "6"}}
	if diff := cmp.Diff(want, cells); diff != "" {
		t.Errorf("cells differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 3, 4, 6, 7}, lines); diff != "" {
		t.Errorf("lines differ (-want +got):\n%s", diff)
	}
	if problems != nil {
		t.Errorf("problems: %q", problems)
	}
}

func TestBrokenRecordsNameTheirLine(t *testing.T) {
	cases := []struct{ text, want string }{
		{"a,b\n1,\"open\n2,3\n", ":2: a quoted cell begins here and is not closed; expected a closing quote"},
		{"a,b\n\"1\"x,2\n", `:2: "x" follows a closing quote; expected ',' or the end of the line`},
		{"a,b\n1,\xff\xfe\n", ":2: the line holds bytes that are no UTF-8; expected one encoding throughout the file"},
	}
	for _, c := range cases {
		_, _, problems := readAll(c.text, ',')
		if len(problems) != 1 || problems[0] != c.want {
			t.Errorf("%q: problems %q, want %q", c.text, problems, c.want)
		}
	}
}

func TestAnEndlessRecordIsRefusedInLittleMemory(t *testing.T) {
	for name, text := range map[string]string{
		"line":  strings.Repeat("0", 3*maxRecordBytes),
		"quote": "a,b\n\"" + strings.Repeat("0123456789\n", maxRecordBytes/4),
	} {
		_, _, problems := readAll(text, ',')
		if len(problems) == 0 {
			t.Errorf("%s of %d bytes was accepted", name, len(text))
		}
	}
}

func TestLongLinesAreReadWhole(t *testing.T) {
	long := strings.Repeat("x", 300<<10)
	cells, _, problems := readAll("a,b\n"+long+",2\n3,4\n", ',')
	if len(problems) > 0 || len(cells) != 3 || cells[1][0] != long || cells[1][1] != "2" || cells[2][0] != "3" {
		t.Errorf("%d records, problems %q; want the long cell between two short rows", len(cells), problems)
	}
}

func TestTheDelimiterIsGuessed(t *testing.T) {
	cases := []struct {
		text string
		want byte
	}{
		{"a,b,c\n1,2,3\n", ','},
		{"a;b;c\n1,5;2,5;3\n", ';'},
		{"a\tb\n1\t2\n", '\t'},
		{"a|b|c\n1|2|3\n", '|'},
		{"\"a,x\";b\n\"1,y\";2\n", ';'},
		{"single\n1\n", ','},
		{"", ','},
	}
	for _, c := range cases {
		if got := guessDelimiter([]byte(c.text)); got != c.want {
			t.Errorf("delimiter of %q = %q, want %q", c.text, got, c.want)
		}
	}
}

// FuzzRecords compares with encoding/csv wherever that accepts the text.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\"a\"\"b\",c\r\nd,\"e\nf\"\n", ",,\n", "\"\n\n", "x\"y,z", " \"a\" , b\n", "a,b\n\n\n1,2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, _, problems := readAll(text, ',')
		peer := csv.NewReader(strings.NewReader(text))
		peer.FieldsPerRecord = -1
		want, err := peer.ReadAll()
		if err != nil || len(problems) > 0 || strings.ContainsAny(text, "\r\u0085\u00a0") {
			return
		}
		kept := want[:0]
		for _, row := range want {
			for i := range row {
				row[i] = string(bytes.TrimSpace([]byte(row[i])))
			}
			if strings.Join(row, "") != "" || len(row) > 1 {
				kept = append(kept, row)
			}
		}
		if diff := cmp.Diff(kept, withoutBlank(got), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-encoding/csv +got):\n%s", text, diff)
		}
	})
}

func withoutBlank(rows [][]string) [][]string {
	var kept [][]string
	for _, row := range rows {
		if strings.Join(row, "") != "" || len(row) > 1 {
			kept = append(kept, row)
		}
	}
	return kept
}
