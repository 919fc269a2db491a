package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/workforce"
)

// RosterGrid is a whole roster, a column a field, for a screen that shows
// thousands of shifts. Positions refer to people and days of the same document;
// minutes are elapsed minutes after the first instant of the shift's day.
type RosterGrid struct {
	Version  int64            `json:"version"`
	Zone     string           `json:"zone"`
	SlotMin  int              `json:"slotMin"`
	Days     []Day            `json:"days" nullable:"false"`
	DayStart []time.Time      `json:"dayStart" nullable:"false" doc:"First instant of each day, and of the day after the last."`
	Queues   []RosterQueue    `json:"queues" nullable:"false"`
	People   []RosterPerson   `json:"people" nullable:"false"`
	Shifts   RosterShifts     `json:"shifts"`
	Absences RosterAbsences   `json:"absences"`
	Wishes   RosterAbsences   `json:"wishes" doc:"Days off that were asked for and not yet answered."`
	Options  []RosterTemplate `json:"templates" nullable:"false"`
}

// RosterQueue is a queue that the roster covers.
type RosterQueue struct {
	ID   int64  `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
}

// RosterPerson is somebody whom the roster plans.
type RosterPerson struct {
	ID         int64   `json:"id"`
	Code       string  `json:"code"`
	Name       string  `json:"name"`
	EmployerID int64   `json:"employerId"`
	TeamID     *int64  `json:"teamId,omitempty"`
	Agreement  string  `json:"agreement"`
	Templates  []int   `json:"templates" nullable:"false" doc:"Positions in templates of the shifts the person may have."`
	QueueIDs   []int64 `json:"queueIds" nullable:"false" doc:"Queues the person can serve."`
}

// RosterTemplate is a family of shifts, for putting one by hand.
type RosterTemplate struct {
	Code             string `json:"code"`
	Letter           string `json:"letter"`
	Name             string `json:"name"`
	EarliestStartMin int    `json:"earliestStartMin"`
	LatestStartMin   int    `json:"latestStartMin"`
	StepMin          int    `json:"stepMin"`
	LengthsMin       []int  `json:"lengthsMin" nullable:"false"`
}

// RosterShifts are shifts as columns of equal length.
type RosterShifts struct {
	Person   []int        `json:"person" nullable:"false"`
	Day      []int        `json:"day" nullable:"false"`
	StartMin []int        `json:"startMin" nullable:"false"`
	EndMin   []int        `json:"endMin" nullable:"false"`
	Letter   []string     `json:"letter" nullable:"false"`
	Template []string     `json:"template" nullable:"false"`
	Queue    []int64      `json:"queue" nullable:"false"`
	Locked   []bool       `json:"locked" nullable:"false"`
	PaidMin  []int        `json:"paidMin" nullable:"false"`
	Breaks   [][]BreakRow `json:"breaks" nullable:"false"`
}

// BreakRow is a pause of a shift.
type BreakRow struct {
	StartMin int    `json:"startMin"`
	Minutes  int    `json:"minutes"`
	Kind     string `json:"kind" enum:"lunch,break"`
	Paid     bool   `json:"paid"`
}

// RosterAbsences are days on which people are away, as columns.
type RosterAbsences struct {
	Person []int    `json:"person" nullable:"false"`
	Day    []int    `json:"day" nullable:"false"`
	Kind   []string `json:"kind" nullable:"false"`
}

// RosterCoverage is need and plan of one queue by slot.
type RosterCoverage struct {
	SlotMin int             `json:"slotMin"`
	Start   []time.Time     `json:"start" nullable:"false"`
	Queues  []QueueCoverage `json:"queues" nullable:"false"`
}

// QueueCoverage is need and plan of one queue.
type QueueCoverage struct {
	QueueID   int64   `json:"queueId"`
	QueueCode string  `json:"queueCode"`
	Required  Numbers `json:"required"`
	Scheduled Numbers `json:"scheduled"`
}

type (
	gridOutput struct {
		ETag string `header:"ETag"`
		Body RosterGrid
	}
	coverageOutput struct {
		ETag string `header:"ETag"`
		Body RosterCoverage
	}
)

func (s *Server) registerRosterGrid(api huma.API) {
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/grid", "get-roster-grid", "Get every shift of a roster"), auth.ReadRosters, s.rosterGrid)
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/coverage", "get-roster-coverage", "Get need and plan by slot"), auth.ReadRosters, s.rosterCoverage)
}

func (s *Server) rosterGrid(ctx context.Context, scope auth.Scope, in *IDInput) (*gridOutput, error) {
	plan, err := s.Scheduling.Open(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	body, err := gridOf(plan)
	return &gridOutput{ETag: etag(plan.Roster.Version), Body: body}, err
}

func gridOf(plan *scheduling.Opened) (RosterGrid, error) {
	g, err := plan.Roster.Grid()
	if err != nil {
		return RosterGrid{}, err
	}
	out := RosterGrid{
		Version: plan.Roster.Version, Zone: plan.Roster.Zone, SlotMin: plan.Roster.SlotMin,
		Queues: each(plan.Demands(), func(d scheduling.Demand) RosterQueue { return RosterQueue{d.QueueID, d.QueueCode, d.Name} }),
		Options: each(plan.Templates(), func(t workforce.ShiftTemplate) RosterTemplate {
			return RosterTemplate{t.Code, t.Letter, t.Name, t.EarliestStartMin, t.LatestStartMin, t.StepMin, orEmpty(t.LengthsMin)}
		}),
		Shifts:   emptyShifts(),
		Absences: RosterAbsences{Person: []int{}, Day: []int{}, Kind: []string{}},
		Wishes:   RosterAbsences{Person: []int{}, Day: []int{}, Kind: []string{}},
	}
	for k := range g.Days() + 1 {
		out.DayStart = append(out.DayStart, g.Date(k).Start(g.Location()))
		if k < g.Days() {
			out.Days = append(out.Days, Day{g.Date(k)})
		}
	}
	at := map[int64]int{}
	for i, p := range plan.Planned() {
		at[p.ID] = i
		out.People = append(out.People, personRow(p))
		out.addAway(i, p)
	}
	for _, shift := range plan.Shifts {
		if person, planned := at[shift.PersonID]; planned {
			day, _ := g.DayIndex(shift.Day)
			out.Shifts.add(person, day, out.DayStart[day], shift)
		}
	}
	return out, nil
}

func personRow(p scheduling.PlannedPerson) RosterPerson {
	return RosterPerson{
		ID: p.ID, Code: p.Code, Name: p.Name, EmployerID: p.EmployerID, TeamID: orNone(p.TeamID), Agreement: p.AgreementCode,
		Templates: orEmpty(p.Templates), QueueIDs: orEmpty(p.QueueIDs),
	}
}

func (out *RosterGrid) addAway(person int, p scheduling.PlannedPerson) {
	for k, day := range out.Days {
		for _, a := range p.Absences {
			into := &out.Absences
			switch {
			case !a.Covers(day.Date) || a.Status != workforce.Approved && a.Status != workforce.Requested:
				continue
			case a.Status == workforce.Requested:
				into = &out.Wishes
			}
			into.Person, into.Day, into.Kind = append(into.Person, person), append(into.Day, k), append(into.Kind, string(a.Kind))
		}
	}
}

func emptyShifts() RosterShifts {
	return RosterShifts{
		Person: []int{}, Day: []int{}, StartMin: []int{}, EndMin: []int{}, Letter: []string{}, Template: []string{},
		Queue: []int64{}, Locked: []bool{}, PaidMin: []int{}, Breaks: [][]BreakRow{},
	}
}

func (r *RosterShifts) add(person, day int, midnight time.Time, s scheduling.Shift) {
	row := shiftRowOf(midnight, s)
	r.Person, r.Day = append(r.Person, person), append(r.Day, day)
	r.StartMin, r.EndMin = append(r.StartMin, row.StartMin), append(r.EndMin, row.EndMin)
	r.Letter, r.Template = append(r.Letter, row.Letter), append(r.Template, row.Template)
	r.Queue, r.Locked = append(r.Queue, row.QueueID), append(r.Locked, row.Locked)
	r.PaidMin, r.Breaks = append(r.PaidMin, row.PaidMin), append(r.Breaks, row.Breaks)
}

func (s *Server) rosterCoverage(ctx context.Context, scope auth.Scope, in *IDInput) (*coverageOutput, error) {
	plan, err := s.Scheduling.Open(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	g, err := plan.Roster.Grid()
	if err != nil {
		return nil, err
	}
	body := RosterCoverage{SlotMin: g.Minutes(), Start: starts(g)}
	required, scheduled := plan.Coverage()
	for i, d := range plan.Demands() {
		body.Queues = append(body.Queues, QueueCoverage{d.QueueID, d.QueueCode, required[i], scheduled[i]})
	}
	return &coverageOutput{ETag: etag(plan.Roster.Version), Body: body}, nil
}
