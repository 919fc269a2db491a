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
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ProblemState is how far a problem is.
type ProblemState string

// The states, in their order.
const (
	ProblemOpen     ProblemState = "open"     // the department has not said yes
	ProblemAccepted ProblemState = "accepted" // it has
	ProblemCause    ProblemState = "cause"    // why it happens is known
	ProblemMeasure  ProblemState = "measure"  // something was done, from a day on
	ProblemChecked  ProblemState = "checked"  // whether it helped is known
	ProblemClosed   ProblemState = "closed"
)

var problemStates = []ProblemState{ProblemOpen, ProblemAccepted, ProblemCause, ProblemMeasure, ProblemChecked, ProblemClosed}

// VoiceProblem is something that customers come with, with the department that owns it
// and its clock, which runs until it is solved for good (001-12, 003-21).
type VoiceProblem struct {
	ID, Version int64
	EmployerID  int64 // of the programme, 0: the owner's
	ProgrammeID int64 // whose contacts count, 0: all
	ReasonID    int64 // whose contacts count
	ProblemFields
	State                          ProblemState
	OpenedAt, AcceptedAt, ClosedAt time.Time
	MeasuredOn                     grid.Date // first day of the measure; zero: none
	Effect                         *Effect
	Escalated                      int // 0 not; 1 to the head; 2 to the owner
}

// ProblemFields is what a person writes of a problem.
type ProblemFields struct {
	Title, Detail string
	Department    string
	Severity      Severity
}

// Effect is contacts after a measure against as many days before it.
type Effect struct {
	Days               int
	Before, After      int64
	ByOrders           bool // else by days
	Ratio              float64
	Low, High          float64
	Helped             bool // surely fewer
	CheckedOn          grid.Date
	OrdersNow, OrdersB int64
}

// ProblemStep is something that was done about a problem. None is ever changed.
type ProblemStep struct {
	ID, ProblemID int64
	At            time.Time
	By            int64
	Name          string // of who did
	Step          string // opened, edited, remark, accepted, cause, measure, checked, closed, escalated
	Text          string
}

func (f ProblemFields) check(t VoiceTerms) (ProblemFields, error) {
	f.Title, f.Detail, f.Department = strings.TrimSpace(f.Title), strings.TrimSpace(f.Detail), strings.TrimSpace(f.Department)
	var l problem.List
	l.Need(isText(f.Title, 1, 200), "title", quoted(f.Title), "1 to 200 characters", problem.Wanting(problem.Characters, 1, 200))
	l.Need(isText(f.Detail, 0, longestText), "detail", "a text of "+characters(f.Detail), fmt.Sprintf("at most %d characters", longestText), problem.Wanting(problem.Characters, 0, longestText))
	l.Need(isText(f.Department, 1, 100), "department", quoted(f.Department), "the department that owns it", problem.Wanting(problem.Characters, 1, 100))
	l.Need(f.Department == "" || t.owns(f.Department), "department", quoted(f.Department), "a department of the list", problem.Wanting(problem.Existing))
	l.Need(slices.Contains(Severities(), f.Severity), "severity", f.Severity, fmt.Sprint(Severities()), problem.Wanting(problem.Choice))
	return f, refused("problem", l)
}

func problemSubject(id int64) string { return fmt.Sprintf("voice_problem/%d", id) }

// OpenProblem begins the clock of a problem.
func (s *Voice) OpenProblem(ctx context.Context, scope auth.Scope, p VoiceProblem) (VoiceProblem, error) {
	if err := ownersOnly(scope); err != nil {
		return p, err
	}
	terms, err := s.Terms(ctx, scope)
	if err != nil {
		return p, err
	}
	if p.ProblemFields, err = p.check(terms); err != nil {
		return p, err
	}
	var l problem.List
	_, err = s.Reason(ctx, scope, p.ReasonID)
	if err := missing(&l, err, "reasonId", p.ReasonID, "a reason, by whose contacts the problem is measured"); err != nil {
		return p, err
	}
	if p.ProgrammeID != 0 {
		programme, err := s.programmes.Get(ctx, scope, p.ProgrammeID)
		if err := missing(&l, err, "programmeId", p.ProgrammeID, "a programme, or 0"); err != nil {
			return p, err
		}
		p.EmployerID = programme.EmployerID
	}
	if err := refused("problem", l); err != nil {
		return p, err
	}
	p.State, p.OpenedAt = ProblemOpen, s.Now()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if p, err = s.store.AddProblem(ctx, scope, p); err != nil {
			return err
		}
		return s.trail(ctx, scope, p.ID, "opened", p.Title, "voice_problem.open")
	})
	return p, err
}

