package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
)

var asCSV = map[string]string{"Content-Type": "text/csv"}

// newPartner is a centre with a partner that has a contract in force since January, a
// closed January, a February with an invoice, a crowd, and people who judge.
func newPartner(t *testing.T) *rival {
	t.Helper()
	c := newCentre(t)
	r := &rival{judged: c.judging(t), queue: c.seeded.Sales}
	r.actor = decoded[api.Me](t, r.play(t, Scenario{As: "vendor_manager", URL: "/session", Status: 200})).UserID
	r.works(t)
	r.agrees(t)
	r.counts(t)
	r.crowds(t)
	return r
}

// at is an address below the partner's programme.
func (r *rival) at(format string, a ...any) string {
	return fmt.Sprintf("/programmes/%d", r.programme) + fmt.Sprintf(format, a...)
}

// Issue 6, bad input, contracts (001-15, 002-10): each refused with the reason and the
// field, and nothing of it is kept.
func TestContractsThatCannotBeAreRefusedWithTheReason(t *testing.T) {
	r := newPartner(t)
	v := decoded[api.ContractVersion](t, r.play(t, Scenario{As: "vendor_manager", URL: r.at("/versions/%d", r.version), Status: 200}))
	draft := func(change, with string) string {
		body := strings.Replace(written(t, api.NewContractVersion{Terms: v.Terms}), change, with, 1)
		if with != "" && !strings.Contains(body, with) {
			t.Fatalf("terms have no %s to change", change)
		}
		return body
	}
	pool := written(t, v.Terms.AtRisk.Pool)
	list := []Scenario{
		{Name: "allocations that cannot sum: more than the pool", Body: draft(`"pool":`+pool, `"pool":"0.1"`), Want: []string{"body.levels.allocation", "pool of 0.1"}},
		{Name: "a share above 1", Body: draft(`"share":`+written(t, v.Terms.AtRisk.Share), `"share":"1.2"`), Want: []string{"body.atRisk.share"}},
		{Name: "a metric that nobody has", Body: draft(v.Terms.Levels[0].Metric, "made_up"), Want: []string{"body.levels[0].metric", "made_up"}},
		{Name: "a cap of the year in another currency", Body: draft(`"byShare":false`, `"byShare":false,"year":{"minor":1,"currency":"USD"}`), Want: []string{"body.atRisk.year", "CNY"}},
		{Name: "it ends before it begins", Body: draft(`"from":"2026-01-01"`, `"from":"2026-01-01","to":"2025-12-31"`), Want: []string{"body.to"}},
	}
	for i := range list {
		list[i].As, list[i].Method, list[i].URL, list[i].Status = "vendor_manager", http.MethodPost, r.at("/versions"), http.StatusUnprocessableEntity
	}
	r.run(t, list)
	r.play(t, Scenario{As: "vendor_manager", URL: r.at("/versions"), Status: 200, NotWant: []string{`"state":"draft"`}})
	within := decoded[api.ContractVersion](t, r.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: r.at("/versions"), Body: draft(`"from":"2026-01-01"`, `"from":"2026-03-01"`), Status: 201}))
	r.run(t, []Scenario{
		{
			Name: "overlapping versions, both named", As: "vendor_manager", Method: http.MethodPost, URL: r.at("/versions/%d/force", within.ID), Header: map[string]string{"If-Match": `"1"`}, Body: `{"endEarlier":false}`,
			Status: 409, Want: []string{`"code":"overlap"`, "version 1 from 2026-01-01", "version 2 from 2026-03-01"},
		},
		{Name: "it stayed a draft", As: "vendor_manager", URL: r.at("/versions/%d", within.ID), Status: 200, Want: []string{`"state":"draft"`}},
		{Name: "what is in force never changes", As: "vendor_manager", Method: http.MethodPut, URL: r.at("/versions/%d", r.version), Header: map[string]string{"If-Match": `"2"`}, Body: draft("", ""), Status: 409, Want: []string{`"code":"wrong_state"`}},
		{Name: "another vendor's, by its number (004-17)", As: "vendor_coordinator", URL: r.at("/versions/%d", r.version), Status: 404},
		{Name: "another vendor's month (004-17)", As: "vendor_coordinator", URL: r.at("/statement?month=2026-02"), Status: 404},
		{Name: "another vendor's invoice (004-17)", As: "vendor_coordinator", URL: fmt.Sprintf("/invoices/%d/rerun", r.invoice), Status: 404},
	})
	in := decoded[api.AllocationInput](t, r.play(t, Scenario{As: "vendor_manager", URL: fmt.Sprintf("/allocation-inputs?from=2026-04-01&to=2026-04-30&queue=%d", r.queue), Status: 200}))
	for i := range in.Queues[0].Offers {
		in.Queues[0].Offers[i].MinShare, in.Queues[0].Offers[i].MaxShare = 0, 0.4/float64(len(in.Queues[0].Offers))
	}
	in.Name = "April"
	r.run(t, []Scenario{
		{Name: "shares that cannot sum (004-17)", As: "vendor_manager", Method: http.MethodPost, URL: "/allocations", Body: written(t, in), Status: 422, Want: []string{"body.queues", "limits that can be kept together"}},
		{Name: "nothing was kept", As: "vendor_manager", URL: "/allocations", Status: 200, Want: []string{`"items":[]`}},
	})
}

