package format_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/scheduling/shifts"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// whole uses every field of the format. The required numbers of one Monday to
// Sunday in London, in hours, are filled in by document: the week has 167.
const whole = `{
 "format": "muster-roster-problem/1",
 "horizon": {"zone": "Europe/London", "first_day": "2026-03-23", "days": 7, "interval_minutes": 60},
 "groups": [
  {"code": "voice", "required": REQUIRED, "present": REQUIRED,
   "price": {"under": [{"per_hour": 50}, {"beyond": 2, "per_hour": 25.5}], "over": [{"beyond": 1, "per_hour": 5}]}},
  {"code": "chat", "required": REQUIRED}
 ],
 "templates": [
  {"code": "D", "class": "day", "days": [1, 2, 3, 4, 5, 7], "earliest_start": "07:00", "latest_start": "13:30", "step_minutes": 15,
   "lengths": [300, 510], "min_gap_minutes": 60,
   "pauses": [
    {"code": "lunch", "minutes": 30, "earliest_minutes": 180, "latest_minutes": 300, "from_length": 360},
    {"code": "break", "minutes": 15, "paid": true, "earliest_minutes": 240, "before_end_minutes": 30, "step_minutes": 5}]},
  {"code": "N", "earliest_start": "22:00", "lengths": [480]}
 ],
 "agreements": [
  {"code": "full", "rest_minutes": 660, "max_consecutive_days": 6, "min_consecutive_days": 1, "min_consecutive_days_off": 2,
   "week_minutes": {"min": 2400, "max": 2400}, "week_days": {"max": 5}, "min_week_days_off": 2,
   "period_minutes": {"min": 1000}, "period_shifts": {"max": 0}, "max_weekends": 0, "caps": [{"class": "night", "max": 2}], "rules": [{"kind": "paid_minutes", "class": "N", "span": "rolling", "days": 7, "min": 60, "max": 2880, "source": "law"}, {"kind": "shifts", "span": "week", "max": 0}, {"kind": "barred_hours", "from": "22:00", "to": "06:00", "weekdays": [7]}, {"kind": "day_off_length", "min": 2160, "from": "12:00", "flex": 240}, {"kind": "start_spread", "span": "week", "max": 0}, {"kind": "pattern", "anchor": "2026-01-05", "cycle": [["N"], [], ["off"]]}, {"kind": "no_succession", "class": "N", "next": "D"}]}
 ],
 "people": [
  {"code": "Ann", "agreement": "full", "templates": ["N", "D"], "groups": ["chat", "voice"], "past_days": 7, "burden": 2.5, "burdens": {"nights": 7}, "share": 0.5, "hour_cost": 20,
   "availability": [{"days": [6, 7], "from": "08:00", "to": "30:00"}, {"date": "2026-03-24"}],
   "absences": [{"from": "2026-03-26", "to": "2026-03-27", "paid_minutes": 480}, {"from": "2026-04-20"}],
   "past": [{"date": "2026-03-22", "start": "22:00", "minutes": 480, "paid_minutes": 450, "class": "night"}],
   "fixed": [{"date": "2026-03-29", "start": "09:00", "minutes": 240, "template": "D", "group": "voice",
              "breaks": [{"start": "10:00", "minutes": 15, "paid": true}]}],
   "preferences": [{"date": "2026-03-25", "wish": "off", "weight": 3}, {"days": [2], "wish": "not_start", "from": "06:00", "to": "09:00"}]}
 ],
 "fairness": {"per_point2": 0.5, "weekend": 1, "early": 0.25, "late": 0.75, "undesired": 2, "early_before": "08:00", "late_after": "20:00",
  "weights": {"nights": 3, "short_rests": 1.5}, "night_from": "22:00", "night_to": "29:00", "night_minutes": 120,
  "holidays": ["2026-03-25", "2026-12-25"], "short_rest_minutes": 660, "desired_from": "08:00", "desired_to": "10:00"}
}`

// document fills in a requirement of n people in each of the week's hours.
func document(text string) string {
	return strings.ReplaceAll(text, "REQUIRED", "["+strings.TrimSuffix(strings.Repeat("1,", 167), ",")+"]")
}

