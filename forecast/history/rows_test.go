package history

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const canonicalHeader = "interval_start,interval_min,queue,offered,handled,abandoned\n"

func london(m *Mapping) { m.Zone = "Europe/London" }

// TestBadCellsNamePlaceFoundAndExpected is the list of what can be wrong with a
// row; the good row after each bad one must still be read.
func TestBadCellsNamePlaceFoundAndExpected(t *testing.T) {
	good := "2026-03-02 09:00,30,Q,5,4,1\n"
	cases := []struct{ row, want string }{
		{"2026-03-02 09:30,30,Q,-5,4,1", `f.csv:2:offered: "-5"; expected 0 or more`},
		{"2026-03-02 09:30,30,Q,five,4,1", `f.csv:2:offered: "five"; expected a whole number`},
		{"2026-03-02 09:30,30,Q,5.5,4,1", `f.csv:2:offered: "5.5"; expected a whole number of contacts`},
		{"2026-03-02 09:30,30,Q,5,6,1", `f.csv:2:handled: handled 6 with offered 5; expected at most 5`},
		{"2026-03-02 09:30,30,Q,5,4,6", `f.csv:2:abandoned: abandoned 6 with offered 5; expected at most 5`},
		{"2026-03-02 09:30,30,Q,,4,", `f.csv:2: the row says nothing about contacts offered; expected offered, or both handled and abandoned`},
		{"2026-03-02 09:30,30,,5,4,1", `f.csv:2:queue: a queue name of 0 bytes; expected the name or number of a queue, at most 200 bytes`},
		{",30,Q,5,4,1", `f.csv:2:interval_start: the cell is empty; expected ` + wantStamp},
		{"soon,30,Q,5,4,1", `f.csv:2:interval_start: "soon"; expected ` + wantStamp},
		{"2026-03-02,30,Q,5,4,1", `f.csv:2:interval_start: "2026-03-02" has no time of day; expected ` + wantStamp},
		{"2026-03-02 09:10,30,Q,5,4,1", `f.csv:2:interval_start: the interval starts at 09:10:00; expected a multiple of 30 minutes`},
		{"2026-03-02 09:30,45,Q,5,4,1", `f.csv:2:interval_min: an interval of 45m0s; expected 5, 15, 30 or 60 minutes; totals of whole days cannot be placed into intervals`},
		{"2026-03-02 09:30,,Q,5,4,1", `f.csv:2:interval_start: the interval has no length; expected 5, 15, 30 or 60 minutes`},
		{"2026-03-29 01:30,30,Q,5,4,1", `f.csv:2:interval_start: 2026-03-29 01:30 does not exist in Europe/London, where the clocks go forward; expected a time that the clocks show, or times with an offset`},
		{"2026-03-02 09:30,30,Q,5,4,1,9", `f.csv:2: the row has 7 cells; expected 6, as in the header`},
		{"01/02/2026 09:30,30,Q,5,4,1", `f.csv:2:interval_start: "01/02/2026 09:30" can be read as day/month or month/day; expected the date order to be stated (dmy or mdy), or dates such as 2026-03-01`},
	}
	for _, c := range cases {
		rows, _ := readFile(t, canonicalHeader+c.row+"\n"+good, london)
		want := []string{c.want, "2026-03-02T09:00Z 30m q0 offered=5 abandoned=1 handled=4"}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.row, diff)
		}
	}
}

func TestEveryBadCellOfARowIsNamed(t *testing.T) {
	rows, _ := readFile(t, canonicalHeader+"never,x,Q,-1,y,z\n", london)
	if len(rows) != 5 {
		t.Errorf("%d problems, want one a bad cell (5):\n%s", len(rows), strings.Join(rows, "\n"))
	}
}

