package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/internal/audit"
	auditstore "github.com/muster-wfm/muster/internal/audit/store"
	"github.com/muster-wfm/muster/internal/auth"
	authstore "github.com/muster-wfm/muster/internal/auth/store"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/jobs"
	jobstore "github.com/muster-wfm/muster/internal/jobs/store"
	"github.com/muster-wfm/muster/internal/once"
	oncestore "github.com/muster-wfm/muster/internal/once/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// storage says where Muster keeps what it knows.
type storage struct {
	DB   string `name:"db" env:"MUSTER_DB" default:"muster.db" help:"Database: postgres://…, or the path of an SQLite file." placeholder:"URL"`
	Data string `env:"MUSTER_DATA" default:"muster-data" type:"path" help:"Folder for uploaded files." placeholder:"DIR"`
}

// muster is the whole of the server's services over one database. This file is
// the only place where domains meet: each asks for what it needs of another in
// an interface of its own, and gets it here.
type muster struct {
	db   *database.DB
	data string
	log  *slog.Logger

	Jobs      *jobs.Service
	Audit     *audit.Log
	Auth      *auth.Service
	Once      *once.Service
	Workforce *workforce.Service
}

// mainTenant is the client organisation of an installation.
const mainTenant = 1

// open connects to the database and builds the services. It changes nothing;
// prepare does.
func (s *storage) open(ctx context.Context, log *slog.Logger) (*muster, error) {
	db, err := database.Open(ctx, s.DB, database.WithLogger(log))
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	m, err := newMuster(db, s.Data, log)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return m, nil
}

// newMuster builds the services over an open database.
func newMuster(db *database.DB, data string, log *slog.Logger) (*muster, error) {
	m := &muster{db: db, data: data, log: log}
	var err error
	if m.Jobs, err = jobs.New(db, jobstore.New(db), jobs.WithLogger(log)); err != nil {
		return nil, err
	}
	m.Audit = audit.New(db, auditstore.New(db), time.Now)
	if m.Auth, err = auth.New(db, authstore.New(db), m.Audit, time.Now); err != nil {
		return nil, err
	}
	m.Once = once.New(oncestore.New(db), time.Now)
	m.Workforce = workforce.NewService(workforcestore.New(db), holidays.Seed)
	return m, nil
}

// prepare brings the schema up to date and makes the folder for files.
func (m *muster) prepare(ctx context.Context) error {
	if err := migrateAll(ctx, m.db); err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	if err := os.MkdirAll(m.data, 0o700); err != nil {
		return fmt.Errorf("make the folder for files: %w", err)
	}
	return nil
}

// deps is what the HTTP door opens onto.
func (m *muster) deps() api.Deps {
	return api.Deps{
		Auth: m.Auth, Audit: m.Audit, Jobs: m.Jobs, Workforce: m.Workforce,
		Repeats: m.Once, Logger: m.log, Ready: m.answers,
	}
}

// answers reports whether the database does.
func (m *muster) answers(ctx context.Context) error {
	_, err := m.Workforce.Tenant(ctx, auth.SystemScope(mainTenant))
	return err
}

// Close releases the database, after everything that uses it has ended.
func (m *muster) Close() error { return m.db.Close() }

// newLogger writes one line of JSON an event. MUSTER_LOG=debug shows every request.
func newLogger(out io.Writer) *slog.Logger {
	level := slog.LevelInfo
	if os.Getenv("MUSTER_LOG") == "debug" {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: level}))
}
