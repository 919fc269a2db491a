// Package grid turns local calendar time into numbered intervals and back.
//
// Planning happens in a site's own wall-clock time, storage in instants. A
// [Grid] is the only bridge between the two: a time zone, an interval length,
// a first local day and a number of days. Because a local day is not always
// 24 hours long, a grid of quarter hours holds 92 intervals on the day the
// clocks go forward and 100 on the day they go back; nothing else in Muster
// may add 24 hours to find tomorrow.
//
// A [Curve] is one number for every interval of a grid: contacts, workload in
// erlangs, people required. A [Date] is a day on the calendar, without a zone.
//
// Start reading at [New] and [Grid.Start].
package grid
