package protected

import (
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/careers/ladder/round"
)

// Check is how a round was held, looked at anew from what was kept of it and not by the
// rules that let it pass.
type Check struct {
	ID          int64
	Name, Rung  string
	AnnouncedAt time.Time

	Applicants, Promoted, TurnedDown, NoSeat int

	Board, Quorum int
	Complete      int // members who scored all whom they judge before anybody saw others' scores
	Recusals      int
	Deciders      []Decider
	Changed       int // scores changed after they were discussed
	Appeals       int
	Upheld        int
	Faults        []Fault
}

// Decider is somebody who decided, and about how many.
type Decider struct {
	UserID    int64
	Name      string
	Decisions int
}

// Fault is something that a round should not have, and how often.
type Fault struct {
	Kind  string
	Times int
}

// The faults that a round may have.
const (
	NoOutcome      = "no_outcome"      // somebody who applied, without a decision
	NoReason       = "no_reason"       // a decision without a written reason
	OneDecider     = "one_decider"     // who met all was turned down by one alone
	OutsideBoard   = "outside_board"   // decided by somebody who did not sit on the board
	DecidedSelf    = "decided_self"    // decided about oneself
	RecusedDecided = "recused_decided" // decided by somebody recused
	Unqualified    = "unqualified"     // promoted without meeting what is asked
	OverSeats      = "over_seats"      // more promoted than there were seats
	Unscored       = "unscored"        // fewer scored everybody before discussion than the quorum
	ChangedUnsaid  = "changed_unsaid"  // a score changed after discussion without a reason
	Unanswered     = "unanswered"      // an appeal left without an answer though the round is closed
)

// Faults lists them.
func Faults() []string {
	return []string{NoOutcome, NoReason, OneDecider, OutsideBoard, DecidedSelf, RecusedDecided, Unqualified, OverSeats, Unscored, ChangedUnsaid, Unanswered}
}

// checkRound looks at a round that is decided.
func checkRound(r careers.RoundReport) Check {
	c := Check{
		ID: r.ID, Name: r.Name, Rung: r.Rung, AnnouncedAt: r.AnnouncedAt, Applicants: len(r.Applications), Board: len(r.Board), Quorum: r.Quorum,
		Complete: len(r.Complete), Changed: len(r.ScoreChanges), Appeals: len(r.Appeals),
	}
	times := map[string]int{}
	for _, m := range r.Board {
		c.Recusals += len(m.Recused)
	}
	decided := map[int64]int{}
	for _, a := range r.Applications {
		switch a.Outcome {
		case round.Promoted:
			c.Promoted++
		case round.TurnedDown:
			c.TurnedDown++
		case round.NoSeat:
			c.NoSeat++
		}
		for _, kind := range faultsOf(r, a) {
			times[kind]++
		}
		for _, user := range a.Deciders {
			decided[user]++
		}
	}
	for user, n := range decided {
		d := Decider{UserID: user, Decisions: n}
		if m, sits := memberOf(r, user); sits {
			d.Name = m.Name
		}
		c.Deciders = append(c.Deciders, d)
	}
	slices.SortFunc(c.Deciders, func(a, b Decider) int { return int(a.UserID - b.UserID) })
	for _, x := range r.ScoreChanges {
		if strings.TrimSpace(x.Reason) == "" {
			times[ChangedUnsaid]++
		}
	}
	for _, x := range r.Appeals {
		if x.Outcome == "upheld" {
			c.Upheld++
		}
		if x.Outcome == "" && r.State == round.Closed {
			times[Unanswered]++
		}
	}
	times[OverSeats] = max(0, c.Promoted-c.Upheld-r.Seats)
	if len(r.Applications) > 0 {
		times[Unscored] = max(0, r.Quorum-c.Complete)
	}
	for _, kind := range Faults() {
		if times[kind] > 0 {
			c.Faults = append(c.Faults, Fault{kind, times[kind]})
		}
	}
	return c
}

// faultsOf are what is wrong with the decision about one who applied.
func faultsOf(r careers.RoundReport, a careers.Application) (kinds []string) {
	note := func(wrong bool, kind string) {
		if wrong {
			kinds = append(kinds, kind)
		}
	}
	note(a.Outcome == "", NoOutcome)
	note(a.Outcome != "" && strings.TrimSpace(a.Reason) == "", NoReason)
	note(a.Outcome == round.TurnedDown && a.Verdict == ladder.Passes && len(a.Deciders) < 2, OneDecider)
	note(a.Outcome == round.Promoted && a.Verdict != ladder.Passes, Unqualified)
	for _, user := range a.Deciders {
		m, sits := memberOf(r, user)
		note(!sits, OutsideBoard)
		note(sits && m.PersonID == a.PersonID, DecidedSelf)
		note(sits && slices.Contains(m.Recused, a.PersonID), RecusedDecided)
	}
	return kinds
}

func memberOf(r careers.RoundReport, user int64) (careers.Member, bool) {
	at := slices.IndexFunc(r.Board, func(m careers.Member) bool { return m.UserID == user })
	if at < 0 {
		return careers.Member{}, false
	}
	return r.Board[at], true
}
