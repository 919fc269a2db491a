package problem

import "fmt"

// Rule names what stands against something that somebody wants to do, with the states,
// days, amounts and names that belong in its sentence. It stays the same whatever words
// the sentence is made of, so that screens say it in their own language.
type Rule struct {
	Code    string
	Figures []string
}

// Ruling returns a rule with its figures, in the order in which the sentence needs them.
func Ruling(code string, figures ...any) Rule {
	r := Rule{Code: code}
	for _, f := range figures {
		r.Figures = append(r.Figures, fmt.Sprint(f))
	}
	return r
}
