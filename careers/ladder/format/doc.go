// Package format writes ladders as JSON documents and reads them back, so that they can
// be stored, edited by hand and moved between centres. A document that cannot be read
// is refused with every fault in it, by path and line; whether the ladder makes sense is
// for [ladder.Ladder.Check] to say.
package format
