package model

import "fmt"

// Plan is what a run settled on, as plain data: enough to make the same
// combination again from other history, see [Refit].
type Plan struct {
	Members []Member
	Rule    string // how the members are joined, as in [Combination]
	// HandleLife is the half-life, in days, of the level of handle times; 0
	// makes all days count alike.
	HandleLife float64
	// Drivers and HandleDrivers are the codes of the drivers that were found to
	// act on contacts and on handle time.
	Drivers, HandleDrivers []string
}

// Member is one model of a plan. Exactly one of its fields is set.
type Member struct {
	Averages     *Averages
	LevelProfile *LevelProfile
	Factors      *Factors
	LogLinear    *LogLinear
	Series       *Series
	SeriesPool   *SeriesPool
	Naive        *SeasonalNaive
	Daily        *DailyDecomposed
}

// PlanError says that a plan cannot be followed.
type PlanError struct{ Why string }

func (e *PlanError) Error() string { return "forecast by an earlier plan: " + e.Why }

// memberOf describes a model. A model of a kind that plans do not know is
// described by nothing, which [Refit] refuses.
func memberOf(m Model) Member {
	switch m := m.(type) {
	case Averages:
		return Member{Averages: &m}
	case LevelProfile:
		return Member{LevelProfile: &m}
	case Factors:
		return Member{Factors: &m}
	case LogLinear:
		return Member{LogLinear: &m}
	case Series:
		return Member{Series: &m}
	case SeriesPool:
		return Member{SeriesPool: &m}
	case SeasonalNaive:
		return Member{Naive: &m}
	case DailyDecomposed:
		return Member{Daily: &m}
	}
	return Member{}
}

// model returns the model that a member describes, nil for none.
func (m Member) model() Model {
	switch {
	case m.Averages != nil:
		return *m.Averages
	case m.LevelProfile != nil:
		return *m.LevelProfile
	case m.Factors != nil:
		return *m.Factors
	case m.LogLinear != nil:
		return *m.LogLinear
	case m.Series != nil:
		return *m.Series
	case m.SeriesPool != nil:
		return *m.SeriesPool
	case m.Naive != nil:
		return *m.Naive
	case m.Daily != nil:
		return *m.Daily
	}
	return nil
}

// blend returns the combination that the plan describes.
func (p Plan) blend() (blend, error) {
	out := blend{rule: p.Rule}
	for i, member := range p.Members {
		m := member.model()
		if m == nil {
			return out, &PlanError{fmt.Sprintf("member %d is of no kind known here; run the forecast anew", i+1)}
		}
		out.models = append(out.models, m)
	}
	switch {
	case len(out.models) == 0:
		return out, &PlanError{"it has no members; run the forecast anew"}
	case p.Rule != ruleMean && p.Rule != ruleMedian && p.Rule != ruleSingle && p.Rule != ruleInstead:
		return out, &PlanError{fmt.Sprintf("its rule is %q; expected mean, median, single or fallback", p.Rule)}
	}
	return out, nil
}
