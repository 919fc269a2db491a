// Package exchange reads and writes the files by which an owner and its vendors tell
// each other what is missing and who will come, and sets the one beside the other.
//
// Its nouns:
//
//   - Gap: agents that an owner is short of, by skill and interval, as Calabrio
//     writes it for partners (no header, local times): see [ReadGaps], [WriteGaps].
//   - Staffing: agents that a vendor promises, by combination of skills and interval:
//     see [ReadStaffing].
//   - Board: required, committed and delivered hours, interval by interval; a surplus
//     in one mends no shortfall in another.
//   - Faults: everything wrong with a file, each with its line and column, so that it
//     is mended in one go.
//
// The column list of the staffing file is common practice (source, skill
// combination, start, end, resources); the copy of its documentation at hand was cut
// short.
package exchange
