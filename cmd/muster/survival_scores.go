package main

import "github.com/muster-wfm/muster/careers/survival"

// fitBinaryScores answers the kind binary_scores.
func fitBinaryScores(q *survivalCase) (any, error) {
	y, p := q.flags("y", q.need("y")), q.numbers("p", q.need("p"))
	clip := 1e-6
	q.option("clip", &clip)
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	s, err := survival.ScoreBinary(y, p, clip, 10)
	if err != nil {
		return nil, err
	}
	low, high := s.Interval()
	var size []int
	var predicted, observed []float64
	for _, b := range s.Bins {
		size, predicted, observed = append(size, b.Size), append(predicted, b.Predicted), append(observed, b.Observed)
	}
	return document{
		"auc": real(s.AUC), "auc_var_delong": real(s.AUCVariance), "auc_ci95_delong": reals([]float64{low, high}),
		"average_precision": real(s.AveragePrecision), "brier": real(s.Brier), "logloss": real(s.LogLoss),
		"calibration_intercept": real(s.Intercept), "calibration_slope": real(s.Slope), "calibration_in_the_large": real(s.InTheLarge),
		"bin_n": size, "bin_mean_p": reals(predicted), "bin_obs": reals(observed), "ece": real(s.ECE),
		"isotonic_first_last": reals([]float64{s.Isotonic[0], s.Isotonic[len(s.Isotonic)-1]}), "isotonic_brier": real(s.IsotonicBrier),
	}, nil
}

// fitSurvivalScores answers the kind survival_scores: the scores of predicted
// survival at each time, a column a time.
func fitSurvivalScores(q *survivalCase) (any, error) {
	o := q.spells()
	columns := q.names("S_columns")
	var taus []float64
	q.option("taus", &taus)
	if len(taus) != len(columns) || len(taus) == 0 {
		q.bad.add(q.spec, 0, "input.taus", "%d times for %d columns of survival; one for each was expected", len(taus), len(columns))
	}
	predicted := make([][]float64, len(columns))
	for k, name := range columns {
		predicted[k] = q.numbers("risk", name)
	}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	answer := document{}
	for _, eventsFirst := range []bool{false, true} {
		var brier, auc, null []float64
		for k, tau := range taus {
			s, err := survival.ScoreAt(o, predicted[k], tau, eventsFirst)
			if err != nil {
				return nil, err
			}
			brier, auc, null = append(brier, s.Brier), append(auc, s.AUC), append(null, s.NullBrier)
		}
		if eventsFirst {
			answer["riskRegression"] = document{"brier": reals(brier), "auc": reals(auc), "null_brier": reals(null)}
			continue
		}
		answer["brier"], answer["auc"], answer["null_km_brier"] = reals(brier), reals(auc), reals(null)
	}
	return answer, nil
}

// fitChannels answers the kind channel_eb: exit rates of hiring channels drawn
// towards each other as far as chance explains their differences.
func fitChannels(q *survivalCase) (any, error) {
	column := func(option, usual string) string {
		if name := q.name(option); name != "" {
			return name
		}
		return usual
	}
	stop, event := column("time", "time"), column("event", "event")
	group, names := q.levels("group", column("channel", "channel"))
	o := &survival.Observations{Stop: q.numbers("stop", stop), Event: q.flags("event", event)}
	if len(q.bad.problems) > 0 {
		return nil, q.bad
	}
	s, err := survival.ShrinkRates(o, group, names)
	if err != nil {
		return nil, err
	}
	var channels []document
	for _, g := range s.Groups {
		channels = append(channels, document{
			"channel": g.Name, "d": g.Exits, "t": real(g.Time), "n": g.People, "rate": real(g.Rate),
			"post_mean": real(g.Shrunken), "lo": real(g.Lower), "hi": real(g.Upper),
		})
	}
	return document{
		"alpha": real(s.Shape), "beta": real(s.Time), "nll": real(s.NegLog), "channels": channels,
		"note": "the likelihood is flat along alpha and beta together: compare posterior means",
	}, nil
}
