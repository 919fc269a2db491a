// Package contract is what was agreed with a vendor and what follows from it in
// points and in money.
//
// Its nouns:
//
//   - Version: the terms that hold from one day to another: rate card, bands,
//     commitments, service levels, at-risk share, ladder of consequences. Two
//     versions never hold on one day ([Arrange]).
//   - Rate: what is paid for a unit of work, by one of seven pricing models, each
//     with the evidence it needs and the abuse it invites ([Evidence]).
//   - Level: a service level with two lines, base and target, between which points
//     are earned in proportion, as operators' assessment rule books do.
//   - Judgement: whether a level was missed, and whether chance alone could have
//     done it.
//   - Proposal: the credit that follows, within allocation, pool and cap.
//
// Money is whole minor units; rates, shares and lines are decimals; nothing that is
// paid passes through binary fractions. Only the interval of a score, which nobody
// is paid by, is floating point.
//
// Forms of credit clauses: Texas DIR (allocation of pool x level allocation x
// at-risk amount). Sub-packages: metric (formulas over raw counts), derive
// (figures with what they were computed from, down to the counts), attribution
// (whose miss it was), invoice (expected against billed).
//
// Start reading at [Version], then [Version.Charge], [Score] and [Propose].
package contract
