package demo

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Interval is what happened in one queue in one interval: counts and totals.
type Interval struct {
	Start                                 time.Time
	Offered, Answered, Abandoned          int
	AnsweredWithin, AbandonedWithin       int
	TalkS, HoldS, WrapS                   float64
	WaitAnsweredS, WaitAbandonedS, StaffS float64
}

// Overdispersion of the arrivals, as measured on real call centres: a whole day
// is off by about 5 %, and the errors of neighbouring intervals correlate at
// 0.8. The day factor alone would correlate them fully, so a part that moves
// within the day is added: (0.05² + 0.04²·0.4875) / (0.05² + 0.04²) = 0.8.
const (
	dayFactorSD   = 0.05
	slowFactorSD  = 0.04
	slowFactorPhi = 0.4875
)

// day is what the calendar and the centre's own doings make of a local day.
type day struct {
	date     grid.Date
	ago      int     // days before today
	shape    int     // weekday whose pattern the day follows, Monday is 0
	factor   float64 // of contacts: the calendar, the campaigns and the drivers together
	handle   float64 // of handle time: what the drivers do to it
	outage   [2]int  // wall minutes without any service; equal when there was none
	rebound  float64 // extra share of contacts in the two hours after an outage
	campaign string
}

// stream returns the source of chance of one queue, so that queues do not
// depend on the order in which they are generated.
func stream(seed uint64, name string) *rand.Rand {
	h := uint64(14695981039346656037) // FNV-1a
	for _, b := range []byte(name) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(seed, h))
}

// historyOf generates a queue's intervals over the days of g. Closed intervals
// yield nothing; open ones a row, also without contacts, unless the queue's
// switch was silent.
func historyOf(q queueSpec, size int, seed uint64, g grid.Grid, days []day, serve service) []Interval {
	rnd := stream(seed, q.code)
	opens, closes := wallMinutes(q.opens), wallMinutes(q.closes)
	shares := q.shares(opens, closes, g.Minutes())
	perDay := q.weeklyContacts(size) / 7
	var out []Interval
	slow := 0.0
	for k := range g.Days() {
		d, today := days[k], q
		today.ahtS *= d.handle
		expected := perDay * q.weekdays[d.shape] * d.factor * q.trend(d.date) * math.Exp(dayFactorSD*rnd.NormFloat64())
		from, to := g.Day(k)
		for i := from; i < to; i++ {
			minute := g.WallMinute(i)
			if minute < opens || minute >= closes || q.weekdays[d.shape] == 0 {
				continue
			}
			slow = slowFactorPhi*slow + slowFactorSD*math.Sqrt(1-slowFactorPhi*slowFactorPhi)*rnd.NormFloat64()
			mean := expected * shares[(minute-opens)/g.Minutes()] * math.Exp(slow)
			mean *= d.disturbance(minute)
			iv := serve(today, mean, poisson(rnd, mean), rnd)
			iv.Start = g.Start(i)
			if !q.silentOn(d.ago, minute) {
				out = append(out, iv)
			}
		}
	}
	return out
}

// over leaves out the intervals of the last day of g that are not over by now;
// the whole of that day where now is the zero time.
func over(intervals []Interval, g grid.Grid, now time.Time) []Interval {
	today := g.Date(g.Days() - 1).Start(g.Location())
	length := time.Duration(g.Minutes()) * time.Minute
	return slices.DeleteFunc(intervals, func(iv Interval) bool {
		return !iv.Start.Before(today) && iv.Start.Add(length).After(now)
	})
}

// shares returns the part of a day's contacts that each open interval gets.
func (q queueSpec) shares(opens, closes, minutes int) []float64 {
	shares := make([]float64, (closes-opens+minutes-1)/minutes)
	total := 0.0
	for j := range shares {
		hour := (float64(opens+j*minutes) + float64(minutes)/2) / 60
		for _, p := range q.peaks {
			z := (hour - p.hour) / p.width
			shares[j] += p.weight * math.Exp(-z*z/2)
		}
		shares[j] += 0.08
		total += shares[j]
	}
	for j := range shares {
		shares[j] /= total
	}
	return shares
}

// trend is the slow part: growth from year to year and the season.
func (q queueSpec) trend(d grid.Date) float64 {
	years := float64(grid.MustDate("2025-01-01").DaysUntil(d)) / 365.25
	return math.Pow(1+q.growth, years) * (1 + q.yearly*math.Cos(2*math.Pi*(years-0.04)))
}

// disturbance is what an outage does to one interval: nobody gets through, and
// who could not comes back in the two hours after.
func (d day) disturbance(minute int) float64 {
	switch {
	case d.outage[0] == d.outage[1]:
		return 1
	case minute >= d.outage[0] && minute < d.outage[1]:
		return 0
	case minute >= d.outage[1] && minute < d.outage[1]+120:
		return 1 + d.rebound
	default:
		return 1
	}
}

// poisson draws a count: by multiplication for small means, by the rounded
// normal with the same moments for large ones, where the two cannot be told apart.
func poisson(rnd *rand.Rand, mean float64) int {
	if mean <= 0 {
		return 0
	}
	if mean > 60 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*rnd.NormFloat64())))
	}
	limit, product, n := math.Exp(-mean), rnd.Float64(), 0
	for product > limit {
		product *= rnd.Float64()
		n++
	}
	return n
}

// handleTotal draws the total of n log-normal handle times in seconds, given
// their mean and coefficient of variation.
func handleTotal(rnd *rand.Rand, n int, mean, cv float64) float64 {
	variance := math.Log(1 + cv*cv)
	mu, sigma := math.Log(mean)-variance/2, math.Sqrt(variance)
	total := 0.0
	for range n {
		total += math.Exp(mu + sigma*rnd.NormFloat64())
	}
	return total
}

// wallMinutes reads HH:MM, as written in this package, into minutes after midnight.
func wallMinutes(s string) int {
	return int(s[0]-'0')*600 + int(s[1]-'0')*60 + int(s[3]-'0')*10 + int(s[4]-'0')
}
