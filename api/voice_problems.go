package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// VoiceProblem is something that customers come with and that is not solved for good.
type VoiceProblem struct {
	Versioned
	NewVoiceProblem
	State      string        `json:"state" enum:"open,accepted,cause,measure,checked,closed"`
	OpenedAt   time.Time     `json:"openedAt"`
	AcceptedAt *time.Time    `json:"acceptedAt,omitempty"`
	ClosedAt   *time.Time    `json:"closedAt,omitempty"`
	MeasuredOn *Day          `json:"measuredOn,omitempty" doc:"First day of the measure."`
	Effect     *VoiceEffect  `json:"effect,omitempty"`
	Escalated  int           `json:"escalated" doc:"0 not, 1 to the head of the department, 2 to the owner of the centre."`
	Days       float64       `json:"days" doc:"Open, or until it was closed."`
	Due        time.Time     `json:"due" doc:"When the clock that runs now runs out: of the reply, then of the solution."`
	OverdueH   float64       `json:"overdueH" doc:"Hours past it; 0: in time, or closed."`
	Contacts   int64         `json:"contacts" doc:"Under its reason since it was opened."`
	Steps      []ProblemStep `json:"steps" nullable:"false" doc:"Everything that was done; empty in lists."`
}

// VoiceProblemFields is what a person writes of a problem.
type VoiceProblemFields struct {
	Title      string `json:"title" maxLength:"200"`
	Detail     string `json:"detail" maxLength:"4000"`
	Department string `json:"department" maxLength:"100" doc:"Who owns it."`
	Severity   string `json:"severity" enum:"critical,high,normal" doc:"Which clock runs."`
}

// NewVoiceProblem opens a problem.
type NewVoiceProblem struct {
	VoiceProblemFields
	ReasonID    int64 `json:"reasonId" minimum:"1" doc:"By whose contacts it is measured."`
	ProgrammeID int64 `json:"programmeId" minimum:"0" doc:"Whose contacts count; 0: all."`
}

// VoiceEffect is contacts after a measure against as many days before it.
type VoiceEffect struct {
	Days      int      `json:"days" doc:"On either side, whole weeks."`
	Before    int64    `json:"before"`
	After     int64    `json:"after"`
	ByOrders  bool     `json:"byOrders" doc:"Else by days."`
	Ratio     *float64 `json:"ratio,omitempty" doc:"Absent where there was nothing before."`
	Low       float64  `json:"low" doc:"95 %, exact."`
	High      *float64 `json:"high,omitempty"`
	Helped    bool     `json:"helped" doc:"Surely fewer: the interval lies below 1."`
	CheckedOn Day      `json:"checkedOn"`
}

// ProblemStep is something that was done about a problem.
type ProblemStep struct {
	At   time.Time `json:"at"`
	Name string    `json:"name" doc:"Who did it."`
	Step string    `json:"step" enum:"opened,edited,remark,accepted,cause,measure,checked,closed,escalated"`
	Text string    `json:"text"`
}

// ProblemMove takes a problem a step on.
type ProblemMove struct {
	Step string `json:"step" enum:",accepted,cause,measure,checked,closed" doc:"Empty: a remark. checked counts contacts before and after the measure; closed needs it."`
	Text string `json:"text" maxLength:"4000"`
	On   *Day   `json:"on,omitempty" doc:"First day of a measure."`
}

// ProblemBoard is the problems by age, and how departments keep their clocks.
type ProblemBoard struct {
	Problems    []VoiceProblem      `json:"problems" nullable:"false" doc:"The worst first."`
	Departments []DepartmentAccount `json:"departments" nullable:"false"`
	Median      float64             `json:"median" doc:"Days that the open ones are old."`
	Ninetieth   float64             `json:"ninetieth"`
}

// DepartmentAccount is what a department owes.
type DepartmentAccount struct {
	Name     string  `json:"name"`
	Head     string  `json:"head"`
	Open     int     `json:"open"`
	Late     int     `json:"late"`
	Oldest   float64 `json:"oldest" doc:"Days."`
	Contacts int64   `json:"contacts" doc:"Of its open problems."`
	Replies  int64   `json:"replies" doc:"That were due."`
	InTime   int64   `json:"inTime" doc:"Of them, in time."`
	Ages     []int   `json:"ages" nullable:"false" doc:"Open ones younger than 7, 30 and 90 days, and older."`
}

