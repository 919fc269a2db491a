// Package intraday corrects a day's forecast while the day is under way.
//
// What came so far says something about what is still to come: a busy morning is
// often followed by a busy afternoon, though rarely by one that is as busy. How
// much it says is learned from past days at the same time of day:
//
//   - [Ratio] multiplies the rest by a power of the ratio between what came and
//     what was forecast. The power, the regression of the rest's log error on
//     that of the part before, is well below 1; the plain ratio (a power of 1) is
//     worse than leaving the forecast alone and is never used.
//   - [Linear] is the best linear prediction of the rest's errors from those of
//     each slot so far, on root-transformed counts, whose noise is even (Shen and
//     Huang, "Interday forecasting and intraday updating of call center arrivals",
//     Manufacturing & Service Operations Management 10, 2008; Weinberg, Brown and
//     Stroud, JASA 102, 2007). The covariance of past days is shrunk towards its
//     diagonal (Schäfer and Strimmer, Statistical Applications in Genetics and
//     Molecular Biology 4, 2005, section 2.3, with the weight by cross-validation).
//   - [Mean] is the mean of both.
//   - [None] leaves the forecast as it was, and has to be beaten.
//
// Past days that a method did not learn from judge it: [Make] takes the most
// cautious of those that are about as good as the best, and keeps the forecast
// unless updating it was clearly better. The same errors make the bands.
//
// Nothing here reads a clock or chance. Start reading at [Make]; [Carry] takes
// what was learned today into the days after.
package intraday
