package api

import (
	"errors"
	"math"
	"net/http"

	"github.com/muster-wfm/muster/internal/auth"
)

// accountProblem translates what signing in and administering users refuse.
func accountProblem(err error) *Problem {
	var denied *auth.DeniedError
	var throttled *auth.ThrottledError
	var taken *auth.EmailTakenError
	var fields auth.FieldErrors
	switch {
	case errors.As(err, &denied):
		return notAllowed(denied.Needs)
	case errors.As(err, &throttled):
		return newProblem(http.StatusTooManyRequests, "too_many_attempts", throttled.Error()).
			retryAfter(int(math.Ceil(throttled.RetryAfter.Seconds())))
	case errors.As(err, &taken):
		p := newProblem(http.StatusConflict, "duplicate", taken.Error())
		p.Errors = []FieldProblem{{Location: "body.email", Message: "is already taken", Found: taken.Email, Expected: "an address that nobody else signs in with"}}
		return p
	case errors.As(err, &fields):
		p := newProblem(http.StatusUnprocessableEntity, "invalid", "the user cannot be as sent")
		p.Errors = each(fields, userFieldProblem)
		return p
	case errors.Is(err, auth.ErrWrongCredentials):
		return newProblem(http.StatusUnauthorized, "wrong_credentials", auth.ErrWrongCredentials.Error())
	case errors.Is(err, auth.ErrNoSession):
		return notSignedIn()
	case errors.Is(err, auth.ErrNoUser):
		return newProblem(http.StatusNotFound, "not_found", auth.ErrNoUser.Error())
	case errors.Is(err, auth.ErrLastAdministrator):
		return newProblem(http.StatusConflict, "last_administrator", auth.ErrLastAdministrator.Error())
	}
	return nil
}

// userFields are the API's names of a user's fields, where they differ.
var userFields = map[string]string{"sites": "siteIds", "employer": "employerId", "person": "personId"}

func userFieldProblem(e *auth.FieldError) FieldProblem {
	name := e.Field
	if own, differs := userFields[name]; differs {
		name = own
	}
	p := FieldProblem{Location: "body." + name, Message: "expected " + e.Want, Found: e.Found, Expected: e.Want}
	if e.Field == "password" {
		p.Found = ""
	}
	return p
}
