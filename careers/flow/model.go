package flow

import (
	"fmt"
	"math"
)

// Unlimited is the cap of a rung that has none.
func Unlimited() float64 { return math.Inf(1) }

// Model is a workforce on a ladder of rungs, the lowest first, and how it moves.
type Model struct {
	Rungs  []Rung
	Hazard []Band // monthly rates of leaving by tenure, from month 0
	Stall  Stall
	Recent Recent
	// Effects multiply the hazard of everybody by HR^Exposure: night shifts, home
	// working.
	Effects  []Effect
	Pay      Elasticity
	Sources  []Source // of hires; none: one, without an effect
	Hiring   Hiring
	Learning Learning
	ExitCost float64 // of one leaver
	Longest  int     // months after which tenure and time in rung count no further
}

// Rung is a step of the ladder, who is on it and how they get off.
type Rung struct {
	Name    string
	HR      Ratio   // hazard of its people beside the first rung's
	Dwell   int     // months in it before anybody may be promoted
	Promote float64 // chance a month of those who may, as long as there is room above
	Cap     float64 // most people, or [Unlimited]
	Pay     float64 // a month
	Raise   float64 // added share of pay, by a scenario: 0.05 is 5 % more
	Holders []Holders
}

// Holders are people of one rung who came the same month and rose the same month.
type Holders struct {
	Count         float64
	Dwell, Tenure int // months in the rung, and in all
}

// Band is a monthly hazard from a month of tenure on.
type Band struct {
	From   int
	Hazard float64
	LogSE  float64 // standard error of ln(Hazard); 0: known
}

// Stall raises the hazard of those who have been in a rung for long, and may not
// rise further.
type Stall struct {
	From int // months in the rung
	HR   Ratio
}

// Recent changes the hazard in the first months after a promotion.
type Recent struct {
	Months int
	HR     Ratio
}

// Effect is one that everybody is exposed to, for a share of their time.
type Effect struct {
	Name     string
	HR       Ratio
	Exposure float64 // 0 to 1
}

// Elasticity is how the hazard answers to pay: it is multiplied by
// (1+raise)^Value. Low and High are the ends of a 95 % range, both 0 where it is
// taken as known.
type Elasticity struct{ Value, Low, High float64 }

// Source is a channel that hires come by.
type Source struct {
	Name  string
	Share float64 // of all hires; shares are brought to a sum of 1
	HR    Ratio
	Cost  float64 // of one hire
}

// Policy says how many are hired.
type Policy string

// The policies.
const (
	Replace Policy = "replace" // as many as left in the month
	Fixed   Policy = "fixed"   // a given number
)

// Hiring is what is hired at the end of each month, into the first rung and no more
// than its cap has room for.
type Hiring struct {
	Policy   Policy
	PerMonth []float64 // under [Fixed]; the last goes on
}

// Learning is the output of somebody with a months of tenure beside full output,
// 1−(1−Start)·exp(−a/Tau).
type Learning struct{ Start, Tau float64 }

// At is the output after months of tenure.
func (l Learning) At(months int) float64 {
	return 1 - (1-l.Start)*math.Exp(-float64(months)/l.Tau)
}

// upTo is the output after 0 to longest months.
func (l Learning) upTo(longest int) []float64 {
	list := make([]float64, longest+1)
	for a := range list {
		list[a] = l.At(a)
	}
	return list
}

// Ratio is a hazard ratio with the ends of its 95 % range, both 0 where it is taken as
// known, and the key of the [Default] it stems from, empty where it was estimated from
// one's own data.
type Ratio struct {
	Value, Low, High float64
	Default          string
}

// Known is a ratio without a range.
func Known(value float64) Ratio { return Ratio{Value: value} }

// logSD is the standard deviation of the logarithm, as if the range were that of a
// log-normal.
func (r Ratio) logSD() float64 {
	if r.Low <= 0 || r.High <= r.Low {
		return 0
	}
	return math.Log(r.High/r.Low) / (2 * normal975)
}

// normal975 is the 97.5 % point of the normal distribution.
const normal975 = 1.959963984540054

func (r Ratio) check(where string) error {
	if !(r.Value > 0) || math.IsInf(r.Value, 1) {
		return wrong(where, r.Value, "a hazard ratio above 0; 1 is no effect")
	}
	if r.Low == 0 && r.High == 0 {
		return nil
	}
	if !(r.Low > 0) || !(r.Low <= r.Value) || !(r.Value <= r.High) {
		return wrong(where, fmt.Sprintf("%g in a range from %g to %g", r.Value, r.Low, r.High), "a range above 0 that holds the value")
	}
	return nil
}
