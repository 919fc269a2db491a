package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/internal/audit"
	"github.com/muster-wfm/muster/internal/auth"
)

// 004-08: HR writes groups by a file, whole or not at all; nobody else may, and no
// answer tells anything of what was kept before.
func TestGroupsComeByAFileAndNeverComeBack(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		c.climbers(t, 24)
		const url = "/protected-attributes/import"
		csv := map[string]string{"Content-Type": "text/csv"}
		lines := []string{"code,attribute,group"}
		for i := range 24 {
			lines = append(lines, fmt.Sprintf("CL%03d,education,%s", i, []string{"college", "school"}[i%2]))
		}
		file := strings.Join(lines, "\n")
		send := func(query, body string, want ...string) string {
			t.Helper()
			return c.play(t, Scenario{As: "hr", Method: "POST", URL: url + query, Body: body, Header: csv, Status: 200, Want: want, NotWant: []string{"CL003", "Climber"}})
		}
		kept := func() bool {
			t.Helper()
			return strings.Contains(c.play(t, Scenario{As: "hr", URL: "/career-fairness", Status: 200, NotWant: []string{"CL003", "Climber"}}), "college")
		}
		send("?dryRun=true", file, `"written":false`, `"name":"college","people":12`, `"faults":[]`)
		if kept() {
			t.Error("a dry run wrote")
		}
		send("", file+"\nNOBODY,education,school", `"written":false`, `"line":26`, `"kind":"no_person"`, `"attributes":[]`)
		if kept() {
			t.Error("a file with a wrong line wrote")
		}
		first := send("?dryRun=true", file)
		send("", file, `"written":true`)
		if !kept() {
			t.Error("nothing was written")
		}
		if again := send("?dryRun=true", file); again != first {
			t.Errorf("the same file tells what is kept:\n%s\n%s", first, again)
		}
		guess := strings.ReplaceAll(file, "school", "college")
		send("?dryRun=true", guess, `"name":"college","people":24`, `"removed":0`)
		send("", "code,attribute,group\nCL000,education,", `"written":true`, `"removed":1`)
		c.play(t, Scenario{As: "hr", Method: "POST", URL: url, Body: "a,b\n", Header: csv, Status: 200, Want: []string{`"kind":"no_column"`, `"column":"attribute"`}})
		c.play(t, Scenario{As: "hr", Method: "POST", URL: url, Body: "", Header: csv, Status: 422, Want: []string{`"code":"unreadable"`}})

		entries, err := c.Audit.List(t.Context(), systemScope(), audit.Query{Action: "protected.put", Limit: 20})
		if err != nil || len(entries) != 2 {
			t.Errorf("%d files are recorded, want 2 (%v)", len(entries), err)
		}
		for _, role := range auth.Roles() {
			if !slices.Contains(auth.Permissions(role), auth.ManageCareers) {
				c.play(t, Scenario{Name: string(role), As: string(role), Method: "POST", URL: url, Body: file, Header: csv, Status: 403, NotWant: []string{"college"}})
			}
		}
	})
}
