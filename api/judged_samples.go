package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// Grader is somebody who judges contacts.
type Grader struct {
	ID           int64      `json:"id"`
	Name         string     `json:"name"`
	EmployerID   int64      `json:"employerId" doc:"Whose work is not his to judge; 0: he is the owner's."`
	Party        string     `json:"party" enum:"owner,vendor,bench"`
	State        string     `json:"state" enum:",green,amber,red" doc:"As the last calibration found him; grades of who is red do not count."`
	Severity     float64    `json:"severity" doc:"Points by which he grades lower than the others."`
	CalibratedAt *time.Time `json:"calibratedAt,omitempty"`
	Waiting      int        `json:"waiting" doc:"Contacts on his worklist."`
	GraderFields
}

// GraderFields is what a person decides about a grader.
type GraderFields struct {
	UserID       int64   `json:"userId" minimum:"0" doc:"Account by which he signs in."`
	TeamID       int64   `json:"teamId" minimum:"0" doc:"Team whose work is not his to judge; 0: none."`
	Bench        bool    `json:"bench" doc:"He is the benchmark."`
	Active       bool    `json:"active"`
	ProgrammeIDs []int64 `json:"programmeIds,omitempty" nullable:"false" maxItems:"200" doc:"Programmes whose contacts are his to judge; none: those of all. Never one of his own vendor."`
}

// GraderCandidate is an account that may judge contacts and is no grader yet.
type GraderCandidate struct {
	UserID     int64  `json:"userId"`
	Name       string `json:"name"`
	EmployerID int64  `json:"employerId" doc:"Whose work will not be his to judge; 0: the owner's."`
}

func graderOf(g vendors.Grader) Grader {
	return Grader{
		ID: g.ID, Name: g.Name, EmployerID: g.EmployerID, Party: string(g.Party), State: g.State, Severity: g.Severity, CalibratedAt: orNone(g.CalibratedAt),
		Waiting: g.Waiting, GraderFields: GraderFields{g.UserID, g.TeamID, g.Party == vendors.BenchParty, g.Active, orEmpty(g.ProgrammeIDs)},
	}
}

func (f GraderFields) toDomain(id int64) vendors.Grader {
	g := vendors.Grader{ID: id, UserID: f.UserID, TeamID: f.TeamID, Active: f.Active, ProgrammeIDs: f.ProgrammeIDs, Party: vendors.OwnerParty}
	if f.Bench {
		g.Party = vendors.BenchParty
	}
	return g
}

// ContactImport is what became of a file of contacts.
type ContactImport struct {
	Rows   int  `json:"rows"`
	Added  int  `json:"added"`
	Known  int  `json:"known" doc:"Kept already; they stay as they are."`
	DryRun bool `json:"dryRun" doc:"Nothing was written because nothing was to be."`
}

// QualitySampleOrder asks for contacts to judge.
type QualitySampleOrder struct {
	Name       string             `json:"name" maxLength:"200"`
	Purpose    string             `json:"purpose" enum:"estimate,screening,lot,risk,gold,linking,own_check" doc:"What was drawn for one purpose says nothing for another."`
	FormID     int64              `json:"formId" minimum:"1"`
	EmployerID int64              `json:"employerId" minimum:"0" doc:"0: of every employer."`
	From       Day                `json:"from"`
	To         Day                `json:"to" doc:"The last day."`
	Zone       string             `json:"zone" maxLength:"64" doc:"Whose days they are."`
	Total      int                `json:"total" minimum:"0" doc:"Contacts to draw: for estimate, gold, linking, own_check."`
	Floor      int                `json:"floor,omitempty" minimum:"0" doc:"The least from each stratum, for estimate; 0: 20."`
	Level      float64            `json:"level,omitempty" minimum:"0" maximum:"1" doc:"Of confidence; 0: 0.95."`
	PerPerson  int                `json:"perPerson,omitempty" minimum:"0" doc:"For screening."`
	Good       float64            `json:"good,omitempty" minimum:"0" maximum:"1" doc:"Rate of failures that is good work, for lot and screening; 0: 0.05 against 0.15 with risks 0.05 and 0.10."`
	Bad        float64            `json:"bad,omitempty" minimum:"0" maximum:"1"`
	Chances    map[string]float64 `json:"chances,omitempty" doc:"For risk: the chance to be drawn by stratum; an empty name is every other."`
	GraderIDs  []int64            `json:"graderIds" nullable:"false" maxItems:"500" doc:"None: every active grader."`
	GradedBy   int64              `json:"gradedBy,omitempty" minimum:"0" doc:"For gold: the grader whose first grades are given again, by others; 0: anybody's."`
	DueDays    int                `json:"dueDays,omitempty" minimum:"0" maximum:"90" doc:"0: 7."`
	Seed       uint64             `json:"seed" doc:"The same seed and contacts draw the same."`
}

