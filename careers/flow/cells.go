package flow

// cells are the people of one rung who came by one source. They are kept by the month
// in which they entered the rung and the month in which they were hired, neither of
// which ever changes, so that growing older moves nobody: in month t somebody has
// been in the rung for t−entered months and in all for t−hired. Months before the
// beginning are below 0.
type cells struct {
	rows []row
	next row // who enters in the present month, to count from the next on
}

// row are those who entered a rung in the same month: at place i who was hired in
// month first+i.
type row struct {
	entered, first int
	people         []float64
	sum            float64 // of those who stayed in the present month
}

// put adds people of the beginning.
func (c *cells) put(dwell, tenure int, people float64) {
	for i := range c.rows {
		if c.rows[i].entered == -dwell {
			c.rows[i].add(-tenure, people)
			return
		}
	}
	c.rows = append(c.rows, row{entered: -dwell, first: -tenure, people: []float64{people}})
}

// add lets people in, making room on either side.
func (r *row) add(hired int, people float64) {
	if len(r.people) == 0 {
		r.first = hired
	}
	if before := r.first - hired; before > 0 {
		r.people = append(make([]float64, before), r.people...)
		r.first = hired
	}
	for r.first+len(r.people) <= hired {
		r.people = append(r.people, 0)
	}
	r.people[hired-r.first] += people
}

// cover makes room for all places of another row.
func (r *row) cover(other row) {
	r.add(other.first, 0)
	r.add(other.first+len(other.people)-1, 0)
}

// toll is what leaving does to the people of a rung in a month.
type toll struct{ gone, stay, worth float64 }

// leave lets people go in month t by the chances of their tenure. The worth of those
// who stay is their output at the end of the month, which no promotion changes.
func (c *cells) leave(t int, chances func(dwell int) []float64, output []float64) (sum toll) {
	for k := range c.rows {
		one := c.rows[k].leave(t, chances(t-c.rows[k].entered), output)
		sum.gone += one.gone
		sum.stay += one.stay
		sum.worth += one.worth
	}
	return sum
}

// leave looks first at those whose tenure counts no further: they were hired first.
func (r *row) leave(t int, chances, output []float64) (sum toll) {
	last, tenure := len(output)-1, t-r.first
	old := max(0, min(len(r.people), tenure-last+1))
	for i, n := range r.people[:old] {
		out := n * chances[last]
		sum.gone += out
		sum.stay += n - out
		r.people[i] = n - out
	}
	sum.worth = sum.stay * output[last]
	for i, n := range r.people[old:] {
		a := tenure - old - i
		out := n * chances[a]
		sum.gone += out
		sum.stay += n - out
		sum.worth += (n - out) * output[a+1]
		r.people[old+i] = n - out
	}
	r.sum = sum.stay
	return sum
}

// ripe are the people who in month t have been in the rung for at least dwell months.
func (c *cells) ripe(t, dwell int) (sum float64) {
	for _, r := range c.rows {
		if t-r.entered >= dwell {
			sum += r.sum
		}
	}
	return sum
}

// promote moves a share of those who are ripe into another rung.
func (c *cells) promote(t, dwell int, share float64, into *cells) {
	for _, r := range c.rows {
		if t-r.entered < dwell {
			continue
		}
		into.next.cover(r)
		to := into.next.people[r.first-into.next.first:]
		for i, n := range r.people {
			up := share * n
			r.people[i] = n - up
			to[i] += up
		}
	}
}

// hire lets people in at the end of month t, without tenure.
func (c *cells) hire(t int, people float64) {
	if people > 0 {
		c.next.add(t+1, people)
	}
}

// pass ends month t: who entered the rung in it counts from the next month on.
func (c *cells) pass(t int) {
	if len(c.next.people) == 0 {
		return
	}
	c.next.entered = t + 1
	c.rows = append(c.rows, c.next)
	c.next = row{}
}
