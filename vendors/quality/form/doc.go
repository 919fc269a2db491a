// Package form is the sheet on which a contact is judged: what is asked, how much it
// weighs, what is an error that no good point makes up for, and the score that
// follows from the answers.
//
// Its nouns:
//
//   - Item: one question. Behaviour comes first, because behaviour leads results
//     (001-07); what the customer got follows from it.
//   - Criticality: for whom an error is critical: the customer, the business, or
//     compliance. A critical error is counted apart and never averaged away; a fatal
//     item takes all points.
//   - Condition: an item that is asked only after a certain answer.
//   - Sheet: answers scored ([Form.Score]).
//
// Points are 100 times the sum of weight and grade over the best grade, over the
// weights of what was asked and applies. Critical-error accuracy by class is the
// practice of customer-operations standards; the sheet says which class failed, and
// vendors.Evaluations count it.
//
// Start reading at New.
package form
