package fairness

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/careers/survival"
)

// Kind is what is measured of people.
type Kind string

// The kinds of measures.
const (
	Share     Kind = "share"     // of those whom it could have happened to
	Mean      Kind = "mean"      // of a value
	Incidence Kind = "incidence" // share to whom it has happened by the horizon, others lost on the way
)

// Row is what a measure knows of one person.
type Row struct {
	Person  int
	Group   string  // "" is not known
	Reached bool    // it happened
	Value   float64 // of a mean; of an incidence, the time at which it ended
	Cause   int     // of an incidence: 0 not over yet, 1 it happened, 2 it ended otherwise
}

// Measure is one thing by which groups are compared.
type Measure struct {
	Key     string
	Kind    Kind
	Adverse bool    // that it happens is bad for whom it happens to
	Horizon float64 // of an incidence
	Rows    []Row
}

// Figure is how one group fares. Nothing is said of one that is hidden.
type Figure struct {
	Group          string
	Hidden         bool
	Size, Selected int
	Rate           float64 // share, mean or incidence
	Lower, Upper   float64 // 95 % interval of the rate
	Against        string  // the group that fares best; "" for it itself and where there is nothing to compare
	// Ratio is the adverse-impact ratio of the rates; of a mean, the difference. NaN where
	// it cannot be said.
	Ratio, RatioLower, RatioUpper float64
	P                             float64
	Flagged                       bool
}

// Sheet is what may be published of a measure.
type Sheet struct {
	Key     string
	Kind    Kind
	Adverse bool
	Refused bool // nothing may be said at all
	Total   int
	Groups  []Figure
}

// Measure publishes a measure by groups, in the order in which they are given: groups too
// small are hidden, and those by which they could be worked out, from this measure or from
// what the ledger published before.
func (l *Ledger) Measure(m Measure, groups []string) (Sheet, error) {
	sheet := Sheet{Key: m.Key, Kind: m.Kind, Adverse: m.Adverse}
	table := make([]Group, len(groups))
	for i, name := range groups {
		table[i].Name = name
	}
	rows := make([][]Row, len(groups))
	for _, r := range m.Rows {
		at := slices.Index(groups, r.Group)
		if at < 0 {
			return sheet, &CountError{Where: "measure " + m.Key, Found: "a person of the group " + r.Group, Expected: "one of the groups " + strings.Join(groups, ", ")}
		}
		table[at].Members = append(table[at].Members, r.Person)
		rows[at] = append(rows[at], r)
	}
	answer, err := l.Publish(table)
	if err != nil {
		return sheet, err
	}
	sheet.Refused, sheet.Total = answer.Refused, answer.Total
	for i, shown := range answer.Groups {
		figure := Figure{Group: shown.Name, Hidden: true}
		if !shown.Hidden {
			if figure, err = m.figure(shown.Name, rows[i]); err != nil {
				return sheet, err
			}
		}
		sheet.Groups = append(sheet.Groups, figure)
	}
	return sheet, m.compare(sheet.Groups, rows)
}

// figure is how a group fares by itself.
func (m Measure) figure(group string, rows []Row) (Figure, error) {
	f := Figure{Group: group, Size: len(rows), Ratio: math.NaN(), RatioLower: math.NaN(), RatioUpper: math.NaN(), P: math.NaN()}
	for _, r := range rows {
		if r.Reached {
			f.Selected++
		}
	}
	switch m.Kind {
	case Mean:
		f.Selected = 0
		mean, deviation := stat.MeanStdDev(valuesOf(rows), nil)
		n := float64(f.Size)
		half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * deviation / math.Sqrt(n)
		f.Rate, f.Lower, f.Upper = mean, mean-half, mean+half
	case Incidence:
		rate, variance, err := m.incidence(rows)
		if err != nil {
			return f, err
		}
		half := normal975 * math.Sqrt(variance)
		f.Rate, f.Lower, f.Upper = rate, math.Max(0, rate-half), math.Min(1, rate+half)
	default:
		f.Rate = Outcome{Selected: f.Selected, Size: f.Size}.Rate()
		f.Lower, f.Upper = Jeffreys(f.Selected, f.Size)
	}
	return f, nil
}

