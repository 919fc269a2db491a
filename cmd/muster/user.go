package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
)

// userCommand is `muster user`: what must be possible before anyone can sign in.
type userCommand struct {
	Add userAddCommand `cmd:"" help:"Create a user; the password is asked for, or read from standard input."`
}

// userAddCommand is `muster user add`.
type userAddCommand struct {
	storage `embed:""`
	Email   string      `required:"" help:"Address to sign in with."`
	Name    string      `help:"Name to show. Default: the part of the address before the @."`
	Role    []auth.Role `default:"administrator" help:"Roles: administrator, planner, supervisor, hr, vendor_manager."`
}

// Run creates the user. The password never stands on the command line, where
// other users of the machine could read it.
func (c *userAddCommand) Run(ctx context.Context) (err error) {
	password, err := readPassword(os.Stdin, os.Stderr)
	if err != nil {
		return err
	}
	muster, err := c.open(ctx, newLogger(os.Stderr))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, muster.DB.Close()) }()
	user, err := addUser(ctx, muster, c.Email, c.Name, password, c.Role)
	if err != nil {
		return badUser(err)
	}
	fmt.Printf("%s may now sign in\n", user.Email)
	return nil
}

func addUser(ctx context.Context, m *wire.Services, email, name, password string, roles []auth.Role) (auth.User, error) {
	if name == "" {
		name, _, _ = strings.Cut(email, "@")
	}
	return m.Auth.CreateUser(ctx, auth.SystemScope(wire.MainTenant), auth.User{Email: email, Name: name, Roles: roles}, password)
}

// badUser turns wrong fields into bad input, one a line.
func badUser(err error) error {
	var fields auth.FieldErrors
	if !errors.As(err, &fields) {
		return err
	}
	bad := &badInput{}
	for _, field := range fields {
		bad.problems = append(bad.problems, field.Error())
	}
	return bad
}

// readPassword asks for a password twice on a terminal without showing it, and
// reads one line elsewhere.
func readPassword(in *os.File, prompt io.Writer) (string, error) {
	descriptor := int(in.Fd())
	if !term.IsTerminal(descriptor) {
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var typed [2]string
	for i, question := range []string{"Password: ", "The same again: "} {
		fmt.Fprint(prompt, question)
		text, err := term.ReadPassword(descriptor)
		fmt.Fprintln(prompt)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		typed[i] = string(text)
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two passwords differ; nothing was done")
	}
	return typed[0], nil
}

// firstAdministrator makes sure that somebody can sign in: on an empty database
// it creates the administrator that the environment names, or says how to.
func firstAdministrator(ctx context.Context, m *wire.Services) error {
	users, err := m.Auth.ListUsers(ctx, auth.SystemScope(wire.MainTenant), 0, 1)
	if err != nil || len(users) > 0 {
		return err
	}
	email, password := os.Getenv("MUSTER_ADMIN_EMAIL"), os.Getenv("MUSTER_ADMIN_PASSWORD")
	if email == "" || password == "" {
		m.Log.WarnContext(ctx, "nobody can sign in yet: create the first administrator with `muster user add --email you@example.com`, "+
			"or start with MUSTER_ADMIN_EMAIL and MUSTER_ADMIN_PASSWORD set")
		return nil
	}
	user, err := addUser(ctx, m, email, "", password, []auth.Role{auth.Administrator})
	if err != nil {
		return fmt.Errorf("create the first administrator from MUSTER_ADMIN_EMAIL: %w", err)
	}
	m.Log.InfoContext(ctx, "created the first administrator", slog.String("email", user.Email))
	return nil
}
