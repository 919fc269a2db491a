package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/muster-wfm/muster/scheduling/rules"
)

// Fault is one thing wrong with a file.
type Fault struct {
	Line int // of the file, counted from 1
	rules.Fault
}

// Faults is everything wrong with a file.
type Faults struct{ List []Fault }

// Error lists every fault, one a line.
func (f *Faults) Error() string {
	lines := make([]string, len(f.List))
	for i, fault := range f.List {
		lines[i] = fmt.Sprintf("line %d: %s", fault.Line, fault.Fault.Error())
	}
	return strings.Join(lines, "\n")
}

// node is a JSON value that remembers where it stood.
type node struct {
	path   string
	line   int
	value  any // nil, bool, json.Number, string, []*node, map[string]*node
	faults *Faults
}

// maxFaults keeps a wholly wrong file from printing a line for every number.
const maxFaults = 200

// parse reads one JSON document into nodes.
func parse(in io.Reader) (*node, *Faults, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	p := &parser{text: text, decoder: json.NewDecoder(bytes.NewReader(text)), faults: &Faults{}}
	p.decoder.UseNumber()
	for i, c := range text {
		if c == '\n' {
			p.breaks = append(p.breaks, i)
		}
	}
	root, err := p.value("", 0)
	if err == nil {
		if _, after := p.decoder.Token(); !errors.Is(after, io.EOF) {
			err = errors.New("something follows the document")
		}
	}
	if err != nil {
		p.faults.List = append(p.faults.List, Fault{p.line(), rules.Fault{Field: "file", Found: err.Error(), Expected: "one JSON document"}})
		return nil, p.faults, nil
	}
	return root, p.faults, nil
}

// parser builds nodes from the tokens of a document.
type parser struct {
	text    []byte
	decoder *json.Decoder
	breaks  []int // offsets of line ends
	faults  *Faults
}

// line returns the line on which the decoder stands.
func (p *parser) line() int { return sort.SearchInts(p.breaks, int(p.decoder.InputOffset())) + 1 }

// maxDepth keeps nested brackets from exhausting the stack.
const maxDepth = 20

func (p *parser) value(path string, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("values nested %d deep", depth)
	}
	token, err := p.decoder.Token()
	if err != nil {
		return nil, err
	}
	n := &node{path: path, line: p.line(), value: token, faults: p.faults}
	switch token {
	case json.Delim('['):
		n.value, err = p.list(path, depth)
	case json.Delim('{'):
		n.value, err = p.object(n, depth)
	}
	return n, err
}

func (p *parser) list(path string, depth int) ([]*node, error) {
	items := []*node{}
	for p.decoder.More() {
		item, err := p.value(fmt.Sprintf("%s[%d]", path, len(items)), depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := p.decoder.Token()
	return items, err
}

func (p *parser) object(n *node, depth int) (map[string]*node, error) {
	fields := map[string]*node{}
	for p.decoder.More() {
		key, err := p.decoder.Token()
		if err != nil {
			return nil, err
		}
		name := key.(string) // the decoder refuses any other key
		field, err := p.value(strings.TrimPrefix(n.path+"."+name, "."), depth+1)
		if err != nil {
			return nil, err
		}
		if fields[name] != nil {
			field.wrong("the field twice", "each field once")
		}
		fields[name] = field
	}
	_, err := p.decoder.Token()
	return fields, err
}

// wrong records a fault at the node.
func (n *node) wrong(found, expected string) {
	if len(n.faults.List) < maxFaults {
		n.faults.List = append(n.faults.List, Fault{n.line, rules.Fault{Field: n.path, Found: found, Expected: expected}})
	}
}

// show writes the node's value for a message, shortened.
func (n *node) show() string {
	switch v := n.value.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%.60q", v)
	case []*node:
		return "a list"
	case map[string]*node:
		return "an object"
	default:
		return fmt.Sprint(v)
	}
}

// find returns the node at a path, or the nearest that holds it.
func (n *node) find(path string) *node {
	best := n
	var walk func(at *node)
	walk = func(at *node) {
		if at.path != "" && !holds(at.path, path) {
			return
		}
		if len(at.path) >= len(best.path) {
			best = at
		}
		switch v := at.value.(type) {
		case []*node:
			for _, child := range v {
				walk(child)
			}
		case map[string]*node:
			for _, child := range v {
				walk(child)
			}
		}
	}
	walk(n)
	return best
}

// holds reports whether path is outer or something inside it.
func holds(outer, path string) bool {
	rest, inside := strings.CutPrefix(path, outer)
	return inside && (rest == "" || rest[0] == '.' || rest[0] == '[')
}
