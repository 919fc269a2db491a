// Package flow projects a workforce over the rungs of a ladder, month by month: who
// leaves, who is promoted into the room that this makes, who is hired, and what it
// costs.
//
// There are three ways to look:
//
//   - [Chain]: a Markov chain of fixed monthly rates, whose fundamental matrix, steady
//     state, maintainability and variance are known in closed form (D. J. Bartholomew,
//     A. F. Forbes and S. I. McClean, "Statistical Techniques for Manpower Planning",
//     2nd ed. 1991), and [Renewal], in which the sizes of the rungs are fixed and
//     vacancies pull people up (ibid.; H. C. White, "Chains of Opportunity", 1970).
//     They check the projection, and they answer questions in one formula.
//   - [Model] and [Project]: a semi-Markov projection of cohorts by rung, time in rung and
//     tenure, with headcount caps. [Compare] sets a [Scenario] beside it and parts what
//     is arithmetic from what is assumed about behaviour; [Draw] adds the uncertainty.
//   - [HiringPlan]: the hires of least cost that keep capacity near a demand.
//
// Hazards are monthly rates h; the chance to leave within a month is 1−exp(−h). A hazard
// ratio multiplies h. Every ratio that is assumed rather than estimated carries its range
// and the key of its [Default], where value, source and grade of evidence are listed.
package flow
