package member_test

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/workforce/grid"
)

func exam(t *testing.T) accept.SPRT {
	t.Helper()
	test, err := accept.NewSPRT(member.ExamGoal())
	if err != nil {
		t.Fatal(err)
	}
	return test
}

func answers(letters string) []member.Answer {
	var list []member.Answer
	for _, l := range letters {
		list = append(list, member.Answer{Error: l == 'e', Critical: l == 'c'})
	}
	return list
}

func TestAnExamEndsAsSoonAsItKnows(t *testing.T) {
	test := exam(t)
	for want, got := range map[float64]float64{0.0919343: test.Slope, 1.8608210: test.Below, 2.3890570: test.Above} {
		if math.Abs(got-want) > 5e-8 {
			t.Errorf("boundary %v, want %v", got, want)
		}
	}
	for _, c := range []struct {
		name, answers string
		verdict       accept.Verdict
		items         int
		passed        bool
	}{
		{"without error", strings.Repeat("g", 60), accept.Take, 21, true}, // 1.861 ÷ 0.0919 = 20.2
		{"three errors at once", "eee" + strings.Repeat("g", 50), accept.Reject, 3, false},
		{"a critical error", "ggc" + strings.Repeat("g", 50), accept.Reject, 3, false},
		{"too few items yet", "gggg", accept.Continue, 4, false},
		{"nothing yet", "", accept.Continue, 0, false},
	} {
		got := member.Sit(test, answers(c.answers))
		if got.Verdict != c.verdict || got.Items != c.items || got.Passed() != c.passed || (got.Failed() == c.passed && c.verdict != accept.Continue) {
			t.Errorf("%s: %v, passed %t; want %s after %d, %t", c.name, got, got.Passed(), c.verdict, c.items, c.passed)
		}
	}
	if none := (member.Result{}); none.Passed() || none.Failed() || none.String() != "no exam" {
		t.Errorf("no exam: passed %t, failed %t, %q", none.Passed(), none.Failed(), none)
	}
}

func TestLevelsFollowThePosteriorAndNotTheScore(t *testing.T) {
	rules := member.Usual()
	crowd := func(good, bad float64) member.Accuracy {
		return member.Accuracy{PriorGood: 18, PriorBad: 2, Good: good, Bad: bad}
	}
	for _, c := range []struct {
		name string
		a    member.Accuracy
		want int
	}{
		{"five of five prove nothing", crowd(5, 0), 1},
		{"59 are too few", crowd(59, 0), 1},
		{"92 of 100", crowd(92, 8), 1},
		{"97 of 100", crowd(97, 3), 2},
		{"100 of 100 is not yet the third", crowd(100, 0), 2},
		{"300 of 304", crowd(300, 4), 3},
		{"nothing known", member.Accuracy{}, 1},
	} {
		if got := rules.Level(c.a); got != c.want {
			t.Errorf("%s: level %d, want %d (P(p < .92) = %.3f)", c.name, got, c.want, c.a.Below(0.92))
		}
	}
}

func TestCertaintyHasItsEnds(t *testing.T) {
	a := member.Accuracy{Good: 3}
	if a.Below(0.9) != 0 || a.Below(1) != 0 || (member.Accuracy{Bad: 3}).Below(0.1) != 1 || (member.Accuracy{}).Mean() != 0 {
		t.Errorf("no error at all: %v; no success at all: %v", a.Below(0.9), (member.Accuracy{Bad: 3}).Below(0.1))
	}
	if b := (member.Accuracy{Good: 1, Bad: 1}); b.Below(0) != 0 || b.Below(1) != 1 || b.Below(0.25) != 0.25 {
		t.Errorf("a uniform: %v, %v, %v", b.Below(0), b.Below(1), b.Below(0.25))
	}
}

