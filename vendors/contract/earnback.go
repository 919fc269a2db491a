package contract

import (
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
)

// EarnBack is the chance to get a credit back by doing better: an option of a
// level, off unless the contract has it.
type EarnBack struct {
	Share decimal.Decimal // of the credit, usually 0.5 to 1
	Worst decimal.Decimal // the far end of the yellow zone below the base: a miss beyond it is final
	Clean int             // months before the miss without another, usually 6
	Good  int             // months after it that all reach the target, usually 3
}

func (e *EarnBack) check(l *problem.List, field string) {
	l.Need(isShare(e.Share), field+".share", e.Share, "a share from 0 to 1", problem.Wanting(problem.Share))
	l.Need(e.Clean >= 0, field+".clean", e.Clean, "0 months or more", problem.Wanting(problem.AtLeast, 0))
	l.Need(e.Good >= 1, field+".good", e.Good, "1 month or more", problem.Wanting(problem.AtLeast, 1))
}

// Month is what a level came to in a month.
type Month struct {
	Verdict Verdict
	Value   decimal.Decimal
}

// Earning says whether a credit is earned back, and why not.
type Earning struct {
	Share   decimal.Decimal // of the credit, 0 where it is not
	Waiting int             // months still to come before it can be said
	Why     string
}

// EarnedBack looks at the miss in month at of a level's course, the oldest first.
func (l Level) EarnedBack(course []Month, at int) Earning {
	e := l.EarnBack
	switch {
	case e == nil:
		return Earning{Why: "the contract has no earn-back for this level"}
	case at < 0 || at >= len(course) || course[at].Verdict != Missed:
		return Earning{Why: "nothing was missed in that month"}
	case l.worse(course[at].Value, e.Worst):
		return Earning{Why: "the miss lies beyond the yellow zone"}
	}
	for _, m := range course[max(0, at-e.Clean):at] {
		if m.Verdict == Missed {
			return Earning{Why: "it is a repeat: another month before it was missed too"}
		}
	}
	for i := at + 1; i <= at+e.Good; i++ {
		switch {
		case i >= len(course):
			return Earning{Waiting: at + e.Good + 1 - len(course), Why: "the months after it are still to come"}
		case course[i].Verdict == Unproved || l.worse(course[i].Value, l.Target):
			return Earning{Why: "a month after it stayed short of the target"}
		}
	}
	return Earning{Share: e.Share}
}
