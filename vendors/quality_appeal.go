package vendors

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// AppealState is how far an appeal is.
type AppealState string

// The states.
const (
	AppealOpen       AppealState = "open"
	AppealUpheld     AppealState = "upheld"     // the evaluation stands
	AppealOverturned AppealState = "overturned" // the score was corrected
)

// The days of an appeal: AppealWithin calendar days from the evaluation to object,
// AppealDays working days from then to decide.
const (
	AppealWithin = 30
	AppealDays   = 5
)

// EvaluationAppeal is an agent's or a vendor's word against an evaluation.
type EvaluationAppeal struct {
	ID, Version                        int64
	EvaluationID, EmployerID, PersonID int64
	SiteID                             int64
	Party                              string   // agent or vendor
	Items                              []string // contested; none: the whole
	Reason                             string
	OpenedAt                           time.Time
	OpenedBy                           int64
	DueAt                              time.Time // by which it is to be decided
	State                              AppealState
	DecidedAt                          time.Time
	DecidedBy                          int64
	Decision                           string // why
	Before                             []form.Answer
	PointsBefore, PointsAfter          float64
	ContactCode, Agent                 string // read only
	OpenedByName, DecidedByName        string // read only
	GraderUser                         int64  // read only
}

// Contest opens an appeal: an agent against an evaluation of his own work, a
// coordinator against one of his vendor's.
func (s *Evaluations) Contest(ctx context.Context, scope auth.Scope, evaluation int64, items []string, reason string) (EvaluationAppeal, error) {
	var a EvaluationAppeal
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		e, f, _, err := s.Get(ctx, scope, evaluation)
		if err != nil {
			return err
		}
		if err := s.contestable(e, f, items, reason); err != nil {
			return err
		}
		a = EvaluationAppeal{
			Version: 1, EvaluationID: e.ID, EmployerID: e.EmployerID, PersonID: e.PersonID, SiteID: e.SiteID, Party: "vendor", Items: items, Reason: strings.TrimSpace(reason),
			OpenedAt: s.Now(), OpenedBy: scope.Actor(), State: AppealOpen, Before: e.Answers, PointsBefore: e.Points, PointsAfter: e.Points,
		}
		if scope.Person() != 0 {
			a.Party = "agent"
		}
		if a.DueAt, err = s.Working(ctx, scope, a.OpenedAt, AppealDays); err != nil {
			return err
		}
		if a, err = s.store.AddAppeal(ctx, scope, a); err != nil {
			return err
		}
		e.State = ContestedGrade
		if _, err := s.store.UpdateEvaluation(ctx, scope, e); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_appeal.open", appealSubject(a.ID), map[string]any{"evaluation": e.ID, "party": a.Party})
	})
	return a, err
}

func appealSubject(id int64) string { return fmt.Sprintf("quality_appeal:%d", id) }

func (s *Evaluations) contestable(e Evaluation, f QualityForm, items []string, reason string) error {
	known := map[string]bool{}
	for _, item := range f.Sheet.Items {
		known[item.Key] = true
	}
	var bad problem.List
	bad.Need(strings.TrimSpace(reason) != "" && len(reason) <= 4000, "reason", len(reason), "1 to 4000 letters that say what is wrong")
	for i, key := range items {
		bad.Need(known[key], fmt.Sprintf("items[%d]", i), key, "an item of the form")
	}
	if err := bad.Err(); err != nil {
		return invalidQuality("appeal", err)
	}
	if e.State == ContestedGrade {
		return refusedBy(AppealWaits, "an appeal that is open", "one appeal at a time")
	}
	if last := e.At.AddDate(0, 0, AppealWithin); s.Now().After(last) {
		return refusedBy(TooLate, "an evaluation of "+e.At.Format(time.DateOnly), fmt.Sprintf("one of the last %d days", AppealWithin), e.At.Format(time.DateOnly), AppealWithin)
	}
	return nil
}

// Decide closes an appeal. Whoever judged, whoever objected and whoever is of the
// vendor does not decide. answers are the corrected ones; nil lets the evaluation
// stand. What stood before is kept with the appeal.
func (s *Evaluations) Decide(ctx context.Context, scope auth.Scope, id, version int64, answers []form.Answer, why string) (EvaluationAppeal, error) {
	if strings.TrimSpace(why) == "" || len(why) > 4000 {
		return EvaluationAppeal{}, invalidField("decision", "reason", fmt.Sprint(len(why)), "1 to 4000 letters that say why")
	}
	var a EvaluationAppeal
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if a, err = s.store.Appeal(ctx, scope, id); err != nil {
			return err
		}
		if err := outside(scope, a); err != nil {
			return err
		}
		e, err := s.store.Evaluation(ctx, scope, a.EvaluationID)
		if err != nil {
			return err
		}
		a.Version, a.State, a.DecidedAt, a.DecidedBy, a.Decision = version, AppealUpheld, s.Now(), scope.Actor(), strings.TrimSpace(why)
		e.State = FinalGrade
		if answers != nil {
			if err := s.correct(ctx, scope, &e, answers); err != nil {
				return err
			}
			a.State, a.PointsAfter = AppealOverturned, e.Points
		}
		if _, err := s.store.UpdateEvaluation(ctx, scope, e); err != nil {
			return err
		}
		if a, err = s.store.UpdateAppeal(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_appeal.decide", appealSubject(id), map[string]any{
			"evaluation": e.ID, "state": a.State, "before": a.PointsBefore, "after": a.PointsAfter,
		})
	})
	return a, err
}

// outside refuses a decision by somebody who took part.
func outside(scope auth.Scope, a EvaluationAppeal) error {
	switch {
	case a.State != AppealOpen:
		return refusedBy(AppealAnswered, "an appeal that is "+string(a.State), "one that is open")
	case scope.Employer() != 0:
		return refusedBy(OfTheVendor, "somebody of the vendor", "somebody outside")
	case !scope.IsSystem() && (scope.Actor() == a.OpenedBy || scope.Actor() == a.GraderUser):
		return refusedBy(Involved, "who objected, or judged", "somebody who did neither")
	}
	return nil
}

func (s *Evaluations) correct(ctx context.Context, scope auth.Scope, e *Evaluation, answers []form.Answer) error {
	f, err := s.forms.Get(ctx, scope, e.FormID)
	if err != nil {
		return err
	}
	sheet, err := f.Sheet.Score(answers)
	if err != nil {
		return invalidQuality("decision", err)
	}
	e.Answers, e.State = answers, CorrectedGrade
	e.score(sheet)
	return nil
}

// Appeals returns appeals, the open ones first, those due soonest before the others.
func (s *Evaluations) Appeals(ctx context.Context, scope auth.Scope) ([]EvaluationAppeal, error) {
	return s.store.Appeals(ctx, scope, 0)
}
