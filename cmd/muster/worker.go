package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/muster-wfm/muster/internal/database"
)

// workerCommand is `muster worker`: long work only, beside servers that were
// started with --no-worker or to share their load.
type workerCommand struct {
	storage `embed:""`
	Drain   time.Duration `default:"20s" help:"How long a shutdown waits for jobs before their leases run out."`
}

// Run works until the context ends, then gives unfinished jobs back.
func (c *workerCommand) Run(ctx context.Context) (err error) {
	muster, err := c.open(ctx, newLogger(os.Stderr))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, muster.DB.Close()) }()
	if muster.DB.Dialect() == database.SQLite {
		return wrongOptions("--db %s is SQLite, on which muster serve does its own work; expected postgres://…", c.DB)
	}
	if err := muster.Jobs.Start(ctx); err != nil {
		return err
	}
	fmt.Println("Muster is working; end it with an interrupt")
	<-ctx.Done()
	signal.Reset(os.Interrupt, syscall.SIGTERM) // a second signal ends the program at once
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.Drain)
	defer cancel()
	return muster.Jobs.Stop(limited)
}
