package roster

import (
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/labour"
)

// monitors returns what watches a rule; barred hours close them for good, see
// freedom, and hours that name a class are no rule.
func (l *lawyer) monitors(r labour.Rule) []monitor {
	class := l.class(r.Class)
	switch r.Kind {
	case labour.ShiftMinutes:
		return []monitor{&lengths{class, rules.Range{Min: r.Min, Max: r.Max}}}
	case labour.StartDistance, labour.RestAfter:
		w := &resting{m: l.m, class: class, but: -2, least: int32(r.Min), fromStart: r.Kind == labour.StartDistance}
		if r.Then != "" {
			w.but = l.class(r.Then)
		}
		return []monitor{w}
	case labour.NoSuccession:
		return []monitor{&succession{class, l.class(r.Then)}}
	case labour.LongRest:
		return []monitor{l.longRest(r)}
	case labour.DayOffLength:
		return []monitor{&daysApart{l: l, rule: r, away: l.days(l.away)}}
	case labour.DaysOffInRow:
		return []monitor{&offRun{most: int32(r.Max), away: l.days(l.away), last: l.m.days - 1}}
	case labour.ShiftsInRow:
		return []monitor{&shiftRun{class: class, limits: rules.Range{Min: r.Min, Max: r.Max}, away: l.days(l.away), known: l.known}}
	case labour.PaidMinutes, labour.Shifts, labour.DaysOff:
		return l.totals(r, class)
	case labour.Weekends, labour.WeekendsInRow, labour.WholeWeekends:
		return l.weekendRule(r)
	case labour.StartSpread:
		return []monitor{l.spread(r, class)}
	case labour.RequiredDays:
		return []monitor{&requiredDays{l.days(func(d int) bool { return r.OnDay(l.date(d).Weekday()) && !l.away(d) })}}
	case labour.Pattern:
		return []monitor{l.rotation(r)}
	default:
		return nil
	}
}

func (l *lawyer) date(day int) grid.Date { return l.m.problem.Grid.Date(day) }

// lengths bounds the paid minutes of a shift.
type lengths struct {
	class  int
	limits rules.Range
}

func (w *lengths) numbers() int { return 0 }

func (w *lengths) step(_ int, e event, _ []int32) bool {
	return !e.is(w.class) || w.limits.Holds(int(e.paid))
}

// resting keeps the next start away from the last shift of a class, or from its
// start. It remembers the minute from which starts are free.
type resting struct {
	m          *model
	class, but int // but: shifts that need no such rest; -2 for none
	least      int32
	fromStart  bool
}

func (w *resting) numbers() int { return 1 }

func (w *resting) step(day int, e event, at []int32) bool {
	kept := true
	if e.works {
		kept = at[0] == 0 || e.start >= at[0] || w.but != -2 && e.is(w.but)
		at[0] = 0
		switch {
		case w.fromStart:
			at[0] = e.start + w.least
		case e.is(w.class):
			at[0] = e.end + w.least
		}
	}
	if at[0] <= w.m.dawn(day+1) {
		at[0] = 0
	}
	return kept
}

// dawn is the first minute of a day.
func (m *model) dawn(day int) int32 { return int32(m.problem.minuteOfDay(day)) }

// succession remembers whether yesterday's shift was of the class.
type succession struct{ before, after int }

func (w *succession) numbers() int { return 1 }

func (w *succession) step(_ int, e event, at []int32) bool {
	kept := at[0] == 0 || !e.is(w.after)
	at[0] = 0
	if e.is(w.before) {
		at[0] = 1
	}
	return kept
}

// offRun counts days off in a row: the number, times two, and one more when an
// absence lies among them.
type offRun struct {
	most int32
	away ledger
	last int
}

func (w *offRun) numbers() int { return 1 }

func (w *offRun) step(day int, e event, at []int32) bool {
	if !e.works {
		excused := at[0]&1 == 1 || w.away.at(day)
		at[0] = 2 * min(at[0]/2+1, w.most+1)
		if excused {
			at[0] = 2*w.most + 3 // however long
		}
	}
	kept := at[0]/2 <= w.most || at[0]&1 == 1 || day <= 0 && e.works // that run is past
	if e.works {
		at[0] = 0
		return kept
	}
	return kept || day < w.last
}

// shiftRun counts days in a row with a shift of a class: the number, times two,
// and one more when the run is never too short.
type shiftRun struct {
	class  int
	limits rules.Range
	away   ledger
	known  int
}

func (w *shiftRun) numbers() int { return 1 }

func (w *shiftRun) step(day int, e event, at []int32) bool {
	run, free := at[0]/2, at[0]&1 == 1
	if !e.is(w.class) {
		at[0] = 0
		return run == 0 || free || int(run) >= w.limits.Min || w.away.at(day)
	}
	if run == 0 {
		free = day == w.known || w.away.at(day-1)
	}
	run++
	free = free || w.away.at(day) || int(run) >= w.limits.Min
	upper, limited := w.limits.Upper()
	kept := !limited || int(run) <= upper
	if !limited {
		run = min(run, int32(max(1, w.limits.Min)))
	}
	if at[0] = 2 * run; free {
		at[0]++
	}
	return kept
}

// requiredDays must be worked.
type requiredDays struct{ must ledger }

func (w *requiredDays) numbers() int { return 0 }

func (w *requiredDays) step(day int, e event, _ []int32) bool { return e.works || !w.must.at(day) }

// rotation lists, for every day of the horizon, the classes that may be worked.
type rotation struct {
	free    []bool // anything goes
	off     []bool
	classes [][]int
}

func (l *lawyer) rotation(r labour.Rule) *rotation {
	w := &rotation{}
	for d := range l.m.days {
		allowed := r.Allowed(l.date(d))
		var classes []int
		for _, class := range allowed {
			if class != labour.Off {
				classes = append(classes, l.class(class))
			}
		}
		w.free = append(w.free, len(allowed) == 0)
		w.off = append(w.off, slices.Contains(allowed, labour.Off) || l.away(d))
		w.classes = append(w.classes, classes)
	}
	return w
}

func (w *rotation) numbers() int { return 0 }

func (w *rotation) step(day int, e event, _ []int32) bool {
	switch {
	case day < 0 || w.free[day]:
		return true
	case !e.works:
		return w.off[day]
	}
	return slices.ContainsFunc(w.classes[day], e.is)
}

// spread keeps the starts of a span together: the earliest and the latest so
// far, one more than what the clock shows, 0 for none.
type spread struct {
	class int
	on    ledger // days on which starts count
	ends  ledger // last days of spans
	most  int32
}

func (l *lawyer) spread(r labour.Rule, class int) *spread {
	ends := map[int]bool{}
	for _, s := range l.spans(r) {
		ends[s.to-1] = true
	}
	first := l.spans(r)[0].from
	return &spread{
		class: class, most: int32(r.Max), ends: l.days(func(d int) bool { return ends[d] }),
		on: l.days(func(d int) bool { return d >= first && r.OnDay(l.date(d).Weekday()) }),
	}
}

func (w *spread) numbers() int { return 2 }

func (w *spread) step(day int, e event, at []int32) bool {
	kept := true
	if e.is(w.class) && w.on.at(day) {
		start := e.clock + 1
		if at[0] == 0 {
			at[0], at[1] = start, start
		}
		at[0], at[1] = min(at[0], start), max(at[1], start)
		kept = at[1]-at[0] <= w.most
	}
	if w.ends.at(day) {
		at[0], at[1] = 0, 0
	}
	return kept
}

// longAgo is earlier than every minute of a horizon and its past.
const longAgo = math.MinInt32 / 4
