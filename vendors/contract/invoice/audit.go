package invoice

import (
	"math/rand/v2"

	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// AuditGoal is what a look at lines by hand tells apart: one wrong in a hundred from
// one in twenty, with a risk of 5 % to go on for nothing and 10 % to stop too soon.
func AuditGoal() accept.Goal {
	return accept.Goal{Good: 0.01, Bad: 0.05, Producer: 0.05, Consumer: 0.10}
}

// AuditOrder is the order in which people look at matched lines, by lot, so that
// nobody chooses which: positions among the findings. They stop as soon as the
// sequential test of the goal says so.
func AuditOrder(findings []Finding, chance *rand.Rand) []int {
	var list []int
	for i, f := range findings {
		if f.State == Matched && f.Line.Number > 0 {
			list = append(list, i)
		}
	}
	chance.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
	return list
}
