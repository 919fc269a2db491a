package design

import (
	"context"
	"slices"
)

// Point is the best design found with at most so many distinct shifts.
type Point struct {
	Most int
	Design
}

// Curve returns, for every number of distinct shifts from low to high, the design that
// deviates least from the demand with at most so many; what shifts are charged plays no
// part. More shifts never cost more. The errors are those of [Search]; when the context
// ends the points found so far are returned, those of many shifts first found.
func Curve(ctx context.Context, p *Problem, low, high int, s Settings) ([]Point, error) {
	free := *p
	free.Charge = 0
	if err := free.Check(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s = s.filled()
	s.MaxShifts = high
	a := newAnnealer(&free, s)
	a.construct(ctx, constructions)
	var points []Point
	for most := high; most >= max(1, low) && ctx.Err() == nil && len(a.best) > 0; most-- {
		a.fewer(ctx, most)
		if ctx.Err() != nil {
			break
		}
		points = append(points, Point{most, free.design(a.best)})
	}
	slices.Reverse(points)
	for i := 1; i < len(points); i++ {
		if points[i].Cost.Total() > points[i-1].Cost.Total() {
			points[i].Design = points[i-1].Design
		}
	}
	return points, nil
}

// curveMoves are the moves at each number of shifts of a curve.
const curveMoves = 60

// fewer goes on from the best set with at most so many shifts.
func (a *annealer) fewer(ctx context.Context, most int) {
	a.s.MaxShifts, a.s.Iterations = most, curveMoves
	a.restart()
	a.least = a.cost + 1
	if !a.room(0) {
		a.thin(ctx, 0)
		a.least = a.cost + 1
	}
	a.keep()
	a.cool(ctx, 0)
}
