package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract/metric"
)

// ProgrammeFigures is the metrics of a programme in a period.
type ProgrammeFigures struct {
	ProgrammeID int64             `json:"programmeId"`
	From        string            `json:"from" doc:"First month."`
	To          string            `json:"to" doc:"Last month."`
	Version     int               `json:"version" doc:"Of the contract whose lines are shown; 0: none holds."`
	Figures     []ProgrammeFigure `json:"figures" nullable:"false"`
}

// ProgrammeFigure is one metric with everything that it rests on.
type ProgrammeFigure struct {
	Metric   string            `json:"metric"`
	Version  int               `json:"version" doc:"Of the formula."`
	Group    string            `json:"group" enum:"prevent,solve_fast,most_satisfied,people,cost,control"`
	Unit     string            `json:"unit"`
	Better   string            `json:"better" enum:"higher,lower"`
	Formula  string            `json:"formula"`
	Value    *Decimal          `json:"value,omitempty" doc:"Absent where there is none: see reason."`
	Over     int64             `json:"over" doc:"The numerator."`
	Under    int64             `json:"under" doc:"The denominator."`
	Low      *float64          `json:"low,omitempty" doc:"Of the 95 % interval; absent where no chance is in it."`
	High     *float64          `json:"high,omitempty"`
	Reason   string            `json:"reason,omitempty" doc:"Why there is no value."`
	Missing  string            `json:"missing,omitempty" doc:"The count that nobody delivered, where that is why."`
	Counts   map[string]int64  `json:"counts" doc:"What the formula is made of, as far as it was delivered."`
	Borrowed []string          `json:"borrowed" nullable:"false" doc:"Counts that nobody but the vendor delivered."`
	Lowest   string            `json:"lowest" doc:"Of whom it may be shown: person, team or programme, and larger."`
	Because  string            `json:"because,omitempty" doc:"Why not of smaller ones."`
	With     []string          `json:"with" nullable:"false" doc:"What is always looked at beside it."`
	Base     *Decimal          `json:"base,omitempty" doc:"Line of the contract below which it is missed."`
	Target   *Decimal          `json:"target,omitempty"`
	Others   []OtherDefinition `json:"others" nullable:"false" doc:"What other definitions of the same family would say."`
	Reported *Decimal          `json:"reported,omitempty" doc:"As the vendor's own counts give it."`
	Apart    *Decimal          `json:"apart,omitempty" doc:"Reported less recomputed."`
	Agrees   bool              `json:"agrees"`
	Follows  []string          `json:"follows" nullable:"false" doc:"Definitions that give the vendor's figure from the owner's counts, the nearest first."`
}

// OtherDefinition is what another definition would have said.
type OtherDefinition struct {
	Metric  string   `json:"metric"`
	Formula string   `json:"formula"`
	Value   *Decimal `json:"value,omitempty"`
	Missing string   `json:"missing,omitempty" doc:"A count that it needs and nobody delivered."`
	Differs bool     `json:"differs" doc:"Against the contract's line it would turn the verdict."`
}

// exact is a value with its digits, nil for none.
func exact(v metric.Value) *Decimal {
	d, known := v.Exact()
	if !known {
		return nil
	}
	return &Decimal{d.Round(12).Trim(0)}
}

func figureOf(f vendors.Figure) ProgrammeFigure {
	m := f.Metric
	out := ProgrammeFigure{
		Metric: m.Code, Version: m.Version, Group: string(m.Group), Unit: string(m.Unit), Better: string(m.Direction), Formula: m.Formula(),
		Value: exact(f.Value), Over: f.Value.Over, Under: f.Value.Under, Reason: f.Value.Empty, Counts: f.Counts, Borrowed: orEmpty(f.Borrowed),
		Lowest: m.Lowest.String(), Because: m.Because, With: orEmpty(m.With), Follows: []string{},
		Others: each(f.Others, func(a metric.Alternative) OtherDefinition {
			return OtherDefinition{a.Metric, a.Formula, exact(a.Value), a.Missing, a.Differs}
		}),
	}
	if f.Missing != "" {
		out.Value, out.Reason, out.Missing = nil, "nobody delivered "+f.Missing, f.Missing
	}
	if f.Spread {
		out.Low, out.High = &f.Low, &f.High
	}
	if f.Level != nil {
		out.Base, out.Target = &Decimal{f.Level.Base}, &Decimal{f.Level.Target}
	}
	if r := f.Reported; r != nil {
		out.Reported, out.Apart, out.Agrees, out.Follows = &Decimal{r.Reported.Round(12).Trim(0)}, &Decimal{r.Apart.Round(12).Trim(0)}, r.Agrees, orEmpty(r.Follows)
	}
	return out
}

// MonthInput asks for a month of a programme.
type MonthInput struct {
	IDInput
	Month string `query:"month" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"Such as 2026-10; default: last month."`
}

// month reads a month; none is the last whole one.
func (s *Server) month(text string) (vendors.Month, error) {
	if text == "" {
		now := time.Now()
		if s.Statements != nil {
			now = s.Statements.Now()
		}
		return vendors.Month(now.Year()*12+int(now.Month())-1) - 1, nil
	}
	m, err := vendors.ParseMonth(text)
	if err != nil {
		return m, oneField(err.Error(), FieldProblem{Location: "query.month", Message: err.Error(), Found: text, Expected: "a month such as 2026-10"})
	}
	return m, nil
}

type figuresInput struct {
	IDInput
	From string `query:"from" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"First month; default: that of to."`
	To   string `query:"to" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"Last month; default: last month."`
}

type figuresOutput struct{ Body ProgrammeFigures }

func owedOperation(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Accounts with vendors"},
		Description: "Everything is computed from counts by the contract's version, and opens down to them. A coordinator meets the own vendor's only, as the owner sees it.",
	}
}

func (s *Server) registerOwed(api huma.API) {
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/figures", "get-programme-figures", "Every metric of a programme in a period"), auth.ReadVendors, s.programmeFigures)
	s.registerScorecards(api)
	s.registerStatements(api)
	s.registerCounts(api)
	s.registerInvoices(api)
}

func (s *Server) programmeFigures(ctx context.Context, scope auth.Scope, in *figuresInput) (*figuresOutput, error) {
	to, err := s.month(in.To)
	if err != nil {
		return nil, err
	}
	from := to
	if in.From != "" {
		if from, err = s.month(in.From); err != nil {
			return nil, err
		}
	}
	if from > to || to-from > 36 {
		return nil, oneField("the months do not follow each other", FieldProblem{Location: "query.from", Message: "expected the month of to or one of the 36 before it", Found: in.From, Expected: "the month of to or one of the 36 before it"})
	}
	f, err := s.Statements.Figures(ctx, scope, in.ID, from, to)
	if err != nil {
		return nil, err
	}
	return &figuresOutput{Body: ProgrammeFigures{ProgrammeID: in.ID, From: f.From.String(), To: f.To.String(), Version: f.Version, Figures: each(f.Figures, figureOf)}}, nil
}

// rounded is a decimal without digits that nobody reads.
func rounded(d decimal.Decimal) Decimal { return Decimal{d.Round(12).Trim(0)} }
