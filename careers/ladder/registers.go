package ladder

import (
	"cmp"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

func (q Certified) evaluate(s *subject) Finding {
	f := Finding{Kind: KindCertified, Name: q.Code, Needed: 1, Gap: 1, Unit: InCertificates, Why: NeedsAction}
	if s.unread(&f, CertificateRegister) {
		return f
	}
	f.Known = true
	for _, c := range s.record.Certificates {
		if c.Code != q.Code {
			continue
		}
		switch {
		case !c.To.IsZero() && !s.on.Before(c.To): // has expired
			continue
		case c.From.After(s.on):
			f.sooner(c.From)
		default:
			f.Value, f.Why = 1, Plain
			f.passed(s.on)
		}
		f.Evidence = append(f.Evidence, c.ID)
	}
	slices.Sort(f.Evidence)
	return f
}

// sooner notes a day on which a finding will pass, unless it passes before.
func (f *Finding) sooner(day grid.Date) {
	if f.Verdict != Passes && (f.Earliest.IsZero() || day.Before(f.Earliest)) {
		f.Earliest, f.Why = day, Plain
	}
}

func (q Trained) evaluate(s *subject) Finding {
	f := Finding{Kind: KindTrained, Name: q.Course, Needed: q.Hours, Unit: InHours}
	if s.unread(&f, TrainingRegister) {
		return f
	}
	f.Known = true
	for _, t := range s.record.Trainings {
		if (q.Course == "" || t.Course == q.Course) && s.within(t.On, q.Within) {
			f.Value += t.Hours
			f.Evidence = append(f.Evidence, t.ID)
		}
	}
	f.settle(s.on)
	return f
}

func (q Nominated) evaluate(s *subject) Finding {
	f := Finding{Kind: KindNominated, Needed: float64(q.By), Unit: InPeople}
	if s.unread(&f, NominationRegister) {
		return f
	}
	f.Known = true
	by := map[string]bool{s.record.Person: true} // nobody nominates themselves
	for _, n := range s.record.Nominations {
		if !by[n.By] && s.within(n.On, q.Within) {
			by[n.By] = true
			f.Value++
			f.Evidence = append(f.Evidence, n.ID)
		}
	}
	f.settle(s.on)
	return f
}

func (q Board) evaluate(s *subject) Finding {
	f := Finding{Kind: KindBoard, Needed: q.Score, Unit: InPoints, Verdict: Unknown, Why: NeedsAction}
	if s.unread(&f, BoardRegister) {
		return f
	}
	boards := slices.SortedFunc(slices.Values(s.record.Boards), func(a, b BoardScore) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID))
	})
	for _, b := range slices.Backward(boards) {
		if s.within(b.On, q.Within) {
			f.Known, f.Value, f.Evidence, f.Verdict = true, b.Score, []string{b.ID}, Fails
			f.settle(s.on)
			return f
		}
	}
	return f
}

func (NoSanction) evaluate(s *subject) Finding {
	f := Finding{Kind: KindNoSanction, Unit: InSanctions}
	if s.unread(&f, SanctionRegister) {
		return f
	}
	f.Known = true
	var ends grid.Date
	open := false
	for _, x := range s.record.Sanctions {
		if x.From.After(s.on) || !x.To.IsZero() && !s.on.Before(x.To) {
			continue
		}
		f.Value++
		f.Evidence = append(f.Evidence, x.ID)
		open = open || x.To.IsZero()
		if ends.Before(x.To) {
			ends = x.To
		}
	}
	slices.Sort(f.Evidence)
	f.Gap = f.Value
	switch {
	case f.Value == 0:
		f.passed(s.on)
	case open:
		f.Why = NeedsAction
	default:
		f.Earliest = ends
	}
	return f
}

// settle compares a value with what is needed, where only somebody's action brings
// it nearer.
func (f *Finding) settle(on grid.Date) {
	slices.Sort(f.Evidence)
	f.Gap = max(0, f.Needed-f.Value)
	if f.Gap == 0 {
		f.Why = Plain
		f.passed(on)
		return
	}
	f.Why = NeedsAction
}
