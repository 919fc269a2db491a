// Package accuracy scores forecasts against what came.
//
// Its nouns:
//
//   - [Day]: one local day of one queue: what came, what a run had said of it,
//     what repeating the last known week would have said, what the planner's
//     adjustments made of it, and the bands.
//   - [Score]: the figures over many days, by any of the groupings of [By].
//   - [Made]: a run as far as choosing among runs needs it. [Newest] picks the
//     one that may be held against a day: the embargo.
//   - [Gain]: what one adjustment, or many, changed in the error.
//   - [Drift]: whether a queue's errors have left the range in which the
//     back-test found them.
//
// A figure that is not defined, such as an error relative to no contacts, is
// NaN, never 0.
//
// Formulas:
//
//   - WAPE, bias: sums of errors over sums of contacts (Kolassa and Schütz,
//     "Advantages of the MAD/Mean ratio over the MAPE", Foresight 6, 2007).
//   - MASE: Hyndman and Koehler, "Another look at measures of forecast accuracy",
//     International Journal of Forecasting 22 (2006); the scale is [NaiveScale].
//   - MSIS: the interval score of Gneiting and Raftery, "Strictly proper scoring
//     rules, prediction, and estimation", JASA 102 (2007), section 6.2, over the
//     scale of MASE (Makridakis, Spiliotis and Assimakopoulos, International
//     Journal of Forecasting 36, 2020).
//   - Value added: Gilliland, "The Business Forecasting Deal" (2010), chapter 4.
//   - Drift: Page, "Continuous inspection schemes", Biometrika 41 (1954).
//
// Start reading at [Tabulate].
package accuracy
