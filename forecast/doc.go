// Package forecast is demand: what came in (history), what will come in
// (forecast runs) and the people it takes (requirements).
//
// An [Upload] is a file as it came, an [Import] its reading into the history. A
// [Series] is the history of one queue from one source, made of [Interval]s,
// which are counts and totals and never averages. A [Run] is one forecast of
// one queue, a [Requirement] the people for it under a goal.
//
// Start reading at [Imports.Run], [Histories] and [Forecasts]. The sub-packages
// are the cores: history reads files, model forecasts, erlang and staffing turn
// load into people.
package forecast
