// Package roster builds rosters: given how many people each group needs in every
// interval, and what each person may be asked to work, it finds who works when,
// with lunch and breaks, at the least cost that it can prove something about.
//
// The nouns: a [Problem] is everything given; a [Roster] is one [Shift] or day
// off for every person and day; [Cost] is what a roster costs, by term; an
// [Incumbent] is the best roster at some moment of a search; a [Result] is the
// last of them with the proven lower bound. [Evaluate] prices any roster,
// [Verify] checks it by package rules, which shares no code with the search.
// A [Desk] is for a planner's hands: it tries moves, explains shifts and
// shortages, at the speed of a drag.
//
// [Solve] works in two layers joined by prices (docs/rostering.md draws them).
// Coverage has a convex cost in every slot of time, so adding or taking away one
// person has a marginal price there. Given prices, the best roster of one person
// is a shortest path through the days under the agreement's rules, found exactly
// by dynamic programming over an automaton that knows nothing but legal days.
// Around that heart lie a large-neighbourhood search with simulated annealing
// (take a window of days from a few people, re-insert each at the current
// prices) and a Lagrangian bound (the same programme at prices that no roster
// can beat). Sources: Strandmark, Qu and Curtois, Computers & Operations Research
// 120 (2020) 104945 for the two-layer dynamic programme; Burke and Curtois,
// EJOR 237 (2014) for its use in search; Geoffrion, Mathematical Programming
// Study 2 (1974) for the bound.
//
// Hard rules are never broken: the search has no way to write an illegal day.
// Under-coverage is never a hard rule: real problems would have no roster.
//
// Start reading at [Problem], then [Solve].
package roster
