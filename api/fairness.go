package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// AccountLoads is one number for each kind of burden.
type AccountLoads struct {
	Nights     float64 `json:"nights"`
	Weekends   float64 `json:"weekends"`
	Holidays   float64 `json:"holidays"`
	ShortRests float64 `json:"shortRests"`
	Undesired  float64 `json:"undesired"`
}

func loadsOf(l roster.Load) AccountLoads {
	return AccountLoads{l[roster.Nights], l[roster.Weekends], l[roster.Holidays], l[roster.ShortRests], l[roster.Undesired]}
}

func (l AccountLoads) toDomain() roster.Load {
	return roster.Load{
		roster.Nights: l.Nights, roster.Weekends: l.Weekends, roster.Holidays: l.Holidays, roster.ShortRests: l.ShortRests, roster.Undesired: l.Undesired,
	}
}

// FairnessTerms are what a site calls a burden, and how it weighs wishes.
type FairnessTerms struct {
	WindowDays   int          `json:"windowDays" doc:"How far back burdens count, 28 to 731 days."`
	Weights      AccountLoads `json:"weights" doc:"Price of each account beside a missing person-hour."`
	NightFrom    int          `json:"nightFrom" doc:"Minutes after local midnight."`
	NightTo      int          `json:"nightTo" doc:"Beyond 1440 for the morning after."`
	NightMinutes int          `json:"nightMinutes" doc:"So many minutes in the night make a shift a night."`
	ShortRestMin int          `json:"shortRestMin" doc:"Less rest since the shift of the day before is a burden."`
	DesiredFrom  int          `json:"desiredFrom" doc:"Starts from here to desiredTo are what nobody minds; equal ends: any start."`
	DesiredTo    int          `json:"desiredTo"`
	Wishes       WishTerms    `json:"wishes"`
}

// WishTerms are the rules of wishing.
type WishTerms struct {
	Order      string  `json:"order" enum:"budget,seniority,rotation" doc:"By what wishes that contend are weighed."`
	Budget     int     `json:"budget" doc:"Points of a period for everybody."`
	PeriodDays int     `json:"periodDays"`
	Credit     float64 `json:"credit" doc:"Part of refused points that the next period gets more."`
	PointPrice float64 `json:"pointPrice" doc:"What a missed point costs beside a missing person-hour."`
}

func (t FairnessTerms) toDomain(site, version int64) scheduling.FairnessTerms {
	return scheduling.FairnessTerms{
		SiteID: site, Version: version, WindowDays: t.WindowDays, Weights: t.Weights.toDomain(),
		NightFrom: t.NightFrom, NightTo: t.NightTo, NightMinutes: t.NightMinutes, ShortRestMin: t.ShortRestMin,
		DesiredFrom: t.DesiredFrom, DesiredTo: t.DesiredTo,
		Wishes: scheduling.WishTerms{
			Order: scheduling.WishOrder(t.Wishes.Order), Budget: t.Wishes.Budget, PeriodDays: t.Wishes.PeriodDays,
			Credit: t.Wishes.Credit, PointPrice: t.Wishes.PointPrice,
		},
	}
}

func fairnessTermsOf(t scheduling.FairnessTerms) FairnessTerms {
	return FairnessTerms{
		WindowDays: t.WindowDays, Weights: loadsOf(t.Weights), NightFrom: t.NightFrom, NightTo: t.NightTo, NightMinutes: t.NightMinutes,
		ShortRestMin: t.ShortRestMin, DesiredFrom: t.DesiredFrom, DesiredTo: t.DesiredTo,
		Wishes: WishTerms{string(t.Wishes.Order), t.Wishes.Budget, t.Wishes.PeriodDays, t.Wishes.Credit, t.Wishes.PointPrice},
	}
}

// FairnessReport is what everybody of a site carried.
type FairnessReport struct {
	Version int64            `json:"version" doc:"Of the terms; 0: the site has the default. Send it as If-Match to change them."`
	Terms   FairnessTerms    `json:"terms"`
	From    Day              `json:"from"`
	To      Day              `json:"to"`
	People  []FairnessBurden `json:"people" nullable:"false" doc:"In order of code."`
}

