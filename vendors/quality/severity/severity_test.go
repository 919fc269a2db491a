package severity

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/oracletest"
	"github.com/muster-wfm/muster/vendors/quality"
)

func names(prefix string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint(prefix, i+1)
	}
	return list
}

// In a balanced design of agents by graders the restricted likelihood is highest at
// the variances of the analysis of variance, where those are not negative.
func TestBalancedDesignsAreTheAnalysisOfVariance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(4, 12).Draw(t, "agents"), rapid.IntRange(3, 6).Draw(t, "graders")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		agent, grader := Factor{"agent", nil}, Factor{"grader", nil}
		var score []float64
		row, column, total := make([]float64, n), make([]float64, k), 0.0
		severity := make([]float64, k)
		for g := range severity {
			severity[g] = 5 * random.NormFloat64()
		}
		for i := range n {
			quality := 6 * random.NormFloat64()
			for g := range k {
				y := 80 + quality + severity[g] + 2*random.NormFloat64()
				score = append(score, y)
				agent.Level, grader.Level = append(agent.Level, i), append(grader.Level, g)
				row[i], column[g], total = row[i]+y/float64(k), column[g]+y/float64(n), total+y/float64(n*k)
			}
		}
		between, severe, within := 0.0, 0.0, 0.0
		for _, m := range row {
			between += float64(k) * (m - total) * (m - total) / float64(n-1)
		}
		for _, m := range column {
			severe += float64(n) * (m - total) * (m - total) / float64(k-1)
		}
		for at, y := range score {
			off := y - row[agent.Level[at]] - column[grader.Level[at]] + total
			within += off * off / float64((n-1)*(k-1))
		}
		if between <= within || severe <= within {
			return
		}
		c, err := FitComponents(score, []Factor{agent, grader})
		if err != nil {
			t.Fatal(err)
		}
		want := []float64{(between - within) / float64(k), (severe - within) / float64(n), within}
		for j, got := range append(c.Variance, c.Residual) {
			if math.Abs(got-want[j]) > 1e-3*max(.1, want[j]) {
				t.Fatalf("variances %v and %v, want %v", c.Variance, c.Residual, want)
			}
		}
		sum := 0.0
		for _, e := range c.Effect[1] {
			sum += e
		}
		if math.Abs(sum) > 1e-6 || math.Abs(c.Mean-total) > 1e-6 {
			t.Fatalf("graders' effects add up to %v, the mean is %v instead of %v", sum, c.Mean, total)
		}
	})
}

// 004-15: graders of known severity in a design with gaps; the model finds them, and
// taking them away makes scores fairer.
func TestSeverityIsFoundAndTakenAway(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	severity := []float64{-8, -3, 0, 2, 9}
	var score, truth []float64
	agent, grader := Factor{"agent", nil}, Factor{"grader", nil}
	for i := range 80 {
		quality := 80 + 5*random.NormFloat64()
		for _, g := range random.Perm(5)[:2] {
			score, truth = append(score, quality+severity[g]+2*random.NormFloat64()), append(truth, quality)
			agent.Level, grader.Level = append(agent.Level, i), append(grader.Level, g)
		}
	}
	c := oracletest.Must[*Components](t)(FitComponents(score, []Factor{agent, grader}))
	raw, fair := 0.0, 0.0
	for g, want := range severity {
		oracletest.Near(t, "effect of a grader", c.Effect[1][g], want, 3.5*c.Error[1][g])
	}
	for i, y := range score {
		raw += (y - truth[i]) * (y - truth[i])
		off := Fair(y, c.Effect[1][grader.Level[i]]) - truth[i]
		fair += off * off
	}
	if fair > raw/5 {
		t.Errorf("the sum of squared errors is %v after and %v before", fair, raw)
	}
}

