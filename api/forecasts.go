package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
)

// Forecast is one immutable forecast of one queue.
type Forecast struct {
	ID          int64               `json:"id"`
	QueueID     int64               `json:"queueId"`
	SiteID      int64               `json:"siteId"`
	State       string              `json:"state" enum:"queued,done,failed"`
	Failure     string              `json:"failure,omitempty" doc:"Why the forecast could not be made."`
	From        Day                 `json:"from"`
	Days        int                 `json:"days"`
	AsOf        *Day                `json:"asOf,omitempty" doc:"First day whose history was not used; absent: the first day forecast."`
	Zone        string              `json:"zone"`
	IntervalMin int                 `json:"intervalMin"`
	Levels      []float64           `json:"levels" doc:"Of the bands, 0..1."`
	Combination ForecastCombination `json:"combination"`
	Candidates  []ForecastCandidate `json:"candidates" doc:"Best first."`
	Reference   ForecastScore       `json:"reference" doc:"Of the median of the last six weeks, in the same back-test."`
	ByLead      []LeadScore         `json:"byLead"`
	Origins     []OriginScore       `json:"origins" doc:"How the combination did from each origin of the back-test."`
	Flags       []FlaggedTime       `json:"flags" doc:"What was left out of fitting, and why."`
	Notes       []ForecastNote      `json:"notes" nullable:"false"`
	Together    []int64             `json:"together" nullable:"false" doc:"Queues whose forecasts were made to agree with that of their total; empty: this one alone."`
	ColdStart   *ColdStart          `json:"coldStart,omitempty"`
	Adapted     []AdaptedLevel      `json:"adapted" nullable:"false" doc:"At what level each band is drawn to hold what it says, learned from earlier forecasts of the queue; empty: as they are called."`
	Quality     ForecastQuality     `json:"quality"`
	InputHash   string              `json:"inputHash"`
	CodeVersion string              `json:"codeVersion"`
	CreatedAt   time.Time           `json:"createdAt"`
	CreatedBy   int64               `json:"createdBy"`
}

// ForecastScore is how far forecasts were from what happened.
type ForecastScore struct {
	WAPE    *float64 `json:"wape,omitempty" doc:"Sum of absolute errors over the sum of contacts, by interval, 0..1."`
	DayWAPE *float64 `json:"dayWape,omitempty" doc:"The same on whole days."`
	Bias    *float64 `json:"bias,omitempty" doc:"Sum of errors over the sum of contacts; positive: too many forecast."`
	MASE    *float64 `json:"mase,omitempty" doc:"Mean absolute error over that of repeating the week before."`
	RMSE    *float64 `json:"rmse,omitempty" doc:"Root of the mean squared error, in contacts."`
	N       int      `json:"n" doc:"Intervals scored."`
}

func scoreOf(s model.Score) ForecastScore {
	if s.N == 0 {
		return ForecastScore{}
	}
	return ForecastScore{
		WAPE: figure(s.WAPE), DayWAPE: figure(s.DayWAPE), Bias: figure(s.Bias), MASE: figure(s.MASE), RMSE: figure(s.RMSE), N: s.N,
	}
}

// ForecastCombination is what the back-test chose.
type ForecastCombination struct {
	Members []string      `json:"members"`
	Rule    string        `json:"rule" doc:"How the members are joined: mean, median, single, or fallback to the reference."`
	Score   ForecastScore `json:"score"`
}

// ForecastCandidate is a model that took part in the back-test.
type ForecastCandidate struct {
	Name   string        `json:"name"`
	Family string        `json:"family"`
	Score  ForecastScore `json:"score"`
	ByLead []LeadScore   `json:"byLead" nullable:"false"`
	Chosen bool          `json:"chosen" doc:"It is a member of the combination."`
	Why    ForecastNote  `json:"why" doc:"Why it is one, or is not."`
}

// ForecastQuality says how far a forecast can be relied on.
type ForecastQuality struct {
	Grade   string         `json:"grade,omitempty" enum:"good,fair,poor" doc:"poor: not to be planned on as it is; absent: unknown."`
	Reasons []ForecastNote `json:"reasons" nullable:"false" doc:"Why it is no better; none for a good one."`
}

// ForecastNote is something that the reader of a forecast should know.
type ForecastNote struct {
	Code string            `json:"code" doc:"What it is about; new ones may come."`
	Args map[string]string `json:"args" nullable:"false" doc:"What the code's words speak of, by name."`
	Text string            `json:"text" doc:"The note in English."`
}

func noteOf(n model.Note) ForecastNote {
	args := n.Args
	if args == nil {
		args = map[string]string{}
	}
	return ForecastNote{Code: string(n.Code), Args: args, Text: n.String()}
}

// LeadScore is the combination's score some days ahead, and how often its bands
// held what happened.
type LeadScore struct {
	FirstDay int             `json:"firstDay" doc:"Days ahead, the first being 1."`
	LastDay  int             `json:"lastDay" doc:"0: without end."`
	Score    ForecastScore   `json:"score"`
	Coverage []LevelCoverage `json:"coverage"`
}

