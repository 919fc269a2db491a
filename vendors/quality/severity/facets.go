package severity

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/muster-wfm/muster/vendors/quality"
)

// ErrNoneLeft says that once agents, graders and items with nothing but lowest or
// highest grades are set aside, no ratings are left to compare.
var ErrNoneLeft = errors.New("everybody has nothing but lowest or highest grades; grades that differ were expected")

// facets are the parameters one after another: thresholds, agents, graders, items,
// those without a finite measure left out.
type facets struct {
	ratings []rated
	highest int      // grade
	sums    [][2]int // runs of parameters that add up to zero
	at      []float64
	where   [3][]int // parameter of each agent, grader and item, -1: extreme
}

// rated is a rating by the parameters that it meets.
type rated struct {
	grade int
	of    [3]int
}

func newFacets(d Design) (*facets, error) {
	f := &facets{}
	out := [3][]bool{make([]bool, len(d.Agents)), make([]bool, len(d.Graders)), make([]bool, len(d.Items))}
	for _, r := range d.Ratings {
		f.highest = max(f.highest, int(r.Score))
	}
	for f.setAside(d, out) {
	}
	next := f.highest
	used := [3][]bool{}
	for k := range out {
		used[k] = make([]bool, len(out[k]))
	}
	for _, r := range d.Ratings {
		if of := [3]int{r.Agent, r.Grader, r.Item}; !out[0][of[0]] && !out[1][of[1]] && !out[2][of[2]] {
			for k, j := range of {
				used[k][j] = true
			}
		}
	}
	for k := range used {
		first := next
		for _, in := range used[k] {
			at := -1
			if in {
				at = next
				next++
			}
			f.where[k] = append(f.where[k], at)
		}
		if next > first {
			f.sums = append(f.sums, [2]int{first, next})
		}
	}
	f.at = make([]float64, next)
	return f, f.take(d)
}

// setAside marks agents, graders and items with only lowest or only highest grades
// among the ratings that are left, and reports whether there were any.
func (f *facets) setAside(d Design, out [3][]bool) bool {
	lo, hi := [3][]bool{}, [3][]bool{}
	for k := range out {
		lo[k], hi[k] = make([]bool, len(out[k])), make([]bool, len(out[k]))
	}
	for _, r := range d.Ratings {
		of := [3]int{r.Agent, r.Grader, r.Item}
		if out[0][of[0]] || out[1][of[1]] || out[2][of[2]] {
			continue
		}
		for k, j := range of {
			lo[k][j] = lo[k][j] || r.Score > 0
			hi[k][j] = hi[k][j] || int(r.Score) < f.highest
		}
	}
	more := false
	for k := range out {
		for j := range out[k] {
			// Neither: it has no ratings left.
			if !out[k][j] && lo[k][j] != hi[k][j] {
				out[k][j], more = true, true
			}
		}
	}
	return more
}

// take keeps the ratings that count and checks that every grade occurs.
func (f *facets) take(d Design) error {
	given := make([]bool, f.highest+1)
	for _, r := range d.Ratings {
		of := [3]int{f.where[0][r.Agent], f.where[1][r.Grader], f.where[2][r.Item]}
		if min(of[0], of[1], of[2]) >= 0 {
			f.ratings = append(f.ratings, rated{int(r.Score), of})
			given[int(r.Score)] = true
		}
	}
	if len(f.ratings) == 0 {
		return ErrNoneLeft
	}
	for grade, is := range given {
		if !is {
			return quality.Refuse("given by nobody", "grades numbered without a gap", "grade %d", grade)
		}
	}
	return nil
}

// chances fills the probability of each grade at a sum of measures.
func (f *facets) chances(at []float64, sum float64, p []float64) {
	exponent, largest := 0.0, 0.0
	p[0] = 0
	for k := 1; k <= f.highest; k++ {
		exponent += sum + at[k-1]
		p[k] = exponent
		largest = max(largest, exponent)
	}
	total := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - largest)
		total += p[k]
	}
	for k := range p {
		p[k] /= total
	}
}

