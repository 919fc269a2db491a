package jobs

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/muster-wfm/muster/internal/database"
)

// carrier brings queued runs to workers.
type carrier interface {
	// offer announces a queued run within the transaction that queued it, and
	// returns its number in the queue.
	offer(ctx context.Context, ref Ref) (ticket int64, err error)
	// lost reports whether the queue will never deliver a ticket.
	lost(ctx context.Context, ticket int64) (bool, error)
	// start calls perform for queued runs, at most slots at once for each kind.
	start(ctx context.Context, slots map[Kind]int, perform func(context.Context, Ref) error) error
	// stop delivers nothing more and waits, until ctx ends, for perform to return.
	stop(ctx context.Context) error
}

// pool is the carrier within one process: it looks into the run table itself.
type pool struct {
	waiting func(ctx context.Context, kind Kind, limit int) ([]Ref, error)
	log     *slog.Logger
	wake    chan struct{}
	quit    context.CancelFunc
	done    sync.WaitGroup

	mu   sync.Mutex
	free map[Kind]int
	held map[int64]bool // runs already handed to a goroutine
}

func newPool(waiting func(context.Context, Kind, int) ([]Ref, error), log *slog.Logger) *pool {
	return &pool{waiting: waiting, log: log, wake: make(chan struct{}, 1), held: map[int64]bool{}}
}

func (p *pool) offer(ctx context.Context, _ Ref) (int64, error) {
	database.AfterCommit(ctx, p.ring)
	return 0, nil
}

// lost is never so: the pool reads the run table.
func (p *pool) lost(context.Context, int64) (bool, error) { return false, nil }

func (p *pool) ring() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *pool) start(ctx context.Context, slots map[Kind]int, perform func(context.Context, Ref) error) error {
	ctx, p.quit = context.WithCancel(ctx)
	p.free = slots
	p.done.Add(1)
	go func() {
		defer p.done.Done()
		p.deliver(ctx, perform)
	}()
	return nil
}

// deliver looks for work when it is rung for, and now and then on its own: other
// programs may queue runs in the same file.
func (p *pool) deliver(ctx context.Context, perform func(context.Context, Ref) error) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if err := p.fill(ctx, perform); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "looking for queued jobs failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		case <-tick.C:
		}
	}
}

// fill gives each kind's free slots to waiting runs.
func (p *pool) fill(ctx context.Context, perform func(context.Context, Ref) error) error {
	free, held := p.slots()
	for kind, slots := range free {
		if slots == 0 {
			continue
		}
		refs, err := p.waiting(ctx, kind, slots+held)
		if err != nil {
			return err
		}
		for _, ref := range refs {
			p.launch(ctx, ref, perform)
		}
	}
	return nil
}

// slots returns what is free of each kind, and how many runs are in hand: these
// may still look queued.
func (p *pool) slots() (free map[Kind]int, held int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.free), len(p.held)
}

func (p *pool) launch(ctx context.Context, ref Ref, perform func(context.Context, Ref) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.free[ref.Kind] == 0 || p.held[ref.ID] {
		return
	}
	p.free[ref.Kind]--
	p.held[ref.ID] = true
	p.done.Add(1)
	go func() {
		defer p.done.Done()
		if err := perform(context.WithoutCancel(ctx), ref); err != nil {
			p.log.WarnContext(ctx, "a job could not be taken", "run", ref.ID, "error", err)
		}
		p.mu.Lock()
		p.free[ref.Kind]++
		delete(p.held, ref.ID)
		p.mu.Unlock()
		p.ring()
	}()
}

func (p *pool) stop(ctx context.Context) error {
	p.quit()
	idle := make(chan struct{})
	go func() {
		p.done.Wait()
		close(idle)
	}()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
