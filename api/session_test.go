package api_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestSigningInAndOut(t *testing.T) {
	c := newCentre(t)
	good := `{"email":"planner@example.com","password":"` + password + `"}`
	c.run(t, []Scenario{
		{Name: "nobody is signed in without a cookie", URL: "/session", Status: 401, Want: []string{`"code":"not_signed_in"`}},
		{Name: "the right password opens a session", Method: "POST", URL: "/session", Body: good, Status: 200,
			Want:    []string{`"email":"planner@example.com"`, `"workforce:manage"`, `"siteIds":null`},
			WantTop: map[string]string{"Set-Cookie": "HttpOnly; SameSite=Lax"}},
		{Name: "a wrong password is refused and never repeated", Method: "POST", URL: "/session",
			Body: `{"email":"planner@example.com","password":"hunter2 hunter2"}`, Status: 401, Want: []string{`"code":"wrong_credentials"`}, NotWant: []string{"hunter2"}},
		{Name: "an unknown account is refused in the same words", Method: "POST", URL: "/session",
			Body: `{"email":"nobody@example.com","password":"hunter2 hunter2"}`, Status: 401, Want: []string{`"code":"wrong_credentials"`}, NotWant: []string{"hunter2"}},
		{Name: "a body that is wrong is not repeated either", Method: "POST", URL: "/session",
			Body: `{"email":"planner@example.com","password":{"deep":"hunter2"}}`, Status: 422, Want: []string{"body.password"}, NotWant: []string{"hunter2"}},
		{Name: "a name given twice is refused", Method: "POST", URL: "/session",
			Body: `{"email":"a@example.com","password":"x","password":"y"}`, Status: 400, Want: []string{"the same name twice"}},
		{Name: "another spelling of a name is another name", Method: "POST", URL: "/session",
			Body: `{"email":"a@example.com","Password":"secret one"}`, Status: 422, Want: []string{"body.password", "is missing", "unexpected property"}, NotWant: []string{"secret one"}},
		{Name: "who is signed in is told so", As: "vendor_coordinator", URL: "/session", Status: 200, Want: []string{`"employerId":`, `"roles":["vendor_coordinator"]`}},
		{Name: "language and theme are kept", As: "hr", Method: "PUT", URL: "/session/preferences", Body: `{"locale":"zh","theme":"dark"}`, Status: 200, Want: []string{`"locale":"zh"`}},
		{Name: "and are there at the next look", As: "hr", URL: "/session", Status: 200, Want: []string{`"locale":"zh"`, `"theme":"dark"`}},
		{Name: "an unknown language is refused", As: "hr", Method: "PUT", URL: "/session/preferences", Body: `{"locale":"tlh","theme":"dark"}`, Status: 422, Want: []string{"body.locale"}},
		{Name: "signing out ends the session", As: "hr", Method: "DELETE", URL: "/session", Status: 204, WantTop: map[string]string{"Set-Cookie": "Max-Age=0"}},
		{Name: "and the cookie is worth nothing", As: "hr", URL: "/session", Status: 401},
		{Name: "signing out again is no error", As: "hr", Method: "DELETE", URL: "/session", Status: 204},
	})
}

func TestChangingThePasswordEndsTheOtherSessions(t *testing.T) {
	c := newCentre(t)
	next := "an orange bicycle at dawn"
	_, _ = c.send(t, Scenario{Method: "POST", URL: "/session", Body: `{"email":"planner@example.com","password":"` + password + `"}`})
	c.run(t, []Scenario{
		{Name: "two sessions are listed", As: "planner", URL: "/sessions", Status: 200, Want: []string{`"agent"`}},
		{Name: "a wrong current password is a wrong field", As: "planner", Method: "PUT", URL: "/session/password",
			Body: `{"current":"not my password","next":"` + next + `"}`, Status: 422, Want: []string{"body.current"}, NotWant: []string{"not my password", next}},
		{Name: "a common one is refused", As: "planner", Method: "PUT", URL: "/session/password",
			Body: `{"current":"` + password + `","next":"123456789012"}`, Status: 422, Want: []string{"body.next"}, NotWant: []string{password, "123456789012"}},
		{Name: "a good one is taken", As: "planner", Method: "PUT", URL: "/session/password", Body: `{"current":"` + password + `","next":"` + next + `"}`, Status: 204},
		{Name: "the own session goes on", As: "planner", URL: "/session", Status: 200},
		{Name: "the old password is dead", Method: "POST", URL: "/session", Body: `{"email":"planner@example.com","password":"` + password + `"}`, Status: 401},
	})
	body := c.play(t, Scenario{As: "planner", URL: "/sessions", Status: 200})
	if got := len(decoded[struct{ Items []struct{ ID int64 } }](t, body).Items); got != 1 {
		t.Errorf("%d sessions are open after the change, want the own one: %s", got, body)
	}
}