// Issue 6, bad input, accounts (001-15, 001-06): figures, credits, invoices and events
// that cannot be.
func TestAccountsThatCannotBeAreRefusedWithTheReason(t *testing.T) {
	r := newPartner(t)
	counts := r.at("/counts?source=switch")
	invoiceOf := func(month, number string) string { return r.at("/invoices?month=%s&number=%s", month, number) }
	line := "kind,rate,day,quantity,price,amount,currency\nusage,resolution,2026-02-02,70,9.99,699.30,"
	credit := func(metric, rest string) string {
		return fmt.Sprintf(`{"month":"2026-02","metric":%q,"to":"agreed"%s}`, metric, rest)
	}
	february := decoded[api.VendorStatement](t, r.play(t, Scenario{As: "vendor_manager", URL: r.at("/statement?month=2026-02"), Status: 200}))
	if len(february.Credits) == 0 {
		t.Fatal("February has no credit to settle")
	}
	missed := february.Credits[0].Metric
	r.run(t, []Scenario{
		{Name: "counts of nothing", As: "vendor_manager", Method: http.MethodPost, URL: counts, Body: "start,answered,answered_30s,abandoned,handled\n2026-03-02 09:00,0,0,0,0\n", Header: asCSV, Status: 200},
		{Name: "a zero denominator is no value, with the reason", As: "vendor_manager", URL: r.at("/figures?from=2026-03&to=2026-03"), Status: 200, Want: []string{`"metric":"answered_30s"`, `"reason":"nobody`}, NotWant: []string{"NaN", "Inf"}},
		{Name: "nor points on the scorecard", As: "vendor_manager", URL: r.at("/scorecard?month=2026-03"), Status: 200, Want: []string{`"state":"no_value"`}, NotWant: []string{"NaN", "Inf"}},
		{Name: "nor a credit", As: "vendor_manager", URL: r.at("/statement?month=2026-03"), Status: 200, Want: []string{`"credits":[]`}},
		{Name: "a credit beyond its cap", As: "vendor_manager", Method: http.MethodPost, URL: r.at("/credits"), Body: credit(missed, fmt.Sprintf(`,"settled":%d`, february.Cap.Minor+1)), Status: 422, Want: []string{"body.settled", "beyond the cap"}},
		{Name: "it is still proposed", As: "vendor_manager", URL: r.at("/statement?month=2026-02"), Status: 200, Want: []string{`"state":"proposed"`}},
		{Name: "a credit that there is not", As: "vendor_manager", Method: http.MethodPost, URL: r.at("/credits"), Body: credit("attrition", ""), Status: 409, Want: []string{`"code":"wrong_state"`}},
		{Name: "an invoice in another currency", As: "vendor_manager", Method: http.MethodPost, URL: invoiceOf("2026-02", "USD-1"), Body: line + "USD\n", Header: asCSV, Status: 422, Want: []string{"file:2:currency", "USD", "CNY"}},
		{Name: "the number of another invoice", As: "vendor_manager", Method: http.MethodPost, URL: invoiceOf("2026-02", "BOLTMARK-9"), Body: line + "CNY\n", Header: asCSV, Status: 409, Want: []string{`"code":"duplicate"`, "query.number"}},
		{Name: "two refused invoices left none", As: "vendor_manager", URL: r.at("/invoices?month=2026-02"), Status: 200, NotWant: []string{"USD-1"}},
		{Name: "an invoice of a closed month", As: "vendor_manager", Method: http.MethodPost, URL: invoiceOf("2026-01", "LATE-1"), Body: strings.ReplaceAll(line, "2026-02", "2026-01") + "CNY\n", Header: asCSV, Status: 409, Want: []string{`"code":"period_closed"`}},
		{Name: "late counts after the close", As: "vendor_manager", Method: http.MethodPost, URL: counts, Body: "start,answered,answered_30s,abandoned,handled\n2026-01-30 17:00,9,9,0,9\n", Header: asCSV, Status: 409, Want: []string{`"code":"period_closed"`}},
		{Name: "a credit of a closed month", As: "vendor_manager", Method: http.MethodPost, URL: r.at("/credits"), Body: strings.Replace(credit(missed, ""), "2026-02", "2026-01", 1), Status: 409, Want: []string{`"code":"period_closed"`}},
	})
}

