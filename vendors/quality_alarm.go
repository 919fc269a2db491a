package vendors

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
)

// AlarmState is how far an alarm is.
type AlarmState string

// The states. Nothing of it touches the chart: that goes on, and begins anew only when
// somebody says from when and why.
const (
	AlarmOpen     AlarmState = "open"     // nobody has said what it is yet
	AlarmActing   AlarmState = "acting"   // has an owner, a cause and an action
	AlarmChecking AlarmState = "checking" // done; whether it helped is to be seen
	AlarmClosed   AlarmState = "closed"   // whether it helped is known
)

// AlarmCause is where a change came from, to be looked at in this order.
type AlarmCause string

// The causes.
const (
	CauseData      AlarmCause = "data"
	CaseMixCause   AlarmCause = "case_mix"
	CauseStructure AlarmCause = "structure"
	CauseProcess   AlarmCause = "process"
	CausePeople    AlarmCause = "people"
	CauseChance    AlarmCause = "chance" // nothing found
)

// AlarmCauses lists every cause in the order in which to look.
func AlarmCauses() []AlarmCause {
	return []AlarmCause{CauseData, CaseMixCause, CauseStructure, CauseProcess, CausePeople, CauseChance}
}

// QualityAlarm is a chart that passed its limit, and what was done about it.
type QualityAlarm struct {
	ID, Version int64
	Key         string // of the point: the same point raises no second alarm
	EmployerID  int64
	Chart       ChartKind
	Metric      QualityMetric
	At          time.Time // of the contact or week
	Statistic   float64
	Limit       float64
	RaisedAt    time.Time
	AlarmWork
	History []AlarmEvent
}

// AlarmWork is what people say of an alarm.
type AlarmWork struct {
	State     AlarmState
	Owner     string
	Cause     AlarmCause
	Action    string
	EffectDue string // day on which to look whether it helped
	Effect    string // what was seen then
}

// AlarmEvent is a step of an alarm.
type AlarmEvent struct {
	At time.Time
	By int64
	AlarmWork
}

// AlarmStore keeps alarms and the starts of charts. Those of other employers do not
// exist for a scope with one.
type AlarmStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	// AddAlarms keeps those whose key is new and returns how many they were.
	AddAlarms(ctx context.Context, scope auth.Scope, list []QualityAlarm) (int, error)
	// Alarms returns the newest point first.
	Alarms(ctx context.Context, scope auth.Scope) ([]QualityAlarm, error)
	Alarm(ctx context.Context, scope auth.Scope, id int64) (QualityAlarm, error)
	UpdateAlarm(ctx context.Context, scope auth.Scope, a QualityAlarm) (QualityAlarm, error)
	AddChartStart(ctx context.Context, scope auth.Scope, c ChartStart) error
	// ChartStarts returns the latest first; "" is every metric.
	ChartStarts(ctx context.Context, scope auth.Scope, metric QualityMetric) ([]ChartStart, error)
}

// Alarms returns all alarms, the newest point first.
func (s *Standings) Alarms(ctx context.Context, scope auth.Scope) ([]QualityAlarm, error) {
	return s.alarms.Alarms(ctx, scope)
}

// Alarm returns one alarm.
func (s *Standings) Alarm(ctx context.Context, scope auth.Scope, id int64) (QualityAlarm, error) {
	return s.alarms.Alarm(ctx, scope, id)
}

// Watch draws the charts and raises an alarm for every point at which one went outside
// on the bad side and that has none yet. It returns how many it raised; asked again, none.
func (s *Standings) Watch(ctx context.Context, scope auth.Scope, q StandingsQuery) (raised int, err error) {
	charts, err := s.Charts(ctx, scope, q)
	if err != nil {
		return 0, err
	}
	var list []QualityAlarm
	for _, c := range charts {
		for i, p := range c.Points {
			if p.worse && (c.Kind == RunningRisk || i == 0 || !c.Points[i-1].worse) { // a run outside is one alarm
				list = append(list, c.alarm(p, q.Metric, s.Now()))
			}
		}
	}
	err = s.alarms.InTx(ctx, scope, func(ctx context.Context) error {
		raised, err = s.alarms.AddAlarms(ctx, scope, list)
		return err
	})
	return raised, err
}

