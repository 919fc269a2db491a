package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// onceByKey leaves an alarm as it is whose point raised one already.
var onceByKey = clause.OnConflict{Columns: []clause.Column{{Name: "tenant_id"}, {Name: "point_key"}}, DoNothing: true}

// alarmRow is a row of quality_alarms.
type alarmRow struct {
	ID, TenantID, Version     int64
	PointKey                  string
	EmployerID                int64
	Chart, Metric             string
	At                        database.Instant
	Statistic, Bound          float64
	State, Owner, Cause       string
	Action, EffectDue, Effect string
	RaisedAt                  database.Instant
	History                   string
}

func (alarmRow) TableName() string { return "quality_alarms" }

func (r alarmRow) toDomain() (vendors.QualityAlarm, error) {
	a := vendors.QualityAlarm{
		ID: r.ID, Version: r.Version, Key: r.PointKey, EmployerID: r.EmployerID, Chart: vendors.ChartKind(r.Chart), Metric: vendors.QualityMetric(r.Metric),
		At: r.At.Time, Statistic: r.Statistic, Limit: r.Bound, RaisedAt: r.RaisedAt.Time,
		AlarmWork: vendors.AlarmWork{State: vendors.AlarmState(r.State), Owner: r.Owner, Cause: vendors.AlarmCause(r.Cause), Action: r.Action, EffectDue: r.EffectDue, Effect: r.Effect},
	}
	return a, read(r.History, &a.History)
}

// AddAlarms keeps alarms whose point has none yet.
func (s *Quality) AddAlarms(ctx context.Context, scope auth.Scope, list []vendors.QualityAlarm) (int, error) {
	added := 0
	err := s.db.InTx(ctx, scope, func(ctx context.Context) error {
		for _, a := range list {
			row := alarmRow{
				TenantID: scope.Tenant(), Version: 1, PointKey: a.Key, EmployerID: a.EmployerID, Chart: string(a.Chart), Metric: string(a.Metric), At: database.At(a.At),
				Statistic: a.Statistic, Bound: a.Limit, State: string(a.State), RaisedAt: database.At(a.RaisedAt), History: "[]",
			}
			result := s.db.Tx(ctx).Clauses(onceByKey).Create(&row)
			if result.Error != nil {
				return result.Error
			}
			added += int(result.RowsAffected)
		}
		return nil
	})
	return added, err
}

// Alarms returns the newest point first.
func (s *Quality) Alarms(ctx context.Context, scope auth.Scope) ([]vendors.QualityAlarm, error) {
	var rows []alarmRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Order("at DESC, id DESC").Limit(500).Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, alarmRow.toDomain)
}

// Alarm returns one alarm.
func (s *Quality) Alarm(ctx context.Context, scope auth.Scope, id int64) (vendors.QualityAlarm, error) {
	var row alarmRow
	if err := ofEmployer(s.db.ReadAs(ctx, scope), scope).Where("id = ?", id).Take(&row).Error; err != nil {
		return vendors.QualityAlarm{}, err
	}
	return row.toDomain()
}

// UpdateAlarm writes what was said of an alarm.
func (s *Quality) UpdateAlarm(ctx context.Context, scope auth.Scope, a vendors.QualityAlarm) (vendors.QualityAlarm, error) {
	history, err := text(a.History)
	if err != nil {
		return a, err
	}
	of := func(query *gorm.DB) *gorm.DB { return ofEmployer(query, scope) }
	err = s.update(ctx, scope, "alarm", a.ID, a.Version, of, &alarmRow{}, map[string]any{
		"state": string(a.State), "owner": a.Owner, "cause": string(a.Cause), "action": a.Action, "effect_due": a.EffectDue, "effect": a.Effect, "history": history,
	})
	a.Version++
	return a, err
}

// startRow is a row of quality_chart_starts.
type startRow struct {
	ID, TenantID, EmployerID int64
	Metric                   string
	Since                    database.Instant
	Reason                   string
	At                       database.Instant
	ByUser                   int64
}

func (startRow) TableName() string { return "quality_chart_starts" }

// AddChartStart keeps from when a chart counts anew.
func (s *Quality) AddChartStart(ctx context.Context, scope auth.Scope, c vendors.ChartStart) error {
	row := startRow{TenantID: scope.Tenant(), EmployerID: c.EmployerID, Metric: string(c.Metric), Since: database.At(c.Since), Reason: c.Reason, At: database.At(c.At), ByUser: c.By}
	return s.db.InTx(ctx, scope, func(ctx context.Context) error { return s.db.Tx(ctx).Create(&row).Error })
}

// ChartStarts returns the latest first.
func (s *Quality) ChartStarts(ctx context.Context, scope auth.Scope, metric vendors.QualityMetric) ([]vendors.ChartStart, error) {
	query := ofEmployer(s.db.ReadAs(ctx, scope), scope).Order("since DESC")
	if metric != "" {
		query = query.Where("metric = ?", string(metric))
	}
	var rows []startRow
	if err := query.Find(&rows).Error; err != nil {
		return nil, err
	}
	return toDomain(rows, func(r startRow) (vendors.ChartStart, error) {
		return vendors.ChartStart{EmployerID: r.EmployerID, Metric: vendors.QualityMetric(r.Metric), Since: r.Since.Time, Reason: r.Reason, At: r.At.Time, By: r.ByUser}, nil
	})
}
