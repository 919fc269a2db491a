package ladder

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// won are the months in which a person won an award, up to a month, with the ids of
// the evidence in order.
func (s *subject) won(code string) (months map[Month]bool, first Month, evidence []string) {
	months = map[Month]bool{}
	for _, a := range s.record.Awards {
		if a.Code != code || a.Month.First().After(s.on) {
			continue
		}
		if len(months) == 0 || a.Month.First().Before(first.First()) {
			first = a.Month
		}
		months[a.Month] = true
		evidence = append(evidence, a.ID)
	}
	slices.Sort(evidence)
	return months, first, evidence
}

// away reports whether protected leave takes more than half of a month.
func (s *subject) away(m Month) bool {
	return 2*s.clock.paused(m.First(), m.Next().First()) > m.days()
}

// Without an award in it yet, the present month breaks no streak: it is not over.
func (q Streak) evaluate(s *subject) Finding {
	f := Finding{Kind: KindStreak, Name: q.Award, Needed: float64(q.Months), Unit: InRow}
	if s.unread(&f, AwardRegister) {
		return f
	}
	months, first, evidence := s.won(q.Award)
	f.Known, f.Evidence = true, evidence
	now := MonthOf(s.on)
	run, best := 0, 0
	for m := first; len(months) > 0 && !m.First().After(now.First()); m = m.Next() {
		switch {
		case months[m]:
			run++
			best = max(best, run)
		case m == now, !q.LeaveBreaks && s.away(m):
		default:
			run = 0
		}
	}
	if best >= q.Months {
		f.Value = float64(best)
		f.passed(s.on)
		return f
	}
	f.Value, f.Gap = float64(run), float64(q.Months-run)
	q.ahead(s, &f, months[now])
	return f
}

// ahead finds the day after the last month that lacks, were each of them won.
func (q Streak) ahead(s *subject, f *Finding, wonNow bool) {
	m := MonthOf(s.on)
	if wonNow {
		m = m.Next()
	}
	left := int(f.Gap)
	for range furthest {
		if leave, endless := s.clock.endless(m.First()); endless && !q.LeaveBreaks {
			f.Why = LeaveWithoutEnd
			f.Evidence = append(f.Evidence, leave.ID)
			return
		}
		if !s.away(m) {
			left--
		}
		if left == 0 {
			f.Earliest = m.Next().First()
			return
		}
		m = m.Next()
	}
}

func (q AwardCount) evaluate(s *subject) Finding {
	f := Finding{Kind: KindAwardCount, Name: q.Award, Needed: float64(q.Times), Unit: InAwards}
	if s.unread(&f, AwardRegister) {
		return f
	}
	months, _, evidence := s.won(q.Award)
	f.Known, f.Evidence = true, evidence
	now := MonthOf(s.on)
	n := q.counted(months, now)
	f.Value, f.Gap = float64(n), float64(max(0, q.Times-n))
	if n >= q.Times {
		f.passed(s.on)
		return f
	}
	f.Earliest = q.ahead(months, now)
	return f
}

// counted are the months won of those that count in a month.
func (q AwardCount) counted(months map[Month]bool, now Month) (n int) {
	oldest := now.plus(1 - q.Within)
	for m := range months {
		if q.Within == 0 || !m.First().Before(oldest.First()) {
			n++
		}
	}
	return n
}

// ahead is the day after the last month that lacks, were each of them won.
func (q AwardCount) ahead(won map[Month]bool, now Month) grid.Date {
	months := map[Month]bool{}
	for m := range won {
		months[m] = true
	}
	m := now
	for range q.Times + 1 {
		months[m] = true
		if q.counted(months, m) >= q.Times {
			return m.Next().First()
		}
		m = m.Next()
	}
	return grid.Date{}
}
