package roster

import (
	"cmp"
	"math"
	"slices"
)

// nothing is what a choice may cost the mixture without others being tried, in
// missing shifts.
const nothing = 0.002

// likely is one choice of somebody's day with its share of their mixture.
type likely struct {
	position, day int
	arc           int32
	share         float64
}

// fixChoice fixes one day of somebody: of the choices with the largest shares, the
// one that costs the mixture least, or the first that costs it next to nothing.
func (d *dive) fixChoice(shares []map[int32][]float64, stop func() bool) {
	before := d.program.Cost()
	best, at := math.Inf(1), -1
	list := d.likeliestChoices(shares)
	list = list[:min(d.tries, len(list))]
	for n, choice := range list {
		if stop() {
			break
		}
		i := choice.position
		days, fixed := slices.Clone(d.workers[i].days), slices.Clone(d.fixed[i])
		if d.settleOn(choice) && d.settleDown(trialRounds, stop) {
			after := d.program.Cost()
			if after < before+nothing*d.unit {
				return
			}
			if after < best {
				best, at = after, n
			}
		}
		d.workers[i].days, d.fixed[i] = days, fixed
		d.exclude(i)
	}
	if at < 0 || !d.settleOn(list[at]) {
		i := d.open()
		d.take(i, d.likeliest(i))
	}
}

// trialRounds is how often rows are sought to see what a choice costs.
const trialRounds = 4

// settleOn narrows a day to a choice, with a row that fits; it reports false, and
// leaves the day narrowed, when there is none.
func (d *dive) settleOn(c likely) bool {
	d.narrow(c.position, c.day, c.arc)
	return d.fit(c.position)
}

// fit adds a row that fits what is fixed of a person, so that there is one when the
// others are excluded; it reports false when there is none.
func (d *dive) fit(i int) bool {
	days, _ := d.seek(d.finder, i, d.workers[i])
	if days == nil {
		return false
	}
	d.add(i, days)
	d.exclude(i)
	return true
}

// open returns somebody who has no row yet.
func (d *dive) open() int {
	return slices.IndexFunc(d.row, func(days []placed) bool { return days == nil })
}

// likeliestChoices lists the choices that are not fixed, by falling share, those of
// the same share in the order of people and days.
func (d *dive) likeliestChoices(shares []map[int32][]float64) []likely {
	var list []likely
	for i, of := range shares {
		if d.row[i] != nil {
			continue
		}
		for arc, byDay := range of {
			for day, v := range byDay {
				if !d.fixed[i][day] && v > 1e-4 {
					list = append(list, likely{i, day, arc, v})
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b likely) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.position, b.position), cmp.Compare(a.day, b.day), cmp.Compare(a.arc, b.arc))
	})
	return list
}
