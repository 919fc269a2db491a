// Package simulate plays a contact centre contact by contact: queues, groups of
// agents with several skills, patience, overflow, callbacks, chats held at once,
// outbound work in idle time. It answers what no formula can: what service each
// queue gets when agents are shared.
//
// Its nouns:
//
//   - [Scenario]: what is played. Queues with arrivals by interval, groups of
//     alike agents with their shifts and skills, and the rules of routing.
//   - [Report]: what came out, by queue, group and interval of arrival, each
//     figure with its standard error over the replications.
//
// Every replication draws its own arrivals, handle times and patience, by queue
// from streams of their own: two scenarios played with one seed meet the same
// contacts (common random numbers), so that their difference is that of the
// scenarios and not of chance (Law, "Simulation Modeling and Analysis", 5th ed.
// 2015, section 11.2). Replications run in parallel and are merged in their
// order: the report does not depend on the number of workers.
//
// Contacts that give up are not taken out at that moment but when their turn
// would have come. That costs nothing, and tells how long a contact with endless
// patience would have waited.
//
// Start reading at [Run].
package simulate
