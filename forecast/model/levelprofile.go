package model

import (
	"fmt"
	"strings"
)

// LevelProfile multiplies a daily level by an intraday profile (Weinberg, Brown
// and Stroud 2007 in spirit; here a discounted, Huber-weighted ridge regression
// of log totals on weekday and calendar, and shrunk weekday shapes).
type LevelProfile struct {
	HalfLife        float64 // days at which a day's total counts half; 0: all alike
	ProfileHalfLife float64 // the same for a day's shape
	Kappa           float64 // days' worth of the common shape in each weekday's
	Month           bool    // effects of the place in the month on the level
	Yearly          int     // Fourier pairs in the day of the year
	Trend           bool    // a damped trend
	Pool            bool    // pool counts and smooth the shape: for few contacts
	Unbiased        bool    // the mean of the level's log-normal, not its median
	Horizon         int     // days ahead that the slow level must serve
}

// Name implements [Model].
func (m LevelProfile) Name() string {
	half := "inf"
	if m.HalfLife > 0 {
		half = fmt.Sprintf("%g", m.HalfLife)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "level-profile hl=%s shape=%g kappa=%g", half, m.ProfileHalfLife, m.Kappa)
	if m.Yearly > 0 {
		fmt.Fprintf(&b, " yearly=%d", m.Yearly)
	}
	for _, flag := range []struct {
		on   bool
		text string
	}{{!m.Month, " no-month"}, {m.Trend, " trend"}, {m.Pool, " pooled"}, {m.Unbiased, " mean"}} {
		if flag.on {
			b.WriteString(flag.text)
		}
	}
	return b.String()
}

// quickLife is the longest half-life of a level that forgets quickly.
const quickLife = 40

// Family implements [Model]. Levels that forget quickly and slowly are two
// families, so that the combination can hold one of each: which of them is
// right changes with the times, and averaging over how much past to use is
// safer than picking (Pesaran and Pick, Journal of Business and Economic
// Statistics 29, 2011).
func (m LevelProfile) Family() string {
	if m.HalfLife > 0 && m.HalfLife <= quickLife {
		return "level-profile quick"
	}
	return "level-profile steady"
}

// Fit implements [Model].
func (m LevelProfile) Fit(t *Training) Forecast {
	return levelProfileForecast{
		training: t,
		unbiased: m.Unbiased,
		level:    t.levelOf(levelKey{designKey{m.Month, m.Yearly, m.Trend}, m.HalfLife, max(1, m.Horizon)}),
		profile:  t.profileOf(profileSettings{halfLife: m.ProfileHalfLife, kappa: m.Kappa, pool: m.Pool}),
	}
}

type levelProfileForecast struct {
	training *Training
	unbiased bool
	level    *level
	profile  *profile
}

// Day implements [Forecast].
func (f levelProfileForecast) Day(k int) []float64 {
	out := make([]float64, f.training.Slots())
	if f.training.Closed(k) {
		return out
	}
	total := f.level.at(k, f.unbiased)
	for j, share := range f.profile.at(k) {
		out[j] = total * share
	}
	return out
}
