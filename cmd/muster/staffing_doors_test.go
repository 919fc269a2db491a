package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/jobs"
	"github.com/muster-wfm/muster/workforce/grid"
)

// apiDoor is the application by way of its API, as a planner reaches it.
type apiDoor struct {
	*webDoor
	handler http.Handler
	token   string
}

func newAPIDoor(t *testing.T) *apiDoor {
	t.Helper()
	w := newWebDoor(t, "Europe/London", 30)
	const email, password = "ana@example.com", "violet tractor on the moon"
	_, err := addUser(t.Context(), w.Services, email, "Ana", password, []auth.Role{auth.Administrator, auth.Planner})
	must(t, err)
	signed, err := w.Auth.SignIn(t.Context(), auth.Credentials{Tenant: w.scope.Tenant(), Email: email, Password: password, Address: "192.0.2.1"})
	must(t, err)
	return &apiDoor{w, api.New(w.Deps()), signed.Token}
}

// ask sends a request and decodes the answer, which must be a good one.
func ask[T any](t *testing.T, d *apiDoor, method, path, body string) T {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, "/api/v1"+path, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.AddCookie(&http.Cookie{Name: "muster", Value: d.token})
	recorder := httptest.NewRecorder()
	d.handler.ServeHTTP(recorder, request)
	text, err := io.ReadAll(recorder.Result().Body)
	must(t, err)
	if recorder.Code >= 300 {
		t.Fatalf("%s %s %s: %d %s", method, path, body, recorder.Code, text)
	}
	var answer T
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatalf("%s %s: %v in %s", method, path, err, text)
	}
	return answer
}

// exact holds a cell that the command wrote with every digit against a number of
// the API, absent where there is none.
func exact(t *testing.T, what, cell string, want *float64) {
	t.Helper()
	got, err := strconv.ParseFloat(cell, 64)
	switch {
	case want == nil && (err != nil || math.IsInf(got, 0) || math.IsNaN(got)):
	case want == nil || err != nil || got != *want:
		t.Errorf("%s: the command says %q, the API %s", what, cell, shown(want))
	}
}

func shown(v *float64) string {
	if v == nil {
		return "nothing"
	}
	return strconv.FormatFloat(*v, 'g', 17, 64)
}

// erlangCase is one queue in the words of both doors.
type erlangCase struct {
	setting  api.ErlangSetting
	unknown  string
	goals    []api.ErlangGoal
	row, tag string
}

const erlangHeader = "model,contacts,interval_s,aht_s,agents,threshold_s,patience_s,patience_kind,lines,redial,sl_variant,solve_for,sl_target,asa_target_s,max_abandon"

// erlangCases are queues of every model, below and above what their agents can
// handle, and searches for every unknown.
func erlangCases() []erlangCase {
	random := rand.New(rand.NewPCG(7, 1))
	variants := []string{"sl_excl_short", "sl_offered", "sl_ab_as_ok", "sl_answered", "sl_virtual"}
	var list []erlangCase
	for i := range 60 {
		model := []string{"c", "a", "x"}[i%3]
		c := erlangCase{tag: fmt.Sprintf("%s %d", model, i), setting: api.ErlangSetting{
			Contacts: math.Round(random.Float64()*3000) / 10, IntervalS: []float64{900, 1800, 3600}[i%3], AHTS: 60 + math.Round(random.Float64()*5400)/10,
			ThresholdS: float64(5 * random.IntN(12)), SLVariant: variants[i%5],
		}}
		load := c.setting.Contacts * c.setting.AHTS / c.setting.IntervalS
		c.setting.Agents = math.Round(100*load*(0.8+0.5*random.Float64())) / 100
		if model != "c" {
			patience := 20 + math.Round(random.Float64()*3000)/10
			c.setting.PatienceS = &patience
		}
		if model == "x" {
			c.setting.Lines, c.setting.Redial = math.Ceil(1.2*c.setting.Agents)+1, math.Round(random.Float64()*80)/100
			c.setting.PatienceKind = []string{"", "fixed", "weibull", "lognormal"}[i/3%4]
		}
		list = append(list, c)
	}
	for i, unknown := range []string{"agents", "volume", "aht", "threshold", "patience", "agents"} {
		c := list[3*i+1] // of model a
		c.tag, c.unknown = "search for "+unknown, unknown
		c.goals = []api.ErlangGoal{{Measure: "service_level", Target: 0.8}}
		switch {
		case unknown == "patience":
			c.goals = []api.ErlangGoal{{Measure: "abandonment", Target: 0.05}}
		case i == 5:
			c.goals = append(c.goals, api.ErlangGoal{Measure: "asa", Target: 4}, api.ErlangGoal{Measure: "abandonment", Target: 0.02})
		}
		list = append(list, c)
	}
	for i := range list {
		list[i].row = list[i].line()
	}
	return list
}

