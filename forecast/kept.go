package forecast

import (
	"container/list"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
)

// How many runs are kept ready for suppositions, and for how long: moving a
// slider asks ten times a second, and what was read for it half a minute ago is
// still what the planner looks at.
const (
	mostKept = 16
	keptFor  = 30 * time.Second
)

// keptRun is a run read whole, with the input it would have now.
type keptRun struct {
	key   keptKey
	run   Run
	input runInput
	until time.Time
}

type keptKey struct{ tenant, run int64 }

// keptRuns holds the runs that were read last.
type keptRuns struct {
	mutex sync.Mutex
	order *list.List // of *keptRun, the last used first
	byKey map[keptKey]*list.Element
}

func (k *keptRuns) find(key keptKey, now time.Time) *keptRun {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	at, there := k.byKey[key]
	if !there {
		return nil
	}
	found := at.Value.(*keptRun)
	if now.After(found.until) {
		k.order.Remove(at)
		delete(k.byKey, key)
		return nil
	}
	k.order.MoveToFront(at)
	return found
}

func (k *keptRuns) put(r *keptRun) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.byKey == nil {
		k.order, k.byKey = list.New(), map[keptKey]*list.Element{}
	}
	if at, there := k.byKey[r.key]; there {
		k.order.Remove(at)
	}
	k.byKey[r.key] = k.order.PushFront(r)
	for k.order.Len() > mostKept {
		oldest := k.order.Back()
		delete(k.byKey, oldest.Value.(*keptRun).key)
		k.order.Remove(oldest)
	}
}

// kept returns a done run with its input, from what was read a moment ago where
// the scope sees it.
func (f *Forecasts) kept(ctx context.Context, scope auth.Scope, id int64) (*keptRun, error) {
	key := keptKey{scope.Tenant(), id}
	if found := f.ready.find(key, f.Now()); found != nil {
		if !scope.SeesSite(found.run.SiteID) {
			return nil, database.ErrNotFound
		}
		return found, nil
	}
	run, err := f.store.Run(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	if run.State != RunDone {
		return nil, &RunStateError{ForecastID: run.ID, State: run.State}
	}
	if run.fromTemplate() {
		return nil, ErrTemplatePlan
	}
	setup, err := f.queues.QueueSetup(ctx, scope, run.QueueID)
	if err != nil {
		return nil, err
	}
	in, err := f.input(ctx, scope, setup, run.Order)
	if err != nil {
		return nil, err
	}
	fresh := &keptRun{key: key, run: run, input: in, until: f.Now().Add(keptFor)}
	f.ready.put(fresh)
	return fresh, nil
}

// changed reports whether the queue's own input is no longer what the run was made
// from. The histories of queues that it was made to agree with do not count: a
// preview leaves what that took as it is.
func (k *keptRun) changed() bool {
	if len(k.run.Report.Inputs) == 0 { // kept before parts were
		return k.input.hash != k.run.InputHash
	}
	own := slices.DeleteFunc(slices.Clone(k.run.Report.Inputs), func(p InputPart) bool { return strings.HasPrefix(p.Name, queuePart) })
	return len(changedParts(own, k.input.parts)) > 0
}
