package scheduling

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// Shortfall is demand that no legal roster can meet.
type Shortfall struct {
	roster.Shortfall
	QueueID  int64     // 0: all queues together
	From, To time.Time // of a moment
	At       time.Time
	Eases    []Ease
}

// Ease is a looser limit and what it brings.
type Ease struct {
	LooserLimit
	Gain    float64
	Notches int
}

// Shortfalls says before a roster is built where its demand cannot be met by
// anybody's legal shifts, and what would help.
func (s *Service) Shortfalls(ctx context.Context, scope auth.Scope, id int64) ([]Shortfall, error) {
	plan, err := s.Open(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	p := plan.Problem
	if faults := p.Faults(); len(faults) > 0 {
		return nil, p.contradiction(faults)
	}
	var out []Shortfall
	for _, f := range roster.Shortfalls(p.Problem) {
		one := Shortfall{Shortfall: f}
		if f.Group != roster.AnyGroup {
			one.QueueID = p.demands[f.Group].QueueID
		}
		if f.Span == roster.Moment {
			one.From, one.To, one.At = p.instant(f.From), p.instant(f.To), p.instant(f.At)
		}
		for _, e := range f.Eases {
			one.Eases = append(one.Eases, Ease{p.looser(e.Loosening), e.Gain, e.Notches})
		}
		out = append(out, one)
	}
	return out, nil
}