// line is the case as a row of the command.
func (c erlangCase) line() string {
	s := c.setting
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	cells := map[string]string{
		"contacts": number(s.Contacts), "aht": number(s.AHTS), "agents": number(s.Agents), "threshold": number(s.ThresholdS), "patience": "",
	}
	model := "c"
	if s.PatienceS != nil {
		model, cells["patience"] = "a", number(*s.PatienceS)
	}
	lines, redial := "", ""
	if s.Lines > 0 {
		model, lines, redial = "x", number(s.Lines), number(s.Redial)
	}
	switch c.unknown {
	case "volume":
		cells["contacts"] = ""
	case "":
	default:
		cells[c.unknown] = ""
	}
	goals := map[string]string{}
	for _, g := range c.goals {
		goals[g.Measure] = number(g.Target)
	}
	return strings.Join([]string{
		model, cells["contacts"], number(s.IntervalS), cells["aht"], cells["agents"], cells["threshold"], cells["patience"], s.PatienceKind, lines, redial,
		s.SLVariant, c.unknown, goals["service_level"], goals["asa"], goals["abandonment"],
	}, ",")
}

func TestTheErlangCommandAndTheWorkbenchGiveTheSameDigits(t *testing.T) {
	d := newAPIDoor(t)
	cases := erlangCases()
	lines := []string{erlangHeader}
	for _, c := range cases {
		lines = append(lines, c.row)
	}
	rows := through(t, runErlang, lines...)
	for i, c := range cases {
		body, err := json.Marshal(api.ErlangProblem{Setting: c.setting, Unknown: c.unknown, Goals: c.goals})
		must(t, err)
		s := ask[api.ErlangSolution](t, d, http.MethodPost, "/erlang/solutions", string(body))
		f, row := s.Figures, rows[i]
		want := map[string]*float64{
			"p_wait": &f.PWait, "p_abandon": &f.PAbandon, "e_wait_s": f.MeanWaitS, "asa_s": f.ASAS, "occupancy": &f.Occupancy, "queue_length": f.QueueLength,
		}
		switch row["model"] {
		case "c":
			want["service_level"] = &f.ServiceLevel
		case "x":
			want["attempts"], want["p_lost"], want["p_block"] = &f.Attempts, &f.PLost, &f.PBlock
			fallthrough
		default:
			want["sl_excl_short"], want["sl_offered"], want["sl_ab_as_ok"] = &f.Levels.ExcludeShort, &f.Levels.OfOffered, &f.Levels.AbandonsAsAnswered
			want["sl_answered"], want["sl_virtual"] = &f.Levels.OfAnswered, &f.Levels.Virtual
		}
		if c.unknown != "" {
			want["solved"], want["solved_whole"] = &s.Found.Value, &s.Found.Whole
			if row["binding"] != s.Found.Binding {
				t.Errorf("%s: the command says that %q decides, the API %q", c.tag, row["binding"], s.Found.Binding)
			}
		}
		for column, v := range want {
			exact(t, c.tag+" ("+c.row+") "+column, row[column], v)
		}
	}
}

