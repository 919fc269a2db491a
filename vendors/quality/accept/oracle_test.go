package accept

import (
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// Plans of R's AcceptanceSampling 1.0.
func TestPlansAsInTheReference(t *testing.T) {
	for _, c := range []struct {
		goal   Goal
		plain  Single
		of500  Single
		caveat string
	}{
		{Goal{.02, .10, .05, .10}, Single{65, 3, 0}, Single{63, 3, 500}, ""},
		{Goal{.01, .05, .05, .10}, Single{132, 3, 0}, Single{123, 3, 500}, ""},
		{Goal{.05, .15, .05, .10}, Single{77, 7, 0}, Single{66, 6, 500}, ""},
		{Goal{.04, .12, .05, .05}, Single{117, 8, 0}, Single{102, 7, 500}, ""},
		{Goal{.005, .03, .05, .10}, Single{221, 3, 0}, Single{158, 2, 500}, "2.5 failures among 500 are 2"},
	} {
		for lot, want := range map[int]Single{0: c.plain, 500: c.of500} {
			got, err := Find(c.goal, lot)
			if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("%+v in a lot of %d: %+v, want %+v %s", c.goal, lot, got, want, c.caveat)
			}
		}
	}
}

func TestCharacteristicsAsInTheReference(t *testing.T) {
	want := []float64{
		1, .9945505390614, .8988109418261, .6521628385849, .3750205436061, .1769165244163, .0709144054967,
		.0248022158938, .0077129928712, .0021609915910, .0005504943314,
	}
	for i, w := range want {
		oracletest.Near(t, "80 items, 5 allowed", Single{80, 5, 0}.Accept(.02*float64(i)), w, 1e-12)
	}
	double := Double{125, 1, 4, 125, 4}
	for rate, w := range map[float64]float64{.01: .89995598108, .02: .48576799905, .05: .01507571347} {
		got, items := double.Accept(rate)
		oracletest.Near(t, "double plan", got, w, 1e-10)
		if !(items > 125 && items < 250) {
			t.Errorf("the double plan looks at %v items on average", items)
		}
	}
}

func TestSequentialTestsAsInTheReference(t *testing.T) {
	var reference struct {
		SPRT []struct {
			P0, P1, Alpha, Beta, P float64
			Most                   int     `json:"nmax"`
			Accept                 float64 `json:"p_accept"`
			Reject                 float64 `json:"p_reject"`
			ASN, Slope             float64
			Below                  float64 `json:"h_acc"`
			Above                  float64 `json:"h_rej"`
		} `json:"sprt"`
	}
	oracletest.JSON(t, &reference, "oracle", "vendors", "spc", "cusum_sprt_reference.json")
	for _, c := range reference.SPRT {
		test, err := NewSPRT(Goal{c.P0, c.P1, c.Alpha, c.Beta})
		if err != nil {
			t.Fatal(err)
		}
		if test.Most != c.Most {
			t.Errorf("%v to %v: cut off at %d items, want %d", c.P0, c.P1, test.Most, c.Most)
		}
		oracletest.Near(t, "slope", test.Slope, c.Slope, 1e-7)
		oracletest.Near(t, "below", test.Below, c.Below, 1e-7)
		oracletest.Near(t, "above", test.Above, c.Above, 1e-7)
		o, err := test.At(c.P)
		if err != nil {
			t.Fatal(err)
		}
		oracletest.Near(t, "taken", o.Take, c.Accept, 1e-6)
		oracletest.Near(t, "refused", o.Reject, c.Reject, 1e-6)
		oracletest.Near(t, "items", o.Items, c.ASN, 1e-4)
	}
}
