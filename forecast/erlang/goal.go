package erlang

import (
	"fmt"
	"math"
)

// Unknown is the part of a setting that is looked for.
type Unknown string

// What can be looked for. Each is a field of [Setting].
const (
	FindAgents    Unknown = "agents"
	FindVolume    Unknown = "volume"
	FindAHT       Unknown = "aht"
	FindPatience  Unknown = "patience" // its mean, in seconds; the kind stays
	FindLines     Unknown = "lines"
	FindThreshold Unknown = "threshold"
)

// Unknowns lists what can be looked for.
func Unknowns() []Unknown {
	return []Unknown{FindAgents, FindVolume, FindAHT, FindPatience, FindLines, FindThreshold}
}

// Measure is a figure that can be promised.
type Measure string

// The figures that can be promised: a service level of at least so much, and of
// everything else at most so much.
const (
	ServiceLevelMeasure Measure = "service_level"
	ASAMeasure          Measure = "asa"
	AbandonmentMeasure  Measure = "abandonment"
	OccupancyMeasure    Measure = "occupancy"
	BlockingMeasure     Measure = "blocking"
	WaitingMeasure      Measure = "waiting" // share of contacts that wait at all
	LostMeasure         Measure = "lost"    // share of contacts that are never answered
)

// Measures lists what can be promised.
func Measures() []Measure {
	return []Measure{ServiceLevelMeasure, ASAMeasure, AbandonmentMeasure, OccupancyMeasure, BlockingMeasure, WaitingMeasure, LostMeasure}
}

// Goal is a promise: a service level of at least, or another figure of at most,
// the target.
type Goal struct {
	Measure Measure
	Target  float64
}

func (g Goal) check() error {
	share := g.Target > 0 && g.Target < 1
	switch g.Measure {
	case ASAMeasure:
		if !(g.Target > 0) || math.IsInf(g.Target, 1) {
			return &InputError{"goal for " + string(g.Measure), g.Target, "seconds above 0"}
		}
	case ServiceLevelMeasure, AbandonmentMeasure, OccupancyMeasure, BlockingMeasure, WaitingMeasure, LostMeasure:
		if !share {
			return &InputError{"goal for " + string(g.Measure), g.Target, "a share above 0 and below 1"}
		}
	default:
		return &InputError{fmt.Sprintf("goal for %q", string(g.Measure)), g.Target, fmt.Sprintf("one of %v", Measures())}
	}
	return nil
}

// Of returns a measure's figure.
func (m Measure) Of(f Figures) float64 {
	switch m {
	case ServiceLevelMeasure:
		return f.ServiceLevel
	case ASAMeasure:
		return f.ASA
	case AbandonmentMeasure:
		return f.PAbandon
	case OccupancyMeasure:
		return f.Occupancy
	case BlockingMeasure:
		return f.PBlock
	case WaitingMeasure:
		return f.PWait
	case LostMeasure:
		return f.PLost
	}
	return math.NaN()
}

// shortfall says by how much a goal is missed, below 0 where it is met: a
// logarithm of what is too much, on which interpolation works well.
func (g Goal) shortfall(f Figures) float64 {
	got, most := g.Measure.Of(f), g.Target
	if g.Measure == ServiceLevelMeasure {
		got, most = 1-got, 1-g.Target
	}
	s := math.Log(got / most)
	if math.IsNaN(s) { // nobody is answered, so there is no mean wait
		return hopeless
	}
	return max(-hopeless, min(hopeless, s))
}

const hopeless = 60

// effect says what more of an unknown does to a goal: 1 helps it, -1 hurts it,
// 0 neither, and 2 now this, now that.
func (g Goal) effect(u Unknown, s Setting) int {
	level := g.Measure == ServiceLevelMeasure
	switch u {
	case FindAgents:
		// An agent holds a line for a handle time, an impatient contact for less.
		if s.Lines > 0 && !s.Patience.Endless() && (g.Measure == BlockingMeasure || s.Redial > 0) {
			return 2
		}
		return 1
	case FindVolume, FindAHT:
		return -1
	case FindThreshold:
		if level {
			return 1
		}
		return 0
	case FindPatience:
		switch {
		case level || s.Redial > 0:
			return 2
		case g.Measure == AbandonmentMeasure || g.Measure == LostMeasure:
			return 1
		}
		return -1
	case FindLines:
		switch {
		case s.Redial > 0 || g.Measure == LostMeasure:
			return 2
		case g.Measure == BlockingMeasure:
			return 1
		}
		return -1
	}
	return 0
}