func TestTooManyTriesAreToldWhenToComeBack(t *testing.T) {
	c := newCentre(t)
	try := Scenario{Method: "POST", URL: "/session", Body: `{"email":"planner@example.com","password":"guess guess guess"}`}
	for range 20 {
		response, body := c.send(t, try)
		switch response.StatusCode {
		case http.StatusUnauthorized:
		case http.StatusTooManyRequests:
			if after := response.Header.Get("Retry-After"); after == "" || strings.HasPrefix(after, "0") {
				t.Errorf("Retry-After is %q, want seconds", after)
			}
			return
		default:
			t.Fatalf("status %d: %s", response.StatusCode, body)
		}
	}
	t.Error("twenty wrong passwords in a row were all looked at; want 429 at some point")
}

func TestUsersAreAdministeredByAdministrators(t *testing.T) {
	c := newCentre(t)
	body := `{"name":"Eve","email":"eve@example.com","password":"a green lantern in fog","roles":["planner"],"siteIds":null,"disabled":false}`
	c.run(t, []Scenario{
		{Name: "a planner may not", As: "planner", Method: "POST", URL: "/users", Body: body, Status: 403, Want: []string{`"code":"not_allowed"`}},
		{Name: "an administrator may", As: "administrator", Method: "POST", URL: "/users", Body: body, Status: 201, NotWant: []string{"lantern"}, WantTop: map[string]string{"Location": "/api/v1/users/"}},
		{Name: "an address is taken once", As: "administrator", Method: "POST", URL: "/users", Body: body, Status: 409, Want: []string{"body.email"}, NotWant: []string{"lantern"}},
		{Name: "all that is wrong is named at once", As: "administrator", Method: "POST", URL: "/users",
			Body: `{"name":"","email":"not an address","password":"short","roles":["agent"],"siteIds":[],"disabled":false}`, Status: 422,
			Want: []string{"body.name", "body.email", "body.password", "body.personId"}, NotWant: []string{`"short"`}},
		{Name: "users are listed in pages", As: "administrator", URL: "/users?limit=2", Status: 200, Want: []string{`"nextCursor":"`}, NotWant: []string{"argon2"}},
		{Name: "an edit must name its version", As: "administrator", Method: "PUT", URL: "/users/2",
			Body: `{"name":"X","roles":["planner"],"siteIds":null,"disabled":false}`, Status: 428, Want: []string{"precondition_required"}},
		{Name: "the log tells of it", As: "administrator", URL: "/audit?action=user.create", Status: 200, Want: []string{"eve@example.com"}, NotWant: []string{"lantern"}},
		{Name: "and of nobody else's doing", As: "administrator", URL: "/audit?action=user.create&userId=987654", Status: 200, Want: []string{`"items":[]`}},
		{Name: "nor of what was done before anybody was here", As: "administrator", URL: "/audit?until=2001-01-01T00:00:00Z", Status: 200, Want: []string{`"items":[]`}},
		{Name: "an instant that is none", As: "administrator", URL: "/audit?from=yesterday", Status: 422, Want: []string{"query.from"}},
		{Name: "a planner does not read the log", As: "planner", URL: "/audit", Status: 403},
	})
}
