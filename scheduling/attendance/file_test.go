package attendance

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/adherence"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

var soon = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// readText reads a file of the agents A1 in Guangzhou, A2 in Leeds.
func readText(t *testing.T, text string, words Words) *reading {
	t.Helper()
	sheet, err := peoplefile.ReadSheet(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	agents, err := agentsOf(
		[]workforce.Person{{ID: 10, Code: "A1", SiteID: 1}, {ID: 11, Code: "A2", SiteID: 2}},
		[]workforce.Site{{ID: 1, Zone: "Asia/Shanghai"}, {ID: 2, Zone: "Europe/London"}},
	)
	if err != nil {
		t.Fatal(err)
	}
	return read(sheet, agents, words, soon)
}

func utc(text string) time.Time {
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return at
}

// field.md 1.5: states come under the headings and in the words of either language, by
// the clock of each person's site or with an offset, from a text or a workbook's numbers.
func TestAFileOfStatesIsRead(t *testing.T) {
	r := readText(t, "工号;开始时间;结束时间;状态;技能组\n"+
		"A1;2026-11-02 09:00;2026-11-02 11:30:20;就绪;x\n"+
		"A1;2026/11/2 11:30:20;2026/11/2 12:00;午餐;x\n"+
		"A2;2026-11-02T09:00:00+01:00;2026-11-02T10:00:00+01:00;On-Queue;x\n"+
		"A2;46328.5;46328.625;MEETING;x\n"+
		"A2;2026-11-02 15:00;2026-11-02 16:00;AUX 5;x\n", Words{plain("aux 5"): adherence.Pause})
	if len(r.faults) > 0 {
		t.Fatal(r.faults)
	}
	spell := func(person int64, from, to time.Time, a adherence.Activity, state string) Spell {
		return Spell{person, adherence.Spell{From: from, To: to, Activity: a}, state}
	}
	half := utc("2026-11-02 03:30").Add(20 * time.Second)
	want := []Spell{
		spell(10, utc("2026-11-02 01:00"), half, adherence.Work, "就绪"),
		spell(10, half, utc("2026-11-02 04:00"), adherence.Pause, "午餐"),
		spell(11, utc("2026-11-02 08:00"), utc("2026-11-02 09:00"), adherence.Work, "On-Queue"),
		spell(11, utc("2026-11-02 15:00"), utc("2026-11-02 16:00"), adherence.Pause, "AUX 5"),
		spell(11, utc("2026-11-02 12:00").AddDate(0, 0, 0), utc("2026-11-02 15:00"), adherence.Away, "MEETING"),
	}
	want[3], want[4] = want[4], want[3]
	if diff := cmp.Diff(want, r.spells()); diff != "" {
		t.Error(diff)
	}
	var report FileReport
	r.tell(&report)
	if report.People != 2 || report.From.String() != "2026-11-02" || report.To.String() != "2026-11-02" || report.Hours[adherence.Pause] != 29*time.Minute+40*time.Second+time.Hour {
		t.Errorf("%d people from %s to %s, %v", report.People, report.From, report.To, report.Hours)
	}
	if diff := cmp.Diff([]string{"技能组"}, report.Ignored); diff != "" {
		t.Error(diff)
	}
}

func TestEveryFaultOfAFileOfStatesIsNamedWithItsLine(t *testing.T) {
	const head = "code,start,end,state\n"
	for name, c := range map[string]struct {
		text string
		want []FileFault
	}{
		"columns missing": {"agent,start\nA1,x\n", []FileFault{{1, "end", "agent, start", NoColumn, 0}, {1, "state", "agent, start", NoColumn, 0}}},
		"nothing below":   {head, []FileFault{{Line: 1, Kind: NoLines}}},
		"all at once": {head + "A9,2026-11-02 09:00,2026-11-02 10:00,Ready\nA1,9 o'clock,2026-11-02 10:00,Aux 7\nA1,2026-11-02 09:00,2026-11-02 09:00,Ready\n" +
			"A1,2026-11-02 09:00,2026-11-03 09:01,Ready\nA1,2026-12-05 09:00,2026-12-05 10:00,\n", []FileFault{
			{2, "code", "A9", NoPerson, 0}, {3, "state", "Aux 7", WordUnknown, 0}, {3, "start", "9 o'clock", NotATime, 0}, {4, "end", "2026-11-02 09:00", EndNotAfter, 0},
			{5, "end", "2026-11-03 09:01", TooLong, 0}, {6, "state", "", NoState, 0},
		}},
		"in the future": {head + "A1,2026-12-01 07:00,2026-12-01 09:00,Ready\n", []FileFault{{2, "end", "2026-12-01 09:00", NotYet, 0}}},
		"overlap": {head + "A1,2026-11-02 10:00,2026-11-02 11:00,Ready\nA2,2026-11-02 10:30,2026-11-02 11:00,Ready\nA1,2026-11-02 09:00,2026-11-02 10:00:01,Ready\n",
			[]FileFault{{2, "start", "2026-11-02 10:00:00", Overlap, 4}}},
		"the clocks jump": {head + "A2,2026-03-29 01:30,2026-03-29 03:00,Ready\n", []FileFault{{2, "start", "2026-03-29 01:30", SkippedHour, 0}}},
		"nobody can tell": {head + "A2,2026-10-25 00:30,2026-10-25 01:30,Ready\n", []FileFault{{2, "end", "2026-10-25 01:30", TwiceOnIt, 0}}},
	} {
		if diff := cmp.Diff(c.want, readText(t, c.text, nil).faults); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Where the clocks go back, a time is shown twice; the spell before it, or the start of
// the spell that it ends, says which is meant.
func TestATimeThatIsShownTwiceIsToldByItsNeighbours(t *testing.T) {
	r := readText(t, "code,start,end,state\nA2,2026-10-25T01:30:00+01:00,2026-10-25T01:20:00+00:00,Ready\nA2,2026-10-25 01:20,2026-10-25 01:40,Break\nA2,2026-10-25 01:40,2026-10-25 02:10,Ready\n", nil)
	if len(r.faults) > 0 {
		t.Fatal(r.faults)
	}
	var got []string
	for _, s := range r.spells() {
		got = append(got, s.From.Format("15:04")+" "+s.To.Format("15:04"))
	}
	if diff := cmp.Diff([]string{"00:30 01:20", "01:20 01:40", "01:40 02:10"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryWordMeansOneThing(t *testing.T) {
	total := 0
	for word, want := range map[string]adherence.Activity{
		"On Queue": adherence.Work, "on-queue": adherence.Work, "通话中": adherence.Work, "Lunch": adherence.Pause, "小休": adherence.Pause,
		"TRAINING": adherence.Away, "会议": adherence.Away, "Logged out": adherence.Off, "签出": adherence.Off,
	} {
		total++
		if got, told := (Words{}).meaning(word); !told || got != want {
			t.Errorf("%s means %q, want %q", word, got, want)
		}
	}
	if _, told := (Words{}).meaning("AUX 5"); told || total == 0 {
		t.Error("a word that nobody has explained has a meaning")
	}
	if got, _ := (Words{plain("Lunch"): adherence.Away}).meaning("lunch"); got != adherence.Away {
		t.Errorf("the centre says that lunch is away; it means %q", got)
	}
}
