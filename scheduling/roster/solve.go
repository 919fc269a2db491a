package roster

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Solve searches for the cheapest legal roster until the settings' limits, a
// proven optimum or the end of ctx, whichever comes first; in each case it
// returns the best roster so far. It calls progress, which may be nil, from the
// calling goroutine after every round of the search.
//
// It returns [*Invalid] for a problem that contradicts itself, [*Infeasible]
// when a person has no legal roster, and ctx's error when it ended before there
// was a first roster.
func Solve(ctx context.Context, p *Problem, s Settings, progress func(Incumbent)) (Result, error) {
	if faults := slices.Concat(p.Faults(), p.Unkeepable(), s.faults()); len(faults) > 0 {
		return Result{}, &Invalid{Faults: faults}
	}
	run := &search{settings: s.filled(), progress: progress, bound: math.Inf(-1)}
	run.report(Preparing, 0)
	run.model = newModel(p)
	rows, stuck, err := run.model.build(ctx, s.Seed, s.Start)
	if err != nil {
		return Result{}, err
	}
	if len(stuck) > 0 {
		return Result{}, run.model.infeasible(stuck)
	}
	run.begin(ctx, rows)
	run.report(Building, 0)
	status := run.improve(ctx)
	run.report(Polishing, 1)
	run.finish(ctx)
	status = run.placePauses(ctx, status)
	run.report(Finished, 1)
	return Result{Roster: run.best.Best, Cost: run.best.Cost, Bound: run.bound, Status: status,
		Iterations: run.iterations(), History: run.history}, nil
}

// search is one call of Solve.
type search struct {
	model    *model
	settings Settings
	progress func(Incumbent)
	chains   []*chain
	patches  *patches // of the only chain, where the roster is vast; else nil
	bounder  *bounder
	bound    float64
	dived    bool
	rows     [][]placed // the best so far
	cost     float64
	best     Incumbent // what was last reported
	history  []Incumbent
}

// When iterations end the search it has this many rounds, or more where a round
// would be longer than longestRound moves: chains run apart within a round and
// compare their rosters after it.
const (
	rounds       = 40
	longestRound = 5000
)

// boundFrom is the round in which the bound begins: it wants a good roster to
// start from.
const boundFrom = 2

// filled returns the settings with defaults in place.
func (s Settings) filled() Settings {
	s.Threads = max(1, s.Threads)
	if s.Elapsed == nil {
		s.TimeLimit = 0
	}
	if s.Iterations == 0 && s.TimeLimit == 0 {
		s.Iterations = rounds
	}
	return s
}

// movesPerRound returns how many moves a chain tries in a round at most.
func (s Settings) movesPerRound() int64 {
	if s.Iterations == 0 {
		return math.MaxInt64 / 2
	}
	return min(longestRound, (s.Iterations+rounds-1)/rounds)
}

// improving returns the part of the time limit that is left to the chains; the
// rest is for the polish.
func (s Settings) improving() time.Duration { return s.TimeLimit * 24 / 25 }

// begin starts the chains from the first roster, after everybody has answered
// once to all others.
func (r *search) begin(ctx context.Context, rows [][]placed) {
	first := newChain(r.model, r.settings.Seed, 1, rows)
	first.polish(1, func() bool { return ctx.Err() != nil })
	r.rows, r.cost = cloneRows(first.tops), first.top
	r.chains = []*chain{first}
	if r.model.vast() {
		r.patches = newPatches(first, r.settings.Seed, r.settings.Threads)
		r.bounder = newBounder(r.model)
		return
	}
	for k := 1; k < r.settings.Threads; k++ {
		c := newChain(r.model, r.settings.Seed, uint64(k+1), r.rows)
		c.sweep.offset = k * r.model.days / r.settings.Threads
		if k == r.settings.Threads-1 { // it has the bound to work on, and the dive after it
			c.sweep.wanted = r.model.sweepable()
		}
		r.chains = append(r.chains, c)
	}
	r.bounder = newBounder(r.model)
}

// improve runs rounds until something ends the search.
func (r *search) improve(ctx context.Context) Status {
	for round := 0; ; round++ {
		r.round(ctx, round)
		r.gather(round)
		fraction := r.fraction(round + 1)
		r.report(Improving, fraction)
		switch {
		case gap(r.cost, r.bound) <= r.settings.TargetGap+1e-12:
			return Optimal
		case ctx.Err() != nil:
			return Cancelled
		case fraction >= 1:
			return Limited
		}
	}
}

// fraction returns how much of the search is over after so many rounds.
func (r *search) fraction(done int) float64 {
	fraction := 0.0
	if r.settings.Iterations > 0 {
		fraction = float64(done) * float64(r.settings.movesPerRound()) / float64(r.settings.Iterations)
	}
	if r.settings.TimeLimit > 0 {
		fraction = max(fraction, float64(r.settings.Elapsed())/float64(r.settings.improving()))
	}
	return min(1, fraction)
}

