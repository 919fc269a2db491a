// Package election counts the votes of an award, such as that of the advanced agent of
// a month (004-07).
//
// A [Box] takes ballots and keeps who has voted apart from what was cast, in an order
// that says nothing about when, so that nobody can join the two. [Tally] counts by one
// of three methods:
//
//   - [Approval]: each ballot approves of any number; most approvals win (S. J. Brams and
//     P. C. Fishburn, "Approval Voting", 1978).
//   - [Ranked]: whoever is first on the fewest ballots drops out and their ballots pass
//     on, until as many are left as are to be elected (instant run-off; for several
//     seats "bottoms up").
//   - [Score]: points of 0 to 5 are added up; whom a ballot does not name gets 0 of it.
//
// Ties are broken by a rule that is known beforehand: the higher quality, then the
// longer service, then a draw that anybody can repeat from a public seed. Counts are
// shown only where the electorate is large enough to hide a single vote.
package election
