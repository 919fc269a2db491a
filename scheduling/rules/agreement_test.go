package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/scheduling/rules"
)

func TestRangeOfZeroLimitsNothingAndNothingLimitsAll(t *testing.T) {
	cases := []struct {
		r    rules.Range
		v    int
		want bool
	}{
		{rules.Range{}, 0, true}, {rules.Range{}, 99, true},
		{rules.Range{Min: 2}, 1, false}, {rules.Range{Min: 2}, 2, true},
		{rules.Range{Max: 2}, 2, true}, {rules.Range{Max: 2}, 3, false},
		{rules.Range{Max: rules.Nothing}, 0, true}, {rules.Range{Max: rules.Nothing}, 1, false},
	}
	for _, c := range cases {
		if got := c.r.Holds(c.v); got != c.want {
			t.Errorf("%+v holds %d: %v, want %v", c.r, c.v, got, c.want)
		}
	}
}

func TestLoweredRangeHoldsWhatIsLeft(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		r := rules.Range{Min: rapid.IntRange(0, 5).Draw(rt, "min"), Max: rapid.SampledFrom([]int{rules.Nothing, 0, 5, 9}).Draw(rt, "max")}
		by, v := rapid.IntRange(0, 12).Draw(rt, "by"), rapid.IntRange(0, 12).Draw(rt, "v")
		if r.Max == rules.Nothing {
			r.Min = 0
		}
		got := r.Lowered(by).Holds(v)
		upper, limited := r.Upper()
		want := v+by >= r.Min && (!limited || v <= max(0, upper-by))
		if got != want {
			rt.Fatalf("%+v lowered by %d holds %d: %v, want %v", r, by, v, got, want)
		}
	})
}

func TestAgreementFaultsNameEveryField(t *testing.T) {
	a := rules.Agreement{
		RestMinutes: -1, MaxConsecutiveDays: 2, MinConsecutiveDays: 3, MinWeekDaysOff: 8, MaxWeekends: -2,
		WeekMinutes: rules.Range{Min: 100, Max: 50}, WeekDays: rules.Range{Max: 9},
		Caps:        append([]rules.ClassCap{{Max: -1}}, make([]rules.ClassCap, rules.MaxClassCaps)...),
		Successions: []rules.Succession{{Before: "night"}},
	}
	var got []string
	for _, f := range a.Faults() {
		got = append(got, f.Field)
		if f.Found == "" || f.Expected == "" || f.Error() == "" {
			t.Errorf("fault %+v lacks what was found or expected", f)
		}
	}
	want := []string{"rest_minutes", "min_week_days_off", "max_weekends", "week_minutes", "week_days.max", "min_consecutive_days", "caps", "caps[0].max", "forbidden_successions[0]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
	if faults := (rules.Agreement{}).Faults(); len(faults) > 0 {
		t.Errorf("the empty agreement has faults %v", faults)
	}
}

func TestViolationSpeaksTheFieldsLanguage(t *testing.T) {
	cases := map[string]rules.Violation{
		"only 10 h 30 min of rest between two shifts; at least 11 h is agreed":  {Rule: rules.Rest, Found: 630, Limit: 660},
		"7 working days in a row; at most 6 are agreed":                         {Rule: rules.MaxConsecutiveDays, Found: 7, Limit: 6},
		"3 shifts of class night; at most 2 are agreed":                         {Rule: rules.ClassLimit, Found: 3, Limit: 2, Subject: "night"},
		"the person does not hold group chat":                                   {Rule: rules.Skill, Subject: "chat"},
		"class early after night from one day to the next, which is not agreed": {Rule: rules.Succeeds, Subject: "early after night"},
		"45 min of paid time in the week; at least 1 h is agreed":               {Rule: rules.MinWeekMinutes, Found: 45, Limit: 60},
	}
	for want, v := range cases {
		if got := v.String(); got != want {
			t.Errorf("%+v\n got %q\nwant %q", v, got, want)
		}
	}
}
