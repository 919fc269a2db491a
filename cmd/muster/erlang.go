package main

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// erlangCommand evaluates the Erlang formulas on the rows of a file.
type erlangCommand struct {
	In   string `required:"" help:"Rows to evaluate: model (b, c, a or x), load_erl, agents, aht_s, threshold_s, patience_s; solve_for and goals to look for one of them. CSV, - for standard input."`
	Out  string `required:"" help:"Where to write the rows with their results. CSV, - for standard output."`
	JSON bool   `name:"json" help:"Write one JSON document."`
}

// erlangColumns are what the command adds; which of them a row fills depends
// on its model.
var erlangColumns = []string{
	"p_block", "ln_p_block", "p_wait", "p_abandon", "e_wait_s", "asa_s", "occupancy", "queue_length",
	"service_level", "sl_offered", "sl_ab_as_ok", "sl_excl_short", "sl_answered", "sl_virtual",
}

// Run does the work of the command.
func (c *erlangCommand) Run(ctx context.Context) error {
	in, err := readTable(c.In)
	if err != nil {
		return err
	}
	bad := &badInput{}
	out := computed{columns: erlangOutput(in)}
	in.refuseComputed(bad, out.columns)
	if !in.require(bad, "model") || !in.givesLoad(bad) || in.column("solve_for") < 0 && !in.require(bad, "agents") {
		return bad
	}
	queues := make([]erlangRow, len(in.rows))
	for i := range in.rows {
		queues[i] = readErlangRow(in, bad, i)
	}
	if err := bad.orNil(); err != nil {
		return err
	}
	for _, q := range queues {
		if err := ctx.Err(); err != nil {
			return err
		}
		out.rows = append(out.rows, q.evaluate(out.columns))
	}
	return out.write(c.Out, in, c.JSON)
}

// erlangOutput is what the command adds: always the same columns, and more where
// the header asks for them.
func erlangOutput(t *table) []string {
	columns := erlangColumns
	if t.column("lines") >= 0 || t.column("redial") >= 0 {
		columns = joined(columns, []string{"attempts", "p_lost"})
	}
	if t.column("percentile") >= 0 {
		columns = joined(columns, []string{"wait_percentile_s"})
	}
	if t.column("solve_for") >= 0 {
		columns = joined(columns, []string{"solved", "solved_whole", "binding"})
	}
	return columns
}

// givesLoad reports whether the header has load_erl, or the contacts and
// intervals that make it.
func (t *table) givesLoad(bad *badInput) bool {
	if t.column("contacts") >= 0 && t.column("interval_s") >= 0 {
		return true
	}
	return t.require(bad, "load_erl")
}

// erlangRow is one row of the input, understood.
type erlangRow struct {
	model      string
	setting    erlang.Setting
	patience   float64 // mean, seconds, in model a
	threshold  float64 // NaN: none given, so service levels do not apply
	percentile float64 // NaN: none asked for
	unknown    erlang.Unknown
	goals      []erlang.Goal
}

func readErlangRow(t *table, bad *badInput, row int) erlangRow {
	before := len(bad.problems)
	r := erlangRow{model: t.text(row, "model")}
	if t.column("solve_for") >= 0 {
		r.unknown = readUnknown(t, bad, row)
	}
	known := func(u erlang.Unknown) bool { return r.unknown != u }
	if r.model == "c" || r.model == "a" || r.model == "x" {
		r.setting.AHT = 1
		if known(erlang.FindAHT) {
			r.setting.AHT = neededNumber(t, bad, row, "aht_s", "seconds above 0", positive)
		}
	} else {
		r.setting.AHT = 1
	}
	r.readLoad(t, bad, row)
	if known(erlang.FindAgents) {
		r.setting.Agents = neededNumber(t, bad, row, "agents", "a number from 0 to 1e9, whole or not", countable)
	}
	r.threshold = t.number(bad, row, "threshold_s", math.NaN(), "seconds of at least 0", notNegative)
	if !math.IsNaN(r.threshold) {
		r.setting.Threshold = r.threshold
	}
	r.percentile = t.number(bad, row, "percentile", math.NaN(), "a share of at least 0 and below 1, such as 0.9", func(v float64) bool { return v >= 0 && v < 1 })
	switch r.model {
	case "b":
		r.setting.NoQueue = true
	case "c":
	case "a":
		if known(erlang.FindPatience) {
			r.patience = neededNumber(t, bad, row, "patience_s", "seconds above 0, at most 1e12 handle times",
				func(v float64) bool { return v > 0 && !(v > erlang.MaxPatience*r.setting.AHT) && !math.IsInf(v, 1) })
			r.setting.Patience = erlang.ExponentialPatience(r.patience)
		}
	case "x":
		r.readExtended(t, bad, row)
	default:
		bad.add(t.file, t.lines[row], "model", "%q; expected b, c, a or x", r.model)
	}
	r.readGoals(t, bad, row)
	if len(bad.problems) == before {
		r.refuse(t, bad, row)
	}
	return r
}

