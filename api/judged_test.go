package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
)

// judged is a centre with a published form, a grader of the owner's and one of the
// vendor's, and contacts of an own agent and of a vendor's.
type judged struct {
	*centre
	form, owner, vendor int64
}

const contactRows = 40

func (c *centre) judging(t *testing.T) *judged {
	t.Helper()
	j := &judged{centre: c}
	post := func(as, url, body string, header map[string]string) string {
		return c.play(t, Scenario{As: as, Method: http.MethodPost, URL: url, Body: body, Status: 201, Header: header})
	}
	made := decoded[api.QualityForm](t, post("vendor_manager", "/quality-forms", `{"code":"call","name":"Call","channel":"voice","passFrom":80,"items":[`+
		`{"key":"solved","text":"Solved","textZh":"解决","behaviour":false,"criticality":"customer","fatal":false,"weight":2,"best":1},`+
		`{"key":"listen","text":"Listened","textZh":"","behaviour":true,"criticality":"non","fatal":false,"weight":1,"best":2}]}`, nil))
	if made.Items[0].Key != "listen" {
		t.Errorf("items begin with %s, want behaviour first (001-07)", made.Items[0].Key)
	}
	j.form = made.ID
	c.play(t, Scenario{
		As: "vendor_manager", Method: http.MethodPost, URL: fmt.Sprintf("/quality-forms/%d/publication", j.form), Header: map[string]string{"If-Match": `"1"`}, Status: 200,
		Want: []string{`"state":"published"`},
	})
	j.owner, j.vendor = j.grader(t, "vendor_manager"), j.grader(t, "vendor_coordinator")
	var file strings.Builder
	file.WriteString("id,time,agent,stratum,link\n")
	for i := range contactRows {
		agent, stratum := []string{"P1", "P2"}[i%2], []string{"billing", "complaint"}[i/2%2]
		fmt.Fprintf(&file, "c%03d,2026-03-%02dT09:00:00Z,%s,%s,https://recordings.example/c%03d\n", i, 2+i%20, agent, stratum, i)
	}
	c.play(t, Scenario{
		As: "vendor_manager", Method: http.MethodPost, URL: "/quality-contacts/import?dryRun=true", Body: file.String(), Status: 200,
		Header: map[string]string{"Content-Type": "text/csv"}, Want: []string{`"added":40`, `"dryRun":true`},
	})
	for _, want := range []string{`"added":40`, `"added":0,"known":40`} { // the same file again changes nothing
		c.play(t, Scenario{
			As: "vendor_manager", Method: http.MethodPost, URL: "/quality-contacts/import", Body: file.String(), Status: 200,
			Header: map[string]string{"Content-Type": "text/csv"}, Want: []string{want},
		})
	}
	return j
}

// grader makes a user of the test centre a grader.
func (j *judged) grader(t *testing.T, role string) int64 {
	t.Helper()
	me := decoded[api.Me](t, j.play(t, Scenario{As: role, URL: "/session", Status: 200}))
	body := fmt.Sprintf(`{"userId":%d,"teamId":0,"bench":false,"active":true}`, me.UserID)
	return decoded[api.Grader](t, j.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-graders", Body: body, Status: 200})).ID
}

func (j *judged) sample(purpose string, employer int64, total int, graders ...int64) string {
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint(graders), " ", ","), "[]")
	return fmt.Sprintf(`{"name":"March","purpose":%q,"formId":%d,"employerId":%d,"from":"2026-03-01","to":"2026-03-31","zone":"UTC","total":%d,"graderIds":[%s],"seed":7}`, purpose, j.form, employer, total, list)
}

// gradeAll judges everything on the worklist of a role; every n-th contact was not solved.
func (j *judged) gradeAll(t *testing.T, role string, n int) (last int64) {
	t.Helper()
	list := decoded[api.PageOf[api.WorklistItem]](t, j.play(t, Scenario{As: role, URL: "/quality-worklist", Status: 200}))
	for i, item := range list.Items {
		solved := 1
		if i%n == 0 {
			solved = 0
		}
		body := fmt.Sprintf(`{"answers":[{"item":"listen","grade":2},{"item":"solved","grade":%d}],"note":""}`, solved)
		e := decoded[api.JudgedContact](t, j.play(t, Scenario{As: role, Method: http.MethodPost, URL: fmt.Sprintf("/quality-worklist/%d/evaluation", item.ID), Body: body, Status: 201}))
		last = e.ID
	}
	return last
}

