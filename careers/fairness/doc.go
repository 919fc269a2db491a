// Package fairness measures whether promotion, warning and selection treat groups
// alike, and publishes counts so that nobody can be found in them.
//
//   - [Impact] compares how often members of groups are selected: the ratio of rates
//     (flagged below 0.8, the four-fifths rule of the Uniform Guidelines on Employee
//     Selection Procedures, 29 CFR 1607.4), with Fisher's exact test and the chance that
//     the true ratio is below 0.8.
//   - [Rules] asks the same of each requirement alone: which rule filters whom (004-08).
//   - [Calibrate] compares what a model says of groups with what happened.
//   - [Ledger] hides groups smaller than k, and as many others as are needed so that no
//     two answers it ever gave, taken together, show a group smaller than k.
//
// Protected attributes are arguments here and nowhere else: who calls this keeps them
// in a store of their own.
package fairness