func (o QualitySampleOrder) toDomain() vendors.SampleOrder {
	out := vendors.SampleOrder{
		Name: o.Name, Purpose: vendors.Purpose(o.Purpose), FormID: o.FormID, EmployerID: o.EmployerID, From: o.From.Date, To: o.To.Date, Zone: o.Zone,
		Total: o.Total, Floor: o.Floor, Level: o.Level, PerPerson: o.PerPerson, Chances: o.Chances, Graders: o.GraderIDs, GradedBy: o.GradedBy, DueDays: o.DueDays, Seed: o.Seed,
	}
	if o.Good > 0 || o.Bad > 0 {
		out.Goal = accept.Goal{Good: o.Good, Bad: o.Bad, Producer: vendors.DefaultGoal.Producer, Consumer: vendors.DefaultGoal.Consumer}
	}
	return out
}

func sampleOrderOf(o vendors.SampleOrder) QualitySampleOrder {
	return QualitySampleOrder{
		Name: o.Name, Purpose: string(o.Purpose), FormID: o.FormID, EmployerID: o.EmployerID, From: Day{o.From}, To: Day{o.To}, Zone: o.Zone, Total: o.Total,
		Floor: o.Floor, Level: o.Level, PerPerson: o.PerPerson, Good: o.Goal.Good, Bad: o.Goal.Bad, Chances: o.Chances, GraderIDs: orEmpty(o.Graders), GradedBy: o.GradedBy, DueDays: o.DueDays, Seed: o.Seed,
	}
}

// QualitySamplePlan is how many contacts from where, and what they will tell.
type QualitySamplePlan struct {
	Strata    []PlannedStratum  `json:"strata" nullable:"false"`
	Draw      int               `json:"draw"`
	HalfWidth float64           `json:"halfWidth" doc:"Of the interval of the overall rate; 0 where the purpose is no estimate."`
	More      []SamplePrecision `json:"more" nullable:"false" doc:"What other sizes would buy."`
	Allowed   int               `json:"allowed" doc:"Failures that a lot may have."`
	Least     float64           `json:"least" doc:"Contacts that a test of a person looks at on average when work is good."`
	Most      int               `json:"most" doc:"And at most."`
}

// PlannedStratum is a part of the contacts of one employer.
type PlannedStratum struct {
	EmployerID int64   `json:"employerId"`
	Stratum    string  `json:"stratum"`
	Contacts   int     `json:"contacts"`
	Rate       float64 `json:"rate" doc:"Of critical errors expected."`
	Known      int     `json:"known" doc:"Evaluations behind it."`
	Draw       int     `json:"draw"`
	HalfWidth  float64 `json:"halfWidth" doc:"Of the stratum's own rate."`
}

// SamplePrecision is what a size says.
type SamplePrecision struct {
	Draw      int     `json:"draw"`
	HalfWidth float64 `json:"halfWidth"`
}

func samplePlanOf(p vendors.SamplePlan) QualitySamplePlan {
	return QualitySamplePlan{
		Strata: each(p.Strata, func(s vendors.PlannedStratum) PlannedStratum {
			return PlannedStratum(s)
		}),
		Draw: p.Draw, HalfWidth: p.HalfWidth, More: each(p.More, func(m vendors.Precision) SamplePrecision { return SamplePrecision(m) }),
		Allowed: p.Allowed, Least: p.Least, Most: p.Most,
	}
}

// QualitySample is contacts drawn for one purpose.
type QualitySample struct {
	ID        int64              `json:"id"`
	Order     QualitySampleOrder `json:"order"`
	Plan      QualitySamplePlan  `json:"plan"`
	Done      int                `json:"done"`
	Waiting   int                `json:"waiting"`
	CreatedAt time.Time          `json:"createdAt"`
}

func qualitySampleOf(s vendors.Sample) QualitySample {
	return QualitySample{s.ID, sampleOrderOf(s.Order), samplePlanOf(s.Plan), s.Done, s.Waiting, s.CreatedAt}
}

type (
	graderInput struct {
		OnceInput
		Body GraderFields
	}
	graderEditInput struct {
		IDInput
		Body GraderFields
	}
	graderOutput        struct{ Body Grader }
	contactsImportInput struct {
		FileBody
		DryRun bool   `query:"dryRun" doc:"Only tell what would happen."`
		Zone   string `query:"zone" maxLength:"64" default:"UTC" doc:"Of times in the file that name none."`
	}
	contactsImportOutput struct{ Body ContactImport }
	sampleInput          struct {
		OnceInput
		Body QualitySampleOrder
	}
	samplePlanInput  struct{ Body QualitySampleOrder }
	samplePlanOutput struct{ Body QualitySamplePlan }
	sampleOutput     struct{ Body QualitySample }
)

