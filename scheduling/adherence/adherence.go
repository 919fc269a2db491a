// Package adherence sets what somebody did beside what they were scheduled for.
//
// Adherence is the right activity at the right time, 1 − time out of adherence ÷
// scheduled time, and never above 1; conformance is the amount worked ÷ the amount of
// work scheduled, whenever it was, and may be above 1. Somebody of whom nothing was
// recorded has neither: no record is not absence.
package adherence

import (
	"cmp"
	"slices"
	"time"
)

// Activity is what people are scheduled for, or do.
type Activity string

// The activities.
const (
	Work  Activity = "work"  // contacts, waiting for them, work after them
	Pause Activity = "pause" // breaks and meals
	Away  Activity = "away"  // meetings, training and whatever else is agreed but no contacts
	Off   Activity = "off"   // not there
)

// Activities lists them all.
func Activities() []Activity { return []Activity{Work, Pause, Away, Off} }

// Spell is an activity from one moment to another.
type Spell struct {
	From, To time.Time
	Activity Activity
}

// Length is how long it lasts.
func (s Spell) Length() time.Duration { return s.To.Sub(s.From) }

// Terms are what a centre agrees to count.
type Terms struct {
	// Grace is how long a departure may last without counting.
	Grace time.Duration
	// Outside counts work outside of the schedule as a departure.
	Outside bool
	// AwayIsWork takes what is agreed but no contacts for work, where the switch does
	// not tell it from waiting.
	AwayIsWork bool
}

// Exception is a departure from the schedule that counts.
type Exception struct {
	From, To  time.Time
	Scheduled Activity
	Actual    Activity
}

// Length is how long it lasts.
func (e Exception) Length() time.Duration { return e.To.Sub(e.From) }

// Account is what came of a schedule.
type Account struct {
	Scheduled  time.Duration // all that was scheduled, and outside work where that counts
	Work       time.Duration // of it, work
	Worked     time.Duration // work done, whenever
	Out        time.Duration // sum of the exceptions
	Exceptions []Exception
	// Known says whether anything was recorded; nothing is said of adherence otherwise.
	Known bool
}

// Adherence is a share from 0 to 1; known is false where nothing was scheduled or
// recorded.
func (a Account) Adherence() (share float64, known bool) {
	if !a.Known || a.Scheduled <= 0 {
		return 0, false
	}
	return max(0, 1-a.Out.Seconds()/a.Scheduled.Seconds()), true
}

// Conformance is the work done over the work scheduled; known is false where no work was
// scheduled or nothing recorded.
func (a Account) Conformance() (ratio float64, known bool) {
	if !a.Known || a.Work <= 0 {
		return 0, false
	}
	return a.Worked.Seconds() / a.Work.Seconds(), true
}

// Compare sets what was done beside what was scheduled. Spells of either list must not
// overlap each other; their order does not matter. Between the spells of a list somebody
// is off. A departure goes on as long as it is of one kind: being away for a meeting and
// then for lunch, while work was scheduled, are two.
func Compare(scheduled, actual []Spell, terms Terms) Account {
	a := Account{Known: len(actual) > 0}
	for _, s := range scheduled {
		if s.Activity == Off {
			continue
		}
		a.Scheduled += s.Length()
		if terms.same(s.Activity, Work) {
			a.Work += s.Length()
		}
	}
	for _, s := range actual {
		if terms.same(s.Activity, Work) {
			a.Worked += s.Length()
		}
	}
	if !a.Known {
		return a
	}
	for _, e := range departures(ordered(scheduled), ordered(actual), terms) {
		if e.Length() <= terms.Grace {
			continue
		}
		if e.Scheduled == Off {
			if !terms.Outside {
				continue
			}
			a.Scheduled += e.Length()
		}
		a.Out += e.Length()
		a.Exceptions = append(a.Exceptions, e)
	}
	return a
}

// same reports whether two activities count as one.
func (t Terms) same(a, b Activity) bool {
	return t.counted(a) == t.counted(b)
}

func (t Terms) counted(a Activity) Activity {
	if a == Away && t.AwayIsWork {
		return Work
	}
	return a
}

// ordered returns spells by their beginning.
func ordered(list []Spell) []Spell {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Spell) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return list
}

// departures lists the stretches in which what was done is not what was scheduled. What
// is done outside of the schedule is one only where it is work.
func departures(scheduled, actual []Spell, terms Terms) []Exception {
	var list []Exception
	moments := edges(scheduled, actual)
	for i := 0; i+1 < len(moments); i++ {
		from, to := moments[i], moments[i+1]
		was, is := at(scheduled, from), at(actual, from)
		if terms.same(was, is) || was == Off && !terms.same(is, Work) {
			continue
		}
		if n := len(list) - 1; n >= 0 && list[n].To.Equal(from) && list[n].Scheduled == was && list[n].Actual == is {
			list[n].To = to
			continue
		}
		list = append(list, Exception{from, to, was, is})
	}
	return list
}

// edges lists the moments at which anything changes.
func edges(lists ...[]Spell) []time.Time {
	var moments []time.Time
	for _, list := range lists {
		for _, s := range list {
			moments = append(moments, s.From, s.To)
		}
	}
	slices.SortFunc(moments, time.Time.Compare)
	return slices.CompactFunc(moments, time.Time.Equal)
}

// at returns the activity of a moment.
func at(list []Spell, moment time.Time) Activity {
	for _, s := range list {
		if !s.From.After(moment) && s.To.After(moment) {
			return s.Activity
		}
	}
	return Off
}
