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

// keeper runs the server, and when it is told to end, ends the server at once
// (PostgreSQL's immediate shutdown is SIGQUIT) and removes its folder.
const keeper = `folder=$1; shift
"$@" &
trap 'kill -QUIT $!; wait $!; cd /; rm -rf "$folder"' TERM
wait $!`

// startBound starts a server in its folder. The kernel tells its keeper to end
// when this process does, even when a test binary panics or is killed. That is
// tied to the thread which started it, so the thread is kept for good.
func startBound(command *exec.Cmd) error {
	command.Args = append([]string{"sh", "-c", keeper, "keeper", command.Dir, command.Path}, command.Args[1:]...)
	command.Path = "/bin/sh"
	command.SysProcAttr.Pdeathsig = syscall.SIGTERM
	command.SysProcAttr.Setpgid = true // a terminal's interrupt goes to the test binary alone
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		started <- command.Start()
		_ = command.Wait()
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
	return os.MkdirTemp(roomyMemory(), folderPrefix+strconv.Itoa(os.Getpid())+"-")
}

// roomyMemory returns the folder in memory when it has a gigabyte to spare, else ""
// for the usual one: a new database is some three hundred files, which take
// several times as long on a disk.
func roomyMemory() string {
	const memory, gigabyte = "/dev/shm", 1 << 30
	var room syscall.Statfs_t
	if err := syscall.Statfs(memory, &room); err != nil || room.Bavail*uint64(room.Bsize) < gigabyte {
		return ""
	}
	return memory
}

// sweepAbandoned removes folders whose process is gone and whose keeper was
// killed before it could.
func sweepAbandoned() {
	folders, _ := filepath.Glob(filepath.Join(os.TempDir(), folderPrefix+"*"))
	inMemory, _ := filepath.Glob(filepath.Join("/dev/shm", folderPrefix+"*"))
	folders = append(folders, inMemory...)
	for _, folder := range folders {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(folder), folderPrefix), "-")
		pid, err := strconv.Atoi(number)
		if err == nil && errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			_ = os.RemoveAll(folder)
		}
	}
}
