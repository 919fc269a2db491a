package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// FormAnswer is what a grader says of an item.
type FormAnswer struct {
	Item    string `json:"item" maxLength:"40"`
	Grade   int    `json:"grade" minimum:"0" maximum:"10"`
	Without bool   `json:"without,omitempty" doc:"Does not apply to this contact."`
	Note    string `json:"note,omitempty" maxLength:"1000"`
	AtS     int    `json:"atS,omitempty" minimum:"0" doc:"Where in the recording the evidence is, seconds from its start."`
}

func (a FormAnswer) toDomain() form.Answer { return form.Answer(a) }

func formAnswerOf(a form.Answer) FormAnswer { return FormAnswer(a) }

// WorklistItem is a contact that waits to be judged. Of a blind regrade and of the
// linking set it does not say whose work it is.
type WorklistItem struct {
	ID         int64     `json:"id"`
	SampleID   int64     `json:"sampleId"`
	Purpose    string    `json:"purpose"`
	Kind       string    `json:"kind" enum:"first,blind,linking,own"`
	State      string    `json:"state" enum:"waiting,done,skipped"`
	FormID     int64     `json:"formId"`
	Contact    string    `json:"contact" doc:"As the switch or the ticket system calls it."`
	ContactAt  time.Time `json:"contactAt"`
	EmployerID int64     `json:"employerId" doc:"0: not told."`
	Agent      string    `json:"agent" doc:"Empty: not told."`
	Stratum    string    `json:"stratum"`
	Link       string    `json:"link" doc:"To the recording; empty: none."`
	DueAt      time.Time `json:"dueAt"`
}

func worklistItemOf(w vendors.WorkItem) WorklistItem {
	return WorklistItem{
		w.ID, w.SampleID, string(w.Purpose), string(w.Kind), string(w.State), w.FormID, w.Contact.Code, w.Contact.At, w.Contact.EmployerID, w.Contact.Agent,
		w.Stratum, w.Contact.Link, w.DueAt,
	}
}

// WorklistContact is one contact of the worklist with the form.
type WorklistContact struct {
	WorklistItem
	Form QualityForm `json:"form"`
}

// JudgedContact is what an evaluation says of a contact, without the sheet.
type JudgedContact struct {
	Versioned
	ContactID       int64     `json:"contactId"`
	Contact         string    `json:"contact"`
	ContactAt       time.Time `json:"contactAt"`
	At              time.Time `json:"at"`
	EmployerID      int64     `json:"employerId"`
	PersonID        int64     `json:"personId"`
	Agent           string    `json:"agent"`
	PersonName      string    `json:"personName"`
	GraderID        int64     `json:"graderId"`
	GraderName      string    `json:"graderName"`
	FormName        string    `json:"formName"`
	FormNumber      int       `json:"formNumber"`
	Purpose         string    `json:"purpose"`
	Kind            string    `json:"kind" enum:"first,blind,linking,own"`
	Stratum         string    `json:"stratum"`
	Points          float64   `json:"points" doc:"Of 100."`
	Passed          bool      `json:"passed"`
	CustomerError   bool      `json:"customerError"`
	BusinessError   bool      `json:"businessError"`
	ComplianceError bool      `json:"complianceError"`
	State           string    `json:"state" enum:"final,contested,corrected"`

	Adjusted *AdjustedScore `json:"adjusted,omitempty" doc:"By the severity of the grader; absent where no calibration knows him, and for others than the owner."`
}

// AdjustedScore is a score as the middle of all graders would have given it.
type AdjustedScore struct {
	Points       float64   `json:"points" doc:"Of 100."`
	Lo           float64   `json:"lo" doc:"95 % interval."`
	Hi           float64   `json:"hi"`
	Severity     float64   `json:"severity" doc:"Points by which the grader grades lower than the others; below 0: higher."`
	Error        float64   `json:"error" doc:"Standard error of it."`
	Noise        float64   `json:"noise" doc:"Standard deviation of a single grade around what contact and grader explain; 0: unknown."`
	State        string    `json:"state" enum:"green,amber,red" doc:"Of the grader in that round."`
	CalibratedAt time.Time `json:"calibratedAt"`
}

