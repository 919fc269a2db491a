package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/careers/survival"
)

// fitAFT answers the kind aft with each family of distributions.
func fitAFT(q *survivalCase) (any, error) {
	o, x := q.spells(), q.covariates("x")
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	answer := document{}
	for _, family := range survival.Lifetimes() {
		f, err := survival.FitAFT(o, x, family)
		if err != nil {
			return nil, err
		}
		answer[string(family)] = aftDocument(f)
	}
	return answer, nil
}

func aftDocument(f *survival.AFTFit) document {
	shares := []float64{0.1, 0.25, 0.5, 0.75, 0.9}
	var times, errors []float64
	for _, p := range shares {
		t, se := f.QuantileAt(nil, p)
		times, errors = append(times, t), append(errors, se)
	}
	d := document{
		"names": f.Names, "coef": reals(f.Coef), "log_scale": real(f.LogScale), "var": matrix(f.Variance),
		"loglik_intercept_only": real(f.LogIntercept), "loglik": real(f.LogFit),
		"quantiles_at_mean": document{"p": shares, "q": reals(times), "se": reals(errors)},
	}
	if f.Lifetime == survival.Weibull {
		shape, lambda, logHR := f.ProportionalForm()
		d["ph"] = document{"shape": real(shape), "lambda": real(lambda), "log_hr": reals(logHR)}
	}
	return d
}

// fitDiscrete answers the kind logit: the hazard of an event in a period, by
// logit and complementary log-log, and with ridge penalties.
func fitDiscrete(q *survivalCase) (any, error) {
	y := q.flags("event", q.need("event"))
	q.parts["period"] = q.name("period")
	x := q.covariates("x")
	if len(q.bad.problems) == 0 {
		x = q.withBaseline(x)
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	answer := document{}
	for _, link := range []survival.Link{survival.LogitLink, survival.CLogLog} {
		f, err := survival.FitBinary(y, x, survival.BinarySettings{Link: link})
		if err != nil {
			return nil, err
		}
		variance, err := survival.GLMVariance(y, x, link)
		if err != nil {
			return nil, err
		}
		answer[string(link)] = document{
			"names": f.Names, "coef": reals(f.Coef), "var": matrix(variance), "deviance": []real{real(f.Deviance())}, "loglik": real(f.LogFit),
		}
	}
	penalties := []float64{1, 10}
	q.option("lambda", &penalties)
	ridge := document{}
	for _, penalty := range penalties {
		f, err := survival.FitBinary(y, x, survival.BinarySettings{Ridge: penalty})
		if err != nil {
			return nil, err
		}
		ridge["lambda"+strconv.FormatFloat(penalty, 'g', -1, 64)] = document{
			"objective": "loglik - lambda/2*sum(b[-1]^2), intercept unpenalised, columns unscaled", "coef": reals(f.Coef), "grad_max": real(f.Slope),
		}
	}
	answer["ridge_logit"] = ridge
	return answer, nil
}

// withBaseline puts the terms of time before the covariates.
func (q *survivalCase) withBaseline(x *survival.Covariates) *survival.Covariates {
	var names []string
	var columns [][]float64
	for _, term := range q.names("baseline") {
		termNames, termColumns := q.term(term)
		names, columns = append(names, termNames...), append(columns, termColumns...)
	}
	all := &survival.Covariates{Names: joined(names, x.Names)}
	for row := range q.table.rows {
		for _, column := range columns {
			if column != nil {
				all.Values = append(all.Values, column[row])
			}
		}
		all.Values = append(all.Values, x.Row(row)...)
	}
	return all
}

// term reads a term of time: a column c as it is, factor(c), or log(c), sqrt(c) and
// I(c^2), I(c^3) of its numbers.
func (q *survivalCase) term(term string) (names []string, columns [][]float64) {
	function, inner, called := strings.Cut(strings.TrimSuffix(strings.ReplaceAll(term, " ", ""), ")"), "(")
	if !called {
		return []string{term}, [][]float64{q.numbers(term, term)}
	}
	if function == "factor" {
		return q.factor(term, inner)
	}
	column, power, _ := strings.Cut(inner, "^")
	shape := map[string]func(v float64) float64{
		"log": math.Log, "sqrt": math.Sqrt, "log1p": math.Log1p,
		"I": func(v float64) float64 {
			exponent, err := strconv.ParseFloat(power, 64)
			if err != nil {
				return v
			}
			return math.Pow(v, exponent)
		},
	}[function]
	if shape == nil {
		q.bad.add(q.spec, 0, "input.baseline", "%q is not known; a column, factor(c), log(c), sqrt(c) or I(c^2) was expected", term)
		return nil, nil
	}
	values := q.numbers(column, column)
	for i, v := range values {
		values[i] = shape(v)
	}
	return []string{term}, [][]float64{values}
}

// factor makes a column of each level of a column but the lowest.
func (q *survivalCase) factor(term, column string) (names []string, columns [][]float64) {
	of, levels := q.levels(column, column)
	for k := 1; k < len(levels); k++ {
		indicator := make([]float64, len(of))
		for row, level := range of {
			if level == k {
				indicator[row] = 1
			}
		}
		names, columns = append(names, fmt.Sprintf("%s%s", term, levels[k])), append(columns, indicator)
	}
	return names, columns
}
