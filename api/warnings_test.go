package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
)

// 004-01: HR alone reads early warning, and nothing is said of anybody while it is off.
func TestEarlyWarningIsOffAndForHRAlone(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		key := map[string]string{"Idempotency-Key": "warnings-of-march"}
		c.play(t, Scenario{As: "hr", URL: "/warnings", Status: 200, Want: []string{`"on":false`, `"distribution":[]`}, NotWant: []string{`"model"`}})
		c.play(t, Scenario{As: "hr", URL: "/warnings/people", Status: 409, Want: []string{"warning_off"}})
		c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/warnings/models", Header: key, Status: 409, Want: []string{"warning_off"}})
		c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: "/warnings/switch", Body: `{"on":true,"reason":"yes"}`, Status: 422})
		c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: "/warnings/switch", Body: `{"on":true,"reason":"Agreed with the works council"}`, Status: 200, Want: []string{`"on":true`, "works council"}})
		c.play(t, Scenario{
			As: "hr", Method: http.MethodPost, URL: "/warnings/models", Header: map[string]string{"Idempotency-Key": "warnings-of-april"}, Status: 201,
			Want: []string{`"shown":false`, `"why":"no month is known of anybody"`},
		})
		c.play(t, Scenario{As: "hr", URL: "/warnings/people", Status: 200, Want: []string{`"items":[]`}})
		c.play(t, Scenario{
			As: "hr", Method: http.MethodPost, URL: "/warnings/people/999999/talks", Body: `{"outcome":"talked","note":""}`,
			Header: map[string]string{"Idempotency-Key": "talk-to-nobody"}, Status: 404,
		})
		c.play(t, Scenario{
			As: "hr", Method: http.MethodPost, URL: fmt.Sprintf("/warnings/people/%d/talks", c.seeded.Ann), Body: `{"outcome":"agreed","note":"fewer nights"}`,
			Header: map[string]string{"Idempotency-Key": "talk-to-ann"}, Status: 201, Want: []string{`"outcome":"agreed"`},
		})
		// Whom it concerns reads what is kept, and what came of conversations.
		c.play(t, Scenario{
			As: "agent", URL: "/me/career-data", Status: 200, Want: []string{`"warning"`, "fewer nights", `"evidence":[]`},
			WantTop: map[string]string{"Content-Disposition": `attachment; filename="my-career.json"`},
		})
		c.play(t, Scenario{As: "hr", URL: "/me/career-data", Status: 403})
		for _, role := range auth.Roles() {
			if slices.Contains(auth.Permissions(role), auth.ReadRisk) {
				continue
			}
			for _, url := range []string{"/warnings", "/warnings/people", "/warnings/views"} {
				c.play(t, Scenario{Name: string(role) + url, As: string(role), URL: url, Status: 403, NotWant: []string{"works council", "chance"}})
			}
		}
	})
}
