// Package seasonal forecasts evenly spaced series of any kind that repeat
// themselves by the day, the week or the year: plain slices in, plain slices
// out.
//
//   - [MSTL] splits a series into trend, seasons and rest; [Decomposed] carries
//     the parts on.
//   - [Smoothing] is exponential smoothing without a season, [DoubleSmoothing]
//     with two; [Theta] is smoothing with half the slope of the whole.
//   - [Autoregression] regresses a value on those of the last hours, the days
//     and the week before.
//   - [Naive] repeats the last cycle: what all others must beat.
//   - [Scale] is the transformation on which a method works.
//
// Every method is total: a series too short for it is forecast by a simpler one,
// as said where it is declared, and finite values never give anything but finite
// forecasts. Nothing here knows of dates, closed hours or missing values; the
// caller lays these out first.
//
// Formulas follow Cleveland, Cleveland, McRae and Terpenning, "STL: a
// seasonal-trend decomposition procedure based on loess", Journal of Official
// Statistics 6 (1990); Bandara, Hyndman and Bergmeir, arXiv:2107.13462 (MSTL);
// Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing"
// (2008); Taylor, Journal of the Operational Research Society 54 (2003); and
// Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16 (2000).
package seasonal
