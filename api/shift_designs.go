package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/design"
)

// ShiftDesignOrder asks which shifts would serve requirements in their average week.
type ShiftDesignOrder struct {
	RequirementIDs []int64        `json:"requirementIds" minItems:"1" maxItems:"50" nullable:"false" doc:"Requirements of one site, one a queue; their sum is covered."`
	Windows        []DesignWindow `json:"windows" minItems:"1" maxItems:"12" nullable:"false" doc:"Kinds of shifts that may be offered."`
	Prices         RosterPrices   `json:"prices"`
	Charge         float64        `json:"charge" minimum:"0" maximum:"1000000" doc:"Price of each distinct shift a week."`
	MaxShifts      int            `json:"maxShifts,omitempty" minimum:"0" maximum:"40" doc:"Absent or 0: as many as pay."`
	CurveTo        int            `json:"curveTo,omitempty" minimum:"0" maximum:"12" doc:"Compare 2 up to so many shifts; absent or 0: no comparison."`
	Rules          *DesignRules   `json:"rules,omitempty" doc:"What a rotation has to keep; absent: 11 hours of rest, six days in a row, two days off together, five days a week."`
	Seed           int64          `json:"seed,omitempty" minimum:"0"`
}

// DesignWindow is a kind of shift with its freedom, in half hours.
type DesignWindow struct {
	EarliestStart Clock `json:"earliestStart"`
	LatestStart   Clock `json:"latestStart"`
	ShortestMin   int   `json:"shortestMin" minimum:"30" maximum:"1440" doc:"Minutes from start to end."`
	LongestMin    int   `json:"longestMin" minimum:"30" maximum:"1440"`
}

// DesignRules bind those who follow a rotation; 0 asks nothing.
type DesignRules struct {
	MinRestMin            int `json:"minRestMin" minimum:"0" maximum:"2880"`
	MaxConsecutiveDays    int `json:"maxConsecutiveDays" minimum:"0" maximum:"14"`
	MinConsecutiveDaysOff int `json:"minConsecutiveDaysOff" minimum:"0" maximum:"7"`
	MaxDaysPerWeek        int `json:"maxDaysPerWeek" minimum:"0" maximum:"7"`
	MaxPaidMinPerWeek     int `json:"maxPaidMinPerWeek,omitempty" minimum:"0" maximum:"10080"`
	UnpaidMin             int `json:"unpaidMin,omitempty" minimum:"0" maximum:"1440" doc:"Minutes of each shift that are not paid."`
	UnpaidFromMin         int `json:"unpaidFromMin,omitempty" minimum:"0" maximum:"1440" doc:"Shorter shifts are paid whole."`
}

// ShiftDesign is a set of shifts to offer. Nothing of it is kept.
type ShiftDesign struct {
	SlotMin int             `json:"slotMin" doc:"Length of a slot of demand and cover in minutes."`
	Demand  []float64       `json:"demand" nullable:"false" doc:"People needed in the average week, by slot from Monday midnight."`
	Cover   []int           `json:"cover" nullable:"false" doc:"People whom the shifts bring, likewise."`
	Shifts  []DesignedShift `json:"shifts" nullable:"false"`
	Figures DesignFigures   `json:"figures"`
	Bound   float64         `json:"bound" doc:"No set of shifts costs less."`
	Curve   []DesignPoint   `json:"curve" nullable:"false" doc:"The best for every number of shifts."`
	Lines   []DesignedWeek  `json:"lines" nullable:"false" doc:"A rotation: everybody follows these weeks one after the other, each a week further."`
	Broken  int             `json:"broken" doc:"Rules that the rotation could not keep."`
}

// DesignedShift is a shift to offer and the people who take it.
type DesignedShift struct {
	Start   Clock `json:"start"`
	End     Clock `json:"end"`
	Minutes int   `json:"minutes"`
	People  []int `json:"people" nullable:"false" doc:"From Monday to Sunday."`
}

// DesignFigures say how well shifts fit.
type DesignFigures struct {
	Total      float64 `json:"total" doc:"Cost of a week by the order's prices."`
	UnderHours float64 `json:"underHours" doc:"Person-hours missing in a week."`
	OverHours  float64 `json:"overHours" doc:"Person-hours beyond the demand."`
	Hours      float64 `json:"hours" doc:"Person-hours of all shifts."`
}

// DesignPoint is what the best so many shifts would do.
type DesignPoint struct {
	Shifts  int             `json:"shifts"`
	Figures DesignFigures   `json:"figures"`
	Offered []DesignedShift `json:"offered" nullable:"false"`
}

