package authority

import (
	"time"

	"github.com/muster-wfm/muster/internal/chain"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Use is a decision in the log, also one that was denied.
type Use struct {
	Subject  string
	Right    string
	Contact  string
	Amount   money.Amount
	At       time.Time
	Second   string
	Decision Decision
	Hash     chain.Hash
}

// Seal writes a decision after the last of the log.
func Seal(log []Use, s Subject, r Request, d Decision) Use {
	u := Use{Subject: s.ID, Right: r.Right, Contact: r.Contact, Amount: r.Amount, At: r.At.UTC(), Second: r.Second, Decision: d}
	var before chain.Hash
	if len(log) > 0 {
		before = log[len(log)-1].Hash
	}
	u.Hash = u.seal(before)
	return u
}

func (u Use) seal(before chain.Hash) chain.Hash {
	return chain.Seal(before, []int64{u.At.UnixMicro(), u.Amount.Minor, u.Decision.Grant},
		u.Subject, u.Right, u.Contact, string(u.Amount.Currency), u.Second, string(u.Decision.Verdict), string(u.Decision.By), u.Decision.Reason)
}

// Broken returns the position of the first use that is not as it was written, or
// −1.
func Broken(log []Use) int {
	return chain.Broken(log, func(u Use) chain.Hash { return u.Hash }, Use.seal)
}

// Root is the last hash of a day, in UTC, to be kept apart from the log; false on a
// day without uses. Whoever rewrites the whole log does not have it.
func Root(log []Use, on grid.Date) (chain.Hash, bool) {
	for i := len(log) - 1; i >= 0; i-- {
		if grid.DateOf(log[i].At) == on {
			return log[i].Hash, true
		}
	}
	return chain.Hash{}, false
}
