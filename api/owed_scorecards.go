package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/attribution"
	"github.com/muster-wfm/muster/vendors/contract/derive"
)

// Derivation is a figure and what it was computed from, down to counts and clauses.
type Derivation struct {
	Name    string       `json:"name" doc:"What it is: charge, credit, points, value, count."`
	Of      string       `json:"of,omitempty" doc:"Which one: a rate, a metric, a band, a count."`
	Amount  *Money       `json:"amount,omitempty"`
	Number  *Decimal     `json:"number,omitempty"`
	Text    string       `json:"text,omitempty"`
	Formula string       `json:"formula,omitempty"`
	From    []Derivation `json:"from,omitempty"`
}

func derivationOf(s derive.Step) Derivation {
	d := Derivation{Name: s.Name, Of: s.Of, Text: s.Text, Formula: s.Formula}
	if s.Amount != nil {
		m := moneyOf(*s.Amount)
		d.Amount = &m
	}
	if s.Number != nil {
		n := rounded(*s.Number)
		d.Number = &n
	}
	for _, from := range s.From {
		d.From = append(d.From, derivationOf(from))
	}
	return d
}

// Scorecard is the points of a programme in a month.
type Scorecard struct {
	ProgrammeID int64       `json:"programmeId"`
	Code        string      `json:"code"`
	Name        string      `json:"name"`
	Mode        string      `json:"mode"`
	EmployerID  int64       `json:"employerId"`
	Month       string      `json:"month"`
	Version     int         `json:"version" doc:"Of the contract; 0: none holds and nothing is scored."`
	Counted     bool        `json:"counted" doc:"Anything was counted in the month."`
	Points      Decimal     `json:"points"`
	Possible    Decimal     `json:"possible"`
	Percent     *float64    `json:"percent,omitempty" doc:"Of a hundred possible points; absent where nothing could be earned."`
	Low         *float64    `json:"low,omitempty" doc:"Points: 2.5 % of the draws are below."`
	High        *float64    `json:"high,omitempty"`
	Draws       int         `json:"draws"`
	Seed        uint64      `json:"seed" doc:"Of the draws: the same card has the same interval."`
	KnockedOut  string      `json:"knockedOut,omitempty" doc:"The metric that took all points."`
	Lines       []ScoreLine `json:"lines" nullable:"false"`
}

// ScoreLine is a level on a card.
type ScoreLine struct {
	Metric     string     `json:"metric"`
	Group      string     `json:"group"`
	Unit       string     `json:"unit"`
	State      string     `json:"state" enum:"scored,no_value,too_few,knocked_out"`
	Why        string     `json:"why,omitempty"`
	Value      Decimal    `json:"value"`
	Base       Decimal    `json:"base"`
	Target     Decimal    `json:"target"`
	Weight     Decimal    `json:"weight"`
	Points     Decimal    `json:"points"`
	Most       Decimal    `json:"most" doc:"Points that it could have earned, gates counted."`
	Gated      bool       `json:"gated"`
	Verdict    string     `json:"verdict" enum:"kept,missed,within_chance,no_value"`
	By         string     `json:"by" doc:"estimate, or bound of a small sample."`
	Sample     int64      `json:"sample"`
	Derivation Derivation `json:"derivation"`
}

