package authority

import (
	"slices"
	"time"

	"github.com/muster-wfm/muster/vendors/money"
)

// Doubt is why somebody should look at a grant again.
type Doubt string

// The doubts, in the order of lists.
const (
	Orphan    Doubt = "orphan"           // its subject is gone or does not work
	OverLimit Doubt = "over_limit"       // more than the policy allows by now
	Unused    Doubt = "unused"           // for sixty days
	OutHours  Doubt = "out_of_hours"     // used outside the subject's hours
	Due       Doubt = "due"              // ends within the quarter
	Unseen    Doubt = "glass_unreviewed" // broken, and nobody has looked at what was done
)

var doubts = []Doubt{Unseen, Orphan, OverLimit, Unused, OutHours, Due}

// Review is a grant to be looked at.
type Review struct {
	Grant  Grant
	Doubts []Doubt
}

// Terms of a review.
const (
	unusedAfter = 60 * day
	dueWithin   = 90 * day
)

// Recertify lists the grants that hold at a time and raise a doubt, those with the
// gravest first; broken glass that nobody has looked at is listed until somebody does. working says whether a person works, most what the policy allows
// them by a right now, outside whether a grant was used outside their hours.
func Recertify(grants []Grant, at time.Time, working func(person string) bool, most func(g Grant) money.Amount, outside func(id int64) bool) []Review {
	var out []Review
	for _, g := range grants {
		last, holding := g.LastUsed, g.Holds(at)
		if last.Before(g.From) {
			last = g.From
		}
		var found []Doubt
		for i, holds := range []bool{
			g.Glass && !g.Reviewed && !g.From.After(at),
			holding && !working(g.Subject),
			holding && !g.Glass && g.Right.Class == Compensation && g.Limit.Minor > most(g).Minor,
			holding && at.Sub(last) > unusedAfter,
			holding && outside(g.ID),
			holding && !g.Glass && g.To.Sub(at) <= dueWithin,
		} {
			if holds {
				found = append(found, doubts[i])
			}
		}
		if len(found) > 0 {
			out = append(out, Review{g, found})
		}
	}
	slices.SortStableFunc(out, func(a, b Review) int {
		return slices.Index(doubts, a.Doubts[0]) - slices.Index(doubts, b.Doubts[0])
	})
	return out
}
