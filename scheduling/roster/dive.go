package roster

import (
	"math"
	"slices"
)

// dive makes a roster of the master's mixture: what most of a person's mixture
// agrees on is fixed, rows are sought that fit, and so on until everybody has one
// row (Strandmark, Qu and Curtois 2020, section 4.3).
type dive struct {
	*master
	finder  *finder
	tries   int            // how many choices are tried before one is fixed; 0 to fix many untried
	workers []*worker      // with their days narrowed to what is fixed
	row     [][]placed     // of those who have only one left
	fixed   [][]bool       // by person and day
	unit    float64        // the price of one missing shift
	pace    func() float64 // the part of its time that is over; nil where there is no clock
	moments []float64      // what pace said whenever many were fixed
	guide   [][]float64    // the prices when nothing better was found the last time
}

// sureShare is the share of a mixture from which a day is fixed without a trial.
const sureShare = 0.999

// pricingRounds is how often rows are sought between two fixings at most.
const pricingRounds = 20

// exclusion is the cost that keeps a row which does not fit out of the mixture, in
// missing shifts: beyond what any row can save, and no larger, for the sake of the
// duals' last digits.
const exclusion = 1000

// newDive begins with nothing fixed.
func newDive(x *master, f *finder, tries int) *dive {
	d := &dive{master: x, finder: f, tries: tries, unit: x.m.shiftPrice(), row: make([][]placed, len(x.people))}
	for _, own := range x.crew.workers {
		w := *own
		w.days = slices.Clone(w.days)
		d.workers = append(d.workers, &w)
		d.fixed = append(d.fixed, make([]bool, x.b-x.a))
	}
	return d
}

// run dives to the ground and returns a row for each person. When stop says so it
// returns the likeliest rows where there is a clock, and nil where there is none. Rows may break caps that the states do not count.
func (d *dive) run(stop func() bool) [][]placed {
	for d.fix(stop) {
		if d.settleDown(pricingRounds, stop) {
			continue
		}
		if d.pace == nil {
			return nil
		}
		d.takeLikeliest()
	}
	return cloneRows(d.row)
}

// careful reports whether single choices are weighed.
func (d *dive) careful() bool { return d.tries > 0 && d.over() < carefulPart }

// over returns what part of the dive's time is over.
func (d *dive) over() float64 {
	if d.pace == nil {
		return 0
	}
	return d.pace()
}

// shares adds up the mixture of every person by day and choice.
func (d *dive) shares() []map[int32][]float64 {
	shares := make([]map[int32][]float64, len(d.workers))
	for i := range shares {
		shares[i] = map[int32][]float64{}
	}
	for j, c := range d.columns {
		v := d.program.Value(j)
		if c.position < 0 || v < 1e-4 {
			continue
		}
		for day, p := range c.days {
			of := shares[c.position]
			if of[p.arc] == nil {
				of[p.arc] = make([]float64, d.b-d.a)
			}
			of[p.arc][day] += v
		}
	}
	return shares
}

// fix fixes what is sure, and reports whether anything was left to fix.
func (d *dive) fix(stop func() bool) bool {
	shares := d.shares()
	if !d.settle(shares) {
		return false
	}
	switch {
	case d.fixSure(shares):
	case d.careful():
		d.fixChoice(shares, stop)
	case d.over() > lastMoment:
		d.takeLikeliest()
	default:
		d.fixMany(shares, stop)
	}
	return true
}

// settle notes who has one row only, and reports whether somebody has not.
func (d *dive) settle(shares []map[int32][]float64) bool {
	open := false
	for i, of := range shares {
		if d.row[i] != nil {
			continue
		}
		sure := 0
		for _, byDay := range of {
			for _, v := range byDay {
				if v > 1-1e-4 {
					sure++
				}
			}
		}
		if sure == d.b-d.a {
			d.take(i, d.likeliest(i))
		}
		open = open || d.row[i] == nil
	}
	return open
}

// take gives a person a row for good.
func (d *dive) take(i int, days []placed) {
	d.row[i] = days
	for day, p := range days {
		d.narrow(i, day, p.arc)
	}
	d.exclude(i)
}

// narrow leaves a person one choice of a day.
func (d *dive) narrow(i, day int, arc int32) {
	plan := &d.workers[i].days[d.a+day]
	d.fixed[i][day] = true
	if plan.fixed != nil {
		return
	}
	var kept []planArc
	for _, own := range plan.arcs {
		if int32(own.index) == arc {
			kept = append(kept, own)
		}
	}
	plan.arcs, plan.must = kept, arc != dayOff
}

// exclude keeps rows out of the mixture that do not fit what is fixed of a person.
func (d *dive) exclude(i int) {
	for j, c := range d.columns {
		if c.position != i {
			continue
		}
		upper := math.Inf(1)
		for day, p := range c.days {
			if d.fixed[i][day] && !d.workers[i].allows(d.a+day, p.arc) {
				upper = 0
				break
			}
		}
		d.program.SetUpper(j, upper)
		d.program.SetCost(j, c.cost)
	}
}

// solve makes the mixture as good as it can be without what is excluded. Where that
// takes too long it is left as far as it came: what is fixed next need not be the best.
func (d *dive) solve() {
	if !d.program.Restore(restoringPivots) {
		d.outprice()
	}
	d.program.Solve(divingPivots)
}

