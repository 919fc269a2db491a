package forecast

import (
	"context"

	"github.com/muster-wfm/muster/forecast/accuracy"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ScoreKind is the kind of job that scores what came since, so that nobody waits
// for it at a screen.
const ScoreKind jobs.Kind = "forecast.score"

// DaysScored is what such a job leaves.
type DaysScored struct {
	Queues int `json:"queues"`
	Days   int `json:"days"` // of the newest forecasts
}

// ScoreJob is the handler of ScoreKind: it scores the days that are usually
// looked at, of every queue. What is scored already costs next to nothing.
func (h *Hindsight) ScoreJob(ctx context.Context, job *jobs.Job) (any, error) {
	return h.scoreAll(ctx, job.Scope(), func(fraction float64) error {
		return job.Progress(jobs.Progress{Phase: "score", Fraction: fraction})
	})
}

func (h *Hindsight) scoreAll(ctx context.Context, scope auth.Scope, progress func(float64) error) (DaysScored, error) {
	queues, err := h.workforce.Queues.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return DaysScored{}, err
	}
	to := grid.DateOf(h.Now().UTC()).AddDays(1)
	done := DaysScored{}
	for i, queue := range queues {
		if err := progress(float64(i) / float64(len(queues))); err != nil {
			return done, err
		}
		found, err := h.days(ctx, scope, queue, to.AddDays(-driftDays), to, []accuracy.Span{{From: 1}})
		if err != nil {
			return done, err
		}
		done.Queues++
		done.Days += len(found[0])
	}
	return done, nil
}

// ThenScore has what a job brought in scored when it is done: an import of the
// days that forecasts spoke of, or forecasts of days that are past.
func ThenScore(queue Enqueuer, handle jobs.Handler) jobs.Handler {
	return func(ctx context.Context, job *jobs.Job) (any, error) {
		result, err := handle(ctx, job)
		if err != nil {
			return result, err
		}
		_, err = queue.Enqueue(ctx, job.Scope(), ScoreKind, nil)
		return result, err
	}
}
