package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
)

const voiceMonth = "from=2026-02-23&to=2026-03-01"

// hearing gives the centre a programme of its vendor, a tree and contacts of the vendor
// and of the owner.
func (c *centre) hearing(t *testing.T) (reason int64) {
	t.Helper()
	post := func(url, body string, status int, header map[string]string, want ...string) string {
		return c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: url, Body: body, Status: status, Header: header, Want: want})
	}
	post("/programmes", fmt.Sprintf(`{"employerId":%d,"siteId":%d,"code":"ACME-1","name":"Acme","mode":"simple_call","motive":"","businessCase":"","queues":[],"from":"2026-01-01"}`, c.seeded.Vendor, c.seeded.London), 201, nil)
	made := decoded[api.VoiceReason](t, post("/voice/reasons", voiceReasonBody("LATE", 0), 201, nil))
	var file strings.Builder
	file.WriteString("id,time,text,programme,customer,satisfaction\n")
	for i := range 12 {
		fmt.Fprintf(&file, "V%02d,2026-02-2%dT09:00:00Z,my parcel is late again,ACME-1,c%d,good\n", i, 3+i%5, i)
		fmt.Fprintf(&file, "O%02d,2026-02-2%dT09:00:00Z,the owner's secret word ann@example.com,,c%d,\n", i, 3+i%5, i)
	}
	csv := map[string]string{"Content-Type": "text/csv"}
	post("/voice/contacts/import?dryRun=true", file.String(), 200, csv, `"added":24`, `"dryRun":true`)
	post("/voice/contacts/import", file.String(), 200, csv, `"added":24`, `"filed":12`, `"masked":12`)
	post("/voice/contacts/import", file.String(), 200, csv, `"added":0`, `"unchanged":24`)
	post("/voice/orders/import", "day,orders\n2026-02-23,1000\n", 200, csv, `"days":1,"changed":1`)
	return made.ID
}

func voiceReasonBody(code string, parent int64) string {
	return fmt.Sprintf(`{"parentId":%d,"code":%q,"name":"Late parcel","nameZh":"包裹晚到","driver":"expectation","words":["parcel","late"],"retired":false}`, parent, code)
}

const usualTerms = `{"currency":"CNY","hourMinor":6000,"departments":[{"name":"Logistics","head":"Liu"}],"clocks":{"critical":{"replyHours":4,"solveDays":7},"high":{"replyHours":24,"solveDays":21},"normal":{"replyHours":72,"solveDays":60}}}`

// assuming is terms with an assumption of how many customers leave after what was not
// solved.
func assuming(unsolved string) string {
	return strings.TrimSuffix(usualTerms, "}") + `,"worth":{"valueMinor":60000,"solved":{"low":0.05,"likely":0.1,"high":0.15},"unsolved":` + unsolved + `,"source":"a guess","grade":"D"}}`
}

