// Package member keeps the people of a crowd: from application to exit, what they
// may do meanwhile, and how work is offered to them fairly.
//
// Its nouns:
//
//   - State and Event: where a member stands, and the sealed log of how it came to
//     be. No step without its guard, an actor and evidence; history is kept, never
//     erased.
//   - Exam: a sequential test for a skill; Certificate: its result, with an end.
//   - Level: what the posterior of a member's accuracy supports, not a raw score:
//     five checks a month prove nothing about a person.
//   - Release: intervals offered by rotation or lottery within a tier, not to the
//     fastest click; Overbooking by who is likely to come.
//   - Booking: windows by tier, release and swap; adherence to what was booked.
//   - Payroll: what a partner paid against what was owed (薪酬代付).
//
// The states and numbers are this product's choice (the sources name the problems,
// 004-18, not the rules); every number is a field with its default.
//
// Start reading at [Log.Advance] and [Rules].
package member
