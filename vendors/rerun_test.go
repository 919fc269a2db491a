package vendors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/vendors"
)

// rerun checks that an invoice set again against the same month comes out the same, and
// says what changed once the month was counted otherwise (issue 6, part 7).
func (o *owing) rerun(t *testing.T, id int64) {
	t.Helper()
	if again := must(o.statements.Rerun(t.Context(), o.scope, id))(t); !again.Same() || again.Expected != again.Invoice.Expected {
		t.Errorf("run again it differs in %d lines, %v expected, %v before", len(again.Changes), again.Expected, again.Invoice.Expected)
	}
	more := o.take(t, o.scope, vendors.FromRecords, "start,handled\n2026-02-07 09:00,20\n")
	changed := must(o.statements.Rerun(t.Context(), o.scope, id))(t)
	days := map[int]bool{}
	for _, c := range changed.Changes {
		if c.Now != nil {
			days[c.Now.Line.Day.Day] = true
		}
	}
	if changed.Same() || !days[7] || changed.Expected.Minor <= changed.Invoice.Expected.Minor {
		t.Errorf("with twenty calls more on the 7th %d lines differ, of days %v, %v expected after %v; want the 7th, and more", len(changed.Changes), days, changed.Expected, changed.Invoice.Expected)
	}
	o.renew(t, id)
	must(o.counts.Undo(t.Context(), o.scope, more.Batch.ID))(t)
	must(o.statements.Renew(t.Context(), o.scope, id))(t)
	if again := must(o.statements.Rerun(t.Context(), o.scope, id))(t); !again.Same() {
		t.Errorf("with those undone %d lines differ", len(again.Changes))
	}
}

// renew checks that the new result is kept, that what came out otherwise is a query
// again with what was done before, and that the same again changes nothing.
func (o *owing) renew(t *testing.T, id int64) {
	t.Helper()
	before := must(o.statements.Invoice(t.Context(), o.scope, id))(t)
	after := must(o.statements.Renew(t.Context(), o.scope, id))(t)
	if now := must(o.statements.Rerun(t.Context(), o.scope, id))(t); !now.Same() || after.Expected != now.Expected || after.Expected == before.Expected {
		t.Errorf("kept %v expected, %v before; run again %v with %d lines otherwise", after.Expected, before.Expected, now.Expected, len(now.Changes))
	}
	courses := func(v vendors.KeptInvoice) map[int]int {
		out := map[int]int{}
		for _, c := range v.Cases {
			out[v.Result.Findings[c.Finding].Line.Number] = len(c.Course)
		}
		return out
	}
	was, kept := courses(before), courses(after)
	for line, steps := range was {
		if kept[line] < steps {
			t.Errorf("line %d had %d steps and has %d", line, steps, kept[line])
		}
	}
	again := must(o.statements.Renew(t.Context(), o.scope, id))(t)
	if diff := cmp.Diff(after.Cases, again.Cases); diff != "" {
		t.Errorf("renewed twice (-once +twice):\n%s", diff)
	}
	if _, err := o.statements.Renew(t.Context(), o.coordinator(t, "KESTREL"), id); err == nil {
		t.Error("a vendor renewed its own invoice")
	}
}
