package risk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Employments knows who came and left.
type Employments interface {
	Spells(ctx context.Context, scope auth.Scope) ([]attrition.Spell, []attrition.Fault, error)
}

// People are those who are employed today.
type People interface {
	People(ctx context.Context, scope auth.Scope) ([]workforce.Person, error)
}

// Journal writes down who did what.
type Journal interface {
	Record(ctx context.Context, scope auth.Scope, action, subject string, detail any) error
}

// Warnings is early warning.
type Warnings struct {
	store       Store
	employments Employments
	people      People
	journal     Journal
	// Schedules are asked by the clock and before a model learns; nil: nobody knows.
	Schedules Schedules
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// New connects the service.
func New(store Store, employments Employments, people People, journal Journal) *Warnings {
	return &Warnings{store: store, employments: employments, people: people, journal: journal, Now: time.Now}
}

// OffError says that early warning is switched off.
type OffError struct{}

func (*OffError) Error() string { return "early warning is off; HR switches it on and says why" }

// KeepMonths takes in what schedules asked of people; who keeps careers may, and reads
// nothing by it.
func (w *Warnings) KeepMonths(ctx context.Context, scope auth.Scope, months []Month) error {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return err
	}
	return w.store.PutMonths(ctx, scope, months)
}

// State is how things stand.
type State struct {
	Switch Switch
	Model  *Model // nil: none was learnt yet
}

// State says whether early warning is on, and what was learnt. Chances of people are not
// in it.
func (w *Warnings) State(ctx context.Context, scope auth.Scope) (State, error) {
	var s State
	if err := scope.Require(auth.ReadRisk); err != nil {
		return s, err
	}
	var err error
	if s.Switch, err = w.store.Switch(ctx, scope); err != nil {
		return s, err
	}
	s.Model, err = w.store.Model(ctx, scope)
	if errors.Is(err, database.ErrNotFound) {
		return s, nil
	}
	return s, err
}

// Turn switches early warning on or off, with the reason. Off, what was found is gone.
func (w *Warnings) Turn(ctx context.Context, scope auth.Scope, on bool, reason string) (Switch, error) {
	if err := scope.Require(auth.ReadRisk); err != nil {
		return Switch{}, err
	}
	s := Switch{On: on, Reason: strings.TrimSpace(reason), At: w.Now(), By: scope.Actor()}
	if n := len([]rune(s.Reason)); n < 4 || n > 1000 {
		return s, invalid("switch", "reason", fmt.Sprintf("%d characters", n), "4 to 1000 characters that say why")
	}
	return s, w.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := w.store.AddSwitch(ctx, scope, s); err != nil {
			return err
		}
		if !on {
			if err := w.store.PutScores(ctx, scope, nil); err != nil {
				return err
			}
		}
		return w.journal.Record(ctx, scope, "risk.switch", "risk", map[string]any{"on": on, "reason": s.Reason})
	})
}

// Learn fits a model on what is known up to the end of last month, judges it, and scores
// everybody who is employed.
func (w *Warnings) Learn(ctx context.Context, scope auth.Scope) (*Model, error) {
	if err := w.on(ctx, scope); err != nil {
		return nil, err
	}
	all := auth.SystemScope(scope.Tenant())
	spells, _, err := w.employments.Spells(ctx, all)
	if err != nil {
		return nil, err
	}
	if _, err := w.collect(ctx, scope, learntMonths); err != nil {
		return nil, err
	}
	months, err := w.store.Months(ctx, all)
	if err != nil {
		return nil, err
	}
	today := grid.DateOf(w.Now().UTC())
	to := grid.Date{Year: today.Year, Month: today.Month, Day: 1}.AddDays(-1)
	m, err := learn(spells, months, to)
	if err != nil {
		return nil, err
	}
	m.MadeAt, m.MadeBy = w.Now(), scope.Actor()
	people, err := w.people.People(ctx, all)
	if err != nil {
		return nil, err
	}
	return m, w.store.InTx(ctx, all, func(ctx context.Context) error {
		if err := w.store.AddModel(ctx, all, m); err != nil {
			return err
		}
		if err := w.store.PutScores(ctx, all, w.scores(m, people, spells, months, to)); err != nil {
			return err
		}
		return w.journal.Record(ctx, scope, "risk.learn", fmt.Sprintf("risk-model:%d", m.ID), map[string]any{"shown": m.Shown, "months": m.Months, "exits": m.Exits})
	})
}

// on refuses whoever may not, and everybody while it is off.
func (w *Warnings) on(ctx context.Context, scope auth.Scope) error {
	if err := scope.Require(auth.ReadRisk); err != nil {
		return err
	}
	s, err := w.store.Switch(ctx, scope)
	if err == nil && !s.On {
		err = &OffError{}
	}
	return err
}

// scores are of everybody of whom the last month is known, or whose tenure is, for averages.
func (w *Warnings) scores(m *Model, people []workforce.Person, spells []attrition.Spell, months []Month, to grid.Date) []Score {
	if m.Why != "" && len(m.Cells) == 0 {
		return nil
	}
	last := map[string]Facts{}
	for _, month := range months {
		if month.Month == monthOf(to) {
			last[month.Code] = month.Facts
		}
	}
	source := map[string]string{}
	for _, s := range spells {
		source[s.Code] = s.Source
	}
	var out []Score
	for _, p := range people {
		facts, known := last[p.Code]
		if !known && m.Shown || p.HiredOn.After(to) {
			continue
		}
		s := m.score(p.HiredOn, to.AddDays(1), facts, source[p.Code])
		s.PersonID, s.ModelID, s.MadeAt, s.ExpiresAt = p.ID, m.ID, w.Now(), w.Now().Add(scoreLife)
		out = append(out, s)
	}
	return out
}

