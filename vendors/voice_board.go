package vendors

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ProblemBoard is the problems that are not solved, by age, and how departments keep
// their clocks (003-21).
type ProblemBoard struct {
	Problems          []AgedProblem // open ones first, the worst first; then closed ones, the newest first
	Departments       []DepartmentAccount
	Median, Ninetieth float64 // days, of the open ones
}

// AgedProblem is a problem with its clock.
type AgedProblem struct {
	VoiceProblem
	Days     float64 // open, or until it was closed
	Due      time.Time
	Overdue  time.Duration // 0: in time, or closed
	Contacts int64         // under its reason since it was opened
}

// DepartmentAccount is what a department owes.
type DepartmentAccount struct {
	Name           string
	Head           string
	Open, Late     int
	Oldest         float64 // days
	Contacts       int64
	Replies, Timed int64 // that were due; of them, in time
	Ages           [4]int
}

// Bounds of the ages on the board, in days: a problem is younger than the first, or
// between two, or older than the last.
var ageBounds = [3]float64{7, 30, 90}

// Board returns the problems; closed ones where asked.
func (s *Voice) Board(ctx context.Context, scope auth.Scope, closed bool) (ProblemBoard, error) {
	list, err := s.store.Problems(ctx, scope, true)
	if err != nil {
		return ProblemBoard{}, err
	}
	terms, err := s.Terms(ctx, scope)
	if err != nil {
		return ProblemBoard{}, err
	}
	contacts, err := s.sinceOpened(ctx, scope, list)
	if err != nil {
		return ProblemBoard{}, err
	}
	var replies, whole []voice.Pain
	for _, p := range list {
		reply, all := p.pains(terms.Clocks[p.Severity], contacts[p.ID])
		replies, whole = append(replies, reply), append(whole, all)
	}
	elapsed := func(from, to time.Time) time.Duration { return to.Sub(from) }
	answered, err := voice.Ages(replies, s.Now(), elapsed)
	if err != nil {
		return ProblemBoard{}, err
	}
	ages, err := voice.Ages(whole, s.Now(), elapsed)
	if err != nil {
		return ProblemBoard{}, err
	}
	b := ProblemBoard{Median: ages.Median, Ninetieth: ages.Ninetieth}
	for _, p := range list {
		b.Problems = append(b.Problems, p.aged(terms.Clocks[p.Severity], contacts[p.ID], s.Now()))
	}
	b.Departments = accounts(answered, ages, b.Problems, terms)
	b.Problems = slices.DeleteFunc(b.Problems, func(p AgedProblem) bool { return p.State == ProblemClosed && !closed })
	slices.SortStableFunc(b.Problems, func(x, y AgedProblem) int {
		if x, y := x.State == ProblemClosed, y.State == ProblemClosed; x != y {
			return map[bool]int{true: 1, false: -1}[x]
		}
		return cmp.Or(cmp.Compare(y.Overdue, x.Overdue), x.Due.Compare(y.Due), cmp.Compare(x.ID, y.ID))
	})
	return b, nil
}

// pains are a problem to the core: until the department's reply, and until it is solved.
func (p VoiceProblem) pains(c Clock, contacts int64) (reply, whole voice.Pain) {
	whole = voice.Pain{Code: fmt.Sprint(p.ID), Owner: p.Department, Opened: p.OpenedAt, Solved: p.ClosedAt, Contacts: contacts, Asked: p.OpenedAt, Promised: c.solve()}
	reply = whole
	reply.Replied, reply.Promised = p.AcceptedAt, c.reply()
	return reply, whole
}

// due is when the clock that runs now runs out: the reply's, then the solution's.
func (p VoiceProblem) due(c Clock) time.Time {
	if p.State == ProblemOpen {
		return p.OpenedAt.Add(c.reply())
	}
	return p.OpenedAt.Add(c.solve())
}

func (p VoiceProblem) aged(c Clock, contacts int64, now time.Time) AgedProblem {
	a := AgedProblem{VoiceProblem: p, Due: p.due(c), Contacts: contacts}
	end := now
	if p.State == ProblemClosed {
		end = p.ClosedAt
	} else {
		a.Overdue = max(0, now.Sub(a.Due))
	}
	a.Days = end.Sub(p.OpenedAt).Hours() / 24
	return a
}

