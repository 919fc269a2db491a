package flow

// Exposures are the shares of their time that people work nights, from home, or on
// some days from home, of 0 to 1.
type Exposures struct{ Nights, Home, Hybrid float64 }

// Names of the effects of an [Assumed] model.
const (
	NightEffect  = "night shifts"
	HomeEffect   = "home working"
	HybridEffect = "hybrid working"
)

// stalledFrom and recentlyPromoted are the months for which the defaults about
// promotion speak.
const (
	stalledFrom      = 12
	recentlyPromoted = 6
)

// Assumed is a model of rungs that rests on the documented defaults alone, for a centre
// that has no estimates of its own yet. What it is given must be checked by [Model.Check],
// as every model is before it is projected.
//
// Exposure to an effect is relative to none: a hazard estimated among people who work
// nights already holds their effect.
func Assumed(rungs []Rung, at Exposures) *Model {
	number := func(key string) float64 {
		d, _ := DefaultOf(key)
		return d.Value
	}
	ratio := func(key string) Ratio {
		d, _ := DefaultOf(key)
		return d.Ratio()
	}
	pay, _ := DefaultOf(PayElasticity)
	return &Model{
		Rungs:  rungs,
		Hazard: DefaultHazard(),
		Stall:  Stall{From: stalledFrom, HR: ratio(Stalled)},
		Recent: Recent{Months: recentlyPromoted, HR: ratio(Promoted)},
		Effects: []Effect{
			{Name: NightEffect, HR: ratio(NightShifts), Exposure: at.Nights},
			{Name: HomeEffect, HR: ratio(HomeFull), Exposure: at.Home},
			{Name: HybridEffect, HR: ratio(HomeHybrid), Exposure: at.Hybrid},
		},
		Pay:      Elasticity{Value: pay.Value, Low: pay.Low, High: pay.High},
		Hiring:   Hiring{Policy: Replace},
		Learning: Learning{Start: number(LearningStart), Tau: number(LearningTau)},
		ExitCost: number(ExitPay) * meanPay(rungs),
		Longest:  120,
	}
}

// meanPay is that of all holders a month; without any, that of the first rung.
func meanPay(rungs []Rung) float64 {
	people, sum := 0.0, 0.0
	for _, r := range rungs {
		for _, h := range r.Holders {
			people += h.Count
			sum += h.Count * r.Pay
		}
	}
	switch {
	case people > 0:
		return sum / people
	case len(rungs) > 0:
		return rungs[0].Pay
	default:
		return 0
	}
}
