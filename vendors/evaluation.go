package vendors

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// EvaluationState is whether an evaluation stands.
type EvaluationState string

// The states.
const (
	FinalGrade     EvaluationState = "final"
	ContestedGrade EvaluationState = "contested" // an appeal is open
	CorrectedGrade EvaluationState = "corrected" // an appeal changed it; the appeal keeps what stood before
)

// Judged is what an evaluation says of a contact, without the sheet.
type Judged struct {
	ID, Version                                          int64
	ContactID, GraderID, EmployerID, QueueID             int64
	SiteID, PersonID, FormID, SampleID                   int64
	Purpose                                              Purpose
	Kind                                                 GradeKind
	Stratum                                              string
	Chance                                               float64
	ContactAt, At                                        time.Time
	Points                                               float64
	Passed                                               bool
	CustomerError, BusinessError, ComplianceError        bool
	State                                                EvaluationState
	ContactCode, Agent, GraderName, FormName, PersonName string // read only
	FormNumber                                           int    // read only
}

// Failed reports whether there is a critical error of any class.
func (j Judged) Failed() bool { return j.CustomerError || j.BusinessError || j.ComplianceError }

// Evaluation is a contact judged on a form.
type Evaluation struct {
	Judged
	Answers []form.Answer
	Note    string
}

// score fills in what a sheet says.
func (e *Evaluation) score(sheet form.Sheet) {
	e.Points, e.Passed = sheet.Points, sheet.Passed
	e.CustomerError = len(sheet.Errors[form.Customer]) > 0
	e.BusinessError = len(sheet.Errors[form.Business]) > 0
	e.ComplianceError = len(sheet.Errors[form.Compliance]) > 0
}

// JudgedQuery says which evaluations to list; zero values are any.
type JudgedQuery struct {
	EmployerID, PersonID, GraderID, ContactID int64
	SampleID                                  int64
	From, To                                  time.Time // of the contact
	Purpose                                   Purpose
	Kinds                                     []GradeKind
	State                                     EvaluationState
	Before                                    int64 // only smaller ids; 0 for the first page
	Limit                                     int   // 0: all
	// HiddenFrom keeps back contacts that this grader is still to judge blindly.
	HiddenFrom int64
}

// ContactQuery says which contacts to draw from.
type ContactQuery struct {
	EmployerID int64
	From, To   time.Time
	Judged     bool // judged once already; else not yet
	Limit      int
}

// AgentRef is what the directory knows of an agent by his code.
type AgentRef struct {
	PersonID, EmployerID, SiteID, TeamID int64
}

// EvaluationStore keeps contacts, samples, worklists, evaluations and appeals. Rows
// outside the scope do not exist for its callers: contacts, evaluations and appeals
// of other employers, sites and people; samples of other employers; graders and their
// worklists of other employers.
type EvaluationStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error

	Agents(ctx context.Context, scope auth.Scope, codes []string) (map[string]AgentRef, error)
	Queues(ctx context.Context, scope auth.Scope, codes []string) (map[string]int64, error)
	// AddContacts keeps those whose code is new and returns how many they were.
	AddContacts(ctx context.Context, scope auth.Scope, contacts []ContactRef) (int, error)
	// KnownContacts returns which of the codes are kept already.
	KnownContacts(ctx context.Context, scope auth.Scope, codes []string) (map[string]bool, error)
	Contacts(ctx context.Context, scope auth.Scope, q ContactQuery) ([]ContactRef, error)

	Graders(ctx context.Context, scope auth.Scope) ([]Grader, error)
	PutGrader(ctx context.Context, scope auth.Scope, g Grader) (Grader, error)
	UserEmployer(ctx context.Context, scope auth.Scope, user int64) (name string, employer int64, err error)
	// Candidates returns who may judge contacts and is no grader, by name.
	Candidates(ctx context.Context, scope auth.Scope) ([]GraderCandidate, error)

	AddSample(ctx context.Context, scope auth.Scope, s Sample, list []Assignment) (Sample, error)
	Samples(ctx context.Context, scope auth.Scope) ([]Sample, error)
	Sample(ctx context.Context, scope auth.Scope, id int64) (Sample, error)

	// Worklist returns what waits for a grader, or for everybody of the scope.
	Worklist(ctx context.Context, scope auth.Scope, grader int64, limit int) ([]WorkItem, error)
	WorkItem(ctx context.Context, scope auth.Scope, id int64) (WorkItem, error)
	// CloseAssignment writes the end of a waiting assignment; of one that waits no
	// longer it returns a [*RefusedError].
	CloseAssignment(ctx context.Context, scope auth.Scope, a Assignment) error

	AddEvaluations(ctx context.Context, scope auth.Scope, list []Evaluation) ([]int64, error)
	Judged(ctx context.Context, scope auth.Scope, q JudgedQuery) ([]Judged, error)
	Evaluation(ctx context.Context, scope auth.Scope, id int64) (Evaluation, error)
	// Sheets returns evaluations whole.
	Sheets(ctx context.Context, scope auth.Scope, q JudgedQuery) ([]Evaluation, error)
	UpdateEvaluation(ctx context.Context, scope auth.Scope, e Evaluation) (Evaluation, error)

	AddAppeal(ctx context.Context, scope auth.Scope, a EvaluationAppeal) (EvaluationAppeal, error)
	Appeal(ctx context.Context, scope auth.Scope, id int64) (EvaluationAppeal, error)
	Appeals(ctx context.Context, scope auth.Scope, evaluation int64) ([]EvaluationAppeal, error)
	UpdateAppeal(ctx context.Context, scope auth.Scope, a EvaluationAppeal) (EvaluationAppeal, error)
}

// WorkItem is a contact that waits to be judged, as its grader may see it: where the
// grade is blind or for the linking set, not whose work it is.
type WorkItem struct {
	Assignment
	Purpose    Purpose
	FormID     int64
	Contact    ContactRef
	GraderName string
	GraderUser int64
}

// masked hides whose work it is where that could sway the grade.
func (w WorkItem) masked() WorkItem {
	if w.Kind == BlindGrade || w.Kind == LinkingGrade {
		w.Contact.EmployerID, w.Contact.PersonID, w.Contact.TeamID, w.Contact.SiteID, w.Contact.Agent = 0, 0, 0, 0, ""
	}
	return w
}
