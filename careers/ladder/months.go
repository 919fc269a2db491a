package ladder

import "github.com/muster-wfm/muster/workforce/grid"

func (q Service) evaluate(s *subject) Finding {
	return s.served(KindService, s.record.Hired, q.Months, nil)
}

func (q Dwell) evaluate(s *subject) Finding {
	spell, found := s.record.rung(s.on)
	if !found {
		return Finding{Kind: KindDwell, Verdict: Unknown, Needed: float64(q.Months), Unit: InDays, Why: OnNoRung}
	}
	return s.served(KindDwell, spell.From, q.Months, []string{spell.ID})
}

// served counts the days since a day, protected leave left out, against months of the
// calendar from there. Where a leave without an end is all that keeps it from passing
// it is unknown: the leave may have ended without anybody saying so.
func (s *subject) served(kind Kind, from grid.Date, months int, evidence []string) Finding {
	needed := from.DaysUntil(addMonths(from, months))
	passed := s.clock.passed(from, s.on)
	f := Finding{Kind: kind, Known: true, Value: float64(passed), Needed: float64(needed), Gap: float64(max(0, needed-passed)), Unit: InDays, Evidence: evidence}
	if passed >= needed {
		f.passed(s.on)
		return f
	}
	due, ok := s.clock.due(from, needed)
	if ok {
		f.Earliest = due
		return f
	}
	f.Why = LeaveWithoutEnd
	if leave, endless := s.clock.endless(s.on); endless {
		f.Evidence = append(f.Evidence, leave.ID)
		if passed+leave.From.DaysUntil(s.on) >= needed {
			f.Verdict = Unknown
		}
	}
	return f
}
