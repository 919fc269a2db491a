package forecast_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce/grid"
)

// rostered are rosters in memory.
type rostered map[int64]forecast.Rostered

func (r rostered) Rostered(_ context.Context, _ auth.Scope, id int64) (forecast.Rostered, error) {
	found, known := r[id]
	if !known {
		return found, database.ErrNotFound
	}
	return found, nil
}

// at is a moment of 28 March 2026, in London.
func at(hour, minute int) time.Time { return time.Date(2026, 3, 28, hour, minute, 0, 0, time.UTC) }

func shift(person, queue int64, from, to int, serves ...int64) forecast.RosteredShift {
	return forecast.RosteredShift{PersonID: person, QueueID: queue, QueueIDs: serves, Start: at(from, 0), End: at(to, 0)}
}

// rostering is a service with requirements 1 and 2, 3 that may wait, and roster 7.
func rostering(shifts ...forecast.RosteredShift) *forecast.Simulations {
	service, _ := ordering(requirement(1, nil), requirement(2, func(r *forecast.Requirement) { r.Concurrency = 2 }),
		requirement(3, func(r *forecast.Requirement) { r.Deferred = true }))
	service.Rosters = rostered{
		7: {Requirements: []int64{1, 2, 3}, From: grid.MustDate("2026-03-28"), Shifts: shifts},
		8: {Requirements: []int64{3}, From: grid.MustDate("2026-03-28"), Shifts: shifts},
	}
	return service
}

func TestARosterIsPlayedWithItsPeopleOnShift(t *testing.T) {
	lunch := shift(1, 1, 8, 16, 2, 1)
	lunch.Breaks = []forecast.RosteredBreak{{Start: at(14, 0), End: at(14, 15)}, {Start: at(12, 0), End: at(12, 30)}}
	night := shift(4, 1, 20, 30, 1, 2) // until six the next morning
	night.Breaks = []forecast.RosteredBreak{{Start: at(25, 0), End: at(26, 0)}}
	service := rostering(lunch, shift(2, 1, 8, 16, 1, 2), shift(3, 2, 9, 12, 2), night, shift(5, 3, 8, 16, 3, 1), shift(6, 1, 30, 38, 1))
	got, err := service.Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{RosterID: 7, Presence: 1})
	if err != nil {
		t.Fatal(err)
	}
	hours := func(h float64) float64 { return h * 3600 }
	voice := []simulate.Skill{{Queue: "A", Level: 1}, {Queue: "B", Level: 2, Chat: true}}
	want := []simulate.Group{
		{Name: "A + B", Chats: []float64{1, 1}, Skills: voice, Shifts: []simulate.Shift{
			{Agents: 1, From: hours(8), To: hours(16), Breaks: []simulate.Break{{From: hours(12), To: hours(12.5)}, {From: hours(14), To: hours(14.25)}}},
			{Agents: 1, From: hours(8), To: hours(16)},
			{Agents: 1, From: hours(20), To: hours(24)},
		}},
		{Name: "B", Chats: []float64{1, 1}, Skills: []simulate.Skill{{Queue: "B", Level: 1, Chat: true}}, Shifts: []simulate.Shift{{Agents: 1, From: hours(9), To: hours(12)}}},
	}
	if diff := cmp.Diff(want, got.Scenario.Groups); diff != "" {
		t.Errorf("groups (-want +got) %s", diff)
	}
	if diff := cmp.Diff([]int64{1, 2}, got.Order.Requirements); diff != "" || len(got.Scenario.Queues) != 2 || got.Order.RosterID != 7 {
		t.Errorf("ordered %+v", got.Order)
	}
}

func TestOfThoseOnShiftAShareIsThere(t *testing.T) {
	var shifts []forecast.RosteredShift
	for person := range int64(40) {
		shifts = append(shifts, shift(person+1, 1, 8, 16, 1))
	}
	service, _ := ordering(requirement(1, func(r *forecast.Requirement) { r.Goal.InOfficeShrinkage, r.Goal.OutOfOfficeShrinkage = 0.1, 0.2 }))
	service.Rosters = rostered{7: {Requirements: []int64{1}, From: grid.MustDate("2026-03-28"), Shifts: shifts}}
	for presence, want := range map[float64]int{1: 40, 0.5: 20, 0.9: 36, 0: 28} { // 0.9 × 0.8 leave 28.8
		got, err := service.Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{RosterID: 7, Presence: presence})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(got.Scenario.Groups[0].Shifts); n != want {
			t.Errorf("of 40 on shift %d are there at %g, want %d", n, presence, want)
		}
	}
}

func TestARosterThatCannotBePlayedIsRefusedByField(t *testing.T) {
	working := shift(1, 1, 8, 16, 1)
	for name, c := range map[string]struct {
		shifts []forecast.RosteredShift
		order  forecast.SimulationOrder
		field  string
	}{
		"nobody rostered":          {nil, forecast.SimulationOrder{RosterID: 7}, "rosterId"},
		"only work that may wait":  {[]forecast.RosteredShift{working}, forecast.SimulationOrder{RosterID: 8}, "rosterId"},
		"a day without anybody":    {[]forecast.RosteredShift{working}, forecast.SimulationOrder{RosterID: 7, From: grid.MustDate("2026-03-29")}, "from"},
		"a queue without anybody":  {[]forecast.RosteredShift{working}, forecast.SimulationOrder{RosterID: 7, Presence: 1}, "from"}, // queue B has nobody
		"a share that is no share": {[]forecast.RosteredShift{working}, forecast.SimulationOrder{RosterID: 7, Presence: math.NaN()}, "presence"},
	} {
		_, err := rostering(c.shifts...).Order(t.Context(), auth.SystemScope(1), c.order)
		var refused *forecast.OrderError
		if !errors.As(err, &refused) || refused.Field != c.field {
			t.Errorf("%s: got %v, want a refusal of %s", name, err, c.field)
		}
	}
	if _, err := rostering(working).Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{RosterID: 9}); !errors.Is(err, database.ErrNotFound) {
		t.Errorf("a roster that is not there: %v", err)
	}
	without, _ := ordering(requirement(1, nil))
	var refused *forecast.OrderError
	if _, err := without.Order(t.Context(), auth.SystemScope(1), forecast.SimulationOrder{RosterID: 7}); !errors.As(err, &refused) {
		t.Errorf("where there are no rosters: %v", err)
	}
}
