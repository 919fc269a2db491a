package database_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
)

// wire stands between the pool and the server. Muted, it swallows what the server
// answers, and tells of each question.
type wire struct {
	real  string
	asked chan struct{}
	mu    sync.Mutex
	muted bool
	ends  []net.Conn
}

const socketName = ".s.PGSQL.5432"

// tapped opens a database through a wire, with one connection.
func tapped(t *testing.T) (*database.DB, *wire) {
	t.Helper()
	address, err := url.Parse(databasetest.PostgresURL(t))
	if err != nil {
		t.Fatal(err)
	}
	query, folder := address.Query(), t.TempDir()
	w := &wire{real: filepath.Join(query.Get("host"), socketName), asked: make(chan struct{}, 1)}
	listener, err := net.Listen("unix", filepath.Join(folder, socketName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go w.join(client)
		}
	}()
	query.Set("host", folder)
	query.Set("pool_max_conns", "1")
	address.RawQuery = query.Encode()
	db, err := database.Open(t.Context(), address.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db, w
}

func (w *wire) join(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", w.real)
	if err != nil {
		return
	}
	defer server.Close()
	w.mu.Lock()
	w.ends = append(w.ends, client, server)
	w.mu.Unlock()
	go func() { _, _ = io.Copy(client, quiet{server, w}); _ = client.Close() }()
	_, _ = io.Copy(server, watched{client, w})
}

func (w *wire) mute(muted bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.muted = muted
}

// cut ends what there is of connections.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, end := range w.ends {
		_ = end.Close()
	}
}

func (w *wire) isMuted() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.muted
}

// quiet is what the server says, but for what it says muted.
type quiet struct {
	net.Conn
	w *wire
}

func (q quiet) Read(p []byte) (int, error) {
	for {
		n, err := q.Conn.Read(p)
		if err != nil || !q.w.isMuted() {
			return n, err
		}
	}
}

// watched is what the client says.
type watched struct {
	net.Conn
	w *wire
}

func (c watched) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && c.w.isMuted() {
		select {
		case c.w.asked <- struct{}{}:
		default:
		}
	}
	return n, err
}

// A caller who gives up while a connection is being prepared for its tenant breaks
// the connection off. The next caller must get another.
func TestAConnectionBrokenOffWhileItIsPreparedIsNotUsedAgain(t *testing.T) {
	db, w := tapped(t)
	nothing := func(ctx context.Context) error { return db.Tx(ctx).Exec("SELECT 1").Error }
	if err := db.InTx(t.Context(), auth.SystemScope(1), nothing); err != nil {
		t.Fatal(err)
	}
	w.mute(true)
	ctx, giveUp := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- db.InTx(ctx, auth.SystemScope(2), nothing) }()
	<-w.asked
	giveUp()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the caller who gave up: got %v, want %v", err, context.Canceled)
	}
	w.mute(false)
	if err := db.InTx(t.Context(), auth.SystemScope(1), nothing); err != nil {
		t.Errorf("the next caller: %v", err)
	}
}

// When the server ended a connection that waits in the pool, as at its restart,
// the caller gets a new one instead of the error.
func TestAConnectionThatTheServerEndedIsReplaced(t *testing.T) {
	db, w := tapped(t)
	nothing := func(ctx context.Context) error { return db.Tx(ctx).Exec("SELECT 1").Error }
	if err := db.InTx(t.Context(), auth.SystemScope(1), nothing); err != nil {
		t.Fatal(err)
	}
	w.cut()
	if err := db.InTx(t.Context(), auth.SystemScope(2), nothing); err != nil {
		t.Errorf("the next caller: %v", err)
	}
}
