// Package round holds what a promotion round decides by: who may score whom and when,
// who sees which scores, how lenient each member of the board is, how many seats there
// are, and what a decision must have.
//
// Scores are given independently before anybody sees those of others. Only when
// scoring is over are they shown and discussed; a change after that is logged with its
// reason. Whoever has a stake in an applicant is recused: they neither score nor see
// nor decide. Nobody is judge of themselves.
package round
