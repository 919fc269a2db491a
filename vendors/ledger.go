package vendors

import (
	"context"
	"maps"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ContractBook finds programmes and the terms that hold for them; [Programmes] is
// one.
type ContractBook interface {
	ProgrammeBook
	List(ctx context.Context, scope auth.Scope, q ProgrammeQuery) ([]Programme, error)
	Versions(ctx context.Context, scope auth.Scope, programme int64) ([]ContractVersion, error)
}

// Ledger turns counts into what is known of a programme in a period, for everything
// that is computed from them.
type Ledger struct {
	store     CountStore
	contracts ContractBook
}

// NewLedger connects counts with contracts.
func NewLedger(store CountStore, contracts ContractBook) *Ledger { return &Ledger{store, contracts} }

// Tally is the counts of a period.
type Tally struct {
	Counts   metric.Counts // that figures are computed from
	Reported metric.Counts // as the vendor states them
	ByQueue  map[int64]metric.Counts
	// Borrowed are counts that nobody but the vendor delivered.
	Borrowed []string
}

// tally sorts sums by who counted. The owner's counts hold; where it has none of a
// name, the vendor's do, and are named.
func tally(sums []Summed) Tally {
	t := Tally{Counts: metric.Counts{}, Reported: metric.Counts{}, ByQueue: map[int64]metric.Counts{}}
	for _, s := range sums {
		if s.Source == FromVendor {
			t.Reported.Add(s.Counts)
			continue
		}
		t.Counts.Add(s.Counts)
		t.queue(s.QueueID).Add(s.Counts)
	}
	for name := range t.Reported {
		if _, counted := t.Counts[name]; !counted {
			t.Borrowed = append(t.Borrowed, name)
		}
	}
	slices.Sort(t.Borrowed)
	for _, name := range t.Borrowed {
		t.Counts[name] = t.Reported[name]
		for _, s := range sums {
			if n, given := s.Counts[name]; given && s.Source == FromVendor {
				t.queue(s.QueueID)[name] += n
			}
		}
	}
	return t
}

func (t Tally) queue(id int64) metric.Counts {
	if t.ByQueue[id] == nil {
		t.ByQueue[id] = metric.Counts{}
	}
	return t.ByQueue[id]
}

// months are the tallies of programmes month by month.
func (l *Ledger) months(ctx context.Context, scope auth.Scope, programmes []int64, from, to Month) (map[int64]map[Month]Tally, error) {
	sums, err := l.store.MonthSums(ctx, scope, programmes, from, to)
	if err != nil {
		return nil, err
	}
	sorted := map[int64]map[Month][]Summed{}
	for _, s := range sums {
		if sorted[s.ProgrammeID] == nil {
			sorted[s.ProgrammeID] = map[Month][]Summed{}
		}
		sorted[s.ProgrammeID][s.Month] = append(sorted[s.ProgrammeID][s.Month], s)
	}
	out := map[int64]map[Month]Tally{}
	for p, months := range sorted {
		out[p] = map[Month]Tally{}
		for m, list := range months {
			out[p][m] = tally(list)
		}
	}
	return out, nil
}

// days are the tallies of a programme day by day.
func (l *Ledger) days(ctx context.Context, scope auth.Scope, programme int64, from, to grid.Date) (map[grid.Date]Tally, error) {
	sums, err := l.store.DaySums(ctx, scope, programme, from, to)
	if err != nil {
		return nil, err
	}
	sorted := map[grid.Date][]Summed{}
	for _, s := range sums {
		sorted[s.Day] = append(sorted[s.Day], s)
	}
	out := map[grid.Date]Tally{}
	for d, list := range sorted {
		out[d] = tally(list)
	}
	return out, nil
}

// History is the versions in force of a programme's contract, in order.
func (l *Ledger) History(ctx context.Context, scope auth.Scope, programme int64) (contract.History, error) {
	list, err := l.contracts.Versions(ctx, scope, programme)
	if err != nil {
		return nil, err
	}
	var held []contract.Version
	for _, v := range list {
		if v.State == InForce {
			held = append(held, v.Holds())
		}
	}
	return contract.Arrange(held)
}

// valuesOf are a programme's metrics in a period, as far as their counts came.
func valuesOf(c metric.Counts) map[string]metric.Value {
	values := map[string]metric.Value{}
	for _, m := range metric.Library() {
		if v, err := m.Evaluate(c, metric.Programme); err == nil {
			values[m.Code] = v
		}
	}
	return values
}

// part is the counts of some names.
func part(c metric.Counts, names []string) metric.Counts {
	out := metric.Counts{}
	for _, n := range names {
		if v, given := c[n]; given {
			out[n] = v
		}
	}
	return out
}

// merged adds up tallies.
func merged(months map[Month]Tally) Tally {
	out := Tally{Counts: metric.Counts{}, Reported: metric.Counts{}, ByQueue: map[int64]metric.Counts{}}
	for _, m := range slices.Sorted(maps.Keys(months)) {
		t := months[m]
		out.Counts.Add(t.Counts)
		out.Reported.Add(t.Reported)
		for q, c := range t.ByQueue {
			out.queue(q).Add(c)
		}
		out.Borrowed = append(out.Borrowed, t.Borrowed...)
	}
	slices.Sort(out.Borrowed)
	out.Borrowed = slices.Compact(out.Borrowed)
	return out
}