// FairnessBurden is one person's part.
type FairnessBurden struct {
	PersonID      int64        `json:"personId"`
	Code          string       `json:"code"`
	Name          string       `json:"name"`
	AgreementID   int64        `json:"agreementId" doc:"Its people are the peers."`
	AgreementName string       `json:"agreementName"`
	Share         float64      `json:"share" doc:"Contract hours as a part of the longest of the site."`
	Present       float64      `json:"present" doc:"Part of the window in which the person was employed."`
	Shifts        int          `json:"shifts"`
	Carried       AccountLoads `json:"carried" doc:"Counted from published shifts."`
	Corrected     AccountLoads `json:"corrected" doc:"Added by hand."`
	Given         AccountLoads `json:"given" doc:"The peers' average for the days before the person came."`
	Total         AccountLoads `json:"total"`
	Expected      AccountLoads `json:"expected" doc:"The peers' average, in proportion to the contract."`
	Since         AccountDays  `json:"since" doc:"From when the total has been on its side of the average."`
}

// AccountDays is one day for each kind of burden; an absent one is none.
type AccountDays struct {
	Nights     *Day `json:"nights,omitempty"`
	Weekends   *Day `json:"weekends,omitempty"`
	Holidays   *Day `json:"holidays,omitempty"`
	ShortRests *Day `json:"shortRests,omitempty"`
	Undesired  *Day `json:"undesired,omitempty"`
}

func burdenOf(b scheduling.Burden) FairnessBurden {
	day := func(a scheduling.Account) *Day {
		if b.Since[a].IsZero() {
			return nil
		}
		return &Day{b.Since[a]}
	}
	return FairnessBurden{
		PersonID: b.PersonID, Code: b.Code, Name: b.Name, AgreementID: b.AgreementID, AgreementName: b.AgreementName,
		Share: b.Share, Present: b.Present, Shifts: b.Shifts, Carried: loadsOf(b.Carried), Corrected: loadsOf(b.Corrected),
		Given: loadsOf(b.Given), Total: loadsOf(b.Total()), Expected: loadsOf(b.Expected),
		Since: AccountDays{day(roster.Nights), day(roster.Weekends), day(roster.Holidays), day(roster.ShortRests), day(roster.Undesired)},
	}
}

