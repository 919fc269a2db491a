package scheduling

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// MonthBurden is what published shifts asked of somebody in a calendar month, counted by
// the terms of their site.
type MonthBurden struct {
	PersonID      int64
	Code          string
	Shifts        int
	Nights        int
	Weekends      int
	ShortRests    int
	RefusedWishes int
	// OvertimeHours are paid hours of calendar weeks beyond the most of the agreement; a
	// week counts in the month in which its Sunday lies.
	OvertimeHours float64
}

// MonthBurdens returns what a month asked of the people of a site, of those who had a
// published shift or a refused wish in it, in order of code.
func (s *Service) MonthBurdens(ctx context.Context, scope auth.Scope, site int64, month grid.Date) ([]MonthBurden, error) {
	terms, err := s.FairnessTerms(ctx, scope, site)
	if err != nil {
		return nil, err
	}
	first := grid.Date{Year: month.Year, Month: month.Month, Day: 1}
	from, to := first.Monday(), lastOf(first)
	if from == first {
		from = first.AddDays(-1) // a rest is short against the shift of the day before
	}
	h := History{Terms: terms}
	if h.Snapshot, err = s.people.Planning(ctx, scope, site, from, to, workforce.Filter{}); err != nil {
		return nil, err
	}
	ids := make([]int64, len(h.Snapshot.People))
	for i, p := range h.Snapshot.People {
		ids[i] = p.ID
	}
	if h.Told, err = s.store.Told(ctx, scope, ids, from, to); err != nil {
		return nil, err
	}
	wishes, err := s.store.Wishes(ctx, scope, ids, first, to)
	if err != nil {
		return nil, err
	}
	for _, w := range wishes {
		if w.State == WishRefused {
			h.Refused = append(h.Refused, w)
		}
	}
	return NewMonthBurdens(h, first)
}

// lastOf is the last day of the month of its first.
func lastOf(first grid.Date) grid.Date {
	return grid.DateOf(time.Date(first.Year, first.Month+1, 1, 12, 0, 0, 0, time.UTC)).AddDays(-1)
}

// NewMonthBurdens counts the month that begins on a day from a history that holds the
// whole of it and the week before.
func NewMonthBurdens(h History, first grid.Date) ([]MonthBurden, error) {
	count, err := newCounter(h)
	if err != nil {
		return nil, err
	}
	told, refused := byPerson(h.Told), wishesByPerson(h.Refused)
	var out []MonthBurden
	for _, p := range h.Snapshot.People {
		b := MonthBurden{PersonID: p.ID, Code: p.Code, RefusedWishes: len(refused[p.ID])}
		var burden Burden
		count.add(&burden, told[p.ID], nil, nil)
		for _, d := range burden.daily {
			if count.grid.First().AddDays(d.day).Before(first) {
				continue
			}
			b.Nights += int(d.load[roster.Nights])
			b.ShortRests += int(d.load[roster.ShortRests])
			if d.load[roster.Weekends] > 0 {
				b.Weekends++
			}
		}
		for _, s := range told[p.ID] {
			if !s.Day.Before(first) && !s.Day.After(h.Snapshot.To) {
				b.Shifts++
			}
		}
		b.OvertimeHours = overtimeOf(h.Snapshot, p, told[p.ID], first)
		if b.Shifts > 0 || b.RefusedWishes > 0 {
			out = append(out, b)
		}
	}
	return out, nil
}

// overtimeOf are the paid hours of weeks beyond the most that a person's agreement allows,
// of weeks whose Sunday lies from a day on.
func overtimeOf(snapshot workforce.PlanningSnapshot, p workforce.PlanningPerson, told []Shift, first grid.Date) float64 {
	paid := map[grid.Date]time.Duration{}
	for _, s := range told {
		paid[s.Day.Monday()] += s.Paid()
	}
	beyond := time.Duration(0)
	for monday, time := range paid {
		sunday := monday.AddDays(6)
		if sunday.Before(first) || sunday.After(snapshot.To) {
			continue
		}
		if most := weekMost(snapshot, p, monday); most > 0 {
			beyond += max(0, time-most)
		}
	}
	return beyond.Hours()
}

// weekMost is the most paid time of a week by somebody's agreement; 0 for no limit.
func weekMost(snapshot workforce.PlanningSnapshot, p workforce.PlanningPerson, monday grid.Date) time.Duration {
	terms, bound := snapshot.TermsOn(p, monday)
	if !bound {
		return 0
	}
	return time.Duration(terms.Rules.WeeklyMaxMin) * time.Minute
}

// Add adds another part of the same month.
func (b *MonthBurden) Add(o MonthBurden) {
	b.Shifts += o.Shifts
	b.Nights += o.Nights
	b.Weekends += o.Weekends
	b.ShortRests += o.ShortRests
	b.RefusedWishes += o.RefusedWishes
	b.OvertimeHours += o.OvertimeHours
}
