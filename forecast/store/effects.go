package store

import "github.com/muster-wfm/muster/forecast/model"

// driverUseText is how what became of a driver stands in a report: its two
// errors may be undefined.
type driverUseText struct {
	Code       string
	HandleTime bool
	Used       bool
	Reason     model.DriverReason
	Errors     floats
	Assumed    int
}

func driverUseTextOf(d model.DriverUse) driverUseText {
	return driverUseText{d.Code, d.HandleTime, d.Used, d.Reason, floats{d.With, d.Without}, d.Assumed}
}

func (t driverUseText) toDomain() model.DriverUse {
	d := model.DriverUse{Code: t.Code, HandleTime: t.HandleTime, Used: t.Used, Reason: t.Reason, Assumed: t.Assumed}
	if len(t.Errors) == 2 {
		d.With, d.Without = t.Errors[0], t.Errors[1]
	}
	return d
}

// effectText is how an effect stands in a report: what was expected may be
// undefined.
type effectText struct {
	Kind       model.EffectKind
	Code       string
	HandleTime bool
	Percents   floats // learned, lower, upper, expected
	Days       int
	Per        float64
}

func effectTextOf(e model.Effect) effectText {
	return effectText{e.Kind, e.Code, e.HandleTime, floats{e.Pct, e.Lo, e.Hi, e.ExpectedPct}, e.Days, e.Per}
}

func (t effectText) toDomain() model.Effect {
	e := model.Effect{Kind: t.Kind, Code: t.Code, HandleTime: t.HandleTime, Days: t.Days, Per: t.Per}
	if len(t.Percents) == 4 {
		e.Pct, e.Lo, e.Hi, e.ExpectedPct = t.Percents[0], t.Percents[1], t.Percents[2], t.Percents[3]
	}
	return e
}
