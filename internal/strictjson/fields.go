package strictjson

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Object is a JSON object that is being read; every field has to be asked for.
type Object struct {
	*Node
	fields map[string]*Node
	asked  map[string]bool
}

// Object returns the node as an object, an empty one after a fault.
func (n *Node) Object() *Object {
	fields, ok := n.value.(map[string]*Node)
	if !ok {
		n.Wrong(n.Show(), "an object")
	}
	return &Object{Node: n, fields: fields, asked: map[string]bool{}}
}

// Done records the fields that nobody asked for.
func (o *Object) Done() {
	var unknown []string
	for name := range o.fields {
		if !o.asked[name] {
			unknown = append(unknown, name)
		}
	}
	known := make([]string, 0, len(o.asked))
	for name := range o.asked {
		known = append(known, name)
	}
	slices.Sort(unknown)
	slices.Sort(known)
	for _, name := range unknown {
		o.fields[name].Wrong("an unknown field", "one of "+strings.Join(known, ", "))
	}
}

// Field returns a field that is there, whatever it holds.
func (o *Object) Field(name string) *Node { return o.fields[name] }

// Get returns a field, or nil where it is absent or null.
func (o *Object) Get(name string) *Node {
	o.asked[name] = true
	if field := o.fields[name]; field != nil && field.value != nil {
		return field
	}
	return nil
}

// Need is get for a field that must be there.
func (o *Object) Need(name, expected string) *Node {
	field := o.Get(name)
	if field == nil && o.fields != nil {
		o.Wrong("no field "+name, name+": "+expected)
	}
	return field
}

// Text reads a string; required says whether it may be absent.
func (o *Object) Text(name string, required bool) string {
	field := o.Get(name)
	if required {
		field = o.Need(name, "a text")
	}
	if field == nil {
		return ""
	}
	return field.Text()
}

// Text reads a string that is not empty.
func (n *Node) Text() string {
	s, ok := n.value.(string)
	if !ok || s == "" {
		n.Wrong(n.Show(), "a text in quotes")
	}
	return s
}

// Whole reads a whole number from low to high.
func (o *Object) Whole(name string, fallback, low, high int) int {
	field := o.Get(name)
	if field == nil {
		return fallback
	}
	return field.Whole(low, high)
}

// Raw returns a text as it stands, or "" where the node holds none.
func (n *Node) Raw() string {
	s, _ := n.value.(string)
	return s
}

// Whole reads a whole number from low to high.
func (n *Node) Whole(low, high int) int {
	number, ok := n.value.(json.Number)
	v, err := strconv.Atoi(number.String())
	if !ok || err != nil || v < low || v > high {
		n.Wrong(n.Show(), fmt.Sprintf("a whole number from %d to %d", low, high))
		return low
	}
	return v
}

// Number reads a number of at least 0.
func (o *Object) Number(name string, fallback float64) float64 {
	field := o.Get(name)
	if field == nil {
		return fallback
	}
	return field.Number()
}

// Number reads a number of at least 0.
func (n *Node) Number() float64 {
	number, ok := n.value.(json.Number)
	v, err := number.Float64()
	if !ok || err != nil || v < 0 || math.IsInf(v, 0) {
		n.Wrong(n.Show(), "a number of at least 0")
		return 0
	}
	return v
}

// Real reads a number of either sign.
func (n *Node) Real() float64 {
	number, ok := n.value.(json.Number)
	v, err := number.Float64()
	if !ok || err != nil || math.IsInf(v, 0) {
		n.Wrong(n.Show(), "a number")
		return 0
	}
	return v
}

// Positive reads a number above 0 that must be there. A wrong one is 1, so that
// nothing else seems wrong because of it.
func (o *Object) Positive(name, expected string) float64 {
	field := o.Need(name, expected)
	if field == nil {
		return 1
	}
	number, ok := field.value.(json.Number)
	v, err := number.Float64()
	if !ok || err != nil || v <= 0 || math.IsInf(v, 0) {
		field.Wrong(field.Show(), expected)
		return 1
	}
	return v
}

// Flag reads true or false; absent is false.
func (o *Object) Flag(name string) bool {
	field := o.Get(name)
	if field == nil {
		return false
	}
	v, ok := field.value.(bool)
	if !ok {
		field.Wrong(field.Show(), "true or false")
	}
	return v
}

// Choice reads one of some words as its position; absent is the first.
func (o *Object) Choice(name string, words ...string) int {
	field := o.Get(name)
	if field == nil {
		return 0
	}
	at := slices.Index(words, field.Raw())
	if at < 0 {
		field.Wrong(field.Show(), "one of "+strings.Join(words, ", "))
		return 0
	}
	return at
}

// List returns the items of a list; absent is none.
func (o *Object) List(name string) []*Node {
	field := o.Get(name)
	if field == nil {
		return nil
	}
	items, ok := field.Items()
	if !ok {
		field.Wrong(field.Show(), "a list")
	}
	return items
}

// Items returns the items of a list, and whether the node is one.
func (n *Node) Items() ([]*Node, bool) {
	items, ok := n.value.([]*Node)
	return items, ok
}

// Numbers reads a list of numbers; absent is nil.
func (o *Object) Numbers(name string) []float64 {
	var values []float64
	for _, item := range o.List(name) {
		values = append(values, item.Number())
	}
	return values
}

// Clock reads a time of day, HH:MM, as minutes after midnight. Hours beyond 24
// reach into the next day.
func (o *Object) Clock(name string, fallback int) int {
	field := o.Get(name)
	if field == nil {
		return fallback
	}
	text, _ := field.value.(string)
	hours, minutes, ok := strings.Cut(text, ":")
	h, errH := strconv.Atoi(hours)
	m, errM := strconv.Atoi(minutes)
	if !ok || errH != nil || errM != nil || len(minutes) != 2 || h < 0 || h > 48 || m < 0 || m > 59 {
		field.Wrong(field.Show(), `a time as "HH:MM", up to "48:00" for the day after`)
		return fallback
	}
	return h*60 + m
}

// Refs reads a list of codes as positions among known codes.
func (o *Object) Refs(name, what string, known []string) []int {
	var positions []int
	for _, item := range o.List(name) {
		positions = append(positions, item.Ref(what, known))
	}
	return positions
}

// Ref reads a code as its position among known codes.
func (n *Node) Ref(what string, known []string) int {
	code, _ := n.value.(string)
	i := slices.Index(known, code)
	if i < 0 {
		shown := known[:min(len(known), 8)]
		n.Wrong(n.Show(), fmt.Sprintf("the code of one of the %s: %s", what, strings.Join(shown, ", ")))
		return 0
	}
	return i
}
