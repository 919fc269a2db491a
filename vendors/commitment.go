package vendors

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// CommitmentState is how far a commitment has come.
type CommitmentState string

// The states of a commitment.
const (
	Asked     CommitmentState = "asked"     // the vendor's turn
	Countered CommitmentState = "countered" // answered with less: the owner's turn
	Agreed    CommitmentState = "agreed"
	Withdrawn CommitmentState = "withdrawn"
)

// Party is a side of an agreement.
type Party string

// The two sides.
const (
	Owner   Party = "owner"
	Partner Party = "vendor"
)

// Action is what somebody did with a commitment.
type Action string

// The actions.
const (
	Ask      Action = "ask"
	Accept   Action = "accept"
	Counter  Action = "counter"
	Agree    Action = "agree"  // the owner takes what the vendor offers
	Insist   Action = "insist" // the owner asks again for all of it
	Withdraw Action = "withdraw"
)

// Step is who did what with a commitment, and when.
type Step struct {
	Party  Party
	Action Action
	Hours  float64 // asked for, or offered, in all
	Note   string
	At     time.Time
	Actor  int64
}

// Curves are the figures of a commitment by interval: contacts, seconds, agent hours.
type Curves struct {
	Contacts, AHTS []float64 // of the locked forecast, the programme's share
	Asked          []float64
	Offered        []float64 // by the vendor, nil until it answers
	Committed      []float64 // nil until agreed
}

// Commitment is agent hours of a programme on a queue, interval by interval, on the
// basis of a locked forecast.
type Commitment struct {
	ID, Version          int64
	ProgrammeID, QueueID int64
	LockID               int64
	State                CommitmentState
	Zone                 string
	Minutes              int
	From, To             grid.Date // first and last day
	Share                float64   // of the locked forecast that the programme carries
	// VolumeBand and HandleBand are b and c: an interval is excused where contacts
	// exceed (1 + b) of the lock, or the handle time (1 + c) of the plan.
	VolumeBand, HandleBand float64
	Tolerance              float64 // an interval is kept from (1 − tolerance) of it on
	Due                    time.Time
	Hash                   string // SHA-256 of the curves
	Curves                 Curves
	Steps                  []Step
	CreatedAt              time.Time
	CreatedBy              int64
}

// Grid returns the commitment's intervals.
func (c Commitment) Grid() (grid.Grid, error) {
	loc, err := time.LoadLocation(c.Zone)
	if err != nil {
		return grid.Grid{}, err
	}
	return grid.New(loc, c.Minutes, c.From, c.From.DaysUntil(c.To)+1)
}

// Turn says who is to act: nobody where all is settled.
func (c Commitment) Turn() (p Party, waiting bool) {
	switch c.State {
	case Asked:
		return Partner, true
	case Countered:
		return Owner, true
	default:
		return "", false
	}
}

// Overdue reports whether the clock of whoever is to answer has run out.
func (c Commitment) Overdue(now time.Time) bool { return c.State == Asked && now.After(c.Due) }

// Cut is where a vendor answers with less: in some hours of some days at most a share
// of what was asked.
type Cut struct {
	From, To         grid.Date // first and last day
	StartMin, EndMin int       // minutes after midnight, local
	Share            float64
}

// offered is the curve that is left after cuts; of cuts that overlap the deepest holds.
func (c Commitment) offered(cuts []Cut) ([]float64, error) {
	var l problem.List
	l.Need(len(cuts) > 0, "cuts", "none", "at least one, or acceptance", problem.Wanting(problem.Needed))
	for i, cut := range cuts {
		field := fmt.Sprintf("cuts[%d]", i)
		l.Need(!cut.From.Before(c.From) && !cut.From.After(c.To), field+".from", cut.From, fmt.Sprintf("a day from %v to %v", c.From, c.To), problem.Wanting(problem.DayWithin, c.From, c.To))
		l.Need(!cut.To.Before(cut.From) && !cut.To.After(c.To), field+".to", cut.To, fmt.Sprintf("a day from the first to %v", c.To), problem.Wanting(problem.DayWithin, cut.From, c.To))
		l.Need(cut.StartMin >= 0 && cut.StartMin < cut.EndMin && cut.EndMin <= 24*60, field+".end", fmt.Sprintf("%02d:%02d", cut.EndMin/60, cut.EndMin%60), "a time after the start, to 24:00", problem.Wanting(problem.EndAfterStart))
		l.Need(cut.Share >= 0 && cut.Share < 1, field+".share", cut.Share, "0 to below 1 of what was asked", problem.Wanting(problem.Share))
	}
	if err := refused("answer", l); err != nil {
		return nil, err
	}
	g, err := c.Grid()
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(c.Curves.Asked))
	for i, asked := range c.Curves.Asked {
		share, day, minute := 1.0, g.Date(g.DayOf(i)), g.WallMinute(i)
		for _, cut := range cuts {
			if !day.Before(cut.From) && !day.After(cut.To) && minute >= cut.StartMin && minute < cut.EndMin {
				share = min(share, cut.Share)
			}
		}
		out[i] = asked * share
	}
	return out, nil
}

func total(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// CommitmentStateError refuses an action that is not somebody's turn.
type CommitmentStateError struct {
	ID     int64
	State  CommitmentState
	Action Action
}

func (e *CommitmentStateError) Error() string {
	return fmt.Sprintf("commitment %d is %s; %s is not possible now", e.ID, e.State, e.Action)
}

// Rule is the same for screens of every language.
func (e *CommitmentStateError) Rule() problem.Rule {
	return problem.Ruling("commitment_step", "commitment_"+string(e.State), "step_"+string(e.Action))
}

// CommitmentOverlapError refuses a second commitment of a programme for a queue on
// days that one has already.
type CommitmentOverlapError struct {
	Other    int64
	From, To grid.Date
}

func (e *CommitmentOverlapError) Error() string {
	return fmt.Sprintf("commitment %d covers the queue from %v to %v already; expected other days, or that one withdrawn first", e.Other, e.From, e.To)
}

// Rule is the same for screens of every language.
func (e *CommitmentOverlapError) Rule() problem.Rule {
	return problem.Ruling("days_committed", e.Other, e.From, e.To)
}
