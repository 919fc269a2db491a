package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// Commitment is agent hours that a programme was asked for on a locked forecast.
type Commitment struct {
	Versioned
	ProgrammeID    int64            `json:"programmeId"`
	QueueID        int64            `json:"queueId"`
	LockID         int64            `json:"lockId"`
	State          string           `json:"state" enum:"asked,countered,agreed,withdrawn"`
	Turn           string           `json:"turn,omitempty" enum:"owner,vendor" doc:"Who is to act; absent where all is settled."`
	Overdue        bool             `json:"overdue" doc:"The clock of the vendor's answer has run out."`
	Zone           string           `json:"zone"`
	IntervalMin    int              `json:"intervalMin"`
	From           Day              `json:"from"`
	To             Day              `json:"to"`
	Share          float64          `json:"share" doc:"Of the locked forecast."`
	VolumeBand     float64          `json:"volumeBand" doc:"b: an interval is excused above (1 + b) of the lock."`
	HandleBand     float64          `json:"handleBand" doc:"c: an interval is excused above (1 + c) of the planned handle time."`
	Tolerance      float64          `json:"tolerance" doc:"An interval is kept from (1 − tolerance) of what was committed on."`
	DueAt          time.Time        `json:"dueAt"`
	Hash           string           `json:"hash" doc:"SHA-256 of the curves."`
	AskedHours     float64          `json:"askedHours"`
	OfferedHours   *float64         `json:"offeredHours,omitempty"`
	CommittedHours *float64         `json:"committedHours,omitempty"`
	Steps          []CommitmentStep `json:"steps" nullable:"false"`
	CreatedAt      time.Time        `json:"createdAt"`
	CreatedBy      int64            `json:"createdBy"`
}

// CommitmentStep is who did what, and when.
type CommitmentStep struct {
	Party  string    `json:"party" enum:"owner,vendor"`
	Action string    `json:"action" enum:"ask,accept,counter,agree,insist,withdraw"`
	Hours  float64   `json:"hours"`
	Note   string    `json:"note"`
	At     time.Time `json:"at"`
	Actor  int64     `json:"actor"`
}

// CommitmentIntervals are the curves of a commitment.
type CommitmentIntervals struct {
	Starts    []time.Time `json:"starts" nullable:"false"`
	Contacts  Numbers     `json:"contacts" nullable:"false" doc:"The programme's share of the lock."`
	AHTS      Numbers     `json:"ahtS" nullable:"false"`
	Asked     Numbers     `json:"asked" nullable:"false" doc:"Agent hours."`
	Offered   Numbers     `json:"offered" nullable:"false" doc:"Empty until the vendor answers."`
	Committed Numbers     `json:"committed" nullable:"false" doc:"Empty until agreed."`
}

// CommitmentOrder asks for hours.
type CommitmentOrder struct {
	ProgrammeID int64     `json:"programmeId" minimum:"1"`
	LockID      int64     `json:"lockId" minimum:"1" doc:"A locked forecast of a queue that the programme serves."`
	Share       float64   `json:"share" minimum:"0" maximum:"1"`
	VolumeBand  float64   `json:"volumeBand" minimum:"0" maximum:"1" default:"0.1"`
	HandleBand  float64   `json:"handleBand" minimum:"0" maximum:"1" default:"0.1"`
	Tolerance   float64   `json:"tolerance" minimum:"0" maximum:"0.99" default:"0.05"`
	Occupancy   float64   `json:"occupancy" minimum:"0.01" maximum:"1" default:"0.8" doc:"Of agents, where no requirement rests on the lock."`
	DueAt       time.Time `json:"dueAt" doc:"Until when the vendor is to answer."`
	Note        string    `json:"note" maxLength:"4000"`
}

// CommitmentAnswer is a vendor's answer.
type CommitmentAnswer struct {
	Cuts []CommitmentCut `json:"cuts" nullable:"false" maxItems:"100" doc:"Where less can be promised; none: all of it is accepted."`
	Note string          `json:"note" maxLength:"4000"`
}

