// Package chain ties entries of a log together: each carries a hash over itself
// and the hash before it, so that whoever changes, removes or inserts one beneath
// the program breaks every hash that follows.
//
//	h(i) = SHA-256( h(i-1), the entry's numbers, its texts )
//
// The log itself (package audit, the events of crowd members, the uses of
// grants) says which fields it seals, in which order, and never changes that.
package chain

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

// Hash ties an entry to the one before it; the zero Hash stands before the first.
type Hash [sha256.Size]byte

// Seal returns the hash of an entry after another. Numbers are eight bytes each;
// texts are preceded by their length, so that moving a letter from one field to
// the next gives another hash.
func Seal(before Hash, numbers []int64, texts ...string) Hash {
	var sealed bytes.Buffer
	sealed.Write(before[:])
	for _, number := range numbers {
		_ = binary.Write(&sealed, binary.BigEndian, number)
	}
	for _, text := range texts {
		_ = binary.Write(&sealed, binary.BigEndian, int64(len(text)))
		sealed.WriteString(text)
	}
	return sha256.Sum256(sealed.Bytes())
}

// Broken returns the position of the first entry whose hash does not follow from
// the one before it, or -1. hash is what an entry carries, seal what it should
// carry after the given one.
func Broken[T any](entries []T, hash func(T) Hash, seal func(T, Hash) Hash) int {
	var before Hash
	for i, e := range entries {
		if hash(e) != seal(e, before) {
			return i
		}
		before = hash(e)
	}
	return -1
}
