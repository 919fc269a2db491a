package severity

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// weekly is a calibration round: every grader scores every agent on every item.
func weekly(agents int, severity, noise []float64) Design {
	random := rand.New(rand.NewPCG(31, 2))
	d := Design{Agents: names("agent ", agents), Graders: names("grader ", len(severity)), Items: names("item ", 3)}
	for a := range agents {
		quality := 75 + 10*random.NormFloat64()
		for g := range severity {
			for i := range d.Items {
				score := quality - severity[g] + float64(4*(i-1)) + noise[g]*random.NormFloat64()
				d.Ratings = append(d.Ratings, Rating{a, g, i, score})
			}
		}
	}
	return d
}

// 001-09 and 004-15: the severe grader is found, the erratic one too, and the others
// may go on.
func TestCalibrationFindsTheSevereAndTheErratic(t *testing.T) {
	d := weekly(20, []float64{0, .5, 9, -.5, 0}, []float64{1, 1, 1, 1, 18})
	c := oracletest.Must[*Calibrated](t)(Calibrate(d))
	for g, want := range []State{Green, Green, Red, Green, Red} {
		if got := c.Graders[g]; got.State != want {
			t.Errorf("%+v beside a standard deviation of %v, want %s", got, c.SD, want)
		}
	}
	oracletest.Near(t, "severity", c.Graders[2].Severity-c.Graders[0].Severity, 9, 1.5)
	if e := c.Graders[2].Error; !(e > 0 && e < 5) {
		t.Errorf("its error is %v", e)
	}
	if len(c.Components.Variance) != 4 {
		t.Errorf("variances %v, want agent, grader, item and agent by grader", c.Components.Variance)
	}
}

// A grader on one contact nobody else saw, of an agent whom others graded on another
// item: comparable by the model, but nobody vouches for him.
func TestNobodyVouchesForAGraderWithoutCommonContacts(t *testing.T) {
	d := weekly(8, []float64{0, 1}, []float64{1, 1})
	d.Graders = append(d.Graders, "alone", "idle")
	d.Items = append(d.Items, "another")
	d.Ratings = append(d.Ratings, Rating{0, 2, 3, 70}, Rating{1, 2, 3, 80})
	c := oracletest.Must[*Calibrated](t)(Calibrate(d))
	if len(c.Graders) != 3 {
		t.Fatalf("%d graders, want the idle one left out: %+v", len(c.Graders), c.Graders)
	}
	if alone := c.Graders[2]; alone.State != Red || !math.IsNaN(alone.Alpha) {
		t.Errorf("%+v, want red without an alpha", alone)
	}
}

func TestOneItemAndOneGradeEachAreEnough(t *testing.T) {
	d := weekly(12, []float64{0, 6, 0}, []float64{1, 1, 1})
	d.Items = d.Items[:1]
	kept := d.Ratings[:0]
	for _, r := range d.Ratings {
		if r.Item == 0 {
			kept = append(kept, r)
		}
	}
	d.Ratings = kept
	c := oracletest.Must[*Calibrated](t)(Calibrate(d))
	if len(c.Components.Variance) != 2 {
		t.Errorf("variances %v, want agent and grader", c.Components.Variance)
	}
	oracletest.Near(t, "severity", c.Graders[1].Severity-c.Graders[0].Severity, 6, 1.5)
}

func TestCalibrationNeedsACommonSet(t *testing.T) {
	d := weekly(4, []float64{0, 1}, []float64{1, 1})
	for i := range d.Ratings {
		d.Ratings[i].Grader = d.Ratings[i].Agent / 2
	}
	_, err := Calibrate(d)
	if apart := (*DisconnectedError)(nil); !errors.As(err, &apart) || len(apart.Parts) != 2 {
		t.Errorf("got %v, want two parts", err)
	}
}

// Issue 6: two who give every contact the same grade are at one, which is no fault of
// the design.
func TestGradersWhoDifferAboutNothingAreNotSevere(t *testing.T) {
	d := weekly(8, []float64{0, 0}, []float64{1, 1})
	for i, r := range d.Ratings {
		d.Ratings[i].Score = float64(60 + 10*(r.Agent%4) + 3*r.Item)
	}
	c := oracletest.Must[*Calibrated](t)(Calibrate(d))
	for _, g := range c.Graders {
		if g.State != Green || g.Severity != 0 || g.Error != 0 || math.Abs(g.Alpha-1) > 1e-12 {
			t.Errorf("%+v, want green, of no severity and an alpha of 1", g)
		}
	}
	for i := range d.Ratings {
		d.Ratings[i].Score = 80
	}
	if _, err := Calibrate(d); err == nil {
		t.Error("scores that never vary are taken for agreement")
	}
}