// LevelCoverage is how often a band held what happened.
type LevelCoverage struct {
	Level float64 `json:"level"`
	Share float64 `json:"share"`
	N     int     `json:"n"`
}

// OriginScore is how the combination did from one origin of the back-test.
type OriginScore struct {
	Origin Day           `json:"origin"`
	Days   int           `json:"days"`
	Score  ForecastScore `json:"score"`
}

// FlaggedTime is a day, or a part of one, that was left out of fitting.
type FlaggedTime struct {
	Date     Day     `json:"date"`
	FromSlot int     `json:"fromSlot" doc:"Interval of the day, the first being 0."`
	ToSlot   int     `json:"toSlot" doc:"The interval after the last."`
	Reason   string  `json:"reason" doc:"Code: day_high, day_low, outage, intervals_high, intervals_low or no_contacts; new ones may come."`
	Text     string  `json:"text" doc:"The reason in English."`
	Observed float64 `json:"observed"`
	Expected float64 `json:"expected"`
}

func forecastOf(r forecast.Run) Forecast {
	levels := r.Order.Levels
	if len(levels) == 0 {
		levels = []float64{0.80, 0.95}
	}
	out := Forecast{
		ID: r.ID, QueueID: r.QueueID, SiteID: r.SiteID, State: string(r.State), Failure: r.Failure,
		From: Day{r.Order.From}, Days: r.Order.Days, AsOf: dayOrNone(r.Order.AsOf), Zone: r.Zone, IntervalMin: r.Minutes, Levels: levels,
		Combination: ForecastCombination{Members: orEmpty(r.Report.Combination.Members), Rule: r.Report.Combination.Rule, Score: scoreOf(r.Report.Combination.Score)},
		Reference:   scoreOf(r.Report.Reference), Notes: each(r.Report.Notes, noteOf),
		Quality:   ForecastQuality{Grade: string(r.Report.Quality.Grade), Reasons: each(r.Report.Quality.Reasons, noteOf)},
		InputHash: r.InputHash, CodeVersion: r.Code, CreatedAt: r.CreatedAt, CreatedBy: r.CreatedBy,
	}
	out.Together, out.Adapted = orEmpty(r.Order.Together), each(r.Order.Adapted, adaptedOf)
	if c := r.Order.ColdStart; c != nil {
		out.ColdStart = &ColdStart{TemplateQueueID: c.TemplateQueueID, DailyContacts: c.DailyContacts, AHTS: c.AHTS}
	}
	out.Candidates = each(r.Report.Candidates, func(c model.Candidate) ForecastCandidate {
		return ForecastCandidate{
			Name: c.Name, Family: c.Family, Score: scoreOf(c.Score), Chosen: c.Member, Why: noteOf(c.Why),
			ByLead: each(c.ByLead, func(b model.BucketScore) LeadScore { return leadOf(b, nil) }),
		}
	})
	out.ByLead = each(r.Report.ByLead, func(b model.BucketScore) LeadScore { return leadOf(b, r.Report.Coverage) })
	out.Origins = each(r.Report.Origins, func(o model.OriginScore) OriginScore {
		return OriginScore{Origin: Day{o.Origin}, Days: o.Days, Score: scoreOf(o.Score)}
	})
	out.Flags = each(r.Report.Flags, func(f model.Flag) FlaggedTime {
		return FlaggedTime{
			Date: Day{f.Date}, FromSlot: f.From, ToSlot: f.To, Reason: string(f.Reason), Text: f.Reason.Text(), Observed: f.Observed, Expected: f.Expected,
		}
	})
	return out
}

func leadOf(b model.BucketScore, all []model.Coverage) LeadScore {
	out := LeadScore{FirstDay: b.Bucket.From, LastDay: b.Bucket.To, Score: scoreOf(b.Score), Coverage: []LevelCoverage{}}
	for _, c := range all {
		if c.Bucket == b.Bucket {
			out.Coverage = append(out.Coverage, LevelCoverage{Level: c.Level, Share: c.Share, N: c.N})
		}
	}
	return out
}

// ColdStart is what to go by where a queue has less than a week of history.
type ColdStart struct {
	TemplateQueueID int64   `json:"templateQueueId" minimum:"1" doc:"A queue that it will be like; only its shape is used."`
	DailyContacts   float64 `json:"dailyContacts" exclusiveMinimum:"0" doc:"Contacts of an ordinary open day, an estimate that the bands allow for."`
	AHTS            float64 `json:"ahtS,omitempty" minimum:"0" doc:"Seconds a contact; absent: the template's."`
}

// AdaptedLevel is at what level a band is drawn for some lead times.
type AdaptedLevel struct {
	FirstDay  int     `json:"firstDay" doc:"Days ahead, the first being 1."`
	LastDay   int     `json:"lastDay" doc:"0: without end."`
	Level     float64 `json:"level" doc:"What the band is called, 0..1."`
	Effective float64 `json:"effective" doc:"The level at which it is drawn."`
	Days      int     `json:"days" doc:"Days that it was learned from."`
}

func adaptedOf(a model.AdaptedLevel) AdaptedLevel {
	return AdaptedLevel{FirstDay: a.Bucket.From, LastDay: a.Bucket.To, Level: a.Level, Effective: a.Effective, Days: a.Days}
}

