//go:build !linux

package databasetest

import (
	"errors"
	"os/exec"
)

var errNotHere = errors.New("the private PostgreSQL of the tests needs Linux, which ends it with the test binary")

func newFolder() (string, error) { return "", errNotHere }
func startBound(*exec.Cmd) error { return errNotHere }
func giveAway(string) error      { return errNotHere }
func unprivileged(*exec.Cmd)     {}
func sweepAbandoned()            {}
