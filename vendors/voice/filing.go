package voice

import "unicode/utf8"

// Mark is a reason with the words by which a text is filed under it: terms of a
// [Topic], or words that somebody typed.
type Mark struct {
	Reason int64
	Words  []string
}

// Filing finds the reason of texts that came without one.
type Filing struct {
	reasons []int64
	needed  []int
	holders map[string][]holder // by term
}

// holder is a word of a mark.
type holder struct{ mark, word int }

// enough is how many words of a mark a text has to have, where the mark has so many:
// one alone says too little.
const enough = 2

// NewFiling prepares marks; those without a word file nothing.
func NewFiling(marks []Mark) Filing {
	f := Filing{holders: map[string][]holder{}}
	for m, mark := range marks {
		words := 0
		for w, word := range mark.Words {
			list := markTerms(word)
			for _, t := range list {
				f.holders[t] = append(f.holders[t], holder{m, w})
			}
			words += min(1, len(list))
		}
		f.reasons, f.needed = append(f.reasons, mark.Reason), append(f.needed, max(1, min(enough, words)))
	}
	return f
}

// markTerms are the terms of a word as texts have them. Of Chinese the pairs alone,
// since a character says less than the pair that it is in.
func markTerms(word string) []string {
	list := terms(word)
	var longer []string
	for _, t := range list {
		if utf8.RuneCountInString(t) > 1 {
			longer = append(longer, t)
		}
	}
	if len(longer) == 0 {
		return list
	}
	return longer
}

// Reason is whose words a text has most of, the first of equals; 0 where it has too
// few of any.
func (f Filing) Reason(text string) int64 {
	seen, found := map[holder]bool{}, make([]int, len(f.reasons))
	for _, t := range terms(text) {
		for _, h := range f.holders[t] {
			if !seen[h] {
				seen[h] = true
				found[h.mark]++
			}
		}
	}
	reason, most := int64(0), 0
	for m, n := range found {
		if n >= f.needed[m] && n > most {
			reason, most = f.reasons[m], n
		}
	}
	return reason
}