// normal975 is the 97.5 % point of the normal distribution.
const normal975 = 1.959963984540054

func valuesOf(rows []Row) []float64 {
	values := make([]float64, len(rows))
	for i, r := range rows {
		values[i] = r.Value
	}
	return values
}

// Jeffreys is the 95 % interval of a share under the prior Beta(½, ½), closed at 0 and 1
// (L. D. Brown, T. T. Cai and A. DasGupta, "Interval estimation for a binomial proportion",
// Statistical Science 16, 2001).
func Jeffreys(selected, size int) (lower, upper float64) {
	b := distuv.Beta{Alpha: float64(selected) + 0.5, Beta: float64(size-selected) + 0.5}
	lower, upper = b.Quantile(0.025), b.Quantile(0.975)
	if selected == 0 {
		lower = 0
	}
	if selected == size {
		upper = 1
	}
	return lower, upper
}

// incidence is the cumulative incidence at the horizon (Aalen and Johansen), and its
// variance.
func (m Measure) incidence(rows []Row) (rate, variance float64, err error) {
	stop, cause := courses(rows)
	if !slices.Contains(cause, 1) {
		return 0, 0, nil
	}
	curve, err := survival.CumulativeIncidence(stop, cause, 2)
	if err != nil {
		return 0, 0, err
	}
	f, v := curve.DeltaVariance(1, []float64{math.Nextafter(m.Horizon, math.Inf(1))})
	return f[0], v[0], nil
}

func courses(rows []Row) (stop []float64, cause []int) {
	for _, r := range rows {
		stop, cause = append(stop, r.Value), append(cause, r.Cause)
	}
	return stop, cause
}

// compare adds to groups that are shown how they fare beside the one that fares best. Who
// is in no known group is not compared.
func (m Measure) compare(groups []Figure, rows [][]Row) error {
	best := -1
	for i, f := range groups {
		if f.Hidden || f.Group == "" {
			continue
		}
		if best < 0 || m.Adverse && f.Rate < groups[best].Rate || !m.Adverse && f.Rate > groups[best].Rate {
			best = i
		}
	}
	for i := range groups {
		if f := &groups[i]; i != best && !f.Hidden && f.Group != "" {
			f.Against = groups[best].Group
			if err := m.beside(f, groups[best], rows[i], rows[best]); err != nil {
				return err
			}
		}
	}
	return nil
}

// beside compares a group with the one that fares best. It is flagged as [Impact] flags:
// by the four-fifths rule, turned round for what is bad, and more than chance. Means are
// flagged by their difference alone, since they have no common zero.
func (m Measure) beside(f *Figure, best Figure, own, theirs []Row) error {
	switch m.Kind {
	case Mean:
		f.welch(best, own, theirs)
		f.Flagged = f.P < significant
		return nil
	case Incidence:
		return m.besideCurve(f, best, own, theirs)
	}
	f.P = FisherExact(f.Selected, f.Size, best.Selected, best.Size)
	a, b := Outcome{Selected: f.Selected, Size: f.Size}, Outcome{Selected: best.Selected, Size: best.Size}
	if best.Selected > 0 {
		f.Ratio = f.Rate / best.Rate
		f.RatioLower, f.RatioUpper = katz(a, b)
	}
	if m.Adverse { // nobody of the best: any of the others is infinitely more
		f.Flagged = !(f.Ratio <= 1/FourFifths) && f.Selected > 0 && (f.P < significant || below(b, a, FourFifths) > likely)
		return nil
	}
	f.Flagged = f.Ratio < FourFifths && (f.P < significant || below(a, b, FourFifths) > likely)
	return nil
}

