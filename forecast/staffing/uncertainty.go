package staffing

import "slices"

// Uncertain is a load of which several courses are possible: the sample paths of
// a forecast, each as likely as any other.
type Uncertain struct {
	Paths   [][]float64 // contacts, by path and interval
	AHT     []float64   // mean handle time, seconds, by interval
	Seconds []float64   // length of each interval
	Open    []bool      // nil for always
	Behaviour

	inHand [][]float64 // what [Uncertain.Follow] left in agents' hands; nil: contacts as they come
}

// Follow settles what lies in agents' hands in the intervals of one opening, listed in
// order, the first lead of which only lead to the others: in place of what arrives,
// their modified offered load on every path (see [OfferedLoad]) is what [Assure] and
// [Holds] judge by. It is for people whom [Course] found, where the load of the
// moment would be another question; queues that are carried over are not in it.
func (u *Uncertain) Follow(intervals []int, lead int) error {
	if err := u.validate(leastShare); err != nil {
		return err
	}
	if u.inHand == nil {
		for _, path := range u.Paths {
			u.inHand = append(u.inHand, slices.Clone(path))
		}
	}
	loads, seconds := make([]Load, len(intervals)), make([]float64, len(intervals))
	for p, path := range u.Paths {
		for k, i := range intervals {
			load, err := LoadOf(path[i], u.AHT[i], u.Seconds[i])
			if err != nil {
				return &IntervalError{i, err}
			}
			loads[k], seconds[k] = load, u.Seconds[i]
		}
		offered, _ := inHands(loads, seconds, u.slowest())
		for k := lead; k < len(intervals); k++ {
			i := intervals[k]
			u.inHand[p][i] = offered[k] * u.Seconds[i] / u.AHT[i]
		}
	}
	return nil
}

// felt returns the contacts of one interval on every path as agents have them.
func (u Uncertain) felt(i int) []float64 {
	if u.inHand == nil {
		return u.at(i)
	}
	return Uncertain{Paths: u.inHand}.at(i)
}

// Certain is a requirement that holds with a given probability.
type Certain struct {
	Share   float64   // of the paths in which every goal is met, in each interval by itself
	Results []Result  // by interval; the zero Result where closed
	Load    []float64 // erlangs on which each rests
}

// CertainRequirement returns, for each interval, the smallest number of agents
// with whom the goals are met with at least the given probability: the requirement
// of the contacts that [Uncertain.Contacts] returns. The error is an
// [*InputError], in an [*IntervalError] where it concerns one interval.
func CertainRequirement(u Uncertain, share float64, g Goals) (Certain, error) {
	contacts, err := u.Contacts(share)
	if err != nil {
		return Certain{}, err
	}
	c := Certain{Share: share, Results: make([]Result, len(u.AHT)), Load: make([]float64, len(u.AHT))}
	for i := range u.AHT {
		if u.closed(i) {
			continue
		}
		load, err := u.load(i, contacts[i])
		if err == nil {
			c.Load[i] = load.Erlangs
			c.Results[i], err = Requirement(load, g)
		}
		if err != nil {
			return Certain{}, &IntervalError{i, err}
		}
	}
	return c, nil
}

// Contacts returns, for each interval, the contacts that are not exceeded in a
// share of the paths: of m paths, the ⌈share·m⌉th smallest. More contacts never
// need fewer agents, so that whoever is enough for these is enough in that share of
// the paths (a chance constraint on the arrival rate; I. Gurvich, J. Luedtke and T.
// Tezcan, "Staffing call centers with uncertain demand forecasts", Management
// Science 56, 2010).
//
// A tenth of an hour's chance needs at least ten paths to be told; fewer than
// 1/(1-share) are refused with an [*InputError].
func (u Uncertain) Contacts(share float64) ([]float64, error) {
	if err := u.validate(share); err != nil {
		return nil, err
	}
	contacts := make([]float64, len(u.AHT))
	for i := range contacts {
		contacts[i] = quantile(u.at(i), share)
	}
	return contacts, nil
}

func (u Uncertain) validate(share float64) error {
	n := len(u.AHT)
	switch {
	case !(share > 0 && share < 1):
		return refused("certainty", share, "a share above 0 and below 1, such as 0.9")
	case len(u.Paths) == 0 || float64(len(u.Paths))*(1-share) < 1-1e-9:
		return refused("number of sample paths", float64(len(u.Paths)), "at least 1/(1 - certainty), of which one may exceed")
	case len(u.Seconds) != n:
		return refused("number of interval lengths", float64(len(u.Seconds)), "one for each handle time")
	case u.Open != nil && len(u.Open) != n:
		return refused("number of opening marks", float64(len(u.Open)), "one for each handle time")
	}
	for _, path := range u.Paths {
		if len(path) != n {
			return refused("length of a sample path", float64(len(path)), "one number of contacts for each handle time")
		}
	}
	return nil
}

func (u Uncertain) closed(i int) bool { return u.Open != nil && !u.Open[i] }

// at returns the contacts of one interval on every path.
func (u Uncertain) at(i int) []float64 {
	all := make([]float64, len(u.Paths))
	for k, path := range u.Paths {
		all[k] = path[i]
	}
	return all
}

func (u Uncertain) load(i int, contacts float64) (Load, error) {
	if contacts == 0 {
		return Load{AHT: 1}, nil
	}
	l, err := LoadOf(contacts, u.AHT[i], u.Seconds[i])
	return u.of(l), err
}

// quantile returns the smallest value that at least a share does not exceed, by
// decimal intent: nine tenths of ten are nine.
func quantile(values []float64, share float64) float64 {
	slices.Sort(values)
	return values[max(0, int(roundUp(share*float64(len(values))))-1)]
}
