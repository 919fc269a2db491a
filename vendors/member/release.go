package member

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
)

// Fairness is how intervals are given within a tier.
type Fairness string

// The ways. None of them looks at who asked first: the fastest click wins nothing.
const (
	Rotation Fairness = "rotation" // to those who got least of late
	Lottery  Fairness = "lottery"  // to anybody, by lot
)

// Slot is an interval that members may work.
type Slot struct {
	Places int
	Wanted []int // positions of the applicants who asked for it
}

// Applicant is a member who asks for intervals.
type Applicant struct {
	Tier   int // 1 comes first
	Recent int // intervals won in the window that rotation looks back on
	Cap    int // intervals that it may still win in this release; below 0: any number
}

// Release gives slots to applicants: in the order of slots, tier by tier, within a
// tier by the rule, and ties by lot. It returns who got each slot. The same source
// of chance gives the same release. The error is a [*RefusedError].
func Release(slots []Slot, applicants []Applicant, by Fairness, chance *rand.Rand) ([][]int, error) {
	if by != Rotation && by != Lottery {
		return nil, Refuse("release", "rule", Against(NoSuchRule, string(by), "rotation or lottery"))
	}
	won := make([]int, len(applicants))
	out := make([][]int, len(slots))
	for i, s := range slots {
		if s.Places < 0 {
			return nil, Refuse("release", fmt.Sprintf("slots[%d].places", i), Against(FewestPlaces, fmt.Sprint(s.Places), "0 or more"))
		}
		for _, a := range s.Wanted {
			if a < 0 || a >= len(applicants) {
				return nil, Refuse("release", fmt.Sprintf("slots[%d].wanted", i), Against(NoApplicant, fmt.Sprint(a), "one of the applicants"))
			}
		}
		out[i] = turn(s, applicants, won, by, chance)
	}
	return out, nil
}

// turn gives one slot, and notes who won.
func turn(s Slot, applicants []Applicant, won []int, by Fairness, chance *rand.Rand) []int {
	// By position first, so that the order in which people asked changes nothing.
	queue := slices.Clone(s.Wanted)
	slices.Sort(queue)
	queue = slices.Compact(queue)
	lot := map[int]uint64{}
	for _, a := range queue {
		lot[a] = chance.Uint64()
	}
	slices.SortStableFunc(queue, func(a, b int) int {
		order := cmp.Compare(applicants[a].Tier, applicants[b].Tier)
		if by == Rotation {
			order = cmp.Or(order, cmp.Compare(applicants[a].Recent+won[a], applicants[b].Recent+won[b]))
		}
		return cmp.Or(order, cmp.Compare(lot[a], lot[b]))
	})
	var given []int
	for _, a := range queue {
		if len(given) == s.Places {
			break
		}
		if limit := applicants[a].Cap; limit < 0 || won[a] < limit {
			given = append(given, a)
			won[a]++
		}
	}
	return given
}
