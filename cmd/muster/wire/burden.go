package wire

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/muster-wfm/muster/careers/risk"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// schedules tells early warning what published shifts asked of people.
type schedules struct {
	scheduling *scheduling.Service
	workforce  *workforce.Service
}

// Asked returns the month of everybody at every site; see risk.Schedules. Of somebody who
// moved within the month the parts are added up.
func (s schedules) Asked(ctx context.Context, scope auth.Scope, month grid.Date) ([]risk.Month, error) {
	sites, err := s.workforce.Sites.Find(ctx, scope, workforce.Filter{})
	if err != nil {
		return nil, err
	}
	sum, order := map[string]*scheduling.MonthBurden{}, []string{}
	for _, site := range sites {
		list, err := s.scheduling.MonthBurdens(ctx, scope, site.ID, month)
		if err != nil {
			return nil, fmt.Errorf("site %s: %w", site.Code, err)
		}
		for _, b := range list {
			if sum[b.Code] == nil {
				sum[b.Code] = &scheduling.MonthBurden{}
				order = append(order, b.Code)
			}
			sum[b.Code].Add(b)
		}
	}
	out := make([]risk.Month, len(order))
	for i, code := range order {
		b, shifts := sum[code], max(1, float64(sum[code].Shifts))
		out[i] = risk.Month{Code: code, Month: fmt.Sprintf("%04d-%02d", month.Year, month.Month), Facts: risk.Facts{
			Nights: float64(b.Nights) / shifts, Weekends: float64(b.Weekends) / shifts,
			ShortRests: float64(b.ShortRests), Refused: float64(b.RefusedWishes), Overtime: b.OvertimeHours,
		}}
	}
	return out, nil
}

// collectBurdens takes in the months that are over. It comes round daily and finds the
// same until a month has ended or its shifts are corrected.
func (m *Services) collectBurdens(ctx context.Context, scope auth.Scope) error {
	n, err := m.Warnings.Collect(ctx, scope)
	if n > 0 {
		m.Log.InfoContext(ctx, "took in what schedules asked of people", slog.Int("months", n))
	}
	return err
}

// forgetWarnings deletes what early warning has kept for its time.
func (m *Services) forgetWarnings(ctx context.Context, scope auth.Scope) error {
	n, err := m.Warnings.Forget(ctx, scope)
	if n > 0 {
		m.Log.InfoContext(ctx, "deleted what early warning has kept for two years", slog.Int("rows", n))
	}
	return err
}
