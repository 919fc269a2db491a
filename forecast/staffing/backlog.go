package staffing

import (
	"container/heap"
	"fmt"
	"math"
)

// Backlog is deferred work followed from interval to interval with the people who
// are there. Work is in agent-intervals; what was open at the start and what
// arrives is what is done and what waits when the last interval ends.
type Backlog struct {
	Done   []float64 // by interval
	Due    []float64 // whose promise ends with the interval, done by then or not
	InTime []float64 // of Due, what was done by then
	// Waiting is what is open when an interval ends, by age: a list for each bound
	// of the ages with what is younger, and one with what is older than all of them.
	Waiting [][]float64
	Left    []Aged // what waits at the end, the oldest first: the backlog of the plan that follows
}

// Kept is the share of the work due in all intervals that was done in time, NaN
// where none was due.
func (b *Backlog) Kept() float64 {
	due, kept := 0.0, 0.0
	for i, w := range b.Due {
		due += w
		kept += b.InTime[i]
	}
	return kept / due
}

// Open is what waits when an interval ends, of every age.
func (b *Backlog) Open(interval int) float64 {
	sum := 0.0
	for _, list := range b.Waiting {
		sum += list[interval]
	}
	return sum
}

// FollowDeferred does the work with so many people in each interval, what is due
// earliest first, of equal deadlines what came first. That keeps every deadline
// which any order of the work keeps (Jackson 1955; the rule is known as earliest
// deadline first): the people of [SpreadDeferred] are always enough.
//
// Ages are rising bounds in intervals, counted by the clock of the promise. Live
// is not read: people are those for deferred work.
func FollowDeferred(d Deferred, people []float64, ages []int) (Backlog, error) {
	if err := d.validate(); err != nil {
		return Backlog{}, err
	}
	if len(people) != len(d.Open) {
		return Backlog{}, fmt.Errorf("follow deferred work: %d numbers of people for %d intervals", len(people), len(d.Open))
	}
	for i, bound := range ages {
		if bound < 1 || i > 0 && bound <= ages[i-1] {
			return Backlog{}, refused("bound of ages", float64(bound), "intervals of at least 1, rising")
		}
	}
	for _, p := range people {
		if !(p >= 0) || math.IsInf(p, 1) {
			return Backlog{}, refused("people", p, "a number of at least 0")
		}
	}
	f := newFollowing(d, ages)
	for j := range d.Open {
		f.pass(j, people[j])
	}
	for _, c := range f.cohorts[f.oldest:] {
		if c.left > 0 {
			f.Left = append(f.Left, Aged{Work: c.left, Due: d.Within - (f.clock - c.came)})
		}
	}
	return f.Backlog, nil
}

// cohort is work that came together.
type cohort struct {
	came     int     // interval on the promise's clock, below 0 before the start
	promised int     // interval with whose end the promise ends
	work     float64 // at first
	left     float64
}

// portion is a part of a cohort that has one deadline.
type portion struct {
	cohort, due int
	left        float64
}

// following is the state of [FollowDeferred].
type following struct {
	Backlog
	d       Deferred
	ages    []int
	rest    Deferred // for the deadline of what need not keep the promise
	clock   int      // intervals passed on the promise's clock
	cohorts []cohort
	oldest  int // first cohort of which something is left
	todo    portions
	falling map[int][]int // cohorts whose promise ends with an interval
}

func newFollowing(d Deferred, ages []int) *following {
	n := len(d.Open)
	f := &following{d: d, ages: ages, falling: map[int][]int{}}
	f.Done, f.Due, f.InTime = make([]float64, n), make([]float64, n), make([]float64, n)
	for range len(ages) + 1 {
		f.Waiting = append(f.Waiting, make([]float64, n))
	}
	_, f.rest = d.parted()
	for _, a := range d.Aged {
		promised := d.promisedIn(-1, min(a.Due, d.Within))
		if a.Due < 1 {
			promised = -1
		}
		f.add(cohort{came: min(0, a.Due-d.Within), promised: promised, work: a.Work}, portion{due: d.dueIn(a.Due), left: a.Work})
	}
	f.add(cohort{promised: d.promisedAfter(-1), work: d.Backlog}, portion{due: d.dueAfter(-1), left: d.Backlog})
	return f
}

// add takes in a cohort, with its work in portions.
func (f *following) add(c cohort, parts ...portion) {
	if c.work == 0 {
		return
	}
	c.left = c.work
	at := len(f.cohorts)
	f.cohorts = append(f.cohorts, c)
	f.falling[c.promised] = append(f.falling[c.promised], at)
	for _, p := range parts {
		if p.left > 0 {
			p.cohort = at
			heap.Push(&f.todo, p)
		}
	}
}

// pass does an interval's work and then takes in what arrived in it.
func (f *following) pass(j int, people float64) {
	if f.d.Open[j] {
		f.Done[j] = f.work(people)
	}
	if f.d.Open[j] || !f.d.OpenClock {
		f.clock++
	}
	for _, at := range f.falling[j] {
		c := f.cohorts[at]
		f.Due[j] += c.work
		f.InTime[j] += c.work - c.left
	}
	f.arrive(j)
	for f.oldest < len(f.cohorts) && f.cohorts[f.oldest].left == 0 {
		f.oldest++
	}
	for _, c := range f.cohorts[f.oldest:] {
		f.Waiting[f.bucket(f.clock-c.came)][j] += c.left
	}
}

func (f *following) arrive(i int) {
	if i >= len(f.d.Work) || f.d.Work[i] == 0 {
		return
	}
	w, share := f.d.Work[i], f.d.Share
	c := cohort{came: f.clock, promised: f.d.promisedAfter(i), work: w}
	if share == 0 || share == 1 {
		f.add(c, portion{due: f.d.dueAfter(i), left: w})
		return
	}
	f.add(c, portion{due: f.d.dueAfter(i), left: share * w}, portion{due: f.rest.dueAfter(i), left: (1 - share) * w})
}

// work does as much as people can, and returns how much that was.
func (f *following) work(people float64) float64 {
	done := 0.0
	for len(f.todo) > 0 && people-done > 0 {
		first := &f.todo[0]
		c := &f.cohorts[first.cohort]
		part := min(first.left, people-done)
		done += part
		if first.left -= part; first.left > 0 {
			c.left = max(0, c.left-part)
			break
		}
		c.left = max(0, c.left-part)
		if c.left < 1e-12*c.work {
			c.left = 0 // what two portions leave by rounding
		}
		heap.Pop(&f.todo)
	}
	return done
}

// bucket is the list of an age.
func (f *following) bucket(age int) int {
	for k, bound := range f.ages {
		if age < bound {
			return k
		}
	}
	return len(f.ages)
}

// portions are a heap, the earliest deadline at the top.
type portions []portion

func (p portions) Len() int { return len(p) }

func (p portions) Less(i, j int) bool {
	return p[i].due < p[j].due || p[i].due == p[j].due && p[i].cohort < p[j].cohort
}

func (p portions) Swap(i, j int) { p[i], p[j] = p[j], p[i] }

// Push is for package heap.
func (p *portions) Push(x any) { *p = append(*p, x.(portion)) }

// Pop is for package heap.
func (p *portions) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}
