package roster

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
)

// Account is one kind of burden that is shared fairly.
type Account int

// The accounts. Points mixes several kinds by weights of [Fairness]; the others
// count shifts, each of which is in as many accounts as apply to it.
const (
	Points     Account = iota
	Nights             // shifts with at least NightMinutes in the night
	Weekends           // shifts that start on a Saturday or Sunday
	Holidays           // shifts that start on one of Fairness.Holidays
	ShortRests         // shifts that begin less than ShortRest after that of the day before
	Undesired          // shifts that start outside DesiredFrom to DesiredTo, or against a wish
	AccountCount
)

// Load is a burden by account.
type Load [AccountCount]float64

// Plus adds by times another burden.
func (l Load) Plus(o Load, by float64) Load {
	for a := range l {
		l[a] += by * o[a]
	}
	return l
}

// Fairness prices uneven burdens. A person with share s of a full contract
// whose burden in an account grows from b to c costs Weights x (c² - b²) / s:
// the sum over people of c²/s is least when everybody's burden is in proportion
// to their share, so that part-timers carry a part.
type Fairness struct {
	// Weights price the accounts; an account of weight 0 costs nothing.
	Weights Load
	// PerPoint2 is added to the weight of [Points].
	PerPoint2 float64
	// Weekend, Early, Late and Undesired are the points of a shift that starts
	// on a Saturday or Sunday, starts before EarlyBefore, ends after LateAfter,
	// or goes against a preference of the person.
	Weekend, Early, Late, Undesired float64
	// EarlyBefore and LateAfter are minutes after local midnight of the shift's
	// day; LateAfter may exceed 1440.
	EarlyBefore, LateAfter int
	// NightFrom and NightTo are minutes after local midnight, NightTo beyond
	// 1440 for the morning after; a shift with NightMinutes or more in it is a
	// night (Directive 2003/88/EC, Art. 2: three hours).
	NightFrom, NightTo, NightMinutes int
	// Holidays are days of the horizon.
	Holidays []int
	// ShortRest is the rest, in minutes, below which two shifts on days that
	// follow each other are a burden; the agreement's own rest is a rule.
	ShortRest int
	// DesiredFrom and DesiredTo are minutes after local midnight; equal ends
	// mean that every start is as good.
	DesiredFrom, DesiredTo int
}

// standing is what a person brings into the sharing of burdens.
type standing struct {
	past  Load
	share float64
}

func (p *Person) standing() standing {
	s := standing{past: p.Load, share: p.Share}
	s.past[Points] += p.Burden
	if s.share == 0 {
		s.share = 1
	}
	return s
}

func (f *Fairness) weights() Load {
	w := f.Weights
	w[Points] += f.PerPoint2
	return w
}

// rise returns, by account, the price of a burden that grows from the past by
// load.
func (f *Fairness) rise(s standing, load Load) Load {
	price := f.weights()
	for a, n := range load {
		price[a] *= n * (n + 2*s.past[a]) / s.share
	}
	return price
}

// fairness returns the price of a burden that grows from the past by load.
func (f *Fairness) fairness(s standing, load Load) float64 {
	sum := 0.0
	for _, price := range f.rise(s, load) {
		sum += price
	}
	return sum
}

// slope returns the price of one more unit when the past has grown by load.
func (f *Fairness) slope(s standing, load Load) Load {
	slope := f.weights()
	for a := range slope {
		slope[a] *= 2 * (s.past[a] + load[a]) / s.share
	}
	return slope
}

// tangent returns a slope and a constant with which slope x n + constant never
// exceeds the price of a growth by n, whatever n is. Short rests lie between
// days, which a search by days does not price; leaving them out stays below.
func (f *Fairness) tangent(s standing, load Load) (slope Load, constant float64) {
	load[ShortRests] = 0
	slope, constant = f.slope(s, load), f.fairness(s, load)
	slope[ShortRests] = 0
	for a, n := range load {
		constant -= slope[a] * n
	}
	return slope, constant
}

// strain is what one shift adds to a burden, its rest before apart: points, and
// a bit for each account that counts it.
type strain struct {
	points float64
	marks  uint8
}

func (s *strain) mark(a Account, applies bool) {
	if applies {
		s.marks |= 1 << a
	}
}

// addTo adds the strain to a load.
func (s strain) addTo(l *Load) {
	l[Points] += s.points
	for a := Nights; s.marks>>a != 0; a++ {
		if s.marks>>a&1 == 1 {
			l[a]++
		}
	}
}

// strainPrices holds the price of every strain at one slope.
type strainPrices struct {
	point float64
	marks [1 << AccountCount]float64
}

func (t *strainPrices) set(slope Load) {
	t.point = slope[Points]
	for m := range t.marks {
		t.marks[m] = 0
		if m > 0 {
			a := 0
			for m>>a&1 == 0 {
				a++
			}
			t.marks[m] = t.marks[m&(m-1)] + slope[a]
		}
	}
}

func (t *strainPrices) of(s strain) float64 { return t.point*s.points + t.marks[s.marks] }

