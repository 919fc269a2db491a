package vendors

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/vendors/voice"
)

// Severity is how much a problem hurts.
type Severity string

// The severities, the gravest first.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Normal   Severity = "normal"
)

// Severities lists every severity, the gravest first.
func Severities() []Severity { return []Severity{Critical, High, Normal} }

// VoiceTerms is what the owner agreed on with the departments, and what an hour of
// work costs.
type VoiceTerms struct {
	Version     int64
	Currency    money.Currency // "": what contacts cost is not told
	HourMinor   int64          // of work on contacts, in minor units
	Departments []Department
	Clocks      map[Severity]Clock
	Worth       *voice.Worth // what is assumed of customers; nil: nothing is
}

// Department owns problems (003-21).
type Department struct {
	Name string
	Head string // who is told when a clock ran out
	// Reasons are those it answers for, with everything under them that no other
	// department does; problems of theirs begin as its own.
	Reasons []int64
}

// Clock is how long a department has to accept a problem, and to solve it.
type Clock struct {
	ReplyHours int
	SolveDays  int
}

// UsualClocks hold until the owner agrees on others.
func UsualClocks() map[Severity]Clock {
	return map[Severity]Clock{Critical: {4, 7}, High: {24, 21}, Normal: {72, 60}}
}

func (c Clock) reply() time.Duration { return time.Duration(c.ReplyHours) * time.Hour }
func (c Clock) solve() time.Duration { return time.Duration(c.SolveDays) * 24 * time.Hour }

// cost is what seconds of work cost; known is false where nobody said what an hour does.
func (t VoiceTerms) cost(seconds int64) (minor int64, known bool) {
	if t.Currency == "" {
		return 0, false
	}
	return int64(math.Round(float64(seconds) / 3600 * float64(t.HourMinor))), true
}

// check returns terms in order, or everything that is wrong with them; tree is the
// reasons that there are.
func (t VoiceTerms) check(tree []VoiceReason) (VoiceTerms, error) {
	var l problem.List
	known, owned := parentsOf(tree), map[int64]bool{}
	l.Need(t.Currency == "" || len(t.Currency) == 3, "currency", quoted(string(t.Currency)), "a currency such as CNY, or nothing", problem.Wanting(problem.CurrencyCode, "CNY"))
	l.Need(t.HourMinor >= 0 && t.HourMinor <= 100_000_000, "hourMinor", t.HourMinor, "0 to 100000000 minor units an hour", problem.Wanting(problem.WholeNumber, 0, 100_000_000))
	l.Need(len(t.Departments) <= 100, "departments", len(t.Departments), "at most 100 departments", problem.Wanting(problem.AtMost, 100))
	seen := map[string]bool{}
	for i, d := range t.Departments {
		d.Name, d.Head = strings.TrimSpace(d.Name), strings.TrimSpace(d.Head)
		field := fmt.Sprintf("departments[%d].", i)
		l.Need(isText(d.Name, 1, 100), field+"name", quoted(d.Name), "1 to 100 characters", problem.Wanting(problem.Characters, 1, 100))
		l.Need(!seen[d.Name], field+"name", quoted(d.Name), "each department once", problem.Wanting(problem.EachOnce))
		l.Need(isText(d.Head, 0, 200), field+"head", quoted(d.Head), "at most 200 characters", problem.Wanting(problem.Characters, 0, 200))
		for k, id := range d.Reasons {
			at := fmt.Sprintf("%sreasons[%d]", field, k)
			_, there := known[id]
			l.Need(there, at, id, "a reason that there is", problem.Wanting(problem.Existing))
			l.Need(!owned[id], at, id, "a reason for which one department answers")
			owned[id] = true
		}
		seen[d.Name], t.Departments[i] = true, d
	}
	for _, s := range Severities() {
		c := t.Clocks[s]
		l.Need(c.ReplyHours >= 1 && c.ReplyHours <= 2000, "clocks."+string(s)+".replyHours", c.ReplyHours, "1 to 2000 hours", problem.Wanting(problem.WholeNumber, 1, 2000))
		l.Need(c.SolveDays >= 1 && c.SolveDays <= 1000, "clocks."+string(s)+".solveDays", c.SolveDays, "1 to 1000 days", problem.Wanting(problem.WholeNumber, 1, 1000))
	}
	if t.Worth != nil {
		t.Worth.Source = strings.TrimSpace(t.Worth.Source)
	}
	worthFaults(&l, t.Worth, t.Currency)
	return t, refused("terms", l)
}

// owns reports whether a department is on the list, or there is none.
func (t VoiceTerms) owns(name string) bool {
	return len(t.Departments) == 0 || slices.ContainsFunc(t.Departments, func(d Department) bool { return d.Name == name })
}

func (t VoiceTerms) head(name string) string {
	for _, d := range t.Departments {
		if d.Name == name && d.Head != "" {
			return d.Head
		}
	}
	return name
}

// Terms returns what was agreed on; at version 0 nothing was, and the usual clocks run.
func (s *Voice) Terms(ctx context.Context, scope auth.Scope) (VoiceTerms, error) {
	t, err := s.store.VoiceTerms(ctx, scope)
	if err == nil && t.Version == 0 {
		t.Clocks = UsualClocks()
	}
	return t, err
}

// SetTerms replaces what was agreed on, where it has still the version of t.
func (s *Voice) SetTerms(ctx context.Context, scope auth.Scope, t VoiceTerms) (VoiceTerms, error) {
	if err := ownersOnly(scope); err != nil {
		return t, err
	}
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		tree, err := s.store.VoiceReasons(ctx, scope)
		if err != nil {
			return err
		}
		if t, err = t.check(tree); err != nil {
			return err
		}
		if t, err = s.store.SetVoiceTerms(ctx, scope, t); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "voice_terms.set", "voice_terms", t)
	})
	return t, err
}
