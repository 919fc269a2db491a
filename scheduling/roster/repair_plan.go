package roster

import (
	"math"
	"slices"
)

// RepairPlan is what can be done about an absence.
type RepairPlan struct {
	// Gone are the published shifts that fall away.
	Gone []PersonDay
	// Published is what the roster cost before the absence; Left what it costs with
	// nothing done.
	Published, Left Cost
	// Minimum is proven: fewer people cannot bring the coverage back to what it
	// cost before. It counts those who are asked, not those who are absent.
	Minimum int
	// Unreachable is proven too: all people within reach together cannot.
	Unreachable bool
	// Asked is how many people were within reach; Unfit are people of the groups
	// whose published rows break rules, which a repair leaves as they are.
	Asked int
	Unfit []int
	// Alternatives have ever more people changed and ever less coverage cost; the
	// first changes nobody who need not change.
	Alternatives []Alternative
	// Standbys are people who could step in alone, the best first.
	Standbys []Standby
}

// Alternative is one repaired roster.
type Alternative struct {
	Roster     Roster
	Cost       Cost
	Disruption float64 // price of its changes by [RepairWeights], in the unit of Cost
	Restores   bool    // coverage costs no more than it did before the absence
	Changes    []PersonChange
	// Own are changes of people who are absent, whose other days had to move for
	// their rows to stay legal.
	Own []PersonChange
}

// People returns how many people are asked.
func (a Alternative) People() int { return len(a.Changes) }

// PersonChange is what one person's row becomes.
type PersonChange struct {
	Person int
	Days   []DayChange
	// Gain is what coverage would cost more if this person alone stayed as
	// published; Burden what the change costs the person: wishes, fairness, hours.
	Gain, Burden float64
	Minutes      int // paid minutes more (or less) than published
	Willing      bool
}

// DayChange is one day before and after.
type DayChange struct {
	Day      int
	From, To Shift
}

// Standby is somebody who could repair the roster alone, as far as one can.
type Standby struct {
	Person   int
	Coverage float64 // change of the coverage's cost against doing nothing
	Burden   float64
	Days     []DayChange
	Willing  bool
}

// coverage is the part of a cost that an absence is felt in.
func (c Cost) coverage() float64 { return c.Under + c.Over }

// own is the part that one person bears.
func (c Cost) own() float64 { return c.Preference + c.Fairness + c.Hours }

// dayChanges lists the days on which two rows differ.
func dayChanges(before, after []Shift) []DayChange {
	var changes []DayChange
	for d := range before {
		if !before[d].Equal(after[d]) {
			changes = append(changes, DayChange{d, before[d], after[d]})
		}
	}
	return changes
}

// plan writes down what was found.
func (r *repair) plan() RepairPlan {
	plan := RepairPlan{Gone: r.gone, Published: r.before, Left: r.left, Minimum: r.minimum, Unreachable: r.hopeless, Asked: len(r.who) - r.own, Unfit: r.unfit}
	last := math.Inf(1)
	for n := range r.settings.MostPeople + 1 {
		for _, kept := range []map[int]attempt{r.whole, r.best, r.deep} {
			if t, known := kept[n]; known && t.coverage < last-1e-6 {
				plan.Alternatives = append(plan.Alternatives, r.alternative(t))
				last = t.coverage
				break
			}
		}
	}
	for _, s := range r.singles {
		if s.row != nil && len(plan.Standbys) < standbys {
			plan.Standbys = append(plan.Standbys, r.standby(s))
		}
	}
	return plan
}

// alternative writes an attempt out.
func (r *repair) alternative(t attempt) Alternative {
	r.show(t)
	score, asked := r.score()
	alt := Alternative{Roster: r.base.Clone(), Disruption: score - r.c.cost, Restores: t.coverage <= r.goal()}
	for k := range r.own {
		alt.Roster.Days[r.who[k]] = r.written(k)
		if own := r.change(k, alt.Roster); len(own.Days) > 0 {
			alt.Own = append(alt.Own, own)
		}
	}
	for _, k := range asked {
		alt.Roster.Days[r.who[k]] = r.written(k)
		alt.Changes = append(alt.Changes, r.change(k, alt.Roster))
	}
	alt.Cost = Evaluate(r.p, alt.Roster)
	r.restWithinLimits(&alt)
	return alt
}

// written returns the present row of a position; days that stand are the very
// shifts that were published.
func (r *repair) written(k int) []Shift {
	row := slices.Clone(r.base.Days[r.who[k]])
	for d, p := range r.c.rows[k] {
		if p != r.levies[k].standing[d] {
			row[d] = r.c.m.shiftOf(r.c.m.people[k], d, p)
		}
	}
	return row
}

// change says what the present row of a position means to its owner and to all.
func (r *repair) change(k int, after Roster) PersonChange {
	i := r.who[k]
	row, base := after.Days[i], r.base.Days[i]
	c := PersonChange{Person: i, Days: dayChanges(base, row), Willing: slices.Contains(r.order.Willing, i),
		Burden: r.p.personalCost(i, row).own() - r.p.personalCost(i, base).own()}
	for d := range row {
		c.Minutes += r.p.paidOn(row[d]) - r.p.paidOn(base[d])
	}
	w, cover := r.c.m.people[k], r.c.cover
	for d, p := range r.c.rows[k] {
		c.Gain += cover.put(w, d, p, -1)
	}
	for d, p := range r.levies[k].standing {
		c.Gain += cover.put(w, d, p, +1)
	}
	for d, p := range r.levies[k].standing {
		cover.put(w, d, p, -1)
	}
	for d, p := range r.c.rows[k] {
		cover.put(w, d, p, +1)
	}
	return c
}

// standby writes out what somebody could do alone.
func (r *repair) standby(s single) Standby {
	t := attempt{rows: map[int][]placed{s.at: s.row}}
	r.show(t)
	after := r.base.Clone()
	after.Days[r.who[s.at]] = r.written(s.at)
	c := r.change(s.at, after)
	r.show(attempt{})
	return Standby{Person: c.Person, Coverage: -c.Gain, Burden: c.Burden, Days: c.Days, Willing: c.Willing}
}

// paidOn returns the paid minutes of a day.
func (p *Problem) paidOn(s Shift) int {
	if s.Off() {
		return 0
	}
	return p.Paid(s)
}
