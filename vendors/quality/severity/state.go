package severity

import (
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// State is whether a grader's grades count.
type State string

// The states.
const (
	Green State = "green"
	Amber State = "amber" // to be calibrated again
	Red   State = "red"   // grades are left out and given anew by another
)

// StateOf is a grader's: green while severity is within a quarter of a standard
// deviation of scores and alpha at least .80, amber to a half and .667, red beyond.
// What is not known (NaN) is red: nobody vouches for it.
func StateOf(severity, sd, alpha float64) State {
	apart := math.Abs(severity)
	switch {
	case apart <= .25*sd && alpha >= .80:
		return Green
	case apart <= .5*sd && alpha >= .667:
		return Amber
	default:
		return Red
	}
}

// Fair is a score freed of its grader's severity, as shrunken by [Components]: the
// grader's Effect is what the grader adds, so it is taken away.
func Fair(score, graderEffect float64) float64 { return score - graderEffect }

// Corrected is a rate of failures freed of graders' mistakes, with its interval.
type Corrected struct{ Rate, Lo, Hi float64 }

// Accuracy is what is known of graders' judgement from items whose truth is known: how
// many failures they found of those there were, and passes of those there were.
type Accuracy struct{ FailuresFound, Failures, PassesFound, Passes int }

// Correct frees an observed rate, failed of graded, of the mistakes: p = (q + sp - 1)
// / (se + sp - 1) (Rogan and Gladen 1978, Am J Epidemiol 107:71-76), kept within 0 and
// 1, with an interval by the delta method that counts how well se and sp are known. It
// returns a [quality.InputError] for counts that cannot be, and for graders no better
// than a coin, whose judgement says nothing.
func Correct(failed, graded int, a Accuracy, level float64) (Corrected, error) {
	for _, c := range []struct {
		of, all int
		place   string
	}{{failed, graded, "graded"}, {a.FailuresFound, a.Failures, "accuracy.failures"}, {a.PassesFound, a.Passes, "accuracy.passes"}} {
		if c.all < 1 || c.of < 0 || c.of > c.all {
			return Corrected{}, quality.Refuse(c.all, "at least one, and no fewer than were counted of them", "%s", c.place)
		}
	}
	if err := quality.CheckLevel(level); err != nil {
		return Corrected{}, err
	}
	q := float64(failed) / float64(graded)
	se, sp := float64(a.FailuresFound)/float64(a.Failures), float64(a.PassesFound)/float64(a.Passes)
	j := se + sp - 1
	if j <= 0 {
		return Corrected{}, quality.Refuse(se+sp, "above 1: graders better than a coin", "sensitivity plus specificity")
	}
	p := (q + sp - 1) / j
	variance := (q*(1-q)/float64(graded) + p*p*se*(1-se)/float64(a.Failures) + (1-p)*(1-p)*sp*(1-sp)/float64(a.Passes)) / (j * j)
	half := quality.Normal(level) * math.Sqrt(variance)
	within := func(x float64) float64 { return min(1, max(0, x)) }
	return Corrected{within(p), within(p - half), within(p + half)}, nil
}
