package forecast

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Schedule says whether and how a tenant's queues are forecast every night.
type Schedule struct {
	Version   int64 // 0 until somebody has decided
	Active    bool
	Hour      int     // of each site's clock from which its night's forecasts are due, 0 to 23
	Days      int     // to forecast, the first being the day that begins with the night
	Queues    []int64 // nil for all
	ChangedAt time.Time
	ChangedBy int64
}

// undecided is the schedule of a tenant that has decided nothing.
func undecided() Schedule { return Schedule{Hour: 3, Days: 42} }

// Takes reports whether a queue is forecast at night.
func (s Schedule) Takes(queue int64) bool { return s.Queues == nil || slices.Contains(s.Queues, queue) }

func (s Schedule) check() error {
	refused := &workforce.InvalidError{What: "forecast schedule"}
	need := func(ok bool, field string, found any, expected string) {
		if !ok {
			refused.Fields = append(refused.Fields, workforce.FieldError{Field: field, Found: fmt.Sprint(found), Expected: expected})
		}
	}
	need(s.Hour >= 0 && s.Hour <= 23, "hour", s.Hour, "an hour from 0 to 23")
	need(s.Days >= 1 && s.Days <= maxRunDays, "days", s.Days, fmt.Sprintf("1 to %d days", maxRunDays))
	need(s.Queues == nil || len(s.Queues) > 0, "queueIds", "no queue", "at least one, or none named for all")
	if len(refused.Fields) > 0 {
		return refused
	}
	return nil
}

// Night is the forecasting of one site's queues in one night.
type Night struct {
	SiteID    int64
	Night     grid.Date // the local day that begins with it
	JobID     int64
	StartedAt time.Time
	EndedAt   time.Time // zero while it lasts
	Outcome   NightOutcome
}

// NightOutcome is what came of a night.
type NightOutcome struct {
	Forecasts []int64 `json:"forecasts"` // runs made
	Failed    []int64 `json:"failed"`    // runs that failed, each saying why
	Unchanged []int64 `json:"unchanged"` // queues with nothing new to learn, whose last run reaches far enough
	Empty     []int64 `json:"empty"`     // queues without history
}

// NightStore keeps the schedule and the nights of each tenant. Nights of sites
// outside the scope do not exist for its callers.
type NightStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// Schedule returns the tenant's schedule, and false where nobody has decided.
	Schedule(ctx context.Context, scope auth.Scope) (Schedule, bool, error)
	// SetSchedule writes a schedule that stands at its version, and returns it at
	// the next; else a *database.StaleError.
	SetSchedule(ctx context.Context, scope auth.Scope, s Schedule) (Schedule, error)
	// BeginNight keeps a night, unless it has begun already: then fresh is false.
	BeginNight(ctx context.Context, scope auth.Scope, n Night) (fresh bool, err error)
	// SaveNight writes the job, the end and the outcome of a night.
	SaveNight(ctx context.Context, scope auth.Scope, n Night) error
	Night(ctx context.Context, scope auth.Scope, site int64, night grid.Date) (Night, error)
	// LastNights returns the last night of each site.
	LastNights(ctx context.Context, scope auth.Scope) ([]Night, error)
}
