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

// QualityStandings is how employers compare: never a rank without how sure it is.
type QualityStandings struct {
	From    Day            `json:"from"`
	To      Day            `json:"to"`
	Metric  string         `json:"metric" enum:"critical,customer,business,compliance,not_passed" doc:"Share of contacts with such an error; low is good."`
	Floor   float64        `json:"floor" doc:"Rate above which work is not good enough."`
	Seed    uint64         `json:"seed"`
	Draws   int            `json:"draws"`
	Model   string         `json:"model" enum:",mixed,shrunken,prior" doc:"mixed: case mix taken out. shrunken: drawn to one another by counts. prior: nobody failed, or everybody."`
	Strata  int            `json:"strata" doc:"Kinds of contacts that were told apart."`
	SD      float64        `json:"sd" doc:"Between employers, on the logit scale."`
	Judged  int            `json:"judged"`
	LeftOut int            `json:"leftOut" doc:"Contacts whose graders are red and do not count."`
	Hash    string         `json:"hash" doc:"Of the evaluations."`
	Rows    []StandingRow  `json:"rows" nullable:"false" doc:"By expected rank."`
	Better  []Numbers      `json:"better" nullable:"false" doc:"Chance that the row is better than the column, in the order of rows; under 0.95 there is no clear difference."`
	Funnel  *QualityFunnel `json:"funnel,omitempty"`
}

// StandingRow is an employer.
type StandingRow struct {
	EmployerID   int64    `json:"employerId"`
	Judged       int      `json:"judged"`
	Failed       int      `json:"failed"`
	Crude        float64  `json:"crude"`
	Rate         float64  `json:"rate" doc:"At everybody's mix, shrunken."`
	Lo           float64  `json:"lo"`
	Hi           float64  `json:"hi"`
	ExpectedRank float64  `json:"expectedRank"`
	RankLo       int      `json:"rankLo" doc:"95 % interval of the rank."`
	RankHi       int      `json:"rankHi"`
	Best         float64  `json:"best" doc:"Chance to be the best."`
	Worst        float64  `json:"worst"`
	PastFloor    float64  `json:"pastFloor" doc:"Chance that the rate is above the floor."`
	Direct       *float64 `json:"direct,omitempty" doc:"Own rates at everybody's mix."`
	Indirect     *float64 `json:"indirect,omitempty" doc:"Observed over expected, times everybody's rate."`
	Fewest       int      `json:"fewest" doc:"Contacts of the thinnest kind; under 20 the direct rate stands on chance."`
	Points       float64  `json:"points" doc:"Mean score, freed of graders' severity."`
	Needed       float64  `json:"needed" doc:"Contacts that each would need to tell this employer from the next better one; 0: it is clear."`
}

// QualityFunnel is failures beside what everybody would have had with these contacts.
type QualityFunnel struct {
	Dispersion float64       `json:"dispersion" doc:"1 where employers differ by chance alone."`
	Between    float64       `json:"between" doc:"Variance between employers beyond chance."`
	Points     []FunnelPoint `json:"points" nullable:"false"`
	Sizes      Numbers       `json:"sizes" nullable:"false" doc:"Expected failures at which the lines below stand."`
	Lo95       Numbers       `json:"lo95" nullable:"false" doc:"With the over-dispersion allowed for."`
	Hi95       Numbers       `json:"hi95" nullable:"false"`
	Lo998      Numbers       `json:"lo998" nullable:"false"`
	Hi998      Numbers       `json:"hi998" nullable:"false"`
	ChanceLo95 Numbers       `json:"chanceLo95" nullable:"false" doc:"By chance alone."`
	ChanceHi95 Numbers       `json:"chanceHi95" nullable:"false"`
}

// FunnelPoint is an employer.
type FunnelPoint struct {
	EmployerID int64   `json:"employerId"`
	Ratio      float64 `json:"ratio"`
	Expected   float64 `json:"expected"`
	Z          float64 `json:"z"`
	Adjusted   float64 `json:"adjusted" doc:"Z with the over-dispersion allowed for."`
}

func standingRowOf(r vendors.StandingRow) StandingRow {
	return StandingRow{
		r.EmployerID, r.Judged, r.Failed, r.Crude, r.Rate, r.Lo, r.Hi, r.Expected, r.RankLo, r.RankHi, r.Best, r.Worst, r.PastFloor, r.Direct, r.Indirect, r.Fewest, r.Points, r.Needed,
	}
}

func qualityFunnelOf(f *vendors.Funnel) *QualityFunnel {
	if f == nil {
		return nil
	}
	out := &QualityFunnel{Dispersion: f.Dispersion, Between: f.Between, Points: each(f.Points, func(p vendors.FunnelPoint) FunnelPoint {
		return FunnelPoint{p.EmployerID, p.Ratio, p.ExpectedMany, p.Z, p.Adjusted}
	})}
	for _, l := range f.Lines {
		out.Sizes = append(out.Sizes, l.Size)
		out.Lo95, out.Hi95 = append(out.Lo95, l.WideLo95), append(out.Hi95, l.WideHi95)
		out.Lo998, out.Hi998 = append(out.Lo998, l.WideLo998), append(out.Hi998, l.WideHi998)
		out.ChanceLo95, out.ChanceHi95 = append(out.ChanceLo95, l.Lo95), append(out.ChanceHi95, l.Hi95)
	}
	return out
}

