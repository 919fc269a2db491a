package format

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/workforce/grid"
)

// object is a JSON object that is being read; every field has to be asked for.
type object struct {
	*node
	fields map[string]*node
	asked  map[string]bool
}

// object returns the node as an object, an empty one after a fault.
func (n *node) object() *object {
	fields, ok := n.value.(map[string]*node)
	if !ok {
		n.wrong(n.show(), "an object")
	}
	return &object{node: n, fields: fields, asked: map[string]bool{}}
}

// done records the fields that nobody asked for.
func (o *object) done() {
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
		o.fields[name].wrong("an unknown field", "one of "+strings.Join(known, ", "))
	}
}

// get returns a field, or nil where it is absent or null.
func (o *object) get(name string) *node {
	o.asked[name] = true
	if field := o.fields[name]; field != nil && field.value != nil {
		return field
	}
	return nil
}

// need is get for a field that must be there.
func (o *object) need(name, expected string) *node {
	field := o.get(name)
	if field == nil && o.fields != nil {
		o.wrong("no field "+name, name+": "+expected)
	}
	return field
}

// text reads a string; required says whether it may be absent.
func (o *object) text(name string, required bool) string {
	field := o.get(name)
	if required {
		field = o.need(name, "a text")
	}
	if field == nil {
		return ""
	}
	return field.text()
}

func (n *node) text() string {
	s, ok := n.value.(string)
	if !ok || s == "" {
		n.wrong(n.show(), "a text in quotes")
	}
	return s
}

// whole reads a whole number from low to high.
func (o *object) whole(name string, fallback, low, high int) int {
	field := o.get(name)
	if field == nil {
		return fallback
	}
	return field.whole(low, high)
}

func (n *node) whole(low, high int) int {
	number, ok := n.value.(json.Number)
	v, err := strconv.Atoi(number.String())
	if !ok || err != nil || v < low || v > high {
		n.wrong(n.show(), fmt.Sprintf("a whole number from %d to %d", low, high))
		return low
	}
	return v
}

// number reads a number of at least 0.
func (o *object) number(name string, fallback float64) float64 {
	field := o.get(name)
	if field == nil {
		return fallback
	}
	return field.number()
}

func (n *node) number() float64 {
	number, ok := n.value.(json.Number)
	v, err := number.Float64()
	if !ok || err != nil || v < 0 || math.IsInf(v, 0) {
		n.wrong(n.show(), "a number of at least 0")
		return 0
	}
	return v
}

// flag reads true or false; absent is false.
func (o *object) flag(name string) bool {
	field := o.get(name)
	if field == nil {
		return false
	}
	v, ok := field.value.(bool)
	if !ok {
		field.wrong(field.show(), "true or false")
	}
	return v
}

// list returns the items of a list; absent is none.
func (o *object) list(name string) []*node {
	field := o.get(name)
	if field == nil {
		return nil
	}
	items, ok := field.value.([]*node)
	if !ok {
		field.wrong(field.show(), "a list")
	}
	return items
}

// numbers reads a list of numbers; absent is nil.
func (o *object) numbers(name string) []float64 {
	var values []float64
	for _, item := range o.list(name) {
		values = append(values, item.number())
	}
	return values
}

// clock reads a time of day, HH:MM, as minutes after midnight. Hours beyond 24
// reach into the next day.
func (o *object) clock(name string, fallback int) int {
	field := o.get(name)
	if field == nil {
		return fallback
	}
	text, _ := field.value.(string)
	hours, minutes, ok := strings.Cut(text, ":")
	h, errH := strconv.Atoi(hours)
	m, errM := strconv.Atoi(minutes)
	if !ok || errH != nil || errM != nil || len(minutes) != 2 || h < 0 || h > 48 || m < 0 || m > 59 {
		field.wrong(field.show(), `a time as "HH:MM", up to "48:00" for the day after`)
		return fallback
	}
	return h*60 + m
}

// date reads a day, YYYY-MM-DD.
func (o *object) date(name string) (grid.Date, bool) {
	field := o.need(name, "a day as YYYY-MM-DD")
	if field == nil {
		return grid.Date{}, false
	}
	text, _ := field.value.(string)
	d, err := grid.ParseDate(text)
	if err != nil {
		field.wrong(field.show(), "a day as YYYY-MM-DD")
	}
	return d, err == nil
}

// refs reads a list of codes as positions among known codes.
func (o *object) refs(name, what string, known []string) []int {
	var positions []int
	for _, item := range o.list(name) {
		positions = append(positions, item.ref(what, known))
	}
	return positions
}

// ref reads a code as its position among known codes.
func (n *node) ref(what string, known []string) int {
	code, _ := n.value.(string)
	i := slices.Index(known, code)
	if i < 0 {
		shown := known[:min(len(known), 8)]
		n.wrong(n.show(), fmt.Sprintf("the code of one of the %s: %s", what, strings.Join(shown, ", ")))
		return 0
	}
	return i
}
