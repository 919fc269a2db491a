// Package format reads rostering problems from JSON and writes problems and
// rosters to it. docs/roster-format.md describes the format for people.
//
// The reader is strict: it lists every unknown, missing and wrong field with its
// path, its line, what was found and what was expected, and then everything that
// the problem's own check finds, so that a file is mended in one go. Nothing
// here opens files.
package format
