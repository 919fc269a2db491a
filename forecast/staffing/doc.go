// Package staffing turns a load and the goals set for it into people: the
// smallest number of agents that meets every goal, as a whole number and as a
// fraction, how many must be scheduled so that as many are present, and why.
//
// Its nouns:
//
//   - [Load]: what an interval brings (erlangs, handle time) and how contacts
//     behave (patience, how many one agent handles at once).
//   - [Goals]: what is promised (service level, speed of answer, occupancy,
//     abandonment, a minimum), and the [Shrinkage] to plan for.
//   - [Result]: the requirement, and how the queue performs with it.
//   - [Explanation]: the requirement beside one agent fewer, goal by goal, and
//     how it moves with volume, handle time and shrinkage.
//   - [Curves]: all of this for every interval of a grid.
//   - [Course]: the same with what each interval leaves to the next.
//   - [Certain]: the requirement that holds on a share of a forecast's paths, and
//     how sure a plan is ([Assure]).
//   - [TradeOff]: agents by what waiting and abandonment cost, in place of goals.
//
// Contacts without patience are staffed by Erlang C, with patience by Erlang A,
// chats by their chain (package erlang). Work that need not be done at once
// (tickets, e-mail) is not a queue at all: [SpreadDeferred] and [DeferredPeak]
// spread it over the time in which it is due.
//
// Fractions are never rounded on the way. A whole number is the fraction
// rounded up by decimal intent: 2.1 erlangs at 70 % occupancy are 3 agents,
// although 2.1/0.7 in binary arithmetic is a little more than 3.
//
// Start reading at [Requirement].
package staffing
