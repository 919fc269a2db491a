// Package model forecasts how many contacts arrive in every interval of the
// coming weeks and how long they take to handle.
//
// Its nouns:
//
//   - [History]: what was observed, as local days cut into wall-clock slots,
//     with gaps kept apart from zeros.
//   - [Calendar]: what is known about days before they come: holidays, make-up
//     workdays, events, school breaks. Pay-day effects (the first and last
//     business days of a month) are derived from it.
//   - [Model]: something that learns from a [Training] and says what to expect
//     on later days: [Averages], [LevelProfile], [Factors].
//   - [Result]: the forecast of the combination that the back-test chose, with
//     bands, handle times, and everything needed to doubt it: the candidates,
//     their errors by lead time, the days left out of fitting and why.
//
// The slot of an interval is what the site's clock shows at its start, so that
// 9:00 is the same slot in summer and in winter. A day of 23 hours lacks the
// slots that its clocks skip; a day of 25 hours has two intervals for some
// slots, whose mean is that slot's observation and which both receive that
// slot's forecast.
//
// What a missing interval means is decided by rule, see [Training].
//
// Nothing here reads a clock, a file or global chance: the same [Input] gives
// the same [Result] to the last bit.
//
// Formulas follow, with changes noted where they stand:
//
//   - Taylor, "A comparison of univariate time series methods for forecasting
//     intraday arrivals at a call center", Management Science 54 (2008):
//     seasonal averages are hard to beat beyond a few days.
//   - Weinberg, Brown and Stroud, "Bayesian forecasting of an inhomogeneous
//     Poisson process with applications to call center data", JASA 102 (2007):
//     daily level times intraday profile.
//   - Ibrahim, Ye, L'Ecuyer and Shen, "Modeling and forecasting call center
//     arrivals", International Journal of Forecasting 32 (2016): busyness of
//     whole days, correlation between the intervals of a day.
//   - Shen and Huang, "Interday forecasting and intraday updating of call center
//     arrivals", Manufacturing & Service Operations Management 10 (2008): few
//     factors of the day-by-slot matrix.
//   - Barrow and Kourentzes, "The impact of special days in call arrivals
//     forecasting", European Journal of Operational Research 264 (2018).
//   - Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World"
//     (2005), chapter 4, and Lei et al., JASA 113 (2018): split conformal bands.
//
// Start reading at [Run].
package model
