// Package activity makes shifts and the tasks inside them at once: for each person a
// week of shifts of any start and length, each cut into spells of one task, so that
// every task has its people in every slot.
//
// A [Problem] has tasks with the fewest and most people by slot, people with their
// least and most working time, and [Rules]; [Solve] returns a [Roster] whose cost is
// the sum over tasks and slots of the square of the people beyond the most, with nobody
// missing anywhere; [Problem.Check] finds what breaks a rule, apart from the search.
//
// For given prices of one more person on each task and slot, the best weeks of one
// person come from two dynamic programmes, one inside the other: the best tasks of every
// shift, and the best shifts of the days by working time, run of days and rest
// (P. Strandmark, Y. Qu and T. Curtois, "First-order linear programming in a
// column-generation-based heuristic approach to the nurse rostering problem", Computers
// and Operations Research 120, 2020, price weeks so). Around it simulated annealing
// takes out some days of some people and puts them back at the prices that are left.
package activity
