package api

import (
	"context"
	"math"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
)

// RosterComparison holds two plans of one site against each other, on the days
// that both have and by one yardstick. The first of each pair is the roster of the
// address.
type RosterComparison struct {
	From       Day                    `json:"from"`
	Days       int                    `json:"days"`
	Zone       string                 `json:"zone"`
	DayStart   []time.Time            `json:"dayStart" nullable:"false" doc:"First instant of each day, and of the day after the last."`
	SameDays   bool                   `json:"sameDays" doc:"Both rosters have exactly these days."`
	SameDemand bool                   `json:"sameDemand" doc:"Both cover the same requirements; else the second's count only for queues that the first does not cover."`
	Wishes     int                    `json:"wishes" doc:"Wishes for these days."`
	Sides      []RosterSide           `json:"sides" minItems:"2" maxItems:"2" nullable:"false"`
	Queues     []RosterQueueCompared  `json:"queues" nullable:"false"`
	People     []RosterPersonCompared `json:"people" nullable:"false" doc:"Those whose plans differ, in order of code."`
}

// RosterSide is what one plan comes to.
type RosterSide struct {
	RosterID      int64        `json:"rosterId"`
	Name          string       `json:"name"`
	Version       int64        `json:"version"`
	Edition       string       `json:"edition" enum:"draft,published,kept"`
	Kept          int64        `json:"kept,omitempty" doc:"Which kept plan it is, of that edition."`
	Cost          RosterCost   `json:"cost" doc:"By the prices and the demand of the first roster."`
	ShortHours    float64      `json:"shortHours" doc:"Person-hours missing."`
	OverHours     float64      `json:"overHours" doc:"Person-hours too many."`
	PaidHours     float64      `json:"paidHours"`
	OvertimeHours float64      `json:"overtimeHours" doc:"Paid hours of weeks beyond the most of the agreement."`
	Money         float64      `json:"money" doc:"Of the paid hours, where goals say what an hour costs; 0: they do not."`
	Shifts        int          `json:"shifts"`
	People        int          `json:"people" doc:"Who work at all."`
	Loads         AccountLoads `json:"loads" doc:"Burdens of all people together."`
	Highest       AccountLoads `json:"highest" doc:"Of whoever has most of each."`
	WishesMet     int          `json:"wishesMet"`
	Violations    []Breach     `json:"violations" nullable:"false" doc:"Rules that are broken on these days."`
}

// RosterQueueCompared is the coverage of a queue in both plans.
type RosterQueueCompared struct {
	QueueID       int64                `json:"queueId"`
	Code          string               `json:"code"`
	Name          string               `json:"name"`
	RequiredHours float64              `json:"requiredHours"`
	Sides         []RosterQueueMeasure `json:"sides" minItems:"2" maxItems:"2" nullable:"false"`
}

// RosterQueueMeasure is a queue in one plan; the columns are by day.
type RosterQueueMeasure struct {
	ShortHours float64         `json:"shortHours"`
	OverHours  float64         `json:"overHours"`
	ShortByDay Numbers         `json:"shortByDay"`
	OverByDay  Numbers         `json:"overByDay"`
	Expected   *QueueExpecting `json:"expected,omitempty" doc:"Service to expect of the queue's own people, by formulas; absent for work that may wait."`
}

// QueueExpecting is the service that a queue's contacts should meet.
type QueueExpecting struct {
	ServiceLevel float64  `json:"serviceLevel" doc:"By the goal's variant."`
	Abandon      float64  `json:"abandon"`
	ASAS         *float64 `json:"asaS,omitempty" doc:"Absent where work piles up."`
}

// RosterPersonCompared is somebody whose plan differs.
type RosterPersonCompared struct {
	PersonID  int64          `json:"personId"`
	Code      string         `json:"code"`
	Name      string         `json:"name"`
	TeamID    *int64         `json:"teamId,omitempty"`
	PaidHours []float64      `json:"paidHours" minItems:"2" maxItems:"2" nullable:"false"`
	Loads     []AccountLoads `json:"loads" minItems:"2" maxItems:"2" nullable:"false"`
	Wishes    int            `json:"wishes"`
	WishesMet []int          `json:"wishesMet" minItems:"2" maxItems:"2" nullable:"false"`
	Days      []RepairDay    `json:"days" nullable:"false" doc:"The days that differ."`
}

