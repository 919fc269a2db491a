package main

import "github.com/muster-wfm/muster/forecast/model"

// What a forecast learned of what moves demand, as the report tells it.
type (
	driverReport struct {
		Driver  string   `json:"driver"`
		Measure string   `json:"measure"`
		Used    bool     `json:"used"`
		Reason  string   `json:"reason"`
		With    *float64 `json:"day_wape_with"`
		Without *float64 `json:"day_wape_without"`
		Assumed int      `json:"days_without_value"`
	}

	effectReport struct {
		Kind     string   `json:"kind"`
		Name     string   `json:"name"`
		Measure  string   `json:"measure"`
		Pct      float64  `json:"effect_pct"`
		Lo       float64  `json:"lo95_pct"`
		Hi       float64  `json:"hi95_pct"`
		Expected *float64 `json:"expected_pct"`
		Days     int      `json:"days"`
		Per      *float64 `json:"per,omitempty"`
	}
)

func measureWord(handleTime bool) string {
	if handleTime {
		return "handle_time"
	}
	return "contacts"
}

func driverReports(r *model.Result) []driverReport {
	out := make([]driverReport, len(r.Drivers))
	for i, d := range r.Drivers {
		out[i] = driverReport{
			Driver: d.Code, Measure: measureWord(d.HandleTime), Used: d.Used, Reason: string(d.Reason),
			With: known(d.With), Without: known(d.Without), Assumed: d.Assumed,
		}
	}
	return out
}

func effectReports(r *model.Result) []effectReport {
	out := make([]effectReport, len(r.Effects))
	for i, e := range r.Effects {
		out[i] = effectReport{
			Kind: string(e.Kind), Name: e.Code, Measure: measureWord(e.HandleTime),
			Pct: e.Pct, Lo: e.Lo, Hi: e.Hi, Expected: known(e.ExpectedPct), Days: e.Days,
		}
		if e.Kind == model.EffectDriver {
			out[i].Per = &r.Effects[i].Per
		}
	}
	return out
}
