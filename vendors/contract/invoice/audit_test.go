package invoice_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/quality/accept"
)

func TestMatchedLinesAreAuditedByLotUntilItIsClear(t *testing.T) {
	test, err := accept.NewSPRT(invoice.AuditGoal())
	if err != nil {
		t.Fatal(err)
	}
	var findings []invoice.Finding
	for i := range 400 {
		f := invoice.Finding{State: invoice.Matched, Line: invoice.Line{Number: i + 1}}
		if i%10 == 0 {
			f.State = invoice.Query
		}
		findings = append(findings, f)
	}
	findings = append(findings, invoice.Finding{State: invoice.Matched}) // of what is missing: no line to look at
	order := invoice.AuditOrder(findings, rand.New(rand.NewPCG(3, 4)))
	if len(order) != 360 || !slices.Equal(order, invoice.AuditOrder(findings, rand.New(rand.NewPCG(3, 4)))) || slices.IsSorted(order) {
		t.Errorf("%d lines in order %v…, want 360 by lot, the same for the same lot", len(order), order[:5])
	}
	for _, at := range order {
		if findings[at].State != invoice.Matched || findings[at].Line.Number == 0 {
			t.Errorf("line %d is %s", at, findings[at].State)
		}
	}
	if verdict, n := test.Judge(make([]bool, len(order))); verdict != accept.Take || n > 80 {
		t.Errorf("all right: %s after %d, want it taken early", verdict, n)
	}
	if verdict, n := test.Judge([]bool{true, true, true}); verdict != accept.Reject || n > 3 {
		t.Errorf("three wrong: %s after %d", verdict, n)
	}
}
