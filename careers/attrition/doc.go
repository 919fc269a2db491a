// Package attrition says who leaves, why, and whether there will be people.
//
// [Employments] keeps what happened to people's employment: hired, moved, on leave,
// left, with the reason, the channel by which they came and what that cost. From these
// [Events] come [Spell]s. [Explorer] compares groups of spells: how long people stay,
// when and how they leave, what a channel costs for each productive month.
//
// The statistics are those of careers/survival and careers/flow, the hiding of small groups
// that of careers/fairness. Who may leave soon is package careers/risk, which nothing here
// reads.
package attrition
