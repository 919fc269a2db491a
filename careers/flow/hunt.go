package flow

import (
	"cmp"
	"math"
	"slices"
)

// hunt looks for the classes of least cost by branch and bound, month by month.
//
// The bound is Lagrangian: what a month's capacity costs beside its need is convex,
// max over slopes y from −short to surplus of y·(capacity − need). For any slopes the
// classes of the months ahead part, so that each may be chosen alone and its fixed
// costs and whole sizes are kept:
//
//	Σ_t y_t(capacity_t − need_t) + Σ_s min_n [cost(n) + n·Σ_t y_t·gain(t−s)]
//
// is at most the cost of every plan (A. M. Geoffrion, "Lagrangean relaxation for
// integer programming", 1974). Slopes are improved by steps along a supergradient, at
// the root thoroughly and at each node a little.
type hunt struct {
	*board
	sizes []int // without repetition, the smallest first
	limit int
	nodes int
	open  float64 // least bound of nodes given up because of the limit
	best  []int
	cost  float64
	path  []int
}

func newHunt(b *board, limit int) *hunt {
	h := &hunt{board: b, limit: limit, open: math.Inf(1), path: make([]int, b.Decide)}
	h.sizes = slices.Compact(slices.Sorted(slices.Values(b.Sizes)))
	return h
}

func tolerance(cost float64) float64 { return 1e-9 * (1 + math.Abs(cost)) }

// bound is what no plan costs less than.
func (h *hunt) bound() float64 { return math.Min(h.cost, h.open) }

func (h *hunt) run() {
	start := make([]int, h.Decide)
	for s := range start {
		start[s] = h.sizes[0]
	}
	h.polish(start)
	root := node{capacity: slices.Clone(h.hires.Without), slopes: make([]float64, len(h.People))}
	h.tighten(&root, rootSteps)
	h.beam(&root)
	h.polish(slices.Clone(h.best))
	h.descend(root)
}

// How often slopes are improved, at the root and at each node.
const (
	rootSteps = 400
	nodeSteps = 6
)

// node is a beginning of a plan: the classes of the first months.
type node struct {
	depth    int
	size     int       // of the last class
	spent    float64   // on classes, and on months that no later class changes
	capacity []float64 // so far
	slopes   []float64
	bound    float64
}

// descend looks at everything that begins like a node.
func (h *hunt) descend(n node) {
	h.nodes++
	if n.depth > 0 {
		h.path[n.depth-1] = n.size
	}
	if n.depth == h.Decide {
		h.take(h.path)
		return
	}
	if h.nodes > h.limit {
		h.open = math.Min(h.open, n.bound)
		return
	}
	var children []node
	for _, size := range h.sizes {
		child := h.child(n, size)
		h.tighten(&child, nodeSteps)
		if h.promising(child) {
			children = append(children, child)
		}
	}
	slices.SortStableFunc(children, func(a, b node) int { return cmp.Compare(a.bound, b.bound) })
	for _, child := range children {
		if h.promising(child) {
			h.descend(child)
		}
	}
}

func (h *hunt) promising(n node) bool { return n.bound < h.cost-tolerance(h.cost) }

// child adds a class: with it the capacity of its own month is settled.
func (h *hunt) child(n node, size int) node {
	c := node{depth: n.depth + 1, size: size, spent: n.spent + h.classCost(size), capacity: slices.Clone(n.capacity), slopes: slices.Clone(n.slopes), bound: n.bound}
	h.add(c.capacity, n.depth, float64(size))
	for t := n.depth; t < h.settled(c.depth); t++ {
		c.spent += h.missCost(c.capacity[t] - h.People[t])
	}
	return c
}

// settled is how many months no later class changes.
func (h *hunt) settled(depth int) int {
	if depth == h.Decide {
		return len(h.People)
	}
	return depth
}

// tighten improves the slopes of a node and with them its bound, by steps that would
// reach the cost to beat if the bound rose at its present rate (B. T. Polyak, 1969).
func (h *hunt) tighten(n *node, steps int) {
	from := h.settled(n.depth)
	slopes := slices.Clone(n.slopes)
	rise := make([]float64, len(slopes))
	length, stale, best := 1.0, 0, math.Inf(-1)
	for range steps {
		value := h.dual(n, slopes, rise)
		if value > best {
			best, n.bound, stale = value, math.Max(n.bound, value), 0
			copy(n.slopes, slopes)
		} else if stale++; stale > 10 {
			length, stale = length/2, 0
		}
		norm := 0.0
		for t := from; t < len(rise); t++ {
			norm += rise[t] * rise[t]
		}
		if norm == 0 || !h.promising(*n) {
			return
		}
		step := length * (h.cost - value) / norm
		for t := from; t < len(slopes); t++ {
			slopes[t] = math.Max(-h.ShortCost, math.Min(h.SurplusCost, slopes[t]+step*rise[t]))
		}
	}
}

// dual is the bound by given slopes; rise is set to its supergradient.
func (h *hunt) dual(n *node, slopes, rise []float64) float64 {
	value := n.spent
	for t := h.settled(n.depth); t < len(slopes); t++ {
		rise[t] = n.capacity[t] - h.People[t]
		value += slopes[t] * rise[t]
	}
	for s := n.depth; s < h.Decide; s++ {
		size, cost := h.alone(s, slopes)
		value += cost
		h.add(rise, s, float64(size))
	}
	return value
}

// alone is the class of a month that slopes make best, and its cost by them.
func (h *hunt) alone(month int, slopes []float64) (size int, cost float64) {
	each := 0.0
	for t := month; t < len(slopes); t++ {
		each += slopes[t] * h.gain[t-month]
	}
	cost = math.Inf(1)
	for _, n := range h.sizes {
		if c := h.classCost(n) + float64(n)*each; c < cost {
			size, cost = n, c
		}
	}
	return size, cost
}

// pairwise is up to how many months polish changes two classes at a time: their pairs
// would take longer than the search.
const pairwise = 24

// polish changes one class or two at a time as long as that costs less, and keeps
// the result if it is the best so far.
func (h *hunt) polish(classes []int) {
	cost := h.board.cost(classes)
	for better := true; better; {
		better = false
		for i := range classes {
			for j := i; j < len(classes) && (j == i || len(classes) <= pairwise); j++ {
				better = h.improve(classes, i, j, &cost) || better
			}
		}
	}
	h.take(classes)
}

// improve tries all sizes of two classes, or of one where both are the same.
func (h *hunt) improve(classes []int, i, j int, cost *float64) (better bool) {
	old := [2]int{classes[i], classes[j]}
	kept := old
	for _, a := range h.sizes {
		for _, b := range h.sizes {
			classes[i], classes[j] = a, b
			if c := h.board.cost(classes); c < *cost-tolerance(*cost) {
				*cost, kept, better = c, [2]int{classes[i], b}, true
			}
		}
	}
	classes[i], classes[j] = kept[0], kept[1]
	return better
}

func (h *hunt) take(classes []int) {
	if cost := h.board.cost(classes); h.best == nil || cost < h.cost {
		h.best, h.cost = slices.Clone(classes), cost
	}
}
