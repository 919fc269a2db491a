package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
)

func TestServeRefusesWhatWouldSendPasswordsInTheClear(t *testing.T) {
	public := func(address string) *url.URL {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	cases := []struct {
		name    string
		command serveCommand
		refusal string // part of the message, "" where it may start
	}{
		{"loopback", serveCommand{Addr: "127.0.0.1:8080"}, ""},
		{"loopback by name", serveCommand{Addr: "localhost:0"}, ""},
		{"loopback of IPv6", serveCommand{Addr: "[::1]:8080"}, ""},
		{"every address of the machine", serveCommand{Addr: ":8080"}, "plain HTTP"},
		{"an address of the network", serveCommand{Addr: "192.0.2.1:80"}, "--insecure"},
		{"the same, knowingly", serveCommand{Addr: "192.0.2.1:80", Insecure: true}, ""},
		{"behind a proxy with TLS", serveCommand{Addr: ":8080", PublicURL: public("https://muster.example.com")}, ""},
		{"behind one without", serveCommand{Addr: ":8080", PublicURL: public("http://muster.example.com")}, "plain HTTP"},
		{"no port", serveCommand{Addr: "127.0.0.1"}, "HOST:PORT"},
		{"a public address that is none", serveCommand{Addr: "127.0.0.1:0", PublicURL: public("muster.example.com")}, "--public-url"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := c.command.check()
			if (err == nil) != (c.refusal == "") || err != nil && !strings.Contains(err.Error(), c.refusal) {
				t.Errorf("%s: got %v, want a refusal with %q", c.command.Addr, err, c.refusal)
			}
		})
	}
}

// What is wrong with the command line is found before anything is built, and is
// bad input.
func TestWrongOptionsAreBadInput(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"serve", "--addr", "nowhere"}, "--addr nowhere: address nowhere: missing port in address; expected HOST:PORT"},
		{[]string{"serve", "--addr", "127.0.0.1:0", "--no-worker", "--db", ":memory:"}, "--no-worker: on SQLite nobody else could do the work; expected --db postgres://…"},
		{[]string{"worker", "--db", ":memory:"}, "--db :memory: is SQLite, on which muster serve does its own work; expected postgres://…"},
		{[]string{"demo", "--size", "1"}, "--size: 1 people; expected 20 to 5000"},
		{[]string{"demo", "--size", "5001"}, "--size: 5001 people; expected 20 to 5000"},
		{[]string{"demo", "--addr", "nowhere"}, "--addr nowhere"},
		{[]string{"demo", "--today", "2026-02-30"}, `--today: "2026-02-30" is not a day`},
	} {
		code := 0
		complaints := captured(t, &os.Stderr, func() { code = run(t.Context(), c.args) })
		if code != exitBadInput || !strings.Contains(complaints, c.want) {
			t.Errorf("muster %q: exit %d, %s; want %d and %q", c.args, code, complaints, exitBadInput, c.want)
		}
	}
}

// served is a server that runs until the test ends it.
type served struct {
	address string
	end     context.CancelFunc
	ended   chan error
}

func serveForTest(t *testing.T) *served {
	t.Helper()
	folder := t.TempDir()
	command := serveCommand{
		storage: storage{DB: filepath.Join(folder, "muster.db"), Data: filepath.Join(folder, "files")},
		Addr:    "127.0.0.1:0", Drain: time.Minute,
	}
	muster, err := command.open(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = muster.DB.Close() })
	if _, err := addUser(t.Context(), muster, "ana@example.com", "", "violet tractor on the moon", []auth.Role{auth.Administrator}); err != nil {
		t.Fatal(err)
	}
	if err := muster.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	printed, out := io.Pipe()
	s := &served{end: end, ended: make(chan error, 1)}
	go func() { s.ended <- command.serve(ctx, muster, out) }()
	line, err := bufio.NewReader(printed).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, found := strings.CutPrefix(strings.TrimSpace(line), "Muster is listening on ")
	if !found {
		t.Fatalf("the first line is %q, want the address", line)
	}
	s.address = address
	return s
}

func TestServePrintsItsAddressAnswersAndGoesInOrder(t *testing.T) {
	s := serveForTest(t)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.address+"/api/v1/session",
		strings.NewReader(`{"email":"ana@example.com","password":"violet tractor on the moon"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	for _, ask := range []*http.Request{request, getRequest(t, s.address+"/api/v1/session"), getRequest(t, s.address+"/readyz")} {
		response, err := client.Do(ask)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s %s: %d, want 200", ask.Method, ask.URL.Path, response.StatusCode)
		}
	}
	client.CloseIdleConnections()
	s.end()
	if err := <-s.ended; err != nil {
		t.Errorf("the shutdown: %v", err)
	}
}

func getRequest(t *testing.T, address string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return request
}

func TestAWorkerNeedsADatabaseThatOthersShare(t *testing.T) {
	folder := t.TempDir()
	keep := storage{DB: filepath.Join(folder, "muster.db"), Data: filepath.Join(folder, "files")}
	worker := workerCommand{storage: keep}
	if err := worker.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "postgres://") {
		t.Errorf("a worker on SQLite: got %v, want a refusal that names PostgreSQL", err)
	}
	serve := serveCommand{storage: keep, Addr: "127.0.0.1:0", NoWorker: true}
	if err := serve.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "--no-worker") {
		t.Errorf("a server on SQLite without a worker: got %v, want a refusal", err)
	}
}

func TestThePasswordOfANewUserIsReadAsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"violet tractor on the moon\n": "violet tractor on the moon",
		" with blanks \r\n":            " with blanks ",
		"no line end":                  "no line end",
	} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := write.WriteString(typed); err != nil {
			t.Fatal(err)
		}
		_ = write.Close()
		if got, err := readPassword(read, io.Discard); err != nil || got != want {
			t.Errorf("%q was read as %q (%v), want %q", typed, got, err, want)
		}
		_ = read.Close()
	}
}

func TestAWrongNewUserIsBadInputWithEveryField(t *testing.T) {
	err := badUser(auth.FieldErrors{{Field: "email", Found: "x", Want: "an address"}, {Field: "password", Want: "12 characters"}})
	var bad *badInput
	if !errors.As(err, &bad) || len(bad.problems) != 2 || exitCode(err) != exitBadInput {
		t.Errorf("got %v, want both fields as bad input", err)
	}
}

func TestTheFirstAdministratorComesFromTheEnvironmentOnce(t *testing.T) {
	folder := t.TempDir()
	keep := storage{DB: filepath.Join(folder, "muster.db"), Data: filepath.Join(folder, "files")}
	muster, err := keep.open(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = muster.DB.Close() }()
	if err := firstAdministrator(t.Context(), muster); err != nil {
		t.Fatalf("without the environment: %v, want a hint in the log", err)
	}
	t.Setenv("MUSTER_ADMIN_EMAIL", "ana@example.com")
	t.Setenv("MUSTER_ADMIN_PASSWORD", "short")
	if err := firstAdministrator(t.Context(), muster); err == nil {
		t.Error("a short password was taken")
	}
	t.Setenv("MUSTER_ADMIN_PASSWORD", "violet tractor on the moon")
	for range 2 {
		if err := firstAdministrator(t.Context(), muster); err != nil {
			t.Fatal(err)
		}
	}
	users, err := muster.Auth.ListUsers(t.Context(), auth.SystemScope(1), 0, 0)
	if err != nil || len(users) != 1 || users[0].Email != "ana@example.com" {
		t.Errorf("users %+v (%v), want the one administrator", users, err)
	}
}
