package vendors

import (
	"math"
	"testing"
	"time"

	"github.com/muster-wfm/muster/vendors/quality/accept"
	"github.com/muster-wfm/muster/vendors/quality/severity"
)

func graded(id int64, person, grader int64, failed bool) Judged {
	return Judged{ID: id, PersonID: person, GraderID: grader, PersonName: map[int64]string{1: "Li", 2: "An"}[person], CustomerError: failed, At: time.Unix(id, 0)}
}

// 001-09: a lot is taken, refused or judged on by the two lines of Wald's test, item by
// item as they were judged; graders who are red do not count, and what comes after the
// verdict changes nothing.
func TestALotIsJudgedItemByItem(t *testing.T) {
	graders := []Grader{{ID: 1}, {ID: 2, State: "red"}}
	lot := SampleOrder{Purpose: ForLot, Goal: DefaultGoal}
	test, err := accept.NewSPRT(DefaultGoal)
	if err != nil {
		t.Fatal(err)
	}
	var good []Judged
	for i := range int64(30) { // the newest first, as the store has them
		good = append(good, graded(60-i, 1, 1, false), graded(200-i, 1, 2, true))
	}
	got, err := tested(lot, good, graders)
	if err != nil {
		t.Fatal(err)
	}
	passes := int(math.Ceil(test.Below / test.Slope)) // d = 0 ≤ slope·n − below
	if one := got.Tests[0]; len(got.Tests) != 1 || one.Verdict != accept.Take || one.Items != passes || one.Failed != 0 || len(one.Failures) != 30 || got.LeftOut != 30 {
		t.Errorf("thirty good items: %+v, %d left out; want taken after %d", got.Tests, got.LeftOut, passes)
	}
	bad, err := tested(lot, []Judged{graded(1, 1, 1, true), graded(3, 1, 1, true), graded(2, 1, 1, true), graded(4, 2, 1, false)}, graders)
	if err != nil {
		t.Fatal(err)
	}
	refusedAt := 0
	for n := 1; n <= 3 && refusedAt == 0; n++ {
		if float64(n) >= test.Slope*float64(n)+test.Above {
			refusedAt = n
		}
	}
	if one := bad.Tests[0]; refusedAt == 0 || one.Verdict != accept.Reject || one.Items != refusedAt || one.Failed != refusedAt {
		t.Errorf("failures from the first on: %+v, want refused after %d", bad.Tests, refusedAt)
	}
	g := got.Goal
	if math.Abs(got.AtGood.Reject-g.Producer) > .02 || math.Abs(got.AtBad.Take-g.Consumer) > .03 || got.AtGood.Reject+got.AtGood.Take < .999999 {
		t.Errorf("of good work it refuses %.3f, of bad it takes %.3f; want about %.2f and %.2f", got.AtGood.Reject, got.AtBad.Take, g.Producer, g.Consumer)
	}
}

// 001-09: a screening tests every person apart, by name.
func TestAScreeningTestsEveryPersonApart(t *testing.T) {
	got, err := tested(SampleOrder{Purpose: ForScreening, Goal: DefaultGoal}, []Judged{graded(1, 1, 1, true), graded(2, 2, 1, false), graded(3, 1, 1, false)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Tests) != 2 || got.Tests[0].Name != "An" || got.Tests[1].Name != "Li" || got.Tests[1].Failed != 1 || len(got.Tests[1].Failures) != 2 || got.Tests[0].Verdict != accept.Continue {
		t.Errorf("got %+v, want An with one good item and Li with a failure of two, both to go on", got.Tests)
	}
}

// 001-09: a screening takes the same number of contacts of everybody, whatever their
// kinds, and the order in which a sequential test looks at contacts mixes the kinds.
func TestAScreeningDrawsTheSameOfEachPerson(t *testing.T) {
	var contacts []ContactRef
	for i := range int64(60) {
		contacts = append(contacts, ContactRef{ID: i + 1, EmployerID: 1, PersonID: 1 + i%3, Stratum: []string{"billing", "complaint"}[i/30]})
	}
	for _, o := range []SampleOrder{{Purpose: ForScreening, PerPerson: 8, Goal: DefaultGoal, Seed: 3}, {Purpose: ForLot, Goal: accept.Goal{Good: .05, Bad: .3, Producer: .05, Consumer: .1}, Seed: 3}} {
		plan, err := planOf(o, contacts, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, of, turns := draw(o, plan, contacts), map[int64]int{}, 0
		for i, c := range got {
			of[c.PersonID]++
			if i > 0 && c.Stratum != got[i-1].Stratum {
				turns++
			}
		}
		if len(got) != plan.Draw || turns < 3 {
			t.Errorf("%s: %d contacts of %d planned, with %d changes of kind", o.Purpose, len(got), plan.Draw, turns)
		}
		if o.Purpose == ForScreening && (of[1] != 8 || of[2] != 8 || of[3] != 8) {
			t.Errorf("of each person %v, want 8", of)
		}
	}
}

// 001-09: a score is adjusted by the severity of who graded, in the newest round that
// knows him; the interval has the error of both, and stays within 0 and 100.
func TestAScoreIsAdjustedByItsGrader(t *testing.T) {
	old := Calibration{ID: 1, Graders: []GraderStanding{{GraderID: 7, Severity: 9}, {GraderID: 8, Severity: -3, Error: 1}}}
	newer := Calibration{ID: 2, Graders: []GraderStanding{{GraderID: 7, Severity: 4, Error: 3, State: severity.State("amber")}}, Design: &GradeDesign{Rest: 16}}
	rounds := []Calibration{newer, old}
	a := adjusted(Judged{GraderID: 7, Points: 80}, rounds)
	if a == nil || a.Points != 84 || a.Calibration != 2 || a.Noise != 4 || math.Abs(a.Lo-(84-1.959963984540054*5)) > 1e-12 || math.Abs(a.Hi-(84+1.959963984540054*5)) > 1e-12 {
		t.Errorf("80 by a grader 4 ± 3 points severe, single grades straying by 4: %+v", a)
	}
	if b := adjusted(Judged{GraderID: 8, Points: 2}, rounds); b == nil || b.Points != 0 || b.Lo != 0 || b.Calibration != 1 || b.Noise != 0 || b.Hi >= 2 {
		t.Errorf("2 by a grader 3 points mild: %+v, want 0 of the older round", b)
	}
	if c := adjusted(Judged{GraderID: 9, Points: 50}, rounds); c != nil {
		t.Errorf("by a grader of no round: %+v, want none", c)
	}
}
