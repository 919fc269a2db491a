package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Site is a place where people work, with one local time.
type Site struct {
	Versioned
	SiteFields
}

// SiteFields is what a planner decides about a site.
type SiteFields struct {
	Code       string `json:"code" maxLength:"64" doc:"Short name, unique among sites."`
	Name       string `json:"name" maxLength:"200"`
	Zone       string `json:"zone" maxLength:"64" example:"Europe/London" doc:"IANA time zone in which the site plans."`
	Country    string `json:"country" maxLength:"2" example:"GB" doc:"Two letters of ISO 3166-1."`
	CalendarID *int64 `json:"calendarId,omitempty" doc:"Holiday calendar of the site."`
}

func (f SiteFields) toDomain(id, version int64) workforce.Site {
	return workforce.Site{ID: id, Version: version, Code: f.Code, Name: f.Name, Zone: f.Zone, Country: f.Country, CalendarID: orZero(f.CalendarID)}
}

func (f SiteFields) check() error {
	_, err := workforce.NewSite(f.toDomain(0, 0))
	return err
}

func siteOf(s workforce.Site) Site {
	return Site{
		Versioned:  Versioned{ID: s.ID, Version: s.Version},
		SiteFields: SiteFields{Code: s.Code, Name: s.Name, Zone: s.Zone, Country: s.Country, CalendarID: orNone(s.CalendarID)},
	}
}

func (s *Server) registerSites(api huma.API) {
	r := workforceResource[SiteFields, Site]("site", "sites",
		"A site is a place where people work; its zone decides what its days are.")
	crud(s, api, fill(s, r, kept[SiteFields, Site, workforce.Site]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Site] { return w.Sites },
		toDomain: SiteFields.toDomain, toAPI: siteOf,
	}))
}
