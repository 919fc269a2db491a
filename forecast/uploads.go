package forecast

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
)

// Recognition is an upload with what was found out about it.
type Recognition struct {
	Upload     Upload
	Recognised history.Recognised
}

// Upload streams a file into the data directory and recognises it. A file of 2
// GiB or more, and one that is no table, is refused with a *history.RowError and
// leaves nothing behind.
func (im *Imports) Upload(ctx context.Context, scope auth.Scope, name string, r io.Reader) (Recognition, error) {
	name = plainName(name)
	u := Upload{FileName: name, CreatedAt: im.Now(), CreatedBy: scope.Actor()}
	file, err := im.create("uploads")
	if err != nil {
		return Recognition{}, err
	}
	keep := false
	defer func() {
		_ = file.Close()
		if !keep {
			_ = os.Remove(file.Name())
		}
	}()
	sum := sha256.New()
	content := &upTo{r: contextReader{ctx, r}, left: history.MaxFileBytes - 1}
	if u.Bytes, err = io.Copy(io.MultiWriter(file, sum), content); err != nil {
		return Recognition{}, placeIn(name, err)
	}
	u.SHA256, u.StoredName = hex.EncodeToString(sum.Sum(nil)), filepath.Base(file.Name())
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Recognition{}, err
	}
	source, err := history.Open(file, u.Bytes, name)
	if err != nil {
		return Recognition{}, err
	}
	defer func() { _ = source.Close() }()
	if u, err = im.imports.AddUpload(ctx, scope, u); err != nil {
		return Recognition{}, err
	}
	keep = true
	return Recognition{u, source.Recognised}, nil
}

// Recognise looks at an upload again.
func (im *Imports) Recognise(ctx context.Context, scope auth.Scope, upload int64) (Recognition, error) {
	u, source, err := im.openUpload(ctx, scope, upload)
	if err != nil {
		return Recognition{}, err
	}
	defer source.close()
	return Recognition{u, source.Recognised}, nil
}

// Preview shows how the first rows of an upload read with a mapping.
func (im *Imports) Preview(ctx context.Context, scope auth.Scope, upload int64, order ImportOrder) ([]history.PreviewRow, []history.Field, error) {
	_, source, err := im.openUpload(ctx, scope, upload)
	if err != nil {
		return nil, nil, err
	}
	defer source.close()
	if err := im.complete(ctx, scope, &order, source.Recognised); err != nil {
		return nil, nil, err
	}
	missing := order.Mapping.Missing()
	if len(missing) > 0 {
		return nil, missing, nil
	}
	rows, err := source.Preview(order.Mapping)
	return rows, nil, err
}

// Forget removes the file of an upload that nobody needs any more. The upload
// stays on record; an import of it that has not run yet finds the file gone.
func (im *Imports) Forget(ctx context.Context, scope auth.Scope, upload int64) error {
	u, err := im.imports.Upload(ctx, scope, upload)
	if err != nil || u.StoredName == "" {
		return err
	}
	if err := im.imports.ForgetFile(ctx, scope, u.ID); err != nil {
		return err
	}
	return os.Remove(im.uploadPath(u))
}

// openedUpload is a source with the file beneath it.
type openedUpload struct {
	*history.Source
	file *os.File
}

func (o openedUpload) close() {
	_ = o.Source.Close()
	_ = o.file.Close()
}

func (im *Imports) openUpload(ctx context.Context, scope auth.Scope, id int64) (Upload, openedUpload, error) {
	u, err := im.imports.Upload(ctx, scope, id)
	if err != nil {
		return u, openedUpload{}, err
	}
	if u.StoredName == "" {
		return u, openedUpload{}, &GoneError{id}
	}
	file, err := os.Open(im.uploadPath(u))
	if errors.Is(err, os.ErrNotExist) {
		return u, openedUpload{}, &GoneError{id}
	}
	if err != nil {
		return u, openedUpload{}, err
	}
	source, err := history.Open(file, u.Bytes, u.FileName)
	if err != nil {
		_ = file.Close()
		return u, openedUpload{}, err
	}
	return u, openedUpload{source, file}, nil
}

func (im *Imports) uploadPath(u Upload) string {
	return filepath.Join(im.dir, "uploads", filepath.Base(u.StoredName))
}

// create makes a new file in a folder of the data directory.
func (im *Imports) create(folder string) (*os.File, error) {
	dir := filepath.Join(im.dir, folder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return os.CreateTemp(dir, "f-*")
}

const longestName = 200

// plainName keeps the last part of what a browser or a command calls a file,
// without control characters.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if name == "." || name == "/" || name == "" {
		return "upload"
	}
	if runes := []rune(name); len(runes) > longestName {
		name = string(runes[:longestName])
	}
	return name
}

func placeIn(name string, err error) error {
	var row *history.RowError
	if errors.As(err, &row) {
		row.File = name
	}
	return err
}

// upTo refuses, rather than cuts, what is longer.
type upTo struct {
	r    io.Reader
	left int64
}

func (u *upTo) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if u.left -= int64(n); u.left < 0 {
		return 0, &history.RowError{Code: history.TooLarge, Got: "the file has 2 GiB or more", Want: "less than 2 GiB; compress it with gzip or split it"}
	}
	return n, err
}

// contextReader ends a copy when nobody waits for it any more.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
