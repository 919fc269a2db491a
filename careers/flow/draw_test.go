package flow_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers/flow"
)

func TestDrawsPartWhatIsNotKnownFromChance(t *testing.T) {
	whole := must[*flow.Spreads](t)(flow.Draw(centre(), 24, flow.Uncertainty{Draws: 120, Seed: 1}))
	if s := whole.Exits; s.ParameterSD <= 0 || s.FlowSD <= 0 || !(s.Both[0] < s.Value && s.Value < s.Both[1]) {
		t.Errorf("got %+v, want both parts and a range around the value", s)
	}
	near(t, "parts add up in squares", whole.Cost.SD, math.Hypot(whole.Cost.ParameterSD, whole.Cost.FlowSD))

	known := centre().Indifferent()
	for i := range known.Hazard {
		known.Hazard[i].LogSE = 0
	}
	known.Hiring = flow.Hiring{Policy: flow.Fixed}
	chance := must[*flow.Spreads](t)(flow.Draw(known, 24, flow.Uncertainty{Draws: 400, Seed: 1}))
	if chance.Exits.ParameterSD > 1e-9 {
		t.Errorf("nothing unknown: got %+v, want chance alone", chance.Exits)
	}
	// Nobody is hired, so that everybody leaves or stays by a chance of their own.
	variance := 0.0
	for _, rung := range known.Rungs {
		for _, h := range rung.Holders {
			stay := 1.0
			for month := range 24 {
				stay *= math.Exp(-hazardAt(known.Hazard, h.Tenure+month))
			}
			variance += h.Count * stay * (1 - stay)
		}
	}
	if ratio := chance.Exits.FlowSD * chance.Exits.FlowSD / variance; ratio < 0.75 || ratio > 1.3 {
		t.Errorf("variance of the exits %g, want %g", chance.Exits.FlowSD*chance.Exits.FlowSD, variance)
	}
}

func hazardAt(bands []flow.Band, tenure int) (h float64) {
	for _, b := range bands {
		if tenure >= b.From {
			h = b.Hazard
		}
	}
	return h
}

func TestTheSameSeedDrawsTheSame(t *testing.T) {
	draw := func(seed uint64) *flow.Spreads {
		return must[*flow.Spreads](t)(flow.Draw(centre(), 12, flow.Uncertainty{Draws: 20, Seed: seed}))
	}
	if diff := cmp.Diff(draw(7), draw(7)); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(draw(7), draw(8)) {
		t.Error("another seed, the same draws")
	}
}

// Whole people by chance are on average what the projection says, as long as no cap
// makes the difference between a person and a part of one.
func TestPeopleByChanceAverageToTheProjection(t *testing.T) {
	m := centre().Indifferent()
	for i := range m.Hazard {
		m.Hazard[i].LogSE = 0
	}
	for r := range m.Rungs {
		m.Rungs[r].Cap = flow.Unlimited()
	}
	s := must[*flow.Spreads](t)(flow.Draw(m, 24, flow.Uncertainty{Draws: 400, Seed: 3}))
	for name, of := range map[string]flow.Spread{"exits": s.Exits, "promotions": s.Promotions, "cost": s.Cost, "effective": s.Effective} {
		middle := (of.Flow[0] + of.Flow[1]) / 2
		if math.Abs(middle-of.Value) > 0.5*of.FlowSD {
			t.Errorf("%s: the middle of chance is %g, the projection %g, deviation %g", name, middle, of.Value, of.FlowSD)
		}
	}
}

// What both sides of a comparison do not know must not blur their difference.
func TestChangesAreDrawnInPairs(t *testing.T) {
	m, s := centre(), scenarios()[1]
	change := must[*flow.Spreads](t)(flow.DrawChange(m, s, 24, flow.Uncertainty{Draws: 60, Seed: 5}))
	alone := must[*flow.Spreads](t)(flow.Draw(m, 24, flow.Uncertainty{Draws: 60, Seed: 5}))
	if change.Exits.ParameterSD > alone.Exits.ParameterSD/2 {
		t.Errorf("not knowing blurs the change by %g, either side by %g", change.Exits.ParameterSD, alone.Exits.ParameterSD)
	}
	none := must[*flow.Spreads](t)(flow.DrawChange(m, flow.Scenario{Name: "nothing"}, 24, flow.Uncertainty{Draws: 30, Seed: 5}))
	if none.Exits.Value != 0 || none.Exits.ParameterSD > 1e-9 {
		t.Errorf("no change: got %+v", none.Exits)
	}
}

func TestCovarianceOfTheHazardsCounts(t *testing.T) {
	m := centre().Indifferent()
	k := len(m.Hazard)
	together := make([][]float64, k)
	for i := range together {
		together[i] = make([]float64, k)
		for j := range together[i] {
			together[i][j] = 0.0099
		}
		together[i][i] = 0.01
	}
	apart := must[*flow.Spreads](t)(flow.Draw(m, 24, flow.Uncertainty{Draws: 80, Seed: 2}))
	joint := must[*flow.Spreads](t)(flow.Draw(m, 24, flow.Uncertainty{Draws: 80, Seed: 2, Covariance: together}))
	if joint.Exits.ParameterSD < 1.3*apart.Exits.ParameterSD {
		t.Errorf("errors that go together blur by %g, independent ones by %g", joint.Exits.ParameterSD, apart.Exits.ParameterSD)
	}
	together[0][0] = -1
	if _, err := flow.Draw(m, 12, flow.Uncertainty{Draws: 2, Covariance: together}); err == nil || !strings.Contains(err.Error(), "positive definite") {
		t.Errorf("got %v, want a refusal of the covariance", err)
	}
	if _, err := flow.Draw(m, 12, flow.Uncertainty{Draws: 2, Covariance: together[:2]}); err == nil || !strings.Contains(err.Error(), "2 rows") {
		t.Errorf("got %v, want a refusal of two rows", err)
	}
}