func scorecardOf(c vendors.Scorecard) Scorecard {
	out := Scorecard{
		ProgrammeID: c.Programme.ID, Code: c.Programme.Code, Name: c.Programme.Name, Mode: string(c.Programme.Mode), EmployerID: c.Programme.EmployerID,
		Month: c.Month.String(), Version: c.Terms.Number, Counted: c.Counted, Points: rounded(c.Card.Total), Possible: rounded(c.Card.Possible),
		Draws: c.Interval.Draws, Seed: c.Seed, KnockedOut: c.Card.KnockedOut,
		Lines: each(c.Lines, func(l vendors.ScoreLine) ScoreLine {
			return ScoreLine{
				Metric: l.Metric, Group: string(l.Group), Unit: string(l.Unit), State: string(l.State), Why: l.Why, Value: rounded(l.Value), Base: Decimal{l.Level.Base}, Target: Decimal{l.Level.Target},
				Weight: Decimal{l.Level.Weight}, Points: rounded(l.Points), Most: rounded(l.Most), Gated: l.Gated,
				Verdict: string(l.Judgement.Verdict), By: l.Judgement.By, Sample: l.Judgement.N, Derivation: derivationOf(l.Step),
			}
		}),
	}
	if percent, known := c.Percent(); known {
		out.Percent = &percent
	}
	if c.Interval.Draws > 0 {
		out.Low, out.High = &c.Interval.Low, &c.Interval.High
	}
	return out
}

// ScoreHistory is a card with the months before it.
type ScoreHistory struct {
	Scorecard
	Before []ScorePoint `json:"before" nullable:"false" doc:"The oldest first."`
}

// ScorePoint is a month of the past.
type ScorePoint struct {
	Month    string   `json:"month"`
	Points   Decimal  `json:"points"`
	Possible Decimal  `json:"possible"`
	Percent  *float64 `json:"percent,omitempty"`
}

type (
	scoreInput struct {
		MonthInput
		Before int `query:"before" minimum:"0" maximum:"36" default:"11" doc:"Months before it."`
	}
	scoreOutput struct{ Body ScoreHistory }
	scoresInput struct {
		Month string `query:"month" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"Such as 2026-10; default: last month."`
	}
	missesInput struct {
		MonthInput
		Day Day `query:"day" doc:"Open this day down to its intervals."`
	}
	missesOutput struct{ Body Misses }
)

// Misses is the service level of a month divided by whose doing it was.
type Misses struct {
	ProgrammeID int64            `json:"programmeId"`
	Month       string           `json:"month"`
	Metric      string           `json:"metric"`
	Base        *Decimal         `json:"base,omitempty" doc:"Line of the contract."`
	Total       MissShares       `json:"total"`
	Owner       float64          `json:"owner" doc:"Part of the difference that is the owner's."`
	Vendor      float64          `json:"vendor" doc:"Part of the difference that is the vendor's."`
	VendorShare float64          `json:"vendorShare" minimum:"0" maximum:"1" doc:"The vendor's share of the fall: what a credit may be charged by."`
	Excused     map[string]int64 `json:"excused" doc:"Contacts that left the count, by reason."`
	Unlocked    int              `json:"unlocked" doc:"Intervals without a lock or without hours, which are not divided."`
	Days        []MissDay        `json:"days" nullable:"false"`
	Intervals   []MissInterval   `json:"intervals" nullable:"false" doc:"Of the day that was asked for."`
}

// MissShares divide a difference of service level.
type MissShares struct {
	Contacts     float64 `json:"contacts"`
	Planned      float64 `json:"planned" doc:"Modelled, by the plan."`
	Volume       float64 `json:"volume"`
	HandleTime   float64 `json:"handleTime"`
	Hours        float64 `json:"hours"`
	Availability float64 `json:"availability"`
	Modelled     float64 `json:"modelled" doc:"Planned and the four together."`
	Unexplained  float64 `json:"unexplained" doc:"Observed less modelled: charged to nobody."`
	Observed     float64 `json:"observed"`
	Switched     float64 `json:"switched" doc:"Part of volume: the owner sent another share of the queue than was agreed."`
}

// MissDay is a day of it.
type MissDay struct {
	Day Day `json:"day"`
	MissShares
}

// MissInterval is an interval of it, with what was planned and what came.
type MissInterval struct {
	Start   string `json:"start" format:"date-time"`
	QueueID int64  `json:"queueId"`
	MissShares
	Plan    MissSide `json:"plan"`
	Actual  MissSide `json:"actual"`
	Because string   `json:"because,omitempty" doc:"Why contacts left the count, or why they did not though they could have."`
	Out     int64    `json:"out" doc:"Contacts that left."`
}

