package workforce

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/muster-wfm/muster/internal/problem"
)

// FieldError is one thing wrong with one field: where, what stands there, and
// what was expected instead. Field is the field's name as the API and the
// screens spell it, with a path into lists: openingHours[2].closes.
type FieldError struct {
	Field    string
	Found    string
	Expected string
	Want     problem.Want // Expected, for screens in other languages
}

func (f FieldError) String() string {
	return fmt.Sprintf("%s: found %s; expected %s", f.Field, f.Found, f.Expected)
}

// InvalidError says that a value cannot be. It lists every bad field, so that
// a form is corrected in one go.
type InvalidError struct {
	What   string // the kind of thing: "site", "person"
	Fields []FieldError
}

func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Fields))
	for i, field := range e.Fields {
		lines[i] = field.String()
	}
	return fmt.Sprintf("%s refused: %s", e.What, strings.Join(lines, "; "))
}

// checks collects the bad fields of one value.
type checks struct {
	what   string
	fields []FieldError
}

func checking(what string) *checks { return &checks{what: what} }

// need records a bad field unless ok holds. Of some expectations screens know more
// than the English words.
func (c *checks) need(ok bool, field string, found any, expected string, want ...problem.Want) {
	if ok {
		return
	}
	shown := fmt.Sprint(found)
	if text, isText := found.(string); isText {
		shown = quoted(text)
	}
	bad := FieldError{Field: field, Found: shown, Expected: expected}
	for _, w := range want {
		bad.Want = w
	}
	c.fields = append(c.fields, bad)
}

// quoted shows a text as found, shortened so that a whole file pasted into a
// field does not come back in the message.
func quoted(text string) string {
	if text == "" {
		return "nothing"
	}
	const longest = 60
	if utf8.RuneCountInString(text) > longest {
		text = string([]rune(text)[:longest]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

// err returns what was collected, or nil when nothing was.
func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &InvalidError{What: c.what, Fields: c.fields}
}

// Longest texts, in characters. Codes are typed into files and printed on
// rosters, so they stay short.
const (
	maxCode = 64
	maxName = 200
)

// codeAndName checks the two texts that every owned thing has.
func (c *checks) codeAndName(code, name string) {
	c.code("code", code)
	c.text("name", name, maxName)
}

func (c *checks) code(field, code string) {
	c.need(IsCode(code), field, code, CodeRule, problem.Wanting(problem.CodeText, maxCode))
}

// LongestCode is how many characters a code has at most.
const LongestCode = maxCode

// CodeRule says in words what a code may be.
var CodeRule = fmt.Sprintf("1 to %d printable characters without |", maxCode)

// IsCode reports whether a text can be the code of a thing: see [CodeRule].
func IsCode(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 1 && n <= maxCode && printable(text) && !strings.ContainsRune(text, '|')
}

func (c *checks) text(field, text string, longest int) {
	n := utf8.RuneCountInString(text)
	c.need(n >= 1 && n <= longest && printable(text), field, text, fmt.Sprintf("1 to %d printable characters", longest), problem.Wanting(problem.Characters, 1, longest))
}

// ratio checks a share between 0 and 1 without the ends that open excludes.
func (c *checks) ratio(field string, v float64, below1 bool) {
	if below1 {
		c.need(v >= 0 && v < 1, field, v, "a ratio from 0 to below 1", problem.Wanting(problem.Share))
		return
	}
	c.need(v >= 0 && v <= 1, field, v, "a ratio from 0 to 1", problem.Wanting(problem.Share))
}

func printable(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || r == 0x7f })
}
