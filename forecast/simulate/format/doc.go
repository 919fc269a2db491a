// Package format reads simulation scenarios from JSON and writes scenarios and
// reports to it. docs/simulation.md describes both for people.
//
// The reader is strict: it lists every unknown, missing and wrong field with its
// path, its line, what was found and what was expected, and then everything that
// [simulate.Scenario.Check] finds, so that a file is mended in one go. Times are
// seconds and say so in their field's name. Nothing here opens files.
package format
