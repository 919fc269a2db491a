package main

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/muster-wfm/muster/forecast/erlang"
)

// readUnknown reads what the row looks for: nothing where the cell is blank. The
// cell of what is looked for must be blank too.
func readUnknown(t *table, bad *badInput, row int) erlang.Unknown {
	name := t.text(row, "solve_for")
	if name == "" {
		return ""
	}
	unknown := erlang.Unknown(name)
	if !slices.Contains(erlang.Unknowns(), unknown) {
		bad.add(t.file, t.lines[row], "solve_for", "%q; expected nothing or one of %v", name, erlang.Unknowns())
		return ""
	}
	for _, column := range columnsOfUnknown[unknown] {
		if given := t.text(row, column); given != "" {
			bad.add(t.file, t.lines[row], column, "%q, but solve_for looks for it; expected a blank", given)
		}
	}
	return unknown
}

var columnsOfUnknown = map[erlang.Unknown][]string{
	erlang.FindAgents: {"agents"}, erlang.FindVolume: {"contacts", "load_erl"}, erlang.FindAHT: {"aht_s"},
	erlang.FindPatience: {"patience_s"}, erlang.FindLines: {"lines"}, erlang.FindThreshold: {"threshold_s"},
}

// readExtended reads what only model x has.
func (r *erlangRow) readExtended(t *table, bad *badInput, row int) {
	kind := t.text(row, "patience_kind")
	shape := t.number(bad, row, "patience_shape", 0, "nothing for the usual, or a number from 0.1 to 90: the shape for weibull, the coefficient of variation for lognormal",
		func(v float64) bool { return v >= 0.1 && v <= 90 })
	mean := t.number(bad, row, "patience_s", math.Inf(1), "seconds of at least 0, or nothing where nobody gives up", notNegative)
	if r.unknown == erlang.FindPatience {
		mean = r.setting.AHT // any: only the kind is read of what is looked for
	}
	patience, known := erlang.PatienceOf(kind, mean, shape)
	if !known {
		bad.add(t.file, t.lines[row], "patience_kind", "%q; expected exponential, fixed, weibull or lognormal", kind)
	}
	if !math.IsInf(mean, 1) {
		r.setting.Patience = patience
	}
	r.setting.Lines = t.number(bad, row, "lines", 0, "at least as many as agents, or nothing for no limit", positive)
	r.setting.Redial = t.number(bad, row, "redial", 0, "a share from 0 to 0.99", func(v float64) bool { return v >= 0 && v <= 0.99 })
}

// goalColumns are the columns that state goals, in the order in which they are
// tried.
var goalColumns = []struct {
	column  string
	measure erlang.Measure
	want    string
}{
	{"sl_target", erlang.ServiceLevelMeasure, "a share above 0 and below 1, such as 0.8"},
	{"asa_target_s", erlang.ASAMeasure, "seconds above 0"},
	{"max_abandon", erlang.AbandonmentMeasure, "a share above 0 and below 1"},
	{"max_occupancy", erlang.OccupancyMeasure, "a share above 0 and below 1"},
	{"max_block", erlang.BlockingMeasure, "a share above 0 and below 1"},
}

// readGoals reads the goals of a row that looks for something.
func (r *erlangRow) readGoals(t *table, bad *badInput, row int) {
	variant, err := erlang.ParseVariant(t.text(row, "sl_variant"))
	if err != nil {
		bad.add(t.file, t.lines[row], "sl_variant", "%v", err)
	}
	r.setting.Variant = variant
	if r.unknown == "" {
		return
	}
	for _, c := range goalColumns {
		target := t.number(bad, row, c.column, 0, c.want, func(v float64) bool { return v > 0 && (v < 1 || c.measure == erlang.ASAMeasure) })
		if target == 0 {
			continue
		}
		r.goals = append(r.goals, erlang.Goal{Measure: c.measure, Target: target})
		if c.measure == erlang.ServiceLevelMeasure && r.unknown != erlang.FindThreshold {
			neededNumber(t, bad, row, "threshold_s", "the seconds within which sl_target must be answered", notNegative)
		}
	}
	switch {
	case r.unknown == erlang.FindPatience && r.model != "a" && r.model != "x":
		bad.add(t.file, t.lines[row], "solve_for", "patience, which model %s does not have; expected model a or x", r.model)
	case r.unknown == erlang.FindLines && r.model != "x":
		bad.add(t.file, t.lines[row], "solve_for", "lines, which model %s does not have; expected model x", r.model)
	}
}

// refuse records what the formulas themselves refuse, such as fewer lines than
// agents.
func (r *erlangRow) refuse(t *table, bad *badInput, row int) {
	err := r.setting.Check()
	if r.unknown != "" {
		err = erlang.Problem{Setting: r.setting, Unknown: r.unknown, Goals: r.goals}.Check()
	}
	var refused *erlang.InputError
	if errors.As(err, &refused) {
		column, known := columnOfSetting[refused.Field]
		if !known {
			column = "solve_for"
		}
		bad.add(t.file, t.lines[row], column, "%v", refused)
	}
}

// columnOfSetting is the column that gives what the formulas refuse.
var columnOfSetting = map[string]string{
	"volume": "load_erl", "load": "load_erl", "interval": "interval_s", "handle time": "aht_s", "agents": "agents",
	"lines": "lines", "redial": "redial", "threshold": "threshold_s", "patience": "patience_s",
}

// solve finds what the row looks for, puts it into the row and its cells, and
// reports whether there is such a value. Where there is none, binding says why.
func (r *erlangRow) solve(cells map[string]string) bool {
	s, err := erlang.Solve(erlang.Problem{Setting: r.setting, Unknown: r.unknown, Goals: r.goals})
	var none *erlang.NoSolutionError
	if errors.As(err, &none) {
		cells["binding"] = string(none.Reason)
		return false
	}
	if err != nil {
		cells["binding"] = fmt.Sprint(err) // refused while reading, so this cannot be
		return false
	}
	r.setting = s.Setting
	cells["solved"], cells["solved_whole"], cells["binding"] = figure(s.Value), figure(s.Whole), string(s.Binding)
	switch r.unknown {
	case erlang.FindThreshold:
		r.threshold = s.Value
	case erlang.FindPatience:
		r.patience = s.Value
	}
	return true
}

// extended are the figures of model x.
func (r erlangRow) extended(figures map[string]float64) {
	f, err := erlang.Evaluate(r.setting)
	if err != nil {
		return // refused while reading
	}
	figures["p_wait"], figures["p_abandon"], figures["p_block"] = f.PWait, f.PAbandon, f.PBlock
	figures["e_wait_s"], figures["asa_s"] = f.MeanWait, f.ASA
	figures["occupancy"], figures["queue_length"] = f.Occupancy, f.QueueLength
	figures["attempts"], figures["p_lost"] = f.Attempts, f.PLost
	r.levels(figures, f.Levels)
}
