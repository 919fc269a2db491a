package contract_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors/contract"
)

// course reads a month a letter: m missed slightly, M missed badly, k kept short of
// the target, g good, ? without a value.
func course(letters string) []contract.Month {
	var months []contract.Month
	for _, l := range letters {
		months = append(months, map[rune]contract.Month{
			'm': {Verdict: contract.Missed, Value: dec("0.89")}, 'M': {Verdict: contract.Missed, Value: dec("0.7")},
			'k': {Verdict: contract.Kept, Value: dec("0.92")}, 'g': {Verdict: contract.Kept, Value: dec("0.96")},
			'?': {Verdict: contract.Unproved},
		}[l])
	}
	return months
}

func TestACreditIsEarnedBackByDoingBetter(t *testing.T) {
	l := level("qa_critical", "0.9", "0.95", "10", "0")
	l.EarnBack = &contract.EarnBack{Share: dec("0.5"), Worst: dec("0.85"), Clean: 6, Good: 3}
	for _, c := range []struct {
		name, course string
		at           int
		share        string
		waiting      int
		why          string
	}{
		{"three good months", "ggggggmggg", 6, "0.5", 0, ""},
		{"a month to come", "ggggggmgg", 6, "0", 1, "still to come"},
		{"all three to come", "m", 0, "0", 3, "still to come"},
		{"kept but short of the target", "mgkg", 0, "0", 0, "short of the target"},
		{"a month without a value", "mg?g", 0, "0", 0, "short of the target"},
		{"a repeat in six months", "mgggggmggg", 6, "0", 0, "repeat"},
		{"the one before lies further back", "mggggggmggg", 7, "0.5", 0, ""},
		{"too bad a miss", "Mggg", 0, "0", 0, "yellow zone"},
		{"nothing missed", "gggg", 0, "0", 0, "nothing was missed"},
		{"no such month", "mggg", 9, "0", 0, "nothing was missed"},
	} {
		got := l.EarnedBack(course(c.course), c.at)
		if got.Share.Cmp(dec(c.share)) != 0 || got.Waiting != c.waiting || (c.why == "") != (got.Why == "") || !strings.Contains(got.Why, c.why) {
			t.Errorf("%s: %v, waiting %d, %q; want %s, %d, %q", c.name, got.Share, got.Waiting, got.Why, c.share, c.waiting, c.why)
		}
	}
	l.EarnBack = nil
	if got := l.EarnedBack(course("mggg"), 0); !got.Share.IsZero() || !strings.Contains(got.Why, "no earn-back") {
		t.Errorf("without the option: %v, %q", got.Share, got.Why)
	}
}

func TestChronicMissesClimbTheLadder(t *testing.T) {
	v := version()
	v.Ladder = []contract.Rung{
		{Misses: 2, Months: 3, Leads: contract.Improve}, {Misses: 3, Months: 6, Leads: contract.CutShare},
		{Misses: 4, Months: 6, Leads: contract.StepIn}, {Misses: 6, Months: 12, Leads: contract.Terminate},
	}
	for _, c := range []struct {
		course string
		want   []contract.Consequence
	}{
		{"", nil},
		{"m", nil},
		{"mggm", nil},
		{"mgm", []contract.Consequence{contract.Improve}},
		{"mmg", nil}, // mended last month
		{"mggmgm", []contract.Consequence{contract.CutShare, contract.Improve}},
		{"mmgmgm", []contract.Consequence{contract.StepIn, contract.CutShare, contract.Improve}},
		{"mmmggggggmmm", []contract.Consequence{contract.Terminate, contract.CutShare, contract.Improve}},
		{"mmmgggggggmmm", []contract.Consequence{contract.CutShare, contract.Improve}}, // the first is thirteen months old
	} {
		var got []contract.Consequence
		for _, r := range v.Reached(course(c.course)) {
			got = append(got, r.Leads)
			if len(r.In) < r.Misses {
				t.Errorf("%q: %s with months %v", c.course, r.Leads, r.In)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.course, diff)
		}
	}
}
