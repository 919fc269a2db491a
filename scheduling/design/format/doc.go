// Package format reads shift design problems and writes designs in the JSON documents
// of docs/roster-format.md.
package format
