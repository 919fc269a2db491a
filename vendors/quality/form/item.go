package form

// Criticality is for whom an error of an item is critical.
type Criticality string

// The classes. Errors of NonCritical items cost points and nothing else.
const (
	Customer    Criticality = "customer"
	Business    Criticality = "business"
	Compliance  Criticality = "compliance"
	NonCritical Criticality = "non"
)

// Criticalities lists every class.
func Criticalities() []Criticality {
	return []Criticality{Customer, Business, Compliance, NonCritical}
}

// Item is one question of a form.
type Item struct {
	Key  string // names it in answers and across versions of the form
	Text string // what is asked
	// TextZH is the same for who reads Chinese; "" where it was not translated.
	TextZH string
	// Behaviour is what the agent did, in the agent's own hands; the rest is what came
	// of it.
	Behaviour   bool
	Criticality Criticality
	Fatal       bool // an error takes all points
	Weight      float64
	// Best is the highest grade, counted from 0: 1 for yes or no.
	Best int
	When *Condition // nil: always asked
}

// Condition asks an item only where an earlier one was answered with a grade.
type Condition struct {
	Item  string
	Grade int
}

// Critical reports whether an error of the item is critical for anybody.
func (i Item) Critical() bool { return i.Criticality != NonCritical }

// Answer is what a grader says of an item.
type Answer struct {
	Item  string
	Grade int
	// Without is whether the item does not apply to this contact; it then counts
	// nothing either way.
	Without bool
	Note    string
	// AtS is where in the recording the evidence is, seconds from its start; 0 for
	// none in particular.
	AtS int
}
