// Package protected keeps what nobody may be promoted, paid or rostered by, such as sex
// or year of birth, and audits rounds with it.
//
// It can be written person by person and read in groups alone: [Audit] compares how
// groups of at least ten fare in a round, and by which requirement. No other package of
// the domains may import this one; a test at the root sees to it.
package protected
