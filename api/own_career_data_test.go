package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-01: what fails its gates names nobody; averages by tenure stand in.
func TestEarlyWarningThatFailsItsGatesShowsAveragesAlone(t *testing.T) {
	c := newCentre(t)
	all := systemScope()
	people, err := c.Workforce.People.Find(t.Context(), all, workforce.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	to := grid.DateOf(c.Warnings.Now().UTC())
	var months []risk.Month
	for i, p := range people {
		for back := 2; back < 24; back++ {
			m := to.AddDays(-30 * back)
			months = append(months, risk.Month{Code: p.Code, Month: fmt.Sprintf("%04d-%02d", m.Year, m.Month), Facts: risk.Facts{Nights: 0.5}})
		}
		if _, err := c.Employments.Record(t.Context(), all, p.ID, attrition.Event{Kind: attrition.Hired, Day: to.AddDays(-800)}); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			left := attrition.Event{Kind: attrition.Left, Day: to.AddDays(-400), ExitKind: attrition.Voluntary, Reason: "pay"}
			if _, err := c.Employments.Record(t.Context(), all, p.ID, left); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.Warnings.KeepMonths(t.Context(), all, months); err != nil {
		t.Fatal(err)
	}
	c.play(t, Scenario{As: "hr", Method: http.MethodPut, URL: "/warnings/switch", Body: `{"on":true,"reason":"Agreed with the works council"}`, Status: 200})
	w := decoded[api.WarningModel](t, c.play(t, Scenario{As: "hr", Method: http.MethodPost, URL: "/warnings/models", Header: map[string]string{"Idempotency-Key": "learn-of-averages"}, Status: 201}))
	if w.Shown || len(w.Averages) == 0 {
		t.Fatalf("model %+v; want averages that are called so", w)
	}
	c.play(t, Scenario{As: "hr", URL: "/warnings/people", Status: 200, Want: []string{`"items":[]`}})
	c.play(t, Scenario{As: "hr", URL: "/warnings/views", Status: 200, Want: []string{`"items":[]`}})
}

// 004-08: everybody may take away what is kept of them, and only of them.
func TestOneTakesAwayOnesOwnCareerData(t *testing.T) {
	c := newCentre(t)
	c.play(t, Scenario{As: "hr", URL: "/me/career-data", Status: 403})
	own := decoded[api.OwnCareerData](t, c.play(t, Scenario{As: "agent", URL: "/me/career-data", Status: 200, WantTop: map[string]string{"Content-Disposition": "my-career.json"}}))
	if own.Path.PersonID != c.seeded.Ann {
		t.Fatalf("of nobody: %+v", own)
	}
	people, err := c.Workforce.People.Find(t.Context(), systemScope(), workforce.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var months []risk.Month
	for _, p := range people {
		months = append(months, risk.Month{Code: p.Code, Month: "2026-02", Facts: risk.Facts{Nights: float64(p.ID)}})
	}
	if err := c.Warnings.KeepMonths(t.Context(), systemScope(), months); err != nil {
		t.Fatal(err)
	}
	own = decoded[api.OwnCareerData](t, c.play(t, Scenario{As: "agent", URL: "/me/career-data", Status: 200}))
	if m := own.Warning.Months; len(m) != 1 || m[0].Nights != float64(own.Path.PersonID) {
		t.Errorf("months %+v; want one's own of %d people's", m, len(people))
	}
}
