// Package netstaffing says how many people each queue really has when people
// have several skills, how many it needs, and what another skill would be worth.
// Nobody is ever counted fully for two queues.
//
// Its nouns:
//
//   - Centre: queues with what arrives, groups of alike people with what they
//     can do and how many are there, by interval.
//   - Picture: for every queue and interval the people who work for it, those
//     that it needs, the difference (net staffing), and the service to expect.
//   - Plan: the smallest number of people of each group that keeps every goal.
//   - Bounds: what everybody in one pool would need, and what queues that share
//     nobody would need. The truth lies between.
//   - Difference and SkillValue: what training changes.
//
// It works in three steps, each of which can be had without the next.
//
// Flow. In each interval the queues' work is spread over the groups that can do
// it so that the groups are as evenly busy as their skills allow, first choices
// first. Without preferences that is the lexicographically optimal base of
// S. Fujishige, "Lexicographically optimal base of a polymatroid with respect to
// a weight vector", Mathematics of Operations Research 5, 1980: no other way
// leaves less work undone.
//
// Pool. A queue meets everybody who can handle it as one pool, loaded with all
// the work that those people do, whosever it is; the pool is an Erlang A or C
// queue (package erlang). One group alone gives the queue's own formula back, one
// group for everything gives that of the pooled centre. Safety is shared, work
// is not: a queue owns of its pool's people the part that its work is of the
// pool's work (after S. Bhulai, G. Koole and A. Pot, "Simple methods for shift
// scheduling in multiskill call centers", Manufacturing & Service Operations
// Management 10, 2008, who staff pools and then move skills).
//
// Simulation. The centre is played contact by contact (package simulate). The
// agents' time by group, queue and interval replaces the flow, and for each
// queue the loss against its pool is measured: as many agents as the pool would
// have to miss to do as badly as was simulated. Intervals have too few contacts
// to be measured one by one, so the loss is one number a queue, in units of the
// root of its load. Staffing repeats this until every goal is kept (the
// simulation in the loop is that of M. Cezik and P. L'Ecuyer, "Staffing
// multiskill call centers via linear programming and simulation", Management
// Science 54, 2008; the correction by the slope of the formula is our own).
//
// The same input and seed give the same answer, however many workers there are.
//
// Start reading at Instant, then Simulated and Require.
package netstaffing
