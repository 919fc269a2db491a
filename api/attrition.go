package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/survival"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
)

// AttritionReport is what employments say of those who stayed and left.
type AttritionReport struct {
	To        Day               `json:"to" doc:"The last day that counts: the end of last month."`
	From      *Day              `json:"from,omitempty"`
	Months    int               `json:"months" doc:"Of tenure that curves show; they have one value more."`
	Smallest  int               `json:"smallest" doc:"Groups of fewer people are hidden, and as many others as it takes that nobody can work them out."`
	Refused   bool              `json:"refused" doc:"Nothing may be said: too few people, or too near to what was shown before."`
	All       AttritionGroup    `json:"all"`
	Groups    []AttritionGroup  `json:"groups" nullable:"false"`
	Test      *LogRankTest      `json:"test,omitempty" doc:"Of the groups that are shown."`
	Incidence []ExitIncidence   `json:"incidence" nullable:"false" doc:"Share that has left by each kind of exit (Aalen and Johansen), of those who were hired in sight."`
	Season    []AttritionSeason `json:"season" nullable:"false" doc:"January to December."`
	Reasons   []ExitReason      `json:"reasons" nullable:"false" doc:"Of exits; reasons of too few together."`
	Teams     []TeamRate        `json:"teams" nullable:"false"`
	Channels  []ChannelFigures  `json:"channels" nullable:"false"`
	Faults    int               `json:"faults" doc:"Events that do not fit in with others, and are left out."`
}

// AttritionGroup is how long the people of a group stay.
type AttritionGroup struct {
	Name     string       `json:"name"`
	Hidden   bool         `json:"hidden"`
	People   int          `json:"people"`
	Exits    int          `json:"exits"`
	AtRisk   Numbers      `json:"atRisk" doc:"People watched at each month of tenure; null from where too few are."`
	Survival Numbers      `json:"survival" doc:"Kaplan and Meier's share that is still there."`
	Lower    Numbers      `json:"lower" doc:"95 % interval, log-log scale."`
	Upper    Numbers      `json:"upper"`
	Hazard   []TenureBand `json:"hazard" nullable:"false"`
	Median   *float64     `json:"median,omitempty" doc:"Months until half have left; absent: not reached in sight."`
	Year     *float64     `json:"year,omitempty" doc:"Mean months stayed of the first twelve."`
	YearSE   *float64     `json:"yearSe,omitempty"`
}

// TenureBand is the monthly hazard in a stretch of tenure.
type TenureBand struct {
	From   int      `json:"from" doc:"Months."`
	To     int      `json:"to,omitempty" doc:"Absent: and on."`
	Exits  int      `json:"exits"`
	Months float64  `json:"months" doc:"Person-months watched."`
	Rate   *float64 `json:"rate,omitempty" doc:"Exits over months; absent: too few people."`
	Lower  *float64 `json:"lower,omitempty"`
	Upper  *float64 `json:"upper,omitempty"`
}

// LogRankTest compares groups.
type LogRankTest struct {
	ChiSquare float64 `json:"chiSquare"`
	Freedom   int     `json:"freedom"`
	P         float64 `json:"p"`
}

// ExitIncidence is the share that has left in one way, by month of tenure.
type ExitIncidence struct {
	Kind   string  `json:"kind" enum:"voluntary,dismissal,end_of_contract,internal_move"`
	Shares Numbers `json:"shares"`
}

// AttritionSeason compares a calendar month with what tenure alone would bring.
type AttritionSeason struct {
	Month    int      `json:"month"`
	Observed float64  `json:"observed"`
	Expected float64  `json:"expected"`
	Ratio    *float64 `json:"ratio,omitempty"`
	Lower    *float64 `json:"lower,omitempty"`
	Upper    *float64 `json:"upper,omitempty"`
}

// ExitReason is why people left, and how many.
type ExitReason struct {
	Kind   string `json:"kind"`
	Reason string `json:"reason" doc:"Empty: others, each of too few."`
	Exits  int    `json:"exits"`
}