// strain returns what a shift adds to anybody's burden, wishes apart.
func (p *Problem) strain(day, start, minutes int) strain {
	f := &p.Fairness
	s, weights := strain{points: p.points(day, start, minutes)}, f.weights()
	weekday := p.Grid.Date(day).Weekday()
	s.mark(Nights, weights[Nights] != 0 && p.nightly(day, start, minutes))
	s.mark(Weekends, weights[Weekends] != 0 && (weekday == time.Saturday || weekday == time.Sunday))
	s.mark(Holidays, weights[Holidays] != 0 && slices.Contains(f.Holidays, day))
	s.mark(Undesired, weights[Undesired] != 0 && f.DesiredFrom < f.DesiredTo &&
		(start < p.minuteAt(day, f.DesiredFrom) || start > p.minuteAt(day, f.DesiredTo)))
	return s
}

// against adds what a shift against a wish of its owner adds.
func (p *Problem) against(s strain) strain {
	weights := p.Fairness.weights()
	if weights[Points] != 0 {
		s.points += p.Fairness.Undesired
	}
	s.mark(Undesired, weights[Undesired] != 0)
	return s
}

// nightly reports whether enough of a shift lies in the night before or after
// its day.
func (p *Problem) nightly(day, start, minutes int) bool {
	f, inside := &p.Fairness, 0
	for _, shift := range []int{-1440, 0} {
		from, to := p.minuteAt(day, f.NightFrom+shift), p.minuteAt(day, f.NightTo+shift)
		inside += max(0, min(to, start+minutes)-max(from, start))
	}
	return inside > 0 && inside >= f.NightMinutes
}

// eve returns the end of the shift of the day before the horizon.
func (p *Person) eve() (end int, worked bool) {
	for _, s := range p.Past {
		if s.Day == -1 && (!worked || s.End > end) {
			end, worked = s.End, true
		}
	}
	return end, worked
}

// loadOf counts what a row adds to person i's burden.
func (p *Problem) loadOf(i int, row []Shift) (sum Load) {
	for _, load := range DailyLoads(p, i, row) {
		sum = sum.Plus(load, 1)
	}
	return sum
}

// DailyLoads counts what each day of a row adds to a person's burden; a short
// rest counts on the day that it ends. Accounts of weight 0 stay empty.
func DailyLoads(p *Problem, i int, row []Shift) []Load {
	loads, short := make([]Load, len(row)), 0
	if p.Fairness.weights()[ShortRests] != 0 {
		short = p.Fairness.ShortRest
	}
	end, after := p.People[i].eve()
	for d, s := range row {
		if s.Off() {
			after = false
			continue
		}
		own := p.strain(d, s.Start, s.Minutes)
		if p.wishCost(i, d, p.worked(d, s)) > 0 {
			own = p.against(own)
		}
		own.addTo(&loads[d])
		if after && s.Start-end < short {
			loads[d][ShortRests]++
		}
		end, after = s.End(), true
	}
	return loads
}

// Loads counts what a roster adds to everybody's burden. Accounts of weight 0
// stay empty.
func Loads(p *Problem, r Roster) []Load {
	loads := make([]Load, len(r.Days))
	for i, row := range r.Days {
		loads[i] = p.loadOf(i, row)
	}
	return loads
}

// FairnessByAccount splits Cost.Fairness of a roster into its accounts.
func FairnessByAccount(p *Problem, r Roster) Load {
	var sum Load
	for i, load := range Loads(p, r) {
		sum = sum.Plus(p.Fairness.rise(p.People[i].standing(), load), 1)
	}
	return sum
}

// faults adds what is wrong with the fairness.
func (f *Fairness) faults(found *faults, days int) {
	for _, w := range f.weights() {
		if !(w >= 0) {
			found.add("fairness.weights", "a weight below 0", "weights of at least 0", problem.AtLeast, 0)
		}
	}
	if f.ShortRest > 24*60 || f.NightTo > f.NightFrom+1440 || f.NightTo < f.NightFrom || f.ShortRest < 0 || f.NightMinutes < 0 || f.DesiredTo < f.DesiredFrom {
		found.add("fairness", "a window that ends before it begins, or minutes below 0", "windows of at most a day that end no earlier than they begin, and a short rest of at most 1440 minutes", problem.EndAfterStart)
	}
	for _, k := range f.Holidays {
		if k < 0 || k >= days {
			found.add("fairness.holidays", "a day outside the horizon", "days of the horizon", problem.OneOf, days)
		}
	}
}

// share sets the worker's part in sharing burdens.
func (w *worker) share(p *Problem, person *Person) {
	w.standing = person.standing()
	if p.Fairness.weights()[ShortRests] == 0 {
		return
	}
	w.short = p.Fairness.ShortRest
	w.eve, w.onEve = person.eve()
}

// span returns the instants of a placed day.
func (w *worker) span(d int, p placed) (start, end int, works bool) {
	switch p.arc {
	case dayOff:
		return 0, 0, false
	case dayFixed:
		s := w.days[d].fixed.shift
		return s.Start, s.End(), true
	}
	a := &w.duty.menu.days[d][p.arc]
	return a.start * w.tick, a.end() * w.tick, true
}

// shortRests counts the short rests before days a to b of a row, b included: all
// those that change with the days from a to b-1.
func (w *worker) shortRests(row []placed, a, b int) (n float64) {
	if w.short == 0 {
		return 0
	}
	end, after := w.eve, w.onEve
	if a > 0 {
		_, end, after = w.span(a-1, row[a-1])
	}
	for d := a; d <= min(b, len(row)-1); d++ {
		start, next, works := w.span(d, row[d])
		if works && after && start-end < w.short {
			n++
		}
		end, after = next, works
	}
	return n
}
