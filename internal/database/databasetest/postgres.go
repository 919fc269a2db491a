package databasetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// role is the ordinary role that tests connect as: unlike a superuser it is
// bound by row-level security, as in production.
const role = "muster"

// errNoPrograms says that PostgreSQL is not installed on this machine.
var errNoPrograms = errors.New("PostgreSQL's initdb and postgres were not found; install Debian's postgresql package, or name their folder in MUSTER_PG_BIN")

// databases numbers the databases of the private server.
var databases atomic.Int64

// PostgresURL creates a migrated database and returns its address, for tests
// that open it more than once. The database is dropped at the test's end.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return createDatabase(t, " TEMPLATE template_muster STRATEGY FILE_COPY")
}

// EmptyPostgresURL is PostgresURL without any schema, for tests of migrations.
func EmptyPostgresURL(t testing.TB) string {
	t.Helper()
	return createDatabase(t, "")
}

func createDatabase(t testing.TB, options string) string {
	t.Helper()
	server, err := privateServer()
	if errors.Is(err, errNoPrograms) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatalf("start a private PostgreSQL: %v", err)
	}
	name := fmt.Sprintf("test_%d", databases.Add(1))
	if err := server.admin("CREATE DATABASE " + name + " OWNER " + role + options); err != nil {
		t.Fatalf("create database %s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := server.admin("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop database %s: %v", name, err)
		}
	})
	return server.url(role, name)
}

// server is a private PostgreSQL that listens on a socket in its own folder.
// It ends with this process: see start.
type server struct {
	folder string
	mu     sync.Mutex // CREATE DATABASE from one template, one at a time
}

func (s *server) url(user, database string) string {
	return fmt.Sprintf("postgres://%s@/%s?host=%s", user, database, s.folder)
}

func (s *server) admin(statements ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.url("postgres", "postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// privateServer starts the server on first use and prepares the template.
var privateServer = sync.OnceValues(func() (*server, error) {
	programs, err := findPrograms()
	if err != nil {
		return nil, err
	}
	sweepAbandoned()
	folder, err := newFolder()
	if err != nil {
		return nil, err
	}
	s := &server{folder: folder}
	if err := s.start(programs); err != nil {
		return nil, err
	}
	err = s.admin("CREATE ROLE "+role+" LOGIN", "CREATE DATABASE template_muster OWNER "+role)
	if err != nil {
		return nil, err
	}
	return s, migrate(s.url(role, "template_muster"))
})

// start makes a cluster and runs the server over it, without durability: a test
// database is worth nothing after a crash.
func (s *server) start(programs string) error {
	if err := giveAway(s.folder); err != nil {
		return err
	}
	data := filepath.Join(s.folder, "data")
	initdb := exec.Command(filepath.Join(programs, "initdb"), "--pgdata", data, "--username=postgres",
		"--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
	unprivileged(initdb)
	initdb.Dir = s.folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	log, err := os.Create(filepath.Join(s.folder, "log"))
	if err != nil {
		return err
	}
	postgres := exec.Command(filepath.Join(programs, "postgres"), "-D", data, "-k", s.folder,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
		"-c", "max_connections=200", "-c", "shared_buffers=64MB", "-c", "autovacuum=off", "-c", "jit=off")
	unprivileged(postgres)
	postgres.Dir = s.folder
	postgres.Stdout, postgres.Stderr = log, log
	if err := startBound(postgres); err != nil {
		return err
	}
	return s.awaitReady(log.Name())
}

func (s *server) awaitReady(log string) error {
	var err error
	for range 600 {
		if err = s.admin("SELECT 1"); err == nil {
			return nil
		}
		<-time.After(50 * time.Millisecond) // the server announces itself to nobody
	}
	said, _ := os.ReadFile(log)
	return fmt.Errorf("the server did not become ready: %w: %s", err, said)
}

// findPrograms returns the folder of initdb and postgres: MUSTER_PG_BIN, Debian's
// folders (newest first), or the search path.
func findPrograms() (string, error) {
	folders := []string{os.Getenv("MUSTER_PG_BIN")}
	debian, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.SortFunc(debian, func(a, b string) int {
		return strings.Compare(fmt.Sprintf("%60s", b), fmt.Sprintf("%60s", a))
	})
	folders = append(folders, debian...)
	if found, err := exec.LookPath("initdb"); err == nil {
		folders = append(folders, filepath.Dir(found))
	}
	for _, folder := range folders {
		if folder != "" && isProgram(folder, "initdb") && isProgram(folder, "postgres") {
			return folder, nil
		}
	}
	return "", errNoPrograms
}

func isProgram(folder, name string) bool {
	info, err := os.Stat(filepath.Join(folder, name))
	return err == nil && info.Mode()&0o111 != 0
}
