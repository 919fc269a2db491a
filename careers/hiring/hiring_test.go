package hiring

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-02: what is said plainly is found in both languages; what only sounds like it is not.
func TestConditionsOnWhatSomebodyIsAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"under 35 years": "age", "under 35, experienced": "age", "Under 35": "age", "35岁以下": "age", "年龄不限": "age", "young team player": "age",
		"female preferred": "sex", "限女性": "sex", "已婚已育优先": "family", "not pregnant": "family", "本地户口": "origin", "native speaker": "origin",
		"身高160以上": "health", "形象好": "health", "党员优先": "belief", "religion": "belief",
		"ages 20 to 35": "age", "20-35 years": "age", "between 18 and 30 years": "age", "max. 35 years": "age", "born after 1990": "age", "18-30岁": "age", "90后优先": "age", "00后": "age",
		"native English speaker": "origin", "mother tongue English": "origin", "citizens only": "origin", "汉族": "origin", "外地人勿扰": "origin",
		"single": "family", "no young mothers": "age", "no mothers": "family", "单身": "family", "宝妈优先": "family", "有子女": "family",
		"sexual orientation": "sex", "good-looking": "health", "气质佳": "health", "无纹身": "health", "Christian": "belief",
		"20:00后上班": "", "18点30后可上班": "", "works between 18 and 22": "", "2 to 5 years in sales": "", "20-35 calls an hour": "", "single sign-on": "", "older billing system": "",
		"Men's clothing": "", "女装客服经验": "", "岁末促销": "", "helps citizens with forms": "", "体育用品": "",
		"English, spoken": "", "manages calls": "", "agent": "", "大专教育": "", "一年客服经验": "", "language": "", "at most 35 minutes on the way": "", "under 30 seconds to answer": "",
	} {
		if got := ProtectedIn(text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

func good() Requisition {
	return Requisition{
		Name: "Spring", Role: "Agent", Seats: 2, SiteID: 1, EmployerID: 1, StartsOn: grid.MustDate("2026-03-02"),
		Needs:      []Need{{"calls", "talks with customers"}},
		Conditions: []Condition{{Code: "english", Kind: "language", What: "English", Need: "calls"}},
	}
}

func kinds(err error) (out []string) {
	var refused *careers.RefusedError
	if errors.As(err, &refused) {
		for _, r := range refused.Rules {
			out = append(out, r.Kind)
		}
	}
	return out
}

// 004-02: every condition that may not be is named at once.
func TestConditionsServeANeedOfTheJob(t *testing.T) {
	r := good()
	if err := r.check(); err != nil {
		t.Fatalf("a good requisition: %v", err)
	}
	r.Conditions = append(r.Conditions, Condition{Code: "degree", Kind: "education", What: "a degree"}, Condition{Code: "x", Kind: "experience", What: "unmarried", Need: "calls"})
	if got := kinds(r.check()); len(got) != 2 || got[0] != NoJobNeed || got[1] != Protected {
		t.Errorf("refused by %v, want %q and %q", got, NoJobNeed, Protected)
	}
	r = good()
	r.Name, r.Role = "Young ladies for the front desk", "客服（男）"
	if got := kinds(r.check()); len(got) != 2 || got[0] != Protected || got[1] != Protected {
		t.Errorf("a name and a job that say who is wanted are refused by %v", got)
	}
	r = good()
	r.Needs[0].Task = "must be under 35"
	if got := kinds(r.check()); len(got) != 1 || got[0] != Protected {
		t.Errorf("a need about age is refused by %v", got)
	}
}

// 004-04: candidates stand beside the conditions in the order of these, and what nobody
// found out is unknown.
func TestMatchesSayWhatIsNotKnown(t *testing.T) {
	r := good()
	r.Conditions = append(r.Conditions, Condition{Code: "typing", Kind: "skill", What: "types", Need: "calls"})
	got := r.Matches(Candidate{Answers: map[string]Answer{"typing": NotMet}})
	if len(got) != 2 || got[0] != (Match{"english", Unknown}) || got[1] != (Match{"typing", NotMet}) {
		t.Errorf("got %v", got)
	}
}

func candidates(t *rapid.T) []Candidate {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Candidate {
		c := Candidate{Channel: rapid.SampledFrom([]string{"campus", "referral", "web"}).Draw(t, "channel"), Stage: rapid.SampledFrom(Stages()).Draw(t, "stage")}
		if c.Stage != Hired {
			c.Ending = rapid.SampledFrom([]Ending{"", TurnedDown, Withdrew}).Draw(t, "ending")
		}
		return c
	}), 0, 60).Draw(t, "candidates")
}

// 004-03: nobody is lost between the stages, and a rate lies in its interval.
func TestTheFunnelLosesNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := candidates(t)
		steps := Funnel(list)
		if steps[0].Reached != len(list) {
			t.Fatalf("%d applied, want %d", steps[0].Reached, len(list))
		}
		for i, s := range steps {
			last := i == len(steps)-1
			if !last && (s.Passed+s.Out+s.Waiting != s.Reached || steps[i+1].Reached != s.Passed) {
				t.Fatalf("step %+v, next %+v", s, steps[i+1])
			}
			if decided := s.Passed + s.Out; !last && (decided > 0) == math.IsNaN(s.Rate) {
				t.Fatalf("rate %v of %d decided", s.Rate, decided)
			}
			if !math.IsNaN(s.Rate) && (s.Lower > s.Rate || s.Upper < s.Rate) {
				t.Fatalf("rate %v outside %v to %v", s.Rate, s.Lower, s.Upper)
			}
		}
	})
}

// Fewer than ten are hidden, and never just one line that the total would give away.
func TestSmallChannelsAreHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := Channels(good(), candidates(t), nil)
		hidden, shown := 0, 0
		for _, l := range lines {
			if l.Hidden {
				hidden++
				if l.Applied != 0 || !math.IsNaN(l.Rate) {
					t.Fatalf("hidden, yet %+v", l)
				}
				continue
			}
			if shown++; l.Applied < fairness.Smallest {
				t.Fatalf("shown: %+v", l)
			}
		}
		if hidden == 1 && shown > 0 {
			t.Fatalf("one hidden line among %+v", lines)
		}
	})
}

// 004-03: (1200 spent on 12 hires + 20 of training) over 8 months of output worth 0.75.
func TestAChannelCostsWhatItsHiresStay(t *testing.T) {
	var list []Candidate
	for range 12 {
		list = append(list, Candidate{Channel: "campus", Stage: Hired})
	}
	r := good()
	r.Spend = map[string]int64{"campus": 1200}
	l := Channels(r, list, map[string]Stay{"campus": {Hires: 40, Months: 8, Quality: 0.75, Training: 20}})[0]
	if l.PerHire != 100 || math.Abs(l.PerMonth-20) > 1e-9 {
		t.Errorf("got %+v, want 100 a hire and 20 a month", l)
	}
	l = Channels(r, list, map[string]Stay{"campus": {Hires: 9, Months: 8, Quality: 1}})[0]
	if !math.IsNaN(l.Months) || !math.IsNaN(l.PerMonth) {
		t.Errorf("nine hires tell how long they stay: %+v", l)
	}
}
