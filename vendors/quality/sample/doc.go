// Package sample says how many contacts to look at, stratum by stratum, and what a
// sample drawn with unequal chances says of all contacts.
//
// Its nouns:
//
//   - [Stratum]: a part of the contacts (programme, skill, channel, tenure of the
//     agent) with its size and the rate expected there.
//   - [Plan]: how many to draw from each, and the precision this gives ([Allocate]).
//   - [Drawn]: a contact that was looked at with the chance it had to be
//     ([Hajek]).
//
// Samples for different purposes stay apart: one drawn where trouble was suspected
// tells nothing of the average unless its chances are weighed, which is what [Hajek]
// does (Cochran 1977, "Sampling Techniques", chapters 4 and 5; Särndal, Swensson and
// Wretman 1992, 5.7 and 7.3).
//
// Start reading at [Allocate].
package sample
