package main

import (
	"cmp"
	"errors"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// costInputs weigh people against waiting, in place of a target or beside one.
var costInputs = []string{"cost_agent_hour", "cost_wait_hour", "cost_abandonment"}

// costColumns are what they add: what an hour costs with the agents found.
var costColumns = []string{"cost_people", "cost_waiting", "cost_abandoned", "cost_total"}

// costed reports whether any row may have costs.
func costed(t *table) bool {
	for _, name := range costInputs {
		if _, set := t.instead[name]; set || t.column(name) >= 0 {
			return true
		}
	}
	return false
}

// costsGiven reports whether a row has any.
func costsGiven(t *table, row int) bool {
	for _, name := range costInputs {
		if t.text(row, name) != "" {
			return true
		}
	}
	return false
}

// costRow returns the cells of a row that has costs.
func costRow(t *table, bad *badInput, row int, load staffing.Load, goals staffing.Goals) []string {
	known := len(bad.problems)
	costs := staffing.Costs{
		AgentHour:   neededNumber(t, bad, row, "cost_agent_hour", "what a paid hour of one person costs, above 0", positive),
		WaitHour:    t.number(bad, row, "cost_wait_hour", 0, "what an hour of waiting costs, at least 0", notNegative),
		Abandonment: t.number(bad, row, "cost_abandonment", 0, "what a contact costs that gives up, at least 0", notNegative),
	}
	if len(bad.problems) > known {
		return nil
	}
	best, err := staffing.Economic(load, goals, costs)
	var refused *staffing.InputError
	if errors.As(err, &refused) {
		bad.add(t.file, t.lines[row], cmp.Or(columnOfCost[refused.Field], columnOfInput[refused.Field], "cost_agent_hour"), "%v", refused)
		return nil
	}
	r := best.Result
	cells := staffCells(r.Agents, r.Scheduled, r.Fractional, r.Performance, r.Binding)
	return append(cells, figure(best.Best.People), figure(best.Best.Waiting), figure(best.Best.Abandonment), figure(best.Best.Total()))
}

// columnOfCost is the column that gives what the trade-off refuses.
var columnOfCost = map[string]string{
	"cost of an agent hour": "cost_agent_hour", "cost of an hour of waiting": "cost_wait_hour", "cost of an abandonment": "cost_abandonment",
}
