package api

import (
	"context"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/internal/auth"
)

// ForecastEffects is what a forecast learned of what moves its queue.
type ForecastEffects struct {
	Effects []ForecastEffect `json:"effects" nullable:"false"`
	Drivers []DriverUse      `json:"drivers" nullable:"false" doc:"What became of each driver of the queue."`
}

// ForecastEffect is by how much something moves demand. The interval should
// hold the truth 19 times in 20.
type ForecastEffect struct {
	Kind        string   `json:"kind" enum:"driver,event,holiday,month,break"`
	Name        string   `json:"name" doc:"Of the driver or holiday, or the type of the event. For month and break a word: business_day_1, business_days_left_1, days_9_to_11, day_before_closure, day_after_closure, make_up_workday, school_break."`
	Code        string   `json:"code,omitempty" doc:"Of the driver."`
	Measure     string   `json:"measure" enum:"contacts,handle_time"`
	EffectPct   float64  `json:"effectPct" doc:"Change of a day's contacts or handle time in percent; of a driver that acts for several days, of them all together."`
	Lo          float64  `json:"lo"`
	Hi          float64  `json:"hi"`
	ExpectedPct *float64 `json:"expectedPct,omitempty" doc:"What the planner expects of an event."`
	Days        int      `json:"days" doc:"Past days it was learned from; 0: nothing but the expectation."`
	PerUnit     *float64 `json:"perUnit,omitempty" doc:"Of a driver: the amount to which the effect refers. For orders and bots a share, 0.1 being a tenth more than usual and ten points."`
	Unit        string   `json:"unit,omitempty" doc:"Of perUnit; absent: a share."`
}

// DriverUse says what became of a driver in a forecast.
type DriverUse struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Measure string   `json:"measure" enum:"contacts,handle_time"`
	Used    bool     `json:"used"`
	Reason  string   `json:"reason" enum:"proved,clear_effect,relation_given,unproved,never_varied,combination_lost,by_plan" doc:"proved: the back-test is better with it. clear_effect: it slept through the back-test, but its effect is beyond doubt. relation_given: nothing tells yet, but what a bot settles does not arrive. unproved: the back-test is no better with it. never_varied: one value throughout the history. combination_lost: the combination of models did better without. by_plan: as an earlier forecast settled."`
	With    *float64 `json:"with,omitempty" doc:"WAPE of whole days in the back-test with it, 0..1."`
	Without *float64 `json:"without,omitempty" doc:"The same without it."`
	Assumed int      `json:"assumed" doc:"Days of the forecast for which no value was planned."`
}

func measureOf(handleTime bool) string {
	if handleTime {
		return string(forecast.MovesHandleTime)
	}
	return string(forecast.MovesContacts)
}

func effectsOf(e forecast.RunEffects) ForecastEffects {
	name := func(code string) string {
		if d, known := e.Drivers[code]; known {
			return d.Name
		}
		return code
	}
	return ForecastEffects{
		Effects: each(e.Effects, func(x model.Effect) ForecastEffect { return forecastEffectOf(x, name, e.Drivers) }),
		Drivers: each(e.Run.Report.Drivers, func(u model.DriverUse) DriverUse {
			return DriverUse{
				Code: u.Code, Name: name(u.Code), Measure: measureOf(u.HandleTime), Used: u.Used, Reason: string(u.Reason),
				With: figure(u.With), Without: figure(u.Without), Assumed: u.Assumed,
			}
		}),
	}
}

func forecastEffectOf(e model.Effect, name func(string) string, drivers map[string]forecast.Driver) ForecastEffect {
	out := ForecastEffect{
		Kind: string(e.Kind), Name: e.Code, Measure: measureOf(e.HandleTime),
		EffectPct: e.Pct, Lo: e.Lo, Hi: e.Hi, ExpectedPct: figure(e.ExpectedPct), Days: e.Days,
	}
	if e.Kind != model.EffectDriver {
		return out
	}
	out.Name, out.Code, out.PerUnit = name(e.Code), e.Code, &e.Per
	if d := drivers[e.Code]; d.Kind != forecast.OrdersDriver && d.Kind != forecast.DeflectionDriver {
		out.Unit = d.Unit
	}
	return out
}