// TeamRate is a team's monthly rate of exits.
type TeamRate struct {
	Name     string  `json:"name"`
	Rate     float64 `json:"rate" doc:"As counted."`
	Shrunken float64 `json:"shrunken" doc:"Drawn towards the rate of all as far as chance explains the difference."`
	Lower    float64 `json:"lower"`
	Upper    float64 `json:"upper"`
}

// ChannelFigures is what a channel of hire costs for what stays.
type ChannelFigures struct {
	Name         string  `json:"name"`
	Applied      int     `json:"applied"`
	Hires        int     `json:"hires"`
	HireCost     float64 `json:"hireCost" doc:"Mean of a hire, in main units."`
	TrainingCost float64 `json:"trainingCost"`
	Months       float64 `json:"months" doc:"Mean months stayed of the first twelve."`
	Quality      float64 `json:"quality"`
	PerMonth     float64 `json:"perMonth" doc:"Cost of a retained productive month."`
	Rank         int     `json:"rank,omitempty" doc:"From 1, the cheapest; absent: fewer than 30 hires."`
}

// HireChannel is what somebody keeps of a channel.
type HireChannel struct {
	Name    string `json:"name"`
	Version int64  `json:"version"`
	HireChannelFields
}

// HireChannelFields is what somebody decides about a channel.
type HireChannelFields struct {
	Applied       int     `json:"applied" minimum:"0"`
	TrainingMinor int64   `json:"trainingMinor" minimum:"0" doc:"Of a hire."`
	Quality       float64 `json:"quality" minimum:"0" maximum:"3" doc:"Output of its hires beside that of all."`
}

func attritionGroupOf(g attrition.Group) AttritionGroup {
	return AttritionGroup{
		Name: g.Name, Hidden: g.Hidden, People: g.People, Exits: g.Exits, AtRisk: g.AtRisk, Survival: g.Survival, Lower: g.Lower, Upper: g.Upper,
		Median: shownFigure(g, g.Median), Year: shownFigure(g, g.Year), YearSE: shownFigure(g, g.YearSE),
		Hazard: each(g.Hazard, func(b attrition.Band) TenureBand {
			return TenureBand{b.From, b.To, b.Exits, b.Months, figure(b.Rate), figure(b.Lower), figure(b.Upper)}
		}),
	}
}

func shownFigure(g attrition.Group, v float64) *float64 {
	if g.Hidden || g.People == 0 {
		return nil
	}
	return figure(v)
}

func attritionReportOf(r attrition.Report) AttritionReport {
	out := AttritionReport{
		To: Day{r.To}, From: dayOrNone(r.Question.From), Months: r.Question.Months, Smallest: r.Smallest, Refused: r.Refused, Faults: r.Faults,
		All: attritionGroupOf(r.All), Groups: each(r.Groups, attritionGroupOf), Incidence: []ExitIncidence{},
		Season: each(r.Season, func(k attrition.Season) AttritionSeason {
			return AttritionSeason{k.Month, k.Observed, k.Expected, figure(k.Ratio), figure(k.Lower), figure(k.Upper)}
		}),
		Reasons: each(r.Reasons, func(k attrition.Reason) ExitReason { return ExitReason{string(k.Kind), k.Reason, k.Exits} }),
		Teams: each(r.Teams, func(g survival.GroupRate) TeamRate {
			return TeamRate{g.Name, g.Rate, g.Shrunken, g.Lower, g.Upper}
		}),
		Channels: each(r.Channels, func(c flow.ChannelCost) ChannelFigures {
			return ChannelFigures{c.Name, c.Applied, c.Hires, c.HireCost, c.TrainingCost, c.Months, c.Quality, c.PerMonth, c.Rank}
		}),
	}
	for k, shares := range r.Incidence {
		out.Incidence = append(out.Incidence, ExitIncidence{string(attrition.ExitKinds()[k]), shares})
	}
	if r.Test != nil {
		out.Test = &LogRankTest{r.Test.ChiSquare, r.Test.Freedom, r.Test.P}
	}
	return out
}

