package store

import (
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

type calendarRow struct {
	Keys
	Code, Name, Region string
}

func calendarBook(db *database.DB) *book[workforce.Calendar, calendarRow, *calendarRow] {
	return &book[workforce.Calendar, calendarRow, *calendarRow]{
		code: func(r calendarRow) string { return r.Code },
		db:   db, kind: workforce.KindCalendar, order: "code", narrow: byCode,
		fromDomain: func(c workforce.Calendar) calendarRow {
			return calendarRow{Keys{ID: c.ID, Version: c.Version}, c.Code, c.Name, c.Region}
		},
		toDomain: func(r calendarRow) workforce.Calendar {
			return workforce.Calendar{ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name, Region: r.Region}
		},
	}
}

type channelRow struct {
	Keys
	Code, Name, Kind string
	Concurrency      int
}

func channelBook(db *database.DB) *book[workforce.Channel, channelRow, *channelRow] {
	return &book[workforce.Channel, channelRow, *channelRow]{
		code: func(r channelRow) string { return r.Code },
		db:   db, kind: workforce.KindChannel, order: "code", narrow: byCode,
		fromDomain: func(c workforce.Channel) channelRow {
			return channelRow{Keys{ID: c.ID, Version: c.Version}, c.Code, c.Name, string(c.Kind), c.Concurrency}
		},
		toDomain: func(r channelRow) workforce.Channel {
			return workforce.Channel{
				ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name,
				Kind: workforce.ChannelKind(r.Kind), Concurrency: r.Concurrency,
			}
		},
	}
}

type skillRow struct {
	Keys
	Code, Name string
}

func skillBook(db *database.DB) *book[workforce.Skill, skillRow, *skillRow] {
	return &book[workforce.Skill, skillRow, *skillRow]{
		code: func(r skillRow) string { return r.Code },
		db:   db, kind: workforce.KindSkill, order: "code", narrow: byCode,
		fromDomain: func(s workforce.Skill) skillRow {
			return skillRow{Keys{ID: s.ID, Version: s.Version}, s.Code, s.Name}
		},
		toDomain: func(r skillRow) workforce.Skill {
			return workforce.Skill{ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name}
		},
	}
}

type employerRow struct {
	Keys
	Code, Name, Kind string
}

func employerBook(db *database.DB) *book[workforce.Employer, employerRow, *employerRow] {
	return &book[workforce.Employer, employerRow, *employerRow]{
		code: func(r employerRow) string { return r.Code },
		db:   db, kind: workforce.KindEmployer, order: "code", narrow: byCode,
		fromDomain: func(e workforce.Employer) employerRow {
			return employerRow{Keys{ID: e.ID, Version: e.Version}, e.Code, e.Name, string(e.Kind)}
		},
		toDomain: func(r employerRow) workforce.Employer {
			return workforce.Employer{
				ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name, Kind: workforce.EmployerKind(r.Kind),
			}
		},
	}
}
