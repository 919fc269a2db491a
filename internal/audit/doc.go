// Package audit keeps the log of who did what. Entries are only ever appended:
// the database refuses to change or remove one, and each entry carries a SHA-256
// hash over itself and the hash of the entry before, so that a change made
// beneath the database shows when the chain is verified.
//
// Record is called in the transaction of the change it speaks of, so that there
// is never one without the other.
package audit
