package authority

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Corner is one of the owner's three over a programme (004-15). The sources name
// the triangle and not its corners; these are this product's.
type Corner string

// The corners.
const (
	Operations Corner = "operations" // forecast, staffing, the day
	Quality    Corner = "quality"    // inspection, calibration, critical errors
	Capability Corner = "capability" // training, knowledge, authority
)

// Corners are all of them.
var Corners = []Corner{Operations, Quality, Capability}

// Seat is somebody on a corner of a programme: of the owner, or the vendor's
// counterpart.
type Seat struct {
	Corner Corner
	Person string
	Owner  bool
}

// Seats checks the triangle of a programme: each corner is held by one person of
// the owner and has one counterpart of the vendor; nobody holds two, and nobody of
// the vendor holds one of the owner's. staff says who is the vendor's. The error is
// a [*RefusedError].
func Seats(seats []Seat, staff func(person string) bool) error {
	held := map[string]Corner{}
	for _, s := range seats {
		other, twice := held[s.Person]
		switch {
		case !slices.Contains(Corners, s.Corner):
			return Refuse("iron triangle", string(s.Corner), NoCorner, "no corner", "operations, quality or capability")
		case s.Person == "":
			return Refuse("iron triangle", string(s.Corner), EmptySeat, "nobody", "a person")
		case twice:
			return Refuse("iron triangle", string(s.Corner), DoubleHat, s.Person+" on "+string(other)+" too", "somebody else: no double hats", other)
		case s.Owner && staff(s.Person):
			return Refuse("iron triangle", string(s.Corner), VendorsSeat, s.Person+" of the vendor", "one of the owner's people")
		case !s.Owner && !staff(s.Person):
			return Refuse("iron triangle", string(s.Corner), OwnersSeat, s.Person+" of the owner", "one of the vendor's people, as counterpart")
		}
		held[s.Person] = s.Corner
	}
	for _, c := range Corners {
		for _, owner := range []bool{true, false} {
			if n := count(seats, c, owner); n != 1 {
				side := map[bool]string{true: "owner", false: "vendor"}[owner]
				return Refuse("iron triangle", string(c), OnePerson, fmt.Sprintf("%d people of the %s", n, side), "one", n)
			}
		}
	}
	return nil
}

func count(seats []Seat, c Corner, owner bool) int {
	n := 0
	for _, s := range seats {
		if s.Corner == c && s.Owner == owner {
			n++
		}
	}
	return n
}

// Voice is a corner's word on a change or on a start.
type Voice struct {
	Person string
	Yes    bool
	Why    string // of a veto
}

// Vote is what the triangle says.
type Vote struct {
	Passed  bool
	Vetoed  []Corner
	Missing []Corner // whose word is still to come
	Ignored []string // people who spoke and hold no corner of the owner's
}

// Change asks for a change in one corner's field (scripts, the floor of staff, the
// limits of authority): the two other corners sign, each may veto. Go asks all
// three.
func Change(seats []Seat, field Corner, voices []Voice) Vote { return vote(seats, field, voices) }

// Go asks for the start of a programme: all three corners, each with a veto.
func Go(seats []Seat, voices []Voice) Vote { return vote(seats, "", voices) }

func vote(seats []Seat, without Corner, voices []Voice) Vote {
	var v Vote
	spoke := map[Corner]Voice{}
	for _, voice := range voices {
		at := slices.IndexFunc(seats, func(s Seat) bool { return s.Owner && s.Person == voice.Person })
		if at < 0 {
			v.Ignored = append(v.Ignored, voice.Person)
			continue
		}
		spoke[seats[at].Corner] = voice
	}
	for _, c := range Corners {
		voice, heard := spoke[c]
		switch {
		case heard && !voice.Yes:
			v.Vetoed = append(v.Vetoed, c) // also the corner whose field it is
		case !heard && c != without:
			v.Missing = append(v.Missing, c)
		}
	}
	v.Passed = len(v.Vetoed) == 0 && len(v.Missing) == 0
	return v
}

// Health is how a triangle does, each part from 0 (bad) to 1.
type Health struct {
	Actions     float64 // open critical actions: 1 without, 0 from five on
	Calibration float64 // 1 within a week, 0 from five weeks on
	Coverage    float64 // certified people among those who work
	Index       float64 // the least of them: a chain is as strong as that
}

// HealthOf computes the index from open critical actions, the day of the last
// calibration, and certified people of all who work.
func HealthOf(actions int, calibrated, on grid.Date, certified, working int) Health {
	h := Health{Actions: 1 - min(1, float64(max(0, actions))/5)}
	if !calibrated.IsZero() {
		late := float64(calibrated.DaysUntil(on) - 7)
		h.Calibration = 1 - min(1, max(0, late/28))
	}
	if h.Coverage = 1; working > 0 {
		h.Coverage = float64(certified) / float64(working)
	}
	h.Index = min(h.Actions, h.Calibration, h.Coverage)
	return h
}
