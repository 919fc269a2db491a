package api_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
)

// Issue 6, bad input: each of its twelve cases is answered with a stable code and the
// figures that belong in its sentence, and the sentence stands in both languages
// (001-06, 001-09, 001-15, 004-15, 004-17, 004-18). Of another vendor's things nothing
// is said but that they are not there.
func TestTheTwelveBadInputsAreSaidInBothLanguagesWithTheirFigures(t *testing.T) {
	r := newPartner(t)
	for _, bad := range r.twelve(t) {
		t.Run(bad.Name, func(t *testing.T) {
			bad.As = "vendor_manager"
			if bad.by != "" {
				bad.As = bad.by
			}
			p := decoded[api.Problem](t, r.play(t, bad.Scenario))
			hasWords(t, "codes", p.Code)
			if bad.sentence == "" {
				if len(p.Errors) > 0 {
					t.Errorf("says %+v of what is not the caller's", p.Errors)
				}
				return
			}
			kind, figures := saidBy(p)
			if kind != bad.sentence {
				t.Fatalf("says %q, want %q, of %+v", kind, bad.sentence, p.Errors)
			}
			if diff := cmp.Diff(bad.figures, figures); diff != "" {
				t.Error(diff)
			}
			hasWords(t, "sentence", kind)
		})
	}
}

// badInput is a request that cannot be, and what the screens say of it.
type badInput struct {
	Scenario
	by       string // who sends it; the owner's vendor manager where empty
	sentence string
	figures  []string
}

// saidBy is the sentence of the first field that has one, with its figures.
func saidBy(p api.Problem) (string, []string) {
	for _, f := range p.Errors {
		if f.Want != nil {
			return f.Want.Code, f.Want.Figures
		}
		if f.Code != "" {
			return f.Code, f.Figures
		}
	}
	return "", nil
}

// hasWords fails where the web app has no sentence in one of the languages.
func hasWords(t *testing.T, what, name string) {
	t.Helper()
	for _, language := range []string{"en", "zh"} {
		found := slices.ContainsFunc([]string{"strings", "fields", "vendors", "owed"}, func(page string) bool {
			words, err := os.ReadFile("../frontend/src/api/refusals/" + page + "." + language + ".ts")
			if err != nil {
				t.Fatal(err)
			}
			return said(string(words), name)
		})
		if !found {
			t.Errorf("no words in %s for the %s %q", language, what, name)
		}
	}
}

// twelve are the cases of the issue, in its order.
func (r *rival) twelve(t *testing.T) []badInput {
	v := decoded[api.ContractVersion](t, r.play(t, Scenario{As: "vendor_manager", URL: r.at("/versions/%d", r.version), Status: 200}))
	terms := written(t, api.NewContractVersion{Terms: v.Terms})
	successor := decoded[api.ContractVersion](t, r.play(t, Scenario{
		As: "vendor_manager", Method: http.MethodPost, URL: r.at("/versions"), Status: 201, Body: strings.Replace(terms, `"from":"2026-01-01"`, `"from":"2026-03-01"`, 1),
	}))
	february := decoded[api.VendorStatement](t, r.play(t, Scenario{As: "vendor_manager", URL: r.at("/statement?month=2026-02"), Status: 200}))
	missed := february.Credits[0].Metric
	asked := february.Cap.Minor + 1
	for _, c := range february.Credits[1:] {
		asked += c.Proposed.Minor
	}
	yuan := func(minor int64) string { return fmt.Sprintf("%d.%02d CNY", minor/100, minor%100) }
	line := "kind,rate,day,quantity,price,amount,currency\nusage,resolution,2026-02-02,70,9.99,699.30,"
	post := func(name, url, body string, status int) Scenario {
		return Scenario{Name: name, Method: http.MethodPost, URL: url, Body: body, Status: status}
	}
	file := func(name, url, body string, status int) Scenario {
		s := post(name, url, body, status)
		s.Header = asCSV
		return s
	}
	force := post("overlapping versions", r.at("/versions/%d/force", successor.ID), `{"endEarlier":false}`, 409)
	force.Header = map[string]string{"If-Match": `"1"`}
	tightest := decoded[api.AllocationInput](t, r.play(t, Scenario{As: "vendor_manager", URL: fmt.Sprintf("/allocation-inputs?from=2026-04-01&to=2026-04-30&queue=%d", r.queue), Status: 200}))
	for i := range tightest.Queues[0].Offers {
		tightest.Queues[0].Offers[i].MinShare, tightest.Queues[0].Offers[i].MaxShare = 0, 0.4/float64(len(tightest.Queues[0].Offers))
	}
	tightest.Name = "April"
	pool := written(t, v.Terms.AtRisk.Pool)
	return []badInput{
		{Scenario: force, sentence: "versions_overlap", figures: []string{"1", "2026-01-01", "2", "2026-03-01"}},
		{Scenario: post("allocations that cannot sum", r.at("/versions"), strings.Replace(terms, `"pool":`+pool, `"pool":"0.1"`, 1), 422), sentence: "sum_within", figures: []string{r.allocated(v), "0.1"}},
		{Scenario: post("shares that cannot sum", "/allocations", written(t, tightest), 422), sentence: "fitting_limits"},
		{
			Scenario: post("a credit beyond its cap", r.at("/credits"), fmt.Sprintf(`{"month":"2026-02","metric":%q,"to":"agreed","settled":%d}`, missed, february.Cap.Minor+1), 422),
			sentence: "beyond_cap", figures: []string{yuan(asked), yuan(february.Cap.Minor)},
		},
		{Scenario: file("an invoice in another currency", r.at("/invoices?month=2026-02&number=USD-1"), line+"USD\n", 422), sentence: "other_currency", figures: []string{"USD", "CNY"}},
		{Scenario: file("a duplicate invoice", r.at("/invoices?month=2026-02&number=BOLTMARK-9"), line+"CNY\n", 409), sentence: "number_taken", figures: []string{"BOLTMARK-9"}},
		{
			Scenario: file("late events after the close", r.at("/counts?source=switch"), "start,answered,answered_30s,abandoned,handled\n2026-01-30 17:00,9,9,0,9\n", 409),
			sentence: "month_closed", figures: []string{"2026-01-01", "2026-01-31"},
		},
		{
			Scenario: post("a correction dated before the close", r.at("/corrections"), `{"month":"2026-01","on":"2026-01-05","minor":-1250,"why":"late events"}`, 422),
			sentence: "before_close", figures: []string{"2026-01-05", time.Now().UTC().Format(time.DateOnly)},
		},
		{
			Scenario: post("a certificate from the future", fmt.Sprintf("/crowd-members/%d/certificates", r.member), fmt.Sprintf(`{"skillId":%d,"granted":"2126-01-05","method":"exam"}`, r.seeded.English), 422),
			sentence: "day_to", figures: []string{time.Now().UTC().Format(time.DateOnly)},
		},
		{Scenario: post("a booking of a suspended member", r.suspendedSlot(t), "", 409), by: "bea", sentence: "not_working", figures: []string{"suspended"}},
		{
			Scenario: post("a grader of the own vendor", "/quality-samples", r.sampleOfOwn(t), 409),
			sentence: "nobody_may_judge", figures: []string{"c017"},
		},
		{Scenario: Scenario{Name: "another vendor's id", URL: r.at("/versions/%d", r.version), Status: 404}, by: "vendor_coordinator"},
	}
}