// 001-09, 001-23: contacts are drawn, judged and compared, own staff beside the vendor;
// 003-06: who judges has the recording before him, and says where in it the evidence is.
func TestContactsAreDrawnJudgedAndCompared(t *testing.T) {
	eachCentre(t, func(t *testing.T, c *centre) {
		j := c.judging(t)
		c.play(t, Scenario{
			As: "vendor_manager", Method: http.MethodPost, URL: "/quality-sample-plans", Body: j.sample("estimate", 0, 20, j.owner), Status: 200,
			Want: []string{`"draw":20`, `"halfWidth":0.`, `"contacts":10`},
		})
		c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", 0, 40, j.owner), Status: 201, Want: []string{`"waiting":40`}})
		c.play(t, Scenario{As: "vendor_manager", URL: "/quality-worklist/1", Status: 200, Want: []string{`"link":"https://recordings.example/c0`}})
		c.play(t, Scenario{
			As: "vendor_manager", Method: http.MethodPost, URL: "/quality-worklist/1/evaluation", Status: 201,
			Body: `{"answers":[{"item":"listen","grade":2,"atS":42,"note":"lets him finish"},{"item":"solved","grade":1}],"note":""}`,
		})
		c.play(t, Scenario{As: "vendor_manager", URL: "/quality-evaluations/1", Status: 200, Want: []string{`"note":"lets him finish"`, `"atS":42`}})
		c.play(t, Scenario{
			Name: "what waits is not drawn again", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", 0, 5, j.owner), Status: 422,
			Want: []string{"no contact to draw from"},
		})
		id := j.gradeAll(t, "vendor_manager", 4)
		own := fmt.Sprint(c.seeded.Own)
		c.run(t, []Scenario{
			{Name: "both in the comparison", As: "vendor_manager", URL: "/quality-standings?from=2026-03-01&to=2026-03-31", Status: 200, Want: []string{`"judged":40`, `"employerId":` + own, `"rankLo":1`, `"funnel":{`, `"better":[[0.5,`}},
			{Name: "the vendor sees himself", As: "vendor_coordinator", URL: "/quality-standings?from=2026-03-01&to=2026-03-31", Status: 200, Want: []string{`"judged":20`, `"better":[]`}, NotWant: []string{`"employerId":` + own}},
			{Name: "charts of both", As: "vendor_manager", URL: "/quality-charts?from=2026-03-01&to=2026-03-31", Status: 200, Want: []string{`"employerId":` + own, `"kind":"risk_sum"`}},
			{Name: "charts of his own", As: "vendor_coordinator", URL: "/quality-charts?from=2026-03-01&to=2026-03-31", Status: 200, NotWant: []string{`"employerId":` + own}},
			{Name: "judged twice", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-worklist/1/evaluation", Body: `{"answers":[{"item":"listen","grade":2},{"item":"solved","grade":1}],"note":""}`, Status: 409, Want: []string{`"code":"already_done"`}},
			{Name: "one opened", As: "vendor_manager", URL: fmt.Sprintf("/quality-evaluations/%d", id), Status: 200, Want: []string{`"answers":[{"item":"listen"`, `"appeals":[]`}},
			{Name: "no window", As: "vendor_manager", URL: "/quality-standings?from=2026-03-02&to=2026-03-01", Status: 422, Want: []string{"query.to"}},
			{Name: "an agent does not compare", As: "agent", URL: "/quality-standings?from=2026-03-01&to=2026-03-31", Status: 403},
			{Name: "watching raises what is outside, once", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-alarms?from=2026-03-01&to=2026-03-31", Status: 200, Want: []string{`"raised":0`}},
		})
	}, "vendor_manager", "vendor_coordinator", "agent")
}

// A coordinator's scope: what is of another employer does not exist.
func TestACoordinatorMeetsHisOwnVendorAlone(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", 0, 40, j.owner), Status: 201})
	j.gradeAll(t, "vendor_manager", 4)
	all := decoded[api.PageOf[api.JudgedContact]](t, c.play(t, Scenario{As: "vendor_manager", URL: "/quality-evaluations", Status: 200}))
	theirs, ours := int64(0), int64(0)
	for _, e := range all.Items {
		if e.EmployerID == c.seeded.Vendor {
			theirs = e.ID
		} else {
			ours = e.ID
		}
	}
	appeal := `{"items":["solved"],"reason":"it was solved the day after"}`
	c.run(t, []Scenario{
		{Name: "his evaluations", As: "vendor_coordinator", URL: "/quality-evaluations", Status: 200, NotWant: []string{fmt.Sprintf(`"employerId":%d`, c.seeded.Own)}},
		{Name: "asked for another's", As: "vendor_coordinator", URL: fmt.Sprintf("/quality-evaluations?employer=%d", c.seeded.Own), Status: 200, Want: []string{`"items":[]`}},
		{Name: "another's by its number", As: "vendor_coordinator", URL: fmt.Sprintf("/quality-evaluations/%d", ours), Status: 404},
		{Name: "another's contested", As: "vendor_coordinator", Method: http.MethodPost, URL: fmt.Sprintf("/quality-evaluations/%d/appeals", ours), Body: appeal, Status: 404},
		{Name: "samples of everybody", As: "vendor_coordinator", URL: "/quality-samples", Status: 200, Want: []string{`"items":[]`}},
		{Name: "one of them", As: "vendor_coordinator", URL: "/quality-samples/1", Status: 404},
		{Name: "the owner's graders", As: "vendor_coordinator", URL: "/quality-graders", Status: 200, NotWant: []string{`"party":"owner"`}, Want: []string{`"party":"vendor"`}},
		{Name: "a sample of others", As: "vendor_coordinator", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Own, 5), Status: 403},
		{Name: "his own", As: "vendor_coordinator", URL: fmt.Sprintf("/quality-evaluations/%d", theirs), Status: 200},
		{Name: "his own contested", As: "vendor_coordinator", Method: http.MethodPost, URL: fmt.Sprintf("/quality-evaluations/%d/appeals", theirs), Body: appeal, Status: 201, Want: []string{`"party":"vendor"`, `"state":"open"`}},
		{Name: "once at a time", As: "vendor_coordinator", Method: http.MethodPost, URL: fmt.Sprintf("/quality-evaluations/%d/appeals", theirs), Body: appeal, Status: 409, Want: []string{`"code":"appeal_waits"`}},
		{Name: "who judged does not decide", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-appeals/1/decision", Header: map[string]string{"If-Match": `"1"`}, Body: `{"overturn":false,"answers":[],"reason":"heard again"}`, Status: 409, Want: []string{`"code":"involved"`}},
		{Name: "the vendor does not decide", As: "vendor_coordinator", Method: http.MethodPost, URL: "/quality-appeals/1/decision", Header: map[string]string{"If-Match": `"1"`}, Body: `{"overturn":false,"answers":[],"reason":"heard again"}`, Status: 403},
		{
			Name: "somebody outside does, and the score is restored", As: "administrator", Method: http.MethodPost, URL: "/quality-appeals/1/decision", Header: map[string]string{"If-Match": `"1"`},
			Body: `{"overturn":true,"answers":[{"item":"listen","grade":2},{"item":"solved","grade":1}],"reason":"the ticket shows it"}`, Status: 200, Want: []string{`"state":"overturned"`, `"pointsAfter":100`},
		},
		{Name: "what stood before is kept", As: "vendor_coordinator", URL: fmt.Sprintf("/quality-evaluations/%d", theirs), Status: 200, Want: []string{`"state":"corrected"`, `"points":100`, `"before":[{"item":"listen"`, `"pointsBefore":`}},
		{Name: "his own checks", As: "vendor_coordinator", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("own_check", c.seeded.Vendor, 5, j.vendor), Status: 201, Want: []string{`"waiting":5`}},
	})
	j.gradeAll(t, "vendor_coordinator", 100)
	c.play(t, Scenario{As: "vendor_manager", URL: "/quality-standings?from=2026-03-01&to=2026-03-31", Status: 200, Want: []string{`"judged":40`}}) // his own checks count for nothing else
}

// Graders do not judge their own vendor's people; linking sets hide whose work it is.
func TestNobodyJudgesHisOwnPeople(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	c.play(t, Scenario{
		As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Vendor, 10, j.vendor), Status: 409,
		Want: []string{`"code":"nobody_may_judge"`, "none of the graders may judge"},
	})
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("linking", c.seeded.Own, 8, j.owner, j.vendor), Status: 201, Want: []string{`"waiting":16`}})
	c.play(t, Scenario{As: "vendor_coordinator", URL: "/quality-worklist", Status: 200, Want: []string{`"kind":"linking"`, `"employerId":0`, `"agent":""`}, NotWant: []string{`"P1"`}})
	j.gradeAll(t, "vendor_manager", 2)
	j.gradeAll(t, "vendor_coordinator", 3)
	c.run(t, []Scenario{
		{Name: "calibrate", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-calibrations", Body: `{"weeks":52}`, Status: 201, Want: []string{`"contacts":8`, `"grades":16`, `"apart":[]`, `"severity":`, `"design":{"contacts":`, `"curve":[{"graders":1,`}},
		{Name: "the vendor sees his grader", As: "vendor_coordinator", URL: "/quality-calibrations", Status: 200, Want: []string{`"party":"vendor"`}, NotWant: []string{`"party":"owner"`}},
		{Name: "not his to start", As: "vendor_coordinator", Method: http.MethodPost, URL: "/quality-calibrations", Body: `{"weeks":4}`, Status: 403},
	})
}

