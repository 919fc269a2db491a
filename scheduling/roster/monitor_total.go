package roster

import (
	"math"
	"time"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// span is the days from..to-1 over which a rule counts.
type span struct{ from, to int }

// spans lists those that hold a day of the horizon, in order.
func (l *lawyer) spans(r labour.Rule) []span {
	days := l.m.days
	if r.Span == labour.Period {
		return []span{{0, days}}
	}
	var list []span
	day := 0
	for day < days {
		s := l.spanOf(r, day)
		list, day = append(list, s), s.to
	}
	return list
}

// spanOf returns the span of a day that begins on a fixed date.
func (l *lawyer) spanOf(r labour.Rule, day int) span {
	date := l.date(day)
	first := func(year int, month time.Month) int {
		at := grid.DateOf(time.Date(year, month, 1, 12, 0, 0, 0, time.UTC))
		return day + date.DaysUntil(at)
	}
	switch r.Span {
	case labour.Month:
		return span{first(date.Year, date.Month), first(date.Year, date.Month+1)}
	case labour.Quarter:
		q := (date.Month - 1) / 3 * 3
		return span{first(date.Year, q+1), first(date.Year, q+4)}
	case labour.Year:
		return span{first(date.Year, 1), first(date.Year, 13)}
	case labour.Blocks:
		into := (r.Anchor.DaysUntil(date)%r.Days + r.Days) % r.Days
		return span{day - into, day - into + r.Days}
	default:
		into := (int(date.Weekday()) + 6) % 7
		return span{day - into, day - into + 7}
	}
}

// measure is what a total adds up.
type measure int

const (
	paidTime measure = iota
	shiftsWorked
	plainDaysOff
)

// of returns what a day counts for.
func (m measure) of(day int, e event, class int, away ledger) int32 {
	switch {
	case m == plainDaysOff && !e.works && !away.at(day):
		return 1
	case m == plainDaysOff || !e.is(class):
		return 0
	case m == paidTime:
		return e.paid
	default:
		return 1
	}
}

// totals watch what the days of each span add up to. A least number of days off
// is a most of shifts.
func (l *lawyer) totals(r labour.Rule, class int) []monitor {
	limit := func(what measure, limits func(span) rules.Range) monitor {
		if r.Span == labour.Rolling {
			return l.window(r.Days, what, class, limits)
		}
		return l.total(l.spans(r), what, class, limits)
	}
	switch r.Kind {
	case labour.DaysOff:
		var list []monitor
		if r.Min > 0 {
			list = append(list, limit(shiftsWorked, func(s span) rules.Range {
				credited, _ := credit(l.person.Absences, max(s.from, l.known), min(s.to, l.m.days))
				return atMost(max(0, s.to-s.from-r.Min-credited))
			}))
		}
		if upper, limited := (rules.Range{Max: r.Max}).Upper(); limited {
			list = append(list, limit(plainDaysOff, func(s span) rules.Range {
				if !l.whole(s) {
					return rules.Range{}
				}
				return atMost(upper)
			}))
		}
		return list
	case labour.PaidMinutes:
		return []monitor{limit(paidTime, func(s span) rules.Range { _, minutes := l.credit(r, s); return l.limits(r, s, minutes) })}
	default:
		return []monitor{limit(shiftsWorked, func(s span) rules.Range { days, _ := l.credit(r, s); return l.limits(r, s, days) })}
	}
}

// atMost is the range up to n.
func atMost(n int) rules.Range {
	if n == 0 {
		return rules.Range{Max: rules.Nothing}
	}
	return rules.Range{Max: n}
}

// credit is what paid absences count for in a span; nothing for a class of shifts.
func (l *lawyer) credit(r labour.Rule, s span) (days, minutes int) {
	if r.Class != "" {
		return 0, 0
	}
	return credit(l.person.Absences, max(s.from, l.known), min(s.to, l.m.days))
}

// limits are a rule's in a span after what is credited; a span that is not wholly
// known has no minimum.
func (l *lawyer) limits(r labour.Rule, s span, credited int) rules.Range {
	limits := rules.Range{Min: r.Min, Max: r.Max}.Lowered(credited)
	if !l.whole(s) {
		limits.Min = 0
	}
	return limits
}

// whole reports whether every day of a span is known.
func (l *lawyer) whole(s span) bool { return s.from >= l.known && s.to <= l.m.days }

// total adds up the days of one span after the other.
type total struct {
	what   measure
	class  int
	away   ledger
	spans  []span
	limits []rules.Range
	most   int32 // of a day
	days   int
}

func (l *lawyer) total(spans []span, what measure, class int, limits func(span) rules.Range) *total {
	w := &total{what: what, class: class, away: l.days(l.away), spans: spans, most: 1, days: l.m.days}
	for _, s := range spans {
		w.limits = append(w.limits, limits(s))
	}
	if what == paidTime {
		w.most = l.longest
	}
	return w
}

func (w *total) numbers() int { return 1 }

func (w *total) step(day int, e event, at []int32) bool {
	k := 0
	for day >= w.spans[k].to {
		k++
	}
	s, limits := w.spans[k], w.limits[k]
	if day < s.from {
		return true
	}
	at[0] += w.what.of(day, e, w.class, w.away)
	if over(limits, int(at[0])) {
		return false
	}
	last := min(s.to, w.days) - 1
	if day == last {
		kept := int(at[0]) >= limits.Min
		at[0] = 0
		return kept
	}
	at[0] = w.settled(limits, at[0], int32(last-day))
	return true
}

// settled forgets what can no longer matter in the days left of a span.
func (w *total) settled(limits rules.Range, sum, left int32) int32 {
	upper, limited := limits.Upper()
	switch {
	case !limited:
		return min(sum, int32(limits.Min))
	case limits.Min == 0 && w.most > 0:
		return max(sum, min(int32(upper)-left*w.most, int32(upper)), 0)
	}
	return sum
}

// window adds up every so many days in a row, and remembers the days of the last
// window but the oldest. Where every window begins before the horizon, their
// sum is enough.
type window struct {
	what   measure
	class  int
	away   ledger
	length int
	past   []int32       // what days -length+1..-1 count for
	limits []rules.Range // by last day
	long   bool
	before []int32 // by last day: what the window holds of the past
	safe   []int32 // by day: a sum up to which nothing that follows can be too much
}

func (l *lawyer) window(length int, what measure, class int, limits func(span) rules.Range) *window {
	w := &window{what: what, class: class, away: l.days(l.away), length: length, long: length >= l.m.days}
	for d := range l.m.days {
		w.limits = append(w.limits, limits(span{d + 1 - length, d + 1}))
	}
	for d := 1 - length; d < 0; d++ {
		n := int32(0)
		if d >= l.known {
			n = what.of(d, l.worked(d), class, w.away)
		}
		w.past = append(w.past, n)
	}
	if w.long {
		w.lay(l.longest)
	}
	return w
}

// lay prepares the sums of windows that all begin before the horizon.
func (w *window) lay(most int32) {
	if w.what != paidTime {
		most = 1
	}
	days := len(w.limits)
	w.before, w.safe = make([]int32, days), make([]int32, days)
	safe := int32(math.MaxInt32)
	for d := days - 1; d >= 0; d-- {
		for _, n := range w.past[d:] {
			w.before[d] += n
		}
		w.safe[d] = max(safe, 0)
		if upper, limited := w.limits[d].Upper(); limited {
			safe = min(safe, int32(upper)-w.before[d])
		}
		if w.limits[d].Min > 0 {
			safe = longAgo // every sum matters
		}
		if safe != math.MaxInt32 && safe > longAgo {
			safe -= most
		}
	}
}

func (w *window) numbers() int {
	if w.long {
		return 1
	}
	return w.length - 1
}

func (w *window) step(day int, e event, at []int32) bool {
	today := w.what.of(day, e, w.class, w.away)
	sum := today
	switch {
	case day < 0 && w.long:
		return true
	case w.long:
		sum = at[0] + today
		if at[0] = max(sum, w.safe[day]); w.safe[day] == math.MaxInt32 {
			at[0] = 0 // nothing is limited any more
		}
		sum += w.before[day]
	default:
		for _, n := range at {
			sum += n
		}
		if len(at) > 0 {
			copy(at, at[1:])
			at[len(at)-1] = today
		}
	}
	return day < 0 || w.limits[day].Holds(int(sum))
}
