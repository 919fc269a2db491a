package model

// memo keeps what several models learn alike from one training, so that a search
// over settings fits each part once. A training that is still being changed must
// not be asked.
type memo struct {
	designs     map[designKey]*design
	levels      map[levelKey]*level
	profiles    map[profileSettings]*profile
	regressions map[LogLinear]*regression
	usual       *[7][]float64 // see usualDays
	shapes      map[shapeKey]*shapesOfDays
	roots       *rootMatrix
	factors     map[Factors]*factorScores

	// See learned.go.
	learned   []int
	closures  []closures // of every known day
	trusted   []bool
	cells     []seenCell
	discounts map[float64][]float64 // by half-life
	logs      map[float64][]float64 // of totals by what is added to them
}

type designKey struct {
	month  bool
	yearly int
	trend  bool
}

type levelKey struct {
	designKey
	halfLife float64
	horizon  int
}

// remembered returns what a map holds for a key, made on first use.
func remembered[K comparable, V any](in *map[K]V, key K, make func() V) V {
	if value, ok := (*in)[key]; ok {
		return value
	}
	value := make()
	if *in == nil {
		*in = map[K]V{}
	}
	(*in)[key] = value
	return value
}

func (t *Training) designOf(key designKey) *design {
	return remembered(&t.memo.designs, key, func() *design { return newDesign(t, key.month, key.yearly, key.trend) })
}

func (t *Training) levelOf(key levelKey) *level {
	return remembered(&t.memo.levels, key, func() *level { return fitLevel(t.designOf(key.designKey), key.halfLife, key.horizon) })
}

func (t *Training) profileOf(s profileSettings) *profile {
	return remembered(&t.memo.profiles, s, func() *profile { return fitProfile(t, s) })
}

// regressionOf fits a log-linear regression, beginning from that of the window
// before, which knows nothing that this one does not.
func (t *Training) regressionOf(m LogLinear) *regression {
	return remembered(&t.memo.regressions, m, func() *regression {
		r := newRegression(t, t.designOf(designKey{m.Month, m.Yearly, false}), m.HalfLife)
		if len(r.days) == 0 {
			return r
		}
		var earlier *regression
		if t.earlier != nil {
			earlier = t.earlier.regressionOf(m)
		}
		r.begin(earlier)
		r.settle()
		r.follow(max(1, m.Horizon))
		r.rows, r.expected, r.scratch = nil, expected{}, regressionScratch{}
		return r
	})
}
