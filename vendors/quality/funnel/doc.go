// Package funnel compares many units with one target, each with the limits that its
// own size allows, and tells how far units differ from one another beyond chance
// (Spiegelhalter 2005, Stat Med 24:1185-1202, and Qual Saf Health Care 14:347-351).
//
// Its nouns:
//
//   - [Ratio]: a unit's observed events beside those expected of its cases.
//   - [Share]: a unit's events of its trials, all against one target rate.
//   - [Plot]: each unit's z, the over-dispersion, and z once that is allowed for.
//   - [Limits]: the funnel's lines at a size.
//
// Both kinds are compared on a scale on which their variance hardly depends on the
// rate: the square root of the ratio, and the arc sine of the root of the share.
//
// A unit outside the 99.8 % limits is a reason to look: at its data first, then at
// case mix, structure, process, and at people last.
//
// Start reading at [Ratios].
package funnel
