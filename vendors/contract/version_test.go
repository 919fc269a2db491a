package contract_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce/grid"
)

func held(number int, from, to string) contract.Version {
	v := version()
	v.Number, v.From, v.To = number, grid.MustDate(from), grid.Date{}
	if to != "" {
		v.To = grid.MustDate(to)
	}
	return v
}

func TestOverlappingVersionsAreRefusedWithBothNamed(t *testing.T) {
	for _, c := range []struct {
		name     string
		versions []contract.Version
		one      int
		other    int
		from, to string
	}{
		{"an open one and a later one", []contract.Version{held(1, "2026-01-01", ""), held(2, "2026-07-01", "")}, 1, 2, "2026-07-01", ""},
		{"a shared day", []contract.Version{held(1, "2026-01-01", "2026-06-30"), held(2, "2026-06-30", "")}, 1, 2, "2026-06-30", "2026-06-30"},
		{"one within another", []contract.Version{held(3, "2026-02-01", "2026-03-01"), held(1, "2026-01-01", "2026-12-31")}, 1, 3, "2026-02-01", "2026-03-01"},
	} {
		_, err := contract.Arrange(c.versions)
		var overlap *contract.OverlapError
		if !errors.As(err, &overlap) {
			t.Errorf("%s: %v, want an OverlapError", c.name, err)
			continue
		}
		to := ""
		if !overlap.To.IsZero() {
			to = overlap.To.String()
		}
		if overlap.One.Number != c.one || overlap.Other.Number != c.other || overlap.From.String() != c.from || to != c.to {
			t.Errorf("%s: versions %d and %d, %v to %q; want %d and %d, %s to %q", c.name, overlap.One.Number, overlap.Other.Number, overlap.From, to, c.one, c.other, c.from, c.to)
		}
		if !strings.Contains(err.Error(), "versions") {
			t.Errorf("%s: %q does not name both", c.name, err)
		}
	}
}

func TestTheVersionOfADay(t *testing.T) {
	h, err := contract.Arrange([]contract.Version{held(2, "2026-07-01", ""), held(1, "2026-01-01", "2026-05-31")})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]int{"2026-01-01": 1, "2026-05-31": 1, "2026-07-01": 2, "2030-01-01": 2} {
		if v, err := h.On(grid.MustDate(day)); err != nil || v.Number != want {
			t.Errorf("%s: version %d (%v), want %d", day, v.Number, err, want)
		}
	}
	var uncovered *contract.UncoveredError
	for _, day := range []string{"2025-12-31", "2026-06-15"} {
		if v, err := h.On(grid.MustDate(day)); !errors.As(err, &uncovered) {
			t.Errorf("%s: version %d (%v), want an UncoveredError", day, v.Number, err)
		}
	}
}

func TestNoDayHasTwoVersions(t *testing.T) {
	start := grid.MustDate("2026-01-01")
	rapid.Check(t, func(rt *rapid.T) {
		var list []contract.Version
		for i := range rapid.IntRange(1, 5).Draw(rt, "versions") {
			v := version()
			v.Number = i + 1
			v.From = start.AddDays(rapid.IntRange(0, 60).Draw(rt, "from"))
			if rapid.Bool().Draw(rt, "ends") {
				v.To = v.From.AddDays(rapid.IntRange(0, 30).Draw(rt, "days"))
			}
			list = append(list, v)
		}
		most := 0
		for n := range 120 {
			on := 0
			for _, v := range list {
				if day := start.AddDays(n); !day.Before(v.From) && (v.To.IsZero() || !day.After(v.To)) {
					on++
				}
			}
			most = max(most, on)
		}
		if _, err := contract.Arrange(list); (err == nil) != (most <= 1) {
			rt.Errorf("at most %d versions on a day, Arrange says %v", most, err)
		}
	})
}

func TestABadVersionIsRefusedWithEveryFault(t *testing.T) {
	v := version()
	v.Number, v.Mode, v.Currency, v.Rounding, v.DisputeDays = 0, "offshore", "yuan", "", -1
	v.To = v.From.AddDays(-1)
	v.Rates = []contract.Rate{
		{Code: "a", Model: "gut feeling"},
		{Code: "a", Model: contract.PerSeat, Bands: []contract.Band{{From: dec("1"), Price: dec("-1")}, {From: dec("1"), Price: dec("1")}}},
		{Code: "h", Model: contract.Hybrid, Bands: []contract.Band{{Price: dec("1")}}},
	}
	v.AtRisk = contract.AtRisk{Share: dec("1.5"), Pool: dec("1")}
	v.Levels = []contract.Level{
		{Metric: "x", Base: dec("1"), Target: dec("1"), Weight: dec("1"), Floor: dec("2"), Allocation: dec("0.6")},
		{Metric: "x", Base: dec("1"), Target: dec("2"), Allocation: dec("0.6")},
	}
	v.Ladder = []contract.Rung{{Misses: 3, Months: 2, Leads: "shouting"}}
	var list problem.List
	if err := v.Check(); !errors.As(err, &list) {
		t.Fatalf("got %v, want a list", err)
	}
	var got []string
	for _, p := range list {
		got = append(got, p.Field)
	}
	want := []string{
		"atRisk.share", "currency", "disputeDays", "ladder[0].leads", "ladder[0].months", "levels.allocation", "levels[0].floor", "levels[0].target",
		"levels[1].metric", "mode", "number", "rates[0].bands", "rates[0].model", "rates[1].bands[0].from", "rates[1].bands[0].price", "rates[1].bands[1].from",
		"rates[1].code", "rates[2].bonus", "rounding", "to",
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if err := version().Check(); err != nil {
		t.Errorf("a good version: %v", err)
	}
}

func TestModesDifferInRightsAndEvidence(t *testing.T) { // 004-14, 004-15, 004-16, 004-25, 001-23, 001-24
	for _, c := range []struct {
		mode  contract.Mode
		right contract.Right
		want  bool
	}{
		{contract.SimpleCall, contract.SampleQuality, true},
		{contract.SimpleCall, contract.RunRealTime, false},
		{contract.OwnerControlled, contract.RunRealTime, true},
		{contract.OwnerControlled, contract.SchedulePeople, false},
		{contract.Crowd, contract.SchedulePeople, true},
		{contract.Crowd, contract.AuditPayroll, true},
		{contract.InHouse, contract.SampleQuality, true},
		{contract.Bot, contract.SampleQuality, true},
		{"unheard of", contract.SampleQuality, false},
	} {
		if got := c.mode.Allows(c.right); got != c.want {
			t.Errorf("%s allows %s: %t, want %t", c.mode, c.right, got, c.want)
		}
	}
	if got := len(contract.Sourcings()); got != len(contract.Modes) {
		t.Errorf("%d sourcings, want one a mode, %d", got, len(contract.Modes))
	}
	for i, s := range contract.Sourcings() {
		// No double standard: whoever does the work is inspected (001-23, 001-24).
		if s.Mode != contract.Modes[i] || !slices.Contains(s.Evidence, contract.Inspections) {
			t.Errorf("%s at %d with evidence %v, want %s, inspected", s.Mode, i, s.Evidence, contract.Modes[i])
		}
	}
	for i, n := range contract.Evidence() {
		if n.Model != contract.Models[i] || len(n.Proofs) == 0 || len(n.Abuses) == 0 {
			t.Errorf("%s has proofs %v and abuses %v", n.Model, n.Proofs, n.Abuses)
		}
	}
}