func adjustedScoreOf(a *vendors.AdjustedScore) *AdjustedScore {
	if a == nil {
		return nil
	}
	return &AdjustedScore{a.Points, a.Lo, a.Hi, a.Severity, a.Error, a.Noise, string(a.State), a.At}
}

func judgedContactOf(j vendors.Judged) JudgedContact {
	return JudgedContact{
		Versioned{j.ID, j.Version}, j.ContactID, j.ContactCode, j.ContactAt, j.At, j.EmployerID, j.PersonID, j.Agent, j.PersonName, j.GraderID, j.GraderName,
		j.FormName, j.FormNumber, string(j.Purpose), string(j.Kind), j.Stratum, j.Points, j.Passed, j.CustomerError, j.BusinessError, j.ComplianceError, string(j.State), nil,
	}
}

// Evaluation is a contact judged on a form, with what was said against it.
type Evaluation struct {
	JudgedContact
	Answers []FormAnswer       `json:"answers" nullable:"false"`
	Note    string             `json:"note"`
	Form    QualityForm        `json:"form"`
	Appeals []EvaluationAppeal `json:"appeals" nullable:"false"`
}

// EvaluationAppeal is a word against an evaluation.
type EvaluationAppeal struct {
	Versioned
	EvaluationID int64        `json:"evaluationId"`
	EmployerID   int64        `json:"employerId"`
	Contact      string       `json:"contact"`
	Agent        string       `json:"agent"`
	Party        string       `json:"party" enum:"agent,vendor"`
	Items        []string     `json:"items" nullable:"false" doc:"Contested; none: the whole."`
	Reason       string       `json:"reason"`
	OpenedAt     time.Time    `json:"openedAt"`
	OpenedBy     string       `json:"openedBy"`
	DueAt        time.Time    `json:"dueAt" doc:"Five working days after it was opened."`
	State        string       `json:"state" enum:"open,upheld,overturned"`
	DecidedAt    *time.Time   `json:"decidedAt,omitempty"`
	DecidedBy    string       `json:"decidedBy"`
	Decision     string       `json:"decision"`
	Before       []FormAnswer `json:"before" nullable:"false" doc:"What stood when it was opened."`
	PointsBefore float64      `json:"pointsBefore"`
	PointsAfter  float64      `json:"pointsAfter"`
}

func evaluationAppealOf(a vendors.EvaluationAppeal) EvaluationAppeal {
	return EvaluationAppeal{
		Versioned{a.ID, a.Version}, a.EvaluationID, a.EmployerID, a.ContactCode, a.Agent, a.Party, orEmpty(a.Items), a.Reason, a.OpenedAt, a.OpenedByName, a.DueAt,
		string(a.State), orNone(a.DecidedAt), a.DecidedByName, a.Decision, each(a.Before, formAnswerOf), a.PointsBefore, a.PointsAfter,
	}
}

// NewEvaluation is a form filled in.
type NewEvaluation struct {
	Answers []FormAnswer `json:"answers" nullable:"false" maxItems:"60"`
	Note    string       `json:"note" maxLength:"4000"`
}

// WorklistSkip says why a contact cannot be judged.
type WorklistSkip struct {
	Reason string `json:"reason" minLength:"1" maxLength:"1000"`
}

// NewAppeal contests an evaluation.
type NewAppeal struct {
	Items  []string `json:"items" nullable:"false" maxItems:"60" doc:"None: the whole."`
	Reason string   `json:"reason" minLength:"1" maxLength:"4000"`
}

// AppealDecision closes an appeal.
type AppealDecision struct {
	Overturn bool         `json:"overturn" doc:"The score is corrected by answers; otherwise it stands."`
	Answers  []FormAnswer `json:"answers" nullable:"false" maxItems:"60"`
	Reason   string       `json:"reason" minLength:"1" maxLength:"4000"`
}

