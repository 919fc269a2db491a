package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
)

// attempt is how a coordinator of another vendor tries an operation on the rival's
// rows. One with something of the rival's in its address or body is refused; a list
// answers, and holds nothing of the rival's.
type attempt struct {
	url, body string // url empty: the operation's own, with no number to fill in
	file      bool   // body is a file
	list      bool   // answers 200, without the rival
	seen      bool   // the owner's answer holds the rival: else the list proves nothing
	unknown   bool   // refused with 422, in the words for a number that is nobody's
	common    string // why there is nothing of one vendor's to see
}

// The reasons for which an operation has no row of one vendor's.
const (
	ofTheHouse   = "set up for the whole centre: no row of a partner's"
	ofTheCaller  = "the caller's own session"
	ofNobody     = "computed from what is sent"
	ofTheMembers = "members' own: refused to whoever is no person"
)

// attempts are all operations that a coordinator may call at all. One that is new
// needs its line here.
func (r *rival) attempts() map[string]attempt {
	id := func(format string, n ...any) string { return fmt.Sprintf(format, n...) }
	programme := id("/programmes/%d", r.programme)
	days := "?from=2026-03-01&to=2026-03-31"
	refuse := func(url, body string) attempt { return attempt{url: url, body: body} }
	list := func(url string) attempt { return attempt{url: url, list: true, seen: true} }
	quiet := func(url string) attempt { return attempt{url: url, list: true} }
	none := func(why string) attempt { return attempt{common: why} }
	all := map[string]attempt{
		// programmes, contracts, hours, division
		"list-programmes":          list("/programmes"),
		"get-programme":            refuse(programme, ""),
		"list-contract-versions":   refuse(programme+"/versions", ""),
		"get-contract-version":     refuse(programme+id("/versions/%d", r.version), ""),
		"get-contract-terms":       refuse(programme+"/terms?day=2026-03-02", ""),
		"list-contract-templates":  none(ofTheHouse),
		"list-commitments":         list("/commitments"),
		"get-commitment":           refuse(id("/commitments/%d", r.commitment), ""),
		"get-commitment-intervals": refuse(id("/commitments/%d/intervals", r.commitment), ""),
		"answer-commitment":        refuse(id("/commitments/%d/answer", r.commitment), bodies["CommitmentAnswer"]),
		"list-hours-files":         refuse(programme+"/hours-files", ""),
		"send-hours":               refuse(programme+"/hours-files", bodies["HoursUpload"]),
		"get-hours-board":          list(id("/hours-board?queue=%d&from=2026-03-09&days=7", r.queue)),
		"list-allocations":         list("/allocations"),
		"get-allocation":           refuse(id("/allocations/%d", r.allocation), ""),
		// accounts
		"list-count-batches":    refuse(programme+"/counts", ""),
		"send-counts":           {url: programme + "/counts?source=vendor", body: "start,answered\n2026-02-02,1\n", file: true},
		"undo-counts":           refuse(id("/count-batches/%d/undo", r.batch), ""),
		"get-programme-figures": refuse(programme+"/figures?from=2026-02&to=2026-02", ""),
		"get-scorecard":         refuse(programme+"/scorecard?month=2026-02", ""),
		"list-scorecards":       list("/scorecards?month=2026-02"),
		"get-misses":            refuse(programme+"/misses?month=2026-02", ""),
		"get-statement":         refuse(programme+"/statement?month=2026-02", ""),
		"list-closed-periods":   refuse(programme+"/periods", ""),
		"move-credit":           refuse(programme+"/credits", bodies["CreditStep"]),
		"list-invoices":         refuse(programme+"/invoices", ""),
		"send-invoice":          {url: programme + "/invoices?month=2026-02&number=X", body: "kind,rate\n", file: true},
		"get-invoice":           refuse(id("/invoices/%d", r.invoice), ""),
		"rerun-invoice":         refuse(id("/invoices/%d/rerun", r.invoice), ""),
		"move-invoice-line":     refuse(id("/invoices/%d/moves", r.invoice), bodies["InvoiceStep"]),
		// crowd, authority
		"list-crowd-exams":          quiet("/crowd-exams"),
		"list-crowd-members":        list("/crowd-members"),
		"apply-crowd-member":        refuse("/crowd-members", id(`{"programmeId":%d,"personId":%d}`, r.programme, r.person)),
		"get-crowd-member":          refuse(id("/crowd-members/%d", r.member), ""),
		"list-crowd-payrolls":       list("/crowd-payrolls"),
		"check-crowd-payroll":       {url: id("/crowd-payrolls?programme=%d&name=X&from=2026-02-01&to=2026-02-28", r.programme), body: "code,amount,paid_on\nBOLTMARK-P,1,2026-03-02\n", file: true},
		"list-crowd-releases":       list("/crowd-releases"),
		"get-crowd-release":         refuse(id("/crowd-releases/%d", r.release), ""),
		"list-crowd-bookings":       refuse(id("/crowd-releases/%d/bookings", r.release), ""),
		"list-authority-grants":     list("/authority/grants"),
		"get-authority-policies":    none(ofTheHouse),
		"get-authority-empowerment": quiet("/authority/empowerment?from=2026-03-01&to=2026-03-31"),
		"list-authority-waiting":    quiet("/authority/waiting"),
		"second-authority-use":      refuse("/authority/uses/1/second", `{"yes":true}`),
		"get-crowd-chances":         refuse(id("/crowd-releases/%d/chances", r.release), ""),
		"get-crowd-outlook":         refuse(id("/crowd-outlook?programme=%d&queue=%d&need=2", r.programme, r.queue), ""),
		"list-crowd-standings":      refuse(id("/crowd-standings?programme=%d&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z", r.programme), ""),
		"get-portal":                quiet("/portal"),
		"list-authority-uses":       quiet("/authority/uses"),
		"decide-authority":          refuse("/decisions", id(`{"personId":%d,"right":"answer","skillId":0,"contact":"c1","customer":"k1","try":true}`, r.person)),
		"get-triangle":              refuse(programme+"/triangle", ""),
		"speak-triangle":            refuse(programme+"/triangle/motions/1/voice", bodies["NewTriangleVoice"]),
		// voice of the customer
		"get-voice-terms":     none(ofTheHouse),
		"list-voice-reasons":  none(ofTheHouse),
		"list-voice-contacts": quiet(id("/voice/contacts%s&programmeId=%d", days, r.programme)),
		"get-voice-report":    quiet(id("/voice/report%s&programmeId=%d", days, r.programme)),
		"get-voice-value":     refuse("/voice/value"+days, ""),
		"list-voice-runs":     quiet("/voice/runs"),
		"get-voice-run":       refuse("/voice/runs/1", ""),
		"get-voice-board":     quiet("/voice/problems"),
		"get-voice-problem":   refuse("/voice/problems/1", ""),
		// quality
		"list-quality-alarms":          list("/quality-alarms"),
		"list-quality-appeals":         list("/quality-appeals"),
		"list-quality-calibrations":    quiet("/quality-calibrations"),
		"get-quality-charts":           quiet("/quality-charts" + days),
		"get-quality-standings":        list("/quality-standings" + days),
		"list-quality-evaluations":     list("/quality-evaluations"),
		"get-quality-evaluation":       refuse(id("/quality-evaluations/%d", r.evaluation), ""),
		"contest-evaluation":           refuse(id("/quality-evaluations/%d/appeals", r.evaluation), bodies["NewAppeal"]),
		"list-quality-form-templates":  none(ofTheHouse),
		"list-quality-forms":           none(ofTheHouse),
		"get-quality-form":             none(ofTheHouse),
		"list-quality-graders":         list("/quality-graders"),
		"plan-quality-sample":          refuse("/quality-sample-plans", r.judged.sample("own_check", r.employer, 4, r.vendor)),
		"create-quality-sample":        refuse("/quality-samples", r.judged.sample("own_check", r.employer, 4, r.vendor)),
		"list-quality-samples":         list("/quality-samples"),
		"get-quality-sample":           refuse(id("/quality-samples/%d", r.sample), ""),
		"get-quality-sample-tests":     refuse(id("/quality-samples/%d/tests", r.sample), ""),
		"list-quality-worklist":        quiet("/quality-worklist"),
		"get-quality-worklist-contact": refuse(id("/quality-worklist/%d", r.work), ""),
		"grade-contact":                refuse(id("/quality-worklist/%d/evaluation", r.work), `{"answers":[{"item":"listen","grade":2},{"item":"solved","grade":1}],"note":""}`),
		"skip-contact":                 refuse(id("/quality-worklist/%d/skip", r.work), bodies["WorklistSkip"]),
		// people
		"list-employers":   none("partners know each other by name"),
		"get-employer":     none("partners know each other by name"),
		"list-teams":       list("/teams"),
		"get-team":         refuse(id("/teams/%d", r.team), ""),
		"list-people":      list("/people"),
		"get-person":       refuse(id("/people/%d", r.person), ""),
		"list-absences":    refuse(id("/people/%d/absences", r.person), ""),
		"list-assignments": refuse(id("/people/%d/assignments", r.person), ""),
		"make-feed":        refuse(id("/people/%d/feed", r.person), ""),
	}
	r.rosterAttempts(all)
	for _, op := range []string{
		"list-agreements", "get-agreement", "list-calendars", "get-calendar", "get-calendar-days", "list-channels", "get-channel", "list-labour-laws",
		"list-queues", "get-queue", "list-sites", "get-site", "list-skills", "get-skill",
	} {
		all[op] = none(ofTheHouse)
	}
	for _, op := range []string{"sign-in", "sign-out", "get-session", "change-password", "set-preferences", "list-sessions", "end-session", "read-feed"} {
		all[op] = none(ofTheCaller)
	}
	for _, op := range []string{"get-job", "cancel-job", "watch-job"} {
		all[op] = refuse(strings.NewReplacer("get-job", "/jobs/1", "cancel-job", "/jobs/1/cancellation", "watch-job", "/jobs/1/events").Replace(op), "")
	}
	all["list-jobs"] = quiet("/jobs")
	return all
}

