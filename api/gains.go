package api

import (
	"context"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/internal/auth"
)

// AdjustmentScores is whether adjustments helped.
type AdjustmentScores struct {
	From   Day               `json:"from"`
	To     Day               `json:"to"`
	By     string            `json:"by" enum:"adjustment,author,type"`
	Rows   []AdjustmentScore `json:"rows" nullable:"false" doc:"Single adjustments from the newest; groups by measure, from the one with most contacts."`
	Totals AdjustmentGain    `json:"totals" doc:"Of adjustments of contacts."`
	// HandleTime is apart from the totals: contacts and seconds do not add up.
	HandleTime AdjustmentGain `json:"handleTime" doc:"Totals of adjustments of handle time."`
}

// AdjustmentScore is what one adjustment, or a group of them, changed.
type AdjustmentScore struct {
	Key   string `json:"key" doc:"Id of an adjustment, id of an author, or a type."`
	Label string `json:"label" doc:"The reason of an adjustment, the name of an author (empty where Muster made it), or a type."`
	// Measure tells groups of the same key apart.
	Measure string `json:"measure" enum:"contacts,handle_time" doc:"What the adjustments change. A group holds those of one measure."`
	AdjustmentGain
	Adjustment *Adjustment `json:"adjustment,omitempty" doc:"The one that the row stands for."`
}

// AdjustmentGain is the error over the ranges of adjustments with and without
// them. Figures that are not defined are absent.
type AdjustmentGain struct {
	Adjustments int      `json:"adjustments"`
	Scored      int      `json:"scored" doc:"Those that stood before a day of their range and have contacts observed on it; of handle time, contacts handled in known time, and a forecast that knows handle time."`
	Helped      int      `json:"helped" doc:"Of these, those that made the error smaller."`
	Days        int      `json:"days"`
	Intervals   int      `json:"intervals"`
	Contacts    float64  `json:"contacts" doc:"That came in the ranges; of handle time, that were handled."`
	WAPEWith    *float64 `json:"wapeWith,omitempty" doc:"Error as a share of the contacts; of handle time, in seconds of work as a share of them."`
	WAPEWithout *float64 `json:"wapeWithout,omitempty"`
	Gain        *float64 `json:"gain,omitempty" doc:"wapeWithout less wapeWith; positive: they helped."`
	Lo          *float64 `json:"lo,omitempty" doc:"Lower end of the mean gain of such an adjustment, with 90 % confidence."`
	Hi          *float64 `json:"hi,omitempty"`
	Verdict     string   `json:"verdict" enum:"helped,hurt,open,unknown" doc:"open: fewer than 5 adjustments of a group, or too mixed to say; unknown: nothing came yet to hold them against."`
}

func gainOf(g accuracy.Gain) AdjustmentGain {
	return AdjustmentGain{
		Adjustments: g.Adjustments, Scored: g.Scored, Helped: g.Helped, Days: g.Days, Intervals: g.Intervals, Contacts: g.Contacts,
		WAPEWith: figure(g.WAPEWith), WAPEWithout: figure(g.WAPEWithout), Gain: figure(g.Value), Lo: figure(g.Lo), Hi: figure(g.Hi),
		Verdict: string(g.Verdict),
	}
}

type (
	adjustmentScoresInput struct {
		Queues []int64 `query:"queues" nullable:"false" maxItems:"500" doc:"Only these; absent: all."`
		Site   int64   `query:"site" minimum:"0" doc:"Only queues of this site."`
		From   Day     `query:"from" doc:"First day, local to each queue; absent: 90 days in all."`
		To     Day     `query:"to" doc:"Last day; absent: yesterday. Adjustments whose range touches these days are scored over them."`
		By     string  `query:"by" enum:"adjustment,author,type" default:"adjustment"`
	}
	adjustmentScoresOutput struct{ Body AdjustmentScores }
)

func (s *Server) adjustmentScores(ctx context.Context, scope auth.Scope, in *adjustmentScoresInput) (*adjustmentScoresOutput, error) {
	found, err := s.Hindsight.Gains(ctx, scope, forecast.GainQuery{
		Queues: in.Queues, SiteID: in.Site, From: in.From.Date, To: in.To.Date, By: forecast.GainsBy(in.By),
	})
	if err != nil {
		return nil, err
	}
	return &adjustmentScoresOutput{Body: AdjustmentScores{
		From: Day{found.From}, To: Day{found.To}, By: in.By, Rows: each(found.Rows, adjustmentScoreOf), Totals: gainOf(found.Total),
		HandleTime: gainOf(found.HandleTime),
	}}, nil
}

func adjustmentScoreOf(r forecast.GainRow) AdjustmentScore {
	out := AdjustmentScore{Key: r.Key, Label: r.Label, Measure: string(r.Measure), AdjustmentGain: gainOf(r.Gain)}
	if r.Only != nil {
		one := adjustmentOf(*r.Only)
		out.Adjustment = &one
	}
	return out
}
