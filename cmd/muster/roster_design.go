package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/scheduling/design"
	"github.com/muster-wfm/muster/scheduling/design/format"
)

// rosterDesign decides which shifts to offer for a demand.
type rosterDesign struct {
	In         string        `help:"Problem in JSON (docs/roster-format.md), - for standard input." default:"-"`
	Out        string        `help:"Design in JSON, - for standard output." default:"-"`
	TimeLimit  time.Duration `help:"Stop after this time." default:"20s"`
	Iterations int           `help:"Stop after so many moves instead of a time; the same input then gives the same bytes."`
	Seed       uint64        `help:"Decides every random choice." default:"1"`
	MaxShifts  int           `help:"At most so many distinct shifts; 0 for as many as pay."`
	Curve      string        `help:"Also the best designs of so many shifts, such as 2-12." placeholder:"LOW-HIGH"`
	Lines      bool          `help:"Also arrange a week's shifts in a rotation."`
	Rest       int           `help:"Least minutes between two shifts of a line." default:"660"`
	MaxRun     int           `help:"Most days at work in a row on a line." default:"6"`
	MinOff     int           `help:"Least days off in a row on a line." default:"2"`
	MaxDays    int           `help:"Most days at work in a week of a line." default:"5"`
}

// Run does the work. Ctrl-C ends the search early and keeps the best design.
func (c *rosterDesign) Run(ctx context.Context) error {
	low, high, err := c.curveRange()
	if err != nil {
		return err
	}
	problem, err := c.read()
	if err != nil {
		return err
	}
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	result, err := design.Search(ctx, problem, designSettings(c.Seed, c.MaxShifts, c.Iterations, c.TimeLimit))
	if err != nil {
		return err
	}
	written := format.Written{Seed: c.Seed}
	if high > 0 {
		if written.Curve, err = design.Curve(ctx, problem, low, high, design.Settings{Seed: c.Seed}); err != nil {
			return err
		}
	}
	if c.Lines {
		rules := design.LineRules{RestMinutes: c.Rest, MaxRun: c.MaxRun, MinOff: c.MinOff, MaxDays: c.MaxDays}
		lines := design.Rotation(ctx, problem, result.Design, rules, 5, c.Seed)
		written.Lines = &lines
	}
	if err := format.WriteDesign(out, problem, result, written); err != nil {
		return err
	}
	return out.keep()
}

// curveRange reads the curve's numbers of shifts.
func (c *rosterDesign) curveRange() (low, high int, err error) {
	if c.Curve == "" {
		return 0, 0, nil
	}
	if n, _ := fmt.Sscanf(strings.ReplaceAll(c.Curve, "-", " "), "%d %d", &low, &high); n != 2 || low < 1 || high < low || high > 100 {
		bad := &badInput{}
		bad.add("--curve", 0, "", "found %q; expected two numbers of shifts up to 100, such as 2-12", c.Curve)
		return 0, 0, bad
	}
	return low, high, nil
}

// designSettings ends a search after its moves, if given, or else after its time.
func designSettings(seed uint64, most, iterations int, limit time.Duration) design.Settings {
	s := design.Settings{Seed: seed, MaxShifts: most, Iterations: iterations}
	if iterations > 0 {
		return s
	}
	s.Restarts = 1 << 20
	begin := time.Now()
	s.Progress = func(float64, design.Cost) bool { return time.Since(begin) < limit }
	return s
}

// read reads the problem; everything wrong with it is bad input.
func (c *rosterDesign) read() (*design.Problem, error) {
	file, err := openInput(c.In)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	problem, err := format.ReadProblem(file)
	var faults *format.Faults
	if errors.As(err, &faults) {
		bad := &badInput{}
		for _, f := range faults.List {
			bad.add(c.In, f.Line, f.Field, "found %s; expected %s", f.Found, f.Expected)
		}
		return nil, bad
	}
	return problem, err
}
