package ladder

import "github.com/muster-wfm/muster/workforce/grid"

// Assessment is what a move comes to for a person on a day.
type Assessment struct {
	Ladder   string
	Version  int
	From, To string
	Kind     EdgeKind
	Person   string
	On       grid.Date
	Finding  Finding
}

// Assess evaluates all that a move asks of a person on a day. Facts after that day
// count only where they are plans, such as the end of a leave.
func Assess(l *Ladder, e Edge, r *Record, on grid.Date) *Assessment {
	a := &Assessment{Ladder: l.Code, Version: l.Version, From: e.From, To: e.To, Kind: e.Kind, Person: r.Person, On: on}
	s := &subject{record: r, on: on, clock: newClock(r.Leaves)}
	if q := l.Asked(e); q != nil {
		a.Finding = q.evaluate(s)
		return a
	}
	a.Finding = Finding{Kind: KindNothing, Known: true}
	a.Finding.passed(on)
	return a
}

// Readiness assesses every move from the rung that a person is on; on no rung there
// is none.
func Readiness(l *Ladder, r *Record, on grid.Date) []*Assessment {
	spell, found := r.rung(on)
	if !found {
		return nil
	}
	var list []*Assessment
	for _, e := range l.From(spell.Rung) {
		list = append(list, Assess(l, e, r, on))
	}
	return list
}