func TestEffectsThatDoNotExistHaveNoVariance(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	var score []float64
	a, b := Factor{"a", nil}, Factor{"b", nil}
	for i := range 20 {
		for j := range 10 {
			// Every level has the same mean, by construction.
			score = append(score, float64((i+j)%2)+1e-6*random.NormFloat64())
			a.Level, b.Level = append(a.Level, i), append(b.Level, j)
		}
	}
	c := oracletest.Must[*Components](t)(FitComponents(score, []Factor{a, b}))
	oracletest.Near(t, "variance of a", c.Variance[0], 0, 1e-4)
	oracletest.Near(t, "variance of b", c.Variance[1], 0, 1e-4)
}

func TestTheSameScoresGiveTheSameFigures(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	var score []float64
	a, b := Factor{"a", nil}, Factor{"b", nil}
	for i := range 120 {
		score = append(score, random.NormFloat64())
		a.Level, b.Level = append(a.Level, i%17), append(b.Level, random.IntN(6))
	}
	first := oracletest.Must[*Components](t)(FitComponents(score, []Factor{a, b, Combine("a x b", a, b)}))
	for range 5 {
		again := oracletest.Must[*Components](t)(FitComponents(score, []Factor{a, b, Combine("a x b", a, b)}))
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestCombinationsAreNumberedAsTheyCome(t *testing.T) {
	f := Combine("x", Factor{"a", []int{0, 0, 1, 0, 300}}, Factor{"b", []int{0, 1, 0, 0, 2}})
	if diff := cmp.Diff([]int{0, 1, 2, 0, 3}, f.Level); diff != "" {
		t.Error(diff)
	}
}

func TestTheCheapestStudyReachesItsGoal(t *testing.T) {
	v := Variances{Agents: 25, Contacts: 40, Graders: 4, AgentGraders: 3, Rest: 10}
	best, ok, err := v.Cheapest(ForPerson, 60, 4, 1, 2)
	if err != nil || !ok || best.Absolute < ForPerson {
		t.Fatalf("%+v %v %v", best, ok, err)
	}
	for c := 1; c <= 60; c++ {
		for g := 1; g <= 4; g++ {
			if d := oracletest.Must[Dependability](t)(v.With(c, g)); d.Absolute >= ForPerson && float64(c)*(1+2*float64(g)) < best.Cost {
				t.Errorf("%d contacts and %d graders would do for less", c, g)
			}
		}
	}
	if _, ok, _ := v.Cheapest(.99, 10, 2, 1, 1); ok {
		t.Error("nothing reaches .99")
	}
}

// simulatedRatings are grades of agents by graders of known severity.
func simulatedRatings(seed uint64, agents int) (Design, []float64) {
	random := rand.New(rand.NewPCG(seed, 3))
	severity := []float64{-1.2, -.4, 0, .5, 1.1}
	d := Design{Agents: names("agent ", agents), Graders: names("grader ", 5), Items: names("item ", 4)}
	for i := range agents {
		able := 1.2 * random.NormFloat64()
		for _, g := range random.Perm(5)[:3] {
			for item := range d.Items {
				grade := 0
				for k := range 3 {
					sum := able - severity[g] + .3*float64(item-1) + []float64{1.5, 0, -1.5}[k]
					if random.Float64() < 1/(1+math.Exp(-sum)) {
						grade++
					}
				}
				d.Ratings = append(d.Ratings, Rating{i, g, item, float64(grade)})
			}
		}
	}
	return d, severity
}

func TestRaschFindsSeverityAndAddsUpToZero(t *testing.T) {
	d, severity := simulatedRatings(5, 120)
	r := oracletest.Must[*Rasch](t)(FitRasch(d))
	for g, want := range severity {
		if g > 0 && !(r.Severity(g) > r.Severity(g-1)) {
			t.Errorf("grader %d is not more severe than %d: %v", g, g-1, r.Leniency)
		}
		oracletest.Near(t, "severity", r.Severity(g), want*1.2, .5) // steps that are apart stretch the scale
	}
	for what, list := range map[string][]float64{"agents": r.Agent, "graders": r.Leniency, "items": r.Easiness} {
		sum := 0.0
		for _, x := range list {
			if !math.IsNaN(x) {
				sum += x
			}
		}
		oracletest.Near(t, what, sum, 0, 1e-6)
	}
	for g, fit := range r.GraderFit {
		if fit.Misfit() {
			t.Errorf("grader %d misfits with %+v, but grades as the model has it", g, fit)
		}
	}
}

func TestErraticGradersMisfit(t *testing.T) {
	d, _ := simulatedRatings(8, 150)
	random := rand.New(rand.NewPCG(1, 1))
	for i := range d.Ratings {
		if d.Ratings[i].Grader == 2 {
			d.Ratings[i].Score = float64(random.IntN(2) * 3) // all or nothing, at random
		}
	}
	r := oracletest.Must[*Rasch](t)(FitRasch(d))
	if !r.GraderFit[2].Misfit() || r.GraderFit[0].Misfit() {
		t.Errorf("fits are %+v; grader 2 is erratic", r.GraderFit)
	}
}

func TestExtremeAgentsAreSetAside(t *testing.T) {
	d, _ := simulatedRatings(5, 60)
	d.Agents = append(d.Agents, "faultless", "never right", "nobody")
	for g := range 5 {
		d.Ratings = append(d.Ratings, Rating{60, g, 0, 3}, Rating{61, g, 1, 0})
	}
	r := oracletest.Must[*Rasch](t)(FitRasch(d))
	set := map[int]bool{}
	for _, a := range r.Extreme.Agents {
		set[a] = true
	}
	if !set[60] || !set[61] || !set[62] || !math.IsNaN(r.Agent[60]) || !math.IsNaN(r.AgentFit[61].Infit) {
		t.Errorf("set aside are %v", r.Extreme.Agents)
	}
	_, err := FitRasch(Design{Agents: names("a", 2), Graders: names("g", 1), Items: names("i", 1), Ratings: []Rating{{0, 0, 0, 0}, {1, 0, 0, 1}}})
	if !errors.Is(err, ErrNoneLeft) {
		t.Errorf("where everybody is extreme: %v", err)
	}
}

func TestPartsOfADesignAreNamed(t *testing.T) {
	d := Design{Agents: names("a", 4), Graders: []string{"Ann", "Bob", "Cy", "Di", "Eve"}, Items: names("i", 2)}
	d.Ratings = []Rating{{0, 0, 0, 1}, {0, 1, 0, 2}, {1, 1, 1, 0}, {2, 2, 0, 1}, {3, 2, 1, 2}, {3, 3, 0, 1}}
	if diff := cmp.Diff([][]string{{"Ann", "Bob"}, {"Cy", "Di"}}, d.Parts()); diff != "" {
		t.Error(diff)
	}
	_, err := FitRasch(d)
	apart := (*DisconnectedError)(nil)
	if !errors.As(err, &apart) || err.Error() != "graders fall into 2 parts without a common agent: Ann, Bob | Cy, Di; let all of them grade one common set" {
		t.Errorf("got %v", err)
	}
	d.Ratings = append(d.Ratings, Rating{0, 2, 0, 1})
	if err := d.Check(); err != nil {
		t.Errorf("linked through agent 0: %v", err)
	}
}

// 004-17: nobody grades his own vendor's people.
func TestGradersDoNotGradeTheirOwnVendor(t *testing.T) {
	d := Design{Agents: []string{"Li", "Wang"}, Graders: []string{"Ann", "Zhao"}, Items: names("i", 1)}
	d.Ratings = []Rating{{0, 0, 0, 1}, {1, 1, 0, 1}, {0, 1, 0, 1}}
	agents, graders := []string{"North", "South"}, []string{"", "North"}
	err := d.RefuseOwn(agents, graders)
	want := "the grader of ratings[2] is Zhao of North, the vendor of Li; expected a grader of another party"
	if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	d.Ratings = d.Ratings[:2]
	if err := d.RefuseOwn(agents, graders); err != nil {
		t.Errorf("others' people: %v", err)
	}
	if err := d.RefuseOwn(agents, nil); err == nil {
		t.Error("vendors of graders are missing")
	}
}

func TestStatesOfGraders(t *testing.T) {
	for _, c := range []struct {
		severity, alpha float64
		want            State
	}{{0, .9, Green}, {-2.5, .80, Green}, {2.6, .9, Amber}, {1, .7, Amber}, {5.1, .9, Red}, {0, .6, Red}, {0, math.NaN(), Red}, {math.NaN(), .9, Red}} {
		if got := StateOf(c.severity, 10, c.alpha); got != c.want {
			t.Errorf("severity %v and alpha %v are %s, want %s", c.severity, c.alpha, got, c.want)
		}
	}
}

func TestRatesAreFreedOfGradersMistakes(t *testing.T) {
	a := Accuracy{FailuresFound: 90, Failures: 100, PassesFound: 190, Passes: 200}
	c := oracletest.Must[Corrected](t)(Correct(135, 1000, a, .95))
	oracletest.Near(t, "rate", c.Rate, (.135+.95-1)/(.9+.95-1), 1e-12)
	if !(c.Lo < c.Rate && c.Rate < c.Hi && c.Lo > 0) {
		t.Errorf("interval %+v", c)
	}
	perfect := oracletest.Must[Corrected](t)(Correct(135, 1000, Accuracy{100, 100, 100, 100}, .95))
	oracletest.Near(t, "rate under perfect graders", perfect.Rate, .135, 1e-12)
	oracletest.Near(t, "its interval", perfect.Hi-perfect.Rate, 1.959963985*math.Sqrt(.135*.865/1000), 1e-9)
	few := oracletest.Must[Corrected](t)(Correct(20, 1000, a, .95))
	if few.Rate != 0 || few.Lo != 0 {
		t.Errorf("fewer failures than mistakes explain: %+v, want 0", few)
	}
}

// The interval covers the true rate when graders' accuracy is itself an estimate.
func TestCorrectedIntervalsCover(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 4))
	draw := func(n int, p float64) (k int) {
		for range n {
			if random.Float64() < p {
				k++
			}
		}
		return k
	}
	const rate, se, sp, worlds = .15, .85, .93, 2000
	covered := 0
	for range worlds {
		failed := draw(600, rate*se+(1-rate)*(1-sp))
		c := oracletest.Must[Corrected](t)(Correct(failed, 600, Accuracy{draw(150, se), 150, draw(300, sp), 300}, .95))
		if c.Lo <= rate && rate <= c.Hi {
			covered++
		}
	}
	oracletest.Near(t, "coverage", float64(covered)/worlds, .95, .02)
}