func TestTheStaffCommandAndTheRequirementGiveTheSameDigits(t *testing.T) {
	d := newAPIDoor(t)
	history, _ := busyWeeks()
	if _, complaints := d.bring(t, history, 30); complaints != "" {
		t.Fatal(complaints)
	}
	run := d.forecast(t, grid.MustDate("2026-07-06"), 2)
	for name, goal := range map[string]struct{ body, columns, cells string }{
		"service level, Erlang C": {`"slTarget":0.8,"thresholdS":20,"slVariant":"sl_offered"`, "sl_target,threshold_s,sl_variant", "0.8,20,sl_offered"},
		"all goals, Erlang A": {
			`"slTarget":0.9,"thresholdS":15,"slVariant":"sl_excl_short","asaTargetS":5,"maxOccupancy":0.85,"maxAbandon":0.01,"patienceS":90,"outOfOfficeShrinkage":0.3,"minAgents":3`,
			"sl_target,threshold_s,sl_variant,asa_target_s,max_occupancy,max_abandon,patience_s,shrinkage,min_agents", "0.9,15,sl_excl_short,5,0.85,0.01,90,0.3,3",
		},
		"few are enough": {
			`"slTarget":0.2,"thresholdS":60,"slVariant":"sl_virtual","patienceS":45`, "sl_target,threshold_s,sl_variant,patience_s", "0.2,60,sl_virtual,45",
		},
	} {
		t.Run(name, func(t *testing.T) {
			full := `"inOfficeShrinkage":0,"outOfOfficeShrinkage":0,"minAgents":0,` + goal.body
			for _, given := range []string{"outOfOfficeShrinkage", "minAgents"} {
				if strings.Contains(goal.body, given) {
					full = strings.Replace(full, `"`+given+`":0,`, "", 1)
				}
			}
			r := ask[api.Requirement](t, d, http.MethodPost, "/requirements", fmt.Sprintf(`{"forecastId":%d,"goal":{%s}}`, run.ID, full))
			columns := ask[api.RequirementIntervals](t, d, http.MethodGet, fmt.Sprintf("/requirements/%d/intervals", r.ID), "")
			var cells []api.RequirementCell
			lines := []string{"contacts,interval_s,aht_s," + goal.columns}
			for i, open := range columns.Open {
				if c := columns.Contacts[i]; !open || !(c > 0) || len(cells) == 12 {
					continue
				}
				cell := ask[api.RequirementCell](t, d, http.MethodGet, fmt.Sprintf("/requirements/%d/cells/%d", r.ID, i), "")
				cells = append(cells, cell)
				lines = append(lines, fmt.Sprintf("%s,1800,%s,%s", figure(cell.Contacts), figure(cell.AHTS), goal.cells))
			}
			if len(cells) < 10 {
				t.Fatalf("only %d intervals with contacts", len(cells))
			}
			for i, row := range through(t, runStaff, lines...) {
				cell := cells[i]
				at := fmt.Sprintf("interval %d ", cell.Index)
				exact(t, at+"agents_fractional", row["agents_fractional"], &cell.Fractional)
				exact(t, at+"agents", row["agents"], &cell.Agents)
				exact(t, at+"service_level", row["service_level"], &cell.At.ServiceLevel)
				exact(t, at+"asa_s", row["asa_s"], cell.At.ASAS)
				exact(t, at+"occupancy", row["occupancy"], &cell.At.Occupancy)
				exact(t, at+"p_abandon", row["p_abandon"], &cell.At.Abandon)
				// A row stands for itself and is rounded; an interval is one of many.
				whole := math.Ceil(cell.Agents/(1-cell.Shrinkage) - 1e-9)
				exact(t, at+"scheduled", row["scheduled"], &whole)
				if want := cell.Fractional / (1 - cell.Shrinkage); math.Abs(cell.Scheduled-want) > 1e-12*want {
					t.Errorf("%s: %v people to roster, want %v", at, cell.Scheduled, want)
				}
				if row["binding"] != cell.Binding {
					t.Errorf("%s: the command says that %q decides, the API %q", at, row["binding"], cell.Binding)
				}
				// The table has seven digits of the same.
				for column, pair := range map[string][2]float64{
					"fractional": {columns.Fractional[cell.Index], cell.Fractional}, "serviceLevel": {columns.ServiceLevel[cell.Index], cell.At.ServiceLevel},
					"asaS": {columns.ASAS[cell.Index], *cell.At.ASAS}, "occupancy": {columns.Occupancy[cell.Index], cell.At.Occupancy},
				} {
					if short := strconv.FormatFloat(pair[1], 'g', 7, 64); short != strconv.FormatFloat(pair[0], 'g', 7, 64) {
						t.Errorf("%s: the table's %s is %v, the cell's %v", at, column, pair[0], pair[1])
					}
				}
			}
		})
	}
}

