package forecast

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/muster-wfm/muster/forecast/model/layers"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// AdjustmentType says what kind of reason an adjustment has, so that afterwards
// each kind can be scored.
type AdjustmentType string

// The types.
const (
	CampaignAdjustment   AdjustmentType = "campaign"
	IncidentAdjustment   AdjustmentType = "incident"
	HolidayAdjustment    AdjustmentType = "holiday"
	CorrectionAdjustment AdjustmentType = "correction"
	OtherAdjustment      AdjustmentType = "other"
)

// AdjustmentTypes lists every type.
func AdjustmentTypes() []AdjustmentType {
	return []AdjustmentType{CampaignAdjustment, IncidentAdjustment, HolidayAdjustment, CorrectionAdjustment, OtherAdjustment}
}

// Change is what an adjustment does, as its author decides it.
type Change struct {
	Measure   layers.Measure
	Operation layers.Operation
	Value     float64 // a factor; contacts in the whole range; seconds a contact
	From, To  time.Time
	Type      AdjustmentType
	Reason    string
	Active    bool // switched on
}

// Adjustment is one planner's change to the forecasts of one queue. It is tied
// to the queue and a range of time, and to no run: every run that reaches into
// the range is seen through it. Package layers says what several together do.
type Adjustment struct {
	ID, Version int64
	QueueID     int64
	SiteID      int64
	Change
	Withdrawn     bool // for good; it stays on record
	CreatedAt     time.Time
	CreatedBy     int64
	CreatedByName string // "" for the system, or where nobody is known by it
	ChangedAt     time.Time
	ChangedBy     int64
	ChangedByName string
}

// InForce reports whether forecasts are seen through the adjustment.
func (a Adjustment) InForce() bool { return a.Active && !a.Withdrawn }

// WithdrawnError refuses to change an adjustment that was withdrawn.
type WithdrawnError struct{ Adjustment int64 }

func (e *WithdrawnError) Error() string {
	return fmt.Sprintf("adjustment %d was withdrawn; make a new one instead", e.Adjustment)
}

// Bounds beyond which a change is a slip of the pen.
const (
	maxFactor         = 1000
	maxAddedContacts  = 1e9
	maxHandleSeconds  = 7 * 86400
	longestAdjustment = 400 * 24 * time.Hour
	longestReason     = 500
)

// NewChange returns c if it can be, with a trimmed reason; else a
// *workforce.InvalidError that names every bad field.
func NewChange(c Change) (Change, error) {
	c.Reason = strings.TrimSpace(c.Reason)
	c.From, c.To = c.From.UTC(), c.To.UTC()
	refused := &workforce.InvalidError{What: "adjustment"}
	need := func(ok bool, field string, found any, expected string) {
		if !ok {
			refused.Fields = append(refused.Fields, workforce.FieldError{Field: field, Found: fmt.Sprint(found), Expected: expected})
		}
	}
	need(c.Measure == layers.Contacts || c.Measure == layers.HandleTime, "measure", c.Measure, "contacts or handle_time")
	need(slices.Contains([]layers.Operation{layers.Multiply, layers.Add, layers.Set}, c.Operation), "operation", c.Operation, "multiply, add or set")
	low, high, meaning := c.bounds()
	need(c.Value >= low && c.Value <= high, "value", c.Value, meaning)
	need(wholeMinute(c.From), "from", c.From.Format(time.RFC3339Nano), "an instant at a whole minute")
	need(wholeMinute(c.To) && c.To.After(c.From), "to", c.To.Format(time.RFC3339Nano), "an instant at a whole minute, after "+c.From.Format(time.RFC3339))
	need(c.To.Sub(c.From) <= longestAdjustment, "to", c.To.Format(time.RFC3339), "at most 400 days after from")
	need(slices.Contains(AdjustmentTypes(), c.Type), "type", c.Type, "campaign, incident, holiday, correction or other")
	n := utf8.RuneCountInString(c.Reason)
	need(n >= 1 && n <= longestReason && plain(c.Reason), "reason", fmt.Sprintf("%d characters", n), fmt.Sprintf("1 to %d printable characters", longestReason))
	if len(refused.Fields) > 0 {
		return Change{}, refused
	}
	return c, nil
}

// bounds are the values that a change may have, and what they mean.
func (c Change) bounds() (low, high float64, meaning string) {
	switch {
	case c.Operation == layers.Multiply && c.Measure == layers.HandleTime:
		return math.SmallestNonzeroFloat64, maxFactor, "a factor above 0, at most 1000"
	case c.Operation == layers.Multiply:
		return 0, maxFactor, "a factor from 0 to 1000"
	case c.Operation == layers.Set && c.Measure == layers.HandleTime:
		return 1, maxHandleSeconds, "seconds a contact, from 1 to 604800"
	case c.Operation == layers.Set:
		return 0, maxAddedContacts, "contacts in the whole range, from 0"
	case c.Measure == layers.HandleTime:
		return -maxHandleSeconds, maxHandleSeconds, "seconds more a contact, negative for fewer, at most 604800"
	}
	return -maxAddedContacts, maxAddedContacts, "contacts more in the whole range, negative for fewer"
}

func wholeMinute(t time.Time) bool { return !t.IsZero() && t.Equal(t.Truncate(time.Minute)) }

// plain reports whether a text is fit to be shown; lines may end in it.
func plain(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' })
}

// AdjustmentQuery chooses adjustments for a list.
type AdjustmentQuery struct {
	Queues   []int64   // none for any
	From, To time.Time // only those that touch [From, To); zero for no end
	InForce  bool      // only those that are switched on and not withdrawn
	Before   int64     // only smaller ids; 0 for the first page
	Limit    int       // 0 for all
}

// AdjustmentStore keeps adjustments and every state they were in. Those of
// queues at sites outside the scope do not exist for its callers.
type AdjustmentStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	AddAdjustment(ctx context.Context, scope auth.Scope, a Adjustment) (Adjustment, error)
	Adjustment(ctx context.Context, scope auth.Scope, id int64) (Adjustment, error)
	// Adjustments returns the newest first.
	Adjustments(ctx context.Context, scope auth.Scope, q AdjustmentQuery) ([]Adjustment, error)
	// SetAdjustment writes an adjustment that stands at its version, and returns
	// it at the next; else a *database.StaleError.
	SetAdjustment(ctx context.Context, scope auth.Scope, a Adjustment) (Adjustment, error)
	// AdjustmentStates returns every state of an adjustment, the first first.
	AdjustmentStates(ctx context.Context, scope auth.Scope, id int64) ([]Adjustment, error)
}
