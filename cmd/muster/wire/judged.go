package wire

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce/grid"
)

// judging is the services by which contacts are judged.
type judging struct {
	Forms        *vendors.Forms
	Evaluations  *vendors.Evaluations
	Calibrations *vendors.Calibrations
	Standings    *vendors.Standings
}

func (m *Services) wireJudging() {
	store := vendorstore.NewQuality(m.DB)
	m.Forms = vendors.NewForms(store, m.Audit)
	m.Evaluations = vendors.NewEvaluations(store, m.Forms, m.Audit)
	m.Calibrations = vendors.NewCalibrations(store, store, m.Audit)
	m.Standings = vendors.NewStandings(store, store, m.Audit)
	m.Allocations.Qualities = qualities{m.Standings, m.Programmes}
}

// What standings and alarms look at by the clock: half a year of contacts, the floor of
// the screens, and a seed that makes a night's ranks come out the same again.
const (
	judgedDays = 182
	judgedSeed = 1
)

// qualities tells divisions of volume how good the work of programmes is.
type qualities struct {
	standings  *vendors.Standings
	programmes *vendors.Programmes
}

// Known is the share of contacts without a critical error as a posterior; see
// vendors.Qualities. It is the shrunken rate at everybody's mix that the standings
// show, with the Beta distribution that has its mean and its width; an employer whose
// contacts nobody judged in half a year is not known.
func (q qualities) Known(ctx context.Context, scope auth.Scope, programme int64, on grid.Date) (good, bad float64, source string, known bool, err error) {
	p, err := q.programmes.Get(ctx, scope, programme)
	if err != nil {
		return 0, 0, "", false, err
	}
	to := on.Start(time.UTC)
	if now := q.standings.Now(); to.After(now) {
		to = now
	}
	c, err := q.standings.Compare(ctx, scope, vendors.StandingsQuery{From: to.AddDate(0, 0, -judgedDays), To: to, Metric: vendors.AnyCritical, Floor: vendors.UsualFloor, Seed: judgedSeed})
	if err != nil {
		return 0, 0, "", false, err
	}
	for _, row := range c.Rows {
		if row.EmployerID == p.EmployerID && row.Judged > 0 {
			good, bad, known = betaOf(1-row.Rate, (row.Hi-row.Lo)/(2*1.959964))
			return good, bad, vendors.SourceJudged, known, nil
		}
	}
	return 0, 0, "", false, nil
}

// betaOf is the Beta distribution with a mean and a standard deviation, by moments.
func betaOf(mean, sd float64) (a, b float64, ok bool) {
	weight := mean*(1-mean)/(sd*sd) - 1
	if !(weight > 0) || math.IsInf(weight, 1) || mean <= 0 || mean >= 1 {
		return 0, 0, false
	}
	return mean * weight, (1 - mean) * weight, true
}

// watchQuality raises alarms for points of every chart that went outside since
// somebody last looked.
func (m *Services) watchQuality(ctx context.Context, scope auth.Scope) error {
	now := m.Standings.Now()
	for _, metric := range vendors.QualityMetrics() {
		raised, err := m.Standings.Watch(ctx, scope, vendors.StandingsQuery{From: now.AddDate(0, 0, -judgedDays), To: now, Metric: metric, Floor: vendors.UsualFloor, Seed: judgedSeed})
		if err != nil {
			return fmt.Errorf("watch charts of %s: %w", metric, err)
		}
		if raised > 0 {
			m.Log.InfoContext(ctx, "charts of quality went outside their limits", slog.String("metric", string(metric)), slog.Int("alarms", raised))
		}
	}
	return nil
}
