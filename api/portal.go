package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// Portal is what waits for a vendor's coordinator.
type Portal struct {
	Commitments  []Commitment       `json:"commitments" nullable:"false" doc:"To be answered."`
	Hours        []PortalHours      `json:"hours" nullable:"false" doc:"To be sent: rosters of days to come, hours of days that are over."`
	Certificates []CrowdMember      `json:"certificates" nullable:"false" doc:"Members of whom a certificate ends within a month."`
	Evaluations  []PortalEvaluation `json:"evaluations" nullable:"false" doc:"That went badly and can still be disputed; at most 50."`
	Disputable   int                `json:"disputable" doc:"All of those."`
	Appeals      int                `json:"appeals" doc:"Of the vendor's, waiting for a decision."`
	Months       []PortalMonth      `json:"months" nullable:"false"`
	Payrolls     []PortalPayroll    `json:"payrolls" nullable:"false" doc:"Pay statements with differences that wait."`
	Releases     []CrowdRelease     `json:"releases" nullable:"false" doc:"Open to be asked for."`
}

// PortalHours is a stretch of days of which nothing was sent.
type PortalHours struct {
	ProgrammeID int64  `json:"programmeId"`
	QueueID     int64  `json:"queueId"`
	Kind        string `json:"kind" enum:"planned,delivered"`
	From        Day    `json:"from"`
	To          Day    `json:"to"`
	Days        int    `json:"days"`
}

// PortalEvaluation is an evaluation that can still be disputed.
type PortalEvaluation struct {
	ID       int64     `json:"id"`
	Contact  string    `json:"contact"`
	Agent    string    `json:"agent"`
	Points   float64   `json:"points"`
	Critical bool      `json:"critical"`
	Until    time.Time `json:"until"`
	DaysLeft int       `json:"daysLeft"`
}

// PortalMonth is how far the account of a programme's month is.
type PortalMonth struct {
	ProgrammeID int64           `json:"programmeId"`
	Month       string          `json:"month"`
	Closed      bool            `json:"closed"`
	Invoices    []VendorInvoice `json:"invoices" nullable:"false"`
}

// PortalPayroll is a pay statement with differences.
type PortalPayroll struct {
	ID          int64  `json:"id"`
	ProgrammeID int64  `json:"programmeId"`
	Name        string `json:"name"`
	Open        int    `json:"open"`
}

// shownDisputable bounds the evaluations of a portal.
const shownDisputable = 50

func (s *Server) registerPortal(api huma.API) {
	op := huma.Operation{
		OperationID: "get-portal", Method: http.MethodGet, Path: "/portal", Summary: "See what waits for a vendor's coordinator", Tags: []string{"Vendors"},
		Description: "Everything of the coordinator's own vendor that waits for an answer, a file or a word, with its clock. For whoever is of no vendor it does not exist.",
	}
	secured(s, api, op, auth.AnswerAsVendor, func(ctx context.Context, scope auth.Scope, _ *struct{}) (*whole[Portal], error) {
		page, err := s.Crowd.Portal.Page(ctx, scope)
		return &whole[Portal]{s.portalOf(page)}, err
	})
}

func (s *Server) portalOf(p vendors.PortalPage) Portal {
	return Portal{
		Commitments: each(p.Commitments, s.commitmentOf),
		Hours: each(p.Hours, func(h vendors.HoursDue) PortalHours {
			return PortalHours{h.ProgrammeID, h.QueueID, string(h.Kind), Day{h.From}, Day{h.To}, h.Days}
		}),
		Certificates: each(p.Certificates, crowdMemberOf),
		Evaluations: each(p.Evaluations[:min(len(p.Evaluations), shownDisputable)], func(d vendors.Disputable) PortalEvaluation {
			return PortalEvaluation{d.ID, d.ContactCode, d.Agent, d.Points, d.Failed(), d.Until, d.DaysLeft}
		}),
		Disputable: len(p.Evaluations), Appeals: p.Appeals,
		Months: each(p.Months, func(m vendors.PortalMonth) PortalMonth {
			return PortalMonth{m.ProgrammeID, m.Month.String(), m.Closed, each(m.Invoices, invoiceOf)}
		}),
		Payrolls: each(p.Payrolls, func(of vendors.Payroll) PortalPayroll {
			return PortalPayroll{of.ID, of.ProgrammeID, of.Name, payrollOf(of).Open}
		}),
		Releases: each(p.Releases, crowdReleaseOf),
	}
}
