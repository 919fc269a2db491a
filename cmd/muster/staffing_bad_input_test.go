package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Numbers that cannot be, each named by its column, and those that can although
// they look strange.
func TestNumbersThatCannotBeStaffedAreNamedByColumn(t *testing.T) {
	const erlang, staff = "model,load_erl,agents,aht_s,threshold_s,patience_s,sl_target,solve_for", "contacts,interval_s,aht_s,sl_target,threshold_s,patience_s,max_abandon,max_occupancy,shrinkage"
	for name, c := range map[string]struct {
		run     engine
		header  string
		row     string
		columns string // "": it can be
	}{
		"no handle time":                          {runErlang, erlang, "c,10,14,0,20,,,", "aht_s"},
		"a negative handle time":                  {runErlang, erlang, "a,10,14,-180,20,60,,", "aht_s"},
		"fewer than no agents":                    {runErlang, erlang, "c,10,-1,180,20,,,", "agents"},
		"no patience":                             {runErlang, erlang, "a,10,14,180,20,0,,", "patience_s"},
		"patience without end":                    {runErlang, erlang, "a,10,14,180,20,Inf,,", "patience_s"},
		"a negative threshold":                    {runErlang, erlang, "c,10,14,180,-20,,,", "threshold_s"},
		"a target of 100 %":                       {runErlang, erlang, "c,10,,180,20,,1,agents", "sl_target"},
		"a load without agents":                   {runErlang, erlang, "c,10,0,180,20,,,", ""},
		"agents below the load":                   {runErlang, erlang, "c,10,9,180,20,,,", ""},
		"a threshold of 0":                        {runErlang, erlang, "a,10,9,180,0,60,,", ""},
		"to staff: no handle time":                {runStaff, staff, "100,1800,0,0.8,20,,,,", "aht_s"},
		"to staff: a negative handle time":        {runStaff, staff, "100,1800,-1,0.8,20,,,,", "aht_s"},
		"to staff: a target of 100 %":             {runStaff, staff, "100,1800,180,1,20,,,,", "sl_target"},
		"to staff: no interval":                   {runStaff, staff, "100,0,180,0.8,20,,,,", "interval_s"},
		"to staff: fewer than no contacts":        {runStaff, staff, "-100,1800,180,0.8,20,,,,", "contacts"},
		"to staff: no patience":                   {runStaff, staff, "100,1800,180,0.8,20,0,,,", "patience_s"},
		"to staff: patience without end":          {runStaff, staff, "100,1800,180,0.8,20,Inf,,,", "patience_s"},
		"to staff: abandonment above 1":           {runStaff, staff, "100,1800,180,0.8,20,60,1.5,,", "max_abandon"},
		"to staff: occupancy above 1":             {runStaff, staff, "100,1800,180,0.8,20,,,1.2,", "max_occupancy"},
		"to staff: all time lost":                 {runStaff, staff, "100,1800,180,0.8,20,,,,1", "shrinkage"},
		"to staff: abandonment of patient ones":   {runStaff, staff, "100,1800,180,0.8,20,,0.05,,", "patience_s"},
		"to staff: a threshold of 0":              {runStaff, staff, "100,1800,180,0.8,0,,,,", ""},
		"to staff: two wrong cells are both said": {runStaff, staff, "100,0,0,0.8,20,,,,", "aht_s interval_s"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.columns == "" {
				for column, cell := range through(t, c.run, c.header, c.row)[0] {
					if strings.Contains(cell, "NaN") || strings.HasPrefix(cell, "-") {
						t.Errorf("%s: %s = %q", c.row, column, cell)
					}
				}
				return
			}
			var columns []string
			for _, p := range problemsOf(t, c.run, c.header, c.row) {
				_, rest, _ := strings.Cut(p, ":")
				column, _, _ := strings.Cut(rest, ":")
				columns = append(columns, column)
			}
			if diff := cmp.Diff(strings.Fields(c.columns), columns); diff != "" {
				t.Errorf("%s: columns named (-want +got):\n%s", c.row, diff)
			}
		})
	}
}

// What is wrong with a scenario is named by its field, and nothing is written.
func TestAScenarioThatCannotBePlayedIsNamedByField(t *testing.T) {
	const queue = `"name": "voice", "contacts": 160`
	for name, c := range map[string]struct{ from, to, field string }{
		"no handle time":            {`"handle": {"mean_s": 180}`, `"handle": {"mean_s": 0}`, "queues[0].handle.mean_s"},
		"a negative handle time":    {`"handle": {"mean_s": 180}`, `"handle": {"mean_s": -180}`, "queues[0].handle.mean_s"},
		"a negative patience":       {`"patience": {"mean_s": 120}`, `"patience": {"mean_s": -1}`, "queues[0].patience.mean_s"},
		"a negative threshold":      {`"threshold_s": 20`, `"threshold_s": -20`, "queues[0].threshold_s"},
		"fewer than no contacts":    {`"contacts": 160`, `"contacts": -160`, "queues[0].contacts"},
		"a group with no shift":     {`"agents": 10, `, ``, "groups[0].agents"},
		"a skill that nobody has":   {`"skills": [{"queue": "voice"}]`, `"skills": []`, "queues[0]"},
		"an overflow to itself":     {queue, queue + `, "overflow": {"to": "voice", "after_s": 5}`, "queues[0].overflow.to"},
		"a probability above 1":     {queue, queue + `, "redial": {"share": 1.5, "after_s": 5}`, "queues[0].redial.share"},
		"a probability below 0":     {queue, queue + `, "callback": {"from": 1, "accept": -0.5}`, "queues[0].callback.accept"},
		"a field that is not known": {`"threshold_s"`, `"threshold"`, "queues[0].threshold"},
	} {
		t.Run(name, func(t *testing.T) {
			scenario := strings.Replace(oneQueue, c.from, c.to, 1)
			if scenario == oneQueue {
				t.Fatalf("%q is not in the scenario", c.from)
			}
			out := filepath.Join(t.TempDir(), "out.csv")
			_, err := runSimulate(t, scenario, func(s *simulateCommand) { s.Out = out })
			var bad *badInput
			if !errors.As(err, &bad) || !strings.Contains(bad.Error(), ":"+c.field+":") {
				t.Errorf("got %v, want %s named", err, c.field)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a report was written")
			}
		})
	}
}
