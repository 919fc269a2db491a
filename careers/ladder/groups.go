package ladder

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

func (q All) evaluate(s *subject) Finding {
	return s.group(KindAll, len(q), q)
}

func (q Any) evaluate(s *subject) Finding {
	return s.group(KindAny, 1, q)
}

func (q AtLeast) evaluate(s *subject) Finding {
	return s.group(KindAtLeast, q.Count, q.Of)
}

// group needs a number of parts to pass. It passes when so many do, fails when so
// many could not even if all that is unknown passed, and is unknown between.
func (s *subject) group(kind Kind, needed int, parts []Requirement) Finding {
	f := Finding{Kind: kind, Known: true, Needed: float64(needed), Unit: InRequirements, Verdict: Unknown}
	passed, open := 0, 0
	for _, q := range parts {
		part := q.evaluate(s)
		f.Parts = append(f.Parts, part)
		switch part.Verdict {
		case Passes:
			passed++
		case Unknown:
			open++
		}
	}
	f.Value = float64(passed)
	f.Gap = max(0, f.Needed-f.Value)
	f.Earliest = nthEarliest(f.Parts, needed)
	switch {
	case passed >= needed:
		f.passed(s.on)
	case passed+open < needed:
		f.Verdict = Fails
	}
	return f
}

// nthEarliest is the day by which so many parts will have passed.
func nthEarliest(parts []Finding, n int) grid.Date {
	var days []grid.Date
	for _, p := range parts {
		if !p.Earliest.IsZero() {
			days = append(days, p.Earliest)
		}
	}
	if n < 1 || len(days) < n {
		return grid.Date{}
	}
	slices.SortFunc(days, grid.Date.Compare)
	return days[n-1]
}
