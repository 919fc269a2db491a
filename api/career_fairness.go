package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/protected"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
)

// CareerFairness is how groups fare in a year of careers, and how its rounds were held.
type CareerFairness struct {
	From        Day             `json:"from"`
	To          Day             `json:"to" doc:"The end of last month: everybody reads the same, all month long."`
	Smallest    int             `json:"smallest" doc:"Smaller groups are hidden, and as many others as it takes that nobody can work them out."`
	Attributes  []FairAttribute `json:"attributes" nullable:"false"`
	NotLookedAt []string        `json:"notLookedAt" enum:"hiring,pay,rosters,tasks,causes" nullable:"false"`
	Rounds      []RoundCheck    `json:"rounds" nullable:"false" doc:"Announced in the time, looked at anew from what was kept of them."`
}

// FairAttribute is how groups by a protected attribute fare.
type FairAttribute struct {
	Name   string      `json:"name"`
	Sheets []FairSheet `json:"sheets" nullable:"false"`
}

// FairSheet is one thing by which groups are compared.
type FairSheet struct {
	Measure string       `json:"measure" enum:"promoted,applied,elected,stood,ready,scored,climbed,left,dismissed"`
	Kind    string       `json:"kind" enum:"share,mean,incidence" doc:"An incidence is the share to whom it has happened within two years."`
	Adverse bool         `json:"adverse" doc:"It is bad for whom it happens to: the group with the lowest rate fares best."`
	Refused bool         `json:"refused" doc:"Nothing may be said: too few people, or too near to what else is shown."`
	Total   int          `json:"total" doc:"People of all groups together; 0 where it is refused."`
	Groups  []FairFigure `json:"groups" nullable:"false"`
}

// FairFigure is how a group fares; nothing is said of one that is hidden.
type FairFigure struct {
	Group      string   `json:"group" doc:"Empty: of whom it is not known."`
	Hidden     bool     `json:"hidden"`
	Size       int      `json:"size"`
	Selected   int      `json:"selected" doc:"Of these, to whom it happened; 0 for a mean."`
	Rate       *float64 `json:"rate,omitempty"`
	Lower      *float64 `json:"lower,omitempty" doc:"95 % interval."`
	Upper      *float64 `json:"upper,omitempty"`
	Against    string   `json:"against,omitempty" doc:"The group that fares best."`
	Ratio      *float64 `json:"ratio,omitempty" doc:"Adverse-impact ratio; of a mean, the difference."`
	RatioLower *float64 `json:"ratioLower,omitempty"`
	RatioUpper *float64 `json:"ratioUpper,omitempty"`
	P          *float64 `json:"p,omitempty" doc:"Fisher's exact test, Welch's of means, Gray's of incidences."`
	Flagged    bool     `json:"flagged"`
}

// RoundCheck is how a round was held.
type RoundCheck struct {
	ID          int64          `json:"id"`
	Name        string         `json:"name"`
	Rung        string         `json:"rung"`
	AnnouncedAt time.Time      `json:"announcedAt"`
	Applicants  int            `json:"applicants"`
	Promoted    int            `json:"promoted"`
	TurnedDown  int            `json:"turnedDown"`
	NoSeat      int            `json:"noSeat"`
	Board       int            `json:"board" doc:"Members."`
	Quorum      int            `json:"quorum"`
	Complete    int            `json:"complete" doc:"Members who scored all whom they judge before anybody saw others' scores."`
	Recusals    int            `json:"recusals"`
	Changed     int            `json:"changed" doc:"Scores changed after they were discussed."`
	Appeals     int            `json:"appeals"`
	Upheld      int            `json:"upheld"`
	Deciders    []RoundDecider `json:"deciders" nullable:"false"`
	Faults      []RoundFlaw    `json:"faults" nullable:"false"`
}

// RoundDecider is somebody who decided, and about how many.
type RoundDecider struct {
	UserID    int64  `json:"userId"`
	Name      string `json:"name"`
	Decisions int    `json:"decisions"`
}

// RoundFlaw is something that a round should not have.
type RoundFlaw struct {
	Kind  string `json:"kind" enum:"no_outcome,no_reason,one_decider,outside_board,decided_self,recused_decided,unqualified,over_seats,unscored,changed_unsaid,unanswered"`
	Times int    `json:"times"`
}

func fairFigureOf(f fairness.Figure) FairFigure {
	out := FairFigure{Group: f.Group, Hidden: f.Hidden}
	if f.Hidden {
		return out
	}
	out.Size, out.Selected, out.Rate, out.Lower, out.Upper = f.Size, f.Selected, figure(f.Rate), figure(f.Lower), figure(f.Upper)
	out.Against, out.Ratio, out.RatioLower, out.RatioUpper, out.P, out.Flagged = f.Against, figure(f.Ratio), figure(f.RatioLower), figure(f.RatioUpper), figure(f.P), f.Flagged
	return out
}

func fairSheetOf(s fairness.Sheet) FairSheet {
	return FairSheet{s.Key, string(s.Kind), s.Adverse, s.Refused, s.Total, each(s.Groups, fairFigureOf)}
}

