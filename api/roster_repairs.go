package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RepairOrder says who is absent and what a repair must leave alone.
type RepairOrder struct {
	Absent           []RosterAway `json:"absent" minItems:"1" maxItems:"50" nullable:"false"`
	FrozenHours      int          `json:"frozenHours,omitempty" minimum:"0" maximum:"1344" doc:"Hours from now on that stay as they are."`
	PinnedDays       []Day        `json:"pinnedDays,omitempty" maxItems:"56" doc:"Days that stay as they are."`
	PinnedPersonIDs  []int64      `json:"pinnedPersonIds,omitempty" maxItems:"5000" doc:"People who are left alone."`
	PinnedShifts     []ShiftSpot  `json:"pinnedShifts,omitempty" maxItems:"5000" doc:"Days of people that stay as they are, days off included."`
	QueueIDs         []int64      `json:"queueIds,omitempty" maxItems:"200" doc:"Queues whose coverage is repaired; absent: those of the shifts that fall away."`
	Days             []Day        `json:"days,omitempty" maxItems:"56" doc:"The only days that may change; absent: all within reach."`
	PersonIDs        []int64      `json:"personIds,omitempty" maxItems:"5000" doc:"The only people who may be asked; absent: everybody."`
	WillingPersonIDs []int64      `json:"willingPersonIds,omitempty" maxItems:"5000" doc:"People who have agreed to be asked; a change of theirs counts a quarter."`
	OnlyWilling      bool         `json:"onlyWilling,omitempty" doc:"Ask nobody else."`
	KeepWeekPaid     bool         `json:"keepWeekPaid,omitempty" doc:"Nobody's paid time of a week changes."`
	KeepDayPaid      bool         `json:"keepDayPaid,omitempty" doc:"Nobody's paid time of a day changes."`
	KeepStarts       bool         `json:"keepStarts,omitempty" doc:"Shifts that stand keep their starts."`
	KeepByHand       bool         `json:"keepByHand,omitempty" doc:"Shifts put by hand stay."`
	MostPeople       int          `json:"mostPeople,omitempty" minimum:"0" maximum:"40" doc:"People asked by any alternative; absent: 4."`
}

// RosterAway is somebody who cannot work what is planned.
type RosterAway struct {
	PersonID int64 `json:"personId" minimum:"1"`
	From     Day   `json:"from"`
	To       Day   `json:"to"`
}

// RepairPlan is what can be done about absences; nothing of it is made yet.
type RepairPlan struct {
	Version      int64               `json:"version" doc:"Of the roster that the plan is for."`
	Published    RepairFigures       `json:"published" doc:"As it stands."`
	Left         RepairFigures       `json:"left" doc:"With the absent shifts gone and nothing else done."`
	Gone         []RepairDay         `json:"gone" nullable:"false" doc:"Shifts that fall away."`
	Minimum      int                 `json:"minimumPeople" doc:"Proven: no fewer people can restore the coverage."`
	Unreachable  bool                `json:"unreachable" doc:"Proven: nobody within reach can restore it."`
	Considered   int                 `json:"considered" doc:"People who were within reach."`
	Unfit        []RepairPerson      `json:"unfit" nullable:"false" doc:"People left alone because their rows break rules."`
	Alternatives []RepairAlternative `json:"alternatives" nullable:"false" doc:"Ever more people asked, ever better coverage."`
	Standbys     []RepairChange      `json:"standbys" nullable:"false" doc:"Who could step in alone, the best first."`
}

// RepairFigures are what a roster costs and how many person-hours it is short.
type RepairFigures struct {
	Cost       RosterCost `json:"cost"`
	ShortHours float64    `json:"shortHours"`
}

func repairFiguresOf(f scheduling.RepairFigures) RepairFigures {
	return RepairFigures{Cost: costOf(f.Cost), ShortHours: f.ShortHours}
}

// RepairPerson names somebody.
type RepairPerson struct {
	PersonID   int64  `json:"personId"`
	PersonName string `json:"personName"`
}

// RepairAlternative is one way to repair.
type RepairAlternative struct {
	RepairFigures
	People     int            `json:"people" doc:"How many people are asked."`
	Disruption float64        `json:"disruption" doc:"Price of the changes, in the unit of the cost."`
	Restores   bool           `json:"restores" doc:"Coverage costs no more than before the absence."`
	Changes    []RepairChange `json:"changes" nullable:"false"`
	Moves      []Move         `json:"moves" nullable:"false" doc:"Make them to apply the alternative."`
}