// 002-10, 003-21, 003-08, 001-22, 001-25: from a file to a closed problem.
func TestTheVoiceOfCustomersFromFileToProblem(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		reason := c.hearing(t)
		problem := fmt.Sprintf(`{"title":"Parcels come late","detail":"","department":"Logistics","severity":"high","reasonId":%d,"programmeId":0}`, reason)
		one := func(version int) map[string]string {
			return map[string]string{"If-Match": fmt.Sprintf(`"%d"`, version)}
		}
		c.run(t, []Scenario{
			{Name: "usual clocks", As: "vendor_manager", URL: "/voice/terms", Status: 200, Want: []string{`"version":0`, `"critical":{"replyHours":4,"solveDays":7}`}},
			{Name: "terms", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(0), Body: usualTerms, Status: 200, Want: []string{`"version":1`}},
			{Name: "terms that others changed", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(0), Body: usualTerms, Status: 412, Want: []string{`"code":"stale"`}},
			{Name: "terms without a clock", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(1), Body: strings.Replace(usualTerms, `"replyHours":4`, `"replyHours":0`, 1), Status: 422},
			{Name: "a department for a reason that is none", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(1), Body: strings.Replace(usualTerms, `"head":"Liu"`, `"head":"Liu","reasons":[99]`, 1), Status: 422, Want: []string{"body.departments[0].reasons[0]"}},
			{Name: "a department for a reason", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(1), Body: strings.Replace(usualTerms, `"head":"Liu"`, fmt.Sprintf(`"head":"Liu","reasons":[%d]`, reason), 1), Status: 200, Want: []string{fmt.Sprintf(`"reasons":[%d]`, reason)}},
			{Name: "the tree", As: "vendor_manager", URL: "/voice/reasons", Status: 200, Want: []string{`"code":"LATE"`, `"nameZh":"包裹晚到"`}},
			{Name: "a code twice", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/reasons", Body: voiceReasonBody("LATE", 0), Status: 409, Want: []string{`"code":"duplicate"`}},
			{Name: "under nothing", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/reasons", Body: voiceReasonBody("X", 99), Status: 422, Want: []string{"body.parentId"}},
			{Name: "changed", As: "vendor_manager", Method: http.MethodPut, URL: fmt.Sprintf("/voice/reasons/%d", reason), Header: one(1), Body: voiceReasonBody("LATE", 0), Status: 200, Want: []string{`"version":2`}},
			{Name: "contacts of a reason", As: "vendor_manager", URL: fmt.Sprintf("/voice/contacts?%s&reasonId=%d", voiceMonth, reason), Status: 200, Want: []string{`"filed":"words"`, `"V11"`}, NotWant: []string{"secret"}},
			{Name: "without a reason", As: "vendor_manager", URL: "/voice/contacts?unfiled=true&" + voiceMonth, Status: 200, Want: []string{"secret word [mail]"}, NotWant: []string{"example.com", "parcel"}},
			{Name: "filed by hand", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/contacts/2/reason", Body: fmt.Sprintf(`{"reasonId":%d}`, reason), Status: 200, Want: []string{`"filed":"person"`}},
			{Name: "under no reason that there is", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/contacts/2/reason", Body: `{"reasonId":99}`, Status: 404},
			{Name: "report", As: "vendor_manager", URL: "/voice/report?" + voiceMonth, Status: 200, Want: []string{`"goal":"prevent"`, `"goal":"solve_fast"`, `"goal":"most_satisfied"`, `"contacts":24`, `"few":false`}},
			{Name: "what it costs, and nothing that is assumed", As: "vendor_manager", URL: "/voice/value?" + voiceMonth, Status: 200, Want: []string{`"currency":"CNY"`, `"costMinor":`, `"outcomes":{"cases":`}, NotWant: []string{"kept", "atRisk", "worth"}},
			{Name: "an assumption that cannot be", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(2), Body: assuming(`{"low":0.4,"likely":0.3,"high":0.5}`), Status: 422, Want: []string{`"body.worth.unsolved.low"`}},
			{Name: "that drives customers away by solving", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(2), Body: assuming(`{"low":0.01,"likely":0.02,"high":0.03}`), Status: 422, Want: []string{`"body.worth.unsolved.likely"`}},
			{Name: "an assumption", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/terms", Header: one(2), Body: assuming(`{"low":0.2,"likely":0.3,"high":0.4}`), Status: 200, Want: []string{`"grade":"D"`}},
			{Name: "what follows from it", As: "vendor_manager", URL: "/voice/value?" + voiceMonth, Status: 200, Want: []string{`"kept":{"low":`, `"atRisk":{"low":`, `"source":"a guess"`}},
			{Name: "of a period that ends before it begins", As: "vendor_manager", URL: "/voice/value?from=2026-03-01&to=2026-02-01", Status: 422},
			{Name: "a period that ends before it begins", As: "vendor_manager", URL: "/voice/report?from=2026-03-01&to=2026-02-01", Status: 422},
			{Name: "a wrong row", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/contacts/import", Body: "id,time,text\nA,soon,b\n", Header: map[string]string{"Content-Type": "text/csv"}, Status: 422, Want: []string{`"code":"unreadable"`, "file:2:"}},
			{Name: "wrong orders", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/orders/import", Body: "day,orders\n2026-02-23,-1\n", Header: map[string]string{"Content-Type": "text/csv"}, Status: 422, Want: []string{"file:2:orders"}},
			{Name: "a run", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/runs", Body: `{"from":"2026-02-23","to":"2026-03-01","programmeId":0,"seed":1}`, Status: 202, Want: []string{`"done":false`}},
			{Name: "a run without days", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/runs", Body: `{"from":"2026-03-23","to":"2026-03-01","programmeId":0,"seed":1}`, Status: 422},
		})
		if _, err := c.Voice.Cluster(t.Context(), systemScope(), 1); err != nil {
			t.Fatal(err)
		}
		c.run(t, []Scenario{
			{Name: "runs", As: "vendor_manager", URL: "/voice/runs", Status: 200, Want: []string{`"done":true`}},
			{Name: "topics", As: "vendor_manager", URL: "/voice/runs/1", Status: 200, Want: []string{`"size":12`, `"examples":[{`}},
			{Name: "named", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/topics/1/name", Header: one(1), Body: `{"name":"Late"}`, Status: 200, Want: []string{`"name":"Late"`}},
			{Name: "named on an old page", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/topics/1/name", Header: one(1), Body: `{"name":"Later"}`, Status: 412},
			{Name: "contacts of a topic", As: "vendor_manager", URL: "/voice/contacts?topicId=1&" + voiceMonth, Status: 200, Want: []string{`"items":[{`}},
			{Name: "a word that the topic has not", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/topics/2/reason", Body: fmt.Sprintf(`{"reasonId":%d,"over":false,"learn":true,"words":["nonsense"]}`, reason), Status: 422, Want: []string{"body.words[0]"}},
			{Name: "filed", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/topics/2/reason", Body: fmt.Sprintf(`{"reasonId":%d,"over":false,"learn":false}`, reason), Status: 200, Want: []string{`"filed":`}},
			{Name: "joined with itself", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/topics/1/join", Body: `{"otherId":1}`, Status: 409, Want: []string{`"code":"quality_rule"`}},
			{Name: "joined", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/topics/1/join", Body: `{"otherId":2}`, Status: 200, Want: []string{`"size":24`}},
			{Name: "a problem", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems", Body: problem, Status: 201, Want: []string{`"state":"open"`, `"step":"opened"`}},
			{Name: "of an unknown department", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems", Body: strings.Replace(problem, "Logistics", "Nobody", 1), Status: 422, Want: []string{"body.department"}},
			{Name: "of no reason", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems", Body: strings.Replace(problem, `"reasonId":`, `"reasonId":9`, 1), Status: 422, Want: []string{"body.reasonId"}},
			{Name: "board", As: "vendor_manager", URL: "/voice/problems", Status: 200, Want: []string{`"name":"Logistics","head":"Liu","open":1`, `"ages":[1,0,0,0]`}},
			{Name: "written anew", As: "vendor_manager", Method: http.MethodPut, URL: "/voice/problems/1", Header: one(1), Body: `{"title":"Late","detail":"d","department":"Logistics","severity":"critical"}`, Status: 200, Want: []string{`"severity":"critical"`}},
			{Name: "closed at once", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems/1/steps", Header: one(2), Body: `{"step":"closed","text":"done"}`, Status: 409, Want: []string{`"code":"quality_rule"`, `"code":"other_step"`}},
			{Name: "a cause without words", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems/1/steps", Header: one(2), Body: `{"step":"cause","text":" "}`, Status: 422, Want: []string{"body.text"}},
			{Name: "accepted", As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems/1/steps", Header: one(2), Body: `{"step":"accepted","text":""}`, Status: 200, Want: []string{`"state":"accepted"`}},
			{Name: "one problem", As: "vendor_manager", URL: "/voice/problems/1", Status: 200, Want: []string{`"name":"vendor_manager","step":"accepted"`}},
			{Name: "no such problem", As: "vendor_manager", URL: "/voice/problems/99", Status: 404},
		})
	}, "vendor_manager", "vendor_coordinator")
}

// A coordinator meets the own employer's contacts alone, and changes nothing; others
// without the permission meet nothing.
func TestACoordinatorHearsHisOwnCustomersAlone(t *testing.T) {
	c := newCentre(t)
	reason := c.hearing(t)
	problem := fmt.Sprintf(`{"title":"Late","detail":"","department":"Logistics","severity":"high","reasonId":%d,"programmeId":0}`, reason)
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/voice/problems", Body: problem, Status: 201})
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/voice/runs", Body: `{"from":"2026-02-23","to":"2026-03-01","programmeId":0,"seed":1}`, Status: 202})
	if _, err := c.Voice.Cluster(context.Background(), systemScope(), 1); err != nil {
		t.Fatal(err)
	}
	csv, match := map[string]string{"Content-Type": "text/csv"}, map[string]string{"If-Match": `"1"`}
	run := []Scenario{
		{Name: "his contacts", URL: "/voice/contacts?" + voiceMonth, Status: 200, Want: []string{"parcel"}, NotWant: []string{"secret", `"O01"`}},
		{Name: "those without a reason", URL: "/voice/contacts?unfiled=true&" + voiceMonth, Status: 200, Want: []string{`"items":[]`}},
		{Name: "those of a topic of everybody's", URL: "/voice/contacts?topicId=1&" + voiceMonth, Status: 404},
		{Name: "his report", URL: "/voice/report?" + voiceMonth, Status: 200, Want: []string{`"contacts":12`, `"orders":0`}, NotWant: []string{`"contacts":24`, "costMinor", "per1000\""}},
		{Name: "terms without prices", URL: "/voice/terms", Status: 200, Want: []string{`"hourMinor":0`}, NotWant: []string{"worth"}},
		{Name: "what it is worth", URL: "/voice/value?" + voiceMonth, Status: 403, NotWant: []string{"cases"}},
		{Name: "runs of everybody's", URL: "/voice/runs", Status: 200, Want: []string{`"items":[]`}},
		{Name: "one of them", URL: "/voice/runs/1", Status: 404},
		{Name: "the owner's problems", URL: "/voice/problems", Status: 200, Want: []string{`"problems":[]`, `"departments":[]`}},
		{Name: "one of them by number", URL: "/voice/problems/1", Status: 404},
	}
	for i := range run {
		run[i].As = "vendor_coordinator"
	}
	c.run(t, run)
	writes := []Scenario{
		{Method: http.MethodPut, URL: "/voice/terms", Body: usualTerms, Header: map[string]string{"If-Match": `"0"`}},
		{Method: http.MethodPost, URL: "/voice/reasons", Body: voiceReasonBody("Y", 0)},
		{Method: http.MethodPut, URL: fmt.Sprintf("/voice/reasons/%d", reason), Body: voiceReasonBody("LATE", 0), Header: match},
		{Method: http.MethodPost, URL: "/voice/contacts/import", Body: "id,time,text\n", Header: csv},
		{Method: http.MethodPost, URL: "/voice/orders/import", Body: "day,orders\n", Header: csv},
		{Method: http.MethodPut, URL: "/voice/contacts/1/reason", Body: `{"reasonId":0}`},
		{Method: http.MethodPost, URL: "/voice/runs", Body: `{"from":"2026-02-23","to":"2026-03-01","programmeId":0,"seed":1}`},
		{Method: http.MethodPut, URL: "/voice/topics/1/name", Body: `{"name":"x"}`, Header: match},
		{Method: http.MethodPost, URL: "/voice/topics/1/join", Body: `{"otherId":2}`},
		{Method: http.MethodPost, URL: "/voice/topics/1/reason", Body: fmt.Sprintf(`{"reasonId":%d,"over":true,"learn":false}`, reason)},
		{Method: http.MethodPost, URL: "/voice/problems", Body: problem},
		{Method: http.MethodPut, URL: "/voice/problems/1", Body: `{"title":"x","detail":"","department":"y","severity":"high"}`, Header: match},
		{Method: http.MethodPost, URL: "/voice/problems/1/steps", Body: `{"step":"accepted","text":""}`, Header: match},
	}
	reads := []string{"/voice/terms", "/voice/reasons", "/voice/contacts?" + voiceMonth, "/voice/report?" + voiceMonth, "/voice/runs", "/voice/runs/1", "/voice/problems", "/voice/problems/1"}
	for _, w := range writes {
		for _, who := range []string{"vendor_coordinator", "planner", "agent", "hr"} {
			w.As, w.Status = who, 403
			c.play(t, w)
		}
		w.As, w.Status = "", 401
		c.play(t, w)
	}
	for _, url := range reads {
		c.play(t, Scenario{As: "agent", URL: url, Status: 403})
		c.play(t, Scenario{As: "hr", URL: url, Status: 403})
		c.play(t, Scenario{URL: url, Status: 401})
	}
}