func TestEveryFieldIsRead(t *testing.T) {
	p, err := format.ReadProblem(strings.NewReader("\ufeff" + document(whole)))
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Grid.Location().String() + " " + p.Grid.First().String(); got != "Europe/London 2026-03-23" || p.Grid.Len() != 167 {
		t.Errorf("horizon %s with %d intervals, want Europe/London 2026-03-23 with 167", got, p.Grid.Len())
	}
	if len(p.Groups) != 2 || p.Groups[0].Present[3] != 1 || p.Groups[0].Price.Under[1] != (roster.Step{Beyond: 2, PerHour: 25.5}) {
		t.Errorf("groups %+v", p.Groups)
	}
	if diff := cmp.Diff(roster.DefaultPrice(), p.Groups[1].Price); diff != "" {
		t.Errorf("price when none is given (-want +got) %s", diff)
	}
	weekdays := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Sunday}
	templates := []shifts.Template{
		{Code: "D", Class: "day", Days: weekdays, EarliestStart: 420, LatestStart: 810, Step: 15, Lengths: []int{300, 510}, MinGap: 60,
			Pauses: []shifts.Pause{
				{Code: "lunch", Minutes: 30, Earliest: 180, Latest: 300, FromLength: 360},
				{Code: "break", Minutes: 15, Paid: true, Earliest: 240, BeforeEnd: 30, Step: 5}}},
		{Code: "N", EarliestStart: 1320, LatestStart: 1320, Lengths: []int{480}},
	}
	if diff := cmp.Diff(templates, p.Templates); diff != "" {
		t.Errorf("templates (-want +got) %s", diff)
	}
	agreements := []rules.Agreement{{
		Code: "full", RestMinutes: 660, MaxConsecutiveDays: 6, MinConsecutiveDays: 1, MinConsecutiveDaysOff: 2,
		WeekMinutes: rules.Range{Min: 2400, Max: 2400}, WeekDays: rules.Range{Max: 5}, MinWeekDaysOff: 2,
		PeriodMinutes: rules.Range{Min: 1000}, PeriodShifts: rules.Range{Max: rules.Nothing}, MaxWeekends: rules.Nothing,
		Caps: []rules.ClassCap{{Class: "night", Max: 2}},
		Rules: []labour.Rule{
			{Kind: labour.PaidMinutes, Class: "N", Span: labour.Rolling, Days: 7, Min: 60, Max: 2880, Source: "law"},
			{Kind: labour.Shifts, Span: labour.Week, Max: labour.Nothing},
			{Kind: labour.BarredHours, From: 1320, To: 360, Weekdays: []time.Weekday{time.Sunday}},
			{Kind: labour.DayOffLength, Min: 2160, From: 720, Flex: 240}, {Kind: labour.StartSpread, Span: labour.Week},
			{Kind: labour.Pattern, Anchor: grid.MustDate("2026-01-05"), Cycle: [][]string{{"N"}, {}, {labour.Off}}},
			{Kind: labour.NoSuccession, Class: "N", Then: "D"},
		},
	}}
	if diff := cmp.Diff(agreements, p.Agreements); diff != "" {
		t.Errorf("agreements (-want +got) %s", diff)
	}
	fairness := roster.Fairness{PerPoint2: 0.5, Weekend: 1, Early: 0.25, Late: 0.75, Undesired: 2, EarlyBefore: 480, LateAfter: 1200,
		Weights: roster.Load{roster.Nights: 3, roster.ShortRests: 1.5}, NightFrom: 1320, NightTo: 1740, NightMinutes: 120,
		Holidays: []int{2}, ShortRest: 660, DesiredFrom: 480, DesiredTo: 600}
	if diff := cmp.Diff(fairness, p.Fairness); diff != "" {
		t.Errorf("fairness (-want +got) %s", diff)
	}
	if ann := p.People[0]; ann.Share != 0.5 || ann.Load != (roster.Load{roster.Nights: 7}) {
		t.Errorf("share %v, burdens %v; want 0.5 and 7 nights", ann.Share, ann.Load)
	}
}

