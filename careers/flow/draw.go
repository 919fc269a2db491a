package flow

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Uncertainty says how often to draw, and what is not known of the hazards.
type Uncertainty struct {
	Draws int // 0: 200
	Seed  uint64
	// Covariance of the logarithms of the hazards by band, from an estimate; nil: the
	// standard errors of the bands, independent of one another.
	Covariance [][]float64
}

// Spread is what a figure may come to: its value, and the parts of its uncertainty.
// Standard deviations of the parts add up in squares.
type Spread struct {
	Value       float64
	ParameterSD float64    // from not knowing the hazards and ratios
	FlowSD      float64    // from the chance of who leaves and rises, were all known
	SD          float64    // of both
	Parameter   [2]float64 // 95 % of what not knowing alone allows
	Flow        [2]float64 // 95 % of what chance alone allows
	Both        [2]float64
}

// Spreads are those of the figures of a projection.
type Spreads struct {
	Exits, Hires, Promotions, Cost, Effective Spread
	Attrition                                 []Spread // by year
	Draws                                     int
}

// Draw repeats a projection with hazards and ratios drawn from what is not known of
// them, each time once as an average and once as whole people by chance. The first
// gives the parameter part, the difference of the second to the first the flow part
// (the law of total variance). The same seed gives the same figures.
func Draw(m *Model, months int, u Uncertainty) (*Spreads, error) {
	point, err := Project(m, months)
	if err != nil {
		return nil, err
	}
	root, err := u.root(m)
	if err != nil {
		return nil, err
	}
	average, lived := make([]Figures, u.draws()), make([]Figures, u.draws())
	for i := range average {
		if average[i], lived[i], err = u.once(m, root, months, uint64(i)); err != nil {
			return nil, err
		}
	}
	return spreads(point.Figures(), average, lived), nil
}

// DrawChange is [Draw] for what a scenario changes: both sides are drawn with the same
// hazards and ratios, so that what they share does not blur the difference. The chance
// of who leaves is of each side's own.
func DrawChange(m *Model, s Scenario, months int, u Uncertainty) (*Spreads, error) {
	c, err := DrawCourses(m, s, months, u)
	if err != nil {
		return nil, err
	}
	return c.Change, nil
}

// pair draws the model once and applies the scenario with ratios of its own drawn by
// the same normal numbers where both sides have them.
func (u Uncertainty) pair(m *Model, s Scenario, root *mat.Cholesky, random *rand.Rand) (before, after *Model, err error) {
	changed, err := s.Apply(m)
	if err != nil {
		return nil, nil, err
	}
	seed := random.Uint64()
	before = u.drawn(m, root, rand.New(rand.NewPCG(seed, 0)))
	after = u.drawn(changed, root, rand.New(rand.NewPCG(seed, 0)))
	return before, after, nil
}

func (u Uncertainty) draws() int {
	if u.Draws <= 0 {
		return 200
	}
	return u.Draws
}

func (u Uncertainty) once(m *Model, root *mat.Cholesky, months int, i uint64) (average, lived Figures, err error) {
	random := rand.New(rand.NewPCG(u.Seed, i))
	drawn := u.drawn(m, root, random)
	p, err := Project(drawn, months)
	if err != nil {
		return Figures{}, Figures{}, err
	}
	return p.Figures(), gather(drawn, random).live(months), nil
}

// root factorises the covariance.
func (u Uncertainty) root(m *Model) (*mat.Cholesky, error) {
	if u.Covariance == nil {
		return nil, nil
	}
	k := len(m.Hazard)
	if len(u.Covariance) != k {
		return nil, wrong("covariance of the hazards", fmt.Sprintf("%d rows", len(u.Covariance)), fmt.Sprintf("%d, one for each band", k))
	}
	v := mat.NewSymDense(k, nil)
	for i, row := range u.Covariance {
		if len(row) != k {
			return nil, wrong(fmt.Sprintf("covariance of the hazards, row %d", i+1), fmt.Sprintf("%d values", len(row)), fmt.Sprint(k))
		}
		for j := range i + 1 {
			v.SetSym(i, j, row[j])
		}
	}
	var root mat.Cholesky
	if !root.Factorize(v) {
		return nil, wrong("covariance of the hazards", "a matrix with a direction of no variance or less", "a positive definite one; without covariances give standard errors by band")
	}
	return &root, nil
}

// drawn is the model with hazards and ratios by chance: logarithms are normal. Each
// ratio draws from a source of its own name, so that a scenario that adds one leaves
// the others as they were.
func (u Uncertainty) drawn(m *Model, root *mat.Cholesky, random *rand.Rand) *Model {
	c := m.clone()
	for i, shift := range hazardShift(m.Hazard, root, random) {
		c.Hazard[i].Hazard *= math.Exp(shift)
	}
	if sd := (c.Pay.High - c.Pay.Low) / (2 * normal975); sd > 0 {
		c.Pay.Value += sd * random.NormFloat64()
	}
	seed := random.Uint64()
	for where, r := range c.ratios() {
		if sd := r.logSD(); sd > 0 {
			own := rand.New(rand.NewPCG(seed, name(where)))
			r.Value *= math.Exp(sd * own.NormFloat64())
			r.Low, r.High = 0, 0
		}
	}
	return c
}

// name turns a name into a number (FNV-1a).
func name(of string) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(of) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

func hazardShift(bands []Band, root *mat.Cholesky, random *rand.Rand) []float64 {
	z := make([]float64, len(bands))
	for i := range z {
		z[i] = random.NormFloat64()
	}
	if root == nil {
		for i := range z {
			z[i] *= bands[i].LogSE
		}
		return z
	}
	var lower mat.TriDense
	root.LTo(&lower)
	shift := mat.NewVecDense(len(z), nil)
	shift.MulVec(&lower, mat.NewVecDense(len(z), z))
	return shift.RawVector().Data
}

func spreads(point Figures, average, lived []Figures) *Spreads {
	of := func(pick func(Figures) float64) Spread { return spread(pick, point, average, lived) }
	s := &Spreads{
		Exits:      of(func(f Figures) float64 { return f.Exits }),
		Hires:      of(func(f Figures) float64 { return f.Hires }),
		Promotions: of(func(f Figures) float64 { return f.Promotions }),
		Cost:       of(func(f Figures) float64 { return f.Cost }),
		Effective:  of(func(f Figures) float64 { return f.Effective }),
		Draws:      len(average),
	}
	for year := range point.Attrition {
		s.Attrition = append(s.Attrition, of(func(f Figures) float64 { return f.Attrition[year] }))
	}
	return s
}

func spread(pick func(Figures) float64, point Figures, average, lived []Figures) Spread {
	n := len(average)
	means, both, chance := make([]float64, n), make([]float64, n), make([]float64, n)
	value := pick(point)
	for i := range n {
		means[i], both[i] = pick(average[i]), pick(lived[i])
		chance[i] = value + both[i] - means[i]
	}
	s := Spread{Value: value, ParameterSD: deviation(means), FlowSD: deviation(chance)}
	s.SD = math.Hypot(s.ParameterSD, s.FlowSD)
	s.Parameter, s.Flow, s.Both = middle(means), middle(chance), middle(both)
	return s
}

func deviation(list []float64) float64 {
	if len(list) < 2 {
		return 0
	}
	return stat.StdDev(list, nil)
}

// middle are the ends of the middle 95 % of a list.
func middle(list []float64) [2]float64 {
	sorted := slices.Sorted(slices.Values(list))
	return [2]float64{stat.Quantile(0.025, stat.LinInterp, sorted, nil), stat.Quantile(0.975, stat.LinInterp, sorted, nil)}
}
