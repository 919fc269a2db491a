package attendance

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/adherence"
)

// Day is a published shift with what was recorded around it.
type Day struct {
	PersonID          int64
	Day               Date      // on which the shift starts
	Start, End        time.Time // of the shift
	Scheduled, Actual []adherence.Spell
	Account           adherence.Account
	// Until is where the records of somebody end within the shift: of the rest of it
	// nothing is known, and nothing is accounted for. It is zero elsewhere.
	Until time.Time
}

// Sum adds up accounts that are known, as totals.
type Sum struct {
	Scheduled, Work, Worked, Out time.Duration
	Exceptions                   int
	Known, Unknown               int // shifts
}

// add counts a day.
func (s *Sum) add(d Day) {
	if !d.Account.Known {
		s.Unknown++
		return
	}
	s.Known++
	s.Scheduled += d.Account.Scheduled
	s.Work += d.Account.Work
	s.Worked += d.Account.Worked
	s.Out += d.Account.Out
	s.Exceptions += len(d.Account.Exceptions)
}

// account is the sum as the account of one schedule.
func (s Sum) account() adherence.Account {
	return adherence.Account{Scheduled: s.Scheduled, Work: s.Work, Worked: s.Worked, Out: s.Out, Known: s.Known > 0}
}

// Adherence is that of all shifts together; see [adherence.Account.Adherence].
func (s Sum) Adherence() (share float64, known bool) { return s.account().Adherence() }

// Conformance is that of all shifts together.
func (s Sum) Conformance() (ratio float64, known bool) { return s.account().Conformance() }

// reach is how long before and after a shift something may be recorded that belongs to
// it: overtime beside it, not a day at work for somebody else.
const reach = 6 * time.Hour

// scheduled are the spells of a shift: work, but for its pauses.
func scheduled(shift scheduling.Shift) []adherence.Spell {
	var list []adherence.Spell
	at := shift.Start
	add := func(from, to time.Time, a adherence.Activity) {
		if to.After(from) {
			list = append(list, adherence.Spell{From: from, To: to, Activity: a})
		}
	}
	for _, p := range shift.Pauses {
		add(at, p.Start, adherence.Work)
		add(p.Start, p.End, adherence.Pause)
		at = p.End
	}
	add(at, shift.End, adherence.Work)
	return list
}

// daysOf accounts for one person's shifts, which are in order. Of shifts on days of
// approved time away nothing is asked; where between two shifts something was recorded,
// it belongs to the nearer one. What lies after the last moment recorded of them is not
// known, and is no absence.
func daysOf(shifts []scheduling.Shift, spells []Spell, last time.Time, away func(Date) bool, terms adherence.Terms) []Day {
	var out []Day
	for i, shift := range shifts {
		if away(shift.Day) {
			continue
		}
		from, to := shift.Start.Add(-reach), shift.End.Add(reach)
		if i > 0 {
			from = later(from, between(shifts[i-1].End, shift.Start))
		}
		if i+1 < len(shifts) {
			to = sooner(to, between(shift.End, shifts[i+1].Start))
		}
		d := Day{PersonID: shift.PersonID, Day: shift.Day, Start: shift.Start, End: shift.End, Scheduled: scheduled(shift), Actual: within(spells, from, to)}
		if last.After(d.Start) && last.Before(d.End) {
			d.Until = last
		}
		d.Account = adherence.Compare(d.known(), d.Actual, terms)
		d.Account.Known = d.recorded()
		if !d.Account.Known {
			d.Account.Out, d.Account.Exceptions = 0, nil
		}
		out = append(out, d)
	}
	return out
}

// known are the scheduled spells up to where the records end.
func (d Day) known() []adherence.Spell {
	if d.Until.IsZero() {
		return d.Scheduled
	}
	var list []adherence.Spell
	for _, s := range d.Scheduled {
		if s.To = sooner(s.To, d.Until); s.To.After(s.From) {
			list = append(list, s)
		}
	}
	return list
}

// recorded reports whether anything was, during the shift itself: what is recorded
// before and after it alone does not tell of it.
func (d Day) recorded() bool {
	return slices.ContainsFunc(d.Actual, func(s adherence.Spell) bool { return s.From.Before(d.End) && s.To.After(d.Start) })
}

// within are the parts of spells, which are in order, from one moment to another.
func within(spells []Spell, from, to time.Time) []adherence.Spell {
	first, _ := slices.BinarySearchFunc(spells, from, func(s Spell, t time.Time) int {
		if s.To.After(t) {
			return 1
		}
		return -1
	})
	var out []adherence.Spell
	for _, s := range spells[first:] {
		if !s.From.Before(to) {
			break
		}
		out = append(out, adherence.Spell{From: later(s.From, from), To: sooner(s.To, to), Activity: s.Activity})
	}
	return out
}

// between is the middle of two moments.
func between(a, b time.Time) time.Time { return a.Add(b.Sub(a) / 2) }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func sooner(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
