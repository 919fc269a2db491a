package risk

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/survival"
	"github.com/muster-wfm/muster/workforce/grid"
)

// How a model is learnt and read.
const (
	testMonths = 6 // of the end, which the model does not learn from
	ahead      = 3 // months that a score looks ahead
	flagFrom   = 0.2
)

// row is one month of one employment: what was known before it, and whether the person
// left in it.
type row struct {
	spell  int
	tenure int
	month  grid.Date // its first day
	facts  Facts     // of the month before
	source string
	left   bool
}

// panel cuts spells into calendar months that were watched whole; facts are those of the
// month before, so that nothing is known that was not known then. Months of which the
// month before is not known are left out.
func panel(spells []attrition.Spell, months []Month, to grid.Date) []row {
	known := map[[2]string]Facts{}
	for _, m := range months {
		known[[2]string{m.Code, m.Month}] = m.Facts
	}
	var rows []row
	for i, s := range spells {
		first := addMonths(s.Hired, 1)
		for m := first; !m.After(to); m = addMonths(m, 1) {
			if s.LeftBy(m.AddDays(-1)) {
				break
			}
			facts, has := known[[2]string{s.Code, monthOf(addMonths(m, -1))}]
			if !has {
				continue
			}
			left := s.LeftBy(addMonths(m, 1).AddDays(-1))
			rows = append(rows, row{spell: i, tenure: monthsBetween(s.Hired, m), month: m, facts: facts, source: s.Source, left: left})
		}
	}
	return rows
}

// monthsBetween counts the calendar months from a hire to a month.
func monthsBetween(hired, month grid.Date) int {
	return 12*(month.Year-hired.Year) + int(month.Month) - int(hired.Month)
}

// tenureFrom are the months at which a new stretch of tenure begins; the first is what the
// others are beside. Stretches bend as freely as a spline with these knots and, unlike it,
// have coefficients that people can read and data can bear.
var tenureFrom = []int{3, 6, 12, 24}

// freeFrom is from how many exits on a stretch of tenure is not penalised.
const freeFrom = 10

// design are the columns of the model: stretches of tenure, which are free, facts, the end
// of the year, and channels of hire.
type design struct {
	Sources []string
	Dropped []string // columns that are the same for everybody, from which nothing is learnt
	Names   []string // of the columns that are left
	Free    []string
}

func newDesign(rows []row) design {
	count := map[string]int{}
	for _, r := range rows {
		if r.left {
			count[r.source]++
		}
	}
	d := design{}
	for name, exits := range count {
		if name != "" && exits >= 10 {
			d.Sources = append(d.Sources, name)
		}
	}
	slices.Sort(d.Sources)
	if len(d.Sources) > 0 {
		d.Sources = d.Sources[1:] // beside the first
	}
	for k, from := range tenureFrom {
		exits := 0
		for _, r := range rows {
			if r.left && r.tenure >= from && (k+1 == len(tenureFrom) || r.tenure < tenureFrom[k+1]) {
				exits++
			}
		}
		if exits >= freeFrom {
			d.Free = append(d.Free, tenureName(from))
		}
	}
	d.Names = d.all()
	x := d.covariates(rows)
	for j, name := range d.Names {
		varies := false
		for i := range rows {
			varies = varies || x.Row(i)[j] != x.Row(0)[j]
		}
		if !varies {
			d.Dropped = append(d.Dropped, name)
		}
	}
	d.Names = slices.DeleteFunc(d.Names, func(name string) bool { return slices.Contains(d.Dropped, name) })
	d.Free = slices.DeleteFunc(d.Free, func(name string) bool { return slices.Contains(d.Dropped, name) })
	return d
}

// all are the names of the columns, those left out included.
func (d design) all() []string {
	var names []string
	for _, from := range tenureFrom {
		names = append(names, tenureName(from))
	}
	names = append(append(names, FactNames()...), "year_end")
	for _, s := range d.Sources {
		names = append(names, "source: "+s)
	}
	return names
}

func tenureName(from int) string { return fmt.Sprintf("tenure_%d", from) }

