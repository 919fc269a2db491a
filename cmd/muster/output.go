package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// openOutput opens a file for writing, "-" for standard output. Nothing stands
// under the file's name until keep: a failed run leaves no half-written file. A
// link is followed; what is no ordinary file, such as /dev/null or a pipe, is
// written to as it is.
func openOutput(path string) (*output, error) {
	if path == "-" {
		return &output{Writer: bufio.NewWriter(os.Stdout)}, nil
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("write %s: it is a folder; a file was expected", path)
	case err == nil && !info.Mode().IsRegular():
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &output{Writer: bufio.NewWriterSize(file, 1<<16), file: file}, err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".muster-*")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("write %s: there is no folder %s", path, filepath.Dir(path))
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return &output{Writer: bufio.NewWriterSize(file, 1<<16), file: file, path: path}, nil
}

// output is a file in the making. Exactly one of keep and drop ends it.
type output struct {
	*bufio.Writer
	file *os.File
	path string // where the finished file goes; "" where it is written in place
}

// keep puts the finished file in its place.
func (o *output) keep() error {
	if err := o.Flush(); err != nil || o.file == nil {
		return err
	}
	if o.path == "" {
		return o.file.Close()
	}
	if err := o.file.Chmod(0o644); err != nil {
		return err
	}
	if err := o.file.Close(); err != nil {
		return err
	}
	return os.Rename(o.file.Name(), o.path)
}

// drop forgets the file. After keep it does nothing.
func (o *output) drop() {
	if o.file == nil {
		return
	}
	_ = o.file.Close()
	if o.path != "" {
		_ = os.Remove(o.file.Name())
	}
}
