package api

import (
	"context"
	"math"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Rollup is what the newest forecasts expect of queues together.
type Rollup struct {
	By      string        `json:"by" enum:"queue,group,site,vendor,total"`
	Period  string        `json:"period" enum:"interval,day,week,month"`
	From    Day           `json:"from"`
	Days    int           `json:"days"`
	Groups  []RollupGroup `json:"groups" nullable:"false"`
	Missing []MissingDays `json:"missing" nullable:"false" doc:"Days that no forecast covers; they are in no sum."`
}

// RollupGroup is the rows of a queue, a group of queues, a site, an employer or all;
// a column a figure.
type RollupGroup struct {
	QueueID     int64       `json:"queueId,omitempty" doc:"Absent unless by queue."`
	SiteID      int64       `json:"siteId,omitempty" doc:"Absent unless by queue or site."`
	EmployerID  int64       `json:"employerId,omitempty" doc:"By vendor; absent: what is handled in-house."`
	Name        string      `json:"name,omitempty" doc:"Absent in a total, for queues of no group, and in-house."`
	QueueIDs    []int64     `json:"queueIds" nullable:"false"`
	ForecastIDs []int64     `json:"forecastIds" nullable:"false" doc:"What the rows are made of."`
	Zone        string      `json:"zone" doc:"Of all its queues; UTC where they differ."`
	IntervalMin int         `json:"intervalMin" doc:"The longest of its queues' intervals."`
	Start       []time.Time `json:"start,omitempty" nullable:"false" doc:"Of each interval; absent for longer periods."`
	First       []Day       `json:"first,omitempty" nullable:"false" doc:"First day of each period; absent for intervals."`
	Last        []Day       `json:"last,omitempty" nullable:"false"`
	Contacts    Numbers     `json:"contacts" doc:"As adjusted."`
	WorkloadS   Numbers     `json:"workloadS" doc:"Seconds of work: contacts times handle time, of those whose handle time is known."`
	AHTS        Numbers     `json:"ahtS" doc:"Seconds a contact, of those whose handle time is known."`
	Bands       []BandCurve `json:"bands" nullable:"false" doc:"Of the sums: neither the sum of the bands nor as if queues and days were independent. None where nothing is known of past errors."`
}

// MissingDays are days of a queue that no forecast covers.
type MissingDays struct {
	QueueID int64 `json:"queueId"`
	First   Day   `json:"first"`
	Last    Day   `json:"last"`
}

type (
	rollupInput struct {
		Queues []int64 `query:"queues" maxItems:"500" doc:"Only these, with those of the sites."`
		Sites  []int64 `query:"sites" maxItems:"500" doc:"All queues of these; neither: every queue that may be seen."`
		By     string  `query:"by" enum:"queue,group,site,vendor,total" default:"total" doc:"vendor: by who handles the queues, as their handledBy says; what it leaves is handled in-house."`
		Period string  `query:"period" enum:"interval,day,week,month" default:"day" doc:"Weeks begin on Monday."`
		From   Day     `query:"from" required:"true" doc:"First day, local to each queue's site."`
		Days   int     `query:"days" minimum:"1" maximum:"400" default:"14"`
	}
	rollupOutput struct{ Body Rollup }
)

func (s *Server) registerRollup(api huma.API) {
	secured(s, api, huma.Operation{
		OperationID: "roll-up-forecasts", Method: http.MethodGet, Path: "/forecasts/rollup", Tags: []string{"Forecasts"},
		Summary:     "Add up what the newest forecasts expect",
		Description: "Sums over queues, sites and time add up whichever way they are grouped: each is the sum of its queues' intervals, as adjusted.",
	}, auth.ReadDemand, s.rollup)
}

func (s *Server) rollup(ctx context.Context, scope auth.Scope, in *rollupInput) (*rollupOutput, error) {
	order := forecast.RollupOrder{
		Queues: in.Queues, Sites: in.Sites, By: forecast.Grouping(in.By), Per: forecast.Period(in.Period), From: in.From.Date, Days: in.Days,
	}
	made, err := s.Live.Rollup(ctx, scope, order)
	if err != nil {
		return nil, err
	}
	return &rollupOutput{Body: Rollup{
		By: in.By, Period: in.Period, From: in.From, Days: in.Days, Groups: each(made.Groups, rollupGroupOf),
		Missing: each(made.Missing, func(m forecast.Missing) MissingDays {
			return MissingDays{QueueID: m.QueueID, First: Day{m.First}, Last: Day{m.Last}}
		}),
	}}, nil
}

func rollupGroupOf(g forecast.RollupGroup) RollupGroup {
	out := RollupGroup{
		QueueID: g.QueueID, SiteID: g.SiteID, EmployerID: g.EmployerID, Name: g.Name, QueueIDs: orEmpty(g.Queues), ForecastIDs: orEmpty(g.Forecasts),
		Zone: g.Location.String(), IntervalMin: g.Minutes, Bands: rollupBandsOf(g.Rows),
	}
	for _, row := range g.Rows {
		if row.First == (grid.Date{}) {
			out.Start = append(out.Start, row.Start)
		} else {
			out.First, out.Last = append(out.First, Day{row.First}), append(out.Last, Day{row.Last})
		}
		out.Contacts, out.WorkloadS, out.AHTS = append(out.Contacts, row.Contacts), append(out.WorkloadS, row.WorkloadS), append(out.AHTS, row.AHTS)
	}
	return out
}

// rollupBandsOf turns the rows' bands into columns. All rows have the same levels,
// unless forecasts with different ones follow each other: then only what the first
// has, and null where a later one lacks it.
func rollupBandsOf(rows []forecast.RollupRow) []BandCurve {
	if len(rows) == 0 {
		return []BandCurve{}
	}
	return each(rows[0].Bands, func(first model.TotalBand) BandCurve {
		out := BandCurve{Level: first.Level}
		for _, row := range rows {
			lo, hi := math.NaN(), math.NaN()
			for _, b := range row.Bands {
				if b.Level == first.Level {
					lo, hi = b.Lo, b.Hi
				}
			}
			out.Lo, out.Hi = append(out.Lo, lo), append(out.Hi, hi)
		}
		return out
	})
}