type (
	gradeInput struct {
		IDInput
		OnceInput
		Body NewEvaluation
	}
	skipInput struct {
		IDInput
		Body WorklistSkip
	}
	appealInput struct {
		IDInput
		OnceInput
		Body NewAppeal
	}
	decisionInput struct {
		IDInput
		IfMatch
		Body AppealDecision
	}
	judgedInput struct {
		PageInput
		Employer int64  `query:"employer" doc:"Only of this employer."`
		Person   int64  `query:"person" doc:"Only of this person's work."`
		Grader   int64  `query:"grader" doc:"Only by this grader."`
		Contact  int64  `query:"contact" doc:"Only of this contact."`
		Purpose  string `query:"purpose" enum:"estimate,screening,lot,risk,gold,linking,own_check"`
		State    string `query:"state" enum:"final,contested,corrected"`
	}
	worklistOutput   struct{ Body WorklistContact }
	evaluationOutput struct{ Body Evaluation }
	appealOutput     struct {
		ETag string `header:"ETag"`
		Body EvaluationAppeal
	}
	judgedOutput struct{ Body JudgedContact }
)

func (s *Server) registerEvaluations(api huma.API) {
	secured(s, api, judgedOperation(http.MethodGet, "/quality-worklist", "list-quality-worklist", "List the contacts that wait for the caller's judgement"), auth.GradeContacts,
		func(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[WorklistItem], error) {
			list, err := s.Evaluations.Worklist(ctx, scope, in.Limit)
			return pageOf(each(list, worklistItemOf), ""), err
		})
	secured(s, api, judgedOperation(http.MethodGet, "/quality-worklist/{id}", "get-quality-worklist-contact", "Get one of them with its form"), auth.GradeContacts,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*worklistOutput, error) {
			item, f, err := s.Evaluations.WorkItem(ctx, scope, in.ID)
			return &worklistOutput{WorklistContact{worklistItemOf(item), qualityFormOf(f)}}, err
		})
	grade := judgedOperation(http.MethodPost, "/quality-worklist/{id}/evaluation", "grade-contact", "Judge a contact")
	grade.DefaultStatus = http.StatusCreated
	secured(s, api, grade, auth.GradeContacts, func(ctx context.Context, scope auth.Scope, in *gradeInput) (*judgedOutput, error) {
		e, err := s.Evaluations.Grade(ctx, scope, in.ID, each(in.Body.Answers, FormAnswer.toDomain), in.Body.Note)
		return &judgedOutput{judgedContactOf(e.Judged)}, err
	})
	skip := judgedOperation(http.MethodPost, "/quality-worklist/{id}/skip", "skip-contact", "Take a contact off that cannot be judged")
	skip.DefaultStatus = http.StatusNoContent
	secured(s, api, skip, auth.GradeContacts, func(ctx context.Context, scope auth.Scope, in *skipInput) (*struct{}, error) {
		return nil, s.Evaluations.Skip(ctx, scope, in.ID, in.Body.Reason)
	})
	secured(s, api, judgedOperation(http.MethodGet, "/quality-evaluations", "list-quality-evaluations", "List evaluations, newest first"), auth.ReadVendors, s.listJudged)
	secured(s, api, judgedOperation(http.MethodGet, "/quality-evaluations/{id}", "get-quality-evaluation", "Get one evaluation"), auth.ReadVendors, s.getEvaluation)
	contest := judgedOperation(http.MethodPost, "/quality-evaluations/{id}/appeals", "contest-evaluation", "Contest an evaluation of one's own vendor")
	contest.DefaultStatus = http.StatusCreated
	secured(s, api, contest, auth.AnswerAsVendor, s.contest)
	secured(s, api, judgedOperation(http.MethodGet, "/quality-appeals", "list-quality-appeals", "List appeals, the most urgent open ones first"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[EvaluationAppeal], error) {
			list, err := s.Evaluations.Appeals(ctx, scope)
			return pageOf(each(list, evaluationAppealOf), ""), err
		})
	secured(s, api, judgedOperation(http.MethodPost, "/quality-appeals/{id}/decision", "decide-quality-appeal", "Decide an appeal"), auth.ManageVendors, s.decideAppeal)
	s.registerOwnEvaluations(api)
}

