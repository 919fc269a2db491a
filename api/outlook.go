package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
)

// Outlook is what to expect of a queue in months and years, for plans of hiring.
type Outlook struct {
	QueueID     int64           `json:"queueId"`
	From        Day             `json:"from"`
	To          Day             `json:"to" doc:"The last day."`
	Growth      OutlookGrowth   `json:"growth"`
	TestedWeeks int             `json:"testedWeeks" doc:"The longest lead that the past could test; bands of later weeks are widened by rule. 0: bands rest on assumed errors."`
	Weeks       []OutlookPeriod `json:"weeks" nullable:"false" doc:"Monday to Sunday; the first and the last may be parts of one."`
	Months      []OutlookPeriod `json:"months" nullable:"false" doc:"Of the calendar; the first and the last may be parts of one."`
	Assumptions []ForecastNote  `json:"assumptions" nullable:"false" doc:"Everything that the figures rest on."`
}

// OutlookGrowth is how the level is assumed to move.
type OutlookGrowth struct {
	PerYear      float64 `json:"perYear" doc:"At the beginning: 0.05 is five per cent a year."`
	Given        bool    `json:"given" doc:"By the one who asked, and then it lasts; else it was learnt."`
	HalfLifeDays float64 `json:"halfLifeDays,omitempty" doc:"After how many days a learnt growth has half gone; absent: it lasts, or there is none."`
}

// OutlookPeriod is one week or month.
type OutlookPeriod struct {
	First         Day             `json:"first"`
	Last          Day             `json:"last"`
	Contacts      float64         `json:"contacts"`
	Bands         []ForecastLimit `json:"bands" nullable:"false" doc:"Of the contacts."`
	AHTS          *float64        `json:"ahtS,omitempty" doc:"Seconds a contact; absent where history knows no handle time."`
	WorkloadHours *float64        `json:"workloadHours,omitempty" doc:"Contacts times handle time; absent likewise."`
}

type (
	outlookInput struct {
		IDInput
		Months    int            `query:"months" minimum:"1" maximum:"24" default:"18"`
		GrowthPct OptionalNumber `query:"growthPct" doc:"Growth in per cent a year that is to be assumed, -100 to 900; absent: as learnt, fading with time."`
		From      Day            `query:"from" doc:"First day, local to the queue's site; absent: today. History from it on is not used."`
	}
	outlookOutput struct{ Body Outlook }
)

func (s *Server) registerOutlook(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "get-outlook", Method: http.MethodGet, Path: "/queues/{id}/outlook", Tags: []string{"Forecasts"},
		Summary:     "Look months ahead by week and by month",
		Description: "The daily level of the forecasts carried on by an explicit growth, with bands that widen with time.",
	}, auth.ReadDemand, s.outlook)
}

func (s *Server) outlook(ctx context.Context, scope auth.Scope, in *outlookInput) (*outlookOutput, error) {
	order := forecast.OutlookOrder{From: in.From.Date, Months: in.Months}
	if in.GrowthPct.Given {
		growth := in.GrowthPct.Value / 100
		if !(growth > -1 && growth <= 9) {
			return nil, wrongField("query.growthPct", "is no growth to plan by", fmt.Sprint(in.GrowthPct.Value), "more than -100 and at most 900 per cent a year")
		}
		order.Growth = &growth
	}
	o, err := s.Forecasts.Outlook(ctx, scope, in.ID, order)
	if err != nil {
		return nil, err
	}
	return &outlookOutput{Body: Outlook{
		QueueID: in.ID, From: Day{o.From}, To: Day{o.Last}, TestedWeeks: o.Tested,
		Growth: OutlookGrowth{PerYear: o.Growth.PerYear, Given: o.Growth.Given, HalfLifeDays: o.Growth.HalfLife},
		Weeks:  each(o.Weeks, periodOf), Months: each(o.Months, periodOf), Assumptions: each(o.Assumptions, noteOf),
	}}, nil
}

func periodOf(p model.Period) OutlookPeriod {
	return OutlookPeriod{
		First: Day{p.First}, Last: Day{p.Last}, Contacts: p.Contacts, AHTS: figure(p.HandleSeconds), WorkloadHours: figure(p.WorkloadHours),
		Bands: each(p.Bands, func(b model.TotalBand) ForecastLimit { return ForecastLimit{Level: b.Level, Lo: b.Lo, Hi: b.Hi} }),
	}
}
