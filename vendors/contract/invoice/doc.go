// Package invoice computes what a vendor may bill from the events of its work, and
// sets it beside what was billed, line by line.
//
// Its nouns:
//
//   - Event: one piece of evidence, from the switch, the roster or the inspection:
//     a contact, a stretch of productive time, a day of a seat.
//   - Rule: what makes an event billable under a rate, such as the least length of
//     an effective contact.
//   - Line: what was billed, for one event (by its reference) or for all events of
//     a rate on a day.
//   - Finding: a line with what was expected, the variance, the reasons and a state.
//   - Case: a line on its way from query to agreement, with the contract's clock.
//   - Period: a month that is closed once, and from then on changes only by a dated
//     correction.
//
// It is a three-way match: version of the contract x events x invoice. The same
// three give the same findings to the last minor unit, in any order of events, any
// number of times.
//
// Start reading at [Reconcile].
package invoice