// CommitmentCut is less of what was asked for in some hours of some days.
type CommitmentCut struct {
	From  Day     `json:"from"`
	To    Day     `json:"to"`
	Start Clock   `json:"start"`
	End   Clock   `json:"end"`
	Share float64 `json:"share" minimum:"0" maximum:"1" doc:"That can be promised of what was asked."`
}

// CommitmentDecision is what the owner makes of an answer.
type CommitmentDecision struct {
	Action string     `json:"action" enum:"agree,insist,withdraw"`
	DueAt  *time.Time `json:"dueAt,omitempty" doc:"insist: until when to answer."`
	Note   string     `json:"note" maxLength:"4000"`
}

func (s *Server) commitmentOf(c vendors.Commitment) Commitment {
	turn, _ := c.Turn()
	return Commitment{
		Versioned: Versioned{c.ID, c.Version}, ProgrammeID: c.ProgrammeID, QueueID: c.QueueID, LockID: c.LockID, State: string(c.State), Turn: string(turn),
		Overdue: c.Overdue(s.Commitments.Now()), Zone: c.Zone, IntervalMin: c.Minutes, From: Day{c.From}, To: Day{c.To}, Share: c.Share,
		VolumeBand: c.VolumeBand, HandleBand: c.HandleBand, Tolerance: c.Tolerance, DueAt: c.Due, Hash: c.Hash,
		AskedHours: sumOf(c.Curves.Asked), OfferedHours: sumOrNone(c.Curves.Offered), CommittedHours: sumOrNone(c.Curves.Committed),
		Steps: each(c.Steps, func(s vendors.Step) CommitmentStep {
			return CommitmentStep{string(s.Party), string(s.Action), s.Hours, s.Note, s.At, s.Actor}
		}),
		CreatedAt: c.CreatedAt, CreatedBy: c.CreatedBy,
	}
}

func sumOf(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// sumOrNone is nothing where there is no curve yet.
func sumOrNone(values []float64) *float64 {
	if values == nil {
		return nil
	}
	sum := sumOf(values)
	return &sum
}

type (
	commitmentListInput struct {
		Programme int64  `query:"programme" doc:"Only of this programme."`
		Queue     int64  `query:"queue" doc:"Only of this queue."`
		From      Day    `query:"from" doc:"Only those that reach to this day."`
		To        Day    `query:"to" doc:"Only those that begin by this day."`
		State     string `query:"state" enum:"asked,countered,agreed,withdrawn" doc:"Only at this state."`
		Limit     int    `query:"limit" minimum:"1" maximum:"500" default:"100"`
	}
	commitmentInput struct {
		OnceInput
		Body CommitmentOrder
	}
	commitmentAnswerInput struct {
		IDInput
		IfMatch
		Body CommitmentAnswer
	}
	commitmentDecisionInput struct {
		IDInput
		IfMatch
		Body CommitmentDecision
	}
)

func (s *Server) registerCommitments(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Commitments"},
			Description: "A commitment is agent hours by interval that a programme was asked for on a locked forecast. The vendor accepts or answers with less; the owner agrees, insists or withdraws.",
		}
	}
	ask := op(http.MethodPost, "/commitments", "ask-commitment", "Ask a programme for hours")
	ask.DefaultStatus = http.StatusCreated
	secured(s, api, ask, auth.ManageVendors, s.askCommitment)
	secured(s, api, op(http.MethodGet, "/commitments", "list-commitments", "List commitments, the latest days first"), auth.ReadVendors, s.listCommitments)
	secured(s, api, op(http.MethodGet, "/commitments/{id}", "get-commitment", "Get one commitment"), auth.ReadVendors, s.getCommitment)
	secured(s, api, op(http.MethodGet, "/commitments/{id}/intervals", "get-commitment-intervals", "Get a commitment by interval"), auth.ReadVendors, s.commitmentIntervals)
	secured(s, api, op(http.MethodPost, "/commitments/{id}/answer", "answer-commitment", "Answer for the vendor"), auth.AnswerAsVendor, s.answerCommitment)
	secured(s, api, op(http.MethodPost, "/commitments/{id}/decision", "decide-commitment", "Decide for the owner"), auth.ManageVendors, s.decideCommitment)
}

