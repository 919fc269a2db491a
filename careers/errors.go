package careers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/workforce"
)

// FaultsError keeps a ladder from being published, or people from being placed, and
// names all that is wrong.
type FaultsError struct{ Faults []*ladder.Fault }

func (e *FaultsError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "; ")
}

// Refused says which rule of an election or a round stands against what was asked for.
// Kind is stable, for programs.
type Refused struct{ Kind, Who, Expected string }

func (e *Refused) Error() string {
	return fmt.Sprintf("%s: %s; expected %s", e.Who, e.Kind, e.Expected)
}

// RefusedError lists every rule that stands against something.
type RefusedError struct{ Rules []*Refused }

func (e *RefusedError) Error() string {
	lines := make([]string, len(e.Rules))
	for i, r := range e.Rules {
		lines[i] = r.Error()
	}
	return strings.Join(lines, "; ")
}

func refuse(kind, who, expected string) error {
	return &RefusedError{[]*Refused{{kind, who, expected}}}
}

// refusedBy carries a core's refusals on, with people called by their names.
func refusedBy[Kind ~string](faults []*ladder.Refusal[Kind], names map[string]string) error {
	if len(faults) == 0 {
		return nil
	}
	e := &RefusedError{}
	for _, f := range faults {
		e.Rules = append(e.Rules, &Refused{string(f.Kind), named(f.Who, names), f.Expected})
	}
	return e
}

// named puts names in the place of codes in what a core says.
func named(text string, names map[string]string) string {
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.Trim(w, ":,")
		if name, found := names[bare]; found {
			words[i] = strings.Replace(w, bare, name, 1)
		}
	}
	return strings.Join(words, " ")
}

// checks collects bad fields.
type checks struct {
	what   string
	fields []workforce.FieldError
}

func (c *checks) need(ok bool, field string, found any, expected string) {
	if !ok {
		c.fields = append(c.fields, workforce.FieldError{Field: field, Found: fmt.Sprint(found), Expected: expected})
	}
}

// fewest is how many characters a reason has at least: a sentence in Chinese is short.
const fewest = 4

// text wants a text of at least and at most so many characters.
func (c *checks) text(field, text string, least, most int) {
	n := len([]rune(strings.TrimSpace(text)))
	c.need(n >= least && n <= most, field, fmt.Sprintf("%d characters", n), fmt.Sprintf("%d to %d characters", least, most))
}

func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &workforce.InvalidError{What: c.what, Fields: c.fields}
}

func invalid(what, field, found, expected string) error {
	return &workforce.InvalidError{What: what, Fields: []workforce.FieldError{{Field: field, Found: found, Expected: expected}}}
}

// unique is a list sorted, each once.
func unique(ids []int64) []int64 {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(out)
}
