package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/database"
)

// storage says where Muster keeps what it knows.
type storage struct {
	DB   string `name:"db" env:"MUSTER_DB" default:"muster.db" help:"Database: postgres://…, or the path of an SQLite file." placeholder:"URL"`
	Data string `env:"MUSTER_DATA" default:"muster-data" type:"path" help:"Folder for uploaded files." placeholder:"DIR"`
}

// open connects to the database, brings it up to date and builds the services.
// The caller closes the database after everything that uses it has ended.
func (s *storage) open(ctx context.Context, log *slog.Logger) (*wire.Services, error) {
	db, err := database.Open(ctx, s.DB, database.WithLogger(log))
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	services, err := wire.New(db, s.Data, log)
	if err == nil {
		err = services.Prepare(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return services, nil
}

// newLogger writes one line of JSON an event. MUSTER_LOG=debug shows every request.
func newLogger(out io.Writer) *slog.Logger {
	level := slog.LevelInfo
	if os.Getenv("MUSTER_LOG") == "debug" {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: level}))
}
