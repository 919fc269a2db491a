// Package bid deals lines of work to the people who ranked them.
//
// A line is a row of a rotation that one person follows for a period. Everybody
// ranks the lines they would like; [Deal] gives each person at most one line, and
// no line to two people, by one of three rules:
//
//   - [BySeniority]: in order of service, the longest first, everybody takes the
//     best of their choices that is left (serial dictatorship; R. Zhou, "On a
//     conjecture by Gale about one-sided matching problems", 1990). Nobody gains by
//     ranking other than they wish.
//   - [ByRotation]: likewise, but those come first whom earlier bids served worst.
//   - [ByPoints]: the offer with the most points anywhere is met first, as at an
//     auction in which points are worth nothing afterwards.
//
// Ties go to whom the last bid served worse, then to the longer service, then by
// code, so that the same rankings always give the same deal. Whoever is left without
// a choice of theirs gets a lawful line that nobody chose, such that as many as
// possible get one (augmenting paths; H. W. Kuhn, "The Hungarian method for the
// assignment problem", 1955). A line that a person may not work is never theirs,
// however they ranked it.
package bid
