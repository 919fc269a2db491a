package roster

import "math"

// priceList holds the price of every arc of every menu in every group, for
// searches in which prices are the same for everybody.
type priceList struct {
	prefix [][]float64
	arcs   map[*menu][][][]float64 // [group][day][arc]
}

// price reduces the arcs that are open to a worker on day d to those that can
// be part of a cheapest way: per kind and class left behind, an arc that starts
// earlier (after fewer classes) is kept only if it is cheaper.
func (f *finder) price(w *worker, d int) {
	y, plan := w.duty, &w.days[d]
	kinds, classes := f.auto.kinds, len(y.left[d+1])
	f.clear(kinds, classes)
	if plan.fixed != nil {
		k := f.auto.of[plan.fixed.kind]
		f.options[k] = append(f.options[k], option{
			in: int32(len(y.left[d]) - 1), pick: pick{arc: dayFixed}, cost: plan.fixed.cost + f.burden.of(plan.fixed.strain)})
		return
	}
	for i := len(plan.arcs) - 1; i >= 0; i-- {
		own := &plan.arcs[i]
		a := &y.menu.days[d][own.index]
		if len(f.barred) > 0 && f.barred[bar{d, y.menu.kinds[a.kind].class}] {
			continue
		}
		price, group := f.cheapestGroup(w, d, own.index, a)
		o := option{in: y.in[d][own.index], out: y.out[d][own.index], pick: pick{int32(own.index), int16(group)}}
		if f.company != nil {
			price += f.company[a.end()] - f.company[a.start]
		}
		if o.cost = price + own.cost + f.burden.of(own.strain) + f.tollFor(a.kind); f.jitter != nil {
			o.cost += f.jitter()
		}
		k := int(f.auto.of[a.kind])
		f.offer(k, classes, o)
		for _, o.in = range y.odd[d][own.index] {
			f.singles[k] = append(f.singles[k], o)
		}
	}
}

// tollFor returns the toll of a kind of shift.
func (f *finder) tollFor(kind int) float64 {
	if f.toll == nil {
		return 0
	}
	return f.toll[kind]
}

// clear forgets the options of the day before.
func (f *finder) clear(kinds, classes int) {
	for len(f.options) < kinds {
		f.options, f.singles = append(f.options, nil), append(f.singles, nil)
	}
	for k := range f.options {
		f.options[k], f.singles[k] = f.options[k][:0], f.singles[k][:0]
	}
	if n := kinds * classes; cap(f.bucket) < n {
		f.bucket = make([]int32, n)
	}
	f.bucket = f.bucket[:kinds*classes]
	for i := range f.bucket {
		f.bucket[i] = -1
	}
}

// offer adds an option unless a later start of the same kind and class is as
// cheap. Options come mostly in falling order of in.
func (f *finder) offer(kind, classes int, o option) {
	last := &f.bucket[kind*classes+int(o.out)]
	if *last >= 0 {
		best := &f.options[kind][*last]
		if o.cost >= best.cost && o.in <= best.in {
			return
		}
		if o.in == best.in && o.cost < best.cost {
			*best = o
			return
		}
	}
	*last = int32(len(f.options[kind]))
	f.options[kind] = append(f.options[kind], o)
}

// cheapestGroup returns the least price of an arc among the worker's groups,
// its pauses best placed.
func (f *finder) cheapestGroup(w *worker, d, index int, a *arc) (price float64, group int) {
	price = math.Inf(1)
	for _, g := range w.groups {
		if only := w.days[d].only; only > 0 && g != only-1 {
			continue
		}
		var v float64
		if f.shared != nil {
			v = f.shared.arcs[w.duty.menu][g][d][index]
		} else {
			v = f.arcPrice(f.prefix[g], a)
		}
		if f.levy != nil {
			v = f.levy.arc(w, d, placed{arc: int32(index), group: int16(g)}, f.prefix[g], v)
		}
		if v < price {
			price, group = v, g
		}
	}
	return price, group
}

// arcPrice returns the price of an arc at the given prefix sums.
func (f *finder) arcPrice(prefix []float64, a *arc) float64 {
	own := prefix[a.start : a.end()+1]
	return own[a.ticks] - own[0] - a.placement.Saved(own, &f.scratch)
}

// place puts an option down: its arc with the pauses where they save most.
func (f *finder) place(w *worker, d int, o pick) placed {
	p := placed{arc: o.arc, group: o.group}
	if o.arc < 0 {
		return p
	}
	if f.levy.keeps(f, w, d, o) {
		return f.levy.standing[d]
	}
	a := &w.duty.menu.days[d][o.arc]
	var buffer [maxPauses]int
	_, at := a.placement.Best(f.prefix[o.group][a.start:a.end()+1], &f.scratch, buffer[:0])
	for i, t := range at {
		p.at[i] = int16(t)
	}
	return p
}
