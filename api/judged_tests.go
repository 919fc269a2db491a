package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// SampleTests is where the sequential tests of a sample stand. After n items with d
// failures: taken once d is at most slope n - accept, refused once d is at least
// slope n + reject, else judged on; at most so many items take up to slope n.
type SampleTests struct {
	Good     float64      `json:"good" doc:"Rate of failures that is good work."`
	Bad      float64      `json:"bad" doc:"And bad work."`
	Producer float64      `json:"producer" doc:"Risk that good work is refused."`
	Consumer float64      `json:"consumer" doc:"Risk that bad work is taken."`
	Slope    float64      `json:"slope"`
	Accept   float64      `json:"accept"`
	Reject   float64      `json:"reject"`
	Most     int          `json:"most" doc:"Items after which there is a verdict."`
	AtGood   TestOutlook  `json:"atGood" doc:"What to expect when work is good."`
	AtBad    TestOutlook  `json:"atBad" doc:"And when it is bad."`
	Tests    []SampleTest `json:"tests" nullable:"false" doc:"One of a lot, one for each person of a screening; none for other purposes, or before anything is judged."`
	LeftOut  int          `json:"leftOut" doc:"Evaluations by graders who are red: they do not count."`
}

// TestOutlook is what to expect of a test at a rate of failures, exact.
type TestOutlook struct {
	Accept float64 `json:"accept" doc:"Probability."`
	Reject float64 `json:"reject"`
	Items  float64 `json:"items" doc:"Mean number that it looks at."`
}

// SampleTest is one path between the two lines.
type SampleTest struct {
	PersonID   int64  `json:"personId" doc:"0: the lot."`
	EmployerID int64  `json:"employerId"`
	Name       string `json:"name"`
	Failures   []bool `json:"failures" nullable:"false" doc:"A critical error, in the order in which they were judged."`
	Verdict    string `json:"verdict" enum:"continue,accept,reject"`
	Items      int    `json:"items" doc:"That the verdict rests on, or so far."`
	Failed     int    `json:"failed" doc:"Among them."`
}

type sampleTestsOutput struct{ Body SampleTests }

func (s *Server) registerSampleTests(api huma.API) {
	op := judgedOperation(http.MethodGet, "/quality-samples/{id}/tests", "get-quality-sample-tests", "See where the sequential tests of a lot or a screening stand")
	secured(s, api, op, auth.ReadVendors, func(ctx context.Context, scope auth.Scope, in *IDInput) (*sampleTestsOutput, error) {
		t, err := s.Evaluations.Tests(ctx, scope, in.ID)
		return &sampleTestsOutput{sampleTestsOf(t)}, err
	})
}

func sampleTestsOf(t vendors.SampleTests) SampleTests {
	outlook := func(o accept.Outlook) TestOutlook { return TestOutlook{o.Take, o.Reject, o.Items} }
	return SampleTests{
		Good: t.Goal.Good, Bad: t.Goal.Bad, Producer: t.Goal.Producer, Consumer: t.Goal.Consumer, Slope: t.Test.Slope, Accept: t.Test.Below, Reject: t.Test.Above, Most: t.Test.Most,
		AtGood: outlook(t.AtGood), AtBad: outlook(t.AtBad), LeftOut: t.LeftOut,
		Tests: each(t.Tests, func(one vendors.SampleTest) SampleTest {
			return SampleTest{one.PersonID, one.EmployerID, one.Name, one.Failures, string(one.Verdict), one.Items, one.Failed}
		}),
	}
}