// ForecastOrder asks for forecasts of one or several queues.
type ForecastOrder struct {
	QueueIDs  []int64    `json:"queueIds" minItems:"1" maxItems:"500" nullable:"false" doc:"One forecast is made for each."`
	From      Day        `json:"from" doc:"First day, local to each queue's site."`
	Days      int        `json:"days" minimum:"1" maximum:"400"`
	AsOf      *Day       `json:"asOf,omitempty" doc:"Forget history from this day on; absent: from the first day forecast."`
	Levels    []float64  `json:"levels,omitempty" maxItems:"5" nullable:"false" doc:"Of the bands, 0..1; absent: 0.8 and 0.95."`
	Coherent  bool       `json:"coherent,omitempty" doc:"Make the forecasts of queues at one site agree with the forecast of their total."`
	ColdStart *ColdStart `json:"coldStart,omitempty" doc:"For queues with less than a week of history; others are forecast from their own."`
	Backtest  int        `json:"backtest,omitempty" minimum:"0" maximum:"60" doc:"Origins of the back-test; absent or 0: the usual number."`
}

// ForecastsOrdered names the forecasts to come and the job that makes them.
type ForecastsOrdered struct {
	ForecastIDs []int64 `json:"forecastIds" nullable:"false"`
	JobID       int64   `json:"jobId"`
}

type (
	forecastListInput struct {
		PageInput
		Queue int64 `query:"queue" doc:"Only of this queue."`
	}
	forecastOrderInput struct {
		OnceInput
		Body ForecastOrder
	}
	forecastsOrderedOutput struct{ Body ForecastsOrdered }
	forecastOutput         struct{ Body Forecast }
)

func (s *Server) registerForecasts(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Forecasts"},
			Description: "A forecast is what is expected of one queue, with bands. Once done it never changes.",
		}
	}
	order := op(http.MethodPost, "/forecasts", "order-forecasts", "Forecast queues")
	order.DefaultStatus = http.StatusAccepted
	secured(s, api, order, auth.ManageDemand, s.orderForecasts)
	secured(s, api, op(http.MethodGet, "/forecasts", "list-forecasts", "List forecasts, newest first"), auth.ReadDemand, s.listForecasts)
	secured(s, api, op(http.MethodGet, "/forecasts/{id}", "get-forecast", "Get one forecast"), auth.ReadDemand, s.getForecast)
	remove := op(http.MethodDelete, "/forecasts/{id}", "delete-forecast", "Forget a forecast that nothing rests on")
	secured(s, api, remove, auth.ManageDemand, s.deleteForecast)
	secured(s, api, op(http.MethodGet, "/forecasts/{id}/intervals", "get-forecast-intervals", "Get a forecast by interval"), auth.ReadDemand, s.forecastIntervals)
	secured(s, api, op(http.MethodGet, "/forecasts/{id}/days", "get-forecast-days", "Get a forecast by day and week"), auth.ReadDemand, s.forecastDays)
	secured(s, api, op(http.MethodGet, "/forecasts/{id}/backtest", "get-forecast-backtest", "See what the method would have said on an earlier day"), auth.ReadDemand, s.forecastBacktest)
}

func (s *Server) orderForecasts(ctx context.Context, scope auth.Scope, in *forecastOrderInput) (*forecastsOrderedOutput, error) {
	order := forecast.RunOrder{From: in.Body.From.Date, Days: in.Body.Days, AsOf: dateOrNone(in.Body.AsOf), Levels: in.Body.Levels, Origins: in.Body.Backtest}
	if in.Body.Coherent {
		order.Together = in.Body.QueueIDs
	}
	if c := in.Body.ColdStart; c != nil {
		order.ColdStart = &forecast.ColdStart{TemplateQueueID: c.TemplateQueueID, DailyContacts: c.DailyContacts, AHTS: c.AHTS}
	}
	runs, job, err := s.Forecasts.Order(ctx, scope, in.Body.QueueIDs, order)
	if err != nil {
		return nil, err
	}
	ids := each(runs, func(r forecast.Run) int64 { return r.ID })
	return &forecastsOrderedOutput{Body: ForecastsOrdered{ForecastIDs: ids, JobID: job}}, nil
}

func (s *Server) listForecasts(ctx context.Context, scope auth.Scope, in *forecastListInput) (*listOutput[Forecast], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	runs, err := s.Forecasts.Runs(ctx, scope, in.Queue, before, in.Limit)
	if err != nil {
		return nil, err
	}
	return newestFirst(runs, in.Limit, func(x forecast.Run) int64 { return x.ID }, forecastOf), nil
}

func (s *Server) getForecast(ctx context.Context, scope auth.Scope, in *IDInput) (*forecastOutput, error) {
	run, err := s.Forecasts.Run(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &forecastOutput{Body: forecastOf(run)}, nil
}

func (s *Server) deleteForecast(ctx context.Context, scope auth.Scope, in *IDInput) (*struct{}, error) {
	return nil, s.Forecasts.Delete(ctx, scope, in.ID)
}
