// Package severity separates how good work is from how severe its grader is.
//
// Its nouns:
//
//   - [Design]: who graded what. [Design.Parts] says whether all graders can be
//     compared at all, [Design.RefuseOwn] that nobody grades his own vendor.
//   - [Components]: variances of agents, graders, items and their combinations in
//     scores, by restricted maximum likelihood ([FitComponents]); from them what a
//     score is worth, and what more contacts or graders would add ([Dependability]).
//   - [Rasch]: severity of graders in ordinal grades, on one scale with agents and
//     items (many-facet Rasch model; Linacre 1989) ([FitRasch]).
//   - [Calibrated]: how each grader stands after a round of calibration ([Calibrate]),
//     with a [State]: whether the grades count.
//   - [Corrected]: a rate freed of graders' known mistakes (Rogan and Gladen 1978).
//
// To compare graders when most contacts can be graded once only, let all of them grade
// one common set of contacts: it gives the smallest standard errors of severity.
//
// Start reading at [FitComponents] for scores, [FitRasch] for ordinal grades.
package severity