// FairnessCorrection adds to what somebody carried, or takes away from it.
type FairnessCorrection struct {
	ID        int64     `json:"id"`
	PersonID  int64     `json:"personId"`
	Day       Day       `json:"day"`
	Account   string    `json:"account" enum:"nights,weekends,holidays,short_rests,undesired"`
	Amount    float64   `json:"amount" doc:"Shifts; below 0 takes away."`
	Reason    string    `json:"reason"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy int64     `json:"createdBy"`
}

// NewFairnessCorrection is a correction as it is asked for.
type NewFairnessCorrection struct {
	PersonID int64   `json:"personId" minimum:"1"`
	Day      Day     `json:"day" doc:"On which it counts."`
	Account  string  `json:"account" enum:"nights,weekends,holidays,short_rests,undesired"`
	Amount   float64 `json:"amount" doc:"Shifts; below 0 takes away."`
	Reason   string  `json:"reason" maxLength:"500"`
}

func correctionOf(c scheduling.Correction) FairnessCorrection {
	return FairnessCorrection{c.ID, c.PersonID, Day{c.Day}, scheduling.AccountName(c.Account), c.Amount, c.Reason, c.At, c.By}
}

type (
	fairnessInput struct {
		IDInput
		To Day `query:"to" doc:"Last day of the window; absent: today."`
	}
	fairnessOutput struct {
		ETag string `header:"ETag"`
		Body FairnessReport
	}
	fairnessTermsInput struct {
		IDInput
		IfMatch
		Body FairnessTerms
	}
	fairnessTermsOutput struct {
		ETag string `header:"ETag"`
		Body FairnessTerms
	}
	correctionInput struct {
		OnceInput
		Body NewFairnessCorrection
	}
	correctionOutput struct{ Body FairnessCorrection }
)

func (s *Server) registerFairness(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Fairness"},
			Description: "Burdens are counted by kind over a window of days and compared among the people of one agreement, in proportion to their contracts.",
		}
	}
	secured(s, api, op(http.MethodGet, "/sites/{id}/fairness", "get-fairness", "See what everybody carried"), auth.ReadRosters, s.fairness)
	secured(s, api, op(http.MethodPut, "/sites/{id}/fairness/terms", "set-fairness-terms", "Say what is a burden and how wishes weigh"), auth.ManageRosters, s.setFairnessTerms)
	secured(s, api, op(http.MethodGet, "/sites/{id}/fairness/corrections", "list-fairness-corrections", "List corrections of the window, newest first"), auth.ReadRosters, s.listCorrections)
	correct := op(http.MethodPost, "/fairness-corrections", "correct-fairness", "Correct what somebody carried, with the reason")
	correct.DefaultStatus = http.StatusCreated
	secured(s, api, correct, auth.ManageRosters, s.correctFairness)
	file := op(http.MethodGet, "/sites/{id}/fairness.csv", "export-fairness-csv", "Take the burdens away as CSV")
	file.Responses = map[string]*huma.Response{"200": {
		Description: "The file.", Content: map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	secured(s, api, file, auth.ReadRosters, s.exportFairness)
	s.registerWishes(api)
	s.registerTeamRules(api)
}

func (s *Server) fairness(ctx context.Context, scope auth.Scope, in *fairnessInput) (*fairnessOutput, error) {
	ledger, err := s.Scheduling.Ledger(ctx, scope, in.ID, in.To.Date)
	if err != nil {
		return nil, err
	}
	return &fairnessOutput{ETag: etag(ledger.Terms.Version), Body: FairnessReport{
		Version: ledger.Terms.Version, Terms: fairnessTermsOf(ledger.Terms), From: Day{ledger.From}, To: Day{ledger.To}, People: each(ledger.People, burdenOf),
	}}, nil
}

func (s *Server) setFairnessTerms(ctx context.Context, scope auth.Scope, in *fairnessTermsInput) (*fairnessTermsOutput, error) {
	terms, err := s.Scheduling.SetFairnessTerms(ctx, scope, in.Body.toDomain(in.ID, in.version()))
	if err != nil {
		return nil, err
	}
	return &fairnessTermsOutput{ETag: etag(terms.Version), Body: fairnessTermsOf(terms)}, nil
}

func (s *Server) listCorrections(ctx context.Context, scope auth.Scope, in *fairnessInput) (*listOutput[FairnessCorrection], error) {
	ledger, err := s.Scheduling.Ledger(ctx, scope, in.ID, in.To.Date)
	if err != nil {
		return nil, err
	}
	list, err := s.Scheduling.Corrections(ctx, scope, in.ID, ledger.From, ledger.To)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, correctionOf), ""), nil
}

func (s *Server) correctFairness(ctx context.Context, scope auth.Scope, in *correctionInput) (*correctionOutput, error) {
	account, _ := scheduling.AccountOf(in.Body.Account)
	made, err := s.Scheduling.Correct(ctx, scope, scheduling.Correction{
		PersonID: in.Body.PersonID, Day: in.Body.Day.Date, Account: account, Amount: in.Body.Amount, Reason: in.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return &correctionOutput{Body: correctionOf(made)}, nil
}

// exportFairness is a line a person and account.
func (s *Server) exportFairness(ctx context.Context, scope auth.Scope, in *fairnessInput) (*fileOutput, error) {
	ledger, err := s.Scheduling.Ledger(ctx, scope, in.ID, in.To.Date)
	if err != nil {
		return nil, err
	}
	t := spreadsheet.Table{Name: "Fairness", Header: []string{
		"code", "name", "agreement", "share", "account", "carried", "corrected", "given", "total", "expected", "since",
	}}
	for _, b := range ledger.People {
		total := b.Total()
		for _, a := range scheduling.Accounts {
			since := ""
			if !b.Since[a].IsZero() {
				since = b.Since[a].String()
			}
			t.Rows = append(t.Rows, []any{
				b.Code, b.Name, b.AgreementName, b.Share, scheduling.AccountName(a), b.Carried[a], b.Corrected[a], b.Given[a], total[a], b.Expected[a], since,
			})
		}
	}
	var out bytes.Buffer
	if err := spreadsheet.CSV(&out, t); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("fairness-%d-%s.csv", in.ID, ledger.To)
	return &fileOutput{ContentType: "text/csv", Disposition: `attachment; filename="` + name + `"`, Body: out.Bytes()}, nil
}