// allocated is what the allocations of a version add up to.
func (r *rival) allocated(v api.ContractVersion) string {
	sum := v.Terms.Levels[0].Allocation.Decimal
	for _, level := range v.Terms.Levels[1:] {
		if more, err := sum.Add(level.Allocation.Decimal); err == nil {
			sum = more
		}
	}
	return sum.String()
}

// suspendedSlot suspends the partner's member and returns the address of a booking.
func (r *rival) suspendedSlot(t *testing.T) string {
	t.Helper()
	tokens, err := signIn(t.Context(), r.Services, map[string]auth.User{"bea": {Roles: []auth.Role{auth.Agent}, Person: r.person}})
	if err != nil {
		t.Fatal(err)
	}
	r.tokens["bea"] = tokens["bea"]
	own := decoded[api.OwnCrowd](t, r.play(t, Scenario{As: "bea", URL: "/me/crowd", Status: 200}))
	if err := r.DB.InTx(t.Context(), r.doer(), func(ctx context.Context) error {
		return r.DB.Tx(ctx).Exec("UPDATE crowd_members SET state = 'suspended' WHERE id = ?", r.member).Error
	}); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("/me/crowd-slots/%d/booking", own.Memberships[0].Slots[0].ID)
}

// sampleOfOwn is a sample of a vendor's contacts whose only grader is the vendor's.
func (r *rival) sampleOfOwn(t *testing.T) string {
	t.Helper()
	return r.judged.sample("estimate", r.seeded.Vendor, 10, r.vendor)
}

// Issue 6, bad input: graders without a common contact are told apart by name, and a
// metric whose denominator is zero says why it has no value; neither is a refusal.
func TestWhatCannotBeComparedOrDividedSaysWhy(t *testing.T) {
	r := newPartner(t)
	r.play(t, Scenario{As: "vendor_manager", Method: http.MethodPost, URL: r.at("/counts?source=switch"), Body: "start,answered,answered_30s,abandoned,handled\n2026-03-02 09:00,0,0,0,0\n", Header: asCSV, Status: 200})
	figures := decoded[api.ProgrammeFigures](t, r.play(t, Scenario{As: "vendor_manager", URL: r.at("/figures?from=2026-03&to=2026-03"), Status: 200}))
	words, err := os.ReadFile("../frontend/src/features/owed/metric-sentences.ts")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range figures.Figures {
		if f.Value == nil && f.Missing == "" {
			seen++
			if !strings.Contains(string(words), f.Reason) {
				t.Errorf("%s has no value for %q, which has no words in Chinese", f.Metric, f.Reason)
			}
		}
	}
	if seen == 0 {
		t.Error("no metric was without a denominator")
	}
}
