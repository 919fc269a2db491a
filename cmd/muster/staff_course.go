package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/staffing"
)

// courseColumns are what following the queue adds to staffColumns.
var courseColumns = []string{"agents_interval", "agents_added", "queue_after"}

// lane is the rows of one course, in the order of the table.
type lane struct {
	rows    []int
	loads   []staffing.Load
	seconds []float64
	goals   staffing.Goals // those of its first row
}

// runCourse staffs rows in time order, each course by following its queue.
func (c *staffCommand) runCourse(ctx context.Context, in *table, bad *badInput) ([][]string, error) {
	by := c.parting(in, bad)
	var names []string
	lanes := map[string]*lane{}
	for i := range in.rows {
		name := ""
		for _, column := range by {
			name += in.text(i, column) + "\x00"
		}
		l := lanes[name]
		if l == nil {
			l = &lane{}
			lanes[name], names = l, append(names, name)
		}
		l.read(in, bad, i)
	}
	rows := make([][]string, len(in.rows))
	if len(bad.problems) > 0 {
		return rows, nil
	}
	for _, name := range names {
		if err := lanes[name].staff(ctx, in, bad, rows); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// parting is the columns whose values part one course from another: those asked
// for, else queue where there is such a column.
func (c *staffCommand) parting(in *table, bad *badInput) []string {
	if c.By == "" {
		if in.column("queue") >= 0 {
			return []string{"queue"}
		}
		return nil
	}
	by := strings.Split(c.By, ",")
	in.require(bad, by...)
	return by
}

// read adds a row to a course. All rows of one have the same goals, because what
// one interval leaves is met by the next.
func (l *lane) read(t *table, bad *badInput, row int) {
	load, goals := readLoad(t, bad, row), readGoals(t, bad, row)
	asked := bad
	if t.text(row, "contacts") != "" || t.text(row, "load_erl") == "" {
		asked = &badInput{} // readLoad has told
	}
	seconds := neededNumber(t, asked, row, "interval_s", "seconds above 0, the length of the interval, which a course needs", positive)
	if costsGiven(t, row) {
		bad.add(t.file, t.lines[row], "cost_agent_hour", "costs beside --method course; expected targets, or --method interval")
	}
	if len(l.rows) == 0 {
		l.goals = goals
	}
	for _, g := range []struct {
		column string
		differ bool
	}{
		{"sl_target", goals.ServiceLevel != l.goals.ServiceLevel}, {"threshold_s", goals.Threshold != l.goals.Threshold},
		{"sl_variant", goals.Variant != l.goals.Variant}, {"asa_target_s", goals.MaxASA != l.goals.MaxASA},
		{"max_occupancy", goals.MaxOccupancy != l.goals.MaxOccupancy}, {"max_abandon", goals.MaxAbandonment != l.goals.MaxAbandonment},
		{"min_agents", goals.MinAgents != l.goals.MinAgents}, {"shrinkage", goals.Shrinkage != l.goals.Shrinkage},
	} {
		if g.differ {
			bad.add(t.file, t.lines[row], g.column, "%q differs from line %d; expected the same goal in every row of a course (part courses by --by COLUMN)", t.text(row, g.column), t.lines[l.rows[0]])
		}
	}
	l.rows, l.loads, l.seconds = append(l.rows, row), append(l.loads, load), append(l.seconds, seconds)
}

// staff writes the cells of a course's rows.
func (l *lane) staff(ctx context.Context, t *table, bad *badInput, rows [][]string) error {
	results, err := staffing.Course(ctx, l.loads, l.seconds, l.goals)
	var in *staffing.IntervalError
	var refused *staffing.InputError
	var large *erlang.CourseError
	switch {
	case errors.As(err, &in) && errors.As(err, &refused):
		bad.add(t.file, t.lines[l.rows[in.Interval]], cmp.Or(columnOfInput[refused.Field], "sl_target"), "%v", refused)
		return nil
	case errors.As(err, &large):
		heaviest := slices.MaxFunc(l.loads, func(a, b staffing.Load) int { return cmp.Compare(a.Erlangs, b.Erlangs) }).Erlangs
		at := slices.IndexFunc(l.loads, func(a staffing.Load) bool { return a.Erlangs == heaviest })
		bad.add(t.file, t.lines[l.rows[at]], "contacts", "%v", large)
		return nil
	case err != nil:
		return err
	}
	for i, r := range results {
		rows[l.rows[i]] = append(staffCells(r.Agents, l.goals.Shrinkage.ScheduledWhole(r.Agents), r.Fractional, r.Performance, r.Binding),
			strconv.Itoa(r.Stationary.Agents), strconv.Itoa(r.Added), figure(r.Passage.QueueAtEnd))
	}
	return nil
}
