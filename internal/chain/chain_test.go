package chain_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/internal/chain"
)

type entry struct {
	number int64
	text   string
	hash   chain.Hash
}

func (e entry) seal(before chain.Hash) chain.Hash {
	return chain.Seal(before, []int64{e.number}, e.text)
}

func broken(log []entry) int {
	return chain.Broken(log, func(e entry) chain.Hash { return e.hash }, entry.seal)
}

func written(numbers []int64, text string) []entry {
	var log []entry
	var before chain.Hash
	for _, n := range numbers {
		e := entry{number: n, text: text}
		e.hash = e.seal(before)
		before = e.hash
		log = append(log, e)
	}
	return log
}

func TestAnEditedEntryBreaksTheChainWhereItStands(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		numbers := rapid.SliceOfN(rapid.Int64(), 1, 8).Draw(rt, "numbers")
		log := written(numbers, rapid.String().Draw(rt, "text"))
		if at := broken(log); at != -1 {
			rt.Fatalf("%v: broken at %d, want whole", log, at)
		}
		edited := rapid.IntRange(0, len(log)-1).Draw(rt, "edited")
		log[edited].number++
		if at := broken(log); at != edited {
			rt.Errorf("entry %d edited: broken at %d", edited, at)
		}
	})
}

func TestARemovedOrMovedEntryBreaksTheChain(t *testing.T) {
	log := written([]int64{1, 2, 3}, "x")
	if at := broken([]entry{log[0], log[2]}); at != 1 {
		t.Errorf("second removed: broken at %d, want 1", at)
	}
	if at := broken([]entry{log[1], log[0], log[2]}); at != 0 {
		t.Errorf("first two exchanged: broken at %d, want 0", at)
	}
}

func TestALetterThatMovesToTheNextFieldIsAnotherEntry(t *testing.T) {
	if chain.Seal(chain.Hash{}, nil, "ab", "c") == chain.Seal(chain.Hash{}, nil, "a", "bc") {
		t.Error("both entries have the same hash")
	}
}
