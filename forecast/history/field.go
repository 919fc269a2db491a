package history

// Field is a meaning that a column of a file can have. The codes of figures are
// the names of §4.2's canonical interval row.
type Field string

// The fields that say which interval and which queue a row is about.
const (
	IntervalStart    Field = "interval_start"     // date and time, in the file's zone or with an offset
	IntervalStartUTC Field = "interval_start_utc" // date and time in UTC
	IntervalEnd      Field = "interval_end"       // the interval is labelled by its end
	DateOnly         Field = "date"               // the day; the time is in another column
	TimeOnly         Field = "time"               // the time of day: 09:30, 930, 9:30 AM
	IntervalMinutes  Field = "interval_min"       // length in minutes; also "30mins"
	IntervalSeconds  Field = "interval_s"         // length in seconds
	Queue            Field = "queue_ext_id"       // name or number of the queue, split or skill
	Channel          Field = "channel"            // voice, chat, …
	PartKey          Field = "part"               // one of several rows that add up (skill set, language)
	Complete         Field = "interval_complete"  // false: the interval was still running
	AttributionField Field = "attribution"
)

// The averages. They are multiplied by their count and stored as totals.
const (
	AvgHandleS       Field = "avg_handle_s"
	AvgTalkS         Field = "avg_talk_s"
	AvgHoldS         Field = "avg_hold_s"
	AvgACWS          Field = "avg_acw_s"
	AvgWaitAnsweredS Field = "avg_wait_answered_s"
)

// FieldInfo describes a field to whoever maps columns by hand.
type FieldInfo struct {
	Code     Field
	Name     string
	Unit     string // contacts, seconds, time, text
	Required bool
}

var identityFields = []FieldInfo{
	{IntervalStart, "Interval start (local or with offset)", "time", true},
	{IntervalStartUTC, "Interval start (UTC)", "time", false},
	{IntervalEnd, "Interval end", "time", false},
	{DateOnly, "Date", "time", false},
	{TimeOnly, "Time of day", "time", false},
	{IntervalMinutes, "Interval length in minutes", "minutes", false},
	{IntervalSeconds, "Interval length in seconds", "seconds", false},
	{Queue, "Queue", "text", true},
	{Channel, "Channel", "text", false},
	{PartKey, "Part of the queue (skill set, language)", "text", false},
	{Complete, "Interval complete", "text", false},
	{AttributionField, "Attribution", "text", false},
}

var averageFields = []FieldInfo{
	{AvgHandleS, "Average handling time", "seconds", false},
	{AvgTalkS, "Average talk time", "seconds", false},
	{AvgHoldS, "Average hold time", "seconds", false},
	{AvgACWS, "Average after-contact work", "seconds", false},
	{AvgWaitAnsweredS, "Average speed of answer", "seconds", false},
}

var figureTitles = [figureCount]string{
	"Offered", "Answered", "Answered within threshold", "Threshold", "Abandoned", "Abandoned within threshold",
	"Short abandoned", "Short-abandon limit", "Flow-out", "Callbacks", "Handled", "Handling time, total",
	"Talk time, total", "Hold time, total", "After-contact work, total", "Wait of answered, total",
	"Wait of abandoned, total", "Staffed time, total", "Available time, total", "Auxiliary time, total",
}

// Fields lists every field a column can be mapped to.
func Fields() []FieldInfo {
	all := append([]FieldInfo(nil), identityFields...)
	for f := range figureCount {
		unit := "contacts"
		if f.seconds() {
			unit = "seconds"
		}
		all = append(all, FieldInfo{Field(f.String()), figureTitles[f], unit, f == Offered})
	}
	return append(all, averageFields...)
}

// IsField reports whether code names a field.
func IsField(code Field) bool {
	for _, f := range Fields() {
		if f.Code == code {
			return true
		}
	}
	return false
}

// seconds reports whether the figure is a duration rather than a count.
func (f Figure) seconds() bool {
	name := f.String()
	return name[len(name)-2:] == "_s"
}

// figureOf returns the figure a field stands for.
func figureOf(code Field) (Figure, bool) {
	for f := range figureCount {
		if figureNames[f] == string(code) {
			return f, true
		}
	}
	return 0, false
}

// average says which total an average belongs to, and which count it was
// divided by; the second count is used when the file lacks the first.
type average struct {
	total        Figure
	count, other Figure
}

var averages = map[Field]average{
	AvgHandleS:       {HandleS, Handled, Answered},
	AvgTalkS:         {TalkS, Handled, Answered},
	AvgHoldS:         {HoldS, Handled, Answered},
	AvgACWS:          {ACWS, Handled, Answered},
	AvgWaitAnsweredS: {WaitAnsweredS, Answered, Handled},
}
