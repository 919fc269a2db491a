package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/derive"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/money"
)

// VendorStatement is what a month of a programme comes to.
type VendorStatement struct {
	ProgrammeID int64           `json:"programmeId"`
	Month       string          `json:"month"`
	Version     int             `json:"version" doc:"Of the contract."`
	Currency    string          `json:"currency"`
	Charge      Money           `json:"charge"`
	Charges     []Derivation    `json:"charges" nullable:"false" doc:"By rate, each with its derivation."`
	VendorShare Decimal         `json:"vendorShare" doc:"The vendor's share of the miss of speed; credits are charged by it where byShare."`
	ByShare     bool            `json:"byShare"`
	Cap         Money           `json:"cap" doc:"What all credits of the month come to at most."`
	Uncapped    Money           `json:"uncapped"`
	Credits     []ServiceCredit `json:"credits" nullable:"false"`
	Credited    Money           `json:"credited"`
	Earned      Money           `json:"earned" doc:"Of earlier credits, earned back by this month; part of due."`
	Due         Money           `json:"due"`
	Ladder      []ReachedRung   `json:"ladder" nullable:"false" doc:"Consequences that repeated misses have reached."`
	EarnedBack  []EarnedBack    `json:"earnedBack" nullable:"false"`
	Closed      *ClosedPeriod   `json:"closed,omitempty" doc:"Absent while the month is open."`
}

// ServiceCredit is a credit for a level that was missed.
type ServiceCredit struct {
	Metric     string       `json:"metric"`
	State      string       `json:"state" enum:"proposed,agreed,disputed,applied"`
	Proposed   Money        `json:"proposed"`
	Settled    *Money       `json:"settled,omitempty" doc:"What people settled on instead."`
	Deadline   *Day         `json:"deadline,omitempty" doc:"By which a dispute is to be answered."`
	Course     []CreditMove `json:"course" nullable:"false"`
	Derivation Derivation   `json:"derivation"`
}

// CreditMove is a step of a credit.
type CreditMove struct {
	From string `json:"from"`
	To   string `json:"to"`
	On   Day    `json:"on"`
	By   string `json:"by"`
	Why  string `json:"why,omitempty"`
}

// ReachedRung is a consequence that repeated misses of a level have reached.
type ReachedRung struct {
	Metric string `json:"metric"`
	Misses int    `json:"misses"`
	Months int    `json:"months"`
	Leads  string `json:"leads"`
}

// EarnedBack says whether an earlier miss's credit is earned back.
type EarnedBack struct {
	Metric  string  `json:"metric"`
	Month   string  `json:"month"`
	Share   Decimal `json:"share"`
	Waiting int     `json:"waiting" doc:"Months still to come before it can be said."`
	Why     string  `json:"why,omitempty"`
	Booked  Money   `json:"booked" doc:"In this month; 0 in every other."`
}

// ClosedPeriod is a month that was closed.
type ClosedPeriod struct {
	Month       string             `json:"month"`
	On          Day                `json:"on"`
	At          time.Time          `json:"at"`
	By          int64              `json:"by"`
	Hash        string             `json:"hash" doc:"SHA-256 of what was frozen."`
	Corrections []PeriodCorrection `json:"corrections" nullable:"false"`
}

// PeriodCorrection changes a closed month.
type PeriodCorrection struct {
	On     Day      `json:"on"`
	Amount Money    `json:"amount" doc:"Above zero: the vendor gets more."`
	Why    string   `json:"why"`
	By     string   `json:"by"`
	Refs   []string `json:"refs" nullable:"false"`
}

func closedOf(c vendors.ClosedPeriod) ClosedPeriod {
	return ClosedPeriod{c.Month.String(), Day{c.On}, c.At, c.By, c.Hash, each(c.Corrections, func(k invoice.Correction) PeriodCorrection {
		return PeriodCorrection{Day{k.On}, moneyOf(k.Amount), k.Why, k.By, orEmpty(k.Refs)}
	})}
}

func statementOf(p vendors.Period) VendorStatement {
	out := VendorStatement{
		ProgrammeID: p.Programme.ID, Month: p.Month.String(), Version: p.Version, Currency: string(p.Currency), Charge: moneyOf(p.Charge), Charges: each(p.Charges, derivationOf),
		VendorShare: rounded(p.Vendor), ByShare: p.ByShare, Cap: moneyOf(p.Proposal.Cap), Uncapped: moneyOf(p.Proposal.Uncapped),
		Credits: each(p.Credits, func(c vendors.CreditCase) ServiceCredit { return creditOf(c, p.Proposal) }), Credited: moneyOf(p.Credited), Earned: moneyOf(money.Amount{Minor: p.Earned.Minor, Currency: p.Currency}), Due: moneyOf(p.Due), Ladder: []ReachedRung{},
		EarnedBack: each(p.Earnings, func(e vendors.EarnedCredit) EarnedBack {
			return EarnedBack{e.Metric, e.Month.String(), rounded(e.Share), e.Waiting, e.Why, moneyOf(money.Amount{Minor: e.Amount.Minor, Currency: p.Currency})}
		}),
	}
	for _, c := range p.Credits {
		for _, r := range p.Reached[c.Metric] {
			out.Ladder = append(out.Ladder, ReachedRung{c.Metric, r.Misses, r.Months, string(r.Leads)})
		}
	}
	if p.Closed != nil {
		c := closedOf(*p.Closed)
		out.Closed = &c
	}
	return out
}

