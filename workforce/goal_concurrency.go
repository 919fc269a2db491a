package workforce

import (
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
)

// ConcurrentTimes is how long contacts take when their agent has several at once:
// in seconds for each number, or by how much each one more slows the others down.
// Both empty means that it makes no difference, or is not known.
type ConcurrentTimes struct {
	AHTS   []float64 // mean handle time in seconds of a contact whose agent has 1, 2, … at once
	Growth float64   // what one contact more adds, as a share of the handle time of one alone
}

// IsZero reports whether nothing is said.
func (t ConcurrentTimes) IsZero() bool { return len(t.AHTS) == 0 && t.Growth == 0 }

// mostGrowth is a share beyond which a number is a slip: it would make two contacts
// at once take eleven times as long.
const mostGrowth = 10

func (t ConcurrentTimes) check(c *checks, at string) {
	c.need(len(t.AHTS) <= maxConcurrency, at+".concurrencyAhtS", fmt.Sprintf("%d handle times", len(t.AHTS)), fmt.Sprintf("at most %d", maxConcurrency), problem.Wanting(problem.AtMost, maxConcurrency))
	for i, aht := range t.AHTS {
		c.need(aht > 0 && finite(aht), fmt.Sprintf("%s.concurrencyAhtS[%d]", at, i), aht, "seconds above 0", problem.Wanting(problem.Above, 0))
	}
	c.need(t.Growth >= 0 && t.Growth <= mostGrowth, at+".concurrencyGrowth", t.Growth, "a share from 0 to 10 of the handle time of one contact alone", problem.Wanting(problem.Between, 0, 10))
	c.need(t.Growth == 0 || len(t.AHTS) == 0, at+".concurrencyGrowth", t.Growth, "none beside handle times by concurrency, which say it already", problem.Wanting(problem.NoneBeside))
}