// MissSide is an interval as planned or as it came.
type MissSide struct {
	Contacts     float64 `json:"contacts"`
	HandleTimeS  float64 `json:"handleTimeS"`
	Hours        float64 `json:"hours"`
	Availability float64 `json:"availability"`
}

func sharesOf(s attribution.Shares, switched float64) MissShares {
	return MissShares{
		s.Contacts, s.Planned, s.By[attribution.Volume], s.By[attribution.HandleTime], s.By[attribution.Hours], s.By[attribution.Availability], s.Modelled, s.Unexplained, s.Observed, switched,
	}
}

func missesOf(m vendors.Misses, open Day) Misses {
	out := Misses{
		ProgrammeID: m.Programme.ID, Month: m.Month.String(), Metric: m.Metric.Code, Base: decimalOrNone(m.Base), Total: sharesOf(m.Total, m.Switched),
		Owner: m.Split.Owner, Vendor: m.Split.Vendor, VendorShare: m.Split.Share, Excused: map[string]int64{}, Unlocked: m.Unlocked, Intervals: []MissInterval{},
		Days: each(m.Days, func(d vendors.MissedDay) MissDay { return MissDay{Day{d.Day}, sharesOf(d.Shares, d.Switched)} }),
	}
	for reason, n := range m.Excused {
		out.Excused[string(reason)] = n
	}
	for _, d := range m.Days {
		if d.Day == open.Date {
			out.Intervals = each(d.Intervals, func(i vendors.MissedInterval) MissInterval {
				return MissInterval{
					i.Start.Format("2006-01-02T15:04:05Z07:00"), i.QueueID, sharesOf(i.Shares, i.Switched),
					MissSide{i.Plan.Volume, i.Plan.HandleTime, i.Plan.Hours, i.Plan.Availability}, MissSide{i.Actual.Volume, i.Actual.HandleTime, i.Actual.Hours, i.Actual.Availability},
					string(i.Because), i.Out,
				}
			})
		}
	}
	return out
}

func (s *Server) registerScorecards(api huma.API) {
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/scorecard", "get-scorecard", "A programme's scorecard of a month, with the months before"), auth.ReadVendors, s.scorecard)
	secured(s, api, owedOperation(http.MethodGet, "/scorecards", "list-scorecards", "The scorecards of a month of every programme, own team and machines included"), auth.ReadVendors, s.scorecards)
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/misses", "get-misses", "The service level of a month divided by whose doing it was"), auth.ReadVendors, s.misses)
}

func (s *Server) scorecard(ctx context.Context, scope auth.Scope, in *scoreInput) (*scoreOutput, error) {
	m, err := s.month(in.Month)
	if err != nil {
		return nil, err
	}
	card, err := s.Statements.Scorecard(ctx, scope, in.ID, m, in.Before)
	if err != nil {
		return nil, err
	}
	return &scoreOutput{Body: ScoreHistory{scorecardOf(card.Scorecard), each(card.Before, func(c vendors.Scorecard) ScorePoint {
		of := scorecardOf(c)
		return ScorePoint{of.Month, of.Points, of.Possible, of.Percent}
	})}}, nil
}

func (s *Server) scorecards(ctx context.Context, scope auth.Scope, in *scoresInput) (*listOutput[Scorecard], error) {
	m, err := s.month(in.Month)
	if err != nil {
		return nil, err
	}
	cards, err := s.Statements.Compare(ctx, scope, m)
	if err != nil {
		return nil, err
	}
	return pageOf(each(cards, scorecardOf), ""), nil
}

func (s *Server) misses(ctx context.Context, scope auth.Scope, in *missesInput) (*missesOutput, error) {
	m, err := s.month(in.Month)
	if err != nil {
		return nil, err
	}
	found, err := s.Statements.Misses(ctx, scope, in.ID, m)
	if err != nil {
		return nil, err
	}
	return &missesOutput{Body: missesOf(found, in.Day)}, nil
}
