// Package ticket reads tickets as a help desk exports them and counts what the
// metrics of contracts need, so that a closure rate in a scorecard leads back to
// rows.
//
// Its nouns:
//
//   - Ticket: a case, with when it was created, first answered, solved for the last
//     time, and how often it was opened again.
//   - Clock: how much time runs between two instants: all of it, or office hours.
//   - Counts: tickets old enough to have had their time, and those of them that kept
//     it; a ticket of an hour ago neither keeps nor misses its day.
//
// Start reading at [Read] and [Count].
package ticket
