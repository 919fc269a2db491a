package attrition

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Kind is what an event is.
type Kind string

// The kinds. On leave somebody stays employed.
const (
	Hired Kind = "hired"
	Left  Kind = "left"
	Moved Kind = "moved"
	Leave Kind = "leave"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Hired, Left, Moved, Leave} }

// ExitKind is how somebody left: exits of different kinds compete.
type ExitKind string

// The kinds of exit.
const (
	Voluntary     ExitKind = "voluntary"
	Dismissal     ExitKind = "dismissal"
	EndOfContract ExitKind = "end_of_contract"
	InternalMove  ExitKind = "internal_move"
)

// ExitKinds lists them, in the order of causes in a report.
func ExitKinds() []ExitKind { return []ExitKind{Voluntary, Dismissal, EndOfContract, InternalMove} }

// Reasons lists the reasons that screens offer; the note has the words.
func Reasons() []string {
	return []string{"pay", "shifts", "workload", "career", "manager", "commute", "family", "study", "health", "other_job", "performance", "conduct", "contract", "other"}
}

// longestLeave is after how many days a leave without an end must be given one.
const longestLeave = 3 * 366

// Event is what happened to somebody's employment on a day.
type Event struct {
	ID, Version int64
	Code        string // personnel number: people who are gone have nothing else
	Kind        Kind
	Day         grid.Date // of an exit the last day of employment
	LastDay     grid.Date // of a leave; zero: not known yet
	SiteID      int64
	EmployerID  int64
	Team        string
	Agreement   string
	Language    string
	Source      string // channel of hire
	CostMinor   int64  // of the hire
	ExitKind    ExitKind
	Reason      string
	Note        string
	ImportID    int64 // 0: typed
	RecordedAt  time.Time
	RecordedBy  int64
}

// NewEvent returns e if it can be, else every bad field at once.
func NewEvent(e Event) (Event, error) {
	for _, text := range []*string{&e.Code, &e.Team, &e.Agreement, &e.Language, &e.Source, &e.Reason, &e.Note} {
		*text = strings.TrimSpace(*text)
	}
	c := checking("employment event")
	c.need(workforce.IsCode(e.Code), "code", e.Code, workforce.CodeRule)
	c.need(slices.Contains(Kinds(), e.Kind), "kind", e.Kind, "hired, left, moved or leave")
	c.need(!e.Day.IsZero(), "day", "nothing", "a day YYYY-MM-DD")
	c.need(e.SiteID > 0, "siteId", e.SiteID, "a site")
	c.need(e.EmployerID > 0, "employerId", e.EmployerID, "an employer")
	c.need(e.CostMinor >= 0, "costMinor", e.CostMinor, "0 or more, in minor units")
	for field, text := range map[string]string{"team": e.Team, "agreement": e.Agreement, "language": e.Language, "source": e.Source} {
		c.need(len([]rune(text)) <= 120, field, text, "at most 120 characters")
	}
	c.need(len([]rune(e.Note)) <= 1000, "note", fmt.Sprintf("%d characters", len([]rune(e.Note))), "at most 1000 characters")
	if e.Kind == Left {
		c.need(slices.Contains(ExitKinds(), e.ExitKind), "exitKind", e.ExitKind, "voluntary, dismissal, end_of_contract or internal_move")
		c.need(e.Reason == "" || slices.Contains(Reasons(), e.Reason), "reason", e.Reason, "one of "+strings.Join(Reasons(), ", "))
	} else {
		c.need(e.ExitKind == "", "exitKind", e.ExitKind, "nothing: nobody left")
	}
	switch {
	case e.Kind != Leave:
		c.need(e.LastDay.IsZero(), "lastDay", e.LastDay, "nothing: only a leave has a last day")
	case !e.LastDay.IsZero():
		c.need(!e.LastDay.Before(e.Day), "lastDay", e.LastDay, "no day before "+e.Day.String()+", the first")
		c.need(e.Day.DaysUntil(e.LastDay) <= longestLeave, "lastDay", e.LastDay, fmt.Sprintf("at most %d days after %s: a leave that never ends is an exit", longestLeave, e.Day))
	}
	return e, c.err()
}

// checks collects bad fields.
type checks struct {
	what   string
	fields []workforce.FieldError
}

func checking(what string) *checks { return &checks{what: what} }

func (c *checks) need(ok bool, field string, found any, expected string) {
	if !ok {
		text := fmt.Sprint(found)
		if text == "" {
			text = "nothing"
		}
		c.fields = append(c.fields, workforce.FieldError{Field: field, Found: text, Expected: expected})
	}
}

func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	slices.SortFunc(c.fields, func(a, b workforce.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return &workforce.InvalidError{What: c.what, Fields: c.fields}
}
