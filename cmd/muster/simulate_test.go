package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// oneQueue is 100 hours of a queue with eight erlangs and ten agents.
const oneQueue = `{"format": "muster-scenario/1", "interval_s": 3600, "intervals": 100, "warm_up": 2,
 "queues": [{"name": "voice", "contacts": 160, "handle": {"mean_s": 180}, "patience": {"mean_s": 120}, "threshold_s": 20}],
 "groups": [{"name": "agents", "agents": 10, "skills": [{"queue": "voice"}]}]}`

// simulated runs the command on a scenario and returns what it wrote.
func runSimulate(t *testing.T, scenario string, change func(*simulateCommand)) ([]byte, error) {
	t.Helper()
	folder := t.TempDir()
	c := simulateCommand{In: filepath.Join(folder, "scenario.json"), Out: filepath.Join(folder, "out"), Replications: 8, Seed: 1, Threads: 1}
	if err := os.WriteFile(c.In, []byte(scenario), 0o600); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&c)
	}
	if err := c.Run(context.Background()); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(c.Out)
	if err != nil {
		t.Fatal(err)
	}
	return text, nil
}

func TestSimulateWritesARowForEachQueueGroupAndSkill(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.csv")
	if _, err := runSimulate(t, oneQueue, func(c *simulateCommand) { c.Out = out }); err != nil {
		t.Fatal(err)
	}
	rows := readRecords(t, out)
	var kinds []string
	for _, row := range rows {
		kinds = append(kinds, row["kind"]+" "+row["name"])
	}
	if got := strings.Join(kinds, ", "); got != "all all, queue voice, group agents, skill agents" {
		t.Fatalf("rows %s", got)
	}
	exact := erlang.A(erlang.Queue{Load: 8, Agents: 10, AHT: 180, Patience: 120}, 20)
	for column, want := range map[string]float64{
		"p_wait": exact.PWait, "p_abandon": exact.PAbandon, "asa_s": exact.ASA, "sl_excl_short": exact.ServiceLevel(erlang.ExcludeShort),
		"sl_offered": exact.ServiceLevel(erlang.OfOffered), "sl_virtual": exact.ServiceLevel(erlang.Virtual),
	} {
		got, err := strconv.ParseFloat(rows[1][column], 64)
		se, errSE := strconv.ParseFloat(rows[1][column+"_se"], 64)
		if err != nil || errSE != nil || !(math.Abs(got-want) < 4*se) || se == 0 {
			t.Errorf("%s is %s ± %s, exactly %.5f", column, rows[1][column], rows[1][column+"_se"], want)
		}
	}
	if rows[2]["occupancy"] == "" || rows[2]["p_wait"] != "" || rows[3]["contacts"] == "" || rows[0]["events"] == "" {
		t.Errorf("rows %v", rows)
	}
}

func TestSimulateWritesTheSameBytesWhateverTheThreads(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		one, err := runSimulate(t, oneQueue, func(c *simulateCommand) { c.JSON = asJSON })
		if err != nil {
			t.Fatal(err)
		}
		many, err := runSimulate(t, oneQueue, func(c *simulateCommand) { c.JSON, c.Threads = asJSON, 5 })
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, many) {
			t.Errorf("one thread wrote\n%.300s\nfive\n%.300s", one, many)
		}
		other, err := runSimulate(t, oneQueue, func(c *simulateCommand) { c.JSON, c.Seed = asJSON, 2 })
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(one, other) {
			t.Error("another seed wrote the same")
		}
	}
}

func TestSimulateInJSONHasEveryIntervalAndTheCourse(t *testing.T) {
	text, err := runSimulate(t, oneQueue, func(c *simulateCommand) { c.JSON, c.Step = true, 600 })
	if err != nil {
		t.Fatal(err)
	}
	type estimate struct{ Mean, SE *float64 }
	var got struct {
		Format string
		Events int64
		Queues []struct {
			ServiceLevel map[string]estimate `json:"service_level"`
			Intervals    struct {
				Offered      []float64
				ServiceLevel map[string]struct{ Mean, SE []*float64 } `json:"service_level"`
			}
		}
		Course struct {
			Step   float64 `json:"step_s"`
			Queues []struct{ Waiting struct{ First []int } }
			Groups []struct{ Busy, Idle struct{ Mean []float64 } }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	q := got.Queues[0]
	if got.Format != "muster-simulation/1" || got.Events == 0 || len(q.ServiceLevel) != 5 || len(q.Intervals.Offered) != 100 || len(q.Intervals.ServiceLevel["sl_virtual"].SE) != 100 {
		t.Errorf("document %.500s", text)
	}
	if c := got.Course; c.Step != 600 || len(c.Queues[0].Waiting.First) != 600 || math.Abs(c.Groups[0].Busy.Mean[99]+c.Groups[0].Idle.Mean[99]-10) > 1e-9 {
		t.Errorf("course %+v", c)
	}
}

func TestSimulateNamesEveryWrongField(t *testing.T) {
	spoilt := strings.Replace(strings.Replace(oneQueue, `"mean_s": 180`, `"mean_s": 0`, 1), `"queue": "voice"`, `"queue": "vioce"`, 1)
	var path string
	_, err := runSimulate(t, spoilt, func(c *simulateCommand) { path = c.In })
	var bad *badInput
	if !errors.As(err, &bad) || exitCode(err) != exitBadInput {
		t.Fatalf("got %v", err)
	}
	want := []string{
		path + ":2:queues[0].handle.mean_s: found 0; expected a mean of more than 0 seconds",
		path + `:3:groups[0].skills[0].queue: found "vioce"; expected the name of a queue, once`,
	}
	for _, line := range want {
		if !strings.Contains(bad.Error(), line) {
			t.Errorf("got\n%v\nwithout\n%s", bad, line)
		}
	}
}

func TestSimulateRefusesOptionsThatCannotBe(t *testing.T) {
	for want, change := range map[string]func(*simulateCommand){
		"--replications: found 0; expected 1 to": func(c *simulateCommand) { c.Replications = 0 },
		"--step: found -1; expected":             func(c *simulateCommand) { c.Step = -1 },
		"no/such/file.json: ":                    func(c *simulateCommand) { c.In = "no/such/file.json" },
	} {
		_, err := runSimulate(t, oneQueue, change)
		if err == nil || !strings.Contains(err.Error(), want) || exitCode(err) != exitBadInput {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := runSimulate(t, oneQueue, func(c *simulateCommand) { c.Out = "no/such/folder/out.csv" }); err == nil || exitCode(err) != exitFailed {
		t.Errorf("got %v, want what says that there is no folder", err)
	}
}