// readLoad takes load_erl, or contacts in an interval, which a search for the
// handle time needs.
func (r *erlangRow) readLoad(t *table, bad *badInput, row int) {
	contacts := t.text(row, "contacts") != "" || t.text(row, "interval_s") != ""
	switch {
	case r.unknown == erlang.FindVolume && !contacts:
		r.setting.Interval = r.setting.AHT // volume is then in erlangs
	case r.unknown == erlang.FindAHT || contacts:
		r.setting.Interval = neededNumber(t, bad, row, "interval_s", "seconds above 0", positive)
		if r.unknown != erlang.FindVolume {
			r.setting.Volume = neededNumber(t, bad, row, "contacts", "a number of at least 0", notNegative)
		}
		if t.text(row, "load_erl") != "" {
			bad.add(t.file, t.lines[row], "load_erl", "%q beside contacts and interval_s; expected one of them", t.text(row, "load_erl"))
		}
	default:
		r.setting.Volume = neededNumber(t, bad, row, "load_erl", "erlangs from 0 to 1e9", countable)
		r.setting.Interval = r.setting.AHT
	}
}

// neededNumber is [table.number] for a cell that may not be blank.
func neededNumber(t *table, bad *badInput, row int, name, want string, ok func(float64) bool) float64 {
	if t.text(row, name) == "" {
		bad.add(t.file, t.lines[row], name, "blank; expected %s", want)
		return math.NaN()
	}
	return t.number(bad, row, name, math.NaN(), want, ok)
}

func countable(v float64) bool   { return v >= 0 && v <= erlang.MaxErlangs }
func notNegative(v float64) bool { return v >= 0 && !math.IsInf(v, 1) }
func positive(v float64) bool    { return v > 0 && !math.IsInf(v, 1) }

// evaluate returns the row's cells in the order of the columns.
func (r erlangRow) evaluate(columns []string) []string {
	cells := map[string]string{}
	solved := r.unknown == "" || r.solve(cells)
	if solved {
		for name, v := range r.figures() {
			cells[name] = figure(v)
		}
	}
	list := make([]string, len(columns))
	for i, name := range columns {
		list[i] = cells[name]
	}
	return list
}

// figures are those that apply to the row's model.
func (r erlangRow) figures() map[string]float64 {
	figures := map[string]float64{}
	switch r.model {
	case "b":
		b := erlang.B(r.setting.Load(), r.setting.Agents)
		figures["p_block"], figures["ln_p_block"], figures["occupancy"] = b.PBlock, b.LnPBlock, b.Occupancy
		return figures
	case "c":
		r.delay(figures)
	case "a":
		r.abandonment(figures)
	case "x":
		r.extended(figures)
	}
	if !math.IsNaN(r.percentile) {
		figures["wait_percentile_s"] = erlang.WaitPercentile(r.setting, r.percentile)
	}
	return figures
}

func (r erlangRow) delay(figures map[string]float64) {
	c := erlang.C(r.setting.Load(), r.setting.Agents, r.setting.AHT)
	figures["p_wait"], figures["p_abandon"] = c.PWait, 0
	figures["e_wait_s"], figures["asa_s"] = c.ASA(), c.ASA()
	figures["occupancy"], figures["queue_length"] = c.Occupancy(), c.QueueLength()
	if !math.IsNaN(r.threshold) {
		figures["service_level"] = c.ServiceLevel(r.threshold)
	}
}

func (r erlangRow) abandonment(figures map[string]float64) {
	a := erlang.A(erlang.Queue{Load: r.setting.Load(), Agents: r.setting.Agents, AHT: r.setting.AHT, Patience: r.patience}, r.setting.Threshold)
	figures["p_wait"], figures["p_abandon"] = a.PWait, a.PAbandon
	figures["e_wait_s"], figures["asa_s"] = a.MeanWait, a.ASA
	figures["occupancy"], figures["queue_length"] = a.Occupancy, a.QueueLength
	r.levels(figures, a.Shares)
}

func (r erlangRow) levels(figures map[string]float64, shares erlang.Shares) {
	if math.IsNaN(r.threshold) {
		return // the figures beside the service levels do not depend on it
	}
	for _, variant := range erlang.Variants() {
		figures[variant.String()] = shares.ServiceLevel(variant)
	}
}