func TestPeopleAreReadInLocalTime(t *testing.T) {
	p, err := format.ReadProblem(strings.NewReader(document(whole)))
	if err != nil {
		t.Fatal(err)
	}
	day := 1440
	// The clocks go forward on Sunday 29 March at one: from then on the minutes of
	// the horizon are 60 less than the clock says.
	want := roster.Person{
		Code: "Ann", Templates: []int{1, 0}, Groups: []int{1, 0}, PastDays: 7, Burden: 2.5, HourCost: 20, Limited: true,
		Load: roster.Load{roster.Nights: 7}, Share: 0.5,
		Windows: []rules.Window{
			{Day: 5, Start: 5*day + 480, End: 5*day + 1800 - 60}, {Day: 6, Start: 6*day + 480 - 60, End: 6*day + 1800 - 60},
			{Day: 1, Start: day, End: 2 * day}},
		Absences: []rules.Absence{{Day: 3, Paid: 480}, {Day: 4, Paid: 480}},
		Past:     []rules.Shift{{Day: -1, Start: -120, End: 360, Paid: 450, Class: "night"}},
		Fixed: []roster.Fixed{{Day: 6, Shift: roster.Shift{Template: 0, Group: 0, Start: 6*day + 540 - 60, Minutes: 240,
			Breaks: []roster.Break{{Start: 6*day + 600 - 60, Minutes: 15, Paid: true}}}}},
		Preferences: []roster.Preference{
			{Day: 2, Wish: roster.WishOff, From: 2 * day, To: 3 * day, Weight: 3},
			{Day: 1, Wish: roster.WishNotStart, From: day + 360, To: day + 540, Weight: 1}},
	}
	if diff := cmp.Diff(want, p.People[0]); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
}

func TestEveryBadFieldIsNamedWithItsLine(t *testing.T) {
	cases := []struct {
		name, from, to string
		want           []string // "line path"
	}{
		{"no such agreement", `"agreement": "full"`, `"agreement": "ful"`, []string{"23 people[0].agreement"}},
		{"no agreement", `"agreement": "full", `, ``, []string{"23 people[0]"}},
		{"no such template", `["N", "D"]`, `["N", "X", 3]`, []string{"23 people[0].templates[1]", "23 people[0].templates[2]"}},
		{"unknown field", `"burden"`, `"burdon"`, []string{"23 people[0].burdon"}},
		{"field twice", `"zone": "Europe/London"`, `"zone": "Europe/London", "zone": "Europe/Paris"`, []string{"3 horizon.zone"}},
		{"unknown zone", `Europe/London`, `Europe/Londres`, []string{"3 horizon.zone"}},
		{"odd intervals", `"interval_minutes": 60`, `"interval_minutes": 7`, []string{"3 horizon"}},
		{"not a date", `2026-03-23`, `23.3.2026`, []string{"3 horizon.first_day"}},
		{"not a time", `"07:00"`, `"7 am"`, []string{"10 templates[0].earliest_start"}},
		{"not a weekday", `[1, 2, 3, 4, 5, 7]`, `[0]`, []string{"10 templates[0].days[0]"}},
		{"not a number", `"rest_minutes": 660`, `"rest_minutes": "660"`, []string{"18 agreements[0].rest_minutes"}},
		{"minutes of an hour too many", `"minutes": 15, "paid": true, "earliest`, `"minutes": 15.5, "paid": 1, "earliest`,
			[]string{"14 templates[0].pauses[1].minutes", "14 templates[0].pauses[1].paid"}},
		{"reversed limits", `{"min": 2400, "max": 2400}`, `{"min": 2400, "max": 1200}`, []string{"19 agreements[0].week_minutes"}},
		{"requirement too short", `"code": "chat", "required": REQUIRED`, `"code": "chat", "required": [1]`, []string{"7 groups[1].required"}},
		{"negative demand", `"code": "chat", "required": [1`, `"code": "chat", "required": [-1`, []string{"7 groups[1].required[0]"}},
		{"rolling window without length", `"days": 7, "min": 60`, `"days": 0, "min": 60`, []string{"20 agreements[0].rules[0].days"}},
		{"unknown kind of rule", `"kind": "shifts"`, `"kind": "naps"`, []string{"20 agreements[0].rules[1].kind"}},
		{"window without length", `"to": "30:00"`, `"to": "08:00"`, []string{"24 people[0].availability[0]"}},
		{"absence reversed", `"to": "2026-03-27"`, `"to": "2026-03-20"`, []string{"25 people[0].absences[0]"}},
		{"overlapping fixed shifts", `"fixed": [`, `"fixed": [{"date": "2026-03-28", "start": "20:00", "minutes": 900, "group": "voice"}, `, []string{"27 people[0].fixed[1]"}},
		{"wrong wish", `"wish": "off"`, `"wish": "sleep"`, []string{"29 people[0].preferences[0].wish"}},
		{"another format", `problem/1`, `problem/9`, []string{"2 format"}},
		{"not JSON", `"groups": [`, `"groups": [,`, []string{"4 file"}},
		{"cut short", `"desired_from": "08:00", "desired_to": "10:00"}
}`, ``, []string{"33 file"}},
		{"more than one document", `"desired_to": "10:00"}
}`, `"desired_to": "10:00"}
} {}`, []string{"34 file"}},
		{"burden of an account that is none", `"burdens": {"nights": 7}`, `"burdens": {"noons": 7}`, []string{"23 people[0].burdens.noons"}},
		{"negative burden", `"burdens": {"nights": 7}`, `"burdens": {"nights": -7}`, []string{"23 people[0].burdens.nights"}},
		{"holiday that is no day", `"holidays": ["2026-03-25"`, `"holidays": ["Easter"`, []string{"33 fairness.holidays[0]"}},
	}
	for _, c := range cases {
		text := document(whole)
		changed := strings.Replace(text, document(c.from), document(c.to), 1)
		if changed == text {
			t.Fatalf("%s: nothing to change", c.name)
		}
		_, err := format.ReadProblem(strings.NewReader(changed))
		var faults *format.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: error %v, want *Faults", c.name, err)
			continue
		}
		var got []string
		for _, f := range faults.List {
			got = append(got, strings.Join([]string{jsonOf(f.Line), f.Field}, " "))
			if f.Found == "" || f.Expected == "" {
				t.Errorf("%s: fault %+v lacks what was found or expected", c.name, f)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %v\n(-want +got) %s", c.name, err, diff)
		}
	}
}