func creditOf(c vendors.CreditCase, proposal contract.Proposal) ServiceCredit {
	out := ServiceCredit{
		Metric: c.Metric, State: string(c.State), Proposed: moneyOf(c.Proposed), Deadline: dayOrNone(c.Deadline),
		Course: each(c.Course, func(m vendors.CreditMove) CreditMove {
			return CreditMove{string(m.From), string(m.To), Day{m.On}, m.By, m.Why}
		}),
	}
	if c.Settled != nil {
		m := moneyOf(*c.Settled)
		out.Settled = &m
	}
	for _, one := range proposal.Credits {
		if one.Metric == c.Metric {
			out.Derivation = derivationOf(one.Step)
		}
	}
	if out.Derivation.Name == "" {
		out.Derivation = derivationOf(derive.Text("credit", c.Metric, "nothing"))
	}
	return out
}

// CreditStep moves a credit on.
type CreditStep struct {
	Month   string `json:"month" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" example:"2026-10"`
	Metric  string `json:"metric" minLength:"1" maxLength:"64"`
	To      string `json:"to" enum:"agreed,disputed"`
	Why     string `json:"why,omitempty" maxLength:"2000" doc:"Of a dispute: the reason, for the other side to answer."`
	Settled *int64 `json:"settled,omitempty" minimum:"0" doc:"Minor units that people settled on; the owner's to say. More than the cap is refused."`
}

// PeriodClose names a month to close.
type PeriodClose struct {
	Month string `json:"month" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" example:"2026-10"`
}

// NewCorrection changes a closed month.
type NewCorrection struct {
	Month string   `json:"month" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" example:"2026-10"`
	On    Day      `json:"on" doc:"Its own date, the close or later."`
	Minor int64    `json:"minor" doc:"Above zero: the vendor gets more."`
	Why   string   `json:"why" minLength:"1" maxLength:"2000"`
	Refs  []string `json:"refs,omitempty" maxItems:"1000" doc:"Late events that it is for."`
}

type (
	statementOutput struct{ Body VendorStatement }
	creditInput     struct {
		IDInput
		OnceInput
		Body CreditStep
	}
	closeInput struct {
		IDInput
		OnceInput
		Body PeriodClose
	}
	periodCorrectionInput struct {
		IDInput
		OnceInput
		Body NewCorrection
	}
)

func (s *Server) registerStatements(api huma.API) {
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/statement", "get-statement", "What a month of a programme comes to"), auth.ReadVendors, s.statement)
	secured(s, api, owedOperation(http.MethodGet, "/programmes/{id}/periods", "list-closed-periods", "A programme's closed months, the newest first"), auth.ReadVendors, s.periods)
	secured(s, api, owedOperation(http.MethodPost, "/programmes/{id}/credits", "move-credit", "Agree to a proposed credit or dispute it"), auth.ReadVendors, s.moveCredit)
	secured(s, api, owedOperation(http.MethodPost, "/programmes/{id}/closings", "close-period", "Close a month; closed again it stays as it is"), auth.ManageVendors, s.closePeriod)
	secured(s, api, owedOperation(http.MethodPost, "/programmes/{id}/corrections", "correct-period", "Change a closed month by a dated correction"), auth.ManageVendors, s.correctPeriod)
}

// partyTo lets both sides of a contract act, and nobody who only reads.
func partyTo(scope auth.Scope) error {
	if scope.May(auth.ManageVendors) || scope.May(auth.AnswerAsVendor) {
		return nil
	}
	return &auth.DeniedError{Needs: auth.ManageVendors}
}

func (s *Server) statement(ctx context.Context, scope auth.Scope, in *MonthInput) (*statementOutput, error) {
	m, err := s.month(in.Month)
	if err != nil {
		return nil, err
	}
	return s.shownPeriod(s.Statements.Period(ctx, scope, in.ID, m))
}

func (s *Server) shownPeriod(p vendors.Period, err error) (*statementOutput, error) {
	if err != nil {
		return nil, err
	}
	return &statementOutput{Body: statementOf(p)}, nil
}

func (s *Server) periods(ctx context.Context, scope auth.Scope, in *IDInput) (*listOutput[ClosedPeriod], error) {
	list, err := s.Statements.Periods(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return pageOf(each(list, closedOf), ""), nil
}

func (s *Server) moveCredit(ctx context.Context, scope auth.Scope, in *creditInput) (*statementOutput, error) {
	if err := partyTo(scope); err != nil {
		return nil, err
	}
	m, err := s.month(in.Body.Month)
	if err != nil {
		return nil, err
	}
	now, err := s.Statements.MoveCredit(ctx, scope, vendors.CreditOrder{
		ProgrammeID: in.ID, Month: m, Metric: in.Body.Metric, To: vendors.CreditState(in.Body.To), Why: in.Body.Why, Settled: in.Body.Settled,
	})
	return s.shownPeriod(vendors.Period{Statement: now}, err)
}

func (s *Server) closePeriod(ctx context.Context, scope auth.Scope, in *closeInput) (*statementOutput, error) {
	m, err := s.month(in.Body.Month)
	if err != nil {
		return nil, err
	}
	return s.shownPeriod(s.Statements.Close(ctx, scope, in.ID, m))
}

func (s *Server) correctPeriod(ctx context.Context, scope auth.Scope, in *periodCorrectionInput) (*statementOutput, error) {
	m, err := s.month(in.Body.Month)
	if err != nil {
		return nil, err
	}
	return s.shownPeriod(s.Statements.Correct(ctx, scope, in.ID, m, invoice.Correction{
		On: in.Body.On.Date, Amount: money.Amount{Minor: in.Body.Minor}, Why: in.Body.Why, Refs: in.Body.Refs,
	}))
}