func (c QualityChart) alarm(p ChartPoint, metric QualityMetric, now time.Time) QualityAlarm {
	bound := 0.0
	switch {
	case c.Kind == WeeklyPoints && p.Lower != nil:
		bound = *p.Lower
	case p.Upper != nil:
		bound = *p.Upper
	}
	return QualityAlarm{
		Version: 1, Key: fmt.Sprintf("%s/%s/%d/%s/%d", c.Kind, metric, c.EmployerID, p.At.UTC().Format(time.RFC3339), p.ContactID),
		EmployerID: c.EmployerID, Chart: c.Kind, Metric: metric, At: p.At, Statistic: p.Value, Limit: bound, RaisedAt: now,
		AlarmWork: AlarmWork{State: AlarmOpen},
	}
}

// Work writes what somebody says of an alarm. Each state asks for more: acting for
// owner, cause and action, checking for the day to look, closed for what was seen.
func (s *Standings) Work(ctx context.Context, scope auth.Scope, id, version int64, w AlarmWork) (QualityAlarm, error) {
	w, err := w.check()
	if err != nil {
		return QualityAlarm{}, err
	}
	var a QualityAlarm
	err = s.alarms.InTx(ctx, scope, func(ctx context.Context) error {
		if a, err = s.alarms.Alarm(ctx, scope, id); err != nil {
			return err
		}
		if a.State == AlarmClosed {
			return refusedBy(AlarmDone, "a closed alarm", "one that is open")
		}
		a.Version, a.AlarmWork = version, w
		a.History = append(a.History, AlarmEvent{s.Now(), scope.Actor(), w})
		if a, err = s.alarms.UpdateAlarm(ctx, scope, a); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_alarm.work", fmt.Sprintf("quality_alarm:%d", id), map[string]any{"state": w.State, "owner": w.Owner, "cause": w.Cause})
	})
	return a, err
}

// check returns w trimmed, or a *workforce.InvalidError.
func (w AlarmWork) check() (AlarmWork, error) {
	w.Owner, w.Action, w.Effect = strings.TrimSpace(w.Owner), strings.TrimSpace(w.Action), strings.TrimSpace(w.Effect)
	states := []AlarmState{AlarmOpen, AlarmActing, AlarmChecking, AlarmClosed}
	at := slices.Index(states, w.State)
	var bad problem.List
	bad.Need(at >= 0, "state", w.State, fmt.Sprint(states))
	bad.Need(at < 1 || w.Owner != "", "owner", w.Owner, "who looks after it")
	bad.Need(at < 1 && w.Cause == "" || slices.Contains(AlarmCauses(), w.Cause), "cause", w.Cause, fmt.Sprint(AlarmCauses()))
	bad.Need(at < 1 || w.Action != "", "action", w.Action, "what is done about it")
	_, err := time.Parse(time.DateOnly, w.EffectDue)
	bad.Need(at < 2 && w.EffectDue == "" || err == nil, "effectDue", w.EffectDue, "the day to look whether it helped, such as 2026-03-02")
	bad.Need(at < 3 || w.Effect != "", "effect", w.Effect, "whether it helped")
	for i, text := range []string{w.Owner, w.Action, w.Effect} {
		bad.Need(len(text) <= 2000, []string{"owner", "action", "effect"}[i], len(text), "at most 2000 letters")
	}
	return w, invalidQuality("alarm", bad.Err())
}

// StartChart makes an employer's charts count from a moment on, with the reason: the
// one way in which a chart forgets.
func (s *Standings) StartChart(ctx context.Context, scope auth.Scope, c ChartStart) error {
	c.Reason, c.At, c.By = strings.TrimSpace(c.Reason), s.Now(), scope.Actor()
	var bad problem.List
	bad.Need(c.EmployerID > 0, "employerId", c.EmployerID, "an employer")
	bad.Need(slices.Contains(QualityMetrics(), c.Metric), "metric", c.Metric, fmt.Sprint(QualityMetrics()))
	bad.Need(c.Reason != "" && len(c.Reason) <= 2000, "reason", len(c.Reason), "1 to 2000 letters that say why")
	bad.Need(!c.Since.After(c.At), "since", c.Since.Format(time.RFC3339), "a time that has passed")
	if err := bad.Err(); err != nil {
		return invalidQuality("chart", err)
	}
	return s.alarms.InTx(ctx, scope, func(ctx context.Context) error {
		if err := s.alarms.AddChartStart(ctx, scope, c); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_chart.start", fmt.Sprintf("employer:%d", c.EmployerID), map[string]any{"metric": c.Metric, "since": c.Since, "reason": c.Reason})
	})
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
