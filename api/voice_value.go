package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/voice"
)

// VoiceValue is what contacts of a period cost, which is measured, and what it is worth
// that they are solved, which follows from an assumption.
type VoiceValue struct {
	From             Day                `json:"from"`
	To               Day                `json:"to"`
	Currency         string             `json:"currency" doc:"Empty: what contacts cost is not told."`
	Contacts         int64              `json:"contacts"`
	CostMinor        *int64             `json:"costMinor,omitempty" doc:"Measured: of the work on them."`
	PreventableMinor *int64             `json:"preventableMinor,omitempty" doc:"Measured: of it, for reasons that are to be prevented."`
	Outcomes         VoiceOutcomes      `json:"outcomes"`
	Good             int64              `json:"good"`
	Rated            int64              `json:"rated" doc:"Who said whether they are satisfied."`
	Worth            *VoiceWorth        `json:"worth,omitempty" doc:"What is assumed; absent: nothing, and no amount below follows."`
	Kept             *VoiceAmount       `json:"kept,omitempty" doc:"Assumed: what customers who stay because it was solved are worth in a year."`
	Recovered        *VoiceAmount       `json:"recovered,omitempty" doc:"Assumed: of it, those who came again first."`
	AtRisk           *VoiceAmount       `json:"atRisk,omitempty" doc:"Assumed: what customers who leave because it was not solved are worth in a year."`
	Reasons          []VoiceReasonValue `json:"reasons" nullable:"false" doc:"By the tree, each with everything under it; last, what nobody filed."`
	Solved           []VoiceSolvedValue `json:"solved" nullable:"false" doc:"Problems whose measure surely helped, the most saving first."`
}

// VoiceOutcomes counts customers by reason and what became of what they came with. A
// customer with two reasons is two cases; one who is not known is a case for each contact.
type VoiceOutcomes struct {
	Cases     int64 `json:"cases"`
	Solved    int64 `json:"solved"`
	Recovered int64 `json:"recovered" doc:"Of the solved: reopened, or only after they came again."`
	Unsolved  int64 `json:"unsolved"`
}

// VoiceAmount is an amount with how far off it may be.
type VoiceAmount struct {
	Low    int64 `json:"low"`
	Likely int64 `json:"likely"`
	High   int64 `json:"high"`
}

// VoiceReasonValue is the figures of a reason.
type VoiceReasonValue struct {
	Reason    *VoiceReason  `json:"reason,omitempty" doc:"Absent: nobody knows why they came."`
	Depth     int           `json:"depth"`
	Contacts  int64         `json:"contacts"`
	CostMinor *int64        `json:"costMinor,omitempty"`
	Outcomes  VoiceOutcomes `json:"outcomes"`
	Low       *float64      `json:"low,omitempty" doc:"Of the share that is solved; 95 %, Wilson."`
	High      *float64      `json:"high,omitempty"`
	AtRisk    *VoiceAmount  `json:"atRisk,omitempty"`
}

// VoiceSolvedValue is what a problem that was solved saves in a year.
type VoiceSolvedValue struct {
	ProblemID int64        `json:"problemId"`
	Title     string       `json:"title"`
	ReasonID  int64        `json:"reasonId"`
	Contacts  VoiceAmount  `json:"contacts" doc:"That no longer come, by the ratio of the effect check and the ends of its interval."`
	Minor     *VoiceAmount `json:"minor,omitempty" doc:"What their work would have cost."`
}

func voiceValueOf(v vendors.VoiceValue) VoiceValue {
	amount := func(a voice.Amount) *VoiceAmount {
		if v.Worth == nil {
			return nil
		}
		out := VoiceAmount(a)
		return &out
	}
	outcomes := func(c vendors.VoiceCase) VoiceOutcomes {
		return VoiceOutcomes{c.Cases, c.Solved, c.Recovered, c.Unsolved}
	}
	out := VoiceValue{
		From: Day{v.From}, To: Day{v.To}, Currency: string(v.Currency), Contacts: v.Contacts, CostMinor: knownMinor(v.CostMinor), PreventableMinor: knownMinor(v.PreventableMinor),
		Outcomes: outcomes(v.Outcomes), Good: v.Good, Rated: v.Rated, Worth: voiceWorthOf(v.Worth), Kept: amount(v.Kept), Recovered: amount(v.Recovered), AtRisk: amount(v.AtRisk),
	}
	out.Reasons = each(v.Reasons, func(r vendors.VoiceReasonValue) VoiceReasonValue {
		line := VoiceReasonValue{Depth: r.Depth, Contacts: r.Contacts, CostMinor: knownMinor(r.CostMinor), Outcomes: outcomes(r.Outcomes), Low: figure(r.Low), High: figure(r.High), AtRisk: amount(r.AtRisk)}
		if r.Reason.ID != 0 {
			reason := voiceReasonOf(r.Reason)
			line.Reason = &reason
		}
		return line
	})
	out.Solved = each(v.Solved, func(l vendors.SolvedValue) VoiceSolvedValue {
		line := VoiceSolvedValue{ProblemID: l.Problem.ID, Title: l.Problem.Title, ReasonID: l.Problem.ReasonID, Contacts: VoiceAmount(l.Contacts)}
		if v.Currency != "" {
			minor := VoiceAmount(l.Minor)
			line.Minor = &minor
		}
		return line
	})
	return out
}

// knownMinor is an amount, or nothing where it is not known.
func knownMinor(minor int64) *int64 {
	if minor < 0 {
		return nil
	}
	return &minor
}

func (s *Server) registerVoiceValue(api huma.API) {
	op := voiceOperation(http.MethodGet, "/value", "get-voice-value", "See what contacts cost, and what solving them is worth")
	op.Description = "What is measured and what follows from an assumption are told apart. It is the owner's own business: accounts of a vendor are refused."
	secured(s, api, op, auth.ReadVendors, func(ctx context.Context, scope auth.Scope, in *voiceReportInput) (*whole[VoiceValue], error) {
		v, err := s.Voice.Value(ctx, scope, vendors.VoiceQuery{From: in.From.Date, To: in.To.Date, ProgrammeID: in.ProgrammeID})
		if err != nil {
			return nil, err
		}
		return &whole[VoiceValue]{voiceValueOf(v)}, nil
	})
}