// trail writes a step beside the problem and into the journal of the house.
func (s *Voice) trail(ctx context.Context, scope auth.Scope, id int64, step, text, action string) error {
	if err := s.store.AddStep(ctx, scope, ProblemStep{ProblemID: id, At: s.Now(), By: scope.Actor(), Step: step, Text: text}); err != nil {
		return err
	}
	return s.journal.Record(ctx, scope, action, problemSubject(id), map[string]any{"step": step, "text": text})
}

// EditProblem changes what is written of a problem that is not closed.
func (s *Voice) EditProblem(ctx context.Context, scope auth.Scope, id, version int64, f ProblemFields) (VoiceProblem, error) {
	terms, err := s.Terms(ctx, scope)
	if err != nil {
		return VoiceProblem{}, err
	}
	if f, err = f.check(terms); err != nil {
		return VoiceProblem{}, err
	}
	return s.changeProblem(ctx, scope, id, version, "edited", fmt.Sprintf("%s · %s", f.Department, f.Severity), func(p *VoiceProblem) error {
		p.ProblemFields = f
		return nil
	})
}

func (s *Voice) changeProblem(ctx context.Context, scope auth.Scope, id, version int64, step, text string, change func(*VoiceProblem) error) (p VoiceProblem, err error) {
	if err := ownersOnly(scope); err != nil {
		return p, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if p, err = s.store.Problem(ctx, scope, id); err != nil {
			return err
		}
		if p.State == ProblemClosed {
			return refusedBy(ProblemDone, "a closed problem", "one that is open; what comes again is a new one")
		}
		if err := change(&p); err != nil {
			return err
		}
		p.Version = version
		if p, err = s.store.UpdateProblem(ctx, scope, p); err != nil {
			return err
		}
		return s.trail(ctx, scope, id, step, text, "voice_problem."+step)
	})
	return p, err
}

// ProblemMove is what somebody does about a problem.
type ProblemMove struct {
	Step ProblemState // "" is a remark
	Text string
	On   grid.Date // of a measure: its first day
}

// Move takes a problem a step on: accepted, cause, measure, checked, closed. A measure
// that did not help may be followed by another. Nothing is closed without an effect
// check; where that does not show that it helped, the text says why it is closed.
func (s *Voice) Move(ctx context.Context, scope auth.Scope, id, version int64, m ProblemMove) (VoiceProblem, error) {
	m.Text = strings.TrimSpace(m.Text)
	var l problem.List
	least := 1
	if m.Step == ProblemAccepted || m.Step == ProblemChecked || m.Step == ProblemClosed {
		least = 0
	}
	l.Need(m.Step == "" || slices.Index(problemStates, m.Step) > 0, "step", m.Step, fmt.Sprint(problemStates[1:])+", or nothing for a remark", problem.Wanting(problem.Choice))
	l.Need(isText(m.Text, least, longestText), "text", quoted(m.Text), "what there is to say, at most 4000 characters", problem.Wanting(problem.Characters, least, longestText))
	l.Need(m.Step != ProblemMeasure || !m.On.IsZero() && !m.On.After(grid.DateOf(s.Now()).AddDays(366)), "on", m.On, "the first day of the measure", problem.Wanting(problem.Needed))
	if err := refused("step", l); err != nil {
		return VoiceProblem{}, err
	}
	step := string(m.Step)
	if step == "" {
		step = "remark"
	}
	return s.changeProblem(ctx, scope, id, version, step, m.Text, func(p *VoiceProblem) error {
		if m.Step == "" {
			return nil
		}
		if !p.State.leadsTo(m.Step) {
			return refusedBy(OtherStep, "a problem that is "+string(p.State), "the step before "+string(m.Step))
		}
		p.State = m.Step
		switch m.Step {
		case ProblemAccepted:
			p.AcceptedAt, p.Escalated = s.Now(), 0
		case ProblemMeasure:
			p.MeasuredOn, p.Effect = m.On, nil
		case ProblemChecked:
			effect, err := s.effect(ctx, scope, *p)
			p.Effect = effect
			return err
		case ProblemClosed:
			if !p.Effect.Helped && m.Text == "" {
				return refusedBy(NoEffect, "an effect check that does not show fewer contacts", "another measure, or the reason for which it is closed all the same")
			}
			p.ClosedAt = s.Now()
		}
		return nil
	})
}

