package store

import (
	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

type siteRow struct {
	Keys
	Code, Name, Zone, Country string
	CalendarID                *int64
}

func siteBook(db *database.DB) *book[workforce.Site, siteRow, *siteRow] {
	return &book[workforce.Site, siteRow, *siteRow]{
		code: func(r siteRow) string { return r.Code },
		db:   db, kind: workforce.KindSite, order: "code", narrow: byCode,
		fromDomain: func(s workforce.Site) siteRow {
			return siteRow{Keys{ID: s.ID, Version: s.Version}, s.Code, s.Name, s.Zone, s.Country, optional(s.CalendarID)}
		},
		toDomain: func(r siteRow) workforce.Site {
			return workforce.Site{
				ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name,
				Zone: r.Zone, Country: r.Country, CalendarID: referred(r.CalendarID),
			}
		},
	}
}

type teamRow struct {
	Keys
	Code, Name         string
	SiteID, EmployerID int64
	MaxOnPause         int
	MaxPauseShare      float64
}

func teamBook(db *database.DB) *book[workforce.Team, teamRow, *teamRow] {
	return &book[workforce.Team, teamRow, *teamRow]{
		code: func(r teamRow) string { return r.Code },
		db:   db, kind: workforce.KindTeam, order: "code",
		narrow: func(query *gorm.DB, f workforce.Filter) *gorm.DB {
			return among(among(byCode(query, f), "site_id", f.SiteIDs), "employer_id", f.EmployerIDs)
		},
		fromDomain: func(t workforce.Team) teamRow {
			return teamRow{Keys{ID: t.ID, Version: t.Version}, t.Code, t.Name, t.SiteID, t.EmployerID, t.MaxOnPause, t.MaxPauseShare}
		},
		toDomain: func(r teamRow) workforce.Team {
			return workforce.Team{
				ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name, SiteID: r.SiteID, EmployerID: r.EmployerID,
				MaxOnPause: r.MaxOnPause, MaxPauseShare: r.MaxPauseShare,
			}
		},
	}
}
