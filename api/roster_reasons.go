package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// ShiftReason says what each way to spend a day would cost.
type ShiftReason struct {
	PersonID int64         `json:"personId"`
	Day      Day           `json:"day"`
	Works    bool          `json:"works"`
	Opposite Supposed      `json:"opposite" doc:"What would follow if they did not work, or did."`
	Choices  []ShiftChoice `json:"choices" nullable:"false"`
}

// ShiftChoice is one way in which a person could spend a day.
type ShiftChoice struct {
	Off       bool      `json:"off" doc:"The day off."`
	Template  string    `json:"template,omitempty"`
	Shift     *ShiftRow `json:"shift,omitempty" doc:"The best shift of the template."`
	Delta     float64   `json:"delta" doc:"Change of the objective, the person's other days rearranged; meaningless when blocked."`
	Blocked   bool      `json:"blocked"`
	Forbidden string    `json:"forbidden,omitempty" doc:"The rule that blocks it."`
}

// SlotReason says who else could cover a slot, and what keeps them from it.
type SlotReason struct {
	QueueID    int64           `json:"queueId"`
	Start      time.Time       `json:"start"`
	Required   float64         `json:"required"`
	Covered    float64         `json:"covered"`
	Candidates []SlotCandidate `json:"candidates" nullable:"false" doc:"The most useful first."`
}

// SlotCandidate is somebody who could cover a slot and does not.
type SlotCandidate struct {
	PersonID   int64     `json:"personId"`
	PersonName string    `json:"personName"`
	Delta      float64   `json:"delta"`
	Day        *Day      `json:"day,omitempty"`
	Shift      *ShiftRow `json:"shift,omitempty" doc:"The shift that would cover it."`
	Blocked    bool      `json:"blocked"`
	Forbidden  string    `json:"forbidden,omitempty"`
}

type (
	shiftReasonInput struct {
		IDInput
		PersonID int64 `path:"person" minimum:"1" doc:"Who."`
		Day      Day   `path:"day" doc:"Which day."`
	}
	shiftReasonOutput struct{ Body ShiftReason }
	slotReasonInput   struct {
		IDInput
		QueueID int64 `path:"queue" minimum:"1" doc:"Which queue."`
		Slot    int   `path:"slot" minimum:"0" doc:"Number of the slot, the first being 0."`
	}
	slotReasonOutput struct{ Body SlotReason }
)

func (s *Server) registerRosterReasons(api huma.API) {
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/people/{person}/days/{day}/reasons", "explain-shift",
		"Say why a person works on a day as the roster has it"), auth.ReadRosters, s.explainShift)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/queues/{queue}/slots/{slot}/reasons", "explain-slot",
		"Say why a slot has the coverage it has"), auth.ReadRosters, s.explainSlot)
}

func (s *Server) explainShift(ctx context.Context, scope auth.Scope, in *shiftReasonInput) (*shiftReasonOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	why, err := s.Scheduling.ExplainShift(ctx, scope, in.ID, in.PersonID, in.Day.Date)
	if err != nil {
		return nil, err
	}
	body := ShiftReason{PersonID: why.PersonID, Day: Day{why.Day}, Works: why.Works}
	if body.Opposite, err = w.supposed(in.PersonID, why.Opposite); err != nil {
		return nil, err
	}
	body.Choices = each(why.Choices, func(c scheduling.Choice) ShiftChoice {
		out := ShiftChoice{Off: c.Off, Template: c.Template, Delta: c.Delta, Blocked: c.Blocked, Forbidden: string(c.Forbidden)}
		if !c.Shift.Day.IsZero() {
			row := shiftRowOf(c.Shift.Day.Start(w.location), c.Shift)
			out.Shift = &row
		}
		return out
	})
	return &shiftReasonOutput{Body: body}, nil
}

func (s *Server) explainSlot(ctx context.Context, scope auth.Scope, in *slotReasonInput) (*slotReasonOutput, error) {
	r, err := s.Scheduling.Roster(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	why, err := s.Scheduling.ExplainSlot(ctx, scope, in.ID, in.QueueID, in.Slot)
	if err != nil {
		return nil, err
	}
	g, err := r.Grid()
	if err != nil {
		return nil, err
	}
	body := SlotReason{QueueID: why.QueueID, Start: why.Start.In(g.Location()), Required: why.Required, Covered: why.Covered}
	body.Candidates = each(why.Candidates, func(c scheduling.Candidate) SlotCandidate {
		out := SlotCandidate{PersonID: c.PersonID, PersonName: c.PersonName, Delta: c.Delta, Blocked: c.Blocked, Forbidden: string(c.Forbidden), Day: dayOrNone(c.Shift.Day)}
		if !c.Shift.Day.IsZero() {
			row := shiftRowOf(c.Shift.Day.Start(g.Location()), c.Shift)
			out.Shift = &row
		}
		return out
	})
	return &slotReasonOutput{Body: body}, nil
}