// 001-09: a lot and a screening show where their sequential tests stand, and a score
// what it would be by the middle of all graders: to the owner alone.
func TestSamplesAreTestedAndScoresAdjusted(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	lot := strings.Replace(j.sample("lot", c.seeded.Vendor, 0, j.owner), `"seed"`, `"good":0.05,"bad":0.5,"seed"`, 1)
	made := decoded[api.QualitySample](t, c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: lot, Status: 201}))
	at := fmt.Sprintf("/quality-samples/%d/tests", made.ID)
	c.play(t, Scenario{As: "vendor_manager", URL: at, Status: 200, Want: []string{`"good":0.05`, `"bad":0.5`, `"producer":0.05`, `"consumer":0.1`, `"tests":[]`}})
	j.gradeAll(t, "vendor_manager", 100) // the first was not solved
	tests := decoded[api.SampleTests](t, c.play(t, Scenario{As: "vendor_coordinator", URL: at, Status: 200}))
	if len(tests.Tests) != 1 || tests.Tests[0].PersonID != 0 || len(tests.Tests[0].Failures) != made.Plan.Draw || !tests.Tests[0].Failures[0] || tests.AtGood.Accept < .9 {
		t.Errorf("tests of a lot of %d, the first a failure: %+v", made.Plan.Draw, tests)
	}
	screening := strings.Replace(j.sample("screening", c.seeded.Own, 0, j.owner), `"seed"`, `"perPerson":4,"seed"`, 1)
	second := decoded[api.QualitySample](t, c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: screening, Status: 201}))
	j.gradeAll(t, "vendor_manager", 100)
	linking := decoded[api.QualitySample](t, c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("linking", c.seeded.Own, 8, j.owner, j.vendor), Status: 201}))
	j.gradeAll(t, "vendor_manager", 2)
	j.gradeAll(t, "vendor_coordinator", 3)
	c.run(t, []Scenario{
		{Name: "each person", As: "vendor_manager", URL: fmt.Sprintf("/quality-samples/%d/tests", second.ID), Status: 200, Want: []string{`"name":"`, `"verdict":"continue"`, `"items":4,"failed":1}`}},
		{Name: "no test", As: "vendor_manager", URL: fmt.Sprintf("/quality-samples/%d/tests", linking.ID), Status: 200, Want: []string{`"tests":[]`}},
		{Name: "of everybody", As: "vendor_coordinator", URL: fmt.Sprintf("/quality-samples/%d/tests", second.ID), Status: 404},
		{Name: "not adjusted before a calibration", As: "vendor_manager", URL: "/quality-evaluations", Status: 200, NotWant: []string{`"adjusted"`}},
		{Name: "calibrate", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-calibrations", Body: `{"weeks":52}`, Status: 201},
		{Name: "adjusted", As: "vendor_manager", URL: "/quality-evaluations", Status: 200, Want: []string{`"adjusted":{"points":`, `"severity":`, `"noise":`}},
		{Name: "one adjusted", As: "vendor_manager", URL: "/quality-evaluations/1", Status: 200, Want: []string{`"adjusted":{"points":`}},
		{Name: "the owner's to know", As: "vendor_coordinator", URL: "/quality-evaluations", Status: 200, Want: []string{`"points":`}, NotWant: []string{`"adjusted"`}},
	})
}

