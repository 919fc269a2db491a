package vendors

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/exchange/contact"
	"github.com/muster-wfm/muster/vendors/quality/rank"
)

// Evaluations is the verbs of judging contacts: import, draw, judge, contest.
type Evaluations struct {
	store      EvaluationStore
	forms      *Forms
	programmes ProgrammeLister
	journal    Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
	// Working tells when so many working days after a moment are over; weekdays alone
	// unless somebody knows the holidays.
	Working func(ctx context.Context, scope auth.Scope, from time.Time, days int) (time.Time, error)
}

// ProgrammeLister lists programmes; [Programmes] is one.
type ProgrammeLister interface {
	List(ctx context.Context, scope auth.Scope, q ProgrammeQuery) ([]Programme, error)
}

// NewEvaluations connects judging with what it needs of others.
func NewEvaluations(store EvaluationStore, forms *Forms, programmes ProgrammeLister, journal Journal) *Evaluations {
	return &Evaluations{store: store, forms: forms, programmes: programmes, journal: journal, Now: time.Now, Working: weekdays}
}

// weekdays counts Monday to Friday.
func weekdays(_ context.Context, _ auth.Scope, from time.Time, days int) (time.Time, error) {
	for days > 0 {
		from = from.AddDate(0, 0, 1)
		if from.Weekday() != time.Saturday && from.Weekday() != time.Sunday {
			days--
		}
	}
	return from, nil
}

// Imported is what a file of contacts held.
type Imported struct {
	Rows, Added, Known int
	Dry                bool
}

// Import takes references to contacts from a file. A contact that is kept already
// stays as it is. The error is [exchange.Faults] where rows cannot be; then nothing
// is kept. A coordinator brings in contacts of his own people only.
func (s *Evaluations) Import(ctx context.Context, scope auth.Scope, file io.Reader, zone *time.Location, dry bool) (Imported, error) {
	rows, err := contact.Read(file, zone)
	if err != nil {
		return Imported{}, err
	}
	done := Imported{Rows: len(rows), Dry: dry}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		contacts, err := s.resolved(ctx, scope, rows)
		if err != nil {
			return err
		}
		if dry {
			done.Added, err = s.unknown(ctx, scope, contacts)
		} else {
			done.Added, err = s.store.AddContacts(ctx, scope, contacts)
		}
		done.Known = done.Rows - done.Added
		if err != nil || dry {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_contacts.import", "quality_contacts", map[string]any{"rows": done.Rows, "added": done.Added})
	})
	return done, err
}

func (s *Evaluations) unknown(ctx context.Context, scope auth.Scope, contacts []ContactRef) (int, error) {
	codes := make([]string, len(contacts))
	for i, c := range contacts {
		codes[i] = c.Code
	}
	known, err := s.store.KnownContacts(ctx, scope, codes)
	return len(contacts) - len(known), err
}

// resolved finds agents and queues by their codes.
func (s *Evaluations) resolved(ctx context.Context, scope auth.Scope, rows []contact.Row) ([]ContactRef, error) {
	var agents, queues []string
	for _, row := range rows {
		agents = append(agents, row.Agent)
		if row.Queue != "" {
			queues = append(queues, row.Queue)
		}
	}
	people, err := s.store.Agents(ctx, scope, agents)
	if err != nil {
		return nil, err
	}
	places, err := s.store.Queues(ctx, scope, queues)
	if err != nil {
		return nil, err
	}
	var faults exchange.Faults
	out := make([]ContactRef, len(rows))
	now := s.Now()
	for i, row := range rows {
		who, known := people[row.Agent]
		if !known {
			faults.Add(row.Line, "agent", row.Agent, "the code of a person who is yours to see", problem.Wanting(problem.PersonCode))
		}
		queue, there := places[row.Queue]
		if !there && row.Queue != "" {
			faults.Add(row.Line, "queue", row.Queue, "the code of a queue, or nothing", problem.Wanting(problem.QueueCode))
		}
		if row.At.After(now) {
			faults.Add(row.Line, "time", row.At.Format(time.RFC3339), "a time that has passed", problem.Wanting(problem.TimePast))
		}
		out[i] = ContactRef{
			Code: row.ID, At: row.At, SiteID: who.SiteID, EmployerID: who.EmployerID, QueueID: queue, TeamID: who.TeamID, PersonID: who.PersonID,
			Agent: row.Agent, Stratum: row.Stratum, Link: row.Link,
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return out, nil
}

// Graders returns who judges, with how many contacts wait for each.
func (s *Evaluations) Graders(ctx context.Context, scope auth.Scope) ([]Grader, error) {
	return s.store.Graders(ctx, scope)
}

// Candidates returns who can be made a grader.
func (s *Evaluations) Candidates(ctx context.Context, scope auth.Scope) ([]GraderCandidate, error) {
	return s.store.Candidates(ctx, scope)
}

// PutGrader makes a user a grader, or changes one: whose people he does not judge
// follows from his account. A grader without an account, whose grades were brought in
// from elsewhere, has the name and employer given.
func (s *Evaluations) PutGrader(ctx context.Context, scope auth.Scope, g Grader) (Grader, error) {
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if g, err = s.identified(ctx, scope, g); err != nil {
			return err
		}
		if err = s.nameable(ctx, scope, g); err != nil {
			return err
		}
		switch {
		case g.EmployerID != 0:
			g.Party = VendorParty
		case g.Party != BenchParty:
			g.Party = OwnerParty
		}
		if g, err = s.store.PutGrader(ctx, scope, g); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_grader.put", fmt.Sprintf("quality_grader:%d", g.ID), map[string]any{"name": g.Name, "party": g.Party, "active": g.Active})
	})
	return g, err
}

