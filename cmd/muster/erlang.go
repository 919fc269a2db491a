package main

import (
	"context"
	"math"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// erlangCommand evaluates the Erlang formulas on the rows of a file.
type erlangCommand struct {
	In   string `required:"" help:"Rows to evaluate: model (b, c or a), load_erl, agents, aht_s, threshold_s, patience_s. CSV, - for standard input."`
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
	in.refuseComputed(bad, erlangColumns)
	if !in.require(bad, "model", "load_erl", "agents") {
		return bad
	}
	queues := make([]erlangRow, len(in.rows))
	for i := range in.rows {
		queues[i] = readErlangRow(in, bad, i)
	}
	if err := bad.orNil(); err != nil {
		return err
	}
	out := computed{columns: erlangColumns}
	for _, q := range queues {
		if err := ctx.Err(); err != nil {
			return err
		}
		out.rows = append(out.rows, q.evaluate())
	}
	return out.write(c.Out, in, c.JSON)
}

// erlangRow is one row of the input, understood.
type erlangRow struct {
	model     string
	queue     erlang.Queue
	threshold float64 // NaN: none given, so service levels do not apply
}

func readErlangRow(t *table, bad *badInput, row int) erlangRow {
	r := erlangRow{model: t.text(row, "model")}
	r.queue.Load = neededNumber(t, bad, row, "load_erl", "erlangs from 0 to 1e9", countable)
	r.queue.Agents = neededNumber(t, bad, row, "agents", "a number from 0 to 1e9, whole or not", countable)
	r.threshold = t.number(bad, row, "threshold_s", math.NaN(), "seconds of at least 0", notNegative)
	switch r.model {
	case "b":
	case "c":
		r.queue.AHT = neededNumber(t, bad, row, "aht_s", "seconds above 0", positive)
	case "a":
		r.queue.AHT = neededNumber(t, bad, row, "aht_s", "seconds above 0", positive)
		r.queue.Patience = neededNumber(t, bad, row, "patience_s", "seconds above 0, at most 1e12 handle times",
			func(v float64) bool { return v > 0 && !(v > erlang.MaxPatience*r.queue.AHT) && !math.IsInf(v, 1) })
	default:
		bad.add(t.file, t.lines[row], "model", "%q; expected b, c or a", r.model)
	}
	return r
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

// evaluate returns the row's cells in the order of erlangColumns.
func (r erlangRow) evaluate() []string {
	figures := map[string]float64{}
	switch r.model {
	case "b":
		b := erlang.B(r.queue.Load, r.queue.Agents)
		figures["p_block"], figures["ln_p_block"], figures["occupancy"] = b.PBlock, b.LnPBlock, b.Occupancy
	case "c":
		r.delay(figures)
	case "a":
		r.abandonment(figures)
	}
	cells := make([]string, len(erlangColumns))
	for i, name := range erlangColumns {
		if v, applies := figures[name]; applies {
			cells[i] = figure(v)
		}
	}
	return cells
}

func (r erlangRow) delay(figures map[string]float64) {
	c := erlang.C(r.queue.Load, r.queue.Agents, r.queue.AHT)
	figures["p_wait"], figures["p_abandon"] = c.PWait, 0
	figures["e_wait_s"], figures["asa_s"] = c.ASA(), c.ASA()
	figures["occupancy"], figures["queue_length"] = c.Occupancy(), c.QueueLength()
	if !math.IsNaN(r.threshold) {
		figures["service_level"] = c.ServiceLevel(r.threshold)
	}
}

func (r erlangRow) abandonment(figures map[string]float64) {
	threshold := r.threshold
	if math.IsNaN(threshold) {
		threshold = 0 // the figures beside the service levels do not depend on it
	}
	a := erlang.A(r.queue, threshold)
	figures["p_wait"], figures["p_abandon"] = a.PWait, a.PAbandon
	figures["e_wait_s"], figures["asa_s"] = a.MeanWait, a.ASA
	figures["occupancy"], figures["queue_length"] = a.Occupancy, a.QueueLength
	if !math.IsNaN(r.threshold) {
		for _, variant := range erlang.Variants() {
			figures[variant.String()] = a.ServiceLevel(variant)
		}
	}
}