func TestGradesThatCannotBeComparedAreRefused(t *testing.T) {
	two := []int{0, 1, 0, 1}
	fit := func(score []float64, factors ...Factor) error { _, err := FitComponents(score, factors); return err }
	rasch := func(ratings ...Rating) error {
		_, err := FitRasch(Design{names("a", 3), names("g", 2), names("i", 2), ratings})
		return err
	}
	depend := func(v float64, s ...Source) error { _, err := Depend(v, s); return err }
	study := func(c, g int) error { _, _, err := (Variances{Agents: 1}).Cheapest(.8, c, g, 1, 1); return err }
	correct := func(failed, graded int, a Accuracy, level float64) error {
		_, err := Correct(failed, graded, a, level)
		return err
	}
	good := Accuracy{9, 10, 9, 10}
	y := []float64{1, 2, 3, 5}
	for want, err := range map[string]error{
		"the number of factors is 0; expected at least one":                                      fit(y),
		"score[1] is NaN; expected a finite number":                                              fit([]float64{1, math.NaN(), 3, 4}, Factor{"a", two}),
		"every score is the same throughout; expected scores that vary":                          fit([]float64{1, 1, 1, 1}, Factor{"a", two}),
		"the number of levels of a is 2; expected one for each score":                            fit(y, Factor{"a", two[:2]}),
		"a[2] is -1; expected an index of a level":                                               fit(y, Factor{"a", []int{0, 1, -1, 0}}),
		"the number of different levels of a is 4; expected at least two, and fewer than scores": fit(y, Factor{"a", []int{0, 1, 2, 3}}),
		"the number of different levels of a is 1; expected at least two, and fewer than scores": fit(y, Factor{"a", []int{0, 0, 0, 0}}),
		"the number of ratings is 0; expected at least one":                                      rasch(),
		"ratings[0].agent is 3; expected an index of an agent":                                   rasch(Rating{3, 0, 0, 1}),
		"ratings[0].grader is -1; expected an index of a grader":                                 rasch(Rating{0, -1, 0, 1}),
		"ratings[0].item is 2; expected an index of an item":                                     rasch(Rating{0, 0, 2, 1}),
		"ratings[0].score is 1.5; expected a whole grade from 0 to 100":                          rasch(Rating{0, 0, 0, 1.5}),
		"grade 1 is given by nobody; expected grades numbered without a gap":                     rasch(Rating{0, 0, 0, 0}, Rating{0, 1, 0, 2}, Rating{1, 0, 0, 2}, Rating{1, 1, 0, 0}),
		"the design is such that agents, graders and items cannot be told apart; expected graders who share items and agents": rasch(
			Rating{0, 0, 0, 0}, Rating{0, 1, 1, 1}, Rating{1, 0, 0, 1}, Rating{1, 1, 1, 0}, Rating{2, 0, 0, 0}, Rating{2, 1, 1, 1}),
		"the variance between agents is -1; expected a finite variance":                        depend(-1),
		"sources[0].variance is NaN; expected a finite variance":                               depend(1, Source{math.NaN(), 1, true}),
		"sources[0].over is 0; expected at least one level":                                    depend(1, Source{1, 0, true}),
		"the sum of all variances is 0; expected above 0":                                      depend(0),
		"the most contacts and graders is 0; expected at least one":                            study(0, 3),
		"graded is 0; expected at least one, and no fewer than were counted of them":           correct(0, 0, good, .95),
		"accuracy.passes is 10; expected at least one, and no fewer than were counted of them": correct(0, 9, Accuracy{9, 10, 11, 10}, .95),
		"sensitivity plus specificity is 1; expected above 1: graders better than a coin":      correct(0, 9, Accuracy{5, 10, 5, 10}, .95),
		"level is 0; expected a share above 0 and below 1, such as 0.95":                       correct(0, 9, good, 0),
	} {
		if refused := (*quality.InputError)(nil); !errors.As(err, &refused) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestNoVariancesAreMoreProbableThanTheFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(20, 40).Draw(t, "scores")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		score, a, b := make([]float64, n), Factor{"a", make([]int, n)}, Factor{"b", make([]int, n)}
		for i := range score {
			a.Level[i], b.Level[i] = i%5, random.IntN(4)
			score[i] = 3*float64(a.Level[i]%2) + random.NormFloat64()
		}
		b.Level[0], b.Level[1] = 0, 1
		c, err := FitComponents(score, []Factor{a, b})
		if err != nil {
			t.Fatal(err)
		}
		l := layOut(score, []Factor{a, b})
		at := []float64{math.Sqrt(c.Variance[0] / c.Residual), math.Sqrt(c.Variance[1] / c.Residual)}
		for _, factor := range []float64{0, .8, 1.25, 3} {
			for _, other := range [][]float64{{at[0] * factor, at[1]}, {at[0], at[1] * factor}, {at[0] * factor, at[1] * factor}, {factor, factor}} {
				if got := l.criterion(other); got < c.Criterion-1e-6 {
					t.Fatalf("ratios %v give %v, the fit's %v more: %v", other, got, at, c.Criterion)
				}
			}
		}
	})
}