// outprice lets excluded rows into the mixture, but at a cost that drives them out.
func (d *dive) outprice() {
	for j, c := range d.columns {
		if c.position >= 0 && d.program.Upper(j) == 0 {
			d.program.SetUpper(j, math.Inf(1))
			d.program.SetCost(j, exclusion*d.unit)
		}
	}
}

// allows reports whether a choice of a day is left.
func (w *worker) allows(day int, arc int32) bool {
	plan := &w.days[day]
	switch {
	case plan.fixed != nil:
		return arc == dayFixed
	case arc == dayOff:
		return !plan.must
	}
	return slices.ContainsFunc(plan.arcs, func(own planArc) bool { return int32(own.index) == arc })
}

// fixSure fixes every choice that is sure, and reports whether there was any that was
// not fixed yet.
func (d *dive) fixSure(shares []map[int32][]float64) bool {
	any := false
	for i, of := range shares {
		if d.row[i] != nil {
			continue
		}
		before := slices.Clone(d.workers[i].days)
		changed := false
		for arc, byDay := range of {
			for day, v := range byDay {
				if v >= sureShare && !d.fixed[i][day] {
					d.narrow(i, day, arc)
					changed = true
				}
			}
		}
		if !changed {
			continue
		}
		any = true
		if !d.fit(i) {
			d.workers[i].days = before // together they are not legal: one row is
			d.take(i, d.likeliest(i))
		}
	}
	return any
}

// likeliest returns the row that has the largest share of a person's mixture.
func (d *dive) likeliest(i int) []placed {
	best, row := -1.0, []placed(nil)
	for j, c := range d.columns {
		if v := d.program.Value(j); c.position == i && v > best {
			best, row = v, c.days
		}
	}
	return row
}

// How a dive that tries nothing fixes: whatever has that share of a mixture, and at
// least that part of all days at each step, or of those that are open, if that is less.
const (
	likelyShare = 0.85
	stepPart    = 60
	lastSteps   = 12
)

// lastMoment is the part of a dive's time after which everybody takes their likeliest
// row.
const lastMoment = 0.95

// takeLikeliest gives everybody a row.
func (d *dive) takeLikeliest() {
	for i := range d.row {
		if d.row[i] == nil {
			d.take(i, d.likeliest(i))
		}
	}
}

// stride returns how many days are fixed at once at least, so that steps as long as the
// last come to the ground in time.
func (d *dive) stride() int {
	all, open := len(d.people)*(d.b-d.a), 0
	for _, fixed := range d.fixed {
		for _, yes := range fixed {
			if !yes {
				open++
			}
		}
	}
	least := max(1, min(all/stepPart, open/lastSteps))
	if over := d.over(); over > 0 {
		if len(d.moments) > 0 {
			least = max(least, int(float64(open)*d.step(over)/max(lastMoment-over, 1e-9)))
		}
		d.moments = append(d.moments, over)
	}
	return min(least, max(1, open))
}

// recentSteps is over how many steps their length is judged.
const recentSteps = 9

// step returns how long a step takes now: the median of the last, as one that is much
// longer than the others says nothing about the next.
func (d *dive) step(over float64) float64 {
	recent := append(slices.Clone(d.moments[max(0, len(d.moments)-recentSteps):]), over)
	lengths := make([]float64, 0, recentSteps)
	for i := 1; i < len(recent); i++ {
		lengths = append(lengths, recent[i]-recent[i-1])
	}
	slices.Sort(lengths)
	return lengths[len(lengths)/2]
}

// fixMany fixes the choices that have the largest shares.
func (d *dive) fixMany(shares []map[int32][]float64, stop func() bool) {
	least, done := d.stride(), 0
	for _, choice := range d.likeliestChoices(shares) {
		if stop() || done >= least && choice.share < likelyShare {
			break
		}
		i := choice.position
		if d.fixed[i][choice.day] {
			continue
		}
		days, fixed := slices.Clone(d.workers[i].days), slices.Clone(d.fixed[i])
		if d.settleOn(choice) {
			done++
			continue
		}
		d.workers[i].days, d.fixed[i] = days, fixed
		d.exclude(i)
	}
	if i := d.open(); done == 0 && i >= 0 {
		d.take(i, d.likeliest(i))
	}
}

// settleDown solves the programme and seeks better rows, some times over. What has been
// fixed upsets the prices: they are drawn towards those from before, which are the better
// guess, until these find nothing more (Wentges 1997).
func (d *dive) settleDown(rounds int, stop func() bool) bool {
	drawn := d.guide != nil
	for range rounds {
		if stop() {
			return false
		}
		d.solve()
		found := d.better(drawn, stop)
		if !found && !drawn {
			d.guide = clonePrices(d.price)
			return true
		}
		drawn = drawn && found
	}
	d.solve()
	return true
}

// What bounds the work between two fixings.
const (
	divingPivots    = 40_000
	restoringPivots = 5_000
)

// better seeks better days for everybody who is not settled, at the present prices or at
// those drawn towards the guide, and reports whether there were any.
func (d *dive) better(drawn bool, stop func() bool) bool {
	found := false
	d.prices(d.price)
	if drawn {
		d.draw(d.guide)
	}
	d.charge(d.finder)
	for i, w := range d.workers {
		if d.row[i] != nil || stop() {
			continue
		}
		if days, _ := d.seek(d.finder, i, w); days != nil && d.reduced(i, days) < worthless {
			d.add(i, days)
			found = true
		}
	}
	return found
}
