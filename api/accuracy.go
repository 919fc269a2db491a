package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// AccuracyReport is how forecasts did against what came.
type AccuracyReport struct {
	From   Day           `json:"from"`
	To     Day           `json:"to"`
	Lead   int           `json:"lead" doc:"Each day is held against the newest forecast made at least so many days ahead, 1 being the day's own morning."`
	By     string        `json:"by" enum:"lead,weekday,slot,queue,day,week"`
	Rows   []AccuracyRow `json:"rows" nullable:"false"`
	Totals AccuracyScore `json:"totals"`
}

// AccuracyRow is the score of one group.
type AccuracyRow struct {
	Key   string `json:"key" doc:"Lead in days as 3-7 or 43+, weekday 1 (Monday) to 7, time of day HH:MM, id of a queue, day, or Monday of a week."`
	Label string `json:"label" doc:"The key in words; of a queue its name."`
	AccuracyScore
}

// AccuracyScore is how far forecasts were from what came. A figure that is not
// defined, as of no contacts at all, is absent and not 0.
type AccuracyScore struct {
	WAPE         *float64       `json:"wape,omitempty" doc:"Sum of absolute errors over the sum of contacts, by interval, 0..1."`
	DayWAPE      *float64       `json:"dayWape,omitempty" doc:"The same on whole days; absent by time of day."`
	Bias         *float64       `json:"bias,omitempty" doc:"Sum of forecast less actual over the sum of contacts; positive: too many were forecast."`
	MASE         *float64       `json:"mase,omitempty" doc:"Mean absolute error over that of repeating the week before, in the quarter before each forecast."`
	RMSE         *float64       `json:"rmse,omitempty" doc:"Root of the mean squared error, in contacts."`
	Coverage     []BandAccuracy `json:"coverage" nullable:"false"`
	NaiveWAPE    *float64       `json:"naiveWape,omitempty" doc:"WAPE of repeating the last week known when the forecast was made."`
	ModelValue   *float64       `json:"modelValue,omitempty" doc:"By how much the forecast's WAPE is below the naive one, over the intervals of which the latter says anything."`
	PlannerWAPE  *float64       `json:"plannerWape,omitempty" doc:"WAPE with the adjustments that stood before each day."`
	PlannerValue *float64       `json:"plannerValue,omitempty" doc:"By how much adjustments made WAPE smaller; negative: larger."`
	N            int            `json:"n" doc:"Intervals scored."`
	Days         int            `json:"days" doc:"Days of queues scored."`
	Rehearsed    int            `json:"rehearsedDays" doc:"Of these, days whose forecast was computed afterwards, as if before."`
	Adjusted     int            `json:"adjustedDays" doc:"Of these, days that adjustments touched."`
	Contacts     float64        `json:"contacts" doc:"That came in the intervals scored."`
}

// BandAccuracy is how often a band held what came.
type BandAccuracy struct {
	Level float64  `json:"level"`
	Share float64  `json:"share"`
	MSIS  *float64 `json:"msis,omitempty" doc:"Mean scaled interval score: width, and 2/(1-level) times what was missed by, over the scale of mase."`
	N     int      `json:"n"`
}

func accuracyScoreOf(s accuracy.Score) AccuracyScore {
	return AccuracyScore{
		WAPE: figure(s.WAPE), DayWAPE: figure(s.DayWAPE), Bias: figure(s.Bias), MASE: figure(s.MASE), RMSE: figure(s.RMSE),
		Coverage: each(s.Bands, func(b accuracy.BandScore) BandAccuracy {
			return BandAccuracy{Level: b.Level, Share: b.Coverage, MSIS: figure(b.MSIS), N: b.N}
		}),
		NaiveWAPE: figure(s.NaiveWAPE), ModelValue: figure(s.ModelValue), PlannerWAPE: figure(s.PlannerWAPE), PlannerValue: figure(s.PlannerValue),
		N: s.N, Days: s.Days, Rehearsed: s.Rehearsed, Adjusted: s.Adjusted, Contacts: s.Contacts,
	}
}

type (
	accuracyInput struct {
		Queues []int64 `query:"queues" nullable:"false" maxItems:"500" doc:"Only these; absent: all."`
		Site   int64   `query:"site" minimum:"0" doc:"Only queues of this site."`
		From   Day     `query:"from" doc:"First day, local to each queue; absent: 90 days in all."`
		To     Day     `query:"to" doc:"Last day; absent: yesterday. Days that are not over are not scored."`
		By     string  `query:"by" enum:"lead,weekday,slot,queue,day,week" default:"lead"`
		Lead   int     `query:"lead" minimum:"1" maximum:"365" default:"1" doc:"Days ahead that a forecast must have been made."`
	}
	accuracyOutput struct{ Body AccuracyReport }
)

