package vendors

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce/grid"
)

// AllocationStore keeps allocations. They compare vendors with one another, so that
// for somebody who speaks for one of them none exists.
type AllocationStore interface {
	Transactor
	AddAllocation(ctx context.Context, scope auth.Scope, a Allocation) (Allocation, error)
	Allocation(ctx context.Context, scope auth.Scope, id int64) (Allocation, error)
	// Allocations returns the newest first, older than before (0: from the newest on).
	Allocations(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Allocation, error)
	// ApproveAllocation writes the approval of an allocation that still has the
	// version of a, and the shares that programmes get by it.
	ApproveAllocation(ctx context.Context, scope auth.Scope, a Allocation) (Allocation, error)
}

// Volumes tells what a queue is expected to get.
type Volumes interface {
	// Expected returns contacts of a period and their mean handle time in seconds;
	// known is false where no forecast tells.
	Expected(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) (contacts, ahtS float64, known bool, err error)
}

// Qualities tells what is known of the quality of programmes, as a posterior
// Beta(good, bad) and in words where it comes from.
type Qualities interface {
	Known(ctx context.Context, scope auth.Scope, programme int64, on grid.Date) (good, bad float64, source string, known bool, err error)
}

// Allocations is the verbs of dividing volume between programmes.
type Allocations struct {
	store      AllocationStore
	programmes *Programmes
	queues     QueueSites
	volumes    Volumes
	journal    Journal
	// Qualities tells what evaluations know; nil: an assumption stands in.
	Qualities Qualities
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewAllocations connects allocations with what they need of others.
func NewAllocations(store AllocationStore, programmes *Programmes, queues QueueSites, volumes Volumes, journal Journal) *Allocations {
	return &Allocations{store: store, programmes: programmes, queues: queues, volumes: volumes, journal: journal, Now: time.Now}
}

// What an input is filled with where nothing is known; people see it marked as assumed.
const (
	assumedGood, assumedBad = 18, 2 // nine of ten contacts, as sure as twenty inspections
	assumedOccupancy        = 0.8
	assumedAHTS             = 240
	seatHours               = 150 // productive hours of a seat and month
	dailyHours              = 7.5
	usualStep               = 0.05
	usualBand               = 0.1
)

// Sources of figures that nobody has typed in.
const (
	SourceRateCard = "rate_card"
	SourceForecast = "forecast"
	SourceAssumed  = "assumed"
	SourceJudged   = "judged" // evaluations of half a year
)

// narrowed refuses whoever speaks for one vendor.
func narrowed(scope auth.Scope) error {
	if scope.Employer() != 0 {
		return database.ErrNotFound
	}
	return nil
}

// Fill fills an input from programmes, contracts in force, forecasts and what is known
// of quality; every figure may be changed before it is solved.
func (s *Allocations) Fill(ctx context.Context, scope auth.Scope, from, to grid.Date, queues []int64) (AllocationInput, error) {
	in := AllocationInput{From: from, To: to, Method: Cheapest, Seed: 1, Band: usualBand}
	if err := narrowed(scope); err != nil {
		return in, err
	}
	var l problem.List
	l.Need(!to.Before(from) && from.DaysUntil(to) < 400, "to", to, "the first day to a year later", problem.Wanting(problem.DayWithin, from, from.AddDays(399)))
	if err := refused("period", l); err != nil {
		return in, err
	}
	for _, id := range queues {
		q, err := s.fillQueue(ctx, scope, &in, id)
		if err != nil {
			return in, err
		}
		in.Queues = append(in.Queues, q)
	}
	return in, nil
}

// fillQueue fills one queue and its offers.
func (s *Allocations) fillQueue(ctx context.Context, scope auth.Scope, in *AllocationInput, id int64) (AllocationQueue, error) {
	queue, _, err := s.queues.QueueSite(ctx, scope, id)
	if err != nil {
		return AllocationQueue{}, err
	}
	q := AllocationQueue{QueueID: id, Name: queue.Name, VolumeSource: SourceForecast}
	contacts, aht, known, err := s.volumes.Expected(ctx, scope, id, in.From, in.To)
	if err != nil {
		return q, err
	}
	if q.Volume = math.Round(contacts); !known || q.Volume < 1 {
		q.Volume, q.VolumeSource = 1000, SourceAssumed
	}
	if !(aht > 0) {
		aht = assumedAHTS
	}
	list, err := s.programmes.List(ctx, scope, ProgrammeQuery{QueueID: id, On: in.From})
	if err != nil {
		return q, err
	}
	for _, p := range list {
		o, err := s.offer(ctx, scope, in, p, q, aht)
		if err != nil {
			return q, err
		}
		q.Offers = append(q.Offers, o)
	}
	assumeCosts(q.Offers)
	return q, nil
}

// offer fills what a programme offers for a queue.
func (s *Allocations) offer(ctx context.Context, scope auth.Scope, in *AllocationInput, p Programme, q AllocationQueue, aht float64) (AllocationOffer, error) {
	bounds := p.Queues[slices.IndexFunc(p.Queues, func(b QueueShare) bool { return b.QueueID == q.QueueID })]
	days := float64(in.From.DaysUntil(in.To) + 1)
	o := AllocationOffer{
		ProgrammeID: p.ID, Name: p.Name, MinShare: bounds.MinShare, MaxShare: bounds.MaxShare, Capacity: q.Volume,
		Surge: math.Round(bounds.SurgeAgents * dailyHours * days * 5 / 7 * 3600 / aht * assumedOccupancy),
		Good:  assumedGood, Bad: assumedBad, QualitySource: SourceAssumed, CostSource: SourceAssumed, StepUp: 1, StepDown: 1,
	}
	terms, err := s.programmes.VersionOn(ctx, scope, p.ID, in.From)
	var uncovered *contract.UncoveredError
	switch {
	case err == nil:
		if cost, known := contactCost(terms, aht); known && (in.Currency == "" || in.Currency == string(terms.Currency)) {
			o.Cost, o.CostSource, in.Currency = cost, SourceRateCard, string(terms.Currency)
		}
	case !errors.As(err, &uncovered):
		return o, err
	}
	if s.Qualities != nil {
		good, bad, source, known, err := s.Qualities.Known(ctx, scope, p.ID, in.From)
		if err != nil {
			return o, err
		}
		if known {
			o.Good, o.Bad, o.QualitySource = good, bad, source
		}
	}
	at := slices.IndexFunc(p.Shares, func(a AgreedShare) bool { return a.QueueID == q.QueueID && a.From.Before(in.From) })
	if at >= 0 { // the newest are first
		o.Previous, o.StepUp, o.StepDown = &p.Shares[at].Share, usualStep, usualStep
	}
	return o, nil
}

// contactCost is what a contact costs by the first line of a rate card, before
// bonuses and credits; what is paid by time is turned by handle time and occupancy.
func contactCost(v contract.Version, aht float64) (cost float64, known bool) {
	if len(v.Rates) == 0 || len(v.Rates[0].Bands) == 0 {
		return 0, false
	}
	price, _ := v.Rates[0].Bands[0].Price.Float64()
	switch v.Rates[0].Model {
	case contract.PerContact, contract.PerResolution, contract.Hybrid:
		return price, price > 0
	case contract.PerMinute:
		return price * aht / 60, price > 0
	case contract.PerHour:
		return price * aht / 3600 / assumedOccupancy, price > 0
	case contract.PerSeat:
		return price / seatHours * aht / 3600 / assumedOccupancy, price > 0
	}
	return 0, false
}

// assumeCosts gives offers without a price the mean of those that have one: a row
// that seemed to be free would take everything.
func assumeCosts(offers []AllocationOffer) {
	sum, n := 0.0, 0.0
	for _, o := range offers {
		if o.CostSource == SourceRateCard {
			sum, n = sum+o.Cost, n+1
		}
	}
	for i := range offers {
		if offers[i].CostSource == SourceAssumed && n > 0 {
			offers[i].Cost = sum / n
		}
	}
}

// Solve divides the volume and keeps nothing.
func (s *Allocations) Solve(_ context.Context, scope auth.Scope, in AllocationInput) (AllocationResult, error) {
	if err := narrowed(scope); err != nil {
		return AllocationResult{}, err
	}
	return in.solve()
}

// Save solves an input and keeps it with its result.
func (s *Allocations) Save(ctx context.Context, scope auth.Scope, in AllocationInput) (Allocation, error) {
	if err := narrowed(scope); err != nil {
		return Allocation{}, err
	}
	result, err := in.solve()
	if err != nil {
		return Allocation{}, err
	}
	if f := result.Infeasible; f != nil {
		return Allocation{}, refused("allocation", problem.List{{Field: "queues", Found: fmt.Sprint(f.Culprits), Expected: "limits that can be kept together", Want: problem.Wanting(problem.FittingLimits)}})
	}
	if err := s.visible(ctx, scope, in); err != nil {
		return Allocation{}, err
	}
	a := Allocation{State: AllocationDraft, Input: in, Result: result, CreatedAt: s.Now(), CreatedBy: scope.Actor()}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if a, err = s.store.AddAllocation(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "allocation.save", allocationSubject(a.ID), map[string]any{"inputs": a.InputsHash, "seed": in.Seed})
	})
	return a, err
}

