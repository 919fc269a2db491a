// Package capacity plans people and money months ahead, by week and staffing
// group: who is needed, who will be there, what is missing and what it costs.
//
// Its nouns:
//
//   - Plan: weeks, groups with what they require and how people come, learn and
//     go, and the planner's decisions: hires, transfers, vendor tranches.
//   - Result: the people and the money of every week, line by line; every line
//     adds up exactly.
//   - Explanation: one figure with the terms it is made of.
//   - Proposal: decisions of least cost that close the gaps, beside the planner's.
//   - Variation: the same plan in another world, for scenarios side by side.
//
// A group is cohorts of people who began together. In a week, new people and
// those who move come first, then everybody works, and at its end people leave:
//
//	end = start + hires + transfers in - transfers out - leavers
//
// Hours on contacts are people after training, times what they can already do
// (share of full productivity over handle time factor, by weeks since training),
// times contract hours, times one minus shrinkage: what is lost in the office is a
// share of the time that absence leaves, so the two multiply (R. Koole, "Call
// Center Optimization", 2013, chapter 4; package staffing). Attrition is a chance
// a week by tenure (B. Bartholomew, A. Forbes and S. McClean, "Statistical
// Techniques for Manpower Planning", 2nd ed. 1991, chapter 3, of which this is
// the deterministic flow). Figures of people are expectations and may be
// fractions.
//
// Money is in whole minor units of one currency. Each line of each week is
// rounded once; totals are sums of the lines.
//
// Start reading at Compute, then Propose.
package capacity