// DesignedWeek is one week of a rotation: the place of each day's shift in the
// design, -1 for a day off.
type DesignedWeek struct {
	Days []int `json:"days" nullable:"false"`
}

type (
	shiftDesignInput  struct{ Body ShiftDesignOrder }
	shiftDesignOutput struct{ Body ShiftDesign }
)

func (s *Server) registerShiftDesigns(api huma.API) {
	op := rosterOperation(http.MethodPost, "/shift-designs", "design-shifts", "Find which shifts would serve requirements")
	op.Description = "Chooses few distinct shifts and how many people take each of them on every day of an average week, what other numbers of shifts would do, and a rotation of the shifts. Takes some seconds; nothing is kept."
	secured(s, api, op, auth.ManageRosters, s.designShifts)
}

func (s *Server) designShifts(ctx context.Context, scope auth.Scope, in *shiftDesignInput) (*shiftDesignOutput, error) {
	made, err := s.Scheduling.DesignShifts(ctx, scope, in.Body.toDomain())
	if err != nil {
		return nil, err
	}
	return &shiftDesignOutput{Body: shiftDesignOf(made)}, nil
}

func (o ShiftDesignOrder) toDomain() scheduling.DesignOrder {
	order := scheduling.DesignOrder{
		Requirements: o.RequirementIDs, Prices: scheduling.Prices(o.Prices), Charge: o.Charge, MaxShifts: o.MaxShifts, CurveTo: o.CurveTo, Seed: uint64(o.Seed),
		Windows: each(o.Windows, func(w DesignWindow) scheduling.DesignWindow {
			return scheduling.DesignWindow{EarliestStart: int(w.EarliestStart), LatestStart: int(w.LatestStart), Shortest: w.ShortestMin, Longest: w.LongestMin}
		}),
		Lines: design.LineRules{RestMinutes: 660, MaxRun: 6, MinOff: 2, MaxDays: 5},
	}
	if r := o.Rules; r != nil {
		order.Lines = design.LineRules{RestMinutes: r.MinRestMin, MaxRun: r.MaxConsecutiveDays, MinOff: r.MinConsecutiveDaysOff, MaxDays: r.MaxDaysPerWeek, MaxWeekMinutes: r.MaxPaidMinPerWeek, Pause: r.UnpaidMin, PauseFrom: r.UnpaidFromMin}
	}
	return order
}

// designOrderOf writes back what was ordered.
func designOrderOf(o scheduling.DesignOrder) ShiftDesignOrder {
	l := o.Lines
	return ShiftDesignOrder{
		RequirementIDs: orEmpty(o.Requirements), Prices: RosterPrices(o.Prices), Charge: o.Charge, MaxShifts: o.MaxShifts, CurveTo: o.CurveTo, Seed: int64(o.Seed),
		Windows: each(o.Windows, func(w scheduling.DesignWindow) DesignWindow {
			return DesignWindow{Clock(w.EarliestStart), Clock(w.LatestStart), w.Shortest, w.Longest}
		}),
		Rules: &DesignRules{l.RestMinutes, l.MaxRun, l.MinOff, l.MaxDays, l.MaxWeekMinutes, l.Pause, l.PauseFrom},
	}
}

func shiftDesignOf(d scheduling.ShiftDesign) ShiftDesign {
	p := d.Problem
	return ShiftDesign{
		SlotMin: p.SlotMinutes, Demand: p.Demand, Cover: p.Cover(d.Shifts), Shifts: designedShifts(p, d.Shifts), Figures: designFiguresOf(d.Cost), Bound: d.Bound,
		Curve: each(d.Curve, func(at design.Point) DesignPoint {
			return DesignPoint{Shifts: at.Most, Figures: designFiguresOf(at.Cost), Offered: designedShifts(p, at.Shifts)}
		}),
		Lines:  each(d.Lines.Weeks, func(week []int) DesignedWeek { return DesignedWeek{Days: week} }),
		Broken: d.Lines.Broken,
	}
}

func designedShifts(p *design.Problem, list []design.Chosen) []DesignedShift {
	return each(list, func(c design.Chosen) DesignedShift {
		start, minutes := c.Start*p.SlotMinutes, c.Length*p.SlotMinutes
		return DesignedShift{Start: Clock(start), End: Clock((start + minutes) % design.MinutesInDay), Minutes: minutes, People: c.People}
	})
}

func designFiguresOf(c design.Cost) DesignFigures {
	return DesignFigures{Total: c.Total(), UnderHours: c.UnderMinutes / 60, OverHours: c.OverMinutes / 60, Hours: c.Minutes / 60}
}
