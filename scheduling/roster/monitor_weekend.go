package roster

import (
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

// weekends numbers the weekends that a rule's days make.
type weekends struct {
	first int   // first day listed
	of    []int // by day: the number of its weekend, or -1
	list  []span
}

func (l *lawyer) weekendsOf(r labour.Rule) weekends {
	in := func(day int) bool { return slices.Contains(r.WeekendDays(), l.date(day).Weekday()) }
	w := weekends{first: l.known - 8}
	for d := w.first; d < l.m.days+8; d++ {
		switch {
		case !in(d):
			w.of = append(w.of, -1)
			continue
		case d == w.first || !in(d-1) || d-w.list[len(w.list)-1].from == 7:
			w.list = append(w.list, span{d, d})
		}
		w.list[len(w.list)-1].to = d + 1
		w.of = append(w.of, len(w.list)-1)
	}
	return w
}

// at returns the number of the weekend of a day, or -1.
func (w weekends) at(day int) int { return w.of[day-w.first] }

func (l *lawyer) weekendRule(r labour.Rule) []monitor {
	w := l.weekendsOf(r)
	switch r.Kind {
	case labour.Weekends:
		return []monitor{l.weekendCount(r, w)}
	case labour.WeekendsInRow:
		return []monitor{&weekendRun{weekends: w, most: int32(r.Max), known: l.known}}
	default:
		return []monitor{&wholeWeekends{weekends: w, binds: l.bindingWeekends(w), known: l.known}}
	}
}

// weekendCount counts the weekends worked that begin in each span, and remembers
// whether the one that runs has been counted.
type weekendCount struct {
	weekends
	span   []int // by weekend: its span, or -1
	limits []rules.Range
	closes []int // by span: the last day that can count
}

func (l *lawyer) weekendCount(r labour.Rule, all weekends) *weekendCount {
	w := &weekendCount{weekends: all}
	spans := l.spans(r)
	for _, s := range spans {
		limits, closes := rules.Range{Min: r.Min, Max: r.Max}, min(s.to, l.m.days)-1
		whole := l.whole(s)
		for _, weekend := range all.list {
			if weekend.from >= s.from && weekend.from < s.to {
				whole = whole && weekend.to <= l.m.days
				closes = max(closes, min(weekend.to, l.m.days)-1)
			}
		}
		if !whole {
			limits.Min = 0
		}
		w.limits, w.closes = append(w.limits, limits), append(w.closes, closes)
	}
	for _, weekend := range all.list {
		w.span = append(w.span, slices.IndexFunc(spans, func(s span) bool { return weekend.from >= s.from && weekend.from < s.to }))
	}
	return w
}

// The numbers are the count and the mark.
func (w *weekendCount) numbers() int { return 2 }

func (w *weekendCount) step(day int, e event, at []int32) bool {
	kept := true
	if k := w.at(day); k >= 0 && w.span[k] >= 0 {
		if day == w.list[k].from {
			at[1] = 0
		}
		if e.works && at[1] == 0 {
			at[0], at[1] = at[0]+1, 1
		}
		kept = !e.works || !over(w.limits[w.span[k]], int(at[0]))
		if day == w.list[k].to-1 {
			at[1] = 0
		}
	}
	for s, last := range w.closes {
		if day == last {
			kept = kept && int(at[0]) >= w.limits[s].Min
			at[0] = 0
		}
	}
	return kept
}

// weekendRun counts weekends worked one after the other, times two, and one more
// when the one that runs has been counted.
type weekendRun struct {
	weekends
	most  int32
	known int
}

func (w *weekendRun) numbers() int { return 1 }

func (w *weekendRun) step(day int, e event, at []int32) bool {
	k := w.at(day)
	if k < 0 {
		return true
	}
	run, counted := at[0]/2, at[0]&1 == 1
	if day == w.list[k].from {
		counted = false
	}
	kept := true
	if e.works && !counted {
		run, counted = min(run+1, w.most+1), true
	}
	if e.works {
		kept = run <= w.most
	}
	if day == w.list[k].to-1 {
		if !counted {
			run = 0
		}
		counted = false
	}
	if at[0] = 2 * run; counted {
		at[0]++
	}
	return kept
}

// wholeWeekends remembers of the weekend that runs whether it is worked (1) or
// off (2).
type wholeWeekends struct {
	weekends
	binds []bool
	known int
}

// bindingWeekends tells the weekends that are wholly known, hold no absence and
// are not split already.
func (l *lawyer) bindingWeekends(w weekends) []bool {
	var binds []bool
	for _, s := range w.list {
		away := slices.ContainsFunc(l.person.Absences, func(a rules.Absence) bool { return a.Day >= s.from && a.Day < s.to })
		before := 0
		for _, p := range l.person.Past {
			if p.Day >= s.from && p.Day < s.to {
				before++
			}
		}
		split := before > 0 && before < -s.from
		binds = append(binds, l.whole(s) && s.to > 0 && !away && !split)
	}
	return binds
}

func (w *wholeWeekends) numbers() int { return 1 }

func (w *wholeWeekends) step(day int, e event, at []int32) bool {
	k := w.at(day)
	if k < 0 || !w.binds[k] {
		return true
	}
	now := int32(2)
	if e.works {
		now = 1
	}
	kept := day == w.list[k].from || at[0] == now
	if at[0] = now; day == w.list[k].to-1 {
		at[0] = 0
	}
	return kept
}
