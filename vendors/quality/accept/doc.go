// Package accept decides on a lot, or on a person, from a sample of passes and
// failures, with both risks known: to refuse the good and to take the bad.
//
// Its nouns:
//
//   - [Goal]: two points of the operating characteristic that a plan must meet.
//   - [Single]: so many items, so many failures allowed ([Find]).
//   - [Double]: a second sample where the first leaves it open.
//   - [SPRT]: Wald's sequential test, item by item, cut off at a number of items
//     (Wald 1945, Ann Math Stat 16:117-186).
//   - [Switching]: when to look harder, easier, or to stop taking lots.
//
// Chances are exact, binomial or of a finite lot. The tables of the standards are not
// here: a plan follows from its two points.
//
// Start reading at [Find].
package accept