// NoEffect is why a problem is not closed: it is not shown that the measure helped.
const NoEffect Cause = "no_effect"

// TooEarly is why an effect is not checked: too few days have passed.
const TooEarly Cause = "too_early"

// leadsTo reports whether a step may follow on a state.
func (s ProblemState) leadsTo(next ProblemState) bool {
	switch next {
	case ProblemMeasure:
		return s == ProblemCause || s == ProblemMeasure || s == ProblemChecked
	case ProblemChecked:
		return s == ProblemMeasure || s == ProblemChecked
	}
	return slices.Index(problemStates, next) == slices.Index(problemStates, s)+1
}

// Whole weeks on either side of a measure are compared, so that each weekday counts
// as often: one at least, four at most.
const leastWeeks, mostWeeks = 1, 4

// effect counts contacts of the problem's reason before and after its measure.
func (s *Voice) effect(ctx context.Context, scope auth.Scope, p VoiceProblem) (*Effect, error) {
	today := grid.DateOf(s.Now())
	weeks := min(p.MeasuredOn.DaysUntil(today)/7, mostWeeks)
	if weeks < leastWeeks {
		return nil, refusedBy(TooEarly, fmt.Sprintf("a measure since %v, looked at on %v", p.MeasuredOn, today), "a whole week after the measure's first day", p.MeasuredOn)
	}
	e := Effect{Days: 7 * weeks, CheckedOn: today}
	first, last := p.MeasuredOn.AddDays(-e.Days), p.MeasuredOn.AddDays(e.Days-1)
	cells, err := s.store.VoiceDays(ctx, scope, first, last)
	if err != nil {
		return nil, err
	}
	tree, err := s.store.VoiceReasons(ctx, scope)
	if err != nil {
		return nil, err
	}
	in := subtree(tree, p.ReasonID)
	for _, c := range cells {
		switch {
		case !in[c.ReasonID] || p.ProgrammeID != 0 && c.ProgrammeID != p.ProgrammeID:
		case c.Day.Before(p.MeasuredOn):
			e.Before += c.Contacts
		default:
			e.After += c.Contacts
		}
	}
	if e.OrdersB, err = s.ordered(ctx, scope, first, p.MeasuredOn.AddDays(-1)); err != nil {
		return nil, err
	}
	if e.OrdersNow, err = s.ordered(ctx, scope, p.MeasuredOn, last); err != nil {
		return nil, err
	}
	exposure := voice.Exposure{Now: 1, Before: 1}
	if e.ByOrders = e.OrdersB > 0 && e.OrdersNow > 0; e.ByOrders {
		exposure = voice.Exposure{Now: e.OrdersNow, Before: e.OrdersB}
	}
	c, err := voice.Compare(e.After, e.Before, exposure)
	if err != nil {
		return nil, err
	}
	e.Ratio, e.Low, e.High = orMinus(c.Ratio), c.Low, orMinus(c.High)
	e.Helped = e.Before > 0 && c.High < 1
	return &e, nil
}

// orMinus is a number that JSON can keep; −1 is none.
func orMinus(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return -1
	}
	return x
}

// Steps are what was done about a problem, with who did it.
func (s *Voice) Steps(ctx context.Context, scope auth.Scope, id int64) ([]ProblemStep, error) {
	list, err := s.store.Steps(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for i, step := range list {
		if _, known := names[step.By]; !known {
			if names[step.By], err = s.users.UserName(ctx, scope, step.By); err != nil {
				return nil, err
			}
		}
		list[i].Name = names[step.By]
	}
	return list, nil
}
