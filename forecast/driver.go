package forecast

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Driver is a figure from outside that moves demand, one number a day: how many
// messages a campaign sends, how many orders go out, how warm it is, which share
// of contacts a bot settles. Forecasting learns by how much.
type Driver struct {
	ID, Version int64
	SiteID      int64
	QueueIDs    []int64 // in ascending order; none: all queues of the site
	Code, Name  string
	Kind        DriverKind
	Unit        string // of the values, for people to read: messages, °C
	Measure     DriverMeasure
}

// DriverKind says what sort of figure a driver is, and thereby in which form it
// acts: see forecast/model.
type DriverKind string

// The kinds of driver.
const (
	CampaignDriver   DriverKind = "campaign"   // counts sent; acts on the day and up to three after it
	OrdersDriver     DriverKind = "orders"     // counts of business done
	OutageDriver     DriverKind = "outage"     // hours, or customers, without service
	WeatherDriver    DriverKind = "weather"    // a measurement of any sign
	DeflectionDriver DriverKind = "deflection" // share of contacts that never reach a person, 0 to below 1
	OtherDriver      DriverKind = "other"
)

// DriverKinds lists every kind of driver.
func DriverKinds() []DriverKind {
	return []DriverKind{CampaignDriver, OrdersDriver, OutageDriver, WeatherDriver, DeflectionDriver, OtherDriver}
}

// DriverMeasure says what a driver moves.
type DriverMeasure string

// What a driver may move.
const (
	MovesContacts   DriverMeasure = "contacts"
	MovesHandleTime DriverMeasure = "handle_time"
	MovesBoth       DriverMeasure = "both"
)

// DriverMeasures lists what a driver may move.
func DriverMeasures() []DriverMeasure {
	return []DriverMeasure{MovesContacts, MovesHandleTime, MovesBoth}
}

const (
	longestDriverName = 200
	longestDriverUnit = 40
	mostDriverQueues  = 500
)

// NewDriver returns d if it can be, its queues in order and each once; else a
// *workforce.InvalidError that names every bad field.
func NewDriver(d Driver) (Driver, error) {
	d.Code, d.Name, d.Unit = strings.TrimSpace(d.Code), strings.TrimSpace(d.Name), strings.TrimSpace(d.Unit)
	d.QueueIDs = slices.Compact(slices.Sorted(slices.Values(d.QueueIDs)))
	v := verdict{what: "driver"}
	v.need(workforce.IsCode(d.Code), "code", d.Code, workforce.CodeRule)
	v.need(isLine(d.Name, 1, longestDriverName), "name", d.Name, fmt.Sprintf("1 to %d printable characters", longestDriverName))
	v.need(isLine(d.Unit, 0, longestDriverUnit), "unit", d.Unit, fmt.Sprintf("at most %d printable characters", longestDriverUnit))
	v.need(slices.Contains(DriverKinds(), d.Kind), "kind", d.Kind, "campaign, orders, outage, weather, deflection or other")
	v.need(slices.Contains(DriverMeasures(), d.Measure), "measure", d.Measure, "contacts, handle_time or both")
	v.need(d.SiteID > 0, "siteId", d.SiteID, "the site whose queues it moves")
	v.need(len(d.QueueIDs) <= mostDriverQueues, "queueIds", fmt.Sprintf("%d queues", len(d.QueueIDs)), fmt.Sprintf("at most %d queues", mostDriverQueues))
	return d, v.err()
}

// Moves reports whether the driver concerns a queue of its site.
func (d Driver) Moves(queue int64) bool {
	return len(d.QueueIDs) == 0 || slices.Contains(d.QueueIDs, queue)
}

// DriverValue is a driver's figure of one day.
type DriverValue struct {
	Date    grid.Date
	Value   float64
	Planned bool // expected to come, or not yet confirmed
}

// NewDriverValues returns values in order of their days if each can be a value
// of the driver and no day has two.
func NewDriverValues(d Driver, values []DriverValue) ([]DriverValue, error) {
	v := verdict{what: "values of the driver"}
	seen := make(map[grid.Date]int, len(values))
	for i, value := range values {
		at := fmt.Sprintf("values[%d]", i)
		v.need(!value.Date.IsZero(), at+".date", "", "a day YYYY-MM-DD")
		first, twice := seen[value.Date]
		v.need(!twice, at+".date", value.Date, fmt.Sprintf("each day once; it stands at values[%d] too", first))
		seen[value.Date] = i
		ok, want := d.Kind.takes(value.Value)
		v.need(ok, at+".value", value.Value, want)
	}
	sorted := slices.SortedFunc(slices.Values(values), func(a, b DriverValue) int { return a.Date.Compare(b.Date) })
	return sorted, v.err()
}

// takes reports whether a number can be a value of a driver of this kind, and
// what can.
func (k DriverKind) takes(value float64) (ok bool, want string) {
	finite := !math.IsNaN(value) && !math.IsInf(value, 0) && math.Abs(value) <= 1e12
	switch k {
	case DeflectionDriver:
		return finite && value >= 0 && value < 1, "a share from 0 to below 1"
	case CampaignDriver, OrdersDriver, OutageDriver:
		return finite && value >= 0, "a number of 0 or more"
	case WeatherDriver, OtherDriver:
	}
	return finite, "a finite number"
}

// isLine reports whether a text is printable and as long as it may be.
func isLine(text string, shortest, longest int) bool {
	n := utf8.RuneCountInString(text)
	return n >= shortest && n <= longest && utf8.ValidString(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || r == 0x7f })
}

// verdict gathers the bad fields of one thing.
type verdict struct {
	what   string
	fields []workforce.FieldError
}

func (v *verdict) need(ok bool, field string, found any, expected string) {
	if ok {
		return
	}
	shown := fmt.Sprint(found)
	if shown == "" {
		shown = "nothing"
	}
	v.fields = append(v.fields, workforce.FieldError{Field: field, Found: shown, Expected: expected})
}

func (v *verdict) err() error {
	if len(v.fields) == 0 {
		return nil
	}
	return &workforce.InvalidError{What: v.what, Fields: v.fields}
}
