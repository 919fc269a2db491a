package voice

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"unicode/utf8"
)

// merge joins topics that point the same way, the smaller to the larger.
func (c *clustering) merge() {
	size := c.sizes()
	order := make([]int, 0, len(c.sums))
	for t, n := range size {
		if n > 0 {
			order = append(order, t)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	held := make([][]int, len(c.sums))
	for d := range c.documents {
		held[c.documents[d].topic] = append(held[c.documents[d].topic], d)
	}
	kept := make([]bool, len(c.sums))
	for _, t := range order {
		into := c.like(t, kept)
		if into < 0 {
			kept[t] = true
			continue
		}
		for _, d := range held[t] {
			c.remove(d)
			c.documents[d].topic = into
			c.shift(into, &c.documents[d], float64(len(c.documents[d].members)))
		}
		held[into] = append(held[into], held[t]...)
	}
}

// like is the topic among those kept that another is to be joined to, or −1.
func (c *clustering) like(t int, kept []bool) int {
	dot := map[int]float64{}
	for _, term := range slices.Sorted(maps.Keys(c.sums[t])) {
		for other := range c.holders[term] {
			if kept[other] {
				dot[other] += c.sums[t][term] * c.sums[other][term]
			}
		}
	}
	best, cosine := -1, c.Merge
	for other, v := range dot {
		v /= math.Sqrt(c.length[t] * c.length[other])
		if v > cosine || (v == cosine && (best < 0 || other < best)) {
			best, cosine = other, v
		}
	}
	return best
}

// sizes are the texts of each topic.
func (c *clustering) sizes() []int {
	size := make([]int, len(c.sums))
	for _, doc := range c.documents {
		size[doc.topic] += len(doc.members)
	}
	return size
}

// topics reads what has come together.
func (c *clustering) topics() []Topic {
	all := make([]Topic, len(c.sums))
	nearest := make([]float64, len(c.sums))
	for _, doc := range c.documents {
		t := &all[doc.topic]
		t.Size += len(doc.members)
		t.Members = append(t.Members, doc.members...)
		cosine := 0.0
		for _, w := range doc.vector {
			cosine += w.weight * c.sums[doc.topic][w.term]
		}
		if cosine > nearest[doc.topic] {
			nearest[doc.topic], t.Example = cosine, doc.members[0]
		}
	}
	everywhere := make([]float64, len(c.names))
	for t, sum := range c.sums {
		if all[t].Size > 0 {
			for term, weight := range sum {
				everywhere[term] += weight
			}
		}
	}
	for t := range all {
		slices.Sort(all[t].Members)
		all[t].Terms = c.name(t, everywhere)
	}
	all = slices.DeleteFunc(all, func(t Topic) bool { return t.Size == 0 })
	slices.SortStableFunc(all, func(a, b Topic) int {
		return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.Members[0], b.Members[0]))
	})
	return all
}

// name is the terms that are heavy in a topic and light elsewhere.
func (c *clustering) name(t int, everywhere []float64) []string {
	list := make([]int, 0, len(c.sums[t]))
	score := map[int]float64{}
	alone := func(term int) int { return max(0, 2-utf8.RuneCountInString(c.names[term])) } // pairs of characters say more
	for term, weight := range c.sums[t] {
		list = append(list, term)
		// Rounded, because sums over all topics differ in their last digits.
		score[term] = math.Round(1e6 * weight * weight / everywhere[term])
	}
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(alone(a), alone(b)), cmp.Compare(score[b], score[a]), cmp.Compare(c.names[a], c.names[b]))
	})
	var out []string
	for _, term := range list[:min(len(list), c.Terms)] {
		out = append(out, c.names[term])
	}
	return out
}
