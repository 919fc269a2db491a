package design

import (
	"context"
	"math"
	"math/rand/v2"
)

// Off is a day without a shift in [Lines].
const Off = -1

// LineRules bind everybody who follows a line. A zero means no such rule.
type LineRules struct {
	RestMinutes    int // between the end of a shift and the next start
	MaxRun         int // days at work in a row
	MinOff         int // days off in a row
	MaxDays        int // at work in a week
	MaxWeekMinutes int // paid
	Pause          int // minutes of each shift that are not paid
	PauseFrom      int // and that only of shifts of so many minutes or more
}

// paid is how many minutes of a shift count towards a week's.
func (l LineRules) paid(minutes int) int {
	if minutes < l.PauseFrom {
		return minutes
	}
	return max(0, minutes-l.Pause)
}

// Lines is a rotation: a table of weeks in which one person follows the other from row
// to row, and from the last to the first. As many people as there are rows work exactly
// the shifts of the design each week.
type Lines struct {
	Weeks  [][]int // by row and day of the week: index of the design's shift, or Off
	Broken int     // how often a rule is broken; 0 in a rotation that may be offered
}

// Rotation arranges the shifts of a design of whole weeks, which one day of the
// week after the other has to be, in as few rows as the rules allow or up to extra more.
//
// Each day's shifts are dealt to the rows; then shifts of one day change places, which
// keeps the cover, until no rule is broken (simulated annealing on the number of breaches,
// as N. Musliu's "Heuristic methods for automatic rotating workforce scheduling", 2006,
// begins from blocks; swaps within a day are S. Knust's and F. Xie's, 2019).
func Rotation(ctx context.Context, p *Problem, d Design, rules LineRules, extra int, seed uint64) Lines {
	best := Lines{Broken: math.MaxInt}
	least := leastRows(p, d, rules)
	for rows := least; rows <= least+extra && best.Broken > 0 && ctx.Err() == nil; rows++ {
		r := deal(p, d, rules, rows, seed)
		r.anneal(ctx)
		if r.broken < best.Broken {
			best = Lines{r.weeks, r.broken}
		}
	}
	if best.Broken == math.MaxInt {
		best.Broken = 0
	}
	return best
}

// leastRows is how many people a week's shifts need at least.
func leastRows(p *Problem, d Design, rules LineRules) int {
	peak, duties, minutes := 0, 0, 0
	for day := range p.Days {
		people := 0
		for _, s := range d.Shifts {
			people += s.People[day]
			minutes += s.People[day] * rules.paid(s.Length*p.SlotMinutes)
		}
		peak, duties = max(peak, people), duties+people
	}
	rows := max(peak, 1)
	if rules.MaxDays > 0 {
		rows = max(rows, (duties+rules.MaxDays-1)/rules.MaxDays)
	}
	if rules.MaxWeekMinutes > 0 {
		rows = max(rows, (minutes+rules.MaxWeekMinutes-1)/rules.MaxWeekMinutes)
	}
	return rows
}

// rotation is a table in the making.
type rotation struct {
	p      *Problem
	d      Design
	rules  LineRules
	weeks  [][]int
	chance *rand.Rand
	broken int
}

// deal gives each day's shifts to the rows, each day beginning where the one before
// ended, so that days off come together.
func deal(p *Problem, d Design, rules LineRules, rows int, seed uint64) *rotation {
	r := &rotation{p: p, d: d, rules: rules, chance: rand.New(rand.NewPCG(seed, uint64(rows)))}
	for range rows {
		week := make([]int, p.Days)
		for day := range week {
			week[day] = Off
		}
		r.weeks = append(r.weeks, week)
	}
	for day := range p.Days {
		row := day * rows / p.Days
		for i, s := range d.Shifts {
			for range s.People[day] {
				r.weeks[row%rows][day] = i
				row++
			}
		}
	}
	r.broken = r.breaches()
	return r
}

// anneal swaps shifts of one day between rows until no rule is broken.
func (r *rotation) anneal(ctx context.Context) {
	rows := len(r.weeks)
	moves := 4000 * rows
	for i := 0; i < moves && r.broken > 0; i++ {
		if i%1024 == 0 && ctx.Err() != nil {
			return
		}
		day, one, two := r.chance.IntN(r.p.Days), r.chance.IntN(rows), r.chance.IntN(rows)
		if r.weeks[one][day] == r.weeks[two][day] {
			continue
		}
		before := r.near(one, two)
		r.swap(day, one, two)
		change := r.near(one, two) - before
		heat := 0.8 * math.Pow(0.1, float64(i)/float64(moves))
		if change > 0 && r.chance.Float64() >= math.Exp(-float64(change)/heat) {
			r.swap(day, one, two)
			continue
		}
		r.broken += change
	}
	r.broken = r.breaches()
}

func (r *rotation) swap(day, one, two int) {
	r.weeks[one][day], r.weeks[two][day] = r.weeks[two][day], r.weeks[one][day]
}

// near counts breaches in the weeks that a swap between two rows can change.
func (r *rotation) near(one, two int) int {
	rows := len(r.weeks)
	sum, seen := 0, map[int]bool{}
	for _, row := range []int{one, two} {
		for _, at := range []int{row - 1, row, row + 1} {
			if at = wrap(at, rows); !seen[at] {
				seen[at] = true
				sum += r.week(at)
			}
		}
	}
	return sum
}

func (r *rotation) breaches() int {
	sum := 0
	for row := range r.weeks {
		sum += r.week(row)
	}
	return sum
}

// at returns the shift of a day counted from a row's first, on the circle of weeks.
func (r *rotation) at(row, day int) int {
	all := len(r.weeks) * r.p.Days
	day = wrap(row*r.p.Days+day, all)
	return r.weeks[day/r.p.Days][day%r.p.Days]
}

// week counts the breaches that show in a row: its totals, rest after each of its
// days, and the runs that end in it.
func (r *rotation) week(row int) int {
	broken, days, minutes := 0, 0, 0
	for day := range r.p.Days {
		s := r.at(row, day)
		if s == Off {
			broken += r.shortOff(row, day)
			continue
		}
		days++
		minutes += r.rules.paid(r.d.Shifts[s].Length * r.p.SlotMinutes)
		broken += r.shortRest(row, day, s) + r.longRun(row, day)
	}
	if r.rules.MaxDays > 0 {
		broken += max(0, days-r.rules.MaxDays)
	}
	if r.rules.MaxWeekMinutes > 0 && minutes > r.rules.MaxWeekMinutes {
		broken++
	}
	return broken
}

func (r *rotation) shortRest(row, day, s int) int {
	next := r.at(row, day+1)
	if next == Off {
		return 0
	}
	rest := MinutesInDay + (r.d.Shifts[next].Start-r.d.Shifts[s].Start-r.d.Shifts[s].Length)*r.p.SlotMinutes
	if rest < r.rules.RestMinutes {
		return 1
	}
	return 0
}

// longRun says whether a day at work is one too many in a row.
func (r *rotation) longRun(row, day int) int {
	if r.rules.MaxRun == 0 {
		return 0
	}
	for back := range r.rules.MaxRun {
		if r.at(row, day-1-back) == Off {
			return 0
		}
	}
	return 1
}

// shortOff says whether a day off is the last of too few.
func (r *rotation) shortOff(row, day int) int {
	if r.rules.MinOff < 2 || r.at(row, day+1) == Off {
		return 0
	}
	for back := 1; back < r.rules.MinOff; back++ {
		if r.at(row, day-back) != Off {
			return 1
		}
	}
	return 0
}
