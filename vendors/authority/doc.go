// Package authority decides what somebody may do for a customer, at the moment it
// is asked: pay, decide, look at data.
//
// Its nouns:
//
//   - Right: a thing that can be allowed, of one of four classes.
//   - Grant: a right given to a person, with a limit, an end, and two people behind
//     it. Grants expire; suspension revokes them at once.
//   - Policy: what a sourcing mode and a level may at most be given.
//   - Decision: allow, allow with a second person, or deny; every one is sealed into
//     a log, also those that were denied.
//   - Triangle: the owner's three corners over a programme, with their vetoes and
//     without double hats.
//   - Reach: whether authority lies where contacts need it (001-19, 001-20).
//
// Authority belongs at the front line, with limits that move on evidence, up and
// down: start low and raise with the record.
//
// Start reading at [Decide].
package authority