// maxContactsFile is the largest file of contacts.
const maxContactsFile = 64 << 20

func (s *Server) registerQualitySamples(api huma.API) {
	secured(s, api, judgedOperation(http.MethodGet, "/quality-graders", "list-quality-graders", "List graders"), auth.ReadVendors, s.listGraders)
	secured(s, api, judgedOperation(http.MethodPost, "/quality-graders", "create-quality-grader", "Make a user a grader"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *graderInput) (*graderOutput, error) {
			g, err := s.Evaluations.PutGrader(ctx, scope, in.Body.toDomain(0))
			return &graderOutput{graderOf(g)}, err
		})
	secured(s, api, judgedOperation(http.MethodPut, "/quality-graders/{id}", "replace-quality-grader", "Change a grader"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *graderEditInput) (*graderOutput, error) {
			g, err := s.Evaluations.PutGrader(ctx, scope, in.Body.toDomain(in.ID))
			return &graderOutput{graderOf(g)}, err
		})
	candidates := judgedOperation(http.MethodGet, "/quality-grader-candidates", "list-quality-grader-candidates", "List who can be made a grader")
	secured(s, api, candidates, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[GraderCandidate], error) {
		list, err := s.Evaluations.Candidates(ctx, scope)
		return pageOf(each(list, func(c vendors.GraderCandidate) GraderCandidate { return GraderCandidate(c) }), ""), err
	})
	bring := judgedOperation(http.MethodPost, "/quality-contacts/import", "import-quality-contacts", "Import references to contacts from a CSV file")
	bring.Description = "Columns: id, time, agent; optional queue, stratum (the kind of contact, such as complaint) and link to the recording. A file with one wrong row changes nothing."
	bring.RequestBody = fileContent("text/csv", "multipart/form-data")
	secured(s, api, bring, auth.ManageVendors, s.importContacts)
	secured(s, api, judgedOperation(http.MethodPost, "/quality-sample-plans", "plan-quality-sample", "See what a sample would draw and tell; nothing is kept"), auth.GradeContacts,
		func(ctx context.Context, scope auth.Scope, in *samplePlanInput) (*samplePlanOutput, error) {
			plan, err := s.Evaluations.Plan(ctx, scope, in.Body.toDomain())
			return &samplePlanOutput{samplePlanOf(plan)}, err
		})
	drawOne := judgedOperation(http.MethodPost, "/quality-samples", "create-quality-sample", "Draw a sample and put it on worklists")
	drawOne.DefaultStatus = http.StatusCreated
	secured(s, api, drawOne, auth.GradeContacts, func(ctx context.Context, scope auth.Scope, in *sampleInput) (*sampleOutput, error) {
		made, err := s.Evaluations.Draw(ctx, scope, in.Body.toDomain())
		return &sampleOutput{qualitySampleOf(made)}, err
	})
	secured(s, api, judgedOperation(http.MethodGet, "/quality-samples", "list-quality-samples", "List samples, newest first"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[QualitySample], error) {
			list, err := s.Evaluations.Samples(ctx, scope)
			return pageOf(each(list, qualitySampleOf), ""), err
		})
	secured(s, api, judgedOperation(http.MethodGet, "/quality-samples/{id}", "get-quality-sample", "Get one sample with its plan"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *IDInput) (*sampleOutput, error) {
			one, err := s.Evaluations.Sample(ctx, scope, in.ID)
			return &sampleOutput{qualitySampleOf(one)}, err
		})
}

func (s *Server) listGraders(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[Grader], error) {
	list, err := s.Evaluations.Graders(ctx, scope)
	return pageOf(each(list, graderOf), ""), err
}

func (s *Server) importContacts(ctx context.Context, scope auth.Scope, in *contactsImportInput) (*contactsImportOutput, error) {
	zone, err := time.LoadLocation(in.Zone)
	if err != nil {
		return nil, wrongField("query.zone", "is no time zone", in.Zone, "the name of a time zone")
	}
	file, _, err := in.open(maxContactsFile)
	if err != nil {
		return nil, err
	}
	done, err := s.Evaluations.Import(ctx, scope, file, zone, in.DryRun)
	return &contactsImportOutput{ContactImport{done.Rows, done.Added, done.Known, done.Dry}}, err
}