func jsonOf(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func FuzzReadProblem(f *testing.F) {
	f.Add(document(whole))
	f.Add(`{"format":"muster-roster-problem/1","horizon":{"zone":"UTC","first_day":"2026-01-01","days":1}}`)
	f.Add(`[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]`)
	f.Add(`{"people":{"a":[{}]},"groups":[1,"2",null,{"code":[]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := format.ReadProblem(strings.NewReader(text))
		if (p == nil) == (err == nil) {
			t.Errorf("problem %v and error %v", p, err)
		}
		if p != nil && len(p.Faults()) > 0 {
			t.Errorf("a problem with faults was read: %v", p.Faults())
		}
	})
}

func TestPeopleOfOneAgreementTakeTheirTurnsInItsRotation(t *testing.T) {
	p, err := format.ReadProblem(strings.NewReader(document(`{"format": "muster-roster-problem/1",
 "horizon": {"zone": "Europe/London", "first_day": "2026-03-23", "days": 7, "interval_minutes": 60},
 "groups": [{"code": "voice", "required": REQUIRED}],
 "templates": [{"code": "N", "class": "N", "earliest_start": "22:00", "lengths": [480]}],
 "agreements": [{"code": "full", "rules": [{"kind": "pattern", "anchor": "2026-01-05", "cycle": [["N"], ["off"]]}, {"kind": "days_off_in_row", "max": 3}]}],
 "people": [
  {"code": "Ann", "agreement": "full", "templates": ["N"], "groups": ["voice"]},
  {"code": "Bo", "agreement": "full", "rotation_weeks": 2, "templates": ["N"], "groups": ["voice"]},
  {"code": "Cy", "agreement": "full", "rotation_weeks": 2, "templates": ["N"], "groups": ["voice"]}]}`)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, person := range p.People {
		got = append(got, p.Agreements[person.Agreement].Rules[0].Anchor.String())
	}
	if want := []string{"2026-01-05", "2026-01-19", "2026-01-19"}; !cmp.Equal(got, want) || len(p.Agreements) != 2 {
		t.Errorf("rotations begin on %v under %d agreements; want %v under 2", got, len(p.Agreements), want)
	}
}