func (s *Server) registerAccuracy(api huma.API) {
	op := func(path, id, summary, about string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Description: about, Tags: []string{"Accuracy"}}
	}
	secured(s, api, op("/accuracy", "get-accuracy", "Score forecasts against what came",
		"Each day is held against what had been forecast before it, never against anything learnt later."), auth.ReadDemand, s.accuracy)
	secured(s, api, op("/accuracy/drift", "get-drift", "Find queues whose forecasts have gone astray",
		"Watches the daily errors of the newest forecasts. A queue whose forecasts are as good as their back-test says has a false alarm once in about 1,000 days."),
		auth.ReadDemand, s.drift)
	secured(s, api, op("/adjustments/scores", "get-adjustment-scores", "See whether adjustments helped",
		"An adjustment is scored over the days of its range before which it stood: one made afterwards helps nobody."), auth.ReadDemand, s.adjustmentScores)
	secured(s, api, op("/queues/{id}/quality", "get-queue-quality", "See how far a queue's history can be trusted",
		"Nothing here changes the history: what is strange is shown, and replaced only in what the models learn from."), auth.ReadDemand, s.queueQuality)
}

func (s *Server) accuracy(ctx context.Context, scope auth.Scope, in *accuracyInput) (*accuracyOutput, error) {
	found, err := s.Hindsight.Accuracy(ctx, scope, forecast.AccuracyQuery{
		Queues: in.Queues, SiteID: in.Site, From: in.From.Date, To: in.To.Date, By: accuracy.By(in.By), Lead: in.Lead,
	})
	if err != nil {
		return nil, err
	}
	body := AccuracyReport{From: Day{found.From}, To: Day{found.To}, Lead: found.Lead, By: in.By, Totals: accuracyScoreOf(found.Total)}
	body.Rows = each(found.Rows, func(r accuracy.Row) AccuracyRow {
		return AccuracyRow{Key: r.Key, Label: labelOf(accuracy.By(in.By), r.Key, found.Queues), AccuracyScore: accuracyScoreOf(r.Score)}
	})
	return &accuracyOutput{Body: body}, nil
}

var weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// labelOf says a key in words.
func labelOf(by accuracy.By, key string, queues map[int64]workforce.Queue) string {
	n, err := strconv.ParseInt(key, 10, 64)
	switch {
	case err != nil && by == accuracy.ByLead:
		return key + " days ahead"
	case err != nil:
		return key
	case by == accuracy.ByQueue:
		return queues[n].Name
	case by == accuracy.ByWeekday:
		return weekdays[n-1]
	}
	return key
}

// DriftReport is the watch over the newest forecasts of each queue.
type DriftReport struct {
	Alarms []QueueDrift `json:"alarms" nullable:"false" doc:"Queues whose forecasts have gone astray, the worst first."`
	Steady []QueueDrift `json:"steady" nullable:"false" doc:"Queues that are watched and have not."`
}

// QueueDrift is the watch over one queue's forecasts. The statistic sums up by
// how much daily errors exceed what the back-test found usual.
type QueueDrift struct {
	QueueID   int64    `json:"queueId"`
	QueueCode string   `json:"queueCode"`
	QueueName string   `json:"queueName"`
	SiteID    int64    `json:"siteId"`
	Side      string   `json:"side,omitempty" enum:"too_low,too_high" doc:"Whether too few or too many contacts are forecast; absent where steady."`
	Since     *Day     `json:"since,omitempty" doc:"First day of the drift."`
	Days      int      `json:"days" doc:"Days looked at since, or all where steady."`
	Statistic float64  `json:"statistic" doc:"In usual deviations of a day's total."`
	Limit     float64  `json:"limit" doc:"From which on the statistic is an alarm."`
	Bias      *float64 `json:"bias,omitempty" doc:"Of whole days: sum of forecast less actual over the sum of contacts."`
	WAPE      *float64 `json:"wape,omitempty" doc:"Of whole days."`
	UsualWAPE *float64 `json:"usualWape,omitempty" doc:"Of whole days, as the back-tests of these forecasts promised."`
	Why       string   `json:"why,omitempty" doc:"What happened and what can be done, in words."`
}

type (
	driftInput struct {
		Queues []int64 `query:"queues" nullable:"false" maxItems:"500" doc:"Only these; absent: all."`
		Site   int64   `query:"site" minimum:"0" doc:"Only queues of this site."`
	}
	driftOutput struct{ Body DriftReport }
)

func (s *Server) drift(ctx context.Context, scope auth.Scope, in *driftInput) (*driftOutput, error) {
	found, err := s.Hindsight.Drift(ctx, scope, in.Queues, in.Site)
	if err != nil {
		return nil, err
	}
	body := DriftReport{Alarms: []QueueDrift{}, Steady: []QueueDrift{}}
	for _, d := range found {
		if d.Side == accuracy.Steady {
			body.Steady = append(body.Steady, driftOf(d))
		} else {
			body.Alarms = append(body.Alarms, driftOf(d))
		}
	}
	return &driftOutput{Body: body}, nil
}

func driftOf(d forecast.QueueDrift) QueueDrift {
	return QueueDrift{
		QueueID: d.Queue.ID, QueueCode: d.Queue.Code, QueueName: d.Queue.Name, SiteID: d.Queue.SiteID,
		Side: string(d.Side), Since: dayOrNone(d.Since), Days: d.Days, Statistic: d.Statistic, Limit: d.Limit,
		Bias: figure(d.Bias), WAPE: figure(d.WAPE), UsualWAPE: figure(d.UsualWAPE), Why: d.Why(),
	}
}