// rosterAttempts are those on rosters: of a week, a coordinator sees the own people.
func (r *rival) rosterAttempts(all map[string]attempt) {
	at := fmt.Sprintf("/rosters/%d", r.roster)
	for op, path := range map[string]string{
		"get-roster": "", "list-break-excess": "/breaks/excess", "get-roster-check": "/check", "get-roster-coverage": "/coverage", "list-roster-exceptions": "/exceptions",
		"get-roster-fairness": "/fairness", "list-kept-plans": "/kept-plans", "get-publication-diff": "/publication/diff", "list-roster-shortfalls": "/shortfalls",
		"list-roster-terms": "/terms", "list-violations": "/violations", "list-roster-wishes": "/wishes", "export-roster-csv": "/export.csv", "export-roster-xlsx": "/export.xlsx",
		"compare-rosters": fmt.Sprintf("/comparison?with=%d", r.roster), "list-slot-concessions": fmt.Sprintf("/queues/%d/slots/20/concessions", r.queue), "explain-slot": fmt.Sprintf("/queues/%d/slots/20/reasons", r.queue),
	} {
		all[op] = attempt{url: at + path, list: true}
	}
	all["get-roster-grid"] = attempt{url: at + "/grid", list: true, seen: true}
	all["list-rosters"] = attempt{url: "/rosters", list: true}
	move := fmt.Sprintf(`{"moves":[{"op":"remove","personId":%d,"day":"2026-03-10"}]}`, r.person)
	all["check-moves"] = attempt{url: at + "/checks", body: move, unknown: true}
	all["suppose"] = attempt{url: at + "/suppositions", body: fmt.Sprintf(`{"personId":%d,"day":"2026-03-10"}`, r.person), unknown: true}
	all["explain-shift"] = attempt{url: fmt.Sprintf("%s/people/%d/days/2026-03-10/reasons", at, r.person), unknown: true}
	for op, path := range map[string]string{"get-fairness": "/fairness", "export-fairness-csv": "/fairness.csv", "list-fairness-corrections": "/fairness/corrections", "get-team-rules": "/team-rules"} {
		all[op] = attempt{url: fmt.Sprintf("/sites/%d%s", r.seeded.London, path), list: true}
	}
	all["get-site-adherence"] = attempt{url: fmt.Sprintf("/sites/%d/adherence?from=2026-03-09&to=2026-03-15", r.seeded.London), list: true, seen: true}
	all["get-adherence-terms"] = attempt{common: ofTheHouse}
	all["get-person-adherence"] = attempt{url: fmt.Sprintf("/people/%d/adherence?from=2026-03-09&to=2026-03-15", r.person)}
	for op, path := range map[string]string{"list-bids": "/bids", "list-kept-designs": "/kept-designs"} {
		all[op] = attempt{url: path, list: true}
	}
	for op, path := range map[string]string{"get-bid": "/bids/1", "get-bid-award": "/bids/1/award", "get-kept-design": "/kept-designs/1"} {
		all[op] = attempt{url: path}
	}
}