// values are the columns of a month.
func (d design) values(tenure int, month time.Month, f Facts, source string) []float64 {
	out := make([]float64, len(tenureFrom))
	for k := len(tenureFrom) - 1; k >= 0; k-- {
		if tenure >= tenureFrom[k] {
			out[k] = 1
			break
		}
	}
	out = append(out, f.Values()...)
	yearEnd := 0.0
	if month == time.December || month <= time.February {
		yearEnd = 1
	}
	out = append(out, yearEnd)
	for _, s := range d.Sources {
		is := 0.0
		if s == source {
			is = 1
		}
		out = append(out, is)
	}
	kept := out[:0]
	for j, name := range d.all() {
		if !slices.Contains(d.Dropped, name) {
			kept = append(kept, out[j])
		}
	}
	return kept
}

func (d design) covariates(rows []row) *survival.Covariates {
	x := &survival.Covariates{Names: d.Names}
	for _, r := range rows {
		x.Values = append(x.Values, d.values(r.tenure, r.month.Month, r.facts, r.source)...)
	}
	return x
}

// Term is a coefficient of the model.
type Term struct {
	Name       string
	Value      float64 // of the log odds, a unit of the column
	StdErr     float64
	Mean       float64 // of the column: what somebody is compared with
	Deviation  float64
	Actionable bool // something can be done about it
}

// Finding is what a gate found.
type Finding struct {
	Name   string
	Value  float64
	Need   string
	Passed bool
}

// Bin compares what was predicted with what happened.
type Bin struct {
	Size                int
	Predicted, Observed float64
}

// GroupCheck compares prediction and exits of a group of the months tested.
type GroupCheck struct {
	Group              string
	Months             int
	Expected, Observed float64 // exits a month
	Ratio              float64
	TooSmall           bool
}

// Model is what was learnt, and its card.
type Model struct {
	ID                    int64
	MadeAt                time.Time
	MadeBy                int64
	Shown                 bool // else averages stand in
	From, To              grid.Date
	TestFrom              grid.Date
	Months, Exits         int
	TestMonths, TestExits int
	Ridge                 float64
	Intercept             float64
	Terms                 []Term
	Variance              [][]float64
	Sources, Dropped      []string
	Findings              []Finding
	AUC, Brier, Slope     float64 // NaN is kept as 0
	AveragesBrier         float64
	Bins                  []Bin
	Groups                []GroupCheck
	Cells                 []Cell // the averages
	Why                   string // why nothing could be learnt; "" where it could
}

// Cell is an average by tenure.
type Cell struct {
	From  int // month of tenure
	Rate  float64
	Lower float64
	Upper float64
}

// learn fits a model on all months but the last, judges it on these, and fits it anew on
// all where it passes.
func learn(spells []attrition.Spell, months []Month, to grid.Date) (*Model, error) {
	rows := panel(spells, months, to)
	m := &Model{To: to, Months: len(rows)}
	if len(rows) == 0 {
		m.Why = "no month is known of anybody"
		return m, nil
	}
	m.From = slices.MinFunc(rows, func(a, b row) int { return a.month.Compare(b.month) }).month
	m.TestFrom = addMonths(to, 1-testMonths)
	var train, test []row
	for _, r := range rows {
		if r.month.Before(m.TestFrom) {
			train = append(train, r)
		} else {
			test = append(test, r)
		}
	}
	m.Exits, m.TestMonths, m.TestExits = exits(rows), len(test), exits(test)
	if exits(train) == 0 {
		m.Why = "nobody left in the months to learn from"
		return m, nil
	}
	averages, err := averagesOf(train)
	if err != nil {
		return nil, err
	}
	d := newDesign(train)
	fit, ridge, err := fitRidge(train, d)
	if err != nil {
		m.Why = err.Error()
		return m, m.averages(rows)
	}
	predicted, baseline := fit.Predict(d.covariates(test)), make([]float64, len(test))
	left := make([]bool, len(test))
	for i, r := range test {
		baseline[i], left[i] = averages.Within([]int{cellOf(r.tenure)}), r.left
	}
	m.Groups = groupChecks(test, predicted, spells)
	if err := m.judge(&survival.Trial{TrainingExits: exits(train), FreeParameters: len(d.Free) + 1, Left: left, Predicted: predicted, Averages: baseline}); err != nil {
		return nil, err
	}
	m.Ridge = ridge
	if m.Shown {
		x := d.covariates(rows)
		if fit, err = survival.FitBinary(lefts(rows), x, survival.BinarySettings{Ridge: ridge, Standardised: true, Free: d.Free}); err != nil {
			return nil, err
		}
	}
	m.describe(fit, d, rows)
	return m, m.averages(rows)
}

