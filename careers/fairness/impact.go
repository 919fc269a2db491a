package fairness

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"
)

// Outcome is how many of a group were selected.
type Outcome struct {
	Group          string
	Selected, Size int
}

// Rate is the share selected; of nobody it is 0.
func (o Outcome) Rate() float64 {
	if o.Size == 0 {
		return 0
	}
	return float64(o.Selected) / float64(o.Size)
}

// The limits that flag a group.
const (
	FourFifths  = 0.8
	significant = 0.05
	likely      = 0.9
)

// Comparison is how a group fares beside the group that fares best.
type Comparison struct {
	Outcome
	Against  string  // the group that fares best
	Ratio    float64 // of the rates; 1 where nobody is selected at all
	P        float64 // of Fisher's exact test
	Below    float64 // chance that the true ratio is below 0.8
	Flagged  bool    // ratio below 0.8, and P below 0.05 or Below above 0.9
	TooSmall bool    // fewer than k people: nothing is said of it
}

// CountError says which counts cannot be.
type CountError struct{ Where, Found, Expected string }

func (e *CountError) Error() string {
	return fmt.Sprintf("%s: %s; expected %s", e.Where, e.Found, e.Expected)
}

// Impact compares the groups' rates of selection with that of the group that has the
// highest of those with at least k people. Smaller groups are not compared.
func Impact(outcomes []Outcome, k int) ([]Comparison, error) {
	best := -1
	for i, o := range outcomes {
		if o.Size < 0 || o.Selected < 0 || o.Selected > o.Size {
			return nil, &CountError{Where: "group " + o.Group, Found: fmt.Sprintf("%d selected of %d", o.Selected, o.Size), Expected: "no more selected than there are"}
		}
		if o.Size >= max(k, 1) && (best < 0 || o.Rate() > outcomes[best].Rate()) {
			best = i
		}
	}
	list := make([]Comparison, len(outcomes))
	for i, o := range outcomes {
		if o.Size < max(k, 1) {
			list[i] = Comparison{Outcome: Outcome{Group: o.Group}, TooSmall: true}
			continue
		}
		list[i] = compare(o, outcomes[best], i == best)
	}
	return list, nil
}

func compare(o, best Outcome, self bool) Comparison {
	c := Comparison{Outcome: o, Against: best.Group, Ratio: 1, P: 1}
	if self || best.Selected == 0 {
		return c
	}
	c.Ratio = o.Rate() / best.Rate()
	c.P = FisherExact(o.Selected, o.Size, best.Selected, best.Size)
	c.Below = below(o, best, FourFifths)
	c.Flagged = c.Ratio < FourFifths && (c.P < significant || c.Below > likely)
	return c
}

// below is the chance that the true rate of a group is below a share of another's,
// under Jeffreys' prior Beta(½, ½) for each: the mean over the other's posterior
// quantiles of the group's posterior distribution function.
func below(o, other Outcome, share float64) float64 {
	posterior := func(x Outcome) distuv.Beta {
		return distuv.Beta{Alpha: 0.5 + float64(x.Selected), Beta: 0.5 + float64(x.Size-x.Selected)}
	}
	own, theirs := posterior(o), posterior(other)
	const points = 400
	sum := 0.0
	for i := range points {
		sum += own.CDF(share * theirs.Quantile((float64(i)+0.5)/points))
	}
	return sum / points
}
