// Package rules states what an agreement allows a person to be asked to work,
// and checks a roster against it.
//
// An [Agreement] holds the parameters: rest between shifts, days in a row,
// minutes and days a week, days off, weekends, shifts of a class. A [Person] is
// what the rules must know of somebody: the agreement, the shifts worked before
// the horizon, when they are available and when they are away. [Check] and
// [CheckPerson] return every [Violation] with its rule, its days, what was found
// and what the limit is, so that a planner can be told the reason in the words
// of the field and not "invalid".
//
// The verifier is written separately from the search of package roster and
// shares no code with it: it walks days and compares instants, the search walks
// an automaton. Each is the other's test.
//
// Conventions, the same everywhere in scheduling:
//
//   - A day is a local day of the horizon's grid, numbered from 0; the days
//     before the horizon are -1, -2 and so on. A shift belongs to the day on
//     which it starts, even when it ends on the next.
//   - A minute is an elapsed minute since the first instant of the horizon,
//     negative before it. Rest and paid time are therefore right on the days on
//     which the clocks change.
//   - A week begins on Monday. A week that is only partly known (the horizon
//     ends in it, or begins in it and the past is not known back to its Monday)
//     has maxima but no minima.
//   - A run of days that reaches into the unknown, before the known past or
//     after the horizon, is never too short; neither is a run of days off that
//     holds an absence, or a run of work that an absence cuts.
//   - A paid absence counts as one day and as its minutes towards the week and
//     the period: it lowers both ends of the range, down to nothing. An unpaid
//     absence is a day off.
package rules
