// Package erlang holds the queueing formulas of a contact centre: what share
// of contacts waits, how long, and how many give up, for a given load and a
// given number of agents.
//
// Three models, by what a contact does when every agent is busy:
//
//   - [B], Erlang's loss formula: it is turned away.
//   - [C], Erlang's delay formula: it waits for as long as it takes.
//   - [A], Palm's model: it waits until its patience, exponentially
//     distributed, runs out.
//
// [X] has what real queues have besides: patience of any kind ([Patience]), a
// limited number of lines, and contacts that try again.
//
// A [Setting] says the same in the words of planning, contacts in an interval:
// [Evaluate] tells how it does, [Solve] finds any part of it from the figures it
// should reach, [Sweep] draws curves, [WaitPercentile] and [QueueLengths] tell
// more of its waits.
//
// Loads are in erlangs (contacts per second times mean handle time in
// seconds), times in seconds, shares between 0 and 1. Agents may be a real
// number: the formulas have one smooth continuation between whole numbers,
// which is how a requirement of 13.4 agents gets its meaning.
//
// Like the functions of package math, the formulas do not return errors: outside its
// domain (a negative or infinite argument, no handle time, beyond [MaxErlangs])
// a formula yields NaN. [B], [C] and [A] do not allocate, and their effort grows with the
// square root of the load, not with the number of agents.
//
// Every sum in this package adds positive terms only, so nothing cancels, and
// no factorial or log-gamma difference is ever taken; that is why the results
// agree with high-precision arithmetic to twelve digits. Sources:
//
//   - A. K. Erlang, "Solution of some problems in the theory of probabilities
//     of significance in automatic telephone exchanges", 1917 (B and C).
//
//   - D. L. Jagerman, "Some properties of the Erlang loss function", Bell
//     System Technical Journal 53, 1974 (the inverse of B and its recurrence).
//
//   - C. Loader, "Fast and accurate computation of binomial probabilities",
//     2000 (Poisson probabilities far from the mean).
//
//   - C. Palm, "Research on telephone traffic carried by full availability
//     groups", 1957; F. Baccelli and G. Hebuterne, "On queues with impatient
//     customers", 1981; S. Zeltyn and A. Mandelbaum, "Call centers with
//     impatient customers", Queueing Systems 51, 2005 (the virtual wait).
//
//   - A. Movaghar, "On queueing with customer impatience until the beginning of
//     service", Queueing Systems 29, 1998 (any patience with limited lines).
//
//   - R. E. Bank et al., "Transient simulation of silicon devices and circuits",
//     IEEE Transactions on Electron Devices 32, 1985 (the steps of [Transient]).
//
// Two more stand on these: [ConcurrentChats], for agents who hold several chats
// at once, and [Transient], which follows a queue through loads and agents that
// change.
//
// Start reading at [B], on which the others stand.
package erlang