// round lets every chain search for a while, with the bound beside them.
func (r *search) round(ctx context.Context, round int) {
	var wait sync.WaitGroup
	fraction := r.fraction(round)
	stop := r.deadline(ctx, fraction)
	diving, landed := r.ready(fraction), atomic.Bool{}
	if diving && r.settings.TimeLimit > 0 { // the others search on until it has ended
		stop = func() bool { return ctx.Err() != nil || landed.Load() }
	}
	if swept := r.chains[0].sweep.take(); !r.bounder.begun && r.boundable(round, fraction, swept) {
		r.bounder.begin(r.rows, swept)
	} else if swept != nil && r.bounder.master == nil {
		r.bounder.offer(swept)
	}
	r.bounder.hurry = fraction > 0.15
	if r.bounder.idle && r.bounder.tree == nil && (r.model.small() || gap(r.cost, r.bound) < treeGap) {
		r.bounder.divide(r.rows)
	}
	upper, burdens := r.cost, r.model.burdens(r.rows)
	if r.bounder.count > 0 {
		for _, c := range r.chains {
			c.guide = clonePrices(r.bounder.bestAt)
		}
	}
	if r.patches != nil {
		r.patches.search(func(k int, part *patch) { r.anneal(k, part, round, stop, upper, burdens) })
		r.bound = max(r.bound, r.model.roundedUp(r.bounder.best))
		return
	}
	for k, c := range r.chains {
		wait.Go(func() {
			bounding := k == len(r.chains)-1 && r.bounder.begun && !r.bounder.done(upper)
			if diving && k == len(r.chains)-1 {
				r.dive(ctx, c, r.until(ctx, r.diveEnds()))
				landed.Store(true)
				return
			}
			if bounding && r.settings.TimeLimit > 0 && r.settings.Iterations == 0 {
				r.boundAndSearch(ctx, k, fraction, stop, upper, burdens)
				return
			}
			if bounding {
				r.bounder.run(evaluationsPerRound, stop, upper, burdens)
			}
			if r.model.together && fraction >= r.jointFrom() {
				c.runJointly(r.settings.movesPerRound(), stop, r.until(ctx, r.settings.improving()))
				return
			}
			c.run(r.settings.movesPerRound(), r.temperature(k, fraction), stop)
		})
	}
	wait.Wait()
	r.bound = max(r.bound, r.model.roundedUp(r.bounder.best))
}

// diveBy is the part of the search by which the dive begins, whether or not the
// bound has settled.
const diveBy = 0.3

// treeGap is how far the bound of a problem that is not small may be from the best for
// a tree to have a chance.
const treeGap = 0.02

// diveTries is how many choices a dive of a small problem weighs against each other at
// each step.
const diveTries = 6

// carefulPart is the part of its time that it spends so; then it takes the likeliest
// untried.
const carefulPart = 1.0 / 3

// smallDays is how many days of people a small problem has.
const smallDays = 1500

// small reports whether the problem is small enough to weigh single choices.
func (m *model) small() bool { return len(m.people)*m.days <= smallDays }

// ready reports whether the dive is due.
func (r *search) ready(fraction float64) bool {
	return r.model.together && r.bounder.master != nil && !r.dived && (r.bounder.idle || fraction >= diveBy)
}

// dive lets a chain go on from the roster that the bound's mixture comes down to.
// People whose row in it breaks a rule keep the one they have.
func (r *search) dive(ctx context.Context, c *chain, stop func() bool) {
	r.dived = true
	r.bounder.idle = true // the dive spoils the programme for bounds
	d := newDive(r.bounder.master, newFinder(r.model), 0)
	if r.model.small() {
		d.tries = diveTries
	}
	if r.settings.TimeLimit > 0 {
		from := r.settings.Elapsed()
		whole := float64(r.diveEnds() - from)
		d.pace = func() float64 { return float64(r.settings.Elapsed()-from) / whole }
	}
	rows := d.run(stop)
	if rows == nil {
		return
	}
	for i, row := range rows {
		if w := r.model.people[i]; !w.exact() && len(VerifyPerson(r.model.problem, i, r.model.rosterRow(i, row))) > 0 {
			rows[i] = slices.Clone(c.tops[i])
		}
	}
	top, tops := c.top, c.tops
	c.adopt(rows)
	if c.top > top {
		c.top, c.tops = top, tops
		for i := range rows {
			c.dirty[i] = true
		}
	}
	c.cool = true
}

// burdens returns what every row adds to its person.
func (m *model) burdens(rows [][]placed) []Load {
	burdens := make([]Load, len(rows))
	for i, w := range m.people {
		_, burdens[i] = w.ledger(rows[i], 0, m.days)
	}
	return burdens
}

// boundAndSearch shares a round of time between the bound and a chain.
func (r *search) boundAndSearch(ctx context.Context, k int, fraction float64, stop func() bool, upper float64, burdens []Load) {
	until := r.settings.Elapsed() + r.boundTime(fraction, len(r.chains) == 1)
	r.bounder.run(math.MaxInt, func() bool { return stop() || r.settings.Elapsed() >= until }, upper, burdens)
	if r.model.together && fraction >= r.jointFrom() {
		r.chains[k].runJointly(math.MaxInt64/2, stop, r.until(ctx, r.settings.improving()))
		return
	}
	r.chains[k].run(math.MaxInt64/2, r.temperature(k, fraction), stop)
}