// 001-09: a grader who is named for a programme judges its contacts only, and nobody is
// named for a programme of his own vendor.
func TestAGraderIsNamedForProgrammes(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	manage := func(employer int64, code, mode string) int64 {
		body := fmt.Sprintf(`{"employerId":%d,"siteId":%d,"code":%q,"name":%q,"mode":%q,"motive":"","businessCase":"","queues":[],"from":"2026-01-01"}`, employer, c.seeded.London, code, code, mode)
		return decoded[api.Programme](t, c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/programmes", Body: body, Status: 201})).ID
	}
	theirs, ours := manage(c.seeded.Vendor, "VEND", "simple_call"), manage(c.seeded.Own, "OWNP", "in_house")
	name := func(programmes string) string {
		return fmt.Sprintf(`{"userId":0,"teamId":0,"bench":false,"active":true,"programmeIds":%s}`, programmes)
	}
	put := func(grader int64, programmes string, status int, want ...string) Scenario {
		return Scenario{As: "vendor_manager", Method: http.MethodPut, URL: fmt.Sprintf("/quality-graders/%d", grader), Body: name(programmes), Status: status, Want: want}
	}
	c.run(t, []Scenario{
		put(j.vendor, fmt.Sprintf("[%d]", theirs), 422, "body.programmeIds[0]", "own vendor"),
		put(j.owner, "[99]", 422, "body.programmeIds[0]"),
		put(j.owner, fmt.Sprintf("[%d,%d]", ours, ours), 422, "body.programmeIds[1]"),
		put(j.owner, fmt.Sprintf("[%d]", ours), 200, fmt.Sprintf(`"programmeIds":[%d]`, ours)),
		{Name: "not his programme", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Vendor, 4, j.owner), Status: 409, Want: []string{`"code":"nobody_may_judge"`}},
		{Name: "his programme", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Own, 4, j.owner), Status: 201, Want: []string{`"waiting":4`}},
		put(j.owner, "[]", 200),
		{Name: "any again", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Vendor, 4, j.owner), Status: 201, Want: []string{`"waiting":4`}},
	})
}

