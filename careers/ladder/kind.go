package ladder

// Kind names what a requirement is, in findings and in files.
type Kind string

// The kinds of requirement, the groups last.
const (
	KindService    Kind = "service"
	KindDwell      Kind = "dwell"
	KindMetric     Kind = "metric"
	KindCertified  Kind = "certificate"
	KindStreak     Kind = "streak"
	KindAwardCount Kind = "award_count"
	KindTrained    Kind = "training"
	KindNominated  Kind = "nomination"
	KindBoard      Kind = "board"
	KindNoSanction Kind = "no_sanction"
	KindAll        Kind = "all"
	KindAny        Kind = "any"
	KindAtLeast    Kind = "at_least"
	KindNothing    Kind = "nothing" // a move that asks nothing
)

// Unit is what the value of a finding is counted in.
type Unit string

// The units.
const (
	InDays         Unit = "days"
	InMetric       Unit = "metric" // the metric's own
	InObservations Unit = "observations"
	InRow          Unit = "months in a row"
	InAwards       Unit = "awards"
	InCertificates Unit = "certificates"
	InHours        Unit = "hours"
	InPeople       Unit = "people"
	InPoints       Unit = "points"
	InSanctions    Unit = "sanctions"
	InRequirements Unit = "requirements"
)
