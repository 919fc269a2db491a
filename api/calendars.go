package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Calendar is a list of days that differ from their weekday.
type Calendar struct {
	Versioned
	CalendarFields
}

// CalendarFields is what a planner decides about a calendar.
type CalendarFields struct {
	Code   string `json:"code" maxLength:"64" doc:"Short name, unique among calendars."`
	Name   string `json:"name" maxLength:"200"`
	Region string `json:"region" maxLength:"32" example:"cn" doc:"Whose holidays these are."`
}

// CalendarDay is a day that differs from its weekday.
type CalendarDay struct {
	Date      Day      `json:"date"`
	Kind      string   `json:"kind" enum:"holiday,workday,school_break,event" doc:"workday: a weekend day that is worked to make up for a holiday."`
	Name      string   `json:"name" maxLength:"200"`
	EventType string   `json:"eventType,omitempty" maxLength:"64" doc:"Groups events that act alike on demand, such as campaign."`
	UpliftPct *float64 `json:"upliftPct,omitempty" doc:"Expected change of contacts in percent, where known."`
}

// CalendarDays is the special days of one year, or of several on end.
type CalendarDays struct {
	Days []CalendarDay `json:"days" maxItems:"2000"`
}

// CalendarSeed asks for the statutory days of a region.
type CalendarSeed struct {
	Region string `json:"region" minLength:"2" maxLength:"10" example:"cn" doc:"A region that Muster knows, such as cn, gb, us; or cn-lunar for the festivals of the Chinese lunar calendar, as events."`
	From   Day    `json:"from"`
	To     Day    `json:"to" doc:"Last day, included."`
}

// CalendarYearInput names a calendar and a year, or several on end.
type CalendarYearInput struct {
	IDInput
	Year     int `query:"year" minimum:"1900" maximum:"2200" required:"true"`
	LastYear int `query:"lastYear" minimum:"1900" maximum:"2200" doc:"The days from year to this one, such as for a break over New Year; absent: of year alone."`
}

type calendarDaysInput struct {
	CalendarYearInput
	IfMatch
	Body CalendarDays
}

type calendarDaysOutput struct {
	ETag string `header:"ETag" doc:"Version of the calendar in quotes."`
	Body CalendarDays
}

type calendarSeedInput struct {
	IDInput
	Body CalendarSeed
}

// CalendarSeeded says what seeding changed.
type CalendarSeeded struct {
	Added int `json:"added" doc:"Days that were new. Seeding twice adds nothing."`
}

type calendarSeedOutput struct {
	ETag string `header:"ETag" doc:"Version of the calendar in quotes."`
	Body CalendarSeeded
}

func (f CalendarFields) toDomain(id, version int64) workforce.Calendar {
	return workforce.Calendar{ID: id, Version: version, Code: f.Code, Name: f.Name, Region: f.Region}
}

func (f CalendarFields) check() error {
	_, err := workforce.NewCalendar(f.toDomain(0, 0))
	return err
}

func calendarOf(c workforce.Calendar) Calendar {
	return Calendar{
		Versioned:      Versioned{ID: c.ID, Version: c.Version},
		CalendarFields: CalendarFields{Code: c.Code, Name: c.Name, Region: c.Region},
	}
}

func (d CalendarDay) toDomain() workforce.CalendarDay {
	return workforce.CalendarDay{Date: d.Date.Date, Kind: workforce.DayKind(d.Kind), Name: d.Name, EventType: d.EventType, UpliftPct: d.UpliftPct}
}

func calendarDayOf(d workforce.CalendarDay) CalendarDay {
	return CalendarDay{Date: Day{d.Date}, Kind: string(d.Kind), Name: d.Name, EventType: d.EventType, UpliftPct: d.UpliftPct}
}

func (d CalendarDays) check() error {
	_, err := workforce.NewCalendarDays(each(d.Days, CalendarDay.toDomain))
	return err
}