// identified fills in who a grader is.
func (s *Evaluations) identified(ctx context.Context, scope auth.Scope, g Grader) (Grader, error) {
	if g.ID != 0 {
		all, err := s.store.Graders(ctx, scope)
		for _, now := range all {
			if now.ID == g.ID {
				now.TeamID, now.Active, now.Party, now.ProgrammeIDs = g.TeamID, g.Active, g.Party, g.ProgrammeIDs
				return now, err
			}
		}
		return g, database.ErrNotFound
	}
	if g.UserID == 0 {
		if g.Name == "" {
			return g, invalidField("grader", "userId", "nobody", "the account by which the grader signs in")
		}
		return g, nil
	}
	var err error
	if g.Name, g.EmployerID, err = s.store.UserEmployer(ctx, scope, g.UserID); errors.Is(err, database.ErrNotFound) {
		return g, invalidField("grader", "userId", fmt.Sprint(g.UserID), "the account of somebody here")
	}
	return g, err
}

// mayDraw checks an order, and who asks: who manages vendors draws anything, a
// coordinator checks of his own work by his own graders.
func mayDraw(scope auth.Scope, o SampleOrder) (SampleOrder, error) {
	if own := scope.Employer(); own != 0 {
		if o.Purpose != ForOwnCheck || o.EmployerID != own {
			return o, &auth.DeniedError{Needs: auth.ManageVendors}
		}
		return o.check()
	}
	if err := scope.Require(auth.ManageVendors); err != nil {
		return o, err
	}
	return o.check()
}

// Plan says how many contacts a sample would draw from where and what it would tell;
// it keeps nothing.
func (s *Evaluations) Plan(ctx context.Context, scope auth.Scope, o SampleOrder) (SamplePlan, error) {
	o, err := mayDraw(scope, o)
	if err != nil {
		return SamplePlan{}, err
	}
	_, plan, err := s.planned(ctx, scope, o)
	return plan, err
}

func (s *Evaluations) planned(ctx context.Context, scope auth.Scope, o SampleOrder) ([]ContactRef, SamplePlan, error) {
	from, to, err := o.window()
	if err != nil {
		return nil, SamplePlan{}, err
	}
	contacts, err := s.store.Contacts(ctx, scope, ContactQuery{EmployerID: o.EmployerID, From: from, To: to, Judged: o.Purpose.again()})
	if err != nil {
		return nil, SamplePlan{}, err
	}
	if o.GradedBy != 0 {
		first, err := s.firstGraders(ctx, scope, o)
		if err != nil {
			return nil, SamplePlan{}, err
		}
		contacts = slices.DeleteFunc(contacts, func(c ContactRef) bool { return first[c.ID] != o.GradedBy })
	}
	past, err := s.store.Judged(ctx, scope, JudgedQuery{EmployerID: o.EmployerID, From: from.AddDate(0, -6, 0), To: to, Purpose: ForEstimate, Kinds: []GradeKind{FirstGrade}})
	if err != nil {
		return nil, SamplePlan{}, err
	}
	known := map[stratumKey]rank.Count{}
	for _, j := range past {
		k := stratumKey{j.EmployerID, j.Stratum}
		c := known[k]
		c.Trials++
		if j.Failed() {
			c.Events++
		}
		known[k] = c
	}
	plan, err := planOf(o, contacts, known)
	return contacts, plan, err
}

