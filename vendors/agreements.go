package vendors

import (
	"context"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/contract/attribution"
)

// agreements are the commitments of a programme's month, with what its queues got.
type agreements struct {
	agreed []Commitment
	queues map[int64]map[time.Time]float64
}

// agreements reads what was agreed of a month, and what came to its queues.
func (a *Attributions) agreements(ctx context.Context, scope auth.Scope, p Programme, m Month) (agreements, error) {
	out := agreements{queues: map[int64]map[time.Time]float64{}}
	if a.Promises == nil {
		return out, nil
	}
	var err error
	out.agreed, err = a.Promises.Commitments(ctx, scope, CommitmentQuery{ProgrammeID: p.ID, From: m.First(), To: m.Last(), States: []CommitmentState{Agreed}})
	if err != nil || a.Queues == nil {
		return out, err
	}
	for _, c := range out.agreed {
		if out.queues[c.QueueID] != nil {
			continue
		}
		if out.queues[c.QueueID], err = a.Queues.Offered(ctx, unnarrowed(scope), c.QueueID, m.First(), m.Last()); err != nil {
			return out, err
		}
	}
	return out, nil
}

// of is the commitment that covers an interval.
func (a agreements) of(r CountRow) (Commitment, bool) {
	i := slices.IndexFunc(a.agreed, func(c Commitment) bool {
		return c.QueueID == r.QueueID && !r.Day.Before(c.From) && !r.Day.After(c.To)
	})
	if i < 0 {
		return Commitment{}, false
	}
	return a.agreed[i], true
}

// lock is the bands of an interval: as agreed, else the usual ones.
func (a agreements) lock(r CountRow) attribution.Lock {
	lock := UsualLock
	if c, there := a.of(r); there {
		lock.Volume, lock.HandleTime = c.VolumeBand, c.HandleBand
	}
	return lock
}

// expected is the contacts that the agreed share of the queue came to, 0 where nobody
// knows. Less than what the vendor answered by itself is no history of the whole queue.
func (a agreements) expected(r CountRow) float64 {
	c, there := a.of(r)
	whole := a.queues[r.QueueID][r.Start.UTC()]
	if !there || whole < float64(r.Counts["answered"]+r.Counts["abandoned"]) {
		return 0
	}
	return c.Share * whole
}