// Listed is somebody to talk with.
type Listed struct {
	Score
	Person workforce.Person
	Talks  []Talk // newest first
}

// mostListed is how many people a list names: as many as can be talked with in a month.
const mostListed = 20

// ToTalkWith names people whose chance is above twice the mean, in order of their names:
// nobody is ranked. That it was looked at is written down for each of them.
func (w *Warnings) ToTalkWith(ctx context.Context, scope auth.Scope) ([]Listed, error) {
	if err := w.on(ctx, scope); err != nil {
		return nil, err
	}
	scores, err := w.store.Scores(ctx, scope, w.Now())
	if err != nil {
		return nil, err
	}
	people, err := w.people.People(ctx, scope)
	if err != nil {
		return nil, err
	}
	talks, err := w.store.Talks(ctx, scope)
	if err != nil {
		return nil, err
	}
	mean := 0.0
	for _, s := range scores {
		mean += s.Chance / float64(len(scores))
	}
	slices.SortFunc(scores, func(a, b Score) int { return cmp.Compare(b.Chance, a.Chance) })
	var out []Listed
	var views []View
	for _, s := range scores {
		at := slices.IndexFunc(people, func(p workforce.Person) bool { return p.ID == s.PersonID })
		if at < 0 || s.Average || s.Chance < 2*mean || len(out) == mostListed {
			continue
		}
		listed := Listed{Score: s, Person: people[at]}
		for _, t := range talks {
			if t.PersonID == s.PersonID {
				listed.Talks = append(listed.Talks, t)
			}
		}
		out = append(out, listed)
		views = append(views, View{s.PersonID, "list", w.Now(), scope.Actor()})
	}
	slices.SortFunc(out, func(a, b Listed) int { return cmp.Compare(a.Person.Name, b.Person.Name) })
	return out, w.store.AddViews(ctx, scope, views)
}

// Share is how many of those who are scored lie in a range of chances.
type Share struct {
	From, To float64
	People   int
}

// Distribution is how chances spread; ranges of fewer than ten people are joined with the
// next lower.
func (w *Warnings) Distribution(ctx context.Context, scope auth.Scope) ([]Share, error) {
	if err := w.on(ctx, scope); err != nil {
		return nil, err
	}
	scores, err := w.store.Scores(ctx, scope, w.Now())
	if err != nil || len(scores) < 10 {
		return nil, err
	}
	edges := []float64{0, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1}
	var out []Share
	for i := range edges[1:] {
		s := Share{From: edges[i], To: edges[i+1]}
		for _, score := range scores {
			if score.Chance >= s.From && (score.Chance < s.To || s.To == 1) {
				s.People++
			}
		}
		if last := len(out) - 1; last >= 0 && (s.People < 10 || out[last].People < 10) {
			out[last].To, out[last].People = s.To, out[last].People+s.People
			continue
		}
		out = append(out, s)
	}
	return out, nil
}

// Record keeps what came of a conversation.
func (w *Warnings) Record(ctx context.Context, scope auth.Scope, t Talk) (Talk, error) {
	if err := scope.Require(auth.ReadRisk); err != nil {
		return t, err
	}
	people, err := w.people.People(ctx, scope)
	if err != nil {
		return t, err
	}
	if !slices.ContainsFunc(people, func(p workforce.Person) bool { return p.ID == t.PersonID }) {
		return t, database.ErrNotFound
	}
	if err := w.on(ctx, scope); err != nil {
		return t, err
	}
	if !slices.Contains(Outcomes(), t.Outcome) {
		return t, invalid("conversation", "outcome", string(t.Outcome), "talked, agreed, no_need or leaving")
	}
	t.At, t.By, t.Note = w.Now(), scope.Actor(), strings.TrimSpace(t.Note)
	return w.store.AddTalk(ctx, scope, t)
}

// Views are the newest looks at scores.
func (w *Warnings) Views(ctx context.Context, scope auth.Scope) ([]View, error) {
	if err := scope.Require(auth.ReadRisk); err != nil {
		return nil, err
	}
	return w.store.Views(ctx, scope, 0, 200)
}

// Own is what is known of the person who asks: the score with what raises it, who looked,
// and what came of conversations. It is theirs whether early warning is on or not.
type Own struct {
	Scores []Score
	Views  []View
	Talks  []Talk
	Months []Month
}

// Own returns it.
func (w *Warnings) Own(ctx context.Context, scope auth.Scope, code string) (Own, error) {
	var o Own
	if err := scope.Require(auth.FollowOwnCareer); err != nil {
		return o, err
	}
	all := auth.SystemScope(scope.Tenant())
	scores, err := w.store.Scores(ctx, all, w.Now())
	if err != nil {
		return o, err
	}
	talks, err := w.store.Talks(ctx, all)
	if err != nil {
		return o, err
	}
	months, err := w.store.Months(ctx, all)
	if err != nil {
		return o, err
	}
	mine := scope.Person()
	o.Scores = slices.DeleteFunc(scores, func(s Score) bool { return s.PersonID != mine })
	o.Talks = slices.DeleteFunc(talks, func(t Talk) bool { return t.PersonID != mine })
	o.Months = slices.DeleteFunc(months, func(m Month) bool { return m.Code != code })
	o.Views, err = w.store.Views(ctx, all, mine, 1000)
	return o, err
}

func invalid(what, field, found, expected string) error {
	if found == "" {
		found = "nothing"
	}
	return &workforce.InvalidError{What: what, Fields: []workforce.FieldError{{Field: field, Found: found, Expected: expected}}}
}
