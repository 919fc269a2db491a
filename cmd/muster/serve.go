package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/muster-wfm/muster/api"
	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/frontend"
	"github.com/muster-wfm/muster/internal/database"
)

// serveCommand is `muster serve`: the web server, with workers unless told
// otherwise.
type serveCommand struct {
	storage      `embed:""`
	Addr         string         `default:"127.0.0.1:8080" env:"MUSTER_ADDR" help:"Address to listen on; port 0 takes a free one and prints it."`
	PublicURL    *url.URL       `env:"MUSTER_PUBLIC_URL" placeholder:"URL" help:"Address that people type, such as https://muster.example.com. With https, cookies are only sent by TLS."`
	Insecure     bool           `help:"Allow plain HTTP on an address that other machines reach, as behind a proxy on a trusted network."`
	TrustedProxy []netip.Prefix `env:"MUSTER_TRUSTED_PROXY" placeholder:"CIDR" help:"Proxies whose X-Forwarded-For names the caller."`
	APIOnly      bool           `name:"api-only" help:"Serve no pages, only the API."`
	NoWorker     bool           `help:"Leave long work to muster worker (PostgreSQL only)."`
	Drain        time.Duration  `default:"20s" help:"How long a shutdown waits for requests and jobs."`
}

// Run serves until the context ends, then shuts down in order: not ready, event
// streams ended, requests finished, jobs given back, database closed.
func (c *serveCommand) Run(ctx context.Context) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	log := newLogger(os.Stderr)
	muster, err := c.open(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, muster.DB.Close()) }()
	if c.NoWorker && muster.DB.Dialect() == database.SQLite {
		return wrongOptions("--no-worker: on SQLite nobody else could do the work; expected --db postgres://…")
	}
	if !c.NoWorker {
		if err := muster.Jobs.Start(ctx); err != nil {
			return err
		}
	}
	if err := firstAdministrator(ctx, muster); err != nil {
		return err
	}
	return c.serve(ctx, muster, os.Stdout)
}

// wrongOptions refuses what stands on the command line, as bad input.
func wrongOptions(format string, args ...any) error {
	return &badInput{problems: []string{fmt.Errorf(format, args...).Error()}}
}

// check refuses combinations that would send passwords in the clear.
func (c *serveCommand) check() error {
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return wrongOptions("--addr %s: %w; expected HOST:PORT", c.Addr, err)
	}
	if c.PublicURL != nil && (c.PublicURL.Host == "" || c.PublicURL.Scheme != "https" && c.PublicURL.Scheme != "http") {
		return wrongOptions("--public-url %s: expected an address such as https://muster.example.com", c.PublicURL)
	}
	byTLS := c.PublicURL != nil && c.PublicURL.Scheme == "https"
	if !isLoopback(host) && !byTLS && !c.Insecure {
		return wrongOptions("--addr %s is reached by other machines, over plain HTTP; expected a loopback address, "+
			"--public-url https://… with a proxy in front that speaks TLS, or --insecure", c.Addr)
	}
	return nil
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// serve answers requests until the context ends. Its first line on out tells
// where; programs that start Muster on port 0 read it.
func (c *serveCommand) serve(ctx context.Context, muster *wire.Services, out io.Writer) error {
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return err
	}
	closing := make(chan struct{})
	deps := muster.Deps()
	deps.PublicURL, deps.TrustedProxies, deps.Closing = c.PublicURL, c.TrustedProxy, closing
	if !c.APIOnly {
		deps.Web = frontend.Files()
	}
	server := newServer(api.New(deps), muster.Log)
	fmt.Fprintf(out, "Muster is listening on http://%s\n", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", c.Addr, err)
	case <-ctx.Done():
	}
	close(closing)
	return c.shutDown(ctx, server, muster)
}

// shutDown waits for requests and gives jobs back, both within the drain time. A
// second signal ends the program at once.
func (c *serveCommand) shutDown(ctx context.Context, server *http.Server, muster *wire.Services) error {
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	muster.Log.Info("shutting down")
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.Drain)
	defer cancel()
	stopped := make(chan error, 1)
	go func() { stopped <- muster.Jobs.Stop(limited) }()
	err := server.Shutdown(limited)
	if err != nil {
		err = errors.Join(fmt.Errorf("requests were still open after %s: %w", c.Drain, err), server.Close())
	}
	return errors.Join(err, <-stopped)
}

// newServer sets the limits of a server that strangers reach. There is none on
// writing, which would end event streams and downloads; handlers set their own.
func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}
