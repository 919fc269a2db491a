package forecast

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
)

// StoredPast reads a queue's history as a forecast learns from it: the sum over
// its sources, cut into the queue's present intervals.
type StoredPast struct {
	store  IntervalStore
	queues QueueSetups
}

var _ Past = (*StoredPast)(nil)

// NewPast returns the reader of a store.
func NewPast(store IntervalStore, queues QueueSetups) *StoredPast {
	return &StoredPast{store: store, queues: queues}
}

// Observations returns what a queue saw from one instant to before another, in
// order of time. History keeps the interval length it was recorded with:
// shorter intervals are added up, longer ones shared out evenly.
func (p *StoredPast) Observations(ctx context.Context, scope auth.Scope, queue int64, from, until time.Time) ([]model.Observation, error) {
	setup, err := p.queues.QueueSetup(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	series, err := p.store.SeriesOf(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	loc, err := time.LoadLocation(setup.Site.Zone)
	if err != nil {
		return nil, err
	}
	bins := map[int64]*model.Observation{}
	length := int64(setup.Queue.IntervalMin) * 60
	for _, s := range series {
		for interval, err := range p.store.Stored(ctx, scope, s.ID, from.Unix(), until.Unix()) {
			if err != nil {
				return nil, err
			}
			addTo(bins, interval, length, loc)
		}
	}
	past := make([]model.Observation, 0, len(bins))
	for _, o := range bins {
		past = append(past, *o)
	}
	slices.SortFunc(past, func(a, b model.Observation) int { return cmp.Compare(a.Start.Unix(), b.Start.Unix()) })
	return past, nil
}

// addTo puts an interval into the bins that it touches. Bins begin at whole
// multiples of their length on the site's clock.
func addTo(bins map[int64]*model.Observation, i *Interval, length int64, loc *time.Location) {
	if !i.Figures.Known(history.Offered) {
		return
	}
	parts := max(1, int64(i.IntervalS)/length)
	share := 1 / float64(parts)
	contacts := float64(i.Figures.OrZero(history.Offered)) * share
	handled, seconds := handling(&i.Figures)
	for k := range parts {
		start := i.Start + k*length
		_, offset := time.Unix(start, 0).In(loc).Zone()
		at := (start+int64(offset))/length*length - int64(offset)
		bin, known := bins[at]
		if !known {
			bin = &model.Observation{Start: time.Unix(at, 0)}
			bins[at] = bin
		}
		bin.Contacts += contacts
		bin.Handled += handled * share
		bin.HandleSeconds += seconds * share
	}
}

// handling returns how many contacts were handled and how long they took in
// all, nothing where the history does not say both.
func handling(f *history.Figures) (contacts, seconds float64) {
	handled := f[history.Handled]
	if handled == history.Unknown {
		handled = f[history.Answered]
	}
	total := f[history.HandleS]
	if total == history.Unknown && f.Known(history.TalkS) {
		total = f.OrZero(history.TalkS) + f.OrZero(history.HoldS) + f.OrZero(history.ACWS)
	}
	if handled <= 0 || total == history.Unknown || total <= 0 {
		return 0, 0
	}
	return float64(handled), float64(total)
}