func (s *Server) commitmentAnswer(c vendors.Commitment, err error) (*entityOutput[Commitment], error) {
	if err != nil {
		return nil, err
	}
	return &entityOutput[Commitment]{ETag: etag(c.Version), Location: fmt.Sprintf("%s/commitments/%d", basePath, c.ID), Body: s.commitmentOf(c)}, nil
}

func (s *Server) askCommitment(ctx context.Context, scope auth.Scope, in *commitmentInput) (*entityOutput[Commitment], error) {
	b := in.Body
	return s.commitmentAnswer(s.Commitments.Ask(ctx, scope, vendors.CommitmentOrder{
		ProgrammeID: b.ProgrammeID, LockID: b.LockID, Share: b.Share, VolumeBand: b.VolumeBand, HandleBand: b.HandleBand, Tolerance: b.Tolerance,
		Occupancy: b.Occupancy, Due: b.DueAt, Note: b.Note,
	}))
}

func (s *Server) listCommitments(ctx context.Context, scope auth.Scope, in *commitmentListInput) (*listOutput[Commitment], error) {
	q := vendors.CommitmentQuery{ProgrammeID: in.Programme, QueueID: in.Queue, From: in.From.Date, To: in.To.Date, Limit: in.Limit}
	if in.State != "" {
		q.States = []vendors.CommitmentState{vendors.CommitmentState(in.State)}
	}
	list, err := s.Commitments.List(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, s.commitmentOf), ""), nil
}

func (s *Server) getCommitment(ctx context.Context, scope auth.Scope, in *IDInput) (*entityOutput[Commitment], error) {
	return s.commitmentAnswer(s.Commitments.Get(ctx, scope, in.ID))
}

func (s *Server) commitmentIntervals(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{ Body CommitmentIntervals }, error) {
	c, err := s.Commitments.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	g, err := c.Grid()
	if err != nil {
		return nil, err
	}
	return &struct{ Body CommitmentIntervals }{CommitmentIntervals{
		Starts: startsOf(g), Contacts: c.Curves.Contacts, AHTS: c.Curves.AHTS, Asked: c.Curves.Asked,
		Offered: Numbers(orEmpty(c.Curves.Offered)), Committed: Numbers(orEmpty(c.Curves.Committed)),
	}}, nil
}

func (s *Server) answerCommitment(ctx context.Context, scope auth.Scope, in *commitmentAnswerInput) (*entityOutput[Commitment], error) {
	if len(in.Body.Cuts) == 0 {
		return s.commitmentAnswer(s.Commitments.Accept(ctx, scope, in.ID, in.version(), in.Body.Note))
	}
	cuts := each(in.Body.Cuts, func(c CommitmentCut) vendors.Cut {
		return vendors.Cut{From: c.From.Date, To: c.To.Date, StartMin: int(c.Start), EndMin: int(c.End), Share: c.Share}
	})
	return s.commitmentAnswer(s.Commitments.Counter(ctx, scope, in.ID, in.version(), cuts, in.Body.Note))
}

func (s *Server) decideCommitment(ctx context.Context, scope auth.Scope, in *commitmentDecisionInput) (*entityOutput[Commitment], error) {
	switch in.Body.Action {
	case string(vendors.Agree):
		return s.commitmentAnswer(s.Commitments.Agree(ctx, scope, in.ID, in.version(), in.Body.Note))
	case string(vendors.Insist):
		return s.commitmentAnswer(s.Commitments.Insist(ctx, scope, in.ID, in.version(), orZero(in.Body.DueAt), in.Body.Note))
	default:
		return s.commitmentAnswer(s.Commitments.Withdraw(ctx, scope, in.ID, in.version(), in.Body.Note))
	}
}
