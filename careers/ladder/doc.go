// Package ladder holds career ladders and says how far somebody is on them.
//
// A [Ladder] is a directed graph, not a list: tracks share their first rungs, and
// people rise, move across, change track or step back along its [Edge]s. A published
// version never changes; [Ladder.Check] names what is wrong with one before that.
//
// What an edge asks is a tree of [Requirement]s: [All], [Any] or [AtLeast] of them, and
// below these the kinds of requirement themselves. [Assess] evaluates it from the
// [Record] of a person on a day. Each part of the answer passes, fails or is unknown,
// with its value, what lacks, the evidence it rests on and the earliest realistic day;
// nothing that is unknown is taken for failed. The answer carries a hash of all it was
// worked out from, so that a decision can be replayed.
//
// Ready ladders of a contact centre are in [Templates]. Elections of awards are in
// package election, promotion rounds in package round.
package ladder
