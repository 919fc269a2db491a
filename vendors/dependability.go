package vendors

import (
	"errors"

	"github.com/muster-wfm/muster/vendors/quality"
	"github.com/muster-wfm/muster/vendors/quality/severity"
)

// GradeDesign is what part of the differences in scores is the contacts' own, and what
// a contact's mean score is worth by how many graders judge it.
type GradeDesign struct {
	// Contacts, Graders and Rest are variances of scores, in points squared.
	Contacts, Graders, Rest float64
	Curve                   []GradeDependability
	// ForPerson and ForVendor are how many graders a contact needs before its score
	// decides about a person or a vendor; 0: more than the curve looks at.
	ForPerson, ForVendor int
}

// GradeDependability is what a mean over so many graders is worth.
type GradeDependability struct {
	Graders int
	severity.Dependability
}

// mostRegrades is how many graders a contact the curve looks at.
const mostRegrades = 10

// gradeDesign works the design out from scores of common contacts (a G study with
// graders crossed with contacts, and its D study; Brennan 2001, chapters 3 and 4). It
// is nil where the scores say nothing of it: one of the two has a single level, or
// nothing varies.
func gradeDesign(sheets []Evaluation, contacts, judges index) (*GradeDesign, error) {
	scores := make([]float64, len(sheets))
	contact := severity.Factor{Name: "contact", Level: make([]int, len(sheets))}
	grader := severity.Factor{Name: "grader", Level: make([]int, len(sheets))}
	for i, e := range sheets {
		scores[i], contact.Level[i], grader.Level[i] = e.Points, contacts.at[e.ContactID], judges.at[e.GraderID]
	}
	fitted, err := severity.FitComponents(scores, []severity.Factor{contact, grader})
	var input *quality.InputError
	switch {
	case errors.As(err, &input):
		return nil, nil //nolint:nilnil // nothing can be said of it, and nothing is wrong
	case err != nil:
		return nil, err
	}
	d := &GradeDesign{Contacts: fitted.Variance[0], Graders: fitted.Variance[1], Rest: fitted.Residual}
	for n := 1; n <= mostRegrades; n++ {
		worth, err := severity.Depend(d.Contacts, []severity.Source{{Variance: d.Graders, Over: n}, {Variance: d.Rest, Over: n, Own: true}})
		if err != nil {
			return nil, invalidQuality("calibration", err)
		}
		d.Curve = append(d.Curve, GradeDependability{n, worth})
		if d.ForPerson == 0 && worth.Absolute >= severity.ForPerson {
			d.ForPerson = n
		}
		if d.ForVendor == 0 && worth.Absolute >= severity.ForVendor {
			d.ForVendor = n
		}
	}
	return d, nil
}
