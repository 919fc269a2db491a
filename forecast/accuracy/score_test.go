package accuracy

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The example of the vocabulary: two intervals of 100 and 300 contacts for which
// 110 and 270 were forecast.
func TestFiguresOfADayAreThoseWorkedOutByHand(t *testing.T) {
	d := dayOf([]float64{110, 270, 50}, []float64{100, 300, nan})
	d.Naive = []float64{80, nan, 50}
	d.Adjusted = []float64{100, 290, 50}
	d.Scale = 10
	s := Total([]Day{d})
	wantFigures(t, s.figures(), map[string]float64{
		"WAPE":     40.0 / 400,
		"day WAPE": 20.0 / 400, // 380 of 400
		"bias":     -20.0 / 400,
		"MASE":     (1.0 + 3) / 2,
		"RMSE":     math.Sqrt((100.0 + 900) / 2),
		// The naive forecast speaks of the first interval alone.
		"naive WAPE":    20.0 / 100,
		"model value":   (20.0 - 10) / 100,
		"planner WAPE":  10.0 / 400,
		"planner value": 30.0 / 400,
		"contacts":      400,
	})
	if s.N != 2 || s.Days != 1 || s.Adjusted != 1 || s.Rehearsed != 0 {
		t.Errorf("scored %d intervals, %d days, %d adjusted, %d rehearsed; want 2, 1, 1, 0", s.N, s.Days, s.Adjusted, s.Rehearsed)
	}
}

func TestBandsAreScoredByWhatTheyHoldAndWhatTheyCost(t *testing.T) {
	d := dayOf([]float64{100, 100, 100, 100}, []float64{95, 120, 70, 80})
	d.Scale = 10
	d.Bands = []Band{
		{Level: .95, Lo: []float64{60, 60, 60, 60}, Hi: []float64{140, 140, 140, 140}},
		{Level: .8, Lo: []float64{80, 80, 80, 80}, Hi: []float64{110, 110, 110, 110}},
	}
	s := Total([]Day{d})
	if len(s.Bands) != 2 || s.Bands[0].Level != .8 || s.Bands[1].Level != .95 {
		t.Fatalf("bands %+v, want 80 %% before 95 %%", s.Bands)
	}
	// 80 %: holds 95 and 80 (an end belongs to it); misses 120 by 10 and 70 by 10,
	// each at 2/(1-0.8) = 10 times; (4·30 + 100 + 100)/10 over 4.
	if b := s.Bands[0]; !near(b.Coverage, .5) || !near(b.MSIS, (120+200.0)/10/4) || b.N != 4 {
		t.Errorf("80 %%: %+v, want a half held and MSIS 8", b)
	}
	if b := s.Bands[1]; !near(b.Coverage, 1) || !near(b.MSIS, 8) {
		t.Errorf("95 %%: %+v, want all held and MSIS 8", b)
	}
}

func TestWhatIsNotDefinedIsNotZero(t *testing.T) {
	for name, days := range map[string][]Day{
		"no days":                   nil,
		"a day that nobody saw":     {dayOf([]float64{5, 5}, []float64{nan, nan})},
		"a day without intervals":   {dayOf(nil, nil)},
		"a day that nobody foresaw": {dayOf([]float64{nan}, []float64{7})},
	} {
		s := Total(days)
		for figure, v := range s.figures() {
			if figure != "contacts" && !math.IsNaN(v) {
				t.Errorf("%s: %s is %v, want undefined", name, figure, v)
			}
		}
		if s.N != 0 || s.Days != 0 || s.Bands != nil {
			t.Errorf("%s: %d intervals, %d days, bands %v; want nothing", name, s.N, s.Days, s.Bands)
		}
	}
	s := Total([]Day{dayOf([]float64{3, 1}, []float64{0, 0})})
	if !math.IsNaN(s.WAPE) || !math.IsNaN(s.Bias) || !near(s.RMSE, math.Sqrt(5)) || s.N != 2 {
		t.Errorf("of no contacts WAPE is %v, bias %v, RMSE %v over %d; want undefined twice and √5 over 2", s.WAPE, s.Bias, s.RMSE, s.N)
	}
}

func TestCurvesOfWrongLengthAreRefused(t *testing.T) {
	good := dayOf([]float64{1, 2}, []float64{3, 4})
	good.Naive, good.Bands = []float64{1, nan}, []Band{{Level: .8, Lo: []float64{0, 0}, Hi: []float64{9, 9}}}
	if err := good.Check(); err != nil {
		t.Errorf("a good day is refused: %v", err)
	}
	for curve, spoil := range map[string]func(*Day){
		"actual":      func(d *Day) { d.Actual = nil },
		"forecast":    func(d *Day) { d.Forecast = []float64{1} },
		"naive":       func(d *Day) { d.Naive = []float64{1, 2, 3} },
		"adjusted":    func(d *Day) { d.Adjusted = []float64{} },
		"band of 0.8": func(d *Day) { d.Bands = []Band{{Level: .8, Lo: []float64{0}, Hi: []float64{9, 9}}} },
	} {
		bad := good
		spoil(&bad)
		var shape *ShapeError
		if err := bad.Check(); !errors.As(err, &shape) || shape.Curve != curve || shape.Want != 2 || shape.Error() == "" {
			t.Errorf("spoilt %s: error %v, want a *ShapeError that names it", curve, err)
		}
	}
}

func TestTheValueAddedIsTheDifferenceOfTheErrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		s := Total(days)
		if !near(s.PlannerValue, s.WAPE-s.PlannerWAPE) {
			t.Errorf("planner's value %v, WAPE %v less %v", s.PlannerValue, s.WAPE, s.PlannerWAPE)
		}
		for i := range days {
			days[i].Adjusted = nil
		}
		if bare := Total(days); bare.PlannerValue != 0 && !math.IsNaN(bare.PlannerValue) {
			t.Errorf("without adjustments they are worth %v", bare.PlannerValue)
		}
	})
}

func TestAForecastThatWasRightHasNoError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := anyDays(t)
		contacts := 0.0
		for i := range days {
			for j, y := range days[i].Actual {
				if known(y) {
					days[i].Forecast[j] = y
					contacts += y
				}
			}
		}
		s := Total(days)
		if contacts > 0 && (s.WAPE != 0 || s.Bias != 0 || s.DayWAPE != 0 || s.RMSE != 0 || s.ModelValue < 0) {
			t.Errorf("score %+v of forecasts that came true", s)
		}
	})
}

func TestWholeDaysAreNeverFurtherOffThanTheirIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Total(anyDays(t))
		if s.DayWAPE > s.WAPE+1e-12 || math.Abs(s.Bias) > s.DayWAPE+1e-12 {
			t.Errorf("|bias| %v, day WAPE %v, WAPE %v: not in order", s.Bias, s.DayWAPE, s.WAPE)
		}
	})
}
