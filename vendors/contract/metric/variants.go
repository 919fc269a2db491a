package metric

import (
	"slices"

	"github.com/govalues/decimal"
)

// Alternative is what another definition of the same family would have said.
type Alternative struct {
	Metric  string // key
	Formula string
	Value   Value
	Apart   decimal.Decimal // from the definition that counts
	Missing string          // a count that this definition needs and nobody delivered
	Passes  bool            // the line of the contract, where one was given
	Differs bool            // it passes where the definition that counts does not, or the reverse
}

// Sensitivity evaluates every definition of a metric's family on the same counts,
// the one that counts first, and says for which of them the verdict against the
// contract's line would be another. line may be nil.
func Sensitivity(m Metric, library []Metric, c Counts, of Level, line *decimal.Decimal) ([]Alternative, error) {
	chosen, err := m.Evaluate(c, of)
	if err != nil {
		return nil, err
	}
	first := alternative(m, chosen, chosen, line)
	list := []Alternative{first}
	for _, other := range library {
		if other.Family == "" || other.Family != m.Family || other.Key() == m.Key() {
			continue
		}
		v, err := other.Evaluate(c, of)
		if err != nil {
			list = append(list, Alternative{Metric: other.Key(), Formula: other.Formula(), Missing: err.Error()})
			continue
		}
		a := alternative(other, v, chosen, line)
		a.Differs = line != nil && a.Value.Known() && first.Value.Known() && a.Passes != first.Passes
		list = append(list, a)
	}
	return list, nil
}

func alternative(m Metric, v, chosen Value, line *decimal.Decimal) Alternative {
	a := Alternative{Metric: m.Key(), Formula: m.Formula(), Value: v}
	x, known := v.Exact()
	if from, too := chosen.Exact(); known && too {
		a.Apart, _ = x.Sub(from)
	}
	if line != nil && known {
		a.Passes = m.Passes(x, *line)
	}
	return a
}

// Passes reports whether a value is on the good side of a line, or on it.
func (m Metric) Passes(x, line decimal.Decimal) bool {
	if m.Direction == Lower {
		return x.Cmp(line) <= 0
	}
	return x.Cmp(line) >= 0
}

// Reported is a figure as a vendor states it.
type Reported struct {
	Value     decimal.Decimal
	Tolerance decimal.Decimal // within which it counts as the same
}

// Comparison is a vendor's figure beside the one recomputed from counts.
type Comparison struct {
	Reported   decimal.Decimal
	Recomputed Value
	Apart      decimal.Decimal // reported less recomputed
	Agrees     bool
	// Follows are other definitions of the family that give the vendor's figure,
	// the nearest first: most disagreements are about the formula, not the counts.
	Follows []string
}

// Compare sets a vendor's figure beside the recomputed one; the errors are those
// of [Metric.Evaluate].
func (r Reported) Compare(m Metric, library []Metric, c Counts, of Level) (Comparison, error) {
	all, err := Sensitivity(m, library, c, of, nil)
	if err != nil {
		return Comparison{}, err
	}
	out := Comparison{Reported: r.Value, Recomputed: all[0].Value}
	out.Apart, out.Agrees = r.apart(all[0].Value)
	if out.Agrees {
		return out, nil
	}
	near := slices.DeleteFunc(slices.Clone(all[1:]), func(a Alternative) bool {
		_, same := r.apart(a.Value)
		return a.Missing != "" || !same
	})
	slices.SortStableFunc(near, func(a, b Alternative) int {
		one, _ := r.apart(a.Value)
		other, _ := r.apart(b.Value)
		return one.CmpAbs(other)
	})
	for _, a := range near {
		out.Follows = append(out.Follows, a.Metric)
	}
	return out, nil
}

// apart is how far a report is from a value, and whether that is within tolerance.
func (r Reported) apart(v Value) (decimal.Decimal, bool) {
	x, known := v.Exact()
	if !known {
		return decimal.Zero, false
	}
	d, err := r.Value.Sub(x)
	return d, err == nil && d.CmpAbs(r.Tolerance) <= 0
}
