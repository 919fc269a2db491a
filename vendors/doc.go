// Package vendors is what a centre agrees with those who work for it, and what
// comes of it: the services behind the pure cores below this folder.
//
// Its nouns:
//
//   - Programme: what an employer (a vendor, the crowd, the own staff, a machine)
//     does for the centre: which queues, in which sourcing mode, since when. A row
//     of every comparison.
//
//   - ContractVersion: the terms of a programme from one day to another, a draft or
//     in force. What is in force never changes; a successor takes its place.
//
//   - QualityForm, Sample, Evaluation, EvaluationAppeal: what is asked of a contact, in
//     versions that never change once published; contacts drawn for one purpose by
//     seed; one judged by a grader; a word against it ([Forms], [Evaluations]).
//
//   - Calibration: how severe each grader is beside the others ([Calibrations]).
//
//   - Comparison, QualityChart, QualityAlarm: employers side by side with how sure it
//     is, and whether something has moved ([Standings]).
//
// Each use case is a service of its own with a small store interface in the words
// of this domain; package store keeps them. A scope that is narrowed to an employer
// sees that employer's programmes and nothing else: what belongs to another does
// not exist for it.
//
// Start reading at Programmes.
package vendors
