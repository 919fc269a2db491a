package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
	"time"

	"github.com/muster-wfm/muster/scheduling/activity"
	"github.com/muster-wfm/muster/scheduling/benchmark"
	"github.com/muster-wfm/muster/scheduling/design"
	"github.com/muster-wfm/muster/scheduling/design/format"
)

// other returns what solves a file that is of shift design or of multi-activity
// shifts, or nil.
func (c *rosterBenchmark) other(text string) func(context.Context, string) error {
	switch {
	case benchmark.IsShiftDesign(text):
		return c.shiftDesign
	case benchmark.IsActivity(text):
		return c.activity
	default:
		return nil
	}
}

// shiftDesign solves an instance of the minimum shift design problem and writes
// the design as `muster roster design` does.
func (c *rosterBenchmark) shiftDesign(ctx context.Context, text string) error {
	problem, err := benchmark.ReadShiftDesign(strings.NewReader(text))
	if err != nil {
		return c.refused(err)
	}
	return c.answer(func(out io.Writer, _ func() time.Duration) (penalty int, bound string, err error) {
		result, err := design.Search(ctx, problem, designSettings(c.Seed, 0, 0, c.TimeLimit))
		if err != nil {
			return 0, "", c.unsolved(err)
		}
		if result.Cost.Broken {
			return 0, "", errors.New("no design was found that covers everything with shifts of the average length asked for")
		}
		err = format.WriteDesign(out, problem, result, format.Written{Seed: c.Seed})
		return int(math.Round(result.Cost.Total())), wholeBound(result.Bound), err
	})
}

// activity solves a multi-activity instance and writes the roster as its set does.
func (c *rosterBenchmark) activity(ctx context.Context, text string) error {
	problem, err := benchmark.ReadActivity(strings.NewReader(text))
	if err != nil {
		return c.refused(err)
	}
	return c.answer(func(out io.Writer, elapsed func() time.Duration) (penalty int, bound string, err error) {
		result, err := activity.Solve(ctx, problem, activity.Settings{
			Seed: c.Seed, TimeShare: func() float64 { return float64(elapsed()) / float64(c.TimeLimit) },
		})
		if err != nil {
			return 0, "", c.unsolved(err)
		}
		if broken := problem.Check(result.Roster); len(broken) > 0 {
			return 0, "", fmt.Errorf("the verifier found %d violations, the first: %s", len(broken), broken[0])
		}
		if result.Cost.Missing > 0 {
			return 0, "", fmt.Errorf("the best roster misses %d people in quarter hours that need them; allow more time", result.Cost.Missing)
		}
		err = benchmark.WriteActivitySolution(out, filepath.Base(c.Instance), problem, result.Roster)
		return result.Cost.Surplus, fmt.Sprint(result.Bound), err
	})
}

// unsolved is bad input where the problem itself cannot be; that a search was
// ended, or failed, is nobody's input.
func (c *rosterBenchmark) unsolved(err error) error {
	var tasks *activity.Invalid
	var shifts *design.Invalid
	if errors.As(err, &tasks) || errors.As(err, &shifts) {
		return c.refused(err)
	}
	return err
}

// refused turns what is wrong with a file or its problem into bad input.
func (c *rosterBenchmark) refused(err error) error {
	bad := &badInput{}
	var line *benchmark.ActivityError
	var invalid *design.Invalid
	var tasks *activity.Invalid
	switch {
	case errors.As(err, &line):
		bad.add(c.Instance, line.Line, "", "found %s; expected %s", line.Found, line.Expected)
	case errors.As(err, &tasks):
		bad.add(c.Instance, 0, tasks.Field, "found %s; expected %s", tasks.Found, tasks.Expected)
	case errors.As(err, &invalid):
		for _, f := range invalid.Faults {
			bad.add(c.Instance, 0, f.Field, "found %s; expected %s", f.Found, f.Expected)
		}
	default:
		bad.add(c.Instance, 0, "", "%v", err)
	}
	return bad
}
