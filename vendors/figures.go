package vendors

import (
	"context"
	"errors"
	"slices"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// Figure is a metric of a programme in a period with everything that it rests on.
type Figure struct {
	Metric    metric.Metric
	Value     metric.Value
	Low, High float64
	Spread    bool          // Low and High are known
	Missing   string        // a count that nobody delivered
	Counts    metric.Counts // that the formula needs
	Borrowed  []string      // of these, that only the vendor delivered
	Level     *contract.Level
	// Others are the definitions of the same family, without the one that counts.
	Others   []metric.Alternative
	Reported *metric.Comparison // nil where the vendor states nothing
}

// Figures is the metrics of a programme in a period.
type Figures struct {
	Programme Programme
	From, To  Month
	Version   int // of the contract whose lines are shown, 0: none holds
	Figures   []Figure
}

// agreement is how near a vendor's figure must be to count as the same.
var agreement = decimal.MustParse("0.0005")

// Figures computes every metric of the library for a programme, as a programme:
// what describes no single person is not shown for one (001-06).
func (l *Ledger) Figures(ctx context.Context, scope auth.Scope, programme int64, from, to Month) (Figures, error) {
	p, err := l.contracts.Get(ctx, scope, programme)
	if err != nil {
		return Figures{}, err
	}
	months, err := l.months(ctx, scope, []int64{programme}, from, to)
	if err != nil {
		return Figures{}, err
	}
	terms, err := l.termsOf(ctx, scope, programme, to)
	if err != nil {
		return Figures{}, err
	}
	t := merged(months[programme])
	out := Figures{Programme: p, From: from, To: to, Version: terms.Number}
	library := metric.Library()
	for _, m := range library {
		f, err := t.figure(m, library, terms)
		if err != nil {
			return Figures{}, err
		}
		out.Figures = append(out.Figures, f)
	}
	return out, nil
}

// termsOf are the terms that hold at the end of a month; none where no version does.
func (l *Ledger) termsOf(ctx context.Context, scope auth.Scope, programme int64, m Month) (contract.Version, error) {
	history, err := l.History(ctx, scope, programme)
	if err != nil {
		return contract.Version{}, err
	}
	v, err := history.On(m.Last())
	var uncovered *contract.UncoveredError
	if errors.As(err, &uncovered) {
		return contract.Version{}, nil
	}
	return v, err
}

func (t Tally) figure(m metric.Metric, library []metric.Metric, terms contract.Version) (Figure, error) {
	names := append(m.Over.Names(), m.Under.Names()...)
	f := Figure{Metric: m, Counts: part(t.Counts, names)}
	for _, name := range t.Borrowed {
		if slices.Contains(names, name) {
			f.Borrowed = append(f.Borrowed, name)
		}
	}
	var line *decimal.Decimal
	if i := slices.IndexFunc(terms.Levels, func(l contract.Level) bool { return l.Metric == m.Code }); i >= 0 {
		f.Level, line = &terms.Levels[i], &terms.Levels[i].Base
	}
	v, err := m.Evaluate(t.Counts, metric.Programme)
	var missing *metric.MissingError
	if errors.As(err, &missing) {
		f.Missing = missing.Name
		return f, nil
	}
	if err != nil {
		return f, err
	}
	f.Value = v
	f.Low, f.High, f.Spread = spread(m, v, t.Counts)
	if m.Family != "" {
		all, err := metric.Sensitivity(m, library, t.Counts, metric.Programme, line)
		if err != nil {
			return f, err
		}
		if len(all) > 1 {
			f.Others = all[1:]
		}
	}
	return f, t.compare(&f, library)
}

// compare sets the vendor's own figure beside the recomputed one.
func (t Tally) compare(f *Figure, library []metric.Metric) error {
	stated, err := f.Metric.Evaluate(t.Reported, metric.Programme)
	var missing *metric.MissingError
	if errors.As(err, &missing) {
		return nil
	}
	x, known := stated.Exact()
	if err != nil || !known || len(f.Borrowed) > 0 {
		return err
	}
	c, err := metric.Reported{Value: x, Tolerance: agreement}.Compare(f.Metric, library, t.Counts, metric.Programme)
	f.Reported = &c
	return err
}
