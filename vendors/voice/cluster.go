package voice

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Topic is texts that say the same.
type Topic struct {
	Size    int
	Terms   []string // that set it apart, the strongest first
	Example int      // the text that is nearest to all of them
	Members []int    // positions of the texts
}

// Settings of a clustering. The zero value means the defaults.
type Settings struct {
	Join  float64 // cosine from which a text joins a topic; 0: 0.16
	Merge float64 // cosine from which two topics are one; 0: 0.35
	Terms int     // that name a topic; 0: 5
}

func (s Settings) orDefault() Settings {
	return Settings{cmp.Or(s.Join, 0.16), cmp.Or(s.Merge, 0.35), cmp.Or(s.Terms, 5)}
}

// rounds of moving texts to the topic that they are nearest to by then.
const rounds = 3

// Cluster puts texts that say the same together, the largest topic first. Texts
// without any term are left out.
//
// Texts are vectors of terms, weighted by how rare a term is (tf-idf), and topics
// the sums of theirs. A first pass lets each text join the nearest topic or begin
// one, the frequent ones first; some rounds move texts to where they are nearest by
// then; last, topics that point the same way become one. It is meant for finding the
// ten largest in some tens of thousands of short texts within seconds, and needs no
// number of topics beforehand. The same texts give the same topics.
func Cluster(texts []string, s Settings) []Topic {
	c := newClustering(texts, s.orDefault())
	for _, d := range c.order {
		c.place(d)
	}
	for range rounds {
		for _, d := range c.order {
			c.remove(d)
			c.place(d)
		}
	}
	c.merge()
	return c.topics()
}

// weighted is a term of a text.
type weighted struct {
	term   int
	weight float64
}

// document is texts with the same terms.
type document struct {
	members []int
	vector  []weighted // of length one
	topic   int        // −1 none
}

type clustering struct {
	Settings
	names     []string
	documents []document
	order     []int
	sums      []map[int]float64 // by topic and term
	length    []float64         // of each sum, squared
	holders   []map[int]bool    // by term: topics in whose sum it is
}

func newClustering(texts []string, s Settings) *clustering {
	c := &clustering{Settings: s}
	number, same := map[string]int{}, map[string]int{}
	var bags []map[int]int
	for i, text := range texts {
		list := terms(text)
		if len(list) == 0 {
			continue
		}
		sorted := slices.Clone(list)
		slices.Sort(sorted)
		key := strings.Join(sorted, " ")
		if d, known := same[key]; known {
			c.documents[d].members = append(c.documents[d].members, i)
			continue
		}
		same[key] = len(c.documents)
		bag := map[int]int{}
		for _, t := range list {
			n, known := number[t]
			if !known {
				n = len(c.names)
				number[t], c.names = n, append(c.names, t)
			}
			bag[n]++
		}
		bags = append(bags, bag)
		c.documents = append(c.documents, document{members: []int{i}, topic: -1})
	}
	c.weigh(bags)
	c.holders = make([]map[int]bool, len(c.names))
	c.order = make([]int, len(c.documents))
	for d := range c.order {
		c.order[d] = d
	}
	slices.SortStableFunc(c.order, func(a, b int) int {
		return cmp.Compare(len(c.documents[b].members), len(c.documents[a].members))
	})
	return c
}

// single is what a character by itself counts, beside the pairs it is in.
const single = 0.5

// weigh turns bags of terms into vectors of length one: (1 + ln tf) · idf.
func (c *clustering) weigh(bags []map[int]int) {
	in := make([]int, len(c.names))
	for _, bag := range bags {
		for t := range bag {
			in[t]++
		}
	}
	for d, bag := range bags {
		vector, square := make([]weighted, 0, len(bag)), 0.0
		for t, n := range bag {
			weight := (1 + math.Log(float64(n))) * math.Log(1+float64(len(bags))/float64(in[t]))
			if utf8.RuneCountInString(c.names[t]) == 1 {
				weight *= single
			}
			vector = append(vector, weighted{t, weight})
		}
		slices.SortFunc(vector, func(a, b weighted) int { return cmp.Compare(a.term, b.term) })
		for _, w := range vector {
			square += w.weight * w.weight
		}
		for k := range vector {
			vector[k].weight /= math.Sqrt(square)
		}
		c.documents[d].vector = vector
	}
}

// nearest is the topic with the highest cosine to a document, the first of equals.
func (c *clustering) nearest(vector []weighted) (topic int, cosine float64) {
	dot := map[int]float64{}
	for _, w := range vector {
		for t := range c.holders[w.term] {
			dot[t] += w.weight * c.sums[t][w.term]
		}
	}
	topic = -1
	for t, v := range dot { // each summed in the order of terms: the same on every run
		if v /= math.Sqrt(c.length[t]); topic < 0 || v > cosine || (v == cosine && t < topic) {
			topic, cosine = t, v
		}
	}
	return topic, cosine
}

// place puts a document into the nearest topic, or a new one.
func (c *clustering) place(d int) {
	doc := &c.documents[d]
	t, cosine := c.nearest(doc.vector)
	if t < 0 || cosine < c.Join {
		t = len(c.sums)
		c.sums, c.length = append(c.sums, map[int]float64{}), append(c.length, 0)
	}
	doc.topic = t
	c.shift(t, doc, float64(len(doc.members)))
}

func (c *clustering) remove(d int) {
	doc := &c.documents[d]
	c.shift(doc.topic, doc, -float64(len(doc.members)))
	doc.topic = -1
}

// shift adds a document so many times to the sum of a topic.
func (c *clustering) shift(t int, doc *document, times float64) {
	for _, w := range doc.vector {
		old := c.sums[t][w.term]
		now := old + times*w.weight
		c.length[t] += now*now - old*old
		if math.Abs(now) < 1e-12 {
			delete(c.sums[t], w.term)
			delete(c.holders[w.term], t)
			continue
		}
		c.sums[t][w.term] = now
		if c.holders[w.term] == nil {
			c.holders[w.term] = map[int]bool{}
		}
		c.holders[w.term][t] = true
	}
}
