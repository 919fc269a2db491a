package main

import "github.com/muster-wfm/muster/careers/flow"

// projectChain answers the kind markov: what the chances P alone say, and as far as
// their inputs are there the projections, the structure to keep and the vacancies.
func projectChain(q *survivalCase) (any, error) {
	chances := needed[[][]float64](q, "P")
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	chain, err := flow.NewChain(chances)
	if err != nil {
		return nil, q.refused(err)
	}
	career, err := chain.Career()
	if err != nil {
		return nil, q.refused(err)
	}
	answer := document{
		"wastage": reals(chain.Wastage()), "fundamental": matrix(career.Months), "expected_months_remaining": reals(career.Remaining),
		"prob_reach": matrix(career.Reach), "mean_entry_to_grade_given_reached_note": "prob_reach[i,j]=N[i,j]/N[j,j]",
	}
	for _, part := range []struct {
		name, needs string
		of          func(*survivalCase, *flow.Chain) (document, error)
	}{
		{"constant_recruitment", "R", chainRecruits}, {"fixed_size_growth", "g", chainGrowth}, {"maintainability", "target", chainTarget}, {"renewal", "sizes", renewal},
	} {
		if q.input[part.needs] == nil {
			continue
		}
		if answer[part.name], err = part.of(q, chain); err != nil {
			return nil, q.refused(err)
		}
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	return answer, nil
}

func chainRecruits(q *survivalCase, chain *flow.Chain) (document, error) {
	start, split, months := list[float64](q, "n0"), list[float64](q, "r"), needed[int](q, "T")
	recruits := needed[float64](q, "R")
	stocks, err := chain.Recruit(start, recruits, split, months)
	if err != nil {
		return nil, err
	}
	covariance, err := chain.Variance(start, recruits, split, months)
	if err != nil {
		return nil, err
	}
	steady, err := chain.Steady(recruits, split)
	if err != nil {
		return nil, err
	}
	variance := make([][]float64, months)
	for t := range variance {
		for i := range covariance[t] {
			variance[t] = append(variance[t], covariance[t][i][i])
		}
	}
	answer := document{"stocks": matrix(stocks.ByRung), "stock_var_multinomial_flows_fixed_R": matrix(variance), "exits": reals(stocks.Exits), "steady_state": reals(steady)}
	if months > 0 {
		answer["final_cov"] = matrix(covariance[months-1])
	}
	return answer, nil
}

func chainGrowth(q *survivalCase, chain *flow.Chain) (document, error) {
	split, growth := list[float64](q, "r"), needed[float64](q, "g")
	stocks, err := chain.Grow(list[float64](q, "n0"), growth, split, needed[int](q, "T"))
	if err != nil {
		return nil, err
	}
	limit, err := chain.Limit(growth, split)
	if err != nil {
		return nil, err
	}
	return document{"g": real(growth), "stocks": matrix(stocks.ByRung), "recruits": reals(stocks.Recruits), "limiting_structure": reals(limit)}, nil
}

func chainTarget(q *survivalCase, chain *flow.Chain) (document, error) {
	target := list[float64](q, "target")
	recruits, possible, err := chain.Maintain(target)
	if err != nil {
		return nil, err
	}
	return document{"target": reals(target), "required_recruits": reals(recruits), "maintainable_by_recruitment": possible}, nil
}

// renewal takes the wastage of rungs of fixed size, or that of the chain.
func renewal(q *survivalCase, chain *flow.Chain) (document, error) {
	sizes, wastage := list[float64](q, "sizes"), list[float64](q, "wv")
	if wastage == nil {
		wastage = chain.Wastage()
	}
	r, err := flow.Renew(sizes, wastage, nil)
	if err != nil {
		return nil, err
	}
	return document{
		"sizes": reals(sizes), "wastage": reals(wastage), "vacancies_per_month": reals(r.Vacancies), "promotions_into": reals(r.PromotedInto),
		"promotion_rate_from": reals(r.PromotionRate), "hires": real(r.Hires), "expected_months_in_grade": reals(r.MonthsIn), "prob_entrant_reaches": reals(r.Reach),
	}, nil
}
