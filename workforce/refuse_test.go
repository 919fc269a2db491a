package workforce_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// refused returns the names of the fields that a constructor refused.
func refused(t *testing.T, err error) []string {
	t.Helper()
	var invalid *workforce.InvalidError
	if err == nil {
		return nil
	}
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v; want *workforce.InvalidError", err)
	}
	var fields []string
	for _, f := range invalid.Fields {
		if f.Found == "" || f.Expected == "" {
			t.Errorf("field %s says found %q, expected %q; want both", f.Field, f.Found, f.Expected)
		}
		if f.Want.Code == "" {
			t.Errorf("field %s expects %q without a code, which a screen in Chinese cannot say", f.Field, f.Expected)
		}
		fields = append(fields, f.Field)
	}
	return fields
}

func expectRefused(t *testing.T, name string, err error, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, refused(t, err)); diff != "" {
		t.Errorf("%s: refused fields (-want +got), error %v:\n%s", name, err, diff)
	}
}

func TestASiteNeedsAZoneTheProgramKnows(t *testing.T) {
	good := workforce.Site{Code: " LDS ", Name: " Leeds", Zone: "Europe/London ", Country: "gb"}
	got, err := workforce.NewSite(good)
	want := workforce.Site{Code: "LDS", Name: "Leeds", Zone: "Europe/London", Country: "GB"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("NewSite(%+v) (-want +got), %v:\n%s", good, err, diff)
	}
	if got.Location().String() != "Europe/London" {
		t.Errorf("location %s; want Europe/London", got.Location())
	}
	for _, zone := range []string{"", "Local", "Mars/Olympus", "GMT+25", "../etc/passwd"} {
		_, err := workforce.NewSite(workforce.Site{Code: "A", Name: "A", Zone: zone, Country: "GB"})
		expectRefused(t, "zone "+zone, err, "zone")
	}
	_, err = workforce.NewSite(workforce.Site{Code: "", Name: "tab\there", Zone: "", Country: "England", CalendarID: -1})
	expectRefused(t, "everything wrong", err, "code", "name", "zone", "country", "calendarId")
	if loc := (workforce.Site{}).Location(); loc != time.UTC {
		t.Errorf("a site nobody checked is in %s; want UTC", loc)
	}
}

func TestCodesAndNamesArePrintableAndShort(t *testing.T) {
	cases := []struct {
		code string
		ok   bool
	}{
		{"A", true}, {strings.Repeat("x", 64), true}, {"客服-01", true}, {"a b", true},
		{"", false}, {strings.Repeat("x", 65), false}, {"a|b", false}, {"a\nb", false}, {"a\x7fb", false}, {"a\xffb", false},
	}
	for _, c := range cases {
		_, err := workforce.NewCalendar(workforce.Calendar{Code: c.code, Name: "N"})
		if (err == nil) != c.ok {
			t.Errorf("code %q: %v; want ok %t", c.code, err, c.ok)
		}
	}
	_, err := workforce.NewSkill(workforce.Skill{Code: "billing:3", Name: "N"})
	expectRefused(t, "a colon in a skill's code", err, "code")
	if err == nil || !strings.Contains(err.Error(), `found "billing:3"`) {
		t.Errorf("%v; want it to show what was found", err)
	}
}

func TestAMessageShowsNoMoreOfALongTextThanNeeded(t *testing.T) {
	_, err := workforce.NewSkill(workforce.Skill{Code: strings.Repeat("长", 5000), Name: "N"})
	if err == nil || len(err.Error()) > 400 {
		t.Errorf("message of %d bytes; want a short one", len(err.Error()))
	}
}

// 004-09, 004-12, 003-13, 003-14: all ways to a hotline on which people serve stand side by side in one
// set-up. IVR, terminals and robots serve by themselves: nobody is staffed for them.
func TestTheChannelsOfAHotlineStandInOneSetUp(t *testing.T) {
	for _, c := range []struct {
		name             string
		kind             workforce.ChannelKind
		concurrency      int
		spoken, deferred bool
	}{
		{"热线", workforce.Voice, 1, true, false},
		{"短信营业厅", workforce.Messaging, 5, false, false},
		{"传真", workforce.Ticket, 1, false, true},
		{"E-mail", workforce.Email, 1, false, true},
		{"网站", workforce.Chat, 3, false, false},
		{"APP", workforce.Chat, 3, false, false},
		{"微博", workforce.Social, 4, false, false},
		{"微信", workforce.Messaging, 5, false, false},
		{"人工在线", workforce.Chat, 3, false, false},
	} {
		ch, err := workforce.NewChannel(workforce.Channel{Code: c.name, Name: c.name, Kind: c.kind, Concurrency: c.concurrency})
		if err != nil || ch.Spoken() != c.spoken || ch.Deferred() != c.deferred {
			t.Errorf("%s: spoken %t, deferred %t (%v)", c.name, ch.Spoken(), ch.Deferred(), err)
		}
	}
}

