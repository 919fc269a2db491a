package simulate

func (f *floor) cell(queue, interval int32) *cell {
	return &f.tally.cells[int(interval)*len(f.lines)+int(queue)]
}

// answered counts a contact that waited.
func (f *floor) answered(c *contact) {
	if c.called {
		return
	}
	wait := f.now - c.arrived
	cell := f.cell(c.origin, c.interval)
	cell.answered++
	cell.waitAnswered += wait
	cell.waitAll += wait
	if wait <= f.lines[c.origin].threshold {
		cell.answeredIn++
		cell.virtualIn++
	}
	if int(c.interval) >= f.WarmUp {
		f.tally.waits[int(c.origin)*manyBins+binOf(wait)]++
	}
}

// lost counts a contact that gave up, and lost's turn tells how long it would
// have waited.
func (f *floor) lost(c *contact) {
	cell := f.cell(c.origin, c.interval)
	patience := c.deadline - c.arrived
	cell.abandoned++
	cell.waitAll += patience
	if patience <= f.lines[c.origin].threshold {
		cell.abandonedIn++
	}
}

func (f *floor) turnCame(c *contact) {
	if f.now-c.arrived <= f.lines[c.origin].threshold {
		f.cell(c.origin, c.interval).virtualIn++
	}
}

// measureLines records how many wait as an interval ends.
func (f *floor) measureLines() {
	for q := range f.lines {
		f.tally.length[f.interval*len(f.lines)+q] = float64(f.inLine(q))
	}
}

// record writes down what lines and hands counted in the interval that ends.
func (f *floor) record() {
	counted := f.interval >= f.WarmUp
	for q := range f.lines {
		l, c := &f.lines[q], f.cell(int32(q), int32(f.interval))
		c.offered += l.offered
		c.waited += l.waited
		c.answered += l.atOnce
		c.answeredIn += l.atOnce
		c.virtualIn += l.atOnce
		if counted {
			f.tally.waits[q*manyBins] += l.atOnce
		}
		l.offered, l.atOnce, l.waited = 0, 0, 0
	}
	row := f.tally.handled[f.interval*len(f.hands) : (f.interval+1)*len(f.hands)]
	for i := range f.hands {
		h := &f.hands[i]
		row[i] += h.seconds
		if counted {
			f.tally.served[i] += float64(h.served)
		}
		h.seconds, h.served = 0, 0
	}
}