// boundTime returns how much of a round one thread spends on the bound, which may be
// the only one.
func (r *search) boundTime(fraction float64, alone bool) time.Duration {
	share := 1.0
	switch {
	case fraction > 0.5:
		share = 0.1
	case r.model.sweepable() && r.bounder.master == nil:
		share = 0.2
	case alone && r.bounder.master != nil:
		share = 0.8
	case fraction > 0.2 || alone:
		share = 0.4
	}
	return time.Duration(share * float64(r.roundTime(fraction)))
}

// roundTime is how long a round lasts when time ends the search: longer where people
// are rostered together, which takes a while.
func (r *search) roundTime(fraction float64) time.Duration {
	limit := r.settings.TimeLimit
	if r.model.together && fraction >= r.jointFrom() {
		return min(limit/40, 5*time.Second)
	}
	return min(max(limit/100, 20*time.Millisecond), 500*time.Millisecond)
}

// deadline returns the test that ends a round early: the context, the time
// limit and, when only time counts, the round's own share of it.
func (r *search) deadline(ctx context.Context, fraction float64) func() bool {
	limit := r.settings.TimeLimit
	if limit == 0 {
		return func() bool { return ctx.Err() != nil }
	}
	until := r.settings.improving()
	if r.settings.Iterations == 0 {
		until = min(until, r.settings.Elapsed()+r.roundTime(fraction))
	}
	return r.until(ctx, until)
}

// until returns the test for the end of the context or a moment, where there is a
// clock.
func (r *search) until(ctx context.Context, moment time.Duration) func() bool {
	return func() bool {
		return ctx.Err() != nil || r.settings.TimeLimit > 0 && r.settings.Elapsed() >= moment
	}
}

// diveEnds returns when a dive that begins now has to end: after half of the time
// that is left.
func (r *search) diveEnds() time.Duration {
	if r.settings.TimeLimit == 0 {
		return 0
	}
	return (r.settings.Elapsed() + r.settings.improving()) / 2
}

// temperature falls geometrically, from half the price of a missing shift to a
// hundredth of that, which gave the best rosters for the time on the benchmark
// centres. Every other chain is cooler throughout: it finds good
// rosters early, the hot ones find better ones late.
func (r *search) temperature(chain int, fraction float64) float64 {
	hottest := r.model.shiftPrice() / 2
	if chain%2 == 1 {
		hottest /= 4
	}
	if r.chains[chain].cool {
		hottest /= 20
	}
	return hottest * math.Pow(0.01, fraction)
}

// gather keeps the best roster of the chains. In the last part of the search all
// chains go on from it.
func (r *search) gather(round int) {
	best, before := -1, r.rows
	for k, c := range r.chains {
		if c.top < r.cost-1e-9*math.Abs(r.cost) {
			r.cost, best = c.top, k
		}
	}
	if best >= 0 {
		r.rows = cloneRows(r.chains[best].tops)
		if r.model.together && r.model.sweepable() {
			r.join(best, before)
		}
	}
	if r.fraction(round+1) < r.togetherFrom() {
		return
	}
	for _, c := range r.chains {
		if c.top > r.cost+1e-9*math.Abs(r.cost) {
			c.adopt(r.rows)
		}
	}
}

// finish polishes the best roster: every person once more at no temperature,
// until a whole sweep changes nothing.
func (r *search) finish(ctx context.Context) {
	c := r.chains[0]
	c.adopt(r.rows)
	c.polish(8, func() bool {
		return ctx.Err() != nil || r.settings.TimeLimit > 0 && r.settings.Elapsed() >= r.settings.TimeLimit
	})
	if c.cost < r.cost {
		r.rows, r.cost = c.rows, c.cost
	}
}

// iterations returns the moves tried by all chains.
func (r *search) iterations() int64 {
	n := int64(0)
	for _, c := range r.chains {
		n += c.moves
	}
	return n
}

// report tells the caller how things stand and keeps improvements as history.
func (r *search) report(phase Phase, fraction float64) {
	now := Incumbent{Phase: phase, Fraction: fraction, Bound: r.bound, Iteration: r.iterations()}
	if r.settings.Elapsed != nil {
		now.Elapsed = r.settings.Elapsed()
	}
	now.Best, now.Cost = r.best.Best, r.best.Cost
	if r.rows != nil && (r.best.Best.Days == nil || r.cost < r.best.Cost.Total()-1e-6) {
		now.Best = r.model.roster(r.rows)
		now.Cost = Evaluate(r.model.problem, now.Best)
		kept := now
		kept.Best = Roster{}
		r.history = append(r.history, kept)
	}
	r.best = now
	if r.progress != nil {
		r.progress(now)
	}
}
