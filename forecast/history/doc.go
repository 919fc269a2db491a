// Package history reads what telephone switches and contact-centre platforms
// export, as it comes out of them.
//
// [Open] looks at the beginning of a file and says what it is: compression,
// encoding, delimiter, which [Format] the header belongs to, and the [Mapping]
// from its columns to the canonical [Field]s. [Source.Rows] then streams the
// file as canonical [Row]s: one queue, one interval, counts and totals. A cell
// that cannot be right becomes a [RowError] with its line, its column, what
// was found and what was expected; the rows around it are still read.
//
// Three rules hold everywhere. Averages are turned back into totals (average x
// count), because averages cannot be added up. Instants are UTC; wall-clock
// times are resolved in the file's zone, including the hour that a clock change
// repeats. A figure that the file does not give is [Unknown], never zero.
//
// [Sorter] brings any number of rows into the order of queue and time within a
// fixed amount of memory, and [Reconciler] adds them up into the report that a
// planner compares with the switch's own totals.
//
// Start reading at [Open] and [Source.Rows].
package history
