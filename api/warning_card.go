package api

import (
	"time"

	"github.com/muster-wfm/muster/careers/risk"
)

// WarningModel is the card of a model: what it learnt from, how it was judged, and whether
// it may be shown.
type WarningModel struct {
	ID            int64            `json:"id"`
	MadeAt        time.Time        `json:"madeAt"`
	Shown         bool             `json:"shown" doc:"Every gate was passed; else averages by tenure stand in."`
	Why           string           `json:"why,omitempty" doc:"Why nothing could be learnt."`
	From          *Day             `json:"from,omitempty"`
	To            Day              `json:"to"`
	TestFrom      *Day             `json:"testFrom,omitempty" doc:"Months from here on were kept from it to judge it by."`
	Months        int              `json:"months" doc:"Months of people."`
	Exits         int              `json:"exits"`
	TestMonths    int              `json:"testMonths"`
	TestExits     int              `json:"testExits"`
	Ridge         float64          `json:"ridge"`
	AUC           float64          `json:"auc"`
	Brier         float64          `json:"brier"`
	AveragesBrier float64          `json:"averagesBrier"`
	Slope         float64          `json:"slope" doc:"Of calibration; 1 is right."`
	Gates         []WarningGate    `json:"gates" nullable:"false"`
	Terms         []WarningTerm    `json:"terms" nullable:"false"`
	Calibration   []WarningBin     `json:"calibration" nullable:"false"`
	Groups        []WarningGroup   `json:"groups" nullable:"false"`
	Averages      []WarningAverage `json:"averages" nullable:"false" doc:"Monthly exits by tenure, drawn towards the common rate."`
}

// WarningGate is something a model must pass.
type WarningGate struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"`
	Need   string  `json:"need"`
	Passed bool    `json:"passed"`
}

// WarningTerm is a coefficient, of the log odds of leaving in a month.
type WarningTerm struct {
	Name       string  `json:"name"`
	Value      float64 `json:"value"`
	StdErr     float64 `json:"stdErr"`
	Mean       float64 `json:"mean"`
	Actionable bool    `json:"actionable"`
}

// WarningBin sets what was predicted beside what happened.
type WarningBin struct {
	Size      int     `json:"size"`
	Predicted float64 `json:"predicted"`
	Observed  float64 `json:"observed"`
}

// WarningGroup sets exits beside those expected, in the months that were kept apart.
type WarningGroup struct {
	Group    string  `json:"group"`
	TooSmall bool    `json:"tooSmall" doc:"Fewer than ten people: hidden."`
	Months   int     `json:"months"`
	Expected float64 `json:"expected"`
	Observed float64 `json:"observed"`
	Ratio    float64 `json:"ratio" doc:"Observed over expected; 0 where hidden."`
}

// WarningAverage is what people of a tenure do.
type WarningAverage struct {
	From  int     `json:"from" doc:"Months of tenure."`
	Rate  float64 `json:"rate" doc:"Exits a month."`
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
}

func warningModelOf(m *risk.Model) WarningModel {
	return WarningModel{
		ID: m.ID, MadeAt: m.MadeAt, Shown: m.Shown, Why: m.Why, From: dayOrNone(m.From), To: Day{m.To}, TestFrom: dayOrNone(m.TestFrom),
		Months: m.Months, Exits: m.Exits, TestMonths: m.TestMonths, TestExits: m.TestExits, Ridge: m.Ridge,
		AUC: m.AUC, Brier: m.Brier, AveragesBrier: m.AveragesBrier, Slope: m.Slope,
		Gates: each(m.Findings, func(f risk.Finding) WarningGate { return WarningGate(f) }),
		Terms: each(m.Terms, func(t risk.Term) WarningTerm {
			return WarningTerm{t.Name, t.Value, t.StdErr, t.Mean, t.Actionable}
		}),
		Calibration: each(m.Bins, func(b risk.Bin) WarningBin { return WarningBin(b) }),
		Groups: each(m.Groups, func(g risk.GroupCheck) WarningGroup {
			return WarningGroup{g.Group, g.TooSmall, g.Months, g.Expected, g.Observed, g.Ratio}
		}),
		Averages: each(m.Cells, func(c risk.Cell) WarningAverage { return WarningAverage(c) }),
	}
}
