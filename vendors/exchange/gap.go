package exchange

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/problem"
)

// Gap is a row of an owner's file: a forecast, or, with tasks and times at zero, the
// agents that are missing.
type Gap struct {
	Line       int
	Skill      string
	Start, End time.Time
	Tasks      decimal.Decimal
	Task       decimal.Decimal // seconds a task
	After      decimal.Decimal // seconds after it
	Agents     decimal.Decimal
}

// longestSkill is how long a skill's name may be, in characters.
const longestSkill = 50

var gapColumns = []string{"skillname", "startdatetime", "enddatetime", "tasks", "tasktime", "aftertasktime", "agents"}

// ReadGaps reads skill, start, end, tasks, seconds, seconds after, agents: without a
// header, in local time. The error is [Faults], or one of reading.
func ReadGaps(text io.Reader, loc *time.Location) ([]Gap, error) {
	var faults Faults
	var out []Gap
	type span struct{ skill, start string }
	last, seen := map[string]time.Time{}, map[span]int{}
	err := rows(text, gapColumns, &faults, func(line int, cells []string) {
		g := Gap{Line: line, Skill: cells[0]}
		named := g.Skill != "" && utf8.RuneCountInString(g.Skill) <= longestSkill
		if !named {
			faults.Add(line, gapColumns[0], g.Skill, fmt.Sprintf("a name of 1 to %d characters", longestSkill), problem.Wanting(problem.Characters, 1, longestSkill))
		}
		start, end, timed := faults.span(line, cells[1], cells[2], loc, last[g.Skill])
		numbers := true
		for i, into := range []*decimal.Decimal{&g.Tasks, &g.Task, &g.After, &g.Agents} {
			numbers = faults.number(line, gapColumns[3+i], cells[3+i], into) && numbers
		}
		if !named || !timed || !numbers {
			return
		}
		g.Start, g.End, last[g.Skill] = start, end, start
		key := span{g.Skill, start.UTC().Format(time.RFC3339)}
		if first, twice := seen[key]; twice {
			faults.Add(line, gapColumns[1], cells[1], fmt.Sprintf("an interval of its own: line %d has it", first), problem.Wanting(problem.OwnLine, first))
			return
		}
		seen[key] = line
		out = append(out, g)
	})
	if err != nil {
		return nil, err
	}
	return out, faults.Err()
}

// WriteGaps writes rows sorted by skill and start, as [ReadGaps] reads them.
func WriteGaps(w io.Writer, gaps []Gap, loc *time.Location) error {
	sorted := slices.Clone(gaps)
	slices.SortStableFunc(sorted, func(a, b Gap) int { return cmp.Or(cmp.Compare(a.Skill, b.Skill), a.Start.Compare(b.Start)) })
	out := csv.NewWriter(w)
	for _, g := range sorted {
		if err := out.Write([]string{
			g.Skill, g.Start.In(loc).Format(stampForm), g.End.In(loc).Format(stampForm),
			g.Tasks.String(), g.Task.String(), g.After.String(), g.Agents.String(),
		}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// number reads a decimal of 0 or more.
func (f *Faults) number(line int, column, text string, into *decimal.Decimal) bool {
	d, err := decimal.Parse(text)
	if err != nil || d.IsNeg() {
		f.Add(line, column, text, "a number of 0 or more, such as 16.85", problem.Wanting(problem.Decimal))
		return false
	}
	*into = d
	return true
}

// rows reads a file line by line; a row that is no row is a fault.
func rows(text io.Reader, columns []string, faults *Faults, visit func(line int, cells []string)) error {
	in := csv.NewReader(text)
	in.FieldsPerRecord = -1
	for first := true; ; first = false {
		cells, err := in.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &broken):
			faults.Add(broken.Line, "row", broken.Err.Error(), "values separated by commas, quotes in pairs", problem.Wanting(problem.CommaSeparated))
			return nil // what follows cannot be told apart
		case err != nil:
			return fmt.Errorf("read exchange file: %w", err)
		}
		line, _ := in.FieldPos(0)
		if first {
			cells[0] = trimMark(cells[0])
		}
		if len(cells) != len(columns) {
			faults.Add(line, "row", fmt.Sprintf("%d values", len(cells)), fmt.Sprintf("%d: %v", len(columns), columns), problem.Wanting(problem.Values, len(columns), strings.Join(columns, ", ")))
			continue
		}
		if at := slices.IndexFunc(cells, func(c string) bool { return !utf8.ValidString(c) }); at >= 0 {
			faults.Add(line, columns[at], "bytes that are no UTF-8", "text in UTF-8", problem.Wanting(problem.UTF8))
			continue
		}
		visit(line, cells)
	}
}

// trimMark takes a byte order mark off.
func trimMark(cell string) string {
	if r, n := utf8.DecodeRuneInString(cell); r == '\ufeff' {
		return cell[n:]
	}
	return cell
}
