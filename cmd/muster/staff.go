package main

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce"
)

// staffCommand finds the agents that the goals of each row ask for.
type staffCommand struct {
	In   string `required:"" help:"Rows to staff: contacts and interval_s, or load_erl; aht_s; goals. CSV, - for standard input."`
	Out  string `required:"" help:"Where to write the rows with their requirement. CSV, - for standard output."`
	JSON bool   `name:"json" help:"Write one JSON document."`

	Method string `default:"interval" enum:"interval,course" help:"interval: each row as if it went on for ever. course: rows in time order, each staffed for what the one before leaves waiting too."`
	By     string `placeholder:"COLUMN,…" help:"With --method course: columns whose values part one course from another; by default queue, where there is such a column."`

	Deferred      bool `help:"Rows are the intervals of one plan, in the order of time, of work that may wait: response_s instead of threshold_s; optional open, live_agents, backlog with backlog_age_s."`
	BusinessHours bool `help:"With --deferred: response_s and ages count only while open."`

	Set map[string]string `placeholder:"COLUMN=VALUE" help:"What a blank cell or an absent column means, such as aht_s=180; may be given several times."`
}

// staffColumns are what the command adds.
var staffColumns = []string{
	"agents_fractional", "agents", "scheduled", "service_level", "asa_s", "occupancy", "p_abandon", "binding",
}

// Run does the work of the command.
func (c *staffCommand) Run(ctx context.Context) error {
	in, err := readTable(c.In)
	if err != nil {
		return err
	}
	in.instead = c.Set
	if c.Deferred {
		return staffDeferred(ctx, in, c)
	}
	bad := &badInput{}
	out := computed{columns: c.columns(in)}
	in.refuseComputed(bad, out.columns)
	in.require(bad, "aht_s")
	if _, given := c.Set["load_erl"]; in.column("load_erl") < 0 && !given {
		in.require(bad, "contacts", "interval_s")
	}
	if err := bad.orNil(); err != nil {
		return err
	}
	if out.rows, err = c.staff(ctx, in, bad); err != nil {
		return err
	}
	if err := bad.orNil(); err != nil {
		return err
	}
	return out.write(c.Out, in, c.JSON)
}

// columns are what the command adds: more only where more is asked for.
func (c *staffCommand) columns(in *table) []string {
	switch {
	case c.Method == byCourse:
		return append(slices.Clone(staffColumns), courseColumns...)
	case costed(in):
		return append(slices.Clone(staffColumns), costColumns...)
	}
	return staffColumns
}

// byCourse is the method that follows the queue from row to row.
const byCourse = "course"

func (c *staffCommand) staff(ctx context.Context, in *table, bad *badInput) ([][]string, error) {
	if c.Method == byCourse {
		return c.runCourse(ctx, in, bad)
	}
	if c.By != "" {
		bad.add(in.file, 1, "--by", "%q without --method course; expected nothing, for rows are staffed one by one", c.By)
		return nil, nil
	}
	var rows [][]string
	for i := range in.rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rows = append(rows, staffRow(in, bad, i))
	}
	return rows, nil
}

// staffRow returns a row's cells in the order of staffColumns, or nil when
// something is wrong with the row.
func staffRow(t *table, bad *badInput, row int) []string {
	known := len(bad.problems)
	load, goals := readLoad(t, bad, row), readGoals(t, bad, row)
	if len(bad.problems) > known {
		return nil
	}
	if costsGiven(t, row) {
		return costRow(t, bad, row, load, goals)
	}
	r, err := staffing.Requirement(load, goals)
	var refused *staffing.InputError
	if errors.As(err, &refused) {
		bad.add(t.file, t.lines[row], cmp.Or(columnOfInput[refused.Field], "sl_target"), "%v", refused)
		return nil
	}
	cells := staffCells(r.Agents, r.Scheduled, r.Fractional, r.Performance, r.Binding)
	if costed(t) {
		cells = append(cells, make([]string, len(costColumns))...)
	}
	return cells
}

// staffCells are the cells of staffColumns.
func staffCells(agents, scheduled int, fractional float64, p staffing.Performance, binding staffing.Goal) []string {
	return []string{
		figure(fractional), strconv.Itoa(agents), strconv.Itoa(scheduled),
		figure(p.ServiceLevel), figure(p.ASA), figure(p.Occupancy), figure(p.PAbandon), binding.String(),
	}
}

// columnOfInput is the column that gives what staffing refuses.
var columnOfInput = map[string]string{
	"load": "load_erl", "AHT": "aht_s", "patience": "patience_s", "concurrency": "concurrency",
	"service level target": "sl_target", "service level threshold": "threshold_s", "ASA target": "asa_target_s",
	"maximum occupancy": "max_occupancy", "maximum abandonment": "max_abandon", "minimum agents": "min_agents", "shrinkage": "shrinkage",
}

