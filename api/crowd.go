package api

import (
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/authority"
	"github.com/muster-wfm/muster/vendors/member"
)

// Crowd is the services of crowds' members and of authority.
type Crowd struct {
	Members   *vendors.Members
	Releases  *vendors.Releases
	Payrolls  *vendors.Payrolls
	Authority *vendors.Authority
	Triangles *vendors.Triangles
	Portal    *vendors.Portal
}

const (
	aboutMembers   = "A member of a crowd stands in one state, and every step is sealed into a log: with its guard, an actor and evidence. A coordinator meets the own employer's members only."
	aboutBookings  = "The owner releases intervals; members ask, and get them by rotation or lottery within their tier, never by the fastest click. What is left may be booked until it begins."
	aboutAuthority = "Who may do what for a customer: a matrix by mode, level and right, grants with two people behind each, and a sealed log of every decision, also the denied."
	aboutTriangle  = "Three corners of the owner over a programme, with vetoes and without double hats; a change in one corner's field needs the signatures of the two others."
)

// whole is an answer with a body and nothing else.
type whole[T any] struct{ Body T }

func crowdOperation(tag, about, method, path, id, summary string) huma.Operation {
	op := huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{tag}, Description: about}
	if method == http.MethodPost {
		op.DefaultStatus = http.StatusOK
	}
	return op
}

func (s *Server) registerCrowd(api huma.API) {
	s.registerMembers(api)
	s.registerReleases(api)
	s.registerOwnCrowd(api)
	s.registerPayrolls(api)
	s.registerAuthority(api)
	s.registerAuthorityUses(api)
	s.registerTriangles(api)
	s.registerPortal(api)
}

// ownerOrVendor lets the owner's managers and a vendor's coordinator pass.
func ownerOrVendor(scope auth.Scope) error {
	if scope.May(auth.ManageVendors) {
		return nil
	}
	return scope.Require(auth.AnswerAsVendor)
}

// crowdProblem translates what members, bookings, grants and triangles refuse.
func crowdProblem(err error) *Problem {
	var unreadable *spreadsheet.UnreadableError
	if field, rule := againstIn(err); rule != nil {
		p := newProblem(http.StatusConflict, "wrong_state", err.Error())
		p.Errors = []FieldProblem{{
			Location: "body." + field, Message: "found " + rule.Found + "; expected " + rule.Expected, Found: rule.Found, Expected: rule.Expected,
			Code: string(rule.Kind), Figures: rule.Figures,
		}}
		return p
	}
	if errors.As(err, &unreadable) {
		return newProblem(http.StatusUnprocessableEntity, "unreadable", unreadable.Error())
	}
	return nil
}

// againstIn is the field and the rule of what a member, a booking, a grant or a
// triangle is refused by; nil of any other error.
func againstIn(err error) (string, *member.Rule) {
	var guard *member.GuardError
	var refused *member.RefusedError
	var lapsed *member.CertificateError
	var denied *authority.RefusedError
	switch {
	case errors.As(err, &guard):
		return guard.Guard, &guard.Rule
	case errors.As(err, &refused):
		return refused.Field, &refused.Rule
	case errors.As(err, &lapsed):
		return "certificate", &lapsed.Rule
	case errors.As(err, &denied):
		return denied.Field, &denied.Rule
	}
	return "", nil
}

// Refusal is why something cannot be done now.
type Refusal struct {
	Code    string   `json:"code" doc:"Stable name of what stands against it; empty: only the text is known."`
	Figures []string `json:"figures" nullable:"false" doc:"States, counts, days and times that belong in the sentence."`
	Text    string   `json:"text" doc:"The same in English."`
}

// refusalOf is an error as a refusal, absent where there is none.
func refusalOf(err error) *Refusal {
	if err == nil {
		return nil
	}
	out := Refusal{Figures: []string{}, Text: err.Error()}
	if _, rule := againstIn(err); rule != nil {
		out.Code, out.Figures = string(rule.Kind), orEmpty(rule.Figures)
	}
	return &out
}
