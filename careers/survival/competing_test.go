package survival_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/careers/survival"
)

func TestEverybodyIsInOneStateAtAnyTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &survival.Moves{States: 3}
		for person := range rapid.IntRange(5, 40).Draw(t, "persons") {
			at, start := rapid.IntRange(0, 1).Draw(t, "state"), 0
			for range 4 {
				stop := start + rapid.IntRange(1, 9).Draw(t, "months")
				to := rapid.IntRange(-1, 2).Draw(t, "to")
				if to == at {
					to = -1
				}
				m.Person = append(m.Person, person)
				m.Start, m.Stop = append(m.Start, float64(start)), append(m.Stop, float64(stop))
				m.From, m.To = append(m.From, at), append(m.To, to)
				if to < 0 || to == 2 {
					break
				}
				at, start = to, stop
			}
		}
		o, err := survival.Occupy(m)
		if err != nil {
			t.Skip(err.Error())
		}
		for k := range o.Time {
			sum := 0.0
			for _, p := range o.P[k] {
				sum += p
				if p < -1e-12 {
					t.Errorf("at %v a share is %v", o.Time[k], p)
				}
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("at %v shares sum to %v, want 1", o.Time[k], sum)
			}
		}
		last := o.Time[len(o.Time)-1]
		total := 0.0
		mean, _ := o.MeanTime(last)
		for _, v := range mean {
			total += v
		}
		if math.Abs(total-last) > 1e-9*last {
			t.Errorf("expected times sum to %v, want %v", total, last)
		}
		transitions, _ := o.Transitions(last)
		for h, row := range transitions {
			sum := 0.0
			for _, p := range row {
				sum += p
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("from state %d probabilities sum to %v, want 1", h, sum)
			}
		}
	})
}

// exits draws times and causes of exit.
func exits(t *rapid.T) (stop []float64, cause, group []int) {
	for range rapid.IntRange(20, 60).Draw(t, "people") {
		stop = append(stop, float64(rapid.IntRange(1, 20).Draw(t, "stop")))
		cause = append(cause, rapid.IntRange(0, 2).Draw(t, "cause"))
		group = append(group, rapid.IntRange(0, 1).Draw(t, "group"))
	}
	stop, cause, group = append(stop, 5, 6, 7, 8), append(cause, 1, 2, 1, 2), append(group, 0, 0, 1, 1)
	return stop, cause, group
}

func TestIncidencesAndThoseStillThereSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stop, cause, _ := exits(t)
		r, err := survival.CumulativeIncidence(stop, cause, 2)
		if err != nil {
			t.Fatal(err)
		}
		for k := range r.Time {
			if sum := r.Stay[k] + r.Cumulative[k][0] + r.Cumulative[k][1]; math.Abs(sum-1) > 1e-9 {
				t.Errorf("at %v shares sum to %v, want 1", r.Time[k], sum)
			}
		}
	})
}

func TestWithOneCauseIncidenceIsOneLessKaplanMeier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stop, cause, _ := exits(t)
		o := &survival.Observations{Stop: stop}
		for i := range cause {
			cause[i] = min(cause[i], 1)
			o.Event = append(o.Event, cause[i] == 1)
		}
		r, err := survival.CumulativeIncidence(stop, cause, 1)
		if err != nil {
			t.Fatal(err)
		}
		curve, err := survival.KaplanMeier(o)
		if err != nil {
			t.Fatal(err)
		}
		for k, s := range curve.Survival {
			differ(t, "incidence", r.Cumulative[k][0], 1-s)
			if s > 0 {
				differ(t, "its error is Greenwood's", r.SE[k][0], curve.SESurvival()[k])
			}
		}
	})
}

func TestGrayComparesGroupsWhateverTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stop, cause, group := exits(t)
		chi, freedom, p, err := survival.GrayTest(stop, cause, group, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		for i := range group {
			group[i] = 1 - group[i]
		}
		other, _, _, err := survival.GrayTest(stop, cause, group, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, "statistic", other, chi)
		if freedom != 1 || chi < 0 || p < 0 || p > 1 {
			t.Errorf("χ² %v with %d degrees and p %v", chi, freedom, p)
		}
	})
}

func TestFineAndGrayWithoutOtherCausesIsCox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := samples(t)
		s.o.Start, s.o.Weights, s.o.Strata = nil, nil, nil
		plain := s.fit(t, survival.CoxSettings{})
		cause := make([]int, len(s.o.Stop))
		for i, event := range s.o.Event {
			if event {
				cause[i] = 1
			}
		}
		f, err := survival.FitFineGray(s.o.Stop, cause, 1, s.x, survival.FineGraySettings{})
		if err != nil {
			t.Fatal(err)
		}
		differ(t, "coefficients", f.Coef, plain.Coef)
		differ(t, "robust variance", f.Robust, plain.Robust(nil).Variance)
	})
}

func TestMovesThatCannotBeAreNamed(t *testing.T) {
	for name, c := range map[string]struct {
		m    survival.Moves
		want string
	}{
		"a state that does not exist": {survival.Moves{States: 2, Stop: []float64{1}, From: []int{2}, To: []int{1}}, "state 3 of 2"},
		"a move to the same state":    {survival.Moves{States: 2, Stop: []float64{1}, From: []int{0}, To: []int{0}}, "to itself"},
		"nobody moves":                {survival.Moves{States: 2, Stop: []float64{1}, From: []int{0}, To: []int{-1}}, "nobody moves"},
		"nobody at risk":              {survival.Moves{States: 2}, "nobody is at risk"},
		"missing states":              {survival.Moves{States: 2, Stop: []float64{1}}, "0 from"},
	} {
		_, err := survival.Occupy(&c.m)
		var refused *survival.InputError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want it to say %q", name, err, c.want)
		}
	}
}
