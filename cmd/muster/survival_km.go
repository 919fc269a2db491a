package main

import (
	"github.com/muster-wfm/muster/careers/survival"
)

// fitKaplanMeier answers the kind km: curves over all and by group with their
// intervals, quantiles and restricted means, and tests whether groups differ.
func fitKaplanMeier(q *survivalCase) (any, error) {
	o := q.spells()
	group, groups := q.levels("group", q.name("group"))
	strata, _ := q.levels("strata", q.name("strata"))
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	curve, err := survival.KaplanMeier(o)
	if err != nil {
		return nil, err
	}
	tau := curve.Time[len(curve.Time)-1]
	q.option("tau", &tau)
	answer := curveDocument(curve, tau)
	if group == nil {
		return answer, nil
	}
	var means, errors []float64
	var list []document
	for g, name := range groups {
		part, err := survival.KaplanMeier(o.Subset(func(row int) bool { return group[row] == g }))
		if err != nil {
			return nil, err
		}
		list = append(list, groupDocument(name, part, group, g))
		mean, se := part.RestrictedMean(tau)
		means, errors = append(means, mean), append(errors, se)
	}
	answer["by_group"] = list
	answer["rmst_by_group"] = document{"tau": tau, "rmst": reals(means), "se": reals(errors)}
	if len(groups) < 2 {
		return answer, nil
	}
	if answer["logrank"], err = rankTests(o, group, len(groups), "", false); err != nil || strata == nil {
		return answer, err
	}
	o.Strata = strata
	answer["logrank_strat"], err = rankTests(o, group, len(groups), q.name("strata"), true) //nolint:misspell // strat is short for stratified
	return answer, err
}

func curveDocument(c *survival.Curve, tau float64) document {
	intervals, quantiles := document{}, document{}
	shares := []float64{0.25, 0.5, 0.75}
	for _, scale := range survival.Intervals() {
		lower, upper := c.Bounds(scale)
		intervals[string(scale)] = document{"lower": reals(lower), "upper": reals(upper)}
		quantiles[string(scale)] = document{
			"p": shares, "q": reals(c.Quantiles(c.Survival, shares)),
			"lower": reals(c.Quantiles(lower, shares)), "upper": reals(c.Quantiles(upper, shares)),
		}
	}
	mean, se := c.RestrictedMean(tau)
	return document{
		"overall": document{
			"time": reals(c.Time), "n_risk": reals(c.AtRisk), "n_event": reals(c.Events), "n_censor": reals(c.Censored),
			"surv": reals(c.Survival), "se_log_surv": reals(c.SELog), "se_surv": reals(c.SESurvival()),
			"cumhaz_nelson_aalen": reals(c.Hazard), "se_cumhaz": reals(c.SEHazard),
		},
		"ci": intervals, "quantiles": quantiles,
		"fleming_harrington": document{
			"surv": reals(survival.FromHazard(c.FHHazard)), "cumhaz": reals(c.FHHazard), "se_cumhaz": reals(c.SEFHHazard),
		},
		"breslow_surv": reals(survival.FromHazard(c.Hazard)),
		"rmst":         document{"tau": tau, "value": real(mean), "std_err": real(se)},
	}
}

func groupDocument(name string, c *survival.Curve, group []int, g int) document {
	size := 0
	for _, of := range group {
		if of == g {
			size++
		}
	}
	lower, upper := c.Bounds(survival.LogLog)
	return document{
		"group": name, "n": size, "time": reals(c.Time), "n_risk": reals(c.AtRisk), "n_event": reals(c.Events),
		"surv": reals(c.Survival), "se_surv": reals(c.SESurvival()), "lower_loglog": reals(lower), "upper_loglog": reals(upper),
	}
}

// rankTests compares groups with the log-rank test and Peto's.
func rankTests(o *survival.Observations, group []int, groups int, strata string, stratified bool) (document, error) {
	tests := document{}
	for name, rho := range map[string]float64{"rho0": 0, "rho1": 1} {
		t, err := survival.LogRank(o, group, groups, rho)
		if err != nil {
			return nil, err
		}
		test := document{
			"n": t.Size, "observed": reals(t.Observed), "expected": reals(t.Expected), "var": matrix(t.Variance),
			"chisq": real(t.ChiSquare), "df": t.Freedom, "p": real(t.P),
		}
		if stratified {
			test["strata"] = strata
		}
		tests[name] = test
	}
	return tests, nil
}
