// Package jobs runs long work: imports, forecasts, roster searches.
//
// A run is queued in the transaction that creates its subject, so that neither
// exists without the other. One row a run holds everything that is known about
// it: state, progress, the wish to cancel, and the lease of the worker that has
// it. The worker renews its lease with every heartbeat, and the same statement
// writes its progress and brings back the wish to cancel. A worker that dies
// stops renewing; a sweep gives its run to another within seconds. Each taking
// has a number, the attempt, and only the latest attempt may finish the run, so
// that a worker which was merely frozen changes nothing when it wakes.
//
// What carries a queued run to a worker depends on the engine: on PostgreSQL the
// River queue, in the same database and transaction, to any of many processes;
// on SQLite a pool in this process. Nobody outside this package can tell.
//
// Work that comes round by the clock is a [Chore]: a row for each tenant says when
// it is due, and the process that moves the instant on does the round.
//
// Start reading at [Runner] and [Job].
package jobs