// traces are what tells of the rival in an answer.
func (r *rival) traces() []string {
	return []string{
		strings.ToLower(mark), fmt.Sprintf(`"programmeid":%d,`, r.programme), fmt.Sprintf(`"programmeid":%d}`, r.programme),
		fmt.Sprintf(`"employerid":%d,`, r.employer), fmt.Sprintf(`"employerid":%d}`, r.employer), fmt.Sprintf(`"personid":%d,`, r.person), fmt.Sprintf(`"personid":%d}`, r.person),
	}
}

func (r *rival) traced(body string) string {
	body = strings.ToLower(body)
	for _, trace := range r.traces() {
		if strings.Contains(body, trace) {
			return trace
		}
	}
	return ""
}

// Issue 6, bad input "a coordinator asking for another vendor's id"; 001-23. Every
// operation of the whole description: what a coordinator may not do at all is
// forbidden, what he may do answers with nothing of another vendor's.
func TestNoEndpointTellsACoordinatorOfAnotherVendor(t *testing.T) {
	r := newRival(t)
	attempts, may := r.attempts(), auth.Permissions(auth.VendorCoordinator)
	known := map[string]bool{}
	for _, op := range operations(t) {
		known[op.OperationID] = true
		needs, _ := op.Extensions["x-permission"].(string)
		try, written := attempts[op.OperationID]
		switch {
		case needs != "" && !slices.Contains(may, auth.Permission(needs)):
			body, _ := op.body()
			response, answer := r.send(t, Scenario{As: "vendor_coordinator", Method: op.method, URL: op.url("1"), Body: body, Header: map[string]string{"If-Match": `"1"`}})
			if response.StatusCode != http.StatusForbidden {
				t.Errorf("%s %s needs %s: status %d for a coordinator, want 403\nbody: %s", op.method, op.path, needs, response.StatusCode, answer)
			}
		case !written:
			t.Errorf("%s (%s %s) is open to coordinators: say in attempts how one of another vendor tries it, so that somebody looks", op.OperationID, op.method, op.path)
		case try.common == "":
			r.try(t, op, try)
		}
	}
	for id := range attempts {
		if !known[id] {
			t.Errorf("attempts has %s, which is no operation", id)
		}
	}
}

