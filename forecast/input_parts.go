package forecast

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/forecast/model"
)

// InputPart is one thing that a run's numbers depend on, by its hash: the order,
// the interval length, the calendar, a month of history. Together they say what
// changed since, where a run no longer comes out as it did.
type InputPart struct{ Name, Hash string }

// historyPart begins the names of parts that are a month of history.
const historyPart = "history "

// digest identifies a value.
func digest(value any) string {
	h := sha256.New()
	_ = json.NewEncoder(h).Encode(value) // a hash takes every byte, and these values have no cycles
	return hex.EncodeToString(h.Sum(nil))
}

// short is enough of a digest to tell one state of a part from another.
func short(value any) string { return digest(value)[:16] }

// partsOf takes an input apart: each driver by itself, history by month of the
// site's clock.
func (in runInput) partsOf(order RunOrder, minutes int, past []model.Observation) []InputPart {
	loc := in.Location
	parts := []InputPart{
		{"order", short(order)}, {"interval", short([]any{minutes, loc.String()})}, {"calendar", short([]any{in.facts, in.uplifts})},
	}
	if len(in.Opening) > 0 {
		parts = append(parts, InputPart{"opening hours", short(in.Opening)})
	}
	parts = append(parts, driverParts(in.drivers)...)
	for first := 0; first < len(past); {
		month := past[first].Start.In(loc).Format("2006-01")
		end := first + 1
		for end < len(past) && past[end].Start.In(loc).Format("2006-01") == month {
			end++
		}
		parts = append(parts, InputPart{historyPart + month, short(past[first:end])})
		first = end
	}
	return parts
}

// What begins the names of parts that are a driver, or another queue that a
// forecast was made to agree with.
const (
	driverPart = "driver "
	queuePart  = "queue "
)

func driverParts(drivers []DriverSeries) []InputPart {
	var parts []InputPart
	for _, d := range drivers {
		parts = append(parts, InputPart{driverPart + d.Driver.Code, short([]any{d.Driver.Kind, d.Driver.Measure, d.Values})})
	}
	return parts
}

// without leaves out the parts whose names begin with a word.
func without(parts []InputPart, word string) []InputPart {
	return slices.DeleteFunc(slices.Clone(parts), func(p InputPart) bool { return strings.HasPrefix(p.Name, word) })
}

// changedParts names the parts that differ between two inputs, in the order of
// the newer one, those that are gone last.
func changedParts(before, now []InputPart) []string {
	known := make(map[string]string, len(before))
	for _, p := range before {
		known[p.Name] = p.Hash
	}
	var names []string
	for _, p := range now {
		if known[p.Name] != p.Hash {
			names = append(names, p.Name)
		}
		delete(known, p.Name)
	}
	for _, p := range before {
		if _, gone := known[p.Name]; gone {
			names = append(names, p.Name)
		}
	}
	return names
}

// learntAnew reports whether two inputs differ in what there is to learn from.
// The oldest month leaves the window day by day and teaches nothing new by it.
func learntAnew(before, now []InputPart) bool {
	oldest := ""
	for _, p := range now {
		if strings.HasPrefix(p.Name, historyPart) {
			oldest = p.Name
			break
		}
	}
	for _, name := range changedParts(before, now) {
		gone := strings.HasPrefix(name, historyPart) && name < oldest
		if name != "order" && name != oldest && !gone {
			return true
		}
	}
	return len(before) == 0
}
