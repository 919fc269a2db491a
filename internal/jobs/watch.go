package jobs

import (
	"context"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// Get returns a run; see [Runner].
func (s *Service) Get(ctx context.Context, scope auth.Scope, id int64) (Run, error) {
	return s.rows.Get(ctx, scope, s.readable(scope), id)
}

// List returns runs; see [Runner].
func (s *Service) List(ctx context.Context, scope auth.Scope, q Query) ([]Run, error) {
	return s.rows.List(ctx, scope, s.readable(scope), q.tidy())
}

// readable returns the kinds of which the caller sees other people's runs.
func (s *Service) readable(scope auth.Scope) []Kind {
	var kinds []Kind
	for kind, settings := range s.kinds {
		if settings.readable != "" && scope.May(settings.readable) {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// Cancel asks a run to end; see [Runner].
func (s *Service) Cancel(ctx context.Context, scope auth.Scope, id int64) error {
	return s.db.InTx(ctx, scope, func(ctx context.Context) error {
		run, err := s.Get(ctx, scope, id)
		if err != nil || run.State.Ended() {
			return err
		}
		database.AfterCommit(ctx, func() {
			s.hub.notify(id)
			s.poke(id)
		})
		return s.rows.RequestCancel(ctx, run.Ref(), s.now())
	})
}

// Watch yields a run's changes; see [Runner]. What this process changes shows at
// once, what another one does within half a second.
func (s *Service) Watch(ctx context.Context, scope auth.Scope, id, afterVersion int64) iter.Seq2[Run, error] {
	return func(yield func(Run, error) bool) {
		changed, leave := s.hub.join(id)
		defer leave()
		poll := time.NewTicker(pollEvery)
		defer poll.Stop()
		for {
			run, err := s.Get(ctx, scope, id)
			if err != nil {
				yield(Run{}, err)
				return
			}
			if run.Version > afterVersion {
				afterVersion = run.Version
				if !yield(run, nil) {
					return
				}
			}
			if run.State.Ended() {
				return
			}
			select {
			case <-ctx.Done():
				yield(Run{}, context.Cause(ctx))
				return
			case <-changed:
			case <-poll.C:
			}
		}
	}
}

// hub tells watchers in this process that a run changed.
type hub struct {
	mu       sync.Mutex
	watchers map[int64]map[chan struct{}]bool
}

func newHub() *hub { return &hub{watchers: map[int64]map[chan struct{}]bool{}} }

// join returns a channel that holds at most one pending notice.
func (h *hub) join(id int64) (changed <-chan struct{}, leave func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	notice := make(chan struct{}, 1)
	if h.watchers[id] == nil {
		h.watchers[id] = map[chan struct{}]bool{}
	}
	h.watchers[id][notice] = true
	return notice, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers[id], notice)
		if len(h.watchers[id]) == 0 {
			delete(h.watchers, id)
		}
	}
}

func (h *hub) notify(id int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for notice := range h.watchers[id] {
		select {
		case notice <- struct{}{}:
		default: // one is pending already
		}
	}
}