func TestSpokenChannelsTakeOneContactAtATime(t *testing.T) {
	cases := []struct {
		kind        workforce.ChannelKind
		concurrency int
		want        []string
	}{
		{workforce.Voice, 1, nil}, {workforce.Voice, 2, []string{"concurrency"}}, {workforce.Chat, 3, nil},
		{workforce.Chat, 0, []string{"concurrency"}}, {workforce.Ticket, 1, nil}, {workforce.Chat, 51, []string{"concurrency"}},
		{"pigeon", 1, []string{"kind"}},
	}
	for _, c := range cases {
		_, err := workforce.NewChannel(workforce.Channel{Code: "c", Name: "C", Kind: c.kind, Concurrency: c.concurrency})
		expectRefused(t, string(c.kind), err, c.want...)
	}
	for _, kind := range workforce.ChannelKinds() {
		ch := workforce.Channel{Kind: kind}
		if ch.Spoken() && ch.Deferred() {
			t.Errorf("%s is both spoken and deferred", kind)
		}
	}
}

func TestEmployersAndTeamsNameWhatTheyNeed(t *testing.T) {
	_, err := workforce.NewEmployer(workforce.Employer{Code: "A", Name: "A", Kind: "friend"})
	expectRefused(t, "employer", err, "kind")
	_, err = workforce.NewTeam(workforce.Team{Code: "A", Name: "A"})
	expectRefused(t, "team", err, "siteId", "employerId")
	_, err = workforce.NewTeam(workforce.Team{Code: "A", Name: "A", SiteID: 1, EmployerID: 1})
	expectRefused(t, "a good team", err)
	_, err = workforce.NewTeam(workforce.Team{Code: "A", Name: "A", SiteID: 1, EmployerID: 1, MaxOnPause: -1, MaxPauseShare: 1.5})
	expectRefused(t, "a team with limits that cannot be", err, "maxOnPause", "maxPauseShare")
}

func TestCalendarDaysContradictNeitherThemselvesNorEachOther(t *testing.T) {
	day := func(date string, kind workforce.DayKind, name string) workforce.CalendarDay {
		return workforce.CalendarDay{Date: grid.MustDate(date), Kind: kind, Name: name}
	}
	hundredth, awful := -101.0, math.NaN()
	_, err := workforce.NewCalendarDays([]workforce.CalendarDay{
		day("2026-01-02", workforce.Event, "A"), day("2026-01-02", workforce.Event, "B"),
		day("2026-01-01", workforce.Holiday, "New Year"), day("2026-01-01", workforce.SchoolBreak, "Winter"),
	})
	expectRefused(t, "days that go together", err)
	_, err = workforce.NewCalendarDays([]workforce.CalendarDay{
		day("2026-01-01", workforce.Holiday, "New Year"), day("2026-01-01", workforce.Holiday, "Neujahr"), day("2026-01-01", workforce.Workday, "Work"),
		{Kind: "feast", UpliftPct: &hundredth}, {Date: grid.MustDate("2026-02-01"), Kind: workforce.Event, Name: "X", UpliftPct: &awful},
	})
	expectRefused(t, "days that do not", err, "days[1]", "days[3].date", "days[3].kind", "days[3].name", "days[3].upliftPct", "days[4].upliftPct", "days[2].kind")
}

func TestCalendarDaysComeOutInOrderAndTheArgumentIsLeftAlone(t *testing.T) {
	given := []workforce.CalendarDay{
		{Date: grid.MustDate("2026-02-01"), Kind: workforce.Event, Name: " B "}, {Date: grid.MustDate("2026-01-01"), Kind: workforce.Event, Name: "A"},
	}
	got, err := workforce.NewCalendarDays(given)
	if err != nil || got[0].Name != "A" || got[1].Name != "B" || given[0].Name != " B " {
		t.Errorf("got %v, %v; argument now %v", got, err, given)
	}
}

func goodGoal() workforce.ServiceGoal {
	return workforce.ServiceGoal{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, PatienceS: 120}
}

// certain is a good goal with a certainty and costs.
func certain(share float64, costs workforce.ServiceCosts) workforce.ServiceGoal {
	g := goodGoal()
	g.Certainty, g.Costs = share, costs
	return g
}

