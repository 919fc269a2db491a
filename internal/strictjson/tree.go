package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
)

// Node is a JSON value that remembers where it stood.
type Node struct {
	parent *Node
	name   string // in an object
	index  int    // in a list
	line   int
	value  any // nil, bool, json.Number, string, []*Node, map[string]*Node
	faults *Faults
}

// Parse reads one JSON document of UTF-8, with or without a byte order mark. A
// text that is no JSON has no node, and a fault. The error is the reader's own.
func Parse(in io.Reader) (*Node, *Faults, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	p := &parser{decoder: json.NewDecoder(bytes.NewReader(text)), faults: &Faults{}}
	p.decoder.UseNumber()
	for i, c := range text {
		if c == '\n' {
			p.breaks = append(p.breaks, i)
		}
	}
	root := &Node{faults: p.faults}
	if err = p.value(root, 0); err == nil {
		if _, after := p.decoder.Token(); !errors.Is(after, io.EOF) {
			err = errors.New("something follows the document")
		}
	}
	if err != nil {
		p.faults.add(Fault{p.line(), "file", err.Error(), "one JSON document"})
		return nil, p.faults, nil
	}
	return root, p.faults, nil
}

// parser builds nodes from the tokens of a document.
type parser struct {
	decoder *json.Decoder
	breaks  []int // offsets of line ends
	faults  *Faults
}

// line returns the line on which the decoder stands.
func (p *parser) line() int { return sort.SearchInts(p.breaks, int(p.decoder.InputOffset())) + 1 }

// maxDepth keeps nested brackets from exhausting the stack.
const maxDepth = 20

// value reads the next value into a node whose place is known.
func (p *parser) value(n *Node, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("values nested %d deep", depth)
	}
	token, err := p.decoder.Token()
	if err != nil {
		return err
	}
	n.line, n.value = p.line(), token
	switch token {
	case json.Delim('['):
		return p.list(n, depth)
	case json.Delim('{'):
		return p.object(n, depth)
	}
	return nil
}

func (p *parser) list(n *Node, depth int) error {
	items := []*Node{}
	for p.decoder.More() {
		item := &Node{parent: n, index: len(items), faults: p.faults}
		if err := p.value(item, depth+1); err != nil {
			return err
		}
		items = append(items, item)
	}
	n.value = items
	_, err := p.decoder.Token()
	return err
}

func (p *parser) object(n *Node, depth int) error {
	fields := map[string]*Node{}
	for p.decoder.More() {
		key, err := p.decoder.Token()
		if err != nil {
			return err
		}
		name := key.(string) // the decoder refuses any other key
		field := &Node{parent: n, name: name, faults: p.faults}
		if err := p.value(field, depth+1); err != nil {
			return err
		}
		if fields[name] != nil {
			field.Wrong("the field twice", "each field once")
		}
		fields[name] = field
	}
	n.value = fields
	_, err := p.decoder.Token()
	return err
}

// Path says where the node stands, such as groups[2].skills[0].queue; the
// document itself is "".
func (n *Node) Path() string {
	switch {
	case n.parent == nil:
		return ""
	case n.name == "":
		return n.parent.Path() + "[" + strconv.Itoa(n.index) + "]"
	case n.parent.parent == nil:
		return n.name
	}
	return n.parent.Path() + "." + n.name
}

// Wrong records a fault at the node.
func (n *Node) Wrong(found, expected string) {
	n.faults.add(Fault{n.line, n.Path(), found, expected})
}

// Show writes the node's value for a message, shortened.
func (n *Node) Show() string {
	switch v := n.value.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%.60q", v)
	case []*Node:
		return "a list"
	case map[string]*Node:
		return "an object"
	default:
		return fmt.Sprintf("%.60v", v)
	}
}

// find returns the node at a path, or the nearest that holds it.
func (n *Node) find(path string) *Node {
	switch v := n.value.(type) {
	case []*Node:
		for _, child := range v {
			if holds(child.Path(), path) {
				return child.find(path)
			}
		}
	case map[string]*Node:
		for _, child := range v {
			if holds(child.Path(), path) {
				return child.find(path)
			}
		}
	}
	return n
}
