package roster

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/labour"
)

// longRest looks for an unbroken rest in every span. It remembers the end of the
// last shift and the latest moment at which a rest long enough began that a shift
// has since ended; both only as far as spans that are not over need them.
type longRest struct {
	l     *lawyer
	least int32
	// due[d] is the first minute of the span that ends with day d, and from[d] that
	// of the earliest span that is not over after it; both longAgo where there is none.
	due, from []int32
	rolling   bool
}

func (l *lawyer) longRest(r labour.Rule) *longRest {
	w := &longRest{l: l, least: int32(r.Min), rolling: r.Span == labour.Rolling}
	days := l.m.days
	w.due, w.from = make([]int32, days), make([]int32, days)
	for d := range days {
		w.due[d], w.from[d] = longAgo, longAgo
	}
	spans := l.spans(r)
	if r.Span == labour.Rolling {
		spans = nil
		for d := range days {
			spans = append(spans, span{d + 1 - r.Days, d + 1})
		}
	}
	for _, s := range slices.Backward(spans) {
		if !l.whole(s) || s.to <= 0 {
			continue
		}
		begin := l.m.dawn(s.from)
		w.due[s.to-1] = begin
		for d := 0; d < s.to-1; d++ {
			w.from[d] = begin
		}
	}
	return w
}

func (w *longRest) numbers() int { return 2 }

func (w *longRest) step(day int, e event, at []int32) bool {
	if day == w.l.known {
		at[0], at[1] = longAgo, longAgo
	}
	if e.works {
		if at[0] == longAgo || e.start-at[0] >= w.least {
			at[1] = max(at[1], e.start-w.least)
		}
		at[0] = e.end
	}
	if day < 0 {
		return true
	}
	kept := true
	if begin := w.due[day]; begin != longAgo {
		kept = at[1] >= begin || max(at[0], begin)+w.least <= w.l.m.dawn(day+1)
	}
	w.forget(day, at)
	return kept
}

// forget rounds what lies before every span that is not over, and what is settled
// in a span that nothing overlaps.
func (w *longRest) forget(day int, at []int32) {
	begin := w.from[day]
	if begin == longAgo {
		at[0], at[1] = longAgo, longAgo
		return
	}
	if at[1] < begin {
		at[1] = longAgo
	}
	settled := !w.rolling && at[1] != longAgo
	if settled {
		at[1] = begin
	}
	if at[0] <= begin || settled && at[0] <= w.l.m.dawn(day+1) {
		at[0] = longAgo
	}
}

// daysApart makes of every day off a free stretch. It remembers twice the end of
// the last shift, and twice the least start of the next that the days off since
// then need: half a minute is a number then.
type daysApart struct {
	l    *lawyer
	rule labour.Rule
	away ledger
}

func (w *daysApart) numbers() int { return 2 }

func (w *daysApart) step(day int, e event, at []int32) bool {
	if day == w.l.known {
		at[0], at[1] = longAgo, longAgo
	}
	length, flex := int32(w.rule.Min), int32(2*w.rule.Flex)
	kept := true
	switch {
	case e.works:
		kept = at[1] == longAgo || 2*e.start >= at[1]
		at[0], at[1] = 2*e.end, longAgo
	case !w.away.at(day):
		anchor := w.anchor(day)
		fits := at[0] == longAgo || at[0]+length <= anchor+flex
		switch {
		case fits:
			at[1] = max(at[1], anchor-flex+length)
			if at[0] != longAgo {
				at[1] = max(at[1], at[0]+2*length)
			}
		case day >= 0:
			return false
		}
	}
	if at[1] <= 2*w.l.m.dawn(day+1) {
		at[1] = longAgo
	}
	if at[0]+length <= w.anchor(day+1)-flex {
		at[0] = longAgo // no day off from here on is moved by it
	}
	return kept
}

// anchor is twice the minute that the middle of a day off is measured from.
func (w *daysApart) anchor(day int) int32 {
	return int32(2 * w.l.m.problem.clockOn(day, w.rule.From))
}
