package accept

// Severity is how hard lots are looked at.
type Severity string

// The severities.
const (
	Normal    Severity = "normal"
	Tightened Severity = "tightened"
	Reduced   Severity = "reduced"
	Stopped   Severity = "stopped" // nothing is taken until somebody decides otherwise
)

// Switching follows lots and says how hard to look at the next (after the rules of
// MIL-STD-105E, which is in the public domain): tightened after 2 refusals within 5
// lots; normal again when all of the next 5 are taken, and stopped when they are not;
// reduced after 10 taken in a row, normal again at the first refusal. The zero value
// begins at normal.
type Switching struct {
	severity Severity
	recent   []bool // lots under this severity, true for taken
}

// Severity is how hard to look at the next lot.
func (s *Switching) Severity() Severity {
	if s.severity == "" {
		return Normal
	}
	return s.severity
}

// Record takes a lot's verdict and returns how hard to look at the next.
func (s *Switching) Record(taken bool) Severity {
	if s.Severity() == Stopped {
		return Stopped
	}
	s.recent = append(s.recent, taken)
	switch run := s.run(); s.Severity() {
	case Normal:
		if s.refused(5) >= 2 {
			s.turn(Tightened)
		} else if run >= 10 {
			s.turn(Reduced)
		}
	case Tightened:
		if run >= 5 {
			s.turn(Normal)
		} else if len(s.recent) >= 5 {
			s.turn(Stopped)
		}
	case Reduced:
		if !taken {
			s.turn(Normal)
		}
	}
	return s.Severity()
}

func (s *Switching) turn(to Severity) { s.severity, s.recent = to, nil }

// run is how many of the last lots were taken one after another.
func (s *Switching) run() int {
	n := 0
	for i := len(s.recent) - 1; i >= 0 && s.recent[i]; i-- {
		n++
	}
	return n
}

// refused is how many of the last lots were not taken.
func (s *Switching) refused(of int) int {
	n := 0
	for _, taken := range s.recent[max(0, len(s.recent)-of):] {
		if !taken {
			n++
		}
	}
	return n
}