func goodQueue() workforce.Queue {
	return workforce.Queue{Code: "Q", Name: "Q", SiteID: 1, ChannelID: 1, IntervalMin: 30, Goals: []workforce.ServiceGoal{goodGoal()}}
}

func TestAQueueRefusesWhatCannotBePlanned(t *testing.T) {
	cases := []struct {
		name string
		spot func(*workforce.Queue)
		want []string
	}{
		{"nothing wrong", func(*workforce.Queue) {}, nil},
		{"20-minute intervals", func(q *workforce.Queue) { q.IntervalMin = 20 }, []string{"intervalMin"}},
		{"no site, no channel, no skill like that", func(q *workforce.Queue) { q.SiteID, q.ChannelID, q.SkillID = 0, 0, -1 }, []string{"siteId", "channelId", "skillId"}},
		{"no goal", func(q *workforce.Queue) { q.Goals = nil }, []string{"goal"}},
		{"impossible ratios", func(q *workforce.Queue) {
			q.Goals[0].SLTarget, q.Goals[0].MaxOccupancy, q.Goals[0].InOfficeShrinkage, q.Goals[0].OutOfOfficeShrinkage = 1, 1.01, 1, -0.1
		}, []string{"goal.slTarget", "goal.maxOccupancy", "goal.inOfficeShrinkage", "goal.outOfOfficeShrinkage"}},
		{"times that are none", func(q *workforce.Queue) {
			q.Goals[0].ThresholdS, q.Goals[0].ASATargetS, q.Goals[0].AHTS, q.Goals[0].PatienceS = -1, math.Inf(1), math.NaN(), -5
		}, []string{"goal.thresholdS", "goal.asaTargetS", "goal.patienceS", "goal.ahtS"}},
		{"unknown variant, negative people", func(q *workforce.Queue) { q.Goals[0].SLVariant, q.Goals[0].MinAgents = "sl_best", -1 }, []string{"goal.slVariant", "goal.minAgents"}},
		{"abandons of callers who never give up", func(q *workforce.Queue) { q.Goals[0].PatienceS, q.Goals[0].MaxAbandon = 0, 0.05 }, []string{"goal.patienceS"}},
		{"a method nobody knows", func(q *workforce.Queue) { q.Goals[0].Method = "magic" }, []string{"goal.method"}},
		{"categories beside the two shares", func(q *workforce.Queue) {
			q.Goals[0].InOfficeShrinkage, q.Goals[0].OutOfOfficeShrinkage = 0.1, 0.2
			q.Goals[0].Categories = []workforce.ShrinkageCategory{{Name: "Leave", Share: 0.1}}
		}, []string{"goal.inOfficeShrinkage", "goal.outOfOfficeShrinkage"}},
		{"categories that cannot be", func(q *workforce.Queue) {
			q.Goals[0].InOfficeShrinkage, q.Goals[0].OutOfOfficeShrinkage = 0, 0
			q.Goals[0].Categories = []workforce.ShrinkageCategory{{Name: "", Share: 0.1}, {Name: "Leave", Share: 1}, {Name: "Leave", Share: -0.1}}
		}, []string{"goal.shrinkage[0].name", "goal.shrinkage[1].share", "goal.shrinkage[2].share", "goal.shrinkage[2].name", "goal.shrinkage"}},
		{"certainties that cannot be told", func(q *workforce.Queue) {
			q.Goals[0].Certainty = 0.4
			q.Goals = append(q.Goals, certain(0.995, workforce.ServiceCosts{}))
		}, []string{"goals[0].certainty", "goals[1].certainty", "goals[1].validFrom"}},
		{"certain and cheap", func(q *workforce.Queue) {
			q.Goals[0] = certain(0.9, workforce.ServiceCosts{AgentHour: 20, WaitHour: 30})
		}, []string{"goal.certainty"}},
		{"costs by the course of the day", func(q *workforce.Queue) {
			q.Goals[0] = certain(0, workforce.ServiceCosts{AgentHour: 20, WaitHour: 30})
			q.Goals[0].Method = workforce.MethodCourse
		}, []string{"goal.method"}},
		{"costs without people", func(q *workforce.Queue) {
			q.Goals[0].Costs = workforce.ServiceCosts{WaitHour: 30}
		}, []string{"goal.costs.agentHour"}},
		{"costs of nothing but people", func(q *workforce.Queue) {
			q.Goals[0].Costs = workforce.ServiceCosts{AgentHour: 20}
		}, []string{"goal.costs.waitHour"}},
		{"costs that are no amounts", func(q *workforce.Queue) {
			q.Goals[0].Costs = workforce.ServiceCosts{AgentHour: -1, WaitHour: math.Inf(1), Abandonment: math.NaN()}
		}, []string{"goal.costs.agentHour", "goal.costs.waitHour", "goal.costs.abandonment"}},
		{"a cost of callers who never give up", func(q *workforce.Queue) {
			q.Goals[0].PatienceS, q.Goals[0].Costs = 0, workforce.ServiceCosts{AgentHour: 20, Abandonment: 5}
		}, []string{"goal.costs.abandonment"}},
		{"two goals from one day", func(q *workforce.Queue) { q.Goals = append(q.Goals, goodGoal()) }, []string{"goals[1].validFrom"}},
		{"closing before opening", func(q *workforce.Queue) {
			q.Hours = workforce.OpeningHours{{Weekday: 9, Opens: 1440, Closes: 100}}
		}, []string{"openingHours[0].weekday", "openingHours[0].opens", "openingHours[0].closes"}},
	}
	for _, c := range cases {
		q := goodQueue()
		c.spot(&q)
		_, err := workforce.NewQueue(q)
		expectRefused(t, c.name, err, c.want...)
	}
}