func voiceProblemOf(p vendors.AgedProblem) VoiceProblem {
	out := VoiceProblem{
		Versioned:       Versioned{p.ID, p.Version},
		NewVoiceProblem: NewVoiceProblem{VoiceProblemFields{p.Title, p.Detail, p.Department, string(p.Severity)}, p.ReasonID, p.ProgrammeID},
		State:           string(p.State), OpenedAt: p.OpenedAt, AcceptedAt: orNone(p.AcceptedAt), ClosedAt: orNone(p.ClosedAt), MeasuredOn: dayOrNone(p.MeasuredOn),
		Escalated: p.Escalated, Days: p.Days, Due: p.Due, OverdueH: p.Overdue.Hours(), Contacts: p.Contacts, Steps: []ProblemStep{},
	}
	if e := p.Effect; e != nil {
		out.Effect = &VoiceEffect{e.Days, e.Before, e.After, e.ByOrders, unlessNegative(e.Ratio), e.Low, unlessNegative(e.High), e.Helped, Day{e.CheckedOn}}
	}
	return out
}

// unlessNegative is a number of 0 or more; below there is none.
func unlessNegative(x float64) *float64 {
	if x < 0 {
		return nil
	}
	return &x
}

func (f VoiceProblemFields) toDomain() vendors.ProblemFields {
	return vendors.ProblemFields{Title: f.Title, Detail: f.Detail, Department: f.Department, Severity: vendors.Severity(f.Severity)}
}

type (
	boardInput struct {
		Closed bool `query:"closed" doc:"Closed ones too."`
	}
	problemInput struct {
		OnceInput
		Body NewVoiceProblem
	}
	problemMoveInput struct {
		IDInput
		IfMatch
		Body ProblemMove
	}
)

func (s *Server) registerVoiceProblems(api huma.API) {
	secured(s, api, voiceOperation(http.MethodGet, "/problems", "get-voice-board", "See the board of problems, with departments and their clocks"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *boardInput) (*whole[ProblemBoard], error) {
			b, err := s.Voice.Board(ctx, scope, in.Closed)
			return &whole[ProblemBoard]{ProblemBoard{each(b.Problems, voiceProblemOf), each(b.Departments, func(d vendors.DepartmentAccount) DepartmentAccount {
				return DepartmentAccount{d.Name, d.Head, d.Open, d.Late, d.Oldest, d.Contacts, d.Replies, d.Timed, d.Ages[:]}
			}), b.Median, b.Ninetieth}}, err
		})
	open := voiceOperation(http.MethodPost, "/problems", "open-voice-problem", "Open a problem, whose clock begins")
	open.DefaultStatus = http.StatusCreated
	secured(s, api, open, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *problemInput) (*entityOutput[VoiceProblem], error) {
		p, err := s.Voice.OpenProblem(ctx, scope, vendors.VoiceProblem{ReasonID: in.Body.ReasonID, ProgrammeID: in.Body.ProgrammeID, ProblemFields: in.Body.toDomain()})
		return s.problemNow(ctx, scope, p.ID, err)
	})
	secured(s, api, voiceOperation(http.MethodGet, "/problems/{id}", "get-voice-problem", "See a problem with everything that was done"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[VoiceProblem], error) {
			return s.problemNow(ctx, scope, in.ID, nil)
		})
	secured(s, api, voiceOperation(http.MethodPut, "/problems/{id}", "replace-voice-problem", "Change what is written of a problem"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *editInput[VoiceProblemFields]) (*entityOutput[VoiceProblem], error) {
			_, err := s.Voice.EditProblem(ctx, scope, in.ID, in.version(), in.Body.toDomain())
			return s.problemNow(ctx, scope, in.ID, err)
		})
	secured(s, api, voiceOperation(http.MethodPost, "/problems/{id}/steps", "move-voice-problem", "Take a problem a step on, or write a remark"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *problemMoveInput) (*entityOutput[VoiceProblem], error) {
			_, err := s.Voice.Move(ctx, scope, in.ID, in.version(), vendors.ProblemMove{Step: vendors.ProblemState(in.Body.Step), Text: in.Body.Text, On: dateOrNone(in.Body.On)})
			return s.problemNow(ctx, scope, in.ID, err)
		})
}

// problemNow answers with a problem as it is now, or with why it could not be changed.
func (s *Server) problemNow(ctx context.Context, scope auth.Scope, id int64, failed error) (*entityOutput[VoiceProblem], error) {
	read := func() (VoiceProblem, error) {
		p, err := s.Voice.Problem(ctx, scope, id)
		if err != nil {
			return VoiceProblem{}, err
		}
		out := voiceProblemOf(p)
		steps, err := s.Voice.Steps(ctx, scope, id)
		out.Steps = each(steps, func(step vendors.ProblemStep) ProblemStep {
			return ProblemStep{step.At, step.Name, step.Step, step.Text}
		})
		return out, err
	}
	if failed != nil {
		return nil, withCurrent(failed, func() (any, error) { return read() })
	}
	p, err := read()
	return answer(p, err)
}
