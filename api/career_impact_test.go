package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
)

// 004-08, 004-18: the assessment tells how things are now, counts people and names nobody;
// what people say to it is kept by version, and is for who keeps careers alone.
func TestTheImpactAssessmentTellsHowThingsAre(t *testing.T) {
	const at = "/career-impact-assessment"
	words := func(basis string) string {
		return `{"basis":"` + basis + `","advice":"","views":"The works council agrees.","left":""}`
	}
	eachCentre(t, func(t *testing.T, c *centre) {
		people := c.climbers(t, 24)
		first := c.play(t, Scenario{As: "hr", URL: at, Status: 200, NotWant: []string{"Climber"}, WantTop: map[string]string{"ETag": `"0"`}})
		r := decoded[api.CareerImpact](t, first)
		activity := func(name string) api.ImpactActivity {
			i := slices.IndexFunc(r.Activities, func(a api.ImpactActivity) bool { return a.Activity == name })
			return r.Activities[i]
		}
		if a := activity("ladders"); a.People != len(people) || a.Oldest == nil || !slices.Contains(a.Readers, "supervisor") {
			t.Errorf("ladders are %+v, want %d people", a, len(people))
		}
		if a := activity("early_warning"); a.On || a.Months != 24 || !slices.Equal(a.Readers, []string{"hr"}) {
			t.Errorf("early warning is %+v, want it off and for HR alone", a)
		}
		if !strings.Contains(first, `"measure":"groups_compared","standing":"fails"`) {
			t.Errorf("no group was compared, and it says %s", first)
		}
		c.protect(t, "sex", people, []string{"women", "men"}, 12, 12)
		c.run(t, []Scenario{
			{Name: "groups are compared", As: "hr", URL: "/career-fairness", Status: 200},
			{Name: "early warning is switched on", As: "hr", Method: http.MethodPut, URL: "/warnings/switch", Body: `{"on":true,"reason":"agreed with the council"}`, Status: 200},
			{Name: "it tells", As: "hr", URL: at, Status: 200, Want: []string{`"measure":"groups_compared","standing":"holds"`, `"said":"agreed with the council"`, `"activity":"groups","on":true,"people":24`}, NotWant: []string{"women"}},
			{Name: "without a version", As: "hr", Method: http.MethodPut, URL: at, Body: words("consent"), Status: 428},
			{Name: "too long", As: "hr", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"0"`}, Body: words(strings.Repeat("a", 8001)), Status: 422, Want: []string{`"body.basis"`}},
			{Name: "nothing of it is kept", As: "hr", URL: at, Status: 200, Want: []string{`"version":0`}},
			{Name: "words", As: "hr", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"0"`}, Body: words("a works agreement"), Status: 200, Want: []string{`"version":1`, `"basis":"a works agreement"`, `"changedBy":"hr"`}},
			{Name: "over another's", As: "administrator", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"0"`}, Body: words("mine"), Status: 412, Want: []string{`"code":"stale"`}},
			{Name: "and changed", As: "administrator", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"1"`}, Body: words("a law"), Status: 200, Want: []string{`"version":2`}},
			{Name: "written down", As: "administrator", URL: "/audit?action=impact.words", Status: 200, Want: []string{`"detail":{"version":2}`, `"detail":{"version":1}`}},
		})
		for _, role := range auth.Roles() {
			if !slices.Contains(auth.Permissions(role), auth.ManageCareers) {
				c.play(t, Scenario{Name: string(role), As: string(role), URL: at, Status: 403, NotWant: []string{"works"}})
				c.play(t, Scenario{Name: string(role), As: string(role), Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"2"`}, Body: words("x"), Status: 403})
			}
		}
	})
}