// RepairChange is what a repair asks of one person.
type RepairChange struct {
	RepairPerson
	Absent  bool        `json:"absent" doc:"Other days of somebody absent, moved so that they stay legal."`
	Willing bool        `json:"willing"`
	Gain    float64     `json:"gain" doc:"What coverage would cost more without this person."`
	Burden  float64     `json:"burden" doc:"What the change costs the person: wishes, fairness, hours."`
	PaidMin int         `json:"paidMin" doc:"Paid minutes more than planned."`
	Days    []RepairDay `json:"days" nullable:"false"`
}

// RepairDay is one day before and after; an absent shift is a day off.
type RepairDay struct {
	PersonID int64     `json:"personId"`
	Day      Day       `json:"day"`
	From     *ShiftRow `json:"from,omitempty"`
	To       *ShiftRow `json:"to,omitempty"`
}

type (
	repairInput struct {
		IDInput
		Body RepairOrder
	}
	repairOutput struct{ Body RepairPlan }
)

func (s *Server) registerRosterRepairs(api huma.API) {
	secured(s, api, rosterOperation(http.MethodPost, "/rosters/{id}/repairs", "plan-repair",
		"Find ways to make up for absences with few changes"), auth.ManageRosters, s.planRepair)
}

func (s *Server) planRepair(ctx context.Context, scope auth.Scope, in *repairInput) (*repairOutput, error) {
	w, err := s.repairWriter(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	plan, err := s.Scheduling.Repair(ctx, scope, in.ID, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	body, err := w.plan(plan)
	return &repairOutput{Body: body}, err
}

func (o RepairOrder) toDomain() scheduling.RepairOrder {
	return scheduling.RepairOrder{
		Absent: each(o.Absent, func(a RosterAway) scheduling.Absence {
			return scheduling.Absence{PersonID: a.PersonID, From: a.From.Date, To: a.To.Date}
		}),
		FrozenHours: o.FrozenHours, PinnedDays: each(o.PinnedDays, func(d Day) grid.Date { return d.Date }),
		PinnedPeople: o.PinnedPersonIDs, People: o.PersonIDs, Willing: o.WillingPersonIDs, OnlyWilling: o.OnlyWilling,
		PinnedShifts: each(o.PinnedShifts, func(s ShiftSpot) scheduling.Spot { return scheduling.Spot{PersonID: s.PersonID, Day: s.Day.Date} }),
		Queues:       o.QueueIDs, Days: each(o.Days, func(d Day) grid.Date { return d.Date }),
		Keep:       roster.Keep{WeekPaid: o.KeepWeekPaid, DayPaid: o.KeepDayPaid, Starts: o.KeepStarts, ByHand: o.KeepByHand},
		MostPeople: o.MostPeople,
	}
}

// repairWriter writes plans of one roster.
type repairWriter struct {
	r        scheduling.Roster
	location *time.Location
}

func (w repairWriter) plan(p scheduling.RepairPlan) (RepairPlan, error) {
	out := RepairPlan{
		Version: p.Version, Published: repairFiguresOf(p.Published), Left: repairFiguresOf(p.Left),
		Gone: each(p.Gone, func(s scheduling.Shift) RepairDay {
			return w.day(s.PersonID, scheduling.RepairDay{Day: s.Day, From: s})
		}),
		Minimum: p.Minimum, Unreachable: p.Unreachable, Considered: p.Asked,
		Unfit:    each(p.Unfit, repairPersonOf),
		Standbys: each(p.Standbys, w.change), Alternatives: []RepairAlternative{},
	}
	for _, a := range p.Alternatives {
		moves, err := movesOf(w.r, a.Moves)
		if err != nil {
			return out, err
		}
		alt := RepairAlternative{
			RepairFigures: repairFiguresOf(a.RepairFigures), Disruption: a.Disruption, Restores: a.Restores,
			Changes: each(a.Changes, w.change), Moves: moves,
		}
		for _, c := range a.Changes {
			if !c.Absent {
				alt.People++
			}
		}
		out.Alternatives = append(out.Alternatives, alt)
	}
	return out, nil
}

func repairPersonOf(p scheduling.Person) RepairPerson { return RepairPerson{p.ID, p.Name} }

func (w repairWriter) change(c scheduling.RepairChange) RepairChange {
	return RepairChange{
		RepairPerson: repairPersonOf(c.Person), Absent: c.Absent, Willing: c.Willing, Gain: c.Gain, Burden: c.Burden, PaidMin: c.PaidMinutes,
		Days: w.days(c.ID, c.Days),
	}
}

func (w repairWriter) day(person int64, d scheduling.RepairDay) RepairDay {
	out := RepairDay{PersonID: person, Day: Day{d.Day}}
	midnight := d.Day.Start(w.location)
	for _, side := range []struct {
		shift scheduling.Shift
		to    **ShiftRow
	}{{d.From, &out.From}, {d.To, &out.To}} {
		if !side.shift.Day.IsZero() {
			row := shiftRowOf(midnight, side.shift)
			*side.to = &row
		}
	}
	return out
}
