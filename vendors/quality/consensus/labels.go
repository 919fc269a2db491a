package consensus

import (
	"fmt"
	"math"

	"github.com/muster-wfm/muster/vendors/quality"
)

// Vote is one worker's label of one item; all three are indices from 0.
type Vote struct{ Item, Worker, Label int }

// Labels are votes, checked and laid out item by item.
type Labels struct {
	items, workers, classes int
	begin                   []int32 // of each item's votes, and the end of the last
	cell                    []int32 // of each vote: worker * classes + label
}

// mostChances bounds the entries of all confusion matrices together. A column of free
// text taken for labels would otherwise ask for more memory than there is.
const mostChances = 1 << 26

// NewLabels checks votes on so many items by so many workers in so many classes.
// Every item needs a vote. It returns a [quality.InputError] for an index out of
// range, an item that nobody labelled, and more classes than a model can hold.
func NewLabels(items, workers, classes int, votes []Vote) (*Labels, error) {
	if float64(workers)*float64(classes)*float64(classes) > mostChances {
		return nil, quality.Refuse(classes, fmt.Sprintf("at most %.0f beside %d workers", math.Sqrt(mostChances/float64(workers)), workers), "the number of different labels")
	}
	l := &Labels{items: items, workers: workers, classes: classes, begin: make([]int32, items+1), cell: make([]int32, len(votes))}
	for i, v := range votes {
		switch {
		case v.Item < 0 || v.Item >= items:
			return nil, quality.Refuse(v.Item, "an index of an item", "votes[%d].item", i)
		case v.Worker < 0 || v.Worker >= workers:
			return nil, quality.Refuse(v.Worker, "an index of a worker", "votes[%d].worker", i)
		case v.Label < 0 || v.Label >= classes:
			return nil, quality.Refuse(v.Label, "an index of a class", "votes[%d].label", i)
		}
		l.begin[v.Item+1]++
	}
	for i := range items {
		if l.begin[i+1] == 0 {
			return nil, quality.Refuse("without a vote", "at least one vote on each item", "item %d", i)
		}
		l.begin[i+1] += l.begin[i]
	}
	next := append([]int32(nil), l.begin[:items]...)
	for _, v := range votes {
		l.cell[next[v.Item]] = int32(v.Worker*classes + v.Label)
		next[v.Item]++
	}
	return l, nil
}

// of returns the cells of the votes on an item.
func (l *Labels) of(item int) []int32 { return l.cell[l.begin[item]:l.begin[item+1]] }

// shares returns the share of each class in the votes of each item, items x
// classes; gold items are wholly of their class.
func (l *Labels) shares(gold []int) []float64 {
	shares := make([]float64, l.items*l.classes)
	for i := range l.items {
		row := shares[i*l.classes : (i+1)*l.classes]
		if gold != nil && gold[i] >= 0 {
			row[gold[i]] = 1
			continue
		}
		votes := l.of(i)
		for _, cell := range votes {
			row[int(cell)%l.classes]++
		}
		for k := range row {
			row[k] /= float64(len(votes))
		}
	}
	return shares
}