// Staffing a row and looking for the agents on the workbench are two ways to one
// number of people, and to the same figures with them.
func TestTheStaffCommandAndTheWorkbenchAgreeOnWholeAgents(t *testing.T) {
	d := newAPIDoor(t)
	for _, c := range erlangCases()[:40] {
		s := c.setting
		if s.Lines > 0 || s.Contacts == 0 {
			continue
		}
		patience := ""
		if s.PatienceS != nil {
			patience = figure(*s.PatienceS)
		}
		row := through(t, runStaff, "contacts,interval_s,aht_s,sl_target,threshold_s,sl_variant,patience_s",
			fmt.Sprintf("%s,%s,%s,0.8,%s,%s,%s", figure(s.Contacts), figure(s.IntervalS), figure(s.AHTS), figure(s.ThresholdS), s.SLVariant, patience))[0]
		body, err := json.Marshal(api.ErlangProblem{Setting: s, Unknown: "agents", Goals: []api.ErlangGoal{{Measure: "service_level", Target: 0.8}}})
		must(t, err)
		found := ask[api.ErlangSolution](t, d, http.MethodPost, "/erlang/solutions", string(body)).Found
		exact(t, c.tag+" agents", row["agents"], &found.Whole)
		exact(t, c.tag+" service_level", row["service_level"], &found.AtWhole.ServiceLevel)
		exact(t, c.tag+" asa_s", row["asa_s"], found.AtWhole.ASAS)
		exact(t, c.tag+" occupancy", row["occupancy"], &found.AtWhole.Occupancy)
		if fraction, err := strconv.ParseFloat(row["agents_fractional"], 64); err != nil || math.Abs(fraction-found.Value) > 1e-8*found.Value {
			t.Errorf("%s: %s agents before rounding by the command, %v by the API", c.tag, row["agents_fractional"], found.Value)
		}
	}
}

func TestTheSimulateCommandAndTheApplicationGiveTheSameDigits(t *testing.T) {
	d := newAPIDoor(t)
	scenario := strings.Replace(oneQueue, `"intervals": 100`, `"intervals": 6`, 1)
	text, err := runSimulate(t, scenario, func(c *simulateCommand) { c.JSON, c.Replications, c.Seed, c.Threads = true, 12, 5, 2 })
	must(t, err)
	type estimate struct{ Mean, SE float64 }
	type commandQueue struct {
		Offered, Answered, Abandoned estimate
		PWait                        estimate            `json:"p_wait"`
		PAbandon                     estimate            `json:"p_abandon"`
		ASA                          estimate            `json:"asa_s"`
		MeanWait                     estimate            `json:"mean_wait_s"`
		ServiceLevel                 map[string]estimate `json:"service_level"`
	}
	var command struct {
		Events int64
		Queues []commandQueue
		Groups []struct{ Occupancy estimate }
	}
	must(t, json.Unmarshal(text, &command))

	ordered := ask[api.Simulation](t, d, http.MethodPost, "/simulations", `{"scenario":`+scenario+`,"replications":12,"seed":5,"stepS":3600}`)
	for run, err := range d.Jobs.Watch(t.Context(), d.scope, ordered.JobID, 0) {
		must(t, err)
		if run.State.Ended() && run.State != jobs.Done {
			t.Fatalf("the simulation ended %s: %s", run.State, run.Error)
		}
	}
	report := ask[api.SimulationReport](t, d, http.MethodGet, fmt.Sprintf("/simulations/%d", ordered.ID), "")
	if report.Events != command.Events || len(report.Queues) != len(command.Queues) {
		t.Fatalf("%d events by the command, %d by the application", command.Events, report.Events)
	}
	same := func(what string, got estimate, want api.SimulatedFigure) {
		t.Helper()
		for part, pair := range map[string][2]float64{"mean": {got.Mean, *want.Mean}, "se": {got.SE, *want.SE}} {
			if nine := strconv.FormatFloat(pair[1], 'g', 9, 64); nine != strconv.FormatFloat(pair[0], 'g', 9, 64) {
				t.Errorf("%s %s: the command says %v, the application %v", what, part, pair[0], pair[1])
			}
		}
	}
	for i, q := range command.Queues {
		w := report.Queues[i]
		same("offered", q.Offered, w.Offered)
		same("answered", q.Answered, w.Answered)
		same("abandoned", q.Abandoned, w.Abandoned)
		same("p_wait", q.PWait, w.PWait)
		same("p_abandon", q.PAbandon, w.Abandon)
		same("asa_s", q.ASA, w.ASAS)
		same("mean_wait_s", q.MeanWait, w.MeanWaitS)
		for variant, level := range q.ServiceLevel {
			same(variant, level, w.ServiceLevel[variant])
		}
	}
	same("occupancy", command.Groups[0].Occupancy, report.Groups[0].Occupancy)
}
