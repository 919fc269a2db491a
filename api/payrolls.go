package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
	"github.com/muster-wfm/muster/vendors"
)

// Payroll is a partner's pay statement set against what its members are owed.
type Payroll struct {
	ID          int64         `json:"id" doc:"0: only tried."`
	ProgrammeID int64         `json:"programmeId"`
	Name        string        `json:"name"`
	From        Day           `json:"from"`
	To          Day           `json:"to"`
	Due         Day           `json:"due" doc:"By when it was to be paid."`
	Checked     Day           `json:"checked"`
	CreatedAt   *time.Time    `json:"createdAt,omitempty"`
	Open        int           `json:"open" doc:"Differences that wait to be settled."`
	Lines       []PayrollLine `json:"lines" nullable:"false"`
}

// PayrollLine is a member's pay.
type PayrollLine struct {
	PayrollName string   `json:"payrollName,omitempty"`
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	MemberID    int64    `json:"memberId" doc:"0: nobody whom the programme knows."`
	Minutes     int64    `json:"minutes" doc:"Worked."`
	Owed        Money    `json:"owed"`
	Paid        Money    `json:"paid"`
	LateDays    int      `json:"lateDays"`
	Proved      bool     `json:"proved"`
	Causes      []string `json:"causes" nullable:"false" doc:"unknown_person, not_paid, short, too_much, late, no_proof, paid_twice, hours."`
	Line        int      `json:"line" doc:"Within the statement."`
	StatedMin   *int64   `json:"statedMin,omitempty" doc:"Minutes that the partner counts; absent: it does not say."`
	Settlement  string   `json:"settlement" enum:",paid_since,recovered,explained,let_stand" doc:"Empty: not settled."`
	Note        string   `json:"note"`
}

// PayrollSettlement ends a difference.
type PayrollSettlement struct {
	Settlement string `json:"settlement" enum:"paid_since,recovered,explained,let_stand"`
	Note       string `json:"note" minLength:"3" maxLength:"4000" doc:"What it rests on."`
}

func payrollLineOf(l vendors.PayrollLine) PayrollLine {
	out := PayrollLine{
		l.PayrollName, l.Code, l.Name, l.MemberID, l.Minutes, moneyOf(l.Owed), moneyOf(l.Paid), l.Late, l.Proved, each(l.Causes, func(c vendors.PayCause) string { return string(c) }),
		l.Line, nil, string(l.Settlement), l.Note,
	}
	if l.Stated >= 0 {
		out.StatedMin = &l.Stated
	}
	return out
}

func payrollOf(p vendors.Payroll) Payroll {
	open := 0
	for _, l := range p.Lines {
		if l.Open() {
			open++
		}
	}
	return Payroll{p.ID, p.ProgrammeID, p.Name, Day{p.From}, Day{p.To}, Day{p.Due}, Day{p.Checked}, orNone(p.CreatedAt), open, each(p.Lines, payrollLineOf)}
}

type payrollInput struct {
	FileBody
	Programme int64  `query:"programme" minimum:"1" required:"true"`
	Name      string `query:"name" maxLength:"200" required:"true"`
	From      Day    `query:"from" required:"true"`
	To        Day    `query:"to" required:"true"`
	DryRun    bool   `query:"dryRun" doc:"Only tell what would be found."`
}

type payrollSettleInput struct {
	MemberEntryInput
	Body PayrollSettlement
}

// maxPayrollFile bounds a pay statement.
const maxPayrollFile = 8 << 20

func (s *Server) registerPayrolls(api huma.API) {
	const about = "A partner's pay statement (CSV or XLSX with a member's personnel number, amount, day and proof) against the hours that its members booked and worked: every difference is named."
	secured(s, api, crowdOperation("Crowd", about, http.MethodGet, "/crowd-payrolls", "list-crowd-payrolls", "List pay statements"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *releaseListInput) (*listOutput[Payroll], error) {
			list, err := s.Crowd.Payrolls.List(ctx, scope, in.Programme)
			return pageOf(each(list, payrollOf), ""), err
		})
	check := crowdOperation("Crowd", about, http.MethodPost, "/crowd-payrolls", "check-crowd-payroll", "Check a partner's pay statement")
	check.RequestBody = fileContent("application/octet-stream", "text/csv", "multipart/form-data")
	secured(s, api, check, auth.ReadVendors, s.checkPayroll)
	secured(s, api, crowdOperation("Crowd", about, http.MethodPost, "/crowd-payrolls/{id}/lines/{entry}/settlement", "settle-crowd-payroll", "Settle a difference"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *payrollSettleInput) (*whole[Payroll], error) {
			p, err := s.Crowd.Payrolls.Settle(ctx, scope, in.ID, int(in.Entry), vendors.Settlement(in.Body.Settlement), in.Body.Note)
			return &whole[Payroll]{payrollOf(p)}, err
		})
}

func (s *Server) checkPayroll(ctx context.Context, scope auth.Scope, in *payrollInput) (*whole[Payroll], error) {
	if err := ownerOrVendor(scope); err != nil {
		return nil, err
	}
	file, _, err := in.open(maxPayrollFile)
	if err != nil {
		return nil, err
	}
	rows, err := spreadsheet.Read(file)
	if err != nil {
		return nil, err
	}
	p, err := s.Crowd.Payrolls.Check(ctx, scope, vendors.Payroll{ProgrammeID: in.Programme, Name: in.Name, From: in.From.Date, To: in.To.Date}, rows, in.DryRun)
	return &whole[Payroll]{payrollOf(p)}, err
}
