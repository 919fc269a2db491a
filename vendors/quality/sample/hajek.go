package sample

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Drawn is a contact that was looked at: its value, such as 1 for a failure, and the
// chance it had to be drawn.
type Drawn struct{ Value, Chance float64 }

// Estimate is what a sample says of all contacts.
type Estimate struct {
	Mean     float64
	SE       float64 // standard error
	Lo, Hi   float64 // at the level asked for
	Contacts float64 // estimated number of all contacts, the sum of 1/chance
	// Effective is how many contacts drawn with equal chances would say as much of
	// their weights (Kish 1965): far fewer than were drawn where chances differ much.
	Effective float64
}

// Hajek estimates the mean over all contacts from contacts drawn with unequal chances,
// sum(y/pi) / sum(1/pi), with the standard error of draws independent of one another
// (Poisson sampling), linearised: SE^2 = sum((1-pi)/pi^2 (y-mean)^2) / (sum 1/pi)^2,
// times n/(n-1). It returns a [quality.InputError] for fewer than two contacts, a
// chance that is none, a value that is not finite, and a level that is none.
func Hajek(drawn []Drawn, level float64) (Estimate, error) {
	if len(drawn) < 2 {
		return Estimate{}, quality.Refuse(len(drawn), "at least two", "the number of contacts")
	}
	if err := quality.CheckLevel(level); err != nil {
		return Estimate{}, err
	}
	sum, weights, squares := 0.0, 0.0, 0.0
	for i, d := range drawn {
		if !(d.Chance > 0 && d.Chance <= 1) {
			return Estimate{}, quality.Refuse(d.Chance, "a chance above 0, at most 1", "drawn[%d].chance", i)
		}
		if math.IsNaN(d.Value) || math.IsInf(d.Value, 0) {
			return Estimate{}, quality.Refuse(d.Value, "a finite number", "drawn[%d].value", i)
		}
		w := 1 / d.Chance
		sum, weights, squares = sum+w*d.Value, weights+w, squares+w*w
	}
	e := Estimate{Mean: sum / weights, Contacts: weights, Effective: weights * weights / squares}
	variance := 0.0
	for _, d := range drawn {
		off := (d.Value - e.Mean) / d.Chance
		variance += (1 - d.Chance) * off * off
	}
	n := float64(len(drawn))
	e.SE = math.Sqrt(variance*n/(n-1)) / weights
	half := quality.Normal(level) * e.SE
	e.Lo, e.Hi = e.Mean-half, e.Mean+half
	return e, nil
}
