package severity

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

func factorOf(file *oracletest.Table, column string) Factor {
	level, _ := file.Index(column)
	return Factor{column, level}
}

// Brennan's synthetic data set 3.2, persons by raters within tasks. R's lme4 ends its
// search 2e-4 from the top, which for a balanced design is the analysis of variance.
func TestBrennanAsInTheReference(t *testing.T) {
	file := oracletest.CSV(t, "oracle", "vendors", "gtheory", "Brennan.3.2.csv")
	person, task, rater := factorOf(file, "Person"), factorOf(file, "Task"), factorOf(file, "Rater")
	c := oracletest.Must[*Components](t)(FitComponents(file.Numbers("Score"), []Factor{
		person, task, Combine("rater:task", task, rater), Combine("person x task", person, task),
	}))
	for k, want := range []float64{.4730228067, .3253222898, .6474889839, .5595500979} {
		oracletest.Near(t, "variance", c.Variance[k], want, 3e-4)
	}
	oracletest.Near(t, "residual", c.Residual, 2.3802861014, 3e-4)
	for k, want := range []float64{.4731481, .3251543, .6475309, .5595679} {
		oracletest.Near(t, "variance of the analysis of variance", c.Variance[k], want, 1e-6)
	}
	oracletest.Near(t, "residual of the analysis of variance", c.Residual, 2.3802469, 1e-6)
}

func TestStudyAsInTheReference(t *testing.T) {
	var golden struct {
		Study struct {
			Sigma   map[string]float64 `json:"sigma2"`
			Tasks   int                `json:"nt"`
			Raters  int                `json:"nr"`
			ERhoSqd float64            `json:"E_rho2"`
			Phi     float64            `json:"Phi"`
		} `json:"dstudy_brennan_3_2"`
	}
	oracletest.JSON(t, &golden, "oracle", "vendors", "GOLDEN_contract_and_misc.json")
	s := golden.Study
	d := oracletest.Must[Dependability](t)(Depend(s.Sigma["p"], []Source{
		{s.Sigma["t"], s.Tasks, false}, {s.Sigma["r:t"], s.Tasks * s.Raters, false},
		{s.Sigma["pt"], s.Tasks, true}, {s.Sigma["pr:t"], s.Tasks * s.Raters, true},
	}))
	oracletest.Near(t, "relative", d.Relative, s.ERhoSqd, 1e-6)
	oracletest.Near(t, "absolute", d.Absolute, s.Phi, 1e-6)
}

// Six samples of penicillin on 24 plates, lme4's example of crossed factors.
func TestPenicillinAsInTheReference(t *testing.T) {
	file := oracletest.CSV(t, "oracle", "vendors", "gtheory", "Penicillin_lme4.csv")
	c := oracletest.Must[*Components](t)(FitComponents(file.Numbers("diameter"), []Factor{factorOf(file, "plate"), factorOf(file, "sample")}))
	oracletest.Near(t, "plate", math.Sqrt(c.Variance[0]), .84670, 1e-4)
	oracletest.Near(t, "sample", math.Sqrt(c.Variance[1]), 1.93161, 1e-4)
	oracletest.Near(t, "residual", math.Sqrt(c.Residual), .54992, 1e-4)
	// The manual of lme4 prints the criterion and the mean.
	oracletest.Near(t, "criterion", c.Criterion, 330.8606, 1e-4)
	oracletest.Near(t, "mean", c.Mean, 22.9722, 1e-4)
}

// raschDesign is the 60 essays by 10 raters on 3 criteria.
func raschDesign(t *testing.T) Design {
	file := oracletest.CSV(t, "oracle", "vendors", "rasch", "ptam4_sub60.csv")
	agent, agents := file.Index("idstud")
	grader, graders := file.Index("rater")
	item, items := file.Index("item")
	d := Design{Agents: agents, Graders: graders, Items: items}
	for i := range file.Rows {
		d.Ratings = append(d.Ratings, Rating{agent[i], grader[i], item[i], file.Number(i, "value")})
	}
	return d
}

// Joint maximum likelihood of R's VGAM.
func TestRaschAsInTheReference(t *testing.T) {
	d := raschDesign(t)
	r := oracletest.Must[*Rasch](t)(FitRasch(d))
	oracletest.Near(t, "log-likelihood", r.LogLikelihood, -223.149285353, 1e-7)
	for k, want := range []float64{3.846930144, 1.196863078, -2.905592643} {
		oracletest.Near(t, "threshold", r.Threshold[k], want, 1e-4)
	}
	byName := func(names []string, values []float64) map[string]float64 {
		m := map[string]float64{}
		for i, name := range names {
			m[name] = values[i]
		}
		return m
	}
	raters := oracletest.CSV(t, "oracle", "vendors", "rasch", "sub60_raters_jml.csv")
	leniency := byName(d.Graders, r.Leniency)
	for i := range raters.Rows {
		oracletest.Near(t, "leniency of "+raters.Text(i, "rater"), leniency[raters.Text(i, "rater")], raters.Number(i, "leniency"), 1e-4)
	}
	easiness := byName(d.Items, r.Easiness)
	for item, want := range map[string]float64{"crit2": -.86940763, "crit3": .37775374, "crit4": .49165389} {
		oracletest.Near(t, "easiness of "+item, easiness[item], want, 1e-4)
	}
	persons := oracletest.CSV(t, "oracle", "vendors", "rasch", "sub60_persons_jml.csv")
	agents := byName(d.Agents, r.Agent)
	for i := range persons.Rows {
		oracletest.Near(t, "agent "+persons.Text(i, "idstud"), agents[persons.Text(i, "idstud")], persons.Number(i, "theta_centred"), 1e-3)
	}
	errors := byName(d.Graders, r.LeniencyError)
	for i, want := range []float64{.542944, .468056, .585922, .610847, .454181, .450156, .573909, .609629, .523096} {
		name := []string{"802", "803", "810", "816", "820", "824", "831", "835", "837"}[i]
		oracletest.Near(t, "error of "+name, errors[name], want, 1e-3)
	}
}
