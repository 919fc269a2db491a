package voice

import (
	"strings"
	"unicode"
)

// Marks that stand where personal data stood.
const (
	MailMark   = "[mail]"
	CardMark   = "[card]"
	NumberMark = "[number]"
)

// longNumber is from how many digits on a number may name a person: telephone numbers
// begin with seven.
const longNumber = 7

// Mask takes out of a text what names a person: mail addresses, card numbers (13 to 19
// digits whose Luhn sum is right, ISO/IEC 7812-1) and every other number of seven
// digits or more, whose groups a space, a hyphen, a dot, a slash or brackets may part.
// It would rather take an order number than leave a telephone number. Names of people
// stay: no list knows them all. A masked text is masked again to itself.
func Mask(text string) string {
	return maskNumbers(maskMail(text))
}

// maskMail replaces what stands around an at sign.
func maskMail(text string) string {
	runes, out, from := []rune(text), strings.Builder{}, 0
	for i, r := range runes {
		if r != '@' && r != '＠' || i < from {
			continue
		}
		first, last := i, i+1
		for first > from && isMail(runes[first-1]) {
			first--
		}
		for last < len(runes) && isMail(runes[last]) {
			last++
		}
		if first == i || last == i+1 {
			continue
		}
		out.WriteString(string(runes[from:first]))
		out.WriteString(MailMark)
		from = last
	}
	out.WriteString(string(runes[from:]))
	return out.String()
}

func isMail(r rune) bool {
	return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._%+-", r))
}

// maskNumbers replaces long numbers.
func maskNumbers(text string) string {
	runes, out := []rune(text), strings.Builder{}
	for i := 0; i < len(runes); {
		end, digits := number(runes, i)
		switch {
		case len(digits) < longNumber:
			out.WriteString(string(runes[i:max(end, i+1)]))
		case isCard(digits):
			out.WriteString(CardMark)
		default:
			out.WriteString(NumberMark)
		}
		i = max(end, i+1)
	}
	return out.String()
}

// number reads digits from a position on, in groups that at most two signs part, and
// returns where they end.
func number(runes []rune, from int) (end int, digits []int) {
	end = from
	for i := from; i < len(runes) && i-end <= 2; i++ {
		switch {
		case unicode.IsDigit(runes[i]):
			digits, end = append(digits, digitOf(runes[i])), i+1
		case len(digits) == 0 && (runes[i] == '+' || runes[i] == '(') && i == from:
		case len(digits) > 0 && strings.ContainsRune(" -.()/\u00a0", runes[i]):
		default:
			return end, digits
		}
	}
	return end, digits
}

// digitOf is the value of a decimal digit of any script: each has its ten in a row.
func digitOf(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-1) && (r-1)/16 == r/16 {
		r, n = r-1, n+1
	}
	return n
}

// isCard reports whether digits can be a card's: the Luhn sum is a multiple of ten.
func isCard(digits []int) bool {
	if len(digits) < 13 || len(digits) > 19 {
		return false
	}
	sum := 0
	for i := range digits {
		d := digits[len(digits)-1-i]
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
