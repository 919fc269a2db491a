package history

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestEncodingsAreRecognised(t *testing.T) {
	text := "datetime,queue,calls\n2026-03-02 09:00,%s,5\n2026-03-02 09:30,%s,5\n"
	cases := []struct {
		want  string
		queue string
		as    encoding.Encoding
	}{
		{"UTF-8", "Kundenbetreuung", encoding.Nop},
		{"UTF-8", "Réclamations", encoding.Nop},
		{"UTF-8", "客服热线", encoding.Nop},
		{"Windows-1252", "Réclamations générales", charmap.Windows1252},
		{"Windows-1252", "Größe – Öl", charmap.Windows1252},
		{"GB18030", "客服热线一组", simplifiedchinese.GB18030},
		{"UTF-16LE", "客服 Réclamations", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16BE", "客服 Réclamations", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16", "Billing", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16", "Billing", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	}
	for _, c := range cases {
		written, err := c.as.NewEncoder().String(strings.ReplaceAll(text, "%s", c.queue))
		if err != nil {
			t.Fatal(err)
		}
		rows, s := readFile(t, written, london)
		if s == nil {
			t.Errorf("%s: %s", c.want, rows[0])
			continue
		}
		if s.Recognised.Encoding != c.want {
			t.Errorf("%q as %s was taken for %s", c.queue, c.want, s.Recognised.Encoding)
		}
		if diff := cmp.Diff([]QueueName{{Queue: c.queue}}, s.Queues()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.want, diff)
		}
	}
}

func TestTheWrongEncodingIsNamedWithItsLine(t *testing.T) {
	rows, _ := readFile(t, "datetime,queue,calls\n2026-03-02 09:00,A\x81B\x9d,5\n", nil)
	want := []string{"f.csv:2: byte 0x81 is in no encoding known here; expected UTF-8, UTF-16, Windows-1252 or GB18030"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnEncodingThatChangesFarInsideTheFileIsARowError(t *testing.T) {
	text := "datetime,queue,calls\n" + strings.Repeat("2026-03-02 09:00,Réclamations,5\n2026-03-02 09:30,Réclamations,5\n", 10_000) + "2026-03-02 09:00,R\xe9clamations,5\n"
	rows, s := readFile(t, text, london)
	if s == nil {
		t.Fatal(rows[0])
	}
	if got, want := rows[len(rows)-1], "f.csv:20002: the line holds bytes that are no UTF-8; expected one encoding throughout the file"; got != want {
		t.Errorf("last problem %q, want %q", got, want)
	}
}

func TestWhatIsNoTableIsNamed(t *testing.T) {
	cases := []struct{ content, want string }{
		{"", "f.csv: the file is empty; expected a header line and rows"},
		{"\n\n \n", "f.csv: the file holds no rows; expected a header line and rows"},
		{"%PDF-1.7\n", "f.csv: the file is a PDF document; expected CSV (plain or gzip) or XLSX"},
		{"\xd0\xcf\x11\xe0\xa1\xb1", "f.csv: the file is an old Excel workbook (.xls); expected CSV (plain or gzip) or XLSX"},
		{"\x89PNG\r\n", "f.csv: the file is a picture; expected CSV (plain or gzip) or XLSX"},
		{"<html>", "f.csv: the file is XML or HTML; expected CSV (plain or gzip) or XLSX"},
		{`{"rows":[]}`, "f.csv: the file is JSON; expected CSV (plain or gzip) or XLSX"},
		{"a,b\n1,\x00\n", "f.csv: byte 6 is zero, so this is no text; expected a CSV or XLSX file"},
		{"\x1f\x8bgarbage and more of it", "f.csv: the compressed file is damaged or cut short; expected the whole file as it was exported"},
	}
	for _, c := range cases {
		rows, _ := readFile(t, c.content, nil)
		if len(rows) != 1 || rows[0] != c.want {
			t.Errorf("%q: %q, want %q", c.content, rows, c.want)
		}
	}
}

func TestAFileOfTwoGigabytesIsRefusedUnread(t *testing.T) {
	_, err := Open(unreadable{}, MaxFileBytes, "big.csv")
	want := "big.csv: the file has 2147483648 bytes; expected less than 2 GiB; compress it with gzip or split it"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

type unreadable struct{}

func (unreadable) Read([]byte) (int, error) { panic("the file was read") }

func TestADamagedGzipEndsTheReading(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, "interval_start_utc,interval_s,queue,offered\n")
	noise := rand.New(rand.NewPCG(1, 2))
	for range 60_000 {
		_, _ = fmt.Fprintf(w, "2026-03-02 09:00,1800,Queue %d,5\n", noise.Int64())
	}
	_ = w.Close()
	s, err := Open(bytes.NewReader(packed.Bytes()[:packed.Len()/2]), -1, "f.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	rows, last := 0, error(nil)
	for _, err := range s.Rows(s.Recognised.Mapping) {
		rows++
		last = err
	}
	want := "f.csv.gz: the compressed file is damaged or cut short; expected the whole file as it was exported"
	if last == nil || last.Error() != want || rows < 10_000 {
		t.Errorf("half a gzip file gave %d rows and %v, want many and %s", rows, last, want)
	}
}

func TestALineLongerThanAnyRecordEndsTheReading(t *testing.T) {
	text := "interval_start_utc,interval_s,queue,offered\n2026-03-02 09:00,1800,Q,5\n" + strings.Repeat("x", maxRecordBytes+1<<18) + "\n2026-03-02 09:30,1800,Q,5\n"
	rows, _ := readFile(t, text, london)
	want := []string{"2026-03-02T09:00Z 30m q0 offered=5", "f.csv:3: the line is longer than 1048576 bytes; expected one row a line"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAHeaderWithoutRowsIsSaidToBeOne(t *testing.T) {
	rows, _ := readFile(t, "Interval Start UTC Date,Queue,Media Type,Offered\n", london)
	want := []string{"f.csv:1: no row follows the header; expected at least one row"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUTF32IsNotTakenForUTF16(t *testing.T) {
	for _, mark := range []string{"\xff\xfe\x00\x00a\x00\x00\x00", "\x00\x00\xfe\xff\x00\x00\x00a"} {
		rows, _ := readFile(t, mark, nil)
		if want := "f.csv:1: the text is UTF-32; expected UTF-8, UTF-16, Windows-1252 or GB18030"; len(rows) != 1 || rows[0] != want {
			t.Errorf("%q: %q, want %q", mark, rows, want)
		}
	}
}

func TestExcelsHintOfTheDelimiterIsFollowed(t *testing.T) {
	rows, s := readFile(t, "sep=|\ndatetime|queue|calls\n2026-03-02 09:00|Q|5\n2026-03-02 09:30|Q|6\n", london)
	want := []string{"2026-03-02T09:00Z 30m q0 offered=5", "2026-03-02T09:30Z 30m q0 offered=6"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.Recognised.HeaderLine != 2 {
		t.Errorf("header on line %d, want 2", s.Recognised.HeaderLine)
	}
}
