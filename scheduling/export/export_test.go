package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/export"
	"github.com/muster-wfm/muster/workforce/grid"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func lineOf(name string, loc *time.Location) export.Line {
	day := grid.MustDate("2026-03-02")
	at := func(minute int) time.Time { return grid.WallTime(loc, day, minute).UTC() }
	return export.Line{
		PersonCode: "OWN-1", PersonName: name, Employer: "Harbour", Team: "A", Queue: "账单热线",
		Shift: scheduling.Shift{
			PersonID: 7, Day: day, Start: at(540), End: at(1050), Letter: "D", QueueID: 3, Locked: true,
			Pauses: []scheduling.Pause{
				{Start: at(640), End: at(655), Kind: scheduling.Break, Paid: true},
				{Start: at(770), End: at(800), Kind: scheduling.Lunch},
				{Start: at(950), End: at(965), Kind: scheduling.Break, Paid: true},
			},
		},
	}
}

func TestATableGivesTimesOfTheSiteAndPaidHours(t *testing.T) {
	loc := shanghai(t)
	var out bytes.Buffer
	if err := export.CSV(&out, loc, []export.Line{lineOf("王敏", loc)}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := "OWN-1,王敏,Harbour,A,2026-03-02,09:00,17:30,D,账单热线,12:50,10:40,15:50,8,yes"
	if got := strings.Join(rows[1], ","); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNamesThatASpreadsheetWouldRunAreMadeHarmless(t *testing.T) {
	loc := shanghai(t)
	for _, name := range []string{"=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "\tx"} {
		var out bytes.Buffer
		if err := export.CSV(&out, loc, []export.Line{lineOf(name, loc)}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "'"+name) {
			t.Errorf("%q stands in the file as it is:\n%s", name, out.String())
		}
	}
}

func TestAWorkbookHoldsTextAsTextAndHoursAsNumbers(t *testing.T) {
	loc := shanghai(t)
	var out bytes.Buffer
	if err := export.XLSX(&out, loc, []export.Line{lineOf("=1+1", loc)}); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for cell, want := range map[string]string{"A1": "person", "B2": "=1+1", "F2": "09:00", "M2": "8"} {
		if got, err := book.GetCellValue("Roster", cell); err != nil || got != want {
			t.Errorf("%s holds %q (%v), want %q", cell, got, err, want)
		}
	}
	if formula, err := book.GetCellFormula("Roster", "B2"); err != nil || formula != "" {
		t.Errorf("the name became the formula %q (%v)", formula, err)
	}
}

func TestACalendarKeepsItsLinesWithinSeventyFiveOctets(t *testing.T) {
	loc := shanghai(t)
	long := strings.Repeat("夜班客户服务中心", 12)
	var out bytes.Buffer
	shift := lineOf("王敏", loc).Shift
	if err := export.Calendar(&out, loc, "zh", map[int64]string{3: long}, []scheduling.Shift{shift}, shift.Start); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(out.String(), "\r\n ", "")
	for _, want := range []string{"DTSTART:20260302T010000Z", "DTEND:20260302T093000Z", "SUMMARY:班次 D · " + long, "UID:7-2026-03-02@muster", "午休 12:50–13:20"} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("the calendar lacks %q:\n%s", want, unfolded)
		}
	}
}