// Draw draws a sample and puts it on the graders' worklists.
func (s *Evaluations) Draw(ctx context.Context, scope auth.Scope, o SampleOrder) (Sample, error) {
	o, err := mayDraw(scope, o)
	if err != nil {
		return Sample{}, err
	}
	kept := Sample{Order: o, CreatedAt: s.Now(), CreatedBy: scope.Actor()}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		f, err := s.forms.Get(ctx, scope, o.FormID)
		if err != nil {
			return err
		}
		if f.State != FormPublished {
			return refusedBy(NotPublished, fmt.Sprintf("%s version %d, which is %s", f.Name, f.Number, f.State), "a published form", f.Name, f.Number)
		}
		graders, err := s.chosen(ctx, scope, o.Graders)
		if err != nil {
			return err
		}
		contacts, plan, err := s.planned(ctx, scope, o)
		if err != nil {
			return err
		}
		first, err := s.firstGraders(ctx, scope, o)
		if err != nil {
			return err
		}
		kept.Plan = plan
		list, err := assign(o, draw(o, plan, contacts), graders, first)
		if err != nil {
			return err
		}
		for i := range list {
			list[i].DueAt = s.Now().AddDate(0, 0, o.DueDays)
		}
		if kept, err = s.store.AddSample(ctx, scope, kept, list); err != nil {
			return err
		}
		kept.Waiting = len(list)
		return s.journal.Record(ctx, scope, "quality_sample.draw", fmt.Sprintf("quality_sample:%d", kept.ID), map[string]any{
			"name": o.Name, "purpose": o.Purpose, "seed": o.Seed, "drawn": len(list),
		})
	})
	return kept, err
}

// chosen are the active graders asked for, or all of them.
func (s *Evaluations) chosen(ctx context.Context, scope auth.Scope, ids []int64) ([]Grader, error) {
	all, err := s.named(ctx, scope)
	if err != nil {
		return nil, err
	}
	asked := map[int64]bool{}
	for _, id := range ids {
		asked[id] = true
	}
	var out []Grader
	for _, g := range all {
		if g.Active && (len(ids) == 0 || asked[g.ID]) {
			out = append(out, g)
			delete(asked, g.ID)
		}
	}
	if len(asked) > 0 && len(ids) > 0 {
		return nil, fmt.Errorf("a grader: %w", database.ErrNotFound)
	}
	if len(out) == 0 {
		return nil, refusedBy(NoGrader, "no active grader", "somebody who may judge: name graders first")
	}
	return out, nil
}

// firstGraders tells who judged the contacts of the window first.
func (s *Evaluations) firstGraders(ctx context.Context, scope auth.Scope, o SampleOrder) (map[int64]int64, error) {
	if o.Purpose != ForGold {
		return nil, nil
	}
	from, to, err := o.window()
	if err != nil {
		return nil, err
	}
	list, err := s.store.Judged(ctx, scope, JudgedQuery{EmployerID: o.EmployerID, From: from, To: to, Kinds: []GradeKind{FirstGrade}})
	first := map[int64]int64{}
	for _, j := range list {
		first[j.ContactID] = j.GraderID
	}
	return first, err
}

// Samples returns what was picked, the newest first.
func (s *Evaluations) Samples(ctx context.Context, scope auth.Scope) ([]Sample, error) {
	return s.store.Samples(ctx, scope)
}

// Sample returns one sample with its plan.
func (s *Evaluations) Sample(ctx context.Context, scope auth.Scope, id int64) (Sample, error) {
	return s.store.Sample(ctx, scope, id)
}

// List returns evaluations, the newest first; what the caller is still to judge
// blindly is not among them.
func (s *Evaluations) List(ctx context.Context, scope auth.Scope, q JudgedQuery) ([]Judged, error) {
	g, err := s.self(ctx, scope)
	if err != nil {
		return nil, err
	}
	q.HiddenFrom = g.ID
	if scope.Person() != 0 {
		q.Kinds = []GradeKind{FirstGrade}
	}
	return s.store.Judged(ctx, scope, q)
}

// Get returns an evaluation with its form and appeals. An agent sees those of his own
// work that count: no blind regrade and no linking set.
func (s *Evaluations) Get(ctx context.Context, scope auth.Scope, id int64) (Evaluation, QualityForm, []EvaluationAppeal, error) {
	e, err := s.store.Evaluation(ctx, scope, id)
	if err != nil {
		return e, QualityForm{}, nil, err
	}
	if scope.Person() != 0 && e.Kind != FirstGrade {
		return Evaluation{}, QualityForm{}, nil, database.ErrNotFound
	}
	if err := s.visible(ctx, scope, e); err != nil {
		return Evaluation{}, QualityForm{}, nil, err
	}
	f, err := s.forms.Get(ctx, scope, e.FormID)
	if err != nil {
		return e, f, nil, err
	}
	appeals, err := s.store.Appeals(ctx, scope, id)
	return e, f, appeals, err
}

// visible hides an evaluation from who is still to judge its contact blindly.
func (s *Evaluations) visible(ctx context.Context, scope auth.Scope, e Evaluation) error {
	g, err := s.self(ctx, scope)
	if err != nil || g.ID == 0 {
		return err
	}
	seen, err := s.store.Judged(ctx, scope, JudgedQuery{ContactID: e.ContactID, HiddenFrom: g.ID, Limit: 1})
	if err == nil && len(seen) == 0 {
		err = database.ErrNotFound
	}
	return err
}
