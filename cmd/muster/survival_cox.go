package main

import "github.com/muster-wfm/muster/careers/survival"

// coxQuestion is what a specification of the kind cox asks, read and checked.
type coxQuestion struct {
	o        *survival.Observations
	x        *survival.Covariates
	cluster  []int
	clustBy  string
	strata   []string // names of the strata, such as ct=1
	newdata  [][]float64
	penalty  float64
	simple   bool // neither start nor strata
	question *survivalCase
}

// fitCox answers the kind cox with both ways of taking ties.
func fitCox(q *survivalCase) (any, error) {
	c := &coxQuestion{o: q.spells(), x: q.covariates("x"), clustBy: "row", question: q}
	var levels []string
	c.o.Strata, levels = q.levels("strata", q.name("strata"))
	for _, level := range levels {
		c.strata = append(c.strata, q.name("strata")+"="+level)
	}
	if name := q.name("cluster"); name != "" {
		c.cluster, _ = q.levels("cluster", name)
		c.clustBy = name
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	c.simple = c.o.Start == nil && c.strata == nil
	if !q.asked("newdata", &c.newdata, "efron", "curves", "newdata") {
		c.newdata = typical(c.x, c.strata != nil)
	}
	for _, facts := range c.newdata {
		if len(facts) != len(c.x.Names) {
			q.bad.add(q.spec, 0, "input.newdata", "%d values in a row; %d were expected, one for each of x", len(facts), len(c.x.Names))
			return nil, q.bad
		}
	}
	answer := document{}
	for _, ties := range []survival.Ties{survival.Efron, survival.Breslow} {
		part, err := c.fit(ties)
		if err != nil {
			return nil, err
		}
		answer[string(ties)] = part
	}
	if !q.asked("theta", &c.penalty, "ridge", "efron", "theta") {
		c.penalty = 1
	}
	if !(c.penalty >= 0) {
		q.bad.add(q.spec, 0, "input.theta", "%v; a penalty of 0 or more was expected", c.penalty)
		return nil, q.bad
	}
	ridge, err := c.ridge()
	if err != nil {
		return nil, err
	}
	answer["ridge"] = ridge
	return answer, nil
}

// typical are the people whom curves are shown for: the mean of all, and without
// strata also the least and the greatest value of each column; of one column
// alone just these two.
func typical(x *survival.Covariates, stratified bool) [][]float64 {
	p := len(x.Names)
	n := len(x.Values) / p
	mean, least, most := make([]float64, p), make([]float64, p), make([]float64, p)
	for i := range n {
		for j, v := range x.Row(i) {
			mean[j] += v / float64(n)
			if i == 0 || v < least[j] {
				least[j] = v
			}
			if i == 0 || v > most[j] {
				most[j] = v
			}
		}
	}
	switch {
	case stratified:
		return [][]float64{mean}
	case p == 1:
		return [][]float64{least, most}
	}
	return [][]float64{mean, least, most}
}

func (c *coxQuestion) fit(ties survival.Ties) (document, error) {
	f, err := survival.FitCox(c.o, c.x, survival.CoxSettings{Ties: ties})
	if err != nil {
		return nil, err
	}
	robust := f.Robust(c.cluster)
	part := document{
		"coef": reals(f.Coef), "se": reals(f.StdErr()), "var": matrix(f.Variance),
		"loglik_null": real(f.LogNull), "loglik": real(f.LogFit), "n": f.Rows, "nevent": f.Events,
		"score_test": real(f.ScoreTest()), "lr_test": real(f.LikelihoodRatio()), "wald_test": real(f.Wald()),
		"df": len(f.Coef), "iter": f.Iterations,
		"robust": document{
			"cluster": c.clustBy, "se": reals(robust.StdErr()), "var": matrix(robust.Variance),
			"robust_score": real(robust.ScoreTest), "wald": real(robust.Wald),
		},
		"baseline": c.baseline(f), "curves": c.curves(f), "zph": c.proportionality(f), "residuals": residualDocument(f),
	}
	return part, c.concordance(part, f)
}

// concordance adds the pairs put right. Its error takes rows as independent, as the
// cases do; who wants persons asks the engine with a cluster.
func (c *coxQuestion) concordance(part document, f *survival.CoxFit) error {
	risk := f.Linear(c.x)
	h, err := survival.HarrellC(c.o, risk, nil)
	if err != nil {
		return err
	}
	part["concordance"] = document{
		"c": real(h.C), "std_err": real(h.StdErr),
		"counts": document{
			"concordant": real(h.Concordant), "discordant": real(h.Discordant),
			"tied.x": real(h.TiedRisk), "tied.y": real(h.TiedTime), "tied.xy": real(h.TiedBoth),
		},
	}
	if !c.simple {
		return nil
	}
	u, err := survival.UnoC(c.o, risk, nil)
	if err == nil {
		part["concordance_uno"] = document{"c": real(u.C), "std_err": real(u.StdErr)}
	}
	return err
}

// stratumNames writes out the stratum of each point.
func (c *coxQuestion) stratumNames(of []int) []string {
	names := make([]string, len(of))
	for i, s := range of {
		names[i] = c.strata[s]
	}
	return names
}

func (c *coxQuestion) baseline(f *survival.CoxFit) document {
	b := f.Baseline()
	d := document{"time": reals(b.Time), "cumhaz_at_x0": reals(b.Hazard)}
	if c.strata != nil {
		d["strata"] = c.stratumNames(b.Stratum)
	}
	return d
}

// curves lists the curves of the people asked for: without strata a row a time
// with a column a person, with strata one person's curves stratum after stratum.
func (c *coxQuestion) curves(f *survival.CoxFit) document {
	d := document{"newdata": matrix(c.newdata)}
	var surv, se, lowLog, highLog, lowLogLog, highLogLog [][]float64
	var times []float64
	var strata []int
	for k, facts := range c.newdata {
		at := 0
		for _, curve := range f.Curves(facts) {
			values := curve.Survival()
			for i, t := range curve.Time {
				if k == 0 {
					times, strata = append(times, t), append(strata, curve.Stratum)
					surv, se = append(surv, nil), append(se, nil)
					lowLog, highLog = append(lowLog, nil), append(highLog, nil)
					lowLogLog, highLogLog = append(lowLogLog, nil), append(highLogLog, nil)
				}
				surv[at], se[at] = append(surv[at], values[i]), append(se[at], curve.SE[i])
				low, high := survival.Log.Bounds(values[i], curve.SE[i])
				lowLog[at], highLog[at] = append(lowLog[at], low), append(highLog[at], high)
				low, high = survival.LogLog.Bounds(values[i], curve.SE[i])
				lowLogLog[at], highLogLog[at] = append(lowLogLog[at], low), append(highLogLog[at], high)
				at++
			}
		}
	}
	d["time"] = reals(times)
	if c.strata != nil {
		d["curve_strata"] = c.stratumNames(strata)
	}
	for name, rows := range map[string][][]float64{
		"surv": surv, "se_cumhaz": se, "lower_log": lowLog, "upper_log": highLog, "lower_loglog": lowLogLog, "upper_loglog": highLogLog,
	} {
		d[name] = matrix(rows)
		if len(c.newdata) == 1 {
			d[name] = reals(firstColumn(rows))
		}
	}
	return d
}

func firstColumn(rows [][]float64) []float64 {
	column := make([]float64, len(rows))
	for i, row := range rows {
		column[i] = row[0]
	}
	return column
}

func (c *coxQuestion) proportionality(f *survival.CoxFit) document {
	d := document{}
	for _, clock := range survival.Clocks() {
		t := f.Proportionality(clock)
		d[string(clock)] = document{
			"chisq": reals(t.ChiSquare), "df": t.Freedom, "p": reals(t.P), "rows": joined(c.x.Names, []string{"GLOBAL"}),
		}
	}
	return d
}

// shownRows is how many rows of residuals the document spells out.
const shownRows = 10

func residualDocument(f *survival.CoxFit) document {
	r := f.Residuals()
	_, raw, scaled := f.Schoenfeld()
	n := min(shownRows, len(r.Martingale))
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i + 1
	}
	sum, martingale, deviance := 0.0, 0.0, 0.0
	for i, m := range r.Martingale {
		sum += m
		martingale += m * m
		deviance += r.Deviance[i] * r.Deviance[i]
	}
	return document{
		"rows": rows, "martingale": reals(r.Martingale[:n]), "deviance": reals(r.Deviance[:n]),
		"score": matrix(r.Score[:n]), "dfbeta": matrix(r.DFBeta[:n]),
		"schoenfeld_first": matrix(raw[:min(shownRows, len(raw))]), "scaled_schoenfeld_first": matrix(scaled[:min(shownRows, len(raw))]),
		"sum_mart": real(sum), "ss_mart": real(martingale), "ss_dev": real(deviance),
		"ss_score": squares(r.Score), "ss_schoenfeld": squares(raw), "ss_dfbeta": squares(r.DFBeta),
	}
}

// squares sums the squares of each column.
func squares(rows [][]float64) []real {
	if len(rows) == 0 {
		return nil
	}
	sums := make([]real, len(rows[0]))
	for _, row := range rows {
		for j, v := range row {
			sums[j] += real(v * v)
		}
	}
	return sums
}

// ridge fits with a penalty on the columns as they are.
func (c *coxQuestion) ridge() (document, error) {
	d := document{}
	for _, ties := range []survival.Ties{survival.Efron, survival.Breslow} {
		f, err := survival.FitCox(c.o, c.x, survival.CoxSettings{Ties: ties, Ridge: c.penalty})
		if err != nil {
			return nil, err
		}
		d[string(ties)] = document{
			"theta": c.penalty, "objective": "loglik(b) - theta/2*sum(b^2), unscaled", "coef": reals(f.Coef),
			"var_Hinv": matrix(f.Variance), "var2_HinvIHinv": matrix(f.Sandwich), "loglik": real(f.LogFit),
		}
	}
	return d, nil
}
