package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// RosterSupposition asks what would follow if somebody worked, or did not work, on a day.
type RosterSupposition struct {
	PersonID     int64  `json:"personId" minimum:"1"`
	Day          Day    `json:"day"`
	Off          bool   `json:"off,omitempty" doc:"A day off; absent: a working day, with what else is asked."`
	Template     string `json:"template,omitempty" maxLength:"64" doc:"Code of the shift template; absent: any."`
	QueueID      int64  `json:"queueId,omitempty" doc:"Queue to cover; absent: any that the person can serve."`
	StartFromMin int    `json:"startFromMin,omitempty" minimum:"0" maximum:"1440" doc:"Earliest start by the clock, in minutes after midnight; with startToMin."`
	StartToMin   int    `json:"startToMin,omitempty" minimum:"0" maximum:"1440" doc:"Latest start by the clock; absent: any start."`
	LengthMin    int    `json:"lengthMin,omitempty" minimum:"0" maximum:"1440" doc:"Length of the shift; absent: any."`
}

// Supposed answers a supposition: the person's best legal days that meet it, everybody else staying.
type Supposed struct {
	Version int64         `json:"version" doc:"Of the roster that the answer is about."`
	Cost    CostChange    `json:"cost" doc:"Change of the objective by term; negative is better."`
	PaidMin int           `json:"paidMin" doc:"Paid minutes more than now."`
	Days    []RepairDay   `json:"days" nullable:"false" doc:"The person's days that change; none when it is so already."`
	Moves   []Move        `json:"moves" nullable:"false" doc:"Make them to make it so."`
	Freed   []FreedPerson `json:"freed" nullable:"false" doc:"People who could then have the day off at a gain."`
	Blocked bool          `json:"blocked" doc:"No legal days of the person meet it."`
	Rules   []string      `json:"rules" nullable:"false" doc:"When blocked: a minimal set of rules against it; without any one of them it would be possible."`
	Reliefs []RuleRelief  `json:"reliefs" nullable:"false" doc:"When blocked: the smallest changes of single rules that would allow it."`
}

// CostChange is a change of a roster's cost by term.
type CostChange struct {
	RosterCost
	Hours float64 `json:"hours" doc:"Paid hours, where they have a price."`
}

func costChangeOf(c scheduling.Cost) CostChange { return CostChange{costOf(c), c.Hours} }

// FreedPerson is somebody who could have a day off as well.
type FreedPerson struct {
	RepairPerson
	Day   Day        `json:"day"`
	Cost  CostChange `json:"cost" doc:"The further change of the objective."`
	Moves []Move     `json:"moves" nullable:"false"`
}

// RuleRelief is a change of one rule's limit that would help.
type RuleRelief struct {
	Rule    string `json:"rule"`
	From    int    `json:"from" doc:"In the rule's own unit: minutes, days, shifts or weekends."`
	To      int    `json:"to"`
	Dropped bool   `json:"dropped" doc:"The rule has no number and would have to go altogether."`
}

func reliefOf(r roster.Relief) RuleRelief {
	if r.To == rules.Nothing {
		return RuleRelief{Rule: string(r.Rule), Dropped: true}
	}
	return RuleRelief{Rule: string(r.Rule), From: r.From, To: r.To}
}

// OwnReason says to an agent why they work on a day, or do not.
type OwnReason struct {
	Works   bool         `json:"works"`
	Locked  bool         `json:"locked" doc:"A planner put the shift and locked it."`
	Blocked bool         `json:"blocked" doc:"The opposite is not possible under the rules."`
	Rules   []string     `json:"rules" nullable:"false" doc:"When blocked: the rules against it."`
	Cost    CostChange   `json:"cost" doc:"What the opposite would cost the centre more, by term."`
	PaidMin int          `json:"paidMin"`
	Days    []RepairDay  `json:"days" nullable:"false" doc:"The days of the agent that would change."`
	Reliefs []RuleRelief `json:"reliefs" nullable:"false"`
}

