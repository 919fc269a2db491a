// Package peoplefile reads lists of people as they come out of personnel
// systems and spreadsheets: CSV with a header whose spelling varies, in one of
// several encodings, with one of several delimiters.
//
// A [File] is what was recognised and the rows as text; what the cells mean is
// for the domain to say. Whatever is wrong is a [Problem] with line, column,
// what was found and what was expected.
//
// Header names are those of Muster's own list and, where they mean the same,
// those of BambooHR, Personio and common Workday reports.
//
// Start reading at [Read].
package peoplefile
