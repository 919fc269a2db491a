package round

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/careers/ladder"
)

// Outcome is what is decided about an applicant.
type Outcome string

// The outcomes.
const (
	Promoted   Outcome = "promoted"
	TurnedDown Outcome = "turned down"
	NoSeat     Outcome = "no seat" // good enough, and no place free
)

// Decision is an outcome with who decided and why, in writing.
type Decision struct {
	Applicant string
	Outcome   Outcome
	Reason    string
	Deciders  []string
}

// twoDeciders is how many must agree to turn down somebody who meets all that the
// ladder asks.
const twoDeciders = 2

// CheckDecisions names all that keeps the decisions of a round from standing, given
// the room of the rung in the same moment: it must be called in the transaction that
// writes them.
func (r *Round) CheckDecisions(room int, limited bool) []*Fault {
	faults := r.unscored()
	promoted := 0
	decided := map[string]bool{}
	for _, d := range r.Decisions {
		a, found := r.applicant(d.Applicant)
		if !found {
			faults = append(faults, refuse(NoSuchApplicant, d.Applicant, "somebody who applies"))
			continue
		}
		if decided[d.Applicant] {
			faults = append(faults, refuse(DecidedTwice, d.Applicant, "one decision"))
		}
		decided[d.Applicant] = true
		faults = append(faults, r.checkDecision(d, a)...)
		if d.Outcome == Promoted {
			promoted++
		}
	}
	for _, a := range r.Applicants {
		if !decided[a.Code] {
			faults = append(faults, refuse(NotDecided, a.Code, "a decision about everybody who applies"))
		}
	}
	if seats := Seats(r.Seats, room, limited); promoted > seats {
		faults = append(faults, refuse(TooManySeats, fmt.Sprintf("%d promoted to %s", promoted, r.Rung), fmt.Sprintf("at most %d", seats)))
	}
	return faults
}

func (r *Round) checkDecision(d Decision, a Applicant) (faults []*Fault) {
	if strings.TrimSpace(d.Reason) == "" {
		faults = append(faults, refuse(NoReason, d.Applicant, "a reason that the applicant can read"))
	}
	if !slices.Contains([]Outcome{Promoted, TurnedDown, NoSeat}, d.Outcome) {
		faults = append(faults, refuse(NotDecided, fmt.Sprintf("%s: %q", d.Applicant, d.Outcome), "promoted, turned down or no seat"))
	}
	deciders := slices.Compact(slices.Sorted(slices.Values(d.Deciders)))
	for _, m := range deciders {
		if f := r.mayJudge(m, d.Applicant); f != nil {
			faults = append(faults, f)
		}
	}
	switch {
	case len(deciders) == 0:
		faults = append(faults, refuse(NoDecider, d.Applicant, "the names of those who decided"))
	case d.Outcome == TurnedDown && a.Verdict == ladder.Passes && len(deciders) < twoDeciders:
		faults = append(faults, refuse(OneDecider, d.Applicant, "two who agree: all that the ladder asks is met"))
	}
	if d.Outcome == Promoted && a.Verdict != ladder.Passes {
		faults = append(faults, refuse(NotEligible, fmt.Sprintf("%s, whose check %s", d.Applicant, a.Verdict), "everything that the ladder asks, or a change of the ladder for all"))
	}
	return faults
}
