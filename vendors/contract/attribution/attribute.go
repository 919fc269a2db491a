package attribution

import (
	"fmt"
	"math"
)

// Side is an interval as planned or as it came to be.
type Side struct {
	Volume       float64 // contacts offered
	HandleTime   float64 // mean, seconds
	Hours        float64 // delivered on the roster
	Availability float64 // share of those hours on contacts, 0 to 1
}

// Interval is a plan and what became of it. InTime of Counted contacts, both as the
// contract's metric counts them and without those that are excused, are what was
// observed; Counted is also the interval's weight in its day.
type Interval struct {
	Plan    Side
	Actual  Side
	InTime  float64
	Counted float64
}

// Level is the modelled service level of an interval: its position, contacts
// offered, mean handle time in seconds, and hours on contacts.
type Level func(interval int, volume, handleTime, hours float64) (float64, error)

// Shares divide a difference of service level.
type Shares struct {
	Planned     float64 // modelled, by the plan
	Modelled    float64 // modelled, with everything as it came to be
	Observed    float64
	By          [players]float64 // by [Player]; they add up to Modelled − Planned
	Unexplained float64          // Observed − Modelled: charged to nobody
	Contacts    float64
}

// InputError refuses an interval that cannot be modelled.
type InputError struct {
	Interval int
	Field    string
	Found    float64
	Expected string
}

func (e *InputError) Error() string {
	return fmt.Sprintf("interval %d, %s: found %v; expected %s", e.Interval+1, e.Field, e.Found, e.Expected)
}

// Day is the attribution of intervals and of all of them together, weighted by
// contacts.
type Day struct {
	Shares
	Intervals []Shares // an interval without contacts is zero and weighs nothing
}

// Attribute divides the service level of intervals among the four players. The
// error is an [*InputError], or what the level function says.
func Attribute(intervals []Interval, level Level) (Day, error) {
	day := Day{Intervals: make([]Shares, len(intervals))}
	for i, in := range intervals {
		if err := in.check(i); err != nil {
			return Day{}, err
		}
		if in.Counted == 0 {
			continue
		}
		s, err := in.attribute(i, level)
		if err != nil {
			return Day{}, fmt.Errorf("interval %d: %w", i+1, err)
		}
		day.Intervals[i] = s
		day.add(s)
	}
	day.divide()
	return day, nil
}

// attribute evaluates the sixteen mixtures of plan and actual.
func (in Interval) attribute(at int, level Level) (Shares, error) {
	var v [1 << players]float64
	for set := range v {
		mix := in.Plan
		for _, p := range Players {
			if set>>p&1 == 1 {
				mix.take(p, in.Actual)
			}
		}
		sl, err := level(at, mix.Volume, mix.HandleTime, mix.Hours*mix.Availability)
		if err != nil {
			return Shares{}, err
		}
		v[set] = sl
	}
	s := Shares{Planned: v[0], Modelled: v[len(v)-1], By: shapley(&v), Observed: in.InTime / in.Counted, Contacts: in.Counted}
	s.settle()
	return s, nil
}

// take replaces one player by how it came to be.
func (s *Side) take(p Player, actual Side) {
	switch p {
	case Volume:
		s.Volume = actual.Volume
	case HandleTime:
		s.HandleTime = actual.HandleTime
	case Hours:
		s.Hours = actual.Hours
	case Availability:
		s.Availability = actual.Availability
	}
}

// add adds an interval, weighted by its contacts.
func (s *Shares) add(of Shares) {
	s.Contacts += of.Contacts
	s.Planned += of.Contacts * of.Planned
	s.Modelled += of.Contacts * of.Modelled
	s.Observed += of.Contacts * of.Observed
	for j := range s.By {
		s.By[j] += of.Contacts * of.By[j]
	}
}

// divide turns sums into means.
func (s *Shares) divide() {
	if s.Contacts == 0 {
		return
	}
	s.Planned, s.Modelled, s.Observed = s.Planned/s.Contacts, s.Modelled/s.Contacts, s.Observed/s.Contacts
	for j := range s.By {
		s.By[j] /= s.Contacts
	}
	s.settle()
}

// settle gives what rounding left over to the player with most, so that the four
// add up, in their order, to the difference itself.
func (s *Shares) settle() {
	s.Unexplained = s.Observed - s.Modelled
	largest := 0
	for j := range s.By {
		if math.Abs(s.By[j]) > math.Abs(s.By[largest]) {
			largest = j
		}
	}
	for range players {
		s.By[largest] += s.Modelled - s.Planned - s.Explained()
	}
}

// Explained is the sum of the four.
func (s Shares) Explained() float64 {
	sum := 0.0
	for _, phi := range s.By {
		sum += phi
	}
	return sum
}

// check refuses what no model can take.
func (in Interval) check(at int) error {
	for _, c := range []struct {
		field    string
		v        float64
		ok       bool
		expected string
	}{
		{"contacts", in.Counted, in.Counted >= 0 && !math.IsInf(in.Counted, 1), "0 or more"},
		{"contacts in time", in.InTime, in.InTime >= 0 && in.InTime <= in.Counted, "0 or more, and no more than contacts"},
	} {
		if !c.ok {
			return &InputError{at, c.field, c.v, c.expected}
		}
	}
	if err := in.Plan.check(at, "planned"); err != nil {
		return err
	}
	return in.Actual.check(at, "actual")
}

func (s Side) check(at int, which string) error {
	finite := func(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }
	for _, c := range []struct {
		field    string
		v        float64
		ok       bool
		expected string
	}{
		{"volume", s.Volume, finite(s.Volume), "contacts of 0 or more"},
		{"handle time", s.HandleTime, finite(s.HandleTime) && s.HandleTime > 0, "seconds above 0"},
		{"hours", s.Hours, finite(s.Hours), "hours of 0 or more"},
		{"availability", s.Availability, s.Availability >= 0 && s.Availability <= 1, "a share from 0 to 1"},
	} {
		if !c.ok {
			return &InputError{at, which + " " + c.field, c.v, c.expected}
		}
	}
	return nil
}
