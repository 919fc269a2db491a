package model

// blend is a combination of models, however it was chosen.
type blend struct {
	models []Model
	rule   string
}

// voices lists the models that speak for day k: all, but on a special day only
// those that know of such days, if there are any.
func (b blend) voices(t *Training, k int) []int {
	var all, informed []int
	for i, m := range b.models {
		all = append(all, i)
		if knowsSpecialDays(m) {
			informed = append(informed, i)
		}
	}
	if t.almanac.day(k).special && len(informed) > 0 {
		return informed
	}
	return all
}

// knowsSpecialDays reports whether a model can tell what the calendar names from
// other days. Series are continued as if no day were special.
func knowsSpecialDays(m Model) bool {
	switch m.(type) {
	case Averages, SeasonalNaive, Series, SeriesPool, DailyDecomposed:
		return false
	}
	return true
}

// blendDays joins the members' forecasts of one day slot by slot.
func blendDays(days [][]float64, rule string) []float64 {
	out := make([]float64, len(days[0]))
	values := make([]float64, len(days))
	for j := range out {
		for i, day := range days {
			values[i] = day[j]
		}
		if rule == ruleMedian {
			out[j] = median(values)
		} else {
			out[j] = mean(values)
		}
	}
	return out
}

// fit fits the models to everything known.
func (b blend) fit(t *Training) Forecast {
	f := blended{blend: b, training: t}
	for _, m := range b.models {
		f.members = append(f.members, t.fit(m))
	}
	return f
}

// blended is the forecast of a combination.
type blended struct {
	blend
	training *Training
	members  []Forecast
}

// Day implements [Forecast].
func (f blended) Day(k int) []float64 {
	voices := f.voices(f.training, k)
	days := make([][]float64, len(voices))
	for i, m := range voices {
		days[i] = f.members[m].Day(k)
	}
	return blendDays(days, f.rule)
}
