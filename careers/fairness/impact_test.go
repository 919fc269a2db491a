package fairness_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/ladder"
)

// The p values are those of the hypergeometric distribution, worked out by hand as
// fractions: R. A. Fisher's tea (3 of 4 right) has 34/70.
func TestFisherExactAgreesWithFractions(t *testing.T) {
	for _, c := range []struct {
		a, sizeA, b, sizeB int
		want               float64
	}{
		{3, 4, 1, 4, 34.0 / 70}, {4, 4, 0, 4, 2.0 / 70}, {2, 4, 2, 4, 1},
		{0, 5, 5, 5, 2.0 / 252}, {1, 5, 4, 5, 52.0 / 252}, {0, 3, 0, 7, 1}, {3, 3, 7, 7, 1},
		{10, 10, 0, 2, 1.0 / 66},
	} {
		if got := fairness.FisherExact(c.a, c.sizeA, c.b, c.sizeB); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%+v: got %.15g", c, got)
		}
	}
}

func TestFisherExactIsTheSameFromEitherSide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizeA, sizeB := rapid.IntRange(1, 400).Draw(t, "size a"), rapid.IntRange(1, 400).Draw(t, "size b")
		a, b := rapid.IntRange(0, sizeA).Draw(t, "a"), rapid.IntRange(0, sizeB).Draw(t, "b")
		p := fairness.FisherExact(a, sizeA, b, sizeB)
		if !(p > 0 && p <= 1) {
			t.Fatalf("p is %g", p)
		}
		if q := fairness.FisherExact(b, sizeB, a, sizeA); math.Abs(p-q) > 1e-9 {
			t.Fatalf("%g, groups exchanged %g", p, q)
		}
		if q := fairness.FisherExact(sizeA-a, sizeA, sizeB-b, sizeB); math.Abs(p-q) > 1e-9 {
			t.Fatalf("%g, of those left out %g", p, q)
		}
	})
}

// 004-08: a group that rises less often is seen, one too small is left alone.
func TestImpactFlagsWhoIsSelectedLess(t *testing.T) {
	got, err := fairness.Impact([]fairness.Outcome{
		{Group: "below 30", Selected: 40, Size: 100}, {Group: "30 to 44", Selected: 37, Size: 100}, {Group: "45 and above", Selected: 20, Size: 100}, {Group: "not said", Selected: 0, Size: 9},
	}, 10)
	if err != nil {
		t.Fatal(err)
	}
	var flagged []string
	for _, c := range got {
		if c.Flagged {
			flagged = append(flagged, c.Group)
		}
	}
	if diff := cmp.Diff([]string{"45 and above"}, flagged); diff != "" {
		t.Error(diff)
	}
	old := got[2]
	if old.Against != "below 30" || math.Abs(old.Ratio-0.5) > 1e-12 || old.P > 0.01 || old.Below < 0.95 {
		t.Errorf("got %+v", old)
	}
	if diff := cmp.Diff(fairness.Comparison{Outcome: fairness.Outcome{Group: "not said"}, TooSmall: true}, got[3]); diff != "" {
		t.Errorf("a small group is told about:\n%s", diff)
	}
}

