package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/muster-wfm/muster/scheduling/breaks"
	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
)

// rosterBreaks places the pauses of a roster anew, its shifts as they are.
type rosterBreaks struct {
	In     string `required:"" help:"Problem in JSON (docs/roster-format.md), - for standard input."`
	Roster string `required:"" help:"Roster in JSON, as roster solve writes it."`
	Out    string `help:"Roster in JSON, - for standard output." default:"-"`
	Now    string `help:"Leave alone what began before this instant, such as 2026-05-04T12:15:00+01:00."`
	Seed   uint64 `help:"Decides every random choice." default:"1"`
	Sweeps int    `help:"Annealed sweeps after the descent; more find more." default:"30"`
}

// Run does the work. Ctrl-C ends the search early and keeps the best pauses.
func (c *rosterBreaks) Run(ctx context.Context) error {
	problem, err := (&rosterSolve{In: c.In}).read()
	if err != nil {
		return err
	}
	r, err := c.read(problem)
	if err != nil {
		return err
	}
	now, err := c.now(problem)
	if err != nil {
		return err
	}
	out, err := openOutput(c.Out)
	if err != nil {
		return err
	}
	defer out.drop()
	settings := roster.PauseSettings{Now: now, Settings: breaks.Settings{
		Seed: c.Seed, Sweeps: c.Sweeps, Stop: func() bool { return ctx.Err() != nil }}}
	plan, err := roster.PlacePauses(problem, r, settings)
	var invalid *roster.Invalid
	if errors.As(err, &invalid) {
		bad := &badInput{}
		for _, f := range invalid.Faults {
			bad.add(c.Roster, 0, f.Field, "found %s; expected %s", f.Found, f.Expected)
		}
		return bad
	}
	if err != nil {
		return err
	}
	if err := format.WritePauses(out, problem, settings, plan); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d shifts changed; %.1f person-hours missing, before %.1f; %d person-minutes over the limits of teams\n",
		len(plan.Moved), plan.ShortAfter, plan.ShortBefore, plan.ExcessMinutes)
	return out.keep()
}

// read reads the roster; everything wrong with it is bad input.
func (c *rosterBreaks) read(p *roster.Problem) (roster.Roster, error) {
	file, err := openInput(c.Roster)
	if err != nil {
		return roster.Roster{}, err
	}
	defer file.Close()
	r, err := format.ReadRoster(file, p)
	return r, faultsIn(c.Roster, err)
}

// now reads the instant as a minute of the horizon; without one nothing is past.
func (c *rosterBreaks) now(p *roster.Problem) (int, error) {
	if c.Now == "" {
		return 0, nil
	}
	at, err := time.Parse(time.RFC3339, c.Now)
	if err != nil {
		bad := &badInput{}
		bad.add("--now", 0, "now", "%q; expected an instant such as 2026-05-04T12:15:00+01:00", c.Now)
		return 0, bad
	}
	return max(0, int(at.Sub(p.Grid.Start(0))/time.Minute)), nil
}

// faultsIn turns the faults of a document into bad input that names the file.
func faultsIn(file string, err error) error {
	var faults *format.Faults
	if !errors.As(err, &faults) {
		return err
	}
	bad := &badInput{}
	for _, f := range faults.List {
		bad.add(file, f.Line, f.Field, "found %s; expected %s", f.Found, f.Expected)
	}
	return bad
}
