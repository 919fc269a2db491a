// Package attribution says whose a missed service level was.
//
// Its nouns:
//
//   - Lock: the bands around the locked forecast within which a vendor answers for
//     its service level. What lies beyond leaves the count ([Lock.Excuse]).
//   - Side: what an interval was planned with or came to: volume, handle time,
//     hours delivered, availability of those hours.
//   - Shares: how much of the difference between planned and actual service level
//     each of the four accounts for.
//
// Attribution is the Shapley value of the modelled service level v, with the four
// as players: v(S) is the service level with the players in S as they came to be
// and the others as planned, and
//
//	φ(j) = Σ over S without j of  |S|! (n−|S|−1)! / n!  ·  [ v(S ∪ {j}) − v(S) ]
//
// (L. S. Shapley, "A value for n-person games", 1953). For n = 4 that is sixteen
// evaluations an interval. The four add up to v(actual) − v(plan) exactly; what
// was observed beyond the model is kept apart as unexplained and charged to nobody.
// Alone among divisions it gives nothing to what made no difference, treats equals
// alike and does not depend on an order of looking.
//
// The queueing model is an argument (Erlang A, in practice): this package knows
// nothing of queues.
//
// Start reading at [Attribute] and [Lock.Excuse].
package attribution
