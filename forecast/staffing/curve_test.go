package staffing_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce/grid"
)

// curve lays values over the first intervals of one UTC day.
func curve(t *testing.T, minutes int, values ...float64) grid.Curve {
	t.Helper()
	g, err := grid.New(time.UTC, minutes, grid.MustDate("2026-03-02"), 1)
	if err != nil {
		t.Fatal(err)
	}
	c := grid.NewCurve(g)
	copy(c.Values, values)
	return c
}

func level(t *testing.T, minutes int, value float64) grid.Curve {
	t.Helper()
	c := curve(t, minutes)
	for i := range c.Values {
		c.Values[i] = value
	}
	return c
}

func TestEveryOpenIntervalIsStaffedForItsOwnContacts(t *testing.T) {
	goals := staffing.Goals{ServiceLevel: 0.8, Threshold: 20, MinAgents: 2, Shrinkage: staffing.Shrinkage{OutOfOffice: 0.3}}
	contacts := curve(t, 30, 100, 100, 0, 200)
	open := make([]bool, len(contacts.Values))
	open[0], open[2], open[3] = true, true, true
	got, err := staffing.RequirementCurve(contacts, level(t, 30, 180), open, staffing.Behaviour{}, goals)
	if err != nil {
		t.Fatal(err)
	}
	checks := []struct {
		name string
		got  grid.Curve
		want []float64
	}{
		{"load", got.Load, []float64{10, 0, 0, 20}},
		{"whole", got.Whole, []float64{14, 0, 2, 24}},
		{"scheduled", got.Scheduled, []float64{20, 0, 3, 35}},
	}
	for _, c := range checks {
		if diff := cmp.Diff(c.want, c.got.Values[:4]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	want := []staffing.Goal{staffing.ServiceLevelGoal, staffing.NoGoal, staffing.MinimumGoal, staffing.ServiceLevelGoal}
	if diff := cmp.Diff(want, got.Binding[:4]); diff != "" {
		t.Errorf("binding (-want +got):\n%s", diff)
	}
	if got.ClosedContacts != 100 {
		t.Errorf("contacts while closed = %v, want 100", got.ClosedContacts)
	}
	if total := got.Whole.Sum(); total != 40 {
		t.Errorf("agents over the day = %v, want none beyond the 40 of the open intervals", total)
	}
}

func TestPatienceAndConcurrencyHoldForTheWholeCurve(t *testing.T) {
	goals := staffing.Goals{ServiceLevel: 0.8, Threshold: 20}
	contacts, aht := curve(t, 30, 100), level(t, 30, 180)
	whole := func(b staffing.Behaviour) float64 {
		c, err := staffing.RequirementCurve(contacts, aht, nil, b, goals)
		if err != nil {
			t.Fatal(err)
		}
		return c.Whole.Values[0]
	}
	endless, patient, chat := whole(staffing.Behaviour{}), whole(staffing.Behaviour{Patience: 120}), whole(staffing.Behaviour{Concurrency: 2})
	if endless != 14 || patient != 12 || chat != 7 {
		t.Errorf("agents with endless patience %v, with 120 s %v, with two chats at once %v; want 14, 12, 7", endless, patient, chat)
	}
}

func TestShortIntervalsHaveTheLoadOfTheirTrueLength(t *testing.T) {
	zone, err := time.LoadLocation("Australia/Lord_Howe")
	if err != nil {
		t.Skipf("no zone data: %v", err)
	}
	g, err := grid.New(zone, 60, grid.MustDate("2026-10-04"), 1) // the clocks go forward by half an hour
	if err != nil {
		t.Fatal(err)
	}
	contacts, aht := grid.NewCurve(g), grid.NewCurve(g)
	last := g.Len() - 1
	contacts.Values[0], contacts.Values[last] = 100, 50
	aht.Values[0], aht.Values[last] = 180, 180
	got, err := staffing.RequirementCurve(contacts, aht, nil, staffing.Behaviour{}, staffing.Goals{MaxOccupancy: 1})
	if err != nil {
		t.Fatal(err)
	}
	if first, last := got.Load.Values[0], got.Load.Values[last]; first != 5 || last != 5 {
		t.Errorf("100 contacts in an hour make %v erlangs and 50 in half an hour %v, want 5 of both", first, last)
	}
}

func TestCurveErrorsNameTheInterval(t *testing.T) {
	contacts, aht := curve(t, 30, 10, 10, -3), level(t, 30, 180)
	_, err := staffing.RequirementCurve(contacts, aht, nil, staffing.Behaviour{}, staffing.Goals{ServiceLevel: 0.8})
	var at *staffing.IntervalError
	var input *staffing.InputError
	if !errors.As(err, &at) || at.Interval != 2 || !errors.As(err, &input) || input.Got != -3 {
		t.Errorf("error = %v, want an input error of -3 in interval 2", err)
	}
	contacts.Values[2], aht.Values[1] = 0, 0
	if _, err = staffing.RequirementCurve(contacts, aht, nil, staffing.Behaviour{}, staffing.Goals{ServiceLevel: 0.8}); !errors.As(err, &at) || at.Interval != 1 {
		t.Errorf("error = %v, want one for the handle time of interval 1", err)
	}
	if _, err = staffing.RequirementCurve(contacts, level(t, 60, 180), nil, staffing.Behaviour{}, staffing.Goals{}); err == nil {
		t.Error("curves of different lengths were accepted")
	}
	if _, err = staffing.RequirementCurve(contacts, aht, []bool{true}, staffing.Behaviour{}, staffing.Goals{}); err == nil {
		t.Error("one opening mark for a whole day was accepted")
	}
}

func TestTicketsAreStaffedOverTheirResponseTime(t *testing.T) {
	contacts := curve(t, 60, 60, 0, 0, 0, 0, 0)
	goals := staffing.Goals{MaxOccupancy: 0.8, MinAgents: 1, Shrinkage: staffing.Shrinkage{InOffice: 0.1, OutOfOffice: 0.2}}
	open := make([]bool, len(contacts.Values))
	for i := range 6 {
		open[i] = i != 2
	}
	// 60 tickets of 12 minutes are 12 hours of work, due within 4 hours of
	// which 3 are open: 4 people at work, 5 present, 7 paid.
	got, err := staffing.DeferredCurve(contacts, level(t, 60, 720), open, staffing.ResponseTime{Seconds: 4*3600 + 1800}, goals)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{1, 5, 0, 5, 5, 1, 0}, got.Whole.Values[:7]); diff != "" {
		t.Errorf("whole (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]float64{2, 7, 0, 7, 7, 2, 0}, got.Scheduled.Values[:7]); diff != "" {
		t.Errorf("scheduled (-want +got):\n%s", diff)
	}
	want := []staffing.Goal{staffing.MinimumGoal, staffing.ResponseTimeGoal, staffing.NoGoal, staffing.ResponseTimeGoal}
	if diff := cmp.Diff(want, got.Binding[:4]); diff != "" {
		t.Errorf("binding (-want +got):\n%s", diff)
	}
}

func TestDeferredCurveDoesAllWorkThatFallsDue(t *testing.T) {
	contacts, aht := level(t, 30, 8), level(t, 30, 450)
	got, err := staffing.DeferredCurve(contacts, aht, nil, staffing.ResponseTime{Seconds: 2 * 3600, Backlog: 8 * 1800}, staffing.Goals{})
	if err != nil {
		t.Fatal(err)
	}
	// Two erlangs arrive all day and eight agent-intervals are open at its
	// start; what arrives in the last four intervals may be left.
	worked := got.Fractional.Sum()
	if want := 8.0 + 2*44; math.Abs(worked-want) > 1e-9 {
		t.Errorf("work done over the day = %v agent-intervals, want %v", worked, want)
	}
	if peak := got.Fractional.Max(); math.Abs(peak-2) > 1e-9 {
		t.Errorf("peak = %v, want 2: the backlog replaces what has not arrived yet", peak)
	}
}

func TestDeferredCurveRefusesWhatCannotBe(t *testing.T) {
	contacts, aht := curve(t, 60, 1), level(t, 60, 600)
	cases := []struct {
		name    string
		aht     grid.Curve
		open    []bool
		promise staffing.ResponseTime
		goals   staffing.Goals
	}{
		{"a response time within the interval", level(t, 60, 300), nil, staffing.ResponseTime{Seconds: 1800}, staffing.Goals{}},
		{"never open", aht, make([]bool, 24), staffing.ResponseTime{Seconds: 7200}, staffing.Goals{}},
		{"no handle time", level(t, 60, 0), nil, staffing.ResponseTime{Seconds: 7200}, staffing.Goals{}},
		{"a shrinkage of everything", aht, nil, staffing.ResponseTime{Seconds: 7200}, staffing.Goals{Shrinkage: staffing.Shrinkage{InOffice: 1}}},
		{"curves of different lengths", level(t, 30, 600), nil, staffing.ResponseTime{Seconds: 7200}, staffing.Goals{}},
	}
	for _, c := range cases {
		if got, err := staffing.DeferredCurve(contacts, c.aht, c.open, c.promise, c.goals); err == nil {
			t.Errorf("%s: accepted as %v", c.name, got.Whole.Values)
		}
	}
}