func readLoad(t *table, bad *badInput, row int) staffing.Load {
	times := readHandleTimes(t, bad, row)
	aht := times[0]
	load := staffing.Load{AHT: aht, Erlangs: readErlangs(t, bad, row, aht)}
	load.Patience = t.number(bad, row, "patience_s", 0, "seconds above 0, or nothing where nobody gives up", positive)
	if t.text(row, "max_abandon") != "" && t.text(row, "patience_s") == "" {
		bad.add(t.file, t.lines[row], "patience_s", "blank; expected %s", workforce.PatienceToAbandon)
	}
	if load.Patience > erlang.MaxPatience*aht {
		bad.add(t.file, t.lines[row], "patience_s", "%v; expected at most 1e12 handle times", load.Patience)
	}
	concurrency := t.number(bad, row, "concurrency", 0, "contacts that one agent handles at once, 1 to 100",
		func(v float64) bool { return v >= 1 && v <= 100 })
	if len(times) == 1 {
		load.Concurrency = concurrency
		return load
	}
	load.AHTs = times
	switch {
	case concurrency > float64(len(times)) || concurrency != math.Trunc(concurrency):
		bad.add(t.file, t.lines[row], "concurrency", "%v beside %d handle times; expected a whole number up to that, or nothing", concurrency, len(times))
	case concurrency > 0:
		load.AHTs = times[:int(concurrency)]
	}
	return load
}

// readHandleTimes reads aht_s: one handle time, or those of a contact whose agent
// has 1, 2, … at once, with semicolons between them.
func readHandleTimes(t *table, bad *badInput, row int) []float64 {
	cell := t.text(row, "aht_s")
	if !strings.Contains(cell, ";") {
		return []float64{neededNumber(t, bad, row, "aht_s", "seconds above 0", positive)}
	}
	var times []float64
	for _, part := range strings.Split(cell, ";") {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || !positive(v) {
			bad.add(t.file, t.lines[row], "aht_s", "%q; expected seconds above 0 at 1, 2, … contacts at once, such as 480;560;660", cell)
			return []float64{math.NaN()}
		}
		times = append(times, v)
	}
	return times
}

// mostErlangs is a load beyond which a cell is a mistake.
const mostErlangs = 1e7

// readErlangs takes the load from load_erl, or else from contacts in an
// interval. A row may have both when they say the same.
func readErlangs(t *table, bad *badInput, row int, aht float64) float64 {
	given := t.text(row, "load_erl") != ""
	stated := t.number(bad, row, "load_erl", 0, "erlangs from 0 to 10000000", func(v float64) bool { return v >= 0 && v <= mostErlangs })
	if given && t.text(row, "contacts") == "" {
		return stated
	}
	contacts := neededNumber(t, bad, row, "contacts", "a number of at least 0", notNegative)
	interval := neededNumber(t, bad, row, "interval_s", "seconds above 0", positive)
	load, err := staffing.LoadOf(contacts, aht, interval)
	switch {
	case err != nil:
		return stated // the cell at fault was recorded above
	case load.Erlangs > mostErlangs:
		bad.add(t.file, t.lines[row], "contacts", "%v contacts make %v erlangs; expected at most 10000000", contacts, load.Erlangs)
	case given && math.Abs(stated-load.Erlangs) > 1e-6*load.Erlangs:
		bad.add(t.file, t.lines[row], "load_erl", "%v, but contacts, aht_s and interval_s make %v; expected one of them or the same", stated, load.Erlangs)
	case !given:
		return load.Erlangs
	}
	return stated
}

func readGoals(t *table, bad *badInput, row int) staffing.Goals {
	shareAboveZero := func(v float64) bool { return v > 0 && v <= 1 }
	g := staffing.Goals{
		ServiceLevel: t.number(bad, row, "sl_target", 0, "a share of at least 0 and below 1, such as 0.8",
			func(v float64) bool { return v >= 0 && v < 1 }),
		MaxASA:         t.number(bad, row, "asa_target_s", 0, "seconds above 0, or 0 or nothing for none", notNegative),
		MaxOccupancy:   t.number(bad, row, "max_occupancy", 0, "a share above 0 and at most 1", shareAboveZero),
		MaxAbandonment: t.number(bad, row, "max_abandon", 0, "a share above 0 and at most 1", shareAboveZero),
		MinAgents: int(t.number(bad, row, "min_agents", 0, "a whole number of at least 0",
			func(v float64) bool { return v >= 0 && v <= mostErlangs && v == math.Trunc(v) })),
	}
	g.Shrinkage.OutOfOffice = t.number(bad, row, "shrinkage", 0, "a share from 0 to 0.99",
		func(v float64) bool { return v >= 0 && v <= 0.99 })
	if g.ServiceLevel > 0 {
		g.Threshold = neededNumber(t, bad, row, "threshold_s", "the seconds within which sl_target must be answered", notNegative)
	} else {
		g.Threshold = t.number(bad, row, "threshold_s", 0, "seconds of at least 0", notNegative)
	}
	variant, err := erlang.ParseVariant(t.text(row, "sl_variant"))
	if err != nil {
		bad.add(t.file, t.lines[row], "sl_variant", "%v", err)
	}
	g.Variant = variant
	return g
}