// A crowd of 300 with accuracies from Beta(18, 2): whom a rule flags and how often
// it is wrong, worked out exactly, against the simulation of sixty such crowds.
func TestRawScoresFlagTheWrongPeople(t *testing.T) {
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	raw, err := os.ReadFile(filepath.Join(shared, "oracle/vendors/sims.json"))
	if err != nil {
		t.Skipf("reference values are not there: %v", err)
	}
	var sims struct {
		Rows []struct {
			N       int
			Rule    string
			Flagged float64 `json:"flagged_per_300"`
			Wrong   float64 `json:"false_discovery_rate"`
		} `json:"A_flagging"`
	}
	if err := json.Unmarshal(raw, &sims); err != nil {
		t.Fatal(err)
	}
	rules := map[string]func(a member.Accuracy) bool{
		"raw<0.80":        func(a member.Accuracy) bool { return a.Good/a.N() < 0.80 },
		"EB P(p<.80)>0.5": func(a member.Accuracy) bool { return a.Below(0.80) > 0.5 },
		"EB P(p<.80)>0.8": func(a member.Accuracy) bool { return a.Below(0.80) > 0.8 },
		"EB P(p<.80)>0.9": func(a member.Accuracy) bool { return a.Below(0.80) > 0.9 },
	}
	checked := 0
	for _, row := range sims.Rows {
		flag := rules[row.Rule]
		if flag == nil {
			continue
		}
		flagged, wrong := 0.0, 0.0
		for good := range row.N + 1 {
			a := member.Accuracy{PriorGood: 18, PriorBad: 2, Good: float64(good), Bad: float64(row.N - good)}
			if flag(a) {
				mass := 300 * betaBinomial(row.N, good, 18, 2)
				flagged += mass
				wrong += mass * (1 - a.Below(0.80))
			}
		}
		// Four standard errors of sixty crowds, and as much again in whom the fitted
		// prior of each crowd flags otherwise than the true one.
		within := 4*math.Sqrt(flagged/60) + 0.15*flagged + 0.1
		if math.Abs(flagged-row.Flagged) > within {
			t.Errorf("n=%d %s flags %.2f, simulated %.2f", row.N, row.Rule, flagged, row.Flagged)
		}
		if flagged > 2 && math.Abs(wrong/flagged-row.Wrong) > 0.05 {
			t.Errorf("n=%d %s is wrong in %.3f, simulated %.3f", row.N, row.Rule, wrong/flagged, row.Wrong)
		}
		checked++
	}
	if checked != 20 {
		t.Errorf("%d rows compared, want 20", checked)
	}
}

func betaBinomial(n, k int, a, b float64) float64 {
	choose, _ := math.Lgamma(float64(n + 1))
	x, _ := math.Lgamma(float64(k + 1))
	y, _ := math.Lgamma(float64(n - k + 1))
	return math.Exp(choose - x - y + mathext.Lbeta(float64(k)+a, float64(n-k)+b) - mathext.Lbeta(a, b))
}

func TestACertificateHoldsWhileItIsFreshAndUsed(t *testing.T) {
	rules, day := member.Usual(), grid.MustDate
	c := member.Certificate{Member: "m1", Skill: "billing", Granted: day("2026-01-10")}
	used, revoked, odd := c, c, c
	used.LastUsed, revoked.Revoked, odd.LastUsed = day("2026-12-01"), day("2026-02-01"), day("2025-01-01")
	for _, x := range []struct {
		name string
		c    member.Certificate
		on   string
		why  string
	}{
		{"its first day", c, "2026-01-10", ""},
		{"a certificate from the future", c, "2026-01-09", "from the future"},
		{"the last day without use", c, "2026-04-09", ""},
		{"ninety days without use", c, "2026-04-10", "not used since 2026-01-10"},
		{"used of late", used, "2027-01-09", ""},
		{"a year", used, "2027-01-10", "ended on 2027-01-10"},
		{"before it was revoked", revoked, "2026-01-31", ""},
		{"revoked", revoked, "2026-02-01", "revoked"},
		{"used before it was granted counts from its grant", odd, "2026-04-09", ""},
		{"none", member.Certificate{}, "2026-01-10", "none"},
	} {
		err := rules.Holds(x.c, day(x.on))
		var refused *member.CertificateError
		if (err == nil) != (x.why == "") || (err != nil && (!errors.As(err, &refused) || !strings.Contains(refused.Found, x.why))) {
			t.Errorf("%s on %s: %v, want %q", x.name, x.on, err, x.why)
		}
	}
}
