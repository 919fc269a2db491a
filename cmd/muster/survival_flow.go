package main

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/careers/flow"
)

// flowKinds are the calculations about a workforce on a ladder. They need no data:
// all is in the specification.
func flowKinds() []survivalKind {
	return []survivalKind{
		{"markov", projectChain},
		{"semimarkov_whatif", projectScenarios},
		{"hiring_plan", planHires},
	}
}

// flowKindOf is the kind that an id begins with, for cases that have no kind.
func flowKindOf(id string) string {
	for _, kind := range flowKinds() {
		if strings.HasPrefix(id, kind.name) {
			return kind.name
		}
	}
	return ""
}

// refused puts what the engine refuses beside the other problems of the file.
func (q *survivalCase) refused(err error) error {
	var input *flow.InputError
	if !errors.As(err, &input) {
		return err
	}
	q.bad.add(q.spec, 0, "input: "+input.Where, "%s; %s was expected", input.Found, input.Expected)
	return q.bad
}

// list reads an option of numbers; one number alone is a list of one.
func list[T any](q *survivalCase, name string) []T {
	if raw := q.input[name]; len(raw) > 0 && raw[0] != '[' {
		var one T
		if !q.option(name, &one) {
			return nil
		}
		return []T{one}
	}
	var values []T
	q.option(name, &values)
	return values
}

// listOf is [list] where so many are needed.
func listOf[T any](q *survivalCase, name string, n int) []T {
	values := list[T](q, name)
	if len(values) != n {
		q.bad.add(q.spec, 0, "input."+name, "%d values; %d were expected", len(values), n)
		return make([]T, n)
	}
	return values
}

// needed reads an option that must be there.
func needed[T any](q *survivalCase, name string) (value T) {
	if !q.option(name, &value) && q.input[name] == nil {
		q.bad.add(q.spec, 0, "input."+name, "it is missing; %T was expected", value)
	}
	return value
}

// bands reads hazards by tenure.
func (q *survivalCase) bands() []flow.Band {
	from := list[int](q, "haz_from")
	hazard := listOf[float64](q, "haz", len(from))
	bands := make([]flow.Band, len(from))
	for i := range from {
		bands[i] = flow.Band{From: from[i], Hazard: hazard[i]}
	}
	return bands
}

// learning reads the learning curve.
func (q *survivalCase) learning() flow.Learning {
	return flow.Learning{Start: needed[float64](q, "lc0"), Tau: needed[float64](q, "lctau")}
}

// projectScenarios answers the kind semimarkov_whatif: one projection if input is a
// model, else one for each named model, under its name and under scenarios, as the
// question has them.
func projectScenarios(q *survivalCase) (any, error) {
	if q.input["rungs"] != nil {
		return projectModel(q)
	}
	answers := document{}
	cases := q.scenarioCases()
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		answer, err := projectModel(cases[name])
		if err != nil {
			return nil, err
		}
		answers[name] = answer
	}
	if len(answers) == 0 {
		q.bad.add(q.spec, 0, "input.rungs", "neither a model nor scenarios; a model in input, or scenarios by name with an input each, was expected")
		return nil, q.bad
	}
	answer := maps.Clone(answers)
	answer["scenarios"] = answers
	return answer, nil
}

// scenarioCases are the questions of a comparison by name.
func (q *survivalCase) scenarioCases() map[string]*survivalCase {
	named := q.scenarios
	if len(named) == 0 && q.input["scenarios"] != nil {
		q.option("scenarios", &named)
	} else if len(named) == 0 {
		named = q.input
	}
	cases := map[string]*survivalCase{}
	for name, raw := range named {
		inner := &survivalCase{spec: q.spec, kind: q.kind, bad: q.bad, input: map[string]json.RawMessage{}}
		if json.Unmarshal(raw, &inner.input) != nil {
			continue
		}
		if model := inner.input["input"]; model != nil {
			inner.input = nil
			if err := json.Unmarshal(model, &inner.input); err != nil {
				q.bad.add(q.spec, 0, "scenarios."+name+".input", "%v; an object was expected", err)
			}
		}
		cases[name] = inner
	}
	return cases
}

