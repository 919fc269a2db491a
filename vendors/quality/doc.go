// Package quality is the statistics of quality in vendor programmes: what several
// graders say of one contact, how far graders agree and how severe each is, how
// vendors compare once case mix and chance are taken out, when a figure has truly
// moved, how many contacts to look at, and when a lot or a person may be refused.
//
// Each subject is a package of its own:
//
//   - consensus: one label out of many (Dawid-Skene and its relatives);
//   - agree: kappa, alpha and intraclass correlation;
//   - severity: variance components, D-studies, many-facet Rasch, graders' states,
//     and rates corrected for graders' mistakes;
//   - rank: shrunken rates, ranks with intervals, case mix;
//   - funnel: funnel plots with over-dispersion;
//   - chart: control charts and how long they run before an alarm;
//   - accept: acceptance plans and sequential tests;
//   - sample: how many contacts to draw from each stratum, and how to weigh them.
//
// All of them are pure: plain slices in, a result or a typed error out, chance from
// a seeded source given as an argument. What a caller got wrong is an [InputError].
// Formulas, sources and the figures they are held to stand in docs/quality.md.
package quality
