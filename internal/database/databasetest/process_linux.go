package databasetest

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// folderPrefix begins the name of every private server's folder.
const folderPrefix = "muster-pg-"

// startBound starts a program that the kernel ends with this process, even when
// a test binary panics or is killed. The signal is tied to the thread that
// started the program, so that thread is kept for good.
func startBound(command *exec.Cmd) error {
	command.SysProcAttr.Pdeathsig = syscall.SIGQUIT // PostgreSQL's immediate shutdown
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		started <- command.Start()
		_ = command.Wait()
		_ = os.RemoveAll(command.Dir)
	}()
	return <-started
}

// unprivileged makes a program run as user postgres when the tests run as root,
// because PostgreSQL refuses to.
func unprivileged(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{}
	if uid, gid, needed := owner(); needed {
		command.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
}

// giveAway hands a folder to the user that the server runs as.
func giveAway(folder string) error {
	uid, gid, needed := owner()
	if !needed {
		return nil
	}
	return os.Chown(folder, uid, gid)
}

// owner is the user that the server must run as, when that is not the current one.
func owner() (uid, gid int, needed bool) {
	if os.Getuid() != 0 {
		return 0, 0, false
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		return 65534, 65534, true // nobody
	}
	uid, _ = strconv.Atoi(account.Uid)
	gid, _ = strconv.Atoi(account.Gid)
	return uid, gid, true
}

// newFolder makes the server's folder; its name holds the number of the process
// that it belongs to.
func newFolder() (string, error) {
	return os.MkdirTemp("", folderPrefix+strconv.Itoa(os.Getpid())+"-")
}

// sweepAbandoned removes folders whose process is gone: the kernel ends a server
// with its test binary, but nobody is left to remove the files.
func sweepAbandoned() {
	folders, _ := filepath.Glob(filepath.Join(os.TempDir(), folderPrefix+"*"))
	for _, folder := range folders {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(folder), folderPrefix), "-")
		pid, err := strconv.Atoi(number)
		if err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(folder)
		}
	}
}
