package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/vendors/quality/consensus"
)

// votes is a file of votes with the names behind its indices: items and workers in
// the order of the file, labels sorted.
type votes struct {
	items, workers, classes []string
	votes                   []consensus.Vote
	item                    map[string]int
}

func readVotes(t *table, bad *badInput) *votes {
	v := &votes{item: map[string]int{}}
	if !t.require(bad, "item", "worker", "label") {
		return v
	}
	worker, class := map[string]int{}, map[string]int{}
	var names []string // labels in the order of the file
	place := func(row int, column string, index map[string]int, list *[]string) int {
		name := t.text(row, column)
		if name == "" {
			bad.add(t.file, t.lines[row], column, "blank; expected a name")
		}
		at, known := index[name]
		if !known {
			at = len(*list)
			index[name] = at
			*list = append(*list, name)
		}
		return at
	}
	for row := range t.rows {
		v.votes = append(v.votes, consensus.Vote{
			Item: place(row, "item", v.item, &v.items), Worker: place(row, "worker", worker, &v.workers), Label: place(row, "label", class, &names),
		})
	}
	if len(v.votes) == 0 {
		bad.add(t.file, 1, "row", "there are no votes; at least one line below the header was expected")
	}
	v.sortClasses(names)
	return v
}

// sortClasses puts the labels in their order, by number where all are numbers, and
// the votes with them.
func (v *votes) sortClasses(names []string) {
	v.classes = slices.SortedFunc(slices.Values(names), compareLabels(names))
	to := make([]int, len(names))
	for i, name := range names {
		to[i] = slices.Index(v.classes, name)
	}
	for i := range v.votes {
		v.votes[i].Label = to[v.votes[i].Label]
	}
}

func compareLabels(names []string) func(a, b string) int {
	for _, name := range names {
		if _, err := strconv.ParseFloat(name, 64); err != nil {
			return strings.Compare
		}
	}
	return func(a, b string) int {
		x, _ := strconv.ParseFloat(a, 64)
		y, _ := strconv.ParseFloat(b, 64)
		return cmp.Or(cmp.Compare(x, y), strings.Compare(a, b))
	}
}

// labels lays the votes out for inference.
func (v *votes) labels() (*consensus.Labels, error) {
	return consensus.NewLabels(len(v.items), len(v.workers), len(v.classes), v.votes)
}

// readGold reads the known truths and returns the class of each item, -1 where the
// file is silent. A truth that nobody ever voted becomes a class of its own.
func (v *votes) readGold(path string) ([]int, error) {
	t, err := readTable(path)
	if err != nil {
		return nil, err
	}
	bad := &badInput{}
	if !t.require(bad, "item", "truth") {
		return nil, bad
	}
	truth := make([]string, len(v.items))
	for row := range t.rows {
		item, class := t.text(row, "item"), t.text(row, "truth")
		at, known := v.item[item]
		switch {
		case !known:
			bad.add(t.file, t.lines[row], "item", "%q has no vote; an item of the votes was expected", item)
		case class == "":
			bad.add(t.file, t.lines[row], "truth", "blank; expected a label")
		case truth[at] != "" && truth[at] != class:
			bad.add(t.file, t.lines[row], "truth", "%q after %q; one truth for each item was expected", class, truth[at])
		default:
			truth[at] = class
		}
	}
	if err := bad.orNil(); err != nil {
		return nil, err
	}
	names := slices.Clone(v.classes)
	for _, class := range truth {
		if class != "" && !slices.Contains(names, class) {
			names = append(names, class)
		}
	}
	v.sortClasses(names)
	gold := make([]int, len(truth))
	for i, class := range truth {
		gold[i] = slices.Index(v.classes, class)
	}
	return gold, nil
}