func projectModel(q *survivalCase) (any, error) {
	model := q.model()
	months := needed[int](q, "T")
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	p, err := flow.Project(model, months)
	if err != nil {
		return nil, q.refused(err)
	}
	return projectionDocument(p), nil
}

// model reads a workforce on a ladder.
func (q *survivalCase) model() *flow.Model {
	known := func(name string, otherwise float64) flow.Ratio {
		q.option(name, &otherwise)
		return flow.Known(otherwise)
	}
	m := &flow.Model{
		Rungs: q.rungs(needed[int](q, "rungs")), Hazard: q.bands(), Longest: needed[int](q, "maxa"), Learning: q.learning(),
		Stall: flow.Stall{From: 1 << 20, HR: known("stall_hr", 1)}, Recent: flow.Recent{HR: known("postprom_hr", 1)},
		Hiring: q.hiring(), ExitCost: 0,
	}
	q.option("stall_from", &m.Stall.From)
	q.option("postprom_months", &m.Recent.Months)
	q.option("cost_exit", &m.ExitCost)
	night := flow.Effect{Name: "night_share", HR: known("night_hr", 1)}
	q.option("night_share", &night.Exposure)
	hire := flow.Source{Share: 1, HR: flow.Known(1)}
	q.option("cost_hire", &hire.Cost)
	m.Effects, m.Sources = []flow.Effect{night}, []flow.Source{hire}
	return m
}

func (q *survivalCase) rungs(n int) []flow.Rung {
	if n < 1 || n > 1000 {
		q.bad.add(q.spec, 0, "input.rungs", "%d; 1 to 1000 was expected", n)
		return nil
	}
	people, dwell, tenure := listOf[float64](q, "n0", n), listOf[int](q, "init_d", n), listOf[int](q, "init_a", n)
	ratio, least, chance := listOf[float64](q, "rung_hr", n), listOf[int](q, "min_d", n), listOf[float64](q, "pprom", n)
	limit, pay := listOf[*float64](q, "cap", n), listOf[float64](q, "pay", n)
	rungs := make([]flow.Rung, n)
	for r := range rungs {
		rungs[r] = flow.Rung{
			Name: strconv.Itoa(r + 1), HR: flow.Known(ratio[r]), Dwell: least[r], Promote: chance[r], Cap: flow.Unlimited(), Pay: pay[r],
			Holders: []flow.Holders{{Count: people[r], Dwell: dwell[r], Tenure: tenure[r]}},
		}
		if limit[r] != nil {
			rungs[r].Cap = *limit[r]
		}
	}
	rungs[n-1].Promote = 0 // there is nowhere to go
	return rungs
}

// hiring reads how many are hired: as many as leave, or hires a month, whatever name
// that policy goes by.
func (q *survivalCase) hiring() flow.Hiring {
	policy := "replace"
	q.option("policy", &policy)
	h := flow.Hiring{Policy: flow.Fixed}
	if policy == "replace" {
		h.Policy = flow.Replace
		return h
	}
	if policy == "none" {
		return h
	}
	h.PerMonth = list[float64](q, "hires")
	some := slices.ContainsFunc(h.PerMonth, func(n float64) bool { return n != 0 })
	if !some && policy != "fixed" {
		q.bad.add(q.spec, 0, "input.policy", "%q without hires; replace, none, or a number of hires a month was expected", policy)
	}
	return h
}

func projectionDocument(p *flow.Projection) document {
	var months []document
	for i, m := range p.Months {
		months = append(months, document{
			"t": i + 1, "headcount_before": real(m.Before), "exits": real(m.Exits), "exits_by_rung": reals(m.ExitsByRung), "promotions_from": reals(m.Promoted),
			"hires": real(m.Hires), "headcount": real(m.Headcount), "by_rung": reals(m.ByRung), "effective_fte": real(m.Effective), "cost": real(m.Cost),
		})
	}
	f := p.Figures()
	return document{
		"monthly": months, "annual_attrition_by_year": reals(f.Attrition),
		"total_exits": real(f.Exits), "total_hires": real(f.Hires), "total_promotions": real(f.Promotions), "total_cost": real(f.Cost),
	}
}
