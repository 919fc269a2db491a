package vendors

import (
	"cmp"
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/accept"
)

// SampleTests is where the sequential test of a sample stands: of a lot as a whole,
// of a screening for each person. Items are looked at in the order in which they were
// judged, so a verdict may fall before everything is judged, and what comes after it
// changes nothing.
type SampleTests struct {
	Goal accept.Goal
	Test accept.SPRT
	// AtGood and AtBad are what to expect of the test when work is good, and bad: the
	// chances of its verdicts and how many items it looks at, exact.
	AtGood, AtBad accept.Outlook
	Tests         []SampleTest
	LeftOut       int // evaluations by graders who are red: they do not count
}

// SampleTest is one path between the two lines of a test.
type SampleTest struct {
	PersonID   int64 // 0: the lot
	EmployerID int64 // of the person
	Name       string
	Failures   []bool // a critical error, of every item that was judged
	Verdict    accept.Verdict
	Items      int // that the verdict rests on, or so far
	Failed     int // among them
}

// Tests is where the tests of a sample stand; a sample for another purpose tests
// nothing and has none.
func (s *Evaluations) Tests(ctx context.Context, scope auth.Scope, sample int64) (SampleTests, error) {
	one, err := s.store.Sample(ctx, scope, sample)
	if err != nil || (one.Order.Purpose != ForLot && one.Order.Purpose != ForScreening) {
		return SampleTests{}, err
	}
	graders, err := s.store.Graders(ctx, auth.SystemScope(scope.Tenant()))
	if err != nil {
		return SampleTests{}, err
	}
	list, err := s.store.Judged(ctx, scope, JudgedQuery{SampleID: sample, Limit: mostDrawn})
	if err != nil {
		return SampleTests{}, err
	}
	return tested(one.Order, list, graders)
}

// tested runs the test of an order over evaluations in the order in which they were
// made.
func tested(o SampleOrder, list []Judged, graders []Grader) (SampleTests, error) {
	out := SampleTests{Goal: o.Goal}
	var err error
	if out.Test, err = accept.NewSPRT(o.Goal); err != nil {
		return out, invalidQuality("sample", err)
	}
	if out.AtGood, err = out.Test.At(o.Goal.Good); err != nil {
		return out, err
	}
	if out.AtBad, err = out.Test.At(o.Goal.Bad); err != nil {
		return out, err
	}
	red := map[int64]bool{}
	for _, g := range graders {
		red[g.ID] = g.State == "red"
	}
	list = slices.SortedFunc(slices.Values(list), func(a, b Judged) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	at := map[int64]int{}
	for _, j := range list {
		if red[j.GraderID] {
			out.LeftOut++
			continue
		}
		t := SampleTest{}
		if o.Purpose == ForScreening {
			t = SampleTest{PersonID: j.PersonID, EmployerID: j.EmployerID, Name: cmp.Or(j.PersonName, j.Agent)}
		}
		if _, begun := at[t.PersonID]; !begun {
			at[t.PersonID] = len(out.Tests)
			out.Tests = append(out.Tests, t)
		}
		path := &out.Tests[at[t.PersonID]]
		path.Failures = append(path.Failures, j.Failed())
	}
	for i := range out.Tests {
		out.Tests[i].judge(out.Test)
	}
	slices.SortStableFunc(out.Tests, func(a, b SampleTest) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// judge fills in the verdict.
func (t *SampleTest) judge(test accept.SPRT) {
	t.Verdict, t.Items = test.Judge(t.Failures)
	for _, failed := range t.Failures[:t.Items] {
		if failed {
			t.Failed++
		}
	}
}
