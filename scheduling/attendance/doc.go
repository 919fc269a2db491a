// Package attendance keeps what people did, as the switch recorded it, and sets it beside
// what they were told to do.
//
// A [Spell] is a state of somebody from one moment to another; a switch's own words for
// states are brought to the four activities of [adherence]. A [Day] is one published
// shift with what was recorded around it, and the account of the two; a [Sum] adds
// accounts up as totals, never as averages. A shift of which nothing was recorded is not
// known, and so neither kept nor broken; one on a day of approved time away asks nothing.
//
// Start reading at [Service.Import] and [Service.Report].
package attendance
