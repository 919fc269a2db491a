package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Employer is who pays people: the own company, a vendor, or a crowd.
type Employer struct {
	Versioned
	EmployerFields
}

// EmployerFields is what a planner decides about an employer.
type EmployerFields struct {
	Code string `json:"code" maxLength:"64" doc:"Short name, unique among employers."`
	Name string `json:"name" maxLength:"200"`
	Kind string `json:"kind" enum:"own,vendor,crowd,bot" doc:"vendor: an outsourced partner; crowd: freelancers who book their own hours; bot: a machine that serves contacts."`
}

func (f EmployerFields) toDomain(id, version int64) workforce.Employer {
	return workforce.Employer{ID: id, Version: version, Code: f.Code, Name: f.Name, Kind: workforce.EmployerKind(f.Kind)}
}

func (f EmployerFields) check() error {
	_, err := workforce.NewEmployer(f.toDomain(0, 0))
	return err
}

func employerOf(e workforce.Employer) Employer {
	return Employer{
		Versioned:      Versioned{ID: e.ID, Version: e.Version},
		EmployerFields: EmployerFields{Code: e.Code, Name: e.Name, Kind: string(e.Kind)},
	}
}

// Team is a group of people of one employer at one site.
type Team struct {
	Versioned
	TeamFields
}

// TeamFields is what a planner decides about a team.
type TeamFields struct {
	Code       string `json:"code" maxLength:"64" doc:"Short name, unique among teams."`
	Name       string `json:"name" maxLength:"200"`
	SiteID     int64  `json:"siteId"`
	EmployerID int64  `json:"employerId"`
	// The two limits hold for lunches and breaks together.
	MaxOnPause    *int     `json:"maxOnPause,omitempty" doc:"Most people of the team on lunch or break at once; absent: not limited."`
	MaxPauseShare *float64 `json:"maxPauseShare,omitempty" doc:"Most of those whose shift runs, 0..1; with both limits the lower holds, but one person may always pause."`
}

func (f TeamFields) toDomain(id, version int64) workforce.Team {
	return workforce.Team{ID: id, Version: version, Code: f.Code, Name: f.Name, SiteID: f.SiteID, EmployerID: f.EmployerID,
		MaxOnPause: orZero(f.MaxOnPause), MaxPauseShare: orZero(f.MaxPauseShare)}
}

func (f TeamFields) check() error {
	_, err := workforce.NewTeam(f.toDomain(0, 0))
	return err
}

func teamOf(t workforce.Team) Team {
	return Team{
		Versioned: Versioned{ID: t.ID, Version: t.Version},
		TeamFields: TeamFields{Code: t.Code, Name: t.Name, SiteID: t.SiteID, EmployerID: t.EmployerID,
			MaxOnPause: orNone(t.MaxOnPause), MaxPauseShare: orNone(t.MaxPauseShare)},
	}
}

func (s *Server) registerEmployers(api huma.API) {
	employers := workforceResource[EmployerFields, Employer]("employer", "employers",
		"An employer is who pays people: the own company, a vendor, or a crowd.")
	crud(s, api, fill(s, employers, kept[EmployerFields, Employer, workforce.Employer]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Employer] { return w.Employers },
		toDomain: EmployerFields.toDomain, toAPI: employerOf,
	}))
	teams := workforceResource[TeamFields, Team]("team", "teams",
		"A team is a group of people of one employer at one site.")
	crud(s, api, fill(s, teams, kept[TeamFields, Team, workforce.Team]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Team] { return w.Teams },
		toDomain: TeamFields.toDomain, toAPI: teamOf,
	}))
}
