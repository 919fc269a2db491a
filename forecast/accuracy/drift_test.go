package accuracy

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// errorsOf is a queue with 1,000 contacts a day, each day so many deviations of
// 50 above its forecast.
func errorsOf(z ...float64) []DayError {
	out := make([]DayError, len(z))
	for i, v := range z {
		out[i] = DayError{Date: monday.AddDays(i), Forecast: 1000, Actual: 1000 + 50*v, Deviation: 50}
	}
	return out
}

func repeated(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

func TestAQueueThatGrowsIsFoundAndTheDayNamed(t *testing.T) {
	quiet := []float64{.3, -.4, .1, -.2, .5, -.5, 0, -1}
	for _, c := range []struct {
		z    float64
		side Side
		days int // until it is found
	}{{2, TooLow, 7}, {-2, TooHigh, 7}, {1, TooLow, 21}} {
		z := append(append([]float64{}, quiet...), repeated(c.z, c.days)...)
		got := Watch(errorsOf(z...), 10.2)
		if got.Side != c.side || got.Since != monday.AddDays(len(quiet)) && c.z > 0 || got.Statistic <= got.Limit {
			t.Errorf("%v deviations for %d days: %+v, want %s since day %d", c.z, c.days, got, c.side, len(quiet))
		}
		if !near(got.Bias, -50*c.z/(1000+50*c.z)) && c.z > 0 {
			t.Errorf("%v deviations: bias %v, want %v", c.z, got.Bias, -50*c.z/(1000+50*c.z))
		}
		if early := Watch(errorsOf(z[:len(z)-1]...), 10.2); early.Side != Steady {
			t.Errorf("%v deviations are found a day before day %d", c.z, c.days)
		}
	}
}

func TestAWildDayIsNoDrift(t *testing.T) {
	z := repeated(0, 30)
	z[10], z[11] = 40, 25
	if got := Watch(errorsOf(z...), 10.2); got.Side != Steady || got.Statistic != 0 || got.Days != 30 {
		t.Errorf("two wild days: %+v, want steady over all 30", got)
	}
}

func TestAnAlarmEndsWeeksAfterTheForecastsAreRightAgain(t *testing.T) {
	z := append(repeated(2, 60), repeated(0, 13)...)
	if got := Watch(errorsOf(z...), 10.2); got.Side != TooLow {
		t.Errorf("13 days after it ended: %+v, want an alarm still", got)
	}
	z = append(z, repeated(0, 4)...)
	if got := Watch(errorsOf(z...), 10.2); got.Side != Steady {
		t.Errorf("17 days after it ended: %+v, want none", got)
	}
}

func TestDaysThatSayNothingArePassedOver(t *testing.T) {
	days := errorsOf(1, 2, 3, 4)
	days[0].Deviation = 0
	days[1].Deviation = nan
	days[2].Actual = nan
	if got := Watch(days, 10); got.Days != 1 || !near(got.Bias, -200.0/1200) || !near(got.UsualWAPE, math.Sqrt(2/math.Pi)*50/1200) {
		t.Errorf("%+v, want the last day alone", got)
	}
	if got := Watch(nil, 10); got.Days != 0 || got.Side != Steady || !math.IsNaN(got.Bias) {
		t.Errorf("of no days: %+v", got)
	}
}

func TestBothSidesAreWatchedAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SliceOfN(rapid.Float64Range(-5, 5), 0, 60).Draw(t, "errors")
		mirrored := make([]float64, len(z))
		for i, v := range z {
			mirrored[i] = -v
		}
		opposite := map[Side]Side{TooLow: TooHigh, TooHigh: TooLow, Steady: Steady}
		a, b := Watch(errorsOf(z...), 6), Watch(errorsOf(mirrored...), 6)
		if b.Side != opposite[a.Side] || !near(a.Statistic, b.Statistic) || a.Since != b.Since {
			t.Errorf("%+v mirrored is %+v", a, b)
		}
		if a.Side != Steady && a.Statistic <= a.Limit/2 || a.Statistic > a.Limit+overshoot {
			t.Errorf("the statistic of %+v is out of its range", a)
		}
	})
}

func TestTheLimitGrowsWithTheCorrelationOfErrors(t *testing.T) {
	before := 0.0
	for correlation := -.1; correlation < 1; correlation += .05 {
		limit := DriftLimit(correlation)
		if limit < before {
			t.Errorf("at %.2f the limit is %v, less than %v before", correlation, limit, before)
		}
		before = limit
	}
	if a, b := DriftLimit(0), DriftLimit(.37); a != 5.7 || b != 10.2 {
		t.Errorf("limits %v and %v, want 5.7 and 10.2", a, b)
	}
}

// runLength is how many days pass until errors without drift, Gaussian with the
// given correlation from day to day, raise a false alarm.
func runLength(random *rand.Rand, correlation, limit float64) int {
	z, up, down := random.NormFloat64(), excursion{}, excursion{}
	for days := 1; ; days++ {
		z = correlation*z + math.Sqrt(1-correlation*correlation)*random.NormFloat64()
		cut := max(-boundary, min(boundary, z))
		up.step(cut, limit, DayError{})
		down.step(-cut, limit, DayError{})
		if up.alarm || down.alarm {
			return days
		}
	}
}

// Of n runs the mean run length, nearly exponential, has a relative error of
// 1/√n: 4.5 % of 500, of which three are allowed.
func TestFalseAlarmsAreAsRareAsPromised(t *testing.T) {
	runs, correlations := 500, []float64{UsualAutocorrelation}
	if os.Getenv("MUSTER_SOAK") != "" {
		runs, correlations = 20_000, []float64{0, .1, .2, .3, .37, .4, .5, .6, .7}
	}
	random := rand.New(rand.NewPCG(7, 11))
	for _, correlation := range correlations {
		total := 0
		for range runs {
			total += runLength(random, correlation, DriftLimit(correlation))
		}
		allowed := .03 + 3/math.Sqrt(float64(runs))
		if got := float64(total) / float64(runs) / 1000; math.Abs(got-1) > allowed {
			t.Errorf("correlation %.2f: a false alarm every %.0f days, want 1,000 within %.0f %%", correlation, 1000*got, 100*allowed)
		}
	}
}
