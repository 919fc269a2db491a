package simulate

import (
	"context"
	"fmt"
	"sync"

	"github.com/muster-wfm/muster/internal/problem"
)

// MaxReplications is the most that one run plays.
const MaxReplications = 1_000_000

// Options say how a scenario is played.
type Options struct {
	Replications int    // 1 to MaxReplications, 0 is 1; standard errors need 2
	Seed         uint64 // the same seed gives the same report
	Workers      int    // replications played at once; 0: one
	// Step is how many seconds lie between two samples of [Report.Course]; 0: no
	// samples.
	Step float64
	// Done is called after each replication, in order, by one goroutine at a
	// time; nil: nobody wants to know.
	Done func(replications int)
}

// Check says whether a scenario that can be played can be played so; the error
// is [problem.List].
func (o Options) Check(s *Scenario) error {
	var problems problem.List
	problems.Need(o.Replications >= 1 && o.Replications <= MaxReplications, "replications", o.Replications, fmt.Sprintf("1 to %d", MaxReplications))
	if _, err := samplesOf(s, o.Step); err != nil {
		problems = append(problems, *err)
	}
	return problems.Err()
}

// Run plays a scenario. It returns [problem.List] where the scenario cannot be
// played, or the context's error.
func Run(ctx context.Context, s Scenario, o Options) (*Report, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	o.Replications = max(1, o.Replications)
	if err := o.Check(&s); err != nil {
		return nil, err
	}
	p := newPlan(&s)
	p.step, p.samples = o.Step, sampleCount(&s, o.Step)
	m := newMerger(p, o.Replications)
	turns := newTurns(m, o.Done)
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
			t := newTally(p)
			for n := turns.take(); n >= 0; n = turns.take() {
				t.reset()
				err := f.play(ctx, t, o.Seed, n)
				if err != nil {
					once.Do(func() { failed = err })
					cancel()
				}
				turns.merge(n, t, err == nil)
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
	done   func(int)
}

func newTurns(m *merger, done func(int)) *turns {
	t := &turns{into: m, done: done}
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
func (t *turns) merge(n int, tally *tally, whole bool) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	for t.merged != n {
		t.moved.Wait()
	}
	t.into.add(tally)
	t.merged++
	if whole && t.done != nil {
		t.done(t.merged)
	}
	t.moved.Broadcast()
}