type (
	supposeInput struct {
		IDInput
		Body RosterSupposition
	}
	supposeOutput  struct{ Body Supposed }
	ownReasonInput struct {
		Day Day `path:"day" doc:"Which day."`
	}
	ownReasonOutput struct{ Body OwnReason }
)

func (s *Server) registerRosterSuppositions(api huma.API) {
	secured(s, api, rosterOperation(http.MethodPost, "/rosters/{id}/suppositions", "suppose",
		"Say what would follow if somebody worked, or did not work, on a day"), auth.ReadRosters, s.suppose)
	own := rosterOperation(http.MethodGet, "/me/shifts/{day}/reasons", "explain-own-shift", "Say why one works on a day, or does not")
	own.Tags = []string{"Me"}
	secured(s, api, own, auth.ReadOwnSchedule, s.explainOwnShift)
}

func (s *Server) suppose(ctx context.Context, scope auth.Scope, in *supposeInput) (*supposeOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	b := in.Body
	what, err := s.Scheduling.Suppose(ctx, scope, in.ID, scheduling.Supposition{
		PersonID: b.PersonID, Day: b.Day.Date, Off: b.Off, Template: b.Template, QueueID: b.QueueID,
		From: b.StartFromMin, To: b.StartToMin, Minutes: b.LengthMin,
	})
	if err != nil {
		return nil, err
	}
	body, err := w.supposed(b.PersonID, what)
	return &supposeOutput{Body: body}, err
}

// repairWriter reads a roster for writing changes of its days.
func (s *Server) repairWriter(ctx context.Context, scope auth.Scope, id int64) (repairWriter, error) {
	r, err := s.Scheduling.Roster(ctx, scope, id)
	if err != nil {
		return repairWriter{}, err
	}
	g, err := r.Grid()
	return repairWriter{r: r, location: g.Location()}, err
}

func (w repairWriter) supposed(person int64, what scheduling.Supposed) (Supposed, error) {
	moves, err := movesOf(w.r, what.Moves)
	out := Supposed{
		Version: what.Version, Cost: costChangeOf(what.Cost), PaidMin: what.PaidMinutes, Days: w.days(person, what.Days), Moves: moves,
		Freed: []FreedPerson{}, Blocked: what.Blocked, Rules: each(what.Rules, ruleName), Reliefs: each(what.Reliefs, reliefOf),
	}
	for _, f := range what.Freed {
		moves, wrong := movesOf(w.r, f.Moves)
		if wrong != nil {
			return out, wrong
		}
		out.Freed = append(out.Freed, FreedPerson{repairPersonOf(f.Person), Day{f.Day}, costChangeOf(f.Cost), moves})
	}
	return out, err
}

func (w repairWriter) days(person int64, days []scheduling.RepairDay) []RepairDay {
	return each(days, func(d scheduling.RepairDay) RepairDay { return w.day(person, d) })
}

func ruleName(r rules.Rule) string { return string(r) }

func (s *Server) explainOwnShift(ctx context.Context, scope auth.Scope, in *ownReasonInput) (*ownReasonOutput, error) {
	why, err := s.Scheduling.OwnShiftReason(ctx, scope, in.Day.Date)
	if err != nil {
		return nil, err
	}
	loc, err := s.zoneOfPerson(ctx, scope, scope.Person())
	if err != nil {
		return nil, err
	}
	what := why.Opposite
	w := repairWriter{location: loc}
	return &ownReasonOutput{Body: OwnReason{
		Works: why.Works, Locked: why.Locked, Blocked: what.Blocked, Rules: each(what.Rules, ruleName), Cost: costChangeOf(what.Cost),
		PaidMin: what.PaidMinutes, Days: w.days(scope.Person(), what.Days), Reliefs: each(what.Reliefs, reliefOf),
	}}, nil
}
