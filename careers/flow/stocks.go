package flow

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Stocks is a projection by a [Chain]: each list has a value for each month.
type Stocks struct {
	ByRung   [][]float64 // people in each rung at the end of a month
	Recruits []float64   // hired in a month
	Exits    []float64   // leavers of a month, from the stock before it
}

// mostMonths bounds a projection by a chain.
const mostMonths = 12_000

// Recruit projects a workforce with the same number of recruits every month, split
// over the rungs by shares.
func (c *Chain) Recruit(start []float64, recruits float64, split []float64, months int) (*Stocks, error) {
	if err := within("recruits", recruits, 0, math.MaxFloat64); err != nil {
		return nil, err
	}
	return c.project(start, split, months, func(float64, float64) float64 { return recruits })
}

// Grow projects a workforce whose size grows by the same share every month: recruits
// replace the leavers and add the growth.
func (c *Chain) Grow(start []float64, growth float64, split []float64, months int) (*Stocks, error) {
	if err := within("growth", growth, -1, math.MaxFloat64); err != nil {
		return nil, err
	}
	return c.project(start, split, months, func(size, exits float64) float64 { return exits + growth*size })
}

func (c *Chain) project(start, split []float64, months int, recruits func(size, exits float64) float64) (*Stocks, error) {
	if err := c.finite("start", start); err != nil {
		return nil, err
	}
	if err := c.split("split of recruits", split); err != nil {
		return nil, err
	}
	if err := within("months", float64(months), 0, mostMonths); err != nil {
		return nil, err
	}
	s := &Stocks{}
	n := mat.NewVecDense(len(start), append([]float64(nil), start...))
	wastage := mat.NewVecDense(len(start), c.Wastage())
	for range months {
		exits := mat.Dot(n, wastage)
		hired := recruits(mat.Sum(n), exits)
		next := mat.NewVecDense(len(start), nil)
		next.MulVec(c.p.T(), n)
		next.AddScaledVec(next, hired, mat.NewVecDense(len(split), split))
		n = next
		s.ByRung = append(s.ByRung, append([]float64(nil), n.RawVector().Data...))
		s.Recruits, s.Exits = append(s.Recruits, hired), append(s.Exits, exits)
	}
	return s, nil
}

// Variance is the covariance of the stocks at the end of each month when everybody
// moves by chance of their own (multinomial flows) while the number of recruits is
// fixed, each of whom enters a rung by chance too (Bartholomew, Forbes and McClean
// 1991):
//
//	C ← PᵀCP + diag(nP) − Pᵀdiag(n)P + R(diag(r) − rrᵀ)
func (c *Chain) Variance(start []float64, recruits float64, split []float64, months int) ([][][]float64, error) {
	stocks, err := c.Recruit(start, recruits, split, months)
	if err != nil {
		return nil, err
	}
	k := c.Rungs()
	r := mat.NewVecDense(k, split)
	covariance := mat.NewDense(k, k, nil)
	before := start
	list := make([][][]float64, 0, months)
	for t := range months {
		covariance = c.spread(covariance, mat.NewVecDense(k, before))
		for i := range k {
			for j := range k {
				own := 0.0
				if i == j {
					own = r.AtVec(i)
				}
				covariance.Set(i, j, covariance.At(i, j)+recruits*(own-r.AtVec(i)*r.AtVec(j)))
			}
		}
		list = append(list, rows(covariance))
		before = stocks.ByRung[t]
	}
	return list, nil
}

// spread carries a covariance over a month and adds what the moves of n people add.
func (c *Chain) spread(covariance *mat.Dense, n *mat.VecDense) *mat.Dense {
	k := c.Rungs()
	middle := mat.NewDense(k, k, nil)
	middle.Copy(covariance)
	for i := range k {
		middle.Set(i, i, middle.At(i, i)-n.AtVec(i))
	}
	var half, next mat.Dense
	half.Mul(c.p.T(), middle)
	next.Mul(&half, c.p)
	moved := mat.NewVecDense(k, nil)
	moved.MulVec(c.p.T(), n)
	for i := range k {
		next.Set(i, i, next.At(i, i)+moved.AtVec(i))
	}
	return &next
}

// Steady are the stocks that constant recruitment leads to, R·r·(I−P)⁻¹.
func (c *Chain) Steady(recruits float64, split []float64) ([]float64, error) {
	if err := c.split("split of recruits", split); err != nil {
		return nil, err
	}
	n, err := c.fundamental()
	if err != nil {
		return nil, err
	}
	return weighted(n, split, recruits), nil
}

// Limit is the structure, as shares of the whole, that growth by the same share every
// month leads to: in proportion to r·((1+g)I−P)⁻¹.
func (c *Chain) Limit(growth float64, split []float64) ([]float64, error) {
	if err := c.split("split of recruits", split); err != nil {
		return nil, err
	}
	m, err := c.resolvent(1 + growth)
	if err != nil {
		return nil, err
	}
	shares := weighted(m, split, 1)
	total := mat.Sum(mat.NewVecDense(len(shares), shares))
	for i := range shares {
		shares[i] /= total
	}
	return shares, nil
}

func weighted(m *mat.Dense, row []float64, scale float64) []float64 {
	k := len(row)
	v := mat.NewVecDense(k, nil)
	v.MulVec(m.T(), mat.NewVecDense(k, row))
	v.ScaleVec(scale, v)
	return v.RawVector().Data
}

// Maintain are the recruits a month into each rung that keep a structure as it is,
// n*−n*P, and whether recruitment alone can: nobody can be hired a negative number of
// times (Bartholomew, Forbes and McClean 1991).
func (c *Chain) Maintain(target []float64) (recruits []float64, possible bool, err error) {
	if err := c.finite("target", target); err != nil {
		return nil, false, err
	}
	n := mat.NewVecDense(len(target), target)
	kept := mat.NewVecDense(len(target), nil)
	kept.MulVec(c.p.T(), n)
	possible = true
	for i := range target {
		need := target[i] - kept.AtVec(i)
		recruits = append(recruits, need)
		possible = possible && need >= -rounding*math.Max(1, target[i])
	}
	return recruits, possible, nil
}