// registerOwnEvaluations adds what an agent sees of the judgement of his work.
func (s *Server) registerOwnEvaluations(api huma.API) {
	own := func(method, path, id, summary string) huma.Operation {
		op := judgedOperation(method, path, id, summary)
		op.Description = "What was found of the caller's own work, and the way to object to it."
		return op
	}
	secured(s, api, own(http.MethodGet, "/me/evaluations", "list-own-evaluations", "List evaluations of one's own work, newest first"), auth.ReadOwnSchedule,
		func(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[JudgedContact], error) {
			return s.judged(ctx, scope, *in, vendors.JudgedQuery{PersonID: scope.Person(), Kinds: []vendors.GradeKind{vendors.FirstGrade}})
		})
	secured(s, api, own(http.MethodGet, "/me/evaluations/{id}", "get-own-evaluation", "Get one of them"), auth.ReadOwnSchedule, s.getEvaluation)
	contest := own(http.MethodPost, "/me/evaluations/{id}/appeals", "contest-own-evaluation", "Contest one of them")
	contest.DefaultStatus = http.StatusCreated
	secured(s, api, contest, auth.ReadOwnSchedule, s.contest)
}

func (s *Server) listJudged(ctx context.Context, scope auth.Scope, in *judgedInput) (*listOutput[JudgedContact], error) {
	return s.judged(ctx, scope, in.PageInput, vendors.JudgedQuery{
		EmployerID: in.Employer, PersonID: in.Person, GraderID: in.Grader, ContactID: in.Contact, Purpose: vendors.Purpose(in.Purpose), State: vendors.EvaluationState(in.State),
	})
}

func (s *Server) judged(ctx context.Context, scope auth.Scope, page PageInput, q vendors.JudgedQuery) (*listOutput[JudgedContact], error) {
	before, err := page.before()
	if err != nil {
		return nil, err
	}
	q.Before, q.Limit = before, page.Limit
	list, err := s.Evaluations.List(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	adjusted, err := s.Calibrations.Adjusted(ctx, scope, list)
	if err != nil {
		return nil, err
	}
	by := map[int64]*vendors.AdjustedScore{}
	for i, j := range list {
		by[j.ID] = adjusted[i]
	}
	return newestFirst(list, page.Limit, func(j vendors.Judged) int64 { return j.ID }, func(j vendors.Judged) JudgedContact {
		out := judgedContactOf(j)
		out.Adjusted = adjustedScoreOf(by[j.ID])
		return out
	}), nil
}

func (s *Server) getEvaluation(ctx context.Context, scope auth.Scope, in *IDInput) (*evaluationOutput, error) {
	e, f, appeals, err := s.Evaluations.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	adjusted, err := s.Calibrations.Adjusted(ctx, scope, []vendors.Judged{e.Judged})
	if err != nil {
		return nil, err
	}
	judged := judgedContactOf(e.Judged)
	judged.Adjusted = adjustedScoreOf(adjusted[0])
	return &evaluationOutput{Evaluation{judged, each(e.Answers, formAnswerOf), e.Note, qualityFormOf(f), each(appeals, evaluationAppealOf)}}, nil
}

func (s *Server) contest(ctx context.Context, scope auth.Scope, in *appealInput) (*appealOutput, error) {
	a, err := s.Evaluations.Contest(ctx, scope, in.ID, in.Body.Items, in.Body.Reason)
	return &appealOutput{etag(a.Version), evaluationAppealOf(a)}, err
}

func (s *Server) decideAppeal(ctx context.Context, scope auth.Scope, in *decisionInput) (*appealOutput, error) {
	var answers []form.Answer
	if in.Body.Overturn {
		answers = each(in.Body.Answers, FormAnswer.toDomain)
	}
	a, err := s.Evaluations.Decide(ctx, scope, in.ID, in.version(), answers, in.Body.Reason)
	return &appealOutput{etag(a.Version), evaluationAppealOf(a)}, err
}
