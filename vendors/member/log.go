package member

import (
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/chain"
)

// Event is a step of a member's life. Its hash covers it and the event before.
type Event struct {
	Member   string
	At       time.Time
	Actor    string
	From, To State
	Reason   string   // ground or exit, where there is one
	Evidence []string // contacts, gradings, documents
	Hash     chain.Hash
}

// Log is the events of one member, the oldest first.
type Log []Event

// Effects are what has to happen together with a step, in one transaction.
type Effects struct {
	RevokeGrants  bool
	EndScope      bool // of log-in
	FreeBookings  bool // those to come go back to the others
	ConfirmBy     time.Time
	RestoreGrants bool // an appeal was granted: record and pay are restored
}

// Move is a step that somebody wants to take.
type Move struct {
	To       State
	At       time.Time
	Actor    string
	Evidence []string
}

// State is where the member stands now.
func (l Log) State() State {
	if len(l) == 0 {
		return Applied
	}
	return l[len(l)-1].To
}

// Apply begins a log with an application.
func Apply(member string, at time.Time) Log {
	e := Event{Member: member, At: at.UTC(), Actor: member, To: Applied}
	e.Hash = e.seal(chain.Hash{})
	return Log{e}
}

// Advance takes a step, if its guards are content: it exists, somebody takes it
// with evidence, not before the last, and the facts support it. The error is a
// [*GuardError]; the log is not changed then.
func (l Log) Advance(m Move, f Facts, r Rules) (Log, Effects, error) {
	from := l.State()
	refuse := func(guard string, r Rule) error { return &GuardError{from, m.To, guard, r} }
	if len(l) == 0 {
		return l, Effects{}, refuse("application", Against(NotApplied, "none", "an application first"))
	}
	last := l[len(l)-1]
	switch {
	case m.Actor == "":
		return l, Effects{}, refuse("actor", Against(NoActor, "nobody", "who takes the step"))
	case m.Actor == last.Member && m.To != Exited:
		return l, Effects{}, refuse("actor", Against(OnThemselves, "the member", "somebody else: nobody decides on themselves"))
	case len(m.Evidence) == 0:
		return l, Effects{}, refuse("evidence", Against(NoEvidence, "none", "what the step rests on"))
	case m.At.Before(last.At):
		return l, Effects{}, refuse("time", Against(BeforeLast, m.At.Format(time.RFC3339), last.At.Format(time.RFC3339)+" or later", last.At))
	}
	reason, err := allow(from, m, &f, &r)
	if err != nil {
		return l, Effects{}, err
	}
	e := Event{Member: last.Member, At: m.At.UTC(), Actor: m.Actor, From: from, To: m.To, Reason: reason, Evidence: slices.Clone(m.Evidence)}
	e.Hash = e.seal(last.Hash)
	return append(slices.Clone(l), e), effects(e, r), nil
}

// allow asks the guards of a step, and returns the reason to note.
func allow(from State, m Move, f *Facts, r *Rules) (string, error) {
	if m.To == Exited {
		return string(f.Exit), mayExit(from, f, r)
	}
	list, exists := guards[step{from, m.To}]
	if !exists {
		return "", &GuardError{from, m.To, "step", Against(NoSuchStep, "none", "one of the steps that lead from here")}
	}
	for _, g := range list {
		if u := g(f, r, m.At); u != nil {
			return "", &GuardError{from, m.To, u.guard, u.rule}
		}
	}
	if m.To == Suspended {
		return string(f.Ground), nil
	}
	return "", nil
}

// mayExit checks the reason for leaving.
func mayExit(from State, f *Facts, r *Rules) error {
	switch {
	case from == Exited:
		return &GuardError{from, Exited, "step", Against(GoneAlready, "gone already", "a member")}
	case f.Exit == Dismissed && !dismissible[from]:
		return &GuardError{from, Exited, "dismissal", Against(NotDismissible, "a member who is "+string(from), "a failed exam or probation, or a suspension", from)}
	case f.Exit == Dismissed && from == Suspended && f.Confirmed.IsZero():
		return &GuardError{from, Exited, "confirmation", Against(NotConfirmed, "none", "a person's", r.Confirm.Hours())}
	case !slices.Contains([]Exit{Voluntary, Inactive, Dismissed, PartnerLeft}, f.Exit):
		return &GuardError{from, Exited, "reason", Against(NoExit, fmt.Sprintf("%q", f.Exit), "voluntary, inactive, dismissed or partner_left")}
	}
	return nil
}

func effects(e Event, r Rules) Effects {
	switch {
	case e.To == Suspended && (Ground(e.Reason) == CriticalError || Ground(e.Reason) == Breach):
		return Effects{RevokeGrants: true, EndScope: true, FreeBookings: true, ConfirmBy: e.At.Add(r.Confirm)}
	case e.To == Suspended || e.To == Exited:
		return Effects{RevokeGrants: true, EndScope: true, FreeBookings: true}
	case e.From == Suspended && e.To.Works():
		return Effects{RestoreGrants: true}
	}
	return Effects{}
}

// seal computes the hash of an event after another.
func (e Event) seal(before chain.Hash) chain.Hash {
	texts := append([]string{e.Member, e.Actor, string(e.From), string(e.To), e.Reason}, e.Evidence...)
	return chain.Seal(before, []int64{e.At.UnixMicro(), int64(len(e.Evidence))}, texts...)
}

// Broken returns the position of the first event that is not as it was written, or
// −1.
func (l Log) Broken() int {
	return chain.Broken(l, func(e Event) chain.Hash { return e.Hash }, Event.seal)
}
