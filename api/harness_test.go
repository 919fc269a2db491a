package api_test

import (
	"io"
	"log/slog"
)

// quiet drops log lines, of which tests of refusals would print many.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func copyAll(to io.Writer, from io.Reader) (int64, error) { return io.Copy(to, from) }
