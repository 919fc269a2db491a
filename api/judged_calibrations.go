package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// Calibration is what linking sets show of the graders.
type Calibration struct {
	ID       int64            `json:"id"`
	Since    time.Time        `json:"since"`
	Until    time.Time        `json:"until"`
	At       time.Time        `json:"at"`
	Contacts int              `json:"contacts"`
	Grades   int              `json:"grades"`
	SD       float64          `json:"sd" doc:"Standard deviation of all scores, in points."`
	Graders  []GraderStanding `json:"graders" nullable:"false"`
	Items    []ItemAgreement  `json:"items" nullable:"false"`
	Apart    [][]string       `json:"apart" nullable:"false" doc:"Groups of graders who never judged a common contact and so cannot be compared; none: all can."`
	Own      []OwnCheck       `json:"ownChecks" nullable:"false"`
	Disputed []DisputedItem   `json:"disputed" nullable:"false" doc:"Where graders differ; the most split 40."`
	Disputes int              `json:"disputes" doc:"How many there are in all."`
	Design   *GradeDesign     `json:"design,omitempty" doc:"What a score is worth by how many graders judge a contact; absent where the scores say nothing of it."`
}

// GraderStanding is how a grader stands beside the others.
type GraderStanding struct {
	GraderID   int64    `json:"graderId"`
	Name       string   `json:"name"`
	EmployerID int64    `json:"employerId"`
	Party      string   `json:"party"`
	Grades     int      `json:"grades"`
	Severity   float64  `json:"severity" doc:"Points by which he grades lower, shrunken; added to his scores it makes them fair."`
	Error      float64  `json:"error" doc:"Standard error of it."`
	Alpha      *float64 `json:"alpha,omitempty" doc:"Krippendorff's, with the mean of the others; absent where nothing varies."`
	State      string   `json:"state" enum:"green,amber,red"`
	Found      *float64 `json:"found,omitempty" doc:"Share of errors that he finds, by the consensus of everybody."`
	Sound      *float64 `json:"sound,omitempty" doc:"Share of faultless items that he lets pass."`
}

// ItemAgreement is how far graders agree on an item.
type ItemAgreement struct {
	FormID int64    `json:"formId"`
	Item   string   `json:"item"`
	Alpha  *float64 `json:"alpha,omitempty" doc:"Krippendorff's, ordinal; absent where all grades are the same."`
	Use    string   `json:"use" enum:",usable,tentative,unusable"`
	Grades int      `json:"grades"`
}

// OwnCheck is a vendor's judgement of his own work beside the owner's.
type OwnCheck struct {
	EmployerID int64   `json:"employerId"`
	Contacts   int     `json:"contacts"`
	Mean       float64 `json:"mean" doc:"Points by which the vendor is milder with himself."`
	Lo         float64 `json:"lo"`
	Hi         float64 `json:"hi"`
	Below      float64 `json:"below" doc:"Limits of agreement: 95 % of single differences lie between them."`
	Above      float64 `json:"above"`
	Tolerable  bool    `json:"tolerable" doc:"Within three points on average: his own checks may count."`
}

// DisputedItem is an item of a contact on which graders differ.
type DisputedItem struct {
	ContactID   int64   `json:"contactId"`
	Contact     string  `json:"contact"`
	Item        string  `json:"item"`
	Failed      int     `json:"failed" doc:"Votes."`
	Passed      int     `json:"passed"`
	Probability float64 `json:"probability" doc:"That it is an error, by the consensus."`
}

// GradeDesign is what part of the differences in scores is the contacts' own.
type GradeDesign struct {
	Contacts  float64              `json:"contacts" doc:"Variance between contacts, in points squared."`
	Graders   float64              `json:"graders" doc:"Between graders."`
	Rest      float64              `json:"rest" doc:"And what neither explains."`
	Curve     []GradeDependability `json:"curve" nullable:"false"`
	ForPerson int                  `json:"forPerson" doc:"Graders a contact needs before its score decides about a person (0.80); 0: more than the curve looks at."`
	ForVendor int                  `json:"forVendor" doc:"And about a vendor (0.90)."`
}

// GradeDependability is what a mean over so many graders is worth.
type GradeDependability struct {
	Graders  int     `json:"graders"`
	Relative float64 `json:"relative" doc:"For comparisons among contacts (E rho squared)."`
	Absolute float64 `json:"absolute" doc:"For a line to reach (Phi)."`
}

func gradeDesignOf(d *vendors.GradeDesign) *GradeDesign {
	if d == nil {
		return nil
	}
	return &GradeDesign{d.Contacts, d.Graders, d.Rest, each(d.Curve, func(g vendors.GradeDependability) GradeDependability {
		return GradeDependability{g.Graders, g.Relative, g.Absolute}
	}), d.ForPerson, d.ForVendor}
}

func calibrationOf(c vendors.Calibration) Calibration {
	return Calibration{
		Design: gradeDesignOf(c.Design),
		ID:     c.ID, Since: c.Since, Until: c.Until, At: c.At, Contacts: c.Contacts, Grades: c.Grades, SD: c.SD, Apart: each(c.Apart, orEmpty[string]), Disputes: c.DisputedAll,
		Graders: each(c.Graders, func(g vendors.GraderStanding) GraderStanding {
			return GraderStanding{g.GraderID, g.Name, g.EmployerID, string(g.Party), g.Grades, g.Severity, g.Error, g.Alpha, string(g.State), g.Found, g.Sound}
		}),
		Items: each(c.Items, func(i vendors.ItemAgreement) ItemAgreement {
			return ItemAgreement{i.FormID, i.Item, i.Alpha, string(i.Use), i.Grades}
		}),
		Own: each(c.OwnChecks, func(o vendors.OwnCheck) OwnCheck {
			return OwnCheck{o.EmployerID, o.Contacts, o.Mean, o.Lo, o.Hi, o.Below, o.Above, o.Tolerable}
		}),
		Disputed: each(c.Disputed, func(d vendors.Dispute) DisputedItem {
			return DisputedItem{d.ContactID, d.Contact, d.Item, d.Failed, d.Passed, d.FailedProbability}
		}),
	}
}

// CalibrationOrder asks for a round.
type CalibrationOrder struct {
	Weeks int `json:"weeks" minimum:"1" maximum:"52" doc:"Linking sets of the last so many weeks."`
}

type (
	calibrateInput struct {
		OnceInput
		Body CalibrationOrder
	}
	calibrationOutput struct{ Body Calibration }
)

func (s *Server) registerCalibrations(api huma.API) {
	secured(s, api, judgedOperation(http.MethodGet, "/quality-calibrations", "list-quality-calibrations", "List rounds of calibration, newest first"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, in *PageInput) (*listOutput[Calibration], error) {
			list, err := s.Calibrations.List(ctx, scope, in.Limit)
			return pageOf(each(list, calibrationOf), ""), err
		})
	calibrate := judgedOperation(http.MethodPost, "/quality-calibrations", "create-quality-calibration", "Compare graders by their linking sets and write down how each stands")
	calibrate.DefaultStatus = http.StatusCreated
	secured(s, api, calibrate, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *calibrateInput) (*calibrationOutput, error) {
		c, err := s.Calibrations.Calibrate(ctx, scope, in.Body.Weeks)
		return &calibrationOutput{calibrationOf(c)}, err
	})
}
