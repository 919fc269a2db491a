package vendors

import (
	"context"
	"slices"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/attribution"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ServiceModel is what service a queue is expected to give with agents on contacts;
// whoever forecasts queues has one.
type ServiceModel interface {
	// ServiceModel returns the service level of an interval of a queue by contacts,
	// handle time in seconds and hours on contacts.
	ServiceModel(ctx context.Context, scope auth.Scope, queue int64) (func(contacts, handleS, hours float64) (float64, error), error)
}

// PromiseBook finds commitments; the store of them is one.
type PromiseBook interface {
	Commitments(ctx context.Context, scope auth.Scope, q CommitmentQuery) ([]Commitment, error)
}

// QueueContacts tells what whole queues got, whoever answered; whoever keeps history
// does.
type QueueContacts interface {
	// Offered returns the contacts of a queue by the start of each interval, as far as
	// they are known.
	Offered(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) (map[time.Time]float64, error)
}

// UsualLock is the bands by which intervals are excused: a tenth more contacts or a
// tenth longer work, and only where the committed hours came.
var UsualLock = attribution.Lock{Volume: 0.10, HandleTime: 0.10, Rule: attribution.Leave, Duty: true}

// Misses is the service level of a month divided by whose doing it was.
type Misses struct {
	Programme Programme
	Month     Month
	Metric    metric.Metric
	Base      *decimal.Decimal // of the contract, nil where it has no line for it
	Total     attribution.Shares
	Split     attribution.Split
	Days      []MissedDay
	Excused   map[attribution.Reason]int64 // contacts that left, by reason
	// Switched is the part of the volume's share that came by the owner sending another
	// share of the queue than was agreed.
	Switched float64
	Unlocked int // intervals without a lock or without hours, which are not divided
}

// MissedDay is one day of it.
type MissedDay struct {
	Day grid.Date
	attribution.Shares
	Switched  float64
	Intervals []MissedInterval
}

// MissedInterval is one interval of a queue.
type MissedInterval struct {
	CountRow
	attribution.Shares
	Plan, Actual attribution.Side
	Switched     float64            // of the volume's share
	Because      attribution.Reason // why it was excused
	Out          int64              // contacts that left
}

// Attributions divides misses.
type Attributions struct {
	*Ledger
	model ServiceModel
	// Promises tell bands and shares that were agreed; nil: the usual bands.
	Promises PromiseBook
	// Queues tell what whole queues got; nil: nobody knows what was switched.
	Queues QueueContacts
}

// NewAttributions connects the division of misses with what models service.
func NewAttributions(ledger *Ledger, model ServiceModel) *Attributions {
	return &Attributions{Ledger: ledger, model: model}
}

// Misses divides a programme's service level of a month among volume, handle time,
// hours and availability.
func (a *Attributions) Misses(ctx context.Context, scope auth.Scope, programme int64, m Month) (Misses, error) {
	p, err := a.contracts.Get(ctx, scope, programme)
	if err != nil {
		return Misses{}, err
	}
	terms, err := a.termsOf(ctx, scope, programme, m)
	if err != nil {
		return Misses{}, err
	}
	out := Misses{Programme: p, Month: m, Excused: map[attribution.Reason]int64{}}
	if out.Metric, out.Base, err = levelOf(terms); err != nil {
		return out, err
	}
	rows, err := a.store.CountedRows(ctx, scope, programme, m.First(), m.Last())
	if err != nil {
		return out, err
	}
	agreed, err := a.agreements(ctx, scope, p, m)
	if err != nil {
		return out, err
	}
	return out, a.divide(ctx, scope, &out, together(rows), agreed)
}

// levelOf is the service level that a contract names, or the plain one.
func levelOf(terms contract.Version) (metric.Metric, *decimal.Decimal, error) {
	library := metric.Library()
	for _, level := range terms.Levels {
		if m, err := metric.Find(library, level.Metric); err == nil && m.Family == "service_level" {
			return m, &level.Base, nil
		}
	}
	m, err := metric.Find(library, "service_level_offered")
	return m, nil, err
}

// together merges what several sources say of one interval; a vendor's counts only
// where nobody else has them.
func together(rows []SourcedRow) []CountRow {
	type place struct {
		queue, start int64
	}
	byPlace := map[place][]Summed{}
	var order []place
	first := map[place]CountRow{}
	for _, r := range rows {
		at := place{r.QueueID, r.Start.Unix()}
		if byPlace[at] == nil {
			order, first[at] = append(order, at), r.CountRow
		}
		byPlace[at] = append(byPlace[at], Summed{QueueID: r.QueueID, Source: r.Source, Counts: r.Counts})
	}
	out := make([]CountRow, len(order))
	for i, at := range order {
		out[i] = first[at]
		out[i].Counts = tally(byPlace[at]).Counts
	}
	return out
}

// divide fills days and totals.
func (a *Attributions) divide(ctx context.Context, scope auth.Scope, out *Misses, rows []CountRow, agreed agreements) error {
	byDay := map[grid.Date][]CountRow{}
	var days []grid.Date
	for _, r := range rows {
		if byDay[r.Day] == nil {
			days = append(days, r.Day)
		}
		byDay[r.Day] = append(byDay[r.Day], r)
	}
	slices.SortFunc(days, grid.Date.Compare)
	models := models{a.model, scope, map[int64]modelled{}}
	for _, day := range days {
		d := MissedDay{Day: day}
		var intervals []attribution.Interval
		var of []int64
		for _, r := range byDay[day] {
			in, interval, ok, err := missed(r, out.Metric, agreed.lock(r))
			if err != nil {
				return err
			}
			if !ok {
				if r.Counts["answered"]+r.Counts["abandoned"] > 0 {
					out.Unlocked++
				}
				continue
			}
			if in.Because != attribution.None && in.Out > 0 {
				out.Excused[in.Because] += in.Out
			}
			d.Intervals, intervals, of = append(d.Intervals, in), append(intervals, interval), append(of, r.QueueID)
		}
		if len(intervals) == 0 {
			continue
		}
		divided, err := attribution.Attribute(intervals, models.of(ctx, of))
		if err != nil {
			return err
		}
		d.Shares = divided.Shares
		expected := make([]float64, len(intervals))
		for i := range d.Intervals {
			d.Intervals[i].Shares, expected[i] = divided.Intervals[i], agreed.expected(d.Intervals[i].CountRow)
		}
		switched, err := attribution.Switched(intervals, expected, divided, models.of(ctx, of))
		if err != nil {
			return err
		}
		for i, s := range switched {
			if d.Intervals[i].Switched = s; d.Contacts > 0 {
				d.Switched += s * d.Intervals[i].Contacts / d.Contacts
			}
		}
		out.Days = append(out.Days, d)
	}
	out.total()
	return nil
}

// total weighs the days by their contacts; days add up as their intervals do.
func (m *Misses) total() {
	t := &m.Total
	for _, d := range m.Days {
		w := d.Contacts
		t.Contacts += w
		t.Planned += w * d.Planned
		t.Modelled += w * d.Modelled
		t.Observed += w * d.Observed
		t.Unexplained += w * d.Unexplained
		m.Switched += w * d.Switched
		for i := range t.By {
			t.By[i] += w * d.By[i]
		}
	}
	if t.Contacts > 0 {
		for _, v := range []*float64{&t.Planned, &t.Modelled, &t.Observed, &t.Unexplained, &t.By[0], &t.By[1], &t.By[2], &t.By[3], &m.Switched} {
			*v /= t.Contacts
		}
	}
	m.Split = t.Split(attribution.Usual)
}

// missed is an interval as the pure core takes it; false where it was not locked, or
// nobody knows who was there.
func missed(r CountRow, m metric.Metric, lock attribution.Lock) (MissedInterval, attribution.Interval, bool, error) {
	c, in := r.Counts, MissedInterval{CountRow: r}
	handled := max(c["handled"], c["answered"])
	if c[LockedContacts] == 0 || c[LockedHandleS] == 0 || handled == 0 || c["delivered_minutes"] == 0 {
		return in, attribution.Interval{}, false, nil
	}
	v, err := m.Evaluate(c, metric.Programme)
	if err != nil || !v.Known() || v.Under < 0 || v.Over > v.Under {
		return in, attribution.Interval{}, false, nil //nolint:nilerr // a count that nobody delivered leaves the interval undivided
	}
	there := 1.0
	if rostered := c["rostered_minutes"]; rostered > 0 {
		there = 1 - float64(min(c["absent_minutes"], rostered))/float64(rostered)
	}
	in.Plan = attribution.Side{
		Volume: float64(c[LockedContacts]), HandleTime: float64(c[LockedHandleS]) / float64(c[LockedContacts]), Hours: float64(c["committed_minutes"]) / 60, Availability: 1,
	}
	in.Actual = attribution.Side{
		Volume: float64(c["answered"] + c["abandoned"]), HandleTime: float64(c["talk_s"]+c["hold_s"]+c["wrap_s"]) / float64(handled),
		Hours: float64(c["delivered_minutes"]) / 60, Availability: there,
	}
	delivered := in.Actual.Hours
	if there > 0 {
		in.Actual.Hours /= there // rostered, of which what was available came
	}
	left, err := lock.Excuse(attribution.Counted{
		Forecast: in.Plan.Volume, Plan: in.Plan.HandleTime, Offered: c["answered"] + c["abandoned"], HandleTime: in.Actual.HandleTime,
		InTime: v.Over, Of: v.Under, Committed: in.Plan.Hours, Delivered: delivered,
	})
	if err != nil {
		return in, attribution.Interval{}, false, err
	}
	in.Because, in.Out = left.Because, left.OutOf
	return in, attribution.Interval{Plan: in.Plan, Actual: in.Actual, InTime: float64(left.InTime), Counted: float64(left.Of)}, true, nil
}

// models asks for the model of each queue once.
type models struct {
	from  ServiceModel
	scope auth.Scope
	known map[int64]modelled
}

type modelled func(contacts, handleS, hours float64) (float64, error)

// of is the model of intervals, each of its own queue.
func (m models) of(ctx context.Context, queues []int64) attribution.Level {
	return func(interval int, volume, handleTime, hours float64) (float64, error) {
		queue := queues[interval]
		level, known := m.known[queue]
		if !known {
			found, err := m.from.ServiceModel(ctx, unnarrowed(m.scope), queue)
			if err != nil {
				return 0, err
			}
			level, m.known[queue] = found, found
		}
		return level(volume, handleTime, hours)
	}
}
