package accuracy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// trialOf is an adjustment of 100 contacts whose error was as given.
func trialOf(without, with float64) Trial {
	return Trial{Days: 1, Intervals: 1, Contacts: 100, Base: 100, Without: without, With: with}
}

func TestATrialComparesTheErrorWithAndWithout(t *testing.T) {
	var trial Trial
	trial.Add([]float64{120, 80, 1}, []float64{100, 100, 2}, []float64{130, 90, nan})
	trial.Add([]float64{50}, []float64{60}, []float64{nan})
	if trial.Days != 1 || trial.Intervals != 2 || trial.Contacts != 220 || trial.With != 20 || trial.Without != 40 {
		t.Errorf("trial %+v, want one day, 2 intervals, 220 contacts, 20 with and 40 without", trial)
	}
	if got := trial.Gain(); !near(got, 20.0/220) {
		t.Errorf("it gained %v, want 20 of 220", got)
	}
}

func TestAHandleTimeIsJudgedByTheWorkItCost(t *testing.T) {
	var trial Trial
	// 10 contacts of 300 s and 1 of 600 s; nobody was handled in the third interval, nothing forecast for the fourth
	trial.AddWork([]float64{330, 330, 330, nan}, []float64{240, 240, 240, 240}, []float64{10, 1, 0, 5}, []float64{3000, 600, 0, 900})
	want := Trial{Days: 1, Intervals: 2, Contacts: 11, Base: 3600, With: 300 + 270, Without: 600 + 360}
	if trial != want {
		t.Errorf("trial %+v, want %+v", trial, want)
	}
	if got := trial.Gain(); !near(got, 390.0/3600) {
		t.Errorf("it gained %v, want 390 of 3600 seconds", got)
	}
	trial.AddWork([]float64{1}, []float64{1}, []float64{nan}, []float64{nan})
	if trial != want {
		t.Errorf("a day without anything handled made it %+v", trial)
	}
}

func TestVerdictsNeedEnoughAdjustments(t *testing.T) {
	many := func(gains ...float64) (out []Trial) {
		for _, g := range gains {
			out = append(out, trialOf(20+g, 20))
		}
		return out
	}
	for _, c := range []struct {
		name   string
		trials []Trial
		want   Verdict
	}{
		{"none", nil, Unknown},
		{"nothing came", []Trial{{}, {}}, Unknown},
		{"one that helped", many(5), Open},
		{"four that helped are chance", many(5, 6, 7, 8), Open},
		{"five that helped", many(5, 6, 7, 8, 9), Helped},
		{"five that hurt", many(-5, -6, -7, -8, -9), Hurt},
		{"mixed", many(9, -8, 7, -6, 2), Open},
	} {
		if got := GainOf(c.trials); got.Verdict != c.want {
			t.Errorf("%s: %s, want %s (gain %v, from %v to %v)", c.name, got.Verdict, c.want, got.Value, got.Lo, got.Hi)
		}
	}
}

func TestASingleAdjustmentIsToldByItsSide(t *testing.T) {
	for gain, want := range map[float64]Verdict{5: Helped, -5: Hurt, 0: Open} {
		if got := GainOfOne(trialOf(20+gain, 20)); got.Verdict != want || got.Scored != 1 {
			t.Errorf("gain of %v: %s, want %s", gain, got.Verdict, want)
		}
	}
	if got := GainOfOne(Trial{}); got.Verdict != Unknown {
		t.Errorf("nothing came: %s, want unknown", got.Verdict)
	}
}

// The t quantile of 95 % with 4 degrees of freedom is 2.13185 (R: qt(.95, 4)).
func TestTheMeanGainHasAStudentInterval(t *testing.T) {
	g := GainOf([]Trial{trialOf(21, 20), trialOf(22, 20), trialOf(23, 20), trialOf(24, 20), trialOf(25, 20)})
	half := 2.131846786 * math.Sqrt(2.5) / math.Sqrt(5) / 100
	if math.Abs(g.Lo-(.03-half)) > 1e-6 || math.Abs(g.Hi-(.03+half)) > 1e-6 {
		t.Errorf("from %v to %v, want .03 ± %v", g.Lo, g.Hi, half)
	}
	if g.Adjustments != 5 || g.Scored != 5 || g.Helped != 5 || !near(g.Value, 15.0/500) {
		t.Errorf("gain %+v, want 5 scored, all helped, 3 %%", g)
	}
}

func TestGainsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Float64Range(0, 50)
		trials := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Trial {
			return trialOf(size.Draw(t, "without"), size.Draw(t, "with"))
		}), 1, 10).Draw(t, "trials")
		g := GainOf(trials)
		if !near(g.Value, g.WAPEWithout-g.WAPEWith) || g.Helped > g.Scored || g.Scored > g.Adjustments {
			t.Errorf("gain %+v does not add up", g)
		}
		turned := make([]Trial, len(trials))
		for i, x := range trials {
			turned[i] = trialOf(x.With, x.Without)
		}
		opposite := map[Verdict]Verdict{Helped: Hurt, Hurt: Helped, Open: Open, Unknown: Unknown}
		if other := GainOf(turned); other.Verdict != opposite[g.Verdict] || !near(other.Value, -g.Value) {
			t.Errorf("turned round, %s becomes %s and %v becomes %v", g.Verdict, other.Verdict, g.Value, other.Value)
		}
	})
}
