package model

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Driver is a figure from outside that may move demand, one number a local day:
// messages sent, orders taken, degrees, the share that a bot settles. Its values
// reach into the future as far as they are planned.
type Driver struct {
	Code            string // names it in reports
	Form            DriverForm
	Lags            int  // days after the value on which it may still act, 0 to 3
	MovesContacts   bool // whether it may act on the number of contacts,
	MovesHandleTime bool // and on how long they take

	First  grid.Date // day of the first value
	Values []float64 // by day from First; NaN where none is known
}

// DriverForm says how a driver's value x enters the logarithm of demand.
type DriverForm int

// The forms. What is missing in the record or the plan is made good as said.
const (
	// DriverLinear: every unit changes demand by the same ratio. For
	// measurements of any sign, such as degrees. Missing: as usual on that weekday.
	DriverLinear DriverForm = iota
	// DriverCount: log(1 + x/m), m being the mean of the days with any; so that
	// (1 + x/m)^β grows with x in proportion where β is 1 and less where many
	// do not bring more each. For sends and outages. Missing: nothing happened.
	DriverCount
	// DriverRatio: log((x+1)/(m+1)), an elasticity. For business that always
	// runs, such as orders. Missing: as usual on that weekday.
	DriverRatio
	// DriverShare: log(1 − x), the share x of contacts that never arrive; the
	// coefficient for contacts is expected to be 1. Missing: as last known, and
	// none before the first.
	DriverShare
)

// maxLags is how many days after its value a driver may act.
const maxLags = 3

// usualWeeks is how far back the usual value of a weekday is looked for.
const usualWeeks = 8

// DriverError says that a driver cannot be used.
type DriverError struct {
	Code            string
	Date            grid.Date // zero where it concerns no single day
	Found, Expected string
}

func (e *DriverError) Error() string {
	at := ""
	if !e.Date.IsZero() {
		at = " on " + e.Date.String()
	}
	return fmt.Sprintf("driver %q%s: found %s; expected %s", e.Code, at, e.Found, e.Expected)
}

func checkDrivers(drivers []Driver) error {
	seen := map[string]bool{}
	for _, d := range drivers {
		if err := d.check(); err != nil {
			return err
		}
		if seen[d.Code] {
			return &DriverError{Code: d.Code, Found: "two of that name", Expected: "each driver once"}
		}
		seen[d.Code] = true
	}
	return nil
}

func (d Driver) check() error {
	bad := func(found any, expected string) error {
		return &DriverError{Code: d.Code, Found: fmt.Sprint(found), Expected: expected}
	}
	switch {
	case d.Code == "":
		return bad("no name", "a name")
	case d.Form < DriverLinear || d.Form > DriverShare:
		return bad(int(d.Form), "a form of driver")
	case d.Lags < 0 || d.Lags > maxLags:
		return bad(fmt.Sprintf("%d days of after-effect", d.Lags), fmt.Sprintf("0 to %d", maxLags))
	}
	for i, x := range d.Values {
		ok, want := d.Form.takes(x)
		if !ok {
			return &DriverError{Code: d.Code, Date: d.First.AddDays(i), Found: fmt.Sprint(x), Expected: want}
		}
	}
	return nil
}

func (f DriverForm) takes(x float64) (ok bool, want string) {
	if math.IsNaN(x) {
		return true, ""
	}
	switch f {
	case DriverShare:
		return x >= 0 && x < 1, "a share from 0 to below 1"
	case DriverCount, DriverRatio:
		return x >= 0 && !math.IsInf(x, 0), "a number of 0 or more"
	case DriverLinear:
	}
	return !math.IsInf(x, 0), "a finite number"
}

// at returns the value of a day, NaN where none is known.
func (d Driver) at(date grid.Date) float64 {
	i := d.First.DaysUntil(date)
	if i < 0 || i >= len(d.Values) {
		return math.NaN()
	}
	return d.Values[i]
}

// series returns a value for every day from lead days before first on, and which
// of them were made good.
func (d Driver) series(first grid.Date, days int) (values []float64, assumed []bool) {
	values, assumed = make([]float64, days), make([]bool, days)
	for i := range values {
		date := first.AddDays(i)
		values[i] = d.at(date)
		if !math.IsNaN(values[i]) {
			continue
		}
		assumed[i] = true
		switch d.Form {
		case DriverCount:
			values[i] = 0
		case DriverShare:
			if i > 0 {
				values[i] = values[i-1]
			} else {
				values[i] = 0
			}
		case DriverLinear, DriverRatio:
			values[i] = d.usual(date)
		}
	}
	return values, assumed
}

// usual is the mean of the last known values of the same weekday, else of all
// that are known; 0 where none is.
func (d Driver) usual(date grid.Date) float64 {
	total, n := 0.0, 0.0
	for back := 1; back <= 52 && n < usualWeeks; back++ {
		if x := d.at(date.AddDays(-7 * back)); !math.IsNaN(x) {
			total += x
			n++
		}
	}
	for i := 0; n == 0 && i < len(d.Values); i++ {
		if x := d.Values[i]; !math.IsNaN(x) {
			return mean(known(d.Values))
		}
	}
	return total / max(1, n)
}

func known(values []float64) []float64 {
	var out []float64
	for _, v := range values {
		if seen(v) {
			out = append(out, v)
		}
	}
	return out
}

// signal is a driver as a regressor: its values in the form in which they act,
// scaled so that a ridge of 1 means the same for every driver.
type signal struct {
	driver  *Driver
	values  []float64 // raw, by day counted from maxLags days before the first of history
	assumed []bool
	centre  float64 // of the form
	scale   float64
	usual   float64 // m, the mean value that the form refers to
}

// newSignal reads a driver for a history that begins on first and whose first
// past days may be learned from; days counts what is to come as well.
func newSignal(d *Driver, first grid.Date, past, days int) *signal {
	s := &signal{driver: d, scale: 1}
	s.values, s.assumed = d.series(first.AddDays(-maxLags), days+maxLags)
	var raw []float64
	for k := range past {
		if x := s.values[k+maxLags]; x != 0 || d.Form != DriverCount {
			raw = append(raw, x)
		}
	}
	if len(raw) == 0 {
		return s
	}
	s.usual = mean(raw)
	if d.Form == DriverShare {
		return s
	}
	formed, square := make([]float64, len(raw)), 0.0
	for i, x := range raw {
		formed[i] = s.form(x)
	}
	if d.Form != DriverCount { // a day without any is the zero of a count
		s.centre = mean(formed)
	}
	for _, z := range formed {
		square += (z - s.centre) * (z - s.centre)
	}
	if deviation := math.Sqrt(square / float64(len(formed))); deviation > 0 {
		s.scale = deviation
	}
	return s
}

// form puts a value into the form in which it acts.
func (s *signal) form(x float64) float64 {
	switch s.driver.Form {
	case DriverCount:
		if s.usual <= 0 {
			return 0
		}
		return math.Log1p(x / s.usual)
	case DriverRatio:
		return math.Log((x + 1) / (s.usual + 1))
	case DriverShare:
		return math.Log1p(-x)
	case DriverLinear:
	}
	return x
}

// at returns the regressor of day k, the driver's value of lag days before.
func (s *signal) at(k, lag int) float64 {
	return (s.form(s.values[k+maxLags-lag]) - s.centre) / s.scale
}

// varies reports whether the regressor tells any of the first days from others.
func (s *signal) varies(days int) bool {
	for k := 1; k < days; k++ {
		if s.at(k, 0) != s.at(0, 0) {
			return true
		}
	}
	return false
}