func TestTheRepeatedHourIsResolvedByTheOrderOfItsRows(t *testing.T) {
	text := "interval_start,interval_min,queue,offered\n" +
		"2026-10-25 00:30,30,A,1\n2026-10-25 01:00,30,A,2\n2026-10-25 01:30,30,A,3\n" +
		"2026-10-25 01:00,30,A,4\n2026-10-25 01:30,30,A,5\n2026-10-25 02:00,30,A,6\n"
	rows, _ := readFile(t, text, london)
	want := []string{
		"2026-10-24T23:30Z 30m q0 offered=1",
		"2026-10-25T00:00Z 30m q0 offered=2 repeated_hour", "2026-10-25T01:00Z 30m q0 offered=4 repeated_hour",
		"2026-10-25T00:30Z 30m q0 offered=3 repeated_hour", "2026-10-25T01:30Z 30m q0 offered=5 repeated_hour",
		"2026-10-25T02:00Z 30m q0 offered=6",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheRepeatedHourOfAFileThatRunsBackwards(t *testing.T) {
	text := "interval_start,interval_min,queue,offered\n" +
		"2026-10-25 02:00,60,A,6\n2026-10-25 01:00,60,A,5\n2026-10-25 01:00,60,A,4\n2026-10-25 00:00,60,A,1\n"
	rows, _ := readFile(t, text, london)
	want := []string{
		"2026-10-25T02:00Z 1h0m q0 offered=6",
		"2026-10-25T01:00Z 1h0m q0 offered=5 repeated_hour", "2026-10-25T00:00Z 1h0m q0 offered=4 repeated_hour",
		"2026-10-24T23:00Z 1h0m q0 offered=1",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOneRowForARepeatedHourIsRefused(t *testing.T) {
	text := "interval_start,interval_min,queue,offered\n" +
		"2026-10-25 01:00,30,A,2\n2026-10-25 01:00,30,B,2\n2026-10-25 01:00,30,B,3\n2026-10-25 02:00,30,A,6\n"
	rows, _ := readFile(t, text, london)
	want := []string{
		"2026-10-25T00:00Z 30m q1 offered=2 repeated_hour", "2026-10-25T01:00Z 30m q1 offered=3 repeated_hour", "2026-10-25T02:00Z 30m q0 offered=6",
		"f.csv:2:interval_start: 2026-10-25 01:00 happens twice in Europe/London, where the clocks go back, and the file has one row for it; expected two rows for it, times with an offset, or a zone without clock changes",
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTimesWithAnOffsetAreNeverAmbiguous(t *testing.T) {
	text := "interval_start,interval_min,queue,offered\n2026-10-25T01:00:00+01:00,30,A,2\n2026-10-25T01:00:00Z,30,A,3\n"
	rows, _ := readFile(t, text, nil)
	want := []string{"2026-10-25T00:00Z 30m q0 offered=2", "2026-10-25T01:00Z 30m q0 offered=3"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAFileWithoutZoneAsksForOne(t *testing.T) {
	rows, _ := readFile(t, canonicalHeader+"2026-03-02 09:00,30,Q,5,4,1\n", nil)
	want := []string{"f.csv:2:interval_start: the time has no offset and the file's time zone is not known; expected the time zone of the file, such as Europe/London"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	rows, _ = readFile(t, canonicalHeader+"2026-03-02 09:00,30,Q,5,4,1\n", func(m *Mapping) { m.Zone = "Mars/Olympus" })
	want = []string{`f.csv: time zone "Mars/Olympus" is not known; expected an IANA name such as Europe/London or Asia/Shanghai`}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIntervalsLabelledByTheirEnd(t *testing.T) {
	text := "interval_end,interval_min,queue,offered\n2026-03-02 09:30,30,A,2\n2026-10-25 02:00,30,A,3\n"
	rows, _ := readFile(t, text, london)
	want := []string{"2026-03-02T09:00Z 30m q0 offered=2", "2026-10-25T01:30Z 30m q0 offered=3"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheWholeFileDecidesTheOrderOfDates(t *testing.T) {
	// 01/02 fits both; only the last rows tell, far beyond the recognised head.
	ambiguous := strings.Repeat("01/02/2026 09:00,Q,5\n", 5000)
	cases := []struct {
		tail string
		want DateOrder
		fail bool
	}{
		{"13/02/2026 09:00,Q,5\n", DMY, false},
		{"02/13/2026 09:00,Q,5\n", MDY, false},
		{"", OrderOpen, false},
		{"13/02/2026 09:00,Q,5\n02/13/2026 09:00,Q,5\n", OrderOpen, true},
	}
	for _, c := range cases {
		s, err := Open(strings.NewReader("datetime,queue,calls\n"+ambiguous+c.tail), -1, "f.csv")
		if err != nil {
			t.Fatal(err)
		}
		if s.Recognised.Mapping.DateOrder != OrderOpen {
			t.Errorf("the head alone decided %q", s.Recognised.Mapping.DateOrder)
		}
		got, err := s.DecideDateOrder(s.Recognised.Mapping)
		if got != c.want || (err != nil) != c.fail {
			t.Errorf("tail %q: order %q, %v; want %q, error %v", c.tail, got, err, c.want, c.fail)
		}
	}
}

func TestTheHeadDecidesTheOrderOfDatesWhereItCan(t *testing.T) {
	s, err := Open(strings.NewReader("datetime,queue,calls\n01/02/2026 09:00,Q,5\n01/31/2026 09:30,Q,5\n"), -1, "f.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Recognised.Mapping.DateOrder; got != MDY {
		t.Errorf("order %q, want mdy", got)
	}
}

func TestAMappingThatCannotBeIsRefused(t *testing.T) {
	text := canonicalHeader + "2026-03-02 09:00,30,Q,5,4,1\n"
	cases := []struct {
		edit func(*Mapping)
		want string
	}{
		{func(m *Mapping) { m.Columns["callz"] = "offered" }, "callz: the file has no such column"},
		{func(m *Mapping) { m.Columns["offered"] = "contacts" }, `offered: "contacts" is no field`},
		{func(m *Mapping) { m.Columns["handled"] = "offered" }, "mapped to offered, and so is"},
		{func(m *Mapping) { delete(m.Columns, "queue") }, "no column gives queue_ext_id"},
		{func(m *Mapping) { delete(m.Columns, "interval_start") }, "no column gives interval_start"},
		{func(m *Mapping) { m.IntervalMin = 7 }, "intervals of 7 minutes"},
		{func(m *Mapping) { m.Decimal = ";" }, `decimal mark ";"`},
		{func(m *Mapping) { m.Unit = "fortnight" }, `duration unit "fortnight"`},
	}
	for _, c := range cases {
		rows, _ := readFile(t, text, c.edit)
		if len(rows) != 1 || !strings.Contains(rows[0], c.want) {
			t.Errorf("got %q, want one problem with %q", rows, c.want)
		}
	}
}

func TestAnUnknownHeaderSaysWhatIsMissing(t *testing.T) {
	s, err := Open(strings.NewReader("alpha,beta\n1,2\n"), -1, "f.csv")
	if err != nil {
		t.Fatal(err)
	}
	want := []Field{IntervalStart, Queue, Field("offered"), IntervalMinutes}
	if diff := cmp.Diff(want, s.Recognised.Missing); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
	rows, _ := readFile(t, "alpha,beta\n1,2\n", nil)
	if len(rows) != 1 || !strings.HasPrefix(rows[0], "f.csv:1: no column gives interval_start, queue_ext_id, offered, interval_min; the header is alpha, beta; expected") {
		t.Errorf("got %q", rows)
	}
}

func TestAConstantQueueAndNamedColumnsReadAnyFile(t *testing.T) {
	rows, s := readFile(t, "when,n\n2003-03-03 07:00,560\n2003-03-03 07:30,609\n", func(m *Mapping) {
		*m = Mapping{Columns: map[string]Field{"when": IntervalStart, "n": field(Offered)}, Queue: "bank", Zone: "America/New_York", IntervalMin: 30}
	})
	want := []string{"2003-03-03T12:00Z 30m q0 offered=560", "2003-03-03T12:30Z 30m q0 offered=609"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]QueueName{{Queue: "bank"}}, s.Queues()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestQueueNamesDifferingInCaseAreOneQueue(t *testing.T) {
	_, s := readFile(t, canonicalHeader+"2026-03-02 09:00,30,Billing,5,4,1\n2026-03-02 09:30,30,BILLING,5,4,1\n2026-03-02 10:00,30,billing,5,4,1\n", london)
	if diff := cmp.Diff([]QueueName{{Queue: "Billing"}}, s.Queues()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBytesReadGrowToTheSizeOfTheFile(t *testing.T) {
	var text strings.Builder
	text.WriteString(canonicalHeader)
	for i := range 20_000 {
		fmt.Fprintf(&text, "2026-03-02 %02d:%02d,30,Q%d,5,4,1\n", i/2%24, i%2*30, i)
	}
	s, err := Open(strings.NewReader(text.String()), int64(text.Len()), "f.csv")
	if err != nil {
		t.Fatal(err)
	}
	m := s.Recognised.Mapping
	m.Zone = "UTC"
	last := int64(0)
	for _, err := range s.Rows(m) {
		if err != nil {
			t.Fatal(err)
		}
		if now := s.BytesRead(); now < last {
			t.Fatalf("bytes read fell from %d to %d", last, now)
		} else {
			last = now
		}
	}
	if last != int64(text.Len()) {
		t.Errorf("%d bytes read, want %d", last, text.Len())
	}
}