// QualityChart is one employer's control chart.
type QualityChart struct {
	EmployerID int64     `json:"employerId"`
	Kind       string    `json:"kind" enum:"weekly,points,risk_sum" doc:"weekly: share of failed contacts a week, limits by Laney. points: moving average of weekly mean scores, in standard errors. risk_sum: risk-adjusted running sum over contacts."`
	Centre     float64   `json:"centre" doc:"What was usual in the first eight weeks."`
	RunLength  float64   `json:"runLength" doc:"Points to a false alarm on average when nothing changed."`
	Since      time.Time `json:"since" doc:"Counts from here because somebody said so; the year 1: from the beginning."`
	At         []string  `json:"at" nullable:"false" doc:"Monday of the week, or time of the contact."`
	ContactIDs []int64   `json:"contactIds" nullable:"false" doc:"Of a running sum."`
	Values     Numbers   `json:"values" nullable:"false"`
	Lower      Numbers   `json:"lower" nullable:"false"`
	Upper      Numbers   `json:"upper" nullable:"false"`
	Sizes      []int     `json:"sizes" nullable:"false" doc:"Contacts of the week."`
	Out        []bool    `json:"out" nullable:"false"`
}

func qualityChartOf(c vendors.QualityChart) QualityChart {
	out := QualityChart{EmployerID: c.EmployerID, Kind: string(c.Kind), Centre: c.Centre, RunLength: c.RunLength, Since: c.Since}
	for _, p := range c.Points {
		out.At = append(out.At, p.At.UTC().Format(time.RFC3339))
		if c.Kind == vendors.RunningRisk {
			out.ContactIDs = append(out.ContactIDs, p.ContactID)
		}
		out.Values = append(out.Values, p.Value)
		out.Lower, out.Upper = append(out.Lower, orNaN(p.Lower)), append(out.Upper, orNaN(p.Upper))
		out.Sizes, out.Out = append(out.Sizes, p.N), append(out.Out, p.Out)
	}
	out.At, out.ContactIDs = orEmpty(out.At), orEmpty(out.ContactIDs)
	return out
}

// StandingsWindow says which contacts are compared, and by what.
type StandingsWindow struct {
	From   Day     `query:"from" required:"true" doc:"First day of the contacts."`
	To     Day     `query:"to" required:"true" doc:"Last day."`
	Zone   string  `query:"zone" maxLength:"64" default:"UTC" doc:"Whose days they are."`
	Metric string  `query:"metric" enum:"critical,customer,business,compliance,not_passed" default:"critical"`
	Floor  float64 `query:"floor" minimum:"0" maximum:"1" default:"0.15" doc:"Rate above which work is not good enough."`
	Seed   uint64  `query:"seed" default:"1" doc:"Of the draws that ranks rest on."`
}

func (in StandingsWindow) query() (vendors.StandingsQuery, error) {
	zone, err := time.LoadLocation(in.Zone)
	if err != nil {
		return vendors.StandingsQuery{}, wrongField("query.zone", "is no time zone", in.Zone, "the name of a time zone")
	}
	if in.To.Before(in.From.Date) || in.From.DaysUntil(in.To.Date) > 800 {
		return vendors.StandingsQuery{}, wrongField("query.to", "is no end of the days", in.To.String(), fmt.Sprintf("a day from %s on, within 800 days", in.From))
	}
	return vendors.StandingsQuery{
		From: in.From.Start(zone), To: in.To.AddDays(1).Start(zone), Metric: vendors.QualityMetric(in.Metric), Floor: in.Floor, Seed: in.Seed,
	}, nil
}

type (
	standingsOutput struct{ Body QualityStandings }
	chartsOutput    struct {
		Body struct {
			Items []QualityChart `json:"items" nullable:"false"`
		}
	}
)

func (s *Server) registerStandings(api huma.API) {
	secured(s, api, judgedOperation(http.MethodGet, "/quality-standings", "get-quality-standings", "Compare vendors, own teams and bots with how sure it is"), auth.ReadVendors, s.getStandings)
	secured(s, api, judgedOperation(http.MethodGet, "/quality-charts", "get-quality-charts", "Get the control charts"), auth.ReadVendors, s.getCharts)
	s.registerQualityAlarms(api)
}

func (s *Server) getStandings(ctx context.Context, scope auth.Scope, in *StandingsWindow) (*standingsOutput, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	c, err := s.Standings.Compare(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	return &standingsOutput{QualityStandings{
		From: in.From, To: in.To, Metric: in.Metric, Floor: c.Floor, Seed: c.Seed, Draws: c.Draws, Model: c.Model, Strata: c.Strata, SD: c.SD, Judged: c.Judged,
		LeftOut: c.LeftOut, Hash: c.Hash, Rows: each(c.Rows, standingRowOf), Better: each(c.Better, func(row []float64) Numbers { return row }), Funnel: qualityFunnelOf(c.Funnel),
	}}, nil
}

func (s *Server) getCharts(ctx context.Context, scope auth.Scope, in *StandingsWindow) (*chartsOutput, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	list, err := s.Standings.Charts(ctx, scope, q)
	out := &chartsOutput{}
	out.Body.Items = each(list, qualityChartOf)
	return out, err
}
