// Package plan asks what if, and whom to hire.
//
// [Plans] keeps scenarios and hiring plans. A scenario is a list of changes to the way
// through a ladder: another rung, places, time in a rung, night work, channels of hire, pay.
// A hiring plan says how many classes of new people a need asks for.
//
// A run of either takes the present workforce ([World]) out of the registers, keeps it with
// the order, the seed and the version of the program, and computes in a job with
// careers/flow. The same run computed again gives the same bytes; see [Plans.Replay].
//
// Start reading at [Plans.Order] and model.
package plan
