package main

import (
	"math"
	"strconv"

	"github.com/muster-wfm/muster/careers/survival"
)

// competingQuestion is what a specification of the kind competing_risks asks.
type competingQuestion struct {
	stop   []float64
	cause  []int
	causes int
	group  []int
	groups []string
	x      *survival.Covariates
	times  []float64
}

// mostCauses is more than anybody keeps apart; a larger number is a mistake.
const mostCauses = 50

// fitCompeting answers the kind competing_risks: how people leave when several
// causes compete, by group and by what is known of them.
func fitCompeting(q *survivalCase) (any, error) {
	c := &competingQuestion{stop: q.numbers("stop", q.need("time"))}
	column := q.need("cause")
	c.cause = q.wholes("event", column, mostCauses)
	for _, cause := range c.cause {
		c.causes = max(c.causes, cause)
	}
	c.group, c.groups = q.levels("group", q.name("group"))
	if q.names("x") != nil {
		c.x = q.covariates("x")
	}
	if !q.asked("times", &c.times, "cuminc_all", "times") && len(c.stop) > 0 {
		c.times = spacedTimes(c.stop)
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	r, err := survival.CumulativeIncidence(c.stop, c.cause, c.causes)
	if err != nil {
		return nil, err
	}
	answer := document{
		"aj": document{
			"time": reals(r.Time), "n_risk": reals(r.AtRisk), "n_event": matrix(r.Events), "pstate_event_free": reals(r.Stay),
			"cif": matrix(r.Cumulative), "se_cif_ij": matrix(r.SE),
		},
		"cuminc_all": c.incidences([]*survival.Incidence{r}),
	}
	if len(c.groups) > 1 {
		if err := c.byGroup(answer); err != nil {
			return nil, err
		}
	}
	if c.x == nil {
		return answer, nil
	}
	if err := c.regressions(answer); err != nil {
		return nil, err
	}
	answer["cif_cause_specific_cox_breslow_at_mean"], err = c.fromCauses(r)
	return answer, err
}

// spacedTimes are six times spread evenly up to the longest.
func spacedTimes(stop []float64) []float64 {
	longest := 0.0
	for _, t := range stop {
		longest = max(longest, t)
	}
	times := make([]float64, 6)
	for k := range times {
		times[k] = longest * float64(k+1) / 6
	}
	return times
}

// incidences lists, cause by cause and within it group by group, the incidence at
// the times asked with its variance; nothing beyond a group's last time.
func (c *competingQuestion) incidences(groups []*survival.Incidence) document {
	var estimates, variances [][]float64
	for cause := 1; cause <= c.causes; cause++ {
		for _, r := range groups {
			estimate, variance := r.DeltaVariance(cause, c.times)
			for k, t := range c.times {
				if t > r.Time[len(r.Time)-1] {
					estimate[k], variance[k] = math.NaN(), math.NaN()
				}
			}
			estimates, variances = append(estimates, estimate), append(variances, variance)
		}
	}
	return document{"times": c.times, "est": matrix(estimates), "var_delta": matrix(variances)}
}

func (c *competingQuestion) byGroup(answer document) error {
	var parts []*survival.Incidence
	var rows []string
	for g := range c.groups {
		var stop []float64
		var cause []int
		for i, of := range c.group {
			if of == g {
				stop, cause = append(stop, c.stop[i]), append(cause, c.cause[i])
			}
		}
		r, err := survival.CumulativeIncidence(stop, cause, c.causes)
		if err != nil {
			return err
		}
		parts = append(parts, r)
	}
	var chi, p []float64
	var freedom []int
	for cause := 1; cause <= c.causes; cause++ {
		for _, name := range c.groups {
			rows = append(rows, name+" "+strconv.Itoa(cause))
		}
		statistic, df, probability, err := survival.GrayTest(c.stop, c.cause, c.group, len(c.groups), cause)
		if err != nil {
			return err
		}
		chi, p, freedom = append(chi, statistic), append(p, probability), append(freedom, df)
	}
	incidences := c.incidences(parts)
	incidences["rows"] = rows
	answer["cuminc_by_group"] = incidences
	answer["gray_test"] = document{"stat": reals(chi), "p_values": reals(p), "df": freedom}
	return nil
}

// regressions fits each cause's subdistribution and its own hazard.
func (c *competingQuestion) regressions(answer document) error {
	var subs, own []document
	for cause := 1; cause <= c.causes; cause++ {
		sub, err := c.fineGray(cause)
		if err != nil {
			return err
		}
		subs = append(subs, sub)
		f, err := survival.FitCox(c.of(cause), c.x, survival.CoxSettings{})
		if err != nil {
			return err
		}
		own = append(own, document{"coef": reals(f.Coef), "var": matrix(f.Variance), "loglik": reals([]float64{f.LogNull, f.LogFit})})
	}
	answer["fine_gray"], answer["cause_specific"] = subs, own
	return nil
}

// of takes exits by other causes as cut short.
func (c *competingQuestion) of(cause int) *survival.Observations {
	o := &survival.Observations{Stop: c.stop, Event: make([]bool, len(c.stop))}
	for i, k := range c.cause {
		o.Event[i] = k == cause
	}
	return o
}

func (c *competingQuestion) fineGray(cause int) (document, error) {
	f, err := survival.FitFineGray(c.stop, c.cause, cause, c.x, survival.FineGraySettings{Ties: survival.Breslow, CensoredWithEvents: true})
	if err != nil {
		return nil, err
	}
	d := document{
		"cause": cause, "coef": reals(f.Coef), "var_robust": matrix(f.Robust), "loglik": real(f.LogFit),
		"uftime": reals(f.Time), "baseline_jump": reals(f.Jump),
		"cif_at_mean": document{"time": reals(f.Time), "cif": reals(f.Incidence(nil))},
	}
	for _, ties := range []survival.Ties{survival.Breslow, survival.Efron} {
		f, err := survival.FitFineGray(c.stop, c.cause, cause, c.x, survival.FineGraySettings{Ties: ties})
		if err != nil {
			return nil, err
		}
		d["via_finegray_"+string(ties)] = reals(f.Coef)
	}
	return d, nil
}

// fromCauses puts the incidence of somebody with mean facts together from the
// hazards of all causes.
func (c *competingQuestion) fromCauses(r *survival.Incidence) (document, error) {
	hazards := make([][]float64, c.causes)
	for k := range hazards {
		f, err := survival.FitCox(c.of(k+1), c.x, survival.CoxSettings{Ties: survival.Breslow})
		if err != nil {
			return nil, err
		}
		hazards[k] = f.Curves(typical(c.x, true)[0])[0].Hazard
	}
	exponential, product := survival.IncidenceFromHazards(hazards)
	return document{
		"time": reals(r.Time), "formula": "CIF_k(t)=sum S(t-) dH_k, S=exp(-sum_k H_k)",
		"cif_exp": matrix(exponential), "cif_prod": matrix(product),
	}, nil
}
