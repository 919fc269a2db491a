package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
)

// QualityAlarm is a chart that passed its limit, and what was done about it.
type QualityAlarm struct {
	Versioned
	EmployerID int64     `json:"employerId"`
	Chart      string    `json:"chart" enum:"weekly,points,risk_sum"`
	Metric     string    `json:"metric"`
	At         time.Time `json:"at" doc:"Of the contact, or Monday of the week."`
	Statistic  float64   `json:"statistic"`
	Limit      float64   `json:"limit"`
	RaisedAt   time.Time `json:"raisedAt"`
	QualityAlarmFields
	History []QualityAlarmStep `json:"history" nullable:"false"`
}

// QualityAlarmFields is what people say of an alarm.
type QualityAlarmFields struct {
	State     string `json:"state" enum:"open,acting,checking,closed" doc:"acting: owner, cause and action are known. checking: done, to be looked at. closed: whether it helped is known. None of it touches the chart."`
	Owner     string `json:"owner" maxLength:"2000"`
	Cause     string `json:"cause" enum:",data,case_mix,structure,process,people,chance" doc:"In the order in which to look."`
	Action    string `json:"action" maxLength:"2000"`
	EffectDue string `json:"effectDue" maxLength:"10" doc:"Day on which to look whether it helped."`
	Effect    string `json:"effect" maxLength:"2000"`
}

// QualityAlarmStep is what somebody said of an alarm.
type QualityAlarmStep struct {
	At time.Time `json:"at"`
	QualityAlarmFields
}

func alarmFieldsOf(w vendors.AlarmWork) QualityAlarmFields {
	return QualityAlarmFields{string(w.State), w.Owner, string(w.Cause), w.Action, w.EffectDue, w.Effect}
}

func (f QualityAlarmFields) toDomain() vendors.AlarmWork {
	return vendors.AlarmWork{
		State: vendors.AlarmState(f.State), Owner: f.Owner, Cause: vendors.AlarmCause(f.Cause), Action: f.Action, EffectDue: f.EffectDue, Effect: f.Effect,
	}
}

func qualityAlarmOf(a vendors.QualityAlarm) QualityAlarm {
	return QualityAlarm{
		Versioned{a.ID, a.Version}, a.EmployerID, string(a.Chart), string(a.Metric), a.At, a.Statistic, a.Limit, a.RaisedAt, alarmFieldsOf(a.AlarmWork),
		each(a.History, func(e vendors.AlarmEvent) QualityAlarmStep { return QualityAlarmStep{e.At, alarmFieldsOf(e.AlarmWork)} }),
	}
}

// ChartStart makes the charts of an employer count anew.
type ChartStart struct {
	EmployerID int64     `json:"employerId" minimum:"1"`
	Metric     string    `json:"metric" enum:"critical,customer,business,compliance,not_passed"`
	Since      time.Time `json:"since"`
	Reason     string    `json:"reason" minLength:"1" maxLength:"2000"`
}

type (
	watchInput struct {
		OnceInput
		StandingsWindow
	}
	watchOutput struct {
		Body struct {
			Raised int `json:"raised" doc:"New alarms; asked again, none."`
		}
	}
	chartStartInput struct {
		OnceInput
		Body ChartStart
	}
)

func (s *Server) registerQualityAlarms(api huma.API) {
	secured(s, api, judgedOperation(http.MethodGet, "/quality-alarms", "list-quality-alarms", "List alarms, the newest point first"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[QualityAlarm], error) {
			list, err := s.Standings.Alarms(ctx, scope)
			return pageOf(each(list, qualityAlarmOf), ""), err
		})
	secured(s, api, judgedOperation(http.MethodPost, "/quality-alarms", "watch-quality", "Raise an alarm for every point outside that has none"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *watchInput) (*watchOutput, error) {
			q, err := in.query()
			if err != nil {
				return nil, err
			}
			out := &watchOutput{}
			out.Body.Raised, err = s.Standings.Watch(ctx, scope, q)
			return out, err
		})
	secured(s, api, judgedOperation(http.MethodPut, "/quality-alarms/{id}", "replace-quality-alarm", "Say who looks after an alarm, its cause, action and effect"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *editInput[QualityAlarmFields]) (*entityOutput[QualityAlarm], error) {
			a, err := s.Standings.Work(ctx, scope, in.ID, in.version(), in.Body.toDomain())
			out, err := answer(qualityAlarmOf(a), err)
			return out, withCurrent(err, func() (any, error) {
				now, err := s.Standings.Alarm(ctx, scope, in.ID)
				return qualityAlarmOf(now), err
			})
		})
	start := judgedOperation(http.MethodPost, "/quality-chart-starts", "start-quality-chart", "Let an employer's charts count anew, with the reason")
	start.DefaultStatus = http.StatusNoContent
	secured(s, api, start, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *chartStartInput) (*struct{}, error) {
		b := in.Body
		return nil, s.Standings.StartChart(ctx, scope, vendors.ChartStart{EmployerID: b.EmployerID, Metric: vendors.QualityMetric(b.Metric), Since: b.Since, Reason: b.Reason})
	})
}
