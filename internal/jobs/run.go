package jobs

import (
	"encoding/json"
	"math"
	"time"
)

// Kind names a sort of work, such as "roster.solve". Kinds consist of lower-case
// letters, digits, dots and underscores.
type Kind string

// State is where a run stands.
type State string

// The states. A run ends in one of the last three.
const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Ended reports whether nothing more will happen to a run in the state.
func (s State) Ended() bool { return s == Done || s == Failed || s == Cancelled }

// Progress is how far a run has come.
type Progress struct {
	Phase    string   // what is being done, a short word such as "search"
	Fraction float64  // of the whole, 0 to 1
	Best     *float64 // best value found, where the work is a search
	Bound    *float64 // proven bound on the best value
	Message  string   // for people, may be empty
}

// tidy makes progress fit to store: fractions within 0 to 1, no value that is not
// a number, text of modest length.
func (p Progress) tidy() Progress {
	if math.IsNaN(p.Fraction) {
		p.Fraction = 0
	}
	p.Fraction = min(max(p.Fraction, 0), 1)
	p.Best, p.Bound = finite(p.Best), finite(p.Bound)
	p.Phase, p.Message = cut(p.Phase, 60), cut(p.Message, 500)
	return p
}

func finite(v *float64) *float64 {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return nil
	}
	copied := *v
	return &copied
}

// cut shortens text to at most n letters.
func cut(text string, n int) string {
	if letters := []rune(text); len(letters) > n {
		return string(letters[:n-1]) + "…"
	}
	return text
}

// Run is a run as it stands in the database.
type Run struct {
	ID              int64
	Tenant          int64
	Kind            Kind
	State           State
	Subject         string // what it is about, such as "roster:12"
	OpenKey         string // see Once
	Payload         json.RawMessage
	Result          json.RawMessage // of a run that is done, or cancelled with something to show
	Error           string          // of a run that failed
	Problem         json.RawMessage // the same for programs, where it is known; see WithProblems
	Progress        Progress
	Version         int64 // grows with every visible change, from 1
	Attempt         int64 // how often a worker took it
	Crashes         int64 // how many workers died over it
	CancelRequested bool
	Worker          string
	LeaseUntil      time.Time // zero unless running
	Ticket          int64     // number in the queue that carries it
	OfferedAt       time.Time // when it was last given to that queue
	CreatedBy       int64     // user, 0 for the system
	QueuedAt        time.Time
	StartedAt       time.Time // zero until first taken
	FinishedAt      time.Time // zero until ended
}

// Ref identifies a run to workers, who serve every tenant.
type Ref struct {
	Tenant int64
	ID     int64
	Kind   Kind
}

// Ref returns the run's identity.
func (r Run) Ref() Ref { return Ref{r.Tenant, r.ID, r.Kind} }

// Query chooses runs for a list, newest first.
type Query struct {
	Subject string  // "" for any
	Kinds   []Kind  // none for any
	States  []State // none for any
	Before  int64   // only runs with a smaller id; 0 for the newest
	Limit   int     // 0 means 50; at most 500
}

const (
	defaultLimit = 50
	maxLimit     = 500
)

func (q Query) tidy() Query {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit = min(q.Limit, maxLimit)
	return q
}