func roundCheckOf(c protected.Check) RoundCheck {
	return RoundCheck{
		ID: c.ID, Name: c.Name, Rung: c.Rung, AnnouncedAt: c.AnnouncedAt, Applicants: c.Applicants, Promoted: c.Promoted, TurnedDown: c.TurnedDown, NoSeat: c.NoSeat,
		Board: c.Board, Quorum: c.Quorum, Complete: c.Complete, Recusals: c.Recusals, Changed: c.Changed, Appeals: c.Appeals, Upheld: c.Upheld,
		Deciders: each(c.Deciders, func(d protected.Decider) RoundDecider { return RoundDecider(d) }),
		Faults:   each(c.Faults, func(f protected.Fault) RoundFlaw { return RoundFlaw(f) }),
	}
}

func careerFairnessOf(r protected.Report) CareerFairness {
	return CareerFairness{
		From: Day{r.From}, To: Day{r.To}, Smallest: r.Smallest, NotLookedAt: protected.NotLookedAt(), Rounds: each(r.Rounds, roundCheckOf),
		Attributes: each(r.Attributes, func(a protected.Attribute) FairAttribute {
			return FairAttribute{a.Name, each(a.Sheets, fairSheetOf)}
		}),
	}
}

type (
	careerFairnessOutput struct{ Body CareerFairness }
	fairnessFileInput    struct {
		Part string `query:"part" enum:"groups,rounds" default:"groups"`
	}
)

func (s *Server) registerCareerFairness(api huma.API) {
	const about = "Groups are of the whole centre, by attributes that only audits read. That somebody looked is recorded."
	secured(s, api, careerOperation(http.MethodGet, "/career-fairness", "get-career-fairness", "See how groups fare, and how rounds were held", about), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*careerFairnessOutput, error) {
			r, err := s.Careers.Audit.Report(ctx, scope)
			if err != nil {
				return nil, err
			}
			return &careerFairnessOutput{careerFairnessOf(r)}, nil
		})
	file := careerOperation(http.MethodGet, "/career-fairness.csv", "export-career-fairness-csv", "Take the same away as CSV", about)
	file.Responses = map[string]*huma.Response{"200": {
		Description: "The file.", Content: map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	secured(s, api, file, auth.ManageCareers, s.exportCareerFairness)
}

func (s *Server) exportCareerFairness(ctx context.Context, scope auth.Scope, in *fairnessFileInput) (*fileOutput, error) {
	r, err := s.Careers.Audit.Report(ctx, scope)
	if err != nil {
		return nil, err
	}
	shown := careerFairnessOf(r) // what the screen shows, and nothing beside it
	table := groupRows(shown)
	if in.Part == "rounds" {
		table = roundRows(shown)
	}
	var out bytes.Buffer
	if err := spreadsheet.CSV(&out, table); err != nil {
		return nil, err
	}
	return &fileOutput{ContentType: "text/csv", Disposition: fmt.Sprintf(`attachment; filename="fairness-%s-%s.csv"`, in.Part, r.To), Body: out.Bytes()}, nil
}

// groupRows is a line for each group of each measure.
func groupRows(r CareerFairness) spreadsheet.Table {
	t := spreadsheet.Table{Name: "Groups", Header: []string{
		"attribute", "measure", "kind", "group", "hidden", "size", "selected", "rate", "rate_lower", "rate_upper", "against", "ratio", "ratio_lower", "ratio_upper", "p", "flagged",
	}}
	for _, a := range r.Attributes {
		for _, sheet := range a.Sheets {
			for _, g := range sheet.Groups {
				row := []any{a.Name, sheet.Measure, sheet.Kind, g.Group, yes(g.Hidden)}
				if g.Hidden {
					t.Rows = append(t.Rows, append(row, "", "", "", "", "", "", "", "", "", "", ""))
					continue
				}
				t.Rows = append(t.Rows, append(row, g.Size, g.Selected, orBlank(g.Rate), orBlank(g.Lower), orBlank(g.Upper),
					g.Against, orBlank(g.Ratio), orBlank(g.RatioLower), orBlank(g.RatioUpper), orBlank(g.P), yes(g.Flagged)))
			}
		}
	}
	return t
}

// roundRows is a line for each round.
func roundRows(r CareerFairness) spreadsheet.Table {
	t := spreadsheet.Table{Name: "Rounds", Header: []string{
		"round", "name", "rung", "announced", "applicants", "promoted", "turned_down", "no_seat", "board", "quorum", "complete", "recusals", "changed", "appeals", "upheld", "deciders", "faults",
	}}
	for _, c := range r.Rounds {
		faults := 0
		for _, f := range c.Faults {
			faults += f.Times
		}
		t.Rows = append(t.Rows, []any{
			c.ID, c.Name, c.Rung, c.AnnouncedAt.UTC().Format(time.DateOnly), c.Applicants, c.Promoted, c.TurnedDown, c.NoSeat,
			c.Board, c.Quorum, c.Complete, c.Recusals, c.Changed, c.Appeals, c.Upheld, len(c.Deciders), faults,
		})
	}
	return t
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func orBlank(v *float64) any {
	if v == nil {
		return ""
	}
	return *v
}