// Issue 6, bad input: a closed period changes only by a dated correction, and stays as
// it was closed beside it.
func TestAClosedMonthChangesByADatedCorrectionAlone(t *testing.T) {
	r := newPartner(t)
	january := decoded[api.VendorStatement](t, r.play(t, Scenario{As: "vendor_manager", URL: r.at("/statement?month=2026-01"), Status: 200}))
	if january.Closed == nil {
		t.Fatal("January is open")
	}
	correct := r.at("/corrections")
	body := func(month, on, why string) string {
		return fmt.Sprintf(`{"month":%q,"on":%q,"minor":-1250,"why":%q}`, month, on, why)
	}
	r.run(t, []Scenario{
		{Name: "without a reason", As: "vendor_manager", Method: http.MethodPost, URL: correct, Body: body("2026-01", "2036-01-01", ""), Status: 422, Want: []string{"body.why"}},
		{Name: "dated before the close", As: "vendor_manager", Method: http.MethodPost, URL: correct, Body: body("2026-01", "2026-01-05", "late events"), Status: 422, Want: []string{"body.on"}},
		{Name: "of an open month", As: "vendor_manager", Method: http.MethodPost, URL: correct, Body: body("2026-02", "2036-01-01", "late events"), Status: 409, Want: []string{`"code":"wrong_state"`}},
		{Name: "by the vendor", As: "rival", Method: http.MethodPost, URL: correct, Body: body("2026-01", "2036-01-01", "late events"), Status: 403},
		{Name: "closed once more it is as it was", As: "vendor_manager", Method: http.MethodPost, URL: r.at("/closings"), Body: `{"month":"2026-01"}`, Status: 200, Want: []string{january.Closed.Hash}},
		{Name: "dated, with a reason", As: "vendor_manager", Method: http.MethodPost, URL: correct, Body: body("2026-01", "2036-01-01", "late events"), Status: 200, Want: []string{january.Closed.Hash, `"late events"`}},
		{Name: "the vendor sees both", As: "rival", URL: r.at("/statement?month=2026-01"), Status: 200, Want: []string{january.Closed.Hash, `"late events"`}},
	})
}

// Issue 6, bad input, crowds (004-18): a certificate from the future and a booking of a
// suspended member.
func TestCrowdsThatCannotBeAreRefusedWithTheReason(t *testing.T) {
	r := newPartner(t)
	tokens, err := signIn(t.Context(), r.Services, map[string]auth.User{"bea": {Roles: []auth.Role{auth.Agent}, Person: r.person}})
	if err != nil {
		t.Fatal(err)
	}
	r.tokens["bea"] = tokens["bea"]
	own := decoded[api.OwnCrowd](t, r.play(t, Scenario{As: "bea", URL: "/me/crowd", Status: 200}))
	if len(own.Memberships) != 1 || len(own.Memberships[0].Slots) != 1 {
		t.Fatalf("the member sees %+v, want one interval", own)
	}
	slot := own.Memberships[0].Slots[0].ID
	if err := r.DB.InTx(t.Context(), r.doer(), func(ctx context.Context) error {
		return r.DB.Tx(ctx).Exec("UPDATE crowd_members SET state = 'suspended' WHERE id = ?", r.member).Error
	}); err != nil {
		t.Fatal(err)
	}
	r.run(t, []Scenario{
		{
			Name: "a certificate from the future", As: "vendor_manager", Method: http.MethodPost, URL: fmt.Sprintf("/crowd-members/%d/certificates", r.member), Status: 422,
			Body: fmt.Sprintf(`{"skillId":%d,"granted":"2126-01-05","method":"exam"}`, r.seeded.English), Want: []string{"body.granted"},
		},
		{Name: "a booking of a suspended member", As: "bea", Method: http.MethodPost, URL: fmt.Sprintf("/me/crowd-slots/%d/booking", slot), Status: 409, Want: []string{"suspended"}},
		{Name: "nothing was booked", As: "vendor_manager", URL: fmt.Sprintf("/crowd-releases/%d/bookings", r.release), Status: 200, Want: []string{`"items":[]`}},
	})
}

// Issue 6, bad input, judging (001-09, 004-15, 004-17): nobody grades his own vendor,
// and graders without a common contact are not compared.
func TestGradesThatCannotBeComparedAreRefusedWithTheReason(t *testing.T) {
	c := newCentre(t)
	j := c.judging(t)
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("estimate", c.seeded.Vendor, 10, j.vendor), Status: 409, Want: []string{`"code":"nobody_may_judge"`}})
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: j.sample("linking", c.seeded.Own, 6, j.owner), Status: 201})
	j.gradeAll(t, "vendor_manager", 2)
	c.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: "/quality-samples", Body: strings.Replace(j.sample("linking", c.seeded.Vendor, 6, j.grader(t, "supervisor")), `"seed":7`, `"seed":8`, 1), Status: 201})
	j.gradeAll(t, "supervisor", 2)
	c.play(t, Scenario{
		As: "vendor_manager", Method: http.MethodPost, URL: "/quality-calibrations", Body: `{"weeks":52}`, Status: 201, Want: []string{`"apart":[[`}, NotWant: []string{`"apart":[]`},
	})
}