func exits(rows []row) int {
	n := 0
	for _, r := range rows {
		if r.left {
			n++
		}
	}
	return n
}

func lefts(rows []row) []bool {
	out := make([]bool, len(rows))
	for i, r := range rows {
		out[i] = r.left
	}
	return out
}

// grid of penalties: wide steps, since the deviance is flat near its least.
var penalties = []float64{1, 3, 10, 30, 100}

func fitRidge(rows []row, d design) (*survival.BinaryFit, float64, error) {
	y, x := lefts(rows), d.covariates(rows)
	settings := survival.BinarySettings{Standardised: true, Free: d.Free}
	choice, err := survival.ChooseBinaryRidge(y, x, settings, survival.SplitFolds(y, 4), penalties)
	if err != nil {
		return nil, 0, err
	}
	settings.Ridge = choice.Best
	fit, err := survival.FitBinary(y, x, settings)
	return fit, choice.Best, err
}

func (m *Model) judge(t *survival.Trial) error {
	v, err := survival.Judge(t)
	if err != nil {
		return err
	}
	m.Shown = v.Shown
	for _, f := range v.Findings {
		m.Findings = append(m.Findings, Finding{f.Name, finite(f.Value), f.Need, f.Passed})
	}
	if v.Scores == nil {
		return nil
	}
	m.AUC, m.Brier, m.Slope = finite(v.Scores.AUC), finite(v.Scores.Brier), finite(v.Scores.Slope)
	for _, b := range v.Scores.Bins {
		m.Bins = append(m.Bins, Bin{b.Size, b.Predicted, b.Observed})
	}
	for i, p := range t.Averages {
		left := 0.0
		if t.Left[i] {
			left = 1
		}
		m.AveragesBrier += (p - left) * (p - left) / float64(len(t.Averages))
	}
	return nil
}

// groupChecks set what was predicted beside what happened, by the language that
// people work in: no protected attribute is known here.
func groupChecks(test []row, predicted []float64, spells []attrition.Spell) []GroupCheck {
	by := map[string]*GroupCheck{}
	people := map[string]map[int]bool{}
	for i, r := range test {
		name := cmp.Or(spells[r.spell].Language, "–")
		if by[name] == nil {
			by[name], people[name] = &GroupCheck{Group: name}, map[int]bool{}
		}
		by[name].Months++
		by[name].Expected += predicted[i]
		people[name][r.spell] = true
		if r.left {
			by[name].Observed++
		}
	}
	var out []GroupCheck
	for name, g := range by {
		if g.TooSmall = len(people[name]) < 10; g.TooSmall {
			g.Expected, g.Observed, g.Months = 0, 0, 0
		} else if g.Expected > 0 {
			g.Ratio = g.Observed / g.Expected
		}
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b GroupCheck) int { return cmp.Compare(a.Group, b.Group) })
	return out
}

// describe keeps the fit.
func (m *Model) describe(fit *survival.BinaryFit, d design, rows []row) {
	m.Intercept, m.Variance, m.Sources, m.Dropped = fit.Coef[0], fit.Variance, d.Sources, d.Dropped
	x := d.covariates(rows)
	n := float64(len(rows))
	for j, name := range d.Names {
		t := Term{Name: name, Value: fit.Coef[j+1], StdErr: math.Sqrt(fit.Variance[j+1][j+1]), Actionable: slices.Contains(FactNames(), name)}
		for i := range rows {
			t.Mean += x.Row(i)[j] / n
		}
		for i := range rows {
			t.Deviation += (x.Row(i)[j] - t.Mean) * (x.Row(i)[j] - t.Mean) / n
		}
		t.Deviation = math.Sqrt(t.Deviation)
		m.Terms = append(m.Terms, t)
	}
}

func (m *Model) averages(rows []row) error {
	a, err := averagesOf(rows)
	if err != nil {
		return nil //nolint:nilerr // nobody left: there are no averages, which Why says
	}
	for i, g := range a.Groups {
		if g.Time > 0 {
			m.Cells = append(m.Cells, Cell{cellEdges[i], g.Shrunken, g.Lower, g.Upper})
		}
	}
	return nil
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}