type (
	rosterComparisonInput struct {
		IDInput
		Edition     string `query:"edition" enum:"draft,published,kept" default:"draft" doc:"What of the roster: as it stands, as people were told, or an earlier plan."`
		Kept        int64  `query:"kept" minimum:"0" doc:"Which kept plan, for that edition."`
		With        int64  `query:"with" minimum:"0" doc:"The other roster; absent: the same one."`
		WithEdition string `query:"withEdition" enum:"draft,published,kept" default:"draft"`
		WithKept    int64  `query:"withKept" minimum:"0"`
	}
	rosterComparisonOutput struct{ Body RosterComparison }
)

func (s *Server) registerRosterComparison(api huma.API) {
	secured(s, api, rosterOperation(http.MethodGet, "/rosters/{id}/comparison", "compare-rosters",
		"Hold two rosters against each other, or a draft against what people were told"), auth.ReadRosters, s.compareRosters)
}

func (s *Server) compareRosters(ctx context.Context, scope auth.Scope, in *rosterComparisonInput) (*rosterComparisonOutput, error) {
	if in.With == 0 {
		in.With = in.ID
	}
	first := scheduling.Side{RosterID: in.ID, Edition: scheduling.Edition(in.Edition), Kept: in.Kept}
	second := scheduling.Side{RosterID: in.With, Edition: scheduling.Edition(in.WithEdition), Kept: in.WithKept}
	c, err := s.Scheduling.Compare(ctx, scope, first, second)
	if err != nil {
		return nil, err
	}
	g, err := c.Sides[0].Roster.Grid()
	if err != nil {
		return nil, err
	}
	w := repairWriter{location: g.Location()}
	body := RosterComparison{
		From: Day{c.From}, Days: c.Days, Zone: c.Sides[0].Roster.Zone, SameDays: c.SameDays, SameDemand: c.SameDemand, Wishes: c.Wishes,
		Sides: each(c.Sides[:], rosterSideOf), Queues: each(c.Queues, queueComparedOf), People: each(c.People, w.compared),
	}
	for k := range c.Days + 1 {
		body.DayStart = append(body.DayStart, c.From.AddDays(k).Start(w.location))
	}
	return &rosterComparisonOutput{Body: body}, nil
}

func rosterSideOf(m scheduling.Measured) RosterSide {
	return RosterSide{
		RosterID: m.RosterID, Name: m.Roster.Name, Version: m.Roster.Version, Edition: string(m.Edition), Kept: m.Kept, Cost: costOf(m.Cost),
		ShortHours: m.ShortHours, OverHours: m.OverHours, PaidHours: m.PaidHours, OvertimeHours: m.OvertimeHours, Money: m.Money,
		Shifts: m.Shifts, People: m.People, Loads: loadsOf(m.Loads), Highest: loadsOf(m.Highest), WishesMet: m.WishesMet,
		Violations: each(m.Breaches, breachOf),
	}
}

func queueComparedOf(q scheduling.ComparedQueue) RosterQueueCompared {
	out := RosterQueueCompared{QueueID: q.QueueID, Code: q.Code, Name: q.Name, RequiredHours: q.RequiredHours}
	for side, m := range q.Sides {
		one := RosterQueueMeasure{ShortHours: m.ShortHours, OverHours: m.OverHours, Expected: expectingOf(m.Served)}
		for _, day := range q.Days {
			one.ShortByDay, one.OverByDay = append(one.ShortByDay, day.ShortHours[side]), append(one.OverByDay, day.OverHours[side])
		}
		out.Sides = append(out.Sides, one)
	}
	return out
}

func expectingOf(s *scheduling.Served) *QueueExpecting {
	if s == nil {
		return nil
	}
	out := &QueueExpecting{ServiceLevel: s.ServiceLevel, Abandon: s.Abandon}
	if !math.IsNaN(s.ASA) && !math.IsInf(s.ASA, 0) {
		out.ASAS = &s.ASA
	}
	return out
}

func (w repairWriter) compared(p scheduling.ComparedPerson) RosterPersonCompared {
	return RosterPersonCompared{
		PersonID: p.PersonID, Code: p.Code, Name: p.Name, TeamID: orNone(p.TeamID), PaidHours: p.PaidHours[:],
		Loads: each(p.Loads[:], loadsOf), Wishes: p.Wishes, WishesMet: p.WishesMet[:],
		Days: each(p.Changes, func(c scheduling.ShiftChange) RepairDay {
			day := c.Before.Day
			if day.IsZero() {
				day = c.After.Day
			}
			return w.day(p.PersonID, scheduling.RepairDay{Day: day, From: c.Before, To: c.After})
		}),
	}
}
