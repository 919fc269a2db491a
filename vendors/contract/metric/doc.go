// Package metric is the library of what vendors are measured by: named, versioned
// formulas over raw counts.
//
// Its nouns:
//
//   - Counts: what was counted in a period, by name: contacts offered, answered in
//     time, seconds waited. Averages and percentages are never counts.
//   - Expr: a whole-number formula over counts, a small tree of sums, differences
//     and products. Contracts store it as data; there are no code strings.
//   - Metric: numerator and denominator, and all that a clause needs to say about
//     the quotient: version, direction, unit, how its interval is computed, at which
//     level it may be shown.
//   - Value: the two exact counts of a metric in a period. A quotient whose
//     denominator is zero is no value and says why; it is never 0 or 1.
//
// Counts add up over intervals, days and vendors, so a month's value is the
// quotient of sums and never a mean of quotients.
//
// Definitions differ: what becomes of contacts that gave up moves a service level
// by up to five points. Every definition is a metric of its own, those that are
// taken for one another form a family, and [Sensitivity] shows what the clause
// would have said under each of the others; [Reported.Compare] says which of them
// a vendor's own figure follows.
//
// Start reading at [Metric.Evaluate] and [Library].
package metric