// 001-09: what one grader judged first is judged again by others, who do not see it.
func TestTheGradesOfOneGraderAreGivenAgainByOthers(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Own, 10, j.owner), Status: 201})
	j.gradeAll(t, "vendor_manager", 4)
	again := func(purpose string, by int64, graders ...int64) string {
		return strings.Replace(j.sample(purpose, c.seeded.Own, 4, graders...), `"seed"`, fmt.Sprintf(`"gradedBy":%d,"seed"`, by), 1)
	}
	c.run(t, []Scenario{
		{Name: "by himself", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: again("gold", j.owner, j.owner), Status: 409, Want: []string{`"code":"nobody_may_judge"`}},
		{Name: "who judged nothing", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: again("gold", j.vendor, j.owner), Status: 422, Want: []string{"no contact to draw from"}},
		{Name: "not blind", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: again("linking", j.owner, j.owner), Status: 422, Want: []string{`body.gradedBy`}},
		{Name: "by another", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: again("gold", j.owner, j.vendor), Status: 201, Want: []string{`"waiting":4`, fmt.Sprintf(`"gradedBy":%d`, j.owner)}},
		{Name: "who could be named", As: "vendor_manager", URL: "/quality-grader-candidates", Status: 200, Want: []string{`"items":[`, `"name":`}, NotWant: []string{`"employerId":` + fmt.Sprint(c.seeded.Vendor)}},
		{Name: "not his to name", As: "vendor_coordinator", URL: "/quality-grader-candidates", Status: 403},
	})
}

