// Package shifts says what shifts there are and where their breaks go.
//
// A [Template] describes a family of shifts: when they may start, how long they
// may last, which lunch and breaks they hold and how freely those may move. Its
// [Template.Options] are every start and length it allows; nothing is sampled,
// because a start that was thrown away cannot be found again by any search.
//
// [Placement] puts the pauses of a shift where they hurt coverage least: an
// exact dynamic programme over the pauses in their order against the price of
// taking one person away in each slot. Akkermans, Post and Uetz (Annals of
// Operations Research 302, 2021) re-place breaks shift by shift in the same way,
// with an integer programme where the chain of windows here needs only running
// minima.
//
// Clock times are minutes after local midnight; lengths are elapsed minutes.
package shifts
