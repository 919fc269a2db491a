// Package frontend holds the built web app, so that Muster is one file.
//
// The sources live beside this file and are built by Vite into dist, which is
// not committed but for placeholder.html: a checkout whose web app was never
// built still compiles, and then serves that page, which says how to build it.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// The pages a server falls back to for an address that is no file: Index once
// the web app is built, Placeholder before.
const (
	Index       = "index.html"
	Placeholder = "placeholder.html"
)

// Files returns the built web app, rooted at its index page. Text files have
// their compressed forms beside them, under the added suffixes .br and .gz.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil { // only for a malformed path, and this one is constant
		return dist
	}
	return files
}

// Built reports whether the web app was built before the program was compiled.
func Built() bool {
	_, err := fs.Stat(Files(), Index)
	return err == nil
}
