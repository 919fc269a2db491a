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
	m.Evaluations = vendors.NewEvaluations(store, m.Forms, m.Programmes, m.Audit)
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

// Known is the share of contacts without a critical error as a posterior, on the
// programme's own queues where anybody judged there; see vendors.Qualities. It is the shrunken rate at everybody's mix that the standings
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
	query := vendors.StandingsQuery{From: to.AddDate(0, 0, -judgedDays), To: to, Metric: vendors.AnyCritical, Floor: vendors.UsualFloor, Seed: judgedSeed}
	for _, share := range p.Queues {
		query.Queues = append(query.Queues, share.QueueID)
	}
	if good, bad, known, err = q.of(ctx, scope, p.EmployerID, query); known || err != nil {
		return good, bad, vendors.SourceJudged, known, err
	}
	query.Queues = nil // nobody judged on its queues: what is known of the employer's other work
	good, bad, known, err = q.of(ctx, scope, p.EmployerID, query)
	return good, bad, vendors.SourceJudged, known, err
}

// of is what a comparison knows of an employer.
func (q qualities) of(ctx context.Context, scope auth.Scope, employer int64, query vendors.StandingsQuery) (good, bad float64, known bool, err error) {
	c, err := q.standings.Compare(ctx, scope, query)
	if err != nil {
		return 0, 0, false, err
	}
	for _, row := range c.Rows {
		if row.EmployerID == employer && row.Judged > 0 {
			good, bad, known = betaOf(1-row.Rate, (row.Hi-row.Lo)/(2*1.959964))
			return good, bad, known, nil
		}
	}
	return 0, 0, false, nil
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
