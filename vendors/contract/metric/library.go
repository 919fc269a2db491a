package metric

import (
	"fmt"
	"slices"
)

// Library is every metric that contracts can name, by group and in the order of
// scorecards. Each call returns definitions of its own.
func Library() []Metric {
	var all []Metric
	for _, part := range [][]Metric{
		serviceLevels(), answering(), tickets(), repeats(), accuracies(), surveys(), costs(), staff(), platform(), demand(),
	} {
		all = append(all, part...)
	}
	for i := range all {
		all[i].Version = 1
		if all[i].Scale == 0 {
			all[i].Scale = 1
		}
	}
	slices.SortStableFunc(all, func(a, b Metric) int {
		return slices.Index(Groups, a.Group) - slices.Index(Groups, b.Group)
	})
	return all
}

// UnknownError refuses a code that no metric has.
type UnknownError struct{ Code string }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("metric %q is not known; expected a code of the library or a metric of the contract", e.Code)
}

// Find returns the newest version of a metric; the error is an [*UnknownError].
func Find(library []Metric, code string) (Metric, error) {
	var found Metric
	for _, m := range library {
		if m.Code == code && m.Version > found.Version {
			found = m
		}
	}
	if found.Version == 0 {
		return Metric{}, &UnknownError{code}
	}
	return found, nil
}

// share is a part of a whole, counted in full.
func share(code, concept string, group Group, better Direction, over, under Expr, empty string) Metric {
	return Metric{Code: code, Concept: concept, Group: group, Kind: Continuous, Over: over, Under: under, Direction: better, Unit: Ratio, Method: Binomial, Empty: empty}
}

// of names the family of a metric and what is always shown beside it.
func (m Metric) of(family string, with ...string) Metric {
	m.Family, m.With = family, with
	return m
}

// per turns a part of a whole into a rate.
func (m Metric) per(scale int64, unit Unit, method Method) Metric {
	m.Scale, m.Unit, m.Method = scale, unit, method
	return m
}

// counted sets how a metric comes to be known.
func (m Metric) counted(kind Kind, method Method) Metric {
	m.Kind, m.Method = kind, method
	return m
}

// from keeps a metric away from smaller groups than the given one.
func (m Metric) from(lowest Level, because string) Metric {
	m.Lowest, m.Because = lowest, because
	return m
}
