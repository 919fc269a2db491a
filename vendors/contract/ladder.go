package contract

import (
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
)

// Consequence is what repeated misses lead to. A credit alone guides and does not
// change anybody: one vendor paid 15 % of its fees rather than its ways.
type Consequence string

// The steps of the ladder, from the mildest.
const (
	Improve   Consequence = "improvement_plan"
	CutShare  Consequence = "share_cut"
	StepIn    Consequence = "step_in"           // the owner takes the work over for a time
	Terminate Consequence = "termination_right" // the owner may end the contract
)

var consequences = []Consequence{Improve, CutShare, StepIn, Terminate}

// Rung is a step of the ladder: so many misses of a level in so many months.
type Rung struct {
	Misses int
	Months int
	Leads  Consequence
}

func (r Rung) check(l *problem.List, field string) {
	l.Need(r.Misses >= 1, field+".misses", r.Misses, "1 or more", problem.Wanting(problem.AtLeast, 1))
	l.Need(r.Months >= r.Misses, field+".months", r.Months, "at least as many months as misses", problem.Wanting(problem.AtLeast, r.Misses))
	l.Need(slices.Contains(consequences, r.Leads), field+".leads", r.Leads, "improvement_plan, share_cut, step_in or termination_right", problem.Wanting(problem.Choice))
}

// Chronic is a rung that the newest months have reached.
type Chronic struct {
	Rung
	In []int // the months missed, positions in the course
}

// Reached returns the rungs that a level's course has reached with its newest
// month, the gravest first. A rung is reached only by a month that was missed
// itself: what lies behind and has been mended does not come up again.
func (v Version) Reached(course []Month) []Chronic {
	if len(course) == 0 || course[len(course)-1].Verdict != Missed {
		return nil
	}
	var list []Chronic
	for _, r := range v.Ladder {
		var in []int
		for i := max(0, len(course)-r.Months); i < len(course); i++ {
			if course[i].Verdict == Missed {
				in = append(in, i)
			}
		}
		if len(in) >= r.Misses {
			list = append(list, Chronic{r, in})
		}
	}
	slices.SortStableFunc(list, func(a, b Chronic) int {
		return slices.Index(consequences, b.Leads) - slices.Index(consequences, a.Leads)
	})
	return list
}