// katz is the 95 % interval of a ratio of shares by the normal logarithm, a half added to
// each cell where one is empty (D. Katz et al., Biometrics 34, 1978; J. B. S. Haldane 1956).
func katz(a, b Outcome) (lower, upper float64) {
	x, n, y, m := float64(a.Selected), float64(a.Size), float64(b.Selected), float64(b.Size)
	if a.Selected == 0 || b.Selected == 0 || a.Selected == a.Size && b.Selected == b.Size {
		x, n, y, m = x+0.5, n+1, y+0.5, m+1
	}
	middle, error := math.Log(x/n/(y/m)), math.Sqrt(1/x-1/n+1/y-1/m)
	return math.Exp(middle - normal975*error), math.Exp(middle + normal975*error)
}

// welch is the difference of two means with its interval and test (B. L. Welch, Biometrika
// 34, 1947).
func (f *Figure) welch(best Figure, own, theirs []Row) {
	v1, v2 := stat.Variance(valuesOf(own), nil)/float64(f.Size), stat.Variance(valuesOf(theirs), nil)/float64(best.Size)
	f.Ratio, f.RatioLower, f.RatioUpper, f.P = f.Rate-best.Rate, f.Rate-best.Rate, f.Rate-best.Rate, 1
	if v1+v2 == 0 {
		return
	}
	freedom := (v1 + v2) * (v1 + v2) / (v1*v1/float64(f.Size-1) + v2*v2/float64(best.Size-1))
	t := distuv.StudentsT{Sigma: 1, Nu: freedom}
	half := t.Quantile(0.975) * math.Sqrt(v1+v2)
	f.RatioLower, f.RatioUpper = f.Ratio-half, f.Ratio+half
	f.P = 2 * t.CDF(-math.Abs(f.Ratio)/math.Sqrt(v1+v2))
}

// besideCurve compares incidences: their ratio at the horizon, by the delta method on the
// logarithm, and Gray's test of the whole course.
func (m Measure) besideCurve(f *Figure, best Figure, own, theirs []Row) error {
	if best.Rate == 0 {
		return nil
	}
	stop, cause := courses(append(slices.Clone(own), theirs...))
	group := slices.Concat(make([]int, len(own)), slices.Repeat([]int{1}, len(theirs)))
	var err error
	if _, _, f.P, err = survival.GrayTest(stop, cause, group, 2, 1); err != nil {
		return err
	}
	f.Ratio = f.Rate / best.Rate
	if f.Rate > 0 {
		_, v1, err := m.incidence(own)
		if err != nil {
			return err
		}
		_, v2, err := m.incidence(theirs)
		if err != nil {
			return err
		}
		half := normal975 * math.Sqrt(v1/(f.Rate*f.Rate)+v2/(best.Rate*best.Rate))
		f.RatioLower, f.RatioUpper = f.Ratio*math.Exp(-half), f.Ratio*math.Exp(half)
	}
	f.Flagged = f.Ratio < FourFifths && f.P < significant
	return nil
}

// Others is what groups are called that are too many to be told apart.
const Others = "\u2026"

// GroupNames are the groups that occur among people, by name, with "" first for those of
// whom it is not known; of more than a table can hold the smallest are put together as
// [Others], which fold tells.
func GroupNames(of map[int64]string) (names []string, fold map[string]string) {
	size := map[string]int{}
	for _, g := range of {
		if g != "" {
			size[g]++
		}
	}
	for g := range size {
		names = append(names, g)
	}
	slices.SortFunc(names, func(a, b string) int {
		if size[a] != size[b] {
			return size[b] - size[a]
		}
		return strings.Compare(a, b)
	})
	fold = map[string]string{}
	const most = MostGroups - 2
	for i, g := range names {
		fold[g] = g
		if i >= most {
			fold[g] = Others
		}
	}
	if len(names) > most {
		names = append(names[:most], Others)
	}
	slices.Sort(names)
	return append([]string{""}, names...), fold
}
