package member

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Outcome is what became of an appeal.
type Outcome string

// The outcomes.
const (
	Pending    Outcome = "pending"
	Upheld     Outcome = "upheld"     // the decision stands
	Overturned Outcome = "overturned" // pay and record are restored
)

// Appeal is a member's word against a decision.
type Appeal struct {
	Event   int // position in the log of what is appealed
	Opened  grid.Date
	Due     grid.Date // by which it has to be decided
	Outcome Outcome
	Decider string
	Reason  string
}

// AppealDays are the working days to open an appeal, and to decide it.
const AppealDays = 5

// Appeal opens an appeal against an event of the log. after counts working days by
// the owner's calendar. The error is a [*RefusedError].
func (l Log) Appeal(event int, on grid.Date, after func(day grid.Date, days int) grid.Date) (Appeal, error) {
	if event < 0 || event >= len(l) || (l[event].To != Suspended && l[event].To != Exited && l[event].To != Watch) {
		return Appeal{}, Refuse("appeal", "event", Against(NotAppealable, fmt.Sprint(event), "a watch, a suspension or a dismissal of this log"))
	}
	decided := grid.DateOf(l[event].At)
	if last := after(decided, AppealDays); on.Before(decided) || on.After(last) {
		return Appeal{}, Refuse("appeal", "opened", Against(AppealTime, on.String(), decided.String()+" to "+last.String(), decided, last))
	}
	return Appeal{Event: event, Opened: on, Due: after(on, AppealDays), Outcome: Pending}, nil
}

// Decide closes an appeal. Whoever decides is neither the member, nor took part in
// the decision, nor holds a corner of the programme's triangle. The error is an
// [*RefusedError].
func (l Log) Decide(a Appeal, decider string, corners []string, granted bool, reason string, at time.Time) (Appeal, error) {
	switch {
	case a.Outcome != Pending:
		return a, Refuse("appeal", "outcome", Against(AppealDecided, string(a.Outcome), "one that is still open"))
	case decider == "" || reason == "":
		return a, Refuse("appeal", "decider", Against(NoReason, fmt.Sprintf("%q for %q", decider, reason), "a person and a reason"))
	case slices.Contains(corners, decider):
		return a, Refuse("appeal", "decider", Against(OnTriangle, decider, "somebody outside the triangle of the programme"))
	case decider == l[a.Event].Actor || decider == l[a.Event].Member:
		return a, Refuse("appeal", "decider", Against(TookPart, decider, "somebody who had no part in it"))
	case at.Before(l[a.Event].At):
		return a, Refuse("appeal", "at", Against(BeforeEvent, at.Format(time.RFC3339), "a time after what is appealed"))
	}
	a.Decider, a.Reason, a.Outcome = decider, reason, Upheld
	if granted {
		a.Outcome = Overturned
	}
	return a, nil
}
