package vendors_test

import (
	"testing"

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
	must(o.counts.Undo(t.Context(), o.scope, more.Batch.ID))(t)
	if again := must(o.statements.Rerun(t.Context(), o.scope, id))(t); !again.Same() {
		t.Errorf("with those undone %d lines differ", len(again.Changes))
	}
}
