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

	"github.com/muster-wfm/muster/scheduling/benchmark"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// rosterBenchmark solves a public shift-scheduling instance with the engine that
// builds rosters.
type rosterBenchmark struct {
	Instance  string        `arg:"" help:"Instance of Curtois and Qu (2014), of minimum shift design or of multi-activity shifts, - for standard input."`
	Out       string        `help:"Where to write the solution for a checker, - for standard output." default:"-"`
	TimeLimit time.Duration `help:"Stop after this time." default:"60s"`
	Seed      uint64        `help:"Decides every random choice." default:"1"`
	Threads   int           `help:"Searches that run at once." default:"2"`
}

// Run does the work. Ctrl-C ends the search early and keeps the best roster.
func (c *rosterBenchmark) Run(ctx context.Context) error {
	text, err := c.text()
	if err != nil {
		return err
	}
	if other := c.other(text); other != nil {
		return other(ctx, text)
	}
	instance, err := c.read(text)
	if err != nil {
		return err
	}
	problem, err := instance.Problem()
	if err != nil {
		bad := &badInput{}
		bad.add(c.Instance, 0, "", "%v", err)
		return bad
	}
	return c.answer(func(out io.Writer, elapsed func() time.Duration) (penalty int, bound string, err error) {
		watch := newWatch(os.Stderr, elapsed)
		result, err := roster.Solve(ctx, problem, roster.Settings{
			Seed: c.Seed, Threads: c.Threads, TimeLimit: c.TimeLimit, Elapsed: elapsed,
		}, watch.show)
		watch.end()
		if err != nil {
			return 0, "", (&rosterSolve{In: c.Instance}).refusal(problem, err)
		}
		if violations := roster.Verify(problem, result.Roster); len(violations) > 0 {
			return 0, "", fmt.Errorf("the verifier found %d violations, the first: %s", len(violations), violations[0])
		}
		rows := instance.Of(result.Roster)
		return instance.Penalty(rows), wholeBound(result.Bound), instance.WriteSolution(out, rows)
	})
}

// answer writes what solve does to the output, and its penalty, bound and time as the
// last line of standard output. A solve that fails leaves no file.
func (c *rosterBenchmark) answer(solve func(out io.Writer, elapsed func() time.Duration) (penalty int, bound string, err error)) error {
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	begin := time.Now()
	elapsed := func() time.Duration { return time.Since(begin) }
	penalty, bound, err := solve(out, elapsed)
	if err != nil {
		return err
	}
	if err := out.keep(); err != nil {
		return err
	}
	fmt.Printf("penalty=%d bound=%s seconds=%.1f\n", penalty, bound, elapsed().Seconds())
	return nil
}

// wholeBound writes a bound: penalties are whole numbers, so that nothing below
// the next one is possible.
func wholeBound(bound float64) string {
	if math.IsInf(bound, -1) {
		return "none"
	}
	return fmt.Sprintf("%.0f", math.Max(0, math.Ceil(bound-1e-6)))
}

// text reads the file, which tells by its content what it is an instance of.
func (c *rosterBenchmark) text() (string, error) {
	file, err := openInput(c.Instance)
	if err != nil {
		return "", err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	return string(text), err
}

func (c *rosterBenchmark) read(text string) (*benchmark.Instance, error) {
	instance, err := benchmark.ReadInstance(strings.NewReader(text))
	var wrong *benchmark.LineError
	if errors.As(err, &wrong) {
		bad := &badInput{}
		bad.add(c.Instance, wrong.Line, wrong.Section, "found %s; expected %s", wrong.Found, wrong.Expected)
		return nil, bad
	}
	return instance, err
}
