package simulate

import (
	"context"
	"sync"
)

// Options say how a scenario is played.
type Options struct {
	Replications int    // at least 1; standard errors need 2
	Seed         uint64 // the same seed gives the same report
	Workers      int    // replications played at once; 0: one
}

// Run plays a scenario. It returns [Problems] where the scenario cannot be
// played, or the context's error.
func Run(ctx context.Context, s Scenario, o Options) (*Report, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	p := newPlan(&s)
	m := newMerger(p, max(1, o.Replications))
	turns := newTurns(m)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		workers sync.WaitGroup
		once    sync.Once
		failed  error
	)
	for range min(max(1, o.Workers), m.replications) {
		workers.Go(func() {
			f := newFloor(p)
			t := newTally(len(p.Queues), len(p.pairs), len(p.Groups), p.Intervals)
			for n := turns.take(); n >= 0; n = turns.take() {
				t.reset()
				err := f.play(ctx, t, o.Seed, n)
				if err != nil {
					once.Do(func() { failed = err })
					cancel()
				}
				turns.merge(n, t)
			}
		})
	}
	workers.Wait()
	if failed != nil {
		return nil, failed
	}
	return m.report(), nil
}

// turns hands out replications and takes their tallies in order.
type turns struct {
	mutex  sync.Mutex
	moved  *sync.Cond
	taken  int
	merged int
	into   *merger
}

func newTurns(m *merger) *turns {
	t := &turns{into: m}
	t.moved = sync.NewCond(&t.mutex)
	return t
}

// take returns the next replication, -1 when all are taken.
func (t *turns) take() int {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.taken == t.into.replications {
		return -1
	}
	t.taken++
	return t.taken - 1
}

// merge waits for the turn of replication n, so that sums of fractions do not
// depend on which worker is faster.
func (t *turns) merge(n int, tally *tally) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for t.merged != n {
		t.moved.Wait()
	}
	t.into.add(tally)
	t.merged++
	t.moved.Broadcast()
}
