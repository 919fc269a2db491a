// Package scheduling keeps rosters: who works when, at one site, over a run of
// local days.
//
// The nouns:
//
//   - A [Roster] is the plan and its life: drafted for requirements, built by
//     the optimiser, edited by hand, published.
//   - A [Shift] is one person's work on one day, with its [Pause]s.
//   - A [Move] changes one shift; moves are applied together or not at all, and
//     every application returns the moves that undo it.
//   - A [Publication] is what agents were told; publishing again is a
//     difference to the last one.
//
// Rules, shift options and the search are pure and live below: package rules,
// package shifts, package roster. This package turns what the workforce domain
// knows about people, and what somebody's requirement says about demand, into
// the problem that they solve ([Problem]), and their answer back into shifts.
//
// Start reading at [Roster] and [Service].
package scheduling
