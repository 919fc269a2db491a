package history

import "strings"

// Row is one queue in one interval, in canonical form.
type Row struct {
	Line        int   // line of the file on which the row begins, from 1
	Queue       int32 // index into [Source.Queues]
	Part        int32 // distinguishes rows that add up to one interval (skill set, language); 0 for none
	Start       int64 // start of the interval, seconds since 1970 UTC
	IntervalS   int32 // length of the interval in seconds
	Attribution Attribution
	Flags       Flags
	Figures     Figures
}

// End returns the instant after the interval, in seconds since 1970 UTC.
func (r *Row) End() int64 { return r.Start + int64(r.IntervalS) }

// QueueName is how a file calls a queue: its name or number, and the channel
// where one queue serves several.
type QueueName struct {
	Queue, Channel string
}

// String returns the name as shown to people.
func (q QueueName) String() string {
	if q.Channel == "" {
		return q.Queue
	}
	return q.Queue + " (" + q.Channel + ")"
}

// Attribution says to which interval a contact that crosses its end is booked.
type Attribution uint8

// The ways of booking. Mixed is Genesys Cloud's: offered in the interval of
// arrival, answered and abandoned in the later one.
const (
	AttributionUnknown Attribution = iota
	Arrival
	WhenCallEnds
	TrueToInterval
	Mixed
)

var attributions = [...]string{"", "arrival", "when_call_ends", "true_to_interval", "mixed"}

// String returns the canonical name, "" where unknown.
func (a Attribution) String() string { return attributions[a] }

// ParseAttribution reads a canonical name; ok is false for any other.
func ParseAttribution(name string) (a Attribution, ok bool) {
	for i, known := range attributions {
		if strings.EqualFold(name, known) {
			return Attribution(i), true
		}
	}
	return AttributionUnknown, false
}

// crosses reports whether handled may rightly exceed offered in one interval,
// because contacts are counted where they end.
func (a Attribution) crosses() bool { return a == WhenCallEnds || a == Mixed }

// Flags are remarks about the quality of a row. They never stop a row.
type Flags uint32

// The remarks.
const (
	FromAverage       Flags = 1 << iota // a total was computed from a rounded average
	OfferedDerived                      // offered = handled + abandoned + flow-out, the file does not give it
	HandledAboveOffer                   // more handled than offered: contacts that began in an earlier interval
	RepeatedHour                        // the wall-clock time happens twice; resolved by the order of the rows
	PartsAdded                          // the sum of several rows (skill sets, languages)
	OutsideOpening                      // contacts outside the queue's opening hours
	HandledDerived                      // averages without their count: handled = offered - abandoned - flow-out
	flagEnd
)

var flagNames = []string{"from_average", "offered_derived", "handled_above_offered", "repeated_hour", "parts_added", "outside_opening", "handled_derived"}

// Names returns the remarks by name, in order.
func (f Flags) Names() []string {
	var names []string
	for i, name := range flagNames {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}
