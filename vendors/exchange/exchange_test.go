package exchange_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/workforce/grid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

const export = `Insurance,20210326 08:00,20210326 08:15,0,0,0,16.85
Insurance,20210326 08:15,20210326 08:30,0,0,0,4.50
"Loans, new",20210326 08:00,20210326 08:15,12.5,180,30,0
`

func TestAnExportComesBackByteForByte(t *testing.T) {
	loc := zone(t, "Asia/Shanghai")
	gaps, err := exchange.ReadGaps(strings.NewReader("\ufeff"+export), loc)
	if err != nil || len(gaps) != 3 || gaps[0].Skill != "Insurance" || !gaps[0].Start.Equal(time.Date(2021, 3, 26, 0, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v, %v", gaps, err)
	}
	slices.Reverse(gaps)
	var out strings.Builder
	if err := exchange.WriteGaps(&out, gaps, loc); err != nil || out.String() != export {
		t.Errorf("%v\n%s", err, cmp.Diff(export, out.String()))
	}
}

func TestTheHourThatComesTwiceIsReadTwice(t *testing.T) {
	loc := zone(t, "Europe/London") // 31 October 2021: 02:00 BST is 01:00 GMT
	text := `x,20211031 00:30,20211031 01:00,0,0,0,1
x,20211031 01:00,20211031 01:30,0,0,0,2
x,20211031 01:30,20211031 01:00,0,0,0,3
x,20211031 01:00,20211031 01:30,0,0,0,4
x,20211031 01:30,20211031 02:00,0,0,0,5
`
	gaps, err := exchange.ReadGaps(strings.NewReader(text), loc)
	if err != nil || len(gaps) != 5 {
		t.Fatalf("%+v, %v", gaps, err)
	}
	begin := time.Date(2021, 10, 30, 23, 30, 0, 0, time.UTC)
	for i, g := range gaps {
		if want := begin.Add(time.Duration(i) * 30 * time.Minute); !g.Start.Equal(want) || g.End.Sub(g.Start) != 30*time.Minute {
			t.Errorf("line %d: %v to %v, want half an hour from %v", g.Line, g.Start.UTC(), g.End.UTC(), want)
		}
	}
	var out strings.Builder
	if err := exchange.WriteGaps(&out, gaps, loc); err != nil || out.String() != text {
		t.Errorf("%v\n%s", err, cmp.Diff(text, out.String()))
	}
}

func TestEveryFaultOfAFileIsNamed(t *testing.T) {
	loc := zone(t, "Europe/London")
	for name, c := range map[string]struct {
		text string
		want []exchange.Fault
	}{
		"too few values":      {"x,20210326 08:00\n", []exchange.Fault{{1, "row", "2 values", "7: [skillname startdatetime enddatetime tasks tasktime aftertasktime agents]", problem.Wanting(problem.Values, 7, "skillname, startdatetime, enddatetime, tasks, tasktime, aftertasktime, agents")}}},
		"no name":             {",20210326 08:00,20210326 08:15,0,0,0,1\n", []exchange.Fault{{1, "skillname", "nothing", "a name of 1 to 50 characters", problem.Wanting(problem.Characters, 1, 50)}}},
		"a name too long":     {strings.Repeat("險", 51) + ",20210326 08:00,20210326 08:15,0,0,0,1\n", []exchange.Fault{{1, "skillname", strings.Repeat("險", 51), "a name of 1 to 50 characters", problem.Wanting(problem.Characters, 1, 50)}}},
		"another date":        {"x,2021-03-26 08:00,20210326 08:15,0,0,0,1\n", []exchange.Fault{{1, "startdatetime", "2021-03-26 08:00", "a time such as 20210326 08:15", problem.Wanting(problem.TimeText, "20210326 08:15")}}},
		"no such day":         {"x,20210230 08:00,20210326 08:15,0,0,0,1\n", []exchange.Fault{{1, "startdatetime", "20210230 08:00", "a time such as 20210326 08:15", problem.Wanting(problem.TimeText, "20210326 08:15")}}},
		"the skipped hour":    {"x,20210328 01:30,20210328 02:15,0,0,0,1\n", []exchange.Fault{{1, "startdatetime", "20210328 01:30", "a time that clocks in Europe/London show: this hour was skipped", problem.Wanting(problem.ClockTime, loc)}}},
		"an end before":       {"x,20210326 08:00,20210326 08:00,0,0,0,1\n", []exchange.Fault{{1, "enddatetime", "20210326 08:00", "a time after 20210326 08:00, within a day", problem.Wanting(problem.WithinDayAfter, "20210326 08:00")}}},
		"an end days after":   {"x,20210326 08:00,20210328 08:00,0,0,0,1\n", []exchange.Fault{{1, "enddatetime", "20210328 08:00", "a time after 20210326 08:00, within a day", problem.Wanting(problem.WithinDayAfter, "20210326 08:00")}}},
		"numbers that are no": {"x,20210326 08:00,20210326 08:15,a,-1,NaN,1e400\n", []exchange.Fault{{1, "tasks", "a", "a number of 0 or more, such as 16.85", problem.Wanting(problem.Decimal)}, {1, "tasktime", "-1", "a number of 0 or more, such as 16.85", problem.Wanting(problem.Decimal)}, {1, "aftertasktime", "NaN", "a number of 0 or more, such as 16.85", problem.Wanting(problem.Decimal)}, {1, "agents", "1e400", "a number of 0 or more, such as 16.85", problem.Wanting(problem.Decimal)}}},
		"an interval twice":   {"x,20210326 08:00,20210326 08:15,0,0,0,1\nx,20210326 08:00,20210326 08:15,0,0,0,1\n", []exchange.Fault{{2, "startdatetime", "20210326 08:00", "an interval of its own: line 1 has it", problem.Wanting(problem.OwnLine, 1)}}},
		"bytes of no text":    {"\xff,20210326 08:00,20210326 08:15,0,0,0,1\n", []exchange.Fault{{1, "skillname", "bytes that are no UTF-8", "text in UTF-8", problem.Wanting(problem.UTF8)}}},
		"an open quote":       {"\"x,20210326 08:00\n", []exchange.Fault{{1, "row", `extraneous or missing " in quoted-field`, "values separated by commas, quotes in pairs", problem.Wanting(problem.CommaSeparated)}}},
	} {
		_, err := exchange.ReadGaps(strings.NewReader(c.text), loc)
		var faults exchange.Faults
		errors.As(err, &faults)
		want := c.want
		if name == "a name too long" {
			want[0].Found = strings.Repeat("險", 51)
		}
		if diff := cmp.Diff(exchange.Faults(want), faults); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAVendorsStaffingIsRead(t *testing.T) {
	loc := zone(t, "Asia/Shanghai")
	at := func(hour int) time.Time { return time.Date(2026, 3, 2, hour, 0, 0, 0, loc) }
	terms := exchange.Terms{
		Known:    func(skills string) bool { return skills != "typo" },
		Open:     func(_ string, start, end time.Time) bool { return !start.Before(at(8)) && !end.After(at(20)) },
		Forecast: func(skills string, start, _ time.Time) bool { return skills != "chat" || start.Before(at(12)) },
	}
	head := "Source,SkillCombination,StartDateTime,EndDateTime,Resources\n"
	good := "north,voice,20260302 08:00,20260302 08:30,12.5\nnorth,voice,20260302 08:30,20260302 09:00,13\nsouth,voice,20260302 08:15,20260302 08:45,4\n"
	for _, text := range []string{head + good, good, "\ufeff" + head + good} {
		rows, err := exchange.ReadStaffing(strings.NewReader(text), loc, terms)
		if err != nil || len(rows) != 3 || rows[1].Source != "north" || rows[1].Agents.Cmp(decimal.MustParse("13")) != 0 {
			t.Errorf("%q: %+v, %v", text[:8], rows, err)
		}
	}
	bad := "north,typo,20260302 08:00,20260302 08:30,1\nnorth,voice,20260302 07:30,20260302 08:30,1\nnorth,chat,20260302 12:00,20260302 12:30,1\n,voice,20260302 08:00,20260302 08:30,1\nnorth,voice,20260302 09:00,20260302 09:30,1\nnorth,voice,20260302 09:15,20260302 09:45,-1\nnorth,voice,20260302 09:15,20260302 09:45,1\n"
	_, err := exchange.ReadStaffing(strings.NewReader(bad), loc, terms)
	var faults exchange.Faults
	errors.As(err, &faults)
	want := exchange.Faults{
		{1, "skillcombination", "typo", "a combination of skills of the programme", problem.Wanting(problem.SkillSet)},
		{2, "startdatetime", "20260302 07:30 to 20260302 08:30", "times within the opening hours", problem.Wanting(problem.OpeningHours)},
		{3, "startdatetime", "20260302 12:00 to 20260302 12:30", "times that have a forecast", problem.Wanting(problem.ForecastTimes)},
		{4, "source", "nothing", "who comes: a site or a team", problem.Wanting(problem.Needed)},
		{6, "resources", "-1", "a number of 0 or more, such as 16.85", problem.Wanting(problem.Decimal)},
		{7, "startdatetime", "an overlap", "times that line 5 does not have", problem.Wanting(problem.OwnLine, 5)},
	}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Error(diff)
	}
}

func TestHoursFallIntoTheIntervalsTheyAreWorked(t *testing.T) {
	loc := zone(t, "Asia/Shanghai")
	g, err := grid.New(loc, 30, grid.MustDate("2026-03-02"), 1)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := exchange.ReadStaffing(strings.NewReader("n,voice,20260302 08:00,20260302 09:00,10\ns,voice,20260302 08:15,20260302 08:45,4\nn,voice,20260301 23:30,20260302 00:15,2\nn,voice,20260302 23:45,20260303 01:00,8\n"), loc, exchange.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	got := exchange.Hours(rows, g)["voice"].Values
	for i, want := range map[int]float64{0: 0.5, 1: 0, 15: 0, 16: 5 + 1, 17: 5 + 1, 18: 0, 47: 2} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("interval %d: %v hours, want %v", i, got[i], want)
		}
	}
}

func TestASurplusMendsNoShortfall(t *testing.T) {
	got, err := exchange.BoardOf([]float64{10, 10, 10, 0}, []float64{8, 10, 12, 0}, []float64{8, 7, 20, 1}, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	want := exchange.Slot{Required: 30, Committed: 30, Delivered: 36, Short: 3, Surplus: 9, Uncovered: 2}
	if diff := cmp.Diff(want, got.Total); diff != "" || got.Worst != 1 {
		t.Errorf("worst %d: %s", got.Worst, diff)
	}
	if math.Abs(got.Kept-2./3) > 1e-12 || math.Abs(got.Weighted-20./30) > 1e-12 {
		t.Errorf("kept %v, weighted %v; want 2/3 and 2/3", got.Kept, got.Weighted)
	}
	edge, err := exchange.BoardOf([]float64{1}, []float64{100}, []float64{95}, 0.05)
	if err != nil || edge.Kept != 1 || !edge.Total.Kept || edge.Worst != 0 {
		t.Errorf("on the tolerance: %+v (%v)", edge, err)
	}
	if none, err := exchange.BoardOf([]float64{1}, []float64{0}, []float64{0}, 0); err != nil || !math.IsNaN(none.Kept) || none.Worst != -1 {
		t.Errorf("nothing was promised: %+v (%v)", none, err)
	}
}

func TestABoardThatCannotBeIsRefused(t *testing.T) {
	var refused *exchange.BoardError
	one := []float64{1}
	for name, refuse := range map[string]func() error{
		"other intervals":   func() error { _, err := exchange.BoardOf(one, one, []float64{1, 2}, 0); return err },
		"a tolerance of 1":  func() error { _, err := exchange.BoardOf(one, one, one, 1); return err },
		"negative hours":    func() error { _, err := exchange.BoardOf(one, []float64{-1}, one, 0); return err },
		"hours of no count": func() error { _, err := exchange.BoardOf(one, one, []float64{math.NaN()}, 0); return err },
	} {
		if err := refuse(); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	loc := zone(t, "America/New_York")
	rapid.Check(t, func(rt *rapid.T) {
		start := time.Date(2026, rapid.SampledFrom([]time.Month{3, 11}).Draw(rt, "month"), rapid.IntRange(1, 9).Draw(rt, "day"), 0, 0, 0, 0, loc)
		var gaps []exchange.Gap
		for range rapid.IntRange(1, 60).Draw(rt, "rows") {
			end := start.Add(30 * time.Minute)
			gaps = append(gaps, exchange.Gap{Skill: "a, b", Start: start, End: end, Agents: decimal.MustNew(rapid.Int64Range(0, 1e6).Draw(rt, "agents"), 2)})
			start = end
		}
		var text strings.Builder
		if err := exchange.WriteGaps(&text, gaps, loc); err != nil {
			rt.Fatal(err)
		}
		back, err := exchange.ReadGaps(strings.NewReader(text.String()), loc)
		if err != nil || len(back) != len(gaps) {
			rt.Fatalf("%v\n%s", err, text.String())
		}
		for i := range gaps {
			// The first row may begin in the second of two like hours: nothing says so.
			if i > 2 && (!back[i].Start.Equal(gaps[i].Start) || !back[i].End.Equal(gaps[i].End) || back[i].Agents != gaps[i].Agents) {
				rt.Errorf("row %d: %+v, want %+v", i, back[i], gaps[i])
			}
		}
	})
}

// FuzzRead reads any bytes: nothing panics, what comes out is whole, and what does
// not says where and why.
func FuzzRead(f *testing.F) {
	f.Add(export)
	f.Add("source,skillcombination,startdatetime,enddatetime,resources\nn,v,20260302 08:00,20260302 08:30,12.5\n")
	f.Add("x,20211031 01:30,20211031 01:00,0,0,0,3\n")
	f.Add("\"")
	f.Add("\ufeff,,,,,,\n,,,,\n")
	loc := zone(f, "Europe/London")
	f.Fuzz(func(t *testing.T, text string) {
		gaps, err := exchange.ReadGaps(strings.NewReader(text), loc)
		check(t, text, err)
		for _, g := range gaps {
			if g.Skill == "" || !g.End.After(g.Start) || g.Agents.IsNeg() || g.Line < 1 {
				t.Errorf("%q: %+v", text, g)
			}
		}
		rows, err := exchange.ReadStaffing(strings.NewReader(text), loc, exchange.Terms{})
		check(t, text, err)
		for _, s := range rows {
			if s.Source == "" || s.Skills == "" || !s.End.After(s.Start) || s.Agents.IsNeg() {
				t.Errorf("%q: %+v", text, s)
			}
		}
	})
}

func check(t *testing.T, text string, err error) {
	t.Helper()
	var faults exchange.Faults
	if err == nil {
		return
	}
	if !errors.As(err, &faults) {
		t.Fatalf("%q: %v", text, err)
	}
	for _, f := range faults {
		if f.Line < 1 || f.Found == "" || f.Expected == "" || !f.Want.Known() {
			t.Errorf("%q: %+v", text, f)
		}
	}
}
