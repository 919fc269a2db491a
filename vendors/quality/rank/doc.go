// Package rank compares units (vendors, sites, graders, members) by a rate without
// mistaking luck or case mix for quality.
//
// Its nouns:
//
//   - [Count]: events of trials of one unit.
//   - [Interval]: what a rate may be, by [Wilson], [ClopperPearson] or [Jeffreys].
//   - [Beta]: how rates vary between units ([FitBeta], by marginal maximum
//     likelihood), and what a unit's rate is after its own count ([Beta.After]).
//   - [Mixed]: a logistic model with case mix, an offset and a normal effect of each
//     unit ([FitMixed]).
//   - [Cell]: a unit's count in a stratum, for direct and indirect standardisation
//     ([Standardise]).
//   - [Ranking]: expected ranks with intervals, the chance to be best, and who is
//     better than whom ([FromDraws]).
//
// A raw rank is nowhere: it says who was lucky as much as who is good.
//
// Start reading at [FitBeta], then [FromDraws].
package rank
