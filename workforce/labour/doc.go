// Package labour names the rules that laws and agreements set to working time,
// as plain data: the words that a planner's editor, the stored agreements and the
// roster engine share. It says what a rule's parameters are and whether they can
// be meant; package scheduling/rules says what each rule asks of a roster, and
// package scheduling/roster obeys it.
//
// A [Rule] has a [Kind], which decides which of the other fields it uses and in
// which unit. Start reading at the kinds.
package labour