type (
	attritionInput struct {
		By         string `query:"by" enum:"site,team,employer,source,agreement,language,rung,hired_quarter" doc:"Groups to compare; absent: all together."`
		From       Day    `query:"from" doc:"First day that is watched; absent: from the first hire."`
		SiteID     int64  `query:"siteId" minimum:"0"`
		EmployerID int64  `query:"employerId" minimum:"0"`
		Source     string `query:"source" maxLength:"120"`
		Exit       string `query:"exit" enum:"voluntary,dismissal,end_of_contract,internal_move" doc:"Only these exits count, others cut the spell short."`
		Months     int    `query:"months" minimum:"0" maximum:"120"`
	}
	attritionOutput struct{ Body AttritionReport }
	channelInput    struct {
		Name    string `path:"name" maxLength:"120"`
		Version int64  `query:"version" minimum:"0" doc:"That was read; 0: nothing was kept of it yet."`
		Body    HireChannelFields
	}
	hireChannelOutput struct{ Body HireChannel }
)

func (in attritionInput) question() attrition.Question {
	return attrition.Question{
		By: attrition.Attribute(in.By), From: in.From.Date, SiteID: in.SiteID, EmployerID: in.EmployerID, Source: in.Source,
		Exit: attrition.ExitKind(in.Exit), Months: in.Months,
	}
}

func hireChannelOf(c attrition.Channel) HireChannel {
	return HireChannel{c.Name, c.Version, HireChannelFields{c.Applied, c.TrainingMinor, c.Quality}}
}

func (s *Server) registerAttrition(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Attrition"},
			Description: "How long people stay, when and how they leave, and what it costs. The figures are those of muster survival fit on the same employments.",
		}
	}
	secured(s, api, op(http.MethodGet, "/attrition", "get-attrition", "See who leaves, when and why"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, in *attritionInput) (*attritionOutput, error) {
			r, err := s.Attrition.Explore(ctx, scope, in.question())
			if err != nil {
				return nil, err
			}
			return &attritionOutput{attritionReportOf(r)}, nil
		})
	file := op(http.MethodGet, "/attrition.csv", "export-attrition-csv", "Take the spells away as CSV, in the form that muster survival fit reads")
	file.Responses = map[string]*huma.Response{"200": {
		Description: "The file.", Content: map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	secured(s, api, file, auth.ManageCareers, s.exportSpells)
	secured(s, api, op(http.MethodGet, "/hire-channels", "list-hire-channels", "List the channels that figures are kept of"), auth.ReadCareers,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[HireChannel], error) {
			list, err := s.Attrition.Channels(ctx, scope)
			return pageOf(each(list, hireChannelOf), ""), err
		})
	secured(s, api, op(http.MethodPut, "/hire-channels/{name}", "set-hire-channel", "Say what a channel brings and its training costs"), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, in *channelInput) (*hireChannelOutput, error) {
			c, err := s.Attrition.SetChannel(ctx, scope, attrition.Channel{
				Name: in.Name, Version: in.Version, Applied: in.Body.Applied, TrainingMinor: in.Body.TrainingMinor, Quality: in.Body.Quality,
			})
			return &hireChannelOutput{hireChannelOf(c)}, err
		})
}

// exportSpells is a line a spell, in days of tenure; who keeps careers may have it.
func (s *Server) exportSpells(ctx context.Context, scope auth.Scope, in *attritionInput) (*fileOutput, error) {
	q, err := attrition.NewQuestion(in.question())
	if err != nil {
		return nil, err
	}
	t, err := s.Attrition.Table(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := spreadsheet.CSV(&out, t); err != nil {
		return nil, err
	}
	return &fileOutput{ContentType: "text/csv", Disposition: `attachment; filename="spells.csv"`, Body: out.Bytes()}, nil
}
