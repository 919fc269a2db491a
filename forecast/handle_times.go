package forecast

import (
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// HandledAtOnce is contacts that were handled with so many at once, from which
// handle times by concurrency are learnt.
type HandledAtOnce struct {
	Concurrency float64 // the mean number at once
	Contacts    float64
	AHTS        float64 // their mean handle time, seconds
}

// LearnHandleTimes fits handle times by concurrency; see
// [staffing.LearnConcurrency]. What cannot be learnt from is an [*OrderError] that
// names the row.
func LearnHandleTimes(rows []HandledAtOnce, most int) (staffing.ConcurrencyCurve, error) {
	seen := make([]staffing.Served, len(rows))
	for i, r := range rows {
		seen[i] = staffing.Served{Concurrency: r.Concurrency, Contacts: r.Contacts, Seconds: r.Contacts * r.AHTS}
		_, err := staffing.LearnConcurrency(seen[i:i+1], 1)
		var refused *staffing.InputError
		if r.Contacts != 0 && errors.As(err, &refused) {
			return staffing.ConcurrencyCurve{}, &OrderError{fmt.Sprintf("rows[%d]", i), refused.Error(), "contacts handled with 1 to 100 at once, and their handle time"}
		}
	}
	c, err := staffing.LearnConcurrency(seen, most)
	var refused *staffing.InputError
	if errors.As(err, &refused) {
		return c, &OrderError{"rows", refused.Error(), "rows of at least two concurrencies, with contacts"}
	}
	return c, err
}
