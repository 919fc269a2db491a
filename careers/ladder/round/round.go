package round

import (
	"fmt"
	"slices"

	"github.com/muster-wfm/muster/careers/ladder"
)

// State is how far a round is.
type State string

// The states, in their order.
const (
	Draft       State = "draft"
	Open        State = "open" // for applications
	Scoring     State = "scoring"
	Calibration State = "calibration"
	Decided     State = "decided"
	Appeals     State = "appeals"
	Closed      State = "closed"
)

// states in their order.
func states() []State {
	return []State{Draft, Open, Scoring, Calibration, Decided, Appeals, Closed}
}

// Round is a promotion round for the seats of one rung.
type Round struct {
	State      State
	Rung       string // that is promoted to
	Seats      int
	Criteria   []Criterion
	Board      []Member
	Quorum     int // members that must score each applicant
	Applicants []Applicant
	Scores     []Score
	Changes    []Change
	Decisions  []Decision
}

// Criterion is what members score, with its weight beside the others.
type Criterion struct {
	Code   string
	Weight float64
}

// Member is one of the board, and of whom they keep out.
type Member struct {
	Code    string
	Recused []string
}

// Applicant is somebody who applies, with what the ladder says of them.
type Applicant struct {
	Code    string
	Verdict ladder.Verdict
}

// Score is 1 to 5 points by a member for an applicant in a criterion.
type Score struct {
	Member, Applicant, Criterion string
	Points                       int
	Comment                      string
}

// Change is a score changed after it was shown to others.
type Change struct {
	Member, Applicant, Criterion string
	Before, After                int
	Reason                       string
}

// The scale of scores.
const (
	LeastPoints = 1
	MostPoints  = 5
)

// FaultKind is why something is refused.
type FaultKind string

// The kinds of fault.
const (
	WrongState      FaultKind = "not in this state"
	NoSuchMember    FaultKind = "not on the board"
	NoSuchApplicant FaultKind = "does not apply"
	NoSuchCriterion FaultKind = "no such criterion"
	JudgesThemself  FaultKind = "judges themselves"
	IsRecused       FaultKind = "is recused"
	OffTheScale     FaultKind = "off the scale"
	ScoredTwice     FaultKind = "scored already"
	NotScored       FaultKind = "not scored"
	NoReason        FaultKind = "no reason is written down"
	TooFewScores    FaultKind = "scored by too few"
	TooManySeats    FaultKind = "more than there are seats"
	NotEligible     FaultKind = "does not meet what the ladder asks"
	OneDecider      FaultKind = "turned down by one alone"
	NoDecider       FaultKind = "decided by nobody"
	DecidedTwice    FaultKind = "decided twice"
	NotDecided      FaultKind = "not decided"
	OddRound        FaultKind = "round makes no sense"
)

// Fault says what is wrong with a round, a score or a decision.
type Fault = ladder.Refusal[FaultKind]

func refuse(kind FaultKind, who, expected string) *Fault {
	return &Fault{Kind: kind, Who: who, Expected: expected}
}

// Check names what keeps a round from being opened.
func (r *Round) Check() (faults []*Fault) {
	weight := 0.0
	for _, c := range r.Criteria {
		if !(c.Weight >= 0) {
			faults = append(faults, refuse(OddRound, fmt.Sprintf("criterion %s with a weight of %g", c.Code, c.Weight), "at least 0"))
		}
		weight += c.Weight
	}
	if !(weight > 0) {
		faults = append(faults, refuse(OddRound, "criteria", "at least one with a weight above 0"))
	}
	if r.Seats < 1 {
		faults = append(faults, refuse(OddRound, fmt.Sprintf("%d seats", r.Seats), "at least one"))
	}
	if r.Quorum < 1 || r.Quorum > len(r.Board) {
		faults = append(faults, refuse(OddRound, fmt.Sprintf("a quorum of %d on a board of %d", r.Quorum, len(r.Board)), "at least one, and no more than the board has"))
	}
	return faults
}

// Seats are what a round may fill: no more than it set out to, nor than the rung has
// room for in the same moment.
func Seats(planned, room int, limited bool) int {
	if !limited {
		return planned
	}
	return max(0, min(planned, room))
}

// Advance goes on to the next state, if what the present one is for is done. The room
// of the rung counts when a round is decided.
func (r *Round) Advance(room int, limited bool) error {
	list := states()
	at := slices.Index(list, r.State)
	if at < 0 || at == len(list)-1 {
		return refuse(WrongState, string(r.State), "a state before the last")
	}
	var faults []*Fault
	switch r.State {
	case Draft:
		faults = r.Check()
	case Scoring:
		faults = r.unscored()
	case Calibration:
		faults = r.CheckDecisions(room, limited)
	}
	if len(faults) > 0 {
		return faults[0]
	}
	r.State = list[at+1]
	return nil
}

func (r *Round) member(code string) (Member, bool) {
	i := slices.IndexFunc(r.Board, func(m Member) bool { return m.Code == code })
	if i < 0 {
		return Member{}, false
	}
	return r.Board[i], true
}

func (r *Round) applicant(code string) (Applicant, bool) {
	i := slices.IndexFunc(r.Applicants, func(a Applicant) bool { return a.Code == code })
	if i < 0 {
		return Applicant{}, false
	}
	return r.Applicants[i], true
}

// mayJudge refuses who has no say about an applicant.
func (r *Round) mayJudge(member, applicant string) *Fault {
	m, found := r.member(member)
	switch {
	case !found:
		return refuse(NoSuchMember, member, "a member of the board")
	case member == applicant:
		return refuse(JudgesThemself, member, "a judge who does not apply")
	case slices.Contains(m.Recused, applicant):
		return refuse(IsRecused, fmt.Sprintf("%s about %s", member, applicant), "a member who is not recused")
	}
	return nil
}
