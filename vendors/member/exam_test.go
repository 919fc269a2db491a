package member_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/vendors/quality/rank"
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

// flagging is what a rule does to crowds of 300 whose accuracies are Beta(18, 2),
// after so many checks of each person.
type flagging struct {
	N       int
	Rule    string
	Flagged float64 `json:"flagged_per_300"`
	Wrong   float64 `json:"false_discovery_rate"`
}

// simulated are sixty such crowds of the reference.
func simulated(t *testing.T) []flagging {
	t.Helper()
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	raw, err := os.ReadFile(filepath.Join(shared, "oracle/vendors/sims.json"))
	if err != nil {
		t.Skipf("reference values are not there: %v", err)
	}
	var sims struct {
		Rows []flagging `json:"A_flagging"`
	}
	if err := json.Unmarshal(raw, &sims); err != nil {
		t.Fatal(err)
	}
	return sims.Rows
}

// The raw rule needs no prior, so what it does is worked out exactly.
func TestRawScoresFlagTheWrongPeople(t *testing.T) {
	checked := 0
	for _, row := range simulated(t) {
		if row.Rule != "raw<0.80" {
			continue
		}
		flagged, wrong := 0.0, 0.0
		for good := range row.N + 1 {
			if float64(good)/float64(row.N) >= 0.80 {
				continue
			}
			mass := 300 * betaBinomial(row.N, good, 18, 2)
			flagged += mass
			wrong += mass * (1 - member.Accuracy{PriorGood: 18, PriorBad: 2, Good: float64(good), Bad: float64(row.N - good)}.Below(0.80))
		}
		rate := wrong / flagged
		if within := 4 * math.Sqrt(flagged/60); math.Abs(flagged-row.Flagged) > within {
			t.Errorf("n=%d flags %.2f, simulated %.2f; want within %.2f", row.N, flagged, row.Flagged, within)
		}
		if within := 4 * math.Sqrt(rate*(1-rate)/(60*flagged)); math.Abs(rate-row.Wrong) > within {
			t.Errorf("n=%d is wrong in %.3f, simulated %.3f; want within %.3f", row.N, rate, row.Wrong, within)
		}
		checked++
	}
	if checked != 5 {
		t.Errorf("%d rows compared, want 5", checked)
	}
}

// The posterior rules fit their prior to each crowd, so they are simulated again.
func TestPosteriorRulesFlagFewAndMostlyRightly(t *testing.T) {
	const crowds = 20
	sure := map[string]float64{"EB P(p<.80)>0.5": 0.5, "EB P(p<.80)>0.8": 0.8, "EB P(p<.80)>0.9": 0.9}
	chance := rand.New(rand.NewPCG(11, 12))
	checked := 0
	for _, n := range []int{20, 40, 80} {
		flagged, wrong := map[string]float64{}, map[string]float64{}
		for range crowds {
			truth, counts := make([]float64, 300), make([]rank.Count, 300)
			for i := range truth {
				truth[i] = distuv.Beta{Alpha: 18, Beta: 2, Src: chance}.Rand()
				counts[i] = rank.Count{Events: int(distuv.Binomial{N: float64(n), P: truth[i], Src: chance}.Rand()), Trials: n}
			}
			prior, err := rank.FitBeta(counts)
			if err != nil {
				t.Fatal(err)
			}
			for i, c := range counts {
				below := member.Accuracy{PriorGood: prior.A, PriorBad: prior.B, Good: float64(c.Events), Bad: float64(c.Trials - c.Events)}.Below(0.80)
				for rule, p := range sure {
					if below > p {
						flagged[rule]++
						if truth[i] >= 0.80 {
							wrong[rule]++
						}
					}
				}
			}
		}
		for _, row := range simulated(t) {
			if _, posterior := sure[row.Rule]; row.N != n || !posterior {
				continue
			}
			mean := flagged[row.Rule] / crowds
			// Crowds differ by who is in them and by the prior that is fitted: twice Poisson.
			if within := 4 * math.Sqrt(2*row.Flagged*(1./crowds+1./60)); math.Abs(mean-row.Flagged) > within {
				t.Errorf("n=%d %s flags %.2f, the reference %.2f; want within %.2f", n, row.Rule, mean, row.Flagged, within)
			}
			rate := wrong[row.Rule] / max(1, flagged[row.Rule])
			if within := 4*math.Sqrt(row.Wrong*(1-row.Wrong)/(row.Flagged*15)) + 0.02; math.Abs(rate-row.Wrong) > within {
				t.Errorf("n=%d %s is wrong in %.3f, the reference in %.3f; want within %.3f", n, row.Rule, rate, row.Wrong, within)
			}
			checked++
		}
	}
	if checked != 9 {
		t.Errorf("%d rows compared, want 9", checked)
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