// QueueEvents is what is known of the events of a queue's calendar.
type QueueEvents struct {
	Types []QueueEventType `json:"types" nullable:"false"`
}

// QueueEventType is one type of event at a queue.
type QueueEventType struct {
	Type        string            `json:"type"`
	EffectPct   *float64          `json:"effectPct,omitempty" doc:"As the queue's last forecast learned it, in percent; absent: it knew none."`
	Lo          *float64          `json:"lo,omitempty"`
	Hi          *float64          `json:"hi,omitempty"`
	ExpectedPct *float64          `json:"expectedPct,omitempty" doc:"Mean of what the planner expects."`
	Days        int               `json:"days" doc:"Past days the effect was learned from."`
	ForecastID  *int64            `json:"forecastId,omitempty" doc:"Where it was learned."`
	Occurrences []EventOccurrence `json:"occurrences" nullable:"false"`
}

// EventOccurrence is one day of an event.
type EventOccurrence struct {
	Date        Day      `json:"date"`
	Name        string   `json:"name"`
	UpliftPct   *float64 `json:"upliftPct,omitempty" doc:"Expected by the planner."`
	Contacts    *float64 `json:"contacts,omitempty" doc:"That came; absent: nothing was observed."`
	Usual       *float64 `json:"usual,omitempty" doc:"Mean of the same weekday in the four weeks before and after, without special days."`
	ObservedPct *float64 `json:"observedPct,omitempty" doc:"By how much what came differs from the usual."`
}

func eventTypeOf(t forecast.EventType) QueueEventType {
	out := QueueEventType{Type: t.Type, ForecastID: orNone(t.ForecastID), Occurrences: each(t.Occurrences, occurrenceOf)}
	if e := t.Learned; e != nil {
		out.EffectPct, out.Lo, out.Hi, out.ExpectedPct, out.Days = &e.Pct, &e.Lo, &e.Hi, figure(e.ExpectedPct), e.Days
	}
	return out
}

func occurrenceOf(o forecast.Occurrence) EventOccurrence {
	observed := math.NaN()
	if o.Usual > 0 {
		observed = 100 * (o.Contacts/o.Usual - 1)
	}
	return EventOccurrence{Date: Day{o.Date}, Name: o.Name, UpliftPct: o.UpliftPct, Contacts: figure(o.Contacts), Usual: figure(o.Usual), ObservedPct: figure(observed)}
}

type (
	effectsOutput    struct{ Body ForecastEffects }
	queueEventsInput struct {
		IDInput
		From Day `query:"from" required:"true" doc:"First day."`
		To   Day `query:"to" required:"true" doc:"Last day, included; at most three years after the first."`
	}
	queueEventsOutput struct{ Body QueueEvents }
)

// longestEventSpan is how many days of events one answer holds.
const longestEventSpan = 3 * 366

func (s *Server) registerEffects(api huma.API) {
	op := func(path, id, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"Drivers"}}
	}
	secured(s, api, op("/forecasts/{id}/effects", "get-forecast-effects", "See what a forecast learned of what moves its queue"), auth.ReadDemand, s.forecastEffects)
	secured(s, api, op("/queues/{id}/events", "get-queue-events", "See what events do to a queue, and did"), auth.ReadDemand, s.queueEvents)
	s.registerPreview(api)
}

func (s *Server) forecastEffects(ctx context.Context, scope auth.Scope, in *IDInput) (*effectsOutput, error) {
	found, err := s.Forecasts.Effects(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &effectsOutput{Body: effectsOf(found)}, nil
}

func (s *Server) queueEvents(ctx context.Context, scope auth.Scope, in *queueEventsInput) (*queueEventsOutput, error) {
	if days := in.From.DaysUntil(in.To.Date); days < 0 || days >= longestEventSpan {
		return nil, wrongField("query.to", "is no end of the days", in.To.String(), "a day from "+in.From.String()+" on, within three years")
	}
	types, err := s.Forecasts.Events(ctx, scope, in.ID, in.From.Date, in.To.Date)
	if err != nil {
		return nil, err
	}
	return &queueEventsOutput{Body: QueueEvents{Types: each(types, eventTypeOf)}}, nil
}
