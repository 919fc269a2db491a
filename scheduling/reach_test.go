package scheduling

import (
	"testing"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/labour"
)

func TestTheKnownPastReachesAsFarAsTheRules(t *testing.T) {
	with := func(rules ...labour.Rule) map[int64]workforce.Agreement {
		return map[int64]workforce.Agreement{1: {Terms: []workforce.Terms{{Rules: workforce.Rules{Further: rules}}}}}
	}
	cases := []struct {
		name string
		in   map[int64]workforce.Agreement
		want int
	}{
		{"no further rules", with(), 14},
		{"seventeen weeks", with(labour.Rule{Kind: labour.PaidMinutes, Span: labour.Rolling, Days: 119}), 119},
		{"a month and a week", with(labour.Rule{Span: labour.Month}, labour.Rule{Span: labour.Week}), 31},
		{"a quarter", with(labour.Rule{Span: labour.Quarter}), 92},
		{"a year", with(labour.Rule{Span: labour.Year}), 366},
	}
	for _, c := range cases {
		if got := reach(c.in); got != c.want {
			t.Errorf("%s: %d days, want %d", c.name, got, c.want)
		}
	}
}