// An agent sees what was found of his own work, and nothing of others'.
func TestAnAgentContestsWhatWasFoundOfHisWork(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", 0, 40, j.owner), Status: 201})
	j.gradeAll(t, "vendor_manager", 4)
	own := decoded[api.PageOf[api.JudgedContact]](t, c.play(t, Scenario{As: "agent", URL: "/me/evaluations", Status: 200, NotWant: []string{`"agent":"P2"`}}))
	if len(own.Items) != 20 {
		t.Fatalf("%d evaluations of the agent's own work, want 20", len(own.Items))
	}
	all := decoded[api.PageOf[api.JudgedContact]](t, c.play(t, Scenario{As: "vendor_manager", URL: fmt.Sprintf("/quality-evaluations?employer=%d", c.seeded.Vendor), Status: 200}))
	at := fmt.Sprintf("/me/evaluations/%d", own.Items[0].ID)
	c.run(t, []Scenario{
		{Name: "his own", As: "agent", URL: at, Status: 200, Want: []string{`"form":{`}},
		{Name: "another's", As: "agent", URL: fmt.Sprintf("/me/evaluations/%d", all.Items[0].ID), Status: 404},
		{Name: "no reason", As: "agent", Method: http.MethodPost, URL: at + "/appeals", Body: `{"items":[],"reason":" "}`, Status: 422, Want: []string{"body.reason"}},
		{Name: "an item that is none", As: "agent", Method: http.MethodPost, URL: at + "/appeals", Body: `{"items":["z"],"reason":"x"}`, Status: 422, Want: []string{"body.items[0]"}},
		{Name: "contested", As: "agent", Method: http.MethodPost, URL: at + "/appeals", Body: `{"items":["solved"],"reason":"it was solved"}`, Status: 201, Want: []string{`"party":"agent"`}},
		{Name: "and on the list", As: "vendor_manager", URL: "/quality-appeals", Status: 200, Want: []string{`"reason":"it was solved"`}},
	})
}

func TestWhatIsPublishedNeverChanges(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	at := fmt.Sprintf("/quality-forms/%d", j.form)
	c.run(t, []Scenario{
		{Name: "changed", As: "vendor_manager", Method: http.MethodPut, URL: at, Header: map[string]string{"If-Match": `"2"`}, Body: bodies["QualityFormFields"], Status: 409, Want: []string{`"code":"published"`}},
		{Name: "published again", As: "vendor_manager", Method: http.MethodPost, URL: at + "/publication", Header: map[string]string{"If-Match": `"2"`}, Status: 409},
		{Name: "the next version", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-forms", Body: bodies["QualityFormFields"], Status: 201, Want: []string{`"number":2`, `"state":"draft"`}},
		{Name: "one draft at a time", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-forms", Body: bodies["QualityFormFields"], Status: 409},
		{Name: "nobody judges on a draft", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: strings.Replace(j.sample("estimate", 0, 5), fmt.Sprintf(`"formId":%d`, j.form), `"formId":2`, 1), Status: 409, Want: []string{`"code":"not_published"`}},
		{Name: "published, the first retires", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-forms/2/publication", Header: map[string]string{"If-Match": `"1"`}, Status: 200},
		{Name: "it is still there", As: "vendor_manager", URL: at, Status: 200, Want: []string{`"state":"retired"`, `"key":"solved"`}},
		{Name: "a stale edit", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-forms/2/publication", Header: map[string]string{"If-Match": `"1"`}, Status: 409},
		{Name: "what cannot be", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-forms", Body: strings.Replace(bodies["QualityFormFields"], `"weight":1`, `"weight":0`, 1), Status: 422, Want: []string{"body.items", "no weight at all"}},
		{Name: "to begin from", As: "supervisor", URL: "/quality-form-templates", Status: 200, Want: []string{`"code":"voice"`, `"code":"complaint"`}},
	})
}

func TestAFileOfContactsWithAWrongRowChangesNothing(t *testing.T) {
	c := newCentre(t)
	c.run(t, []Scenario{
		{
			Name: "wrong rows", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-contacts/import", Header: map[string]string{"Content-Type": "text/csv"}, Status: 422,
			Body: "id,time,agent\na,2026-03-02 09:00,P1\nb,soon,P1\na,2026-03-02 09:00,P1\n", Want: []string{"file:3:time", "file:4:id", "line 2 too"},
		},
		{
			Name: "unknown people and a day to come", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-contacts/import", Header: map[string]string{"Content-Type": "text/csv"}, Status: 422,
			Body: "id,time,agent,queue\na,2126-03-02 09:00,P9,NONE\n", Want: []string{"file:2:agent", "file:2:time", "file:2:queue"},
		},
		{Name: "no heading", As: "vendor_manager", Method: http.MethodPost, URL: "/quality-contacts/import", Header: map[string]string{"Content-Type": "text/csv"}, Status: 422, Body: "a,b\n", Want: []string{"file:1:id"}},
	})
}
