package vendors

import (
	"math"
	"testing"

	"github.com/muster-wfm/muster/vendors/quality/severity"
)

func crossed(scores [][]float64) []Evaluation {
	var out []Evaluation
	for c, row := range scores {
		for g, points := range row {
			var e Evaluation
			e.ContactID, e.GraderID, e.Points = int64(c+1), int64(g+1), points
			out = append(out, e)
		}
	}
	return out
}

func designOf(t *testing.T, sheets []Evaluation) *GradeDesign {
	t.Helper()
	d, err := gradeDesign(sheets, indexOf(sheets, func(e Evaluation) int64 { return e.ContactID }), indexOf(sheets, func(e Evaluation) int64 { return e.GraderID }))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The oracle is the analysis of variance of a crossed design without gaps, which
// restricted likelihood equals where no variance is negative (Searle, Casella and
// McCulloch 1992, section 3.8).
func TestTheDesignOfGradesIsTheAnalysisOfVariance(t *testing.T) {
	scores := [][]float64{{60, 66, 58}, {82, 90, 80}, {71, 74, 70}, {94, 96, 85}, {50, 61, 53}}
	contacts, graders := float64(len(scores)), float64(len(scores[0]))
	mean, rows, columns := 0.0, make([]float64, len(scores)), make([]float64, len(scores[0]))
	for c, row := range scores {
		for g, x := range row {
			mean += x / contacts / graders
			rows[c] += x / graders
			columns[g] += x / contacts
		}
	}
	var betweenContacts, betweenGraders, rest float64
	for c, row := range scores {
		betweenContacts += graders * square(rows[c]-mean) / (contacts - 1)
		for g, x := range row {
			rest += square(x-rows[c]-columns[g]+mean) / ((contacts - 1) * (graders - 1))
		}
	}
	for _, x := range columns {
		betweenGraders += contacts * square(x-mean) / (graders - 1)
	}
	want := []float64{(betweenContacts - rest) / graders, (betweenGraders - rest) / contacts, rest}
	d := designOf(t, crossed(scores))
	for i, got := range []float64{d.Contacts, d.Graders, d.Rest} {
		if math.Abs(got-want[i]) > 1e-3*want[i] {
			t.Errorf("variance %d is %v, want %v", i, got, want[i])
		}
	}
	one := d.Curve[0]
	if got := d.Contacts / (d.Contacts + d.Graders + d.Rest); math.Abs(one.Absolute-got) > 1e-12 {
		t.Errorf("one grader is worth %v, want %v", one.Absolute, got)
	}
	for i, at := range d.Curve[1:] {
		if at.Absolute <= d.Curve[i].Absolute || at.Relative < at.Absolute {
			t.Errorf("%d graders are worth %+v, after %+v", at.Graders, at, d.Curve[i])
		}
	}
	if n := d.ForVendor; n == 0 || d.Curve[n-1].Absolute < severity.ForVendor || n > 1 && d.Curve[n-2].Absolute >= severity.ForVendor {
		t.Errorf("%d graders for a vendor on %+v", n, d.Curve)
	}
}

func TestScoresThatDoNotVaryHaveNoDesign(t *testing.T) {
	if d := designOf(t, crossed([][]float64{{80, 80}, {80, 80}, {80, 80}})); d != nil {
		t.Errorf("got %+v, want none", d)
	}
}

func square(x float64) float64 { return x * x }
