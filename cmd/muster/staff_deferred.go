package main

import (
	"context"
	"errors"
	"math"
	"strconv"

	"github.com/muster-wfm/muster/forecast/staffing"
)

// deferredColumns are what `muster staff --deferred` adds: people, and contacts of
// the mean handle time done, due, done in time and waiting when the interval ends.
var deferredColumns = []string{
	"agents_fractional", "agents", "scheduled", "done", "due", "in_time", "waiting", "overdue", "binding",
}

// staffDeferred plans work that may wait, a row an interval in the order of time.
func staffDeferred(ctx context.Context, in *table, c *staffCommand) error {
	bad := &badInput{}
	in.refuseComputed(bad, deferredColumns)
	in.require(bad, "contacts", "interval_s", "aht_s", "response_s")
	if err := bad.orNil(); err != nil {
		return err
	}
	if len(in.rows) == 0 {
		return (&computed{columns: deferredColumns}).write(c.Out, in, c.JSON)
	}
	p := waitingPlan{table: in, bad: bad}
	p.read(c.BusinessHours)
	if err := bad.orNil(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	rows, err := p.rows()
	if err != nil {
		return err
	}
	return (&computed{columns: deferredColumns, rows: rows}).write(c.Out, in, c.JSON)
}

// waitingPlan is a table of intervals with work that may wait.
type waitingPlan struct {
	*table
	bad   *badInput
	work  staffing.Deferred
	goals []staffing.Goals
	mean  float64 // agent-intervals of a contact
	busy  float64
}

// read takes every cell, and finds all that are wrong.
func (p *waitingPlan) read(businessHours bool) {
	share := func(v float64) bool { return v >= 0 && v < 1 }
	contacts, seconds, firstAHT := 0.0, 0.0, 0.0
	p.work = staffing.Deferred{OpenClock: businessHours, Renew: true, Finish: true}
	interval, response := p.same("interval_s"), p.same("response_s")
	p.work.Share = p.number(p.bad, 0, "sl_target", 0, "a share of at least 0 and below 1, such as 0.95; 0 or nothing for all", share)
	p.busy = p.number(p.bad, 0, "max_occupancy", 1, "a share above 0 and at most 1", func(v float64) bool { return v > 0 && v <= 1 })
	for i := range p.table.rows {
		n := neededNumber(p.table, p.bad, i, "contacts", "a number of at least 0", notNegative)
		aht := neededNumber(p.table, p.bad, i, "aht_s", "seconds above 0", positive)
		if i == 0 {
			firstAHT = aht
		}
		contacts, seconds = contacts+n, seconds+n*aht
		p.work.Work = append(p.work.Work, n*aht/interval)
		p.work.Open = append(p.work.Open, p.number(p.bad, i, "open", 1, "1 where people work, 0 where it is closed", func(v float64) bool { return v == 0 || v == 1 }) == 1)
		live := p.number(p.bad, i, "live_agents", 0, "people of at least 0 on other work", notNegative)
		p.work.Live = append(p.work.Live, live*p.busy)
		p.goals = append(p.goals, staffing.Goals{})
		p.goals[i].MinAgents = int(p.number(p.bad, i, "min_agents", 0, "a whole number of at least 0", func(v float64) bool { return v >= 0 && v <= mostErlangs && v == math.Trunc(v) }))
		p.goals[i].Shrinkage.OutOfOffice = p.number(p.bad, i, "shrinkage", 0, "a share from 0 to 0.99", func(v float64) bool { return v >= 0 && v <= 0.99 })
	}
	p.mean = firstAHT / interval
	if contacts > 0 {
		p.mean = seconds / contacts / interval
	}
	p.work.Within = max(1, int(response/interval))
	for i := range p.table.rows {
		open := p.number(p.bad, i, "backlog", 0, "contacts of at least 0 that are open at the start", notNegative)
		age := p.number(p.bad, i, "backlog_age_s", 0, "seconds of at least 0 since they came", notNegative)
		if open > 0 {
			due := math.Floor(max(-1e6, (response-age)/interval))
			p.work.Aged = append(p.work.Aged, staffing.Aged{Work: open * p.mean, Due: int(due)})
		}
	}
}

// same is a number that all rows have alike: rows without one take the first's.
func (p *waitingPlan) same(name string) float64 {
	first := neededNumber(p.table, p.bad, 0, name, "seconds above 0", positive)
	for i := 1; i < len(p.table.rows); i++ {
		if v := p.number(p.bad, i, name, first, "seconds above 0", positive); v != first && positive(first) && positive(v) {
			p.bad.add(p.file, p.lines[i], name, "%v after %v in the first row; expected the same in every row of one plan", v, first)
		}
	}
	return first
}

// rows plans the work and follows it.
func (p *waitingPlan) rows() ([][]string, error) {
	people, err := staffing.SpreadDeferred(p.work)
	if err != nil {
		return nil, p.refused(err)
	}
	binding, capacity := make([]staffing.Goal, len(people)), make([]float64, len(people))
	for i, work := range people {
		people[i] = work / p.busy
		switch least := float64(p.goals[i].MinAgents); {
		case p.work.Open[i] && people[i] < least:
			people[i], binding[i] = least, staffing.MinimumGoal
		case work > 0:
			binding[i] = staffing.ResponseTimeGoal
		}
		capacity[i] = people[i] * p.busy * (1 + 1e-9) // what the quotient may lack
	}
	b, err := staffing.FollowDeferred(p.work, capacity, []int{p.work.Within})
	if err != nil {
		return nil, p.refused(err)
	}
	var out [][]string
	for i, n := range people {
		whole := math.Ceil(n - 1e-9*max(1, n))
		out = append(out, []string{
			figure(n), strconv.Itoa(int(whole)), strconv.Itoa(int(math.Ceil(p.goals[i].Shrinkage.Scheduled(whole) - 1e-9*max(1, whole)))),
			figure(b.Done[i] / p.mean), figure(b.Due[i] / p.mean), figure(b.InTime[i] / p.mean), figure(b.Open(i) / p.mean), figure(b.Waiting[1][i] / p.mean),
			binding[i].String(),
		})
	}
	return out, nil
}

// refused is a refusal of the plan as a whole, at its first row.
func (p *waitingPlan) refused(err error) error {
	var input *staffing.InputError
	if !errors.As(err, &input) {
		return err
	}
	p.bad.add(p.file, p.lines[0], "response_s", "%v", input)
	return p.bad.orNil()
}
