package agree

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Difference is how a vendor's own grades differ from the owner's of the same
// contacts.
type Difference struct {
	Mean   float64 // vendor less owner: above 0 the vendor is milder with himself
	Lo, Hi float64 // of Mean, by Student's t
	// Below and Above are the limits of agreement: 95 % of single differences lie
	// between them.
	Below, Above float64
}

// Tolerable reports whether a vendor's own grades may count for payment: the mean
// difference is within what the contract allows.
func (d Difference) Tolerable(allowed float64) bool { return math.Abs(d.Mean) <= allowed }

// Compare sets a vendor's own grades beside the owner's. It returns a
// [quality.InputError] for lists of unequal length, fewer than two contacts, grades
// that are not finite, and a level that is none.
func Compare(vendor, owner []float64, level float64) (Difference, error) {
	if len(vendor) != len(owner) || len(vendor) < 2 {
		return Difference{}, quality.Refuse(len(owner), "as many as the vendor's, at least two", "the number of the owner's grades")
	}
	if err := quality.CheckLevel(level); err != nil {
		return Difference{}, err
	}
	apart := make([]float64, len(vendor))
	for i := range vendor {
		apart[i] = vendor[i] - owner[i]
		if math.IsNaN(apart[i]) || math.IsInf(apart[i], 0) {
			return Difference{}, quality.Refuse(apart[i], "finite grades", "the difference of contact %d", i)
		}
	}
	n := float64(len(apart))
	mean, sd := stat.MeanStdDev(apart, nil)
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile((1+level)/2) * sd / math.Sqrt(n)
	return Difference{mean, mean - half, mean + half, mean - 1.96*sd, mean + 1.96*sd}, nil
}
