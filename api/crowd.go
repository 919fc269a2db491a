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
	var guard *member.GuardError
	var refused *member.RefusedError
	var lapsed *member.CertificateError
	var denied *authority.RefusedError
	var unreadable *spreadsheet.UnreadableError
	conflict := func(field, found, expected string) *Problem {
		p := newProblem(http.StatusConflict, "wrong_state", err.Error())
		p.Errors = []FieldProblem{{Location: "body." + field, Message: "found " + found + "; expected " + expected, Found: found, Expected: expected}}
		return p
	}
	switch {
	case errors.As(err, &guard):
		return conflict(guard.Guard, guard.Found, guard.Expected)
	case errors.As(err, &refused):
		return conflict(refused.Field, refused.Found, refused.Expected)
	case errors.As(err, &lapsed):
		return conflict("certificate", lapsed.Found, lapsed.Expected)
	case errors.As(err, &denied):
		return conflict(denied.Field, denied.Found, denied.Expected)
	case errors.As(err, &unreadable):
		return newProblem(http.StatusUnprocessableEntity, "unreadable", unreadable.Error())
	}
	return nil
}

// whyNot is an error in words, absent where there is none.
func whyNot(err error) *string {
	if err == nil {
		return nil
	}
	text := err.Error()
	return &text
}
