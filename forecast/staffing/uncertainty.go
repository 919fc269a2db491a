package staffing

import (
	"math"
	"slices"
)

// Uncertain is a load of which several courses are possible: the sample paths of
// a forecast, each as likely as any other.
type Uncertain struct {
	Paths   [][]float64 // contacts, by path and interval
	AHT     []float64   // mean handle time, seconds, by interval
	Seconds []float64   // length of each interval
	Open    []bool      // nil for always
	Behaviour
}

// Certain is a requirement that holds with a given probability.
type Certain struct {
	Share   float64   // of the paths in which every goal is met, in each interval by itself
	Results []Result  // by interval; the zero Result where closed
	Load    []float64 // erlangs on which each rests
}

// CertainRequirement returns, for each interval, the smallest number of agents
// with whom the goals are met with at least the given probability. More contacts
// never need fewer agents, so that this is the requirement of the contacts that
// are not exceeded in that share of the paths: of m paths, the ⌈share·m⌉th
// smallest.
//
// A tenth of an hour's chance needs at least ten paths to be told; fewer than
// 1/(1-share) are refused. The error is an [*InputError], in an [*IntervalError]
// where it concerns one interval.
func CertainRequirement(u Uncertain, share float64, g Goals) (Certain, error) {
	if err := u.validate(share); err != nil {
		return Certain{}, err
	}
	c := Certain{Share: share, Results: make([]Result, len(u.AHT)), Load: make([]float64, len(u.AHT))}
	for i := range u.AHT {
		if u.closed(i) {
			continue
		}
		load, err := u.load(i, quantile(u.at(i), share))
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

// CertaintyPrice is what it takes to meet the goals with a given probability.
type CertaintyPrice struct {
	Share      float64
	AgentHours float64 // in all open intervals, from whole agents
	Scheduled  float64 // the same after shrinkage, fractional
	Extra      float64 // agent hours beyond those of the point forecast; below 0 where fewer would do
	Level      float64 // mean service level over all paths, weighted by contacts
}

// PriceOfCertainty returns what each probability costs beside the requirement of
// a point forecast, given as contacts by interval. The first entry, of a share
// of 0, is the point forecast's own.
func PriceOfCertainty(u Uncertain, point []float64, shares []float64, g Goals) ([]CertaintyPrice, error) {
	if len(point) != len(u.AHT) {
		return nil, refused("length of the point forecast", float64(len(point)), "one number of contacts for each handle time")
	}
	own, err := CertainRequirement(Uncertain{[][]float64{point, point}, u.AHT, u.Seconds, u.Open, u.Behaviour}, 0.5, g)
	if err != nil {
		return nil, err
	}
	own.Share = 0
	prices := []CertaintyPrice{u.price(own, g)}
	for _, share := range shares {
		c, err := CertainRequirement(u, share, g)
		if err != nil {
			return nil, err
		}
		p := u.price(c, g)
		p.Extra = p.AgentHours - prices[0].AgentHours
		prices = append(prices, p)
	}
	return prices, nil
}

func (u Uncertain) price(c Certain, g Goals) CertaintyPrice {
	p := CertaintyPrice{Share: c.Share}
	agents := make([]float64, len(c.Results))
	for i, r := range c.Results {
		hours := u.Seconds[i] / 3600
		agents[i] = float64(r.Agents)
		p.AgentHours += hours * agents[i]
		p.Scheduled += hours * g.Shrinkage.Scheduled(agents[i])
	}
	p.Level = u.level(agents, g)
	return p
}

// Assurance is how sure a plan is.
type Assurance struct {
	Met   []float64 // by interval, share of the paths in which every goal is met; NaN where closed
	Day   float64   // share of the paths whose service level over all intervals meets its target
	Level float64   // mean service level over all paths, weighted by contacts
}

// Assure returns how sure the goals are with these agents, by interval. The
// service level of a whole path weighs intervals by their contacts.
func Assure(u Uncertain, agents []float64, g Goals) (Assurance, error) {
	if err := u.validate(0.5); err != nil && len(u.Paths) != 1 {
		return Assurance{}, err
	}
	if len(agents) != len(u.AHT) {
		return Assurance{}, refused("number of agents", float64(len(agents)), "one for each handle time")
	}
	a := Assurance{Met: make([]float64, len(agents)), Level: u.level(agents, g)}
	for i := range agents {
		if u.closed(i) {
			a.Met[i] = math.NaN()
			continue
		}
		for _, contacts := range u.at(i) {
			load, err := u.load(i, contacts)
			if err != nil {
				return Assurance{}, &IntervalError{i, err}
			}
			need, err := Agents(load, g)
			if err != nil {
				return Assurance{}, &IntervalError{i, err}
			}
			if float64(need) <= agents[i] {
				a.Met[i] += 1 / float64(len(u.Paths))
			}
		}
		a.Met[i] = min(1, a.Met[i])
	}
	for _, path := range u.Paths {
		if u.pathLevel(path, agents, g) >= g.ServiceLevel {
			a.Day += 1 / float64(len(u.Paths))
		}
	}
	a.Day = min(1, a.Day)
	return a, nil
}

// level is the mean service level over all paths.
func (u Uncertain) level(agents []float64, g Goals) float64 {
	good, all := 0.0, 0.0
	for _, path := range u.Paths {
		contacts := 0.0
		for i, n := range path {
			if !u.closed(i) {
				contacts += n
			}
		}
		good += contacts * u.pathLevel(path, agents, g)
		all += contacts
	}
	if all == 0 {
		return 1
	}
	return good / all
}

// pathLevel is the service level over all open intervals of one path.
func (u Uncertain) pathLevel(path, agents []float64, g Goals) float64 {
	good, all := 0.0, 0.0
	for i, n := range path {
		if u.closed(i) || n == 0 {
			continue
		}
		load, err := u.load(i, n)
		if err != nil {
			continue // refused before
		}
		good += n * Perform(load, g, agents[i]).ServiceLevel
		all += n
	}
	if all == 0 {
		return 1
	}
	return good / all
}
