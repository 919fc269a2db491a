package voice

import (
	"strings"
	"unicode"
)

// terms splits a text into what it is compared by: words of alphabets, lower case
// and without their endings; of Chinese, characters and the pairs that stand together,
// since there are no spaces and pairs are nearly words. Whatever has a digit (order
// numbers, amounts) tells texts apart that say the same, and is left out.
func terms(text string) []string {
	var out []string
	var word, han []rune
	digits := false
	flush := func() {
		if len(word) > 1 && !digits {
			if w := stem(string(word)); !idle[w] {
				out = append(out, w)
			}
		}
		for i := range han {
			out = append(out, string(han[i]))
			if i > 0 {
				out = append(out, string(han[i-1:i+1]))
			}
		}
		word, han, digits = word[:0], han[:0], false
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r) && !strings.ContainsRune(particles, r):
			if len(word) > 0 {
				flush()
			}
			han = append(han, r)
		case unicode.IsLetter(r) && !unicode.Is(unicode.Han, r):
			if len(han) > 0 {
				flush()
			}
			word = append(word, unicode.ToLower(r))
		case unicode.IsDigit(r):
			if len(han) > 0 {
				flush()
			}
			word, digits = append(word, r), true
		case r == '\'' || r == '’':
			// don't and doesn't are words
		default:
			flush()
		}
	}
	flush()
	return out
}

// particles carry no topic; between them Chinese texts fall into pieces.
const particles = "的了吗呢啊吧呀嘛我你您他她它们是在有就都还也很要想请这那个么怎什给把被和与跟又再才只会能可以到去来说为"

// stem takes English endings off, roughly: enough that charged and charges meet.
func stem(word string) string {
	for _, ending := range []string{"ing", "ed", "es", "s"} {
		if rest, found := strings.CutSuffix(word, ending); found && len(rest) >= 3 && !strings.HasSuffix(word, "ss") {
			word = rest
			break
		}
	}
	if rest, found := strings.CutSuffix(word, "e"); found && len(rest) >= 3 {
		return rest
	}
	return word
}

// idle are words that carry no topic, by their stems.
var idle = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`a about after again all already also always am an and any anyone are as at be because been before being but by can cannot cant
		could customer day did didnt do does doesnt doing dont for from get getting give got had has have having he hello help her here hi his how i if im in into is isnt it its ive
		just like me more much my need no not now of on one only or other our out over please say says see she should so some still take tell than thank thanks that the
		their them then there they this time to today told too up us very want was we well were what when where which who why will with wont would yesterday you your`) {
		set[stem(w)] = true
	}
	return set
}()
