package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/internal/spreadsheet"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// 004-01: the screen and the command line say the same of the same employments.
func TestSurvivalFitAndTheExplorerGiveTheSameFigures(t *testing.T) {
	m, err := wire.New(databasetest.OpenSQLite(t), t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	scope := auth.SystemScope(wire.MainTenant)
	site, err := m.Workforce.Sites.Create(t.Context(), scope, workforce.Site{Code: "N", Name: "North", Zone: "Europe/London", Country: "GB"})
	if err != nil {
		t.Fatal(err)
	}
	employer, err := m.Workforce.Employers.Create(t.Context(), scope, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff})
	if err != nil {
		t.Fatal(err)
	}
	var events []attrition.Event
	for i := range 80 {
		e := attrition.Event{
			Code: fmt.Sprint(i), Kind: attrition.Hired, Day: grid.MustDate("2023-01-09").AddDays(9 * i), SiteID: site.ID, EmployerID: employer.ID,
			Source: []string{"Campus", "Referral"}[i%2],
		}
		events = append(events, e)
		if i%3 > 0 {
			e.Kind, e.Day, e.Source, e.ExitKind = attrition.Left, e.Day.AddDays(20+(i*37)%500), "", attrition.Voluntary
			events = append(events, e)
		}
	}
	if _, err := m.Employments.Keep(t.Context(), scope, events); err != nil {
		t.Fatal(err)
	}
	q := attrition.Question{By: attrition.BySource, From: grid.MustDate("2023-06-01"), Months: 18}
	report, err := m.Attrition.Explore(t.Context(), scope, q)
	if err != nil {
		t.Fatal(err)
	}
	table, err := m.Attrition.Table(t.Context(), scope, q)
	if err != nil {
		t.Fatal(err)
	}
	var file strings.Builder
	if err := spreadsheet.CSV(&file, table); err != nil {
		t.Fatal(err)
	}
	command := fitOf(t, `{"kind": "km", "input": {"start": "start", "time": "time", "event": "event", "group": "group"}}`, file.String())
	if err := command.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(command.Out)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Overall struct {
			Time, Surv []float64
		}
		Logrank struct{ Rho0 struct{ Chisq float64 } }
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for month, got := range report.All.Survival {
		want := 1.0
		for i, day := range answer.Overall.Time {
			if day <= float64(month)*365.25/12 {
				want = answer.Overall.Surv[i]
			}
		}
		if math.IsNaN(got) {
			continue
		}
		if compared++; math.Abs(got-want) > 1e-12 {
			t.Errorf("month %d: %v on the screen; %v by the command", month, got, want)
		}
	}
	if compared < 12 {
		t.Errorf("%d months compared; want a year", compared)
	}
	if math.Abs(answer.Logrank.Rho0.Chisq-report.Test.ChiSquare) > 1e-9 {
		t.Errorf("log-rank %v on the screen; %v by the command", report.Test.ChiSquare, answer.Logrank.Rho0.Chisq)
	}
}
