package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
)

// migrateCommand brings a database's schema up to date. serve does the same when
// it starts; the command is for those who want to do it apart, before new
// versions of the server start.
type migrateCommand struct {
	DB string `name:"db" env:"MUSTER_DB" default:"muster.db" help:"Database: postgres://…, or the path of an SQLite file." placeholder:"URL"`
}

// Run migrates and says what the schema is now.
func (c *migrateCommand) Run(ctx context.Context) error {
	db, err := database.Open(ctx, c.DB)
	if err != nil {
		return err
	}
	return errors.Join(c.migrate(ctx, db), db.Close())
}

func (c *migrateCommand) migrate(ctx context.Context, db *database.DB) error {
	before, _, err := db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	if err := migrateAll(ctx, db); err != nil {
		return err
	}
	after, _, err := db.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	if before == after {
		fmt.Printf("%s: up to date at version %d\n", db.Dialect(), after)
		return nil
	}
	fmt.Printf("%s: migrated from version %d to %d\n", db.Dialect(), before, after)
	return nil
}

// migrateAll brings Muster's own tables up to date and then those of the queue
// that carries its jobs.
func migrateAll(ctx context.Context, db *database.DB) error {
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return jobs.Migrate(ctx, db)
}