func (s *Server) registerCalendars(api huma.API) {
	r := workforceResource[CalendarFields, Calendar]("calendar", "calendars",
		"A calendar lists holidays, make-up workdays, school breaks and events.")
	crud(s, api, fill(s, r, kept[CalendarFields, Calendar, workforce.Calendar]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Calendar] { return w.Calendars },
		toDomain: CalendarFields.toDomain, toAPI: calendarOf,
	}))
	days := r.operation(http.MethodGet, "/calendars/{id}/days", "get-calendar-days", "List the special days of a year or of several")
	secured(s, api, days, auth.ReadWorkforce, s.calendarDays)
	set := r.operation(http.MethodPut, "/calendars/{id}/days", "set-calendar-days", "Make the special days of a year, or of several, exactly these")
	secured(s, api, set, auth.ManageWorkforce, s.setCalendarDays)
	seed := r.operation(http.MethodPost, "/calendars/{id}/seed", "seed-calendar", "Add the statutory days of a region")
	secured(s, api, seed, auth.ManageWorkforce, s.seedCalendar)
	s.registerCalendarImport(api, r)
}

// span is the first and the last day of the years.
func (in CalendarYearInput) span() (from, to grid.Date, err error) {
	last := cmp.Or(in.LastYear, in.Year)
	if last < in.Year {
		err = requestProblem(http.StatusUnprocessableEntity, "validation failed", []error{&fault{FieldProblem{
			Location: "query.lastYear", Message: "lies before year", Found: strconv.Itoa(last), Expected: fmt.Sprintf("%d or later", in.Year),
		}}})
	}
	return grid.Date{Year: in.Year, Month: time.January, Day: 1}, grid.Date{Year: last, Month: time.December, Day: 31}, err
}

func (s *Server) calendarDays(ctx context.Context, scope auth.Scope, in *CalendarYearInput) (*calendarDaysOutput, error) {
	from, to, err := in.span()
	if err != nil {
		return nil, err
	}
	calendar, days, err := s.Workforce.CalendarDays(ctx, scope, in.ID, from, to)
	if err != nil {
		return nil, err
	}
	return &calendarDaysOutput{ETag: etag(calendar.Version), Body: CalendarDays{Days: each(days, calendarDayOf)}}, nil
}

func (s *Server) setCalendarDays(ctx context.Context, scope auth.Scope, in *calendarDaysInput) (*calendarDaysOutput, error) {
	from, to, err := in.span()
	if err != nil {
		return nil, err
	}
	days := each(in.Body.Days, CalendarDay.toDomain)
	calendar, err := recordedThing(ctx, s, scope, "calendar", "days", func(ctx context.Context) (Calendar, error) {
		changed, err := s.Workforce.SetCalendarDays(ctx, scope, in.ID, in.version(), from, to, days)
		return calendarOf(changed), err
	})
	if err != nil {
		return nil, withCurrent(err, func() (any, error) {
			now, err := s.calendarDays(ctx, scope, &in.CalendarYearInput)
			if err != nil {
				return nil, err
			}
			return now.Body, nil
		})
	}
	return &calendarDaysOutput{ETag: etag(calendar.Version), Body: in.Body}, nil
}

func (s *Server) seedCalendar(ctx context.Context, scope auth.Scope, in *calendarSeedInput) (*calendarSeedOutput, error) {
	added := 0
	calendar, err := recordedThing(ctx, s, scope, "calendar", "seed", func(ctx context.Context) (Calendar, error) {
		changed, n, err := s.Workforce.SeedCalendar(ctx, scope, in.ID, in.Body.Region, in.Body.From.Date, in.Body.To.Date)
		added = n
		return calendarOf(changed), err
	})
	if err != nil {
		return nil, err
	}
	return &calendarSeedOutput{ETag: etag(calendar.Version), Body: CalendarSeeded{Added: added}}, nil
}
