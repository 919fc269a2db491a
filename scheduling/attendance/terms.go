package attendance

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/adherence"
)

// Terms are what a site agrees to count.
type Terms struct {
	SiteID, Version int64
	adherence.Terms
}

// DefaultTerms hold where a site has not said otherwise: a minute is let pass, and who
// stays on after the shift did nothing wrong.
func DefaultTerms(site int64) Terms {
	return Terms{SiteID: site, Terms: adherence.Terms{Grace: time.Minute}}
}

// maxGrace bounds what is let pass: more would hide whole breaks.
const maxGrace = time.Hour

// NewTerms returns t if it can be.
func NewTerms(t Terms) (Terms, error) {
	if t.Grace < 0 || t.Grace > maxGrace || t.Grace%time.Second != 0 {
		return Terms{}, &scheduling.InvalidError{What: "adherence terms", Fields: []scheduling.FieldError{{
			Field: "graceS", Found: fmt.Sprint(t.Grace.Seconds()), Expected: fmt.Sprintf("0 to %.0f seconds", maxGrace.Seconds()),
			Want: problem.Wanting(problem.WholeNumber, 0, int(maxGrace.Seconds())),
		}}}
	}
	return t, nil
}
