package design

import (
	"context"
	"math"
	"math/rand/v2"
)

// Settings says how long to search. The zero value of a field takes the value in
// brackets.
type Settings struct {
	Seed       uint64
	Iterations int // moves of a cooling [400]
	Restarts   int // coolings: from the best set so far, every third from a new one [3]
	// MaxShifts bounds the number of distinct shifts; 0 for as many as pay.
	MaxShifts int
	// BoundRounds are the steps of the lower bound [400].
	BoundRounds int
	// Progress, if set, is told now and then how much is done and the best cost. It
	// may return false to end the search, which then returns the best so far.
	Progress func(done float64, best Cost) bool
}

func (s Settings) filled() Settings {
	fill := func(field *int, value int) {
		if *field == 0 {
			*field = value
		}
	}
	fill(&s.Iterations, 400)
	fill(&s.Restarts, 3)
	fill(&s.BoundRounds, 400)
	return s
}

// Result is the best design that was found, and what no design can beat.
type Result struct {
	Design
	Bound   float64 // no design costs less
	Optimal bool    // proven: the cost is the bound
	Moves   int     // that were tried
}

// Search looks for the design of least cost. The same problem and settings give the
// same design. The error is an [*Invalid], or the context's when it ended before any
// design was found; ended later, the best so far is returned.
func Search(ctx context.Context, p *Problem, s Settings) (Result, error) {
	if err := p.Check(); err != nil {
		return Result{}, err
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	s = s.filled()
	a := newAnnealer(p, s)
	a.construct(ctx, constructions)
	for round := range s.Restarts {
		if !a.cool(ctx, round) {
			break
		}
	}
	best := p.design(a.best)
	r := Result{Design: best, Moves: a.moves, Bound: p.Bound(best.Cost.Total(), s.BoundRounds)}
	r.Optimal = !best.Cost.Broken && r.Bound >= best.Cost.Total()-1e-6
	return r, nil
}

// annealer walks from set to set.
type annealer struct {
	p            *Problem
	s            Settings
	shifts       []Shift // that may be offered
	chance       *rand.Rand
	board        *board
	cost         float64
	best         []Chosen
	least        float64
	moves        int
	gains        []float64
	outer, inner mark
	steepest     float64 // of the board's lambda
}

func newAnnealer(p *Problem, s Settings) *annealer {
	shifts := p.Shifts()
	return &annealer{p: p, s: s, shifts: shifts, chance: rand.New(rand.NewPCG(s.Seed, 0x5f1f7)), board: newBoard(p), least: math.Inf(1),
		steepest: steepestLambda(p, shifts)}
}

// construct begins from the flow of least deviation over all shifts and thins it out,
// some times from other flows of the same deviation. While the average of duties lies
// outside its bounds, it begins again with a higher price for them.
func (a *annealer) construct(ctx context.Context, times int) {
	lambda := a.board.lambda
	for steered := 0; times > 0; {
		if ctx.Err() != nil && len(a.best) > 0 {
			return
		}
		a.board = newBoard(a.p)
		a.board.lambda = lambda
		for _, i := range a.chance.Perm(len(a.shifts)) {
			a.board.add(a.shifts[i])
		}
		a.board.prune()
		a.cost = a.board.total()
		a.keep()
		a.thin(ctx, 0.3*a.p.Charge)
		a.keep()
		if now := a.steered(); now != lambda && steered < 20 {
			lambda, steered = now, steered+1
			continue
		}
		times--
	}
}

const (
	constructions = 3
	reworkEvery   = 6 // one move in so many takes a whole time of day anew
)

// thin takes out the shift that is missed least, one after another, while that gains
// or while there are too many. With noise it is not always the one missed least.
func (a *annealer) thin(ctx context.Context, noise float64) {
	for ctx.Err() == nil && len(a.board.members) > 0 {
		m, cost := a.leastMissed(noise)
		if cost >= a.cost-1e-9 && a.room(0) {
			return
		}
		a.board.remove(m)
		a.board.prune()
		a.cost = a.board.total()
	}
}

// leastMissed returns the member whose loss costs least, and the cost without it.
func (a *annealer) leastMissed(noise float64) (least *member, cost float64) {
	a.board.mark(&a.inner)
	score := math.Inf(1)
	for _, m := range a.inner.members {
		a.board.remove(m)
		a.board.prune()
		c := a.board.total()
		if s := c + noise*a.chance.ExpFloat64(); s < score {
			least, cost, score = m, c, s
		}
		a.board.takeBack(&a.inner)
	}
	return least, cost
}

// room says whether more shifts are allowed.
func (a *annealer) room(more int) bool {
	return a.s.MaxShifts == 0 || len(a.board.members)+more <= a.s.MaxShifts
}

func (a *annealer) keep() {
	if a.cost < a.least-1e-9 && a.room(0) {
		a.least, a.best = a.cost, a.board.chosen()
	}
}

// cool walks once from hot to cold, from the best set. It returns false when it was
// asked to end.
func (a *annealer) cool(ctx context.Context, round int) bool {
	switch {
	case round%3 == 2:
		a.construct(ctx, 1)
	case round > 0:
		a.restart()
	}
	// A step that is worse by about a charge is common at first; at the end only what
	// gains is taken.
	unit := max(a.p.Charge, float64(a.p.SlotMinutes)*max(a.p.Over, a.p.Under)) + 1e-9
	hot, cold := 0.3*unit/float64(1+round), 0.03*unit
	for i := range a.s.Iterations {
		if i%32 == 0 {
			done := (float64(round) + float64(i)/float64(a.s.Iterations)) / float64(a.s.Restarts)
			if ctx.Err() != nil || a.s.Progress != nil && !a.s.Progress(done, a.p.Evaluate(a.best)) {
				return false
			}
		}
		a.steer()
		heat := hot * math.Pow(cold/hot, float64(i)/float64(a.s.Iterations))
		if i%reworkEvery == 0 {
			a.rework(ctx, heat)
		} else {
			a.step(heat)
		}
	}
	return true
}

// restart lays the best set out afresh.
func (a *annealer) restart() {
	a.board = a.rebuilt(a.best, a.board.lambda)
	a.cost = a.board.total()
}

func (a *annealer) rebuilt(shifts []Chosen, lambda float64) *board {
	b := newBoard(a.p)
	b.lambda = lambda
	for _, c := range shifts {
		b.add(c.Shift)
	}
	return b
}

// steer follows steered now and then while a walk goes on.
func (a *annealer) steer() {
	if a.moves%40 != 0 {
		return
	}
	lambda := a.steered()
	if lambda == a.board.lambda && lambda != 0 {
		if lambda *= 0.8; math.Abs(lambda) < 0.02*a.steepest {
			lambda = 0
		}
	}
	if lambda == a.board.lambda {
		return
	}
	a.board = a.rebuilt(a.board.chosen(), lambda)
	a.cost = a.board.total()
	a.keep()
}

// steered is the price of short or long shifts that the board should have: more of it
// while the average number of duties lies outside its bounds.
func (a *annealer) steered() float64 {
	d, lambda := a.p.Duties, a.board.lambda
	if !d.active() || a.board.duties == 0 {
		return lambda
	}
	switch average := d.average(a.board.duties, a.board.minutes); {
	case average > d.Max+1e-9:
		lambda += 0.1 * a.steepest
	case average < d.Min-1e-9:
		lambda -= 0.1 * a.steepest
	}
	return min(a.steepest, max(-a.steepest, lambda))
}

// steepestLambda is a price of duties at which nobody is worth having for the sake
// of the average alone.
func steepestLambda(p *Problem, shifts []Shift) float64 {
	least := math.Inf(1)
	if !p.Duties.active() {
		return 0
	}
	for _, s := range shifts {
		minutes := float64(s.Length * p.SlotMinutes)
		for _, bound := range []float64{p.Duties.Min, p.Duties.Max} {
			if bound > 0 && minutes != p.Duties.WeekMinutes/bound {
				least = min(least, p.Over*minutes/math.Abs(minutes-p.Duties.WeekMinutes/bound))
			}
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return 0.9 * least
}

// step tries one move and takes it or leaves it.
func (a *annealer) step(heat float64) {
	a.moves++
	a.board.mark(&a.outer)
	if !a.move() {
		return
	}
	a.board.prune()
	now := a.board.total()
	if now > a.cost && a.chance.Float64() >= math.Exp((a.cost-now)/heat) {
		a.board.takeBack(&a.outer)
		return
	}
	a.cost = now
	a.keep()
}

// move changes the set at random. It returns false when it left it as it was.
func (a *annealer) move() bool {
	b := a.board
	n := len(b.members)
	kind := a.chance.Float64()
	switch {
	case n == 0 || kind < 0.12 && a.room(1):
		return a.addOne()
	case kind < 0.27:
		b.remove(b.members[a.chance.IntN(n)])
		return true
	case kind < 0.72:
		return a.shiftOne(b.members[a.chance.IntN(n)])
	case kind < 0.9 || n < 2:
		b.remove(b.members[a.chance.IntN(n)])
		return a.addOne()
	default: // two for one
		b.remove(b.members[a.chance.IntN(n)])
		b.remove(b.members[a.chance.IntN(n-1)])
		return a.addOne()
	}
}

// shiftOne replaces a shift by one that begins or ends a little sooner or later.
func (a *annealer) shiftOne(m *member) bool {
	near := a.near(m.shift)
	if len(near) == 0 {
		return false
	}
	a.board.remove(m)
	a.board.add(near[a.chance.IntN(len(near))])
	return true
}

// reach is how far a neighbour's start and length may lie, in minutes.
const reach = 60

func (a *annealer) near(s Shift) []Shift {
	far := max(1, reach/a.p.SlotMinutes)
	var list []Shift
	for _, o := range a.shifts {
		ends := o.Start + o.Length - s.Start - s.Length
		if o != s && abs(o.Start-s.Start) <= far && abs(o.Length-s.Length) <= far && abs(ends) <= far && !a.board.has(o) {
			list = append(list, o)
		}
	}
	return list
}

// addOne adds a shift: mostly one that gains much by itself.
func (a *annealer) addOne() bool {
	at := a.chance.IntN(len(a.shifts))
	if a.chance.Float64() < 0.8 {
		if at = a.drawGaining(); at < 0 {
			at = a.chance.IntN(len(a.shifts))
		}
	}
	if a.board.has(a.shifts[at]) {
		return false
	}
	a.board.add(a.shifts[at])
	return true
}

// weigh computes what one person more on each shift gains, summed over the days
// on which it gains.
func (a *annealer) weigh() {
	slots := len(a.board.cover)
	sum := make([]float64, 2*slots+1)
	for t := range 2 * slots {
		sum[t+1] = sum[t] - a.board.ups[t%slots]
	}
	a.gains = a.gains[:0]
	for _, s := range a.shifts {
		gains := 0.0
		for start := s.Start; start < slots; start += a.board.perDay {
			end := start + s.Length
			if end <= 2*slots {
				gains += max(0, sum[end]-sum[start])
			}
		}
		a.gains = append(a.gains, gains)
	}
}

// drawGaining draws a shift in proportion to the square of what it gains, or -1.
func (a *annealer) drawGaining() int {
	a.weigh()
	total := 0.0
	for _, g := range a.gains {
		total += g * g
	}
	if total == 0 {
		return -1
	}
	left := a.chance.Float64() * total
	for i, g := range a.gains {
		if left -= g * g; left < 0 {
			return i
		}
	}
	return len(a.gains) - 1
}

// rework takes the shifts around a time of day out, offers all of them there again
// and thins the set out, with noise so that it does not end where it began. The result
// is taken or left like a step.
func (a *annealer) rework(ctx context.Context, heat float64) {
	a.moves++
	a.board.mark(&a.outer)
	before := a.cost
	centre := a.shifts[a.chance.IntN(len(a.shifts))]
	for _, m := range a.board.chosen() {
		if a.around(centre, m.Shift) || a.chance.Float64() < 0.15 {
			a.board.remove(a.board.find(m.Shift))
		}
	}
	for _, s := range a.shifts {
		if a.around(centre, s) && !a.board.has(s) {
			a.board.add(s)
		}
	}
	a.board.prune()
	a.cost = a.board.total()
	a.thin(ctx, heat)
	if a.cost > before && a.chance.Float64() >= math.Exp((before-a.cost)/heat) {
		a.board.takeBack(&a.outer)
		a.cost = before
		return
	}
	a.keep()
}

// around says whether two shifts start within two hours of each other.
func (a *annealer) around(s, o Shift) bool {
	apart := abs(s.Start - o.Start)
	return min(apart, a.board.perDay-apart) <= max(1, 120/a.p.SlotMinutes)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
