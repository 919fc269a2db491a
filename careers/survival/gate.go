package survival

import "fmt"

// A model that loses to averages does harm: it lends numbers to a guess. The
// figures below are what a model must reach, on months after those it learnt from,
// before anybody sees it.
const (
	minExits         = 50   // to learn from
	exitsPerTerm     = 10   // for each free parameter
	brierGain        = 0.02 // better than the averages, as a share of their score
	leastAUC         = 0.60 // lower end of the 95 % interval
	slopeLow         = 0.8
	slopeHigh        = 1.25
	largestShift     = 0.2 // of the logits, either way
	driftLow         = 0.75
	driftHigh        = 1.33
	monitoredPeriods = 3 // months of which observed and expected exits are compared
)

// Trial is a model's performance on an out-of-time test.
type Trial struct {
	TrainingExits  int
	FreeParameters int
	Left           []bool    // who left, of the test
	Predicted      []float64 // by the model
	Averages       []float64 // by the averages that it must beat
	// Unreported are groups that the report on fairness should cover and does not.
	Unreported []string
}

// Finding is one thing that was looked at, with what it had to be.
type Finding struct {
	Name   string
	Value  float64
	Need   string
	Passed bool
}

// Verdict says whether a model may be shown, and why. A model that may not is
// replaced by averages, which are called averages.
type Verdict struct {
	Shown    bool
	Findings []Finding
	Scores   *BinaryScores // nil where the test has no exits or nothing but exits
}

// Judge holds a model to the gates.
func Judge(t *Trial) (*Verdict, error) {
	v := &Verdict{Shown: true}
	v.need("exits to learn from", float64(t.TrainingExits), fmt.Sprintf("at least %d", minExits), t.TrainingExits >= minExits)
	wanted := exitsPerTerm * t.FreeParameters
	v.need("exits for each term", float64(t.TrainingExits)/float64(max(1, t.FreeParameters)), fmt.Sprintf("at least %d", exitsPerTerm), t.TrainingExits >= wanted)
	v.need("groups without a report", float64(len(t.Unreported)), "none", len(t.Unreported) == 0)
	if len(t.Predicted) != len(t.Left) || len(t.Averages) != len(t.Left) {
		return nil, refuse("predicted", -1, "one for each person, by the model and by averages", "%d and %d for %d people", len(t.Predicted), len(t.Averages), len(t.Left))
	}
	if exits := (&Observations{Event: t.Left}).Events(); exits == 0 || exits == len(t.Left) {
		v.need("exits in the test", float64(exits), "some, and some who stay", false)
		return v, nil
	}
	scores, err := ScoreBinary(t.Left, t.Predicted, clipped, deciles)
	if err != nil {
		return nil, err
	}
	averages, err := ScoreBinary(t.Left, t.Averages, clipped, deciles)
	if err != nil {
		return nil, err
	}
	v.Scores = scores
	gain := 1 - scores.Brier/averages.Brier
	lower, _ := scores.Interval()
	v.need("Brier score better than averages", gain, fmt.Sprintf("by %g or more", brierGain), gain >= brierGain)
	v.need("AUC, lower bound", lower, fmt.Sprintf("above %g", leastAUC), lower > leastAUC)
	v.need("calibration slope", scores.Slope, fmt.Sprintf("from %g to %g", slopeLow, slopeHigh), scores.Slope >= slopeLow && scores.Slope <= slopeHigh)
	v.need("calibration in the large", scores.InTheLarge, fmt.Sprintf("within %g of 0", largestShift), scores.InTheLarge > -largestShift && scores.InTheLarge < largestShift)
	return v, nil
}

// How the scores of a trial are taken.
const (
	clipped = 1e-6
	deciles = 10
)

func (v *Verdict) need(name string, value float64, need string, passed bool) {
	v.Findings = append(v.Findings, Finding{Name: name, Value: value, Need: need, Passed: passed})
	v.Shown = v.Shown && passed
}

// Failed are the findings that keep a model from being shown.
func (v *Verdict) Failed() []Finding {
	var failed []Finding
	for _, f := range v.Findings {
		if !f.Passed {
			failed = append(failed, f)
		}
	}
	return failed
}

// Drift compares the exits of the latest months with those that the model expected,
// by month, and says whether it may go on being shown.
func Drift(observed, expected []float64) (ratio float64, holds bool, err error) {
	if len(observed) != len(expected) || len(observed) < monitoredPeriods {
		return 0, false, refuse("observed", -1, fmt.Sprintf("at least %d months of both", monitoredPeriods), "%d months of exits and %d of expectations", len(observed), len(expected))
	}
	o, e := 0.0, 0.0
	for k := len(observed) - monitoredPeriods; k < len(observed); k++ {
		o += observed[k]
		e += expected[k]
	}
	if !(e > 0) {
		return 0, false, refuse("expected", -1, "exits above 0", "%v exits expected", e)
	}
	ratio = o / e
	return ratio, ratio >= driftLow && ratio <= driftHigh, nil
}

// Averages are what stands in for a model that may not be shown: the monthly exit
// rate of each cell (tenure band by rung, say), drawn towards the rate of all as
// far as chance explains their differences.
type Averages struct {
	*Shrinkage
}

// FitAverages counts exits and months by cell. cell numbers the cell of each month
// in names.
func FitAverages(months []PersonMonth, cell []int, names []string) (*Averages, error) {
	o := &Observations{Stop: make([]float64, len(months)), Event: make([]bool, len(months))}
	for k, m := range months {
		o.Stop[k], o.Event[k] = 1, m.Left
	}
	s, err := ShrinkRates(o, cell, names)
	if err != nil {
		return nil, err
	}
	return &Averages{s}, nil
}

// Within is the probability to leave within some months, through the cells that a
// person passes meanwhile.
func (a *Averages) Within(cells []int) float64 {
	hazards := make([]float64, len(cells))
	for k, c := range cells {
		hazards[k] = min(1, a.Groups[c].Shrunken)
	}
	return WithinPeriods(hazards)
}
