package survival

import "math"

// Observations are spells: row i is watched from Start[i], exclusive, to Stop[i],
// inclusive, and Event[i] tells whether the spell ended there or was cut short.
// Times are in any one unit. Several rows may belong to one person.
type Observations struct {
	Start   []float64 // nil: everybody is watched from the beginning
	Stop    []float64
	Event   []bool
	Weights []float64 // copies of a row that it stands for, above 0; nil: 1
	Strata  []int     // rows are compared within a stratum only; nil: one stratum
}

// Covariates are the facts known of each row, row by row: the value of column j of
// row i is Values[i*len(Names)+j].
type Covariates struct {
	Names  []string
	Values []float64
}

// Row returns the facts of row i.
func (c *Covariates) Row(i int) []float64 {
	p := len(c.Names)
	return c.Values[i*p : (i+1)*p : (i+1)*p]
}

// check refuses spells that cannot be, naming the first at fault.
func (o *Observations) check() error {
	n := len(o.Stop)
	if n == 0 {
		return refuse("stop", -1, "at least one spell", "no rows: nobody is at risk")
	}
	if len(o.Event) != n {
		return refuse("event", -1, "one for each spell", "%d events for %d spells", len(o.Event), n)
	}
	for name, column := range map[string]int{"start": len(o.Start), "weights": len(o.Weights), "strata": len(o.Strata)} {
		if column != 0 && column != n {
			return refuse(name, -1, "one for each spell, or none", "%d values for %d spells", column, n)
		}
	}
	for i, stop := range o.Stop {
		if math.IsNaN(stop) || math.IsInf(stop, 0) {
			return refuse("stop", i, "a finite time", "the time is %v", stop)
		}
	}
	for i, start := range o.Start {
		switch {
		case math.IsNaN(start) || math.IsInf(start, 1):
			return refuse("start", i, "a time", "the time is %v", start)
		case start >= o.Stop[i] && o.Event[i]:
			return refuse("event", i, "an event within the time that is watched", "the event at %v is outside the spell, which starts at %v", o.Stop[i], start)
		case start >= o.Stop[i]:
			return refuse("stop", i, "a stop after the start", "the spell stops at %v and starts at %v", o.Stop[i], start)
		}
	}
	for i, w := range o.Weights {
		if !(w > 0) || math.IsInf(w, 0) {
			return refuse("weights", i, "a weight above 0", "the weight is %v", w)
		}
	}
	return nil
}

// check refuses facts that no model can use.
func (c *Covariates) check(rows int) error {
	if want := rows * len(c.Names); len(c.Values) != want {
		return refuse("x", -1, "one value for each row and column", "%d values for %d rows of %d columns", len(c.Values), rows, len(c.Names))
	}
	for k, v := range c.Values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return refuse(c.Names[k%len(c.Names)], k/len(c.Names), "a finite number", "the value is %v", v)
		}
	}
	return nil
}

func (o *Observations) weight(i int) float64 {
	if o.Weights == nil {
		return 1
	}
	return o.Weights[i]
}

func (o *Observations) stratum(i int) int {
	if o.Strata == nil {
		return 0
	}
	return o.Strata[i]
}

// Events counts the rows that end with an event.
func (o *Observations) Events() int {
	count := 0
	for _, event := range o.Event {
		if event {
			count++
		}
	}
	return count
}

// Subset returns the rows for which keep holds.
func (o *Observations) Subset(keep func(row int) bool) *Observations {
	s := &Observations{}
	for i := range o.Stop {
		if !keep(i) {
			continue
		}
		s.Stop, s.Event = append(s.Stop, o.Stop[i]), append(s.Event, o.Event[i])
		if o.Start != nil {
			s.Start = append(s.Start, o.Start[i])
		}
		if o.Weights != nil {
			s.Weights = append(s.Weights, o.Weights[i])
		}
		if o.Strata != nil {
			s.Strata = append(s.Strata, o.Strata[i])
		}
	}
	return s
}

// merged returns the observations with times that differ by rounding alone made
// equal.
func (o *Observations) merged() *Observations {
	stop, start := mergeTimes(o.Stop, o.Start)
	c := *o
	c.Stop, c.Start = stop, start
	return &c
}
