package vendors

import (
	"context"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// self is the caller as a grader; nobody is none.
func (s *Evaluations) self(ctx context.Context, scope auth.Scope) (Grader, error) {
	all, err := s.store.Graders(ctx, scope)
	for _, g := range all {
		if g.UserID == scope.Actor() && g.UserID != 0 {
			return g, err
		}
	}
	return Grader{}, err
}

// Worklist returns the contacts that wait for the caller, the most urgent first.
func (s *Evaluations) Worklist(ctx context.Context, scope auth.Scope, limit int) ([]WorkItem, error) {
	g, err := s.self(ctx, scope)
	if err != nil || g.ID == 0 {
		return nil, err
	}
	list, err := s.store.Worklist(ctx, scope, g.ID, limit)
	for i := range list {
		list[i] = list[i].masked()
	}
	return list, err
}

// WorkItem returns one contact of the caller's worklist with the form to judge it on.
func (s *Evaluations) WorkItem(ctx context.Context, scope auth.Scope, id int64) (WorkItem, QualityForm, error) {
	item, err := s.own(ctx, scope, id)
	if err != nil {
		return item, QualityForm{}, err
	}
	f, err := s.forms.Get(ctx, scope, item.FormID)
	return item.masked(), f, err
}

// own is an item of the caller's worklist; the system sees all.
func (s *Evaluations) own(ctx context.Context, scope auth.Scope, id int64) (WorkItem, error) {
	item, err := s.store.WorkItem(ctx, scope, id)
	if err == nil && !scope.IsSystem() && item.GraderUser != scope.Actor() {
		return WorkItem{}, database.ErrNotFound
	}
	return item, err
}

// Skip takes a contact off the worklist that cannot be judged, with the reason.
func (s *Evaluations) Skip(ctx context.Context, scope auth.Scope, id int64, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return invalidField("skip", "reason", "nothing", "why the contact cannot be judged")
	}
	return s.store.InTx(ctx, scope, func(ctx context.Context) error {
		item, err := s.own(ctx, scope, id)
		if err != nil {
			return err
		}
		item.State = Skipped
		if err := s.store.CloseAssignment(ctx, scope, item.Assignment); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_assignment.skip", fmt.Sprintf("quality_assignment:%d", id), map[string]any{"reason": reason})
	})
}

// Grade judges a contact of the caller's worklist.
func (s *Evaluations) Grade(ctx context.Context, scope auth.Scope, id int64, answers []form.Answer, note string) (Evaluation, error) {
	var e Evaluation
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		item, err := s.own(ctx, scope, id)
		if err != nil {
			return err
		}
		f, err := s.forms.Get(ctx, scope, item.FormID)
		if err != nil {
			return err
		}
		if e, err = s.filled(item, f, answers, note); err != nil {
			return err
		}
		made, err := s.store.AddEvaluations(ctx, scope, []Evaluation{e})
		if err != nil {
			return err
		}
		e.ID = made[0]
		item.State, item.EvaluationID = Graded, e.ID
		return s.store.CloseAssignment(ctx, scope, item.Assignment)
	})
	return e, err
}

// filled is the evaluation that answers make of a contact.
func (s *Evaluations) filled(item WorkItem, f QualityForm, answers []form.Answer, note string) (Evaluation, error) {
	sheet, err := f.Sheet.Score(answers)
	if err != nil {
		return Evaluation{}, invalidQuality("evaluation", err)
	}
	if len(note) > 4000 {
		return Evaluation{}, invalidField("evaluation", "note", fmt.Sprint(len(note)), "at most 4000 letters")
	}
	c := item.Contact
	e := Evaluation{Answers: answers, Note: strings.TrimSpace(note), Judged: Judged{
		Version: 1, ContactID: c.ID, GraderID: item.GraderID, EmployerID: c.EmployerID, QueueID: c.QueueID, SiteID: c.SiteID, PersonID: c.PersonID,
		FormID: f.ID, SampleID: item.SampleID, Purpose: item.Purpose, Kind: item.Kind, Stratum: item.Stratum, Chance: item.Chance,
		ContactAt: c.At, At: s.Now(), State: FinalGrade,
	}}
	e.score(sheet)
	return e, nil
}
