// Command muster is the whole of Muster in one program: the web server, its
// workers, and every engine as a command on plain files.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // planning in a site's zone must not depend on the machine

	"github.com/alecthomas/kong"

	"github.com/muster-wfm/muster/cmd/muster/wire"
)

// program lists the sub-commands; each lives in the file of its name.
type program struct {
	Version kong.VersionFlag `help:"Print the version and leave."`

	Serve    serveCommand    `cmd:"" help:"Serve the web app and the API, and do long work."`
	Demo     demoCommand     `cmd:"" help:"Build a demonstration centre and serve it."`
	Worker   workerCommand   `cmd:"" help:"Do long work beside the servers (PostgreSQL)."`
	User     userCommand     `cmd:"" help:"Administer users from the command line."`
	Erlang   erlangCommand   `cmd:"" help:"Evaluate Erlang B, C and A on the rows of a file."`
	Staff    staffCommand    `cmd:"" help:"Find the agents that goals ask for, row by row."`
	Forecast forecastCommand `cmd:"" help:"Forecast contacts and handle time by interval from a history."`
	Simulate simulateCommand `cmd:"" help:"Play a contact centre contact by contact: skills, patience, overflow, chats."`
	Roster   rosterCommand   `cmd:"" help:"Build rosters from plain files."`
	Quality  qualityCommand  `cmd:"" help:"Statistics of quality: what several graders together say."`
	Survival survivalCommand `cmd:"" help:"Statistics of how long people stay, and of the workforce that follows."`
	Import   importCommand   `cmd:"" help:"Bring interval history from files into a database."`
	Migrate  migrateCommand  `cmd:"" help:"Bring a database's schema up to date."`
}

// Exit codes of the command-line contract.
const (
	exitFailed   = 1 // the work could not be done
	exitBadInput = 2 // the input was wrong; every problem is on stderr
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run parses the command line, does the work and returns the exit code.
func run(ctx context.Context, args []string) int {
	wire.Version = version
	var cli program
	parser, err := kong.New(&cli,
		kong.Name("muster"),
		kong.Description("Forecast, staff, roster and account for a customer-contact centre."),
		kong.Vars{"version": version},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(os.Stderr, "muster:", err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "muster:", err)
		return exitBadInput
	}
	return exitCode(command.Run())
}

// exitCode prints what went wrong, once, and says how the program ends.
func exitCode(err error) int {
	var bad *badInput
	switch {
	case err == nil:
		return 0
	case errors.As(err, &bad):
		fmt.Fprintln(os.Stderr, bad.Error())
		return exitBadInput
	default:
		fmt.Fprintln(os.Stderr, "muster:", err)
		return exitFailed
	}
}
