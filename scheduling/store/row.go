package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rosterRow is a row of rosters.
type rosterRow struct {
	ID               int64
	TenantID         int64
	Version          int64
	Name             string
	SiteID           int64
	Zone             string
	FirstDay         string
	Days             int
	SlotMin          int
	State            string
	Requirements     string
	People           string
	PriceUnder       float64
	PriceOver        float64
	Seed             int64
	Cost             string
	Bound            float64
	InputHash        string
	PublishedVersion int64
	PublishedAt      database.Instant
	CreatedAt        database.Instant
	CreatedBy        int64
}

func (rosterRow) TableName() string { return "rosters" }

func rosterFromDomain(tenant int64, r scheduling.Roster) (rosterRow, error) {
	row := rosterRow{
		ID: r.ID, TenantID: tenant, Version: r.Version, Name: r.Name, SiteID: r.SiteID, Zone: r.Zone,
		FirstDay: r.From.String(), Days: r.Days, SlotMin: r.SlotMin, State: string(r.State),
		PriceUnder: r.Prices.Under, PriceOver: r.Prices.Over, Seed: int64(r.Seed), Bound: r.Bound, InputHash: r.InputHash,
		PublishedVersion: r.PublishedVersion, PublishedAt: database.At(r.PublishedAt),
		CreatedAt: database.At(r.CreatedAt), CreatedBy: r.CreatedBy,
	}
	for _, part := range []struct {
		into *string
		from any
	}{{&row.Requirements, r.Requirements}, {&row.People, r.People}, {&row.Cost, r.Cost}} {
		text, err := json.Marshal(part.from)
		if err != nil {
			return rosterRow{}, fmt.Errorf("roster %d: %w", r.ID, err)
		}
		*part.into = string(text)
	}
	return row, nil
}

func (row rosterRow) toDomain() (scheduling.Roster, error) {
	from, err := grid.ParseDate(row.FirstDay)
	if err != nil {
		return scheduling.Roster{}, fmt.Errorf("roster %d: %w", row.ID, err)
	}
	r := scheduling.Roster{
		ID: row.ID, Version: row.Version, Name: row.Name, SiteID: row.SiteID, Zone: row.Zone,
		From: from, Days: row.Days, SlotMin: row.SlotMin, State: scheduling.State(row.State),
		Prices: scheduling.Prices{Under: row.PriceUnder, Over: row.PriceOver},
		Seed:   uint64(row.Seed), Bound: row.Bound, InputHash: row.InputHash,
		PublishedVersion: row.PublishedVersion, PublishedAt: row.PublishedAt.Time,
		CreatedAt: row.CreatedAt.Time, CreatedBy: row.CreatedBy,
	}
	for _, part := range []struct {
		from string
		into any
	}{{row.Requirements, &r.Requirements}, {row.People, &r.People}, {row.Cost, &r.Cost}} {
		if err := json.Unmarshal([]byte(part.from), part.into); err != nil {
			return scheduling.Roster{}, fmt.Errorf("roster %d: %w", row.ID, err)
		}
	}
	return r, nil
}

// shiftRow is a row of roster_shifts.
type shiftRow struct {
	TenantID int64
	RosterID int64
	PersonID int64
	Day      string
	StartAt  database.Instant
	EndAt    database.Instant
	Template string
	Letter   string
	QueueID  int64
	Locked   bool
	Pauses   string
}

func (shiftRow) TableName() string { return "roster_shifts" }

// publishedRow is a row of published_shifts.
type publishedRow struct {
	TenantID      int64
	PersonID      int64
	Day           string
	RosterID      int64
	RosterVersion int64
	StartAt       database.Instant
	EndAt         database.Instant
	Template      string
	Letter        string
	QueueID       int64
	Pauses        string
}

func (publishedRow) TableName() string { return "published_shifts" }

func (row publishedRow) toDomain() (scheduling.Shift, error) {
	return shiftRow{
		PersonID: row.PersonID, Day: row.Day, StartAt: row.StartAt, EndAt: row.EndAt,
		Template: row.Template, Letter: row.Letter, QueueID: row.QueueID, Pauses: row.Pauses,
	}.toDomain()
}

func (row shiftRow) toDomain() (scheduling.Shift, error) {
	day, err := grid.ParseDate(row.Day)
	if err != nil {
		return scheduling.Shift{}, fmt.Errorf("shift of person %d: %w", row.PersonID, err)
	}
	pauses, err := pausesToDomain(row.Pauses)
	if err != nil {
		return scheduling.Shift{}, fmt.Errorf("shift of person %d on %s: %w", row.PersonID, row.Day, err)
	}
	return scheduling.Shift{
		PersonID: row.PersonID, Day: day, Start: row.StartAt.Time, End: row.EndAt.Time,
		Template: row.Template, Letter: row.Letter, QueueID: row.QueueID, Locked: row.Locked, Pauses: pauses,
	}, nil
}

// pauseText is how a pause stands in its column: short, because a roster of
// thousands of people has a hundred thousand of them.
type pauseText struct {
	Start int64                `json:"s"` // unix seconds
	End   int64                `json:"e"`
	Kind  scheduling.PauseKind `json:"k"`
	Paid  bool                 `json:"p"`
}

func pausesFromDomain(pauses []scheduling.Pause) (string, error) {
	texts := make([]pauseText, len(pauses))
	for i, p := range pauses {
		texts[i] = pauseText{p.Start.Unix(), p.End.Unix(), p.Kind, p.Paid}
	}
	text, err := json.Marshal(texts)
	return string(text), err
}

func pausesToDomain(text string) ([]scheduling.Pause, error) {
	var texts []pauseText
	if err := json.Unmarshal([]byte(text), &texts); err != nil {
		return nil, err
	}
	var pauses []scheduling.Pause
	for _, t := range texts {
		pauses = append(pauses, scheduling.Pause{Start: time.Unix(t.Start, 0).UTC(), End: time.Unix(t.End, 0).UTC(), Kind: t.Kind, Paid: t.Paid})
	}
	return pauses, nil
}

// changeRow is a row of roster_changes.
type changeRow struct {
	TenantID int64
	RosterID int64
	Version  int64
	Position int
	PersonID int64
	Day      string
	Op       string
	At       database.Instant
	ActorID  int64
}

func (changeRow) TableName() string { return "roster_changes" }

// publicationRow is a row of publications.
type publicationRow struct {
	TenantID      int64
	RosterID      int64
	RosterVersion int64
	At            database.Instant
	ActorID       int64
	People        int
}

func (publicationRow) TableName() string { return "publications" }
