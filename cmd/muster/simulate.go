package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strconv"
	"time"

	"golang.org/x/term"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/forecast/simulate/format"
	"github.com/muster-wfm/muster/internal/problem"
)

// simulateCommand plays a scenario contact by contact.
type simulateCommand struct {
	In           string  `required:"" help:"Scenario in JSON (docs/simulation.md), - for standard input."`
	Out          string  `required:"" help:"Where to write what came out: a CSV row for each queue, group and skill. - for standard output."`
	JSON         bool    `name:"json" help:"Write one JSON document instead, with the figures of every interval and the course of the day."`
	Replications int     `help:"How often the scenario is played; standard errors need 2." default:"20"`
	Seed         uint64  `help:"Decides everything that is left to chance." default:"1"`
	Threads      int     `help:"Replications played at once; the result does not depend on it. 0: one a core." default:"0"`
	Step         float64 `help:"Seconds between two samples of the course in JSON. 0: one interval." default:"0"`
}

// Run does the work of the command.
func (c *simulateCommand) Run(ctx context.Context) error {
	scenario, err := c.read()
	if err != nil {
		return err
	}
	begin := time.Now()
	options := c.options(scenario, time.Now)
	if err := refusedOptions(options.Check(scenario)); err != nil {
		return err
	}
	out, err := openOutput(c.Out) // first: a long run must not end at a folder that is not there
	if err != nil {
		return err
	}
	defer out.drop()
	report, err := simulate.Run(ctx, *scenario, options)
	if err != nil {
		return err
	}
	if c.JSON {
		err = format.WriteReport(out, scenario, options, report)
	} else {
		err = writeSimulation(out, report)
	}
	if err != nil {
		return err
	}
	// The last line tells the speed; it is not part of the result, which is the
	// same bytes for the same input.
	speed := io.Writer(os.Stdout)
	if c.Out == "-" {
		speed = os.Stderr
	}
	fmt.Fprintf(speed, "events=%d seconds=%.3f\n", report.Events, time.Since(begin).Seconds())
	return out.keep()
}

// optionFlags are the options by the names that the engine gives them.
var optionFlags = map[string]string{"replications": "--replications", "step_s": "--step"}

// refusedOptions turns what the engine refuses of its options into bad input.
func refusedOptions(err error) error {
	var problems problem.List
	if !errors.As(err, &problems) {
		return err
	}
	bad := &badInput{}
	for _, p := range problems {
		bad.problems = append(bad.problems, fmt.Sprintf("%s: found %s; expected %s", optionFlags[p.Field], p.Found, p.Expected))
	}
	return bad
}

// read reads the scenario; everything wrong with it is bad input.
func (c *simulateCommand) read() (*simulate.Scenario, error) {
	file, err := openInput(c.In)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	scenario, err := format.ReadScenario(bufio.NewReader(file))
	var faults *format.Faults
	if errors.As(err, &faults) {
		bad := &badInput{}
		for _, f := range faults.List {
			field := f.Field
			if field == "" {
				field = "scenario"
			}
			bad.add(c.In, f.Line, field, "found %s; expected %s", f.Found, f.Expected)
		}
		return nil, bad
	}
	if err != nil {
		return nil, unreadable(c.In, 0, err)
	}
	return scenario, nil
}

func (c *simulateCommand) options(s *simulate.Scenario, clock func() time.Time) simulate.Options {
	o := simulate.Options{Replications: c.Replications, Seed: c.Seed, Workers: c.Threads, Step: c.Step}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Step == 0 && c.JSON {
		o.Step = s.Interval
	}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		o.Done = replicationBar(os.Stderr, c.Replications, clock)
	}
	return o
}

// replicationBar shows how many replications are played, ten times a second at
// most.
func replicationBar(out io.Writer, of int, clock func() time.Time) func(int) {
	var last time.Time
	return func(n int) {
		if now := clock(); n == of || now.Sub(last) > 100*time.Millisecond {
			last = now
			fmt.Fprintf(out, "\r%d of %d replications\x1b[K", n, of)
		}
		if n == of {
			fmt.Fprintln(out)
		}
	}
}

// simulationColumns are the figures of a row, each followed by its standard
// error. Rows of queues leave those of groups blank, and the other way round.
func simulationColumns() []string {
	names := []string{"offered", "answered", "abandoned", "called_back", "left_waiting", "p_wait", "p_abandon", "asa_s", "mean_wait_s"}
	for _, v := range erlang.Variants() {
		names = append(names, v.String())
	}
	return append(names, "staffed_hours", "busy_hours", "occupancy", "contacts")
}

// writeSimulation writes one row for all queues together, each queue, each group
// and each skill of a group.
func writeSimulation(out io.Writer, r *simulate.Report) error {
	w := csv.NewWriter(out)
	header := []string{"kind", "name", "queue"}
	for _, name := range simulationColumns() {
		header = append(header, name, name+"_se")
	}
	header = append(header, "wait_p50_s", "wait_p80_s", "wait_p90_s", "wait_p95_s", "replications", "events")
	if err := w.Write(header); err != nil {
		return err
	}
	rows := [][]string{append(queueCells("all", &r.All), strconv.Itoa(r.Replications), strconv.FormatInt(r.Events, 10))}
	for i := range r.Queues {
		rows = append(rows, append(queueCells("queue", &r.Queues[i]), "", ""))
	}
	for i := range r.Groups {
		g := &r.Groups[i]
		rows = append(rows, groupCells("group", g.Name, "", map[string]simulate.Estimate{
			"staffed_hours": g.StaffedHours, "busy_hours": g.BusyHours, "occupancy": g.Occupancy,
		}))
		for _, s := range g.Skills {
			rows = append(rows, groupCells("skill", g.Name, s.Queue, map[string]simulate.Estimate{"contacts": s.Contacts}))
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

func queueCells(kind string, q *simulate.QueueReport) []string {
	figures := map[string]simulate.Estimate{
		"offered": q.Offered, "answered": q.Answered, "abandoned": q.Abandoned, "called_back": q.CalledBack, "left_waiting": q.LeftWaiting,
		"p_wait": q.PWait, "p_abandon": q.PAbandon, "asa_s": q.ASA, "mean_wait_s": q.MeanWait,
	}
	for i, v := range erlang.Variants() {
		figures[v.String()] = q.ServiceLevel[i]
	}
	cells := estimateCells(kind, q.Name, "", figures)
	for _, p := range q.Percentiles {
		cells = append(cells, simulated(p.Wait))
	}
	return cells
}

// groupCells has no waits, and the run's own figures stand in the first row.
func groupCells(kind, name, queue string, figures map[string]simulate.Estimate) []string {
	return append(estimateCells(kind, name, queue, figures), "", "", "", "", "", "")
}

func estimateCells(kind, name, queue string, figures map[string]simulate.Estimate) []string {
	cells := []string{kind, name, queue}
	for _, column := range simulationColumns() {
		e, applies := figures[column]
		if !applies {
			e = simulate.Estimate{Mean: math.NaN(), SE: math.NaN()}
		}
		cells = append(cells, simulated(e.Mean), simulated(e.SE))
	}
	return cells
}

// simulated writes a figure; one that does not exist is blank.
func simulated(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', 9, 64)
}
