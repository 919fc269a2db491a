package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// Driver is a daily figure from outside that moves demand.
type Driver struct {
	Versioned
	DriverFields
}

// DriverFields is what a planner decides about a driver.
type DriverFields struct {
	SiteID   int64   `json:"siteId" doc:"Whose queues it moves."`
	QueueIDs []int64 `json:"queueIds,omitempty" maxItems:"500" nullable:"false" doc:"The queues it moves; absent or empty: all of the site."`
	Code     string  `json:"code" maxLength:"64" doc:"Short name, unique among drivers; the column of files."`
	Name     string  `json:"name" maxLength:"200"`
	Kind     string  `json:"kind" enum:"campaign,orders,outage,weather,deflection,other" doc:"campaign, orders, outage: 0 or more, campaigns act up to three days after; weather, other: any number; deflection: share settled without a person, 0 to below 1."`
	Unit     string  `json:"unit,omitempty" maxLength:"40" example:"messages" doc:"Of the values, for people to read."`
	Measure  string  `json:"measure" enum:"contacts,handle_time,both" doc:"What it moves."`
}

func (f DriverFields) toDomain(id, version int64) forecast.Driver {
	return forecast.Driver{
		ID: id, Version: version, SiteID: f.SiteID, QueueIDs: f.QueueIDs, Code: f.Code, Name: f.Name,
		Kind: forecast.DriverKind(f.Kind), Unit: f.Unit, Measure: forecast.DriverMeasure(f.Measure),
	}
}

func (f DriverFields) check() error {
	_, err := forecast.NewDriver(f.toDomain(0, 0))
	return err
}

func driverOf(d forecast.Driver) Driver {
	return Driver{Versioned: Versioned{ID: d.ID, Version: d.Version}, DriverFields: DriverFields{
		SiteID: d.SiteID, QueueIDs: orEmpty(d.QueueIDs), Code: d.Code, Name: d.Name, Kind: string(d.Kind), Unit: d.Unit, Measure: string(d.Measure),
	}}
}

type driverListInput struct {
	Site  int64 `query:"site" doc:"Only of this site."`
	Queue int64 `query:"queue" doc:"Only what moves this queue."`
}

func (s *Server) registerDrivers(api huma.API) {
	r := resource[DriverFields, Driver]{
		one: "driver", many: "drivers", tag: "Drivers", read: auth.ReadDemand, manage: auth.ManageDemand,
		about: "A driver is a daily figure from outside that moves demand; forecasts learn by how much, and use it where it proves itself in the back-test.",
		create: func(ctx context.Context, scope auth.Scope, f DriverFields) (Driver, error) {
			return recordedThing(ctx, s, scope, "driver", "create", func(ctx context.Context) (Driver, error) {
				d, err := s.Drivers.Create(ctx, scope, f.toDomain(0, 0))
				return driverOf(d), err
			})
		},
		get: func(ctx context.Context, scope auth.Scope, id int64) (Driver, error) {
			d, err := s.Drivers.Get(ctx, scope, id)
			return driverOf(d), err
		},
		edit: func(ctx context.Context, scope auth.Scope, id, version int64, f DriverFields) (Driver, error) {
			return recordedThing(ctx, s, scope, "driver", "update", func(ctx context.Context) (Driver, error) {
				d, err := s.Drivers.Edit(ctx, scope, f.toDomain(id, version))
				return driverOf(d), err
			})
		},
		remove: func(ctx context.Context, scope auth.Scope, id int64) error {
			return s.recordedRemoval(ctx, scope, "driver", id, func(ctx context.Context) error { return s.Drivers.Delete(ctx, scope, id) })
		},
	}
	secured(s, api, r.operation(http.MethodGet, "/drivers", "list-drivers", "List drivers by code"), auth.ReadDemand, s.listDrivers)
	crud(s, api, r)
	s.registerDriverValues(api, r)
}

func (s *Server) listDrivers(ctx context.Context, scope auth.Scope, in *driverListInput) (*listOutput[Driver], error) {
	found, err := s.Drivers.List(ctx, scope, in.Site, in.Queue)
	if err != nil {
		return nil, err
	}
	return pageOf(each(found, driverOf), ""), nil
}