func allocationSubject(id int64) string { return fmt.Sprintf("allocation/%d", id) }

// visible refuses programmes that do not exist for the caller.
func (s *Allocations) visible(ctx context.Context, scope auth.Scope, in AllocationInput) error {
	var l problem.List
	for i, q := range in.Queues {
		for k, o := range q.Offers {
			p, err := s.programmes.Get(ctx, scope, o.ProgrammeID)
			field := fmt.Sprintf("queues[%d].offers[%d].programmeId", i, k)
			if err := missing(&l, err, field, o.ProgrammeID, "a programme"); err != nil {
				return err
			}
			l.Need(err != nil || p.Serves(q.QueueID), field, o.ProgrammeID, "a programme that serves the queue", problem.Wanting(problem.ServingProgramme))
		}
	}
	return refused("allocation", l)
}

// Get returns one allocation.
func (s *Allocations) Get(ctx context.Context, scope auth.Scope, id int64) (Allocation, error) {
	if err := narrowed(scope); err != nil {
		return Allocation{}, err
	}
	return s.store.Allocation(ctx, scope, id)
}

// List lists allocations, the newest first.
func (s *Allocations) List(ctx context.Context, scope auth.Scope, before int64, limit int) ([]Allocation, error) {
	if err := narrowed(scope); err != nil {
		return nil, nil //nolint:nilerr // whoever speaks for a vendor meets an empty list
	}
	return s.store.Allocations(ctx, scope, before, limit)
}

// Approve lets an allocation hold: its shares become those of the programmes. The
// author cannot; somebody else looks at it.
func (s *Allocations) Approve(ctx context.Context, scope auth.Scope, id, version int64) (Allocation, error) {
	a, err := s.Get(ctx, scope, id)
	if err != nil {
		return a, err
	}
	switch {
	case a.State != AllocationDraft:
		return a, &ApprovalError{id, "it is approved already", problem.Ruling("already_approved")}
	case a.CreatedBy == scope.Actor():
		return a, &ApprovalError{id, "its author cannot; another person approves", problem.Ruling("author_approves")}
	}
	a.Version, a.State, a.ApprovedAt, a.ApprovedBy = version, AllocationApproved, s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if a, err = s.store.ApproveAllocation(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "allocation.approve", allocationSubject(id), map[string]any{"inputs": a.InputsHash, "author": a.CreatedBy})
	})
	return a, err
}