func TestShrinkageMultiplies(t *testing.T) {
	g := workforce.ServiceGoal{InOfficeShrinkage: 0.1, OutOfOfficeShrinkage: 0.2}
	if got := g.Shrinkage(); math.Abs(got-0.28) > 1e-12 {
		t.Errorf("10 %% in the office and 20 %% out of it: %v; want 0.28", got)
	}
}

func TestShrinkageByCategoryTellsWhatTheRosterKnows(t *testing.T) {
	// The example of the docs: 100 people paid, 88 on the roster, 80 present.
	g := workforce.ServiceGoal{Categories: []workforce.ShrinkageCategory{
		{Name: "Leave", Share: 0.12, Planned: true}, {Name: "Sickness", Share: 0.08},
		{Name: "Coaching", Share: 0.06, InOffice: true, Planned: true}, {Name: "System trouble", Share: 0.04, InOffice: true},
	}}
	if got := g.Shrinkage(); math.Abs(got-0.28) > 1e-12 {
		t.Errorf("10 %% in the office and 20 %% out of it by category: %v; want 0.28", got)
	}
	if got, want := g.RosteredShrinkage(), 1-72./88; math.Abs(got-want) > 1e-12 {
		t.Errorf("of those on the roster %v are not available; want %v, 72 of 88 are", got, want)
	}
	whole := workforce.ServiceGoal{InOfficeShrinkage: 0.1, OutOfOfficeShrinkage: 0.2}
	if got := whole.RosteredShrinkage(); got != whole.Shrinkage() {
		t.Errorf("of two figures nothing is known beforehand: %v of the roster, %v in all", got, whole.Shrinkage())
	}
}

func TestAGoalIsRefusedByItself(t *testing.T) {
	expectRefused(t, "a good goal", workforce.CheckGoal(goodGoal()))
	bad := goodGoal()
	bad.SLTarget, bad.Method = 2, "guess"
	expectRefused(t, "a bad goal", workforce.CheckGoal(bad), "goal.slTarget", "goal.method")
}

func TestTheGoalOfADayIsTheLastThatHasBegun(t *testing.T) {
	q := goodQueue()
	march := goodGoal()
	march.ValidFrom, march.SLTarget = grid.MustDate("2026-03-01"), 0.9
	q = q.WithGoal(march)
	q, err := workforce.NewQueue(q)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2025-01-01": 0.8, "2026-02-28": 0.8, "2026-03-01": 0.9, "2030-01-01": 0.9} {
		goal, found := q.GoalOn(grid.MustDate(day))
		if !found || goal.SLTarget != want {
			t.Errorf("%s: goal %v, %t; want %v", day, goal.SLTarget, found, want)
		}
	}
	march.SLTarget = 0.95
	if q = q.WithGoal(march); len(q.Goals) != 2 || q.Goals[1].SLTarget != 0.95 {
		t.Errorf("a goal from the same day: %v; want it to replace the one that stood", q.Goals)
	}
	january := goodGoal()
	january.ValidFrom = grid.MustDate("2026-01-01")
	if q = q.WithGoal(january); len(q.Goals) != 3 || q.Goals[1].ValidFrom != january.ValidFrom {
		t.Errorf("a goal between two: %v; want it in its place", q.Goals)
	}
	var none workforce.Queue
	if _, found := none.GoalOn(grid.MustDate("2026-01-01")); found {
		t.Error("a queue without goals has one; want none")
	}
}