func TestAFewPeopleAreNoEvidence(t *testing.T) {
	got, err := fairness.Impact([]fairness.Outcome{{Group: "a", Selected: 5, Size: 12}, {Group: "b", Selected: 4, Size: 13}}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if b := got[1]; b.Ratio >= fairness.FourFifths || b.Flagged {
		t.Errorf("got %+v: a ratio below 0.8 by chance alone is flagged", b)
	}
	none, err := fairness.Impact([]fairness.Outcome{{Group: "a", Size: 12}, {Group: "b", Size: 13}}, 10)
	if err != nil || none[0].Flagged || none[1].Ratio != 1 {
		t.Errorf("nobody selected: %+v, %v", none, err)
	}
	if _, err := fairness.Impact([]fairness.Outcome{{Group: "a", Selected: 3, Size: 2}}, 10); err == nil || !strings.Contains(err.Error(), "3 selected of 2") {
		t.Errorf("more selected than there are: %v", err)
	}
}

// checked is somebody with a certificate or without, and long enough there or not.
func checked(group string, certificate, service ladder.Verdict) fairness.Checked {
	verdict := min(certificate, service)
	return fairness.Checked{Group: group, Finding: ladder.Finding{Kind: "all", Needed: 2, Verdict: verdict, Parts: []ladder.Finding{
		{Kind: "certificate", Name: "diploma", Verdict: certificate}, {Kind: "service", Verdict: service},
	}}}
}

// 004-02 and 004-08: the rule that filters by education is found, though both rules
// look alike for all.
func TestTheRuleThatFiltersAGroupIsFound(t *testing.T) {
	var list []fairness.Checked
	for i := range 40 {
		v := ladder.Passes
		if i%4 == 0 {
			v = ladder.Fails
		}
		list = append(list, checked("degree", ladder.Passes, v))
		diploma := ladder.Fails
		if i%3 == 0 {
			diploma = ladder.Passes
		}
		list = append(list, checked("no degree", diploma, v))
	}
	list = append(list, checked("no degree", ladder.Unknown, ladder.Passes), checked("other", ladder.Fails, ladder.Passes))
	rules, err := fairness.Rules(list, 10)
	if err != nil {
		t.Fatal(err)
	}
	if len(rules) != 2 || !rules[0].Flagged() || rules[1].Flagged() || rules[0].Name != "diploma" {
		t.Fatalf("got %+v, want the diploma flagged and service not", rules)
	}
	if diff := cmp.Diff([]int{0, 20, -1}, rules[0].Alone); diff != "" {
		t.Errorf("kept out by the diploma alone:\n%s", diff)
	}
	if rules[0].Unknown != 1 {
		t.Errorf("%d unknown, want 1", rules[0].Unknown)
	}
	list[0].Finding.Parts = list[0].Finding.Parts[:1]
	if _, err := fairness.Rules(list[1:], 10); err != nil {
		t.Error(err)
	}
	list[0], list[1] = list[1], list[0]
	if _, err := fairness.Rules(list, 10); err == nil {
		t.Error("findings of two moves are mixed")
	}
	if rules, err := fairness.Rules(nil, 10); err != nil || rules != nil {
		t.Errorf("nobody: %v, %v", rules, err)
	}
}

func TestCalibrationComparesGroups(t *testing.T) {
	var list []fairness.Said
	add := func(n int, s fairness.Said) {
		for range n {
			list = append(list, s)
		}
	}
	add(20, fairness.Said{Group: "a", Chance: 0.3, Happened: true})
	add(40, fairness.Said{Group: "a", Chance: 0.3})
	add(5, fairness.Said{Group: "a", Chance: 0.6})
	add(10, fairness.Said{Group: "b", Chance: 0.3, Happened: true})
	add(40, fairness.Said{Group: "b", Chance: 0.3})
	add(20, fairness.Said{Group: "b", Chance: 0.6})
	add(9, fairness.Said{Group: "c", Chance: 0.3})
	got, err := fairness.Calibrate(list, 0.5, 10)
	if err != nil {
		t.Fatal(err)
	}
	if a := got[0]; math.Abs(a.Ratio-20/21.0) > 1e-12 || a.Off || a.AlarmRatio != 1 || math.Abs(a.FalseAlarm-5.0/45) > 1e-12 {
		t.Errorf("a: got %+v", a)
	}
	if b := got[1]; math.Abs(b.Ratio-10/27.0) > 1e-12 || !b.Off || math.Abs(b.AlarmRatio-3) > 1e-12 {
		t.Errorf("b: got %+v", b)
	}
	if diff := cmp.Diff(fairness.Calibration{Group: "c", TooSmall: true}, got[2]); diff != "" {
		t.Error(diff)
	}
	if _, err := fairness.Calibrate([]fairness.Said{{Chance: math.NaN()}}, 0.5, 10); err == nil {
		t.Error("a chance that is no number")
	}
}