func accounts(answered, ages voice.Board, problems []AgedProblem, terms VoiceTerms) []DepartmentAccount {
	of := map[string]*DepartmentAccount{}
	for _, o := range ages.ByOwner {
		of[o.Name] = &DepartmentAccount{Name: o.Name, Head: terms.head(o.Name), Open: o.Open, Oldest: o.Oldest, Contacts: o.Contacts}
	}
	for _, o := range answered.ByOwner {
		of[o.Name].Replies, of[o.Name].Timed = o.Due, o.InTime
	}
	for _, p := range problems {
		if p.State == ProblemClosed {
			continue
		}
		a := of[p.Department]
		if p.Overdue > 0 {
			a.Late++
		}
		at := 0
		for at < len(ageBounds) && p.Days >= ageBounds[at] {
			at++
		}
		a.Ages[at]++
	}
	out := make([]DepartmentAccount, 0, len(of))
	for _, a := range of {
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b DepartmentAccount) int {
		return cmp.Or(cmp.Compare(b.Late, a.Late), cmp.Compare(b.Open, a.Open), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// sinceOpened counts the contacts of each problem's reason from the day on which it
// was opened to its end.
func (s *Voice) sinceOpened(ctx context.Context, scope auth.Scope, list []VoiceProblem) (map[int64]int64, error) {
	out := map[int64]int64{}
	if len(list) == 0 {
		return out, nil
	}
	first := slices.MinFunc(list, func(a, b VoiceProblem) int { return a.OpenedAt.Compare(b.OpenedAt) }).OpenedAt
	cells, err := s.store.VoiceDays(ctx, scope, grid.DateOf(first), grid.DateOf(s.Now()))
	if err != nil {
		return nil, err
	}
	tree, err := s.store.VoiceReasons(ctx, scope)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		in, from, to := subtree(tree, p.ReasonID), grid.DateOf(p.OpenedAt), grid.DateOf(s.Now())
		if !p.ClosedAt.IsZero() {
			to = grid.DateOf(p.ClosedAt)
		}
		for _, c := range cells {
			if in[c.ReasonID] && !c.Day.Before(from) && !c.Day.After(to) && (p.ProgrammeID == 0 || c.ProgrammeID == p.ProgrammeID) {
				out[p.ID] += c.Contacts
			}
		}
	}
	return out, nil
}

// Problem returns one with its clock.
func (s *Voice) Problem(ctx context.Context, scope auth.Scope, id int64) (AgedProblem, error) {
	p, err := s.store.Problem(ctx, scope, id)
	if err != nil {
		return AgedProblem{}, err
	}
	terms, err := s.Terms(ctx, scope)
	if err != nil {
		return AgedProblem{}, err
	}
	contacts, err := s.sinceOpened(ctx, scope, []VoiceProblem{p})
	return p.aged(terms.Clocks[p.Severity], contacts[id], s.Now()), err
}

// Escalate tells who is above where a clock ran out: the department's head at once,
// the owner of the centre when as much time has passed again. Asked again, it tells
// nobody twice. It returns how many it told.
func (s *Voice) Escalate(ctx context.Context, scope auth.Scope) (told int, err error) {
	list, err := s.store.Problems(ctx, scope, false)
	if err != nil {
		return 0, err
	}
	terms, err := s.Terms(ctx, scope)
	if err != nil {
		return 0, err
	}
	for _, p := range list {
		level, to := p.level(terms.Clocks[p.Severity], s.Now()), terms.head(p.Department)
		if level <= p.Escalated {
			continue
		}
		if level == 2 {
			to = ""
		}
		err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
			if err := s.store.SetEscalated(ctx, scope, p.ID, level); err != nil {
				return err
			}
			return s.trail(ctx, scope, p.ID, "escalated", to, "voice_problem.escalate")
		})
		if err != nil {
			return told, err
		}
		told++
	}
	return told, nil
}

// level is how far up a problem belongs by now.
func (p VoiceProblem) level(c Clock, now time.Time) int {
	promised := p.due(c).Sub(p.OpenedAt)
	switch over := now.Sub(p.due(c)); {
	case over <= 0:
		return 0
	case over < promised:
		return 1
	}
	return 2
}
