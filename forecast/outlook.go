package forecast

import (
	"context"
	"fmt"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// OutlookOrder asks for a long-range outlook.
type OutlookOrder struct {
	From   grid.Date // first day, local to the queue's site; zero: today
	Months int       // 1 to 24
	Growth *float64  // per year, 0.05 for five per cent more; nil: learnt from history
}

// MaxOutlookMonths bounds an outlook.
const MaxOutlookMonths = 24

// mostGrowth a year that can be assumed: ten times as much.
const mostGrowth = 9

func (o OutlookOrder) check() error {
	if o.Months < 1 || o.Months > MaxOutlookMonths {
		return &OrderError{"months", fmt.Sprint(o.Months), fmt.Sprintf("1 to %d months", MaxOutlookMonths)}
	}
	if g := o.Growth; g != nil && !(*g > -1 && *g <= mostGrowth) {
		return &OrderError{"growthPct", fmt.Sprint(100 * *g), fmt.Sprintf("more than -100 and at most %d per cent a year", 100*mostGrowth)}
	}
	return nil
}

// Outlook looks months ahead for plans of hiring: what a queue should see by
// week and by month, and what that assumes. Nothing is kept.
func (f *Forecasts) Outlook(ctx context.Context, scope auth.Scope, queue int64, order OutlookOrder) (*model.Outlook, error) {
	if err := order.check(); err != nil {
		return nil, err
	}
	setup, err := f.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	if order.From.IsZero() {
		order.From = grid.DateOf(f.Now().In(setup.Site.Location()))
	}
	in, err := f.input(ctx, scope, setup, RunOrder{QueueID: queue, From: order.From, Days: 1})
	if err != nil {
		return nil, err
	}
	return model.RunOutlook(ctx, model.OutlookInput{
		History: in.History, Calendar: in.Calendar, Location: in.Location, From: order.From, Months: order.Months, Growth: order.Growth,
	})
}