// try makes an attempt as a coordinator, and looks whether the owner sees the rival
// where the coordinator must not.
func (r *rival) try(t *testing.T, op operation, try attempt) {
	t.Helper()
	s := Scenario{As: "vendor_coordinator", Method: op.method, URL: try.url, Body: try.body, Header: map[string]string{"If-Match": `"1"`}}
	if try.file {
		s.Header["Content-Type"] = "application/octet-stream"
	}
	response, answer := r.send(t, s)
	refused := response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusForbidden ||
		try.unknown && response.StatusCode == http.StatusUnprocessableEntity && strings.Contains(answer, "expected a person and a day of this roster")
	if !try.list && !refused {
		t.Errorf("%s %s as a coordinator of another vendor: status %d, want 404 or 403\nbody: %s", op.method, try.url, response.StatusCode, answer)
	}
	if response.StatusCode != http.StatusOK && !refused {
		t.Errorf("%s %s: status %d, want an answer or a refusal\nbody: %s", op.method, try.url, response.StatusCode, answer)
	}
	if trace := r.traced(answer); trace != "" {
		t.Errorf("%s %s tells a coordinator of another vendor: it holds %s\nbody: %s", op.method, try.url, trace, answer)
	}
	if s.As = "vendor_manager"; try.seen {
		if response, answer = r.send(t, s); response.StatusCode != http.StatusOK || r.traced(answer) == "" {
			t.Errorf("%s %s as the owner: status %d without the rival: the list proves nothing\nbody: %s", op.method, try.url, response.StatusCode, answer)
		}
	}
}
