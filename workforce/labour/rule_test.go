package labour_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

func TestFaultsNameTheFieldThatCannotBeMeant(t *testing.T) {
	monday := grid.MustDate("2026-05-04")
	cases := []struct {
		name string
		rule labour.Rule
		want []string // fields
	}{
		{"unknown kind", labour.Rule{Kind: "siesta"}, []string{"kind"}},
		{"good rolling hours", labour.Rule{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 7, Max: 2880}, nil},
		{"window of zero length", labour.Rule{Kind: labour.PaidMinutes, Span: labour.Rolling, Max: 2880}, []string{"days"}},
		{"no limit at all", labour.Rule{Kind: labour.PaidMinutes, Span: labour.Week}, []string{"max"}},
		{"least above most", labour.Rule{Kind: labour.Shifts, Span: labour.Week, Min: 5, Max: 3}, []string{"min"}},
		{"least of nothing", labour.Rule{Kind: labour.Shifts, Span: labour.Week, Min: 1, Max: labour.Nothing}, []string{"min"}},
		{"no span", labour.Rule{Kind: labour.Shifts, Max: 3}, []string{"span"}},
		{"a span that is not used", labour.Rule{Kind: labour.StartDistance, Min: 60, Span: labour.Week}, []string{"span"}},
		{"a length that is not used", labour.Rule{Kind: labour.Shifts, Span: labour.Week, Days: 3, Max: 1}, []string{"days"}},
		{"blocks from nowhere", labour.Rule{Kind: labour.Shifts, Span: labour.Blocks, Days: 28, Max: 3}, []string{"anchor"}},
		{"rolling weekends", labour.Rule{Kind: labour.Weekends, Span: labour.Rolling, Days: 28, Max: 3}, []string{"span"}},
		{"barred hours of no length", labour.Rule{Kind: labour.BarredHours, From: 600, To: 600}, []string{"to"}},
		{"barred hours over midnight", labour.Rule{Kind: labour.BarredHours, From: 1320, To: 360}, nil},
		{"no class", labour.Rule{Kind: labour.RestAfter, Min: 60}, []string{"class"}},
		{"a class of no hours", labour.Rule{Kind: labour.HoursClass, Class: "night", From: 1320, To: 360}, []string{"min"}},
		{"rest of nothing", labour.Rule{Kind: labour.LongRest, Span: labour.Week}, []string{"min"}},
		{"succession of one", labour.Rule{Kind: labour.NoSuccession, Class: "N"}, []string{"next"}},
		{"empty rotation", labour.Rule{Kind: labour.Pattern, Anchor: monday}, []string{"cycle"}},
		{"rotation without a beginning", labour.Rule{Kind: labour.Pattern, Cycle: [][]string{{"N"}}}, []string{"anchor"}},
		{"required on no day", labour.Rule{Kind: labour.RequiredDays}, []string{"weekdays"}},
		{"a day twice", labour.Rule{Kind: labour.RequiredDays, Weekdays: []time.Weekday{1, 1}}, []string{"weekdays"}},
		{"consistent starts", labour.Rule{Kind: labour.StartSpread, Span: labour.Week}, nil},
		{"negative spread", labour.Rule{Kind: labour.StartSpread, Span: labour.Week, Max: -5}, []string{"max"}},
		{"no weekend in a row", labour.Rule{Kind: labour.WeekendsInRow}, []string{"max"}},
		{"a weekend without an end", labour.Rule{Kind: labour.WholeWeekends, Weekdays: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}, []string{"weekdays"}},
		{"flex elsewhere", labour.Rule{Kind: labour.WholeWeekends, Flex: 30}, []string{"flex"}},
		{"day off", labour.Rule{Kind: labour.DayOffLength, Min: 36 * 60, From: 720, Flex: 240}, nil},
		{"hours not used", labour.Rule{Kind: labour.WholeWeekends, To: 30}, []string{"from"}},
	}
	for _, c := range cases {
		var got []string
		for _, f := range c.rule.Faults() {
			got = append(got, f.Field)
			if f.Found == "" || f.Expected == "" {
				t.Errorf("%s: fault %+v lacks what was found or expected", c.name, f)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %+v (-want +got) %s", c.name, c.rule, diff)
		}
	}
}

func TestEveryKindIsOffered(t *testing.T) {
	for _, k := range labour.Kinds {
		if !k.Known() {
			t.Errorf("%s is offered and unknown", k)
		}
	}
	if len(labour.Kinds) != 19 {
		t.Errorf("%d kinds are offered, want 19", len(labour.Kinds))
	}
}

func TestARotationBeginsAgain(t *testing.T) {
	r := labour.Rule{Kind: labour.Pattern, Anchor: grid.MustDate("2026-05-04"), Cycle: [][]string{{"D"}, {"N"}, {labour.Off}}}
	for date, want := range map[string]string{"2026-05-04": "D", "2026-05-06": labour.Off, "2026-05-08": "N", "2026-05-03": labour.Off, "2026-05-02": "N"} {
		if got := r.Allowed(grid.MustDate(date)); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", date, got, want)
		}
	}
}

func TestEveryLineOfALawCitesItsSourceAndCanBeMeant(t *testing.T) {
	seen := map[string]bool{}
	for _, law := range labour.Laws() {
		if law.Code == "" || seen[law.Code] {
			t.Errorf("law %q has no code of its own", law.Code)
		}
		seen[law.Code] = true
		for _, line := range law.Lines {
			if line.Source == "" {
				t.Errorf("%s: %s cites no source", law.Code, line.Field)
			}
		}
		for i, r := range law.Rules {
			if faults := r.Faults(); len(faults) > 0 || r.Source == "" || len([]rune(r.Source)) > 300 {
				t.Errorf("%s: rule %d %+v: faults %v, source %q", law.Code, i, r, faults, r.Source)
			}
		}
	}
}
