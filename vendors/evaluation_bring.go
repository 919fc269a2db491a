package vendors

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// Brought is an evaluation that was made elsewhere, or before there was a worklist.
type Brought struct {
	Contact  ContactRef
	GraderID int64
	FormID   int64
	Purpose  Purpose
	Kind     GradeKind
	Chance   float64 // that the contact had to be drawn
	Answers  []form.Answer
	Note     string
	At       time.Time // when it was made
}

// Bring keeps evaluations with the scores that their forms give. Nobody's judgement of
// his own people is taken, as on the worklists.
func (s *Evaluations) Bring(ctx context.Context, scope auth.Scope, list []Brought) ([]int64, error) {
	var ids []int64
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		graders, err := s.named(ctx, scope)
		if err != nil {
			return err
		}
		book := map[int64]Grader{}
		for _, g := range graders {
			book[g.ID] = g
		}
		forms := map[int64]QualityForm{}
		made := make([]Evaluation, len(list))
		for i, b := range list {
			f, read := forms[b.FormID]
			if !read {
				if f, err = s.forms.Get(ctx, scope, b.FormID); err != nil {
					return err
				}
				forms[b.FormID] = f
			}
			if g, known := book[b.GraderID]; !known || !g.Judges(b.Contact, b.Kind) {
				return refusedBy(OwnWork, fmt.Sprintf("contact %s by grader %d", b.Contact.Code, b.GraderID), "a grader of another vendor and team", b.Contact.Code)
			}
			item := WorkItem{Purpose: b.Purpose, Contact: b.Contact, Assignment: Assignment{GraderID: b.GraderID, Kind: b.Kind, Stratum: b.Contact.Stratum, Chance: b.Chance}}
			if made[i], err = s.filled(item, f, b.Answers, b.Note); err != nil {
				return fmt.Errorf("evaluation %d, of contact %s: %w", i+1, b.Contact.Code, err)
			}
			made[i].At = b.At
		}
		if ids, err = s.store.AddEvaluations(ctx, scope, made); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_evaluations.bring", "quality_evaluations", map[string]any{"evaluations": len(ids)})
	})
	return ids, err
}

// Contacts returns references to contacts of a window, judged or not.
func (s *Evaluations) Contacts(ctx context.Context, scope auth.Scope, q ContactQuery) ([]ContactRef, error) {
	return s.store.Contacts(ctx, scope, q)
}
