// Package chart watches a figure over time and tells a true change from chance.
//
// Its nouns:
//
//   - [Attributes]: a chart of proportions ([P], [LaneyP]), counts ([C]) or counts an
//     area ([U]) with limits of so many standard deviations.
//   - [EWMA] and [CUSUM]: charts of standardised means that gather small shifts
//     (Roberts 1959, Technometrics 1:239-250; Page 1954, Biometrika 41:100-115).
//   - [BernoulliCUSUM]: the same of single passes and failures (Reynolds and Stoumbos
//     1999, J Qual Technol 31:87-108).
//   - [RiskCUSUM]: with another chance of failure for each contact, so that a change
//     of the mix is no alarm (Steiner et al. 2000, Biostatistics 1:441-452).
//   - ARL: the average run length, how many points a chart takes to an alarm. In
//     control it is the price in false alarms ([Budget]), after a change the delay.
//
// Run lengths are worked out, not simulated: by integral equations where figures are
// continuous (Crowder 1987; Champ and Rigdon 1991), by Markov chains where they are
// not (Brook and Evans 1972, Biometrika 59:539-549).
//
// Start reading at [P], then [CUSUM].
package chart
