package survival

import "math"

// riskSets is a table of spells made ready for partial likelihoods: rows that are
// ever at risk at an event time, by stratum and from the latest stop to the first,
// with their facts centred and laid out in that order, so that one walk over the
// rows meets every risk set.
//
// Event times of all strata stand in one list, ascending within a stratum. A row
// is at risk at the event times lo … hi-1 of that list; an event of its own lies at
// hi-1.
type riskSets struct {
	n, p     int       // rows given, columns
	row      []int32   // of the data, by position
	x        []float64 // centred, position by position
	w        []float64 // nil: 1
	dead     []bool
	lo, hi   []int32
	leaving  []int32 // positions by descending lo, without those at risk from the first event time on
	times    []float64
	deaths   []int32 // rows with an event, by event time
	base     []int32 // first event time of each stratum, and the end
	mean, sd []float64
	events   int
	obs      *Observations // with merged times
}

// newRiskSets checks and arranges the data.
func newRiskSets(o *Observations, x *Covariates) (*riskSets, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if err := x.check(len(o.Stop)); err != nil {
		return nil, err
	}
	o = o.merged()
	s := &riskSets{n: len(o.Stop), p: len(x.Names), obs: o, events: o.Events()}
	lo, hi := s.index()
	s.arrange(lo, hi, x)
	return s, nil
}

// index lists the event times and finds between which of them each row is at risk.
func (s *riskSets) index() (lo, hi []int32) {
	o := s.obs
	lo, hi = make([]int32, s.n), make([]int32, s.n)
	byStop := byStratum(o, ascending(o.Stop))
	byStart := byStratum(o, ascending(o.Start))
	for stratum, rows := range byStop {
		first := int32(len(s.times))
		s.base = append(s.base, first)
		for _, i := range rows {
			if k := len(s.times); o.Event[i] && (k == int(first) || s.times[k-1] != o.Stop[i]) {
				s.times, s.deaths = append(s.times, o.Stop[i]), append(s.deaths, 0)
			}
			if o.Event[i] {
				s.deaths[len(s.deaths)-1]++
			}
			hi[i] = int32(len(s.times))
		}
		// a row censored at an event time is at risk then, whatever its place in the list
		for k := len(rows) - 2; k >= 0; k-- {
			if i, next := rows[k], rows[k+1]; o.Stop[i] == o.Stop[next] {
				hi[i] = hi[next]
			}
		}
		at := first
		for _, i := range rows {
			lo[i] = first
		}
		if o.Start == nil {
			continue
		}
		for _, i := range byStart[stratum] {
			for at < int32(len(s.times)) && s.times[at] <= o.Start[i] {
				at++
			}
			lo[i] = at
		}
	}
	s.base = append(s.base, int32(len(s.times)))
	return lo, hi
}

// byStratum splits rows in some order into those of each stratum, in that order.
func byStratum(o *Observations, rows []int32) [][]int32 {
	if o.Strata == nil {
		return [][]int32{rows}
	}
	var lists [][]int32
	for _, i := range rows {
		for len(lists) <= o.Strata[i] {
			lists = append(lists, nil)
		}
		lists[o.Strata[i]] = append(lists[o.Strata[i]], i)
	}
	if lists == nil {
		lists = make([][]int32, 1)
	}
	return lists
}

// arrange orders rows by descending hi with a counting sort and copies their facts.
func (s *riskSets) arrange(lo, hi []int32, x *Covariates) {
	o, p := s.obs, s.p
	s.centre(x)
	count := make([]int32, len(s.times)+2)
	for i := range hi {
		if lo[i] < hi[i] {
			count[hi[i]]++
		}
	}
	used := int32(0)
	for k := len(count) - 1; k >= 0; k-- {
		used, count[k] = used+count[k], used
	}
	s.row, s.x = make([]int32, used), make([]float64, int(used)*p)
	s.dead, s.lo, s.hi = make([]bool, used), make([]int32, used), make([]int32, used)
	if o.Weights != nil {
		s.w = make([]float64, used)
	}
	for i := range hi {
		if lo[i] == hi[i] {
			continue
		}
		at := count[hi[i]]
		count[hi[i]]++
		s.row[at], s.dead[at], s.lo[at], s.hi[at] = int32(i), o.Event[i], lo[i], hi[i]
		if s.w != nil {
			s.w[at] = o.Weights[i]
		}
		facts := x.Values[i*p : (i+1)*p]
		for j, v := range s.x[int(at)*p : (int(at)+1)*p] {
			_ = v
			s.x[int(at)*p+j] = facts[j] - s.mean[j]
		}
	}
	if o.Start != nil {
		s.leave()
	}
}

// leave lists the positions that enter late, by descending lo.
func (s *riskSets) leave() {
	late := func(at int) bool { return s.lo[at] > s.base[s.stratumOf(s.hi[at]-1)] }
	count := make([]int32, len(s.times)+2)
	for at := range s.lo {
		if late(at) {
			count[s.lo[at]]++
		}
	}
	total := int32(0)
	for k := len(count) - 1; k >= 0; k-- {
		total, count[k] = total+count[k], total
	}
	s.leaving = make([]int32, total)
	for at := range s.lo {
		if late(at) {
			s.leaving[count[s.lo[at]]] = int32(at)
			count[s.lo[at]]++
		}
	}
}

// stratumOf finds the stratum of an event time.
func (s *riskSets) stratumOf(event int32) int {
	low, high := 0, len(s.base)-1
	for low+1 < high {
		if mid := (low + high) / 2; s.base[mid] <= event {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// centre computes the mean and standard deviation of each column.
func (s *riskSets) centre(x *Covariates) {
	s.mean, s.sd = make([]float64, s.p), make([]float64, s.p)
	for i := range s.n {
		for j, v := range x.Row(i) {
			s.mean[j] += v
		}
	}
	for j := range s.mean {
		s.mean[j] /= float64(s.n)
	}
	for i := range s.n {
		for j, v := range x.Row(i) {
			s.sd[j] += (v - s.mean[j]) * (v - s.mean[j])
		}
	}
	for j := range s.sd {
		s.sd[j] = math.Sqrt(s.sd[j] / float64(s.n))
	}
}

func (s *riskSets) weight(at int) float64 {
	if s.w == nil {
		return 1
	}
	return s.w[at]
}
