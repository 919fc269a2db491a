package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// VoiceReport is what customers came with in a period, against the four weeks before.
type VoiceReport struct {
	From         Day                 `json:"from"`
	To           Day                 `json:"to"`
	Before       Day                 `json:"before" doc:"First day of the weeks before."`
	Orders       int64               `json:"orders" doc:"0: not known for every day, or not yours to see."`
	OrdersBefore int64               `json:"ordersBefore"`
	Currency     string              `json:"currency" doc:"Empty: what contacts cost is not told."`
	Mondays      []Day               `json:"mondays" nullable:"false" doc:"Weeks of the courses."`
	Total        VoiceFigure         `json:"total"`
	Goals        []VoiceGoal         `json:"goals" nullable:"false" doc:"Prevent, solve fast, most satisfied."`
	Reasons      []VoiceReasonFigure `json:"reasons" nullable:"false" doc:"By the tree, each with everything under it; last, what nobody filed."`
}

// VoiceFigure is contacts with what they took.
type VoiceFigure struct {
	Contacts    int64       `json:"contacts"`
	Share       *float64    `json:"share,omitempty" doc:"Of all contacts of the period."`
	Change      VoiceChange `json:"change"`
	Per1000     *float64    `json:"per1000,omitempty" doc:"For every 1,000 orders; absent where these are not known."`
	Per1000Low  *float64    `json:"per1000Low,omitempty" doc:"95 %, exact (Garwood)."`
	Per1000High *float64    `json:"per1000High,omitempty"`
	MeanHandleS *float64    `json:"meanHandleS,omitempty"`
	HandleS     int64       `json:"handleS"`
	CostMinor   *int64      `json:"costMinor,omitempty"`
	Repeats     int64       `json:"repeats" doc:"Whose customer came within seven days before."`
	Known       int64       `json:"known" doc:"Whose customer is known."`
	Course      []int64     `json:"course" nullable:"false" doc:"Contacts by week."`
	Programmes  []VoicePart `json:"programmes" nullable:"false"`
}

// VoiceChange is a count against one before it.
type VoiceChange struct {
	Before int64    `json:"before"`
	Ratio  *float64 `json:"ratio,omitempty" doc:"Of the rates, by orders where they are known, else by days; absent where there was nothing before."`
	Low    *float64 `json:"low,omitempty" doc:"95 %, exact (Clopper and Pearson)."`
	High   *float64 `json:"high,omitempty"`
	Surely int      `json:"surely" doc:"1 more than before, -1 less, 0 it can be chance (1 %)."`
	Few    bool     `json:"few" doc:"Too few to say much."`
}

// VoicePart is a programme's part.
type VoicePart struct {
	ProgrammeID int64 `json:"programmeId"`
	Contacts    int64 `json:"contacts"`
}

// VoiceReasonFigure is the figures of a reason.
type VoiceReasonFigure struct {
	Reason *VoiceReason `json:"reason,omitempty" doc:"Absent: nobody knows why they came."`
	Depth  int          `json:"depth"`
	VoiceFigure
}

// VoiceGoal is one of the three goals.
type VoiceGoal struct {
	Goal string `json:"goal" enum:"prevent,solve_fast,most_satisfied"`
	VoiceFigure
	Rates []VoiceRate `json:"rates" nullable:"false"`
}

// VoiceRate is a share with its interval.
type VoiceRate struct {
	Name   string   `json:"name" enum:"repeats,closed_in_day,reopened,satisfied,answered"`
	Events int      `json:"events"`
	Trials int      `json:"trials"`
	Rate   *float64 `json:"rate,omitempty"`
	Low    *float64 `json:"low,omitempty" doc:"95 %, Wilson."`
	High   *float64 `json:"high,omitempty"`
	Before *float64 `json:"before,omitempty"`
}

func voiceChangeOf(c voice.Comparison) VoiceChange {
	return VoiceChange{c.Before, figure(c.Ratio), figure(c.Low), figure(c.High), c.Surely, c.Few}
}

func voiceFigureOf(f vendors.VoiceFigure) VoiceFigure {
	out := VoiceFigure{
		Contacts: f.Contacts, Share: figure(f.Share), Change: voiceChangeOf(f.Change), Per1000: figure(f.Per1000), Per1000Low: figure(f.Low), Per1000High: figure(f.High),
		MeanHandleS: figure(float64(f.HandleS) / float64(f.Handled)), HandleS: f.HandleS, Repeats: f.Repeats, Known: f.Known, Course: orEmpty(f.Course),
		Programmes: each(f.Programmes, func(p vendors.VoicePart) VoicePart { return VoicePart(p) }),
	}
	if f.CostMinor >= 0 {
		out.CostMinor = &f.CostMinor
	}
	return out
}

func voiceReasonFigureOf(f vendors.VoiceReasonFigure) VoiceReasonFigure {
	out := VoiceReasonFigure{Depth: f.Depth, VoiceFigure: voiceFigureOf(f.VoiceFigure)}
	if f.Reason.ID != 0 {
		reason := voiceReasonOf(f.Reason)
		out.Reason = &reason
	}
	return out
}

func voiceGoalOf(g vendors.VoiceGoal) VoiceGoal {
	return VoiceGoal{string(g.Goal), voiceFigureOf(g.VoiceFigure), each(g.Rates, func(r vendors.VoiceRate) VoiceRate {
		return VoiceRate{r.Name, r.Now.Events, r.Now.Trials, figure(r.Now.Rate()), figure(r.Low), figure(r.High), figure(r.Before.Rate())}
	})}
}

type voiceReportInput struct {
	From        Day   `query:"from" required:"true"`
	To          Day   `query:"to" required:"true"`
	ProgrammeID int64 `query:"programmeId" minimum:"0"`
}

func (s *Server) registerVoiceReport(api huma.API) {
	secured(s, api, voiceOperation(http.MethodGet, "/report", "get-voice-report", "See reasons and goals of a period against the four weeks before"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *voiceReportInput) (*whole[VoiceReport], error) {
			r, err := s.Voice.Report(ctx, scope, vendors.VoiceQuery{From: in.From.Date, To: in.To.Date, ProgrammeID: in.ProgrammeID})
			if err != nil {
				return nil, err
			}
			currency := string(r.Currency)
			if scope.Employer() != 0 {
				r.HideCost()
				currency = ""
			}
			return &whole[VoiceReport]{VoiceReport{
				Day{r.From}, Day{r.To}, Day{r.Before}, r.Orders, r.OrdersBefore, currency, each(r.Mondays, func(d grid.Date) Day { return Day{d} }), voiceFigureOf(r.Total), each(r.Goals, voiceGoalOf),
				each(r.Reasons, voiceReasonFigureOf),
			}}, nil
		})
}
