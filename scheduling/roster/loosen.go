package roster

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/scheduling/rules"
	"github.com/muster-wfm/muster/workforce/labour"
)

// Loosening is one limit of a rule of an agreement, a notch looser.
//
// A notch is an hour of rest or of time from start to start, a day of a run, a
// shift, a weekend or a day off of a count, and for limits of paid time the least
// by which hours can differ: the smallest difference between two paid lengths of
// the agreement's shifts, a day off counting as none, and at least an hour.
type Loosening struct {
	Agreement int
	Rule      rules.Rule
	From, To  int
	// Subject is the class of shifts that a limit of one class is about.
	Subject string
	knob    int
}

// restNotch is a notch of limits that are stretches of time.
const restNotch = 60

// loosenings lists every limit of an agreement, a notch looser. Rules without a
// number, such as hours at which nobody may work, are not for bargaining.
func (m *model) loosenings(agreement int) []Loosening {
	a := m.problem.Agreements[agreement]
	hours := m.hoursNotch(agreement)
	var list []Loosening
	for _, r := range orderOf(a) {
		for n, k := range knobsOf(&a, r) {
			from := *k.value
			if from == 0 && r != rules.ClassLimit && kindOfRule(a, r) != labour.StartSpread {
				continue // no such limit
			}
			from = max(0, from)
			to := min(from+notchOf(a, r, hours), k.free)
			if k.free < from {
				to = max(from-notchOf(a, r, hours), k.free)
			}
			if to != from {
				list = append(list, Loosening{Agreement: agreement, Rule: r, From: from, To: to, Subject: subjectOf(a, r, n), knob: n})
			}
		}
	}
	return list
}

// kindOfRule returns the kind of a further rule, "" for others.
func kindOfRule(a rules.Agreement, r rules.Rule) labour.Kind {
	if i, _, ok := r.Further(); ok {
		return a.Rules[i].Kind
	}
	return ""
}

func subjectOf(a rules.Agreement, r rules.Rule, knob int) string {
	if r == rules.ClassLimit {
		return a.Caps[knob].Class
	}
	if i, _, ok := r.Further(); ok {
		return a.Rules[i].Class
	}
	return ""
}

// notchOf returns by how much a rule's limit is loosened at a time.
func notchOf(a rules.Agreement, r rules.Rule, hours int) int {
	switch r {
	case rules.Rest:
		return restNotch
	case rules.MinWeekMinutes, rules.MaxWeekMinutes, rules.MinPeriodMinutes, rules.MaxPeriodMinutes:
		return hours
	}
	switch kindOfRule(a, r) {
	case labour.PaidMinutes:
		return hours
	case labour.StartDistance, labour.RestAfter, labour.LongRest, labour.DayOffLength, labour.ShiftMinutes, labour.StartSpread:
		return restNotch
	}
	return 1
}

// hoursNotch returns the least by which the paid time of an agreement's people
// can differ.
func (m *model) hoursNotch(agreement int) int {
	lengths := []int{0}
	for i, q := range m.problem.People {
		if q.Agreement != agreement {
			continue
		}
		for _, k := range m.people[i].duty.menu.kinds {
			if !slices.Contains(lengths, k.paid) {
				lengths = append(lengths, k.paid)
			}
		}
	}
	slices.Sort(lengths)
	least := 0
	for k := 1; k < len(lengths); k++ {
		if apart := lengths[k] - lengths[k-1]; least == 0 || apart < least {
			least = apart
		}
	}
	return max(restNotch, least)
}

// loosened returns a model under looser limits, and what makes its people. All
// menus and cells are shared with m.
func (m *model) loosened(list ...Loosening) *hiring {
	problem, alone := *m.problem, *m
	problem.Agreements = slices.Clone(problem.Agreements)
	for i := range problem.Agreements {
		a := &problem.Agreements[i]
		a.Caps, a.Rules = slices.Clone(a.Caps), slices.Clone(a.Rules)
	}
	for _, l := range list {
		l.turn(&problem.Agreements[l.Agreement])
	}
	alone.problem = &problem
	h := newHiring(&alone)
	for _, u := range m.menus {
		h.menus[fmt.Sprint(u.templates)] = u
	}
	return h
}

// turn sets the limit in an agreement whose lists are its own.
func (l Loosening) turn(a *rules.Agreement) {
	*knobsOf(a, l.Rule)[l.knob].value = l.To
	if i, _, further := l.Rule.Further(); further && a.Rules[i].Min == 0 && a.Rules[i].Max == 0 && a.Rules[i].Kind != labour.StartSpread {
		a.Rules[i] = labour.Rule{} // it asks nothing any more
	}
}

// idle stands in the place of a rule that asks nothing any more, so that the others
// keep their names: it only calls a shift of a whole day by a name that nobody uses.
var idle = labour.Rule{Kind: labour.HoursClass, Class: "whole day", To: 1440, Min: 1440}

// Loosen returns an agreement with the limit that a loosening names, and whether
// that changes anything: an agreement that has no such limit, or allows as much
// already, stays as it is. The direction from From to To tells a least from a most.
func Loosen(a rules.Agreement, l Loosening) (rules.Agreement, bool) {
	i, kind, further := l.Rule.Further()
	if further && (i >= len(a.Rules) || a.Rules[i].Kind != kind) {
		return a, false
	}
	for n, k := range knobsOf(&a, l.Rule) {
		from := max(0, *k.value)
		down := k.free < from
		if subjectOf(a, l.Rule, n) != l.Subject || down != (l.To < l.From) || *k.value == 0 && l.Rule != rules.ClassLimit && kindOfRule(a, l.Rule) != labour.StartSpread {
			continue
		}
		if down && l.To >= from || !down && l.To <= from {
			return a, false
		}
		a.Caps, a.Rules = slices.Clone(a.Caps), slices.Clone(a.Rules)
		l.knob = n
		if l.turn(&a); further && a.Rules[i].Kind == "" {
			a.Rules[i] = idle
		}
		return a, true
	}
	return a, false
}
