package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
)

// rosterCommand groups what can be done with rosters in plain files.
type rosterCommand struct {
	Draft     rosterDraft     `cmd:"" help:"Write a problem for a staffed file and made-up people."`
	Generate  rosterGenerate  `cmd:"" help:"Write the problem of a made-up centre, to measure with (docs/rostering.md)."`
	Solve     rosterSolve     `cmd:"" help:"Build the cheapest legal roster of a problem (docs/roster-format.md)."`
	Benchmark rosterBenchmark `cmd:"" help:"Solve a public shift-scheduling instance, to compare with what others have published."`
	Design    rosterDesign    `cmd:"" help:"Decide which shifts to offer at all for a demand (docs/roster-format.md)."`
	Breaks    rosterBreaks    `cmd:"" help:"Place the breaks of a roster anew, from an instant on, within the limits of teams."`
	Repair    rosterRepair    `cmd:"" help:"Make up for absences in a roster with few changes to the others' days."`
}

// rosterSolve reads a problem, searches, verifies and writes the roster.
type rosterSolve struct {
	In         string        `help:"Problem in JSON, - for standard input." default:"-"`
	Out        string        `help:"Roster in JSON, - for standard output." default:"-"`
	TimeLimit  time.Duration `help:"Stop after this time." default:"60s"`
	Seed       uint64        `help:"Decides every random choice." default:"1"`
	Threads    int           `help:"Searches that run at once." default:"2"`
	Iterations int64         `help:"Stop after so many moves of each thread instead of a time; the same input then gives the same bytes."`
	TargetGap  float64       `help:"Stop once the roster is proven to be within this share of the optimum." default:"0.0001"`
}

// Run does the work. Ctrl-C ends the search early and keeps the best roster.
func (c *rosterSolve) Run(ctx context.Context) error {
	problem, err := c.read()
	if err != nil {
		return err
	}
	out, err := openOutput(c.Out) // first: a minute's search must not end at a folder that is not there
	if err != nil {
		return err
	}
	defer out.drop()
	begin := time.Now()
	settings := roster.Settings{Seed: c.Seed, Threads: c.Threads, Iterations: c.Iterations, TargetGap: c.TargetGap}
	timed := c.Iterations == 0
	if timed {
		settings.TimeLimit, settings.Elapsed = c.TimeLimit, func() time.Duration { return time.Since(begin) }
	}
	watch := newWatch(os.Stderr, func() time.Duration { return time.Since(begin) })
	result, err := roster.Solve(ctx, problem, settings, watch.show)
	watch.end()
	if err != nil {
		return c.refusal(problem, err)
	}
	violations := roster.Verify(problem, result.Roster)
	if err := format.WriteRoster(out, problem, settings, result, violations, timed); err != nil {
		return err
	}
	if len(violations) > 0 {
		return fmt.Errorf("the verifier found %d violations, the first: %s", len(violations), violations[0])
	}
	return out.keep()
}

// read reads the problem; everything wrong with it is bad input.
func (c *rosterSolve) read() (*roster.Problem, error) {
	file, err := openInput(c.In)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	problem, err := format.ReadProblem(file)
	return problem, faultsIn(c.In, err)
}

// refusal turns a problem that has no roster into bad input that names the
// people, the rules in conflict and what would help.
func (c *rosterSolve) refusal(p *roster.Problem, err error) error {
	bad := &badInput{}
	var invalid *roster.Invalid
	var infeasible *roster.Infeasible
	switch {
	case errors.As(err, &invalid):
		for _, f := range invalid.Faults {
			bad.add(c.In, 0, f.Field, "found %s; expected %s", f.Found, f.Expected)
		}
	case errors.As(err, &infeasible):
		for _, conflict := range infeasible.Conflicts {
			person := p.People[conflict.Person]
			bad.add(c.In, 0, fmt.Sprintf("people[%d]", conflict.Person), "no roster of %s (agreement %s) satisfies %s together; expected rules that can be met%s",
				person.Code, p.Agreements[person.Agreement].Code, conflict.Names(), reliefs(conflict.Reliefs))
		}
	default:
		return err
	}
	return bad
}

// reliefs says which changes would help.
func reliefs(list []roster.Relief) string {
	if len(list) == 0 {
		return ""
	}
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = r.String()
	}
	return ", for example by " + strings.Join(words, " or ")
}

// watch shows how a search goes: a bar on a terminal, a line now and then
// elsewhere.
type watch struct {
	out   io.Writer
	bar   bool
	clock func() time.Duration
	last  time.Duration
	shown bool
}

func newWatch(out *os.File, clock func() time.Duration) *watch {
	return &watch{out: out, bar: term.IsTerminal(int(out.Fd())), clock: clock}
}

// between is the least time between two lines.
func (w *watch) between() time.Duration {
	if w.bar {
		return 100 * time.Millisecond
	}
	return 5 * time.Second
}

// show is called by the search after every round.
func (w *watch) show(n roster.Incumbent) {
	now := w.clock()
	if w.shown && now-w.last < w.between() && n.Phase != roster.Finished {
		return
	}
	w.last, w.shown = now, true
	if w.bar {
		done := int(n.Fraction * 30)
		fmt.Fprintf(w.out, "\r[%s%s] %-8s %s\x1b[K", strings.Repeat("#", done), strings.Repeat(".", 30-done), n.Phase, state(n))
		return
	}
	fmt.Fprintf(w.out, "%5.1fs %3.0f%% %-8s %s\n", now.Seconds(), 100*n.Fraction, n.Phase, state(n))
}

// state says how good the best roster is.
func state(n roster.Incumbent) string {
	if len(n.Best.Days) == 0 {
		return ""
	}
	text := fmt.Sprintf("cost %.0f", n.Cost.Total())
	if !math.IsInf(n.Bound, 0) {
		text += fmt.Sprintf(", bound %.0f, gap %.1f%%", n.Bound, 100*n.Gap())
	}
	return text
}

// end leaves the bar's line.
func (w *watch) end() {
	if w.bar && w.shown {
		fmt.Fprintln(w.out)
	}
}