func (f *facets) logLikelihood(at []float64) float64 {
	p, sum := make([]float64, f.highest+1), 0.0
	for _, r := range f.ratings {
		f.chances(at, at[r.of[0]]+at[r.of[1]]+at[r.of[2]], p)
		sum += math.Log(max(p[r.grade], math.SmallestNonzeroFloat64))
	}
	return sum
}

// moments of a grade: expectation and variance.
func moments(p []float64) (mean, variance float64) {
	for k, q := range p {
		mean += float64(k) * q
	}
	for k, q := range p {
		variance += (float64(k) - mean) * (float64(k) - mean) * q
	}
	return mean, variance
}

// derivatives are the gradient of the log-likelihood and the information, minus its
// second derivatives.
func (f *facets) derivatives() ([]float64, *mat.SymDense) {
	n, top := len(f.at), f.highest
	gradient, information := make([]float64, n), mat.NewSymDense(n, nil)
	p, above, covariance := make([]float64, top+1), make([]float64, top+2), make([]float64, top+1)
	add := func(i, j int, x float64) { information.SetSym(i, j, information.At(i, j)+x) }
	for _, r := range f.ratings {
		f.chances(f.at, f.at[r.of[0]]+f.at[r.of[1]]+f.at[r.of[2]], p)
		mean, variance := moments(p)
		// above[m] = P(grade >= m), covariance[m] = Cov(grade, grade >= m).
		weighted := 0.0
		above[top+1] = 0
		for m := top; m >= 1; m-- {
			above[m] = above[m+1] + p[m]
			weighted += float64(m) * p[m]
			covariance[m] = weighted - mean*above[m]
		}
		for a, i := range r.of {
			gradient[i] += float64(r.grade) - mean
			for _, j := range r.of[a:] {
				add(i, j, variance)
			}
			for m := 1; m <= top; m++ {
				add(m-1, i, covariance[m])
			}
		}
		for m := 1; m <= top; m++ {
			if r.grade >= m {
				gradient[m-1]++
			}
			gradient[m-1] -= above[m]
			for l := m; l <= top; l++ {
				add(m-1, l-1, above[l]-above[m]*above[l])
			}
		}
	}
	return gradient, information
}

// describe writes the model out by agent, grader and item.
func (f *facets) describe(d Design) (*Rasch, error) {
	covariance, err := f.covariance()
	if err != nil {
		return nil, err
	}
	r := &Rasch{Threshold: append([]float64(nil), f.at[:f.highest]...), LogLikelihood: f.logLikelihood(f.at)}
	measure := func(facet int) (value, se []float64, extreme []int) {
		for j, at := range f.where[facet] {
			if at < 0 {
				value, se, extreme = append(value, math.NaN()), append(se, math.NaN()), append(extreme, j)
				continue
			}
			value, se = append(value, f.at[at]), append(se, math.Sqrt(covariance.At(at, at)))
		}
		return value, se, extreme
	}
	r.Agent, r.AgentError, r.Extreme.Agents = measure(0)
	r.Leniency, r.LeniencyError, r.Extreme.Graders = measure(1)
	r.Easiness, r.EasinessError, r.Extreme.Items = measure(2)
	r.AgentFit, r.GraderFit, r.ItemFit = f.meanSquares(0), f.meanSquares(1), f.meanSquares(2)
	return r, nil
}

// meanSquares are the fit of each level of a facet, NaN for those without ratings.
func (f *facets) meanSquares(facet int) []MeanSquare {
	n := len(f.at)
	squares, information, standard, count := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	p := make([]float64, f.highest+1)
	for _, r := range f.ratings {
		f.chances(f.at, f.at[r.of[0]]+f.at[r.of[1]]+f.at[r.of[2]], p)
		mean, variance := moments(p)
		off, i := float64(r.grade)-mean, r.of[facet]
		squares[i] += off * off
		information[i] += variance
		standard[i] += off * off / variance
		count[i]++
	}
	list := make([]MeanSquare, len(f.where[facet]))
	for j, i := range f.where[facet] {
		list[j] = MeanSquare{math.NaN(), math.NaN()}
		if i >= 0 {
			list[j] = MeanSquare{squares[i] / information[i], standard[i] / count[i]}
		}
	}
	return list
}
