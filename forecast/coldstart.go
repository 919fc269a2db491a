package forecast

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ColdStart is what is known of a queue before it has a week of history: which
// other queue it will be like, and how much work is expected.
type ColdStart struct {
	TemplateQueueID int64
	DailyContacts   float64 // of an ordinary open day
	AHTS            float64 // seconds; 0: the template's
}

// coldDays is how many days of history make a cold start unnecessary.
const coldDays = 7

func (c *ColdStart) check() error {
	switch {
	case c == nil:
		return nil
	case c.TemplateQueueID <= 0:
		return &OrderError{"coldStart.templateQueueId", fmt.Sprint(c.TemplateQueueID), "a queue with history"}
	case !(c.DailyContacts > 0) || math.IsInf(c.DailyContacts, 1):
		return &OrderError{"coldStart.dailyContacts", fmt.Sprint(c.DailyContacts), "contacts of an ordinary day, above 0"}
	case !(c.AHTS >= 0) || math.IsInf(c.AHTS, 1):
		return &OrderError{"coldStart.ahtS", fmt.Sprint(c.AHTS), "seconds above 0, or none for those of the template"}
	}
	return nil
}

// admitColdStart refuses a template that is the queue itself or that the scope
// does not see.
func (f *Forecasts) admitColdStart(ctx context.Context, scope auth.Scope, order RunOrder) error {
	if order.ColdStart == nil {
		return nil
	}
	if order.ColdStart.TemplateQueueID == order.QueueID {
		return &OrderError{"coldStart.templateQueueId", fmt.Sprint(order.QueueID), "another queue than the one to forecast"}
	}
	_, err := f.queues.QueueSetup(ctx, scope, order.ColdStart.TemplateQueueID)
	return err
}

// tooShort reports whether a history is too short to forecast from.
func tooShort(h *model.History, err error) bool {
	return errors.Is(err, ErrNoHistory) || err == nil && h.Days() < coldDays
}

// cold forecasts a queue from its template: the template's history, with its own
// special days in the past and the queue's to come.
func (f *Forecasts) cold(ctx context.Context, scope auth.Scope, setup workforce.QueueSetup, order RunOrder) (*model.Result, runInput, error) {
	template, err := f.queues.QueueSetup(ctx, scope, order.ColdStart.TemplateQueueID)
	if err != nil {
		return nil, runInput{}, err
	}
	loc, err := time.LoadLocation(setup.Site.Zone)
	if err != nil {
		return nil, runInput{}, err
	}
	var days []workforce.CalendarDay
	for _, d := range template.Days {
		if d.Date.Before(order.From) {
			days = append(days, d)
		}
	}
	for _, d := range setup.Days {
		if !d.Date.Before(order.From) {
			days = append(days, d)
		}
	}
	template.Days = days
	of := order
	of.QueueID = template.Queue.ID
	in, err := f.input(ctx, scope, template, of)
	if err != nil {
		return nil, runInput{}, fmt.Errorf("template %s: %w", template.Queue.Code, err)
	}
	in.Location = loc
	result, err := model.RunCold(ctx, in.Input, model.ColdStart{
		DailyContacts: order.ColdStart.DailyContacts, HandleSeconds: order.ColdStart.AHTS, Minutes: setup.Queue.IntervalMin,
		Open: func(g grid.Grid) []bool { return setup.Open(g) },
	})
	return result, in, err
}
